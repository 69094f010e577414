//! 案卷: what was printed is bound in, byte for byte; drafts and what was never printed are said and left out.

use super::keep_for_eyes;
use super::preview;
use super::save;
use super::says;
use crate::support::CaseAdder;
use crate::support::OfficeBuilder;
use crate::support::TempFolder;
use appraisal_desk::domain::case::CaseState;
use appraisal_desk::domain::sheet::FormNo;

#[test]
fn what_was_printed_lies_in_the_volume_and_what_was_not_is_said() {
    let mut office = OfficeBuilder::sichuan().build();
    let case = CaseAdder::unilateral().until(CaseState::Drafting).add(&mut office);
    let folder = TempFolder::new();
    let empty = preview(&mut office, case, FormNo::F29, None);
    assert!(empty.is_draft, "it is not put away yet");
    says(&empty, &["没有打印过，没有入卷", "卷内目录", "备考表"]);
    let mut n_bound = 0;
    for form in [FormNo::F01, FormNo::F07, FormNo::F09] {
        let issued = save(&mut office, case, form, &folder.join(form.number())).unwrap();
        assert!(!issued.is_draft, "{form}");
        n_bound += issued.n_pages;
    }
    // Of two prints the later one is bound, and a draft is not.
    let again = save(&mut office, case, FormNo::F07, &folder.join("F-07")).unwrap();
    assert!(save(&mut office, case, FormNo::F20, &folder.join("F-20")).unwrap().is_draft);
    let full = preview(&mut office, case, FormNo::F29, None);
    assert_eq!(full.n_pages, empty.n_pages + n_bound);
    says(&full, &["第2次打印", &again.sha256[..12], "鉴定过程记录（续）", "F-03 单方委托涉保鉴定注意事项"]);
    assert!(full.missing.iter().any(|field| field.what.contains("份文书没有打印过")));
    let issued = save(&mut office, case, FormNo::F29, &folder.join("案卷")).unwrap();
    assert_eq!(issued.n_pages, full.n_pages);
    keep_for_eyes("F-29-volume", &full.pdf);
}
