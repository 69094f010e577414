//! What a use-case writes with: evidence, the row lists show, the index people are found under.

use crate::domain::calendar::WorkCalendar;
use crate::domain::case::CaseFile;
use crate::domain::case_head::CaseHead;
use crate::domain::deadline::AgreedLength;
use crate::domain::deadline::deadline;
use crate::domain::evidence::Evidence;
use crate::domain::evidence::EvidenceHead;
use crate::domain::exception::ExceptionNote;
use crate::domain::ids::EvidenceId;
use crate::domain::ids::ObjectId;
use crate::domain::law_text::LawText;
use crate::domain::moment::Moment;
use crate::domain::reception::Intake;
use crate::services::sheet::in_force::keep_texts;
use crate::store::IndexedPerson;
use crate::store::KeptObject;
use crate::store::StoreError;
use crate::store::Tx;

/// A running number the office gives out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Series {
    /// 收2026-12.
    Intake,
    /// 案件编号.
    Case,
}

/// A transaction of a use-case.
pub struct Writer<'a, 's> {
    pub(crate) tx: &'a Tx<'s>,
    pub(crate) at: Moment,
    pub(crate) calendar: &'a WorkCalendar,
}

impl Writer<'_, '_> {
    /// Inserts a row of evidence.
    pub fn insert_evidence<T: Evidence>(
        &self,
        head: &EvidenceHead,
        body: &T,
    ) -> Result<EvidenceId, StoreError> {
        self.tx.insert_evidence(head, body)
    }

    /// Keeps the reasons for passing a Warn with the write they allowed.
    pub fn insert_exceptions(
        &self,
        head: &EvidenceHead,
        exceptions: &[ExceptionNote],
    ) -> Result<(), StoreError> {
        for exception in exceptions {
            self.tx.insert_evidence(head, exception)?;
        }
        Ok(())
    }

    /// Names a kept file, so that rows can point at it.
    pub fn insert_object(&self, kept: &KeptObject, thumbnail: Option<&[u8]>) -> Result<ObjectId, StoreError> {
        self.tx.insert_object(kept, thumbnail, self.at)
    }

    /// Keeps a text a sheet rests on; one that lies there already stays as it is.
    pub fn keep_law_text(&self, text: &LawText) -> Result<(), StoreError> {
        keep_texts(self.tx, self.at, std::slice::from_ref(text))
    }

    /// Takes the next number of a series.
    pub fn take_number(&self, series: Series, year: i32) -> Result<u32, StoreError> {
        let series = match series {
            Series::Intake => "intake",
            Series::Case => "case",
        };
        self.tx.take_number(series, year)
    }

    /// Renews the row lists show and the names a case is found under.
    pub fn put_case(&self, file: &CaseFile) -> Result<(), StoreError> {
        self.tx.put_case(&head_of(file, self.at, self.calendar))?;
        self.tx.index_people(file.id, &people_of(&file.intake))
    }
}

fn head_of(file: &CaseFile, at: Moment, calendar: &WorkCalendar) -> CaseHead {
    let intake = &file.intake;
    let today = file.closed_on().map_or(at.day(), |on| on.min(at.day()));
    let clock = file.effective_on().map(|effective_on| {
        let length = intake.agreed_length.unwrap_or(AgreedLength::statutory());
        deadline(effective_on, length, &file.deductions(), &file.extensions(), today, calendar)
    });
    CaseHead {
        id: file.id,
        case_no: file.case_no.clone(),
        year: file.created_at.day().year(),
        seq: None,
        state: file.state.code().to_owned(),
        mode: intake.mode.map_or("", |mode| mode.label()).to_owned(),
        received_on: intake.received_on.unwrap_or(file.created_at.day()),
        subject_name: intake.subject.name.clone(),
        client_name: intake.client_names(),
        insurers: intake.insurer_names(),
        handler: file.assignment().and_then(|assignment| assignment.appraisers.first().copied()),
        accepted_on: file.acceptance().map(|row| row.at.day()),
        effective_on: file.effective_on(),
        term_workdays: match intake.agreed_length.unwrap_or(AgreedLength::statutory()) {
            AgreedLength::Workdays(n) => Some(u32::from(n)),
            AgreedLength::CalendarDays(_) | AgreedLength::Until(_) => None,
        },
        deducted_workdays: clock.as_ref().map_or(0, |clock| clock.n_deducted),
        extended_workdays: clock.as_ref().map_or(0, |clock| clock.n_extended),
        closed_on: file.closed_on(),
        updated_at: at,
    }
}

fn people_of(intake: &Intake) -> Vec<IndexedPerson> {
    intake
        .people()
        .filter(|(_, person)| !person.name.is_empty())
        .map(|(role, person)| IndexedPerson {
            role: role.to_owned(),
            name: person.name.clone(),
            id_no: (!person.id_number.is_empty()).then(|| person.id_number.clone()),
            phone: (!person.phone.is_empty()).then(|| person.phone.clone()),
        })
        .collect()
}
