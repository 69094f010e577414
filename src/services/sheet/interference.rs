//! F-12 干预执业活动记录表 (SH-1.3d): an entry of the register as a sheet.

use crate::documents::interference::Facts;
use crate::documents::sheet::Tick;
use crate::domain::interference::Interference;
use crate::domain::interference::InterferenceKind;
use crate::domain::interference::Manner;
use crate::domain::interference::Report;
use crate::domain::law::shanghai;
use crate::domain::law::sichuan;
use crate::domain::sheet::FormNo;
use crate::domain::sheet::SheetOf;
use crate::domain::step::Place;
use crate::services::error::ServiceError;
use crate::services::office::Office;
use crate::services::registers;
use crate::services::registers::Entry;
use crate::services::sheet::compose::page_key;
use crate::services::sheet::recipe::Gaps;
use crate::services::sheet::recipe::Made;
use crate::services::sheet::recipe::NO_ENTRY;
use crate::services::sheet::recipe::OfficeRecipe;
use crate::services::sheet::recipe::value_of;
use crate::services::sheet::signing::for_pen;
use crate::services::sheet::words::answer;
use crate::services::sheet::words::attachment_line;
use crate::services::sheet::words::basis;
use crate::services::sheet::words::correction_line;
use crate::services::sheet::words::joined;

/// 干预执业活动记录表.
pub(super) const RECIPE: OfficeRecipe = OfficeRecipe { form: FormNo::F12, make, is_specimen: true };

fn make(office: &Office, of: SheetOf) -> Result<Made, ServiceError> {
    let SheetOf::Entry(id) = of else { return Err(NO_ENTRY) };
    let entry = registers::entry::<Interference>(office, id)?;
    let body = &entry.body;
    let mut gaps = Gaps::default();
    gaps.content(body.handling.trim().is_empty(), "还没有写处理", Place::Registers);
    gaps.later(body.owes_report(), "严重干扰还没有报告区司法局", Place::Registers);
    gaps.signature(true, format!("记录人 {} 还没有签名", entry.first_by), Place::Registers);
    let case_no = body.case.map(|case| office.called(case)).transpose()?.unwrap_or_default();
    let corrections: Vec<String> = entry.corrections.iter().map(correction_line).collect();
    let pack = office.institution()?.jurisdiction.pack();
    Ok(Made {
        called: ("登记编号", body.number.clone()),
        key: page_key(id, entry.first_at),
        n_corrections: corrections.len(),
        stays: false,
        gaps,
        worded: Box::new(move |head, _pad| {
            let Entry { body, first_at, first_by, first_as, .. } = entry;
            value_of(&Facts {
                head,
                signature: for_pen("记录人", &first_by),
                recorder: first_by,
                capacity: first_as,
                recorded_at: first_at.worded(),
                happened_at: body.happened_at.worded(),
                place: body.place,
                case_no,
                relation: body.relation,
                who: [body.name.as_str().to_owned(), body.workplace, body.position],
                manners: Manner::ALL.map(|one| Tick::new(one.label(), one == body.manner)).to_vec(),
                kinds: InterferenceKind::ALL.map(|one| Tick::new(one.label(), one == body.kind)).to_vec(),
                words: body.words,
                present: body.present,
                attachments: body.attachments.iter().map(attachment_line).collect(),
                handling: body.handling,
                is_serious: answer(Some(body.is_serious)),
                report: body.report.as_ref().map(reported).unwrap_or_default(),
                receipt: body.report.map(|report| report.receipt).unwrap_or_default(),
                corrections,
                basis: basis(pack, &[], &[&shanghai::SH_1_3D, &shanghai::SH_1_3E], &[&sichuan::SC_3_1B]),
            })
        }),
    })
}

/// 「2026年11月24日 报区司法局公法科，孙科员 接收」.
fn reported(report: &Report) -> String {
    let received = format!("{} 接收", report.received_by.as_str());
    joined(&[&format!("{} 报{}", report.reported_on.worded(), report.to), &received], "，")
}
