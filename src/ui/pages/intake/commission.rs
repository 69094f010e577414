//! 受理: by when, who, whether — and the agreement (F-01) that every client and the institution sign.

use crate::domain::audit::Operation;
use crate::domain::calendar::WorkCalendar;
use crate::domain::case::CaseState;
use crate::domain::commission::Agreement;
use crate::domain::commission::Decision;
use crate::domain::commission::unilateral_words;
use crate::domain::ids::PersonId;
use crate::domain::moment::Day;
use crate::domain::reception::Client;
use crate::domain::reception::ClientKind;
use crate::domain::review::RejectReason;
use crate::domain::rules::Findings;
use crate::domain::secret::PersonName;
use crate::domain::sheet::FormNo;
use crate::domain::signature::Manner;
use crate::domain::signature::Signature;
use crate::domain::signature::Signer;
use crate::domain::step::Place;
use crate::domain::step::Step;
use crate::services::commission as service;
use crate::services::commission::AgreementDraft;
use crate::services::request::Action;
use crate::ui::components::button::Button;
use crate::ui::components::chip::Chip;
use crate::ui::components::chip::Tone;
use crate::ui::components::citation::CitationRef;
use crate::ui::components::field::Field;
use crate::ui::components::finding::FindingLine;
use crate::ui::components::finding::Level;
use crate::ui::components::finding::finding_line;
use crate::ui::components::form_grid::Card;
use crate::ui::components::form_grid::FormGrid;
use crate::ui::components::modal::Modal;
use crate::ui::components::notice::Notice;
use crate::ui::components::option::Options;
use crate::ui::components::paint;
use crate::ui::law;
use crate::ui::pages::IntakeStep;
use crate::ui::pages::Route;
use crate::ui::pages::intake::ask;
use crate::ui::pages::intake::ask::Choice;
use crate::ui::pages::intake::ask::DayLook;
use crate::ui::pages::intake::assignment;
use crate::ui::pages::intake::bar::Bar;
use crate::ui::pages::intake::bar::Quiet;
use crate::ui::pages::intake::counter::Counter;
use crate::ui::pages::intake::counter::short_day;
use crate::ui::pages::intake::missing::Missing;
use crate::ui::pages::intake::missing::add_stopping;
use crate::ui::pages::intake::signing::Slot;
use crate::ui::pages::intake::visit::Then;
use crate::ui::pages::intake::visit::Visit;
use crate::ui::pages::intake::visit::as_if;
use crate::ui::theme::Type;
use crate::ui::theme::Width;
use crate::ui::theme::colors;
use crate::ui::theme::icon;
use egui::Frame;
use egui::Id;
use egui::Key;
use egui::Margin;
use egui::Modifiers;
use egui::Sense;
use egui::Ui;
use egui::vec2;
use serde::Deserialize;
use serde::Serialize;
use std::collections::BTreeMap;

/// 不予受理 as far as it was written.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct RefusalDraft {
    pub is_open: bool,
    pub reason: Option<RejectReason>,
    pub facts: String,
    pub article: String,
}

/// The agreement as far as it was signed.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct AgreementSheet {
    pub signatures: BTreeMap<PersonId, Manner>,
    pub institution_signer: String,
    pub effective_on: Option<Day>,
}

/// How far the commission is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Phase {
    Deciding,
    Signing,
    InForce,
    Refused,
}

fn phase(counter: &Counter<'_, '_>) -> Phase {
    let Some(case) = &counter.case else { return Phase::Deciding };
    match case.file.acceptance().map(|row| &row.body) {
        _ if case.file.state == CaseState::Rejected => Phase::Refused,
        _ if case.file.agreement().is_some() => Phase::InForce,
        Some(Decision::Accept) => Phase::Signing,
        Some(_) | None => Phase::Deciding,
    }
}

