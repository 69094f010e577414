//! What the page asks in a modal: leaving, absence, why something is added later, somebody unexpected, who may film.

use super::form::Form;
use super::form::Part;
use super::people::insurer_called;
use super::signatures::empty_on_paper;
use crate::domain::check_in::Absentee;
use crate::domain::check_in::DepartureKind;
use crate::domain::check_in::Recorder;
use crate::domain::check_in::RecordingConsent;
use crate::domain::check_in::RecordingDetails;
use crate::domain::ids::CaseId;
use crate::domain::ids::EvidenceId;
use crate::services::case_view::CaseView;
use crate::services::check_in;
use crate::ui::components::button::Button;
use crate::ui::components::chip::Tone;
use crate::ui::components::field::Field;
use crate::ui::components::modal::Modal;
use crate::ui::components::notice::Notice;
use crate::ui::components::option::Options;
use crate::ui::components::segmented::Segmented;
use crate::ui::components::why_panel::Why;
use crate::ui::law::plain_why;
use crate::ui::theme::icon;
use egui::Context;

/// The one question that is open.
pub enum Question {
    Leaving {
        attendance: EvidenceId,
        name: String,
        kind: Option<DepartureKind>,
        note: String,
    },
    Absence {
        who: Absentee,
        name: String,
        stops: bool,
        note: String,
    },
    /// Why a later version is written; the form is the page's.
    Later {
        reason: String,
    },
    Newcomer {
        part: Option<Part>,
        insurer: Option<usize>,
        name: String,
    },
    Consent {
        who: Recorder,
        name: String,
        party: Option<bool>,
        institution: Option<bool>,
        scope: String,
        details: RecordingDetails,
    },
}

/// What a question came to.
pub enum Answer {
    Ask(Box<check_in::Request>),
    /// The later version may be handed in with this reason.
    Later(String),
    Newcomer(Box<Form>),
    /// The sheet of consents is to be printed (F-10).
    PrintConsent,
}

/// What a question did this frame.
pub struct QuestionOutput {
    pub answer: Option<Answer>,
    pub closed: bool,
}

impl Question {
    /// Asks who may film, with the former answers in place.
    pub fn consent(view: &CaseView, who: Recorder) -> Self {
        let name = match &who {
            Recorder::Appraiser => "鉴定人".to_owned(),
            Recorder::Insurer { insurer } => insurer_called(view, *insurer),
            Recorder::Party => "陪同人员".to_owned(),
        };
        let consents = view.file.current(&view.file.consents);
        let former = consents.filter(|row| row.body.who_records == who).last().map(|row| row.body.clone());
        Self::Consent {
            name,
            party: former.as_ref().and_then(|consent| consent.party_agrees),
            institution: former.as_ref().and_then(|consent| consent.institution_agrees),
            details: former.as_ref().map(|consent| consent.details.clone()).unwrap_or_default(),
            scope: former.map_or_else(String::new, |consent| consent.scope),
            who,
        }
    }

    /// Shows the question.
    pub fn ui(&mut self, ctx: &Context, case: CaseId, view: &CaseView) -> QuestionOutput {
        match self {
            Self::Leaving { attendance, name, kind, note } => {
                leaving(ctx, view, *attendance, name, (kind, note))
            }
            Self::Absence { who, name, stops, note } => absence(ctx, case, who, name, *stops, note),
            Self::Later { reason } => later(ctx, reason),
            Self::Newcomer { part, insurer, name } => newcomer(ctx, view, part, insurer, name),
            Self::Consent { who, name, party, institution, scope, details } => {
                consent(ctx, case, who, name, (party, institution), (scope, details))
            }
        }
    }
}

fn leaving(
    ctx: &Context,
    view: &CaseView,
    attendance: EvidenceId,
    name: &str,
    (kind, note): (&mut Option<DepartureKind>, &mut String),
) -> QuestionOutput {
    let case = view.file.id;
    let empty = empty_on_paper(view, name);
    let needs_note = *kind == Some(DepartureKind::AskedToLeave);
    let missing = match kind {
        None => Some(("为什么离场", "照实选一种")),
        Some(_) if needs_note && note.trim().is_empty() => Some(("原因", "请人离场要写明原因")),
        Some(_) => None,
    };
    let answers = DepartureKind::ALL.map(|kind| (kind, kind.label()));
    let label = if needs_note { "原因" } else { "备注" };
    let output = ask(ctx, &format!("登记离场 {name}"), "时间由本机记", "记离场", missing, |ui| {
        if !empty.is_empty() {
            let said = empty.join("；");
            Notice::new(Tone::Amber, icon::WARNING, "纸上还没有签", &said).ui(ui);
        }
        Options::new("为什么离场", kind, &answers).bare().ui(ui);
        Field::new(label, note).ui(ui);
    });
    let answer = output.said.then_some(*kind).flatten().map(|kind| {
        let note = note.trim().to_owned();
        Answer::Ask(Box::new(check_in::Request::SignOut { case, attendance, kind, note }))
    });
    QuestionOutput { answer, closed: output.closed }
}

fn absence(
    ctx: &Context,
    case: CaseId,
    who: &Absentee,
    name: &str,
    stops: bool,
    note: &mut String,
) -> QuestionOutput {
    let (title, words, button) = if stops {
        (format!("记{name}未到场，不得开展"), "等待的时间不计入时限", "记未到场，改期")
    } else {
        (format!("记{name}未到场，照常鉴定"), "到场与否都如实记录", "记未到场，照常鉴定")
    };
    let output = ask(ctx, &title, words, button, None, |ui| {
        Field::new("经过", note).hint("等到几点，联系过谁").rows(2).ui(ui);
    });
    let answer = output.said.then(|| {
        let note = note.trim().to_owned();
        Answer::Ask(Box::new(check_in::Request::RecordAbsence { case, who: who.clone(), note }))
    });
    QuestionOutput { answer, closed: output.closed }
}

