//! 拟稿、复核、出具、送达、归档.

use super::Deed;
use super::Reading;
use super::deed;
use super::values;
use crate::cli::scenario::reader::Fields;
use crate::cli::scenario::reader::Malformed;
use crate::cli::scenario::stage::Stage;
use crate::cli::scenario::stage::Trouble;
use crate::domain::archiving::PartState;
use crate::domain::archiving::Retention;
use crate::domain::archiving::VolumePart;
use crate::domain::archiving::required_parts;
use crate::domain::delivery::DeliveredPaper;
use crate::domain::delivery::Delivery;
use crate::domain::delivery::DeliveryRefusal;
use crate::domain::delivery::DeliveryWay;
use crate::domain::delivery::FeeState;
use crate::domain::internal_review::ReviewExpert;
use crate::domain::issuance::HandSignature;
use crate::domain::issuance::SealUse;
use crate::domain::moment::Day;
use crate::domain::opinion::Conclusion;
use crate::domain::opinion::Dissent;
use crate::domain::opinion::OpinionDraft;
use crate::domain::opinion::Section;
use crate::domain::process_record::StandardRank;
use crate::domain::secret::PersonName;
use crate::domain::standard::Standard;
use crate::domain::standard::plain_name;
use crate::services::archiving;
use crate::services::archiving::ArchiveDraft;
use crate::services::delivery;
use crate::services::internal_review;
use crate::services::internal_review::ReviewDraft;
use crate::services::issuance;
use crate::services::issuance::IssueDraft;
use crate::services::opinion;
use crate::services::request::Action;

/// 拟稿: a new version out of the last one, or out of what the file already tells.
pub fn draft(fields: &mut Fields<'_>, reading: &Reading<'_>) -> Result<Deed, Malformed> {
    let changes = DraftChanges::read(fields, reading)?;
    let reason = fields.text_or_empty("reason")?;
    deed(move |stage| {
        let draft = Box::new(changes.applied(stage)?);
        Ok(Action::Opinion(opinion::Request::Save { case: stage.case()?, draft, reason: reason.clone() }))
    })
}

/// 送复核 (T15).
pub fn submit(_fields: &mut Fields<'_>, _reading: &Reading<'_>) -> Result<Deed, Malformed> {
    deed(|stage| {
        let draft = Box::new(latest(stage)?);
        let (case, reasons) = (stage.case()?, stage.reasons.clone());
        Ok(Action::Opinion(opinion::Request::Submit { case, draft, reasons }))
    })
}

fn latest(stage: &mut Stage<'_>) -> Result<OpinionDraft, Trouble> {
    let view = stage.view()?;
    Ok(view.file.opinion().map_or_else(|| opinion::proposed(&view), |row| row.body.clone()))
}

/// What a scenario changes of a draft.
struct DraftChanges {
    sections: Vec<(Section, String)>,
    conclusion: Option<Conclusion>,
    standards: Option<Vec<WantedStandard>>,
    cites: Option<Vec<String>>,
    dissents: Vec<(String, String)>,
}

/// A standard by its name in the library, or in full.
#[derive(Clone)]
enum WantedStandard {
    Known(String),
    Own(Standard),
}

impl DraftChanges {
    fn read(fields: &mut Fields<'_>, reading: &Reading<'_>) -> Result<Self, Malformed> {
        let mut sections = Vec::new();
        for (name, text) in fields.pairs("sections")? {
            let section = Section::ALL.into_iter().find(|section| section.label() == name.value);
            let section = section.ok_or_else(|| {
                fields.complain_of("sections", format!("意见书没有「{}」这一节", name.value))
            })?;
            sections.push((section, text));
        }
        let conclusion = fields.optional_choice("conclusion", &Conclusion::ALL, Conclusion::label)?;
        let mut standards = fields.has("standards").then(Vec::new);
        for name in values(fields.texts("standards")?) {
            standards.get_or_insert_default().push(WantedStandard::Known(name));
        }
        for mut one in fields.tables("own_standards")? {
            let own = Standard {
                name: one.text("name")?,
                number: one.text_or_empty("number")?,
                rank: one.choice("rank", &StandardRank::ALL, StandardRank::label)?,
                from: reading.almanac.optional_day(&mut one, "from")?,
                until: reading.almanac.optional_day(&mut one, "until")?,
            };
            one.close()?;
            standards.get_or_insert_default().push(WantedStandard::Own(own));
        }
        let cites = fields.has("cites").then_some(());
        let cited = values(fields.texts("cites")?);
        let mut dissents = Vec::new();
        for mut one in fields.tables("dissents")? {
            dissents.push((reading.member(&mut one, "who")?, one.text("text")?));
            one.close()?;
        }
        Ok(Self { sections, conclusion, standards, cites: cites.map(|()| cited), dissents })
    }

