//! 接待: the intake as a whole or piece by piece, identities, on to the review.

use super::Deed;
use super::Reading;
use super::deed;
use crate::cli::scenario::cast::Cast;
use crate::cli::scenario::reader::Fields;
use crate::cli::scenario::reader::Malformed;
use crate::cli::scenario::stage::Stage;
use crate::cli::scenario::stage::Trouble;
use crate::domain::amount::Fen;
use crate::domain::deadline::AgreedLength;
use crate::domain::reception::Agent;
use crate::domain::reception::CaseInsurer;
use crate::domain::reception::Category;
use crate::domain::reception::Channel;
use crate::domain::reception::Client;
use crate::domain::reception::ClientKind;
use crate::domain::reception::CommissionMode;
use crate::domain::reception::Companion;
use crate::domain::reception::Delivery;
use crate::domain::reception::Guardian;
use crate::domain::reception::InsuranceUse;
use crate::domain::reception::InsurerSearch;
use crate::domain::reception::Intake;
use crate::domain::reception::Leftovers;
use crate::domain::reception::MaterialReturn;
use crate::domain::reception::OpinionTo;
use crate::domain::reception::Purpose;
use crate::domain::reception::Reappraisal;
use crate::domain::secret::PersonName;
use crate::domain::secret::Phone;
use crate::services::reception;
use crate::services::request::Action;
use crate::services::request::Outcome;
use std::collections::BTreeMap;

