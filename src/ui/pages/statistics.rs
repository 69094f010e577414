//! 统计 (F-31; SH-2.1f, SC-1.2a): accepted insurance cases of a year per insurer, and what every figure means.
//!
//! Lines stand by name and are never ranked (SH-2.2b). The table is reckoned from what was counted, case by case.

use crate::domain::sheet::FormNo;
use crate::domain::statistics;
use crate::domain::statistics::CaseCount;
use crate::domain::statistics::Figure;
use crate::domain::statistics::Line;
use crate::domain::statistics::LineOf;
use crate::domain::statistics::Span;
use crate::services::ledger;
use crate::services::request::Action;
use crate::services::request::Look;
use crate::services::request::Outcome;
use crate::ui::arrival::ListArrival;
use crate::ui::components::block_grid::Block;
use crate::ui::components::block_grid::BlockGrid;
use crate::ui::components::button::Button;
use crate::ui::components::checkbox::Checkbox;
use crate::ui::components::empty::empty;
use crate::ui::components::long_table::cell_text;
use crate::ui::components::paint;
use crate::ui::components::segmented::Segmented;
use crate::ui::components::table::Column;
use crate::ui::components::tabs::Tab;
use crate::ui::components::tabs::tabs;
use crate::ui::components::why_panel::Why;
use crate::ui::components::words::fact;
use crate::ui::desk::cx::PageCx;
use crate::ui::desk::cx::PickFor;
use crate::ui::law::plain_why;
use crate::ui::pages::Page;
use crate::ui::pages::PageId;
use crate::ui::pages::PageMeta;
use crate::ui::pages::Route;
use crate::ui::pages::ledger::sheet_of;
use crate::ui::piece_reader::PieceReader;
use crate::ui::piece_reader::Way;
use crate::ui::theme::Type;
use crate::ui::theme::Width;
use crate::ui::theme::colors;
use crate::ui::theme::icon;
use crate::ui::theme::measures;
use egui::Key;
use egui::Modifiers;
use egui::Rect;
use egui::Ui;
use egui::UiBuilder;
use egui::pos2;
use egui::vec2;

/// 统计.
pub struct StatisticsPage {
    year: Option<i32>,
    by_quarter: bool,
    tab: usize,
    reader: PieceReader<CaseCount>,
    lines: Vec<Line>,
    made_of: Option<(u64, bool)>,
    read: Option<Span>,
    block: Option<Block>,
    arrival: ListArrival,
}

impl Default for StatisticsPage {
    fn default() -> Self {
        let way = Way {
            look: |span, after| Look::Statistics { span, after },
            take: |outcome| match outcome {
                Outcome::Statistics(piece) => Some(piece),
                _ => None,
            },
        };
        Self {
            year: None,
            by_quarter: false,
            tab: 0,
            reader: PieceReader::new(way),
            lines: Vec::new(),
            made_of: None,
            read: None,
            block: None,
            arrival: ListArrival::default(),
        }
    }
}

/// What the frame shows about it.
pub const META: PageMeta = PageMeta {
    id: PageId::Statistics,
    title: "统计",
    icon: icon::STATISTICS,
    under: PageId::Statistics,
    in_sidebar: true,
    keys: &[("F2", "新受理"), ("F3", "查找"), ("F7", "打印")],
};

const HEAD: f32 = 64.0;
const BAR: f32 = 44.0;
const FOOT: f32 = 32.0;
const NAME: &str = "统计表";
const PICK: PickFor = PickFor("statistics export");

impl Page for StatisticsPage {
    fn meta(&self) -> &'static PageMeta {
        &META
    }

    fn ui(&mut self, ui: &mut Ui, cx: &mut PageCx<'_>) {
        let has_come = self.arrival.has_come(ui.ctx());
        self.reader.learn(cx);
        let this_year = cx.now.day().year();
        let Some(span) = Span::year(self.year.unwrap_or(this_year)) else { return };
        if has_come || self.read != Some(span) {
            self.read = Some(span);
            self.reader.read(span, cx);
            self.arrival.wait();
        }
        self.reckon(span);
        self.save_picked(span, cx);
        let m = measures();
        let all = ui.max_rect();
        let head = all.with_max_y(all.top() + HEAD).shrink2(vec2(m.space_6, 0.0));
        self.head_ui(ui, head, span, cx);
        let bar = Rect::from_min_size(head.left_bottom(), vec2(head.width(), BAR));
        self.bar_ui(ui, bar, this_year, span, cx);
        let parts = bar.translate(vec2(0.0, BAR));
        ui.scope_builder(UiBuilder::new().max_rect(parts), |ui| {
            tabs(ui, &mut self.tab, &[Tab::new("统计表"), Tab::new("口径")]);
        });
        let foot = all.with_min_y(all.bottom() - FOOT).shrink2(vec2(m.space_6, 0.0));
        let body = Rect::from_min_max(pos2(head.left(), parts.bottom()), pos2(head.right(), foot.top()));
        paint::card(ui, body);
        ui.scope_builder(UiBuilder::new().max_rect(body.shrink(1.0)), |ui| match self.tab {
            1 => meanings_ui(ui),
            _ if self.lines.is_empty() => self.empty_ui(ui),
            _ => self.grid_ui(ui, cx),
        });
        self.foot_ui(ui, foot, cx);
    }
}

