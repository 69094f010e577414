//! 今日: rooms by time, who is there and who is missing, and what is due. The first thing seen in the morning.

mod board;
mod card;
mod due;

pub use crate::domain::case::short_case_no as short_number;

use crate::domain::date_words::weekday_name;
use crate::services::today::View;
use crate::ui::components::button::Button;
use crate::ui::components::key_cap;
use crate::ui::components::paint;
use crate::ui::components::tabs::Tab;
use crate::ui::components::tabs::tabs;
use crate::ui::desk::cx::PageCx;
use crate::ui::pages::IntakeStep;
use crate::ui::pages::Page;
use crate::ui::pages::PageId;
use crate::ui::pages::PageMeta;
use crate::ui::pages::Route;
use crate::ui::theme::Type;
use crate::ui::theme::Width;
use crate::ui::theme::colors;
use crate::ui::theme::icon;
use crate::ui::theme::measures;
use crate::ui::theme::tokens;
use egui::Rect;
use egui::Sense;
use egui::Ui;
use egui::UiBuilder;
use egui::WidgetInfo;
use egui::pos2;
use egui::vec2;

/// 今日.
#[derive(Default)]
pub struct TodayPage {
    whose: due::Whose,
    /// Which of the two a window without room for both shows.
    tab: usize,
    now_was_shown: bool,
}

/// What the frame shows about it.
pub const META: PageMeta = PageMeta {
    id: PageId::Today,
    title: "今日",
    icon: icon::TODAY,
    under: PageId::Today,
    in_sidebar: true,
    keys: &[("F2", "新受理"), ("F3", "查找"), ("F4", "报到")],
};

const HEAD: f32 = 80.0;
const NARROW_HEAD: f32 = 56.0;
const DUE_WIDTH: f32 = 328.0;
const SEARCH_WIDTH: f32 = 336.0;
/// Boards never grow wider than this.
const WIDEST: f32 = 1568.0;

impl Page for TodayPage {
    fn meta(&self) -> &'static PageMeta {
        &META
    }

    fn ui(&mut self, ui: &mut Ui, cx: &mut PageCx<'_>) {
        let Some(view) = cx.views.today.clone() else { return };
        let m = measures();
        let all = ui.max_rect();
        let margin = ((all.width() - WIDEST) / 2.0).max(m.space_6);
        let height = if cx.width == Width::Narrow { NARROW_HEAD } else { HEAD };
        let (head, body) = all.split_top_bottom_at_y(all.top() + height);
        head_ui(ui, head.shrink2(vec2(margin, 0.0)), &view, cx);
        let body = Rect::from_min_max(
            pos2(body.left() + margin, body.top()),
            pos2(body.right() - margin, body.bottom() - m.space_4),
        );
        let show_now = !std::mem::replace(&mut self.now_was_shown, true);
        if cx.width >= Width::Desk {
            let x = body.right() - DUE_WIDTH;
            board::ui(ui, body.with_max_x(x - m.space_4), &view, true, show_now, cx);
            due::ui(ui, body.with_min_x(x), &view, &mut self.whose, true, cx);
            return;
        }
        let bar = body.with_max_y(body.top() + 40.0);
        let words = [
            Tab::new("到场").count(view.cards.len()),
            Tab::new("待办").count(due::count(&view, self.whose, cx)),
        ];
        ui.scope_builder(UiBuilder::new().max_rect(bar), |ui| tabs(ui, &mut self.tab, &words));
        let pane = body.with_min_y(bar.bottom() + m.space_2);
        if self.tab == 0 {
            if cx.width == Width::Rail {
                board::counts_ui(ui, bar, &view);
            }
            board::ui(ui, pane, &view, false, show_now, cx);
        } else {
            due::ui(ui, pane, &view, &mut self.whose, cx.width == Width::Rail, cx);
        }
    }
}

/// The day, the search and 新受理.
fn head_ui(ui: &mut Ui, rect: Rect, view: &View, cx: &mut PageCx<'_>) {
    let c = colors();
    let today = view.now.day();
    let weekday = weekday_name(today.weekday()).replace('周', "星期");
    let day = format!("{}月{}日　{weekday}", today.month(), today.day_of_month());
    let title = paint::bold(ui, Type::Title, c.ink, &day);
    let heading = ui.interact(rect, ui.scope_id().with("today head"), Sense::hover());
    heading.widget_info(|| WidgetInfo::labeled(egui::Role::Heading, true, &day));
    let is_narrow = cx.width == Width::Narrow;
    if is_narrow {
        paint::put_left(ui.painter(), rect, &title);
    } else {
        let top = rect.top() + 14.0;
        ui.painter().galley(pos2(rect.left(), top), title, c.ink);
        let note = paint::line(ui, Type::Note, c.ink2, view.month_note.clone());
        ui.painter().galley(pos2(rect.left(), top + 32.0), note, c.ink2);
    }
    let right = Rect::from_center_size(rect.center(), vec2(rect.width(), 40.0));
    let layout = egui::Layout::right_to_left(egui::Align::Center);
    ui.scope_builder(UiBuilder::new().max_rect(right).layout(layout), |ui| {
        ui.spacing_mut().item_spacing.x = measures().space_4;
        if Button::primary("新受理").page().icon(icon::ADD).key("F2").ui(ui).clicked() {
            cx.go(Route::Intake { case: None, step: IntakeStep::Reception });
        }
        let search = if cx.width >= Width::Desk {
            search_box(ui)
        } else {
            Button::secondary("查找").page().icon(icon::SEARCH).key("F3").ui(ui).clicked()
        };
        if search {
            cx.open_palette();
        }
    });
}

/// Looks like a field and opens Ctrl+K.
fn search_box(ui: &mut Ui) -> bool {
    let c = colors();
    let (rect, response) =
        ui.allocate_exact_size(vec2(SEARCH_WIDTH, measures().control_page), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(egui::Role::Button, true, "查找"));
    let edge = if response.hovered() { c.ink2 } else { c.edge };
    paint::surface(ui.painter(), rect, tokens().radius.control, c.paper, paint::thin(ui, edge));
    let inner = rect.shrink2(vec2(12.0, 0.0));
    let rest = paint::icon_left(ui.painter(), inner, 20.0, 8.0, icon::SEARCH, c.ink2);
    let words = paint::line(ui, Type::Body, c.ink3, "案号、姓名、拼音、动作");
    paint::put_left(ui.painter(), rest, &words);
    let cap = Rect::from_min_max(
        pos2(inner.right() - key_cap::width(ui, "Ctrl+K"), rect.center().y - 10.0),
        pos2(inner.right(), rect.center().y + 10.0),
    );
    key_cap::paint_at(ui, cap, "Ctrl+K", key_cap::Look::OnPaper);
    if response.has_focus() {
        paint::ring_outside(ui.painter(), rect, tokens().radius.control);
    }
    response.clicked()
}
