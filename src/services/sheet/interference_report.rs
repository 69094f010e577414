//! F-13 关于严重干扰涉保鉴定执业活动的报告 (SH-1.3e): the letter that goes with a serious interference.

use crate::documents::interference_report::Facts;
use crate::domain::interference::Interference;
use crate::domain::law::shanghai;
use crate::domain::law::sichuan;
use crate::domain::moment::Day;
use crate::domain::sheet::FormNo;
use crate::domain::sheet::SheetOf;
use crate::domain::staff::Role;
use crate::domain::step::Place;
use crate::services::error::ServiceError;
use crate::services::office::Office;
use crate::services::registers;
use crate::services::sheet::compose::page_key;
use crate::services::sheet::recipe::Gaps;
use crate::services::sheet::recipe::Made;
use crate::services::sheet::recipe::NO_ENTRY;
use crate::services::sheet::recipe::OfficeRecipe;
use crate::services::sheet::recipe::value_of;
use crate::services::sheet::signing::for_pen;
use crate::services::sheet::words::attachment_line;
use crate::services::sheet::words::basis;
use crate::services::sheet::words::joined;

/// 关于严重干扰涉保鉴定执业活动的报告.
pub(super) const RECIPE: OfficeRecipe = OfficeRecipe { form: FormNo::F13, make, is_specimen: true };

fn make(office: &Office, of: SheetOf) -> Result<Made, ServiceError> {
    let SheetOf::Entry(id) = of else { return Err(NO_ENTRY) };
    let entry = registers::entry::<Interference>(office, id)?;
    let institution = office.institution()?;
    let staff = office.staff()?;
    let director = staff.iter().find(|member| member.active && member.has(Role::Director));
    let director = director.map_or_else(String::new, |member| member.name.as_str().to_owned());
    let case_no = entry.body.case.map(|case| office.called(case)).transpose()?.unwrap_or_default();
    let body = entry.body;
    Ok(Made {
        called: ("登记编号", body.number.clone()),
        key: page_key(id, entry.first_at),
        n_corrections: entry.corrections.len(),
        stays: false,
        gaps: gaps(&body, &director),
        worded: Box::new(move |head, _pad| {
            let record = format!("《{}》（{}）", FormNo::F12.label(), body.number);
            let report = body.report.as_ref();
            value_of(&Facts {
                head,
                to: report.map(|report| report.to.clone()).unwrap_or_default(),
                event: event(&body, &case_no),
                words: body.words.clone(),
                impact: body.impact.clone(),
                measures: body.handling.clone(),
                enclosures: std::iter::once(record)
                    .chain(body.attachments.iter().map(attachment_line))
                    .collect(),
                contact: joined(&[&entry.first_by, &institution.phone], " "),
                director: for_pen("负责人签发", &director),
                reported_on: report.map(|report| report.reported_on).map_or_else(String::new, Day::worded),
                received_by: report.map(|r| r.received_by.as_str().to_owned()).unwrap_or_default(),
                receipt: report.map(|report| report.receipt.clone()).unwrap_or_default(),
                basis: basis(
                    institution.jurisdiction.pack(),
                    &[],
                    &[&shanghai::SH_1_3E],
                    &[&sichuan::SC_3_1B],
                ),
            })
        }),
    })
}

fn gaps(body: &Interference, director: &str) -> Gaps {
    let mut gaps = Gaps::default();
    gaps.content(!body.is_serious, "这条干预没有记为严重，不需要报告", Place::Registers);
    gaps.content(body.impact.trim().is_empty(), "还没有写影响", Place::Registers);
    gaps.content(body.handling.trim().is_empty(), "还没有写处理", Place::Registers);
    gaps.later(body.report.is_none(), "还没有记报告给谁、何时、谁接收", Place::Registers);
    gaps.later(body.awaits_receipt(), "回执还没有到", Place::Registers);
    gaps.signature(true, format!("负责人 {director} 还没有签发"), Place::Registers);
    gaps
}

/// When, where, who and how, as one sentence.
fn event(body: &Interference, case_no: &str) -> String {
    let who = joined(&[&body.workplace, &body.position, body.name.as_str()], " ");
    let relation = joined(&[&body.relation], "");
    let relation = if relation.is_empty() { String::new() } else { format!("（{relation}）") };
    let about = if case_no.is_empty() { String::new() } else { format!("就{case_no}一案，") };
    let present = body.present.trim();
    let present = if present.is_empty() { String::new() } else { format!("在场人：{present}。") };
    format!(
        "{}，在{}，{who}{relation}{about}以「{}」方式进行干预，类型为「{}」。{present}",
        body.happened_at.worded(),
        body.place,
        body.manner.label(),
        body.kind.label(),
    )
}
