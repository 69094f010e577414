//! What the desk writes down about one person at the door. It becomes an arrival, or a later version of one.

use crate::domain::check_in::Attendance;
use crate::domain::check_in::Attendee;
use crate::domain::check_in::Credential;
use crate::domain::check_in::InsurerWitness;
use crate::domain::check_in::Present;
use crate::domain::check_in::StatutoryWitness;
use crate::domain::identity::IdType;
use crate::domain::identity::normalise;
use crate::domain::ids::Id as _;
use crate::domain::ids::InsurerId;
use crate::domain::ids::ObjectId;
use crate::domain::ids::PersonId;
use crate::domain::ids::UserId;
use crate::domain::moment::Day;
use crate::domain::moment::Moment;
use crate::domain::person::IdentityCheck;
use crate::domain::person::Person;
use crate::domain::secret::IdNumber;
use crate::domain::secret::PersonName;
use crate::services::case_view::CaseView;
use crate::services::case_view::Expected;
use crate::services::check_in::SignInDraft;
use serde::Deserialize;
use serde::Serialize;

/// What somebody is to the case; decides which fields there are. Two kinds of witness, never one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Part {
    Subject,
    Client,
    Agent,
    Companion,
    Statutory,
    Insurer,
    Appraiser,
    Assistant,
}

impl Part {
    /// The word of the first column of F-07.
    pub fn label(self) -> &'static str {
        match self {
            Self::Subject => "被鉴定人",
            Self::Client => "委托人",
            Self::Agent => "代理人",
            Self::Companion => "陪同人员",
            Self::Statutory => "法定见证人",
            Self::Insurer => "保险机构人员",
            Self::Appraiser => "鉴定人",
            Self::Assistant => "鉴定人助理",
        }
    }

    /// Somebody of the institution: no credentials at the door, the licence is shown later.
    pub fn is_staff(self) -> bool {
        matches!(self, Self::Appraiser | Self::Assistant)
    }
}

/// One person at the door. Holds full numbers, so it does not print.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct Form {
    pub part: Part,
    /// As the intake or an earlier version knows the person.
    pub person: Option<Person>,
    pub name: String,
    /// The kind of document as its name is written; a name no list knows is another document.
    pub id_name: String,
    pub id_number: String,
    /// Somebody compared the document with the person.
    pub compared: bool,
    pub relation: String,
    pub relation_proof: String,
    pub insurer: Option<InsurerId>,
    pub department: String,
    pub identity_copy: Option<ObjectId>,
    pub work_name: String,
    pub work_number: String,
    pub work_until: Option<Day>,
    pub work_copy: Option<ObjectId>,
    /// Who telephoned the insurer, where that may stand in for the work credential.
    pub verified_by: String,
    pub user: Option<UserId>,
    pub survey_statement: String,
    pub observation_support: String,
}

/// What an insurer's people usually show.
pub const WORK_CREDENTIAL: &str = "工作证";

impl Form {
    /// An empty form for a part.
    pub fn new(part: Part) -> Self {
        Self {
            part,
            person: None,
            name: String::new(),
            id_name: IdType::ResidentId.label().to_owned(),
            id_number: String::new(),
            compared: false,
            relation: String::new(),
            relation_proof: String::new(),
            insurer: None,
            department: String::new(),
            identity_copy: None,
            work_name: WORK_CREDENTIAL.to_owned(),
            work_number: String::new(),
            work_until: None,
            work_copy: None,
            verified_by: String::new(),
            user: None,
            survey_statement: String::new(),
            observation_support: String::new(),
        }
    }

