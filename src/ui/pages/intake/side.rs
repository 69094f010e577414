//! 依据与提示: what is still missing, with the way to it, and the rules that speak at this step.
//! Beside the page where there is room; else it opens over the page from 「依据 n 条 F1」.

use crate::domain::law::Citation;
use crate::domain::rules::Finding;
use crate::domain::rules::Findings;
use crate::domain::rules::Level as LawLevel;
use crate::domain::step::Place;
use crate::ui::components::button::icon_button;
use crate::ui::components::citation::CitationRef;
use crate::ui::components::finding::Level;
use crate::ui::components::flow;
use crate::ui::components::key_cap;
use crate::ui::components::paint;
use crate::ui::components::rule_card::RuleCard;
use crate::ui::law;
use crate::ui::pages::intake::ask::bar_over_margin;
use crate::ui::pages::intake::missing::Missing;
use crate::ui::pages::intake::missing::Way;
use crate::ui::theme::Type;
use crate::ui::theme::colors;
use crate::ui::theme::icon;
use crate::ui::theme::measures;
use crate::ui::theme::tokens;
use egui::Align;
use egui::Area;
use egui::Id;
use egui::Key;
use egui::Layout;
use egui::Modifiers;
use egui::Order;
use egui::Rect;
use egui::Role;
use egui::ScrollArea;
use egui::Sense;
use egui::Ui;
use egui::UiBuilder;
use egui::WidgetInfo;
use egui::pos2;
use egui::vec2;

const HEAD: f32 = 44.0;
const PAD: f32 = 16.0;
const BADGE: f32 = 24.0;

/// What the panel shows.
pub struct Side {
    pub missing: Vec<Missing>,
    pub cards: Vec<RuleCard>,
}

/// The rules that speak at a step: breached first, then met.
pub fn cards(findings: &Findings, here: &[Place]) -> Vec<RuleCard> {
    findings.iter().filter(|finding| here.contains(&finding.way_out.go)).map(card).collect()
}

/// A finding as a card.
pub fn card(finding: &Finding) -> RuleCard {
    let level = match (finding.breach.is_some(), finding.level) {
        (false, _) => Level::Met,
        (true, LawLevel::Prohibit | LawLevel::Gate) => Level::Block,
        (true, LawLevel::Warn) => Level::Warn,
        (true, LawLevel::Hint) => Level::Hint,
        (true, LawLevel::Offer) => Level::Record,
    };
    RuleCard {
        level,
        citation: law::citation(finding),
        sentence: finding.title.to_owned(),
        source: finding.basis.first().map(source).unwrap_or_default(),
        way_out: Some(finding.way_out.say.to_owned()),
    }
}

/// Instrument and clause; a title of three lines gives way to the number of the document.
fn source(citation: &Citation) -> String {
    let full = citation.cite_in_full();
    let title = format!("《{}》", citation.instrument.full_name());
    match citation.instrument.number() {
        Some(number) if title.chars().count() > 20 => full.replace(&title, &format!("{number}　")),
        _ => full,
    }
}

/// A card for advice that no rule judges, such as a day to keep in mind.
pub fn hint(cite: &str, rule: &str, sentence: impl Into<String>, source: impl Into<String>) -> RuleCard {
    RuleCard {
        level: Level::Hint,
        citation: CitationRef::new(cite, rule),
        sentence: sentence.into(),
        source: source.into(),
        way_out: None,
    }
}

impl Side {
    /// How many rules speak.
    pub fn n_rules(&self) -> usize {
        self.cards.len()
    }

    /// The panel inside `rect`; returns the missing thing whose way was chosen.
    pub fn panel(&self, ui: &mut Ui, rect: Rect) -> Option<usize> {
        let c = colors();
        ui.painter().rect_filled(rect, 0.0, c.paper);
        paint::vline(ui, rect, rect.left(), c.line);
        let head = Rect::from_min_size(rect.min, vec2(rect.width(), HEAD)).shrink2(vec2(PAD, 0.0));
        let title = paint::put_left(ui.painter(), head, &paint::bold(ui, Type::Field, c.ink, "依据与提示"));
        let id = ui.unique_id().with("side title");
        ui.interact(title, id, Sense::hover())
            .widget_info(|| WidgetInfo::labeled(Role::Heading, true, "依据与提示"));
        let cap = Rect::from_min_size(pos2(head.right() - 26.0, head.center().y - 10.0), vec2(26.0, 20.0));
        let mut corner = ui.new_child(UiBuilder::new().max_rect(cap).id_salt("side key"));
        key_cap::key_cap(&mut corner, "F1");
        paint::hline(ui, rect, rect.top() + HEAD, c.line);
        self.body(ui, rect.with_min_y(rect.top() + HEAD + 1.0))
    }

