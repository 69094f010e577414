//! 用语: words that may not stand on a paper of this office, and every place where somebody can type one.
//!
//! The words are data a lawyer reviews (`assets/law/wording.toml`); the rules that rest on them are in
//! `rules::wording`, `rules::commission` and `rules::joint_letter`. What others said in their own words (a survey
//! statement, a ground for recusal) is kept as said and not looked at here.

use crate::domain::case::CaseFile;
use crate::domain::commission::Decision;
use crate::domain::process_record::EntryContent;
use crate::domain::reception::Delivery;
use crate::domain::reception::Reappraisal;
use serde::Deserialize;
use std::sync::LazyLock;

/// What is being looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Guard {
    /// A refusal that rests on the commission being unilateral (SH-1.2k).
    Unilateral,
    /// A term that binds the parties to the opinion (SC-2.1h).
    Binding,
    /// A promised or expected outcome (SC-3.1f, GZ-18).
    Promise,
    /// A discount, a deal, a commission paid (SC-4.1d, TL-37).
    Dealing,
    /// A verdict on somebody where only a doubt may stand (F-32, workflow §3.5).
    Verdict,
}

impl Guard {
    /// All of them, in the order of the file.
    pub const ALL: [Self; 5] = [Self::Unilateral, Self::Binding, Self::Promise, Self::Dealing, Self::Verdict];

    /// The name of its section in the file.
    pub const fn section(self) -> &'static str {
        match self {
            Self::Unilateral => "unilateral",
            Self::Binding => "binding",
            Self::Promise => "promise",
            Self::Dealing => "dealing",
            Self::Verdict => "verdict",
        }
    }

    fn list(self) -> &'static List {
        match self {
            Self::Unilateral => &LISTS.unilateral,
            Self::Binding => &LISTS.binding,
            Self::Promise => &LISTS.promise,
            Self::Dealing => &LISTS.dealing,
            Self::Verdict => &LISTS.verdict,
        }
    }

    /// What it is about, in words.
    pub fn about(self) -> &'static str {
        &self.list().about
    }

    /// Its words, as they stand in the file.
    pub fn words(self) -> impl Iterator<Item = &'static str> {
        self.list().words.iter().map(String::as_str)
    }
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct List {
    about: String,
    words: Vec<String>,
    unless_within: Vec<String>,
    unless_after: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Lists {
    unilateral: List,
    binding: List,
    promise: List,
    dealing: List,
    verdict: List,
}

/// The list as a lawyer reviewed it.
pub const SOURCE: &str = include_str!("../../assets/law/wording.toml");

static LISTS: LazyLock<Lists> =
    LazyLock::new(|| toml::from_str(SOURCE).expect("assets/law/wording.toml is part of the program"));

/// The stretch of text that says what may not be said, or nothing.
///
/// White space and punctuation between characters do not hide a word.
pub fn find(guard: Guard, text: &str) -> Option<String> {
    let plain = text.chars().filter(|c| c.is_alphanumeric()).collect::<Vec<_>>();
    let list = guard.list();
    let mut found = list.words.iter().flat_map(|word| places(word, &plain));
    let hit = found.find(|hit| !is_excused(list, &plain, *hit));
    hit.map(|(from, to)| plain[from..to].iter().collect())
}

/// Whether a hit lies within a harmless phrase or follows a negation.
fn is_excused(list: &List, plain: &[char], (from, to): (usize, usize)) -> bool {
    let within = list.unless_within.iter().flat_map(|phrase| places(phrase, plain));
    let follows = |before: &String| {
        let before = before.chars().collect::<Vec<_>>();
        plain[..from].ends_with(&before)
    };
    within.into_iter().any(|(a, b)| a <= from && to <= b) || list.unless_after.iter().any(follows)
}

/// Every stretch at which a word of the file stands; `#` is one numeral or more.
fn places(word: &str, plain: &[char]) -> Vec<(usize, usize)> {
    let word = word.chars().collect::<Vec<_>>();
    let ends = (0..plain.len()).filter_map(|from| Some((from, from + length_at(&word, &plain[from..])?)));
    ends.collect()
}

fn length_at(word: &[char], plain: &[char]) -> Option<usize> {
    let mut at = 0;
    for expected in word {
        if *expected == '#' {
            let n = plain[at..].iter().take_while(|c| is_numeral(**c)).count();
            at += (n > 0).then_some(n)?;
        } else {
            let next = plain.get(at)?;
            at += (next == expected).then_some(1)?;
        }
    }
    Some(at)
}

fn is_numeral(c: char) -> bool {
    c.is_numeric() || "一二两三四五六七八九十几Ⅰ".contains(c)
}

/// One place where somebody typed something that is printed.
#[derive(Clone, Copy, Debug)]
pub struct Typed<'a> {
    /// The field the finding hangs on.
    pub field: &'static str,
    /// What the field is called.
    pub label: &'static str,
    /// What was typed.
    pub text: &'a str,
}

