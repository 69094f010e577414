//! 依据回放: a sheet as it left the office, and beside it the rules, words, calendar and template of its day.
//!
//! What reads otherwise today stands first, in the old words and the new; then every rule of that day, to be searched.
//! Nothing can be changed here.

use crate::domain::law_text::RuleText;
use crate::domain::rules;
use crate::domain::sheet::PrintRef;
use crate::domain::word_diff::diff;
use crate::services::request::Look;
use crate::services::request::Outcome;
use crate::services::sheet::in_force::CALENDAR;
use crate::services::sheet::in_force::PartState;
use crate::services::sheet::in_force::RULES;
use crate::services::sheet::in_force::Replay;
use crate::services::sheet::in_force::RuleChange;
use crate::services::sheet::in_force::TEMPLATE;
use crate::ui::components::button::Button;
use crate::ui::components::citation::CitationRef;
use crate::ui::components::citation::citation;
use crate::ui::components::empty::empty;
use crate::ui::components::field::Field;
use crate::ui::components::flow;
use crate::ui::components::paint;
use crate::ui::components::tabs::Tab;
use crate::ui::components::tabs::tabs;
use crate::ui::components::words::fact;
use crate::ui::components::words::words;
use crate::ui::desk::cx::PageCx;
use crate::ui::desk::cx::Ticket;
use crate::ui::pages::Page;
use crate::ui::pages::PageId;
use crate::ui::pages::PageMeta;
use crate::ui::pages::Route;
use crate::ui::pages::opinion::versions::pieces_ui;
use crate::ui::pages::sheet::paper::Pages;
use crate::ui::theme::Type;
use crate::ui::theme::Width;
use crate::ui::theme::colors;
use crate::ui::theme::icon;
use crate::ui::theme::measures;
use egui::Key;
use egui::Modifiers;
use egui::Rect;
use egui::Sense;
use egui::Ui;
use egui::UiBuilder;
use egui::pos2;
use egui::vec2;
use std::sync::Arc;

/// 依据回放.
#[derive(Default)]
pub struct InForcePage {
    shown: Option<PrintRef>,
    asked: Option<Ticket>,
    replay: Option<Arc<Replay>>,
    failed: Option<(String, &'static str)>,
    pages: Pages,
    /// What is looked for among the rules.
    wanted: String,
    /// Paper or basis, where there is no room for both.
    tab: usize,
}

/// What the frame shows about it.
pub const META: PageMeta = PageMeta {
    id: PageId::InForce,
    title: "依据回放",
    icon: icon::BOOK,
    under: PageId::Cases,
    in_sidebar: false,
    keys: &[("PgUp PgDn", "翻页"), ("Esc", "返回")],
};

const HEAD: f32 = 56.0;
const BAR: f32 = 64.0;
const PANEL: f32 = 520.0;

impl Page for InForcePage {
    fn meta(&self) -> &'static PageMeta {
        &META
    }

    fn ui(&mut self, ui: &mut Ui, cx: &mut PageCx<'_>) {
        let Route::InForce(print) = *cx.route else { return };
        if self.shown != Some(print) {
            *self = Self { shown: Some(print), ..Self::default() };
            self.asked = Some(cx.look(Look::Replay(print)));
        }
        self.learn(ui, cx);
        let all = ui.max_rect();
        let head = all.with_max_y(all.top() + HEAD);
        self.head_ui(ui, head.shrink2(vec2(measures().space_6, 0.0)), print, cx);
        paint::hline(ui, all, head.bottom(), colors().line);
        let bar = all.with_min_y(all.bottom() - if cx.width < Width::Desk { HEAD } else { BAR });
        let body = Rect::from_min_max(pos2(all.left(), head.bottom() + 1.0), pos2(all.right(), bar.top()));
        self.body_ui(ui, body, cx.width);
        bar_ui(ui, bar, cx);
        if flow::pressed(ui.ctx(), Modifiers::NONE, Key::Escape) {
            cx.back();
        }
    }
}

