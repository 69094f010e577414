//! A text field: label above, control 32, one reserved line below for what the form or the law says.
//!
//! A field of several lines grows with what is written, up to fourteen lines; from then on it scrolls inside.
//!
//! Enter goes on, Shift+Enter back. While an input method composes, the bound text keeps its former value, so
//! no rule, no search and no draft ever sees half a word. Coming by key selects all and scrolls into view.

use super::caps_lock;
use super::citation;
use super::field_frame;
use super::field_frame::Look;
use super::field_frame::described;
use super::flow;
use super::ime;
use super::text_menu;
use crate::ui::theme::Type;
use crate::ui::theme::colors;
use crate::ui::theme::icon::Icon;
use crate::ui::theme::measures;
use crate::ui::theme::tokens;
use egui::Align2;
use egui::EventFilter;
use egui::Frame;
use egui::Galley;
use egui::Id;
use egui::Key;
use egui::Margin;
use egui::Modifiers;
use egui::Rect;
use egui::Response;
use egui::TextBuffer;
use egui::TextEdit;
use egui::Ui;
use egui::UiBuilder;
use egui::text::CCursor;
use egui::text::CCursorRange;
use egui::text::LayoutJob;
use egui::vec2;
use std::sync::Arc;

/// A field of several lines grows no higher than this: on a low window head and foot of the page stay in sight.
const MOST_ROWS: f32 = 14.0;
/// Between the edge and the text, above and below.
const PAD: i8 = 4;
const PAD_LEFT: i8 = 9;

/// A text field. `Field::new("姓名", &mut draft.name).required().finding(finding.as_ref()).ui(ui)`.
pub struct Field<'a> {
    label: &'a str,
    text: &'a mut String,
    pub(super) look: Look<'a>,
    hint: &'a str,
    rows: usize,
    right: bool,
    password: bool,
    groups: &'static [usize],
    tidy: Option<fn(&str) -> String>,
    hold: Hold,
}

/// Which keys a field keeps from moving the keyboard elsewhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Hold {
    Arrows,
    ArrowsAndEscape,
    All,
}

/// What a field did this frame.
pub struct FieldOutput {
    /// The response of the text control; `changed` is never true while a composition is open.
    pub response: Response,
    /// The keyboard left the field, or Enter went on from it.
    pub committed: bool,
    /// A composition is open in this field.
    pub composing: bool,
    /// The text as it stands in the control, half-composed words included.
    pub shown: String,
    /// The control without label and finding line.
    pub control: Rect,
}

impl<'a> Field<'a> {
    /// A field with a label, bound to a text.
    pub fn new(label: &'a str, text: &'a mut String) -> Self {
        Self {
            label,
            text,
            look: Look::default(),
            hint: "",
            rows: 1,
            right: false,
            password: false,
            groups: &[],
            tidy: None,
            hold: Hold::Arrows,
        }
    }

    described!(required aside finding locked bare width salt);

    /// Looks as another control was described, which is made of this field.
    pub(super) fn looking(mut self, look: Look<'a>) -> Self {
        self.look = look;
        self
    }

    /// Grey words inside the empty field.
    pub fn hint(mut self, hint: &'a str) -> Self {
        self.hint = hint;
        self
    }

    /// A grey remark in the line below, when there is no finding.
    pub fn remark(mut self, remark: &'a str) -> Self {
        self.look.remark = remark;
        self
    }

    /// Marks the value as not yet checked against its picture.
    pub fn to_check(mut self, to_check: bool) -> Self {
        self.look.to_check = to_check;
        self
    }

    /// Several lines, at least so many. Enter then starts a new line, Tab leaves.
    pub fn rows(mut self, rows: usize) -> Self {
        self.rows = rows.max(1);
        self.look.height =
            f32::max(measures().control, rows as f32 * Type::Field.line() + 2.0 * f32::from(PAD));
        self
    }

    /// 40 high, for the level of a page.
    pub fn page(mut self) -> Self {
        self.look.height = measures().control_page;
        self
    }

    /// Right-aligned, for amounts.
    pub fn right(mut self) -> Self {
        self.right = true;
        self
    }

    /// A unit inside the field, at the right.
    pub fn unit(mut self, unit: &'a str) -> Self {
        self.look.unit = unit;
        self
    }

