//! The smaller parts: chips, rows, tabs, drop areas, type scale, timeline, people, rule card, tokens; the sheet;
//! the frame of the window.

use super::at;
use super::harness;
use super::harness_at;
use super::picture;
use super::place;
use appraisal_desk::ui::components::button::Button;
use appraisal_desk::ui::components::checkbox::Checkbox;
use appraisal_desk::ui::components::chip::Chip;
use appraisal_desk::ui::components::chip::Tone;
use appraisal_desk::ui::components::citation::CitationRef;
use appraisal_desk::ui::components::drop_zone::DropZone;
use appraisal_desk::ui::components::finding::FindingLine;
use appraisal_desk::ui::components::finding::Level;
use appraisal_desk::ui::components::finding::finding_line;
use appraisal_desk::ui::components::lifecycle::lifecycle;
use appraisal_desk::ui::components::notice::Notice;
use appraisal_desk::ui::components::option::Options;
use appraisal_desk::ui::components::paint;
use appraisal_desk::ui::components::person_row::PersonRow;
use appraisal_desk::ui::components::person_row::Presence;
use appraisal_desk::ui::components::picture_tile::PictureTile;
use appraisal_desk::ui::components::rule_card::RuleCard;
use appraisal_desk::ui::components::segmented::Segmented;
use appraisal_desk::ui::components::sheet_grid::Cell;
use appraisal_desk::ui::components::sheet_grid::Sheet;
use appraisal_desk::ui::components::sheet_grid::value_text;
use appraisal_desk::ui::components::sidebar;
use appraisal_desk::ui::components::signature_pad::Signature;
use appraisal_desk::ui::components::signature_pad::SignaturePad;
use appraisal_desk::ui::components::status_line::Saved;
use appraisal_desk::ui::components::status_line::StatusLine;
use appraisal_desk::ui::components::step_rail::Progress;
use appraisal_desk::ui::components::step_rail::Step;
use appraisal_desk::ui::components::step_rail::step_rail_horizontal;
use appraisal_desk::ui::components::table::Column;
use appraisal_desk::ui::components::table::RowLook;
use appraisal_desk::ui::components::table::Table;
use appraisal_desk::ui::components::tabs::Tab;
use appraisal_desk::ui::components::tabs::tabs;
use appraisal_desk::ui::components::timeline::Moment;
use appraisal_desk::ui::components::timeline::timeline;
use appraisal_desk::ui::theme;
use appraisal_desk::ui::theme::Type;
use appraisal_desk::ui::theme::icon;
use egui::Role;
use egui::Ui;
use egui::vec2;
use egui_kittest::kittest::Queryable as _;

fn desk(ui: &Ui) {
    ui.painter().rect_filled(ui.ctx().content_rect(), 0.0, theme::colors().desk);
}

fn parts(ui: &mut Ui, tab: &mut usize) {
    desk(ui);
    at(ui, [24.0, 24.0, 464.0, 232.0], "标签", chips);
    place(ui, [24.0, 244.0, 464.0, 520.0], rows);
    at(ui, [24.0, 532.0, 464.0, 656.0], "页签", |ui| {
        let words = [
            Tab::new("完成情况").count(11),
            Tab::new("文书").count(7),
            Tab::new("经过"),
            Tab::new("时限逐日账"),
        ];
        tabs(ui, tab, &words);
    });
    at(ui, [480.0, 24.0, 936.0, 256.0], "放文件", files);
    at(ui, [480.0, 272.0, 936.0, 656.0], "字号，px", scale);
    at(ui, [952.0, 24.0, 1342.0, 176.0], "经过", |ui| {
        timeline(
            ui,
            &[
                Moment::stop("13:58", "陈龑 到场，未出示身份证件", "锦恒财险，周晓岚记"),
                Moment::event("13:52", "阿不都热合曼·买买提 到场", "安泽财险，两证已留存"),
            ],
        );
    });
    place(ui, [952.0, 192.0, 1342.0, 464.0], people);
    at(ui, [952.0, 480.0, 1342.0, 656.0], "", |ui| {
        RuleCard {
            level: Level::Block,
            citation: CitationRef::new("川意见 四(四)", "SC-4.4c"),
            sentence: "没有出示身份证件的，不得见证".into(),
            source: "川司鉴协〔2022〕7号　第四部分第四款".into(),
            way_out: Some("拿到证件随时补验".into()),
        }
        .full(ui);
    });
    at(ui, [24.0, 672.0, 1342.0, 752.0], "", swatches);
}

