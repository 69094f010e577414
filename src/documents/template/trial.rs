//! The trial: a template of the institution is taken only if it holds on the sample of its form, on empty and on
//! hostile facts, leaves a place for everybody who signs, and carries on every page what every page must carry.
//!
//! What is wrong is said in Chinese with the line of the template; the compiler's own words stand behind it, for
//! whoever looks them up. A template that never ends is not ended here: whoever asks runs this where it can be.

use crate::documents::engine::Engine;
use crate::documents::engine::Profile;
use crate::documents::engine::TriedOut;
use crate::documents::images::Images;
use crate::documents::samples::Sample;
use crate::documents::samples::other_faces;
use crate::documents::samples::sample;
use crate::documents::samples::without_signatures;
use crate::documents::template::Look;
use crate::documents::template::Said;
use crate::documents::template::Sentence;
use crate::documents::template::strain;
use crate::domain::sheet::FormNo;
use crate::domain::template::MOST_TEMPLATE_BYTES;
use crate::domain::template::word_flaws;
use serde::Deserialize;
use serde::Serialize;
use serde_json::Value;
use serde_json::json;
use std::collections::BTreeSet;
use std::fmt;

/// Something of a template that keeps it from being taken.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Complaint {
    /// Line and column of the template, from 1.
    pub at: Option<(usize, usize)>,
    /// What is wrong and the way out.
    pub say: String,
}

impl fmt::Display for Complaint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some((line, column)) = self.at {
            write!(f, "第 {line} 行第 {column} 列：")?;
        }
        f.write_str(&self.say)
    }
}

/// So many pages more than twice those of the program's template is a template that runs away.
const MORE_PAGES: usize = 50;
/// How many complaints of one layout are told; the rest mostly follows from the first.
const MOST_TOLD: usize = 6;

/// Tries the template that a look brings along; says what keeps it from being taken, or nothing.
#[must_use]
pub fn stands(engine: &Engine, form: FormNo, look: &Look) -> Vec<Complaint> {
    let (Some(own), Some(sample)) = (&look.form.own, sample(form)) else {
        return vec![Complaint { at: None, say: format!("{form} 没有可以替换的模板") }];
    };
    let complaints = of_text(engine, form, &own.text);
    if !complaints.is_empty() {
        return complaints;
    }
    let trials = [
        ("用样本排版", sample.unsigned()),
        ("内容全空时排版", strain::empty(sample)),
        ("内容超长、带特殊符号时排版", strain::hostile(sample)),
    ];
    for (when, facts) in &trials {
        let complaints = on_facts(engine, form, look, when, facts);
        if !complaints.is_empty() {
            return complaints;
        }
    }
    of_marks(engine, form, look, sample)
}

/// What the institution may word itself of a form, as the program's template or its own has it on the sample.
#[must_use]
pub fn sentences_of(engine: &Engine, form: FormNo, look: &Look) -> Vec<Sentence> {
    let Some(sample) = sample(form) else { return Vec::new() };
    let mut all: Vec<Sentence> = Vec::new();
    for facts in variants(sample) {
        let found = engine.try_out(look, form, &facts, &Images::new());
        for sentence in found.map(|tried| tried.sentences).unwrap_or_default() {
            if all.iter().all(|known| known.id != sentence.id) {
                all.push(sentence);
            }
        }
    }
    all
}

/// The sample, its other faces, and the sample with each yes and no the other way round and each list empty: what a
/// sheet says only in other cases is found there.
fn variants(sample: &Sample) -> Vec<Value> {
    let facts = sample.unsigned();
    let others = other_faces(sample.form).filter_map(|json| serde_json::from_str(json).ok());
    let mut all: Vec<Value> = std::iter::once(facts.clone()).chain(others.map(without_signatures)).collect();
    let fields = facts.as_object().into_iter().flatten().filter(|(name, _)| *name != "head");
    for (name, value) in fields {
        let others: Vec<Value> = match value {
            Value::Bool(on) => vec![json!(!on)],
            Value::Array(items) if !items.is_empty() => vec![json!([])],
            _ => Vec::new(),
        };
        for other in others {
            let mut changed = facts.clone();
            changed[name] = other;
            if (sample.read)(&changed.to_string()).is_ok() {
                all.push(changed);
            }
        }
    }
    all
}

/// What can be said of the text before it is laid out.
fn of_text(engine: &Engine, form: FormNo, text: &str) -> Vec<Complaint> {
    let whole = |say: String| vec![Complaint { at: None, say }];
    if text.trim().is_empty() {
        return whole("文件是空的；先「导出模板」，在导出的文件上改".to_owned());
    }
    if text.len() > MOST_TEMPLATE_BYTES {
        return whole(format!("文件超过 {} KB，不是文书模板；选对文件再试", MOST_TEMPLATE_BYTES / 1000));
    }
    let lacking = engine.lacks(text);
    if !lacking.is_empty() {
        let named: String = lacking.iter().map(|c| format!("{c}（U+{:04X}）", u32::from(*c))).collect();
        return whole(format!("字体里没有这些字：{named}；换成别的字"));
    }
    let line_flaws = |(n, line)| {
        let flaws = word_flaws(form, line);
        flaws.into_iter().map(move |say| Complaint { at: Some((n, 1)), say })
    };
    (1..).zip(text.lines()).flat_map(line_flaws).collect()
}

