//! 过程记录 (T11, T14; F-09): written at once, whole, sealed, signed by those who must.

use super::CaseRule;
use super::GENERAL;
use super::Level;
use super::RuleId;
use super::SHANGHAI;
use super::SICHUAN;
use super::Verdict;
use super::WayOut;
use super::check_in::standing_of;
use crate::domain::case::CaseFacts;
use crate::domain::check_in::Attendance;
use crate::domain::check_in::Attendee;
use crate::domain::check_in::Recorder;
use crate::domain::check_in::Standing;
use crate::domain::check_in::present;
use crate::domain::evidence::Recorded;
use crate::domain::law::Instrument;
use crate::domain::law::Pack;
use crate::domain::law::Period;
use crate::domain::law::acts;
use crate::domain::law::general;
use crate::domain::law::shanghai;
use crate::domain::law::sichuan;
use crate::domain::moment::Moment;
use crate::domain::process_record::EntryContent;
use crate::domain::process_record::minutes_late;
use crate::domain::process_record::missing_contents;
use crate::domain::reception::Category;
use crate::domain::scan::is_signed_on_paper;
use crate::domain::sheet::FormNo;
use crate::domain::signature::Signer;
use crate::domain::signature::expected_signers;
use crate::domain::signature::has_signed_or_refused;
use crate::domain::step::Place;
use crate::domain::step::Step;

