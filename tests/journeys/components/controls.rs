//! The controls side by side, as the clerk meets them: buttons, fields, choices, lists, dates, pads.

use super::almanac_kind;
use super::at;
use super::day;
use super::harness;
use super::picture;
use appraisal_desk::domain::amount::Fen;
use appraisal_desk::domain::date_words::Almanac;
use appraisal_desk::ui::components::amount_field::AmountField;
use appraisal_desk::ui::components::button::Button;
use appraisal_desk::ui::components::checkbox::Checkbox;
use appraisal_desk::ui::components::combo::Combo;
use appraisal_desk::ui::components::combo::ComboItem;
use appraisal_desk::ui::components::crop_field::Agreement;
use appraisal_desk::ui::components::crop_field::CropField;
use appraisal_desk::ui::components::date_field::DateField;
use appraisal_desk::ui::components::field::Field;
use appraisal_desk::ui::components::finding::FindingLine;
use appraisal_desk::ui::components::finding::Level;
use appraisal_desk::ui::components::form_grid::FormGrid;
use appraisal_desk::ui::components::id_number::id_number;
use appraisal_desk::ui::components::id_number::phone;
use appraisal_desk::ui::components::option::Options;
use appraisal_desk::ui::components::progress::progress;
use appraisal_desk::ui::components::segmented::Segmented;
use appraisal_desk::ui::components::signature_pad::Consent;
use appraisal_desk::ui::components::signature_pad::Signature;
use appraisal_desk::ui::components::signature_pad::SignaturePad;
use appraisal_desk::ui::components::step_rail::Progress;
use appraisal_desk::ui::components::step_rail::Step;
use appraisal_desk::ui::components::step_rail::step_rail_horizontal;
use appraisal_desk::ui::components::why_panel::Why;
use appraisal_desk::ui::theme;
use appraisal_desk::ui::theme::icon;
use chrono::NaiveDate;
use egui::Key;
use egui::Ui;
use egui_kittest::kittest::Queryable as _;

struct Draft {
    name: String,
    phone: String,
    id: String,
    accident: String,
    received: String,
    number: String,
    fee: Option<Fen>,
    reply_by: Option<NaiveDate>,
    insured: Option<u8>,
    again: Option<u8>,
    choice: Option<u8>,
    ticks: [bool; 3],
    insurer: String,
    insurer_key: Option<String>,
    signature: Signature,
}

impl Default for Draft {
    fn default() -> Self {
        Self {
            name: "阿不都热合曼·买买提".into(),
            phone: "130000000".into(),
            id: "000000199106140053".into(),
            accident: "2026-12-02".into(),
            received: "2026-11-24 周二".into(),
            number: "AZ-50318".into(),
            fee: Some(Fen(260_000)),
            reply_by: Some(day(2026, 12, 3)),
            insured: Some(0),
            again: None,
            choice: Some(1),
            ticks: [true, false, true],
            insurer: String::new(),
            insurer_key: None,
            signature: Signature::default(),
        }
    }
}

fn gallery(ui: &mut Ui, draft: &mut Draft) {
    ui.painter().rect_filled(ui.ctx().content_rect(), 0.0, theme::colors().desk);
    at(ui, [24.0, 24.0, 528.0, 344.0], "按钮", |ui| {
        buttons(ui);
        ticks(ui, draft);
    });
    at(ui, [24.0, 360.0, 528.0, 664.0], "可搜索下拉，首字母就行", |ui| list(ui, draft));
    at(ui, [24.0, 680.0, 528.0, 752.0], "", |ui| {
        progress(ui, "正在做备份", 1_284, 3_906, "约 2 分钟");
    });
    at(ui, [544.0, 24.0, 984.0, 404.0], "字段", |ui| fields(ui, draft));
    at(ui, [544.0, 416.0, 864.0, 752.0], "日期", |ui| date(ui, draft));
    at(ui, [1000.0, 24.0, 1342.0, 404.0], "选择", |ui| choices(ui, draft));
    at(ui, [880.0, 416.0, 1342.0, 636.0], "签名板", |ui| pad(ui, draft));
    at(ui, [880.0, 648.0, 1342.0, 752.0], "步骤条", |ui| {
        let steps = [
            Step::new("接待", Progress::Done),
            Step::new("告知", Progress::Current),
            Step::new("材料", Progress::Ahead),
        ];
        step_rail_horizontal(ui, &steps);
    });
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
        Button::amber("请回避").icon(icon::DOOR_OPEN).standing().ui(ui);
        Button::primary("去签到").key("F4").icon(icon::HOW_TO_REG).page().ui(ui);
        Button::secondary("电话通知").key("F5").icon(icon::CALL).ui(ui);
    });
    ui.add_space(8.0);
    ui.horizontal(|ui| {
        Button::secondary("32 表单").ui(ui);
        Button::secondary("40 页面").page().ui(ui);
        Button::primary("48 站着用").standing().ui(ui);
    });
}