    /// The form of somebody who is expected, filled with what the intake knows.
    pub fn of_expected(view: &CaseView, who: &Expected) -> Self {
        let intake = &view.file.intake;
        let of = |part, person: Option<&Person>, relation: &str| {
            let mut form = Self::new(part);
            if let Some(person) = person {
                // The document is compared anew at the door; what reception saw is no answer today.
                let person = Person { identity: None, ..person.clone() };
                form.fill(&person);
            }
            relation.clone_into(&mut form.relation);
            form
        };
        match who {
            Expected::Subject => of(Part::Subject, Some(&intake.subject), "本人"),
            Expected::Client(id) => {
                let client = intake.clients.iter().find(|client| client.person.id == *id);
                of(Part::Client, client.map(|c| &c.person), client.map_or("", |c| &c.relation))
            }
            Expected::Agent(id) => {
                let agent = intake.agents.iter().find(|agent| agent.person.id == *id);
                of(Part::Agent, agent.map(|a| &a.person), agent.map_or("", |a| &a.unit))
            }
            Expected::Companion(id) => {
                let companion = intake.companions.iter().find(|companion| companion.person.id == *id);
                of(Part::Companion, companion.map(|c| &c.person), companion.map_or("", |c| &c.relation))
            }
            Expected::Statutory(id) => {
                let guardian = intake.guardians.iter().find(|guardian| guardian.person.id == *id);
                of(Part::Statutory, guardian.map(|g| &g.person), guardian.map_or("", |g| &g.relation))
            }
            Expected::Insurer(id) => {
                let mut form = Self::new(Part::Insurer);
                form.insurer = Some(*id);
                form
            }
            Expected::Appraiser(user) => Self::of_staff(view, Part::Appraiser, *user),
            Expected::Assistant(user) => Self::of_staff(view, Part::Assistant, *user),
        }
    }

    fn of_staff(view: &CaseView, part: Part, user: UserId) -> Self {
        let mut form = Self::new(part);
        form.user = Some(user);
        form.name = view.member(user).map_or_else(String::new, |member| member.name.as_str().to_owned());
        form
    }

    /// The form of an arrival as it stands written.
    pub fn of_attendance(attendance: &Attendance) -> Self {
        let mut form = match &attendance.attendee {
            Attendee::Subject(present) => Self::of_present(Part::Subject, present),
            Attendee::Client(present) => Self::of_present(Part::Client, present),
            Attendee::Agent(present) => Self::of_present(Part::Agent, present),
            Attendee::Companion(present) => Self::of_present(Part::Companion, present),
            Attendee::Statutory(witness) => {
                let mut form = Self::new(Part::Statutory);
                form.fill(&witness.person);
                form.relation.clone_from(&witness.relation);
                form.relation_proof.clone_from(&witness.relation_proof);
                form.identity_copy = witness.id_copy.as_ref().and_then(|shown| shown.copy);
                form
            }
            Attendee::Insurer(witness) => Self::of_insurer(witness),
            Attendee::Appraiser { user, name } => Self::of_member(Part::Appraiser, *user, name),
            Attendee::Assistant { user, name } => Self::of_member(Part::Assistant, *user, name),
        };
        form.survey_statement.clone_from(&attendance.survey_statement);
        form.observation_support.clone_from(&attendance.observation_support);
        form
    }

    fn of_present(part: Part, present: &Present) -> Self {
        let mut form = Self::new(part);
        form.fill(&present.person);
        form.relation.clone_from(&present.relation);
        form.identity_copy = present.id_copy.as_ref().and_then(|shown| shown.copy);
        form
    }

    fn of_insurer(witness: &InsurerWitness) -> Self {
        let mut form = Self::new(Part::Insurer);
        form.fill(&witness.person);
        form.insurer = Some(witness.insurer);
        form.department.clone_from(&witness.department);
        if let Some(shown) = &witness.identity_document {
            form.identity_copy = shown.copy;
            form.id_name.clone_from(&shown.name);
            form.id_number = normalise(&shown.number);
        }
        if let Some(shown) = &witness.work_credential {
            form.work_name.clone_from(&shown.name);
            form.work_number.clone_from(&shown.number);
            form.work_until = shown.valid_until;
            form.work_copy = shown.copy;
        }
        form.verified_by = witness.work_verified_by.as_ref().map_or("", PersonName::as_str).to_owned();
        form
    }

    fn of_member(part: Part, user: UserId, name: &PersonName) -> Self {
        let mut form = Self::new(part);
        form.user = Some(user);
        name.as_str().clone_into(&mut form.name);
        form
    }

