//! The card 机构: name, licence, scope, pack, number template, the person for 涉保, and the licensed premises.

use crate::domain::deadline::licence_renewal_due;
use crate::domain::institution::Institution;
use crate::domain::law::Jurisdiction;
use crate::domain::law::Pack;
use crate::domain::moment::Day;
use crate::domain::staff::StaffMember;
use crate::ui::almanac::with_almanac;
use crate::ui::components::button::Button;
use crate::ui::components::button::icon_button;
use crate::ui::components::checkbox::Checkbox;
use crate::ui::components::combo::Combo;
use crate::ui::components::combo::ComboItem;
use crate::ui::components::date_field::DateField;
use crate::ui::components::field::Field;
use crate::ui::components::finding::FindingLine;
use crate::ui::components::finding::Level;
use crate::ui::components::finding::finding_line;
use crate::ui::components::form_grid::FormGrid;
use crate::ui::components::segmented::Segmented;
use crate::ui::components::words::words;
use crate::ui::law;
use crate::ui::pages::settings::draft::Draft;
use crate::ui::pages::settings::draft::PremisesDraft;
use crate::ui::theme::Type;
use crate::ui::theme::icon;
use crate::ui::theme::measures;
use egui::Ui;
use std::sync::Arc;

/// 机构.
pub(super) fn ui(ui: &mut Ui, draft: &mut Draft, staff: &[StaffMember], today: Day, locked: Option<&str>) {
    let house = Arc::clone(&draft.source);
    FormGrid::show(ui, |grid| {
        grid.row(|row| {
            row.cell(12, |ui| {
                Field::new("机构全称", &mut draft.name).required().locked(locked).ui(ui);
            });
        });
        grid.row(|row| {
            row.cell(4, |ui| {
                Field::new("机构缩略名", &mut draft.short_name).required().locked(locked).ui(ui);
            });
            row.cell(4, |ui| {
                Field::new("许可证号", &mut draft.licence_no).required().locked(locked).ui(ui);
            });
            row.cell(4, |ui| {
                let finding = validity(draft.licence_valid_until.map(Day::from_date), &house, today);
                with_almanac(today, |almanac| {
                    DateField::new("许可证有效期至", &mut draft.licence_valid_until, almanac)
                        .future()
                        .finding(finding.as_ref())
                        .locked(locked)
                        .ui(ui);
                });
            });
        });
        grid.row(|row| {
            row.cell(6, |ui| {
                Field::new("机构地址", &mut draft.address).locked(locked).ui(ui);
            });
            row.cell(3, |ui| {
                Field::new("邮编", &mut draft.postcode).locked(locked).ui(ui);
            });
            row.cell(3, |ui| {
                Field::new("机构电话", &mut draft.phone).locked(locked).ui(ui);
            });
        });
    });
    words(ui, "许可证上登记的业务范围");
    scope_ui(ui, draft, locked.is_some());
    ui.add_space(measures().space_3);
    number_and_officer_ui(ui, draft, staff, today, locked);
    let packs = Jurisdiction::ALL.map(|jurisdiction| (jurisdiction, jurisdiction.label()));
    Segmented::new("地区规则", &mut draft.jurisdiction, &packs).required().locked(locked).ui(ui);
    words(ui, "各地的规定只用一套，不混用；换了以后，在办的案件也按新的规则提示");
}

/// The line under the end of validity: past, or near. When renewal must have been asked for, TL-14 says where it
/// binds; elsewhere only how many days are left is told.
pub(in crate::ui::pages) fn validity(
    valid_until: Option<Day>,
    house: &Institution,
    today: Day,
) -> Option<FindingLine> {
    let until = valid_until?;
    let left = today.days_until(until);
    let here = house.jurisdiction;
    let renew_by = here.applies(Pack::Shanghai).then(|| licence_renewal_due(until));
    let line = match renew_by {
        _ if left < 0 => FindingLine::new(Level::Block, "已过有效期，不得受理、不得指派"),
        Some(by) if today > by => FindingLine::new(Level::Warn, format!("还有 {left} 日到期，延续申请已晚"))
            .way_out("届满三十日前就要申请；马上申请，并看清受理的日期"),
        Some(by) if is_near(left, house) => {
            FindingLine::new(Level::Warn, format!("{}月{}日前要申请延续", by.month(), by.day_of_month()))
        }
        None if is_near(left, house) => {
            FindingLine::new(Level::Warn, format!("还有 {left} 日到期，及早申请延续"))
        }
        _ => return Some(FindingLine::new(Level::Record, format!("在有效期内，还有 {left} 日"))),
    };
    let rule = if left < 0 { "TL-14" } else { "TL-14#2" };
    Some(law::line_cited(line, rule, here))
}

