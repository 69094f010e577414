//! Ctrl+K: 680 wide, one line to type in, hits in groups, the first already chosen.
//!
//! It shows what it is given; searching is the caller's. ↑ ↓ choose, Enter opens, Tab narrows, Esc closes.

use super::chip::Chip;
use super::chip::Tone;
use super::combo_list::answered;
use super::field::Field;
use super::flow;
use super::key_cap;
use super::modal;
use super::paint;
use super::popup;
use crate::ui::theme::Type;
use crate::ui::theme::colors;
use crate::ui::theme::icon;
use crate::ui::theme::icon::Icon;
use crate::ui::theme::measures;
use egui::Area;
use egui::Context;
use egui::EventFilter;
use egui::Id;
use egui::Key;
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

const INPUT: f32 = 56.0;
const HEADING: f32 = 32.0;
const FOOT: f32 = 40.0;

/// One hit.
#[derive(Debug, Clone, PartialEq)]
pub struct Hit {
    /// The icon of its kind.
    pub icon: Icon,
    /// The name.
    pub name: String,
    /// Which characters of the name answered.
    pub answered: Vec<usize>,
    /// Grey words behind it.
    pub detail: String,
    /// A state, as a chip at the right.
    pub state: Option<(String, Tone)>,
    /// The key that does the same.
    pub key: Option<String>,
}

impl Hit {
    /// A hit with a name.
    pub fn new(icon: Icon, name: impl Into<String>, detail: impl Into<String>) -> Self {
        let (name, detail) = (name.into(), detail.into());
        Self { icon, name, answered: Vec::new(), detail, state: None, key: None }
    }
}

/// Hits under a heading.
#[derive(Debug, Clone, PartialEq)]
pub struct HitGroup {
    /// 案件, 人, 可以做的事.
    pub heading: String,
    /// The hits, best first.
    pub hits: Vec<Hit>,
}

/// What is typed and chosen.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Palette {
    /// What is typed.
    pub typed: String,
    marked: usize,
    shown: bool,
}

/// What happened in the palette.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PaletteOutput {
    /// What is typed became another: search again.
    pub changed: bool,
    /// Group and hit that were taken.
    pub taken: Option<(usize, usize)>,
    /// Tab: only hits of the group of the marked hit.
    pub narrow: Option<usize>,
    /// Esc, or a click beside it.
    pub closed: bool,
}

impl Palette {
    /// Shows the palette over the window.
    pub fn show(&mut self, ctx: &Context, groups: &[HitGroup]) -> PaletteOutput {
        // Esc gives the keyboard back to where it was.
        modal::remember(ctx);
        let m = measures();
        let window = ctx.content_rect();
        let rows = groups.iter().map(|group| HEADING + group.hits.len() as f32 * m.row_palette).sum::<f32>();
        let top = m.palette_top.min(window.height() / 8.0).round();
        let room = window.height() - top - INPUT - FOOT - 24.0;
        let size = vec2(m.palette.min(window.width() - 32.0), INPUT + rows.min(room) + FOOT);
        let veil = Area::new(Id::unique("palette veil")).order(Order::Foreground).fixed_pos(window.min);
        let beside = veil
            .default_size(window.size())
            .show(ctx, |ui| {
                let (rect, response) = ui.allocate_exact_size(window.size(), Sense::CLICK);
                ui.painter().rect_filled(rect, 0.0, colors().scrim());
                response.clicked()
            })
            .inner;
        let at = pos2((window.center().x - size.x / 2.0).round(), window.top() + top);
        let area = Area::new(Id::unique("palette")).order(Order::Foreground).fixed_pos(at).default_size(size);
        let shown = area.show(ctx, |ui| {
            ui.memory_mut(|memory| memory.set_modal_layer(ui.layer_id()));
            let (rect, _) = ui.allocate_exact_size(size, Sense::hover());
            popup::surface(ui, rect);
            self.body(ui, rect, groups)
        });
        ctx.move_to_top(shown.response.layer_id);
        let mut output = shown.inner;
        output.closed |= beside;
        if output.closed || output.taken.is_some() {
            ctx.memory_mut(|memory| {
                if let Some(typed) = memory.focused() {
                    memory.surrender_focus(typed);
                }
            });
            *self = Self::default();
        }
        output
    }

    fn body(&mut self, ui: &mut Ui, rect: Rect, groups: &[HitGroup]) -> PaletteOutput {
        let n = groups.iter().map(|group| group.hits.len()).sum::<usize>();
        let mut output = self.keys(ui, groups, n);
        let input = rect.with_max_y(rect.top() + INPUT);
        if self.input(ui, input) {
            output.changed = true;
            self.marked = 0;
        }
        self.marked = self.marked.min(n.saturating_sub(1));
        let foot = rect.with_min_y(rect.bottom() - FOOT);
        let list = Rect::from_min_max(input.left_bottom(), foot.right_top());
        let mut child = ui.new_child(UiBuilder::new().max_rect(list).id_salt("hits"));
        child.spacing_mut().item_spacing = egui::Vec2::ZERO;
        let clicked =
            ScrollArea::vertical().max_height(list.height()).show(&mut child, |ui| self.list(ui, groups));
        output.taken = output.taken.or(clicked.inner);
        self.foot(ui, foot, n);
        output
    }

    fn keys(&mut self, ui: &Ui, groups: &[HitGroup], n: usize) -> PaletteOutput {
        let mut output = PaletteOutput::default();
        let pressed = |key| flow::pressed(ui.ctx(), Modifiers::NONE, key);
        if pressed(Key::ArrowDown) && n > 0 {
            self.marked = (self.marked + 1).min(n - 1);
        }
        if pressed(Key::ArrowUp) {
            self.marked = self.marked.saturating_sub(1);
        }
        if pressed(Key::Enter) {
            output.taken = place(groups, self.marked);
        }
        if pressed(Key::Tab) {
            output.narrow = place(groups, self.marked).map(|(group, _)| group);
        }
        output.closed = pressed(Key::Escape);
        output
    }