/// Every free text of a case that the office itself puts on paper.
pub fn typed(file: &CaseFile) -> Vec<Typed<'_>> {
    let mut all = terms(file);
    let of = |field, label, text| Typed { field, label, text };
    for row in file.current(&file.materials) {
        all.push(of("materials", "材料名称", &row.body.name));
        all.push(of("materials", "材料性状", &row.body.form));
        all.push(of("materials", "材料保存状况", &row.body.condition));
    }
    for row in file.current(&file.decisions) {
        if let Decision::Reject { facts, article, .. } = &row.body {
            all.push(of("decision", "不予受理的事实", facts));
            all.push(of("decision", "不予受理的法条", article));
        }
    }
    for row in file.current(&file.supplement_requests) {
        all.push(of("supplement", "补充材料的原因", &row.body.why));
    }
    for row in file.current(&file.extensions) {
        all.push(of("extension", "延长的原因", &row.body.reason));
        all.push(of("extension", "延长超过的理由", &row.body.beyond_reason));
    }
    for row in file.current(&file.terminations) {
        all.push(of("termination", "终止的事实", &row.body.facts));
        all.push(of("termination", "终止的法条", &row.body.article));
        all.push(of("termination", "退费的理由", row.body.refund.as_ref().map_or("", |refund| refund.why())));
    }
    for row in file.current(&file.collections) {
        all.push(of("collection", "提取方法和经过", &row.body.method));
    }
    for row in file.current(&file.suspensions) {
        all.push(of("suspension", "中止的原因", &row.body.facts));
        all.push(of("suspension", "中止的依据", &row.body.rule));
        all.push(of("suspension", "恢复的条件", &row.body.until));
    }
    for row in file.current(&file.agreement_changes) {
        all.push(of("agreement_change", "变更的原因", &row.body.reason));
        for line in &row.body.lines {
            all.push(of("agreement_change", "变更的内容", &line.to));
        }
    }
    for row in file.current(&file.notice_attempts) {
        all.push(of("notices", "通知内容", &row.body.told));
    }
    for row in file.current(&file.attendances) {
        all.push(of("observation_support", "旁观旁听便利", &row.body.observation_support));
    }
    for row in file.current(&file.absences) {
        all.push(of("absences", "未到场的处理", &row.body.note));
    }
    for row in file.current(&file.entries) {
        let text = match &row.body.content {
            EntryContent::Method { text }
            | EntryContent::Finding { text }
            | EntryContent::Privacy { text }
            | EntryContent::Note { text } => text,
            EntryContent::Measurement(_)
            | EntryContent::Instrument(_)
            | EntryContent::MaterialUsed { .. }
            | EntryContent::Standard { .. } => continue,
        };
        all.push(of("entries", "过程记录", text));
    }
    for row in file.current(&file.media) {
        all.push(of("media", "影像说明", &row.body.caption));
    }
    all
}

/// What the agreement says in free words.
fn terms(file: &CaseFile) -> Vec<Typed<'_>> {
    let intake = &file.intake;
    let of = |field, label, text| Typed { field, label, text };
    let mut terms = vec![
        of("matter", "委托事项", intake.matter.as_str()),
        of("incident", "基本案情", &intake.incident),
        of("standard", "适用标准", &intake.standard),
        of("fee", "收费方式", &intake.fee.how),
        of("fee", "减免依据", &intake.fee.reduction),
        of("fee", "费用承担", &intake.fee.bearer),
        of("other_terms", "其他约定", &intake.other_terms),
        of("other_terms", "材料的特殊要求", &intake.special_terms.keeping),
        of("other_terms", "剩余材料的处理", &intake.special_terms.leftovers_detail),
        of("other_terms", "回避事由", &intake.special_terms.recusal_reason),
    ];
    if let Delivery::Other { how } = &intake.delivery {
        terms.push(of("delivery", "发送方式", how));
    }
    if let Some(Reappraisal::Yes { ground, .. }) = &intake.reappraisal {
        terms.push(of("reappraisal", "重新鉴定的依据", ground));
    }
    if let Some(search) = &intake.insurer_search {
        terms.push(of("insurer_search", "查找保险机构的经过", &search.efforts));
    }
    terms
}

/// The first place of a case that says what may not be said, with the words.
pub fn first_hit(file: &CaseFile, guard: Guard) -> Option<(Typed<'_>, String)> {
    typed(file).into_iter().find_map(|typed| Some((typed, find(guard, typed.text)?)))
}

#[cfg(test)]
mod tests {
    use super::Guard;
    use super::find;

    #[test]
    fn spaces_and_stops_do_not_hide_a_word() {
        assert_eq!(find(Guard::Unilateral, "因 单 方 委托，不收").as_deref(), Some("单方"));
        assert_eq!(find(Guard::Unilateral, "保险公司，不同意").as_deref(), Some("保险公司不同意"));
        assert_eq!(find(Guard::Dealing, "按 8.5 折 收").as_deref(), Some("按85折"));
    }

    #[test]
    fn a_hash_is_one_numeral_or_more() {
        for (text, hit) in [
            ("保证十级", Some("保证十级")),
            ("保证 10 级", Some("保证10级")),
            ("保证级别", None),
            ("打几折", Some("打几折")),
            ("打折断", None),
        ] {
            let guard = if text.starts_with('打') { Guard::Dealing } else { Guard::Promise };
            assert_eq!(find(guard, text).as_deref(), hit, "{text}");
        }
    }

    #[test]
    fn a_negation_right_before_it_excuses_and_one_far_off_does_not() {
        assert_eq!(find(Guard::Promise, "机构不得承诺十级"), None);
        assert!(find(Guard::Promise, "不管怎样都保证十级").is_some());
        assert_eq!(find(Guard::Unilateral, "系单方事故，材料不足"), None);
        assert!(find(Guard::Unilateral, "系单方事故，又是单方委托").is_some());
    }
}
