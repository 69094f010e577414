//! 文书模板: what an institution chose for its paper. For all forms logo, place of the seal and binding edge; for each
//! form the offset of a 套打, its own sentences, its own template, and whether a director checked the wording.
//!
//! Lengths are steps of half a millimetre and are written in millimetres. Nothing here knows how a sheet is drawn;
//! the bounds follow from the page of `gb.typ`, and from what no printer reaches.

use crate::domain::ids::Id as _;
use crate::domain::ids::ObjectId;
use crate::domain::ids::UserId;
use crate::domain::law::acts;
use crate::domain::law::general;
use crate::domain::law::shanghai;
use crate::domain::law::sichuan;
use crate::domain::moment::Moment;
use crate::domain::sheet::FormNo;
use crate::domain::wording::Guard;
use crate::domain::wording::find;
use serde::Deserialize;
use serde::Deserializer;
use serde::Serialize;
use serde::Serializer;
use serde::de::Error as _;
use std::collections::BTreeMap;
use std::fmt;

/// A length on paper in steps of half a millimetre, written in millimetres: 「-2.5」.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct HalfMm(pub i16);

impl HalfMm {
    /// Whole millimetres.
    pub const fn of_mm(mm: i16) -> Self {
        Self(mm * 2)
    }

    /// In millimetres.
    pub fn mm(self) -> f64 {
        f64::from(self.0) / 2.0
    }

    /// Reads 「2」, 「-2.5」, 「＋２．５」; nothing is zero. `None` where it is no step of half a millimetre.
    pub fn read(text: &str) -> Option<Self> {
        let plain: String = text
            .trim()
            .chars()
            .map(|c| match c {
                '０'..='９' => char::from_digit(u32::from(c) - u32::from('０'), 10).unwrap_or(c),
                '．' | '。' => '.',
                '－' | '−' => '-',
                '＋' => '+',
                other => other,
            })
            .collect();
        if plain.is_empty() {
            return Some(Self(0));
        }
        plain.parse().ok().and_then(Self::from_mm)
    }

    fn from_mm(mm: f64) -> Option<Self> {
        let halves = mm * 2.0;
        let is_step = halves.is_finite() && halves.fract() == 0.0 && halves.abs() <= 1000.0;
        #[expect(clippy::cast_possible_truncation, reason = "a whole number of at most a thousand")]
        is_step.then_some(Self(halves as i16))
    }

    fn plus(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }
}

impl fmt::Display for HalfMm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.mm())
    }
}

impl Serialize for HalfMm {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_f64(self.mm())
    }
}

impl<'de> Deserialize<'de> for HalfMm {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let mm = f64::deserialize(deserializer)?;
        Self::from_mm(mm).ok_or_else(|| D::Error::custom(format!("{mm} is no step of half a millimetre")))
    }
}

/// What is the same for every form.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Paper {
    /// Printed in the head of every page, left of the page code.
    pub logo: Option<Logo>,
    pub seal: Seal,
    pub margin: Margin,
}

/// A picture of the institution.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Logo {
    /// Where it is kept.
    pub object: ObjectId,
    /// Hex SHA-256 of the picture.
    pub sha256: String,
    pub height: HalfMm,
}

impl Logo {
    /// A logo that is not kept yet, for its bounds.
    pub fn of_height(height: HalfMm) -> Self {
        Self { object: ObjectId::from_uuid(uuid::Uuid::nil()), sha256: String::new(), height }
    }
}

/// Where the official seal goes on a letter. No picture of the seal is ever printed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Seal {
    /// How far to the right of where the template puts it.
    pub right: HalfMm,
    /// How far below.
    pub down: HalfMm,
    /// Whether a faint ring, 42 mm across, shows the place.
    pub ring: bool,
}

/// How much wider than in the template an edge is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Margin {
    pub left: HalfMm,
    pub right: HalfMm,
}

/// 套打: how far everything printed is moved on the paper.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Offset {
    pub right: HalfMm,
    pub down: HalfMm,
}

/// What was chosen for one form.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct FormStyle {
    pub offset: Offset,
    /// The institution's own sentences, by the names the template gives them.
    pub wording: BTreeMap<String, String>,
    /// Its own template.
    pub own: Option<OwnTemplate>,
    /// Who says that the wording is that of the official text.
    pub checked: Option<Checked>,
}

