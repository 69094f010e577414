//! Fee, delivery, time and the other terms of F-01.

use crate::domain::amount::Fen;
use crate::domain::date_words::Lean;
use crate::domain::deadline::AgreedLength;
use crate::domain::law::Jurisdiction;
use crate::domain::moment::Day;
use crate::domain::reception::CommissionMode;
use crate::domain::reception::Delivery;
use crate::domain::reception::Intake;
use crate::domain::reception::Leftovers;
use crate::domain::reception::MaterialReturn;
use crate::domain::reception::OpinionTo;
use crate::ui::components::amount_field::AmountField;
use crate::ui::components::checkbox::Checkbox;
use crate::ui::components::field::Field;
use crate::ui::components::finding::FindingLine;
use crate::ui::components::form_grid::Card;
use crate::ui::components::form_grid::FormGrid;
use crate::ui::components::segmented::Segmented;
use crate::ui::pages::intake::ask;
use crate::ui::pages::intake::ask::Choice;
use crate::ui::pages::intake::ask::DayLook;
use crate::ui::pages::intake::counter::Counter;
use egui::Id;
use egui::Ui;

const WAYS: [&str; 4] = ["转账", "扫码", "现金", "预收后结算"];

/// 费用与约定.
pub fn card(ui: &mut Ui, counter: &mut Counter<'_, '_>) {
    let today = counter.today();
    let length = counter.on_field("agreed_length");
    let mut anchors = Vec::new();
    let is_shanghai = counter.house.institution.jurisdiction == Jurisdiction::Shanghai;
    let intake = &mut counter.visit.draft.intake;
    Card::new("费用与约定").show(ui, |ui| {
        FormGrid::show(ui, |grid| {
            fee_ui(grid, intake);
            length_ui(grid, intake, today, length.as_ref(), &mut anchors);
            delivery_ui(grid, intake);
            if intake.mode == Some(CommissionMode::Joint) {
                opinion_to_ui(grid, intake);
            }
            if is_shanghai {
                code_ui(grid, intake);
            }
            special_ui(grid, intake);
            grid.row(|row| {
                row.cell(12, |ui| {
                    Field::new("其他约定", &mut intake.other_terms).rows(2).ui(ui);
                });
            });
        });
    });
    for (field, id) in anchors {
        counter.anchor(field, id);
    }
}

fn fee_ui(grid: &mut FormGrid<'_>, intake: &mut Intake) {
    grid.row(|row| {
        row.cell(3, |ui| {
            let mut amount = intake.fee.amount_fen.and_then(|fen| i64::try_from(fen).ok()).map(Fen);
            AmountField::new("预计费用", &mut amount).ui(ui);
            intake.fee.amount_fen = amount.and_then(|fen| u64::try_from(fen.0).ok());
        });
        row.cell(3, |ui| {
            let look = Choice { hint: "转账、扫码 …", ..Choice::default() };
            ask::suggested(ui, "收取方式", &mut intake.fee.how, &WAYS, look)
        });
        row.cell(3, |ui| {
            Field::new("由谁承担", &mut intake.fee.bearer).hint("委托人、各半 …").ui(ui);
        });
        row.cell(3, |ui| {
            let hint = "法律援助的减免和依据，没有就空着";
            Field::new("减免", &mut intake.fee.reduction).hint(hint).ui(ui);
        });
    });
    let ui = grid.ui();
    Checkbox::new("收费标准和金额已告知委托人", &mut intake.fee.told).ui(ui);
}

/// Which kind of length was agreed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Length {
    Statutory,
    Workdays,
    Days,
    Until,
}

