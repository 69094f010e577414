//! Gallery 「09-controls」.

use super::harness;
use super::picture;
use appraisal_desk::ui::components::button::Button;
use appraisal_desk::ui::components::checkbox::Checkbox;
use appraisal_desk::ui::components::field::Field;
use appraisal_desk::ui::components::finding::FindingLine;
use appraisal_desk::ui::components::finding::Level;
use appraisal_desk::ui::components::form_grid::Card;
use appraisal_desk::ui::components::id_number::id_number;
use appraisal_desk::ui::components::id_number::phone;
use appraisal_desk::ui::components::option::Options;
use appraisal_desk::ui::components::segmented::Segmented;
use appraisal_desk::ui::components::why_panel::Why;
use egui::Rect;
use egui::Ui;
use egui::UiBuilder;
use egui::pos2;

#[derive(Clone)]
pub struct Draft {
    name: String,
    phone: String,
    id: String,
    date: String,
    locked: String,
    insured: Option<u8>,
    again: Option<u8>,
    choice: Option<u8>,
    ticks: [bool; 3],
}

impl Default for Draft {
    fn default() -> Self {
        Self {
            name: "阿不都热合曼·买买提".into(),
            phone: "130000000".into(),
            id: "000000199106140053".into(),
            date: "2026-12-02".into(),
            locked: "2026-11-24 周二".into(),
            insured: Some(0),
            again: None,
            choice: Some(1),
            ticks: [true, false, true],
        }
    }
}

/// A card at a place of the picture.
pub fn at(ui: &mut Ui, rect: [f32; 4], heading: &str, add: impl FnOnce(&mut Ui)) {
    let [left, top, right, bottom] = rect;
    let rect = Rect::from_min_max(pos2(left, top), pos2(right, bottom));
    let mut child = ui.new_child(UiBuilder::new().max_rect(rect).id_salt(heading));
    Card::new(heading).height(bottom - top).show(&mut child, add);
}

fn gallery(ui: &mut Ui, draft: &mut Draft) {
    ui.painter().rect_filled(ui.max_rect(), 0.0, appraisal_desk::ui::theme::colors().desk);
    at(ui, [24.0, 24.0, 528.0, 344.0], "按钮", buttons);
    at(ui, [544.0, 24.0, 984.0, 384.0], "字段", |ui| fields(ui, draft));
    at(ui, [1000.0, 24.0, 1342.0, 384.0], "选择", |ui| choices(ui, draft));
}

fn buttons(ui: &mut Ui) {
    let why = Why::new("还不能");
    for why in [None, Some(&why)] {
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = 24.0;
            Button::primary("受理").why(why).ui(ui);
            Button::secondary("打印").why(why).ui(ui);
            Button::quiet("重拍").why(why).ui(ui);
            Button::danger("终止…").why(why).ui(ui);
        });
        ui.add_space(8.0);
    }
    ui.horizontal(|ui| {
        Button::amber("请回避").ui(ui);
        Button::primary("去签到").key("F4").icon(appraisal_desk::ui::theme::icon::HOW_TO_REG).ui(ui);
        Button::secondary("电话通知").key("F5").icon(appraisal_desk::ui::theme::icon::CALL).ui(ui);
    });
    ui.add_space(8.0);
    ui.horizontal(|ui| {
        Button::secondary("32 表单").ui(ui);
        Button::secondary("40 页面").page().ui(ui);
        Button::primary("48 站着用").standing().ui(ui);
    });
}

fn fields(ui: &mut Ui, draft: &mut Draft) {
    let wrong = FindingLine::mistake("末 4 位不对，请对照证件");
    let late = FindingLine::new(Level::Warn, "晚于今天，请再看一眼");
    appraisal_desk::ui::components::form_grid::FormGrid::show(ui, |grid| {
        grid.row(|row| {
            row.cell(6, |ui| Field::new("姓名", &mut draft.name).required().ui(ui));
            row.cell(6, |ui| phone("联系电话", &mut draft.phone).required().remark("还差 2 位").ui(ui));
        });
        grid.row(|row| {
            row.cell(6, |ui| id_number("身份证号", &mut draft.id).required().finding(Some(&wrong)).ui(ui));
            row.cell(6, |ui| Field::new("事故日期", &mut draft.date).required().finding(Some(&late)).ui(ui));
        });
        grid.row(|row| {
            row.cell(6, |ui| {
                Field::new("收到委托日", &mut draft.locked).locked(Some("受理后不能改，可追加更正")).ui(ui)
            });
        });
    });
}

fn choices(ui: &mut Ui, draft: &mut Draft) {
    Segmented::new("是否用于保险理赔", &mut draft.insured, &[(0, "是"), (1, "否"), (2, "不确定")])
        .required()
        .ui(ui);
    Segmented::new("是否重新鉴定", &mut draft.again, &[(0, "不是"), (1, "是，另填原机构")])
        .required()
        .aside("没有默认值")
        .ui(ui);
    Options::new("当事人选择", &mut draft.choice, &[(0, "同意转共同委托"), (1, "坚持单方委托")])
        .below_each_other()
        .ui(ui);
    ui.horizontal(|ui| {
        let [read, unread, locked] = &mut draft.ticks;
        Checkbox::new("已念", read).ui(ui);
        Checkbox::new("未念", unread).ui(ui);
        Checkbox::new("已锁", locked).locked(true).ui(ui);
    });
}

#[test]
fn controls_are_drawn() {
    let mut harness = harness([1366.0, 768.0], gallery, Draft::default());
    harness.run();
    let image = picture(&mut harness, "09-controls");
    assert_eq!(image.dimensions(), (1366, 768));
}
