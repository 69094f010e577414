//! F-30 涉保鉴定工作台账 (SC-5.3a): the insurance cases of a span of days on paper, names masked, one volume.

use crate::documents::ledger::Facts;
use crate::domain::law::sichuan;
use crate::domain::ledger as rows;
use crate::domain::ledger::LedgerColumn;
use crate::domain::ledger::LedgerPart;
use crate::domain::ledger::LedgerRow;
use crate::domain::ledger::Names;
use crate::domain::sheet::FormNo;
use crate::domain::sheet::SheetOf;
use crate::domain::staff::Role;
use crate::domain::statistics::Span;
use crate::domain::step::Place;
use crate::services::error::ServiceError;
use crate::services::ledger;
use crate::services::office::Office;
use crate::services::sheet::recipe::Gaps;
use crate::services::sheet::recipe::Made;
use crate::services::sheet::recipe::OfficeRecipe;
use crate::services::sheet::recipe::value_of;
use crate::services::sheet::signing::for_pen;
use crate::services::sheet::words::basis;

/// 涉保鉴定工作台账.
pub(super) const RECIPE: OfficeRecipe = OfficeRecipe { form: FormNo::F30, make, is_specimen: false };

/// The most cases of one volume, of some four hundred pages; more are printed in spans that are shorter.
const MOST_ROWS: usize = 3_000;

/// The groups of columns on paper. A label stands before a value that does not explain itself.
const GROUPS: [(&str, &[(LedgerColumn, &str)]); 10] = {
    use LedgerColumn as C;
    [
        ("案号、委托", &[(C::CaseNo, ""), (C::Mode, ""), (C::Purpose, "用途"), (C::Reappraisal, "重鉴")]),
        ("被鉴定人、委托人", &[(C::Subject, ""), (C::Clients, "委托")]),
        ("保险", &[(C::Insurers, ""), (C::Cover, ""), (C::InsuranceUse, "理赔")]),
        ("委托事项", &[(C::Matter, "")]),
        ("告知、材料", &[(C::RiskNotice, "告知"), (C::JointLetter, "共同"), (C::Materials, "材料")]),
        (
            "通知、到场",
            &[
                (C::Notice, ""),
                (C::InsurerPresence, "保险机构"),
                (C::PartyPresence, "当事人"),
                (C::StatutoryPresence, "法定见证"),
                (C::Credentials, "证件"),
                (C::Recording, "影像"),
                (C::Licences, "亮证"),
            ],
        ),
        (
            "日期",
            &[
                (C::ReceivedOn, "收到"),
                (C::AcceptedOn, "受理"),
                (C::RecordedOn, "记录"),
                (C::ReviewedOn, "复核"),
                (C::IssuedOn, "出具"),
                (C::DeliveredOn, "送达"),
                (C::ArchivedOn, "归档"),
            ],
        ),
        (
            "时限",
            &[
                (C::DueOn, "截止"),
                (C::UsedDays, "实际"),
                (C::DeductedDays, "扣除"),
                (C::ExtendedDays, "延长"),
            ],
        ),
        (
            "结论、后续",
            &[
                (C::Conclusion, ""),
                (C::Dispute, "异议"),
                (C::Mediation, ""),
                (C::ReappraisalAsked, ""),
                (C::Court, "出庭"),
                (C::Interference, "干预"),
                (C::Clue, "线索"),
            ],
        ),
        ("专人、备注", &[(C::Officer, ""), (C::Remark, "")]),
    ]
};

