//! What stands around every page: sidebar, status line with the keys, the rule card.

use crate::ui::components::citation;
use crate::ui::components::citation::CitationRef;
use crate::ui::components::flow;
use crate::ui::components::modal::Modal;
use crate::ui::components::rule_card::RuleAsk;
use crate::ui::components::rule_card::RuleCard;
use crate::ui::components::sidebar;
use crate::ui::components::sidebar::Place;
use crate::ui::components::sidebar::SidebarAsk;
use crate::ui::components::status_line::Saved;
use crate::ui::components::status_line::StatusLine;
use crate::ui::desk::Desk;
use crate::ui::desk::cx::Effect;
use crate::ui::desk::cx::PageCx;
use crate::ui::desk::original::Original;
use crate::ui::law::Entry;
use crate::ui::pages::IntakeStep;
use crate::ui::pages::PAGES;
use crate::ui::pages::PageId;
use crate::ui::pages::PageMeta;
use crate::ui::pages::Route;
use crate::ui::theme;
use crate::ui::theme::Width;
use crate::ui::theme::icon;
use egui::Id;
use egui::Key;

/// The sidebar, a rail where the window is narrow; behind 菜单 F10 where it is very narrow.
pub(super) fn sidebar(ui: &mut egui::Ui, desk: &Desk, effects: &mut Vec<Effect>) {
    let ctx = ui.ctx().clone();
    let width = sidebar::width(&ctx);
    let menu = Id::unique("menu is open");
    if width == 0.0 {
        if flow::pressed(&ctx, egui::Modifiers::NONE, Key::F10) {
            let open = ctx.data(|data| data.get_temp::<bool>(menu)).unwrap_or(false);
            ctx.data_mut(|data| data.insert_temp(menu, !open));
        }
        if !ctx.data(|data| data.get_temp::<bool>(menu)).unwrap_or(false) {
            return;
        }
        if flow::pressed(&ctx, egui::Modifiers::NONE, Key::Escape) {
            ctx.data_mut(|data| data.insert_temp(menu, false));
            return;
        }
    }
    let width = if width == 0.0 { theme::measures().rail } else { width };
    let metas = sidebar_pages();
    let places: Vec<Place<'_>> = metas
        .iter()
        .map(|meta| Place {
            icon: meta.icon,
            word: meta.title,
            count: match meta.id {
                PageId::Intake => desk.views.today.as_ref().map_or(0, |today| today.intakes.len()),
                _ => 0,
            },
        })
        .collect();
    let of_page = || desk.page_meta().map_or(PageId::Today, |meta| meta.under);
    let under = desk.route().under().unwrap_or_else(of_page);
    let chosen = metas.iter().position(|meta| meta.id == under).unwrap_or(0);
    let user = desk.views.session.as_ref().and_then(|session| session.user.as_ref());
    let name = user.map_or("", |user| user.name.as_str());
    let role = user.and_then(|user| user.roles.first()).map_or("", |role| role.label());
    let asked = egui::Panel::left("sidebar")
        .exact_size(width)
        .resizable(false)
        .show_separator_line(false)
        .frame(egui::Frame::NONE)
        .show(ui, |ui| sidebar::sidebar(ui, &places, chosen, name, role))
        .inner;
    match asked {
        Some(SidebarAsk::Go(n)) => {
            ctx.data_mut(|data| data.insert_temp(menu, false));
            if let Some(meta) = metas.get(n) {
                effects.push(Effect::Go(home_of(meta.id)));
            }
        }
        Some(SidebarAsk::Lock) => effects.push(Effect::Lock),
        None => {}
    }
}

/// 已保存, where one is, and the keys that do something here.
pub(super) fn status_line(ui: &mut egui::Ui, desk: &Desk, effects: &mut Vec<Effect>) {
    let saved = match (&desk.save_failed, desk.saved_at) {
        (Some(why), _) => Saved::Failed(why.clone()),
        (None, Some(at)) => Saved::At(at.clock_text()),
        (None, None) => Saved::At((desk.now)().clock_text()),
    };
    let place = place_words(desk);
    let clock = desk.views.session.as_ref().and_then(|session| session.clock_warning.clone());
    // The first clause is enough here; 设置 says the whole.
    let warning = desk.views.session.as_ref().and_then(|session| session.warnings.first());
    let warning = warning.map(|warning| warning.split('，').next().unwrap_or_default().to_owned());
    let mut line = StatusLine::new(&saved).item(icon::PLACE, &place);
    if clock.is_some() {
        line = line.item(icon::WARNING, "本机时钟倒退过");
    } else if let Some(warning) = &warning {
        line = line.item(icon::WARNING, warning);
    }
    if let Some(meta) = desk.page_meta() {
        for (key, word) in meta.keys {
            line = line.key(key, word);
        }
    }
    if Width::of_window(ui.ctx()) == Width::Narrow {
        line = line.key("F10", "菜单");
    }
    let pressed = egui::Panel::bottom("status line")
        .exact_size(theme::measures().status_line)
        .resizable(false)
        .show_separator_line(false)
        .frame(egui::Frame::NONE)
        .show(ui, |ui| line.show(ui))
        .inner;
    if let Some(key) = pressed {
        press(ui.ctx(), desk, key, effects);
    }
}

