//! 打印机: what the printers of a machine are called, whether paper comes out of them, how a sheet is asked of them.
//!
//! Knows no spooler: how a system is asked is `platform::print`. A trouble either stops (nobody knows when paper would
//! come out, perhaps days later beside the wrong case) or only waits for somebody to look at the machine.

use serde::Deserialize;
use serde::Serialize;

/// The most copies of one sheet; more is a slip of the finger.
pub const MOST_COPIES: u16 = 20;

/// A printer of this machine.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PrinterInfo {
    /// The name the system knows it by.
    pub name: String,
    /// What people call it, where somebody wrote that down; else empty.
    pub called: String,
    /// Whether the system takes it when none is named.
    pub is_default: bool,
    /// Why no paper would come out now.
    pub trouble: Option<Trouble>,
}

impl PrinterInfo {
    /// A printer that is ready and that nobody gave another name.
    #[must_use]
    pub fn ready(name: &str, is_default: bool) -> Self {
        Self { name: name.to_owned(), called: String::new(), is_default, trouble: None }
    }

    /// Returns the name to show.
    #[must_use]
    pub fn label(&self) -> &str {
        if self.called.is_empty() { &self.name } else { &self.called }
    }
}

/// Why no paper comes out of a printer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// Switched off or not connected.
    Offline,
    /// Somebody paused its queue.
    Paused,
    /// Its queue takes no jobs.
    Rejecting,
    /// No paper.
    NoPaper,
    /// Paper is stuck.
    Jam,
    /// A cover is open.
    Open,
    /// No ink or toner.
    NoToner,
    /// It waits for somebody, and does not say what for.
    Waiting,
}

impl Trouble {
    /// Returns how it stands, 「脱机」.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Offline => "脱机",
            Self::Paused => "已暂停",
            Self::Rejecting => "不接收打印",
            Self::NoPaper => "缺纸",
            Self::Jam => "卡纸",
            Self::Open => "盖子开着",
            Self::NoToner => "没有墨粉",
            Self::Waiting => "要人去看一下",
        }
    }

    /// Returns the way out.
    #[must_use]
    pub const fn remedy(self) -> &'static str {
        match self {
            Self::Offline => "接通电源和数据线再打印，或换一台打印机",
            Self::Paused => "在系统的打印机窗口里恢复打印，或换一台打印机",
            Self::Rejecting => "在系统设置里让它接收打印，或换一台打印机",
            Self::NoPaper => "装上纸，会接着打",
            Self::Jam => "取出卡住的纸，会接着打",
            Self::Open => "合上盖子，会接着打",
            Self::NoToner => "换上墨粉，会接着打",
            Self::Waiting => "看打印机上的提示",
        }
    }

    /// Says whether a job would lie in the queue for nobody knows how long; it is not sent then.
    #[must_use]
    pub const fn stops(self) -> bool {
        matches!(self, Self::Offline | Self::Paused | Self::Rejecting)
    }
}

/// On which sides of the paper.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Sides {
    /// 单面.
    #[default]
    One,
    /// 双面, turned like a book.
    LongEdge,
    /// 双面, turned like a calendar.
    ShortEdge,
}

impl Sides {
    /// Every way, as they are offered.
    pub const ALL: [Self; 3] = [Self::One, Self::LongEdge, Self::ShortEdge];

    /// Returns the word on the desk.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::One => "单面",
            Self::LongEdge => "双面",
            Self::ShortEdge => "短边双面",
        }
    }
}

/// How a sheet is asked of a printer; what was used last is remembered for each form.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PrintSetup {
    /// The printer; the default of the system when none is named.
    pub printer: Option<String>,
    /// How many copies.
    pub n_copies: u16,
    /// On which sides.
    #[serde(default)]
    pub sides: Sides,
}

impl Default for PrintSetup {
    fn default() -> Self {
        Self { printer: None, n_copies: 1, sides: Sides::One }
    }
}

/// Which printer is meant: the one that is named, else the default, else the only one.
#[must_use]
pub fn meant<'a>(printers: &'a [PrinterInfo], named: Option<&str>) -> Option<&'a PrinterInfo> {
    match named {
        Some(name) => printers.iter().find(|printer| printer.name == name),
        None => printers.iter().find(|printer| printer.is_default).or(match printers {
            [only] => Some(only),
            _ => None,
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::PrinterInfo;
    use super::meant;

    #[test]
    fn the_named_one_is_meant_then_the_default_then_the_only_one() {
        let hall = PrinterInfo::ready("前台", false);
        let lab = PrinterInfo::ready("检查室", true);
        let name =
            |printers: &[PrinterInfo], named| meant(printers, named).map(|printer| printer.name.clone());
        let both = [hall.clone(), lab.clone()];
        assert_eq!(name(&both, Some("前台")).as_deref(), Some("前台"));
        assert_eq!(name(&both, None).as_deref(), Some("检查室"));
        assert_eq!(name(&both, Some("走廊")), None, "never another one than was named");
        assert_eq!(name(std::slice::from_ref(&hall), None).as_deref(), Some("前台"));
        let other = PrinterInfo { is_default: false, ..lab };
        assert_eq!(name(&[hall, other], None), None, "of several, somebody has to say which");
        assert_eq!(name(&[], None), None);
    }
}