/// The rows of 过程记录.
pub const RULES: &[CaseRule] = &[
    CaseRule {
        id: RuleId("GZ-26"),
        title: "法医临床检查须采取必要措施保护被鉴定人隐私，并记明",
        basis: &[general::GZ_26],
        pack: Pack::Base,
        level: Level::Gate,
        in_force: GENERAL,
        guards: &[Step::SealRecord],
        way_out: WayOut { say: "记一条隐私保护措施", go: Place::ProcessRecord },
        check: privacy_protected,
    },
    CaseRule {
        id: RuleId("GZ-27"),
        title: "记录须载明主要方法和过程，检查、检验、检测结果，仪器设备使用情况",
        basis: &[general::GZ_27],
        pack: Pack::Base,
        level: Level::Gate,
        in_force: GENERAL,
        guards: &[Step::SealRecord],
        way_out: WayOut { say: "补记缺的内容", go: Place::ProcessRecord },
        check: three_contents_written,
    },
    CaseRule {
        id: RuleId("GZ-27#2"),
        title: "所用仪器设备须在检定有效期内",
        basis: &[general::GZ_27],
        pack: Pack::Base,
        level: Level::Warn,
        in_force: GENERAL,
        guards: &[Step::SealRecord],
        way_out: WayOut {
            say: "换用检定有效的仪器复测，或写明原因", go: Place::ProcessRecord
        },
        check: instruments_calibrated,
    },
    CaseRule {
        id: RuleId("GZ-27#3"),
        title: "鉴定人须在过程记录上签名",
        basis: &[general::GZ_27],
        pack: Pack::Base,
        level: Level::Gate,
        in_force: GENERAL,
        guards: &[Step::FinishRecord],
        way_out: WayOut { say: "请没签的鉴定人签名", go: Place::Sheets },
        check: appraisers_signed_the_record,
    },
    CaseRule {
        id: RuleId("GZ-25d"),
        title: "到场见证人员须在鉴定记录上签名，不签的注记",
        basis: &[general::GZ_25],
        pack: Pack::Base,
        level: Level::Gate,
        in_force: GENERAL,
        guards: &[Step::FinishRecord],
        way_out: WayOut {
            say: "请见证人在过程记录上签名，不签的做拒签注记", go: Place::Sheets
        },
        check: witnesses_signed_the_record,
    },
    CaseRule {
        id: RuleId("SC-3.2b"),
        title: "过程须实时记录，事后补记的写明原因",
        basis: &[sichuan::SC_3_2B],
        pack: Pack::Sichuan,
        level: Level::Gate,
        in_force: SICHUAN,
        guards: &[Step::SealRecord],
        way_out: WayOut { say: "更正这条补记，写明原因", go: Place::ProcessRecord },
        check: late_entries_explained,
    },
    CaseRule {
        id: RuleId("SC-3.2c"),
        title: "记录可以采取笔记、录音、录像、拍照等方式",
        basis: &[sichuan::SC_3_2C],
        pack: Pack::Sichuan,
        level: Level::Hint,
        in_force: SICHUAN,
        guards: &[Step::SealRecord],
        way_out: WayOut { say: "需要的话附上照片", go: Place::ProcessRecord },
        check: record_has_pictures,
    },
    CaseRule {
        id: RuleId("SC-3.2d"),
        title: "记录须真实、客观、准确、完整、清晰，定稿后只加更正",
        basis: &[sichuan::SC_3_2D],
        pack: Pack::Sichuan,
        level: Level::Gate,
        in_force: SICHUAN,
        guards: &[Step::FinishRecord],
        way_out: WayOut { say: "核对后定稿", go: Place::ProcessRecord },
        check: record_sealed,
    },
    CaseRule {
        id: RuleId("SC-3.2e"),
        title: "文本资料、音像资料须存入鉴定档案，每个附件都能核对",
        basis: &[sichuan::SC_3_2E],
        pack: Pack::Sichuan,
        level: Level::Gate,
        in_force: SICHUAN,
        guards: &[Step::FinishRecord],
        way_out: WayOut { say: "重新附上没有存好的附件", go: Place::ProcessRecord },
        check: attachments_whole,
    },
    CaseRule {
        id: RuleId("SC-4.4g#2"),
        title: "保险机构、当事人一方拍的影像，没有得到准许的，不得放进记录",
        basis: &[sichuan::SC_4_4G],
        pack: Pack::Sichuan,
        level: Level::Prohibit,
        in_force: SICHUAN,
        guards: &[Step::SealRecord],
        way_out: WayOut { say: "补记影像许可；没有准许的更正掉", go: Place::CheckIn },
        check: others_recorded_with_leave,
    },
    CaseRule {
        id: RuleId("PI-28/29/31#3"),
        title: "被鉴定人不同意拍摄的，鉴定人以笔记记录，记录里不放影像",
        basis: &[acts::PI_29, general::GZ_27],
        pack: Pack::Base,
        level: Level::Prohibit,
        in_force: Period::since(Instrument::PersonalInformation.effective_on()),
        guards: &[Step::SealRecord],
        way_out: WayOut { say: "重新征求同意；仍不同意的改为笔记", go: Place::CheckIn },
        check: appraisers_recorded_with_leave,
    },
    CaseRule {
        id: RuleId("MF-1033"),
        title: "拍摄私密部位须被鉴定人或其监护人明确同意",
        basis: &[acts::MF_1033],
        pack: Pack::Base,
        level: Level::Prohibit,
        in_force: Period::since(Instrument::CivilCode.effective_on()),
        guards: &[Step::SealRecord],
        way_out: WayOut { say: "取得书面同意并记录", go: Place::CheckIn },
        check: private_pictures_agreed,
    },
    CaseRule {
        id: RuleId("SH-2.1h"),
        title: "检查隐私部位时，保险机构到场人员须回避",
        basis: &[shanghai::SH_2_1H],
        pack: Pack::Shanghai,
        level: Level::Warn,
        in_force: SHANGHAI,
        guards: &[Step::SealRecord],
        way_out: WayOut {
            say: "补记回避的起止时间，没有回避的写明原因", go: Place::CheckIn
        },
        check: insurer_stepped_out,
    },
];

fn contents<'a>(facts: &'a CaseFacts<'_>) -> impl Iterator<Item = (Moment, &'a EntryContent)> {
    let file = facts.file;
    file.current(&file.entries).map(|row| (row.at, &row.body.content))
}

fn privacy_protected(facts: &CaseFacts<'_>) -> Verdict {
    if !facts.file.intake.category.is_some_and(Category::examines_a_body) {
        return Verdict::NotApplicable;
    }
    let written = contents(facts)
        .any(|(_, content)| matches!(content, EntryContent::Privacy { text } if !text.trim().is_empty()));
    Verdict::holds(written, "entries", "还没有记隐私保护措施")
}