/// Writes one field of the intake.
type Change = Box<dyn Fn(&mut Stage<'_>, &mut Intake) -> Result<(), Trouble>>;

/// 接待登记: opens a case.
pub fn open(fields: &mut Fields<'_>, reading: &Reading<'_>) -> Result<Deed, Malformed> {
    let subject = reading.cast.who(fields, "subject")?;
    let changes = changes(fields, reading)?;
    Ok(Box::new(move |stage| {
        if stage.has_case() {
            return Err(Trouble::Script(format!(
                "「{}」已经接待登记过，另一件案件请另起 case",
                stage.case_name
            )));
        }
        let person = stage.person(&subject)?;
        let mut intake = Intake::empty(person.id);
        intake.subject = person;
        if let Some(actor) = stage.cast.people.get(&subject) {
            intake.subject_capacity = actor.capacity.clone();
        }
        for change in &changes {
            change(stage, &mut intake)?;
        }
        let request = reception::Request::Open { intake: Box::new(intake) };
        match stage.does(Action::Reception(request))? {
            Outcome::Done { said, case: Some(case), .. } => {
                stage.name_case(case);
                Ok(said)
            }
            _ => Err(Trouble::Script("接待登记没有开成案件".to_owned())),
        }
    }))
}

/// 改登记: a new version of the intake.
pub fn change(fields: &mut Fields<'_>, reading: &Reading<'_>) -> Result<Deed, Malformed> {
    // A booking knows who called and not yet who is to be examined.
    let subject = reading.cast.optional_who(fields, "subject")?;
    let changes = changes(fields, reading)?;
    deed(move |stage| {
        let mut intake = stage.view()?.file.intake.clone();
        if let Some(subject) = &subject {
            intake.subject = stage.person(subject)?;
            if let Some(actor) = stage.cast.people.get(subject) {
                intake.subject_capacity = actor.capacity.clone();
            }
        }
        for change in &changes {
            change(stage, &mut intake)?;
        }
        let case = stage.case()?;
        Ok(Action::Reception(reception::Request::Save { case, intake: Box::new(intake) }))
    })
}

/// 核验身份: documents compared with their persons; everybody when nobody is named.
pub fn check_identity(fields: &mut Fields<'_>, reading: &Reading<'_>) -> Result<Deed, Malformed> {
    let who = reading.people(fields, "who")?;
    Ok(Box::new(move |stage| {
        let mut people = Vec::new();
        for key in &who {
            people.push(stage.person(key)?.id);
        }
        if who.is_empty() {
            let view = stage.view()?;
            people.extend(view.file.intake.people().map(|(_, person)| person.id));
        }
        let case = stage.case()?;
        let mut said = String::new();
        for person in people {
            let request = reception::Request::CheckIdentity { case, person };
            said = stage.says(Action::Reception(request))?;
        }
        Ok(said)
    }))
}

/// 接待完成.
pub fn receive(_fields: &mut Fields<'_>, _reading: &Reading<'_>) -> Result<Deed, Malformed> {
    deed(|stage| {
        let request = reception::Request::Receive { case: stage.case()?, reasons: stage.reasons.clone() };
        Ok(Action::Reception(request))
    })
}

/// 转入审查.
pub fn begin_review(_fields: &mut Fields<'_>, _reading: &Reading<'_>) -> Result<Deed, Malformed> {
    deed(|stage| {
        let request = reception::Request::BeginReview { case: stage.case()?, reasons: stage.reasons.clone() };
        Ok(Action::Reception(request))
    })
}

/// Reads every field of the intake that is there.
fn changes(fields: &mut Fields<'_>, reading: &Reading<'_>) -> Result<Vec<Change>, Malformed> {
    let mut changes = simple_changes(fields, reading)?;
    changes.extend(people_changes(fields, reading)?);
    changes.extend(money_changes(fields, reading)?);
    changes.extend(insurer_changes(fields, reading)?);
    Ok(changes)
}

fn set(changes: &mut Vec<Change>, write: impl Fn(&mut Intake) + 'static) {
    changes.push(Box::new(move |_stage, intake| {
        write(intake);
        Ok(())
    }));
}

fn simple_changes(fields: &mut Fields<'_>, reading: &Reading<'_>) -> Result<Vec<Change>, Malformed> {
    let mut all: Vec<Change> = Vec::new();
    if let Some(channel) = fields.optional_choice("channel", &Channel::ALL, Channel::label)? {
        set(&mut all, move |intake| intake.channel = channel);
    }
    if let Some(mode) = fields.optional_choice("mode", &CommissionMode::ALL, CommissionMode::label)? {
        set(&mut all, move |intake| intake.mode = Some(mode));
    }
    if let Some(category) = fields.optional_choice("category", &Category::ALL, Category::label)? {
        set(&mut all, move |intake| intake.category = Some(category));
    }
    if let Some(purpose) = fields.optional_choice("purpose", &Purpose::ALL, Purpose::label)? {
        set(&mut all, move |intake| intake.purpose = Some(purpose));
    }
    if let Some(insurance) = fields.optional_choice("insurance", &InsuranceUse::ALL, InsuranceUse::label)? {
        set(&mut all, move |intake| intake.insurance = Some(insurance));
    }
    if let Some(day) = reading.almanac.optional_day(fields, "received_on")? {
        set(&mut all, move |intake| intake.received_on = Some(day));
    }
    if let Some(day) = reading.almanac.optional_day(fields, "incident_on")? {
        set(&mut all, move |intake| intake.incident_on = Some(day));
    }
    let mut text = |key: &'static str, write: fn(&mut Intake, String)| -> Result<(), Malformed> {
        if let Some(text) = fields.optional_text(key)? {
            set(&mut all, move |intake| write(intake, text.clone()));
        }
        Ok(())
    };
    text("premises", |intake, text| intake.premises = text)?;
    text("matter", |intake, text| intake.matter = text)?;
    text("incident", |intake, text| intake.incident = text)?;
    text("police_no", |intake, text| intake.police_no = text)?;
    text("standard", |intake, text| intake.standard = text)?;
    text("other_terms", |intake, text| intake.other_terms = text)?;
    text("province_case_code", |intake, text| intake.province_case_code = text)?;
    if let Some(reappraisal) = read_reappraisal(fields)? {
        set(&mut all, move |intake| intake.reappraisal = Some(reappraisal.clone()));
    }
    Ok(all)
}

fn read_reappraisal(fields: &mut Fields<'_>) -> Result<Option<Reappraisal>, Malformed> {
    if let Some(mut one) = fields.optional_table("original")? {
        let yes = Reappraisal::Yes {
            original_institution: one.text("institution")?,
            original_opinion_no: one.text_or_empty("opinion_no")?,
            ground: one.text_or_empty("ground")?,
            comparison: one.text_or_empty("comparison")?,
            special_reason: one.text_or_empty("special_reason")?,
        };
        one.close()?;
        return match fields.optional_flag("reappraisal")? {
            Some(false) => Err(fields.complain_of("reappraisal", "写了原鉴定 original，就是重新鉴定")),
            _ => Ok(Some(yes)),
        };
    }
    match fields.optional_flag("reappraisal")? {
        Some(true) => Err(fields.complain_of("reappraisal", "重新鉴定要写 original = { institution = … }")),
        Some(false) => Ok(Some(Reappraisal::No)),
        None => Ok(None),
    }
}