fn make(office: &Office, of: SheetOf) -> Result<Made, ServiceError> {
    let SheetOf::Span { from, to, insurer: None } = of else { return Err(NOT_A_SPAN) };
    let span = Span { from, to };
    let mut cases = ledger::all(office, span, ledger::piece)?;
    cases.retain(|row| LedgerPart::Related.holds(row));
    if cases.len() > MOST_ROWS {
        return Err(ServiceError::Incomplete(
            "这段时间涉保的超过 3000 件，一册装不下，请按季度或按月分册打印",
        ));
    }
    let institution = office.institution()?;
    let staff = office.staff()?;
    let officer = institution.insurance_officer.and_then(|id| staff.iter().find(|one| one.id == id));
    let director = staff.iter().find(|one| one.active && one.has(Role::Director));
    let name = |member: Option<&crate::domain::staff::StaffMember>| {
        member.map(|member| member.name.as_str().to_owned()).unwrap_or_default()
    };
    let (officer, director) = (name(officer), name(director));
    let mut gaps = Gaps::default();
    gaps.later(officer.is_empty(), "还没有指定涉保专人", Place::Settings);
    gaps.signature(true, "涉保专人和负责人在纸上签名", Place::Settings);
    let pack = institution.jurisdiction.pack();
    Ok(Made {
        called: ("台账期间", span.label()),
        key: span_key(span),
        n_corrections: 0,
        stays: true,
        gaps,
        worded: Box::new(move |head, _pad| {
            let totals = rows::totals(&cases.iter()).into_iter().map(|(_, said)| said);
            let mut heads = vec!["序号".to_owned()];
            heads.extend(GROUPS.iter().map(|(head, _)| (*head).to_owned()));
            value_of(&Facts {
                head,
                scope: format!("收到委托 {}，涉保 {} 件", span.label(), cases.len()),
                heads,
                rows: cases.iter().zip(1..).map(|(row, n)| cells(row, n)).collect(),
                totals: totals.collect(),
                signatures: vec![for_pen("涉保专人", &officer), for_pen("负责人", &director)],
                basis: basis(pack, &[], &[], &[&sichuan::SC_5_3A]),
            })
        }),
    })
}

fn cells(row: &LedgerRow, n: usize) -> Vec<String> {
    let mut cells = vec![n.to_string()];
    cells.extend(GROUPS.iter().map(|(_, columns)| {
        let lines = columns.iter().filter_map(|(column, label)| {
            let said = row.cell(*column, Names::Masked).shown();
            let line = if label.is_empty() { said.clone() } else { format!("{label} {said}") };
            (!said.is_empty()).then(|| breakable(&line))
        });
        lines.collect::<Vec<_>>().join("\n")
    }));
    cells
}

/// A run of letters without a gap may break anywhere: it would leave the cell otherwise.
fn breakable(text: &str) -> String {
    const LONGEST: usize = 12;
    let mut broken = String::with_capacity(text.len());
    let mut run = 0;
    for character in text.chars() {
        run = if character.is_ascii_graphic() { run + 1 } else { 0 };
        if run > LONGEST {
            broken.push('\u{200b}');
        }
        broken.push(character);
    }
    broken
}

/// A span in page codes: as many digits as the key of a case.
pub(super) fn span_key(span: Span) -> String {
    let (from, to) = (span.from, span.to);
    format!(
        "{}-{:02}{:02}{:02}{:02}",
        from.year(),
        from.month(),
        from.day_of_month(),
        to.month(),
        to.day_of_month()
    )
}

pub(super) const NOT_A_SPAN: ServiceError = ServiceError::Missing("台账要有起止日子");

#[cfg(test)]
mod tests {
    use super::GROUPS;
    use super::breakable;
    use super::span_key;
    use crate::domain::ledger::LedgerColumn;
    use crate::domain::statistics::Span;

    #[test]
    fn every_column_is_on_the_paper_once() {
        let mut printed: Vec<LedgerColumn> =
            GROUPS.iter().flat_map(|(_, columns)| columns.iter().map(|(column, _)| *column)).collect();
        printed.sort();
        assert_eq!(printed, LedgerColumn::ALL);
    }

    #[test]
    fn long_runs_of_letters_break_and_words_stay() {
        assert_eq!(breakable("截止 2026-12-31"), "截止 2026-12-31");
        assert_eq!(breakable(&"a".repeat(14)), format!("{}\u{200b}a\u{200b}a", "a".repeat(12)));
    }

    #[test]
    fn a_span_is_as_long_as_the_key_of_a_case() {
        let key = span_key(Span::year(2026).expect("a year"));
        assert_eq!(key, "2026-01011231");
    }
}
