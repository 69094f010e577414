//! 复核 (F-19): a colleague who took no part reads the version, looks at five points and says two things about it.

use crate::domain::audit::Operation;
use crate::domain::internal_review::OpinionReview;
use crate::domain::internal_review::POINTS;
use crate::domain::internal_review::ReviewExpert;
use crate::domain::internal_review::ReviewVerdict;
use crate::domain::rules::Findings;
use crate::domain::step::Step;
use crate::ui::components::button::Button;
use crate::ui::components::checkbox::Checkbox;
use crate::ui::components::chip::Tone;
use crate::ui::components::field::Field;
use crate::ui::components::form_grid::Card;
use crate::ui::components::form_grid::FormGrid;
use crate::ui::components::notice::Notice;
use crate::ui::components::words::fact;
use crate::ui::components::words::words;
use crate::ui::pages::intake::ask;
use crate::ui::pages::intake::missing::Missing;
use crate::ui::pages::opinion::bench::Bench;
use crate::ui::pages::opinion::draft;
use crate::ui::theme::icon;
use egui::Id;
use egui::Ui;

const ANSWERS: [(bool, &str); 2] = [(true, "符合"), (false, "不符合")];

/// What the rules say about the review as it is typed, agreeing or sending back.
pub fn findings(bench: &Bench<'_, '_>, sends_back: bool) -> Findings {
    let Some(version) = bench.view.file.opinion().map(|row| row.id) else {
        return bench.view.findings(Step::ReviewOpinion);
    };
    let typed = bench.forms.review.draft(sends_back);
    let review = OpinionReview {
        draft: version,
        reviewer: bench.user.id,
        reviewer_name: bench.user.name.clone(),
        points: typed.points,
        on_procedure: typed.on_procedure,
        on_opinion: typed.on_opinion,
        is_difficult: typed.is_difficult,
        experts: typed.experts,
        verdict: match typed.issues {
            None => ReviewVerdict::Agree,
            Some(issues) => ReviewVerdict::Return { issues },
        },
    };
    let row = bench.row(review);
    let step = if sends_back { Step::ReturnOpinion } else { Step::ReviewOpinion };
    bench.judged(step, |file| file.opinion_reviews.push(row))
}

/// What is missing before the reviewer may agree, or send back.
pub fn missing(bench: &Bench<'_, '_>, findings: &Findings) -> Vec<Missing> {
    let mut list = Vec::new();
    if !bench.may(Operation::ReviewOpinion) {
        list.push(Missing::role("复核归复核人", "请有复核岗位、没有参加本案的同事来复核"));
    }
    list.extend(bench.missing(findings));
    list
}

/// The version and the form.
pub fn ui(ui: &mut Ui, bench: &mut Bench<'_, '_>, findings: &Findings) {
    if bench.may(Operation::ReviewOpinion) && !bench.is_of_case() {
        let mut anchors = Vec::new();
        points_card(ui, bench, findings, &mut anchors);
        ui.add_space(4.0);
        words_card(ui, bench, findings, &mut anchors);
        ui.add_space(4.0);
        experts_card(ui, bench, findings, &mut anchors);
        for (field, id) in anchors {
            bench.anchor(field, id);
        }
    } else {
        let sentence = if bench.is_of_case() {
            "复核人不能是本案鉴定人，请没有参加本案的同事来复核"
        } else {
            "请有复核岗位的同事来复核"
        };
        Notice::new(Tone::Blue, icon::INFO, "等复核", sentence).ui(ui);
    }
    ui.add_space(4.0);
    draft::read_ui(ui, bench);
}

fn points_card(
    ui: &mut Ui,
    bench: &mut Bench<'_, '_>,
    findings: &Findings,
    anchors: &mut Vec<(&'static str, Id)>,
) {
    let line = bench.on_field(findings, "points");
    let points = &mut bench.forms.review.points;
    Card::new("逐项复核").aside("有一项不符的，退回或写明原因").show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        for (at, (words, answer)) in POINTS.iter().zip(points.iter_mut()).enumerate() {
            let response = ask::question(ui, &(at + 1).to_string(), words, "review", answer, &ANSWERS);
            if at == 0 {
                anchors.push(("points", response.id));
            }
        }
        if let Some(line) = &line {
            crate::ui::components::finding::finding_line(ui, line);
        }
    });
}

