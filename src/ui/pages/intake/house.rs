//! What the institution is and who sits at the desk; and what the rules say about a file as it would be.

use crate::domain::case::CaseFacts;
use crate::domain::case::CaseFile;
use crate::domain::institution::Institution;
use crate::domain::insurer::Insurer;
use crate::domain::reception::Asked;
use crate::domain::rules;
use crate::domain::rules::Findings;
use crate::domain::staff::StaffMember;
use crate::services::case_view::CaseView;
use crate::ui::almanac;
use crate::ui::desk::cx::PageCx;
use crate::ui::pages::intake::visit::Visit;
use crate::ui::pages::intake::visit::as_if;
use std::sync::Arc;

/// What the institution is and who sits at the desk.
#[derive(Clone)]
pub struct House {
    pub institution: Arc<Institution>,
    pub staff: Arc<Vec<StaffMember>>,
    pub insurers: Arc<Vec<Insurer>>,
    pub user: StaffMember,
}

impl House {
    /// Everything has been read; else there is nothing to draw yet.
    pub fn of(cx: &PageCx<'_>) -> Option<Self> {
        let session = cx.views.session.as_ref()?;
        let directory = cx.views.directory.as_ref()?;
        cx.views.drafts.as_ref()?;
        Some(Self {
            institution: Arc::clone(session.institution.as_ref()?),
            staff: Arc::clone(&directory.staff),
            insurers: Arc::clone(&directory.insurers),
            user: session.user.clone()?,
        })
    }

    /// Names of the licensed premises.
    pub fn premises(&self) -> Vec<String> {
        self.institution.premises.iter().map(|premises| premises.name.clone()).collect()
    }
}

/// The file with everything that was typed, handed in or not.
pub fn as_if_file(cx: &PageCx<'_>, visit: &Visit, house: &House) -> CaseFile {
    let by = house.user.id;
    let mut file = visit.file(cx.now, by);
    if file.intake.insurance.is_some() && file.intake.insurance_asked.is_none() {
        // The office stamps who asked with the first answer (SC-2.2a).
        file.intake.insurance_asked = Some(Asked { by: house.user.name.clone(), at: cx.now });
    }
    let draft = &visit.draft;
    if draft.notice.is_touched() {
        let notice = draft.notice.notice(visit, house);
        file.risk_notices.push(as_if(notice, cx.now, by));
    }
    if draft.letter.is_touched() {
        file.joint_letters.push(as_if(draft.letter.letter(house), cx.now, by));
    }
    if let Some(review) = &draft.review {
        let mut review = review.clone();
        if review.reviewer.is_empty() {
            review.reviewer = house.user.name.clone();
        }
        file.reviews.push(as_if(review, cx.now, by));
    }
    file
}

pub fn judge_file(cx: &PageCx<'_>, house: &House, case: Option<&CaseView>, file: &CaseFile) -> Findings {
    // A fresh sheet has no snapshot yet.
    let calendar = almanac::calendar();
    let facts = CaseFacts {
        file,
        institution: &house.institution,
        staff: &house.staff,
        insurers: &house.insurers,
        others: case.map_or(&[], |view| view.others.as_slice()),
        calendar: case.map_or(&calendar, |view| &view.calendar),
        now: cx.now,
    };
    rules::all(&facts)
}
