//! How this sheet is printed: on which printer, how many, on which sides; beginning with what was chosen here before.
//!
//! The printers are asked when the page opens and again when something went wrong. Until they have answered a print
//! goes where the last one went, so that nobody waits for a list.

use crate::domain::printer::MOST_COPIES;
use crate::domain::printer::PrintSetup;
use crate::domain::printer::PrinterInfo;
use crate::domain::printer::Sides;
use crate::domain::printer::meant;
use crate::services::error::ServiceError;
use crate::services::printer::View;
use crate::services::request::Action;
use crate::services::request::Look;
use crate::services::sheet;
use crate::services::sheet::Preview;
use crate::ui::components::button::Button;
use crate::ui::components::combo::Combo;
use crate::ui::components::combo::ComboItem;
use crate::ui::components::field::Field;
use crate::ui::components::finding::FindingLine;
use crate::ui::components::finding::Level;
use crate::ui::components::finding::finding_line;
use crate::ui::components::paint;
use crate::ui::components::segmented::Segmented;
use crate::ui::components::why_panel::Why;
use crate::ui::components::why_panel::WhyItem;
use crate::ui::components::words::words;
use crate::ui::desk::cx::PageCx;
use crate::ui::desk::cx::Ticket;
use crate::ui::law::plain_why;
use crate::ui::pages::sheet::missing::heading;
use crate::ui::theme::Type;
use crate::ui::theme::colors;
use crate::ui::theme::icon;
use crate::ui::theme::measures;
use egui::Ui;

const HEADING: f32 = 28.0;
/// Label, control and the line below it.
const CELL: f32 = 76.0;
const COPIES: f32 = 66.0;

/// What was chosen, and what is under way.
#[derive(Default)]
pub(super) struct HowToPrint {
    printer: String,
    chosen: Option<String>,
    copies: String,
    sides: Option<Sides>,
    /// What was remembered for this form.
    usual: Option<PrintSetup>,
    looked: Option<Ticket>,
    /// The list was there and a printer of it was put into the field.
    is_placed: bool,
    /// Something else than usual was put there, and why.
    instead: Option<FindingLine>,
    under_way: Option<Ticket>,
    failed: Option<FindingLine>,
}

impl HowToPrint {
    /// Asks which printers there are.
    pub(super) fn look(&mut self, cx: &mut PageCx<'_>) {
        self.looked = Some(cx.look(Look::Printers));
    }

    /// Learns how the form was printed before; what somebody has chosen meanwhile stays.
    pub(super) fn usually(&mut self, usual: &PrintSetup) {
        if self.usual.is_none() {
            self.copies = usual.n_copies.to_string();
            self.sides = Some(usual.sides);
            self.usual = Some(usual.clone());
        }
    }

    /// Takes answers; says whether a print came to its end, good or bad: its number is used up either way.
    pub(super) fn learn(&mut self, cx: &mut PageCx<'_>) -> bool {
        if cx.take_if(&mut self.looked).is_some() || !self.is_placed {
            self.place(cx);
        }
        match cx.take_if(&mut self.under_way) {
            Some(Ok(_)) => {
                self.failed = None;
                true
            }
            Some(Err(error)) => {
                self.look(cx);
                self.not_done(&error)
            }
            None => false,
        }
    }

    /// Keeps what went wrong, to be read beside the controls.
    pub(super) fn not_done(&mut self, error: &ServiceError) -> bool {
        use crate::domain::explain::Explain as _;
        self.failed = Some(FindingLine::mistake(error.to_string()).way_out(error.remedy()));
        true
    }

