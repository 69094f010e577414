//! What every field shares: where label, control and the line below lie, and how edges show a state.

use super::finding::FindingLine;
use super::finding::Level;
use super::finding::finding_at;
use super::paint;
use crate::ui::theme::Type;
use crate::ui::theme::colors;
use crate::ui::theme::icon;
use crate::ui::theme::icon::Icon;
use crate::ui::theme::measures;
use crate::ui::theme::tokens;
use egui::Rect;
use egui::Role;
use egui::Sense;
use egui::Stroke;
use egui::StrokeKind;
use egui::Ui;
use egui::WidgetInfo;
use egui::pos2;
use egui::vec2;

const LABEL: f32 = 20.0;
const GAP: f32 = 4.0;
const BELOW: f32 = 20.0;

/// How a field looks beside its text.
#[derive(Clone, Copy)]
#[expect(clippy::struct_excessive_bools, reason = "independent marks of one field")]
pub(super) struct Look<'a> {
    pub required: bool,
    pub aside: &'a str,
    pub finding: Option<&'a FindingLine>,
    pub remark: &'a str,
    pub to_check: bool,
    pub locked: Option<&'a str>,
    pub bare: bool,
    pub borderless: bool,
    pub height: f32,
    pub unit: &'a str,
    pub icon: Option<Icon>,
    pub salt: Option<&'a str>,
    pub width: Option<f32>,
}

impl Default for Look<'_> {
    fn default() -> Self {
        Self {
            required: false,
            aside: "",
            finding: None,
            remark: "",
            to_check: false,
            locked: None,
            bare: false,
            borderless: false,
            height: measures().control,
            unit: "",
            icon: None,
            salt: None,
            width: None,
        }
    }
}

/// The words in which a control that has a `look` is described, so that every control knows the same ones.
/// A macro and not a trait: pages say `.required()` without importing anything.
macro_rules! described {
    (@ required) => {
        /// Shows 必填 before the label.
        pub fn required(mut self) -> Self {
            self.look.required = true;
            self
        }
    };
    (@ aside) => {
        /// Grey words beside the label.
        pub fn aside(mut self, aside: &'a str) -> Self {
            self.look.aside = aside;
            self
        }
    };
    (@ finding) => {
        /// What the form or the law says about it; it takes the place of a remark.
        pub fn finding(mut self, finding: Option<&'a $crate::ui::components::finding::FindingLine>) -> Self {
            self.look.finding = finding;
            self
        }
    };
    (@ locked) => {
        /// Locks it and says why.
        pub fn locked(mut self, why: Option<&'a str>) -> Self {
            self.look.locked = why;
            self
        }
    };
    (@ bare) => {
        /// Only the control: no label, no line below. For cells of a sheet and rows of a table; the name stays.
        pub fn bare(mut self) -> Self {
            self.look.bare = true;
            self
        }
    };
    (@ width) => {
        /// The width; all there is, unless set.
        pub fn width(mut self, width: f32) -> Self {
            self.look.width = Some(width);
            self
        }
    };
    (@ salt) => {
        /// Tells two controls of one label apart.
        pub fn salt(mut self, salt: &'a str) -> Self {
            self.look.salt = Some(salt);
            self
        }
    };
    ($($word:ident)+) => {
        $(super::field_frame::described!(@ $word);)+
    };
}
pub(super) use described;

/// Where the parts of a field lie.
pub(super) struct Place {
    pub label: Rect,
    pub control: Rect,
    pub below: Rect,
}

/// Takes the space of a field: 76 high with label and line, or the bare control.
pub(super) fn allocate(ui: &mut Ui, width: f32, look: &Look<'_>) -> Place {
    let (above, below) = if look.bare { (0.0, 0.0) } else { (LABEL + GAP, BELOW) };
    let (rect, _) = ui.allocate_exact_size(vec2(width, above + look.height + below), Sense::hover());
    let control = Rect::from_min_size(pos2(rect.left(), rect.top() + above), vec2(width, look.height));
    Place {
        label: Rect::from_min_size(rect.min, vec2(width, LABEL)),
        control,
        below: Rect::from_min_size(control.left_bottom(), vec2(width, BELOW)),
    }
}