    fn fill(&mut self, person: &Person) {
        person.name.as_str().clone_into(&mut self.name);
        person.id_type.label().clone_into(&mut self.id_name);
        person.id_number.as_str().clone_into(&mut self.id_number);
        self.compared = person.identity.is_some();
        self.person = Some(person.clone());
    }

    /// The arrival that is handed in.
    pub fn draft(&self, now: Moment, by: &PersonName) -> SignInDraft {
        let present = || Present {
            person: self.as_person(now, by),
            relation: self.relation.trim().to_owned(),
            id_copy: self.identity(),
        };
        let staff_name = PersonName::new(&self.name);
        let attendee = match (self.part, self.user) {
            (Part::Appraiser, Some(user)) => Attendee::Appraiser { user, name: staff_name },
            (Part::Assistant, Some(user)) => Attendee::Assistant { user, name: staff_name },
            (Part::Subject, _) => Attendee::Subject(present()),
            (Part::Client, _) => Attendee::Client(present()),
            (Part::Agent, _) => Attendee::Agent(present()),
            (Part::Companion | Part::Appraiser | Part::Assistant, _) => Attendee::Companion(present()),
            (Part::Statutory, _) => Attendee::Statutory(StatutoryWitness {
                person: self.as_person(now, by),
                relation: self.relation.trim().to_owned(),
                relation_proof: self.relation_proof.trim().to_owned(),
                id_copy: self.identity(),
            }),
            (Part::Insurer, _) => match self.witness(now, by) {
                Some(witness) => Attendee::Insurer(witness),
                None => Attendee::Companion(present()),
            },
        };
        SignInDraft {
            attendee,
            survey_statement: self.survey_statement.trim().to_owned(),
            observation_support: self.observation_support.trim().to_owned(),
        }
    }

    /// The insurer's witness as written so far; `None` for everybody else.
    pub fn witness(&self, now: Moment, by: &PersonName) -> Option<InsurerWitness> {
        let verified_by = PersonName::new(&self.verified_by);
        Some(InsurerWitness {
            insurer: self.insurer.filter(|_| self.part == Part::Insurer)?,
            person: self.as_person(now, by),
            department: self.department.trim().to_owned(),
            identity_document: self.identity(),
            work_credential: self.work(),
            work_verified_by: (!verified_by.is_empty()).then_some(verified_by),
        })
    }

    /// The kind of document that the written name stands for.
    pub fn id_type(&self) -> IdType {
        let name = self.id_name.trim();
        IdType::ALL.into_iter().find(|kind| kind.label() == name).unwrap_or(IdType::OtherId)
    }

    fn as_person(&self, now: Moment, by: &PersonName) -> Person {
        let unknown = || Person::unnamed(PersonId::from_uuid(uuid::Uuid::nil()));
        let mut person = self.person.clone().unwrap_or_else(unknown);
        person.name = PersonName::new(&self.name);
        person.id_type = self.id_type();
        person.id_number = IdNumber::new(normalise(&self.id_number));
        if !self.compared {
            person.identity = None;
        } else if person.identity.is_none() {
            person.identity = Some(IdentityCheck { at: now, by: by.clone() });
        }
        person
    }

    /// Shown when a copy was kept or the number written down.
    fn identity(&self) -> Option<Credential> {
        let number = normalise(&self.id_number);
        let is_known_only = self.part != Part::Insurer && self.identity_copy.is_none();
        if is_known_only || (self.identity_copy.is_none() && number.is_empty()) {
            return None;
        }
        let name = self.id_name.trim().to_owned();
        Some(Credential { name, number, valid_until: None, copy: self.identity_copy })
    }

    fn work(&self) -> Option<Credential> {
        let number = self.work_number.trim().to_owned();
        if self.work_copy.is_none() && number.is_empty() {
            return None;
        }
        let name = self.work_name.trim().to_owned();
        Some(Credential { name, number, valid_until: self.work_until, copy: self.work_copy })
    }
}
