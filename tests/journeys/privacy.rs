//! Nobody's name, number, telephone or words lie in the clear in any byte the program leaves behind: not in the office
//! folder, not in the temporary folder, not in a log, neither while it is open nor after it was shut.
//!
//! The journey is played by this test binary again as another process, whose temporary folder is its own.
#![expect(
    clippy::disallowed_methods,
    reason = "it starts the process whose leavings it reads, and plants what must be found"
)]

use crate::support::CaseAdder;
use crate::support::Invented;
use crate::support::OfficeBuilder;
use crate::support::PASSWORD;
use crate::support::TempFolder;
use crate::support::TestOffice;
use crate::support::Tray;
use crate::support::steps;
use crate::support::steps::Shows;
use appraisal_desk::domain::case::CaseState;
use appraisal_desk::domain::check_in::Recorder;
use appraisal_desk::domain::commission::Decision;
use appraisal_desk::domain::ids::CaseId;
use appraisal_desk::domain::printer::PrintSetup;
use appraisal_desk::domain::printer::Sides;
use appraisal_desk::domain::process_record::MediaKind;
use appraisal_desk::domain::sheet::FormNo;
use appraisal_desk::domain::sheet::SheetRef;
use appraisal_desk::services::commission;
use appraisal_desk::services::draft;
use appraisal_desk::services::picture;
use appraisal_desk::services::picture::PictureKind;
use appraisal_desk::services::picture::Source;
use appraisal_desk::services::process_record;
use appraisal_desk::services::process_record::MediaDraft;
use appraisal_desk::services::request::Action;
use appraisal_desk::services::request::Look;
use appraisal_desk::services::request::Outcome;
use appraisal_desk::services::session;
use appraisal_desk::services::sheet;
use appraisal_desk::services::verify;
use std::collections::BTreeSet;
use std::env;
use std::fs;
use std::path::Path;
use std::process::Command;
use std::sync::Arc;
use std::sync::Mutex;

/// Set for the process that lives through the journey: where its log goes, and how it ends.
const LOG: &str = "APPRAISAL_DESK_PRIVACY_LOG";
const ENDS: &str = "APPRAISAL_DESK_PRIVACY_ENDS";

const ANOTHER: Invented =
    Invented { name: "欧阳若兰", order: "026", phone: "13000000026", ..Invented::SUBJECT };
const THIRD: Invented =
    Invented { name: "鲁文博", order: "037", phone: "13000000037", ..Invented::SUBJECT };

#[test]
fn life_of_an_office() {
    let Ok(log) = env::var(LOG) else { return live(&TempFolder::new(), |_office| {}) };
    let log = fs::File::create(log).unwrap();
    let logging = tracing_subscriber::fmt().with_max_level(tracing::Level::TRACE).with_ansi(false);
    tracing::subscriber::set_global_default(logging.with_writer(Mutex::new(log)).finish()).unwrap();
    let elsewhere = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/privacy-exports");
    fs::create_dir_all(&elsewhere).unwrap();
    let is_shut = env::var(ENDS).unwrap() == "shut";
    // What the user saves goes where the user says; it is theirs and not looked at.
    let exports = TempFolder::within(&elsewhere);
    live(&exports, |office| {
        if is_shut {
            session::lock(&mut office.office).unwrap();
        }
    });
}

#[test]
fn nobody_lies_in_the_clear() {
    for ends in ["open", "shut"] {
        let left = TempFolder::new();
        let log = left.join("all.log");
        let lived = Command::new(env::current_exe().unwrap())
            .args(["--exact", "journeys::privacy::life_of_an_office", "--nocapture", "--test-threads=1"])
            .envs(["TMPDIR", "TMP", "TEMP"].map(|name| (name, left.path())))
            .env(LOG, &log)
            .env(ENDS, ends)
            .output()
            .unwrap();
        assert!(lived.status.success(), "{}", String::from_utf8_lossy(&lived.stderr));
        let mut found = Search::for_everybody();
        found.look_into("what it said", &lived.stdout);
        found.look_into("what it said", &lived.stderr);
        found.walk(left.path());
        assert_eq!(found.findings, Vec::<String>::new(), "{ends}");
        assert!(
            found.n_files > 12 && found.n_bytes > 1_000_000,
            "{} files, {} bytes",
            found.n_files,
            found.n_bytes
        );
        assert!(fs::metadata(&log).unwrap().len() > 0, "the log was written");
    }
}

