//! F-04 鉴定材料接收暨确认清单: every item with its six particulars, both sides' words, and why it may not be used
//! (GZ-12, GZ-22, SC-2.1c, SC-2.2d). The number of an item stays when its particulars are corrected.

use crate::documents::material::Confirmation;
use crate::documents::material::Dispute;
use crate::documents::material::Facts;
use crate::documents::material::Movement;
use crate::documents::material::Row;
use crate::documents::sheet::SheetHead;
use crate::documents::sheet::SignatureFact;
use crate::domain::case::CaseFacts;
use crate::domain::evidence::Recorded;
use crate::domain::ids::EvidenceId;
use crate::domain::law::Pack;
use crate::domain::law::general;
use crate::domain::law::sichuan;
use crate::domain::material::Material;
use crate::domain::material::MaterialAnswer;
use crate::domain::material::MaterialConfirmation;
use crate::domain::material::Side;
use crate::domain::material::Usability;
use crate::domain::process_record::EntryContent;
use crate::domain::reception::Channel;
use crate::domain::reception::Client;
use crate::domain::sheet::FormNo;
use crate::domain::step::Place;
use crate::services::case_view::sheets::SheetLine;
use crate::services::case_view::sheets::SheetState;
use crate::services::sheet::recipe::Gaps;
use crate::services::sheet::recipe::Recipe;
use crate::services::sheet::recipe::value_of;
use crate::services::sheet::signing::Pad;
use crate::services::sheet::signing::for_pen;
use crate::services::sheet::words::basis;
use crate::services::sheet::words::cite_in;
use crate::services::sheet::words::first_number;
use crate::services::sheet::words::material_line;
use crate::services::sheet::words::member_name;
use crate::services::sheet::words::n_corrections;
use crate::services::sheet::words::stacked;

/// SC-2.2d, GZ-12a, as the submitter promises it.
const PROMISE: &str = "委托人承诺：所提交的鉴定材料真实、完整、取得合法，并对此负责。";

/// 鉴定材料接收暨确认清单.
pub(super) const RECIPE: Recipe = Recipe {
    form: FormNo::F04,
    facts: |facts, _, head, pad| value_of(&self::facts(facts, head, pad)),
    gaps: |facts, _| gaps(facts),
    n_corrections: |file| n_corrections(&file.materials),
    stays: false,
    is_specimen: false,
    listed,
};

fn listed(facts: &CaseFacts<'_>) -> Vec<SheetLine> {
    let file = facts.file;
    let usable = |row: &&Recorded<Material>| file.usability(row.id) == Usability::Usable;
    let n = file.current(&file.materials).count();
    let n_open = n - file.current(&file.materials).filter(usable).count();
    let (state, note) = match (n, n_open) {
        (0, _) => (SheetState::NotBegun, "还没有材料".to_owned()),
        (n, 0) => (SheetState::Signed, format!("{n} 件")),
        (n, open) => (SheetState::Open, format!("{n} 件，{open} 件待确认")),
    };
    vec![SheetLine::of(file, FormNo::F04, state, note)]
}

/// Words the sheet.
fn facts(facts: &CaseFacts<'_>, head: SheetHead, pad: &mut Pad) -> Facts {
    let file = facts.file;
    let intake = &file.intake;
    let rows: Vec<&Recorded<Material>> = file.current(&file.materials).collect();
    let (party_a, party_b) = parties(facts);
    Facts {
        submitter: submitters(facts, &rows),
        submit_method: match intake.channel {
            Channel::WalkIn => "当面提交",
            Channel::Mail => "邮寄",
            Channel::Phone | Channel::Suishenban | Channel::Hotline12348 | Channel::Community => "",
        }
        .to_owned(),
        mode: intake.mode.map_or("", |mode| mode.label()).to_owned(),
        rows: rows.iter().map(|row| item(facts, row, pad)).collect(),
        promise: PROMISE.to_owned(),
        disputes: rows.iter().flat_map(|row| disputes(facts, row.id, &party_a, &party_b)).collect(),
        movements: movements(facts),
        basis: basis(
            facts.pack(),
            &[&general::GZ_12, &general::GZ_22],
            &[],
            &[&sichuan::SC_2_1C, &sichuan::SC_2_2D],
        ),
        signatures: signatures(facts, &rows, &party_a, &party_b),
        party_a,
        party_b,
        head,
    }
}

