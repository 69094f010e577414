//! The sheet F-03 on the screen, row by row as on paper.

use crate::domain::reception::InsuranceUse;
use crate::domain::risk_notice::N_POINTS;
use crate::domain::risk_notice::PartyChoice;
use crate::domain::risk_notice::RiskNotice;
use crate::domain::risk_notice::points;
use crate::domain::sheet::FormNo;
use crate::ui::components::button::Button;
use crate::ui::components::checkbox::Checkbox;
use crate::ui::components::flow;
use crate::ui::components::option::Options;
use crate::ui::components::paint;
use crate::ui::components::segmented::Segmented;
use crate::ui::components::sheet_grid::Cell;
use crate::ui::components::sheet_grid::Sheet;
use crate::ui::components::sheet_grid::SheetGrid;
use crate::ui::pages::intake::ask;
use crate::ui::pages::intake::counter::Counter;
use crate::ui::pages::intake::counter::month_day;
use crate::ui::pages::intake::reception::INSURANCE;
use crate::ui::pages::intake::risk_notice::NoticeDraft;
use crate::ui::pages::intake::risk_notice::asks_acceptance;
use crate::ui::pages::intake::risk_notice::given;
use crate::ui::pages::intake::risk_notice::signer;
use crate::ui::pages::intake::signing::Slot;
use crate::ui::pages::intake::visit::HandsOn;
use crate::ui::pages::intake::visit::Visit;
use crate::ui::theme::Type;
use crate::ui::theme::Width;
use crate::ui::theme::colors;
use crate::ui::theme::icon;
use crate::ui::theme::is_low;
use egui::Frame;
use egui::Id;
use egui::Margin;
use egui::Rect;
use egui::Role;
use egui::Sense;
use egui::Ui;
use egui::WidgetInfo;
use egui::pos2;
use egui::vec2;

pub const SLOT: &str = "F-03";

pub fn sheet_ui(ui: &mut Ui, counter: &mut Counter<'_, '_>) {
    if counter.visit.draft.intake.insurance == Some(InsuranceUse::No) {
        ui.horizontal(|ui| {
            ui.add_space(24.0);
            ask::note(ui, "不用于保险理赔，这张告知书可以不做");
        });
    }
    let low = is_low(ui.ctx());
    let heights = Heights::of(low, asks_acceptance(counter));
    let jurisdiction = counter.house.institution.jurisdiction;
    let corner = format!("{}　{}", FormNo::F03, jurisdiction.label());
    let given = given(counter);
    let margin = match counter.cx.width {
        Width::Wide | Width::Desk => 0,
        Width::Rail => 16,
        Width::Narrow => 8,
    };
    Frame::NONE.inner_margin(Margin::symmetric(margin, 0)).show(ui, |ui| {
        Sheet::new(FormNo::F03.label()).corner(&corner).page("第 1 页，共 1 页").show(ui, |grid| {
            head_rows(grid, counter, &heights);
            points_rows(grid, counter, given.as_ref(), &heights);
            choice_rows(grid, counter, given.as_ref(), &heights);
            signature_row(grid, counter, given.as_ref(), &heights);
        });
    });
    if given.is_some() {
        ui.horizontal(|ui| {
            ui.add_space(24.0);
            if Button::quiet("重新告知…").ui(ui).clicked() {
                counter.visit.draft.notice = NoticeDraft { is_again: true, ..NoticeDraft::default() };
                counter.visit.signing.close();
            }
        });
    }
    let house = counter.house.clone();
    if let Some((slot, manner)) = counter.visit.signing.dialog_ui(ui, &house)
        && slot == SLOT
    {
        counter.visit.draft.notice.signature = Some(manner);
        counter.visit.hands_on = Some(HandsOn::Signed);
    }
}

/// How high the rows are, so that the whole sheet is in sight on the screens we design for.
pub struct Heights {
    matter: f32,
    point: f32,
    option: f32,
    choice: f32,
    accepts: f32,
    pad: f32,
}