    fn applied(&self, stage: &mut Stage<'_>) -> Result<OpinionDraft, Trouble> {
        let mut draft = latest(stage)?;
        for (section, text) in &self.sections {
            draft.sections.insert(*section, text.clone());
        }
        draft.conclusion = self.conclusion.or(draft.conclusion);
        if let Some(wanted) = &self.standards {
            let view = stage.view()?;
            let library = opinion::standards(&view.institution.standards);
            draft.standards.clear();
            for one in wanted {
                draft.standards.push(match one {
                    WantedStandard::Own(own) => own.clone(),
                    WantedStandard::Known(name) => {
                        let found = library.iter().find(|s| plain_name(&s.name) == plain_name(name));
                        let missing = || Trouble::Script(format!("标准库里没有「{name}」"));
                        found.cloned().ok_or_else(missing)?
                    }
                });
            }
        }
        if let Some(names) = &self.cites {
            draft.materials.clear();
            for name in names {
                draft.materials.push(stage.material(name)?);
            }
        }
        for (who, text) in &self.dissents {
            let who = stage.member(who)?;
            draft.dissents.retain(|dissent| dissent.who != who);
            draft.dissents.push(Dissent { who, text: text.clone() });
        }
        Ok(draft)
    }
}

/// 复核 (T16): agrees, or sends back with issues.
pub fn review(fields: &mut Fields<'_>, _reading: &Reading<'_>) -> Result<Deed, Malformed> {
    let points = fields.flags("points")?;
    let points: [bool; 5] = match points.is_empty() {
        true => [true; 5],
        false => points
            .try_into()
            .map_err(|_other_length| fields.complain_of("points", "复核五项要答五个 true 或 false"))?,
    };
    let has_issues = fields.has("issues");
    let issues = values(fields.texts("issues")?);
    let mut experts = Vec::new();
    for mut one in fields.tables("experts")? {
        experts.push(ReviewExpert {
            name: PersonName::new(one.text("name")?),
            title: one.text_or_empty("title")?,
            opinion: one.text_or_empty("opinion")?,
            has_signed: one.optional_flag("signed")?.unwrap_or(true),
        });
        one.close()?;
    }
    let sheet = ReviewDraft {
        points: points.map(Some),
        on_procedure: fields.text_or_empty("on_procedure")?,
        on_opinion: fields.text_or_empty("on_opinion")?,
        is_difficult: fields.optional_flag("is_difficult")?.unwrap_or(false),
        experts,
        issues: has_issues.then_some(issues),
    };
    deed(move |stage| {
        let (case, reasons) = (stage.case()?, stage.reasons.clone());
        let draft = Box::new(sheet.clone());
        Ok(Action::InternalReview(internal_review::Request::Review { case, draft, reasons }))
    })
}

