//! 文书模板: an institution words, moves and replaces its sheets; what was printed keeps what it was printed with.

mod command;
mod screen;

use super::sheet::preview;
use super::sheet::save;
use super::sheet::text;
use crate::support::CaseAdder;
use crate::support::OfficeBuilder;
use crate::support::TempFolder;
use crate::support::TestOffice;
use crate::support::Tray;
use appraisal_desk::domain::case::CaseState;
use appraisal_desk::domain::ids::CaseId;
use appraisal_desk::domain::sheet::FormNo;
use appraisal_desk::domain::sheet::PrintRef;
use appraisal_desk::domain::template::HalfMm;
use appraisal_desk::domain::template::Margin;
use appraisal_desk::domain::template::Offset;
use appraisal_desk::domain::template::Seal;
use appraisal_desk::platform::replace_file::replace_file;
use appraisal_desk::services::error::ServiceError;
use appraisal_desk::services::request::Action;
use appraisal_desk::services::request::Look;
use appraisal_desk::services::request::Outcome;
use appraisal_desk::services::sheet::in_force::PartState;
use appraisal_desk::services::sheet::in_force::TEMPLATE;
use appraisal_desk::services::template;
use appraisal_desk::services::template::Detail;
use appraisal_desk::services::template::FormDraft;
use appraisal_desk::services::template::LogoDraft;
use appraisal_desk::services::template::PaperDraft;
use appraisal_desk::services::template::Request;
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

const HEARD: &str = "以上各条我都听明白了，自愿这样选择。";

fn office() -> (TestOffice, CaseId) {
    let mut office = OfficeBuilder::sichuan().build();
    let case = CaseAdder::unilateral().until(CaseState::Drafting).add(&mut office);
    let director = office.staff.director;
    office.sits(director);
    (office, case)
}

fn asks(office: &mut TestOffice, request: Request) -> String {
    match office.does(Action::Template(request)) {
        Outcome::Done { said, .. } => said,
        other => panic!("not done: {other:?}"),
    }
}

fn words(form: FormNo, wording: &[(&str, &str)]) -> Request {
    let wording = wording.iter().map(|(id, text)| ((*id).to_owned(), (*text).to_owned())).collect();
    Request::SaveForm(FormDraft { form, offset: Offset::default(), wording })
}

fn detail(office: &mut TestOffice, form: FormNo) -> Arc<Detail> {
    match office.looks(Look::Template(form)) {
        Outcome::Template(detail) => detail,
        other => panic!("not a template: {other:?}"),
    }
}

fn states(office: &mut TestOffice, form: FormNo) -> Vec<&'static str> {
    match office.looks(Look::Templates) {
        Outcome::Templates(view) => view.forms.iter().find(|line| line.form == form).unwrap().states(),
        other => panic!("not templates: {other:?}"),
    }
}

fn refusal(office: &mut TestOffice, request: Request) -> String {
    match office.tries(Action::Template(request)) {
        Err(error @ ServiceError::TemplateRefused(_)) => error.to_string(),
        other => panic!("not refused: {other:?}"),
    }
}

/// Logo, ring, margin and offset, of one form with a sentence of its own.
fn choose_everything(office: &mut TestOffice, folder: &TempFolder) {
    let picture = folder.join("标志.png");
    replace_file(&picture, &logo()).unwrap();
    let paper = PaperDraft {
        logo: LogoDraft::New { from: picture, height: HalfMm::of_mm(12) },
        seal: Seal { right: HalfMm::of_mm(-5), down: HalfMm(3), ring: true },
        margin: Margin { left: HalfMm::of_mm(5), right: HalfMm::of_mm(-3) },
    };
    asks(office, Request::SavePaper(paper));
    asks(
        office,
        Request::SaveForm(FormDraft {
            form: FormNo::F03,
            offset: Offset { right: HalfMm(3), down: HalfMm::of_mm(-2) },
            wording: BTreeMap::from([("heard".to_owned(), HEARD.to_owned())]),
        }),
    );
}