impl StatisticsPage {
    fn reckon(&mut self, span: Span) {
        let made_of = (self.reader.edition(), self.by_quarter);
        if self.made_of != Some(made_of) {
            self.lines = statistics::table(self.reader.items(), span, self.by_quarter);
            self.made_of = Some(made_of);
        }
    }

    fn head_ui(&mut self, ui: &mut Ui, rect: Rect, span: Span, cx: &mut PageCx<'_>) {
        let c = colors();
        let title = paint::bold(ui, Type::Title, c.ink, "统计");
        let x = paint::put_left(ui.painter(), rect, &title).right() + 12.0;
        if cx.width >= Width::Desk {
            let words = paint::line(ui, Type::Note, c.ink2, "共同委托统计表 F-31，供保险机构核对");
            paint::put_left(ui.painter(), rect.with_min_x(x), &words);
        }
        let bar = Rect::from_center_size(rect.center(), vec2(rect.width(), 40.0));
        let layout = egui::Layout::right_to_left(egui::Align::Center);
        ui.scope_builder(UiBuilder::new().max_rect(bar).layout(layout), |ui| {
            let why = self.why_not_export();
            let export = Button::primary("导出 XLSX…").page().icon(icon::EXPORT).why(why.as_ref());
            if export.ui(ui).clicked() && why.is_none() {
                let quarters = if self.by_quarter { "分季度" } else { "" };
                cx.pick_save(PICK, format!("共同委托统计表{quarters} {} 年.xlsx", span.from.year()));
            }
            let print = Button::secondary("打印…").page().icon(icon::PRINT).why(why.as_ref());
            if print.press_on(Modifiers::NONE, Key::F7).ui(ui).clicked() && why.is_none() {
                cx.go(Route::Sheet(sheet_of(FormNo::F31, span)));
            }
        });
    }

    fn bar_ui(&mut self, ui: &mut Ui, rect: Rect, this_year: i32, span: Span, cx: &PageCx<'_>) {
        let years: Vec<(i32, String)> =
            (0..4).rev().map(|back| (this_year - back, format!("{} 年", this_year - back))).collect();
        let answers: Vec<(i32, &str)> = years.iter().map(|(year, word)| (*year, word.as_str())).collect();
        let layout = egui::Layout::left_to_right(egui::Align::Center);
        ui.scope_builder(UiBuilder::new().max_rect(rect).layout(layout), |ui| {
            ui.spacing_mut().item_spacing.x = measures().space_4;
            self.year = self.year.or(Some(this_year));
            Segmented::new("年份", &mut self.year, &answers).bare().ui(ui);
            if Checkbox::new("分季度", &mut self.by_quarter).ui(ui).changed() {
                self.block = None;
            }
            if cx.width >= Width::Desk {
                let words =
                    paint::line(ui, Type::Note, colors().ink2, format!("{} 决定受理的", span.label()));
                let (place, _) = ui.allocate_exact_size(words.size(), egui::Sense::hover());
                paint::put_left(ui.painter(), place, &words);
            }
        });
    }

    fn why_not_export(&self) -> Option<Why> {
        let why = |fact: &str, reason: &str| Some(plain_why("现在不能导出", fact, reason));
        if !self.reader.is_whole() {
            return why("这一年的案件还没有读完", "读完再导出，免得少了几件");
        }
        if self.lines.is_empty() {
            return why("这一年没有受理涉保案件", "换个年份再导出");
        }
        None
    }

