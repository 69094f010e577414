//! F-31 年度共同委托统计表 (SH-2.1f, SC-1.2a): counts of a span of days, whole or for one insurer to check.

use crate::documents::statistics::Facts;
use crate::domain::law::sichuan;
use crate::domain::sheet::FormNo;
use crate::domain::sheet::SheetOf;
use crate::domain::statistics;
use crate::domain::statistics::Figure;
use crate::domain::statistics::Line;
use crate::domain::statistics::LineOf;
use crate::domain::statistics::Span;
use crate::domain::step::Place;
use crate::services::error::ServiceError;
use crate::services::ledger;
use crate::services::office::Office;
use crate::services::sheet::ledger::NOT_A_SPAN;
use crate::services::sheet::ledger::span_key;
use crate::services::sheet::recipe::Gaps;
use crate::services::sheet::recipe::Made;
use crate::services::sheet::recipe::OfficeRecipe;
use crate::services::sheet::recipe::value_of;
use crate::services::sheet::signing::for_pen;
use crate::services::sheet::words::basis;

/// 年度共同委托统计表.
pub(super) const RECIPE: OfficeRecipe = OfficeRecipe { form: FormNo::F31, make, is_specimen: false };

fn make(office: &Office, of: SheetOf) -> Result<Made, ServiceError> {
    let SheetOf::Span { from, to, insurer } = of else { return Err(NOT_A_SPAN) };
    let span = Span { from, to };
    let mut cases = ledger::all(office, span, ledger::counts)?;
    if let Some(insurer) = insurer {
        // Nobody is shown what another insurer did.
        cases.iter_mut().for_each(|case| case.insurers.retain(|one| one.insurer == insurer));
        cases.retain(|case| !case.insurers.is_empty());
    }
    let is_year = Span::year(from.year()) == Some(span);
    let lines = statistics::table(&cases, span, is_year);
    let of_quarter = |line: &&Line| line.of == LineOf::All && line.quarter.is_some();
    let quarters: Vec<Vec<String>> = lines.iter().filter(of_quarter).map(cells).collect();
    let rows: Vec<Vec<String>> = lines.iter().filter(|line| line.quarter.is_none()).map(cells).collect();
    let institution = office.institution()?;
    let maker = office.sitting()?.name.as_str().to_owned();
    let mut gaps = Gaps::default();
    gaps.signature(true, "制表人签名、盖机构章", Place::Settings);
    let pack = institution.jurisdiction.pack();
    Ok(Made {
        called: ("统计期间", span.label()),
        key: span_key(span),
        n_corrections: 0,
        stays: false,
        gaps,
        worded: Box::new(move |head, _pad| {
            let mut heads = vec!["保险机构".to_owned()];
            heads.extend(Figure::ALL.iter().map(|figure| figure.label().to_owned()));
            let meaning = |figure: &Figure| [figure.label().to_owned(), figure.means().to_owned()];
            value_of(&Facts {
                head,
                scope: format!("{} 决定受理", span.label()),
                heads,
                rows,
                quarters,
                notes: statistics::NOTES.map(str::to_owned).to_vec(),
                meanings: Figure::ALL.iter().map(meaning).collect(),
                maker: for_pen("制表人", &maker),
                basis: basis(pack, &[], &[], &[&sichuan::SC_1_2A]),
            })
        }),
    })
}

fn cells(line: &Line) -> Vec<String> {
    let name = match line.quarter {
        Some(quarter) => format!("第 {quarter} 季度"),
        None => line.of.label().to_owned(),
    };
    let mut cells = vec![name];
    cells.extend(Figure::ALL.iter().map(|figure| line.sums.cell(*figure).shown()));
    cells
}
