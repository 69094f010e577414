//! What every register does with its entries: a new one is written, one that is kept is read, corrected, and taken a
//! step on in a dialog. What a form asks for and how an entry reads is its register's own (`EntryForm`).
//!
//! A new entry, every unfinished correction and a dialog that was put aside live apart, so that handing one in never
//! touches another. All of it is kept with the drafts of whoever sits here.

use crate::domain::attachment::Attachment;
use crate::domain::ids::EntryId;
use crate::domain::ids::Id as _;
use crate::domain::moment::Day;
use crate::services::attachment::Shelf;
use crate::services::registers::Entry as Kept;
use crate::services::registers::View;
use crate::services::request::Action;
use crate::services::request::Outcome;
use crate::ui::components::button::Button;
use crate::ui::components::field::Field;
use crate::ui::components::modal::Modal;
use crate::ui::components::why_panel::Why;
use crate::ui::components::words::words;
use crate::ui::desk::cx::PageCx;
use crate::ui::desk::cx::Ticket;
use crate::ui::draft_keeper::DraftKeeper;
use crate::ui::law::plain_why;
use crate::ui::pages::registers::NEW;
use crate::ui::pages::registers::attachment::AttachmentDesk;
use crate::ui::pages::registers::pane;
use egui::Context;
use egui::Rect;
use egui::Ui;
use serde::Deserialize;
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::cell::RefCell;
use std::collections::BTreeMap;

/// What still has to be said, and why it is asked.
pub(super) type Lack = Option<(&'static str, &'static str)>;

/// What the buttons of a register are called.
pub(super) struct Words {
    /// On the button that keeps an entry.
    pub save: &'static str,
    /// The same for a screen reader: 「登记干预」.
    pub save_name: &'static str,
    /// 「更正这条干预记录」.
    pub correct_name: &'static str,
    /// The key of its drafts.
    pub draft: &'static str,
}

/// The form of a register.
pub(super) trait EntryForm: Clone + Default + PartialEq + Serialize + DeserializeOwned {
    /// What is kept.
    type Body: Clone;
    /// What follows an entry and is asked in a dialog.
    type Dialog: EntryDialog;

    const WORDS: Words;

    /// The entries of this register.
    fn entries(view: &View) -> &[Kept<Self::Body>];

    /// The form of what is kept, for a correction.
    fn of(view: &View, body: &Self::Body) -> Self;

    /// The first thing that is missing.
    fn missing(&self) -> Lack;

    /// What keeps it.
    fn action(&self, corrects: Option<EntryId>, why: &str) -> Option<Action>;

    /// Draws the fields.
    fn ui(&mut self, ui: &mut Ui, view: &View, cx: &mut PageCx<'_>);

    /// Draws an entry as it stands.
    fn read_ui(ui: &mut Ui, view: &View, kept: &Kept<Self::Body>);

    /// Draws what can be done with an entry, from right to left; returns the dialog that was asked for.
    fn bar_ui(ui: &mut Ui, kept: &Kept<Self::Body>, cx: &mut PageCx<'_>) -> Option<Self::Dialog>;

    /// Whether an entry may still be corrected.
    fn is_open(body: &Self::Body) -> bool;

    /// Where its attachments belong; none for a register without.
    const SHELF: Option<Shelf> = None;

    /// What was chosen to go with it.
    fn attachments(&mut self) -> Option<&mut Vec<Attachment>> {
        None
    }

    /// What goes with an entry.
    fn attached(_body: &Self::Body) -> &[Attachment] {
        &[]
    }
}

/// What follows an entry.
pub(super) trait EntryDialog: Clone + PartialEq + Serialize + DeserializeOwned {
    fn title(&self) -> &'static str;

    /// Small words at its foot.
    fn words(&self) -> &'static str;

    /// The first thing that is missing.
    fn missing(&self) -> Lack;

    /// Draws the questions.
    fn ui(&mut self, ui: &mut Ui, today: Day);

    /// What keeps the answers.
    fn action(&self, entry: EntryId) -> Option<Action>;
}

/// A register without a next step.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub(super) enum NoDialog {}

impl EntryDialog for NoDialog {
    fn title(&self) -> &'static str {
        match *self {}
    }

    fn words(&self) -> &'static str {
        match *self {}
    }

