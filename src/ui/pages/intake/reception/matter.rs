//! What is asked, what for, and whether an insurer is concerned. No question of law has an answer beforehand.

use crate::domain::case_link::REAPPRAISAL_GROUNDS;
use crate::domain::date_words::Lean;
use crate::domain::reception::Category;
use crate::domain::reception::InsuranceUse;
use crate::domain::reception::Intake;
use crate::domain::reception::Purpose;
use crate::domain::reception::Reappraisal;
use crate::ui::components::field::Field;
use crate::ui::components::finding::FindingLine;
use crate::ui::components::finding::Level;
use crate::ui::components::form_grid::Card;
use crate::ui::components::form_grid::FormGrid;
use crate::ui::components::form_grid::FormRow;
use crate::ui::components::segmented::Segmented;
use crate::ui::pages::intake::ask;
use crate::ui::pages::intake::ask::Choice;
use crate::ui::pages::intake::ask::DayLook;
use crate::ui::pages::intake::counter::Counter;
use crate::ui::pages::intake::reception::insurers;
use egui::Ui;

const MATTERS: [&str; 5] =
    ["伤残等级鉴定", "误工期、护理期、营养期鉴定", "后续诊疗项目鉴定", "护理依赖程度鉴定", "伤病关系鉴定"];

const STANDARDS: [&str; 4] = [
    "人体损伤致残程度分级",
    "人身保险伤残评定标准及代码",
    "劳动能力鉴定 职工工伤与职业病致残等级",
    "人身损害误工期、护理期、营养期评定规范",
];

/// 委托事项, and 保险机构 unless somebody said that none is concerned.
pub fn cards(ui: &mut Ui, counter: &mut Counter<'_, '_>) {
    matter_card(ui, counter);
    if counter.visit.draft.intake.insurance != Some(InsuranceUse::No) {
        ui.add_space(super::GAP - ui.spacing().item_spacing.y);
        insurers::card(ui, counter);
    }
}

/// 用于保险理赔 as it is asked at the counter and on the notice.
pub const INSURANCE: [(InsuranceUse, &str); 3] =
    [(InsuranceUse::Yes, "是"), (InsuranceUse::No, "否"), (InsuranceUse::Undetermined, "不确定")];

fn matter_card(ui: &mut Ui, counter: &mut Counter<'_, '_>) {
    let today = counter.today();
    let lines = ["category", "matter", "purpose", "insurance", "reappraisal"].map(|f| counter.on_field(f));
    let [category, matter, purpose, insurance, reappraisal] = &lines;
    let mut anchors = Vec::new();
    let institution = counter.house.institution.name.clone();
    let intake = &mut counter.visit.draft.intake;
    Card::new("委托事项").show(ui, |ui| {
        FormGrid::show(ui, |grid| {
            grid.row(|row| {
                row.cell(3, |ui| {
                    let answers = Category::ALL.map(|one| (one, one.label()));
                    let look = Choice { required: true, hint: "法医临床 …", ..Choice::default() };
                    let (output, _) = ask::choice(ui, "鉴定专业", &mut intake.category, &answers, look);
                    anchors.push(("category", output.response.id));
                });
                row.cell(9, |ui| {
                    let look =
                        Choice { required: true, hint: "委托人要鉴定什么", ..Choice::default() };
                    let output = ask::suggested(ui, "委托事项", &mut intake.matter, &MATTERS, look);
                    anchors.push(("matter", output.response.id));
                });
            });
            grid.row(|row| {
                row.cell(6, |ui| {
                    let answers = Purpose::ALL.map(|one| (one, one.label()));
                    let question = Segmented::new("鉴定用途", &mut intake.purpose, &answers).required();
                    anchors.push(("purpose", question.finding(purpose.as_ref()).ui(ui).id));
                });
                row.cell(6, |ui| {
                    let question =
                        Segmented::new("用于保险理赔", &mut intake.insurance, &INSURANCE).required();
                    anchors.push(("insurance", question.finding(insurance.as_ref()).ui(ui).id));
                });
            });
            reappraisal_ui(grid, intake, &institution, reappraisal.as_ref(), &mut anchors);
            grid.row(|row| incident_ui(row, intake, today));
            grid.row(|row| {
                row.cell(12, |ui| {
                    let hint = "何时、何地、怎样受的伤，治疗经过";
                    let output =
                        Field::new("基本案情", &mut intake.incident).rows(3).required().hint(hint).ui(ui);
                    anchors.push(("agreement", output.response.id));
                });
            });
        });
        for finding in [category, matter].into_iter().flatten() {
            crate::ui::components::finding::finding_line(ui, finding);
        }
    });
    for (field, id) in anchors {
        counter.anchor(field, id);
    }
}

