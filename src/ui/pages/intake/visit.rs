//! A visitor at the desk: what was typed for them, kept as an encrypted draft until it is handed in.
//!
//! One draft per visitor holds every step, so that two visitors can be served in turns and a kill loses a second.

use crate::domain::case::CaseFile;
use crate::domain::ids::CaseId;
use crate::domain::ids::EvidenceId;
use crate::domain::ids::Id as _;
use crate::domain::ids::InsurerId;
use crate::domain::ids::PersonId;
use crate::domain::ids::UserId;
use crate::domain::moment::Moment;
use crate::domain::person::IdentityCheck;
use crate::domain::person::Person;
use crate::domain::reception::ClientKind;
use crate::domain::reception::Intake;
use crate::domain::review::Review;
use crate::domain::secret::PersonName;
use crate::services::case_view::CaseView;
use crate::services::draft;
use crate::services::reception::fresh_person;
use crate::services::request::Action;
use crate::services::request::Reasons;
use crate::ui::desk::cx::PageCx;
use crate::ui::desk::cx::Ticket;
use crate::ui::pages::IntakeStep;
use crate::ui::pages::intake::assignment::AssignmentDraft;
use crate::ui::pages::intake::commission::AgreementSheet;
use crate::ui::pages::intake::commission::RefusalDraft;
use crate::ui::pages::intake::joint_letter::LetterDraft;
use crate::ui::pages::intake::material::MaterialDesk;
use crate::ui::pages::intake::material::MaterialDraft;
use crate::ui::pages::intake::reception::blank_client;
use crate::ui::pages::intake::risk_notice::NoticeDraft;
use crate::ui::pages::intake::signing::SigningDesk;
use egui::Id;
use serde::Deserialize;
use serde::Serialize;
use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::sync::Arc;

/// How long after the last change a draft is kept, in seconds.
const PAUSE: f64 = 1.0;

/// Who stands at the desk.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Who {
    /// Somebody whose case is open already.
    Case(CaseId),
    /// The n-th sheet that was begun and not handed in yet.
    New(u32),
}

impl Who {
    const NEW: &'static str = "intake/new/";

    /// The key the draft lies under.
    pub fn key(self) -> String {
        match self {
            Self::Case(case) => format!("intake/{case}"),
            Self::New(n) => format!("{}{n}", Self::NEW),
        }
    }

    /// The sheet whose draft lies under a key, if it is one that was not handed in yet.
    pub fn new_of_key(key: &str) -> Option<Self> {
        key.strip_prefix(Self::NEW)?.parse().ok().map(Self::New)
    }

    /// Whose draft lies under a key, if it is one of 受理.
    pub fn of_key(key: &str) -> Option<Self> {
        let case = || key.strip_prefix("intake/")?.parse().ok().map(Self::Case);
        Self::new_of_key(key).or_else(case)
    }

    pub fn case(self) -> Option<CaseId> {
        match self {
            Self::Case(case) => Some(case),
            Self::New(_) => None,
        }
    }
}

/// What was typed and not handed in, over all five steps.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Draft {
    pub intake: Intake,
    /// 被鉴定人是不是委托人本人; the intake tells it only by two equal ids.
    #[serde(default)]
    pub is_self: Option<bool>,
    /// Clients whose kind was chosen; the others stand with a kind nobody answered for.
    #[serde(default)]
    pub kinds_chosen: BTreeSet<PersonId>,
    #[serde(default)]
    pub notice: NoticeDraft,
    #[serde(default)]
    pub letter: LetterDraft,
    #[serde(default)]
    pub material: MaterialDraft,
    /// `None` while the review was not touched since it was last kept.
    #[serde(default)]
    pub review: Option<Review>,
    #[serde(default)]
    pub assignment: AssignmentDraft,
    #[serde(default)]
    pub declarations: BTreeMap<UserId, [Option<bool>; 4]>,
    #[serde(default)]
    pub refusal: RefusalDraft,
    #[serde(default)]
    pub agreement: AgreementSheet,
    /// Reasons for going on in spite of a Warn.
    #[serde(default)]
    pub reasons: Reasons,
}

impl Draft {
    /// A draft in which nothing was typed beyond this intake.
    pub fn of(intake: Intake) -> Self {
        let subject = &intake.subject;
        let is_self = (!subject.name.is_empty())
            .then(|| intake.clients.first().is_some_and(|client| client.person.id == subject.id));
        let kinds_chosen = intake.clients.iter().map(|client| client.person.id).collect();
        Self {
            intake,
            is_self,
            kinds_chosen,
            notice: NoticeDraft::default(),
            letter: LetterDraft::default(),
            material: MaterialDraft::default(),
            review: None,
            assignment: AssignmentDraft::default(),
            declarations: BTreeMap::new(),
            refusal: RefusalDraft::default(),
            agreement: AgreementSheet::default(),
            reasons: Reasons::new(),
        }
    }
}

