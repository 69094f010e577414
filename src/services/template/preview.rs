//! What a form would look like: its sample with choices that are not saved yet, and the test page of an offset.

use crate::documents::engine::Profile;
use crate::documents::images::Images;
use crate::documents::template::Look;
use crate::documents::test_page;
use crate::domain::audit::Operation;
use crate::domain::printer::PrintSetup;
use crate::domain::printer::Sides;
use crate::domain::sheet::FormNo;
use crate::domain::template::Logo;
use crate::domain::template::Offset;
use crate::domain::template::Paper;
use crate::domain::template::offset_flaws;
use crate::domain::template::paper_flaws;
use crate::platform::print::PrintJob;
use crate::services::errand::Delivery;
use crate::services::errand::Errand;
use crate::services::errand::Sender;
use crate::services::error::ServiceError;
use crate::services::office::Office;
use crate::services::printer;
use crate::services::render::sample_of;
use crate::services::sheet::Drawn;
use crate::services::sheet::draw;
use crate::services::sheet::engine;
use crate::services::sheet::recipe::is_specimen;
use crate::services::template::FormDraft;
use crate::services::template::LogoDraft;
use crate::services::template::PaperDraft;
use crate::services::template::is_checked;
use crate::services::template::logo_of;
use crate::services::template::refuse;
use serde_json::Value;
use serde_json::json;
use std::sync::Arc;

/// As many pages as are shown beside the choices.
const MOST_PAGES: usize = 6;

/// Draws the sample of a form with choices that are not saved. What cannot be drawn is left as it was; sentences that
/// may not stand are shown all the same: they stop at saving.
pub fn preview(office: &Office, paper: &PaperDraft, form: &FormDraft) -> Result<Drawn, ServiceError> {
    office.may(Operation::PrintSheet)?;
    let mut look = office.look(form.form)?;
    if let LogoDraft::New { from, .. } = &paper.logo {
        look.logo = Some(Arc::new(logo_of(from)?));
    }
    let drafted = drafted(&look, paper);
    if paper_flaws(&drafted).is_empty() {
        look.paper = drafted;
    }
    if offset_flaws(&look.paper, form.offset).is_empty() {
        look.form.offset = form.offset;
    }
    look.form.wording = form.wording.clone();
    look.form.wording.retain(|_, text| !text.trim().is_empty() && engine().lacks(text).is_empty());
    let text = sample_of(form.form).ok_or(ServiceError::Missing("这份文书没有样本"))?;
    let mut facts: Value = serde_json::from_str(&text).map_err(ServiceError::unwritable)?;
    facts["head"]["is_specimen"] = json!(is_specimen(form.form) && !is_checked(form.form, &look.form));
    let institution = office.institution()?;
    facts["head"]["institution"] = json!(institution.name);
    let pdf = engine().render_as(&look, form.form, &facts, &Images::new(), Profile::LongList)?;
    draw(&pdf.bytes, pdf.n_pages, MOST_PAGES)
}

/// The choices for all forms as they would be kept; a logo that is not kept yet borrows the place of one.
fn drafted(look: &Look, draft: &PaperDraft) -> Paper {
    let logo = match (&draft.logo, &look.paper.logo) {
        (LogoDraft::None, _) | (LogoDraft::Kept { .. }, None) => None,
        (LogoDraft::Kept { height }, Some(kept)) => Some(Logo { height: *height, ..kept.clone() }),
        (LogoDraft::New { height, .. }, _) => Some(Logo::of_height(*height)),
    };
    Paper { logo, seal: draft.seal, margin: draft.margin }
}

/// The test page of an offset as PDF.
pub(super) fn test_page(office: &Office, form: FormNo, offset: Offset) -> Result<Vec<u8>, ServiceError> {
    let mut look = office.look(form)?;
    refuse(offset_flaws(&look.paper, offset))?;
    look.form.offset = offset;
    let now = office.now();
    let day = now.day();
    let part = |n: u32| i32::try_from(n).unwrap_or(1);
    let facts = test_page::Facts {
        form,
        title: form.label().to_owned(),
        offset: format!("向右 {} 毫米，向下 {} 毫米", offset.right, offset.down),
        made_at: now.worded(),
        made_on: [day.year(), part(day.month()), part(day.day_of_month())],
    };
    Ok(engine().render_test_page(&facts, &look)?.bytes)
}

/// Sends the test page to the printer this form usually goes to.
pub(super) fn test_print(office: &Office, form: FormNo, offset: Offset) -> Result<Errand, ServiceError> {
    let pdf = test_page(office, form, offset)?;
    let usual = printer::usual(office, Some(form))?;
    let setup = PrintSetup { n_copies: 1, sides: Sides::One, ..usual };
    let job = PrintJob { title: "试印页".to_owned(), setup };
    Ok(Errand::print(office, Delivery { pdf, n_pages: 1, job, of: Sender::TestPage }))
}
