//! The same cuts and full disks from above: what a clerk and an appraiser do through the services, and what they are
//! told when the office cannot be opened.

mod founded;
mod full_disk;
mod killed;
mod refused;

use crate::support::CaseAdder;
use crate::support::Invented;
use crate::support::OfficeBuilder;
use crate::support::PASSWORD;
use crate::support::TempFolder;
use crate::support::TestOffice;
use crate::support::moment;
use crate::support::steps::Shows;
use appraisal_desk::domain::case::CaseFile;
use appraisal_desk::domain::case::CaseState;
use appraisal_desk::domain::check_in::Attendee;
use appraisal_desk::domain::check_in::Credential;
use appraisal_desk::domain::check_in::InsurerWitness;
use appraisal_desk::domain::ids::CaseId;
use appraisal_desk::domain::ids::EvidenceId;
use appraisal_desk::domain::ids::ObjectId;
use appraisal_desk::domain::keys::OfficeKeys;
use appraisal_desk::domain::process_record::EntryContent;
use appraisal_desk::domain::secret::PersonName;
use appraisal_desk::domain::secret::Secret;
use appraisal_desk::platform::random_ids::RandomIds;
use appraisal_desk::platform::vault::KdfCost;
use appraisal_desk::platform::vault::Vault;
use appraisal_desk::services::check_in;
use appraisal_desk::services::check_in::SignInDraft;
use appraisal_desk::services::error::ServiceError;
use appraisal_desk::services::office::Office;
use appraisal_desk::services::picture;
use appraisal_desk::services::picture::PictureKind;
use appraisal_desk::services::process_record;
use appraisal_desk::services::process_record::EntryDraft;
use appraisal_desk::services::request::Outcome;
use appraisal_desk::services::session;
use appraisal_desk::store::Durability;
use appraisal_desk::store::OpenOptions;
use appraisal_desk::store::Store;
use std::io::Cursor;
use std::path::Path;

/// When the victims work; the offices were founded in the hours before.
const WHEN: &str = "2026-11-30 15:00";

/// A shut office with one case under examination, where people come and entries are written.
struct Shut {
    folder: TempFolder,
    case: CaseId,
}

impl Shut {
    fn new() -> Self {
        let mut office = OfficeBuilder::sichuan().build();
        let case =
            CaseAdder::unilateral().insurer_comes(Shows::Both).until(CaseState::Examining).add(&mut office);
        session::lock(&mut office.office).unwrap();
        let TestOffice { folder, .. } = office;
        Self { folder, case }
    }

    fn place(&self) -> std::path::PathBuf {
        self.folder.join("案卷库")
    }
}

/// Opens the office as its front desk does.
fn enter(place: &Path) -> Office {
    OfficeBuilder::sichuan().at(WHEN).reopen(place, "zhou").unwrap().0
}

/// What the person at the desk was told is done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Told {
    Kept(ObjectId),
    SignedIn(EvidenceId),
    Entered(EvidenceId),
}

/// The n-th round of an afternoon: two copies are kept, the witness signs in, the appraiser writes a finding.
fn round(office: &mut Office, case: CaseId, n: u32, mut tell: impl FnMut(Told)) -> Result<(), ServiceError> {
    sit(office, "zhou")?;
    let mut copies = Vec::new();
    for of in [2 * n, 2 * n + 1] {
        let kept = picture::keep(office, case, &card(of), "证件.png", PictureKind::Credential)?;
        tell(Told::Kept(kept.object));
        copies.push(kept.object);
    }
    let witness = witness(office, n, copies[0], copies[1])?;
    let draft = SignInDraft {
        attendee: Attendee::Insurer(witness),
        survey_statement: String::new(),
        observation_support: String::new(),
    };
    tell(Told::SignedIn(made(check_in::sign_in(office, case, draft)?)));
    sit(office, "lu")?;
    let entry = EntryDraft {
        step: String::new(),
        content: EntryContent::Finding { text: format!("第 {n} 次测量，左膝屈曲 95 度") },
        happened_at: None,
        late_reason: String::new(),
    };
    tell(Told::Entered(made(process_record::add_entry(office, case, entry, None)?)));
    Ok(())
}

fn witness(
    office: &Office,
    n: u32,
    identity: ObjectId,
    work: ObjectId,
) -> Result<InsurerWitness, ServiceError> {
    let shown = |name: &str, number: String, copy| Credential {
        name: name.to_owned(),
        number,
        valid_until: None,
        copy: Some(copy),
    };
    let mut person = Invented::WITNESS.person();
    person.name = PersonName::new(format!("{}·第{n}人", Invented::WITNESS.name));
    Ok(InsurerWitness {
        person,
        insurer: office.insurers()?[0].id,
        department: "人伤理赔部".to_owned(),
        identity_document: Some(shown("居民身份证", Invented::WITNESS.number(), identity)),
        work_credential: Some(shown("工作证", format!("AZ-{n:04}"), work)),
        work_verified_by: None,
    })
}

fn made(outcome: Outcome) -> EvidenceId {
    match outcome {
        Outcome::Done { made: Some(id), .. } => id,
        other => panic!("nothing was made: {other:?}"),
    }
}

fn sit(office: &mut Office, login: &str) -> Result<(), ServiceError> {
    let user = office.staff()?.iter().find(|member| member.login == login).unwrap().id;
    office.hand_desk_to(user)
}

/// A card of its own; the store keeps the same picture once only.
fn card(n: u32) -> Vec<u8> {
    let [shade, hue, ..] = n.to_le_bytes();
    let card = image::RgbImage::from_fn(320, 200, |x, y| {
        let line = (x / 16 + y / 10 + n).is_multiple_of(3);
        image::Rgb([if line { shade } else { 230 }, 200 - hue, 220])
    });
    let mut bytes = Cursor::new(Vec::new());
    card.write_to(&mut bytes, image::ImageFormat::Png).unwrap();
    bytes.into_inner()
}

/// The keys of the office, as its vault gives them for the password.
fn keys_of(place: &Path) -> OfficeKeys {
    let cost = KdfCost { memory_kib: 64, passes: 1, lanes: 1 };
    let mut vault = Vault::load(place, cost).unwrap();
    vault.unlock("zhou", &Secret::new(PASSWORD.to_owned()), moment(WHEN)).unwrap().keys
}

/// The store beneath the services, to be asked what it holds.
fn store_of(place: &Path) -> Store {
    let options = OpenOptions::new(Box::new(RandomIds::new())).durability(Durability::Relaxed);
    Store::open(place, keys_of(place), options, moment(WHEN)).unwrap()
}

/// Everything that was written before is there as it was; only arrivals and entries may have been added.
fn nothing_was_edited(before: &CaseFile, after: &CaseFile) {
    let (n_arrivals, n_entries) = (before.attendances.len(), before.entries.len());
    assert!(after.attendances.len() >= n_arrivals && after.entries.len() >= n_entries);
    let mut as_before = after.clone();
    as_before.attendances.truncate(n_arrivals);
    as_before.entries.truncate(n_entries);
    assert!(as_before == *before, "something that was written down is not what it was");
}
