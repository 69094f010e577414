//! 文书: the bytes that would be printed, page by page; print, save, and what is still missing.
//!
//! A print goes on beside the page: its button says so and everything else can be done meanwhile. What went wrong is
//! said where it can be put right, above the button.

mod binding;
mod head;
mod missing;
pub(in crate::ui::pages) mod paper;
mod print;
mod signed;

use crate::domain::sheet::SheetRef;
use crate::services::request::Action;
use crate::services::request::Outcome;
use crate::services::sheet;
use crate::services::sheet::BindingWatch;
use crate::services::sheet::Destination;
use crate::services::sheet::Preview;
use crate::ui::components::button::Button;
use crate::ui::components::empty::empty;
use crate::ui::components::flow;
use crate::ui::components::modal::Modal;
use crate::ui::components::paint;
use crate::ui::components::words::words;
use crate::ui::desk::cx::PageCx;
use crate::ui::desk::cx::PickFor;
use crate::ui::desk::cx::Ticket;
use crate::ui::pages::Page;
use crate::ui::pages::PageId;
use crate::ui::pages::PageMeta;
use crate::ui::pages::Route;
use crate::ui::pages::sheet::binding::Looking;
use crate::ui::pages::sheet::binding::binding_ui;
use crate::ui::pages::sheet::binding::is_volume;
use crate::ui::pages::sheet::paper::Pages;
use crate::ui::pages::sheet::print::HowToPrint;
use crate::ui::pages::sheet::signed::SignedPart;
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
use std::path::Path;
use std::sync::Arc;

/// 文书.
#[derive(Default)]
pub struct SheetPage {
    shown: Option<SheetRef>,
    /// The pass it was drawn in last; a gap means that somebody was elsewhere.
    drawn_in: u64,
    preview: Option<Arc<Preview>>,
    pages: Pages,
    asked: Option<Ticket>,
    looking: Looking,
    failed: Option<(String, &'static str)>,
    how: HowToPrint,
    signed: SignedPart,
    saving: Option<Ticket>,
    /// A volume that is on its way to a printer or a file; it goes on when somebody is elsewhere.
    leaving: Option<Arc<BindingWatch>>,
    /// The panel lies over the page; only where there is no room beside the paper.
    panel_is_open: bool,
}

/// What the frame shows about it.
pub const META: PageMeta = PageMeta {
    id: PageId::Sheet,
    title: "文书",
    icon: icon::PRINT,
    under: PageId::Cases,
    in_sidebar: false,
    keys: &[("F7", "打印"), ("Ctrl+S", "另存"), ("PgUp PgDn", "翻页")],
};

const SAVE: PickFor = PickFor("sheet");
const PANEL: f32 = 328.0;
const BAR: f32 = 64.0;
const STRIP: f32 = 64.0;

impl Page for SheetPage {
    fn meta(&self) -> &'static PageMeta {
        &META
    }

    fn ui(&mut self, ui: &mut Ui, cx: &mut PageCx<'_>) {
        let Route::Sheet(sheet) = *cx.route else { return };
        self.begin(ui, sheet, cx);
        self.learn(ui, cx);
        let all = ui.max_rect();
        let head = all.with_max_y(all.top() + 56.0);
        head::head_ui(ui, head.shrink2(vec2(measures().space_6, 0.0)), sheet, self.preview.as_deref(), cx);
        paint::hline(ui, all, head.bottom(), colors().line);
        let bar_height = if cx.width < Width::Desk { 56.0 } else { BAR };
        let bar = all.with_min_y(all.bottom() - bar_height);
        let body = Rect::from_min_max(pos2(all.left(), head.bottom() + 1.0), pos2(all.right(), bar.top()));
        let panel = if cx.width >= Width::Desk { PANEL } else { 0.0 };
        let paper = body.with_max_x(body.right() - panel);
        self.paper_ui(ui, paper, sheet, cx);
        if panel > 0.0 {
            self.panel_ui(ui, body.with_min_x(paper.right()), cx);
        }
        self.bar_ui(ui, bar, cx);
        self.signed.modal_ui(ui, cx);
        // Last: what lies over the page has closed itself with it by now.
        if flow::pressed(ui.ctx(), Modifiers::NONE, Key::Escape) {
            cx.back();
        }
    }
}

impl SheetPage {
    /// Whoever comes back to a sheet finds it as it would be printed now, and their choices as they left them.
    fn begin(&mut self, ui: &Ui, wanted: SheetRef, cx: &mut PageCx<'_>) {
        let pass = ui.ctx().cumulative_pass_nr();
        let is_new = self.shown != Some(wanted);
        if is_new {
            *self = Self { shown: Some(wanted), ..Self::default() };
        }
        if is_new || self.drawn_in + 1 < pass {
            self.asked = Some(cx.look(self.looking.ask(wanted)));
            self.how.look(cx);
        }
        self.drawn_in = pass;
    }

