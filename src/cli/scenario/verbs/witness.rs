//! 签到、补验、见证须知、影像许可、离场: who came, with what, and when they left.

use super::Deed;
use super::Reading;
use super::deed;
use super::manner;
use crate::cli::scenario::reader::Fields;
use crate::cli::scenario::reader::Malformed;
use crate::cli::scenario::stage::Stage;
use crate::cli::scenario::stage::Trouble;
use crate::domain::check_in::Attendee;
use crate::domain::check_in::DepartureKind;
use crate::domain::check_in::InsurerWitness;
use crate::domain::check_in::Present;
use crate::domain::check_in::RecordingConsent;
use crate::domain::check_in::RecordingDetails;
use crate::domain::check_in::StatutoryWitness;
use crate::domain::secret::PersonName;
use crate::services::check_in;
use crate::services::check_in::SignInDraft;
use crate::services::request::Action;

/// As what somebody comes.
#[derive(Clone, Copy, PartialEq)]
enum Capacity {
    Subject,
    Client,
    Agent,
    Companion,
    Statutory,
    Insurer,
    Appraiser,
    Assistant,
}

impl Capacity {
    const ALL: [Self; 8] = [
        Self::Subject,
        Self::Client,
        Self::Agent,
        Self::Companion,
        Self::Statutory,
        Self::Insurer,
        Self::Appraiser,
        Self::Assistant,
    ];

    /// The words of `Attendee::role_label`.
    fn label(self) -> &'static str {
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
}

/// An arrival as the scenario tells it.
struct Arrival {
    who: String,
    capacity: Capacity,
    relation: String,
    relation_proof: String,
    insurer: String,
    department: String,
    identity: Option<String>,
    work: Option<String>,
    work_verified_by: Option<String>,
    survey_statement: String,
    observation_support: String,
}

impl Arrival {
    fn read(fields: &mut Fields<'_>, reading: &Reading<'_>) -> Result<Self, Malformed> {
        let capacity = fields.choice("as", &Capacity::ALL, Capacity::label)?;
        let who = match capacity {
            Capacity::Appraiser | Capacity::Assistant => reading.member(fields, "who")?,
            _ => reading.cast.who(fields, "who")?,
        };
        let insurer = match capacity {
            Capacity::Insurer => reading.insurer(fields, "insurer")?,
            _ => String::new(),
        };
        Ok(Self {
            who,
            capacity,
            insurer,
            relation: fields.text_or_empty("relation")?,
            relation_proof: fields.text_or_empty("relation_proof")?,
            department: fields.text_or_empty("department")?,
            identity: reading.cast.credential(fields, "identity")?,
            work: reading.cast.credential(fields, "work")?,
            work_verified_by: fields.optional_text("work_verified_by")?,
            survey_statement: fields.text_or_empty("survey_statement")?,
            observation_support: fields.text_or_empty("observation_support")?,
        })
    }

    fn draft(&self, stage: &mut Stage<'_>) -> Result<SignInDraft, Trouble> {
        Ok(SignInDraft {
            attendee: self.attendee(stage)?,
            survey_statement: self.survey_statement.clone(),
            observation_support: self.observation_support.clone(),
        })
    }

    fn attendee(&self, stage: &mut Stage<'_>) -> Result<Attendee, Trouble> {
        let relation = self.relation.clone();
        Ok(match self.capacity {
            Capacity::Appraiser => {
                Attendee::Appraiser { user: stage.member(&self.who)?, name: PersonName::new(&self.who) }
            }
            Capacity::Assistant => {
                Attendee::Assistant { user: stage.member(&self.who)?, name: PersonName::new(&self.who) }
            }
            Capacity::Statutory => Attendee::Statutory(StatutoryWitness {
                person: stage.person(&self.who)?,
                relation,
                relation_proof: self.relation_proof.clone(),
                id_copy: stage.shows(self.identity.as_ref())?,
            }),
            Capacity::Insurer => Attendee::Insurer(InsurerWitness {
                person: stage.person(&self.who)?,
                insurer: stage.insurer(&self.insurer)?.id,
                department: self.department.clone(),
                identity_document: stage.shows(self.identity.as_ref())?,
                work_credential: stage.shows(self.work.as_ref())?,
                work_verified_by: self.work_verified_by.as_ref().map(PersonName::new),
            }),
            Capacity::Subject | Capacity::Client | Capacity::Agent | Capacity::Companion => {
                let id_copy = stage.shows(self.identity.as_ref())?;
                let present = Present { person: stage.person(&self.who)?, relation, id_copy };
                match self.capacity {
                    Capacity::Subject => Attendee::Subject(present),
                    Capacity::Client => Attendee::Client(present),
                    Capacity::Agent => Attendee::Agent(present),
                    _ => Attendee::Companion(present),
                }
            }
        })
    }
}

