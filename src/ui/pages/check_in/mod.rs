//! 到场签到 (F-07, T9): who comes, with what, and what follows. One person at a time, the fact first.
//!
//! The time of an arrival is the machine's. Whether somebody may witness is concluded from what was shown, while it
//! is being shown; the page never lets it be typed.

mod bar;
mod fields;
mod form;
mod people;
mod person;
mod questions;
mod side;
mod signatures;
mod slots;
pub mod verdict;

use self::form::Form;
use self::form::Part;
use self::people::Who;
use self::questions::Answer;
use self::questions::Question;
use self::slots::Slots;
use crate::domain::ids::CaseId;
use crate::domain::ids::EvidenceId;
use crate::domain::moment::Moment;
use crate::domain::secret::PersonName;
use crate::domain::sheet::FormNo;
use crate::domain::sheet::SheetRef;
use crate::domain::signature::Manner;
use crate::services::case_view::CaseView;
use crate::services::check_in;
use crate::services::request::Action;
use crate::services::request::Outcome;
use crate::ui::desk::cx::PageCx;
use crate::ui::desk::cx::Ticket;
use crate::ui::draft_keeper::DraftKeeper;
use crate::ui::pages::Page;
use crate::ui::pages::PageId;
use crate::ui::pages::PageMeta;
use crate::ui::pages::Route;
use crate::ui::reasons::ReasonQuestion;
use crate::ui::signing::Signing;
use crate::ui::theme::Width;
use crate::ui::theme::icon;
use crate::ui::theme::measures;
use egui::Rect;
use egui::Ui;
use egui::pos2;
use serde::Deserialize;
use serde::Serialize;
use std::collections::BTreeMap;

pub use self::people::find_present;
pub use self::people::present;
pub use self::people::role_words;
pub use self::slots::pasted;

/// 到场签到.
#[derive(Default)]
pub struct CheckInPage {
    case: Option<CaseId>,
    chosen: Option<Who>,
    forms: BTreeMap<String, Form>,
    signing: BTreeMap<String, PersonSigning>,
    newcomer: bool,
    keeper: DraftKeeper,
    /// Keeps what is ticked and signed and not handed in; beside `keeper`, which waits for one form at a time.
    ink: DraftKeeper,
    hand_on: HandOn,
    /// Whose row of the list the keyboard goes to: the next who is here and has not signed.
    next_row: Option<EvidenceId>,
    slots: Slots,
    sent: Option<Sent>,
    question: Option<Question>,
    reasons: ReasonQuestion,
    /// The rule behind the verdict on screen, for F1.
    cited: Option<String>,
    /// In a narrow window: the list is shown instead of the person.
    list_open: bool,
}

/// Whether the keyboard goes on by itself.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum HandOn {
    #[default]
    No,
    /// A signature was stored: on to what comes next.
    Due,
    /// Somebody was brought up by key from the list: in the next frame, to where they sign.
    NextFrame,
}

/// What is ticked and drawn for one person.
#[derive(Default)]
struct PersonSigning {
    told: [bool; 3],
    rules: Signing,
    sheet: Signing,
}

/// The same as it is kept with the drafts.
#[derive(Default, Serialize, Deserialize)]
struct KeptSigning {
    told: [bool; 3],
    rules: Option<Manner>,
    sheet: Option<Manner>,
}

impl PersonSigning {
    fn to_keep(&self) -> KeptSigning {
        KeptSigning { told: self.told, rules: self.rules.given(), sheet: self.sheet.given() }
    }
}

impl From<KeptSigning> for PersonSigning {
    fn from(kept: KeptSigning) -> Self {
        Self { told: kept.told, rules: Signing::restored(kept.rules), sheet: Signing::restored(kept.sheet) }
    }
}

/// A write under way, and what follows when it succeeds.
struct Sent {
    ticket: Ticket,
    then: Then,
}

enum Then {
    /// The arrival is in; the rules that were signed with it go after it.
    SignedIn { key: String, rules: Option<([bool; 3], Manner)> },
    /// A later version is in.
    Supplemented { key: String },
    /// A question is answered.
    Answered,
    /// A signature is in.
    Signed { key: String },
    /// Everybody is here: on to the licences.
    Opened,
}

/// What the frame shows about it.
pub const META: PageMeta = PageMeta {
    id: PageId::CheckIn,
    title: "到场签到",
    icon: icon::HOW_TO_REG,
    under: PageId::Today,
    in_sidebar: false,
    keys: &[("F1", "说明"), ("F5", "电话通知"), ("F6", "选图片"), ("F7", "打印"), ("F9", "离场")],
};

/// The person in focus, put together for one frame.
struct Focus {
    who: Who,
    /// Names the draft.
    key: String,
    /// The form as the office knows it.
    base: Form,
}

