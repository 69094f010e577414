//! One row per form: how the program makes it, from a case ([`RECIPES`]) or from the books of the office
//! ([`OFFICE_RECIPES`]). These two are the only lists of forms in the services.

use crate::documents::sheet::SheetHead;
use crate::domain::case::CaseFacts;
use crate::domain::case::CaseFile;
use crate::domain::ids::EvidenceId;
use crate::domain::sheet::FormNo;
use crate::domain::sheet::SheetOf;
use crate::domain::signature::unsigned;
use crate::domain::step::Place;
use crate::services::case_view::sheets::SheetLine;
use crate::services::error::ServiceError;
use crate::services::office::Office;
use crate::services::sheet::Lacks;
use crate::services::sheet::MissingField;
use crate::services::sheet::appraisal_notice;
use crate::services::sheet::archiving;
use crate::services::sheet::booking;
use crate::services::sheet::check_in;
use crate::services::sheet::clue;
use crate::services::sheet::commission;
use crate::services::sheet::correction;
use crate::services::sheet::court;
use crate::services::sheet::court_pledge;
use crate::services::sheet::delivery;
use crate::services::sheet::dispute;
use crate::services::sheet::exchange;
use crate::services::sheet::expert_consultation;
use crate::services::sheet::extension;
use crate::services::sheet::interference;
use crate::services::sheet::interference_report;
use crate::services::sheet::internal_review;
use crate::services::sheet::joint_letter;
use crate::services::sheet::ledger;
use crate::services::sheet::licence_showing;
use crate::services::sheet::material;
use crate::services::sheet::material_return;
use crate::services::sheet::on_site_collection;
use crate::services::sheet::opinion;
use crate::services::sheet::privacy_consent;
use crate::services::sheet::process_record;
use crate::services::sheet::recording_consent;
use crate::services::sheet::recusal;
use crate::services::sheet::rejection;
use crate::services::sheet::review;
use crate::services::sheet::risk_notice;
use crate::services::sheet::signing::Pad;
use crate::services::sheet::statistics;
use crate::services::sheet::supplement;
use crate::services::sheet::suspension;
use crate::services::sheet::termination;
use crate::services::sheet::witness_notice;
use serde::Serialize;
use serde_json::Value;