#[test]
fn what_lies_in_the_clear_is_found() {
    let folder = TempFolder::new();
    fs::create_dir_all(folder.join("deep")).unwrap();
    let wide: Vec<u8> = Invented::SUBJECT.name.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let mut bytes = vec![7; 3_000_001];
    bytes.extend(wide);
    fs::write(folder.join("deep/swap.bin"), bytes).unwrap();
    fs::write(folder.join("a.log"), format!("id={} done", Invented::WITNESS.number())).unwrap();
    fs::write(folder.join(&format!("{}.png", Invented::MOTHER.name)), b"x").unwrap();
    let mut found = Search::for_everybody();
    found.walk(folder.path());
    assert_eq!(found.findings.len(), 3, "{:?}", found.findings);
}

/// What is printed of every case but the first: both sides of a joint commission, a child and its guardian.
const FEW: [FormNo; 6] = [FormNo::F01, FormNo::F02, FormNo::F04, FormNo::F07, FormNo::F09, FormNo::F11];

/// Everything an office lives through: three cases to their drafts, pictures, drafts of forms, searches, prints.
fn live(exports: &TempFolder, end: impl FnOnce(&mut TestOffice)) {
    let tray = Tray::called("前台");
    let mut office = OfficeBuilder::sichuan().printing_into(&tray).build();
    let unilateral =
        CaseAdder::unilateral().with_two_insurers().insurer_comes(Shows::Both).until(CaseState::Drafting);
    let cases = [
        unilateral.add(&mut office),
        CaseAdder::joint().subject(ANOTHER).until(CaseState::Drafting).add(&mut office),
        CaseAdder::unilateral().of_a_child().until(CaseState::Drafting).add(&mut office),
    ];
    type_a_draft(&mut office);
    let examining = CaseAdder::unilateral().subject(THIRD).until(CaseState::Examining).add(&mut office);
    attach_a_photo(&mut office, examining);
    let front_desk = office.staff.front_desk;
    office.sits(front_desk);
    // Every form once; of the other cases those with people, numbers and words the first one has not.
    let all: Vec<FormNo> = FormNo::of_cases().collect();
    for (case, forms) in cases.into_iter().zip([all.as_slice(), &FEW, &FEW]) {
        for &form in forms {
            office.looks(Look::Preview(SheetRef::of_case(form, case, None)));
            let to = exports.join(&format!("{case}-{}.pdf", form.number()));
            office.does(Action::Sheet(sheet::Request::SaveAs {
                sheet: SheetRef::of_case(form, case, None),
                to,
            }));
            let setup = PrintSetup { sides: Sides::LongEdge, ..PrintSetup::default() };
            office.does(Action::Sheet(sheet::Request::Print {
                sheet: SheetRef::of_case(form, case, None),
                setup,
            }));
        }
    }
    assert_eq!(tray.printed().len(), all.len() + 2 * FEW.len());
    for words in [Invented::SUBJECT.name, Invented::MOTHER.phone, "买买提", "zjn"] {
        office.looks(Look::Find { words: words.to_owned() });
        office.looks(Look::Cases { words: words.to_owned() });
    }
    look_at_every_copy(&mut office, cases[0]);
    log_what_is_refused(&mut office);
    let director = office.staff.director;
    office.sits(director);
    assert!(verify::verify(&mut office.office).unwrap().is_sound());
    end(&mut office);
    if env::var_os(LOG).is_some() {
        // The process ends here as by a kill: files stay as they are, the folder too.
        std::mem::forget(office);
    }
}

/// The same person with the same matter again: the refusal names the appraiser, its log must not.
fn log_what_is_refused(office: &mut TestOffice) {
    let again = CaseAdder::unilateral().until(CaseState::Reviewing).add(office);
    steps::review(office, again);
    steps::assign(office, again);
    let director = office.staff.director;
    office.sits(director);
    let decision = Decision::Accept;
    let request = commission::Request::Decide { case: again, decision, reasons: steps::no_reasons() };
    let error = office.tries(Action::Commission(request)).unwrap_err();
    assert!(error.findings().is_some_and(|findings| findings.stops()));
    tracing::error!(?error, "refused or failed");
    let view = office.case(again);
    tracing::debug!(intake = ?view.file.intake.people().collect::<Vec<_>>(), "a case as a bug would log it");
}