fn money_changes(fields: &mut Fields<'_>, reading: &Reading<'_>) -> Result<Vec<Change>, Malformed> {
    let mut all: Vec<Change> = Vec::new();
    if let Some(typed) = fields.optional_text("fee")? {
        let fen = Fen::parse(&typed).map_err(|error| fields.complain_of("fee", error.to_string()))?;
        let fen = u64::try_from(fen.0).map_err(|_debt| fields.complain_of("fee", "费用不能是负数"))?;
        set(&mut all, move |intake| {
            intake.fee.amount_fen = Some(fen);
            intake.fee.told = true;
        });
    }
    if let Some(how) = fields.optional_text("fee_how")? {
        set(&mut all, move |intake| intake.fee.how.clone_from(&how));
    }
    if let Some(bearer) = fields.optional_text("fee_bearer")? {
        set(&mut all, move |intake| intake.fee.bearer.clone_from(&bearer));
    }
    if let Some(reduction) = fields.optional_text("fee_reduction")? {
        set(&mut all, move |intake| intake.fee.reduction.clone_from(&reduction));
    }
    let length = |n: u32| u16::try_from(n).unwrap_or(u16::MAX);
    let until = reading.almanac.optional_day(fields, "agreed_until")?.map(AgreedLength::Until);
    let days = fields.optional_number("agreed_days")?.map(|n| AgreedLength::CalendarDays(length(n)));
    let workdays = fields.optional_number("agreed_workdays")?.map(|n| AgreedLength::Workdays(length(n)));
    if let Some(agreed) = workdays.or(days).or(until) {
        set(&mut all, move |intake| intake.agreed_length = Some(agreed));
    }
    if let Some(address) = fields.optional_text("mail_to")? {
        set(&mut all, move |intake| intake.delivery = Delivery::Mail { address: address.clone() });
    }
    if let Some(keeping) = fields.optional_text("keeping")? {
        set(&mut all, move |intake| intake.special_terms.keeping.clone_from(&keeping));
    }
    if let Some(what) = fields.optional_choice("leftovers", &Leftovers::ALL, Leftovers::label)? {
        let detail = fields.text_or_empty("leftovers_detail")?;
        set(&mut all, move |intake| {
            intake.special_terms.leftovers = Some(what);
            intake.special_terms.leftovers_detail.clone_from(&detail);
        });
    }
    if let Some(to) = fields.optional_choice("opinion_to", &OpinionTo::ALL, OpinionTo::label)? {
        set(&mut all, move |intake| intake.opinion_to = Some(to));
    }
    if let Some(n) = fields.optional_number("opinion_copies")? {
        set(&mut all, move |intake| intake.n_opinion_copies = n);
    }
    let back = fields.optional_choice("material_return", &MaterialReturn::ALL, MaterialReturn::label)?;
    if let Some(back) = back {
        set(&mut all, move |intake| intake.material_return = back);
    }
    Ok(all)
}

fn people_changes(fields: &mut Fields<'_>, reading: &Reading<'_>) -> Result<Vec<Change>, Malformed> {
    let mut all: Vec<Change> = Vec::new();
    let cast = reading.cast;
    // Guardians first: a client may be one of them, under the same id.
    let guardians = relations(fields, "guardians", cast)?;
    if !guardians.is_empty() {
        all.push(Box::new(move |stage, intake| {
            intake.guardians.clear();
            for one in &guardians {
                let person = stage.person(&one.who)?;
                let (relation, is_guardian) = (one.relation.clone(), one.flag);
                intake.guardians.push(Guardian { person, relation, is_guardian });
            }
            Ok(())
        }));
    }
    let agents = relations(fields, "agents", cast)?;
    if !agents.is_empty() {
        all.push(Box::new(move |stage, intake| {
            intake.agents.clear();
            for one in &agents {
                let person = stage.person(&one.who)?;
                let (unit, has_authorisation) = (one.relation.clone(), one.flag);
                intake.agents.push(Agent { person, unit, has_authorisation });
            }
            Ok(())
        }));
    }
    let companions = relations(fields, "companions", cast)?;
    if !companions.is_empty() {
        all.push(Box::new(move |stage, intake| {
            intake.companions.clear();
            for one in &companions {
                let person = stage.person(&one.who)?;
                intake.companions.push(Companion { person, relation: one.relation.clone() });
            }
            Ok(())
        }));
    }
    if let Some(clients) = client_changes(fields, reading)? {
        all.push(clients);
    }
    Ok(all)
}