/// A template of the institution; accepted only after it stood the trial of `documents::template`. Who took it and when
/// is said by the version of the setting.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnTemplate {
    pub text: String,
    /// Hex SHA-256 of the text.
    pub sha256: String,
}

/// The statement that the wording was compared with the official text; it covers the text it was made for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Checked {
    pub by: UserId,
    pub at: Moment,
    /// Hex SHA-256 of template and wording as they stood: another text is not covered.
    pub of: String,
}

impl FormStyle {
    /// Whether everything is as the program has it.
    pub fn is_default(&self) -> bool {
        *self == Self::default()
    }
}

/// Everything an institution chose.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Templates {
    pub paper: Paper,
    pub forms: BTreeMap<FormNo, FormStyle>,
}

impl Templates {
    /// What was chosen for a form.
    pub fn of(&self, form: FormNo) -> FormStyle {
        self.forms.get(&form).cloned().unwrap_or_default()
    }
}

/// A choice that does not hold, in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Flaw {
    /// What it is about: 「logo」, 「offset」, or the name of a sentence.
    pub field: String,
    /// What is wrong and the way out.
    pub say: String,
}

impl Flaw {
    fn of(field: &str, say: String) -> Self {
        Self { field: field.to_owned(), say }
    }
}

/// The lowest and the highest logo; a title of full length begins where a higher one would stand.
pub const LOGO_HEIGHT: (HalfMm, HalfMm) = (HalfMm::of_mm(6), HalfMm::of_mm(14));
/// How far an edge may be changed, and how much narrower the text may become on the whole.
pub const MARGIN: (HalfMm, HalfMm) = (HalfMm::of_mm(-6), HalfMm::of_mm(10));
const MOST_NARROWER: HalfMm = HalfMm::of_mm(8);
const MOST_WIDER: HalfMm = HalfMm::of_mm(-8);
/// How far the place of the seal may be moved.
pub const SEAL_RIGHT: (HalfMm, HalfMm) = (HalfMm::of_mm(-90), HalfMm::of_mm(10));
pub const SEAL_DOWN: (HalfMm, HalfMm) = (HalfMm::of_mm(-12), HalfMm::of_mm(12));
/// How far a 套打 may be moved at all.
pub const OFFSET: (HalfMm, HalfMm) = (HalfMm::of_mm(-20), HalfMm::of_mm(20));
/// The white a printer leaves at each edge of the paper.
const UNPRINTED: HalfMm = HalfMm::of_mm(4);
/// Where the seal lies across the pages of a sheet: nothing else may come so near to the right edge.
const SEAM: HalfMm = HalfMm::of_mm(9);
/// What the page of `gb.typ` leaves white: the narrower left edge, the right edge, above the head, below the foot.
const WHITE_LEFT: HalfMm = HalfMm::of_mm(18);
const WHITE_RIGHT: HalfMm = HalfMm::of_mm(18);
const WHITE_ABOVE: HalfMm = HalfMm::of_mm(10);
const WHITE_BELOW: HalfMm = HalfMm::of_mm(9);
/// The longest sentence and the longest template.
const MOST_CHARACTERS: usize = 800;
pub const MOST_TEMPLATE_BYTES: usize = 200_000;

/// What does not hold of the choices for all forms.
pub fn paper_flaws(paper: &Paper) -> Vec<Flaw> {
    let mut flaws = Vec::new();
    if let Some(logo) = &paper.logo {
        bound(&mut flaws, "logo", "标志的高", logo.height, LOGO_HEIGHT);
    }
    bound(&mut flaws, "seal", "用章位置左右", paper.seal.right, SEAL_RIGHT);
    bound(&mut flaws, "seal", "用章位置上下", paper.seal.down, SEAL_DOWN);
    let Margin { left, right } = paper.margin;
    bound(&mut flaws, "margin", "左边距", left, MARGIN);
    bound(&mut flaws, "margin", "右边距", right, MARGIN);
    let narrower = left.plus(right);
    if narrower > MOST_NARROWER {
        let say = format!("左右边距一共加了 {narrower} 毫米，最多加 {MOST_NARROWER} 毫米，再多表格就排不下");
        flaws.push(Flaw::of("margin", say));
    } else if narrower < MOST_WIDER {
        let say = format!("左右边距一共减了 {} 毫米，最多减 8 毫米", HalfMm(-narrower.0));
        flaws.push(Flaw::of("margin", say));
    }
    flaws
}

