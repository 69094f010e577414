//! How the controls behave under the hands of a clerk: keyboard, input method, pen.

use super::almanac_kind;
use super::day;
use super::draw_signature;
use super::harness;
use super::harness_at;
use super::picture;
use appraisal_desk::domain::amount::Fen;
use appraisal_desk::domain::date_words::Almanac;
use appraisal_desk::ui::components::amount_field::AmountField;
use appraisal_desk::ui::components::button::Button;
use appraisal_desk::ui::components::checkbox::Checkbox;
use appraisal_desk::ui::components::citation;
use appraisal_desk::ui::components::citation::CitationRef;
use appraisal_desk::ui::components::combo::Combo;
use appraisal_desk::ui::components::combo::ComboItem;
use appraisal_desk::ui::components::date_field::DateField;
use appraisal_desk::ui::components::field::Field;
use appraisal_desk::ui::components::finding::FindingLine;
use appraisal_desk::ui::components::finding::Level;
use appraisal_desk::ui::components::flow::FormFlow;
use appraisal_desk::ui::components::form_grid::FormGrid;
use appraisal_desk::ui::components::id_number::id_number;
use appraisal_desk::ui::components::option::Options;
use appraisal_desk::ui::components::people_picker::PeoplePicker;
use appraisal_desk::ui::components::segmented::Segmented;
use appraisal_desk::ui::components::signature_pad::Consent;
use appraisal_desk::ui::components::signature_pad::Signature;
use appraisal_desk::ui::components::signature_pad::SignaturePad;
use appraisal_desk::ui::theme;
use chrono::NaiveDate;
use egui::Event;
use egui::ImeEvent;
use egui::Key;
use egui::Modifiers;
use egui::TouchDeviceId;
use egui::TouchId;
use egui::TouchPhase;
use egui::Ui;
use egui::pos2;
use egui::vec2;
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;

#[derive(Default)]
struct Form {
    name: String,
    id: String,
    accident: Option<NaiveDate>,
    fee: Option<Fen>,
    insurer: String,
    insurer_key: Option<String>,
    registered: Option<String>,
    insured: Option<bool>,
    choice: Option<u8>,
    read: bool,
    story: String,
    signature: Signature,
    n_judged: usize,
    finished: bool,
    pressed: bool,
}

fn form(ui: &mut Ui, form: &mut Form) {
    let almanac = Almanac { today: day(2026, 11, 24), kind: &almanac_kind };
    let insurers = [
        ComboItem::new("az", "安泽财产保险股份有限公司"),
        ComboItem::new("aj", "安江财产保险股份有限公司"),
        ComboItem::new("jh", "锦恒财险"),
    ];
    let recent = ["jh".to_owned()];
    let output = FormFlow::new("接待").show(ui, |ui| {
        FormGrid::show(ui, |grid| {
            grid.row(|row| {
                let wrong = FindingLine::mistake("姓名里有字母，请对照证件");
                let judged = form.name.chars().any(|c| c.is_ascii_alphabetic());
                let named = row.cell(4, |ui| {
                    Field::new("姓名", &mut form.name).required().finding(judged.then_some(&wrong)).ui(ui)
                });
                form.n_judged += usize::from(named.response.changed());
                row.cell(4, |ui| id_number("身份证号", &mut form.id).required().ui(ui));
                row.cell(4, |ui| DateField::new("事故日期", &mut form.accident, &almanac).past().ui(ui));
            });
            grid.row(|row| {
                row.cell(4, |ui| AmountField::new("预计费用", &mut form.fee).ui(ui));
                let listed = row.cell(8, |ui| {
                    let Form { insurer, insurer_key, .. } = &mut *form;
                    Combo::new("保险机构", insurer, insurer_key, &insurers).recent(&recent).register().ui(ui)
                });
                if listed.register.is_some() {
                    form.registered = listed.register;
                }
            });
        });
        Segmented::new("用于保险理赔", &mut form.insured, &[(true, "是"), (false, "否")]).required().ui(ui);
        Options::new("当事人选择", &mut form.choice, &[(0, "同意转共同委托"), (1, "坚持单方委托")]).ui(ui);
        Checkbox::new("已念", &mut form.read).ui(ui);
        Field::new("经过", &mut form.story).rows(2).ui(ui);
        SignaturePad::new("韩秀珍", "《委托书》", &mut form.signature).consent(Consent::NotNeeded).ui(ui);
        form.pressed |= Button::primary("下一步").ui(ui).clicked();
    });
    form.finished |= output.finished;
}