    fn learn(&mut self, ui: &Ui, cx: &mut PageCx<'_>) {
        match cx.take_if(&mut self.asked) {
            Some(Ok(Outcome::Preview(preview))) => {
                self.pages.take(ui.ctx(), &preview.pages, &preview.smaller);
                self.how.usually(&preview.usual);
                self.preview = Some(preview);
                self.failed = None;
            }
            Some(Err(error)) => {
                use crate::domain::explain::Explain as _;
                self.failed = Some((error.to_string(), error.remedy()));
            }
            _ => {}
        }
        let saved = match cx.take_if(&mut self.saving) {
            Some(Err(error)) => self.how.not_done(&error),
            Some(Ok(_)) => true,
            None => false,
        };
        if (self.how.learn(cx) | saved | self.signed.learn(cx))
            && let Some(sheet) = self.shown
        {
            // The next print bears the next number, so it is drawn anew; what failed stands among the prints, and what
            // somebody said of a scan changes what is still missing.
            self.asked = Some(cx.look(self.looking.ask(sheet)));
        }
        if self.saving.is_none() && !self.how.is_under_way() {
            self.leaving = None;
        }
        if let Some(paths) = cx.take_picked(SAVE)
            && let Some(to) = paths.first()
        {
            self.save(to, cx);
        }
    }

    fn paper_ui(&mut self, ui: &mut Ui, rect: Rect, sheet: SheetRef, cx: &mut PageCx<'_>) {
        let rect = self.binding_ui(ui, rect, sheet);
        ui.scope_builder(UiBuilder::new().max_rect(rect.shrink(measures().space_2)), |ui| {
            if let Some((what, remedy)) = &self.failed {
                let again = if is_volume(sheet) {
                    vec![Button::secondary("重新装订").page()]
                } else {
                    Vec::new()
                };
                if empty(ui, icon::ERROR, what, remedy, again).is_some() {
                    self.failed = None;
                    self.asked = Some(cx.look(self.looking.ask(sheet)));
                }
            } else if let Some(preview) = &self.preview {
                let form = preview.sheet.form;
                self.pages.ui(ui, rect, &format!("{} {}", form.label(), form.number()));
            }
        });
    }

    /// How far a volume is, above the paper; returns what is left of the room.
    fn binding_ui(&self, ui: &mut Ui, rect: Rect, sheet: SheetRef) -> Rect {
        let is_looking = self.asked.is_some() && is_volume(sheet);
        if !is_looking && self.leaving.is_none() {
            return rect;
        }
        let m = measures();
        let strip = rect.with_max_y(rect.top() + STRIP);
        ui.painter().rect_filled(strip, 0.0, colors().paper);
        paint::hline(ui, strip, strip.bottom(), colors().line);
        let inner = strip.shrink2(vec2(m.space_6, m.space_2));
        ui.scope_builder(UiBuilder::new().max_rect(inner).id_salt("binding"), |ui| match &self.leaving {
            Some(watch) => binding_ui(ui, watch),
            None => self.looking.ui(ui),
        });
        rect.with_min_y(strip.bottom() + 1.0)
    }

    /// What is missing above, how it is printed at its foot, beside the button that does it.
    fn panel_ui(&mut self, ui: &mut Ui, rect: Rect, cx: &mut PageCx<'_>) {
        let c = colors();
        let m = measures();
        ui.painter().rect_filled(rect, 0.0, c.sunk);
        paint::vline(ui, rect, rect.left(), c.line);
        let inner = rect.shrink(m.space_4);
        let how = inner.with_min_y(inner.bottom() - self.how.height(ui, inner.width(), cx));
        let above = inner.with_max_y(how.top() - m.space_4);
        paint::hline(ui, rect, how.top() - m.space_2, c.line);
        ui.scope_builder(UiBuilder::new().max_rect(above).id_salt("missing"), |ui| {
            egui::ScrollArea::vertical().id_salt("sheet panel").auto_shrink(false).show(ui, |ui| {
                self.missing_ui(ui, cx);
            });
        });
        ui.scope_builder(UiBuilder::new().max_rect(how).id_salt("how"), |ui| self.how.ui(ui, cx));
    }

    fn missing_ui(&mut self, ui: &mut Ui, cx: &mut PageCx<'_>) {
        let Some(preview) = self.preview.clone() else { return };
        let is_signed = self.signed.ui(ui, &preview, cx);
        if let Some(place) = missing::missing_ui(ui, &preview, is_signed) {
            self.panel_is_open = false;
            match preview.sheet.case() {
                Some(case) => cx.go_place(place, case),
                None => cx.go(Route::of_office(place)),
            }
        }
        if let Some(print) = missing::prints_ui(ui, &preview) {
            self.panel_is_open = false;
            cx.go(Route::InForce(print));
        }
    }

