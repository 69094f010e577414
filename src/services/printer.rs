//! 打印机 of this desk: which there are, how they stand, and what was chosen for each form the last time.
//!
//! What is remembered belongs to the desk, not to the person: the printer stands beside it. It is kept encrypted with
//! the settings, because people name printers after themselves.

use crate::domain::audit::Operation;
use crate::domain::explain::Explain as _;
use crate::domain::printer::PrintSetup;
use crate::domain::printer::PrinterInfo;
use crate::domain::sheet::FormNo;
use crate::platform::print::PrintError;
use crate::services::error::ServiceError;
use crate::services::office::Office;
use serde::Deserialize;
use serde::Serialize;
use std::collections::BTreeMap;

/// What a page shows of the printers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct View {
    pub printers: Vec<PrinterInfo>,
    /// Why none answered, and the way out.
    pub trouble: Option<(String, &'static str)>,
}

/// What was chosen the last time.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Habits {
    /// For any form; a form that was never printed takes its printer and sides.
    last: Option<PrintSetup>,
    forms: BTreeMap<FormNo, PrintSetup>,
}

/// Words what the spooler answered.
pub(crate) fn view(found: Result<Vec<PrinterInfo>, PrintError>) -> View {
    match found {
        Ok(printers) => View { printers, trouble: None },
        Err(error) => {
            tracing::warn!(?error, "printers did not answer");
            // Nobody has asked for paper yet.
            let what = error.to_string().replace("，没有打印", "").replace("，当作没有打印", "");
            View { printers: Vec::new(), trouble: Some((what, error.remedy())) }
        }
    }
}

/// How a form is usually printed here.
pub(crate) fn usual(office: &Office, form: Option<FormNo>) -> Result<PrintSetup, ServiceError> {
    let Habits { last, forms } = habits(office)?;
    let of_form = form.and_then(|form| forms.get(&form).cloned());
    Ok(of_form.or(last.map(|last| PrintSetup { n_copies: 1, ..last })).unwrap_or_default())
}

/// Remembers how a form was printed; says nothing and writes nothing where nothing is new.
pub(crate) fn remember(office: &mut Office, form: FormNo, setup: &PrintSetup) -> Result<(), ServiceError> {
    let before = habits(office)?;
    let mut after = before.clone();
    after.last = Some(setup.clone());
    after.forms.insert(form, setup.clone());
    if after == before {
        return Ok(());
    }
    let key = key(office)?;
    office.write_office(Operation::SaveSettings, "print", |tx, by, at| {
        tx.insert_setting(&key, &after, Some(by), at)
    })
}

fn habits(office: &Office) -> Result<Habits, ServiceError> {
    let key = key(office)?;
    Ok(office.opened()?.store.get_setting(&key)?.unwrap_or_default())
}

fn key(office: &Office) -> Result<String, ServiceError> {
    Ok(format!("print/{}", office.opened()?.store.desk()))
}