    /// Puts the usual printer into the field once it is known that it is there, else the default one. One that was
    /// chosen stays as long as it is there.
    fn place(&mut self, cx: &PageCx<'_>) {
        let (Some(view), Some(usual)) = (&cx.views.printers, &self.usual) else { return };
        if self.looked.is_some() || view.printers.is_empty() {
            return;
        }
        let first = !std::mem::replace(&mut self.is_placed, true);
        let chosen = self.chosen.clone().or(usual.printer.clone().filter(|_| first));
        let wanted = chosen.as_deref();
        if wanted.is_none() && !first {
            return;
        }
        let found = meant(&view.printers, wanted).or_else(|| meant(&view.printers, None));
        self.instead = wanted
            .filter(|wanted| found.is_none_or(|found| found.name != *wanted))
            .map(|wanted| FindingLine::new(Level::Hint, format!("上次用的「{wanted}」现在没有")));
        let Some(found) = found else {
            self.printer.clear();
            self.chosen = None;
            return;
        };
        found.label().clone_into(&mut self.printer);
        self.chosen = Some(found.name.clone());
    }

    /// Whether a print is with the spooler.
    pub(super) fn is_under_way(&self) -> bool {
        self.under_way.is_some()
    }

    /// Whether it is known that there is no printer.
    pub(super) fn has_no_printer(&self, cx: &PageCx<'_>) -> bool {
        cx.views.printers.as_ref().is_some_and(|view| view.printers.is_empty())
    }

    /// Whether somebody has to look at the printer.
    pub(super) fn is_stuck(&self, cx: &PageCx<'_>) -> bool {
        self.has_no_printer(cx) || self.line(cx).is_some()
    }

    /// The words on the button.
    pub(super) fn button(&self, preview: &Preview) -> String {
        let what = if preview.is_draft { "打印草稿" } else { "打印" };
        match preview.n_prints {
            _ if self.is_under_way() => "打印中…".to_owned(),
            0 => what.to_owned(),
            n if preview.is_draft => format!("{what}（第 {} 次）", n + 1),
            n => format!("{what}第 {} 次", n + 1),
        }
    }

    /// Why it cannot be printed now.
    pub(super) fn why(&self, cx: &PageCx<'_>) -> Option<Why> {
        const TITLE: &str = "现在还不能打印";
        if self.is_under_way() {
            return Some(plain_why("正在打印", "打印机还没有接完", "接完以后才能再打一次，别的事可以先办"));
        }
        let view = cx.views.printers.as_ref()?;
        if view.printers.is_empty() {
            let (fact, remedy) = no_printer(view);
            return Some(Why::new(TITLE).item(WhyItem::new(fact, remedy).solve("另存 PDF…")));
        }
        if self.is_placed && self.chosen.is_none() {
            return Some(plain_why(TITLE, "还没有选打印机", "这台电脑有几台打印机，要知道纸出在哪里"));
        }
        if self.n_copies().is_none() {
            let reason = format!("一次最多打 {MOST_COPIES} 份");
            return Some(plain_why(TITLE, "份数不对", &reason));
        }
        let found = self.found(view)?;
        let trouble = found.trouble.filter(|trouble| trouble.stops())?;
        Some(plain_why(TITLE, &format!("打印机「{}」{}", found.label(), trouble.label()), trouble.remedy()))
    }

    /// Prints, by the request made of what was chosen.
    pub(super) fn print(&mut self, cx: &mut PageCx<'_>, request: impl FnOnce(PrintSetup) -> sheet::Request) {
        self.failed = None;
        self.under_way = Some(cx.act(Action::Sheet(request(self.setup()))));
    }

    fn setup(&self) -> PrintSetup {
        let usual = self.usual.clone().unwrap_or_default();
        PrintSetup {
            printer: self.chosen.clone().or(usual.printer),
            n_copies: self.n_copies().unwrap_or(usual.n_copies),
            sides: self.sides.unwrap_or(usual.sides),
        }
    }

    fn n_copies(&self) -> Option<u16> {
        self.copies.trim().parse().ok().filter(|n| (1..=MOST_COPIES).contains(n))
    }