fn length_ui(
    grid: &mut FormGrid<'_>,
    intake: &mut Intake,
    today: Day,
    finding: Option<&FindingLine>,
    anchors: &mut Vec<(&'static str, Id)>,
) {
    let statutory = match AgreedLength::statutory() {
        AgreedLength::Workdays(n) => format!("{n} 个工作日"),
        other => other.label(),
    };
    let answers = [
        (Length::Statutory, statutory.as_str()),
        (Length::Workdays, "另定工作日"),
        (Length::Days, "另定日历日"),
        (Length::Until, "某日前"),
    ];
    let before = match intake.agreed_length {
        None => Length::Statutory,
        Some(AgreedLength::Workdays(_)) => Length::Workdays,
        Some(AgreedLength::CalendarDays(_)) => Length::Days,
        Some(AgreedLength::Until(_)) => Length::Until,
    };
    let mut kind = Some(before);
    grid.row(|row| {
        row.cell(9, |ui| {
            let aside = "从委托书生效日起，没有另定的用法定时限";
            let response =
                Segmented::new("完成时限", &mut kind, &answers).aside(aside).finding(finding).ui(ui);
            anchors.push(("agreed_length", response.id));
        });
        if kind != Some(before) {
            intake.agreed_length = match kind {
                Some(Length::Workdays) => Some(AgreedLength::Workdays(20)),
                Some(Length::Days) => Some(AgreedLength::CalendarDays(30)),
                Some(Length::Until) => Some(AgreedLength::Until(today.plus_days(30))),
                Some(Length::Statutory) | None => None,
            };
        }
        row.cell(3, |ui| match intake.agreed_length {
            Some(AgreedLength::Workdays(n)) => {
                intake.agreed_length = Some(AgreedLength::Workdays(count(ui, "约定工作日数", n, "个工作日")));
            }
            Some(AgreedLength::CalendarDays(n)) => {
                intake.agreed_length = Some(AgreedLength::CalendarDays(count(ui, "约定日数", n, "日")));
            }
            Some(AgreedLength::Until(on)) => {
                let mut day = Some(on);
                let look = DayLook { lean: Lean::Future, required: true, finding: None };
                ask::day(ui, "约定日期", &mut day, today, look);
                intake.agreed_length = Some(AgreedLength::Until(day.unwrap_or(on)));
            }
            None => {}
        });
    });
}

/// A count typed as digits; what is no number leaves the former one.
fn count(ui: &mut Ui, label: &str, n: u16, unit: &str) -> u16 {
    let key = ui.make_persistent_id(("count", label));
    let typed = ui.data(|data| data.get_temp::<String>(key));
    let mut text = typed.filter(|typed| typed.trim().parse() == Ok(n)).unwrap_or_else(|| n.to_string());
    let output = Field::new(label, &mut text).right().unit(unit).ui(ui);
    let read = text.trim().parse::<u16>().unwrap_or(0);
    if output.response.changed() {
        ui.data_mut(|data| data.insert_temp(key, text));
        return read;
    }
    n
}

/// The number the supervising platform gave (TL-41); we make up none.
fn code_ui(grid: &mut FormGrid<'_>, intake: &mut Intake) {
    grid.row(|row| {
        row.cell(6, |ui| {
            let hint = "照监管平台给的抄，没有就空着";
            Field::new("统一赋码", &mut intake.province_case_code).hint(hint).ui(ui);
        });
    });
}

/// 约定事项 1 and 3 of F-01, where something was agreed.
fn special_ui(grid: &mut FormGrid<'_>, intake: &mut Intake) {
    let terms = &mut intake.special_terms;
    grid.row(|row| {
        row.cell(5, |ui| {
            let answers = Leftovers::ALL.map(|what| (what, what.label()));
            Segmented::new("剩余材料", &mut terms.leftovers, &answers).ui(ui);
        });
        if let Some(what) = terms.leftovers {
            row.cell(3, |ui| {
                Field::new(what.detail(), &mut terms.leftovers_detail).ui(ui);
            });
        }
        row.cell(4, |ui| {
            let hint = "低温、避光 …，没有就空着";
            Field::new("材料的特殊要求", &mut terms.keeping).hint(hint).ui(ui);
        });
    });
    grid.row(|row| {
        row.cell(5, |ui| {
            let hint = "委托人要求哪位回避，没有就空着";
            Field::new("需要回避的鉴定人", &mut terms.recusal).hint(hint).ui(ui);
        });
        if !terms.recusal.trim().is_empty() {
            row.cell(7, |ui| {
                Field::new("回避事由", &mut terms.recusal_reason).required().ui(ui);
            });
        }
    });
}

/// 送达方, which both sides of a joint commission agree on (F-02).
fn opinion_to_ui(grid: &mut FormGrid<'_>, intake: &mut Intake) {
    grid.row(|row| {
        row.cell(6, |ui| {
            let answers = OpinionTo::ALL.map(|to| (to, to.label()));
            Segmented::new("意见书送给", &mut intake.opinion_to, &answers).aside("印在共同委托书上").ui(ui);
        });
    });
}

/// How the opinion goes out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Way {
    Pickup,
    Mail,
    Other,
}

fn delivery_ui(grid: &mut FormGrid<'_>, intake: &mut Intake) {
    let before = match &intake.delivery {
        Delivery::Pickup => Way::Pickup,
        Delivery::Mail { .. } => Way::Mail,
        Delivery::Other { .. } => Way::Other,
    };
    let mut way = Some(before);
    grid.row(|row| {
        row.cell(4, |ui| {
            let answers = [(Way::Pickup, "自取"), (Way::Mail, "邮寄"), (Way::Other, "其他")];
            Segmented::new("意见书发送", &mut way, &answers).ui(ui);
        });
        if way != Some(before) {
            intake.delivery = match way {
                Some(Way::Mail) => Delivery::Mail { address: String::new() },
                Some(Way::Other) => Delivery::Other { how: String::new() },
                Some(Way::Pickup) | None => Delivery::Pickup,
            };
        }
        match &mut intake.delivery {
            Delivery::Pickup => {}
            Delivery::Mail { address } => row.cell(5, |ui| {
                Field::new("邮寄地址", address).required().ui(ui);
            }),
            Delivery::Other { how } => row.cell(5, |ui| {
                Field::new("怎么送", how).required().ui(ui);
            }),
        }
        row.cell(3, |ui| {
            let n = u16::try_from(intake.n_opinion_copies).unwrap_or(4);
            intake.n_opinion_copies = u32::from(count(ui, "意见书份数", n, "份"));
        });
    });
    grid.row(|row| {
        row.cell(12, |ui| {
            let answers = MaterialReturn::ALL.map(|one| (one, one.label()));
            let mut chosen = Some(intake.material_return);
            Segmented::new("鉴定材料的处理", &mut chosen, &answers).ui(ui);
            intake.material_return = chosen.unwrap_or(intake.material_return);
        });
    });
}