fn list(ui: &mut Ui, draft: &mut Draft) {
    let items = [
        ComboItem::new("az-sc", "安泽财产保险股份有限公司四川分公司"),
        ComboItem::new("az-gx", "安泽财产保险成都高新支公司"),
        ComboItem::new("aj", "安江财产保险股份有限公司"),
        ComboItem::new("jh", "锦恒财产保险股份有限公司"),
    ];
    let recent = ["az-sc".to_owned(), "jh".to_owned()];
    Combo::new("保险机构", &mut draft.insurer, &mut draft.insurer_key, &items)
        .recent(&recent)
        .source("名录", "家")
        .register()
        .ui(ui);
}

fn fields(ui: &mut Ui, draft: &mut Draft) {
    let wrong = FindingLine::mistake("末 4 位不对，请对照证件");
    let late = FindingLine::new(Level::Warn, "晚于今天，请再看一眼");
    FormGrid::show(ui, |grid| {
        grid.row(|row| {
            row.cell(6, |ui| Field::new("姓名", &mut draft.name).required().ui(ui));
            row.cell(6, |ui| phone("联系电话", &mut draft.phone).required().remark("还差 2 位").ui(ui));
        });
        grid.row(|row| {
            row.cell(6, |ui| id_number("身份证号", &mut draft.id).required().finding(Some(&wrong)).ui(ui));
            row.cell(6, |ui| {
                Field::new("事故日期", &mut draft.accident).required().finding(Some(&late)).ui(ui)
            });
        });
        grid.row(|row| {
            let why = Some("受理后不能改，可追加更正");
            row.cell(6, |ui| Field::new("收到委托日", &mut draft.received).locked(why).ui(ui));
            row.cell(6, |ui| AmountField::new("预计费用", &mut draft.fee).ui(ui));
        });
    });
    CropField::new("工号", &mut draft.number, Agreement::ToCheck).ui(ui);
}

fn date(ui: &mut Ui, draft: &mut Draft) {
    let almanac = Almanac { today: day(2026, 11, 24), kind: &almanac_kind };
    DateField::new("答复期限", &mut draft.reply_by, &almanac)
        .aside("认 1122、昨、11-22、+7工")
        .future()
        .ui(ui);
}

fn choices(ui: &mut Ui, draft: &mut Draft) {
    let answers = [(0, "是"), (1, "否"), (2, "不确定")];
    Segmented::new("是否用于保险理赔", &mut draft.insured, &answers).required().ui(ui);
    Segmented::new("是否重新鉴定", &mut draft.again, &[(0, "不是"), (1, "是，另填原机构")])
        .required()
        .aside("没有默认值")
        .ui(ui);
    Options::new("当事人选择", &mut draft.choice, &[(0, "同意转共同委托"), (1, "坚持单方委托")])
        .below_each_other()
        .ui(ui);
}

fn ticks(ui: &mut Ui, draft: &mut Draft) {
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 24.0;
        let [read, unread, locked] = &mut draft.ticks;
        Checkbox::new("已念", read).ui(ui);
        Checkbox::new("未念", unread).ui(ui);
        Checkbox::new("已锁", locked).locked(true).ui(ui);
    });
}

fn pad(ui: &mut Ui, draft: &mut Draft) {
    let pad = SignaturePad::new("罗契", "《到场签到及见证记录表》", &mut draft.signature);
    pad.height(112.0).consent(Consent::Given).ui(ui);
}

#[test]
fn controls_are_drawn() {
    let mut harness = harness([1366.0, 768.0], gallery, Draft::default());
    harness.run();
    super::draw_signature(&mut harness, egui::pos2(960.0, 510.0));
    harness.get_by_label("联系电话").focus();
    harness.run();
    let image = picture(&mut harness, "09-controls");
    assert_eq!(image.dimensions(), (1366, 768));
    assert!(!harness.state().signature.is_empty());
}

#[test]
fn a_list_and_a_calendar_open_over_the_page() {
    let mut harness = harness([1366.0, 768.0], gallery, Draft::default());
    harness.run();
    harness.get_by_label("保险机构").focus();
    harness.run();
    harness.get_by_label("保险机构").type_text("ajcx");
    harness.run();
    picture(&mut harness, "09-controls-list");
    assert!(harness.query_by_label("安江财产保险股份有限公司").is_some());
    assert!(harness.query_by_label("名录里没有，新登记「ajcx」").is_some());

    harness.key_press(Key::Escape);
    harness.run();
    assert_eq!(harness.state().insurer, "ajcx", "Esc keeps the text");
    assert!(harness.query_by_label("安江财产保险股份有限公司").is_none());

    harness.get_by_label("答复期限").focus();
    harness.run();
    harness.get_by_label("答复期限").type_text("+7工");
    harness.run();
    assert_eq!(harness.state().reply_by, Some(day(2026, 12, 3)));
    harness.get_by_label("答复期限 日历").click();
    harness.run();
    picture(&mut harness, "09-controls-calendar");
    harness.get_by_label("下个月").click();
    harness.run();
    assert!(harness.query_by_label("1月4日 周一").is_some());
    harness.get_by_label("上个月").click();
    harness.run();
    harness.get_by_label("12月10日 周四").click();
    harness.run();
    assert_eq!(harness.state().reply_by, Some(day(2026, 12, 10)));
}
