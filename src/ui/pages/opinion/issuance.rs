//! 出具: signed by hand on paper, sealed, numbered, in so many copies. The program registers; it signs and seals nothing.

use crate::domain::audit::Operation;
use crate::domain::date_words::Lean;
use crate::domain::rules::Findings;
use crate::domain::step::Step;
use crate::ui::components::checkbox::Checkbox;
use crate::ui::components::field::Field;
use crate::ui::components::form_grid::Card;
use crate::ui::components::form_grid::FormGrid;
use crate::ui::components::words::fact;
use crate::ui::components::words::words;
use crate::ui::pages::intake::ask;
use crate::ui::pages::intake::ask::Choice;
use crate::ui::pages::intake::ask::DayLook;
use crate::ui::pages::intake::missing::Missing;
use crate::ui::pages::opinion::bench::Bench;
use crate::ui::pages::opinion::forms::IssueForm;
use egui::Id;
use egui::Ui;

fn shown(bench: &Bench<'_, '_>) -> IssueForm {
    bench.forms.issue.clone().unwrap_or_else(|| IssueForm::of(bench.view))
}

/// What the rules say about going out as it is typed.
pub fn findings(bench: &Bench<'_, '_>) -> Findings {
    let Some(version) = bench.view.file.opinion().map(|row| row.id) else {
        return bench.view.findings(Step::IssueOpinion);
    };
    let row = bench.row(shown(bench).draft().issuance(version, bench.today()));
    bench.judged(Step::IssueOpinion, |file| file.issuances.push(row))
}

/// What is missing before it may go out.
pub fn missing(bench: &Bench<'_, '_>, findings: &Findings) -> Vec<Missing> {
    let mut list = Vec::new();
    if !bench.may(Operation::IssueOpinion) {
        list.push(Missing::role("出具归鉴定人和负责人", "请本案鉴定人或负责人来登记"));
    }
    list.extend(bench.missing(findings));
    list
}

/// The form.
pub fn ui(ui: &mut Ui, bench: &mut Bench<'_, '_>, findings: &Findings) {
    let before = shown(bench);
    let mut form = before.clone();
    let mut anchors = Vec::new();
    signatures_card(ui, bench, &mut form, findings, &mut anchors);
    ui.add_space(4.0);
    seal_card(ui, bench, &mut form, findings, &mut anchors);
    ui.add_space(4.0);
    number_card(ui, bench, &mut form, findings, &mut anchors);
    for (field, id) in anchors {
        bench.anchor(field, id);
    }
    if form != before {
        bench.forms.issue = Some(form);
    }
}