impl Heights {
    /// Low windows tighten the rows; so does the row Shanghai has more.
    fn of(low: bool, asks_acceptance: bool) -> Self {
        match (low, asks_acceptance) {
            (false, false) => {
                Self { matter: 40.0, point: 48.0, option: 40.0, choice: 57.0, accepts: 44.0, pad: 72.0 }
            }
            (false, true) => {
                Self { matter: 38.0, point: 42.0, option: 36.0, choice: 48.0, accepts: 40.0, pad: 72.0 }
            }
            (true, false) => {
                Self { matter: 36.0, point: 40.0, option: 36.0, choice: 50.0, accepts: 38.0, pad: 64.0 }
            }
            (true, true) => {
                Self { matter: 36.0, point: 40.0, option: 34.0, choice: 42.0, accepts: 38.0, pad: 56.0 }
            }
        }
    }
}

pub fn value(ui: &mut Ui, text: &str) {
    let c = colors();
    let galley = paint::wrapped(ui, Type::Field, c.ink, text, ui.available_width());
    let (rect, response) = ui.allocate_exact_size(galley.size(), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, text));
    ui.painter().galley(rect.min, galley, c.ink);
}

pub fn head_rows(grid: &mut SheetGrid<'_>, counter: &mut Counter<'_, '_>, heights: &Heights) {
    let intake = &counter.visit.draft.intake;
    let clients = intake.client_names();
    let subject = match counter.visit.draft.is_self {
        Some(true) => format!("{}（本人）", intake.subject.name.as_str()),
        _ => intake.subject.name.as_str().to_owned(),
    };
    let received = intake.received_on.map_or_else(String::new, |on| {
        format!("{} {}", month_day(on), crate::domain::date_words::weekday_name(on.weekday()))
    });
    let longest = clients.chars().count().max(subject.chars().count());
    // Eleven characters fit a cell of the drawn sheet; a longer name takes a second line.
    let height = if longest > 10 { 60.0 } else { 36.0 };
    let cells = [
        Cell::Label("委托人", 96.0),
        Cell::Value(5.0),
        Cell::Label("被鉴定人", 96.0),
        Cell::Value(5.0),
        Cell::Label("收到委托", 88.0),
        Cell::Value(3.0),
    ];
    grid.row(height, &cells, |ui, at| value(ui, [&clients, &subject, &received][at]));
    let matter = intake.matter.clone();
    let height = if matter.chars().count() > 19 { 60.0 } else { heights.matter };
    let cells = [
        Cell::Label("委托事项", 96.0),
        Cell::Value(7.0),
        Cell::Label("用于保险理赔", 112.0),
        Cell::Value(5.0),
    ];
    let mut changed = false;
    let mut anchor = Id::NULL;
    let intake = &mut counter.visit.draft.intake;
    grid.row(height, &cells, |ui, at| {
        if at == 0 {
            value(ui, &matter);
            return;
        }
        let answers = &INSURANCE;
        let response = Segmented::new("用于保险理赔", &mut intake.insurance, answers).bare().ui(ui);
        changed = response.changed();
        anchor = response.id;
    });
    counter.anchor("insurance", anchor);
    if changed {
        counter.save();
    }
}

pub fn points_rows(
    grid: &mut SheetGrid<'_>,
    counter: &mut Counter<'_, '_>,
    given: Option<&RiskNotice>,
    heights: &Heights,
) {
    let pack = counter.house.institution.jurisdiction.pack();
    let words = points(pack, &counter.visit.draft.intake.standard);
    let told = given.map_or(&counter.visit.draft.notice.points, |notice| &notice.points_told).clone();
    let count = format!("{} / {N_POINTS}", told.len());
    grid.band("告知要点", "逐条念给当事人听，听懂一条勾一条", &count);
    let height = heights.point;
    let rest_is_done = counter.visit.draft.notice.choice.is_some() || told.len() > usize::from(N_POINTS) / 2;
    let mut told_now = told.clone();
    let mut first_left = None;
    grid.points(words.len(), height, |ui, at| {
        let n = u8::try_from(at + 1).unwrap_or(u8::MAX);
        let mut is_told = told_now.contains(&n);
        let response = Checkbox::point(&words[at], at + 1, &mut is_told)
            .pending(rest_is_done)
            .locked(given.is_some())
            .height(height)
            .ui(ui);
        if !is_told {
            first_left.get_or_insert(response.id);
        }
        if response.changed() && is_told {
            told_now.insert(n);
        } else if response.changed() {
            told_now.remove(&n);
        }
    });
    if told_now != told {
        let notice = &mut counter.visit.draft.notice;
        notice.began_at = notice.began_at.or(Some(counter.cx.now));
        notice.points = told_now;
    }
    if let Some(id) = first_left {
        counter.anchor("points_told", id);
        counter.anchor("risk_notice", id);
    }
}