/// What does not hold of an offset on this paper: nothing may be moved to where no printer prints.
pub fn offset_flaws(paper: &Paper, offset: Offset) -> Vec<Flaw> {
    let mut flaws = Vec::new();
    bound(&mut flaws, "offset", "套打左右", offset.right, OFFSET);
    bound(&mut flaws, "offset", "套打上下", offset.down, OFFSET);
    if !flaws.is_empty() {
        return flaws;
    }
    let back = |length: HalfMm| HalfMm(-length.0);
    let room = |white: HalfMm, kept_free: HalfMm| white.plus(back(kept_free));
    let sides = [
        ("向左", back(offset.right), room(WHITE_LEFT, UNPRINTED).plus(paper.margin.left), "左边的字"),
        ("向右", offset.right, room(WHITE_RIGHT, SEAM).plus(paper.margin.right), "页码二维码"),
        ("向上", back(offset.down), room(WHITE_ABOVE, UNPRINTED), "页眉"),
        ("向下", offset.down, room(WHITE_BELOW, UNPRINTED), "页脚"),
    ];
    for (way, moved, room, what) in sides {
        if moved > room {
            let say = format!("套打{way} {moved} 毫米太多，最多 {room} 毫米，再多{what}就印不到纸上");
            flaws.push(Flaw::of("offset", say));
        }
    }
    flaws
}

/// What a sentence of the institution may not say, with the article and the way out.
pub fn sentence_flaws(form: FormNo, id: &str, text: &str) -> Vec<Flaw> {
    let mut flaws: Vec<Flaw> = word_flaws(form, text).into_iter().map(|say| Flaw::of(id, say)).collect();
    if text.chars().count() > MOST_CHARACTERS {
        flaws.push(Flaw::of(id, format!("这句话超过 {MOST_CHARACTERS} 个字，印不下，改短一些")));
    }
    flaws
}

/// Words that may not stand on a sheet of this form, wherever they come from.
pub fn word_flaws(form: FormNo, text: &str) -> Vec<String> {
    let hits = guards(form).into_iter().filter_map(|guard| Some((guard, find(guard, text)?)));
    hits.map(|(guard, hit)| refusal(guard, &hit)).collect()
}

/// The words that no sheet of this form may carry.
fn guards(form: FormNo) -> Vec<Guard> {
    let mut guards = vec![Guard::Binding, Guard::Promise, Guard::Dealing];
    match form {
        FormNo::F14 => guards.push(Guard::Unilateral),
        FormNo::F32 => guards.push(Guard::Verdict),
        _ => {}
    }
    guards
}

fn refusal(guard: Guard, hit: &str) -> String {
    match guard {
        Guard::Binding => format!(
            "「{hit}」把委托和采信意见绑在一起（{}「{}」）；删去这句话，各方对意见依法可以提异议",
            sichuan::SC_2_1H.cite(),
            sichuan::SC_2_1H.words
        ),
        Guard::Promise => format!(
            "「{hit}」承诺或者预估结果（{}、{}）；删去这句话，结果由鉴定人依标准定",
            general::GZ_18.cite(),
            sichuan::SC_3_1F.cite()
        ),
        Guard::Dealing => format!(
            "「{hit}」写了合作、优惠或者回扣（{}、{}）；删去这句话，收费按公示的标准",
            sichuan::SC_4_1D.cite(),
            acts::TL_37.cite()
        ),
        Guard::Unilateral => format!(
            "「{hit}」以单方委托为由不受理（{}「{}」）；改写法定的不予受理情形",
            shanghai::SH_1_2K.cite(),
            shanghai::SH_1_2K.words
        ),
        Guard::Verdict => format!("「{hit}」给人下了结论，线索只写疑点；改写看到的事实"),
    }
}

fn bound(flaws: &mut Vec<Flaw>, field: &str, what: &str, value: HalfMm, (from, to): (HalfMm, HalfMm)) {
    if value < from || value > to {
        flaws.push(Flaw::of(field, format!("{what} {value} 毫米，要在 {from} 到 {to} 毫米之间")));
    }
}

#[cfg(test)]
mod tests {
    use super::HalfMm;
    use super::Margin;
    use super::Offset;
    use super::Paper;
    use super::Seal;
    use super::offset_flaws;
    use super::paper_flaws;
    use super::sentence_flaws;
    use crate::domain::sheet::FormNo;