fn desk<'a>() -> Harness<'a, Form> {
    let mut harness = harness([1000.0, 760.0], form, Form::default());
    harness.run();
    harness
}

fn type_into(harness: &mut Harness<'_, Form>, label: &str, text: &str) {
    harness.get_by_label(label).focus();
    harness.run();
    harness.get_by_label(label).type_text(text);
    harness.run();
}

fn press(harness: &mut Harness<'_, Form>, key: Key) {
    harness.key_press(key);
    harness.run();
}

#[test]
fn enter_goes_down_the_paper_and_shift_enter_back() {
    let mut harness = desk();
    harness.get_by_label("姓名").focus();
    harness.run();
    for label in
        ["身份证号", "事故日期", "预计费用", "保险机构", "用于保险理赔", "当事人选择", "已念", "经过"]
    {
        press(&mut harness, Key::Enter);
        assert!(harness.get_by_label(label).is_focused(), "Enter goes on to {label}");
    }
    assert!(!harness.state().read, "Enter does not tick");
    assert_eq!(harness.state().insured, None, "no answer is given by passing by");
    press(&mut harness, Key::Enter);
    assert_eq!(harness.state().story, "\n", "several lines keep Enter for themselves");
    press(&mut harness, Key::Tab);
    assert!(harness.get_by_label("韩秀珍 在此签名《委托书》").is_focused());
    press(&mut harness, Key::Enter);
    assert!(harness.get_by_label("下一步").is_focused());
    assert!(!harness.state().pressed);
    press(&mut harness, Key::Enter);
    assert!(harness.state().pressed);

    harness.get_by_label("已念").focus();
    harness.run();
    for label in ["当事人选择", "用于保险理赔", "保险机构", "预计费用"] {
        harness.key_press_modifiers(Modifiers::SHIFT, Key::Enter);
        harness.run();
        assert!(harness.get_by_label(label).is_focused(), "Shift+Enter goes back to {label}");
    }
}

#[test]
fn control_enter_finishes() {
    let mut harness = desk();
    harness.get_by_label("身份证号").focus();
    harness.run();
    harness.key_press_modifiers(Modifiers::COMMAND, Key::Enter);
    harness.run();
    assert!(harness.state().finished);
    assert!(!harness.state().pressed);
}

#[test]
fn coming_by_key_selects_all_so_that_typing_replaces() {
    let mut harness = desk();
    type_into(&mut harness, "身份证号", "1");
    press(&mut harness, Key::Enter);
    harness.key_press_modifiers(Modifiers::SHIFT, Key::Enter);
    harness.run();
    harness.get_by_label("身份证号").type_text("2");
    harness.run();
    assert_eq!(harness.state().id, "2");
}

fn compose(harness: &mut Harness<'_, Form>, text: &str) {
    let n = text.chars().count();
    harness.event(Event::Ime(ImeEvent::Preedit { text: text.to_owned(), active_range_chars: Some(n..n) }));
    harness.run();
}

