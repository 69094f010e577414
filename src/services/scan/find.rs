//! Which print a scanned page belongs to: found by its code, or named by a person. Of a case or of the office.

use crate::documents::qr::PageMark;
use crate::domain::case::CaseFile;
use crate::domain::case_head::CaseFilter;
use crate::domain::case_head::CaseHead;
use crate::domain::evidence::Recorded;
use crate::domain::evidence::Version;
use crate::domain::ids::EntryId;
use crate::domain::ids::Id as _;
use crate::domain::sheet::OfficePrint;
use crate::domain::sheet::PrintRef;
use crate::domain::sheet::SheetPrint;
use crate::domain::sheet::SheetRef;
use crate::services::error::ServiceError;
use crate::services::office::Office;
use crate::services::scan::Filing;
use crate::services::scan::Target;
use crate::services::scan::print::PageOf;
use crate::services::sheet;
use crate::services::sheet::page_key;
use crate::services::sheet::print_mark;

/// Finds the print that a page says it is of.
///
/// The key of a case is short, so that several cases may bear it; the mark of the print settles which.
pub(super) fn by_mark(office: &Office, mark: &PageMark) -> Result<Option<PageOf>, ServiceError> {
    let Ok(page) = u32::try_from(mark.page) else { return Ok(None) };
    if mark.form.is_of_office() {
        return of_office(office, mark, page);
    }
    let Some((year, tail)) = key_parts(&mark.case_key) else { return Ok(None) };
    for case in office.opened()?.store.find_cases_by_tail(year, tail)? {
        let file = office.file(case)?;
        if page_key(case, file.created_at) != mark.case_key {
            continue;
        }
        let is_it = |row: &&Recorded<SheetPrint>| {
            row.body.form == mark.form
                && page <= row.body.n_pages
                && print_mark(sheet_of(&file, row), row.body.n) == mark.print_mark
        };
        if let Some(print) = file.current(&file.prints).find(is_it) {
            return Ok(Some(of_case(&file, print, page)));
        }
    }
    Ok(None)
}

/// The print that a person means.
pub(super) fn named(office: &Office, target: &Target) -> Result<PageOf, ServiceError> {
    match target {
        Target::Mark(text) => {
            let Ok(mark) = text.parse::<PageMark>() else {
                return Err(ServiceError::Incomplete("页脚编码没有认出来，照页脚最下面一行原样输入"));
            };
            by_mark(office, &mark)?.ok_or(ServiceError::Missing("本案卷库没有打印过这一页"))
        }
        Target::Page { number, form, page } if form.is_of_office() => {
            let number = number.trim();
            let is_it = |row: &Version<OfficePrint>| {
                row.body.print.form == *form
                    && is_kept(&row.body.print)
                    && sheet::called(office, office_sheet(row)).is_ok_and(|called| called == number)
            };
            let print = office_prints(office)?.into_iter().rfind(is_it);
            let print = print.ok_or(ServiceError::Missing("没有打印过这个编号的这份文书"))?;
            has_page(&print.body.print, *page)?;
            Ok(page_of_office(office, print, *page))
        }
        Target::Page { number, form, page } => {
            let file = case_called(office, number.trim())?;
            let is_it = |row: &&Recorded<SheetPrint>| row.body.form == *form && is_kept(&row.body);
            let print = file.current(&file.prints).filter(is_it).last();
            let print = print.ok_or(ServiceError::Missing("这个案件没有打印过这份文书"))?;
            has_page(&print.body, *page)?;
            Ok(of_case(&file, print, *page))
        }
    }
}

fn of_office(office: &Office, mark: &PageMark, page: u32) -> Result<Option<PageOf>, ServiceError> {
    let is_it = |row: &Version<OfficePrint>| {
        let print = &row.body.print;
        print.form == mark.form
            && page <= print.n_pages
            && print_mark(office_sheet(row), print.n) == mark.print_mark
    };
    let print = office_prints(office)?.into_iter().rfind(is_it);
    Ok(print.map(|print| page_of_office(office, print, page)))
}

fn office_prints(office: &Office) -> Result<Vec<Version<OfficePrint>>, ServiceError> {
    Ok(office.opened()?.store.list_registered()?)
}

fn office_sheet(row: &Version<OfficePrint>) -> SheetRef {
    SheetRef { form: row.body.print.form, of: row.body.of }
}

/// Whoever may not see an entry can scan its sheet all the same; then only the form is named.
fn page_of_office(office: &Office, row: Version<OfficePrint>, page: u32) -> PageOf {
    let sheet = office_sheet(&row);
    let called = sheet::called(office, sheet).unwrap_or_default();
    let print = PrintRef::OfOffice(EntryId::from_uuid(row.id));
    let body = row.body.print;
    PageOf { print, at: Filing { sheet, called, page, of: body.n_pages, n: body.n }, body }
}

fn of_case(file: &CaseFile, print: &Recorded<SheetPrint>, page: u32) -> PageOf {
    let body = print.body.clone();
    let at = Filing {
        sheet: sheet_of(file, print),
        called: file.called().to_owned(),
        page,
        of: body.n_pages,
        n: body.n,
    };
    PageOf { print: PrintRef::OfCase { case: file.id, row: print.id }, body, at }
}

fn sheet_of(file: &CaseFile, print: &Recorded<SheetPrint>) -> SheetRef {
    SheetRef::of_case(print.body.form, file.id, print.body.about)
}

fn is_kept(print: &SheetPrint) -> bool {
    !print.is_draft && print.object.is_some()
}

fn has_page(print: &SheetPrint, page: u32) -> Result<(), ServiceError> {
    let is_there = (1..=print.n_pages).contains(&page);
    is_there.then_some(()).ok_or(ServiceError::Incomplete("这份文书没有这一页"))
}

/// 「2026-0000af12」.
fn key_parts(key: &str) -> Option<(i32, [u8; 4])> {
    let (year, tail) = key.split_once('-')?;
    let tail = u32::from_str_radix(tail, 16).ok().filter(|_| tail.len() == 8)?;
    Some((year.parse().ok()?, tail.to_be_bytes()))
}

/// The case of a number, the whole one or that of the visit.
fn case_called(office: &Office, called: &str) -> Result<CaseFile, ServiceError> {
    if called.is_empty() {
        return Err(ServiceError::Incomplete("先写案件编号"));
    }
    let store = &office.opened()?.store;
    for head in store.search_cases(called, 20)? {
        let file = office.file(head.id)?;
        if file.called() == called || file.called_short() == called || file.intake.intake_no == called {
            return Ok(file);
        }
    }
    // Before a case is accepted only the visit has a number, and that stands in the intake alone.
    let is_young = |head: &CaseHead| head.case_no.is_none();
    for head in store.list_cases(&CaseFilter::default(), None, 500)?.into_iter().filter(is_young) {
        let file = office.file(head.id)?;
        if file.intake.intake_no == called {
            return Ok(file);
        }
    }
    Err(ServiceError::Missing("没有这个编号的案件"))
}
