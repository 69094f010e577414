//! F-22 司法鉴定告知书: the same points for every case, for the clients to sign when the commission is made
//! (GZ-18, GZ-24, GZ-25, GZ-29, GZ-40).

use crate::documents::appraisal_notice::Facts;
use crate::documents::sheet::SheetHead;
use crate::documents::sheet::SignatureFact;
use crate::domain::case::CaseFacts;
use crate::domain::commission::Decision;
use crate::domain::law::general;
use crate::domain::reception::Client;
use crate::domain::sheet::FormNo;
use crate::domain::signature::Signature;
use crate::domain::step::Place;
use crate::services::case_view::sheets::SheetLine;
use crate::services::case_view::sheets::SheetState;
use crate::services::sheet::letter;
use crate::services::sheet::recipe::Gaps;
use crate::services::sheet::recipe::Recipe;
use crate::services::sheet::recipe::value_of;
use crate::services::sheet::signing::Pad;
use crate::services::sheet::signing::for_pen;
use crate::services::sheet::words::cites;
use crate::services::sheet::words::member_name;

/// The points of the catalogue, in our own words; the official ones were not at hand.
const POINTS: [&str; 11] = [
    "委托人应当提供真实、完整、充分的鉴定材料，对材料的真实性、合法性负责；材料虚假、隐瞒的，由提供人承担后果。",
    "委托人不得要求或者暗示鉴定机构、鉴定人按其意图或者特定目的提供鉴定意见。",
    "受鉴定材料、技术条件等限制，并非所有的鉴定都能得出明确的鉴定意见。",
    "因鉴定需要，鉴定材料可能损坏、耗尽，不能完整退还。",
    "有民族习俗、宗教禁忌或者身体上需要照顾的，请事先告知。",
    "下列鉴定应当有见证人到场，见证人不到场的不得开展：",
    "到场的人不得干扰鉴定；没有当事人和鉴定机构的同意，不得拍照、录像、录音。",
    "鉴定机构和鉴定人对鉴定中知悉的国家秘密、商业秘密和个人隐私保密。",
    "鉴定意见是鉴定人的专业意见，是否采信由办案机关审查判断。",
    "对鉴定意见有疑问的，可以要求鉴定机构解释说明；有异议的，可以依法申请补充鉴定、重新鉴定或者申请鉴定人出庭。",
    "材料耗损不能补充、委托人不履行义务、撤销委托、拒付费用、被鉴定人不配合、不可抗力等情形，鉴定可以终止。",
];

/// GZ-24, GZ-25: who has to be there.
const WITNESSES: [&str; 4] = [
    "对无民事行为能力人、限制民事行为能力人进行身体检查的，其监护人或者近亲属；",
    "法医精神病鉴定的，委托人或者被鉴定人的近亲属、监护人；",
    "现场提取鉴定材料的，委托人指派或者委托的人；",
    "尸体解剖的，委托人或者死者的近亲属、监护人。",
];

/// The point the four cases stand under, from 1.
const WITNESSES_AFTER: usize = 6;

/// 司法鉴定告知书. Its official wording was not checked.
pub(super) const RECIPE: Recipe = Recipe {
    form: FormNo::F22,
    facts: |facts, _, head, pad| value_of(&self::facts(facts, head, pad)),
    gaps: |facts, _| gaps(facts),
    n_corrections: |_| 0,
    stays: false,
    is_specimen: true,
    listed,
};

/// One with every commission.
fn listed(facts: &CaseFacts<'_>) -> Vec<SheetLine> {
    let accepted = facts.file.acceptance().filter(|row| row.body == Decision::Accept);
    let line = letter::line(facts, FormNo::F22, None, "", "已打印，纸上签");
    let line = match facts.file.appraisal_notice() {
        Some(row) => {
            SheetLine { state: SheetState::Signed, note: format!("{} 已告知", row.body.told_on), ..line }
        }
        None => SheetLine { state: SheetState::Open, ..line },
    };
    accepted.map(|_| line).into_iter().collect()
}

fn facts(facts: &CaseFacts<'_>, head: SheetHead, pad: &mut Pad) -> Facts {
    let file = facts.file;
    let intake = &file.intake;
    let signatures = if intake.clients.is_empty() {
        vec![for_pen("被告知人", "")]
    } else {
        intake.clients.iter().map(|client| client_signs(facts, client, pad)).collect()
    };
    let told_by = file.appraisal_notice().map(|row| row.body.told_by.as_str().to_owned());
    Facts {
        to: intake.client_names(),
        subject: intake.subject.name.as_str().to_owned(),
        matter: intake.matter.clone(),
        points: POINTS.map(str::to_owned).to_vec(),
        witnesses: WITNESSES.map(str::to_owned).to_vec(),
        witnesses_after: WITNESSES_AFTER,
        signatures,
        informer_signs: for_pen("告知人", &told_by.unwrap_or_else(|| member_name(facts, file.created_by))),
        basis: cites(&[&general::GZ_18, &general::GZ_24, &general::GZ_25, &general::GZ_29, &general::GZ_40]),
        head,
    }
}

/// The place of a client; signed on paper once that was written down.
fn client_signs(facts: &CaseFacts<'_>, client: &Client, pad: &mut Pad) -> SignatureFact {
    let told = facts.file.appraisal_notice();
    let is_theirs = |signature: &&Signature| signature.signer.person == Some(client.person.id);
    let signed = told.and_then(|row| Some((row, row.body.signatures.iter().find(is_theirs)?)));
    match signed {
        Some((row, signature)) => pad.signed("被告知人", client.called(), &signature.manner, row.at),
        None => for_pen("被告知人", client.called()),
    }
}

fn gaps(facts: &CaseFacts<'_>) -> Gaps {
    let intake = &facts.file.intake;
    let mut gaps = Gaps::default();
    gaps.content(intake.clients.is_empty(), "委托人没有填", Place::Reception);
    gaps.content(intake.subject.name.is_empty(), "被鉴定人没有填", Place::Reception);
    gaps.content(intake.matter.trim().is_empty(), "委托事项没有填", Place::Reception);
    let is_told = facts.file.appraisal_notice().is_some();
    gaps.later(!is_told, "还没有记下告知", Place::AppraisalNotice);
    gaps
}