/// 签到.
pub fn sign_in(fields: &mut Fields<'_>, reading: &Reading<'_>) -> Result<Deed, Malformed> {
    let arrival = Arrival::read(fields, reading)?;
    deed(move |stage| {
        let draft = Box::new(arrival.draft(stage)?);
        Ok(Action::CheckIn(check_in::Request::SignIn { case: stage.case()?, draft }))
    })
}

/// 补验: what was shown later, with its reason.
pub fn supplement(fields: &mut Fields<'_>, reading: &Reading<'_>) -> Result<Deed, Malformed> {
    let arrival = Arrival::read(fields, reading)?;
    let reason = fields.text_or_empty("reason")?;
    deed(move |stage| {
        let attendance = stage.attendance(&arrival.who)?;
        let draft = Box::new(arrival.draft(stage)?);
        let (case, reason) = (stage.case()?, reason.clone());
        Ok(Action::CheckIn(check_in::Request::Supplement { case, attendance, draft, reason }))
    })
}

/// 签见证须知.
pub fn sign_rules(fields: &mut Fields<'_>, reading: &Reading<'_>) -> Result<Deed, Malformed> {
    let who = reading.cast.who(fields, "who")?;
    let manner = manner::read(fields)?;
    deed(move |stage| {
        let (case, attendance) = (stage.case()?, stage.attendance(&who)?);
        let (rules_told, manner) = ([true; 3], manner.clone());
        Ok(Action::CheckIn(check_in::Request::SignRules { case, attendance, rules_told, manner }))
    })
}

/// 影像许可: who would record, and whether both agree.
pub fn consent(fields: &mut Fields<'_>, reading: &Reading<'_>) -> Result<Deed, Malformed> {
    let recorder = fields.text("recorder")?;
    if !matches!(recorder.as_str(), "鉴定人" | "当事人") {
        reading.insurer(fields, "recorder")?;
    }
    let party_agrees = fields.optional_flag("party_agrees")?;
    let institution_agrees = fields.optional_flag("institution_agrees")?;
    let scope = fields.text_or_empty("scope")?;
    let details = RecordingDetails {
        device: fields.text_or_empty("device")?,
        period: fields.text_or_empty("period")?,
        purpose: fields.text_or_empty("purpose")?,
        retention: fields.text_or_empty("retention")?,
        may_pass_on: fields.optional_flag("may_pass_on")?,
        pass_on_to: fields.text_or_empty("pass_on_to")?,
        given_by: None,
    };
    deed(move |stage| {
        let who_records = stage.recorder(&recorder)?;
        let (scope, details) = (scope.clone(), details.clone());
        let consent = RecordingConsent { who_records, party_agrees, institution_agrees, scope, details };
        let consent = Box::new(consent);
        Ok(Action::CheckIn(check_in::Request::Consent { case: stage.case()?, consent }))
    })
}

/// 离场: one or several leave in the same way.
pub fn sign_out(fields: &mut Fields<'_>, reading: &Reading<'_>) -> Result<Deed, Malformed> {
    let who = reading.anybody(fields, "who")?;
    if who.is_empty() {
        return Err(fields.complain("还缺「who」"));
    }
    let kind = fields.optional_choice("kind", &DepartureKind::ALL, DepartureKind::label)?;
    let kind = kind.unwrap_or(DepartureKind::Finished);
    let note = fields.text_or_empty("note")?;
    Ok(Box::new(move |stage| {
        let mut said = String::new();
        for who in &who {
            let (case, attendance) = (stage.case()?, stage.attendance(who)?);
            let request = check_in::Request::SignOut { case, attendance, kind, note: note.clone() };
            said = stage.says(Action::CheckIn(request))?;
        }
        Ok(said)
    }))
}