/// The page of the decision.
pub fn ui(ui: &mut Ui, counter: &mut Counter<'_, '_>) {
    let margin = if counter.cx.width == Width::Narrow { 8 } else { 24 };
    let phase = phase(counter);
    Frame::NONE.inner_margin(Margin::symmetric(margin, 12)).show(ui, |ui| {
        verdict_ui(ui, counter, phase);
        ui.add_space(4.0);
        if matches!(phase, Phase::Signing | Phase::InForce) {
            agreement_card(ui, counter, phase);
            ui.add_space(4.0);
        }
        if phase == Phase::Deciding {
            assignment::ui(ui, counter);
            reasons_card(ui, counter, Step::DecideAccept);
        }
    });
    if counter.visit.draft.refusal.is_open {
        refusal_modal(ui, counter);
    }
    let house = counter.house.clone();
    if let Some((slot, manner)) = counter.visit.signing.dialog_ui(ui, &house, counter.cx.now)
        && let Ok(person) = slot.parse::<PersonId>()
    {
        counter.visit.draft.agreement.signatures.insert(person, manner);
    }
}

/// By when it has to be decided, or what was decided.
fn verdict_ui(ui: &mut Ui, counter: &Counter<'_, '_>, phase: Phase) {
    let Some(case) = &counter.case else { return };
    match phase {
        Phase::Deciding => {
            let Some(due) = case.decide_by else { return };
            let left = WorkCalendar::bundled().workdays_between(counter.today(), due).value;
            let is_late = counter.today() > due;
            let (tone, verdict) = match (is_late, left) {
                (true, _) => (Tone::Red, "已经过了期限".to_owned()),
                (false, 0) => (Tone::Red, "今天是最后一天".to_owned()),
                (false, n @ 1..=2) => (Tone::Orange, format!("还剩 {n} 个工作日")),
                (false, n) => (Tone::Blue, format!("还剩 {n} 个工作日")),
            };
            let sentence = format!("{}前决定是否受理", short_day(due));
            let cited = counter.findings.of("GZ-13").map(law::citation);
            Notice::new(tone, icon::CLOCK, &verdict, &sentence).cited(cited.as_ref()).ui(ui);
        }
        Phase::Signing => {
            let called = case.file.called();
            let sentence = format!("{called}，委托书由每一位委托人和机构签，签齐才生效");
            Notice::new(Tone::Green, icon::DONE, "已决定受理", &sentence).ui(ui);
        }
        Phase::InForce => {
            let on = case.file.effective_on().map(|on| on.to_string()).unwrap_or_default();
            let sentence = format!("{}，时限从 {on} 起算，下一步排期", case.file.called());
            Notice::new(Tone::Green, icon::DONE, "委托书已生效", &sentence).ui(ui);
        }
        Phase::Refused => {
            let sentence = "出具不予受理告知书，把材料退还委托人";
            Notice::new(Tone::Grey, icon::INFO, "不予受理", sentence).ui(ui);
        }
    }
}

/// A reason for every Warn that is passed; it goes into the list of exceptions.
fn reasons_card(ui: &mut Ui, counter: &mut Counter<'_, '_>, step: Step) {
    let findings = counter.guarding(step);
    let warnings: Vec<_> = findings.warnings().cloned().collect();
    if warnings.is_empty() {
        return;
    }
    ui.add_space(4.0);
    let mut anchor = Id::NULL;
    Card::new("要写明理由").aside("理由进例外清单").show(ui, |ui| {
        for finding in &warnings {
            finding_line(ui, &law::line(finding));
            let text = counter.visit.draft.reasons.entry(finding.rule.0.to_owned()).or_default();
            let output = Field::new("理由", text).salt(finding.rule.0).required().ui(ui);
            if anchor == Id::NULL || text.trim().is_empty() {
                anchor = output.response.id;
            }
        }
    });
    counter.anchor("reasons", anchor);
}