fn chips(ui: &mut Ui) {
    ui.horizontal_wrapped(|ui| {
        Chip::new("到场", Tone::Blue).icon(icon::HOW_TO_REG).ui(ui);
        Chip::new("可以见证", Tone::Green).icon(icon::MAY_WITNESS).ui(ui);
        Chip::new("不得见证", Tone::Red).icon(icon::BLOCK).ui(ui);
        Chip::new("补记，晚 8 分", Tone::Amber).icon(icon::LATE_ENTRY).ui(ui);
        Chip::new("排期", Tone::Outlined).ui(ui);
        Chip::new("归档", Tone::Grey).ui(ui);
        Chip::days_left(12, "剩 12 个工作日").ui(ui);
        Chip::days_left(9, "剩 9 个工作日").ui(ui);
        Chip::days_left(5, "剩 5 个工作日").ui(ui);
        Chip::days_left(1, "最后 1 天").ui(ui);
    });
    ui.horizontal(|ui| {
        Chip::level(Level::Block).ui(ui);
        Chip::level(Level::Warn).ui(ui);
        Chip::level(Level::Record).ui(ui);
        Chip::level(Level::Met).ui(ui);
    });
    let cited = CitationRef::new("川意见 二(二)", "SC-2.2b");
    finding_line(
        ui,
        &FindingLine::new(Level::Block, "委托人未签名，还差 2 条告知").cited(cited).way_out("不愿签：记拒签"),
    );
}

fn rows(ui: &mut Ui) {
    let columns = [
        Column::of("状态", 96.0),
        Column::of("姓名", 190.0),
        Column::of("到场", 60.0),
        Column::rest("资格").right(),
    ];
    let looks = [RowLook::Plain, RowLook::Selected, RowLook::ToCheck, RowLook::Sealed];
    appraisal_desk::ui::components::form_grid::Card::new("").padding(0.0).show(ui, |ui| {
        Table::new("到场", &columns).show(
            ui,
            5,
            |at| looks.get(at).copied().unwrap_or_default(),
            |row, at| {
                if at == 4 {
                    row.note("更正");
                    row.corrected("13:52 到场", "13:50 到场，周晓岚更正：看错表");
                    return;
                }
                row.note(["平时", "选中", "待核对", "已封存"][at]);
                row.name("阿不都热合曼·买买提");
                row.text("13:52");
                row.cell(|ui| match at {
                    3 => Chip::new("已封存", Tone::Grey).icon(icon::LOCK).ui(ui),
                    _ => Chip::new("可以见证", Tone::Green).ui(ui),
                });
            },
        );
    });
    ui.add_space(8.0);
    let cited = CitationRef::new("川意见 四(四)", "SC-4.4c");
    Notice::new(Tone::Red, icon::BLOCK, "不得见证", "未出示身份证件，到场已记").cited(Some(&cited)).ui(ui);
}

fn files(ui: &mut Ui) {
    ui.horizontal(|ui| {
        DropZone::new("身份证件")
            .size(vec2(204.0, 170.0))
            .camera("F6")
            .other("其他…")
            .headline("证件放上读卡器")
            .hint("高拍仪按空格拍，Ctrl+V 粘贴")
            .symbol(icon::BADGE)
            .ui(ui);
        DropZone::new("材料").size(vec2(204.0, 112.0)).only().ui(ui);
    });
}

fn scale(ui: &mut Ui) {
    let line = |ui: &mut Ui, kind: Type, words: &str| {
        let galley = paint::line(ui, kind, theme::colors().ink, words);
        let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), kind.line()), egui::Sense::hover());
        let size = format!("{} / {}", kind.size(), kind.line());
        paint::put_left(ui.painter(), rect, &paint::line(ui, Type::Note, theme::colors().ink2, size));
        paint::put_left(ui.painter(), rect.with_min_x(rect.left() + 68.0), &galley);
    };
    line(ui, Type::Display, "12 个工作日");
    line(ui, Type::Measure, "97°　−8°　104°");
    line(ui, Type::Title, "11月24日　星期二");
    line(ui, Type::Head, "给陈龑补验身份证件");
    line(ui, Type::Field, "字段里的字：阿不都热合曼·买买提");
    line(ui, Type::Body, "正文：到场事实已记录，鉴定照常进行");
    line(ui, Type::Note, "说明：川司鉴协〔2022〕7号　川意见 四(四)");
    line(ui, Type::SheetTitle, "单方委托涉保鉴定注意事项");
    ui.horizontal(|ui| {
        PictureTile::new("右膝正面").note("14:35，已遮盖").covered().ui(ui);
        PictureTile::new("步入检查室").note("14:32，0:41").symbol(icon::VIDEO).ui(ui);
    });
}

