//! Reads TOML strictly: every key must be asked for, every complaint names its line.
//!
//! A scenario is written by hand by somebody who is no programmer. A misspelt key that is silently ignored would
//! make a case pass that should not, so that a table is closed with [`Fields::close`], which refuses what is left.

use crate::domain::moment::Day;
use std::collections::BTreeSet;
use std::fmt;
use toml::Spanned;
use toml::de::DeTable;
use toml::de::DeValue;

/// A file that is not what it should be: where, and what is wrong with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Malformed {
    /// Its name as it was given.
    pub file: String,
    /// From 1; 0 where the whole file is meant.
    pub line: usize,
    /// One sentence.
    pub say: String,
}

impl fmt::Display for Malformed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.line == 0 {
            write!(f, "{}：{}", self.file, self.say)
        } else {
            write!(f, "{}:{}：{}", self.file, self.line, self.say)
        }
    }
}

/// The text of a file with its name, for lines.
#[derive(Clone, Copy)]
pub struct Source<'a> {
    /// As it was given.
    pub file: &'a str,
    /// All of it.
    pub text: &'a str,
}

impl<'a> Source<'a> {
    /// Complains about a place in the file.
    pub fn complain(self, at: usize, say: impl Into<String>) -> Malformed {
        Malformed { file: self.file.to_owned(), line: self.line_of(at), say: say.into() }
    }

    fn line_of(self, at: usize) -> usize {
        self.text.as_bytes().iter().take(at).filter(|byte| **byte == b'\n').count() + 1
    }

    /// Reads the whole file as one table.
    pub fn parse(self) -> Result<Document<'a>, Malformed> {
        let text = self.text.strip_prefix('\u{feff}').unwrap_or(self.text);
        match DeTable::parse(text) {
            Ok(table) => Ok(Document { source: Source { text, ..self }, table: table.into_inner() }),
            Err(error) => {
                let at = error.span().map_or(0, |span| span.start);
                let say = format!("不合 TOML 的写法（{}）", error.message());
                Err(Source { text, ..self }.complain(at, say))
            }
        }
    }
}

/// A parsed file.
pub struct Document<'a> {
    source: Source<'a>,
    table: DeTable<'a>,
}

impl Document<'_> {
    /// Its outermost table.
    pub fn fields(&self) -> Fields<'_> {
        Fields { source: self.source, table: &self.table, at: 0, asked: BTreeSet::new() }
    }
}

/// A value with the place it stands at.
#[derive(Clone, Debug)]
pub struct Spot<T> {
    /// What was read.
    pub value: T,
    /// Its line.
    pub line: usize,
}

/// One table, being read.
pub struct Fields<'a> {
    source: Source<'a>,
    table: &'a DeTable<'a>,
    at: usize,
    asked: BTreeSet<&'static str>,
}

impl<'a> Fields<'a> {
    /// The line the table begins at.
    pub fn line(&self) -> usize {
        self.source.line_of(self.at)
    }

    /// Complains about the table as a whole.
    pub fn complain(&self, say: impl Into<String>) -> Malformed {
        self.source.complain(self.at, say)
    }

    /// Complains about the value of a key.
    pub fn complain_of(&self, key: &str, say: impl Into<String>) -> Malformed {
        let at = self.table.get(key).map_or(self.at, |value| value.span().start);
        self.source.complain(at, say)
    }

    /// Whether a key is there; it still has to be asked for.
    pub fn has(&self, key: &str) -> bool {
        self.table.contains_key(key)
    }

    /// Whether a key holds a table of its own.
    pub fn is_table(&self, key: &str) -> bool {
        matches!(self.table.get(key).map(Spanned::get_ref), Some(DeValue::Table(_)))
    }

    /// A text that must be there.
    pub fn text(&mut self, key: &'static str) -> Result<String, Malformed> {
        match self.optional_text(key)? {
            Some(text) if !text.trim().is_empty() => Ok(text),
            Some(_) => Err(self.complain_of(key, format!("「{key}」不能是空的"))),
            None => Err(self.missing(key)),
        }
    }

    /// A text, empty when it is not there.
    pub fn text_or_empty(&mut self, key: &'static str) -> Result<String, Malformed> {
        Ok(self.optional_text(key)?.unwrap_or_default())
    }