    fn save_picked(&mut self, span: Span, cx: &mut PageCx<'_>) {
        let Some(to) = cx.take_picked(PICK).and_then(|paths| paths.into_iter().next()) else { return };
        let takes = ledger::Takes::Statistics {
            cases: std::sync::Arc::clone(self.reader.items()),
            by_quarter: self.by_quarter,
        };
        let export = Box::new(ledger::Export { takes, span, to });
        cx.act(Action::Ledger(ledger::Request::Export(export)));
    }

    fn grid_ui(&mut self, ui: &mut Ui, cx: &PageCx<'_>) {
        let all = ui.max_rect();
        let radius = egui::CornerRadius { nw: 7, ne: 7, sw: 0, se: 0 };
        ui.painter().rect_filled(all.with_max_y(all.top() + 36.0), radius, colors().side);
        let id = BlockGrid::id(ui, NAME);
        self.arrival.settle(ui.ctx(), id);
        let columns = self.columns(cx.width);
        let mut block = self.block;
        let output = BlockGrid::new(NAME, &columns, self.lines.len() as u64)
            .frozen(if self.by_quarter { 2 } else { 1 })
            .show(ui, &mut block, |ui, n, at| self.cell_ui(ui, n, at), |n, at| self.said(n, at));
        self.block = block;
        if let Some(block) = output.copied {
            block.copy(ui.ctx(), "", |n, at| self.said(n, at));
        }
    }

    fn columns(&self, width: Width) -> Vec<Column<'static>> {
        let name = if width > Width::Rail { 240.0 } else { 168.0 };
        let mut columns = vec![Column::of("保险机构", name)];
        if self.by_quarter {
            columns.push(Column::of("季度", 88.0));
        }
        let of = |figure: &Figure| {
            let n = figure.label().chars().count() as f32;
            Column::of(figure.label(), (n * 16.0 + 22.0).max(72.0)).right()
        };
        columns.extend(Figure::ALL.iter().map(of));
        columns
    }

    fn said(&self, n: u64, at: usize) -> String {
        let line = usize::try_from(n).ok().and_then(|n| self.lines.get(n));
        let Some(line) = line else { return String::new() };
        let n_before = if self.by_quarter { 2 } else { 1 };
        match at {
            0 => line.of.label().to_owned(),
            1 if self.by_quarter => {
                line.quarter.map_or("全年".to_owned(), |quarter| format!("第 {quarter} 季度"))
            }
            _ => Figure::ALL
                .get(at - n_before)
                .map_or_else(String::new, |figure| line.sums.cell(*figure).shown()),
        }
    }

    fn cell_ui(&self, ui: &mut Ui, n: u64, at: usize) {
        let said = self.said(n, at);
        let line = usize::try_from(n).ok().and_then(|n| self.lines.get(n));
        let is_whole = line.is_some_and(|line| line.of == LineOf::All && line.quarter.is_none());
        if is_whole {
            let words = paint::bold(ui, Type::Body, colors().ink, &said);
            let (rect, _) = ui.allocate_exact_size(words.size(), egui::Sense::hover());
            paint::put_left(ui.painter(), rect, &words);
        } else {
            cell_text(ui, &said);
        }
    }

    fn empty_ui(&mut self, ui: &mut Ui) {
        if self.reader.progress().is_some() {
            let rect = ui.max_rect();
            let words = paint::line(ui, Type::Body, colors().ink3, "正在数这一年的案件");
            paint::put_center(ui.painter(), rect.with_max_y(rect.top() + 96.0), &words);
            return;
        }
        let then = "受理了用于保险理赔的案件，就按保险机构数进来；口径见上面的「口径」";
        empty(ui, icon::STATISTICS, "这一年没有受理涉保案件", then, Vec::new());
    }

    fn foot_ui(&mut self, ui: &mut Ui, rect: Rect, cx: &mut PageCx<'_>) {
        if self.reader.foot_ui(ui, rect, "正在数案件", cx) {
            return;
        }
        let words = format!("数了 {} 件涉保受理案件", self.reader.items().len());
        paint::put_left(ui.painter(), rect, &paint::line(ui, Type::Note, colors().ink2, words));
    }
}

/// 口径: a sentence for every figure, and what holds of the table.
fn meanings_ui(ui: &mut Ui) {
    let inner = ui.max_rect().shrink2(vec2(measures().space_4, measures().space_3));
    ui.scope_builder(UiBuilder::new().max_rect(inner), |ui| {
        egui::ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = measures().space_1;
            for note in statistics::NOTES {
                fact(ui, "全表", note);
            }
            for figure in Figure::ALL {
                fact(ui, figure.label(), figure.means());
            }
        });
    });
}