pub fn choice_rows(
    grid: &mut SheetGrid<'_>,
    counter: &mut Counter<'_, '_>,
    given: Option<&RiskNotice>,
    heights: &Heights,
) {
    let height = heights.option;
    let locked = given.map(|_| "已经签过");
    let mut choice = given.map_or(counter.visit.draft.notice.choice, |notice| notice.choice);
    let mut accepts =
        given.map_or(counter.visit.draft.notice.accepts_insurer, |notice| notice.accepts_insurer);
    let mut ids = Vec::new();
    let answers = PartyChoice::ALL.map(|one| (one, one.label()));
    let cells = [Cell::Label("当事人选择", 96.0), Cell::Value(1.0)];
    grid.row(heights.choice, &cells, |ui, _| {
        let options = Options::new("当事人选择", &mut choice, &answers).bare().height(height).locked(locked);
        ids.push(("choice", options.ui(ui).id));
    });
    if asks_acceptance(counter) {
        let cells = [Cell::Label("保险机构到场见证", 136.0), Cell::Value(1.0)];
        grid.row(heights.accepts, &cells, |ui, _| {
            let answers = [(true, "认可"), (false, "不认可")];
            let response = Segmented::new("是否认可保险机构到场见证", &mut accepts, &answers)
                .bare()
                .locked(locked)
                .ui(ui);
            ids.push(("accepts_insurer", response.id));
        });
    }
    if given.is_none() {
        counter.visit.draft.notice.choice = choice;
        counter.visit.draft.notice.accepts_insurer = accepts;
    }
    for (field, id) in ids {
        counter.anchor(field, id);
    }
}

/// The last row: who signs, the pad, who told.
pub fn signature_row(
    grid: &mut SheetGrid<'_>,
    counter: &mut Counter<'_, '_>,
    given: Option<&RiskNotice>,
    heights: &Heights,
) {
    let pad_height = heights.pad;
    let c = colors();
    grid.full(pad_height + 12.0, |ui| {
        let rect = ui.max_rect();
        let told_width = if rect.width() < 620.0 { 120.0 } else { 160.0 };
        let label = rect.with_max_x(rect.left() + 96.0);
        let told = rect.with_min_x(rect.right() - told_width);
        let told_label =
            Rect::from_min_max(pos2(told.left() - 88.0, rect.top()), pos2(told.left(), rect.bottom()));
        let pad = Rect::from_min_max(pos2(label.right(), rect.top()), pos2(told_label.left(), rect.bottom()));
        for cell in [label, told_label] {
            ui.painter().rect_filled(cell, 0.0, c.sunk);
        }
        for x in [pad.left(), told_label.left(), told.left()] {
            paint::vline(ui, rect, x, c.line2);
        }
        let words = paint::bold(ui, Type::Body, c.ink, "告知人");
        paint::put_left(ui.painter(), told_label.shrink2(vec2(8.0, 0.0)), &words);
        signer_cell(ui, counter, label, given.is_some());
        pad_cell(ui, counter, pad.shrink2(vec2(6.0, 6.0)), pad_height, given);
        told_by(ui, counter, told.shrink2(vec2(8.0, 0.0)), given);
    });
}

pub fn slot<'a>(signer: &'a str, sheet: &'a str, height: f32) -> Slot<'a> {
    Slot { key: SLOT, signer, sheet, height }
}