/// The card of a rule whose citation was pressed: sentence, sources, the way out; 看原文 opens the text.
pub(super) fn rule_card(ctx: &egui::Context, cx: &mut PageCx<'_>, original: &mut Original) {
    original.ui(ctx);
    let slot = Id::unique("rule card");
    if let Some(rule) = citation::take_opened(ctx) {
        ctx.data_mut(|data| data.insert_temp(slot, rule));
    }
    let Some(rule) = ctx.data(|data| data.get_temp::<String>(slot)) else { return };
    let case = cx.route.case();
    let found = case.and_then(|case| cx.case(case)).and_then(|view| {
        let all = view.steps.values().flat_map(|findings| findings.iter());
        all.filter(|finding| finding.rule.0 == rule).map(Entry::of).next()
    });
    let Some(entry) = found.or_else(|| Entry::by_id(&rule)) else {
        ctx.data_mut(|data| data.remove::<String>(slot));
        return;
    };
    let card = card_of(&rule, &entry, case.is_some());
    let output = Modal::new("规定").show(
        ctx,
        |ui| card.full(ui),
        |ui| crate::ui::components::button::Button::primary("知道了").ui(ui).clicked(),
    );
    if output.closed || output.foot || output.body.is_some() {
        ctx.data_mut(|data| data.remove::<String>(slot));
    }
    match (output.body, entry.way_out, case) {
        (Some(RuleAsk::Original), ..) => original.open(entry.basis),
        (Some(RuleAsk::WayOut), Some(way_out), Some(case)) => cx.go_place(way_out.go, case),
        _ => {}
    }
}

/// The way out leads somewhere only where a case is at hand.
fn card_of(rule: &str, entry: &Entry, has_case: bool) -> RuleCard {
    RuleCard {
        level: entry.level,
        citation: CitationRef::new(entry.cite(), rule),
        sentence: entry.sentence.to_owned(),
        source: format!("{}　编号 {rule}", entry.sources()),
        way_out: entry.way_out.filter(|_| has_case).map(|way_out| way_out.say.to_owned()),
    }
}

/// Pages with an item of their own, in their order.
fn sidebar_pages() -> Vec<&'static PageMeta> {
    PAGES.iter().map(|make| make().meta()).filter(|meta| meta.in_sidebar).collect()
}

fn home_of(page: PageId) -> Route {
    match page {
        PageId::Intake => Route::LastIntake,
        PageId::Cases => Route::Cases,
        PageId::Scan => Route::Scan,
        PageId::Registers => Route::Registers,
        PageId::Ledger => Route::Ledger,
        PageId::Statistics => Route::Statistics,
        PageId::Directory => Route::Directory,
        PageId::Settings => Route::Settings,
        _ => Route::Today,
    }
}

fn place_words(desk: &Desk) -> String {
    let Some(institution) = desk.views.session.as_ref().and_then(|session| session.institution.clone())
    else {
        return String::new();
    };
    let premises = institution.premises.first().map_or("", |premises| premises.name.as_str());
    let demo = if institution.is_demo { "　演示" } else { "" };
    format!("{}　{premises}　{}{demo}", institution.name, institution.jurisdiction.label())
}

/// A key pressed with the pointer does what the key does.
fn press(ctx: &egui::Context, desk: &Desk, key: &str, effects: &mut Vec<Effect>) {
    match key {
        "F2" => effects.push(Effect::Go(Route::Intake { case: None, step: IntakeStep::Reception })),
        "F3" => effects.push(Effect::OpenPalette),
        "F4" if desk.route.case().is_some() => {
            if let Some(case) = desk.route.case() {
                effects.push(Effect::Go(Route::CheckIn(case)));
            }
        }
        other => {
            // The page hears it as if the key itself had been pressed.
            if let Some(key) = Key::from_name(other) {
                let event = egui::Event::Key {
                    key,
                    physical_key: None,
                    pressed: true,
                    repeat: false,
                    modifiers: egui::Modifiers::NONE,
                };
                ctx.input_mut(|input| input.events.push(event));
            }
        }
    }
}