/// 出具 (T17): every appraiser of the case signs on paper before the same two eyes, unless it says otherwise.
pub fn issue(fields: &mut Fields<'_>, reading: &Reading<'_>) -> Result<Deed, Malformed> {
    let named = fields.has("signed_by");
    let signed_by = reading.members(fields, "signed_by")?;
    let seen_by = reading.members(fields, "seen_by")?;
    let dissenting = reading.members(fields, "dissenting")?;
    let mut seal = None;
    if let Some(mut one) = fields.optional_table("seal")? {
        seal = Some(SealUse {
            by: PersonName::new(reading.member(&mut one, "by")?),
            allowed_by: PersonName::new(reading.member(&mut one, "allowed_by")?),
            n_impressions: one.optional_number("n")?.unwrap_or(0),
        });
        one.close()?;
    }
    let copies = fields.optional_number("copies")?;
    let doc_no = fields.optional_text("doc_no")?;
    let issued_on = reading.almanac.optional_day(fields, "issued_on")?;
    deed(move |stage| {
        let view = stage.view()?;
        let mut who = Vec::new();
        for name in &signed_by {
            who.push(stage.member(name)?);
        }
        if !named {
            who.extend(view.file.assignment().into_iter().flat_map(|a| a.appraisers.iter().copied()));
        }
        let mut signatures = Vec::new();
        for who in who {
            let mut dissents = false;
            for name in &dissenting {
                dissents |= stage.member(name)? == who;
            }
            let seen_by = seen_by.iter().map(PersonName::new).collect();
            signatures.push(HandSignature { who, seen_by, scan: None, dissents });
        }
        let draft = Box::new(IssueDraft {
            doc_no: doc_no.clone().unwrap_or_else(|| view.file.called().to_owned()),
            issued_on,
            signatures,
            seal: seal.clone(),
            n_copies: copies.unwrap_or(view.file.intake.n_opinion_copies),
        });
        let (case, reasons) = (stage.case()?, stage.reasons.clone());
        Ok(Action::Issuance(issuance::Request::Issue { case, draft, reasons }))
    })
}

const WAYS: [&str; 3] = ["自取", "邮寄", "其他"];
const FEES: [&str; 3] = ["已结清", "按约定", "未结清"];
const PAPERS: [&str; 2] = ["意见书", "补正"];

/// A delivery as the scenario tells it, without the addressee.
struct DeliveryWords {
    to: (String, bool),
    is_correction: bool,
    n_copies: u32,
    way: DeliveryWay,
    delivered_on: Option<Day>,
    taken_by: String,
    relation: String,
    is_identified: bool,
    refusal: Option<DeliveryRefusal>,
    fee: FeeState,
}

/// 送达 (T18): to one client, a person of the cast or an insurer.
pub fn deliver(fields: &mut Fields<'_>, reading: &Reading<'_>) -> Result<Deed, Malformed> {
    let words = DeliveryWords::read(fields, reading)?;
    let reason = fields.optional_text("corrects")?;
    deed(move |stage| {
        let delivery = words.delivery(stage)?;
        let view = stage.view()?;
        let former = view.file.deliveries_of(delivery.paper).filter(|row| row.body.to == delivery.to).last();
        let corrects = reason.clone().and_then(|reason| Some((former?.id, reason)));
        let request =
            delivery::Request::Deliver { case: view.file.id, delivery: Box::new(delivery), corrects };
        Ok(Action::Delivery(request))
    })
}

impl DeliveryWords {
    fn read(fields: &mut Fields<'_>, reading: &Reading<'_>) -> Result<Self, Malformed> {
        let to = reading.person_or_insurer(fields, "to")?;
        let paper = fields.optional_choice("paper", &PAPERS, |word| word)?;
        let way = match fields.choice("way", &WAYS, |word| word)? {
            "邮寄" => DeliveryWay::Mail {
                number: fields.text_or_empty("number")?,
                receipt_on: reading.almanac.optional_day(fields, "receipt_on")?,
            },
            "其他" => DeliveryWay::Other { how: fields.text("how")? },
            _ => DeliveryWay::Pickup,
        };
        let fee = match fields.optional_choice("fee", &FEES, |word| word)?.unwrap_or("已结清") {
            "按约定" => FeeState::AsAgreed { note: fields.text_or_empty("fee_note")? },
            "未结清" => FeeState::Owed,
            _ => FeeState::Settled,
        };
        let mut refusal = None;
        if let Some(mut one) = fields.optional_table("refusal")? {
            let staff = reading.members(&mut one, "noted_by")?;
            let name = |n: usize| staff.get(n).map(PersonName::new).unwrap_or_default();
            refusal =
                Some(DeliveryRefusal { reason: one.text_or_empty("because")?, staff: [name(0), name(1)] });
            one.close()?;
        }
        Ok(Self {
            to,
            is_correction: paper == Some("补正"),
            n_copies: fields.optional_number("copies")?.unwrap_or(1),
            way,
            delivered_on: reading.almanac.optional_day(fields, "delivered_on")?,
            taken_by: fields.text_or_empty("taken_by")?,
            relation: fields.text_or_empty("relation")?,
            is_identified: fields.optional_flag("identified")?.unwrap_or(false),
            refusal,
            fee,
        })
    }