fn people(ui: &mut Ui) {
    appraisal_desk::ui::components::form_grid::Card::new("人").padding(0.0).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        PersonRow::new(Presence::Arrived, "阿不都热合曼·买买提")
            .time("13:52")
            .role("安泽财险")
            .standing("可以见证", Tone::Green)
            .ui(ui);
        PersonRow::new(Presence::NoStanding, "陈龑")
            .time("13:58")
            .role("锦恒财险")
            .standing("不得见证", Tone::Red)
            .selected(true)
            .ui(ui);
        PersonRow::new(Presence::AbsentStops, "何志平")
            .time("应到 14:00")
            .role("监护人，法定见证人")
            .standing("未到，不得开展", Tone::Red)
            .ui(ui);
        PersonRow::new(Presence::AbsentGoesOn, "锦恒财险")
            .time("应到 09:00")
            .role("保险机构，已等 20 分")
            .standing("缺席，照常鉴定", Tone::Grey)
            .ui(ui);
    });
}

fn swatches(ui: &mut Ui) {
    let c = theme::colors();
    ui.horizontal(|ui| {
        for color in [
            c.ink, c.ink2, c.ink3, c.edge, c.line2, c.line, c.side, c.desk, c.sunk, c.paper, c.acc, c.tint,
            c.tint2, c.ring, c.red, c.red_t, c.amber, c.amber_t, c.orange, c.orange_t, c.green, c.green_t,
            c.cover,
        ] {
            let (rect, _) = ui.allocate_exact_size(vec2(32.0, 32.0), egui::Sense::hover());
            paint::surface(ui.painter(), rect, 4, color, paint::thin(ui, c.line2));
        }
    });
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 2.0;
        for &symbol in icon::ALL {
            let (rect, _) = ui.allocate_exact_size(vec2(18.0, 18.0), egui::Sense::hover());
            paint::icon_at(ui.painter(), rect.center(), 16.0, symbol, c.ink2);
        }
    });
}

#[test]
fn parts_are_drawn() {
    let mut harness = harness([1366.0, 768.0], parts, 0);
    harness.run();
    picture(&mut harness, "09b-parts");
    harness.get_by_role_and_label(Role::Tab, "经过").click();
    harness.run();
    assert_eq!(*harness.state(), 2);
}

#[derive(Default)]
struct Notified {
    insured: Option<bool>,
    read: [bool; 10],
    choice: Option<u8>,
    signature: Signature,
}

const POINTS: [&str; 10] = [
    "可以与保险机构共同委托，已给联系人和办法",
    "共同委托时，材料须双方逐件确认",
    "单方意见书对方可能有异议，可能重新鉴定，费用和时间会增加",
    "材料真实、合法由委托人负责",
    "本机构必须通知保险机构到场见证",
    "见证人没有来，不影响鉴定",
    "适用标准：人体损伤致残程度分级",
    "不构成伤残等级，也会如实出具意见书",
    "不承诺结果，不代办理赔，警惕人伤黄牛",
    "个人信息与影像另签 F-10、F-11",
];

fn window(ui: &mut Ui, draft: &mut Notified) {
    desk(ui);
    let all = ui.ctx().content_rect();
    let low = theme::is_low(ui.ctx());
    let left = sidebar::width(ui.ctx());
    let places = [
        sidebar::Place { icon: icon::TODAY, word: "今日", count: 0 },
        sidebar::Place { icon: icon::INTAKE, word: "受理", count: 3 },
        sidebar::Place { icon: icon::CASE, word: "案件", count: 0 },
        sidebar::Place { icon: icon::LEDGER, word: "台账", count: 0 },
        sidebar::Place { icon: icon::DIRECTORY, word: "名录", count: 0 },
        sidebar::Place { icon: icon::STATISTICS, word: "统计", count: 0 },
        sidebar::Place { icon: icon::SETTINGS, word: "设置", count: 0 },
    ];
    let foot = all.bottom() - 28.0;
    if left > 0.0 {
        place(ui, [0.0, 0.0, left, foot], |ui| sidebar::sidebar(ui, &places, 1, "周晓岚", "前台"));
    }
    place(ui, [0.0, foot, all.right(), all.bottom()], |ui| {
        let saved = Saved::At("14:12:07".into());
        StatusLine::new(&saved)
            .item(icon::BACKUP, "备份 今天 12:30")
            .item(icon::SYNC, "同步 前台二 14:10")
            .item(icon::PLACE, "蜀衡司法鉴定中心　锦江场所　四川")
            .key("F1", "说明")
            .key("F2", "新受理")
            .key("F4", "报到")
            .key("F7", "打印")
            .key("F12", "隐私")
            .show(ui);
    });
    place(ui, [left + 16.0, 0.0, all.right() - 16.0, 44.0], |ui| {
        let steps = ["接待", "告知", "材料", "审查", "受理"].into_iter().enumerate().map(|(at, name)| {
            let progress = [Progress::Done, Progress::Current, Progress::Ahead][at.min(2)];
            Step::new(name, progress)
        });
        step_rail_horizontal(ui, &steps.collect::<Vec<_>>());
    });
    place(ui, [left, 44.0, all.right() - 2.0, foot], |ui| {
        egui::ScrollArea::vertical().show(ui, |ui| sheet(ui, draft, low));
    });
}