    fn input(&mut self, ui: &mut Ui, rect: Rect) -> bool {
        let c = colors();
        let m = measures();
        let area = rect.shrink2(vec2(m.space_4, 0.0));
        paint::icon_at(
            ui.painter(),
            pos2(area.left() + 12.0, area.center().y),
            m.icon_notice,
            icon::SEARCH,
            c.ink2,
        );
        let cap = key_cap::paint_at(ui, area, "Esc", key_cap::Look::OnPaper);
        let words = area.with_max_x(cap.left() - m.space_3);
        let said = paint::put_right(
            ui.painter(),
            words,
            &paint::line(ui, Type::Note, c.ink2, "拼音、首字母、数字都行"),
        );
        paint::hline(ui, rect, rect.bottom() - 1.0, c.line2);
        let at = Rect::from_min_max(
            pos2(area.left() + 28.0, area.top() + 12.0),
            pos2(said.left() - 8.0, area.bottom() - 12.0),
        );
        let mut child = ui.new_child(UiBuilder::new().max_rect(at).id_salt("typed"));
        let field = Field::new("查找", &mut self.typed).bare().borderless().hold_all_keys();
        let output = field.width(at.width()).ui(&mut child);
        if !self.shown || !output.response.has_focus() {
            flow::focus(ui.ctx(), output.response.id);
            self.shown = true;
        }
        let filter = EventFilter { tab: true, horizontal_arrows: true, vertical_arrows: true, escape: true };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(output.response.id, filter));
        output.response.changed()
    }

    fn list(&self, ui: &mut Ui, groups: &[HitGroup]) -> Option<(usize, usize)> {
        let c = colors();
        let mut number = 0;
        let mut clicked = None;
        for (g, group) in groups.iter().enumerate() {
            let (head, _) = ui.allocate_exact_size(vec2(ui.available_width(), HEADING), Sense::hover());
            let words = Rect::from_min_max(pos2(head.left() + 16.0, head.top() + 8.0), head.max);
            paint::put_left(ui.painter(), words, &paint::line(ui, Type::Note, c.ink2, &group.heading));
            for (h, hit) in group.hits.iter().enumerate() {
                let size = vec2(ui.available_width(), measures().row_palette);
                let (rect, response) = ui.allocate_exact_size(size, Sense::CLICK);
                let rect = rect.shrink2(vec2(1.0, 0.0));
                let marked = number == self.marked;
                response.widget_info(|| WidgetInfo::selected(Role::ListBoxOption, true, marked, &hit.name));
                if marked || response.hovered() {
                    ui.painter().rect_filled(rect, 0.0, if marked { c.tint2 } else { c.sunk });
                }
                if marked {
                    response.scroll_to_me(None);
                }
                hit_ui(ui, rect, hit, marked);
                if response.clicked() {
                    clicked = Some((g, h));
                }
                number += 1;
            }
        }
        clicked
    }

    fn foot(&self, ui: &Ui, rect: Rect, n: usize) {
        let c = colors();
        paint::hline(ui, rect, rect.top(), c.line);
        let mut area = rect.shrink2(vec2(measures().space_4, 0.0));
        let found = if n == 0 && !self.typed.is_empty() {
            "没有找到".to_owned()
        } else {
            format!("找到 {n} 项")
        };
        paint::put_right(ui.painter(), area, &paint::line(ui, Type::Note, c.ink2, found));
        for (keys, word) in [(&["↑", "↓"][..], "选"), (&["Enter"][..], "打开"), (&["Tab"][..], "只看一类")]
        {
            for key in keys {
                let cap = Rect::from_min_size(area.min, vec2(key_cap::width(ui, key), area.height()));
                key_cap::paint_at(ui, cap, key, key_cap::Look::OnPaper);
                area.min.x = cap.right() + 4.0;
            }
            let said = paint::put_left(ui.painter(), area, &paint::line(ui, Type::Note, c.ink2, word));
            area.min.x = said.right() + 16.0;
        }
    }
}

fn hit_ui(ui: &Ui, rect: Rect, hit: &Hit, marked: bool) {
    let c = colors();
    let m = measures();
    let area = rect.shrink2(vec2(m.space_4, 0.0));
    let color = if marked { c.acc } else { c.ink2 };
    let text = paint::icon_left(ui.painter(), area, m.icon_text, m.space_3, hit.icon, color);
    let said = paint::put_left(ui.painter(), text, &answered(ui, &hit.name, &hit.answered));
    let behind = text.with_min_x(said.right() + m.space_3);
    paint::put_left(ui.painter(), behind, &paint::line(ui, Type::Note, c.ink2, &hit.detail));
    let mut right = area;
    let key = if marked { Some("Enter") } else { hit.key.as_deref() };
    if let Some(key) = key {
        right.max.x = key_cap::paint_at(ui, right, key, key_cap::Look::OnPaper).left() - m.space_3;
    }
    if let Some((word, tone)) = &hit.state {
        let chip = Chip::new(word, *tone);
        let place = egui::Align2::RIGHT_CENTER.align_size_within_rect(chip.size(ui), right);
        chip.paint_at(ui, place);
    }
}

fn place(groups: &[HitGroup], marked: usize) -> Option<(usize, usize)> {
    let mut left = marked;
    for (g, group) in groups.iter().enumerate() {
        if left < group.hits.len() {
            return Some((g, left));
        }
        left -= group.hits.len();
    }
    None
}