    /// An icon inside the field, at the right.
    pub fn icon(mut self, icon: Icon) -> Self {
        self.look.icon = Some(icon);
        self
    }

    /// Hides what is typed.
    pub fn password(mut self) -> Self {
        self.password = true;
        self
    }

    /// Shows the characters in groups (6 8 4) without changing the text.
    pub fn groups(mut self, groups: &'static [usize]) -> Self {
        self.groups = groups;
        self
    }

    /// Puts the text in order when the keyboard leaves, never while typing.
    pub fn tidy(mut self, tidy: fn(&str) -> String) -> Self {
        self.tidy = Some(tidy);
        self
    }

    /// No edge and no ring, where the field is all there is to see.
    pub(super) fn borderless(mut self) -> Self {
        self.look.borderless = true;
        self
    }

    /// Keeps Tab and Esc for the caller too.
    pub(super) fn hold_all_keys(mut self) -> Self {
        self.hold = Hold::All;
        self
    }

    /// Keeps Esc for the caller, while a list is open below.
    pub(super) fn hold_escape(mut self, hold: bool) -> Self {
        self.hold = if hold { Hold::ArrowsAndEscape } else { Hold::Arrows };
        self
    }

    /// The id its text control will have in this `ui`, to give it the keyboard with `flow::focus`.
    pub fn id(&self, ui: &Ui) -> Id {
        ui.make_persistent_id(("field", self.label, self.look.salt))
    }

    /// Shows the field.
    pub fn ui(mut self, ui: &mut Ui) -> FieldOutput {
        let id = self.id(ui);
        let width = self.look.width.unwrap_or_else(|| ui.available_width());
        let mut buffer = held(ui, id).unwrap_or_else(|| self.text.clone());
        self.grow(ui, width, &buffer);
        let place = field_frame::allocate(ui, width, &self.look);
        field_frame::paint_label(ui, &place, self.label, &self.look);
        let mut response = self.control(ui, id, place.control, &mut buffer);
        let composing = response.has_focus() && ime::composing(ui.ctx());
        let changed = !composing && buffer != *self.text;
        if changed {
            self.text.clone_from(&buffer);
        }
        hold(ui, id, composing.then(|| buffer.clone()));
        self.open_citation(ui, &response);
        let moved = self.rows == 1 && flow::stride(ui, &response);
        let committed = moved || response.lost_focus();
        if committed && let Some(tidy) = self.tidy {
            *self.text = tidy(self.text);
        }
        response.flags.set(egui::response::Flags::CHANGED, changed);
        field_frame::paint_edge(ui, place.control, &self.look, response.has_focus());
        let mut look = self.look;
        if self.password && response.has_focus() && caps_lock::seems_on(ui) {
            look.remark = "大写锁定好像开着（Caps Lock）";
        }
        field_frame::below(ui, &place, &look, composing);
        FieldOutput { response, committed, composing, shown: buffer, control: place.control }
    }

    /// Makes room for all that is written. A cell of a sheet keeps its height and scrolls.
    fn grow(&mut self, ui: &Ui, width: f32, text: &str) {
        if self.rows == 1 || self.look.bare {
            return;
        }
        let inner = width - f32::from(PAD_LEFT) - f32::from(field_frame::right_margin(ui, &self.look));
        let needed = ui.fonts_mut(|fonts| {
            fonts.layout(text.to_owned(), Type::Field.font(), colors().ink, inner).size().y
        });
        let pads = 2.0 * f32::from(PAD);
        let most = (MOST_ROWS * Type::Field.line() + pads).max(self.look.height);
        self.look.height = (needed + pads).ceil().clamp(self.look.height, most);
    }

    /// F1 opens the rule that speaks about the field one stands in.
    fn open_citation(&self, ui: &Ui, response: &Response) {
        let cited = self.look.finding.and_then(|finding| finding.citation.as_ref());
        if let Some(cited) = cited
            && response.has_focus()
            && flow::pressed(ui.ctx(), Modifiers::NONE, Key::F1)
        {
            citation::open(ui.ctx(), &cited.rule_id);
        }
    }

