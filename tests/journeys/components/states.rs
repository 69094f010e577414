//! What floats: 为什么不能点, toasts, a modal, an empty place, the palette, a preview, a picture.

use super::harness;
use super::picture;
use super::place;
use appraisal_desk::ui::components::button::Button;
use appraisal_desk::ui::components::chip::Tone;
use appraisal_desk::ui::components::citation;
use appraisal_desk::ui::components::citation::CitationRef;
use appraisal_desk::ui::components::combo::Combo;
use appraisal_desk::ui::components::combo::ComboItem;
use appraisal_desk::ui::components::drop_zone::DropAsk;
use appraisal_desk::ui::components::drop_zone::DropZone;
use appraisal_desk::ui::components::empty::empty;
use appraisal_desk::ui::components::field::Field;
use appraisal_desk::ui::components::finding::FindingLine;
use appraisal_desk::ui::components::form_grid::Card;
use appraisal_desk::ui::components::form_grid::FormGrid;
use appraisal_desk::ui::components::image_viewer::View;
use appraisal_desk::ui::components::image_viewer::image_viewer;
use appraisal_desk::ui::components::modal::Modal;
use appraisal_desk::ui::components::palette::Hit;
use appraisal_desk::ui::components::palette::HitGroup;
use appraisal_desk::ui::components::palette::Palette;
use appraisal_desk::ui::components::pdf_preview::Page;
use appraisal_desk::ui::components::pdf_preview::PreviewState;
use appraisal_desk::ui::components::pdf_preview::pdf_preview;
use appraisal_desk::ui::components::picture_tile::PictureTile;
use appraisal_desk::ui::components::toasts;
use appraisal_desk::ui::components::toasts::Toast;
use appraisal_desk::ui::components::why_panel::Why;
use appraisal_desk::ui::components::why_panel::WhyItem;
use appraisal_desk::ui::theme;
use appraisal_desk::ui::theme::icon;
use egui::Key;
use egui::Modifiers;
use egui::Ui;
use egui::vec2;
use egui_kittest::kittest::Queryable as _;

fn why() -> Why {
    Why::new("现在还不能开始检验")
        .item(
            WhyItem::new("监护人何志平还没到", "被鉴定人 7 岁，法定见证人不到不得开展，等待不计时限")
                .cited(CitationRef::new("通则 25 条", "GZ-25"))
                .solve("电话通知")
                .key("F5"),
        )
        .item(
            WhyItem::new("助理吴桐还没出示助理证", "开始前，鉴定人和助理都要向到场人亮证")
                .cited(CitationRef::new("川意见 三(二)", "SC-3.2a"))
                .solve("去亮证"),
        )
        .item(
            WhyItem::new("还没问是否申请回避", "问过到场的人，记下每个人的答复，才能开始")
                .cited(CitationRef::new("通则 21 条", "GZ-21"))
                .solve("去询问"),
        )
        .quickest("打电话等监护人，同时去亮证")
}

#[derive(Default)]
struct Desk {
    solved: Option<usize>,
    begun: bool,
    asking: bool,
    reason: String,
    second: String,
    second_key: Option<String>,
    recorded: bool,
    pressed: Option<usize>,
}

fn desk(ui: &mut Ui, desk: &mut Desk) {
    ui.painter().rect_filled(ui.ctx().content_rect(), 0.0, theme::colors().desk);
    place(ui, [488.0, 370.0, 656.0, 410.0], |ui| {
        let why = why();
        let output = Button::primary("开始检验").page().why(Some(&why)).show(ui);
        desk.begun |= output.response.clicked();
        desk.solved = desk.solved.or(output.solve);
    });
    place(ui, [24.0, 440.0, 656.0, 736.0], |ui| {
        Card::new("到场").aside("11月25日 周三").ruled().height(296.0).show(ui, |ui| {
            let buttons = vec![
                Button::primary("给 2 件案件排期").icon(icon::SCHEDULE).page(),
                Button::secondary("预约登记").icon(icon::EVENT).page(),
            ];
            let then = "有 2 件已受理的案件还没排期，排好后会出现在这里";
            desk.pressed = desk.pressed.or(empty(ui, icon::APPOINTED, "明天还没有人约好到场", then, buttons));
        });
    });
    toasts::show(ui.ctx(), 440.0);
    if desk.asking {
        modal(ui, desk);
    }
}

