//! The controls of this page over the types of the domain: names that may hold a blank while they are typed, days,
//! choices out of a fixed list, questions in a row.

use crate::domain::date_words::Lean;
use crate::domain::moment::Day;
use crate::domain::secret::IdNumber;
use crate::domain::secret::PersonName;
use crate::domain::secret::Phone;
use crate::ui::almanac::with_almanac;
use crate::ui::components::combo::Combo;
use crate::ui::components::combo::ComboItem;
use crate::ui::components::date_field::DateField;
use crate::ui::components::field::Field;
use crate::ui::components::field::FieldOutput;
use crate::ui::components::finding::FindingLine;
use crate::ui::components::paint;
use crate::ui::components::segmented::Segmented;
use crate::ui::theme::Type;
use crate::ui::theme::colors;
use crate::ui::theme::measures;
use egui::Align;
use egui::Layout;
use egui::Rect;
use egui::Response;
use egui::Sense;
use egui::Ui;
use egui::UiBuilder;
use egui::vec2;

/// A personal text: trimmed when it is kept, but not while it is typed.
pub trait Personal {
    fn text(&self) -> &str;
    fn of(text: &str) -> Self;
}

impl Personal for PersonName {
    fn text(&self) -> &str {
        self.as_str()
    }

    fn of(text: &str) -> Self {
        Self::new(text)
    }
}

impl Personal for IdNumber {
    fn text(&self) -> &str {
        self.as_str()
    }

    fn of(text: &str) -> Self {
        Self::new(text)
    }
}

impl Personal for Phone {
    fn text(&self) -> &str {
        self.as_str()
    }

    fn of(text: &str) -> Self {
        Self::new(text)
    }
}

/// A field over a personal text. The typed text, blanks included, stays as long as it means the same.
pub fn personal<P: Personal>(
    ui: &mut Ui,
    slot: (&str, &str),
    value: &mut P,
    show: impl FnOnce(&mut Ui, &mut String) -> FieldOutput,
) -> FieldOutput {
    let key = ui.make_persistent_id(("personal", slot));
    let typed = ui.data(|data| data.get_temp::<String>(key));
    let mut text =
        typed.filter(|typed| P::of(typed).text() == value.text()).unwrap_or(value.text().to_owned());
    let before = text.clone();
    let output = show(ui, &mut text);
    if text != before {
        *value = P::of(&text);
        ui.data_mut(|data| data.insert_temp(key, text));
    }
    output
}

/// A plain name field.
pub fn name(ui: &mut Ui, label: &str, salt: &str, value: &mut PersonName, required: bool) -> FieldOutput {
    personal(ui, (label, salt), value, |ui, text| {
        let field = Field::new(label, text).salt(salt);
        if required { field.required().ui(ui) } else { field.ui(ui) }
    })
}

/// How a date field looks.
#[derive(Clone, Copy, Default)]
pub struct DayLook<'a> {
    pub lean: Lean,
    pub required: bool,
    pub finding: Option<&'a FindingLine>,
}

/// A date of the domain, read by the calendar of working days.
pub fn day(ui: &mut Ui, label: &str, value: &mut Option<Day>, today: Day, look: DayLook<'_>) -> FieldOutput {
    let mut date = value.map(Day::date);
    let output = with_almanac(today, |almanac| {
        let mut field = DateField::new(label, &mut date, almanac).finding(look.finding);
        field = match look.lean {
            Lean::Past => field.past(),
            Lean::Future => field.future(),
            Lean::Near => field,
        };
        if look.required {
            field = field.required();
        }
        field.ui(ui)
    });
    *value = date.map(Day::from_date);
    output
}

/// How a list of fixed answers looks.
#[derive(Clone, Copy, Default)]
pub struct Choice<'a> {
    pub salt: &'a str,
    pub required: bool,
    pub hint: &'a str,
}