    fn control(&self, ui: &mut Ui, id: Id, rect: Rect, buffer: &mut String) -> Response {
        let c = colors();
        let locked = self.look.locked.is_some();
        if !locked {
            flow::join(ui, id);
        }
        let align = match (self.rows, self.right) {
            (1, true) => Align2::RIGHT_CENTER,
            (1, false) => Align2::LEFT_CENTER,
            _ => Align2::LEFT_TOP,
        };
        let fill = if locked { c.side } else { c.paper };
        let right = field_frame::right_margin(ui, &self.look);
        let margin = Margin { left: PAD_LEFT, right, top: PAD, bottom: PAD };
        let frame = Frame::NONE.fill(fill).corner_radius(4).inner_margin(margin);
        let groups = self.groups;
        let ink = if locked { c.ink2 } else { c.ink };
        let mut layouter = |ui: &Ui, text: &dyn TextBuffer, _: f32| grouped(ui, text.as_str(), groups, ink);
        let edit = if self.rows == 1 { TextEdit::singleline(buffer) } else { TextEdit::multiline(buffer) };
        let mut edit = edit
            .id(id)
            .frame(frame)
            .font(Type::Field.font())
            .text_color(ink)
            .desired_width(rect.width())
            .desired_rows(1)
            .min_size(rect.size())
            .align(align)
            .password(self.password)
            .interactive(!locked)
            .event_filter(EventFilter {
                horizontal_arrows: true,
                vertical_arrows: true,
                tab: self.hold == Hold::All,
                escape: self.hold != Hold::Arrows,
            })
            .hint_text(crate::ui::theme::rich(Type::Field, self.hint).color(c.ink3));
        if self.rows == 1 {
            edit = edit.return_key(None);
        }
        if !groups.is_empty() {
            edit = edit.layouter(&mut layouter);
        }
        let mut child = ui.new_child(UiBuilder::new().max_rect(rect).id_salt(id));
        child.shrink_clip_rect(rect.expand(2.0));
        let mut output = if self.rows == 1 {
            edit.show(&mut child)
        } else {
            // The column of the scroll bar belongs to the field.
            child.painter().rect_filled(rect, f32::from(tokens().radius.control), fill);
            let inside = egui::ScrollArea::vertical().id_salt("lines").max_height(rect.height());
            let lines = inside.auto_shrink(false).show(&mut child, |ui| {
                let width = ui.available_width();
                edit.desired_width(width).min_size(vec2(width, rect.height())).show(ui)
            });
            lines.inner
        };
        let response = output.response.response.clone().accessible_name(self.label);
        if flow::arrived(ui, &response) {
            let all =
                CCursorRange::two(CCursor::default(), CCursor::new(output.galley.text().chars().count()));
            output.state.cursor.set_char_range(Some(all));
            output.state.store(ui.ctx(), id);
        }
        text_menu::attach(ui, &response, output.cursor_range);
        response
    }
}

/// Lays out one line with a gap after each group; the text itself stays plain.
fn grouped(ui: &Ui, text: &str, groups: &[usize], color: egui::Color32) -> Arc<Galley> {
    let format = egui::TextFormat { line_height: None, ..crate::ui::theme::format(Type::Field, color) };
    let mut job =
        LayoutJob { break_on_newline: false, keep_trailing_whitespace: true, ..LayoutJob::default() };
    job.wrap.max_width = f32::INFINITY;
    let mut rest = text;
    let mut first = true;
    for &group in groups.iter().chain([&usize::MAX]) {
        let end = rest.char_indices().nth(group).map_or(rest.len(), |(at, _)| at);
        let (head, tail) = rest.split_at(end);
        if !head.is_empty() || first {
            job.append(head, if first { 0.0 } else { 6.0 }, format.clone());
        }
        first = false;
        rest = tail;
        if rest.is_empty() {
            break;
        }
    }
    ui.fonts_mut(|fonts| fonts.layout_job(job))
}

fn held(ui: &Ui, id: Id) -> Option<String> {
    ui.data(|data| data.get_temp::<Option<String>>(id.with("composing"))).flatten()
}

fn hold(ui: &Ui, id: Id, text: Option<String>) {
    ui.data_mut(|data| data.insert_temp(id.with("composing"), text));
}

/// The width a field of so many characters of Chinese needs.
pub fn width_of(characters: f32) -> f32 {
    (vec2(characters * Type::Field.size(), 0.0).x + 18.0).ceil()
}