    /// The panel over the page, at its right edge; also says whether it was closed.
    pub fn over(&self, ui: &Ui, body: Rect) -> (Option<usize>, bool) {
        let width = measures().side_panel.min(body.width() - 32.0);
        let rect = Rect::from_min_max(pos2(body.right() - width, body.top()), body.max);
        let area = Area::new(Id::unique("intake side")).order(Order::Foreground).fixed_pos(rect.min);
        let shown = area.show(ui.ctx(), |ui| {
            let (rect, _) = ui.allocate_exact_size(rect.size(), Sense::click());
            ui.painter().add(tokens().shadow.pop.shadow().as_shape(rect, 0.0));
            let chosen = self.panel(ui, rect);
            let at = Rect::from_min_size(pos2(rect.right() - 80.0, rect.top() + 6.0), vec2(32.0, 32.0));
            let mut corner = ui.new_child(UiBuilder::new().max_rect(at).id_salt("side close"));
            (chosen, icon_button(&mut corner, icon::CLOSE, "关掉依据").clicked())
        });
        let escaped = flow::pressed(ui.ctx(), Modifiers::NONE, Key::Escape);
        (shown.inner.0, shown.inner.1 || escaped)
    }

    fn body(&self, ui: &mut Ui, rect: Rect) -> Option<usize> {
        let layout = Layout::top_down(Align::LEFT);
        let mut child = ui.new_child(UiBuilder::new().max_rect(rect).layout(layout).id_salt("side body"));
        child.shrink_clip_rect(rect);
        bar_over_margin(&mut child);
        let mut chosen = None;
        ScrollArea::vertical().id_salt("side scroll").auto_shrink([false, false]).show(&mut child, |ui| {
            ui.spacing_mut().item_spacing = vec2(0.0, 0.0);
            let inner = rect.width() - 2.0 * PAD;
            let gap = if crate::ui::theme::is_low(ui.ctx()) { 4.0 } else { 8.0 };
            if !self.missing.is_empty() {
                heading(ui, &format!("还缺 {} 项", self.missing.len()));
                for (at, missing) in self.missing.iter().enumerate() {
                    if row(ui, at, missing) {
                        chosen = Some(at);
                    }
                }
                ui.add_space(8.0);
                let line = ui.cursor().min;
                let line = Rect::from_min_size(line, vec2(rect.width(), 1.0));
                paint::hline(ui, line, line.top(), colors().line);
            }
            if !self.cards.is_empty() {
                heading(ui, "正在起作用的规定");
                for card in &self.cards {
                    ui.horizontal(|ui| {
                        ui.add_space(PAD);
                        ui.vertical(|ui| {
                            ui.set_width(inner);
                            card.brief(ui);
                        });
                    });
                    ui.add_space(gap);
                }
            }
            if self.missing.is_empty() && self.cards.is_empty() {
                heading(ui, "这一步没有要提醒的");
            }
            ui.add_space(8.0);
        });
        chosen
    }
}

fn heading(ui: &mut Ui, words: &str) {
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 36.0), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Heading, true, words));
    let area = rect.shrink2(vec2(PAD, 0.0)).with_min_y(rect.top() + 8.0);
    paint::put_left(ui.painter(), area, &paint::bold(ui, Type::Note, colors().ink, words));
}

/// One missing thing: number, fact, hint, an arrow; the whole row can be pressed.
fn row(ui: &mut Ui, at: usize, missing: &Missing) -> bool {
    let c = colors();
    let width = ui.available_width();
    let room = width - 2.0 * PAD - BADGE - 12.0 - 28.0;
    let fact = paint::wrapped(ui, Type::Body, c.ink, &missing.fact, room);
    let hint = paint::wrapped(ui, Type::Note, c.ink2, &missing.hint, room);
    let pad = if crate::ui::theme::is_low(ui.ctx()) { 4.0 } else { 8.0 };
    let height = fact.size().y + hint.size().y + 2.0 * pad;
    let (rect, response) = ui.allocate_exact_size(vec2(width, height), Sense::click());
    let name = format!("还缺 {}", missing.fact);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
    if response.hovered() {
        ui.painter().rect_filled(rect, 0.0, c.sunk);
    }
    let area = rect.shrink2(vec2(PAD, 0.0));
    let badge = Rect::from_center_size(pos2(area.left() + BADGE / 2.0, area.center().y), vec2(BADGE, BADGE));
    let (ground, ink) = if missing.stops { (c.red_t, c.red) } else { (c.side, c.ink2) };
    ui.painter().circle_filled(badge.center(), BADGE / 2.0, ground);
    paint::put_center(ui.painter(), badge, &paint::bold(ui, Type::Note, ink, (at + 1).to_string()));
    let text_at = pos2(badge.right() + 8.0, rect.top() + pad);
    let below = text_at + vec2(0.0, fact.size().y);
    ui.painter().galley(text_at, fact, c.ink);
    ui.painter().galley(below, hint, c.ink2);
    if missing.way != Way::Nobody {
        let arrow = pos2(area.right() - 10.0, area.center().y);
        paint::icon_at(ui.painter(), arrow, measures().icon_text, icon::GO, c.acc);
    }
    if response.has_focus() {
        paint::ring_on(ui.painter(), rect.shrink(2.0), tokens().radius.control);
    }
    response.clicked()
}
