//! What people do in a scenario: one word of `do` each, read strictly, done by the same calls as in the window.
//!
//! A verb reads its fields when the file is read, so that a slip is found before anything happens; the deed it gives
//! back is done when its time comes.

mod afterwards;
mod beside;
mod clock;
mod commission;
mod consent;
mod ending;
mod intake;
mod manner;
mod materials;
mod opinion;
mod record;
mod standing;
mod visit;
mod witness;

use crate::cli::scenario::cast::Cast;
use crate::cli::scenario::office_file::OfficeFile;
use crate::cli::scenario::reader::Fields;
use crate::cli::scenario::reader::Malformed;
use crate::cli::scenario::stage::Stage;
use crate::cli::scenario::stage::Trouble;
use crate::cli::scenario::when::Almanac;
use crate::domain::moment::Moment;
use crate::services::request::Action;

/// What a verb reads its fields against.
pub struct Reading<'a> {
    pub cast: &'a Cast,
    pub office: &'a OfficeFile,
    pub almanac: Almanac<'a>,
    /// The moment of the act.
    pub at: Moment,
}

impl Reading<'_> {
    /// A name of the staff; must be there and known.
    fn member(&self, fields: &mut Fields<'_>, key: &'static str) -> Result<String, Malformed> {
        let name = fields.text(key)?;
        self.office.knows_member(&name).map_err(|say| fields.complain_of(key, say))?;
        Ok(name)
    }

    /// Names of the staff, all known.
    fn members(&self, fields: &mut Fields<'_>, key: &'static str) -> Result<Vec<String>, Malformed> {
        let names = values(fields.texts(key)?);
        for name in &names {
            self.office.knows_member(name).map_err(|say| fields.complain_of(key, say))?;
        }
        Ok(names)
    }

    /// Keys of persons, all known.
    fn people(&self, fields: &mut Fields<'_>, key: &'static str) -> Result<Vec<String>, Malformed> {
        let keys = values(fields.texts(key)?);
        for one in &keys {
            self.cast.known(one).map_err(|say| fields.complain_of(key, say))?;
        }
        Ok(keys)
    }

    /// A name of an insurer; must be there and known.
    fn insurer(&self, fields: &mut Fields<'_>, key: &'static str) -> Result<String, Malformed> {
        let name = fields.text(key)?;
        self.office.knows_insurer(&name).map_err(|say| fields.complain_of(key, say))?;
        Ok(name)
    }

    /// A person of the cast, told by `true`, or an insurer.
    fn person_or_insurer(
        &self,
        fields: &mut Fields<'_>,
        key: &'static str,
    ) -> Result<(String, bool), Malformed> {
        let name = fields.text(key)?;
        if self.cast.people.contains_key(&name) {
            return Ok((name, true));
        }
        self.insurer(fields, key).map(|name| (name, false))
    }

    /// Persons of the cast or members of the staff.
    fn anybody(&self, fields: &mut Fields<'_>, key: &'static str) -> Result<Vec<String>, Malformed> {
        let names = values(fields.texts(key)?);
        for name in names.iter().filter(|name| !self.cast.people.contains_key(*name)) {
            self.office
                .knows_member(name)
                .map_err(|_nobody| fields.complain_of(key, format!("人物和人员里都没有「{name}」")))?;
        }
        Ok(names)
    }
}