fn modal(ui: &Ui, desk: &mut Desk) {
    let Desk { reason, second, second_key, .. } = desk;
    let staff = [ComboItem::new("zhou", "周晓岚"), ComboItem::new("wu", "吴桐")];
    let missing = FindingLine::mistake("还要一名在场的工作人员");
    let output = Modal::new("记录韩秀珍拒签 F-03").words("时间由本机记：11-24 14:15").show(
        ui.ctx(),
        |ui| {
            Field::new("拒签原因，用当事人的原话", reason).required().rows(3).ui(ui);
            FormGrid::show(ui, |grid| {
                grid.row(|row| {
                    let mut first = "周晓岚".to_owned();
                    row.cell(6, |ui| Field::new("工作人员一", &mut first).required().ui(ui));
                    row.cell(6, |ui| {
                        let missing = second_key.is_none().then_some(&missing);
                        Combo::new("工作人员二", second, second_key, &staff)
                            .source("名录", "人")
                            .required()
                            .finding(missing)
                            .ui(ui)
                    });
                });
            });
        },
        |ui| {
            let record = Button::primary("记录拒签").page().ui(ui).clicked();
            let cancel = Button::secondary("取消").page().ui(ui).clicked();
            (record, cancel)
        },
    );
    let (record, cancel) = output.foot;
    desk.recorded |= record || output.finished;
    desk.asking = !(output.closed || record || cancel || output.finished);
}

#[test]
fn a_grey_button_says_why_and_offers_the_way_out() {
    let mut harness = harness([1366.0, 768.0], desk, Desk::default());
    harness.run();
    assert!(harness.query_by_label("电话通知").is_none());
    harness.get_by_label("开始检验").click();
    harness.run();
    assert!(!harness.state().begun, "a grey button is never pressed");
    assert!(harness.get_by_label("电话通知").is_focused(), "the keyboard is on the first way out");
    toasts::push(
        &harness.ctx,
        Toast::failed("没有存上：D 盘满了，还差 120 MB")
            .then("写的内容都在这个窗口里，没有丢。换盘或清出空间后再存")
            .action("换个地方存")
            .action("再存一次"),
    );
    toasts::push(
        &harness.ctx,
        Toast::done("见证记录表 F-07 已存入案件 318")
            .then("14:52:10，2 页，已读回核对")
            .action_with_key("打印", "F7"),
    );
    toasts::push(
        &harness.ctx,
        Toast::watch("高拍仪没有画面，先用别的办法")
            .then("拔插数据线，或用「粘贴」「拖进来」。不影响继续")
            .action("换设备…"),
    );
    harness.run_steps(3);
    picture(&mut harness, "08-why-empty-toast");

    harness.get_by_label("依据 通则 25 条").click();
    harness.run_steps(2);
    assert_eq!(citation::take_opened(&harness.ctx).as_deref(), Some("GZ-25"));
    harness.get_by_label("去亮证").click();
    harness.run_steps(2);
    assert_eq!(harness.state().solved, Some(1));
    assert!(harness.query_by_label("去询问").is_none(), "the panel closes when a way out was chosen");
    assert!(harness.get_by_label("开始检验").is_focused(), "the keyboard comes back");
}