#[test]
fn nothing_judges_half_a_word() {
    let mut harness = desk();
    harness.get_by_label("姓名").focus();
    harness.run();
    for half in ["l", "lu", "luo", "luo'qi"] {
        compose(&mut harness, half);
        assert_eq!(harness.state().name, "", "the bound text never holds {half}");
        assert_eq!(harness.get_by_label("姓名").value().as_deref(), Some(half), "but the clerk sees it");
    }
    assert_eq!(harness.state().n_judged, 0);
    assert!(harness.query_by_label_contains("姓名里有字母").is_none());
    press(&mut harness, Key::Enter);
    assert!(harness.get_by_label("姓名").is_focused(), "Enter belongs to the input method");
    harness.key_press_modifiers(Modifiers::COMMAND, Key::Enter);
    harness.run();
    assert!(!harness.state().finished);

    harness.event(Event::Ime(ImeEvent::Commit("罗契".to_owned())));
    harness.run();
    assert_eq!(harness.state().name, "罗契");
    assert_eq!(harness.state().n_judged, 1);
    press(&mut harness, Key::Enter);
    assert!(harness.get_by_label("身份证号").is_focused());
}

#[test]
fn an_empty_commit_takes_the_half_word_back() {
    let mut harness = desk();
    type_into(&mut harness, "姓名", "罗");
    compose(&mut harness, "qi");
    harness.event(Event::Ime(ImeEvent::Preedit { text: String::new(), active_range_chars: None }));
    harness.run();
    assert_eq!(harness.state().name, "罗");
    assert_eq!(harness.get_by_label("姓名").value().as_deref(), Some("罗"));
}

#[test]
fn full_width_digits_become_plain_when_the_keyboard_leaves() {
    let mut harness = desk();
    type_into(&mut harness, "身份证号", "００００００ １９９１０６１４ ００３ｘ");
    assert_eq!(harness.state().id, "００００００ １９９１０６１４ ００３ｘ", "not while typing");
    press(&mut harness, Key::Enter);
    assert_eq!(harness.state().id, "00000019910614003X");
}

#[test]
fn a_date_is_typed_as_people_say_it() {
    let mut harness = desk();
    let check = |harness: &mut Harness<'_, Form>, typed: &str, expected| {
        type_into(harness, "事故日期", typed);
        assert_eq!(harness.state().accident, expected, "{typed}");
        press(harness, Key::Enter);
    };
    check(&mut harness, "1122", Some(day(2026, 11, 22)));
    assert_eq!(harness.get_by_label("事故日期").value().as_deref(), Some("2026-11-22"));
    check(&mut harness, "昨", Some(day(2026, 11, 23)));
    check(&mut harness, "+7工", Some(day(2026, 12, 3)));
    check(&mut harness, "2026年11月1日", Some(day(2026, 11, 1)));
    check(&mut harness, "1225", Some(day(2025, 12, 25)));
    check(&mut harness, "不知道", None);
    assert_eq!(harness.get_by_label("事故日期").value().as_deref(), Some("不知道"), "what was typed stays");
    assert!(harness.query_by_label_contains("认不出这个日期").is_some());
    check(&mut harness, "0231", None);
    assert!(harness.query_by_label_contains("2月没有31日").is_some());
}

#[test]
fn a_sum_is_read_and_shown_with_thousands() {
    let mut harness = desk();
    type_into(&mut harness, "预计费用", "２６００");
    assert_eq!(harness.state().fee, Some(Fen(260_000)));
    press(&mut harness, Key::Enter);
    assert_eq!(harness.get_by_label("预计费用").value().as_deref(), Some("2,600.00"));
    type_into(&mut harness, "预计费用", "两千");
    assert_eq!(harness.state().fee, None);
    press(&mut harness, Key::Enter);
    assert!(harness.query_by_label_contains("只认数字").is_some());
}