impl InForcePage {
    fn learn(&mut self, ui: &Ui, cx: &mut PageCx<'_>) {
        match cx.take_if(&mut self.asked) {
            Some(Ok(Outcome::Replay(replay))) => {
                if let Some(paper) = &replay.paper {
                    self.pages.take(ui.ctx(), &paper.pages, &paper.smaller);
                }
                self.replay = Some(replay);
            }
            Some(Err(error)) => {
                use crate::domain::explain::Explain as _;
                self.failed = Some((error.to_string(), error.remedy()));
            }
            _ => {}
        }
    }

    fn head_ui(&self, ui: &Ui, rect: Rect, print: PrintRef, cx: &PageCx<'_>) {
        let c = colors();
        let replay = self.replay.as_deref();
        let name = match replay.map(|replay| replay.print.form) {
            Some(form) => format!("依据回放　{}　{}", form.number(), form.label()),
            None => "依据回放".to_owned(),
        };
        let title = paint::bold(ui, Type::Head, c.ink, &name);
        let x = paint::put_left(ui.painter(), rect, &title).right() + 16.0;
        let response = ui.interact(rect, ui.scope_id().with("in force head"), Sense::hover());
        response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Heading, true, &name));
        let Some(replay) = replay else { return };
        let view = print.case().and_then(|case| cx.case(case));
        let called = view.as_ref().map_or("", |view| view.file.called());
        let short = view.as_ref().map(|view| view.file.called_short()).unwrap_or_default();
        let (n, at) = (replay.print.n, replay.at.worded());
        let said = [format!("{called}　第 {n} 次　{at}"), format!("{short}　第 {n} 次")]
            .map(|words| trimmed(&words));
        let galleys = said.map(|words| paint::line(ui, Type::Body, c.ink2, words));
        if let Some(galley) = galleys.iter().find(|galley| galley.size().x <= rect.right() - x) {
            paint::put_left(ui.painter(), rect.with_min_x(x), galley);
        }
    }

    fn body_ui(&mut self, ui: &mut Ui, rect: Rect, width: Width) {
        if let Some((what, remedy)) = &self.failed {
            ui.scope_builder(UiBuilder::new().max_rect(rect), |ui| {
                empty(ui, icon::ERROR, what, remedy, Vec::new());
            });
            return;
        }
        let Some(replay) = self.replay.clone() else { return };
        if width >= Width::Desk {
            let panel = PANEL.min(rect.width() * 0.5);
            let paper = rect.with_max_x(rect.right() - panel);
            self.paper_ui(ui, paper, &replay);
            self.basis_ui(ui, rect.with_min_x(paper.right()), &replay, measures().space_4);
            return;
        }
        let bar = rect.with_max_y(rect.top() + 40.0).shrink2(vec2(measures().space_6, 0.0));
        ui.scope_builder(UiBuilder::new().max_rect(bar), |ui| {
            tabs(ui, &mut self.tab, &[Tab::new("依据"), Tab::new("当时的原件")]);
        });
        let below = rect.with_min_y(bar.bottom());
        match self.tab {
            0 => self.basis_ui(ui, below, &replay, measures().space_6),
            _ => self.paper_ui(ui, below, &replay),
        }
    }

    fn paper_ui(&mut self, ui: &mut Ui, rect: Rect, replay: &Replay) {
        ui.scope_builder(UiBuilder::new().max_rect(rect.shrink(measures().space_2)), |ui| {
            if replay.paper.is_none() {
                empty(ui, icon::INFO, "这一次没有留存原件", "依据仍可以看", Vec::new());
                return;
            }
            let form = replay.print.form;
            self.pages.ui(ui, rect, &format!("当时的{} {}", form.label(), form.number()));
        });
    }

    fn basis_ui(&mut self, ui: &mut Ui, rect: Rect, replay: &Replay, margin: f32) {
        let c = colors();
        let m = measures();
        ui.painter().rect_filled(rect, 0.0, c.sunk);
        paint::vline(ui, rect, rect.left(), c.line);
        let inner = rect.shrink2(vec2(margin, 0.0));
        ui.scope_builder(UiBuilder::new().max_rect(inner).id_salt("basis"), |ui| {
            egui::ScrollArea::vertical().id_salt("in force").auto_shrink(false).show(ui, |ui| {
                let width = ui.available_width() - 12.0;
                ui.set_max_width(width);
                ui.spacing_mut().item_spacing.y = m.space_1;
                ui.add_space(m.space_3);
                day_ui(ui, replay);
                ui.add_space(m.space_3);
                parts_ui(ui, replay);
                if !replay.changed.is_empty() {
                    ui.add_space(m.space_3);
                    heading(ui, &format!("变了的规则（{} 条）", replay.changed.len()));
                    for change in &replay.changed {
                        change_ui(ui, change);
                    }
                }
                ui.add_space(m.space_3);
                self.rules_ui(ui, replay);
                ui.add_space(m.space_6);
            });
        });
    }

    fn rules_ui(&mut self, ui: &mut Ui, replay: &Replay) {
        heading(ui, &format!("当日有效的规则（{} 条）", replay.rules.len()));
        Field::new("在这些规则里找", &mut self.wanted).hint("编号、条款或句子里的字").ui(ui);
        let wanted = self.wanted.trim();
        let is_wanted = |rule: &&RuleText| {
            let mut texts = rule.basis.iter().chain([&rule.id, &rule.title]);
            wanted.is_empty() || texts.any(|text| text.contains(wanted))
        };
        let mut found = replay.rules.iter().filter(is_wanted).peekable();
        if found.peek().is_none() {
            words(ui, &format!("没有写到「{wanted}」的规则"));
        }
        for rule in found {
            rule_ui(ui, rule);
        }
    }
}

