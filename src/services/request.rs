//! What can be asked of the office, and what it answers. Plain data: it crosses a thread.
//!
//! `Ask::Do` writes, `Ask::Look` reads. Each noun owns its own `Request`; this file only lists them.

use crate::domain::attachment::Attachment;
use crate::domain::case_head::CaseCursor;
use crate::domain::ids::CaseId;
use crate::domain::ids::EntryId;
use crate::domain::ids::EvidenceId;
use crate::domain::ids::ObjectId;
use crate::domain::ledger::LedgerRow;
use crate::domain::sheet::FormNo;
use crate::domain::sheet::PrintRef;
use crate::domain::sheet::SheetRef;
use crate::domain::statistics::CaseCount;
use crate::domain::statistics::Span;
use crate::services::agreement_change;
use crate::services::appraisal_notice;
use crate::services::archiving;
use crate::services::attachment;
use crate::services::attachment::Shelf;
use crate::services::booking;
use crate::services::calendar;
use crate::services::case_link;
use crate::services::case_view::CaseView;
use crate::services::check_in;
use crate::services::clue;
use crate::services::commission;
use crate::services::correction;
use crate::services::court;
use crate::services::delivery;
use crate::services::directory;
use crate::services::dispute;
use crate::services::draft;
use crate::services::error::ServiceError;
use crate::services::exception;
use crate::services::expert_consultation;
use crate::services::extension;
use crate::services::find;
use crate::services::interference;
use crate::services::internal_review;
use crate::services::issuance;
use crate::services::joint_letter;
use crate::services::ledger;
use crate::services::liaison;
use crate::services::licence_showing;
use crate::services::material;
use crate::services::material_return;
use crate::services::on_site_collection;
use crate::services::opinion;
use crate::services::picture;
use crate::services::printer;
use crate::services::privacy_consent;
use crate::services::problem;
use crate::services::process_record;
use crate::services::reception;
use crate::services::recusal;
use crate::services::registers;
use crate::services::review;
use crate::services::risk_notice;
use crate::services::scan;
use crate::services::schedule;
use crate::services::session;
use crate::services::settings;
use crate::services::sheet;
use crate::services::signature;
use crate::services::supplement;
use crate::services::suspension;
use crate::services::template;
use crate::services::termination;
use crate::services::today;
use crate::services::witness_notice;
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

/// A message to the office.
#[derive(Clone, Debug)]
pub enum Ask {
    Do(Action),
    Look(Look),
}

/// A write. Everything that changes the office is one of these and leaves an audit entry (drafts excepted).
#[derive(Clone, Debug)]
pub enum Action {
    Session(session::Request),
    Settings(settings::Request),
    Directory(directory::Request),
    Draft(draft::Request),
    Picture(picture::Request),
    Reception(reception::Request),
    RiskNotice(risk_notice::Request),
    JointLetter(joint_letter::Request),
    Material(material::Request),
    Review(review::Request),
    Commission(commission::Request),
    Schedule(schedule::Request),
    WitnessNotice(witness_notice::Request),
    CheckIn(check_in::Request),
    LicenceShowing(licence_showing::Request),
    ProcessRecord(process_record::Request),
    Opinion(opinion::Request),
    InternalReview(internal_review::Request),
    Issuance(issuance::Request),
    Delivery(delivery::Request),
    Archiving(archiving::Request),
    Correction(correction::Request),
    CaseLink(case_link::Request),
    Signature(signature::Request),
    Sheet(sheet::Request),
    Scan(scan::Request),
    Dispute(dispute::Request),
    Court(court::Request),
    Interference(interference::Request),
    Clue(clue::Request),
    Attachment(attachment::Request),
    Exception(exception::Request),
    Liaison(liaison::Request),
    Problem(problem::Request),
    Booking(booking::Request),
    Supplement(supplement::Request),
    Extension(extension::Request),
    Termination(termination::Request),
    Suspension(suspension::Request),
    OnSiteCollection(on_site_collection::Request),
    AppraisalNotice(appraisal_notice::Request),
    AgreementChange(agreement_change::Request),
    MaterialReturn(material_return::Request),
    Recusal(recusal::Request),
    Calendar(calendar::Request),
    Ledger(ledger::Request),
    PrivacyConsent(privacy_consent::Request),
    ExpertConsultation(expert_consultation::Request),
    Template(template::Request),
}