/// The label with the two ways beside the pad, or 重签 when there is ink.
pub fn signer_cell(ui: &mut Ui, counter: &mut Counter<'_, '_>, rect: Rect, is_given: bool) {
    let c = colors();
    let area = rect.shrink2(vec2(8.0, 0.0));
    let middle = area.center().y;
    let title = paint::bold(ui, Type::Body, c.ink, "委托人签名");
    if is_given {
        paint::put_left(ui.painter(), area, &title);
        return;
    }
    let above = Rect::from_min_max(pos2(area.left(), middle - 26.0), pos2(area.right(), middle - 2.0));
    paint::put_left(ui.painter(), above, &title);
    let below = Rect::from_min_max(pos2(area.left(), middle), pos2(area.right(), middle + 24.0));
    let name = signer(counter.visit);
    let sheet = format!("《{}》", FormNo::F03.label());
    let slot = slot(name.as_str(), &sheet, 0.0);
    let house = counter.house.clone();
    if counter.visit.draft.notice.signature.is_some() {
        if link(ui, below, "重签", "重签").1 {
            let Visit { signing, draft, .. } = &mut *counter.visit;
            signing.again(slot, &mut draft.notice.signature);
        }
        return;
    }
    let (end, refused) = link(ui, below, "拒签…", "委托人拒签");
    if refused {
        counter.visit.signing.refuse(slot, &house);
    }
    if link(ui, below.with_min_x(end + 8.0), "纸签…", "委托人在纸上签").1 {
        counter.visit.signing.on_paper(slot, &house);
    }
}

/// A small blue word that can be pressed; returns where it ends.
pub fn link(ui: &Ui, rect: Rect, words: &str, name: &str) -> (f32, bool) {
    let c = colors();
    let text = paint::line(ui, Type::Note, c.acc, words);
    let place = Rect::from_min_size(rect.min, vec2(text.size().x, rect.height()));
    let response = ui.interact(place, ui.unique_id().with(("sheet link", name)), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, name));
    flow::stand_beside(ui, response.id);
    let said = paint::put_left(ui.painter(), place, &text);
    if response.hovered() {
        paint::hline(ui, said, said.bottom() - 2.0, c.acc);
    }
    if response.has_focus() {
        paint::ring_on(ui.painter(), place.expand(2.0), 2);
    }
    (place.right(), response.clicked())
}

pub fn pad_cell(
    ui: &mut Ui,
    counter: &mut Counter<'_, '_>,
    rect: Rect,
    height: f32,
    given: Option<&RiskNotice>,
) {
    let mut child = ui.new_child(egui::UiBuilder::new().max_rect(rect).id_salt("notice pad"));
    let name = signer(counter.visit);
    let sheet = format!("《{}》", FormNo::F03.label());
    let slot = slot(name.as_str(), &sheet, height);
    let visit = &mut *counter.visit;
    if let Some(notice) = given {
        let mut signature = notice.signature.clone();
        let mut shown = crate::ui::pages::intake::signing::SigningDesk::default();
        child.disable();
        shown.pad(&mut child, slot, "已存", &mut signature);
        return;
    }
    let words = if visit.draft.notice.signature.is_some() { "" } else { "日期签后自动填写" };
    let id = visit.signing.pad(&mut child, slot, words, &mut visit.draft.notice.signature);
    counter.anchor("signature", id);
}

pub fn told_by(ui: &Ui, counter: &Counter<'_, '_>, rect: Rect, given: Option<&RiskNotice>) {
    let c = colors();
    let notice = &counter.visit.draft.notice;
    let at = match given {
        Some(_) => counter
            .case
            .as_ref()
            .and_then(|case| case.file.current(&case.file.risk_notices).last().map(|row| row.at)),
        None => notice.began_at,
    };
    let name = given.map_or(counter.house.user.name.as_str(), |notice| notice.told_by.as_str());
    let Some(at) = at else {
        let words = paint::line(ui, Type::Note, c.ink2, "念第一条时记时间");
        paint::put_left(ui.painter(), rect, &words);
        return;
    };
    let middle = rect.center().y;
    let above = Rect::from_min_max(pos2(rect.left(), middle - 24.0), pos2(rect.right(), middle));
    let text_at = paint::icon_left(ui.painter(), above, 16.0, 8.0, icon::DONE, c.green);
    paint::put_left(ui.painter(), text_at, &paint::regular(ui, Type::Field, c.ink, name));
    let below = Rect::from_min_max(pos2(rect.left(), middle), pos2(rect.right(), middle + 20.0));
    let words = format!("{} {}", month_day(at.day()), at.hour_minute_text());
    paint::put_left(ui.painter(), below, &paint::line(ui, Type::Note, c.ink2, words));
}