/// What an answer of the office is followed by.
#[derive(Clone, Debug)]
pub enum Then {
    /// The case was opened; complete the reception at once, or stay.
    Opened {
        go_on: bool,
    },
    /// This intake was saved.
    Saved(Box<Intake>),
    /// Go to this step.
    Go(IntakeStep),
    NoticeGiven {
        stays: bool,
    },
    LetterReceived,
    MaterialRegistered,
    MaterialAnswered,
    Reviewed,
    Assigned,
    Declared(UserId),
    Decided {
        refused: bool,
    },
    Agreed,
    InsurerRegistered {
        insurer: InsurerId,
        at: usize,
    },
}

/// What the keyboard stood on and is gone, so that it goes on from there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HandsOn {
    Assigned,
    Declared(UserId),
    /// Somebody signed on paper, or it was noted that they do not.
    Signed,
}

/// A visitor: the draft, what the page remembers of the screen, and what was asked of the office.
pub struct Visit {
    pub who: Who,
    pub draft: Draft,
    /// What the draft would be if nothing had been typed.
    clean: Draft,
    /// The snapshot the draft was last compared with.
    seen: Option<Arc<CaseView>>,
    last: Draft,
    changed_at: Option<f64>,
    focus: Option<Id>,
    is_kept: bool,
    /// When the draft was last kept.
    pub kept_at: Option<Moment>,
    pub pending: Vec<(Ticket, Then)>,
    /// Going on was tried, so that what is missing may be red.
    pub tried: Option<IntakeStep>,
    /// Where the fields of a rule are on the screen.
    pub anchors: BTreeMap<&'static str, Id>,
    /// The group of fields that had the keyboard.
    pub group: Option<usize>,
    pub signing: SigningDesk,
    pub hands_on: Option<HandsOn>,
    pub materials: MaterialDesk,
    /// Texts of searched lists, by list.
    pub typed: BTreeMap<String, String>,
    /// Nobody looked at the sheet yet.
    pub is_fresh: bool,
    /// 「不登记了」 was pressed.
    pub is_leaving: bool,
}

impl Visit {
    /// A sheet nobody has written on; facts of the desk are filled in, answers are not.
    pub fn begun(n: u32, now: Moment, premises: &[String]) -> Self {
        let mut intake = Intake::empty(fresh_person(now));
        intake.received_on = Some(now.day());
        if let [only] = premises {
            intake.premises.clone_from(only);
        }
        let client = blank_client(ClientKind::Other, now);
        intake.clients.push(client);
        let mut draft = Draft::of(intake);
        draft.kinds_chosen.clear();
        let mut visit = Self::with(Who::New(n), draft);
        visit.is_fresh = true;
        visit
    }

    /// A case as it was read last.
    pub fn of_case(view: &Arc<CaseView>) -> Self {
        let mut visit = Self::with(Who::Case(view.file.id), Draft::of(view.file.intake.clone()));
        visit.seen = Some(Arc::clone(view));
        visit
    }

    fn with(who: Who, draft: Draft) -> Self {
        Self {
            who,
            clean: draft.clone(),
            last: draft.clone(),
            draft,
            seen: None,
            changed_at: None,
            focus: None,
            is_kept: false,
            kept_at: None,
            pending: Vec::new(),
            tried: None,
            anchors: BTreeMap::new(),
            group: None,
            signing: SigningDesk::default(),
            hands_on: None,
            materials: MaterialDesk::default(),
            typed: BTreeMap::new(),
            is_fresh: false,
            is_leaving: false,
        }
    }

    /// Takes up what was typed before a break or a kill.
    pub fn restore(&mut self, kept: &draft::Draft) {
        match serde_json::from_str::<Draft>(&kept.body) {
            Ok(draft) => {
                self.draft = draft;
                self.last = self.draft.clone();
                self.is_kept = true;
                self.kept_at = Some(kept.at);
            }
            Err(error) => tracing::warn!(%error, key = kept.key, "a draft of an older shape was left alone"),
        }
    }

    /// Nothing was typed that the office does not have.
    pub fn is_clean(&self) -> bool {
        self.draft == self.clean
    }

    /// The intake differs from what the office has.
    pub fn intake_changed(&self) -> bool {
        self.draft.intake != self.clean.intake
    }

    /// The name on the tab.
    pub fn name(&self) -> String {
        let intake = &self.draft.intake;
        let clients = intake.client_names().trim_matches('、').to_owned();
        match (clients.is_empty(), intake.subject.name.is_empty()) {
            (false, _) => clients,
            (true, false) => intake.subject.name.as_str().to_owned(),
            (true, true) => "新来访".to_owned(),
        }
    }