    /// A text that may be there.
    pub fn optional_text(&mut self, key: &'static str) -> Result<Option<String>, Malformed> {
        match self.ask(key) {
            None => Ok(None),
            Some(value) => match value.get_ref() {
                DeValue::String(text) => Ok(Some(text.to_string())),
                _ => Err(self.wrong(value, key, "一段文字，用英文引号括起来")),
            },
        }
    }

    /// Yes or no; must be there.
    pub fn flag(&mut self, key: &'static str) -> Result<bool, Malformed> {
        self.optional_flag(key)?.ok_or_else(|| self.missing(key))
    }

    /// Yes or no, if it is there.
    pub fn optional_flag(&mut self, key: &'static str) -> Result<Option<bool>, Malformed> {
        match self.ask(key) {
            None => Ok(None),
            Some(value) => match value.get_ref() {
                DeValue::Boolean(flag) => Ok(Some(*flag)),
                _ => Err(self.wrong(value, key, "true 或 false")),
            },
        }
    }

    /// A whole number that is not negative, if it is there.
    pub fn optional_number(&mut self, key: &'static str) -> Result<Option<u32>, Malformed> {
        match self.ask(key) {
            None => Ok(None),
            Some(value) => match value.get_ref() {
                DeValue::Integer(number) => u32::from_str_radix(number.as_str(), number.radix())
                    .map(Some)
                    .map_err(|_too_large| self.wrong(value, key, "不大的整数")),
                _ => Err(self.wrong(value, key, "整数")),
            },
        }
    }

    /// A day, if it is there: `"2026-11-24"`.
    pub fn optional_day(&mut self, key: &'static str) -> Result<Option<Day>, Malformed> {
        match self.optional_text(key)? {
            None => Ok(None),
            Some(text) => text
                .parse()
                .map(Some)
                .map_err(|_no_day| self.complain_of(key, format!("「{text}」不是日期，应写成 2026-11-24"))),
        }
    }

    /// Several texts; one alone may stand without brackets; none when the key is not there.
    pub fn texts(&mut self, key: &'static str) -> Result<Vec<Spot<String>>, Malformed> {
        let Some(value) = self.ask(key) else { return Ok(Vec::new()) };
        let list = match value.get_ref() {
            DeValue::String(_) => std::slice::from_ref(value),
            DeValue::Array(list) => list.as_ref(),
            _ => return Err(self.wrong(value, key, "一个名单，如 [\"甲\", \"乙\"]")),
        };
        list.iter()
            .map(|one| match one.get_ref() {
                DeValue::String(text) => Ok(Spot { value: text.to_string(), line: self.line_at(one) }),
                _ => Err(self.wrong(one, key, "一段文字，用英文引号括起来")),
            })
            .collect()
    }

    /// Several yes or no; none when the key is not there.
    pub fn flags(&mut self, key: &'static str) -> Result<Vec<bool>, Malformed> {
        let Some(value) = self.ask(key) else { return Ok(Vec::new()) };
        let DeValue::Array(list) = value.get_ref() else {
            return Err(self.wrong(value, key, "true、false 的名单"));
        };
        list.iter()
            .map(|one| match one.get_ref() {
                DeValue::Boolean(flag) => Ok(*flag),
                _ => Err(self.wrong(one, key, "true 或 false")),
            })
            .collect()
    }

    /// Several whole numbers; none when the key is not there.
    pub fn numbers(&mut self, key: &'static str) -> Result<Vec<u32>, Malformed> {
        let Some(value) = self.ask(key) else { return Ok(Vec::new()) };
        let DeValue::Array(list) = value.get_ref() else {
            return Err(self.wrong(value, key, "整数的名单"));
        };
        list.iter()
            .map(|one| match one.get_ref() {
                DeValue::Integer(number) => u32::from_str_radix(number.as_str(), number.radix())
                    .map_err(|_too_large| self.wrong(one, key, "不大的整数")),
                _ => Err(self.wrong(one, key, "整数")),
            })
            .collect()
    }