fn type_a_draft(office: &mut TestOffice) {
    let intake = CaseAdder::unilateral().of_a_child().intake(office);
    let body = serde_json::to_string(&intake).unwrap();
    let key = "reception/new".to_owned();
    office.does(Action::Draft(draft::Request::Keep { key, body }));
}

fn attach_a_photo(office: &mut TestOffice, case: CaseId) {
    let appraiser = office.staff.appraiser;
    office.sits(appraiser);
    let bytes = Arc::new(steps::drawn_card());
    let source = Source::Bytes { bytes, file_name: format!("{} 左膝.png", Invented::SUBJECT.name) };
    let request = picture::Request::Keep { case, source, kind: PictureKind::Photo };
    let Outcome::Kept(kept) = office.does(Action::Picture(request)) else { panic!("no photo was kept") };
    let caption = format!("{} 左膝瘢痕", Invented::SUBJECT.name);
    let draft = MediaDraft {
        kept,
        caption,
        kind: MediaKind::Photo,
        recorder: Recorder::Appraiser,
        is_private_part: true,
    };
    office.does(Action::ProcessRecord(process_record::Request::Attach { case, draft: Box::new(draft) }));
}

fn look_at_every_copy(office: &mut TestOffice, case: CaseId) {
    let arrivals = office.case(case).file.attendances.clone();
    for object in arrivals.iter().flat_map(|row| row.body.attendee.copies()) {
        office.looks(Look::Picture { object, case });
    }
}

/// Looks for words in bytes, as UTF-8 and in both orders of UTF-16.
struct Search {
    needles: Vec<(String, Vec<u8>)>,
    /// Which words begin with these two bytes.
    begins: Vec<Vec<usize>>,
    findings: Vec<String>,
    n_files: usize,
    n_bytes: usize,
}

impl Search {
    fn for_everybody() -> Self {
        let people =
            [Invented::SUBJECT, Invented::CHILD, Invented::MOTHER, Invented::WITNESS, Invented::HANDLER];
        let mut words: Vec<String> = ["顾南枝", "周晓岚", "陆怀瑾", "程以宁", "方知遥", "韩琪", "接电话的人"]
            .map(str::to_owned)
            .to_vec();
        for person in people {
            words.extend([person.name.to_owned(), person.number(), person.phone.to_owned()]);
        }
        words.extend(
            ["13000000009", "13000000010", "川司鉴 510001", "示例路 8 号", "左膝内侧陈旧手术瘢痕", PASSWORD]
                .map(str::to_owned),
        );
        words.retain(|word| !word.is_empty());
        let mut needles = Vec::new();
        for word in words {
            let wide = |bytes: fn(u16) -> [u8; 2]| word.encode_utf16().flat_map(bytes).collect::<Vec<u8>>();
            for bytes in [word.as_bytes().to_vec(), wide(u16::to_le_bytes), wide(u16::to_be_bytes)] {
                // Four bytes come about by chance in a megabyte of cipher once in a thousand runs.
                if bytes.len() >= 6 {
                    needles.push((word.clone(), bytes));
                }
            }
        }
        let mut begins = vec![Vec::new(); 1 << 16];
        for (n, (_, needle)) in needles.iter().enumerate() {
            begins[usize::from(needle[0]) << 8 | usize::from(needle[1])].push(n);
        }
        Self { needles, begins, findings: Vec::new(), n_files: 0, n_bytes: 0 }
    }

    fn walk(&mut self, folder: &Path) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            self.look_into(&format!("the name of a file in {}", folder.display()), name.as_bytes());
            if path.is_dir() {
                self.walk(&path);
            } else {
                self.look_into(&path.display().to_string(), &fs::read(&path).unwrap());
                self.n_files += 1;
            }
        }
    }

    /// One pass over the bytes; only where two of them begin a word is a word compared.
    fn look_into(&mut self, place: &str, bytes: &[u8]) {
        self.n_bytes += bytes.len();
        let mut found = BTreeSet::new();
        for at in 0..bytes.len().saturating_sub(1) {
            let begins = usize::from(bytes[at]) << 8 | usize::from(bytes[at + 1]);
            for n in &self.begins[begins] {
                let (word, needle) = &self.needles[*n];
                if bytes[at..].starts_with(needle) {
                    found.insert(word);
                }
            }
        }
        self.findings.extend(found.into_iter().map(|word| format!("「{word}」 in {place}")));
    }
}