/// Something that is done on the stage; says what the window would say.
pub type Deed = Box<dyn Fn(&mut Stage<'_>) -> Result<String, Trouble>>;

/// Reads the fields of one verb.
type Verb = fn(&mut Fields<'_>, &Reading<'_>) -> Result<Deed, Malformed>;

/// Every verb, in the order of a case.
pub const VERBS: &[(&str, Verb)] = &[
    ("登记预约", clock::book),
    ("答复预约", clock::answer_booking),
    ("预约到访", clock::arrive),
    ("接待登记", intake::open),
    ("改登记", intake::change),
    ("核验身份", intake::check_identity),
    ("接待完成", intake::receive),
    ("告知", commission::give_risk_notice),
    ("收共同委托书", commission::receive_joint_letter),
    ("登记材料", materials::register),
    ("更正材料", materials::correct),
    ("确认材料", materials::confirm),
    ("材料异议", materials::dispute),
    ("转入审查", intake::begin_review),
    ("审查", commission::review),
    ("申报利害关系", commission::declare),
    ("指派", commission::assign),
    ("决定受理", commission::accept),
    ("不予受理", commission::reject),
    ("签委托书", commission::sign_agreement),
    ("排期", visit::appoint),
    ("通知", visit::notify),
    ("签到", witness::sign_in),
    ("补验", witness::supplement),
    ("签见证须知", witness::sign_rules),
    ("影像许可", witness::consent),
    ("个人信息同意", consent::give),
    ("撤回同意", consent::withdraw),
    ("离场", witness::sign_out),
    ("记缺席", visit::record_absence),
    ("到齐", visit::open_on_site),
    ("亮证", visit::show_licences),
    ("问回避", visit::ask_recusal),
    ("决定回避", visit::decide_recusal),
    ("亮证完成", visit::identify),
    ("开始检验", record::begin),
    ("记一条", record::add_entry),
    ("更正", record::correct_entry),
    ("附照片", record::attach),
    ("定稿", record::seal),
    ("签名", record::sign),
    ("签齐", record::finish),
    ("协商受理时间", clock::agree_decision),
    ("通知补充材料", clock::ask_supplement),
    ("补充材料收齐", clock::close_supplement),
    ("批准延长", clock::extend),
    ("告知延长", clock::notify_extension),
    ("申请回避", ending::apply_for_recusal),
    ("决定书面回避", ending::decide_application),
    ("换人", ending::substitute),
    ("撤回", ending::withdraw),
    ("终止", ending::terminate),
    ("现场提取", standing::collect),
    ("告知书签名", standing::tell_notice),
    ("中止", standing::suspend),
    ("恢复", standing::resume),
    ("变更委托书", standing::change_agreement),
    ("签变更单", standing::sign_change),
    ("退还材料", ending::return_material),
    ("打印", record::print),
    ("拟稿", opinion::draft),
    ("专家咨询", consent::consult),
    ("送复核", opinion::submit),
    ("复核", opinion::review),
    ("出具", opinion::issue),
    ("送达", opinion::deliver),
    ("送达完毕", opinion::complete_delivery),
    ("归档", opinion::archive),
    ("提出补正", afterwards::propose_correction),
    ("批准补正", afterwards::decide_correction),
    ("补充鉴定", afterwards::supplement),
    ("申请重鉴", afterwards::ask_reappraisal),
    ("提出异议", beside::raise),
    ("处理异议", beside::handle),
    ("出庭通知", beside::summon),
    ("出庭", beside::appear),
    ("登记干预", beside::interfere),
    ("报告干预", beside::report),
    ("登记线索", beside::suspect),
    ("审核线索", beside::review_clue),
    ("移送线索", beside::hand_over),
    ("线索反馈", beside::hear_back),
    ("签署例外清单", beside::sign_exceptions),
    ("记录座谈", beside::meet),
    ("打印登记", beside::print_books),
];

/// Reads the deed of a verb.
pub fn read(verb: &str, fields: &mut Fields<'_>, reading: &Reading<'_>) -> Result<Deed, Malformed> {
    match VERBS.iter().find(|(word, _)| *word == verb) {
        Some((_, read)) => read(fields, reading),
        None => {
            let known = VERBS.iter().map(|(word, _)| *word).collect::<Vec<_>>().join("、");
            Err(fields.complain_of("do", format!("不会「{verb}」；可以写：{known}")))
        }
    }
}

/// A deed that makes one action out of the stage.
fn deed(make: impl Fn(&mut Stage<'_>) -> Result<Action, Trouble> + 'static) -> Result<Deed, Malformed> {
    Ok(Box::new(move |stage| {
        let action = make(stage)?;
        stage.says(action)
    }))
}

/// The values of spots.
fn values(spots: Vec<crate::cli::scenario::reader::Spot<String>>) -> Vec<String> {
    spots.into_iter().map(|spot| spot.value).collect()
}

#[cfg(test)]
mod tests {
    use super::VERBS;

    #[test]
    fn every_verb_is_told_to_the_writers_of_scripts() {
        let told = include_str!("../../../../assets/demo/FORMAT.md");
        for (verb, _) in VERBS {
            assert!(told.contains(&format!("`{verb}`")), "{verb} is not in FORMAT.md");
        }
    }
}