    /// A table inside this one, if it is there.
    pub fn optional_table(&mut self, key: &'static str) -> Result<Option<Fields<'a>>, Malformed> {
        match self.ask(key) {
            None => Ok(None),
            Some(value) => self.as_table(value, key).map(Some),
        }
    }

    /// Several tables inside this one; none when the key is not there.
    pub fn tables(&mut self, key: &'static str) -> Result<Vec<Fields<'a>>, Malformed> {
        let Some(value) = self.ask(key) else { return Ok(Vec::new()) };
        match value.get_ref() {
            DeValue::Array(list) => list.iter().map(|one| self.as_table(one, key)).collect(),
            DeValue::Table(_) => self.as_table(value, key).map(|one| vec![one]),
            _ => Err(self.wrong(value, key, "一组表")),
        }
    }

    /// A table whose keys are free and whose values are texts: `{ "SC-2.2i" = "场地小" }`.
    pub fn pairs(&mut self, key: &'static str) -> Result<Vec<(Spot<String>, String)>, Malformed> {
        let Some(value) = self.ask(key) else { return Ok(Vec::new()) };
        let DeValue::Table(table) = value.get_ref() else {
            return Err(self.wrong(value, key, "{ \"甲\" = \"乙\" } 这样的一对一对"));
        };
        table
            .iter()
            .map(|(left, right)| match right.get_ref() {
                DeValue::String(text) => {
                    let line = self.source.line_of(left.span().start);
                    Ok((Spot { value: left.get_ref().to_string(), line }, text.to_string()))
                }
                _ => Err(self.wrong(right, key, "一段文字，用英文引号括起来")),
            })
            .collect()
    }

    /// One of the words a thing is called by; must be there.
    pub fn choice<T: Copy>(
        &mut self,
        key: &'static str,
        all: &[T],
        label: fn(T) -> &'static str,
    ) -> Result<T, Malformed> {
        self.optional_choice(key, all, label)?.ok_or_else(|| self.missing(key))
    }

    /// One of the words a thing is called by, if it is there.
    pub fn optional_choice<T: Copy>(
        &mut self,
        key: &'static str,
        all: &[T],
        label: fn(T) -> &'static str,
    ) -> Result<Option<T>, Malformed> {
        let Some(text) = self.optional_text(key)? else { return Ok(None) };
        chosen(&text, all, label).map(Some).map_err(|say| self.complain_of(key, format!("「{key}」{say}")))
    }

    /// Several of the words a thing is called by.
    pub fn choices<T: Copy>(
        &mut self,
        key: &'static str,
        all: &[T],
        label: fn(T) -> &'static str,
    ) -> Result<Vec<T>, Malformed> {
        let texts = self.texts(key)?;
        let of = |spot: &Spot<String>| {
            chosen(&spot.value, all, label).map_err(|say| Malformed {
                file: self.source.file.to_owned(),
                line: spot.line,
                say: format!("「{key}」{say}"),
            })
        };
        texts.iter().map(of).collect()
    }

    /// Refuses what nobody asked for.
    pub fn close(self) -> Result<(), Malformed> {
        for (key, _) in self.table {
            if !self.asked.contains(key.get_ref().as_ref()) {
                let known = self.asked.into_iter().collect::<Vec<_>>().join("、");
                let say = format!("这里没有「{}」这一项；可以写：{known}", key.get_ref());
                return Err(self.source.complain(key.span().start, say));
            }
        }
        Ok(())
    }

    fn ask(&mut self, key: &'static str) -> Option<&'a Spanned<DeValue<'a>>> {
        self.asked.insert(key);
        self.table.get(key)
    }

    fn as_table(&self, value: &'a Spanned<DeValue<'a>>, key: &str) -> Result<Fields<'a>, Malformed> {
        match value.get_ref() {
            DeValue::Table(table) => {
                let at = value.span().start;
                Ok(Fields { source: self.source, table, at, asked: BTreeSet::new() })
            }
            _ => Err(self.wrong(value, key, "一张表，如 { who = \"甲\" }")),
        }
    }

    fn line_at(&self, value: &Spanned<DeValue<'_>>) -> usize {
        self.source.line_of(value.span().start)
    }

    fn missing(&self, key: &str) -> Malformed {
        self.complain(format!("还缺「{key}」"))
    }

    fn wrong(&self, value: &Spanned<DeValue<'_>>, key: &str, wanted: &str) -> Malformed {
        self.source.complain(value.span().start, format!("「{key}」应是{wanted}"))
    }
}

/// Finds a word among the labels; the complaint lists them all.
fn chosen<T: Copy>(text: &str, all: &[T], label: fn(T) -> &'static str) -> Result<T, String> {
    let found = all.iter().copied().find(|one| label(*one) == text.trim());
    found.ok_or_else(|| {
        let known = all.iter().map(|one| label(*one)).collect::<Vec<_>>().join("、");
        format!("没有「{text}」；可以写：{known}")
    })
}