/// What is missing: an empty list or an item without its particulars is a draft, a confirmation may come by pen.
fn gaps(facts: &CaseFacts<'_>) -> Gaps {
    let file = facts.file;
    let mut gaps = Gaps::default();
    let rows: Vec<&Recorded<Material>> = file.current(&file.materials).collect();
    gaps.content(rows.is_empty(), "鉴定材料还没有登记", Place::Materials);
    for row in rows {
        let no = number(facts, row.id);
        let left = row.body.missing_particulars();
        gaps.content(!left.is_empty(), format!("第 {no} 件还缺{}", left.join("、")), Place::Materials);
        match file.usability(row.id) {
            Usability::Usable => {}
            Usability::Unconfirmed(sides) => {
                gaps.later(true, format!("第 {no} 件{}还没有确认", sides_in_words(&sides)), Place::Materials);
            }
            Usability::Disputed { side, .. } => {
                gaps.later(true, format!("第 {no} 件{}有异议", side.label()), Place::Materials);
            }
        }
    }
    gaps
}

/// The permanent number of an item in this case.
pub(super) fn number(facts: &CaseFacts<'_>, material: EvidenceId) -> String {
    first_number(&facts.file.materials, material).map_or_else(String::new, |n| n.to_string())
}

/// Whether an item may be used, as F-09 says it.
pub(super) fn confirmation_in_words(facts: &CaseFacts<'_>, material: EvidenceId) -> String {
    match facts.file.usability(material) {
        Usability::Usable if facts.file.is_joint() => "双方已确认".to_owned(),
        Usability::Usable => "已登记".to_owned(),
        Usability::Unconfirmed(sides) => format!("{}未确认", sides_in_words(&sides)),
        Usability::Disputed { side, .. } => format!("{}有异议", side.label()),
    }
}

/// 甲方 and, in a joint commission, 乙方.
fn parties(facts: &CaseFacts<'_>) -> (String, String) {
    let intake = &facts.file.intake;
    if !facts.file.is_joint() {
        return (intake.client_names(), "单方委托，没有乙方".to_owned());
    }
    let names = |of_insurer: bool| {
        let clients = intake.clients.iter().filter(|client| client.insurer.is_some() == of_insurer);
        clients.map(Client::called).collect::<Vec<_>>().join("、")
    };
    let insurers = match names(true) {
        none if none.is_empty() => {
            facts.file.joint_letter().map_or_else(|| intake.insurer_names(), |letter| letter.insurer.clone())
        }
        insurers => insurers,
    };
    (names(false), insurers)
}

fn submitters(facts: &CaseFacts<'_>, rows: &[&Recorded<Material>]) -> String {
    let mut names: Vec<&str> = Vec::new();
    for row in rows {
        let name = row.body.submitted_by.as_str();
        if !name.is_empty() && !names.contains(&name) {
            names.push(name);
        }
    }
    if names.is_empty() { facts.file.intake.client_names() } else { names.join("、") }
}

fn item(facts: &CaseFacts<'_>, row: &Recorded<Material>, pad: &mut Pad) -> Row {
    let body = &row.body;
    Row {
        no: number(facts, row.id),
        line: material_line(body),
        identification: body.n_pages.map_or_else(String::new, |n| format!("{n} 页")),
        original_or_copy: if body.is_original { "原件" } else { "复印件" }.to_owned(),
        source: body.source.clone(),
        confirmed_by_a: confirmation(facts, row.id, Side::Party, pad),
        confirmed_by_b: if facts.file.is_joint() {
            confirmation(facts, row.id, Side::Insurer, pad)
        } else {
            Confirmation { by: "不适用".to_owned(), ..Confirmation::default() }
        },
        may_be_used_up: if body.may_be_used_up { "是" } else { "否" }.to_owned(),
        return_wish: facts.file.intake.material_return.label().to_owned(),
        lock: lock(facts, row.id),
    }
}

