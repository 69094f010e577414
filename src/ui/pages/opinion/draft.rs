//! 拟稿: the sections as on the paper, the conclusion, what it rests on, what it cites, who sees it otherwise.
//!
//! Analysis and opinion begin empty, and nothing here asks for a grade beforehand (SC-3.1f).

use crate::domain::audit::Operation;
use crate::domain::case::CaseState;
use crate::domain::internal_review::ReviewVerdict;
use crate::domain::material::Usability;
use crate::domain::opinion::Conclusion;
use crate::domain::opinion::Dissent;
use crate::domain::opinion::OpinionDraft;
use crate::domain::opinion::Section;
use crate::domain::rules::Findings;
use crate::domain::step::Step;
use crate::ui::components::checkbox::Checkbox;
use crate::ui::components::chip::Tone;
use crate::ui::components::field::Field;
use crate::ui::components::form_grid::Card;
use crate::ui::components::notice::Notice;
use crate::ui::components::segmented::Segmented;
use crate::ui::components::words::fact;
use crate::ui::components::words::words;
use crate::ui::pages::intake::missing::Missing;
use crate::ui::pages::opinion::bench::Bench;
use crate::ui::pages::opinion::standards;
use crate::ui::theme::icon;
use crate::ui::theme::measures;
use egui::Id;
use egui::Ui;

/// What the rules say about handing the draft on as it is typed.
pub fn findings(bench: &Bench<'_, '_>) -> Findings {
    let row = bench.row(bench.forms.opinion(bench.view));
    bench.judged(Step::SubmitOpinion, |file| file.opinion_drafts.push(row))
}

/// What is missing before the reviewer may see it.
pub fn missing(bench: &Bench<'_, '_>, findings: &Findings) -> Vec<Missing> {
    let mut list = Vec::new();
    if let Some(missing) = not_yours(bench) {
        list.push(missing);
    }
    list.extend(bench.missing(findings));
    list
}

/// Why whoever sits here may not write.
fn not_yours(bench: &Bench<'_, '_>) -> Option<Missing> {
    let may = bench.may(Operation::DraftOpinion) && bench.is_of_case();
    (!may).then(|| Missing::role("拟稿归本案鉴定人", "请本案鉴定人来写"))
}