    /// The panel over the page, where there is no room beside the paper.
    fn folded_panel(&mut self, ui: &Ui, cx: &mut PageCx<'_>) {
        if !self.panel_is_open || self.signed.is_open() {
            return;
        }
        let output = Modal::new("还缺什么，打印到哪里").show(
            ui.ctx(),
            |ui| {
                let most = ui.ctx().content_rect().height() - 180.0;
                egui::ScrollArea::vertical().id_salt("sheet panel folded").max_height(most).show(ui, |ui| {
                    self.missing_ui(ui, cx);
                    ui.add_space(measures().space_3);
                    self.how.ui(ui, cx);
                });
            },
            |ui| Button::primary("知道了").ui(ui).clicked(),
        );
        if output.closed || output.foot {
            self.panel_is_open = false;
        }
    }

    fn bar_ui(&mut self, ui: &mut Ui, rect: Rect, cx: &mut PageCx<'_>) {
        let c = colors();
        let m = measures();
        ui.painter().rect_filled(rect, 0.0, c.paper);
        paint::hline(ui, rect, rect.top(), c.line);
        let inner = rect.shrink2(vec2(m.space_6, 0.0));
        let left = egui::Layout::left_to_right(egui::Align::Center);
        ui.scope_builder(UiBuilder::new().max_rect(inner).layout(left), |ui| self.bar_left_ui(ui, cx));
        let right = egui::Layout::right_to_left(egui::Align::Center);
        ui.scope_builder(UiBuilder::new().max_rect(inner).layout(right), |ui| {
            ui.spacing_mut().item_spacing.x = m.space_3;
            if let Some(preview) = self.preview.clone() {
                self.leave_ui(ui, &preview, cx);
            }
        });
        self.folded_panel(ui, cx);
    }

    fn bar_left_ui(&mut self, ui: &mut Ui, cx: &mut PageCx<'_>) {
        ui.spacing_mut().item_spacing.x = measures().space_3;
        if Button::secondary("返回").page().ui(ui).clicked() {
            cx.back();
        }
        let Some(preview) = self.preview.as_ref().filter(|_| cx.width < Width::Desk) else { return };
        let words = match preview.missing.len() {
            0 if self.how.is_stuck(cx) => "看打印机…".to_owned(),
            0 => "打印到…".to_owned(),
            n => format!("还缺 {n} 项"),
        };
        if Button::quiet(&words).page().ui(ui).clicked() {
            self.panel_is_open = true;
        }
    }

    /// The two ways out of the office. Where no printer answers, the file is the way.
    fn leave_ui(&mut self, ui: &mut Ui, preview: &Preview, cx: &mut PageCx<'_>) {
        let why = self.how.why(cx);
        let words = self.how.button(preview);
        let print = |ui: &mut Ui| {
            Button::primary(&words)
                .page()
                .icon(icon::PRINT)
                .key("F7")
                .press_on(Modifiers::NONE, Key::F7)
                .press_on(Modifiers::COMMAND, Key::P)
                .why(why.as_ref())
                .show(ui)
        };
        let output = print(ui);
        if output.response.clicked() {
            let sheet = preview.sheet;
            let watch = self.watched(sheet);
            self.how.print(cx, |setup| match watch {
                None => sheet::Request::Print { sheet, setup },
                Some(watch) => sheet::Request::Bind { sheet, to: Destination::Printer(setup), watch },
            });
        }
        let instead = output.solve.is_some();
        let save = if self.how.has_no_printer(cx) {
            Button::primary("另存 PDF…")
        } else {
            Button::secondary("另存 PDF…")
        };
        let pressed = save.page().icon(icon::EXPORT).press_on(Modifiers::COMMAND, Key::S).ui(ui).clicked();
        if (pressed || instead) && self.saving.is_none() {
            cx.pick_save(SAVE, format!("{}-{}.pdf", preview.sheet.form.number(), preview.sheet.form.label()));
        }
        if cx.width >= Width::Desk && self.how.is_under_way() {
            words_at_left(ui, "打印机正在接收，别的事可以先办");
        }
    }

    fn save(&mut self, to: &Path, cx: &mut PageCx<'_>) {
        let Some(sheet) = self.shown else { return };
        let to = to.to_owned();
        let request = match self.watched(sheet) {
            None => sheet::Request::SaveAs { sheet, to },
            Some(watch) => sheet::Request::Bind { sheet, to: Destination::File(to), watch },
        };
        self.saving = Some(cx.act(Action::Sheet(request)));
    }
}

impl SheetPage {
    /// Who looks on while a sheet leaves, where that takes its time.
    fn watched(&mut self, sheet: SheetRef) -> Option<Arc<BindingWatch>> {
        self.leaving = is_volume(sheet).then(Arc::default);
        self.leaving.clone()
    }
}

/// Quiet words beside the buttons, built from the right.
fn words_at_left(ui: &mut Ui, text: &str) {
    let place = ui.available_rect_before_wrap();
    let place = Rect::from_center_size(place.center(), vec2(place.width(), 24.0));
    ui.scope_builder(UiBuilder::new().max_rect(place.with_min_x(place.right() - 240.0)), |ui| {
        words(ui, text);
    });
}