/// F-01: preview, every signature, the day of effect.
fn agreement_card(ui: &mut Ui, counter: &mut Counter<'_, '_>, phase: Phase) {
    let today = counter.today();
    let in_force = phase == Phase::InForce;
    let clients = counter.visit.draft.intake.clients.clone();
    let mut anchor = Id::NULL;
    let mut preview = false;
    Card::new("委托书 F-01").aside("先看一眼再签，份数按约定").show(ui, |ui| {
        preview = Button::secondary("预览委托书").icon(icon::DOCUMENT).ui(ui).clicked();
        ui.add_space(8.0);
        for client in &clients {
            let id = client_ui(ui, counter, client, in_force);
            if anchor == Id::NULL {
                anchor = id;
            }
        }
        if in_force {
            return;
        }
        let directors: Vec<_> =
            counter.house.staff.iter().filter(|m| assignment::may_sign(m)).cloned().collect();
        let names: Vec<&str> = directors.iter().map(|member| member.name.as_str()).collect();
        let draft = &mut counter.visit.draft.agreement;
        FormGrid::show(ui, |grid| {
            grid.row(|row| {
                row.cell(6, |ui| {
                    let look = Choice {
                        required: true, hint: "谁代表机构签名、盖章", ..Choice::default()
                    };
                    ask::suggested(ui, "机构签名人", &mut draft.institution_signer, &names, look)
                });
                row.cell(6, |ui| {
                    let mut on = draft.effective_on.or(Some(today));
                    let look = DayLook { required: true, ..DayLook::default() };
                    ask::day(ui, "生效日", &mut on, today, look);
                    draft.effective_on =
                        on.filter(|on| *on != today).or(draft.effective_on.filter(|_| on.is_none()));
                });
            });
        });
    });
    reasons_card(ui, counter, Step::SignAgreement);
    counter.anchor("signatures", anchor);
    counter.anchor("agreement", anchor);
    if preview {
        counter.sheet(FormNo::F01);
    }
}

/// The box of one client.
fn client_ui(ui: &mut Ui, counter: &mut Counter<'_, '_>, client: &Client, in_force: bool) -> Id {
    let c = colors();
    let id = client.person.id;
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 28.0), Sense::hover());
    let called = if client.organisation.is_empty() {
        client.person.name.as_str().to_owned()
    } else {
        format!("{}　承办人{}", client.organisation, client.person.name.as_str())
    };
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, &called));
    paint::put_left(ui.painter(), rect, &paint::name(ui, Type::Body, c.ink, &called));
    if is_bound_by_letter(counter, client) {
        Chip::new("以共同委托书原件为凭", Tone::Green).icon(icon::DONE).ui(ui);
        ui.add_space(8.0);
        return response.id;
    }
    if in_force {
        let signed = counter.case.as_ref().and_then(|case| {
            let agreement = case.file.agreement()?;
            agreement.signatures.iter().find(|signature| signature.signer.person == Some(id)).cloned()
        });
        let words = signed.map_or("未见签名", |signature| signature.manner.label());
        Chip::new(words, Tone::Green).icon(icon::DONE).ui(ui);
        ui.add_space(8.0);
        return response.id;
    }
    let key = id.to_string();
    let name = client.person.name.as_str();
    let slot =
        Slot { key: &key, signer: name, form: "F-01", sheet: "《司法鉴定委托书》", height: 72.0 };
    let house = counter.house.clone();
    let Visit { signing, draft, .. } = &mut *counter.visit;
    let mut manner = draft.agreement.signatures.get(&id).cloned();
    let pad = signing.pad(ui, slot, "", &mut manner);
    ui.horizontal(|ui| {
        if manner.is_some() && Button::quiet("重签").name(&format!("{name}重签")).ui(ui).clicked() {
            signing.again(slot, &mut manner);
        }
        if manner.is_none() && Button::quiet("纸上签的…").name(&format!("{name}在纸上签")).ui(ui).clicked()
        {
            signing.on_paper(slot, &house);
        }
    });
    match manner {
        Some(manner) => draft.agreement.signatures.insert(id, manner),
        None => draft.agreement.signatures.remove(&id),
    };
    pad
}

/// An insurer that does not come is bound by the original of its letter (SC-2.1g).
fn is_bound_by_letter(counter: &Counter<'_, '_>, client: &Client) -> bool {
    let letter = counter.case.as_ref().and_then(|case| case.file.joint_letter());
    client.kind == ClientKind::Insurer && letter.is_some_and(|letter| letter.is_original)
}