/// Whether an end is so near that the institution wants to be reminded; thirty days at the least where TL-14 binds.
pub(in crate::ui::pages) fn is_near(left: i64, house: &Institution) -> bool {
    left <= i64::from(house.policy.licence_reminder_days)
}

fn scope_ui(ui: &mut Ui, draft: &mut Draft, locked: bool) {
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = measures().space_4;
        for (category, chosen) in &mut draft.scope {
            Checkbox::new(category.label(), chosen).locked(locked).ui(ui);
        }
    });
}

fn number_and_officer_ui(
    ui: &mut Ui,
    draft: &mut Draft,
    staff: &[StaffMember],
    today: Day,
    locked: Option<&str>,
) {
    let example = draft.example(today.year());
    let people: Vec<ComboItem> = staff
        .iter()
        .filter(|member| member.active)
        .map(|member| ComboItem::new(member.id.to_string(), member.name.as_str()).detail(member.roles_text()))
        .collect();
    FormGrid::show(ui, |grid| {
        grid.row(|row| {
            row.cell(8, |ui| {
                Field::new("编号样式", &mut draft.case_no)
                    .required()
                    .aside("{abbr} 缩略名　{yyyy} 年份　{pro} 专业　{seq} 序号")
                    .remark(&example)
                    .locked(locked)
                    .ui(ui);
            });
            row.cell(4, |ui| {
                Combo::new("涉保专人", &mut draft.officer, &mut draft.officer_id, &people)
                    .source("在岗", "人")
                    .hint("姓名或首字母")
                    .locked(locked)
                    .ui(ui);
            });
        });
    });
}

/// 登记执业场所: each with its examination rooms, in the order of the licence.
pub(super) fn premises_ui(ui: &mut Ui, draft: &mut Draft, locked: Option<&str>) {
    let only_here = FindingLine::new(Level::Record, "只能在许可证登记的场所受理、检查，这里没有列的选不到");
    let here = draft.source.jurisdiction;
    let rule = if here.applies(Pack::Sichuan) { "SC-2.3d" } else { "SH-1.2f" };
    finding_line(ui, &law::line_cited(only_here, rule, here));
    words(ui, "检查室用顿号隔开，今日页按这个顺序排");
    let mut removed = None;
    let n = draft.premises.len();
    for (at, premises) in draft.premises.iter_mut().enumerate() {
        let salt = format!("premises {at}");
        let name = format!("去掉第 {} 处", at + 1);
        let remove = (locked.is_none() && n > 1).then_some(name.as_str());
        if ui.push_id(&salt, |ui| one_ui(ui, premises, &salt, remove, locked)).inner {
            removed = Some(at);
        }
    }
    if let Some(at) = removed {
        draft.premises.remove(at);
    }
    if locked.is_none() && Button::secondary("增加一处").icon(icon::ADD).ui(ui).clicked() {
        draft.premises.push(PremisesDraft::default());
    }
}

/// One place; true when it is to be taken out.
fn one_ui(
    ui: &mut Ui,
    premises: &mut PremisesDraft,
    salt: &str,
    remove: Option<&str>,
    locked: Option<&str>,
) -> bool {
    FormGrid::show(ui, |grid| {
        grid.row(|row| {
            row.cell(3, |ui| {
                Field::new("场所名称", &mut premises.name).salt(salt).required().locked(locked).ui(ui);
            });
            row.cell(5, |ui| {
                Field::new("场所地址", &mut premises.address).salt(salt).locked(locked).ui(ui);
            });
            let n = if remove.is_some() { 3 } else { 4 };
            row.cell(n, |ui| {
                let field = Field::new("检查室", &mut premises.rooms).salt(salt).locked(locked);
                field.hint("检查一室、检查二室").ui(ui);
            });
            let Some(name) = remove else { return false };
            row.cell(1, |ui| {
                // Beside the control, below the line of the labels.
                ui.add_space(Type::Note.line() + measures().space_1);
                icon_button(ui, icon::CLOSE, name).clicked()
            })
        })
    })
}
