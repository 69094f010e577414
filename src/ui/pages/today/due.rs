//! 待办: what is due, the nearest first, in groups of working days.

use crate::domain::deadline::Urgency;
use crate::domain::staff::Role;
use crate::domain::staff::StaffMember;
use crate::services::today::Due;
use crate::services::today::View;
use crate::ui::components::chip::Chip;
use crate::ui::components::empty::empty;
use crate::ui::components::paint;
use crate::ui::components::segmented::Segmented;
use crate::ui::desk::cx::PageCx;
use crate::ui::theme::Type;
use crate::ui::theme::colors;
use crate::ui::theme::icon;
use crate::ui::theme::icon::Icon;
use crate::ui::theme::measures;
use egui::Align2;
use egui::Color32;
use egui::Rect;
use egui::Sense;
use egui::Ui;
use egui::UiBuilder;
use egui::vec2;

/// Whose things are shown; `None` until somebody chose, then the appraiser sees their own and everybody else all.
pub(super) type Whose = Option<bool>;

/// How many things there are for whoever sits here.
pub(super) fn count(view: &View, whose: Whose, cx: &PageCx<'_>) -> usize {
    shown(view, whose, cx).len()
}

fn is_mine_only(whose: Whose, me: Option<&StaffMember>) -> bool {
    whose.unwrap_or_else(|| me.is_some_and(|me| me.has(Role::Appraiser) && !me.has(Role::Director)))
}

fn shown<'v>(view: &'v View, whose: Whose, cx: &PageCx<'_>) -> Vec<&'v Due> {
    let me = cx.views.session.as_ref().and_then(|session| session.user.as_ref());
    let only = is_mine_only(whose, me);
    let id = me.map(|me| me.id);
    view.due.iter().filter(|due| !only || due.whose.is_none() || due.whose == id).collect()
}

/// Draws the list; a narrow window leaves the heading out.
pub(super) fn ui(ui: &mut Ui, rect: Rect, view: &View, whose: &mut Whose, headed: bool, cx: &mut PageCx<'_>) {
    let c = colors();
    let m = measures();
    paint::card(ui, rect);
    let shown = shown(view, *whose, cx);
    let mut body = rect;
    if headed {
        let head = rect.with_max_y(rect.top() + 48.0).shrink2(vec2(m.space_4, 0.0));
        let heading = paint::bold(ui, Type::Field, c.ink, "待办");
        let after = paint::put_left(ui.painter(), head, &heading).right() + 8.0;
        let count = paint::line(ui, Type::Note, c.ink2, shown.len().to_string());
        paint::put_left(ui.painter(), head.with_min_x(after), &count);
        let layout = egui::Layout::right_to_left(egui::Align::Center);
        ui.scope_builder(UiBuilder::new().max_rect(head).layout(layout), |ui| {
            let me = cx.views.session.as_ref().and_then(|session| session.user.as_ref());
            let mut only = Some(is_mine_only(*whose, me));
            Segmented::new("待办", &mut only, &[(true, "我的"), (false, "全部")]).bare().ui(ui);
            if only != Some(is_mine_only(*whose, me)) {
                *whose = only;
            }
        });
        paint::hline(ui, rect, rect.top() + 48.0, c.line);
        body.min.y += 49.0;
    }
    body.max -= vec2(1.0, 2.0);
    ui.scope_builder(UiBuilder::new().max_rect(body), |ui| {
        egui::ScrollArea::vertical().id_salt("today due").auto_shrink(false).show(ui, |ui| {
            // The bar lies in the padding of the rows, so that nothing moves when it comes.
            ui.set_max_width(body.width());
            if shown.is_empty() {
                empty(ui, icon::DONE, "没有到期的事", "受理决定和鉴定时限快到时会列在这里", Vec::new());
                return;
            }
            ui.spacing_mut().item_spacing.y = 0.0;
            let mut group = "";
            for due in shown {
                let now = group_of(due);
                if now.0 != group {
                    group = now.0;
                    group_head(ui, now);
                }
                if due_row(ui, due) {
                    cx.go_place(due.place, due.case);
                }
            }
        });
    });
}

fn group_of(due: &Due) -> (&'static str, Icon, Color32) {
    let c = colors();
    match due.urgency {
        Urgency::Overdue => ("已经超期", icon::URGENT, c.red),
        Urgency::Red => ("今天、明天到期", icon::URGENT, c.red),
        Urgency::Orange => ("5 个工作日内", icon::CLOCK, c.orange),
        Urgency::Amber => ("10 个工作日内", icon::EVENT, c.amber),
        Urgency::Calm => ("10 个工作日以后", icon::EVENT, c.ink2),
    }
}

fn group_head(ui: &mut Ui, (words, mark, color): (&'static str, Icon, Color32)) {
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 40.0), Sense::hover());
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Heading, true, words));
    let inner = rect.shrink2(vec2(measures().space_4, 0.0));
    let rest = paint::icon_left(ui.painter(), inner, 16.0, 6.0, mark, color);
    let words = paint::bold(ui, Type::Note, color, words);
    paint::put_left(ui.painter(), rest, &words);
}

fn due_row(ui: &mut Ui, due: &Due) -> bool {
    let c = colors();
    let m = measures();
    let width = ui.available_width();
    let cite = paint::line(ui, Type::Note, c.acc, due.cite.clone());
    let room = width - 2.0 * m.space_4 - cite.size().x - 12.0;
    // A name is never cut: what does not fit beside the citation goes on in the next line.
    let about = paint::wrapped(ui, Type::Note, c.ink2, due.about.clone(), room);
    let height = (16.0 + 24.0 + about.size().y).max(56.0).ceil();
    let (rect, response) = ui.allocate_exact_size(vec2(width, height), Sense::click());
    let label = format!("{} {}", due.what, due.about);
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &label));
    if response.hovered() {
        ui.painter().rect_filled(rect, 0.0, c.sunk);
    }
    if response.has_focus() {
        paint::ring_on(ui.painter(), rect, 0);
    }
    if response.gained_focus() {
        response.scroll_to_me(None);
    }
    let inner = rect.shrink2(vec2(m.space_4, 6.0));
    let (top, low) = inner.split_top_bottom_at_y(inner.top() + 24.0);
    let left = match due.remaining {
        0 => "今天到期".to_owned(),
        n if n < 0 => format!("超期 {} 个工作日", -n),
        1 => "最后 1 个工作日".to_owned(),
        n => format!("剩 {n} 个工作日"),
    };
    let chip = Chip::days_left(due.remaining, &left);
    let chip_rect = Align2::RIGHT_CENTER.align_size_within_rect(chip.size(ui), top);
    chip.paint_at(ui, chip_rect);
    let what = paint::line(ui, Type::Body, c.ink, due.what.clone());
    paint::put_left(ui.painter(), top, &what);
    paint::put_right(ui.painter(), low.with_max_y(low.top() + 20.0), &cite);
    ui.painter().galley(low.min, about, c.ink2);
    paint::hline(ui, rect, rect.bottom() - 1.0, c.line);
    response.clicked()
}