/// A sheet of the office has no number of a case before its own.
fn trimmed(words: &str) -> String {
    words.trim_start_matches('　').to_owned()
}

fn bar_ui(ui: &mut Ui, rect: Rect, cx: &mut PageCx<'_>) {
    ui.painter().rect_filled(rect, 0.0, colors().paper);
    paint::hline(ui, rect, rect.top(), colors().line);
    let inner = rect.shrink2(vec2(measures().space_6, 0.0));
    let left = egui::Layout::left_to_right(egui::Align::Center);
    ui.scope_builder(UiBuilder::new().max_rect(inner).layout(left), |ui| {
        if Button::secondary("返回").page().ui(ui).clicked() {
            cx.back();
        }
    });
}

fn day_ui(ui: &mut Ui, replay: &Replay) {
    heading(ui, "当时依据");
    fact(ui, "打印日", &replay.on.to_string());
    fact(ui, "地区", replay.under.label());
    let program = match &replay.program {
        Some(then) if then == replay.program_now => format!("{then}，和现在相同"),
        Some(then) => format!("{then}，现在是 {}", replay.program_now),
        None => "没有留存".to_owned(),
    };
    fact(ui, "软件版本", &program);
    if replay.program.is_none() {
        words(ui, "这一次打印时还不留存依据，下面是本软件所知当日有效的规则");
    }
}

fn parts_ui(ui: &mut Ui, replay: &Replay) {
    heading(ui, &format!("和今天（{}）比", replay.today));
    for part in &replay.parts {
        let (is_same, word, lines) = match &part.state {
            PartState::Same => (true, "相同".to_owned(), Vec::new()),
            PartState::NotKept if part.name == RULES && replay.changed.is_empty() => {
                (true, "没有留存；所知当日的规则今天仍然相同".to_owned(), Vec::new())
            }
            PartState::NotKept => (false, "没有留存，比不了".to_owned(), Vec::new()),
            PartState::Changed { .. } if part.name == RULES => {
                (false, format!("{} 条有变化，旧句新句列在下面", replay.changed.len()), Vec::new())
            }
            PartState::Changed { gone, came } if part.name == TEMPLATE => {
                (false, "改过；当时印成什么样，看原件".to_owned(), sides(gone, came))
            }
            PartState::Changed { gone, came } => (false, "有变化".to_owned(), sides(gone, came)),
        };
        part_ui(ui, part.name, is_same, &word);
        let most = if part.name == CALENDAR { 40 } else { 20 };
        for line in lines.iter().take(most) {
            words(ui, line);
        }
        if lines.len() > most {
            words(ui, &format!("另有 {} 行", lines.len() - most));
        }
    }
}