/// The agreement as it would be kept.
fn agreement(counter: &Counter<'_, '_>) -> Agreement {
    let draft = &counter.visit.draft;
    let signatures = draft.intake.clients.iter().filter_map(|client| {
        let manner = draft.agreement.signatures.get(&client.person.id)?.clone();
        let signer = Signer {
            person: Some(client.person.id),
            name: client.person.name.clone(),
            capacity: "委托人".to_owned(),
        };
        Some(Signature { form: FormNo::F01, signer, manner, shown_sha256: String::new() })
    });
    Agreement {
        effective_on: draft.agreement.effective_on.unwrap_or(counter.today()),
        signatures: signatures.collect(),
        institution_signer: PersonName::new(&draft.agreement.institution_signer),
    }
}

/// What the rules say about the agreement as it would be kept.
fn agreement_findings(counter: &Counter<'_, '_>) -> Findings {
    counter.judged(Step::SignAgreement, |file, now, by| {
        file.agreements.push(as_if(agreement(counter), now, by));
    })
}

fn refusal_findings(counter: &Counter<'_, '_>, decision: Decision) -> Findings {
    counter.judged(Step::DecideReject, |file, now, by| file.decisions.push(as_if(decision, now, by)))
}

/// Over the list of what is missing.
pub fn why_title(counter: &Counter<'_, '_>) -> &'static str {
    match phase(counter) {
        Phase::Deciding => "现在还不能受理",
        Phase::Signing => "委托书现在还不能生效",
        Phase::InForce | Phase::Refused => "",
    }
}

/// What is missing for the decision, or for the agreement.
pub fn missing(counter: &Counter<'_, '_>) -> Vec<Missing> {
    let here = [Place::Assignment, Place::Acceptance, Place::Agreement];
    let mut list = Vec::new();
    let findings = match phase(counter) {
        Phase::Deciding => {
            if !counter.may(Operation::DecideAccept) {
                list.push(Missing::role("受理由负责人决定", "请负责人登录来办"));
            }
            if assignment::is_open(counter) {
                list.push(Missing::field("指派还没有记下", "按「记下指派」", "assignment"));
            }
            counter.guarding(Step::DecideAccept)
        }
        Phase::Signing => {
            if !counter.may(Operation::SignAgreement) {
                list.push(Missing::role("签委托书由前台或负责人办", "请他们登录来办"));
            }
            if counter.visit.draft.agreement.institution_signer.trim().is_empty() {
                list.push(Missing::field("机构还没签名、盖章", "写明谁代表机构签", "institution_signer"));
            }
            agreement_findings(counter)
        }
        Phase::InForce | Phase::Refused => return list,
    };
    add_stopping(&mut list, &findings, &here, true);
    for finding in findings.warnings() {
        let reason = counter.visit.draft.reasons.get(finding.rule.0).map_or("", |reason| reason.trim());
        if reason.is_empty() {
            let say = finding.breach.as_ref().map_or(finding.title, |breach| breach.say.as_str());
            list.push(
                Missing::field(format!("写明理由：{say}"), "理由进例外清单", "reasons").cited(Some(finding)),
            );
        }
    }
    list
}

/// The buttons at the foot.
pub fn dress(counter: &Counter<'_, '_>, bar: &mut Bar) {
    bar.quiet.push(Quiet::new("预览委托书").icon(icon::PRINT).key("F7", Modifiers::NONE, Key::F7));
    bar.primary = match phase(counter) {
        Phase::Deciding => {
            let why = (!counter.may(Operation::DecideReject))
                .then(|| law::plain_why("现在还不能决定", "不予受理由负责人决定", "请负责人登录来办"));
            bar.danger = Some(("不予受理…".to_owned(), why));
            "受理".to_owned()
        }
        Phase::Signing => "委托书生效".to_owned(),
        Phase::InForce => "去排期".to_owned(),
        Phase::Refused => "回案件".to_owned(),
    };
}

/// 不予受理… asks for its reason.
pub fn refuse(counter: &mut Counter<'_, '_>) {
    counter.visit.draft.refusal.is_open = true;
}