fn later(ctx: &Context, reason: &mut String) -> QuestionOutput {
    let missing = reason.trim().is_empty().then_some(("原因", "补验、更正都要写明原因，前后都留记录"));
    let output =
        ask(ctx, "补验", "到场时间不变，前一版留着", "存为新的一版", missing, |ui| {
            Field::new("补验原因", reason).required().ui(ui);
        });
    let answer = output.said.then(|| Answer::Later(reason.trim().to_owned()));
    QuestionOutput { answer, closed: output.closed }
}

fn newcomer(
    ctx: &Context,
    view: &CaseView,
    part: &mut Option<Part>,
    insurer: &mut Option<usize>,
    name: &mut String,
) -> QuestionOutput {
    let insurers: Vec<(usize, String)> = view
        .file
        .intake
        .insurers
        .iter()
        .enumerate()
        .map(|(at, insurer)| (at, insurer.called().to_owned()))
        .collect();
    let choices: Vec<(usize, &str)> = insurers.iter().map(|(at, name)| (*at, name.as_str())).collect();
    let is_insurer = *part == Some(Part::Insurer);
    let missing = match part {
        None => Some(("是什么人", "身份决定要看什么证件")),
        Some(_) if name.trim().is_empty() => Some(("姓名", "先写来人的姓名")),
        Some(_) if is_insurer && insurer.is_none() => {
            Some(("哪一家", "案件里没有登记这家保险机构的，先到受理里补"))
        }
        Some(_) => None,
    };
    let answers = [Part::Companion, Part::Insurer, Part::Statutory, Part::Client, Part::Agent]
        .map(|part| (part, part.label()));
    let output =
        ask(ctx, "登记没有预约的人", "签到以后才进记录", "去核对证件", missing, |ui| {
            Options::new("身份", part, &answers).bare().ui(ui);
            if is_insurer {
                Options::new("保险机构", insurer, &choices).bare().ui(ui);
            }
            Field::new("来人姓名", name).required().ui(ui);
        });
    let answer = output.said.then_some(*part).flatten().map(|part| {
        let mut form = Form::new(part);
        name.trim().clone_into(&mut form.name);
        if is_insurer {
            form.insurer = insurer.and_then(|at| view.file.intake.insurers.get(at)).map(|i| i.insurer);
        }
        Answer::Newcomer(Box::new(form))
    });
    QuestionOutput { answer, closed: output.closed }
}

fn consent(
    ctx: &Context,
    case: CaseId,
    who: &Recorder,
    name: &str,
    (party, institution): (&mut Option<bool>, &mut Option<bool>),
    (scope, details): (&mut String, &mut RecordingDetails),
) -> QuestionOutput {
    let (asks_party, asks_institution) = (*who != Recorder::Party, *who != Recorder::Appraiser);
    let missing = match (asks_party && party.is_none(), asks_institution && institution.is_none()) {
        (true, _) if !asks_institution || institution.is_none() => {
            Some(("有没有同意", "问过再记，没问的不记"))
        }
        (_, true) if !asks_party => Some(("有没有同意", "问过再记，没问的不记")),
        _ => None,
    };
    let answers = [(true, "同意"), (false, "不同意")];
    let title = format!("影像许可　{name}");
    let mut prints = false;
    let output =
        ask(ctx, &title, "两方都同意，保险机构才可以拍", "存下许可", missing, |ui| {
            if asks_party {
                Segmented::new("当事人", party, &answers).ui(ui);
            }
            if asks_institution {
                Segmented::new("机构和鉴定人", institution, &answers).ui(ui);
            }
            Field::new("范围", scope).hint("哪些部位、哪些过程").ui(ui);
            if matches!(who, Recorder::Insurer { .. }) {
                Field::new("设备", &mut details.device).hint("用什么拍").ui(ui);
                Field::new("时段", &mut details.period).hint("从几时到几时，或哪一段过程").ui(ui);
                Field::new("用途", &mut details.purpose).hint("拍了作什么用").ui(ui);
                Field::new("保存期限", &mut details.retention).hint("保存多久").ui(ui);
                let answers = [(false, "不得提供"), (true, "可以提供")];
                Segmented::new("提供给第三方", &mut details.may_pass_on, &answers).ui(ui);
                if details.may_pass_on == Some(true) {
                    Field::new("可以提供给谁", &mut details.pass_on_to).required().ui(ui);
                }
            }
            prints = Button::quiet("打印同意书").ui(ui).clicked();
        });
    let answer = output.said.then(|| {
        let consent = RecordingConsent {
            who_records: who.clone(),
            party_agrees: *party,
            institution_agrees: *institution,
            scope: scope.trim().to_owned(),
            details: details.clone(),
        };
        Answer::Ask(Box::new(check_in::Request::Consent { case, consent: Box::new(consent) }))
    });
    let answer = answer.or_else(|| prints.then_some(Answer::PrintConsent));
    QuestionOutput { answer, closed: output.closed }
}

struct Asked {
    said: bool,
    closed: bool,
}

/// A modal with one filled button that says why while something is missing.
fn ask(
    ctx: &Context,
    title: &str,
    words: &str,
    button: &str,
    missing: Option<(&str, &str)>,
    body: impl FnOnce(&mut egui::Ui),
) -> Asked {
    let why: Option<Why> = missing.map(|(fact, reason)| plain_why("还不能记", fact, reason));
    let output = Modal::new(title)
        .words(words)
        .show(ctx, body, |ui| Button::primary(button).why(why.as_ref()).ui(ui).clicked());
    Asked { said: (output.foot || output.finished) && why.is_none(), closed: output.closed }
}