#[test]
fn a_list_is_searched_by_initials() {
    let mut harness = desk();
    type_into(&mut harness, "保险机构", "ajcx");
    assert_eq!(harness.state().insurer_key, None);
    press(&mut harness, Key::Enter);
    assert_eq!(harness.state().insurer, "安江财产保险股份有限公司");
    assert_eq!(harness.state().insurer_key.as_deref(), Some("aj"));
    assert!(harness.get_by_label("保险机构").is_focused(), "the list takes Enter, the next Enter goes on");
    press(&mut harness, Key::Enter);
    assert!(harness.get_by_label("用于保险理赔").is_focused());

    type_into(&mut harness, "保险机构", "安江");
    assert_eq!(harness.state().insurer_key, None, "a text is an entry only once it was taken");
}

#[test]
fn a_list_shows_what_was_used_last_and_takes_a_number() {
    let mut harness = desk();
    harness.get_by_label("保险机构").focus();
    harness.run();
    press(&mut harness, Key::ArrowDown);
    assert!(harness.query_by_label("锦恒财险").is_some());
    harness.event(Event::Text("2".to_owned()));
    harness.run();
    assert_eq!(harness.state().insurer_key.as_deref(), Some("az"));
    assert_eq!(harness.state().insurer, "安泽财产保险股份有限公司");
}

#[test]
fn a_list_is_opened_and_chosen_with_the_pointer() {
    let mut harness = desk();
    harness.get_by_label("保险机构 打开列表").click();
    harness.run();
    harness.get_by_label("安江财产保险股份有限公司").click();
    harness.run();
    assert_eq!(harness.state().insurer_key.as_deref(), Some("aj"));
    assert!(harness.query_by_label("锦恒财险").is_none(), "the list is closed");
}

#[test]
fn a_name_that_is_not_listed_is_registered() {
    let mut harness = desk();
    type_into(&mut harness, "保险机构", "康宁互助");
    press(&mut harness, Key::Enter);
    assert_eq!(harness.state().registered.as_deref(), Some("康宁互助"));
    assert_eq!(harness.state().insurer, "康宁互助");
}

#[test]
fn a_checkbox_is_ticked_by_space() {
    let mut harness = desk();
    harness.get_by_label("已念").focus();
    harness.run();
    press(&mut harness, Key::Space);
    assert!(harness.state().read);
    press(&mut harness, Key::Space);
    assert!(!harness.state().read);
    harness.get_by_label("已念").click();
    harness.run();
    assert!(harness.state().read);
}

#[test]
fn a_question_is_answered_by_its_number() {
    let mut harness = desk();
    harness.get_by_label("用于保险理赔").focus();
    harness.run();
    press(&mut harness, Key::Num2);
    assert_eq!(harness.state().insured, Some(false));
    harness.get_by_label("用于保险理赔 是").click();
    harness.run();
    assert_eq!(harness.state().insured, Some(true));
}

#[test]
fn an_arrow_marks_an_answer_and_space_or_enter_gives_it() {
    let mut harness = desk();
    harness.get_by_label("用于保险理赔").focus();
    harness.run();
    press(&mut harness, Key::ArrowRight);
    press(&mut harness, Key::ArrowRight);
    assert_eq!(harness.state().insured, None, "an arrow answers nothing");
    // A screen reader stands on the answer that is marked.
    assert!(harness.get_by_label("用于保险理赔 否").is_focused());
    press(&mut harness, Key::Space);
    assert_eq!(harness.state().insured, Some(false));
    assert_eq!(harness.get_by_label("用于保险理赔").value().as_deref(), Some("否"));
    press(&mut harness, Key::ArrowLeft);
    assert_eq!(harness.state().insured, Some(false), "an answer stays until another is given");
    press(&mut harness, Key::Enter);
    assert_eq!(harness.state().insured, Some(true));
    assert!(harness.get_by_label("当事人选择").is_focused(), "Enter goes on");
    press(&mut harness, Key::ArrowRight);
    press(&mut harness, Key::ArrowRight);
    press(&mut harness, Key::Enter);
    assert_eq!(harness.state().choice, Some(1));
}