/// Decides, or hands the signed agreement in, or goes on to the case.
pub fn next(counter: &mut Counter<'_, '_>) {
    counter.visit.tried = Some(IntakeStep::Acceptance);
    let Some(case) = counter.visit.who.case() else { return };
    counter.save();
    let reasons = counter.visit.draft.reasons.clone();
    match phase(counter) {
        Phase::Deciding => {
            let request = service::Request::Decide { case, decision: Decision::Accept, reasons };
            counter.ask(Action::Commission(request), Then::Decided { refused: false });
        }
        Phase::Signing => {
            let Agreement { signatures, institution_signer, .. } = agreement(counter);
            let effective_on = counter.visit.draft.agreement.effective_on;
            let draft = AgreementDraft { effective_on, signatures, institution_signer };
            let request = service::Request::SignAgreement { case, draft, reasons };
            counter.ask(Action::Commission(request), Then::Agreed);
        }
        Phase::InForce | Phase::Refused => counter.cx.go(Route::Case(case)),
    }
}

fn refusal_modal(ui: &Ui, counter: &mut Counter<'_, '_>) {
    let mut draft = counter.visit.draft.refusal.clone();
    let judged = draft.reason.map(|reason| {
        let (facts, article) = (draft.facts.clone(), draft.article.clone());
        refusal_findings(counter, Decision::Reject { reason, facts, article })
    });
    let word = unilateral_words(&draft.facts).or_else(|| unilateral_words(&draft.article));
    let shanghai = counter.findings.of("SH-1.2k").or(judged.as_ref().and_then(|f| f.of("SH-1.2k")));
    let unilateral = word.map(|word| {
        let cited = shanghai.or(judged.as_ref().and_then(|f| f.of("GZ-15#3")));
        let cited = cited.map_or_else(|| CitationRef::new("通则 15 条", "GZ-15#3"), law::citation);
        FindingLine::new(Level::Block, format!("写了「{word}」，单方委托不是不予受理的理由")).cited(cited)
    });
    let why = match &judged {
        None => Some(law::plain_why("现在还不能不予受理", "理由还没有选", "只能依通则 15 条的七项")),
        Some(findings) => law::why(Step::DecideReject, findings),
    };
    let output = Modal::new("不予受理").words("要向委托人说明理由，并退还材料").show(
        ui.ctx(),
        |ui| refusal_fields(ui, &mut draft, unilateral.as_ref()),
        |ui| {
            let refuse = Button::danger_filled("不予受理").page().why(why.as_ref()).ui(ui).clicked();
            (refuse, Button::secondary("取消").page().ui(ui).clicked())
        },
    );
    let (refuse, cancel) = output.foot;
    if output.closed || cancel {
        draft.is_open = false;
    }
    if let (true, Some(reason), Some(case)) = (refuse, draft.reason, counter.visit.who.case()) {
        draft.is_open = false;
        let decision = Decision::Reject {
            reason,
            facts: draft.facts.trim().to_owned(),
            article: draft.article.trim().to_owned(),
        };
        let reasons = counter.visit.draft.reasons.clone();
        let request = service::Request::Decide { case, decision, reasons };
        counter.ask(Action::Commission(request), Then::Decided { refused: true });
    }
    counter.visit.draft.refusal = draft;
}

fn refusal_fields(ui: &mut Ui, draft: &mut RefusalDraft, unilateral: Option<&FindingLine>) {
    let answers = RejectReason::ALL.map(|reason| (reason, reason.label()));
    Options::new("通则 15 条的哪一项", &mut draft.reason, &answers)
        .required()
        .below_each_other()
        .height(32.0)
        .ui(ui);
    Field::new("事实", &mut draft.facts)
        .rows(2)
        .required()
        .hint("查到了什么，为什么属于这一项")
        .finding(unilateral)
        .ui(ui);
    if draft.reason == Some(RejectReason::OtherLegal) {
        Field::new("依据的法条", &mut draft.article).required().ui(ui);
    }
}
