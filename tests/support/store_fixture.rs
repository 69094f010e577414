//! A bare store with keys of its own and invented people, for tests that ask what the disk holds.

use appraisal_desk::domain::audit::AuditDraft;
use appraisal_desk::domain::audit::Operation;
use appraisal_desk::domain::case_head::CaseHead;
use appraisal_desk::domain::evidence::Evidence;
use appraisal_desk::domain::evidence::EvidenceHead;
use appraisal_desk::domain::evidence::EvidenceTable;
use appraisal_desk::domain::ids::CaseId;
use appraisal_desk::domain::ids::EvidenceId;
use appraisal_desk::domain::ids::Id as _;
use appraisal_desk::domain::ids::ObjectId;
use appraisal_desk::domain::ids::UserId;
use appraisal_desk::domain::keys::Key;
use appraisal_desk::domain::keys::OfficeKeys;
use appraisal_desk::domain::moment::Moment;
use appraisal_desk::domain::secret::PersonName;
use appraisal_desk::platform::random_ids::RandomIds;
use appraisal_desk::store::Durability;
use appraisal_desk::store::OpenOptions;
use appraisal_desk::store::Store;
use appraisal_desk::store::StoreError;
use serde::Deserialize;
use serde::Serialize;
use std::path::Path;

/// 2026-11-24 14:03:21 in Beijing.
pub const NOW: Moment = Moment::from_ms(1_795_500_201_000);

/// Keys that belong to no vault.
pub fn keys() -> OfficeKeys {
    OfficeKeys {
        database: Key::new([1; 32]),
        objects: vec![Key::new([2; 32])],
        object_names: Key::new([3; 32]),
        audit: Key::new([4; 32]),
    }
}

/// Options for tests that are not about power cuts.
pub fn relaxed() -> OpenOptions {
    OpenOptions::new(Box::new(RandomIds::new())).durability(Durability::Relaxed)
}

pub fn create(folder: &Path) -> Store {
    let mut store = Store::create(folder, keys(), relaxed(), NOW).expect("created");
    store.transact(AuditDraft::of_program(Operation::Init, NOW), |_| Ok(())).expect("founded");
    store
}

pub fn open(folder: &Path) -> Result<Store, StoreError> {
    Store::open(folder, keys(), relaxed(), NOW)
}

pub fn somebody() -> UserId {
    UserId::from_uuid(uuid::Uuid::from_u128(0x0190_0000_0000_7000_8000_0000_0000_0001))
}

/// Someone who came and showed two papers: the shape of evidence the store is asked to keep whole.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shown {
    pub who: String,
    pub id_copy: Option<ObjectId>,
    pub work_copy: Option<ObjectId>,
}

impl Shown {
    pub fn alone(who: &str) -> Self {
        Self { who: who.to_owned(), id_copy: None, work_copy: None }
    }
}

impl Evidence for Shown {
    const TABLE: EvidenceTable = EvidenceTable::Attendance;
}

pub fn head(id: CaseId, at: Moment) -> CaseHead {
    CaseHead {
        id,
        case_no: None,
        year: at.day().year(),
        seq: None,
        state: "RECEIVED".to_owned(),
        mode: "共同委托".to_owned(),
        received_on: at.day(),
        subject_name: PersonName::new("周某某"),
        client_name: "周某某、某保险".to_owned(),
        insurers: "某保险".to_owned(),
        handler: None,
        accepted_on: None,
        effective_on: None,
        term_workdays: Some(30),
        deducted_workdays: 0,
        extended_workdays: 0,
        closed_on: None,
        updated_at: at,
    }
}

pub fn add_case(store: &mut Store, at: Moment) -> CaseId {
    let id: CaseId = store.fresh_id(at);
    let draft = AuditDraft::new(Operation::SaveIntake, somebody(), at).case(id);
    store.transact(draft, |tx| tx.put_case(&head(id, at))).expect("a case");
    id
}

/// Keeps two pictures and the evidence that names them, as a check-in does.
pub fn sign_in(
    store: &mut Store,
    case: CaseId,
    pictures: [&[u8]; 2],
    at: Moment,
) -> Result<EvidenceId, StoreError> {
    let [id_copy, work_copy] = pictures;
    let id_copy = store.keep_object(&mut &*id_copy, "image/jpeg")?;
    let work_copy = store.keep_object(&mut &*work_copy, "image/jpeg")?;
    let draft = AuditDraft::new(Operation::SignIn, somebody(), at).case(case);
    store.transact(draft, |tx| {
        let shown = Shown {
            who: "某保险到场人员".to_owned(),
            id_copy: Some(tx.insert_object(&id_copy, None, at)?),
            work_copy: Some(tx.insert_object(&work_copy, None, at)?),
        };
        tx.insert_evidence(&EvidenceHead::new(case, somebody(), at), &shown)
    })
}

/// Bytes that differ from place to place and from seed to seed.
pub fn picture(seed: u8, len: usize) -> Vec<u8> {
    let mut state = 0x9e37_79b9_u32 ^ u32::from(seed).wrapping_mul(0x85eb_ca6b);
    (0..len)
        .map(|_| {
            state ^= state << 13;
            state ^= state >> 17;
            state ^= state << 5;
            state.to_le_bytes()[1]
        })
        .collect()
}