fn three_contents_written(facts: &CaseFacts<'_>) -> Verdict {
    let missing = missing_contents(facts.file);
    Verdict::holds(missing.is_empty(), "entries", format!("记录还缺{}", missing.join("、")))
}

fn instruments_calibrated(facts: &CaseFacts<'_>) -> Verdict {
    let mut any = false;
    for (at, content) in contents(facts) {
        let EntryContent::Instrument(instrument) = content else {
            continue;
        };
        any = true;
        match instrument.valid_until {
            None => {
                return Verdict::breached("entries", format!("{}没有记检定有效期", instrument.name));
            }
            Some(until) if until < at.day() => {
                return Verdict::breached("entries", format!("{}的检定 {until} 已到期", instrument.name));
            }
            Some(_) => {}
        }
    }
    if any { Verdict::Satisfied } else { Verdict::NotApplicable }
}

fn appraisers_signed_the_record(facts: &CaseFacts<'_>) -> Verdict {
    let Some(assignment) = facts.file.assignment() else {
        return Verdict::NotApplicable;
    };
    let has_signed = |name: &str| {
        let file = facts.file;
        file.current(&file.signatures).any(|row| {
            row.body.form == FormNo::F09
                && row.body.signer.capacity == "鉴定人"
                && row.body.signer.name.as_str() == name
                && row.body.manner.is_signed()
        })
    };
    let expected = expected_signers(facts.file, FormNo::F09);
    let is_on_paper = |name: &str| {
        let mut those = expected.iter().filter(|signer| signer.name.as_str() == name);
        those.any(|signer| signer.capacity == "鉴定人" && is_signed_on_paper(facts.file, FormNo::F09, signer))
    };
    let members = assignment.appraisers.iter().filter_map(|id| facts.member(*id));
    let missing =
        members.map(|member| member.name.as_str()).filter(|name| !has_signed(name) && !is_on_paper(name));
    let missing = missing.collect::<Vec<_>>();
    Verdict::holds(missing.is_empty(), "signatures", format!("{}还没有在过程记录上签名", missing.join("、")))
}

fn witnesses_signed_the_record(facts: &CaseFacts<'_>) -> Verdict {
    let witnesses = present(facts.file).into_iter().filter(|row| is_witness(facts, row)).collect::<Vec<_>>();
    if witnesses.is_empty() {
        return Verdict::NotApplicable;
    }
    let expected = expected_signers(facts.file, FormNo::F09);
    let signed_as = |signer: &Signer| has_signed_or_refused(facts.file, FormNo::F09, signer);
    let missing = witnesses.into_iter().map(|row| &row.body.attendee).filter(|attendee| {
        let id = attendee.person().map(|person| person.id);
        !expected.iter().any(|signer| signer.person == id && signed_as(signer))
    });
    let missing = missing.map(|attendee| attendee.name().as_str()).collect::<Vec<_>>();
    Verdict::holds(missing.is_empty(), "signatures", format!("{}还没有在过程记录上签名", missing.join("、")))
}

/// A statutory witness, or an insurer's who may witness; who may not is on the attendance sheet only.
fn is_witness(facts: &CaseFacts<'_>, row: &Recorded<Attendance>) -> bool {
    match &row.body.attendee {
        Attendee::Statutory(_) => true,
        Attendee::Insurer(witness) => standing_of(facts, row.id, witness) == Standing::MayWitness,
        Attendee::Subject(_)
        | Attendee::Client(_)
        | Attendee::Agent(_)
        | Attendee::Companion(_)
        | Attendee::Appraiser { .. }
        | Attendee::Assistant { .. } => false,
    }
}

