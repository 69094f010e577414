//! The texts of the program's templates, packed into it. A new form is one line here.

use crate::domain::sheet::FormNo;

/// What all templates share.
pub const SHARED: &str = include_str!("../../../assets/templates/gb.typ");
pub(in crate::documents) const RECOVERY: &str = include_str!("../../../assets/templates/recovery.typ");
pub(in crate::documents) const TEST_PAGE: &str = include_str!("../../../assets/templates/test_page.typ");

/// The text of a template with what all templates share, for its digest.
#[must_use]
pub fn template_source(form: FormNo) -> String {
    let (name, text) = template_text(form);
    format!("{name}\n{text}\n{SHARED}")
}

/// The name and the text of the template of a form.
#[must_use]
pub const fn template_text(form: FormNo) -> (&'static str, &'static str) {
    match form {
        FormNo::F01 => ("commission.typ", include_str!("../../../assets/templates/commission.typ")),
        FormNo::F02 => ("joint_letter.typ", include_str!("../../../assets/templates/joint_letter.typ")),
        FormNo::F03 => ("risk_notice.typ", include_str!("../../../assets/templates/risk_notice.typ")),
        FormNo::F04 => ("material.typ", include_str!("../../../assets/templates/material.typ")),
        FormNo::F05 => ("review.typ", include_str!("../../../assets/templates/review.typ")),
        FormNo::F06 => ("witness_notice.typ", include_str!("../../../assets/templates/witness_notice.typ")),
        FormNo::F07 => ("check_in.typ", include_str!("../../../assets/templates/check_in.typ")),
        FormNo::F08 => ("licence_showing.typ", include_str!("../../../assets/templates/licence_showing.typ")),
        FormNo::F09 => ("process_record.typ", include_str!("../../../assets/templates/process_record.typ")),
        FormNo::F10 => {
            ("recording_consent.typ", include_str!("../../../assets/templates/recording_consent.typ"))
        }
        FormNo::F11 => ("privacy_consent.typ", include_str!("../../../assets/templates/privacy_consent.typ")),
        FormNo::F12 => ("interference.typ", include_str!("../../../assets/templates/interference.typ")),
        FormNo::F13 => {
            ("interference_report.typ", include_str!("../../../assets/templates/interference_report.typ"))
        }
        FormNo::F14 => ("rejection.typ", include_str!("../../../assets/templates/rejection.typ")),
        FormNo::F15 => ("supplement.typ", include_str!("../../../assets/templates/supplement.typ")),
        FormNo::F16 => ("extension.typ", include_str!("../../../assets/templates/extension.typ")),
        FormNo::F17 => ("termination.typ", include_str!("../../../assets/templates/termination.typ")),
        FormNo::F18 => ("suspension.typ", include_str!("../../../assets/templates/suspension.typ")),
        FormNo::F19 => ("internal_review.typ", include_str!("../../../assets/templates/internal_review.typ")),
        FormNo::F20 => ("opinion.typ", include_str!("../../../assets/templates/opinion.typ")),
        FormNo::F21 => ("correction.typ", include_str!("../../../assets/templates/correction.typ")),
        FormNo::F22 => {
            ("appraisal_notice.typ", include_str!("../../../assets/templates/appraisal_notice.typ"))
        }
        FormNo::F23 => ("delivery.typ", include_str!("../../../assets/templates/delivery.typ")),
        FormNo::F24 => ("recusal.typ", include_str!("../../../assets/templates/recusal.typ")),
        FormNo::F25 => ("material_return.typ", include_str!("../../../assets/templates/material_return.typ")),
        FormNo::F26 => {
            ("expert_consultation.typ", include_str!("../../../assets/templates/expert_consultation.typ"))
        }
        FormNo::F27 => ("dispute.typ", include_str!("../../../assets/templates/dispute.typ")),
        FormNo::F28 => ("court.typ", include_str!("../../../assets/templates/court.typ")),
        FormNo::F29 => ("archiving.typ", include_str!("../../../assets/templates/archiving.typ")),
        FormNo::F30 => ("ledger.typ", include_str!("../../../assets/templates/ledger.typ")),
        FormNo::F31 => ("statistics.typ", include_str!("../../../assets/templates/statistics.typ")),
        FormNo::F32 => ("clue.typ", include_str!("../../../assets/templates/clue.typ")),
        FormNo::F33 => ("booking.typ", include_str!("../../../assets/templates/booking.typ")),
        FormNo::F34 => {
            ("on_site_collection.typ", include_str!("../../../assets/templates/on_site_collection.typ"))
        }
        FormNo::F35 => ("court_pledge.typ", include_str!("../../../assets/templates/court_pledge.typ")),
        FormNo::F36 => ("exchange.typ", include_str!("../../../assets/templates/exchange.typ")),
    }
}