fn on_facts(engine: &Engine, form: FormNo, look: &Look, when: &str, facts: &Value) -> Vec<Complaint> {
    let told = |said: Vec<Said>| said.iter().take(MOST_TOLD).map(|said| worded(when, said)).collect();
    let tried = match engine.try_out(look, form, facts, &Images::new()) {
        Err(said) => return told(said),
        Ok(tried) if !tried.warnings.is_empty() => return told(tried.warnings),
        Ok(tried) => tried,
    };
    let Ok(program) = engine.try_out(&Look::default(), form, facts, &Images::new()) else {
        return Vec::new();
    };
    let whole = |say: String| Complaint { at: None, say: format!("{when}：{say}") };
    let mut complaints = Vec::new();
    let most = 2 * program.n_pages + MORE_PAGES;
    if tried.n_pages > most {
        complaints.push(whole(format!("排出 {} 页，最多 {most} 页；检查分页", tried.n_pages)));
    }
    let lacks = |pages: &BTreeSet<usize>| (1..=tried.n_pages).find(|page| !pages.contains(page));
    if let Some(page) = lacks(&tried.carried.codes) {
        let way_out = "页眉用 gb.typ 的 page-head，或者放 page-code(here().page())";
        complaints.push(whole(format!("第 {page} 页没有页码二维码，签回的纸就归不了档；{way_out}")));
    }
    if let Some(page) = lacks(&tried.carried.feet) {
        complaints.push(whole(format!("第 {page} 页没有「第x页 共y页」；页脚用 gb.typ 的 page-foot")));
    }
    let (n_left, n_places) = (tried.pen_boxes.len(), program.pen_boxes.len());
    if n_left < n_places {
        complaints.push(whole(format!(
            "只留了 {n_left} 处签名、日期，程序的模板留了 {n_places} 处；用 gb.typ 的 sign 或 sign-grid，一处也不能少"
        )));
    }
    complaints
}

/// 「草稿」 and 「示范稿」 are not the institution's to leave out.
fn of_marks(engine: &Engine, form: FormNo, look: &Look, sample: &Sample) -> Vec<Complaint> {
    let mut facts = sample.unsigned();
    facts["head"]["is_draft"] = json!(true);
    facts["head"]["is_specimen"] = json!(true);
    let Ok(TriedOut { carried, n_pages, .. }) = engine.try_out(look, form, &facts, &Images::new()) else {
        return vec![Complaint {
            at: None,
            say: "标上「草稿」以后排不出来；草稿字样用 gb.typ 的 draft-mark".to_owned(),
        }];
    };
    let lacks = |say: &str| Complaint { at: None, say: say.to_owned() };
    let mut complaints = Vec::new();
    if carried.drafts.len() < n_pages {
        complaints.push(lacks(
            "内容不全时没有印「草稿」；页面用 gb.typ 的 official，或者 background 用 draft-mark",
        ));
    }
    if !carried.specimen {
        complaints
            .push(lacks("用语没有核对时没有印「示范稿」；页眉用 gb.typ 的 page-head，或者放 specimen-mark"));
    }
    let unsigned = sample.unsigned();
    if complaints.is_empty()
        && let Err(error) = engine.render_as(look, form, &unsigned, &Images::new(), Profile::Archive)
    {
        tracing::debug!(?error, "a template cannot be written as PDF/A");
        complaints.push(lacks("排得出来，存不成 PDF/A；去掉透明、嵌入的文件这一类效果"));
    }
    complaints
}

/// What the compiler said, in words for somebody who edits the file.
fn worded(when: &str, said: &Said) -> Complaint {
    // The beginnings of what it says, and what to do about each.
    const LEADS: [(&str, &str); 16] = [
        ("unknown variable", "用了没有定义的名称，检查拼写"),
        ("file not found", "要用的文件不在；模板只能用 gb.typ，不能读别的文件"),
        ("package not found", "不能用外面的组件；模板只能用 gb.typ"),
        ("unclosed", "括号或者引号没有配对"),
        ("the character", "这一处不用这个符号，或者前面的括号没有配对"),
        ("unexpected", "这一处写法不对，看前后的括号、逗号、引号"),
        ("expected", "这一处写法不对，看前后的括号、逗号、引号"),
        ("dictionary does not contain key", "文书内容里没有这个字段，有哪些看程序的模板"),
        ("array is empty", "清单空着的时候取了第一项，先看有没有"),
        ("array index out of bounds", "清单里没有这么多项，先看有几项"),
        ("string index", "文字没有这么长，先看有没有"),
        ("loop seems", "循环停不下来"),
        ("maximum", "一层套一层，停不下来"),
        ("unknown font family", "程序里没有这种字体，用 gb.typ 的 body-face、label-face"),
        ("layout did not converge", "版面来回变动，定不下来；少用随页码变化的内容"),
        ("the number of pages does not settle", "页数定不下来；少用随页数变化的内容"),
    ];
    let lead = LEADS.iter().find(|(begin, _)| said.words.starts_with(begin));
    let lead = lead.map_or("这一处排不出来", |(_, lead)| lead);
    Complaint { at: said.at, say: format!("{when}，{lead}（编译器：{}）", said.words) }
}