/// The form; whoever may not write reads.
pub fn ui(ui: &mut Ui, bench: &mut Bench<'_, '_>, findings: &Findings) {
    returned_ui(ui, bench);
    if not_yours(bench).is_some() || bench.view.file.state != CaseState::Drafting {
        read_ui(ui, bench);
        return;
    }
    let before = bench.forms.opinion(bench.view);
    let mut draft = before.clone();
    let mut anchors: Vec<(&'static str, Id)> = Vec::new();
    sections_card(ui, bench, &mut draft, findings, &mut anchors);
    ui.add_space(4.0);
    standards::card(ui, bench, &mut draft, findings, &mut anchors);
    ui.add_space(4.0);
    materials_card(ui, bench, &mut draft, &mut anchors);
    ui.add_space(4.0);
    dissents_card(ui, bench, &mut draft);
    for (field, id) in anchors {
        bench.anchor(field, id);
    }
    if draft != before {
        bench.forms.draft = Some(draft);
    }
}

/// What the reviewer sent it back for stays in sight until it is handed on again.
fn returned_ui(ui: &mut Ui, bench: &Bench<'_, '_>) {
    let file = &bench.view.file;
    let Some(review) = file.opinion_reviews.last().filter(|_| file.state == CaseState::Drafting) else {
        return;
    };
    let ReviewVerdict::Return { .. } = &review.body.verdict else { return };
    let sentence = format!("{}：{}", review.body.reviewer_name.as_str(), review.body.issues().join("；"));
    Notice::new(Tone::Amber, icon::WARNING, "复核退回", &sentence).ui(ui);
    ui.add_space(measures().space_2);
}

/// How high the field of a section is, in rows.
const fn rows(section: Section) -> usize {
    match section {
        Section::Basics | Section::RecordSummary => 5,
        Section::Process | Section::Analysis => 7,
        Section::Incident | Section::Opinion => 3,
        Section::Attachments => 2,
    }
}

fn sections_card(
    ui: &mut Ui,
    bench: &mut Bench<'_, '_>,
    draft: &mut OpinionDraft,
    findings: &Findings,
    anchors: &mut Vec<(&'static str, Id)>,
) {
    let line = bench.on_field(findings, "sections");
    let conclusion = bench.on_field(findings, "conclusion");
    let n = bench.view.file.opinion_drafts.len();
    let aside = if n == 0 { "从案卷已有的内容起稿".to_owned() } else { format!("已存 {n} 稿") };
    let mut first_empty = None;
    Card::new("意见书正文").aside(&aside).show(ui, |ui| {
        for section in Section::ALL {
            if section == Section::Opinion {
                let answers = Conclusion::ALL.map(|kind| (kind, kind.label()));
                let response = Segmented::new("结论", &mut draft.conclusion, &answers)
                    .required()
                    .finding(conclusion.as_ref())
                    .ui(ui);
                anchors.push(("conclusion", response.id));
            }
            let heading = section.heading();
            let text = draft.sections.entry(section).or_default();
            let is_empty = text.trim().is_empty();
            let finding = if is_empty { line.as_ref() } else { None };
            let field = Field::new(&heading, text).rows(rows(section)).required().finding(finding);
            let id = field.id(ui);
            field.ui(ui);
            if is_empty {
                first_empty = first_empty.or(Some(id));
            }
        }
    });
    // What was never written is not a difference.
    draft.sections.retain(|_, text| !text.is_empty());
    if let Some(id) = first_empty {
        anchors.push(("sections", id));
    }
}

fn materials_card(
    ui: &mut Ui,
    bench: &Bench<'_, '_>,
    draft: &mut OpinionDraft,
    anchors: &mut Vec<(&'static str, Id)>,
) {
    let file = &bench.view.file;
    Card::new("引用的鉴定材料").aside("没有双方确认的不能引用").show(ui, |ui| {
        for row in file.current(&file.materials) {
            let usability = file.usability(row.id);
            let label = match &usability {
                Usability::Usable => row.body.name.clone(),
                Usability::Unconfirmed(sides) => {
                    let sides: Vec<_> = sides.iter().map(|side| side.label()).collect();
                    format!("{}（锁住：{}没有确认）", row.body.name, sides.join("、"))
                }
                Usability::Disputed { side, .. } => {
                    format!("{}（锁住：{}有异议）", row.body.name, side.label())
                }
            };
            let was = draft.materials.contains(&row.id);
            let mut cited = was;
            // A locked one that was cited can still be taken out.
            let locked = usability != Usability::Usable && !was;
            let response = Checkbox::new(&label, &mut cited).locked(locked).ui(ui);
            anchors.push(("materials", response.id));
            if cited != was {
                draft.materials.retain(|id| *id != row.id);
                if cited {
                    draft.materials.push(row.id);
                }
            }
        }
    });
}

fn dissents_card(ui: &mut Ui, bench: &Bench<'_, '_>, draft: &mut OpinionDraft) {
    let appraisers = bench.view.file.assignment().map(|a| a.appraisers.clone()).unwrap_or_default();
    Card::new("不同意见").aside("有的须在意见书里注明").show(ui, |ui| {
        for who in appraisers {
            let name = bench.name(who);
            let was = draft.dissents.iter().any(|dissent| dissent.who == who);
            let mut has = was;
            Checkbox::new(&format!("{name}有不同意见"), &mut has).ui(ui);
            match (was, has) {
                (false, true) => draft.dissents.push(Dissent { who, text: String::new() }),
                (true, false) => draft.dissents.retain(|dissent| dissent.who != who),
                _ => {}
            }
            if let Some(dissent) = draft.dissents.iter_mut().find(|dissent| dissent.who == who) {
                Field::new(&format!("{name}的不同意见"), &mut dissent.text).rows(2).required().ui(ui);
            }
        }
    });
}

/// The version in force, read only.
pub fn read_ui(ui: &mut Ui, bench: &Bench<'_, '_>) {
    let file = &bench.view.file;
    let Some(row) = file.opinion() else {
        Card::new("意见书正文").show(ui, |ui| words(ui, "还没有拟稿"));
        return;
    };
    let draft = &row.body;
    let n = file.opinion_drafts.len();
    let aside = format!("第 {n} 稿，{}存", row.at.worded());
    Card::new("意见书正文").aside(&aside).show(ui, |ui| {
        for section in Section::ALL {
            fact(ui, &section.heading(), draft.text(section));
        }
        fact(ui, "结论", draft.conclusion.map_or("没有选", Conclusion::label));
        let cited: Vec<String> = draft.standards.iter().map(|standard| standard.cited()).collect();
        fact(ui, "依据的标准", &cited.join("、"));
        for dissent in &draft.dissents {
            fact(ui, "不同意见", &format!("{}：{}", bench.name(dissent.who), dissent.text));
        }
    });
}
