//! F-32 疑点线索移送单 (SC-1.3b, SH-1.1f): what goes to the authority, with names only where a law orders it (PI-13).
//!
//! Before a transfer says otherwise the sheet names nobody: neither the people of the clue nor those of its cases.

use crate::documents::clue::Facts;
use crate::documents::clue::Piece;
use crate::documents::sheet::Tick;
use crate::domain::clue::BrokerClue;
use crate::domain::clue::ClueKind;
use crate::domain::clue::PersonalBasis;
use crate::domain::clue::Receiver;
use crate::domain::deidentify::Deidentifier;
use crate::domain::ids::CaseId;
use crate::domain::law::acts;
use crate::domain::law::sichuan;
use crate::domain::moment::Day;
use crate::domain::sheet::FormNo;
use crate::domain::sheet::SheetOf;
use crate::domain::step::Place;
use crate::services::error::ServiceError;
use crate::services::office::Office;
use crate::services::registers;
use crate::services::sheet::compose::page_key;
use crate::services::sheet::recipe::Gaps;
use crate::services::sheet::recipe::Made;
use crate::services::sheet::recipe::NO_ENTRY;
use crate::services::sheet::recipe::OfficeRecipe;
use crate::services::sheet::recipe::value_of;
use crate::services::sheet::signing::for_pen;
use crate::services::sheet::words::basis;
use crate::services::sheet::words::joined;

/// 疑点线索移送单.
pub(super) const RECIPE: OfficeRecipe = OfficeRecipe { form: FormNo::F32, make, is_specimen: false };

fn make(office: &Office, of: SheetOf) -> Result<Made, ServiceError> {
    let SheetOf::Entry(id) = of else { return Err(NO_ENTRY) };
    let entry = registers::entry::<BrokerClue>(office, id)?;
    let pack = office.institution()?.jurisdiction.pack();
    let told = Told::of(office, &entry.body)?;
    let body = entry.body;
    Ok(Made {
        called: ("线索编号", body.number.clone()),
        key: page_key(id, entry.first_at),
        n_corrections: entry.corrections.len(),
        stays: false,
        gaps: gaps(&body, told.is_masked()),
        worded: Box::new(move |head, _pad| {
            let transfer = body.transfer.as_ref();
            let by = transfer.map(|transfer| transfer.by.as_str()).unwrap_or_default();
            let reviewer = body.review.as_ref().map(|review| review.by.as_str()).unwrap_or_default();
            let to = transfer.map(|transfer| transfer.to);
            value_of(&Facts {
                head,
                receivers: Receiver::ALL.map(|one| Tick::new(one.label(), to == Some(one))).to_vec(),
                receiver: transfer.map(|transfer| transfer.receiver.clone()).unwrap_or_default(),
                source: told.say(&body.source),
                cases: told.cases(),
                kinds: ClueKind::ALL.map(|one| Tick::new(one.label(), body.kinds.contains(&one))).to_vec(),
                seen: told.say(&body.seen),
                heard: told.say(&body.heard),
                supposed: told.say(&body.supposed),
                people: told.say(body.people.as_str()),
                personal: personal(transfer.map(|transfer| &transfer.personal)),
                is_masked: told.is_masked(),
                evidence: body
                    .evidence
                    .iter()
                    .map(|one| Piece { title: told.say(&one.title), sha256: one.sha256.clone() })
                    .collect(),
                review: review(&body, &told),
                signatures: vec![for_pen("审核人", reviewer), for_pen("移送人", by)],
                transferred_on: transfer.map_or_else(String::new, |t| Day::worded(t.transferred_on)),
                receipt: transfer.map(|transfer| transfer.receipt.clone()).unwrap_or_default(),
                basis: basis(pack, &[&acts::PI_6], &[], &[&sichuan::SC_1_3B]),
            })
        }),
    })
}

fn gaps(body: &BrokerClue, is_masked: bool) -> Gaps {
    let mut gaps = Gaps::default();
    let stands = body.review.as_ref().is_some_and(|review| review.stands);
    gaps.content(!stands, "还没有审核为可以移送", Place::Registers);
    gaps.content(body.transfer.is_none(), "还没有记移送给谁、带不带个人信息", Place::Registers);
    gaps.later(is_masked, "读一遍，看脱敏以后还有没有认得出人的话", Place::Registers);
    gaps.signature(true, "审核人、移送人还没有签名", Place::Registers);
    gaps.later(body.awaits_receipt(), "接收回执还没有到", Place::Registers);
    gaps
}

fn personal(basis: Option<&PersonalBasis>) -> String {
    match basis {
        None | Some(PersonalBasis::Masked) => "没有移送个人信息的法律依据，已脱敏".to_owned(),
        Some(PersonalBasis::Statute { article }) => format!("随单移送，依据{article}"),
    }
}

fn review(body: &BrokerClue, told: &Told) -> String {
    body.review.as_ref().map_or_else(String::new, |review| {
        let verdict = if review.stands { "可以移送" } else { "不成立" };
        joined(&[&review.reviewed_on.worded(), verdict, &told.say(&review.opinion)], "　")
    })
}

/// What may be told: everything, or nothing that leads to a person.
enum Told {
    All { cases: Vec<String> },
    Masked { people: Deidentifier, n_cases: usize },
}

impl Told {
    fn of(office: &Office, body: &BrokerClue) -> Result<Self, ServiceError> {
        let cases: Vec<CaseId> = body.case.into_iter().chain(body.also.iter().copied()).collect();
        let personal = body.transfer.as_ref().map(|transfer| &transfer.personal);
        if matches!(personal, Some(PersonalBasis::Statute { .. })) {
            let cases = cases.into_iter().map(|case| office.called(case)).collect::<Result<_, _>>()?;
            return Ok(Self::All { cases });
        }
        let mut people = Deidentifier::default();
        people.add_listed(body.people.as_str());
        for case in &cases {
            let file = office.file(*case)?;
            for (_, person) in file.intake.people() {
                people.add(person.name.as_str());
            }
            for client in &file.intake.clients {
                people.add(&client.organisation);
            }
        }
        Ok(Self::Masked { people, n_cases: cases.len() })
    }

    fn is_masked(&self) -> bool {
        matches!(self, Self::Masked { .. })
    }

    fn say(&self, text: &str) -> String {
        match self {
            Self::All { .. } => text.to_owned(),
            Self::Masked { people, .. } => people.clean(text),
        }
    }

    fn cases(&self) -> String {
        match self {
            Self::All { cases } if cases.is_empty() => "没有涉及具体案件".to_owned(),
            Self::All { cases } => cases.join("、"),
            Self::Masked { n_cases: 0, .. } => "没有涉及具体案件".to_owned(),
            Self::Masked { n_cases, .. } => format!("{n_cases} 件，案号没有随本单移送"),
        }
    }
}
