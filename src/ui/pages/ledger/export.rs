//! The question before a ledger leaves: which kind of file, and whether names are masked.

use crate::domain::audit::Operation;
use crate::domain::ledger::LedgerPart;
use crate::domain::ledger::LedgerRow;
use crate::domain::ledger::Names;
use crate::domain::statistics::Span;
use crate::services::ledger;
use crate::services::request::Action;
use crate::ui::components::button::Button;
use crate::ui::components::field::Field;
use crate::ui::components::modal::Modal;
use crate::ui::components::option::Options;
use crate::ui::components::segmented::Segmented;
use crate::ui::components::why_panel::Why;
use crate::ui::components::words::words;
use crate::ui::desk::cx::PageCx;
use crate::ui::desk::cx::PickFor;
use crate::ui::law::plain_why;
use std::sync::Arc;

const PICK: PickFor = PickFor("ledger export");

/// The kinds of file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Xlsx,
    Csv,
}

/// The question, and what was answered so far.
pub(super) struct ExportQuestion {
    is_open: bool,
    kind: Option<Kind>,
    names: Option<Names>,
    reason: String,
}

impl Default for ExportQuestion {
    fn default() -> Self {
        Self { is_open: false, kind: Some(Kind::Xlsx), names: Some(Names::Masked), reason: String::new() }
    }
}

impl ExportQuestion {
    /// Asks; names are masked whatever was answered the last time.
    pub(super) fn open(&mut self) {
        *self = Self { is_open: true, kind: self.kind, ..Self::default() };
    }

    /// Draws the question, and sends the rows off when a place was chosen.
    pub(super) fn ui(
        &mut self,
        ctx: &egui::Context,
        part: LedgerPart,
        span: Span,
        n: usize,
        rows: impl Fn() -> Vec<LedgerRow>,
        cx: &mut PageCx<'_>,
    ) {
        if let Some(to) = cx.take_picked(PICK).and_then(|paths| paths.into_iter().next()) {
            let takes = ledger::Takes::Ledger {
                rows: Arc::new(rows()),
                part: part.label().to_owned(),
                names: self.names.unwrap_or_default(),
                reason: self.reason.clone(),
            };
            let export = Box::new(ledger::Export { takes, span, to });
            cx.act(Action::Ledger(ledger::Request::Export(export)));
        }
        if !self.is_open {
            return;
        }
        let title = format!("导出{}台账", part.label());
        let why = self.why(cx);
        let output = Modal::new(&title).show(
            ctx,
            |ui| {
                words(ui, &format!("{}，筛出的 {n} 件，全部列都在。", span.label()));
                let kinds = [(Kind::Xlsx, "XLSX 表格"), (Kind::Csv, "CSV")];
                Segmented::new("文件", &mut self.kind, &kinds).ui(ui);
                let names = [(Names::Masked, "姓名遮住，只留姓"), (Names::Whole, "姓名不遮，写明理由")];
                Options::new("姓名", &mut self.names, &names).below_each_other().ui(ui);
                if self.names == Some(Names::Whole) {
                    let field = Field::new("不遮姓名的理由", &mut self.reason).required().rows(2);
                    field.hint("给谁、用来做什么，会记进审计日志").ui(ui);
                }
            },
            |ui| {
                let pressed = Button::primary("选保存的地方…").why(why.as_ref()).ui(ui).clicked();
                (pressed, Button::secondary("取消").ui(ui).clicked())
            },
        );
        let (pressed, cancel) = output.foot;
        if (pressed || output.finished) && why.is_none() {
            self.is_open = false;
            let ending = if self.kind == Some(Kind::Csv) { "csv" } else { "xlsx" };
            cx.pick_save(PICK, format!("涉保鉴定工作台账 {}.{ending}", span.label()));
        } else if cancel || output.closed {
            self.is_open = false;
        }
    }

    fn why(&self, cx: &PageCx<'_>) -> Option<Why> {
        let why = |fact: &str, reason: &str| Some(plain_why("还不能导出", fact, reason));
        let may = |operation| cx.user().is_some_and(|user| user.may(operation));
        match self.names {
            _ if !may(Operation::ExportLedger) => why("这件事不归您的岗位办", "请办案的同事导出"),
            Some(Names::Whole) if !may(Operation::ExportWholeNames) => {
                why("不遮姓名要负责人或涉保专人来导出", "遮住姓名就可以导出")
            }
            Some(Names::Whole) if self.reason.trim().is_empty() => {
                why("还没有写理由", "写明给谁、用来做什么")
            }
            _ => None,
        }
    }
}