#[test]
fn what_is_shown_is_what_is_printed_and_what_was_printed_keeps_what_it_was_printed_with() {
    let (mut office, case) = office();
    let folder = TempFolder::new();
    let place = folder.join("F-03.pdf");
    save(&mut office, case, FormNo::F03, &place).unwrap();
    choose_everything(&mut office, &folder);
    let shown = preview(&mut office, case, FormNo::F03, None);
    assert!(text(&shown.pdf).contains(HEARD), "the next sheet says it");
    let issued = save(&mut office, case, FormNo::F03, &place).unwrap();
    assert!(*shown.pdf == read(&place), "what was shown is what left");
    assert_eq!(issued.n, 2);

    let prints: Vec<_> = office.case(case).file.prints.iter().map(|row| (row.id, row.body.clone())).collect();
    let digest = |n: usize| prints[n].1.in_force.as_ref().unwrap().template.clone();
    assert_ne!(digest(0), digest(1), "another template is another digest");
    let state = |office: &mut TestOffice, n: usize| {
        let which = PrintRef::OfCase { case, row: prints[n].0 };
        let Outcome::Replay(replay) = office.looks(Look::Replay(which)) else { panic!("no replay") };
        replay.parts.iter().find(|part| part.name == TEMPLATE).unwrap().state.clone()
    };
    let PartState::Changed { gone, came } = state(&mut office, 0) else {
        panic!("the first print was plain")
    };
    assert!(gone.is_empty() && came.iter().any(|line| line.contains(HEARD)), "{came:?}");
    assert!(came.iter().any(|line| line == "套打：右移 1.5 毫米，下移 -2 毫米"), "{came:?}");
    assert_eq!(state(&mut office, 1), PartState::Same);

    // 恢复默认 is another version; the print of then still says what it was printed with.
    asks(&mut office, Request::ResetForm { form: FormNo::F03 });
    asks(&mut office, Request::ResetPaper);
    let PartState::Changed { gone, came } = state(&mut office, 1) else { panic!("it was chosen then") };
    assert!(gone.iter().any(|line| line.contains(HEARD)) && came.is_empty(), "{gone:?} {came:?}");
    assert_eq!(state(&mut office, 0), PartState::Same);
    assert!(!text(&preview(&mut office, case, FormNo::F03, None).pdf).contains(HEARD));
}

#[test]
fn what_was_chosen_is_there_after_locking() {
    let (mut office, case) = office();
    let folder = TempFolder::new();
    choose_everything(&mut office, &folder);
    let before = preview(&mut office, case, FormNo::F03, None);
    let place = office.place();
    let TestOffice { office: open, folder: _kept, .. } = office;
    drop(open);
    let (mut open, _clock) = OfficeBuilder::sichuan().reopen(&place, "gu").unwrap();
    let look = open.look(FormNo::F03).unwrap();
    assert!(look.logo.is_some() && look.form.wording["heard"] == HEARD);
    assert_eq!(look.form.offset.right, HalfMm(3));
    assert!(text(&before.pdf).contains(HEARD));
    assert!(template::view(&open).unwrap().paper.logo.is_some());
    template::handle(&mut open, Request::ResetPaper).unwrap();
    assert!(open.look(FormNo::F03).unwrap().logo.is_none());
}

#[test]
fn a_signature_is_bound_to_the_words_that_were_shown() {
    let (mut office, case) = office();
    let plain = office.office.facts_digest(case, FormNo::F03).unwrap();
    asks(&mut office, words(FormNo::F03, &[("heard", HEARD)]));
    let worded = office.office.facts_digest(case, FormNo::F03).unwrap();
    assert_ne!(plain, worded, "other words are signed");
    assert_eq!(office.office.facts_digest(case, FormNo::F07).unwrap(), {
        asks(&mut office, words(FormNo::F02, &[("copies", "每方一份。")]));
        office.office.facts_digest(case, FormNo::F07).unwrap()
    });
    asks(&mut office, Request::ResetForm { form: FormNo::F03 });
    assert_eq!(
        office.office.facts_digest(case, FormNo::F03).unwrap(),
        plain,
        "and none where nothing is worded"
    );
}

