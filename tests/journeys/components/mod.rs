//! The components on screen: pictures to look at in `target/screens/`, and their manners by label.

mod controls;
mod long;
mod manners;
mod parts;
mod states;
mod why;

use appraisal_desk::domain::date_words::DayKind;
use appraisal_desk::platform::fonts;
use appraisal_desk::ui::components::form_grid::Card;
use appraisal_desk::ui::theme;
use chrono::Datelike as _;
use chrono::NaiveDate;
use chrono::Weekday;
use egui::Event;
use egui::Modifiers;
use egui::PointerButton;
use egui::Pos2;
use egui::Rect;
use egui::Ui;
use egui::UiBuilder;
use egui::pos2;
use egui::vec2;
use egui_kittest::Harness;
use std::fs;
use std::path::Path;

/// A harness with the fonts and the style of the window.
pub fn harness<'a, S: 'static>(
    size: [f32; 2],
    app: impl FnMut(&mut Ui, &mut S) + 'a,
    state: S,
) -> Harness<'a, S> {
    harness_at(size, 1.0, app, state)
}

/// The same at another text size; `size` is in points.
pub fn harness_at<'a, S: 'static>(
    size: [f32; 2],
    zoom: f32,
    app: impl FnMut(&mut Ui, &mut S) + 'a,
    state: S,
) -> Harness<'a, S> {
    Harness::builder()
        .with_size(size)
        .with_pixels_per_point(zoom)
        .with_theme(egui::Theme::Light)
        .with_os(egui::os::OperatingSystem::Windows)
        .with_render_cursor(false)
        .with_max_steps(16)
        .with_context_setup(|ctx| theme::install(ctx, &font_bytes()))
        .build_ui_state(app, state)
}

/// The faces the program ships.
pub fn font_bytes() -> theme::FontBytes {
    theme::FontBytes {
        sans: fonts::noto_sans_regular(),
        sans_bold: fonts::noto_sans_bold(),
        serif_bold: fonts::noto_serif_bold(),
        serif: fonts::noto_serif_regular(),
    }
}

/// Keeps what is on screen as a picture, for people to look at.
pub fn picture<S>(harness: &mut Harness<'_, S>, name: &str) -> image::RgbaImage {
    let image = harness.render().unwrap();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/screens");
    fs::create_dir_all(&folder).unwrap();
    image.save(folder.join(format!("{name}.png"))).unwrap();
    image
}

/// A card at a place of the picture.
pub fn at(ui: &mut Ui, rect: [f32; 4], heading: &str, add: impl FnOnce(&mut Ui)) {
    place(ui, rect, |ui| {
        let height = ui.max_rect().height();
        Card::new(heading).height(height).show(ui, add);
    });
}

/// Anything at a place of the picture.
pub fn place<R>(ui: &mut Ui, rect: [f32; 4], add: impl FnOnce(&mut Ui) -> R) -> R {
    let [left, top, right, bottom] = rect;
    let rect = Rect::from_min_max(pos2(left, top), pos2(right, bottom));
    let salt = (left as i32, top as i32);
    add(&mut ui.new_child(UiBuilder::new().max_rect(rect).id_salt(salt)))
}

/// A day.
pub fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap()
}

/// Weekends off, all else working days.
pub fn almanac_kind(date: NaiveDate) -> DayKind {
    match date.weekday() {
        Weekday::Sat | Weekday::Sun => DayKind::Off,
        _ => DayKind::Workday,
    }
}

/// Draws a few strokes with the mouse, starting at `from`.
pub fn draw_signature<S>(harness: &mut Harness<'_, S>, from: Pos2) {
    for stroke in 0..3 {
        let start = from + vec2(40.0 * stroke as f32, 0.0);
        harness.event(Event::PointerMoved(start));
        button(harness, start, true);
        harness.step();
        for step in 1..12 {
            let t = step as f32 / 11.0;
            harness.event(Event::PointerMoved(start + vec2(30.0 * t, (t * 9.0).sin() * 14.0)));
        }
        harness.step();
        button(harness, start + vec2(30.0, 6.0), false);
        harness.step();
    }
    harness.event(Event::PointerGone);
    harness.run();
}

fn button<S>(harness: &Harness<'_, S>, pos: Pos2, pressed: bool) {
    harness.event(Event::PointerButton {
        pos,
        button: PointerButton::Primary,
        pressed,
        modifiers: Modifiers::NONE,
    });
}