fn sheet(ui: &mut Ui, draft: &mut Notified, low: bool) {
    let point = if low { 40.0 } else { 48.0 };
    let left = draft.read.iter().filter(|read| !**read).count();
    Sheet::new("单方委托涉保鉴定注意事项").corner("F-03　四川").page("第 1 页，共 1 页").show(ui, |grid| {
        let label = |text| Cell::Label(text, 96.0);
        let first = [
            label("委托人"),
            Cell::Value(2.0),
            label("被鉴定人"),
            Cell::Value(2.0),
            label("收到委托"),
            Cell::Value(1.2),
        ];
        grid.facts(&first, &["韩秀珍", "韩秀珍（本人）", "11-24 周二"]);
        grid.row(
            37.0,
            &[label("委托事项"), Cell::Value(3.0), Cell::Label("用于保险理赔", 112.0), Cell::Value(2.4)],
            |ui, value| {
                if value == 0 {
                    value_text(ui, "右踝骨折致残程度鉴定");
                } else {
                    Segmented::new("用于保险理赔", &mut draft.insured, &[(true, "是"), (false, "否")])
                        .bare()
                        .ui(ui);
                }
            },
        );
        grid.band("告知要点", "逐条念给当事人听，听懂一条勾一条", &format!("{} / 10", 10 - left));
        grid.points(10, point, |ui, at| {
            Checkbox::point(POINTS[at], at + 1, &mut draft.read[at]).height(point).pending(left <= 2).ui(ui);
        });
        grid.row(if low { 48.0 } else { 57.0 }, &[label("当事人选择"), Cell::Value(1.0)], |ui, _| {
            let answers = [(0, "同意转共同委托"), (1, "坚持单方委托"), (2, "再考虑")];
            Options::new("当事人选择", &mut draft.choice, &answers)
                .bare()
                .height(if low { 36.0 } else { 40.0 })
                .ui(ui);
        });
        grid.row(
            if low { 78.0 } else { 86.0 },
            &[label("委托人签名"), Cell::Value(3.0), Cell::Label("告知人", 88.0), Cell::Value(1.0)],
            |ui, value| {
                if value == 0 {
                    SignaturePad::new("韩秀珍", "《单方委托涉保鉴定注意事项》", &mut draft.signature)
                        .words("日期签后自动填写")
                        .height(if low { 64.0 } else { 72.0 })
                        .ui(ui);
                } else {
                    Button::quiet("周晓岚").ui(ui);
                }
            },
        );
    });
    lifecycle(
        ui,
        &[
            "预约", "接待", "审查", "受理", "排期", "到场", "亮证", "检验", "拟稿", "复核", "出具", "送达",
            "归档",
        ],
        5,
    );
}

fn notified() -> Notified {
    let mut read = [true; 10];
    read[8] = false;
    read[9] = false;
    Notified { insured: Some(true), read, choice: Some(1), ..Notified::default() }
}

#[test]
fn a_sheet_is_drawn_in_every_window() {
    for (name, size, zoom) in [
        ("02-sheet", [1366.0, 768.0], 1.0),
        ("02d-sheet-696", [1366.0, 696.0], 1.0),
        ("02b-sheet-150", [1366.0 / 1.5, 768.0 / 1.5], 1.5),
        ("02e-sheet-200", [683.0, 384.0], 2.0),
        ("02f-sheet-1920", [1920.0, 1080.0], 1.0),
    ] {
        let mut harness = harness_at(size, zoom, window, notified());
        harness.run();
        picture(&mut harness, name);
        harness.get_by_label("9 不承诺结果，不代办理赔，警惕人伤黄牛").focus();
        harness.run();
        harness.key_press(egui::Key::Space);
        harness.run();
        assert!(harness.state().read[8], "{name}");
    }
}