    fn mm(text: &str) -> HalfMm {
        HalfMm::read(text).expect("a length")
    }

    #[test]
    fn lengths_are_read_as_they_are_typed_and_kept_in_millimetres() {
        for (typed, halves) in [("2", 4), ("-2.5", -5), (" ＋２．５ ", 5), ("", 0), ("−3", -6), ("0.0", 0)]
        {
            assert_eq!(mm(typed).0, halves, "{typed}");
        }
        for typed in ["2.25", "两毫米", "1e9", "NaN", "--2"] {
            assert_eq!(HalfMm::read(typed), None, "{typed}");
        }
        let kept = serde_json::to_string(&Offset { right: mm("-2.5"), down: mm("3") }).expect("JSON");
        assert_eq!(kept, r#"{"right":-2.5,"down":3.0}"#);
        assert_eq!(serde_json::from_str::<Offset>(&kept).expect("read").right, mm("-2.5"));
        assert!(serde_json::from_str::<Offset>(r#"{"right":0.3}"#).is_err());
    }

    #[test]
    fn margins_and_seal_have_bounds_that_are_said() {
        let with = |left: &str, right: &str| Paper {
            margin: Margin { left: mm(left), right: mm(right) },
            ..Paper::default()
        };
        assert_eq!(paper_flaws(&Paper::default()), []);
        assert_eq!(paper_flaws(&with("5", "-3")), []);
        assert_eq!(paper_flaws(&with("8", "0")), []);
        let said = |paper: &Paper| {
            paper_flaws(paper).into_iter().map(|flaw| flaw.say).collect::<Vec<_>>().join("；")
        };
        assert!(said(&with("10", "0")).contains("一共加了 10 毫米"), "{}", said(&with("10", "0")));
        assert!(said(&with("10.5", "-6")).contains("左边距 10.5 毫米，要在 -6 到 10 毫米之间"));
        assert!(said(&with("-6", "-3")).contains("一共减了 9 毫米"));
        let seal = Paper { seal: Seal { right: mm("11"), ..Seal::default() }, ..Paper::default() };
        assert!(said(&seal).contains("用章位置左右 11 毫米"));
    }

    #[test]
    fn nothing_is_moved_off_the_paper() {
        let said = |right: &str, down: &str, left: &str| {
            let paper = Paper { margin: Margin { left: mm(left), right: mm("0") }, ..Paper::default() };
            let flaws = offset_flaws(&paper, Offset { right: mm(right), down: mm(down) });
            flaws.into_iter().map(|flaw| flaw.say).collect::<Vec<_>>().join("；")
        };
        assert_eq!(said("2", "-2", "0"), "");
        assert_eq!(said("9", "5", "0"), "");
        assert!(said("9.5", "0", "0").contains("向右"));
        assert_eq!(said("0", "5.5", "0"), "套打向下 5.5 毫米太多，最多 5 毫米，再多页脚就印不到纸上");
        assert_eq!(said("0", "-6.5", "0"), "套打向上 6.5 毫米太多，最多 6 毫米，再多页眉就印不到纸上");
        assert!(said("-15", "0", "0").contains("向左"));
        assert_eq!(said("-15", "0", "5"), "", "a wider edge leaves more room");
        assert_eq!(said("20.5", "0", "0"), "套打左右 20.5 毫米，要在 -20 到 20 毫米之间");
    }

    #[test]
    fn a_sentence_that_may_not_stand_is_named_with_its_article() {
        let said = |form, text: &str| {
            sentence_flaws(form, "rights", text).into_iter().map(|flaw| flaw.say).collect::<Vec<_>>()
        };
        assert!(said(FormNo::F02, "各方对鉴定意见有异议的，依法提出。").is_empty());
        let binding = said(FormNo::F02, "共同委托的，各方完全采信鉴定意见。");
        assert!(binding.len() == 1 && binding[0].contains("川意见 二(一)"), "{binding:?}");
        let promise = said(FormNo::F03, "本机构保证十级。");
        assert!(promise.len() == 1 && promise[0].contains("川意见 三(一)"), "{promise:?}");
        assert!(
            said(FormNo::F14, "因单方委托，不予受理。")[0].contains("沪"),
            "only a refusal may not say it"
        );
        assert!(said(FormNo::F03, "坚持单方委托的，照常受理。").is_empty());
        assert!(said(FormNo::F03, &"长".repeat(801))[0].contains("改短"));
    }
}
