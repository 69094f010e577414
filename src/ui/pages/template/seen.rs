//! 样张: the sample of a form as it would print with what is typed. One question at a time is under way; what was typed
//! meanwhile is asked when the answer is there.

use crate::services::request::Look;
use crate::services::request::Outcome;
use crate::services::template::FormDraft;
use crate::services::template::PaperDraft;
use crate::ui::components::paint;
use crate::ui::desk::cx::PageCx;
use crate::ui::desk::cx::Ticket;
use crate::ui::pages::sheet::paper::Pages;
use crate::ui::theme::Type;
use crate::ui::theme::colors;
use egui::Context;
use egui::Rect;
use egui::Ui;
use egui::UiBuilder;

/// The sample that is shown, and what it shows.
pub(super) struct Seen {
    pages: Pages,
    shown: Option<Box<(PaperDraft, FormDraft)>>,
    asked: Option<(Ticket, Box<(PaperDraft, FormDraft)>)>,
    failed: Option<String>,
}

impl Default for Seen {
    fn default() -> Self {
        Self { pages: Pages::beside(), shown: None, asked: None, failed: None }
    }
}

impl Seen {
    pub(super) fn learn(&mut self, ctx: &Context, cx: &mut PageCx<'_>) {
        let Some((ticket, drafts)) = self.asked.take() else { return };
        match cx.take(ticket) {
            None => self.asked = Some((ticket, drafts)),
            Some(answer) => {
                self.failed = None;
                match answer {
                    Ok(Outcome::TemplatePreview(drawn)) => self.pages.take(ctx, &drawn.pages, &drawn.smaller),
                    Ok(_) => {}
                    Err(error) => self.failed = Some(error.to_string().replace("，什么都没有改", "")),
                }
                self.shown = Some(drafts);
            }
        }
    }

    /// Asks for what is typed, unless that is what is shown or something is under way.
    pub(super) fn wish(&mut self, paper: PaperDraft, form: FormDraft, cx: &mut PageCx<'_>) {
        let drafts = Box::new((paper, form));
        if self.asked.is_some() || self.shown.as_ref() == Some(&drafts) {
            return;
        }
        self.asked = Some((cx.look(Look::TemplatePreview(drafts.clone())), drafts));
    }

    /// What is shown is not what is in force any more.
    pub(super) fn forget(&mut self) {
        self.shown = None;
    }

    pub(super) fn ui(&mut self, ui: &mut Ui, rect: Rect) {
        let note = |words: &str| {
            let galley = paint::wrapped(ui, Type::Body, colors().ink3, words, rect.width() - 48.0);
            paint::put_center(ui.painter(), rect.with_max_y(rect.top() + 120.0), &galley);
        };
        match (&self.failed, &self.shown) {
            (Some(failed), _) => note(failed),
            (None, None) => note("正在排样张"),
            (None, Some(drafts)) => {
                let form = drafts.1.form;
                let name = format!("样张 {} {}", form.number(), form.label());
                // The preview takes all the room there is.
                ui.scope_builder(UiBuilder::new().max_rect(rect), |ui| self.pages.ui(ui, rect, &name));
            }
        }
    }
}
