//! A sample of every form: the facts of its golden text, invented people and all. For trying a template and for
//! showing somebody outside what the facts of a form look like.
//!
//! A new form is one line here and a file in `assets/samples/`, which its golden test writes and compares, so that both
//! stay the same.

use crate::documents::appraisal_notice;
use crate::documents::archiving;
use crate::documents::booking;
use crate::documents::check_in;
use crate::documents::clue;
use crate::documents::commission;
use crate::documents::correction;
use crate::documents::court;
use crate::documents::court_pledge;
use crate::documents::delivery;
use crate::documents::dispute;
use crate::documents::exchange;
use crate::documents::expert_consultation;
use crate::documents::extension;
use crate::documents::interference;
use crate::documents::interference_report;
use crate::documents::internal_review;
use crate::documents::joint_letter;
use crate::documents::ledger;
use crate::documents::licence_showing;
use crate::documents::material;
use crate::documents::material_return;
use crate::documents::on_site_collection;
use crate::documents::opinion;
use crate::documents::privacy_consent;
use crate::documents::process_record;
use crate::documents::recording_consent;
use crate::documents::recusal;
use crate::documents::rejection;
use crate::documents::review;
use crate::documents::risk_notice;
use crate::documents::statistics;
use crate::documents::supplement;
use crate::documents::suspension;
use crate::documents::termination;
use crate::documents::witness_notice;
use crate::domain::sheet::FormNo;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

/// A form's sample, and how facts of the form are read.
pub struct Sample {
    pub form: FormNo,
    /// The facts as JSON.
    pub json: &'static str,
    /// Reads facts as the form has them, and gives them back as the form would write them.
    pub read: fn(&str) -> Result<Value, serde_json::Error>,
}

impl Sample {
    /// Its facts without signatures, which are pictures of their own: every place is left for the pen.
    #[must_use]
    pub fn unsigned(&self) -> Value {
        without_signatures(serde_json::from_str(self.json).unwrap_or_default())
    }
}

/// Facts without the pictures of signatures.
pub(super) fn without_signatures(mut facts: Value) -> Value {
    without_images(&mut facts);
    facts
}

fn without_images(value: &mut Value) {
    match value {
        Value::Object(fields) => {
            for (name, value) in fields {
                if name == "image" {
                    *value = Value::Null;
                } else {
                    without_images(value);
                }
            }
        }
        Value::Array(items) => items.iter_mut().for_each(without_images),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

macro_rules! samples {
    ($($form:ident = $noun:ident, $file:literal;)*) => {
        /// Every form, in the order of the catalogue.
        pub const SAMPLES: &[Sample] = &[$(Sample {
            form: FormNo::$form,
            json: include_str!(concat!("../../assets/samples/", $file, ".json")),
            read: read::<$noun::Facts>,
        },)*];
    };
}

samples! {
    F01 = commission, "commission";
    F02 = joint_letter, "joint_letter";
    F03 = risk_notice, "risk_notice";
    F04 = material, "material";
    F05 = review, "review";
    F06 = witness_notice, "witness_notice";
    F07 = check_in, "check_in";
    F08 = licence_showing, "licence_showing";
    F09 = process_record, "process_record";
    F10 = recording_consent, "recording_consent";
    F11 = privacy_consent, "privacy_consent";
    F12 = interference, "interference";
    F13 = interference_report, "interference_report";
    F14 = rejection, "rejection";
    F15 = supplement, "supplement";
    F16 = extension, "extension";
    F17 = termination, "termination";
    F18 = suspension, "suspension";
    F19 = internal_review, "internal_review";
    F20 = opinion, "opinion";
    F21 = correction, "correction";
    F22 = appraisal_notice, "appraisal_notice";
    F23 = delivery, "delivery";
    F24 = recusal, "recusal";
    F25 = material_return, "material_return";
    F26 = expert_consultation, "expert_consultation";
    F27 = dispute, "dispute";
    F28 = court, "court";
    F29 = archiving, "archiving";
    F30 = ledger, "ledger";
    F31 = statistics, "statistics";
    F32 = clue, "clue";
    F33 = booking, "booking";
    F34 = on_site_collection, "on_site_collection";
    F35 = court_pledge, "court_pledge";
    F36 = exchange, "exchange";
}

/// Samples of a form's other faces, where one sample does not show every sentence it has.
const OTHER_FACES: &[(FormNo, &str)] =
    &[(FormNo::F06, include_str!("../../assets/samples/witness_notice_statutory.json"))];

/// The other faces of a form, as JSON.
pub fn other_faces(form: FormNo) -> impl Iterator<Item = &'static str> {
    OTHER_FACES.iter().filter(move |(of, _)| *of == form).map(|(_, json)| *json)
}

/// The sample of a form.
#[must_use]
pub fn sample(form: FormNo) -> Option<&'static Sample> {
    SAMPLES.iter().find(|sample| sample.form == form)
}

fn read<T: DeserializeOwned + Serialize>(text: &str) -> Result<Value, serde_json::Error> {
    serde_json::from_str::<T>(text).and_then(serde_json::to_value)
}

#[cfg(test)]
mod tests {
    use super::SAMPLES;
    use crate::domain::sheet::FormNo;
    use serde_json::Value;

    #[test]
    fn every_form_has_a_sample_that_is_read_and_written_alike() {
        let forms: Vec<FormNo> = SAMPLES.iter().map(|sample| sample.form).collect();
        assert_eq!(forms, FormNo::ALL, "a new form wants its line in samples");
        for sample in SAMPLES {
            let written = (sample.read)(sample.json).expect("a golden text");
            assert_eq!(written, serde_json::from_str::<Value>(sample.json).expect("JSON"), "{}", sample.form);
        }
    }
}