#[test]
fn enter_on_a_grey_button_opens_the_panel_and_escape_closes_it() {
    let mut harness = harness([1366.0, 768.0], desk, Desk::default());
    harness.run();
    harness.get_by_label("开始检验").focus();
    harness.run();
    harness.key_press(Key::Enter);
    harness.run();
    assert!(harness.get_by_label("电话通知").is_focused());
    harness.key_press(Key::ArrowDown);
    harness.run();
    assert!(harness.get_by_label("去亮证").is_focused());
    harness.key_press(Key::Escape);
    harness.run();
    assert!(harness.query_by_label("去亮证").is_none());
    assert!(harness.get_by_label("开始检验").is_focused());
    assert!(!harness.state().begun);
}

#[test]
fn done_toasts_leave_and_failures_stay() {
    let mut harness = harness([1366.0, 768.0], desk, Desk::default());
    harness.run();
    toasts::push(&harness.ctx, Toast::done("已存入案件 318").then("已读回核对"));
    toasts::push(&harness.ctx, Toast::failed("没有存上：磁盘满了").then("没有丢").action("再存一次"));
    harness.run_steps(2);
    assert!(harness.query_by_label("已存入案件 318，已读回核对").is_some());
    harness.run_steps(30); // seven and a half seconds
    assert!(harness.query_by_label("已存入案件 318，已读回核对").is_none());
    assert!(harness.query_by_label("没有存上：磁盘满了，没有丢").is_some());
    harness.get_by_label("再存一次").click();
    harness.run();
    let (fact, word) = toasts::take_action(&harness.ctx).unwrap();
    assert_eq!((fact.as_str(), word.as_str()), ("没有存上：磁盘满了", "再存一次"));
    harness.get_by_label("关掉这一条").click();
    harness.run();
    assert!(harness.query_by_label("没有存上：磁盘满了，没有丢").is_none());
}

#[test]
fn at_most_three_toasts_and_failures_outlive_what_is_done() {
    let mut harness = harness([1366.0, 768.0], desk, Desk::default());
    harness.run();
    toasts::push(&harness.ctx, Toast::failed("一"));
    for fact in ["二", "三", "四"] {
        toasts::push(&harness.ctx, Toast::done(fact));
    }
    harness.run_steps(2);
    assert!(harness.query_by_label("一，").is_some());
    assert!(harness.query_by_label("二，").is_none());
    assert!(harness.query_by_label("四，").is_some());
}

#[test]
fn a_modal_asks_one_question_and_keeps_the_text() {
    let mut harness = harness([1366.0, 768.0], desk, Desk { asking: true, ..Desk::default() });
    harness.run();
    harness.get_by_label("拒签原因，用当事人的原话").focus();
    harness.run();
    harness.get_by_label("拒签原因，用当事人的原话").type_text("「我先看看，不想签」");
    harness.run();
    picture(&mut harness, "08-modal");
    harness.key_press(Key::Escape);
    harness.run();
    assert!(!harness.state().asking);
    assert_eq!(harness.state().reason, "「我先看看，不想签」");
}

#[test]
fn a_list_opens_above_a_modal() {
    let mut harness = harness([1366.0, 768.0], desk, Desk { asking: true, ..Desk::default() });
    harness.run();
    harness.get_by_label("工作人员二").focus();
    harness.run();
    harness.get_by_label("工作人员二").type_text("wt");
    harness.run();
    picture(&mut harness, "08-modal-list");
    harness.key_press(Key::Escape);
    harness.run();
    assert!(harness.state().asking, "Esc closes the list first");
    harness.get_by_label("工作人员二 打开列表").click();
    harness.run();
    harness.get_by_label("吴桐").click();
    harness.run();
    assert_eq!(harness.state().second_key.as_deref(), Some("wu"));
    harness.key_press_modifiers(egui::Modifiers::COMMAND, Key::Enter);
    harness.run();
    assert!(harness.state().recorded);
}