/// Paints 必填, the label and the words beside it.
pub(super) fn paint_label(ui: &Ui, place: &Place, label: &str, look: &Look<'_>) {
    if look.bare {
        return;
    }
    let c = colors();
    let mut area = place.label;
    if look.required {
        let word = paint::line(ui, Type::Note, c.red, "必填");
        area.min.x = paint::put_left(ui.painter(), area, &word).right() + GAP;
    }
    let said = paint::put_left(ui.painter(), area, &paint::line(ui, Type::Note, c.ink2, label));
    if !look.aside.is_empty() {
        area.min.x = said.right() + 16.0;
        in_line(ui, area, look.aside);
    }
}

/// Room at the right of the text for unit and icon.
pub(super) fn right_margin(ui: &Ui, look: &Look<'_>) -> i8 {
    let unit = if look.unit.is_empty() {
        0.0
    } else {
        paint::line(ui, Type::Note, colors().ink2, look.unit).size().x + 8.0
    };
    let icon = look.icon.map_or(0.0, |_| measures().icon_text + 4.0);
    (8.0 + unit + icon).ceil() as i8
}

/// Paints the edge of the control as its state asks, and unit and icon inside it.
pub(super) fn paint_edge(ui: &Ui, control: Rect, look: &Look<'_>, focused: bool) {
    if look.borderless {
        return;
    }
    let c = colors();
    let level = look.finding.map(|finding| finding.level);
    let stroke = match () {
        () if look.locked.is_some() => paint::thin(ui, c.line2),
        () if focused => Stroke::new(2.0, c.ring),
        () if level == Some(Level::Block) => Stroke::new(2.0, c.red),
        () if level == Some(Level::Warn) || look.to_check => Stroke::new(2.0, c.amber_edge),
        () => paint::thin(ui, c.edge),
    };
    let radius = f32::from(tokens().radius.control);
    ui.painter().rect_stroke(control, radius, stroke, StrokeKind::Inside);
    let mut area = control.shrink2(vec2(8.0, 0.0));
    if let Some(icon) = look.icon {
        let size = measures().icon_text;
        let center = pos2(area.right() - size / 2.0, area.center().y);
        paint::icon_at(ui.painter(), center, size, icon, c.ink);
        area.max.x -= size + 4.0;
    }
    if !look.unit.is_empty() {
        paint::put_right(ui.painter(), area, &paint::line(ui, Type::Note, c.ink2, look.unit));
    }
}

/// Fills the reserved line: the finding, else why it is locked, else the remark. Judgement waits for the word.
pub(super) fn below(ui: &mut Ui, place: &Place, look: &Look<'_>, composing: bool) {
    if look.bare {
        return;
    }
    let c = colors();
    let area = place.below;
    match (look.finding, look.locked) {
        (Some(finding), _) if !composing => finding_at(ui, area, finding),
        (_, Some(why)) => {
            let area = paint::icon_left(ui.painter(), area, measures().icon_note, GAP, icon::LOCK, c.ink2);
            in_line(ui, area, why);
        }
        _ if !look.remark.is_empty() => in_line(ui, area, look.remark),
        _ => {}
    }
}

/// Grey words that never run past their column; what has no room is told when the pointer rests there.
fn in_line(ui: &Ui, area: Rect, words: &str) {
    let (galley, is_whole) = paint::clauses(ui, Type::Note, colors().ink2, words, area.width());
    paint::put_left(ui.painter(), area, &galley);
    if !is_whole {
        let id = ui.unique_id().with(("rest of", area.min.x.to_bits(), area.min.y.to_bits()));
        let response = ui.interact(area, id, Sense::hover());
        response.widget_info(|| WidgetInfo::labeled(Role::Label, true, words));
        response.on_hover_text(words);
    }
}