fn words_card(
    ui: &mut Ui,
    bench: &mut Bench<'_, '_>,
    findings: &Findings,
    anchors: &mut Vec<(&'static str, Id)>,
) {
    let lines = ["on_procedure", "on_opinion", "issues"].map(|field| bench.on_field(findings, field));
    let [procedure, opinion, issues] = &lines;
    let form = &mut bench.forms.review;
    Card::new("复核意见").aside("存档，不对外，不在意见书上署名").show(ui, |ui| {
        let fields = [
            ("关于鉴定程序的复核意见", &mut form.on_procedure, procedure, "on_procedure"),
            ("关于鉴定意见的复核意见", &mut form.on_opinion, opinion, "on_opinion"),
        ];
        for (label, text, finding, anchor) in fields {
            let field = Field::new(label, text).rows(3).required().finding(finding.as_ref());
            anchors.push((anchor, field.id(ui)));
            field.ui(ui);
        }
        let hint = "一行一个；同意的不用写";
        let field = Field::new("退回的问题", &mut form.issues).rows(3).aside(hint).finding(issues.as_ref());
        anchors.push(("issues", field.id(ui)));
        field.ui(ui);
    });
}

fn experts_card(
    ui: &mut Ui,
    bench: &mut Bench<'_, '_>,
    findings: &Findings,
    anchors: &mut Vec<(&'static str, Id)>,
) {
    let line = bench.on_field(findings, "experts");
    let form = &mut bench.forms.review;
    Card::new("专家复核").aside("重新鉴定、复杂疑难的可以请三名以上").show(ui, |ui| {
        let response = Checkbox::new("复杂、疑难或者特殊的案件", &mut form.is_difficult).ui(ui);
        anchors.push(("experts", response.id));
        let mut removed = None;
        for (at, expert) in form.experts.iter_mut().enumerate() {
            if expert_ui(ui, at, expert) {
                removed = Some(at);
            }
        }
        if let Some(at) = removed {
            form.experts.remove(at);
        }
        if let Some(line) = &line {
            crate::ui::components::finding::finding_line(ui, line);
        }
        if Button::secondary("加一名专家").icon(icon::ADD).ui(ui).clicked() {
            form.experts.push(ReviewExpert::default());
        }
    });
}

fn expert_ui(ui: &mut Ui, at: usize, expert: &mut ReviewExpert) -> bool {
    let salt = at.to_string();
    let mut removed = false;
    FormGrid::show(ui, |grid| {
        grid.row(|row| {
            row.cell(2, |ui| {
                ask::name(ui, "专家姓名", &salt, &mut expert.name, true);
            });
            row.cell(3, |ui| {
                Field::new("单位、职称", &mut expert.title).salt(&salt).ui(ui);
            });
            row.cell(5, |ui| {
                Field::new("专家意见", &mut expert.opinion).salt(&salt).required().ui(ui);
            });
            row.cell(2, |ui| {
                ui.add_space(24.0);
                let name = format!("去掉第 {} 名专家", at + 1);
                removed = Button::quiet("去掉").name(&name).ui(ui).clicked();
            });
        });
    });
    let label = format!("第 {} 名专家已签名", at + 1);
    Checkbox::new(&label, &mut expert.has_signed).ui(ui);
    removed
}

/// What was reviewed, read only.
pub fn read_ui(ui: &mut Ui, bench: &Bench<'_, '_>) {
    let reviews = &bench.view.file.opinion_reviews;
    if reviews.is_empty() {
        Card::new("复核").show(ui, |ui| words(ui, "还没有复核"));
    }
    for row in reviews.iter().rev() {
        let aside = format!("{}，{}", row.body.reviewer_name.as_str(), row.at.worded());
        let heading = if row.body.agrees() { "复核同意" } else { "复核退回" };
        Card::new(heading).aside(&aside).show(ui, |ui| {
            fact(ui, "鉴定程序", &row.body.on_procedure);
            fact(ui, "鉴定意见", &row.body.on_opinion);
            for issue in row.body.issues() {
                fact(ui, "问题", issue);
            }
            for expert in &row.body.experts {
                fact(ui, "专家", &format!("{}：{}", expert.name.as_str(), expert.opinion));
            }
        });
        ui.add_space(4.0);
    }
}