impl Page for CheckInPage {
    fn meta(&self) -> &'static PageMeta {
        &META
    }

    fn ui(&mut self, ui: &mut Ui, cx: &mut PageCx<'_>) {
        let Some(case) = cx.route.case() else { return };
        let Some(view) = cx.case(case) else { return };
        if self.case != Some(case) {
            self.enter(case, &view);
        }
        self.follow_up(cx, case);
        self.slots.receive(cx, case, &mut self.forms);
        let focus = self.focus(cx, case, &view);
        if self.hand_on == HandOn::NextFrame {
            self.hand_on = HandOn::Due;
        }
        let all = ui.max_rect();
        let m = measures();
        let bar_height = if cx.width >= Width::Desk { m.action_bar } else { 56.0 };
        let head = all.with_max_y(all.top() + m.page_head);
        let bar = all.with_min_y(all.bottom() - bar_height);
        let body = Rect::from_min_max(head.left_bottom(), pos2(all.right(), bar.top()));
        self.head_ui(ui, head, cx, &view);
        match cx.width {
            Width::Desk | Width::Wide => self.three_panes(ui, body, cx, &view, focus.as_ref()),
            Width::Rail => self.two_panes(ui, body, cx, &view, focus.as_ref()),
            Width::Narrow => self.one_pane(ui, body, cx, &view, focus.as_ref()),
        }
        if let Some(focus) = &focus {
            self.bar_ui(ui, bar, cx, case, &view, focus);
            if let Some(form) = self.forms.get(&focus.key) {
                self.keeper.watch(ui.ctx(), cx, &focus.key, form);
            }
            if let Some(signing) = self.signing.get(&focus.key) {
                self.ink.watch(ui.ctx(), cx, &ink_key(&focus.key), &signing.to_keep());
            }
        }
        self.question_ui(ui.ctx(), cx, case, &view, focus.as_ref());
        self.arrow_keys(ui.ctx(), cx, &view);
    }
}

impl CheckInPage {
    fn enter(&mut self, case: CaseId, view: &CaseView) {
        self.case = Some(case);
        self.newcomer = false;
        self.question = None;
        self.list_open = false;
        let rows = people::rows(view, None, view.now);
        let waits = rows.iter().find(|row| matches!(row.who, Who::Awaited(_)));
        self.chosen = waits.or(rows.first()).map(|row| row.who.clone());
    }

    /// Takes the answer to what was asked last and does what follows from it.
    fn follow_up(&mut self, cx: &mut PageCx<'_>, case: CaseId) {
        let Some(Sent { ticket, then }) = self.sent.take() else { return };
        let answer = match cx.take(ticket) {
            None => {
                self.sent = Some(Sent { ticket, then });
                return;
            }
            Some(Err(_)) => return,
            Some(Ok(answer)) => answer,
        };
        let made = match answer {
            Outcome::Done { made, .. } => made,
            _ => None,
        };
        match then {
            Then::SignedIn { key, rules } => {
                self.handed_in(cx, &key, made);
                if let (Some(attendance), Some((rules_told, manner))) = (made, rules) {
                    let request = check_in::Request::SignRules { case, attendance, rules_told, manner };
                    cx.act(Action::CheckIn(request));
                }
            }
            Then::Supplemented { key } => {
                self.question = None;
                self.handed_in(cx, &key, made);
            }
            Then::Answered => self.question = None,
            Then::Signed { key } => {
                self.signed(cx, &key);
                self.hand_on = HandOn::Due;
            }
            Then::Opened => cx.go(crate::ui::pages::Route::LicenceShowing(case)),
        }
    }

    /// The form is in the office now: the draft goes, and the person stays in focus.
    fn handed_in(&mut self, cx: &mut PageCx<'_>, key: &str, made: Option<EvidenceId>) {
        self.keeper.drop_draft(cx, key);
        self.forms.remove(key);
        self.signed(cx, key);
        if self.chosen == Some(Who::Newcomer) {
            self.newcomer = false;
        }
        if let Some(made) = made {
            self.chosen = Some(Who::Here(made));
        }
    }

    /// What was ticked and drawn is in the office now.
    fn signed(&mut self, cx: &mut PageCx<'_>, key: &str) {
        self.signing.remove(key);
        let ink = ink_key(key);
        if self.ink.holds(cx, &ink) {
            self.ink.drop_draft(cx, &ink);
        }
    }

    /// The person in focus with their form; `None` while an arrival is being read back.
    fn focus(&mut self, cx: &PageCx<'_>, case: CaseId, view: &CaseView) -> Option<Focus> {
        let who = self.chosen.clone()?;
        let key = key_of(case, view, &who);
        let base = match &who {
            Who::Here(id) => Form::of_attendance(&find_present(view, *id)?.row.body),
            Who::Awaited(expected) => {
                if !view.expected.iter().any(|row| row.who == *expected) {
                    self.chosen = None;
                    return None;
                }
                Form::of_expected(view, expected)
            }
            Who::Newcomer => self.forms.get(&key).cloned()?,
        };
        if !self.forms.contains_key(&key) && cx.views.drafts.is_some() {
            let restored = self.keeper.restored(cx, &key);
            self.keeper.begin(&key, restored.as_ref().unwrap_or(&base));
            self.forms.insert(key.clone(), restored.unwrap_or_else(|| base.clone()));
        }
        if !self.signing.contains_key(&key) && cx.views.drafts.is_some() {
            let kept: KeptSigning = self.ink.restored(cx, &ink_key(&key)).unwrap_or_default();
            self.ink.begin(&ink_key(&key), &kept);
            self.signing.insert(key.clone(), kept.into());
        }
        Some(Focus { who, key, base })
    }

