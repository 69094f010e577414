//! Reads a long list piece by piece: the next is asked for with the answer to the last, so that to stop is not to ask.

use crate::domain::case_head::CaseCursor;
use crate::domain::statistics::Span;
use crate::services::ledger::Piece;
use crate::services::request::Look;
use crate::services::request::Outcome;
use crate::ui::components::button::Button;
use crate::ui::components::long_table::cell_note;
use crate::ui::components::progress::progress;
use crate::ui::desk::cx::PageCx;
use crate::ui::desk::cx::Ticket;
use egui::Rect;
use egui::Ui;
use egui::UiBuilder;
use egui::vec2;
use std::sync::Arc;

/// How a list is asked for, and how its answers are told from others.
pub(crate) struct Way<T> {
    pub(crate) look: fn(Span, Option<CaseCursor>) -> Look,
    pub(crate) take: fn(Outcome) -> Option<Arc<Piece<T>>>,
}

/// A list that is read, or being read.
pub(crate) struct PieceReader<T> {
    way: Way<T>,
    span: Option<Span>,
    asked: Option<Ticket>,
    incoming: Vec<T>,
    n_read: u64,
    n_all: u64,
    /// Where to go on after a stop.
    rest: Option<CaseCursor>,
    items: Arc<Vec<T>>,
    /// The items are those of `span`, to the end.
    is_whole: bool,
    /// Counts what became another, for whoever keeps something made of the items.
    edition: u64,
}

impl<T: Clone> PieceReader<T> {
    /// Nothing is read yet.
    pub(crate) fn new(way: Way<T>) -> Self {
        Self {
            way,
            span: None,
            asked: None,
            incoming: Vec::new(),
            n_read: 0,
            n_all: 0,
            rest: None,
            items: Arc::default(),
            is_whole: false,
            edition: 0,
        }
    }

    /// What was read; while the same period is read again, what was read before.
    pub(crate) fn items(&self) -> &Arc<Vec<T>> {
        &self.items
    }

    /// Which items these are: another number, other items.
    pub(crate) fn edition(&self) -> u64 {
        self.edition
    }

    /// How many cases were looked at, and how many there are; none while nothing is under way.
    pub(crate) fn progress(&self) -> Option<(u64, u64)> {
        self.asked.map(|_| (self.n_read, self.n_all))
    }

    /// Everything of the period is there.
    pub(crate) fn is_whole(&self) -> bool {
        self.is_whole
    }

    /// Somebody stopped it before the end.
    pub(crate) fn is_stopped(&self) -> bool {
        self.asked.is_none() && self.span.is_some() && !self.is_whole
    }

    /// Reads a period from the beginning.
    pub(crate) fn read(&mut self, span: Span, cx: &mut PageCx<'_>) {
        if self.span != Some(span) {
            self.items = Arc::default();
            self.is_whole = false;
            self.edition += 1;
        }
        self.span = Some(span);
        self.incoming.clear();
        (self.n_read, self.n_all) = (0, 0);
        self.rest = None;
        self.asked = Some(cx.look((self.way.look)(span, None)));
    }

    /// Asks no more; what was read stays.
    pub(crate) fn stop(&mut self) {
        self.asked = None;
        if !self.is_whole {
            self.items = Arc::new(self.incoming.clone());
            self.edition += 1;
        }
    }

    /// Goes on where it was stopped.
    pub(crate) fn go_on(&mut self, cx: &mut PageCx<'_>) {
        if let Some(span) = self.span {
            self.asked = Some(cx.look((self.way.look)(span, self.rest)));
        }
    }

    /// The foot of the page while the list is not whole: how far it is, with 停下, or where it was stopped, with 接着读.
    /// Says whether there was anything of that to show.
    pub(crate) fn foot_ui(&mut self, ui: &mut Ui, rect: Rect, work: &str, cx: &mut PageCx<'_>) -> bool {
        if let Some((done, all)) = self.progress().filter(|(done, all)| done < all) {
            let line = Rect::from_center_size(rect.center() - vec2(0.0, 8.0), vec2(rect.width(), 46.0));
            let bar = UiBuilder::new().max_rect(line);
            if ui.scope_builder(bar, |ui| progress(ui, work, done, all, "完了可以导出")).inner {
                self.stop();
            }
            return true;
        }
        if self.is_stopped() {
            let layout = egui::Layout::left_to_right(egui::Align::Center);
            ui.scope_builder(UiBuilder::new().max_rect(rect).layout(layout), |ui| {
                let words = format!("停在第 {} 件，没有读完，不能导出", self.items.len());
                cell_note(ui, &words);
                if Button::quiet("接着读").ui(ui).clicked() {
                    self.go_on(cx);
                }
            });
            return true;
        }
        false
    }

    /// Takes what came, and asks for more.
    pub(crate) fn learn(&mut self, cx: &mut PageCx<'_>) {
        let Some(answer) = cx.take_if(&mut self.asked) else { return };
        let Some(piece) = answer.ok().and_then(self.way.take) else {
            // The frame says what went wrong; what was read stays.
            return;
        };
        self.incoming.extend(piece.items.iter().cloned());
        self.n_read += piece.n_read;
        self.n_all = piece.n_all;
        self.rest = piece.next;
        if let Some(next) = piece.next {
            self.asked = Some(cx.look((self.way.look)(piece.span, Some(next))));
        }
        if piece.next.is_none() {
            self.items = Arc::new(std::mem::take(&mut self.incoming));
            self.is_whole = true;
            self.edition += 1;
        } else if !self.is_whole && self.incoming.len() >= 2 * self.items.len() {
            // Twice as many each time: showing them never costs more than reading them.
            self.items = Arc::new(self.incoming.clone());
            self.edition += 1;
        }
    }
}