fn incident_ui(row: &mut FormRow<'_>, intake: &mut Intake, today: crate::domain::moment::Day) {
    let later = intake.incident_on.is_some_and(|on| on > today);
    let later = later.then(|| FindingLine::new(Level::Warn, "晚于今天，请再看一眼"));
    row.cell(3, |ui| {
        let look = DayLook { lean: Lean::Past, finding: later.as_ref(), ..DayLook::default() };
        ask::day(ui, "事故日期", &mut intake.incident_on, today, look);
    });
    row.cell(4, |ui| {
        Field::new("事故认定书文号", &mut intake.police_no).ui(ui);
    });
    row.cell(5, |ui| {
        let look = Choice { hint: "与委托人说定用哪个标准", ..Choice::default() };
        ask::suggested(ui, "适用标准", &mut intake.standard, &STANDARDS, look)
    });
}

fn reappraisal_ui(
    grid: &mut FormGrid<'_>,
    intake: &mut Intake,
    institution: &str,
    finding: Option<&FindingLine>,
    anchors: &mut Vec<(&'static str, egui::Id)>,
) {
    let mut answer = intake.reappraisal.as_ref().map(|answer| *answer != Reappraisal::No);
    grid.row(|row| {
        row.cell(4, |ui| {
            let answers = [(false, "不是"), (true, "是，另填原机构")];
            let response =
                Segmented::new("是否重新鉴定", &mut answer, &answers).required().finding(finding).ui(ui);
            anchors.push(("reappraisal", response.id));
            if response.changed() {
                intake.reappraisal = answer.map(|again| match again {
                    false => Reappraisal::No,
                    true => Reappraisal::Yes {
                        original_institution: String::new(),
                        original_opinion_no: String::new(),
                        ground: String::new(),
                        comparison: String::new(),
                        special_reason: String::new(),
                    },
                });
            }
        });
        let Some(Reappraisal::Yes { original_institution, original_opinion_no, .. }) =
            &mut intake.reappraisal
        else {
            return;
        };
        row.cell(4, |ui| {
            Field::new("原鉴定机构", original_institution).required().ui(ui);
        });
        row.cell(4, |ui| {
            Field::new("原意见书文号", original_opinion_no).ui(ui);
        });
    });
    let Some(Reappraisal::Yes { original_institution, ground, comparison, special_reason, .. }) =
        &mut intake.reappraisal
    else {
        return;
    };
    let is_own = !original_institution.trim().is_empty() && original_institution.trim() == institution.trim();
    grid.row(|row| {
        row.cell(6, |ui| {
            let hint = "通则 31 条的哪一项，或双方达成一致";
            let look = Choice { hint, required: true, ..Choice::default() };
            ask::suggested(ui, "重新鉴定的依据", ground, &REAPPRAISAL_GROUNDS, look)
        });
        row.cell(6, |ui| {
            let hint = "许可范围、职称、设备与原机构比";
            Field::new("与原机构资质的比较", comparison).hint(hint).ui(ui);
        });
    });
    if is_own {
        grid.row(|row| {
            row.cell(12, |ui| {
                let hint = "原机构就是本机构：只有特殊原因才可以，并须换人";
                Field::new("由本机构再做的特殊原因", special_reason).hint(hint).ui(ui);
            });
        });
    }
}