#[test]
fn a_pointer_at_rest_opens_the_panel_a_passing_one_does_not() {
    let mut harness = harness([1366.0, 768.0], desk, Desk::default());
    harness.run();
    let button = harness.get_by_label("开始检验").rect().center();
    harness.hover_at(button);
    harness.step();
    assert!(harness.query_by_label("去亮证").is_none());
    harness.run_steps(6);
    assert!(harness.query_by_label("去亮证").is_some());
    harness.key_press(Key::Escape);
    harness.run_steps(6);
    assert!(
        harness.query_by_label("去亮证").is_none(),
        "closed by hand, it stays closed while the pointer rests"
    );
}

#[test]
fn an_empty_place_offers_the_next_step() {
    let mut harness = harness([1366.0, 768.0], desk, Desk::default());
    harness.run();
    harness.get_by_label("预约登记").click();
    harness.run();
    assert_eq!(harness.state().pressed, Some(1));
}

#[test]
fn the_palette_takes_a_hit_by_keyboard() {
    let groups = vec![
        HitGroup {
            heading: "案件".into(),
            hits: vec![
                Hit {
                    answered: vec![0],
                    state: Some(("到场签到中".into(), Tone::Blue)),
                    ..Hit::new(icon::CASE, "罗契", "临鉴 318，到场，剩 12 个工作日")
                },
                Hit {
                    answered: vec![0],
                    state: Some(("送达".into(), Tone::Green)),
                    ..Hit::new(icon::CASE, "骆文博", "临鉴 274，送达")
                },
            ],
        },
        HitGroup {
            heading: "可以做的事".into(),
            hits: vec![Hit {
                key: Some("F4".into()),
                ..Hit::new(icon::HOW_TO_REG, "到场签到", "检查一室 14:00")
            }],
        },
    ];
    let app = move |ui: &mut Ui, (palette, taken): &mut (Palette, Option<(usize, usize)>)| {
        ui.painter().rect_filled(ui.ctx().content_rect(), 0.0, theme::colors().desk);
        if taken.is_none() {
            *taken = palette.show(ui.ctx(), &groups).taken;
        }
    };
    let mut harness = harness([1366.0, 768.0], app, (Palette::default(), None));
    harness.run();
    assert!(harness.get_by_label("查找").is_focused(), "typing starts at once");
    harness.get_by_label("查找").type_text("luo");
    harness.run();
    picture(&mut harness, "07-palette");
    assert_eq!(harness.state().0.typed, "luo");
    harness.key_press(Key::ArrowDown);
    harness.key_press(Key::ArrowDown);
    harness.run();
    harness.key_press(Key::Enter);
    harness.run();
    assert_eq!(harness.state().1, Some((1, 0)));
}

#[test]
fn a_preview_asks_for_the_page_it_lacks_and_turns_by_key() {
    let app = |ui: &mut Ui, (state, wanted): &mut (PreviewState, Option<usize>)| {
        let page = Page { size: vec2(595.0, 842.0), ..Page::default() };
        let drawn = Page { texture: Some(egui::TextureId::default()), ..page };
        *wanted = pdf_preview(ui, "见证记录表 F-07", &[drawn, page, page], state);
    };
    let mut harness = harness([900.0, 700.0], app, (PreviewState::default(), None));
    harness.run();
    assert_eq!(harness.state().1, Some(1));
    harness.get_by_label("见证记录表 F-07，第 1 页，共 3 页，PageUp PageDown 翻页").focus();
    harness.run();
    harness.key_press(Key::End);
    harness.run();
    assert_eq!(harness.state().0.page, 2);
    assert_eq!(harness.state().1, Some(2));
    picture(&mut harness, "12-preview");
    harness.get_by_label("第 2 页").click();
    harness.run();
    assert_eq!(harness.state().0.page, 1);
}

#[test]
fn a_picture_is_turned_and_enlarged() {
    let app = |ui: &mut Ui, view: &mut View| {
        image_viewer(ui, "工作证", egui::TextureId::default(), vec2(856.0, 540.0), view);
    };
    let mut harness = harness([900.0, 600.0], app, View::default());
    harness.run();
    harness.get_by_label("工作证 右转").click();
    harness.run();
    assert_eq!(harness.state().turns, 1);
    harness.get_by_label("工作证 放大").click();
    harness.run();
    assert!(harness.state().zoom > 1.2);
    picture(&mut harness, "13-image");
    harness.get_by_label("工作证 看全图").click();
    harness.run();
    assert_eq!(*harness.state(), View { turns: 1, ..View::default() });
}