#[test]
fn a_question_nobody_answered_is_not_answered_by_passing_by() {
    let mut harness = desk();
    for key in [Key::Space, Key::Tab, Key::Enter, Key::ArrowRight, Key::Tab, Key::ArrowLeft, Key::Tab] {
        harness.get_by_label("用于保险理赔").focus();
        harness.run();
        press(&mut harness, key);
        harness.get_by_label("当事人选择").focus();
        harness.run();
        press(&mut harness, key);
        let form = harness.state();
        assert_eq!((form.insured, form.choice), (None, None), "{key:?} answered");
    }
    // What is marked by pointer is given by pointer, and a mark that was left does not come back.
    harness.get_by_label("用于保险理赔").focus();
    harness.run();
    press(&mut harness, Key::ArrowRight);
    harness.get_by_label("用于保险理赔 否").click();
    harness.run();
    press(&mut harness, Key::Enter);
    assert_eq!(harness.state().insured, Some(false));
}

#[test]
fn a_signature_keeps_every_point_of_the_mouse() {
    let mut harness = desk();
    let pad = harness.get_by_label("韩秀珍 在此签名《委托书》").rect();
    draw_signature(&mut harness, pad.center());
    let signature = &harness.state().signature;
    assert_eq!(signature.strokes.len(), 3);
    assert!(signature.strokes.iter().all(|stroke| stroke.points.len() >= 12));
    assert!(!signature.has_pressure());
    assert_eq!(signature.size, pad.size());
    let points = signature.strokes.iter().flat_map(|stroke| &stroke.points);
    assert!(points.clone().all(|point| point.x >= 0.0 && point.x <= pad.width() && point.y <= pad.height()));
    assert!(points.map(|point| point.t_ms).is_sorted());
    assert!(!harness.state().pressed, "nothing follows from a signature by itself");
}

#[test]
fn a_pen_writes_with_pressure_and_the_palm_does_not() {
    let mut harness = desk();
    let pad = harness.get_by_label("韩秀珍 在此签名《委托书》").rect();
    let touch = |harness: &Harness<'_, Form>, finger, phase, at, force| {
        let (device_id, id) = (TouchDeviceId(1), TouchId::from(finger));
        harness.event(Event::Touch { device_id, id, phase, pos: at, force });
    };
    let at = |x: f32, y: f32| pad.left_top() + vec2(x, y);
    touch(&harness, 1_u64, TouchPhase::Start, at(40.0, 40.0), Some(0.2));
    harness.step();
    touch(&harness, 2_u64, TouchPhase::Start, at(200.0, 80.0), None);
    for step in 0..8 {
        touch(&harness, 1, TouchPhase::Move, at(40.0 + 5.0 * step as f32, 44.0), Some(0.9));
        touch(&harness, 2, TouchPhase::Move, at(200.0, 80.0 + step as f32), None);
    }
    harness.step();
    touch(&harness, 1, TouchPhase::End, at(80.0, 44.0), None);
    harness.run();
    let signature = &harness.state().signature;
    assert_eq!(signature.strokes.len(), 1, "one finger writes");
    assert!(signature.has_pressure());
    assert!(signature.strokes[0].points.len() >= 8);
    assert!(signature.strokes[0].points.iter().all(|point| point.x < 120.0));
}

#[test]
fn the_form_stands_at_every_text_size() {
    for zoom in [1.0, 1.25, 1.5, 2.0] {
        let size = [1366.0 / zoom, 768.0 / zoom];
        let app = |ui: &mut Ui, state: &mut Form| {
            egui::ScrollArea::vertical().show(ui, |ui| form(ui, state));
        };
        let mut harness = harness_at(size, zoom, app, Form::default());
        harness.run();
        harness.get_by_label("姓名").focus();
        harness.run();
        for _ in 0..6 {
            press(&mut harness, Key::Enter);
        }
        assert!(harness.get_by_label("当事人选择").is_focused(), "{zoom}");
        let window = egui::Rect::from_min_size(pos2(0.0, 0.0), size.into());
        let focused = harness.get_by_label("当事人选择").rect();
        assert!(window.contains_rect(focused), "what has the keyboard is in view at {zoom}: {focused:?}");
        picture(&mut harness, &format!("10-form-{}", (zoom * 100.0) as u32));
    }
}