    /// Follows the office: what was not touched here takes the new values.
    pub fn follow(&mut self, view: &Arc<CaseView>) {
        if self.seen.as_ref().is_some_and(|seen| Arc::ptr_eq(seen, view)) {
            return;
        }
        let former = self.seen.replace(Arc::clone(view));
        let fresh = &view.file.intake;
        if self.draft.intake == self.clean.intake {
            let is_self = Draft::of(fresh.clone());
            self.draft.intake = fresh.clone();
            self.draft.is_self = is_self.is_self.or(self.draft.is_self);
            self.draft.kinds_chosen.extend(is_self.kinds_chosen);
        } else if former.is_none_or(|former| former.file.intake_version != view.file.intake_version) {
            // What the office stamps is the office's: typed text stays as it is.
            self.draft.intake.intake_no.clone_from(&fresh.intake_no);
            self.draft.intake.insurance_asked.clone_from(&fresh.insurance_asked);
        }
        self.clean = Draft::of(fresh.clone());
        self.clean.is_self = self.clean.is_self.or(self.draft.is_self);
        self.clean.kinds_chosen.extend(self.draft.kinds_chosen.iter().copied());
    }

    /// The office has this intake now; what was typed since then stays.
    pub fn saved(&mut self, sent: &Intake) {
        self.clean.intake = sent.clone();
    }

    /// The sheet became a case.
    pub fn became(&mut self, case: CaseId, cx: &mut PageCx<'_>) {
        cx.act(Action::Draft(draft::Request::Drop { key: self.who.key() }));
        self.who = Who::Case(case);
        self.clean = Draft::of(self.draft.intake.clone());
        self.clean.is_self = self.draft.is_self;
        self.clean.kinds_chosen.clone_from(&self.draft.kinds_chosen);
        self.is_kept = false;
    }

    /// Keeps the draft a second after the last change, or at once when the keyboard moves on.
    pub fn autosave(&mut self, ui: &egui::Ui, cx: &mut PageCx<'_>) {
        let now = ui.input(|input| input.time);
        if self.draft != self.last {
            self.last = self.draft.clone();
            self.changed_at = Some(now);
        }
        let focus = ui.memory(|memory| memory.focused());
        let moved = std::mem::replace(&mut self.focus, focus) != focus;
        let Some(changed_at) = self.changed_at else { return };
        let left = PAUSE - (now - changed_at);
        let is_leaving = ui.input(|input| input.modifiers.command || input.modifiers.alt);
        if left > 0.0 && !moved && !is_leaving {
            ui.ctx().request_repaint_after_secs(left as f32);
            return;
        }
        self.keep(cx);
    }

    fn keep(&mut self, cx: &mut PageCx<'_>) {
        self.changed_at = None;
        if self.is_clean() {
            if std::mem::take(&mut self.is_kept) {
                cx.act(Action::Draft(draft::Request::Drop { key: self.who.key() }));
            }
            return;
        }
        match serde_json::to_string(&self.draft) {
            Ok(body) => {
                cx.keep_draft(self.who.key(), body);
                self.is_kept = true;
                self.kept_at = Some(cx.now);
            }
            Err(error) => tracing::error!(%error, "a draft could not be written"),
        }
    }

    /// The file as it would be with what was typed, for judging it before it is handed in.
    pub fn file(&self, now: Moment, by: UserId) -> CaseFile {
        let mut file = match &self.seen {
            Some(view) => view.file.clone(),
            None => {
                CaseFile::opened(CaseId::from_uuid(uuid::Uuid::nil()), self.draft.intake.clone(), now, by)
            }
        };
        file.intake = self.draft.intake.clone();
        file
    }

    /// The client who is a natural person and stands first: the one at the desk.
    pub fn first_client(&self) -> Option<&Person> {
        self.draft.intake.clients.first().map(|client| &client.person)
    }

    /// The subject is whom the first client is, in every field.
    pub fn mirror_subject(&mut self) {
        if self.draft.is_self == Some(true)
            && let Some(person) = self.first_client().cloned()
        {
            self.draft.intake.subject = person;
        }
    }
}

/// A row as it would be, for judging what is not handed in yet.
pub fn as_if<T>(body: T, now: Moment, by: UserId) -> crate::domain::evidence::Recorded<T> {
    let id = EvidenceId::from_uuid(uuid::Uuid::max());
    crate::domain::evidence::Recorded { id, seq: u64::MAX, at: now, by, supersedes: None, body }
}

/// The document was compared with the person just now.
pub fn identity_checked(now: Moment, by: &PersonName) -> IdentityCheck {
    IdentityCheck { at: now, by: by.clone() }
}
