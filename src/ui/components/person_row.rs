//! A person in a list: 56 high, status icon, name, time; below it role and standing. The name is never cut.

use super::chip::Tone;
use super::paint;
use crate::ui::theme::Type;
use crate::ui::theme::colors;
use crate::ui::theme::icon;
use crate::ui::theme::icon::Icon;
use crate::ui::theme::measures;
use egui::Color32;
use egui::Rect;
use egui::Response;
use egui::Role;
use egui::Sense;
use egui::Ui;
use egui::WidgetInfo;
use egui::vec2;

/// Whether a person is here, and what follows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Presence {
    /// Arrived.
    Arrived,
    /// Expected.
    Expected,
    /// Arrived, but not entitled to witness.
    NoStanding,
    /// Absent, and the work stops.
    AbsentStops,
    /// Absent, and the work goes on.
    AbsentGoesOn,
}

impl Presence {
    fn look(self) -> (Icon, Color32) {
        let c = colors();
        match self {
            Self::Arrived => (icon::DONE, c.green),
            Self::Expected => (icon::EXPECTED, c.ink2),
            Self::NoStanding => (icon::NO_STANDING, c.red),
            Self::AbsentStops => (icon::MISSING, c.red),
            Self::AbsentGoesOn => (icon::ABSENT, c.ink2),
        }
    }

    fn word(self) -> &'static str {
        match self {
            Self::Arrived => "已到",
            Self::Expected => "待到",
            Self::NoStanding => "到场但不得见证",
            Self::AbsentStops => "未到，不得开展",
            Self::AbsentGoesOn => "未到，照常鉴定",
        }
    }
}

/// A person. `PersonRow::new(Presence::Arrived, "罗契").time("13:46").role("被鉴定人").standing("身份已核验", Tone::Green).ui(ui)`.
pub struct PersonRow<'a> {
    presence: Presence,
    name: &'a str,
    time: &'a str,
    role: &'a str,
    standing: &'a str,
    tone: Tone,
    selected: bool,
}

impl<'a> PersonRow<'a> {
    /// A person and whether they are here.
    pub fn new(presence: Presence, name: &'a str) -> Self {
        Self { presence, name, time: "", role: "", standing: "", tone: Tone::Grey, selected: false }
    }

    /// 「13:52」 or 「应到 14:00」.
    pub fn time(mut self, time: &'a str) -> Self {
        self.time = time;
        self
    }

    /// Role or institution.
    pub fn role(mut self, role: &'a str) -> Self {
        self.role = role;
        self
    }

    /// Standing, with the tone that goes with it.
    pub fn standing(mut self, standing: &'a str, tone: Tone) -> Self {
        self.standing = standing;
        self.tone = tone;
        self
    }

    /// Marks the person in focus.
    pub fn selected(mut self, selected: bool) -> Self {
        self.selected = selected;
        self
    }

    /// Shows the row over the width there is.
    pub fn ui(self, ui: &mut Ui) -> Response {
        let c = colors();
        let m = measures();
        let width = ui.available_width();
        let name = match self.selected {
            true => paint::name(ui, Type::Body, c.ink, self.name),
            false => paint::regular(ui, Type::Body, c.ink, self.name),
        };
        let time = paint::line(ui, Type::Note, c.ink2, self.time);
        let role = paint::line(ui, Type::Note, c.ink2, self.role);
        let standing = paint::line(ui, Type::Note, self.tone_ink(), self.standing);
        let room = width - 2.0 * m.space_4 - 28.0;
        let time_below = name.size().x + time.size().x + 8.0 > room;
        let third = role.size().x + standing.size().x + 8.0 > room || (time_below && !self.role.is_empty());
        let height = m.row_person + if third { Type::Note.line() } else { 0.0 };
        let (rect, response) = ui.allocate_exact_size(vec2(width, height), Sense::click());
        let words = format!("{} {} {} {}", self.name, self.presence.word(), self.role, self.standing);
        response.widget_info(|| WidgetInfo::selected(Role::ListItem, true, self.selected, words.trim_end()));
        self.ground(ui, rect, &response);
        let area = rect.shrink2(vec2(m.space_4, 6.0));
        let line = |at: f32, height: f32| Rect::from_min_size(area.min + vec2(28.0, at), vec2(room, height));
        let (symbol, color) = self.presence.look();
        let icon_at = area.min + vec2(m.icon_text / 2.0, 11.0);
        paint::icon_at(ui.painter(), icon_at, m.icon_text, symbol, color);
        paint::put_left(ui.painter(), line(0.0, 22.0), &name);
        let second = line(22.0, 20.0);
        paint::put_left(ui.painter(), second, &role);
        let third_line = line(42.0, 20.0);
        paint::put_right(ui.painter(), if time_below { second } else { line(0.0, 22.0) }, &time);
        paint::put_right(ui.painter(), if third { third_line } else { second }, &standing);
        response
    }

    fn ground(&self, ui: &Ui, rect: Rect, response: &Response) {
        let c = colors();
        if self.selected {
            ui.painter().rect_filled(rect, 0.0, c.tint2);
            ui.painter().rect_filled(rect.with_max_x(rect.left() + 3.0), 0.0, c.acc);
        } else if response.hovered() {
            ui.painter().rect_filled(rect, 0.0, c.sunk);
        }
        if response.has_focus() {
            paint::ring_on(ui.painter(), rect, 0);
        }
    }

    fn tone_ink(&self) -> Color32 {
        match self.tone {
            Tone::LastDay => colors().red,
            tone => tone.colors().2,
        }
    }
}
