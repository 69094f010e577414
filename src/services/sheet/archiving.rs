//! F-29 归档卷宗: the pages the office adds to a volume. What lies between them is found by `volume`.

use crate::documents::archiving::Entry;
use crate::documents::archiving::Facts;
use crate::documents::archiving::Medium;
use crate::documents::archiving::Part;
use crate::documents::archiving::Sealed;
use crate::documents::sheet::SheetHead;
use crate::domain::archiving::PartState;
use crate::domain::archiving::Retention;
use crate::domain::archiving::VolumePart;
use crate::domain::archiving::kept_objects;
use crate::domain::case::CaseFacts;
use crate::domain::case::CaseFile;
use crate::domain::case::CaseState;
use crate::domain::evidence::Recorded;
use crate::domain::law::general;
use crate::domain::law::sichuan;
use crate::domain::moment::Day;
use crate::domain::process_record::Media;
use crate::domain::sheet::FormNo;
use crate::domain::sheet::SheetPrint;
use crate::domain::step::Place;
use crate::services::case_view::sheets::SheetLine;
use crate::services::case_view::sheets::SheetState;
use crate::services::sheet::opinion::doc_no;
use crate::services::sheet::opinion::signers;
use crate::services::sheet::recipe::Gaps;
use crate::services::sheet::recipe::Recipe;
use crate::services::sheet::recipe::value_of;
use crate::services::sheet::signing::for_pen;
use crate::services::sheet::volume::Content;
use crate::services::sheet::volume::Lies;
use crate::services::sheet::volume::contents;
use crate::services::sheet::words::basis;
use crate::services::sheet::words::joined;
use crate::services::sheet::words::member_name;
use crate::services::sheet::words::member_names;

/// 归档卷宗.
pub(super) const RECIPE: Recipe = Recipe {
    form: FormNo::F29,
    facts: |facts, _, head, _| value_of(&self::facts(facts, head)),
    gaps: |facts, _| gaps(facts),
    n_corrections: |_| 0,
    stays: true,
    is_specimen: true,
    listed,
};

/// Once the case is about to be put away.
fn listed(facts: &CaseFacts<'_>) -> Vec<SheetLine> {
    let file = facts.file;
    if !matches!(file.state, CaseState::Delivered | CaseState::Terminated | CaseState::Archived) {
        return Vec::new();
    }
    let (state, note) = match file.archiving() {
        Some(row) => (SheetState::Signed, format!("档号 {}", row.body.archive_no)),
        None => (SheetState::Open, "待归档".to_owned()),
    };
    vec![SheetLine::of(file, FormNo::F29, state, note)]
}

/// Words the pages.
fn facts(facts: &CaseFacts<'_>, head: SheetHead) -> Facts {
    let file = facts.file;
    let row = file.archiving();
    let volume = row.map(|row| &row.body);
    let conclusion = file.opinion().and_then(|row| row.body.conclusion);
    Facts {
        head,
        only_front: false,
        doc_no: doc_no(file),
        matter: file.intake.matter.clone(),
        clients: file.intake.client_names(),
        subject: file.intake.subject.name.as_str().to_owned(),
        appraisers: member_names(facts, &signers(file)),
        accepted_on: file.acceptance().map_or_else(String::new, |row| row.at.day().worded()),
        closed_on: file.closed_on().map_or_else(String::new, Day::worded),
        conclusion: conclusion.map_or_else(String::new, |one| one.label().to_owned()),
        archive_no: volume.map_or_else(String::new, |one| one.archive_no.clone()),
        box_no: volume.map_or_else(String::new, |one| one.box_no.clone()),
        n_volumes: volume.map_or_else(String::new, |one| format!("{} 卷", one.n_volumes)),
        retention: volume.map_or_else(String::new, |one| Retention::label(one.retention)),
        archived_on: row.map_or_else(String::new, |row| row.at.day().worded()),
        parts: parts(facts),
        sealed: sealed(facts),
        media: file.current(&file.media).map(medium).collect(),
        remarks: remarks(file),
        signatures: vec![
            for_pen("立卷人", &row.map_or_else(String::new, |row| member_name(facts, row.by))),
            for_pen("检查人", ""),
        ],
        basis: basis(facts.pack(), &[&general::GZ_42], &[], &[&sichuan::SC_3_2E]),
    }
}