    fn newcomer_key(case: CaseId) -> String {
        format!("check_in/{case}/newcomer")
    }

    fn question_ui(
        &mut self,
        ctx: &egui::Context,
        cx: &mut PageCx<'_>,
        case: CaseId,
        view: &CaseView,
        focus: Option<&Focus>,
    ) {
        let Some(question) = &mut self.question else { return };
        let output = question.ui(ctx, case, view);
        if output.closed {
            self.question = None;
        }
        match output.answer {
            None => {}
            Some(Answer::Ask(request)) => {
                let ticket = cx.act(Action::CheckIn(*request));
                self.sent = Some(Sent { ticket, then: Then::Answered });
            }
            Some(Answer::Later(reason)) => {
                if let Some(focus) = focus {
                    self.supplement(cx, case, view, focus, reason);
                }
            }
            Some(Answer::PrintConsent) => {
                self.question = None;
                cx.go(Route::Sheet(SheetRef::of_case(FormNo::F10, case, None)));
            }
            Some(Answer::Newcomer(form)) => {
                self.question = None;
                self.newcomer = true;
                self.chosen = Some(Who::Newcomer);
                self.forms.insert(Self::newcomer_key(case), *form);
            }
        }
    }

    /// ↑ ↓ go from person to person while no text has the keyboard.
    fn arrow_keys(&mut self, ctx: &egui::Context, cx: &PageCx<'_>, view: &CaseView) {
        use crate::ui::components::flow::pressed;
        if ctx.text_edit_focused() || self.question.is_some() || egui::Popup::is_any_open(ctx) {
            return;
        }
        let step = if pressed(ctx, egui::Modifiers::NONE, egui::Key::ArrowDown) {
            1
        } else if pressed(ctx, egui::Modifiers::NONE, egui::Key::ArrowUp) {
            -1
        } else {
            return;
        };
        self.move_by(cx, view, step);
    }

    fn move_by(&mut self, cx: &PageCx<'_>, view: &CaseView, step: isize) {
        let rows = people::rows(view, self.newcomer_form(cx), cx.now);
        let at = rows.iter().position(|row| self.is_chosen(view, &row.who));
        let next = match at {
            Some(at) => at.saturating_add_signed(step).min(rows.len().saturating_sub(1)),
            None => 0,
        };
        if let Some(row) = rows.get(next) {
            self.chosen = Some(row.who.clone());
        }
    }

    fn newcomer_form(&self, cx: &PageCx<'_>) -> Option<&Form> {
        let case = cx.route.case()?;
        self.forms.get(&Self::newcomer_key(case)).filter(|_| self.newcomer)
    }

    fn is_chosen(&self, view: &CaseView, who: &Who) -> bool {
        match (&self.chosen, who) {
            (Some(Who::Here(chosen)), Who::Here(id)) => {
                people::newest_version(&view.file, *chosen) == people::newest_version(&view.file, *id)
            }
            (chosen, who) => chosen.as_ref() == Some(who),
        }
    }
}

/// Under which key what a person signs is kept.
fn ink_key(key: &str) -> String {
    format!("{key}/ink")
}

/// Under which key the draft of a person is kept.
fn key_of(case: CaseId, view: &CaseView, who: &Who) -> String {
    use crate::services::case_view::Expected;
    let who = match who {
        Who::Here(id) => format!("here-{}", people::first_version(&view.file, *id)),
        Who::Newcomer => return CheckInPage::newcomer_key(case),
        Who::Awaited(expected) => match expected {
            Expected::Subject => "subject".to_owned(),
            Expected::Client(id) => format!("client-{id}"),
            Expected::Agent(id) => format!("agent-{id}"),
            Expected::Companion(id) => format!("companion-{id}"),
            Expected::Statutory(id) => format!("statutory-{id}"),
            Expected::Insurer(id) => format!("insurer-{id}"),
            Expected::Appraiser(id) | Expected::Assistant(id) => format!("staff-{id}"),
        },
    };
    format!("check_in/{case}/{who}")
}

/// Who sits at the desk; the checker of what is written.
fn sitting(cx: &PageCx<'_>) -> PersonName {
    let user = cx.views.session.as_ref().and_then(|session| session.user.as_ref());
    user.map_or_else(PersonName::default, |user| user.name.clone())
}

/// Whether this form carries both kinds of credential, one, or none.
fn places(part: Part) -> &'static [slots::Slot] {
    match part {
        Part::Insurer => &[slots::Slot::Identity, slots::Slot::Work],
        Part::Appraiser | Part::Assistant => &[],
        Part::Subject | Part::Client | Part::Agent | Part::Companion | Part::Statutory => {
            &[slots::Slot::Identity]
        }
    }
}

/// 「14:00」 of the appointment, empty without one.
fn appointed(view: &CaseView) -> String {
    view.file
        .appointment()
        .map_or_else(String::new, |appointment| Moment::hour_minute_text(appointment.starts_at))
}