#[test]
fn people_are_chosen_and_taken_back() {
    let people =
        [ComboItem::new("shen", "沈知远"), ComboItem::new("he", "贺岚"), ComboItem::new("shan", "单晓禾")];
    let app = move |ui: &mut Ui, chosen: &mut Vec<String>| {
        PeoplePicker::new("鉴定人", chosen, &people).at_most(2).required().ui(ui);
    };
    let mut harness = harness([600.0, 400.0], app, Vec::new());
    harness.run();
    for typed in ["shanx", "szy"] {
        harness.get_by_label("鉴定人").focus();
        harness.run();
        harness.get_by_label("鉴定人").type_text(typed);
        harness.run();
        harness.key_press(Key::Enter);
        harness.run();
    }
    assert_eq!(*harness.state(), ["shan", "shen"]);
    picture(&mut harness, "11-people");
    harness.get_by_label("去掉单晓禾").click();
    harness.run();
    assert_eq!(*harness.state(), ["shen"]);
}

#[test]
fn a_name_is_never_drawn_half_bold() {
    let mut harness = harness([200.0, 100.0], |_: &mut Ui, (): &mut ()| {}, ());
    harness.run();
    let covers = |name: &str| theme::bold_covers(&harness.ctx, name);
    assert!(covers("阿不都热合曼·买买提"));
    assert!(covers("罗契"));
    let rare = ['㛃', '䶮', '龑', '𬭎', '𠮷'].into_iter().find(|&c| !covers(&c.to_string())).unwrap();
    let name = format!("陈{rare}");
    let kept = theme::name_format(&harness.ctx, theme::Type::Title, &name, theme::colors().ink);
    assert_eq!(kept.font_id, theme::Type::Title.regular_font(), "{name}");
    let bold = theme::name_format(&harness.ctx, theme::Type::Title, "陈明", theme::colors().ink);
    assert_eq!(bold.font_id, theme::Type::Title.bold_font());
}

#[test]
fn a_window_at_rest_asks_for_no_repaint() {
    let mut harness = desk();
    type_into(&mut harness, "姓名", "罗契");
    harness.run();
    for viewport in harness.output().viewport_output.values() {
        assert_eq!(viewport.repaint_delay, std::time::Duration::MAX);
    }
}

#[test]
fn f1_opens_the_rule_behind_the_field() {
    let app = |ui: &mut Ui, text: &mut String| {
        let cited = CitationRef::new("川意见 二(二)", "SC-2.2b");
        let finding = FindingLine::new(Level::Block, "还没有签名").cited(cited);
        Field::new("委托人", text).finding(Some(&finding)).ui(ui);
    };
    let mut harness = harness([500.0, 200.0], app, String::new());
    harness.run();
    harness.get_by_label("委托人").focus();
    harness.run();
    harness.key_press(Key::F1);
    harness.run();
    assert_eq!(citation::take_opened(&harness.ctx).as_deref(), Some("SC-2.2b"));
    assert_eq!(citation::take_opened(&harness.ctx), None, "asked once");
}

#[test]
fn digits_of_the_shipped_faces_have_one_advance() {
    let mut harness = harness([200.0, 100.0], |_: &mut Ui, (): &mut ()| {}, ());
    harness.run();
    for font in [theme::Type::Body.font(), theme::Type::Body.bold_font(), theme::Type::Measure.font()] {
        let widths: Vec<f32> =
            ('0'..='9').map(|digit| harness.ctx.fonts_mut(|fonts| fonts.glyph_width(&font, digit))).collect();
        assert!(widths.iter().all(|width| (width - widths[0]).abs() < 0.01), "{font:?}: {widths:?}");
    }
}