    fn missing(&self) -> Lack {
        match *self {}
    }

    fn ui(&mut self, _ui: &mut Ui, _today: Day) {
        match *self {}
    }

    fn action(&self, _entry: EntryId) -> Option<Action> {
        match *self {}
    }
}

/// The button that keeps a correction: what it says, and what a screen reader says.
const CORRECT: (&str, &str) = ("存下更正", "存下这次更正");
const GIVE_UP: &str = "放弃这次登记";

/// Everything that was typed and not handed in.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
#[serde(bound = "")]
struct Typed<F: EntryForm> {
    fresh: F,
    corrections: BTreeMap<EntryId, Correction<F>>,
    /// Put aside with Esc, or open.
    dialog: Option<(EntryId, F::Dialog)>,
}

impl<F: EntryForm> Default for Typed<F> {
    fn default() -> Self {
        Self { fresh: F::default(), corrections: BTreeMap::new(), dialog: None }
    }
}

#[derive(Clone, PartialEq, Serialize, Deserialize)]
#[serde(bound = "")]
struct Correction<F: EntryForm> {
    form: F,
    why: String,
}

/// What was handed in.
enum Sent {
    Fresh,
    Correction(EntryId),
    Dialog,
}

/// The pane of a register and what was typed into it.
pub(super) struct EntryPane<F: EntryForm> {
    typed: Typed<F>,
    dialog_is_open: bool,
    keeper: DraftKeeper,
    /// What was kept before is on the screen.
    is_restored: bool,
    sent: Option<(Ticket, Sent)>,
    attachments: AttachmentDesk,
}

impl<F: EntryForm> Default for EntryPane<F> {
    fn default() -> Self {
        Self {
            typed: Typed::default(),
            dialog_is_open: false,
            keeper: DraftKeeper::default(),
            is_restored: false,
            sent: None,
            attachments: AttachmentDesk::default(),
        }
    }
}

impl<F: EntryForm> EntryPane<F> {
    /// A new entry is being written.
    pub(super) fn is_begun(&self) -> bool {
        self.typed.fresh != F::default()
    }

    /// Takes the answer; true when a new entry was kept.
    pub(super) fn learn(&mut self, cx: &mut PageCx<'_>) -> bool {
        if !self.is_restored
            && let Some(key) = draft_key::<F>(cx)
        {
            self.typed = self.keeper.restored(cx, &key).unwrap_or_default();
            self.keeper.begin(&key, &self.typed);
            self.is_restored = true;
        }
        if let Some(shelf) = F::SHELF {
            for (of, attachment) in self.attachments.learn(shelf, cx) {
                let form = match of {
                    None => Some(&mut self.typed.fresh),
                    Some(entry) => self.typed.corrections.get_mut(&entry).map(|one| &mut one.form),
                };
                if let Some(list) = form.and_then(F::attachments) {
                    list.push(attachment);
                }
            }
        }
        let Some((ticket, sent)) = self.sent.take() else { return false };
        match (cx.take(ticket), sent) {
            (None, sent) => self.sent = Some((ticket, sent)),
            (Some(Ok(Outcome::Done { .. })), sent) => {
                match &sent {
                    Sent::Fresh => self.typed.fresh = F::default(),
                    Sent::Correction(entry) => drop(self.typed.corrections.remove(entry)),
                    Sent::Dialog => self.typed.dialog = None,
                }
                return matches!(sent, Sent::Fresh);
            }
            (Some(_), _) => {}
        }
        false
    }

