//! How a source is cited: on screen as people say it, on paper in full.
//!
//! A citation carries the words it relies on and how well they were checked. Only `Verbatim` words may
//! be printed as law; a test finds each of them in `assets/law/`.

use super::Instrument;

/// The place inside an instrument.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Clause {
    /// The instrument as a whole, such as a standard.
    Whole,
    /// The words before the first part.
    Preamble,
    /// The words after the last part.
    Closing,
    /// Part and item of a notice: `Section(4, 4)` is 四（四）.
    Section(u8, u8),
    /// An article of a law: `Article(25)` is 第二十五条.
    Article(u16),
    /// A numbered case inside an article: `Item(15, 6)` is 第十五条第（六）项.
    Item(u16, u8),
}

/// How well the words of a citation were checked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Checked {
    /// The words stand so in the text under `assets/law/`.
    Verbatim,
    /// Our own account of a text that was read or cross-checked.
    Paraphrase,
    /// Known from practice only; never printed as law.
    Unverified,
}

impl Checked {
    /// 「原文」, 「转述」 or 「未核实」.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Verbatim => "原文",
            Self::Paraphrase => "转述",
            Self::Unverified => "未核实",
        }
    }
}

/// One source of one duty.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Citation {
    /// Where it is written.
    pub instrument: Instrument,
    /// At which place.
    pub clause: Clause,
    /// The words relied on, or our account of them.
    pub words: &'static str,
    /// Which of the two.
    pub checked: Checked,
}

impl Citation {
    /// As people cite it: 「川意见 四(四)」, 「通则 25 条」.
    pub fn cite(&self) -> String {
        let name = self.instrument.short_name();
        match self.clause {
            Clause::Whole => name.to_owned(),
            Clause::Preamble => format!("{name} 前言"),
            Clause::Closing => format!("{name} 结尾"),
            Clause::Section(part, item) => {
                format!("{name} {}({})", numeral(u16::from(part)), numeral(u16::from(item)))
            }
            Clause::Article(article) => format!("{name} {article} 条"),
            Clause::Item(article, item) => format!("{name} {article} 条第 {item} 项"),
        }
    }

    /// As a document cites it: 「《司法鉴定程序通则》第二十五条」.
    pub fn cite_in_full(&self) -> String {
        let name = self.instrument.full_name();
        match self.clause {
            Clause::Whole => format!("《{name}》"),
            Clause::Preamble => format!("《{name}》前言"),
            Clause::Closing => format!("《{name}》结尾"),
            Clause::Section(part, item) => {
                format!("《{name}》第{}部分第（{}）项", numeral(u16::from(part)), numeral(u16::from(item)))
            }
            Clause::Article(article) => format!("《{name}》第{}条", numeral(article)),
            Clause::Item(article, item) => {
                format!("《{name}》第{}条第（{}）项", numeral(article), numeral(u16::from(item)))
            }
        }
    }

    /// The words, if they may stand on paper as law.
    pub fn printable_words(&self) -> Option<&'static str> {
        (self.checked == Checked::Verbatim).then_some(self.words)
    }
}

/// A number below ten thousand in Chinese, as articles are counted: 一千零三十三.
fn numeral(n: u16) -> String {
    const DIGITS: [char; 10] = ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九'];
    const UNITS: [(u16, &str); 4] = [(1000, "千"), (100, "百"), (10, "十"), (1, "")];
    let mut out = String::new();
    let mut gap = false;
    for (unit, name) in UNITS {
        let digit = n / unit % 10;
        if digit == 0 {
            gap = !out.is_empty();
            continue;
        }
        if gap {
            out.push('零');
            gap = false;
        }
        let ten_alone = unit == 10 && digit == 1 && out.is_empty();
        if !ten_alone {
            out.push(DIGITS[usize::from(digit)]);
        }
        out.push_str(name);
    }
    if out.is_empty() {
        out.push('零');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::Checked;
    use super::Citation;
    use super::Clause;
    use super::numeral;
    use crate::domain::law::Instrument;

    fn check(instrument: Instrument, clause: Clause, short: &str, full: &str) {
        let citation = Citation { instrument, clause, words: "", checked: Checked::Paraphrase };
        assert_eq!(citation.cite(), short);
        assert_eq!(citation.cite_in_full(), full);
    }

    #[test]
    fn a_source_is_cited_as_people_cite_it() {
        check(
            Instrument::SichuanOpinion,
            Clause::Section(4, 4),
            "川意见 四(四)",
            "《四川省司法鉴定协会 四川省保险行业协会关于规范涉及保险理赔司法鉴定工作的实施意见》第四部分第（四）项",
        );
        check(
            Instrument::ShanghaiNotice,
            Clause::Section(1, 2),
            "沪通知 一(二)",
            "《上海市司法局 上海银保监局关于规范涉及保险理赔司法鉴定工作的通知》第一部分第（二）项",
        );
        check(Instrument::GeneralRules, Clause::Article(25), "通则 25 条", "《司法鉴定程序通则》第二十五条");
        check(
            Instrument::GeneralRules,
            Clause::Item(15, 6),
            "通则 15 条第 6 项",
            "《司法鉴定程序通则》第十五条第（六）项",
        );
        check(
            Instrument::ShanghaiRegulation,
            Clause::Article(22),
            "沪条例 22 条",
            "《上海市司法鉴定管理条例》第二十二条",
        );
    }

    #[test]
    fn articles_are_counted_in_chinese() {
        for (n, expected) in [
            (0, "零"),
            (1, "一"),
            (10, "十"),
            (11, "十一"),
            (20, "二十"),
            (25, "二十五"),
            (100, "一百"),
            (101, "一百零一"),
            (110, "一百一十"),
            (201, "二百零一"),
            (1000, "一千"),
            (1033, "一千零三十三"),
            (1260, "一千二百六十"),
            (9999, "九千九百九十九"),
        ] {
            assert_eq!(numeral(n), expected);
        }
    }

    #[test]
    fn only_checked_words_may_be_printed() {
        let mut citation = Citation {
            instrument: Instrument::GeneralRules,
            clause: Clause::Article(19),
            words: "二名",
            checked: Checked::Paraphrase,
        };
        assert_eq!(citation.printable_words(), None);
        citation.checked = Checked::Verbatim;
        assert_eq!(citation.printable_words(), Some("二名"));
    }
}
