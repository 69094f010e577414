//! 技术标准 (SC-3.3b, GZ-23): what an opinion rests on, with number and period of force.
//!
//! The library holds what the requirement catalogue names, and two former standards that opinions still cite by
//! mistake. Days and numbers known from practice only are marked; the institution keeps its own beside them.

use crate::domain::law::Period;
use crate::domain::law::day;
use crate::domain::moment::Day;
use crate::domain::process_record::StandardRank;
use serde::Deserialize;
use serde::Serialize;

/// A standard as an opinion names it, or as the institution keeps it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Standard {
    pub name: String,
    /// 标准编号, or who issued it where it has none.
    pub number: String,
    pub rank: StandardRank,
    /// 施行日; none while nobody wrote it down.
    #[serde(default)]
    pub from: Option<Day>,
    /// The last day in force; none while it still is.
    #[serde(default)]
    pub until: Option<Day>,
}

impl Standard {
    /// Tells whether it is in force on a day; a first day nobody knows is taken for past.
    pub fn is_in_force(&self, on: Day) -> bool {
        self.from.is_none_or(|from| from <= on) && self.until.is_none_or(|until| on <= until)
    }

    /// 「《人体损伤致残程度分级》（两高三部公告）」.
    pub fn cited(&self) -> String {
        let number = self.number.trim();
        if number.is_empty() {
            format!("《{}》", self.name)
        } else {
            format!("《{}》（{number}）", self.name)
        }
    }

    /// 「2017-01-01 起」, 「2005-03-01 至 2017-07-27」, 「施行日未记」.
    pub fn period_label(&self) -> String {
        match (self.from, self.until) {
            (Some(from), until) => Period { from, until }.label(),
            (None, Some(until)) => format!("至 {until}"),
            (None, None) => "施行日未记".to_owned(),
        }
    }
}

/// A standard of the library.
#[derive(Debug)]
pub struct Known {
    pub name: &'static str,
    pub number: &'static str,
    pub rank: StandardRank,
    pub from: Option<Day>,
    pub until: Option<Day>,
    /// What it is for.
    pub use_for: &'static str,
    /// What nobody has checked yet; empty where everything was.
    pub unchecked: &'static str,
}

/// The library, newest use first; former standards stand last.
pub const LIBRARY: [Known; 8] = [
    Known {
        name: "人体损伤致残程度分级",
        number: "两高三部 2016 年公告",
        rank: StandardRank::National,
        from: Some(day(2017, 1, 1)),
        until: None,
        use_for: "道路交通事故和其他人身损害的致残程度",
        unchecked: "施行日凭记忆",
    },
    Known {
        name: "法医临床检验规范",
        number: "SF/T 0111-2021",
        rank: StandardRank::Industry,
        from: Some(day(2021, 11, 17)),
        until: None,
        use_for: "法医临床检查",
        unchecked: "",
    },
    Known {
        name: "人身损害误工期、护理期、营养期评定规范",
        number: "GA/T 1193-2014",
        rank: StandardRank::Industry,
        from: Some(day(2014, 11, 26)),
        until: None,
        use_for: "误工期、护理期、营养期",
        unchecked: "施行日，转载写 11 月 26 日或 27 日",
    },
    Known {
        name: "人身保险伤残评定标准",
        number: "JR/T 0083",
        rank: StandardRank::Industry,
        from: None,
        until: None,
        use_for: "商业意外险的伤残",
        unchecked: "编号和施行日未核实",
    },
    Known {
        name: "人体损伤程度鉴定标准",
        number: "两高三部 2013 年公告",
        rank: StandardRank::National,
        from: Some(day(2014, 1, 1)),
        until: None,
        use_for: "损伤程度",
        unchecked: "",
    },
    Known {
        name: "劳动能力鉴定 职工工伤与职业病致残等级",
        number: "GB/T 16180",
        rank: StandardRank::National,
        from: None,
        until: None,
        use_for: "工伤，由劳动能力鉴定委员会办，不是司法鉴定业务",
        unchecked: "施行日未核实",
    },
    Known {
        name: "道路交通事故受伤人员伤残评定",
        number: "GB 18667-2002",
        rank: StandardRank::National,
        from: Some(day(2002, 12, 1)),
        until: Some(day(2017, 3, 22)),
        use_for: "已废止，现依《人体损伤致残程度分级》",
        unchecked: "废止日凭记忆",
    },
    Known {
        name: "人身损害受伤人员误工损失日评定准则",
        number: "GA/T 521-2004",
        rank: StandardRank::Industry,
        from: Some(day(2005, 3, 1)),
        until: Some(day(2017, 7, 27)),
        use_for: "已废止，现依 GA/T 1193-2014",
        unchecked: "",
    },
];

impl Known {
    /// As an opinion names it.
    pub fn standard(&self) -> Standard {
        Standard {
            name: self.name.to_owned(),
            number: self.number.to_owned(),
            rank: self.rank,
            from: self.from,
            until: self.until,
        }
    }
}

/// A name without brackets, spaces and full-width differences, so that 《…》 and … are the same standard.
pub fn plain_name(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).collect()
}

#[cfg(test)]
mod tests {
    use super::LIBRARY;
    use super::plain_name;
    use crate::domain::law::day;
    use std::collections::BTreeSet;

    #[test]
    fn a_standard_is_in_force_from_its_first_to_its_last_day() {
        let former = LIBRARY.iter().find(|known| known.number == "GA/T 521-2004").unwrap().standard();
        for (on, expected) in [
            (day(2005, 2, 28), false),
            (day(2005, 3, 1), true),
            (day(2017, 7, 27), true),
            (day(2017, 7, 28), false),
        ] {
            assert_eq!(former.is_in_force(on), expected, "{on}");
        }
        assert_eq!(former.period_label(), "2005-03-01 至 2017-07-27");
    }

    #[test]
    fn no_two_standards_share_a_name_and_periods_are_the_right_way_round() {
        let names: BTreeSet<_> = LIBRARY.iter().map(|known| plain_name(known.name)).collect();
        assert_eq!(names.len(), LIBRARY.len());
        for known in &LIBRARY {
            assert!(
                known.until.is_none_or(|until| known.from.is_none_or(|from| from < until)),
                "{}",
                known.name
            );
            assert!(!known.use_for.is_empty());
        }
    }

    #[test]
    fn brackets_do_not_make_another_standard() {
        assert_eq!(plain_name("《人体损伤致残程度分级》"), plain_name("人体损伤致残程度分级"));
    }
}