#[test]
fn words_that_may_not_stand_stop_the_save_with_their_article() {
    let (mut office, _) = office();
    let binding =
        words(FormNo::F02, &[("rights", "共同委托的，各方完全采信鉴定意见。"), ("copies", "每方一份。")]);
    let said = refusal(&mut office, binding);
    assert!(
        said.contains("川意见 二(一)") && said.contains("删去这句话") && said.contains("什么都没有改"),
        "{said}"
    );
    let promise = refusal(&mut office, words(FormNo::F22, &[("point-9", "本机构保证十级。")]));
    assert!(promise.contains("川意见 三(一)"), "{promise}");
    let unknown = refusal(&mut office, words(FormNo::F22, &[("no-such", "一句话。")]));
    assert!(unknown.contains("没有叫「no-such」的措辞"), "{unknown}");
    let glyph = refusal(&mut office, words(FormNo::F22, &[("heard", "一句\u{323AF}。")]));
    assert!(glyph.contains("U+323AF"), "{glyph}");
    let far = FormDraft {
        form: FormNo::F22,
        offset: Offset { right: HalfMm(0), down: HalfMm::of_mm(12) },
        wording: BTreeMap::new(),
    };
    assert!(refusal(&mut office, Request::SaveForm(far)).contains("最多 5 毫米"));
    assert!(
        detail(&mut office, FormNo::F02).style.is_default()
            && detail(&mut office, FormNo::F22).style.is_default()
    );
    // The words of the program, typed again, are nothing of its own.
    let default = detail(&mut office, FormNo::F22).sentences[0].clone();
    asks(&mut office, words(FormNo::F22, &[(&default.id, &default.default)]));
    assert!(detail(&mut office, FormNo::F22).style.is_default());
}

#[test]
fn a_director_states_that_the_wording_was_compared() {
    let (mut office, case) = office();
    let is_specimen =
        |office: &mut TestOffice| text(&preview(office, case, FormNo::F03, None).pdf).contains("示范稿");
    assert!(is_specimen(&mut office));
    assert_eq!(states(&mut office, FormNo::F03), ["默认", "示范稿"]);
    asks(&mut office, words(FormNo::F03, &[("heard", HEARD)]));
    asks(&mut office, Request::StateChecked { form: FormNo::F03, is_checked: true });
    assert!(!is_specimen(&mut office));
    let (by, at) = detail(&mut office, FormNo::F03).checked.clone().unwrap();
    assert_eq!((by.as_str(), at), ("顾南枝", office.office.now()));
    assert_eq!(states(&mut office, FormNo::F03), ["自有措辞"]);
    // Other words are not covered by what was said about these; the same words again are.
    asks(&mut office, words(FormNo::F03, &[("heard", "我听明白了，自己选的。")]));
    assert!(is_specimen(&mut office) && detail(&mut office, FormNo::F03).checked.is_none());
    asks(&mut office, words(FormNo::F03, &[("heard", HEARD)]));
    assert!(!is_specimen(&mut office));
    asks(&mut office, Request::StateChecked { form: FormNo::F03, is_checked: false });
    assert!(is_specimen(&mut office));
}

#[test]
fn who_may_not_change_settings_changes_no_template() {
    let (mut office, _) = office();
    let front_desk = office.staff.front_desk;
    office.sits(front_desk);
    for request in [
        words(FormNo::F03, &[("heard", HEARD)]),
        Request::ResetPaper,
        Request::ResetForm { form: FormNo::F03 },
    ] {
        assert!(matches!(office.tries(Action::Template(request)), Err(ServiceError::NotAllowed(_))));
    }
}