/// The latest word of one side on one item.
fn latest_word<'a>(
    facts: &CaseFacts<'a>,
    material: EvidenceId,
    side: Side,
) -> Option<&'a Recorded<MaterialConfirmation>> {
    facts.file.confirmations.iter().rev().find(|row| row.body.material == material && row.body.side == side)
}

fn confirmation(facts: &CaseFacts<'_>, material: EvidenceId, side: Side, pad: &mut Pad) -> Confirmation {
    let Some(row) = latest_word(facts, material, side) else { return Confirmation::default() };
    let by = row.body.person.as_str().to_owned();
    match &row.body.answer {
        MaterialAnswer::Confirmed { manner } => {
            let image = pad.image(manner);
            let how = if image.is_some() { "" } else { manner.label() };
            Confirmation { by, at: format!("{how}{}", row.at.worded()), image }
        }
        MaterialAnswer::Disputed { .. } => {
            Confirmation { by, at: format!("有异议 {}", row.at.worded()), image: None }
        }
    }
}

fn lock(facts: &CaseFacts<'_>, material: EvidenceId) -> String {
    let cited = match cite_in(facts.pack(), Pack::Sichuan, &sichuan::SC_2_1C) {
        none if none.is_empty() => none,
        cited => format!("（{cited}）"),
    };
    match facts.file.usability(material) {
        Usability::Usable => String::new(),
        Usability::Unconfirmed(sides) => {
            format!("{}未确认，确认以前不得用于鉴定{cited}", sides_in_words(&sides))
        }
        Usability::Disputed { side, .. } => {
            format!("{}有异议，已锁定，解决以前不得用于鉴定{cited}", side.label())
        }
    }
}

fn disputes(facts: &CaseFacts<'_>, material: EvidenceId, party_a: &str, party_b: &str) -> Vec<Dispute> {
    let of_side = |side: Side| {
        let row = latest_word(facts, material, side)?;
        let MaterialAnswer::Disputed { reason } = &row.body.answer else { return None };
        let party = match side {
            Side::Party => party_a,
            Side::Insurer => party_b,
        };
        Some(Dispute {
            no: number(facts, material),
            by: format!("{party}（{}，{}）", row.body.person.as_str(), row.at.worded()),
            content: reason.clone(),
            handling: "已锁定，解决以前不得用于鉴定".to_owned(),
        })
    };
    Side::ALL.into_iter().filter_map(of_side).collect()
}

/// GZ-22: every use that the record of the examination knows of.
fn movements(facts: &CaseFacts<'_>) -> Vec<Movement> {
    let file = facts.file;
    file.current(&file.entries)
        .filter_map(|row| match &row.body.content {
            EntryContent::MaterialUsed { material, .. } => Some(Movement {
                at: stacked(row.body.happened_at.unwrap_or(row.at)),
                no: number(facts, *material),
                kind: "使用".to_owned(),
                quantity: String::new(),
                reason: format!("鉴定过程记录第 {} 条", row.seq),
                persons: row.body.typed_by.as_str().to_owned(),
            }),
            _ => None,
        })
        .collect()
}

fn signatures(
    facts: &CaseFacts<'_>,
    rows: &[&Recorded<Material>],
    party_a: &str,
    party_b: &str,
) -> Vec<SignatureFact> {
    let receiver = rows.first().map_or_else(String::new, |row| member_name(facts, row.by));
    let mut places = vec![for_pen("提交人", &submitters(facts, rows)), for_pen("甲方", party_a)];
    if facts.file.is_joint() {
        places.push(for_pen("乙方", party_b));
    }
    places.push(for_pen("收件人", &receiver));
    places
}

fn sides_in_words(sides: &[Side]) -> String {
    sides.iter().map(|side| side.label()).collect::<Vec<_>>().join("、")
}