/// A read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Look {
    Session,
    Today,
    Case(CaseId),
    /// The list of cases, newest first, narrowed by words of a search (empty = all).
    Cases {
        words: String,
    },
    Find {
        words: String,
    },
    Directory,
    /// Who changed what in an entry of the directory.
    History(directory::Of),
    Settings,
    /// 登记簿: interferences, clues, exceptions, meetings.
    Registers,
    /// A piece of the ledger; the next one begins where the answer says.
    Ledger {
        span: Span,
        after: Option<CaseCursor>,
    },
    /// A piece of what the statistics count.
    Statistics {
        span: Span,
        after: Option<CaseCursor>,
    },
    /// The months of the ledger and which of them are closed.
    LedgerMonths,
    /// Which printers this machine has, and how they stand.
    Printers,
    /// Drafts of unfinished receptions, for the tabs of 受理.
    Drafts,
    /// What was chosen for the paper of this office, form by form.
    Templates,
    /// One form, with the sentences that may be worded otherwise.
    Template(FormNo),
    /// The sample of a form with choices that are not saved.
    TemplatePreview(Box<(template::PaperDraft, template::FormDraft)>),
    /// The bytes a print would send; never written anywhere in the clear.
    Preview(SheetRef),
    /// The same of the volume of a case, which takes a while: somebody looks on and may stop it.
    Volume {
        sheet: SheetRef,
        watch: Watching,
    },
    /// A picture of an entry of a register, decrypted into memory; audited.
    Attachment {
        shelf: Shelf,
        entry: EntryId,
        object: ObjectId,
    },
    /// What a print rested on, beside what is in force today.
    Replay(PrintRef),
    /// 待认领: scanned pages that belong nowhere yet.
    ScanTray,
    /// The files that a scan would read, in these folders and among these files.
    ScanFiles(Vec<PathBuf>),
    /// A scanned page, upright; looking at one is recorded.
    ScanPage(scan::Which),
    /// A stored picture, decrypted into memory; looking at a credential is audited.
    Picture {
        object: ObjectId,
        case: CaseId,
    },
}

/// Who looks on while a volume is bound. Two looks at the same volume are alike whoever watches.
#[derive(Clone, Debug)]
pub struct Watching(pub Arc<sheet::BindingWatch>);

impl PartialEq for Watching {
    fn eq(&self, _other: &Self) -> bool {
        true
    }
}

impl Eq for Watching {}

/// Reasons for going on in spite of a Warn, by rule id (requirements §0.2 W).
pub type Reasons = BTreeMap<String, String>;

/// An answer, with the number of the question.
#[derive(Debug)]
pub struct Answer {
    pub to: u64,
    pub result: Result<Outcome, ServiceError>,
}

/// What came of it.
#[derive(Clone, Debug)]
pub enum Outcome {
    /// A write succeeded and was read back; `said` is the sentence for the toast, empty where none is due.
    Done {
        said: String,
        case: Option<CaseId>,
        made: Option<EvidenceId>,
    },
    Session(Arc<session::View>),
    Recovery(session::RecoverySheet),
    Today(Arc<today::View>),
    Case(Arc<CaseView>),
    Cases(Arc<find::CaseList>),
    Found(Arc<find::Hits>),
    Directory(Arc<directory::View>),
    History(Arc<directory::History>),
    Settings(Arc<settings::View>),
    Registers(Arc<registers::View>),
    Ledger(Arc<ledger::Piece<LedgerRow>>),
    Statistics(Arc<ledger::Piece<CaseCount>>),
    LedgerMonths(Arc<Vec<ledger::Month>>),
    Drafts(Arc<Vec<draft::Draft>>),
    Printers(Arc<printer::View>),
    Templates(Arc<template::View>),
    Template(Arc<template::Detail>),
    TemplatePreview(Arc<sheet::Drawn>),
    Preview(Arc<sheet::Preview>),
    Replay(Arc<sheet::in_force::Replay>),
    Picture(Arc<picture::Pixels>),
    /// New pictures lie in the watched folder; nobody asked.
    Arrived(Vec<PathBuf>),
    /// A file of a register was kept and read back.
    Attached(Attachment),
    /// A picture was cleaned, watermarked, kept and read back.
    Kept(picture::Kept),
    /// The office was looked through from end to end.
    Verified(Arc<settings::Verified>),
    /// A sheet was handed to the printer or written to a file.
    Sheet(sheet::Issued),
    /// What became of one scanned page.
    Scanned(Box<scan::Taken>),
    ScanTray(Arc<scan::Tray>),
    ScanFiles(Arc<scan::Batch>),
}