#[test]
fn a_template_is_taken_out_changed_tried_and_taken() {
    let (mut office, case) = office();
    let folder = TempFolder::new();
    let said = asks(&mut office, Request::TakeOut { form: FormNo::F03, to: folder.path().to_owned() });
    assert!(said.contains("risk_notice.typ"), "{said}");
    let file = folder.join("risk_notice.typ");
    let text_of_file = String::from_utf8(read(&file)).unwrap();
    assert!(!read(&folder.join("gb.typ")).is_empty());

    let broken = text_of_file.replace("val(f.matter)", "val(f.mater)");
    replace_file(&file, broken.as_bytes()).unwrap();
    let said = refusal(&mut office, Request::Adopt { form: FormNo::F03, from: file.clone() });
    assert!(said.contains("行第") && said.contains("没有这个字段"), "{said}");
    assert_eq!(states(&mut office, FormNo::F03), ["默认", "示范稿"]);

    // As an editor of Windows saves it.
    let own = format!("\u{feff}{}", text_of_file.replace("当事人选择", "当事人的选择").replace('\n', "\r\n"));
    replace_file(&file, own.as_bytes()).unwrap();
    asks(&mut office, Request::Adopt { form: FormNo::F03, from: file.clone() });
    assert_eq!(states(&mut office, FormNo::F03), ["自有模板", "示范稿"]);
    let shown = preview(&mut office, case, FormNo::F03, None);
    assert!(text(&shown.pdf).contains("当事人的选择"));
    asks(&mut office, words(FormNo::F03, &[("heard", HEARD)]));
    assert_eq!(states(&mut office, FormNo::F03), ["自有模板", "自有措辞", "示范稿"]);

    // What is taken out now is what is in force.
    asks(&mut office, Request::TakeOut { form: FormNo::F03, to: folder.path().to_owned() });
    assert!(String::from_utf8(read(&file)).unwrap().contains("当事人的选择"));
    asks(&mut office, Request::ResetTemplate { form: FormNo::F03 });
    assert_eq!(states(&mut office, FormNo::F03), ["自有措辞", "示范稿"]);
    let missing = Request::Adopt { form: FormNo::F03, from: folder.join("没有.typ") };
    assert!(matches!(office.tries(Action::Template(missing)), Err(ServiceError::TemplateFile(_))));
}

#[test]
fn choices_are_seen_before_they_are_saved_and_the_test_page_is_printed() {
    let tray = Tray::called("前台");
    let mut office = OfficeBuilder::sichuan().printing_into(&tray).build();
    let director = office.staff.director;
    office.sits(director);
    let draft = FormDraft {
        form: FormNo::F35,
        offset: Offset { right: HalfMm(2), down: HalfMm(0) },
        wording: BTreeMap::from([("promising".to_owned(), "郑重承诺：".to_owned())]),
    };
    let look = Look::TemplatePreview(Box::new((PaperDraft::default(), draft.clone())));
    let Outcome::TemplatePreview(drawn) = office.looks(look) else { panic!("no preview") };
    let plain = FormDraft { offset: Offset::default(), wording: BTreeMap::new(), ..draft };
    let look = Look::TemplatePreview(Box::new((PaperDraft::default(), plain)));
    let Outcome::TemplatePreview(former) = office.looks(look) else { panic!("no preview") };
    assert!(drawn.n_pages == 1 && drawn.pages != former.pages, "it is seen");
    assert!(detail(&mut office, FormNo::F35).style.is_default(), "and nothing is saved");

    let offset = Offset { right: HalfMm(3), down: HalfMm(-2) };
    let said = asks(&mut office, Request::TestPrint { form: FormNo::F23, offset });
    assert!(said.contains("试印页"), "{said}");
    let papers = tray.printed();
    assert_eq!(papers.len(), 1);
    assert!(text(&papers[0].0).contains("向右1.5毫米，向下-1毫米"));
    let folder = TempFolder::new();
    let place = folder.join("试印.pdf");
    asks(&mut office, Request::TestSave { form: FormNo::F23, offset, to: place.clone() });
    assert!(text(&read(&place)).contains("十字中心"));
}

fn read(place: &Path) -> Vec<u8> {
    std::fs::read(place).unwrap()
}

/// A round sign.
fn logo() -> Vec<u8> {
    let mut picture = image::RgbImage::from_pixel(160, 160, image::Rgb([255, 255, 255]));
    for (x, y, pixel) in picture.enumerate_pixels_mut() {
        let (dx, dy) = (i64::from(x) - 80, i64::from(y) - 80);
        if dx * dx + dy * dy < 70 * 70 {
            *pixel = image::Rgb([20, 90, 110]);
        }
    }
    let mut bytes = std::io::Cursor::new(Vec::new());
    picture.write_to(&mut bytes, image::ImageFormat::Png).unwrap();
    bytes.into_inner()
}