fn late_entries_explained(facts: &CaseFacts<'_>) -> Verdict {
    let file = facts.file;
    let threshold = facts.institution.policy.late_entry_minutes;
    let unexplained = file.current(&file.entries).find(|row| {
        row.body.late_reason.trim().is_empty()
            && minutes_late(row.at, row.body.happened_at, threshold).is_some()
    });
    match unexplained {
        Some(row) => Verdict::breached(
            "entries",
            format!("{} 的「{}」是补记，还没有写原因", row.at.hour_minute_text(), row.body.content.label()),
        ),
        None => Verdict::Satisfied,
    }
}

fn record_has_pictures(facts: &CaseFacts<'_>) -> Verdict {
    Verdict::holds(!facts.file.media.is_empty(), "media", "还没有照片、录音或录像，笔记也可以")
}

fn record_sealed(facts: &CaseFacts<'_>) -> Verdict {
    Verdict::holds(facts.file.is_sealed(), "seals", "过程记录还没有定稿")
}

fn attachments_whole(facts: &CaseFacts<'_>) -> Verdict {
    let file = facts.file;
    if file.media.is_empty() {
        return Verdict::NotApplicable;
    }
    let is_digest = |hex: &str| hex.len() == 64 && hex.bytes().all(|b| b.is_ascii_hexdigit());
    let broken = file.current(&file.media).find(|row| row.body.n_bytes == 0 || !is_digest(&row.body.sha256));
    match broken {
        Some(row) => Verdict::breached("media", format!("附件「{}」没有存好，无法核对", row.body.file_name)),
        None => Verdict::Satisfied,
    }
}

/// Pictures that the matrix of workflow §3.8 does not let somebody take.
fn taken_without_leave(facts: &CaseFacts<'_>, by_appraiser: bool) -> Verdict {
    let file = facts.file;
    let mut rows = file
        .current(&file.media)
        .filter(|row| (row.body.recorder == Recorder::Appraiser) == by_appraiser)
        .peekable();
    if rows.peek().is_none() {
        return Verdict::NotApplicable;
    }
    let who = if by_appraiser { "被鉴定人不同意拍摄" } else { "拍摄没有得到准许" };
    match rows.find(|row| !file.might_record(&row.body.recorder, row.at)) {
        Some(row) => Verdict::breached("consents", format!("{who}，记录里放了「{}」", row.body.caption)),
        None => Verdict::Satisfied,
    }
}

fn others_recorded_with_leave(facts: &CaseFacts<'_>) -> Verdict {
    taken_without_leave(facts, false)
}

fn appraisers_recorded_with_leave(facts: &CaseFacts<'_>) -> Verdict {
    taken_without_leave(facts, true)
}

fn private_pictures<'a>(facts: &'a CaseFacts<'_>) -> impl Iterator<Item = Moment> + 'a {
    let file = facts.file;
    file.current(&file.media).filter(|row| row.body.is_private_part).map(|row| row.at)
}

fn private_pictures_agreed(facts: &CaseFacts<'_>) -> Verdict {
    if private_pictures(facts).next().is_none() {
        return Verdict::NotApplicable;
    }
    let file = facts.file;
    let consent =
        file.current(&file.consents).filter(|row| row.body.who_records == Recorder::Appraiser).last();
    let agreed = consent.is_some_and(|row| row.body.party_agrees == Some(true));
    Verdict::holds(agreed, "consents", "拍了私密部位，还没有被鉴定人或监护人的同意")
}

fn insurer_stepped_out(facts: &CaseFacts<'_>) -> Verdict {
    if private_pictures(facts).next().is_none() {
        return Verdict::NotApplicable;
    }
    let file = facts.file;
    let stayed = present(file).into_iter().find_map(|row| match &row.body.attendee {
        Attendee::Insurer(witness) => {
            let was_there = |at: Moment| {
                row.body.arrived_at <= at && file.departure(row.id).is_none_or(|left| left.body.left_at > at)
            };
            private_pictures(facts).any(was_there).then(|| witness.person.name.as_str())
        }
        _ => None,
    });
    match stayed {
        Some(name) => Verdict::breached("departures", format!("拍私密部位时，{name}没有记回避")),
        None => Verdict::Satisfied,
    }
}
