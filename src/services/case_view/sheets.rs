//! 文书: which sheets the case has, how far each is, how often it was printed.

use crate::domain::case::CaseFacts;
use crate::domain::case::CaseFile;
use crate::domain::ids::EvidenceId;
use crate::domain::scan::SignedCopy;
use crate::domain::scan::signed_copy;
use crate::domain::sheet::FormNo;
use crate::domain::signature::Manner;
use crate::domain::signature::expected_signers;
use crate::domain::signature::signature_of;
use crate::domain::signature::unsigned;
use crate::domain::witness_notice::Addressee;
use crate::services::sheet::recipe::RECIPES;

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
    /// Which one of several: the row the sheet is about.
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

impl SheetLine {
    /// The only sheet of a form.
    pub(crate) fn of(file: &CaseFile, form: FormNo, state: SheetState, note: impl Into<String>) -> Self {
        let n_prints = file.n_prints(form, None);
        Self {
            form,
            title: form.label().to_owned(),
            state,
            note: note.into(),
            n_prints,
            copy: None,
            about: None,
        }
    }

    /// One of several, told apart by `which` in its title.
    pub(crate) fn about(
        file: &CaseFile,
        form: FormNo,
        about: EvidenceId,
        which: &str,
        state: SheetState,
        note: impl Into<String>,
    ) -> Self {
        Self {
            title: format!("{}（{which}）", form.label()),
            n_prints: file.n_prints(form, Some(about)),
            about: Some(about),
            ..Self::of(file, form, state, note)
        }
    }

    /// A sheet that is done when everybody it expects has signed.
    pub(crate) fn by_signers(file: &CaseFile, form: FormNo, has_begun: bool, otherwise: &str) -> Self {
        let (n_all, n_left) = (expected_signers(file, form).len(), unsigned(file, form).len());
        let (state, note) = match n_left {
            _ if !has_begun => (SheetState::NotBegun, otherwise.to_owned()),
            0 if n_all > 0 => (SheetState::Signed, format!("{n_all} 人已签")),
            left => (SheetState::Open, format!("待签 {left} 人")),
        };
        Self::of(file, form, state, note)
    }
}

/// Lists the sheets in the order of their numbers.
pub fn sheets(facts: &CaseFacts<'_>) -> Vec<SheetLine> {
    let mut lines: Vec<SheetLine> = RECIPES.iter().flat_map(|recipe| (recipe.listed)(facts)).collect();
    for line in &mut lines {
        line.copy = signed_copy(facts.file, line.form, line.about);
        if !is_whole_on_the_pad(facts.file, line.form) {
            heed_paper(line);
        }
    }
    lines
}

/// Whether everybody the sheet expects signed on the pad, or refused: the paper carries nothing that is not kept.
fn is_whole_on_the_pad(file: &CaseFile, form: FormNo) -> bool {
    let kept = |manner: &Manner| matches!(manner, Manner::Pad { .. } | Manner::Refused { .. });
    let signers = expected_signers(file, form);
    !signers.is_empty()
        && signers
            .iter()
            .all(|signer| signature_of(file, form, signer).is_some_and(|row| kept(&row.body.manner)))
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