#[derive(Debug)]
struct WechatPicture;

impl egui::DroppedFile for WechatPicture {
    fn path(&self) -> &std::path::Path {
        std::path::Path::new("微信图片_20261124.jpg")
    }

    fn bytes(&self) -> Result<Vec<u8>, String> {
        Ok(vec![0xFF, 0xD8])
    }
}

#[test]
fn files_come_in_by_hand_by_paste_and_by_choice() {
    #[derive(Default)]
    struct Came {
        files: Vec<String>,
        pasted: usize,
        asked: Option<DropAsk>,
    }
    let app = |ui: &mut Ui, came: &mut Came| {
        let zone = DropZone::new("材料").only().camera("F6").other("其他证件…").size([440.0, 180.0]);
        let output = zone.ui(ui);
        came.files.extend(output.files.iter().map(|file| file.path().display().to_string()));
        came.pasted += usize::from(output.pasted.is_some());
        came.asked = came.asked.or(output.asked);
    };
    let mut harness = harness([460.0, 200.0], app, Came::default());
    harness.run();
    picture(&mut harness, "14-drop");
    harness.input_mut().hovered_files = vec![egui::HoveredFile::default(); 3];
    harness.run_steps(2);
    picture(&mut harness, "14-drop-over");
    harness.input_mut().hovered_files.clear();
    harness.input_mut().dropped_files = vec![std::sync::Arc::new(WechatPicture)];
    harness.run();
    assert_eq!(harness.state().files, ["微信图片_20261124.jpg"]);
    let image = egui::ColorImage::filled([2, 2], theme::colors().paper);
    harness.event(egui::Event::PasteImage(std::sync::Arc::new(image)));
    harness.run();
    assert_eq!(harness.state().pasted, 1);
    harness.get_by_label("拍照").click();
    harness.run();
    assert_eq!(harness.state().asked, Some(DropAsk::Camera));
}

#[test]
fn looking_at_a_covered_picture_is_told_once() {
    let app = |ui: &mut Ui, n_looks: &mut usize| {
        let tile = PictureTile::new("右膝正面").note("14:35，已遮盖").covered().ui(ui);
        *n_looks += usize::from(tile.look_began);
    };
    let mut harness = harness([200.0, 140.0], app, 0);
    harness.run();
    let name = "右膝正面 已遮盖，按住空格看";
    harness.get_by_label(name).focus();
    harness.run();
    harness.key_down(Key::Space);
    harness.run_steps(3);
    assert_eq!(*harness.state(), 1, "held, told once");
    harness.key_up(Key::Space);
    harness.run_steps(2);
    harness.key_down(Key::Space);
    harness.run_steps(2);
    assert_eq!(*harness.state(), 2);
}

#[test]
fn a_key_presses_its_button_but_never_a_grey_one() {
    let app = |ui: &mut Ui, pressed: &mut [usize; 2]| {
        let why = why();
        let open = Button::primary("去签到").key("F4").press_on(Modifiers::NONE, Key::F4).ui(ui);
        let grey = Button::primary("开始检验").press_on(Modifiers::NONE, Key::F8).why(Some(&why)).ui(ui);
        pressed[0] += usize::from(open.clicked());
        pressed[1] += usize::from(grey.clicked());
    };
    let mut harness = harness([900.0, 600.0], app, [0, 0]);
    harness.run();
    harness.key_press(Key::F4);
    harness.key_press(Key::F8);
    harness.run();
    assert_eq!(*harness.state(), [1, 0]);
    assert!(harness.query_by_label("去亮证").is_some(), "the key of a grey button says why");
}