    fn found<'a>(&self, view: &'a View) -> Option<&'a PrinterInfo> {
        meant(&view.printers, Some(self.chosen.as_deref()?))
    }

    /// What there is to say below the controls.
    fn line(&self, cx: &PageCx<'_>) -> Option<FindingLine> {
        if self.failed.is_some() {
            return self.failed.clone();
        }
        let view = cx.views.printers.as_ref()?;
        if view.printers.is_empty() {
            let (fact, remedy) = no_printer(view);
            return Some(FindingLine::mistake(fact).way_out(remedy));
        }
        if let Some(trouble) = self.found(view).and_then(|found| found.trouble) {
            let fact = format!("这台打印机{}", trouble.label());
            let line = if trouble.stops() {
                FindingLine::mistake(fact)
            } else {
                FindingLine::new(Level::Warn, fact)
            };
            return Some(line.way_out(trouble.remedy()));
        }
        self.instead.clone()
    }

    /// How tall the choices are.
    pub(super) fn height(&self, ui: &Ui, width: f32, cx: &PageCx<'_>) -> f32 {
        let m = measures();
        let controls = match &cx.views.printers {
            Some(view) if !view.printers.is_empty() => 2.0 * (CELL + m.space_1),
            Some(_) => 0.0,
            None => Type::Body.line(),
        };
        let tall = |text: &str| {
            paint::wrapped(ui, Type::Note, colors().ink, text, width - m.icon_note - m.space_1).size().y
        };
        let line = self.line(cx).map_or(0.0, |line| {
            let again = if self.may_look_again(cx) { m.control + m.space_1 } else { 0.0 };
            tall(&line.sentence) + line.way_out.as_deref().map_or(0.0, tall) + m.space_1 + again
        });
        HEADING + m.space_1 + controls + line
    }

    fn may_look_again(&self, cx: &PageCx<'_>) -> bool {
        let has_trouble = |view: &View| {
            view.printers.is_empty() || self.found(view).is_some_and(|found| found.trouble.is_some())
        };
        cx.views.printers.as_ref().is_some_and(|view| has_trouble(view))
    }

    /// Draws the choices.
    pub(super) fn ui(&mut self, ui: &mut Ui, cx: &mut PageCx<'_>) {
        ui.spacing_mut().item_spacing.y = measures().space_1;
        heading(ui, "怎么打");
        match cx.views.printers.clone() {
            None => words(ui, "正在看有哪些打印机…"),
            Some(view) if !view.printers.is_empty() => self.choices_ui(ui, &view),
            Some(_) => {}
        }
        if let Some(line) = self.line(cx) {
            finding_line(ui, &line);
            if self.may_look_again(cx)
                && Button::secondary("再看一次").icon(icon::PRINT).ui(ui).clicked()
                && self.looked.is_none()
            {
                self.failed = None;
                self.look(cx);
            }
        }
    }

    fn choices_ui(&mut self, ui: &mut Ui, view: &View) {
        let items: Vec<ComboItem> = view.printers.iter().map(item).collect();
        let picked = Combo::new("打印机", &mut self.printer, &mut self.chosen, &items)
            .source("本机", "台打印机")
            .hint("选一台打印机")
            .ui(ui)
            .picked;
        if picked {
            (self.failed, self.instead) = (None, None);
        }
        let wrong = self.n_copies().is_none().then(|| FindingLine::mistake(format!("1–{MOST_COPIES}")));
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = measures().space_2;
            Field::new("份数", &mut self.copies).width(COPIES).right().finding(wrong.as_ref()).ui(ui);
            ui.vertical(|ui| {
                let answers = [(Sides::One, "单面"), (Sides::LongEdge, "双面"), (Sides::ShortEdge, "短边")];
                Segmented::new("单双面", &mut self.sides, &answers).aside("双面沿长边翻").ui(ui);
            });
        });
    }
}

fn item(printer: &PrinterInfo) -> ComboItem {
    let mut detail = Vec::new();
    if let Some(trouble) = printer.trouble {
        detail.push(trouble.label());
    } else if printer.is_default {
        detail.push("默认");
    }
    if printer.label() != printer.name {
        detail.push(&printer.name);
    }
    ComboItem::new(&printer.name, printer.label()).detail(detail.join("　"))
}

fn no_printer(view: &View) -> (String, String) {
    match &view.trouble {
        Some((what, remedy)) => (what.clone(), (*remedy).to_owned()),
        None => (
            "这台电脑没有装打印机".to_owned(),
            "在系统设置里添加以后再看一次，或另存 PDF 换一台电脑打印".to_owned(),
        ),
    }
}