/// One answer out of a fixed list, searched by typing. Says whether another answer was given.
pub fn choice<T: Copy + PartialEq>(
    ui: &mut Ui,
    label: &str,
    chosen: &mut Option<T>,
    answers: &[(T, &str)],
    look: Choice<'_>,
) -> (FieldOutput, bool) {
    let key = ui.make_persistent_id(("choice", label, look.salt));
    let shown = answers.iter().find(|(answer, _)| Some(*answer) == *chosen).map_or("", |(_, word)| word);
    let typed = ui.data(|data| data.get_temp::<Option<String>>(key)).flatten();
    let mut text = typed.clone().unwrap_or_else(|| shown.to_owned());
    let items: Vec<_> =
        answers.iter().enumerate().map(|(at, (_, word))| ComboItem::new(at.to_string(), *word)).collect();
    let mut picked = None;
    let mut combo = Combo::new(label, &mut text, &mut picked, &items).source("这里", "项").hint(look.hint);
    if !look.salt.is_empty() {
        combo = combo.salt(look.salt);
    }
    if look.required {
        combo = combo.required();
    }
    let output = combo.ui(ui);
    let before = *chosen;
    let exact = answers.iter().find(|(_, word)| *word == text.trim()).map(|(answer, _)| *answer);
    let keep = if output.picked {
        let at = picked.as_deref().and_then(|at| at.parse::<usize>().ok());
        *chosen = at.and_then(|at| answers.get(at)).map(|(answer, _)| *answer);
        None
    } else if let Some(answer) = exact {
        *chosen = Some(answer);
        None
    } else if output.field.response.has_focus() && text != shown {
        Some(text)
    } else {
        None
    };
    if keep != typed {
        ui.data_mut(|data| data.insert_temp(key, keep));
    }
    (output.field, *chosen != before)
}

/// A text with suggestions: anything may be written, the usual words are a key away.
pub fn suggested(
    ui: &mut Ui,
    label: &str,
    text: &mut String,
    usual: &[&str],
    look: Choice<'_>,
) -> FieldOutput {
    let items: Vec<_> = usual.iter().map(|word| ComboItem::new(*word, *word)).collect();
    let mut picked = None;
    let mut combo = Combo::new(label, text, &mut picked, &items).source("常用", "个").hint(look.hint);
    if !look.salt.is_empty() {
        combo = combo.salt(look.salt);
    }
    if look.required {
        combo = combo.required();
    }
    combo.ui(ui).field
}

/// A question of a checklist: the number and the words left, the answers right. Says whether it was answered anew.
pub fn question<T: Copy + PartialEq>(
    ui: &mut Ui,
    number: &str,
    words: &str,
    salt: &str,
    chosen: &mut Option<T>,
    answers: &[(T, &str)],
) -> Response {
    let c = colors();
    let m = measures();
    let width = ui.available_width();
    let room = answers_width(ui, answers);
    let number_width = 28.0;
    let beside = width - number_width - room - m.space_4;
    let below = beside < 200.0;
    let text_width = if below { width - number_width } else { beside };
    let text = paint::wrapped(ui, Type::Body, c.ink, words, text_width);
    let height = if below { text.size().y + m.control + 20.0 } else { 44.0_f32.max(text.size().y + 12.0) };
    let (rect, _) = ui.allocate_exact_size(vec2(width, height), Sense::hover());
    let first = Rect::from_min_size(rect.min, vec2(width, if below { text.size().y + 12.0 } else { height }));
    paint::put_left(ui.painter(), first, &paint::line(ui, Type::Body, c.ink2, number));
    paint::put_left(ui.painter(), first.with_min_x(first.left() + number_width), &text);
    let place = if below {
        Rect::from_min_max(egui::pos2(rect.left() + number_width, first.bottom()), rect.max)
    } else {
        rect.with_min_x(rect.right() - room)
    };
    let layout = Layout::left_to_right(Align::Center);
    let mut child = ui.new_child(UiBuilder::new().max_rect(place).layout(layout).id_salt((words, salt)));
    let response = Segmented::new(words, chosen, answers).salt(salt).bare().ui(&mut child);
    paint::hline(ui, rect, rect.bottom() - 1.0, c.line);
    response
}

/// What [`Segmented`] will take: every answer keeps room for the tick.
fn answers_width<T>(ui: &Ui, answers: &[(T, &str)]) -> f32 {
    let width = |word: &str| (paint::bold(ui, Type::Body, colors().ink, word).size().x + 44.0).ceil();
    answers.iter().map(|(_, word)| width(word)).sum()
}

/// Lays the scroll bar over the margin of what scrolls, so that nothing moves when it comes.
pub fn bar_over_margin(ui: &mut Ui) {
    let scroll = &mut ui.spacing_mut().scroll;
    scroll.floating = true;
    scroll.floating_width = scroll.bar_width;
    scroll.floating_allocated_width = 0.0;
    scroll.dormant_handle_opacity = 1.0;
    scroll.active_handle_opacity = 1.0;
    scroll.interact_handle_opacity = 1.0;
}

/// Small grey words over the whole width, wrapped.
pub fn note(ui: &mut Ui, words: &str) {
    let text = paint::wrapped(ui, Type::Note, colors().ink2, words, ui.available_width());
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), text.size().y), Sense::hover());
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, words));
    ui.painter().galley(rect.min, text, colors().ink2);
}

/// 是 / 否.
pub const YES_NO: [(bool, &str); 2] = [(true, "是"), (false, "否")];