    fn delivery(&self, stage: &mut Stage<'_>) -> Result<Delivery, Trouble> {
        let (key, is_person) = &self.to;
        let view = stage.view()?;
        let client = if *is_person {
            let id = stage.person(key)?.id;
            view.file.intake.clients.iter().find(|client| client.person.id == id)
        } else {
            let id = stage.insurer(key)?.id;
            view.file.intake.clients.iter().find(|client| client.insurer == Some(id))
        };
        let client = client.ok_or_else(|| Trouble::Script(format!("「{key}」不是本案委托人")))?;
        let paper = match view.file.corrections_now().last() {
            Some(row) if self.is_correction => DeliveredPaper::Correction { correction: row.id },
            _ => DeliveredPaper::Opinion,
        };
        let taken_by = match (self.taken_by.as_str(), &self.way) {
            ("", DeliveryWay::Mail { .. }) => PersonName::default(),
            ("", _) => client.person.name.clone(),
            (name, _) => PersonName::new(name),
        };
        Ok(Delivery {
            paper,
            to: client.person.id,
            to_name: PersonName::new(client.called()),
            n_copies: self.n_copies,
            way: self.way.clone(),
            delivered_on: self.delivered_on.unwrap_or(view.now.day()),
            taken_by,
            relation: self.relation.clone(),
            is_identified: self.is_identified,
            refusal: self.refusal.clone(),
            fee: self.fee.clone(),
        })
    }
}

/// 送达完毕: on, with the reasons for what the law warns of.
pub fn complete_delivery(_fields: &mut Fields<'_>, _reading: &Reading<'_>) -> Result<Deed, Malformed> {
    deed(|stage| {
        let (case, reasons) = (stage.case()?, stage.reasons.clone());
        Ok(Action::Delivery(delivery::Request::Complete { case, reasons }))
    })
}

/// 归档 (T19): what the case must have is in the volume, unless the scenario says otherwise.
pub fn archive(fields: &mut Fields<'_>, _reading: &Reading<'_>) -> Result<Deed, Malformed> {
    let archive_no = fields.text_or_empty("archive_no")?;
    let box_no = fields.text_or_empty("box")?;
    let n_volumes = fields.optional_number("volumes")?.unwrap_or(1);
    let years = fields.optional_number("years")?;
    let note = fields.text_or_empty("note")?;
    let mut lacks = Vec::new();
    for spot in fields.texts("lacks")? {
        let part = VolumePart::ALL.into_iter().find(|part| part.label() == spot.value);
        let part =
            part.ok_or_else(|| fields.complain_of("lacks", format!("卷内没有「{}」这一项", spot.value)))?;
        lacks.push(part);
    }
    deed(move |stage| {
        let view = stage.view()?;
        let required = required_parts(&view.file);
        let years = years.unwrap_or(view.institution.policy.retention_years);
        let mut parts: std::collections::BTreeMap<_, _> = VolumePart::ALL
            .into_iter()
            .map(|part| match required.contains(&part) {
                true => (part, PartState::Filed { n_pages: 1 }),
                false => (part, PartState::None { why: "本案没有".to_owned() }),
            })
            .collect();
        parts.retain(|part, _| !lacks.contains(part));
        let draft = Box::new(ArchiveDraft {
            archive_no: archive_no.clone(),
            box_no: box_no.clone(),
            n_volumes,
            retention: if years == 0 { Retention::Permanent } else { Retention::Years { n: years } },
            parts,
            note: note.clone(),
        });
        let (case, reasons) = (stage.case()?, stage.reasons.clone());
        Ok(Action::Archiving(archiving::Request::Archive { case, draft, reasons }))
    })
}