/// Somebody beside the subject.
struct Relation {
    who: String,
    /// The relation, or the unit of an agent.
    relation: String,
    /// 监护人 or not; authorised or not.
    flag: bool,
}

fn relations(fields: &mut Fields<'_>, key: &'static str, cast: &Cast) -> Result<Vec<Relation>, Malformed> {
    let mut all = Vec::new();
    for mut one in fields.tables(key)? {
        let who = cast.who(&mut one, "who")?;
        let (relation, flag) = match key {
            "guardians" => (one.text("relation")?, one.optional_flag("is_guardian")?.unwrap_or(true)),
            "agents" => (one.text_or_empty("unit")?, one.flag("has_authorisation")?),
            _ => (one.text("relation")?, true),
        };
        one.close()?;
        all.push(Relation { who, relation, flag });
    }
    Ok(all)
}

fn client_changes(fields: &mut Fields<'_>, reading: &Reading<'_>) -> Result<Option<Change>, Malformed> {
    struct Wanted {
        kind: ClientKind,
        who: String,
        insurer: Option<String>,
        organisation: String,
        relation: String,
    }
    let mut clients = Vec::new();
    for mut one in fields.tables("clients")? {
        clients.push(Wanted {
            who: reading.cast.who(&mut one, "who")?,
            kind: one.choice("kind", &ClientKind::ALL, ClientKind::label)?,
            insurer: match one.has("insurer") {
                true => Some(reading.insurer(&mut one, "insurer")?),
                false => one.optional_text("insurer")?,
            },
            organisation: one.text_or_empty("organisation")?,
            relation: one.text_or_empty("relation")?,
        });
        one.close()?;
    }
    if clients.is_empty() {
        return Ok(None);
    }
    Ok(Some(Box::new(move |stage, intake| {
        intake.clients.clear();
        for one in &clients {
            let insurer = one.insurer.as_ref().map(|name| stage.insurer(name)).transpose()?;
            let organisation = insurer.as_ref().map_or_else(|| one.organisation.clone(), |i| i.name.clone());
            intake.clients.push(Client {
                kind: one.kind,
                person: stage.person(&one.who)?,
                insurer: insurer.map(|insurer| insurer.id),
                organisation,
                relation: one.relation.clone(),
            });
        }
        Ok(())
    })))
}

fn insurer_changes(fields: &mut Fields<'_>, reading: &Reading<'_>) -> Result<Vec<Change>, Malformed> {
    let mut all: Vec<Change> = Vec::new();
    let mut wanted: Vec<(String, BTreeMap<&'static str, String>)> = Vec::new();
    for mut one in fields.tables("insurers")? {
        let name = reading.insurer(&mut one, "insurer")?;
        let mut said = BTreeMap::new();
        for key in ["cover", "policy_no", "claim_no", "contact", "contact_phone"] {
            said.insert(key, one.text_or_empty(key)?);
        }
        one.close()?;
        wanted.push((name, said));
    }
    if !wanted.is_empty() {
        all.push(Box::new(move |stage, intake| {
            intake.insurers.clear();
            for (name, said) in &wanted {
                let known = stage.insurer(name)?;
                let text = |key: &str| said.get(key).cloned().unwrap_or_default();
                intake.insurers.push(CaseInsurer {
                    insurer: known.id,
                    name: known.name,
                    short_name: known.short_name,
                    cover: text("cover"),
                    policy_no: text("policy_no"),
                    claim_no: text("claim_no"),
                    contact: PersonName::new(text("contact")),
                    contact_phone: Phone::new(text("contact_phone")),
                });
            }
            Ok(())
        }));
    }
    if let Some(mut one) = fields.optional_table("insurer_search")? {
        let search =
            InsurerSearch { efforts: one.text("efforts")?, countersigned: one.flag("countersigned")? };
        one.close()?;
        set(&mut all, move |intake| intake.insurer_search = Some(search.clone()));
    }
    Ok(all)
}
