//! 为什么不能点: when it opens — by pointer, by key, never in somebody's way — and that long facts stay readable.

use super::harness;
use super::picture;
use appraisal_desk::ui::components::button::Button;
use appraisal_desk::ui::components::citation::CitationRef;
use appraisal_desk::ui::components::why_panel::Why;
use appraisal_desk::ui::components::why_panel::WhyItem;
use egui::Key;
use egui::Pos2;
use egui_kittest::Harness;
use egui_kittest::kittest::NodeT as _;
use egui_kittest::kittest::Queryable as _;

#[derive(Default)]
struct Desk {
    is_grey: bool,
    long: bool,
    pressed: u32,
}

fn why(long: bool) -> Why {
    let fact = match long {
        true => {
            "阿不都热合曼·买买提、䶮㛃𬱖、欧阳司马诸葛还没有在《到场签到及见证记录表》上签名，也没有做拒签注记"
        }
        false => "监护人还没到",
    };
    let reason = match long {
        true => "当事人和保险机构双方须在到场记录上签字确认，不签的由两名工作人员注记原因、时间和在场人",
        false => "被鉴定人未成年，监护人到场才能检查",
    };
    let item = WhyItem::new(fact, reason).cited(CitationRef::new("川意见 二(二)", "SC-2.2h"));
    let way = if long {
        "请没签的人现在签名，不愿签的由两名工作人员做拒签注记，写明原因以后再完成记录"
    } else {
        "打电话请监护人来"
    };
    Why::new("现在还不能开始检验").item(item.solve("电话通知").key("F5")).quickest(way)
}

fn desk(ui: &mut egui::Ui, desk: &mut Desk) {
    ui.add_space(500.0);
    let why = desk.is_grey.then(|| why(desk.long));
    if Button::primary("开始检验").page().why(why.as_ref()).ui(ui).clicked() {
        desk.pressed += 1;
        desk.is_grey = true;
    }
}

fn grey<'a>(is_grey: bool, long: bool) -> Harness<'a, Desk> {
    let mut harness = harness([900.0, 600.0], desk, Desk { is_grey, long, pressed: 0 });
    harness.run();
    harness
}

fn is_open(harness: &Harness<'_, Desk>) -> bool {
    harness.query_by_label("电话通知").is_some()
}

fn middle(harness: &Harness<'_, Desk>) -> Pos2 {
    harness.get_by_label("开始检验").rect().center()
}

#[test]
fn a_button_that_turns_grey_under_a_resting_pointer_says_why() {
    let mut harness = grey(false, false);
    harness.hover_at(middle(&harness));
    harness.run_steps(8);
    assert!(!is_open(&harness));
    harness.state_mut().is_grey = true;
    harness.step();
    assert!(!is_open(&harness), "not at once");
    harness.run_steps(8);
    assert!(is_open(&harness));
    picture(&mut harness, "why-short");
}

#[test]
fn a_button_that_was_just_pressed_does_not_explain_itself() {
    let mut harness = grey(false, false);
    let at = middle(&harness);
    harness.hover_at(at);
    harness.drag_at(at);
    harness.step();
    harness.drop_at(at);
    harness.run_steps(12);
    assert_eq!((harness.state().pressed, harness.state().is_grey), (1, true));
    assert!(!is_open(&harness));
    // Coming back to it is another matter.
    harness.hover_at(at - egui::vec2(0.0, 200.0));
    harness.step();
    harness.hover_at(at);
    harness.run_steps(8);
    assert!(is_open(&harness));
}

#[test]
fn it_opens_and_closes_by_keyboard_alone() {
    for key in [Key::Enter, Key::Space, Key::F1] {
        let mut harness = grey(true, false);
        harness.key_press(Key::Tab);
        harness.run();
        assert!(harness.get_by_label("开始检验").is_focused(), "a grey button can have the keyboard");
        harness.key_press(key);
        harness.run();
        assert!(is_open(&harness), "{key:?}");
        assert!(harness.get_by_label("电话通知").is_focused());
        harness.key_press(Key::Escape);
        harness.run();
        assert!(!is_open(&harness));
        assert!(harness.get_by_label("开始检验").is_focused(), "the keyboard is back");
        assert_eq!(harness.state().pressed, 0);
    }
}

#[test]
fn a_screen_reader_is_told_what_is_missing() {
    let harness = grey(true, false);
    let said = harness.get_by_label("开始检验").accesskit_node().description();
    assert_eq!(said.as_deref(), Some("现在还不能开始检验：监护人还没到"));
}

#[test]
fn long_facts_take_more_lines_and_never_run_under_the_button() {
    let mut harness = grey(true, true);
    harness.key_press(Key::Tab);
    harness.run();
    harness.key_press(Key::Enter);
    harness.run();
    picture(&mut harness, "why-long");
    let button = harness.get_by_label("电话通知").rect();
    let mut n_seen = 0;
    for shape in &harness.output().shapes {
        texts(&shape.shape, &mut |words, place, n_lines| {
            if words.contains("阿不都热合曼·买买提") || words.contains("双方须在到场记录上")
            {
                n_seen += 1;
                assert!(!place.intersects(button), "「{words}」 lies under the button");
                assert_eq!(n_lines, 2, "「{words}」");
            }
        });
    }
    assert_eq!(n_seen, 2);
}

fn texts(shape: &egui::Shape, tell: &mut impl FnMut(&str, egui::Rect, usize)) {
    match shape {
        egui::Shape::Text(text) => {
            tell(text.galley.text(), text.visual_bounding_rect(), text.galley.rows.len());
        }
        egui::Shape::Vec(shapes) => shapes.iter().for_each(|shape| texts(shape, tell)),
        _ => {}
    }
}
