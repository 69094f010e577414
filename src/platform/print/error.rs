//! Why nothing was printed, as sentences with the way out.

use crate::domain::explain::Explain;
use crate::domain::printer::Trouble;
use std::io;

/// Why nothing was printed.
#[derive(Debug, thiserror::Error)]
pub enum PrintError {
    /// Printing is not installed, or its service stands still.
    #[error("电脑的打印服务没有运行，没有打印")]
    NoSpooler(#[source] io::Error),
    /// The machine knows no printer.
    #[error("这台电脑没有装打印机，没有打印")]
    NoPrinter,
    /// Several printers, no default, and none was named.
    #[error("没有选打印机，电脑也没有默认的打印机，没有打印")]
    NotChosen,
    /// The printer that was named is not there any more.
    #[error("找不到打印机「{printer}」，没有打印")]
    Gone {
        /// Its name.
        printer: String,
    },
    /// The printer is there, and no paper would come out.
    #[error("打印机「{printer}」{}，没有打印", trouble.label())]
    NotReady {
        /// What people call it.
        printer: String,
        /// How it stands.
        trouble: Trouble,
    },
    /// The spooler did not take it.
    #[error("打印服务没有接收，没有打印：{said}")]
    Refused {
        /// What it said.
        said: String,
    },
    /// Somebody called it off in a window of the printer.
    #[error("在打印机的窗口里取消了，没有打印")]
    Cancelled,
    /// The spooler hangs; whether something came out is not known.
    #[error("打印服务一直没有回应，当作没有打印")]
    NoAnswer,
    /// A page could not be drawn for a spooler that takes no PDF.
    #[error("第 {} 页没有画出来，没有打印", page + 1)]
    NotDrawn {
        /// Which, from 0.
        page: usize,
    },
    /// The file could not be written.
    #[error("PDF 没有存成，那里原有的文件没有动")]
    NotSaved(#[source] io::Error),
}

impl Explain for PrintError {
    fn code(&self) -> &'static str {
        match self {
            Self::NoSpooler(_) => "print-no-spooler",
            Self::NoPrinter => "print-no-printer",
            Self::NotChosen => "print-not-chosen",
            Self::Gone { .. } => "print-gone",
            Self::NotReady { .. } => "print-not-ready",
            Self::Refused { .. } => "print-refused",
            Self::Cancelled => "print-cancelled",
            Self::NoAnswer => "print-no-answer",
            Self::NotDrawn { .. } => "print-not-drawn",
            Self::NotSaved(_) => "print-not-saved",
        }
    }

    fn remedy(&self) -> &'static str {
        match self {
            Self::NoSpooler(_) => {
                "请启动打印服务（Windows 是 Print Spooler，Linux 是 CUPS）再打印，或另存 PDF 换一台电脑打印"
            }
            Self::NoPrinter => "请在系统设置里添加打印机，或另存 PDF 换一台电脑打印",
            Self::NotChosen => "请选一台打印机，或在系统设置里定一台默认的",
            Self::Gone { .. } => "它可能改了名或被移走，请另选一台",
            Self::NotReady { trouble, .. } => trouble.remedy(),
            Self::Refused { .. } => "请检查打印机后再试，或另存 PDF 换一台电脑打印",
            Self::Cancelled => "要打印就再按一次",
            Self::NoAnswer => "请先看打印机有没有出纸，没有再打印一次，或另存 PDF 换一台电脑打印",
            Self::NotDrawn { .. } => "请另存 PDF 打印，并把日志交给技术支持",
            Self::NotSaved(_) => "请换一个文件夹或文件名再存一次",
        }
    }
}
