//! The facts a case may state, by their Chinese names: each takes the case in order and changes one thing.

mod after_issue;
mod afterwards;
mod clock;
mod commission;
mod consent;
mod on_site;
mod opinion;
mod reception;

use super::world::World;
use super::world::moment_read;
use crate::domain::moment::Day;
use crate::domain::moment::Moment;
use toml::Value;

/// One fact: its name, what may be said of it, and what that changes.
pub struct Fact {
    pub key: &'static str,
    pub values: &'static str,
    pub set: fn(&mut World, &Value) -> Result<(), String>,
}

impl Fact {
    /// The words of its description, one by one; for facts of free text, only examples of it.
    pub fn words(&self) -> impl Iterator<Item = &'static str> {
        self.values.split(['、', '：', '，', '（', '）']).filter(|word| !word.is_empty())
    }
}

/// Every fact, in the order of a case.
pub fn all() -> impl Iterator<Item = &'static Fact> {
    [
        reception::FACTS,
        commission::FACTS,
        on_site::FACTS,
        opinion::FACTS,
        consent::FACTS,
        afterwards::FACTS,
        after_issue::FACTS,
        clock::FACTS,
    ]
    .into_iter()
    .flatten()
}

/// Changes what the case says, in the order of the facts, whatever the order of its file.
pub fn set(world: &mut World, said: &toml::Table) -> Result<(), String> {
    if let Some(key) = said.keys().find(|key| !all().any(|fact| fact.key == key.as_str())) {
        return Err(format!("不认识的事实「{key}」"));
    }
    for fact in all() {
        if let Some(value) = said.get(fact.key) {
            (fact.set)(world, value)
                .map_err(|why| format!("「{}」：{why}，可以写：{}", fact.key, fact.values))?;
        }
    }
    Ok(())
}

fn text(value: &Value) -> Result<&str, String> {
    value.as_str().ok_or_else(|| "应写文字".to_owned())
}

/// One of a few words; the answer is the place of the word in the list.
fn one_of(value: &Value, words: &[&str]) -> Result<usize, String> {
    let said = text(value)?;
    words.iter().position(|word| *word == said).ok_or_else(|| format!("「{said}」不在可写的词里"))
}

fn yes(value: &Value) -> Result<bool, String> {
    one_of(value, &["否", "是"]).map(|n| n == 1)
}

fn yes_no_unasked(value: &Value) -> Result<Option<bool>, String> {
    one_of(value, &["否", "是", "没答"]).map(|n| [Some(false), Some(true), None][n])
}

fn list(value: &Value) -> Result<Vec<&str>, String> {
    value.as_array().ok_or("应写一列")?.iter().map(text).collect()
}

fn names(value: &Value) -> Result<Vec<String>, String> {
    list(value).map(|names| names.into_iter().map(str::to_owned).collect())
}

fn number(value: &Value) -> Result<u16, String> {
    let n = value.as_integer().ok_or("应写数目")?;
    u16::try_from(n).map_err(|error| error.to_string())
}

/// A day, or nothing for 「没填」.
fn day_or_none(value: &Value) -> Result<Option<Day>, String> {
    match text(value)? {
        "没填" => Ok(None),
        said => said.parse::<Day>().map(Some).map_err(|error| error.to_string()),
    }
}

/// A moment of a day, both as the lawyer wrote them.
fn moment_said(on: &str, clock: &str) -> Result<Moment, String> {
    moment_read(on, clock).ok_or_else(|| format!("没有「{on} {clock}」这个时候"))
}

/// The first row of a list that another fact may have emptied.
fn first<'a, T>(rows: &'a mut [T], what: &str) -> Result<&'a mut T, String> {
    rows.first_mut().ok_or_else(|| format!("没有{what}"))
}
