//! F-10 拍照录像录音同意书: what was asked and answered about recording, the institution and every insurer apart
//! (GZ-26, GZ-27, SC-4.4g, PI-29, PI-31).

use crate::documents::recording_consent::Facts;
use crate::documents::recording_consent::RecorderColumn;
use crate::documents::sheet::SheetHead;
use crate::domain::case::CaseFacts;
use crate::domain::check_in::Recorder;
use crate::domain::check_in::RecordingConsent;
use crate::domain::identity::guardian_consents;
use crate::domain::law::acts;
use crate::domain::law::general;
use crate::domain::law::shanghai;
use crate::domain::law::sichuan;
use crate::domain::privacy_consent::ConsentGiver;
use crate::domain::reception::CaseInsurer;
use crate::domain::sheet::FormNo;
use crate::domain::step::Place;
use crate::services::case_view::sheets::SheetLine;
use crate::services::sheet::letter;
use crate::services::sheet::recipe::Gaps;
use crate::services::sheet::recipe::Recipe;
use crate::services::sheet::recipe::value_of;
use crate::services::sheet::signing::for_pen;
use crate::services::sheet::words::answer;
use crate::services::sheet::words::basis;
use crate::services::sheet::words::joined;
use crate::services::sheet::words::n_corrections;

/// How consent is taken back (PI-15).
const WITHDRAWAL: &str = "可以随时向鉴定机构口头或者书面撤回；撤回以后不再拍摄，撤回以前依法拍摄的不受影响。";

/// 拍照录像录音同意书.
pub(super) const RECIPE: Recipe = Recipe {
    form: FormNo::F10,
    facts: |facts, _, head, _| value_of(&self::facts(facts, head)),
    gaps: |facts, _| gaps(facts),
    n_corrections: |file| n_corrections(&file.consents),
    stays: false,
    is_specimen: false,
    listed,
};

/// One from the day an examination is appointed.
fn listed(facts: &CaseFacts<'_>) -> Vec<SheetLine> {
    let file = facts.file;
    if file.appointment().is_none() && file.consents.is_empty() {
        return Vec::new();
    }
    vec![letter::line(facts, FormNo::F10, None, "", "已打印，纸上签")]
}

fn facts(facts: &CaseFacts<'_>, head: SheetHead) -> Facts {
    let file = facts.file;
    let guardian = guardian(facts);
    let subject = file.intake.subject.name.as_str();
    let (role, name) = match &guardian {
        Some(guardian) => ("监护人", guardian.as_str()),
        None => ("被拍摄人", subject),
    };
    let insurers = file.intake.insurers.iter().map(|insurer| of_insurer(facts, insurer));
    Facts {
        subject: subject.to_owned(),
        matter: file.intake.matter.clone(),
        recorders: std::iter::once(of_institution(facts)).chain(insurers).collect(),
        withdrawal: WITHDRAWAL.to_owned(),
        needs_guardian: guardian.is_some(),
        subject_signs: for_pen(role, name),
        institution_signs: for_pen("鉴定机构", ""),
        basis: basis(
            facts.pack(),
            &[&general::GZ_26, &general::GZ_27, &acts::MF_1033, &acts::PI_29],
            &[&shanghai::SH_2_1G],
            &[&sichuan::SC_4_4G],
        ),
        head,
    }
}

fn gaps(facts: &CaseFacts<'_>) -> Gaps {
    let file = facts.file;
    let mut gaps = Gaps::default();
    gaps.content(file.intake.subject.name.is_empty(), "被鉴定人没有填", Place::Reception);
    let is_asked = !file.consents.is_empty();
    gaps.later(!is_asked, "还没有问过影像许可，意见栏留空手填", Place::CheckIn);
    let unnamed = guardian(facts).is_some_and(|name| name.is_empty());
    gaps.later(unnamed, "被鉴定人不满十四周岁，监护人没有登记", Place::Reception);
    gaps
}

/// What was said last about one who would record.
fn said<'a>(facts: &CaseFacts<'a>, who: &Recorder) -> Option<&'a RecordingConsent> {
    let file = facts.file;
    file.current(&file.consents).map(|row| &row.body).filter(|consent| consent.who_records == *who).last()
}

/// The guardian who signs: the one who answered, or the first on the roll where the subject is under fourteen.
fn guardian(facts: &CaseFacts<'_>) -> Option<String> {
    let file = facts.file;
    let answered = file.current(&file.consents).find_map(|row| match &row.body.details.given_by {
        Some(ConsentGiver::Guardian { name, .. }) => Some(name.as_str().to_owned()),
        Some(ConsentGiver::Oneself) | None => None,
    });
    let is_child = file.intake.subject.age_on(facts.today()).is_some_and(guardian_consents);
    let first = file.intake.guardians.iter().find(|guardian| guardian.is_guardian);
    let first = || first.map(|guardian| guardian.person.name.as_str().to_owned()).unwrap_or_default();
    answered.or_else(|| is_child.then(first))
}

fn of_institution(facts: &CaseFacts<'_>) -> RecorderColumn {
    let years = facts.institution.policy.retention_years;
    let retention = if years == 0 {
        "随鉴定档案永久保存".to_owned()
    } else {
        format!("随鉴定档案保存 {years} 年")
    };
    RecorderColumn {
        who: "鉴定机构".to_owned(),
        is_insurer: false,
        retention,
        ..column(said(facts, &Recorder::Appraiser))
    }
}

fn of_insurer(facts: &CaseFacts<'_>, insurer: &CaseInsurer) -> RecorderColumn {
    let who = Recorder::Insurer { insurer: insurer.insurer };
    RecorderColumn {
        who: format!("保险机构人员（{}）", insurer.called()),
        is_insurer: true,
        ..column(said(facts, &who))
    }
}

fn column(said: Option<&RecordingConsent>) -> RecorderColumn {
    let Some(said) = said else { return RecorderColumn::default() };
    RecorderColumn {
        scope: said.scope.clone(),
        purpose: said.details.purpose.clone(),
        means: joined(&[&said.details.device, &said.details.period], "，"),
        retention: said.details.retention.clone(),
        may_pass_on: answer(said.details.may_pass_on),
        pass_on_to: said.details.pass_on_to.clone(),
        party_agrees: answer(said.party_agrees),
        institution_agrees: answer(said.institution_agrees),
        ..RecorderColumn::default()
    }
}
