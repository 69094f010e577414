//! 文书: which sheets the case has, how far each is, how often it was printed.

use crate::domain::case::CaseFacts;
use crate::domain::case::CaseFile;
use crate::domain::ids::EvidenceId;
use crate::domain::scan::SignedCopy;
use crate::domain::scan::signed_copy;
use crate::domain::sheet::FormNo;
use crate::domain::signature::expected_signers;
use crate::domain::signature::unsigned;
use crate::domain::witness_notice::Addressee;

/// One sheet of the case; F-06 has one line per addressee.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SheetLine {
    pub form: FormNo,
    /// Title, with the addressee where there are several.
    pub title: String,
    pub state: SheetState,
    /// 「待签 3 人」, 「11 件」 ….
    pub note: String,
    pub n_prints: u32,
    /// How the signed paper stands; none when nothing was printed for the pen.
    pub copy: Option<SignedCopy>,
    /// Which one of several, for [`FormNo::F06`]: the first attempt to that addressee.
    pub about: Option<EvidenceId>,
}

/// How far a sheet is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SheetState {
    /// Nothing to print yet.
    NotBegun,
    /// Can be printed, not everything is signed.
    Open,
    /// Everybody signed, or their refusal is noted.
    Signed,
}

/// Lists the sheets in the order of their numbers.
pub fn sheets(facts: &CaseFacts<'_>) -> Vec<SheetLine> {
    let file = facts.file;
    let mut lines = Vec::new();
    for form in FormNo::ALL {
        match form {
            FormNo::F03
                if !file.intake.mode.is_some_and(|mode| mode.is_unilateral())
                    && file.risk_notice().is_none() => {}
            FormNo::F06 => lines.extend(notices(file)),
            FormNo::F16 => lines.extend(extensions(file)),
            _ => lines.push(line(file, form)),
        }
    }
    for line in &mut lines {
        line.copy = signed_copy(file, line.form, line.about);
        heed_paper(line);
    }
    lines
}

/// A sheet that was printed for the pen is complete when the paper is back and nothing on it is empty, whatever was
/// ticked meanwhile (requirements §8.4).
fn heed_paper(line: &mut SheetLine) {
    let Some(copy) = &line.copy else { return };
    if copy.is_complete() {
        line.state = SheetState::Signed;
        line.note = copy.note();
    } else if line.state != SheetState::NotBegun || !copy.pages.is_empty() {
        line.state = SheetState::Open;
        line.note = copy.note();
    }
}

fn line(file: &CaseFile, form: FormNo) -> SheetLine {
    let (state, note) = match form {
        FormNo::F01 => match (file.agreement(), file.acceptance()) {
            (Some(agreement), _) => (SheetState::Signed, format!("{} 生效", agreement.effective_on)),
            (None, Some(_)) => (SheetState::Open, "待各方签名".to_owned()),
            (None, None) => (SheetState::NotBegun, "受理以后签".to_owned()),
        },
        FormNo::F03 => match file.risk_notice() {
            Some(notice) if notice.is_confirmed() => (SheetState::Signed, "已签".to_owned()),
            Some(_) => (SheetState::Open, "待签".to_owned()),
            None => (SheetState::Open, "待告知".to_owned()),
        },
        FormNo::F04 => {
            let n = file.current(&file.materials).count();
            let n_open = file
                .current(&file.materials)
                .filter(|row| file.usability(row.id) != crate::domain::material::Usability::Usable)
                .count();
            match (n, n_open) {
                (0, _) => (SheetState::NotBegun, "还没有材料".to_owned()),
                (n, 0) => (SheetState::Signed, format!("{n} 件")),
                (n, open) => (SheetState::Open, format!("{n} 件，{open} 件待确认")),
            }
        }
        FormNo::F06 | FormNo::F16 => (SheetState::NotBegun, String::new()),
        FormNo::F07 => by_signers(file, form, file.arrivals().next().is_some(), "还没有人到"),
        FormNo::F08 => by_signers(file, form, !file.licences.is_empty(), "由鉴定人做"),
        FormNo::F09 => by_signers(file, form, file.session().is_some(), "由鉴定人做"),
    };
    SheetLine {
        form,
        title: form.label().to_owned(),
        state,
        note,
        n_prints: file.n_prints(form, None),
        copy: None,
        about: None,
    }
}

fn by_signers(file: &CaseFile, form: FormNo, has_begun: bool, otherwise: &str) -> (SheetState, String) {
    if !has_begun {
        return (SheetState::NotBegun, otherwise.to_owned());
    }
    let (all, left) = (expected_signers(file, form).len(), unsigned(file, form).len());
    match left {
        0 if all > 0 => (SheetState::Signed, format!("{all} 人已签")),
        left => (SheetState::Open, format!("待签 {left} 人")),
    }
}

/// One notice per extension; without any, the account of days can still be printed once a clock runs.
fn extensions(file: &CaseFile) -> Vec<SheetLine> {
    let line = |title: String, state, note: String, about| SheetLine {
        form: FormNo::F16,
        title,
        state,
        note,
        n_prints: file.n_prints(FormNo::F16, about),
        copy: None,
        about,
    };
    let lines: Vec<SheetLine> = file
        .current(&file.extensions)
        .map(|row| {
            let title = format!("{}（{} 日）", FormNo::F16.label(), row.body.n);
            match file.notice_of(row.id) {
                Some(notice) => {
                    let note = format!("{} 已告知", notice.body.notified_on);
                    line(title, SheetState::Signed, note, Some(row.id))
                }
                None => line(title, SheetState::Open, "待告知委托人".to_owned(), Some(row.id)),
            }
        })
        .collect();
    if lines.is_empty() && file.effective_on().is_some() {
        let title = format!("{}（时限计算表）", FormNo::F16.label());
        return vec![line(title, SheetState::NotBegun, "没有延长，只印计算表".to_owned(), None)];
    }
    lines
}

fn notices(file: &CaseFile) -> Vec<SheetLine> {
    let mut seen: Vec<Addressee> = Vec::new();
    let mut lines = Vec::new();
    for row in file.current(&file.notice_attempts) {
        if seen.contains(&row.body.to) {
            continue;
        }
        seen.push(row.body.to.clone());
        let reached = file.notices_to(&row.body.to).any(|attempt| attempt.body.outcome.reached());
        let n = file.notices_to(&row.body.to).count();
        lines.push(SheetLine {
            form: FormNo::F06,
            title: format!("{}（{}）", FormNo::F06.label(), addressee_name(file, &row.body.to)),
            state: if reached { SheetState::Signed } else { SheetState::Open },
            note: if reached { format!("{n} 次，已通知到") } else { format!("{n} 次，未通知到") },
            n_prints: file.n_prints(FormNo::F06, Some(row.id)),
            copy: None,
            about: Some(row.id),
        });
    }
    if lines.is_empty() {
        lines.push(SheetLine {
            form: FormNo::F06,
            title: FormNo::F06.label().to_owned(),
            state: SheetState::NotBegun,
            note: "通知以后打印".to_owned(),
            n_prints: 0,
            copy: None,
            about: None,
        });
    }
    lines
}

/// The name of an addressee as the case knows it.
pub fn addressee_name(file: &CaseFile, to: &Addressee) -> String {
    match to {
        Addressee::Insurer { insurer } => file
            .intake
            .insurers
            .iter()
            .find(|i| i.insurer == *insurer)
            .map_or_else(String::new, |i| i.called().to_owned()),
        Addressee::Statutory { person } => file
            .intake
            .people()
            .find(|(_, p)| p.id == *person)
            .map_or_else(String::new, |(_, p)| p.name.as_str().to_owned()),
    }
}