fn parts(facts: &CaseFacts<'_>) -> Vec<Part> {
    let all = contents(facts);
    let listed = facts.institution.volume_order.movable().iter().copied();
    listed
        .map(|part| {
            let entries: Vec<Entry> = all.iter().filter(|one| one.part == part).map(entry).collect();
            let note = if entries.is_empty() { nothing(facts.file, part) } else { String::new() };
            Part { label: part.label().to_owned(), entries, note }
        })
        .collect()
}

/// What the page in place of the sealed says: which sheets, under which number; nothing of what they tell.
fn sealed(facts: &CaseFacts<'_>) -> Vec<Sealed> {
    let all = contents(facts);
    let found = all.iter().filter_map(|content| match content.lies {
        Lies::Sealed(number) => Some(Sealed { number: number.to_owned(), title: content.title.clone() }),
        Lies::Not | Lies::Print(_) | Lies::Signed(..) => None,
    });
    found.collect()
}

/// What is said of a part in which no sheet of the program lies.
fn nothing(file: &CaseFile, part: VolumePart) -> String {
    match file.archiving().and_then(|row| row.body.parts.get(&part)) {
        Some(PartState::Filed { .. }) => "纸质件在卷".to_owned(),
        Some(PartState::None { why }) if !why.trim().is_empty() => why.clone(),
        Some(PartState::None { .. }) => "本案没有".to_owned(),
        None => String::new(),
    }
}

fn entry(content: &Content<'_>) -> Entry {
    let print = |row: &Recorded<SheetPrint>| format!("{} 第{}次打印", row.at.day(), row.body.n);
    let (remark, sha256) = match &content.lies {
        Lies::Sealed(_) => ("密封另存，见密封件说明".to_owned(), String::new()),
        Lies::Not => ("没有打印过，没有入卷".to_owned(), String::new()),
        Lies::Print(row) => (print(row), short(&row.body.sha256)),
        Lies::Signed(row, scans) => {
            let mut files: Vec<String> = scans.iter().map(|scan| short(&scan.body.source.sha256)).collect();
            files.dedup();
            (format!("签名件扫描，{}", print(row)), files.join("\n"))
        }
    };
    Entry {
        title: content.title.clone(),
        n_pages: content.n_pages(),
        remark,
        sha256,
        is_sealed: matches!(content.lies, Lies::Sealed(_)),
    }
}

/// The first digits of a hash.
fn short(sha256: &str) -> String {
    sha256.chars().take(12).collect()
}

fn medium(row: &Recorded<Media>) -> Medium {
    let body = &row.body;
    let private = if body.is_private_part { "（私密部位，另行保管）" } else { "" };
    Medium {
        no: format!("影 {}", row.seq),
        title: format!("{}{private}", joined(&[&body.caption, &body.file_name], "\n")),
        kind: body.kind.label().to_owned(),
        size: format!("{} KB", body.n_bytes.div_ceil(1024)),
        taken: joined(&[body.taken_by.as_str(), &row.at.worded()], "\n"),
        sha256: body.sha256.clone(),
    }
}

fn remarks(file: &CaseFile) -> Vec<String> {
    let mut lines = Vec::new();
    match file.archiving().and_then(|row| row.body.verification) {
        Some(found) if found.n_bad > 0 => {
            lines
                .push(format!("电子附件 {} 件，归档时读回核对，{} 件有问题。", found.n_objects, found.n_bad));
        }
        Some(found) => lines.push(format!("电子附件 {} 件，归档时逐件读回核对，都完好。", found.n_objects)),
        None => lines.push(format!("电子附件 {} 件，归档时逐件读回核对。", kept_objects(file).len())),
    }
    let n_exceptions = file.current(&file.exceptions).count();
    if n_exceptions > 0 {
        lines.push(format!("写明理由继续的例外 {n_exceptions} 项，见例外清单。"));
    }
    let note = file.archiving().map_or("", |row| row.body.note.trim());
    if !note.is_empty() {
        lines.push(note.to_owned());
    }
    lines
}

/// What is not put away yet is a draft; a sheet nobody printed is pointed out.
fn gaps(facts: &CaseFacts<'_>) -> Gaps {
    let mut gaps = Gaps::default();
    gaps.content(facts.file.archiving().is_none(), "还没有归档，档号、保管期限没有定", Place::Opinion);
    let n_missing = contents(facts).iter().filter(|content| matches!(content.lies, Lies::Not)).count();
    gaps.later(n_missing > 0, format!("{n_missing} 份文书没有打印过，没有入卷，见卷内目录"), Place::Sheets);
    gaps
}