/// How a form is made from a case.
///
/// Where a case may have several sheets of a form, `about` says which: the row it is about, and without one the
/// sheet that would come next.
pub(crate) struct Recipe {
    pub(super) form: FormNo,
    /// What the sheet says.
    pub(super) facts: Wording,
    /// What it lacks.
    pub(super) gaps: fn(&CaseFacts<'_>, about: Option<EvidenceId>) -> Gaps,
    /// How often what it shows was corrected: 第 n 版 is one more.
    pub(super) n_corrections: fn(&CaseFile) -> usize,
    /// Whether it stays in the file, with whole numbers of documents (存档联).
    pub(super) stays: bool,
    /// Whether its wording was not checked against an official text (示范稿).
    pub(super) is_specimen: bool,
    /// The sheets of this form the case has or may have, in the order they are listed.
    pub(crate) listed: fn(&CaseFacts<'_>) -> Vec<SheetLine>,
}

/// Words the facts of a form.
type Wording =
    fn(&CaseFacts<'_>, about: Option<EvidenceId>, SheetHead, &mut Pad) -> Result<Value, ServiceError>;

/// Every form, in the order of the catalogue.
pub(crate) const RECIPES: &[Recipe] = &[
    commission::RECIPE,
    joint_letter::RECIPE,
    risk_notice::RECIPE,
    material::RECIPE,
    review::RECIPE,
    witness_notice::RECIPE,
    check_in::RECIPE,
    licence_showing::RECIPE,
    process_record::RECIPE,
    recording_consent::RECIPE,
    privacy_consent::RECIPE,
    rejection::RECIPE,
    supplement::RECIPE,
    extension::RECIPE,
    termination::RECIPE,
    suspension::RECIPE,
    internal_review::RECIPE,
    opinion::RECIPE,
    correction::RECIPE,
    appraisal_notice::RECIPE,
    delivery::RECIPE,
    recusal::RECIPE,
    material_return::RECIPE,
    expert_consultation::RECIPE,
    dispute::RECIPE,
    court::RECIPE,
    archiving::RECIPE,
    booking::RECIPE,
    on_site_collection::RECIPE,
    court_pledge::RECIPE,
];

/// How a form is made that belongs to no case.
pub(super) struct OfficeRecipe {
    pub(super) form: FormNo,
    /// Gathers what it is about; refuses eyes that may not see it.
    pub(super) make: fn(&Office, SheetOf) -> Result<Made, ServiceError>,
    /// Whether its wording was not checked against an official text (示范稿).
    pub(super) is_specimen: bool,
}

/// What was gathered for a sheet of the office.
pub(super) struct Made {
    /// What its number is and the number: 「登记编号」「干2026-03」, 「统计期间」「2026-01-01 至 2026-12-31」.
    pub(super) called: (&'static str, String),
    /// The same in page codes; names nobody, as short as `page_key`.
    pub(super) key: String,
    /// How often what it shows was corrected: 第 n 版 is one more.
    pub(super) n_corrections: usize,
    /// Whether it stays in the house (存档联).
    pub(super) stays: bool,
    /// What it lacks.
    pub(super) gaps: Gaps,
    /// What it says.
    pub(super) worded: Worded,
}

/// Words the facts once the head is known.
pub(super) type Worded = Box<dyn FnOnce(SheetHead, &mut Pad) -> Result<Value, ServiceError>>;

/// Every form of the office, in the order of the catalogue.
pub(super) const OFFICE_RECIPES: &[OfficeRecipe] = &[
    interference::RECIPE,
    interference_report::RECIPE,
    ledger::RECIPE,
    statistics::RECIPE,
    clue::RECIPE,
    exchange::RECIPE,
];

/// The recipe of a form of the office.
pub(super) fn office_recipe(form: FormNo) -> Result<&'static OfficeRecipe, ServiceError> {
    OFFICE_RECIPES.iter().find(|recipe| recipe.form == form).ok_or(NOT_MADE)
}

/// What a form of the office says that was asked for something it is not about.
pub(super) const NO_ENTRY: ServiceError = ServiceError::Missing("这份文书不是关于这一条的");

const NOT_MADE: ServiceError = ServiceError::Missing("这份文书还不能由程序制作");

/// The recipe of a form.
pub(super) fn recipe(form: FormNo) -> Result<&'static Recipe, ServiceError> {
    RECIPES.iter().find(|recipe| recipe.form == form).ok_or(NOT_MADE)
}

/// Whether the program's wording of a form was not checked against an official text (示范稿).
pub(crate) fn is_specimen(form: FormNo) -> bool {
    let of_case = RECIPES.iter().find(|recipe| recipe.form == form).map(|recipe| recipe.is_specimen);
    let of_office = || OFFICE_RECIPES.iter().find(|recipe| recipe.form == form).map(|one| one.is_specimen);
    of_case.or_else(of_office).unwrap_or(true)
}

/// Facts as the engine takes them.
pub(super) fn value_of(facts: &impl Serialize) -> Result<Value, ServiceError> {
    serde_json::to_value(facts).map_err(ServiceError::unwritable)
}

/// What a sheet lacks.
#[derive(Debug, Default)]
pub(super) struct Gaps {
    pub(super) fields: Vec<MissingField>,
    pub(super) is_draft: bool,
}

impl Gaps {
    /// Contents without which the sheet is a draft.
    pub(super) fn content(&mut self, is_missing: bool, what: impl Into<String>, place: Place) {
        if is_missing {
            self.is_draft = true;
            self.fields.push(MissingField { what: what.into(), place, lacks: Lacks::Contents });
        }
    }

    /// Something that is still to come and may come on the printed paper, as a confirmation.
    pub(super) fn later(&mut self, is_missing: bool, what: impl Into<String>, place: Place) {
        if is_missing {
            self.fields.push(MissingField { what: what.into(), place, lacks: Lacks::Later });
        }
    }

    /// A signature that is still to come, on the pad or on the printed paper.
    pub(super) fn signature(&mut self, is_missing: bool, what: impl Into<String>, place: Place) {
        if is_missing {
            self.fields.push(MissingField { what: what.into(), place, lacks: Lacks::Signature });
        }
    }

    /// Those who still have to sign.
    pub(super) fn unsigned(&mut self, facts: &CaseFacts<'_>, form: FormNo) {
        for signer in unsigned(facts.file, form) {
            let what = format!("{} {} 还没有签名", signer.capacity, signer.name.as_str());
            self.signature(true, what, Place::Sheets);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::OFFICE_RECIPES;
    use super::RECIPES;
    use crate::domain::sheet::FormNo;

    #[test]
    fn every_form_has_one_recipe_in_the_order_of_the_catalogue() {
        let of_cases: Vec<FormNo> = RECIPES.iter().map(|recipe| recipe.form).collect();
        let of_office: Vec<FormNo> = OFFICE_RECIPES.iter().map(|recipe| recipe.form).collect();
        assert!(of_cases.into_iter().eq(FormNo::of_cases()));
        assert!(of_office.into_iter().eq(FormNo::ALL.iter().copied().filter(|form| form.is_of_office())));
    }
}