fn signatures_card(
    ui: &mut Ui,
    bench: &Bench<'_, '_>,
    form: &mut IssueForm,
    findings: &Findings,
    anchors: &mut Vec<(&'static str, Id)>,
) {
    let line = bench.on_field(findings, "signatures").or_else(|| bench.on_field(findings, "dissents"));
    let names = bench.names();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    Card::new("纸上亲笔签名").aside("复核人、专家不签").show(ui, |ui| {
        for (at, signer) in form.signers.iter_mut().enumerate() {
            let name = bench.name(signer.who);
            let response = Checkbox::new(&format!("{name}已在纸上签名"), &mut signer.has_signed).ui(ui);
            if at == 0 {
                anchors.push(("signatures", response.id));
            }
            if signer.has_signed {
                let label = format!("{name}签名时有不同意见");
                let response = Checkbox::new(&label, &mut signer.dissents).ui(ui);
                anchors.push(("dissents", response.id));
            }
        }
        FormGrid::show(ui, |grid| {
            grid.row(|row| {
                for (label, text) in
                    ["见证签名的工作人员", "另一名工作人员"].into_iter().zip(&mut form.seen_by)
                {
                    row.cell(4, |ui| {
                        let look = Choice { required: true, ..Choice::default() };
                        ask::suggested(ui, label, text, &names, look)
                    });
                }
            });
        });
        if let Some(line) = &line {
            crate::ui::components::finding::finding_line(ui, line);
        }
    });
}

fn seal_card(
    ui: &mut Ui,
    bench: &Bench<'_, '_>,
    form: &mut IssueForm,
    findings: &Findings,
    anchors: &mut Vec<(&'static str, Id)>,
) {
    let line = bench.on_field(findings, "seal");
    let names = bench.names();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    Card::new("用印登记").aside("司法鉴定专用章，盖在纸上").show(ui, |ui| {
        FormGrid::show(ui, |grid| {
            grid.row(|row| {
                row.cell(4, |ui| {
                    let look = Choice { required: true, ..Choice::default() };
                    let output = ask::suggested(ui, "用印人", &mut form.seal_by, &names, look);
                    anchors.push(("seal", output.response.id));
                });
                row.cell(4, |ui| {
                    let look = Choice { required: true, ..Choice::default() };
                    ask::suggested(ui, "批准人", &mut form.seal_allowed_by, &names, look);
                });
                row.cell(4, |ui| {
                    Field::new("用印几处", &mut form.impressions).right().unit("处").required().ui(ui);
                });
            });
        });
        if let Some(line) = &line {
            crate::ui::components::finding::finding_line(ui, line);
        }
    });
}

fn number_card(
    ui: &mut Ui,
    bench: &Bench<'_, '_>,
    form: &mut IssueForm,
    findings: &Findings,
    anchors: &mut Vec<(&'static str, Id)>,
) {
    let lines = ["doc_no", "issued_on", "n_copies"].map(|field| bench.on_field(findings, field));
    let [doc_no, issued_on, copies] = &lines;
    let today = bench.today();
    Card::new("编号、日期、份数").show(ui, |ui| {
        FormGrid::show(ui, |grid| {
            grid.row(|row| {
                row.cell(6, |ui| {
                    let field = Field::new("文书编号", &mut form.doc_no).required().finding(doc_no.as_ref());
                    anchors.push(("doc_no", field.id(ui)));
                    field.ui(ui);
                });
                row.cell(3, |ui| {
                    let mut on = Some(form.issued_on.unwrap_or(today));
                    let look = DayLook { lean: Lean::Past, required: true, finding: issued_on.as_ref() };
                    let output = ask::day(ui, "出具日期", &mut on, today, look);
                    anchors.push(("issued_on", output.response.id));
                    form.issued_on = on.filter(|on| *on != today);
                });
                row.cell(3, |ui| {
                    let field = Field::new("出具份数", &mut form.copies)
                        .right()
                        .unit("份")
                        .required()
                        .finding(copies.as_ref());
                    anchors.push(("n_copies", field.id(ui)));
                    field.ui(ui);
                });
            });
        });
    });
}

/// How it went out, read only.
pub fn read_ui(ui: &mut Ui, bench: &Bench<'_, '_>) {
    let Some(row) = bench.view.file.issuance() else {
        Card::new("出具").show(ui, |ui| words(ui, "还没有出具"));
        return;
    };
    let issued = &row.body;
    Card::new("出具").aside(&row.at.worded()).show(ui, |ui| {
        fact(ui, "文书编号", &issued.doc_no);
        fact(ui, "出具日期", &issued.issued_on.to_string());
        fact(ui, "份数", &format!("{} 份", issued.n_copies));
        for signature in &issued.signatures {
            let seen: Vec<&str> = signature.seen_by.iter().map(|name| name.as_str()).collect();
            let dissents = if signature.dissents { "，有不同意见" } else { "" };
            let said = format!("{}，{}见证{dissents}", bench.name(signature.who), seen.join("、"));
            fact(ui, "亲笔签名", &said);
        }
        if let Some(seal) = &issued.seal {
            let (by, allowed_by) = (seal.by.as_str(), seal.allowed_by.as_str());
            fact(ui, "用印", &format!("{by}用印 {} 处，{allowed_by}批准", seal.n_impressions));
        }
    });
}
