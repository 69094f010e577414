//! What is long: a story in a field, a list of a hundred thousand rows.

use super::harness;
use super::picture;
use appraisal_desk::ui::components::field::Field;
use appraisal_desk::ui::components::long_table::LongTable;
use appraisal_desk::ui::components::long_table::cell_text;
use appraisal_desk::ui::components::table::Column;
use egui::Key;
use egui::Ui;
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;

/// A field of several lines, where it lay and where the caret stood.
#[derive(Default)]
struct Story {
    text: String,
    control: Option<egui::Rect>,
    caret: Option<egui::Rect>,
}

#[test]
fn a_long_story_grows_and_then_scrolls_with_the_caret_in_sight() {
    let desk = |ui: &mut Ui, story: &mut Story| {
        let field = Field::new("经过", &mut story.text).rows(2).ui(ui);
        story.control = Some(field.control);
        story.caret = ui.output(|output| output.ime.map(|ime| ime.cursor_rect));
    };
    let mut harness = harness([600.0, 700.0], desk, Story::default());
    harness.run();
    let height = |harness: &Harness<'_, Story>| harness.state().control.unwrap().height();
    let empty = height(&harness);
    harness.get_by_label("经过").focus();
    harness.run();
    harness.get_by_label("经过").type_text("第一行\n第二行");
    harness.run();
    assert!((height(&harness) - empty).abs() < 0.5, "two lines fit as they are");
    harness.get_by_label("经过").type_text(&"\n又一行".repeat(6));
    harness.run();
    let eight = height(&harness);
    assert!(eight > 3.0 * empty, "{eight} is not room for eight lines, {empty} was for two");
    harness.get_by_label("经过").type_text(&"\n又一行".repeat(40));
    harness.run();
    let all = height(&harness);
    assert!(all > eight && all < 8.0 * empty, "{all}: it grows, and not for ever");
    let (control, caret) = (harness.state().control.unwrap(), harness.state().caret.unwrap());
    assert!(control.expand(1.0).contains_rect(caret), "the caret {caret:?} is not in {control:?}");
    picture(&mut harness, "09-long-story");
}

#[test]
fn a_long_list_builds_only_what_is_seen() {
    #[derive(Default)]
    struct Ledger {
        selected: Option<u64>,
        opened: Option<u64>,
        most: u64,
    }
    let app = |ui: &mut Ui, ledger: &mut Ledger| {
        let columns = [
            Column::of("案号", 120.0),
            Column::of("被鉴定人", 160.0),
            Column::of("剩余", 80.0).right(),
            Column::rest("状态"),
        ];
        let most = &mut ledger.most;
        let output = LongTable::new("案件", &columns, 100_000).frozen(2).show(
            ui,
            &mut ledger.selected,
            |visible| *most = (*most).max(visible.end - visible.start),
            |ui, row, column| {
                let number = format!("临鉴 {}", row + 1);
                cell_text(ui, [number.as_str(), "罗契", "12", "到场"][column]);
            },
        );
        ledger.opened = ledger.opened.or(output.opened);
    };
    let mut harness = harness([900.0, 500.0], app, Ledger::default());
    harness.run();
    harness.get_by_label("案件，共 100000 行，上下键选，Enter 打开").focus();
    harness.run();
    harness.key_press(Key::End);
    harness.run();
    assert_eq!(harness.state().selected, Some(99_999));
    harness.key_press(Key::ArrowUp);
    harness.run();
    harness.key_press(Key::Enter);
    harness.run();
    assert_eq!(harness.state().opened, Some(99_998));
    assert!(harness.state().most < 40, "{} rows at once", harness.state().most);
    picture(&mut harness, "06-long-table");
    harness.key_press(Key::Home);
    harness.run();
    assert_eq!(harness.state().selected, Some(0));
}
