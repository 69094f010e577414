//! 相关事项 of a case: objections to the opinion with what was done about them, and days in court.
//!
//! Two cards beside each other, below each other in a narrow window. Everything is written in dialogs and read as it
//! stands; the page says what is still owed and by which article.

mod court;
mod dispute;

use crate::domain::case::CaseState;
use crate::services::case_view::CaseView;
use crate::ui::components::button::Button;
use crate::ui::components::flow;
use crate::ui::components::paint;
use crate::ui::components::why_panel::Why;
use crate::ui::desk::cx::PageCx;
use crate::ui::law::plain_why;
use crate::ui::pages::Page;
use crate::ui::pages::PageId;
use crate::ui::pages::PageMeta;
use crate::ui::pages::Route;
use crate::ui::pages::events::court::CourtCard;
use crate::ui::pages::events::dispute::DisputeCard;
use crate::ui::theme::Type;
use crate::ui::theme::Width;
use crate::ui::theme::colors;
use crate::ui::theme::icon;
use crate::ui::theme::measures;
use egui::Key;
use egui::Modifiers;
use egui::Rect;
use egui::Ui;
use egui::UiBuilder;
use egui::pos2;
use egui::vec2;

/// 相关事项.
#[derive(Default)]
pub struct EventsPage {
    dispute: DisputeCard,
    court: CourtCard,
}

/// What the frame shows about it.
pub const META: PageMeta = PageMeta {
    id: PageId::Events,
    title: "相关事项",
    icon: icon::CASE,
    under: PageId::Cases,
    in_sidebar: false,
    keys: &[("Alt+←", "返回")],
};

const HEAD: f32 = 56.0;
const CARD_HEAD: f32 = 48.0;

impl Page for EventsPage {
    fn meta(&self) -> &'static PageMeta {
        &META
    }

    fn ui(&mut self, ui: &mut Ui, cx: &mut PageCx<'_>) {
        let Route::Events(case) = cx.route else { return };
        let Some(view) = cx.views.cases.get(case).cloned() else { return };
        let m = measures();
        let all = ui.max_rect();
        let head = all.with_max_y(all.top() + HEAD).shrink2(vec2(m.space_6, 0.0));
        let asks = self.dispute.asks() || self.court.asks();
        head_ui(ui, head, &view, asks, cx);
        let body = Rect::from_min_max(
            pos2(all.left() + m.space_6, head.bottom()),
            pos2(all.right() - m.space_6, all.bottom() - m.space_3),
        );
        let gap = m.space_4;
        let (left, right) = if cx.width >= Width::Rail {
            let half = ((body.width() - gap) / 2.0).floor();
            (body.with_max_x(body.left() + half), body.with_min_x(body.left() + half + gap))
        } else {
            let half = ((body.height() - gap) / 2.0).floor();
            (body.with_max_y(body.top() + half), body.with_min_y(body.top() + half + gap))
        };
        self.dispute.ui(ui, left, &view, cx);
        self.court.ui(ui, right, &view, cx);
    }
}

/// Title, case, and the way back; Esc goes it too, unless a question is open and takes it.
fn head_ui(ui: &mut Ui, rect: Rect, view: &CaseView, asks: bool, cx: &mut PageCx<'_>) {
    let c = colors();
    let title = paint::bold(ui, Type::Title, c.ink, "异议与出庭");
    let shown = paint::put_left(ui.painter(), rect, &title);
    let about = format!("{}　{}", view.file.called(), view.file.intake.subject.name.as_str());
    let about = paint::line(ui, Type::Body, c.ink2, about);
    paint::put_left(ui.painter(), rect.with_min_x(shown.right() + measures().space_4), &about);
    let layout = egui::Layout::right_to_left(egui::Align::Center);
    ui.scope_builder(UiBuilder::new().max_rect(rect).layout(layout), |ui| {
        let back = Button::secondary("回到案件").page().icon(icon::LEFT).ui(ui).clicked();
        let escaped = !asks
            && ui.memory(|memory| memory.focused().is_none())
            && flow::pressed(ui.ctx(), Modifiers::NONE, Key::Escape);
        if back || escaped {
            cx.go(Route::Case(view.file.id));
        }
    });
}

/// A card with its title and one button; returns whether it was pressed.
fn card(
    ui: &mut Ui,
    rect: Rect,
    title: &str,
    button: &str,
    why: Option<&Why>,
    body: impl FnOnce(&mut Ui),
) -> bool {
    let m = measures();
    paint::card(ui, rect);
    let head = rect.with_max_y(rect.top() + CARD_HEAD).shrink2(vec2(m.space_4, 0.0));
    paint::put_left(ui.painter(), head, &paint::bold(ui, Type::Head, colors().ink, title));
    let layout = egui::Layout::right_to_left(egui::Align::Center);
    let pressed = ui
        .scope_builder(UiBuilder::new().max_rect(head).layout(layout), |ui| {
            Button::secondary(button).icon(icon::ADD).why(why).ui(ui).clicked()
        })
        .inner;
    paint::hline(ui, rect, head.bottom(), colors().line);
    let space = Rect::from_min_max(pos2(rect.left() + 1.0, head.bottom() + 1.0), rect.max - vec2(1.0, 8.0));
    ui.scope_builder(UiBuilder::new().max_rect(space).id_salt(title), |ui| {
        egui::ScrollArea::vertical().id_salt(title).auto_shrink(false).show(ui, |ui| {
            let at = ui.cursor().min + vec2(m.space_4, m.space_2);
            let size = vec2(space.width() - 2.0 * m.space_4, f32::INFINITY);
            ui.scope_builder(UiBuilder::new().max_rect(Rect::from_min_size(at, size)), |ui| {
                ui.spacing_mut().item_spacing.y = m.space_1;
                body(ui);
                ui.add_space(m.space_4);
            });
        });
    });
    pressed && why.is_none()
}

/// Objections and courts come after the opinion was issued.
fn before_issue(view: &CaseView) -> Option<Why> {
    let is_issued = matches!(view.file.state, CaseState::Issued | CaseState::Delivered | CaseState::Archived);
    (!is_issued).then(|| {
        plain_why(
            "现在还不能登记",
            &format!("案件还在「{}」，意见书没有出具", view.file.state.label()),
            "异议、出庭都是对出具的意见书说的；出具以前对材料的异议在材料清单里记",
        )
    })
}