    /// Keeps what was typed.
    pub(super) fn keep(&mut self, ctx: &Context, cx: &mut PageCx<'_>) {
        let Some(key) = draft_key::<F>(cx).filter(|_| self.is_restored) else { return };
        if self.typed != Typed::default() {
            self.keeper.watch(ctx, cx, &key, &self.typed);
        } else if self.keeper.holds(cx, &key) {
            self.keeper.drop_draft(cx, &key);
        }
    }

    /// Draws the entry, or the form of a new one; true when the form of a new one was given up.
    pub(super) fn ui(
        &mut self,
        ui: &mut Ui,
        rect: Rect,
        view: &View,
        key: &str,
        cx: &mut PageCx<'_>,
    ) -> bool {
        let kept = F::entries(view).iter().find(|one| one.id.uuid().to_string() == key);
        let Some(kept) = kept else { return self.fresh_ui(ui, rect, view, cx) };
        if self.typed.corrections.contains_key(&kept.id) {
            self.correction_ui(ui, rect, view, kept.id, cx);
        } else {
            self.read_ui(ui, rect, view, kept, cx);
            self.dialog_ui(ui.ctx(), kept.id, cx);
            if let Some(shelf) = F::SHELF {
                self.attachments.picture_ui(ui.ctx(), shelf, cx);
            }
        }
        false
    }

    fn read_ui(&mut self, ui: &mut Ui, rect: Rect, view: &View, kept: &Kept<F::Body>, cx: &mut PageCx<'_>) {
        let mut asked = None;
        let mut correct = false;
        let attachments = &mut self.attachments;
        let cx = RefCell::new(cx);
        pane::pane(
            ui,
            rect,
            &format!("{} {}", F::WORDS.draft, kept.id),
            |ui| {
                F::read_ui(ui, view, kept);
                if let Some(shelf) = F::SHELF {
                    attachments.read_ui(ui, shelf, kept.id, F::attached(&kept.body), &mut cx.borrow_mut());
                }
                words(ui, &pane::kept_words(kept));
            },
            |ui| {
                asked = F::bar_ui(ui, kept, &mut cx.borrow_mut());
                if F::is_open(&kept.body) {
                    correct = Button::secondary("更正").name(F::WORDS.correct_name).ui(ui).clicked();
                }
            },
        );
        if let Some(dialog) = asked {
            // The same question that was put aside goes on where it was left.
            let is_aside = matches!(&self.typed.dialog, Some((of, one)) if *of == kept.id && one.title() == dialog.title());
            if !is_aside {
                self.typed.dialog = Some((kept.id, dialog));
            }
            self.dialog_is_open = true;
        }
        if correct {
            let correction = Correction { form: F::of(view, &kept.body), why: String::new() };
            self.typed.corrections.insert(kept.id, correction);
        }
    }

    fn dialog_ui(&mut self, ctx: &Context, entry: EntryId, cx: &mut PageCx<'_>) {
        let is_sent = self.sent.is_some();
        let Some((_, dialog)) = self.typed.dialog.as_mut().filter(|(of, _)| *of == entry) else { return };
        if !self.dialog_is_open {
            return;
        }
        let why = lacking("现在还不能记录", is_sent, dialog.missing());
        let today = cx.now.day();
        let output = Modal::new(dialog.title()).words(dialog.words()).show(
            ctx,
            |ui| dialog.ui(ui, today),
            |ui| {
                let pressed = Button::primary("记录").why(why.as_ref()).ui(ui).clicked();
                (pressed, Button::secondary("取消").ui(ui).clicked())
            },
        );
        let (pressed, cancel) = output.foot;
        if (pressed || output.finished)
            && why.is_none()
            && let Some(action) = dialog.action(entry)
        {
            self.sent = Some((cx.act(action), Sent::Dialog));
        } else if cancel {
            self.typed.dialog = None;
        } else if output.closed {
            self.dialog_is_open = false;
        }
    }