fn sides(gone: &[String], came: &[String]) -> Vec<String> {
    let gone = gone.iter().map(|line| format!("当时：{line}"));
    gone.chain(came.iter().map(|line| format!("今天：{line}"))).collect()
}

fn part_ui(ui: &mut Ui, name: &str, is_same: bool, word: &str) {
    let c = colors();
    let (mark, ink) = if is_same { (icon::CHECK, c.green) } else { (icon::WARNING, c.amber) };
    let galley = paint::wrapped(ui, Type::Body, c.ink, word, ui.available_width() - 140.0);
    let size = vec2(ui.available_width(), galley.size().y.max(28.0));
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, format!("{name} {word}")));
    let first = rect.with_max_y(rect.top() + 28.0);
    let rest = paint::icon_left(ui.painter(), first, 20.0, 8.0, mark, ink);
    paint::put_left(ui.painter(), rest, &paint::line(ui, Type::Body, c.ink2, name));
    ui.painter().galley(rect.min + vec2(112.0, 2.0), galley, c.ink);
}

/// A rule that reads otherwise today: what was taken out, what was put in, and both sources.
fn change_ui(ui: &mut Ui, change: &RuleChange) {
    let (then, now) = (change.then.as_ref(), change.now.as_ref());
    let word = match (then, now) {
        (Some(_), Some(_)) => "改过",
        (Some(_), None) => "今天不再有效",
        (None, _) => "后来才有",
    };
    name_ui(ui, &format!("{}　{word}", change.id), now.or(then));
    let text = |rule: Option<&RuleText>| rule.map_or_else(String::new, |rule| rule.title.clone());
    match (then, now) {
        (Some(before), Some(after)) if before.title == after.title => words(ui, &before.title),
        _ => pieces_ui(ui, &diff(&text(then), &text(now))),
    }
    let sources = |rule: Option<&RuleText>| rule.map(sources_of).unwrap_or_default();
    let (before, after) = (sources(then), sources(now));
    if before == after {
        words(ui, &before);
    } else {
        for (label, source) in [("当时", before), ("今天", after)].into_iter().filter(|(_, s)| !s.is_empty())
        {
            words(ui, &format!("{label}：{source}"));
        }
    }
    ui.add_space(measures().space_2);
}

fn sources_of(rule: &RuleText) -> String {
    format!("{}（{}）", rule.basis.join("；"), rule.period)
}

fn rule_ui(ui: &mut Ui, rule: &RuleText) {
    let c = colors();
    name_ui(ui, &rule.id, Some(rule));
    let galley = paint::wrapped(ui, Type::Body, c.ink, &rule.title, ui.available_width());
    let size = vec2(ui.available_width(), galley.size().y + 8.0);
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    let said = format!("{} {}", rule.title, sources_of(rule));
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, &said));
    ui.painter().galley(rect.min, galley, c.ink);
    paint::hline(ui, rect, rect.bottom() - 2.0, c.line);
}

/// The number of a rule, and where it stands written: a link while this program knows the rule.
fn name_ui(ui: &mut Ui, name: &str, rule: Option<&RuleText>) {
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 28.0), Sense::hover());
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, name));
    paint::put_left(ui.painter(), rect, &paint::line(ui, Type::Note, colors().ink2, name));
    let known = rule.and_then(|rule| {
        let mut all = rules::TABLES.iter().flat_map(|(_, rules)| *rules);
        all.find(|known| known.id.0 == rule.id)
    });
    if let Some((known, cited)) = known.and_then(|known| Some((known, known.basis.first()?))) {
        let layout = egui::Layout::right_to_left(egui::Align::Center);
        ui.scope_builder(UiBuilder::new().max_rect(rect).layout(layout).id_salt(("rule", name)), |ui| {
            citation(ui, &CitationRef::new(cited.cite(), known.id.0));
        });
    }
}

fn heading(ui: &mut Ui, words: &str) {
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 32.0), Sense::hover());
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Heading, true, words));
    paint::put_left(ui.painter(), rect, &paint::bold(ui, Type::Field, colors().ink, words));
}