    fn fresh_ui(&mut self, ui: &mut Ui, rect: Rect, view: &View, cx: &mut PageCx<'_>) -> bool {
        let why =
            lacking(&format!("现在还不能{}", F::WORDS.save), self.sent.is_some(), self.typed.fresh.missing());
        let fresh = &mut self.typed.fresh;
        let attachments = &mut self.attachments;
        let save = (F::WORDS.save, F::WORDS.save_name);
        let done = form_pane::<F>(ui, rect, (NEW, save), why.as_ref(), |ui| {
            fresh.ui(ui, view, cx);
            if let (Some(shelf), Some(list)) = (F::SHELF, fresh.attachments()) {
                attachments.edit_ui(ui, shelf, None, list, cx);
            }
        });
        match done {
            Some(Done::Save) => {
                if let Some(action) = self.typed.fresh.action(None, "") {
                    self.sent = Some((cx.act(action), Sent::Fresh));
                }
            }
            Some(Done::GiveUp) => self.typed.fresh = F::default(),
            None => {}
        }
        matches!(done, Some(Done::GiveUp))
    }

    fn correction_ui(&mut self, ui: &mut Ui, rect: Rect, view: &View, entry: EntryId, cx: &mut PageCx<'_>) {
        let is_sent = self.sent.is_some();
        let attachments = &mut self.attachments;
        let Some(correction) = self.typed.corrections.get_mut(&entry) else { return };
        let unsaid = correction.why.trim().is_empty();
        let unsaid = unsaid.then_some(("还没写更正原因", "原来的一版也留着，要说明为什么改"));
        let why = lacking("现在还不能更正", is_sent, correction.form.missing().or(unsaid));
        let done = form_pane::<F>(ui, rect, (&entry.to_string(), CORRECT), why.as_ref(), |ui| {
            Field::new("更正原因", &mut correction.why).required().ui(ui);
            correction.form.ui(ui, view, cx);
            if let (Some(shelf), Some(list)) = (F::SHELF, correction.form.attachments()) {
                attachments.edit_ui(ui, shelf, Some(entry), list, cx);
            }
        });
        match done {
            Some(Done::Save) => {
                if let Some(action) = correction.form.action(Some(entry), correction.why.trim()) {
                    self.sent = Some((cx.act(action), Sent::Correction(entry)));
                }
            }
            Some(Done::GiveUp) => {
                self.typed.corrections.remove(&entry);
            }
            None => {}
        }
    }
}

/// How a form was left.
#[derive(Clone, Copy)]
enum Done {
    Save,
    GiveUp,
}

fn form_pane<F: EntryForm>(
    ui: &mut Ui,
    rect: Rect,
    (salt, save): (&str, (&str, &str)),
    why: Option<&Why>,
    fields: impl FnOnce(&mut Ui),
) -> Option<Done> {
    let mut done = None;
    let finished = pane::pane(ui, rect, &format!("{} form {salt}", F::WORDS.draft), fields, |ui| {
        let save = Button::primary(save.0).key("Ctrl+Enter").why(why).name(save.1);
        if save.ui(ui).clicked() {
            done = Some(Done::Save);
        }
        if Button::secondary("放弃").name(GIVE_UP).ui(ui).clicked() {
            done = Some(Done::GiveUp);
        }
    });
    match done {
        Some(Done::GiveUp) => done,
        _ if why.is_some() => None,
        _ => done.or(finished.then_some(Done::Save)),
    }
}

fn lacking(title: &str, is_sent: bool, missing: Lack) -> Option<Why> {
    let under_way = is_sent.then_some(("正在登记", "存好、读回以后才算数"));
    under_way.or(missing).map(|(fact, reason)| plain_why(title, fact, reason))
}

/// Drafts name people; they wait for whoever typed them.
fn draft_key<F: EntryForm>(cx: &PageCx<'_>) -> Option<String> {
    cx.views.drafts.as_ref()?;
    Some(format!("registers/{}/{}", cx.user()?.id, F::WORDS.draft))
}
