//! Who is in the room: a strip that always stands, and 请回避 always in the same corner (SH-2.1h).

use crate::domain::check_in::Attendee;
use crate::domain::check_in::DepartureKind;
use crate::domain::check_in::Standing;
use crate::domain::ids::CaseId;
use crate::domain::ids::EvidenceId;
use crate::services::case_view::CaseView;
use crate::services::case_view::PresentRow;
use crate::services::check_in;
use crate::services::check_in::SignInDraft;
use crate::services::request::Action;
use crate::ui::components::button::Button;
use crate::ui::components::checkbox::Checkbox;
use crate::ui::components::field::Field;
use crate::ui::components::modal::Modal;
use crate::ui::components::paint;
use crate::ui::desk::cx::PageCx;
use crate::ui::law::plain_why;
use crate::ui::pages::check_in as visit;
use crate::ui::theme::Type;
use crate::ui::theme::colors;
use crate::ui::theme::icon;
use crate::ui::theme::icon::Icon;
use crate::ui::theme::measures;
use egui::Rect;
use egui::ScrollArea;
use egui::Sense;
use egui::Ui;
use egui::UiBuilder;
use egui::pos2;
use egui::vec2;

/// The question whom to ask out.
#[derive(Default)]
pub struct PresenceStrip {
    asking: Option<Asking>,
}

struct Asking {
    /// Everybody who may be asked out, and whether they are.
    who: Vec<(EvidenceId, String, bool)>,
    note: String,
}

impl PresenceStrip {
    /// The strip over the whole width.
    pub fn ui(&mut self, ui: &mut Ui, rect: Rect, cx: &mut PageCx<'_>, view: &CaseView) {
        let c = colors();
        let m = measures();
        paint::hline(ui, rect, rect.bottom() - 1.0, c.line);
        let inner = rect.shrink2(vec2(m.space_6, 0.0));
        let people: Vec<&PresentRow> =
            visit::present(view).into_iter().filter(|row| !view.file.has_left(row.row.id)).collect();
        let out: Vec<&PresentRow> = people.iter().copied().filter(|row| has_stepped_out(view, row)).collect();
        let button = self.button_ui(ui, inner, cx, view, &people, &out);
        let n_inside = people.len() - out.len();
        let count = Rect::from_min_size(inner.min, vec2(44.0, inner.height()));
        let (top, low) = count.split_top_bottom_at_y(count.center().y);
        let word = paint::bold(ui, Type::Note, c.ink, "室内");
        paint::put(ui.painter(), top, egui::Align2::LEFT_BOTTOM, &word);
        let number = paint::bold(ui, Type::Note, c.ink, format!("{n_inside} 人"));
        paint::put(ui.painter(), low, egui::Align2::LEFT_TOP, &number);
        let strip = Rect::from_min_max(
            pos2(count.right() + 4.0, inner.top()),
            pos2(button.left() - 16.0, inner.bottom()),
        );
        let gaps = m.space_4 * people.len() as f32;
        let full: f32 = people.iter().map(|row| Shown::of(view, row, false).width(ui)).sum();
        let short = full + gaps > strip.width();
        ui.scope_builder(UiBuilder::new().max_rect(strip).id_salt("presence"), |ui| {
            ScrollArea::horizontal().id_salt("presence").auto_shrink(false).show(ui, |ui| {
                ui.horizontal(|ui| {
                    ui.spacing_mut().item_spacing.x = if short { m.space_2 } else { m.space_4 };
                    for row in &people {
                        Shown::of(view, row, short).ui(ui, strip.height());
                    }
                });
            });
        });
        self.question_ui(ui, cx, view.file.id);
    }

    fn button_ui(
        &mut self,
        ui: &mut Ui,
        inner: Rect,
        cx: &mut PageCx<'_>,
        view: &CaseView,
        people: &[&PresentRow],
        out: &[&PresentRow],
    ) -> Rect {
        let candidates: Vec<(EvidenceId, String, bool)> = people
            .iter()
            .filter(|row| can_be_asked(&row.row.body.attendee) && !has_stepped_out(view, row))
            .map(|row| (row.row.id, row.row.body.attendee.name().as_str().to_owned(), true))
            .collect();
        let back = !out.is_empty() && candidates.is_empty();
        let (word, name) = if back { ("请回来", "请回来") } else { ("请回避", "请回避") };
        let why = (!back && candidates.is_empty())
            .then(|| plain_why("不用请回避", "室内没有要回避的人", "保险机构人员、陪同人员都不在室内"));
        let button = Button::amber(word).standing().icon(icon::DOOR_OPEN).name(name).why(why.as_ref());
        let width = button.width_in(ui);
        let place = Rect::from_center_size(
            pos2(inner.right() - width / 2.0, inner.center().y),
            vec2(width, measures().control_standing),
        );
        let mut child = ui.new_child(UiBuilder::new().max_rect(place).id_salt("step out"));
        if button.ui(&mut child).clicked() {
            if back {
                for row in out {
                    come_back(cx, view.file.id, row);
                }
            } else {
                self.asking = Some(Asking { who: candidates, note: String::new() });
            }
        }
        place
    }

    fn question_ui(&mut self, ui: &Ui, cx: &mut PageCx<'_>, case: CaseId) {
        let Some(asking) = &mut self.asking else { return };
        let nobody = !asking.who.iter().any(|(_, _, chosen)| *chosen);
        let why = nobody.then(|| plain_why("还不能请", "请谁回避", "至少勾一个人"));
        let output = Modal::new("请回避").words("时间由本机记，检查完请回来").show(
            ui.ctx(),
            |ui| {
                for (_, name, chosen) in &mut asking.who {
                    Checkbox::new(name, chosen).height(40.0).ui(ui);
                }
                Field::new("为什么", &mut asking.note).hint("检查私密部位").ui(ui);
            },
            |ui| Button::primary("请回避").name("记下请回避").why(why.as_ref()).ui(ui).clicked(),
        );
        if (output.foot || output.finished) && !nobody {
            for (attendance, _, _) in asking.who.iter().filter(|(_, _, chosen)| *chosen) {
                let (attendance, kind) = (*attendance, DepartureKind::SteppedOut);
                let note = asking.note.trim().to_owned();
                cx.act(Action::CheckIn(check_in::Request::SignOut { case, attendance, kind, note }));
            }
            self.asking = None;
        } else if output.closed {
            self.asking = None;
        }
    }
}

/// A return is an arrival of its own, so that the time outside can be read from the record.
fn come_back(cx: &mut PageCx<'_>, case: CaseId, row: &PresentRow) {
    let body = &row.row.body;
    let draft = Box::new(SignInDraft {
        attendee: body.attendee.clone(),
        survey_statement: body.survey_statement.clone(),
        observation_support: body.observation_support.clone(),
    });
    cx.act(Action::CheckIn(check_in::Request::SignIn { case, draft }));
}

/// Witnesses of an insurer and companions; a guardian must stay.
fn can_be_asked(who: &Attendee) -> bool {
    matches!(who, Attendee::Insurer(_) | Attendee::Companion(_))
}

fn has_stepped_out(view: &CaseView, row: &PresentRow) -> bool {
    view.file.departure(row.row.id).is_some_and(|left| left.body.kind == DepartureKind::SteppedOut)
}

/// One person of the strip.
struct Shown {
    name: String,
    words: String,
    mark: Icon,
    color: egui::Color32,
}

impl Shown {
    /// The person with role and time, or with the role alone where there is little width.
    fn of(view: &CaseView, row: &PresentRow, short: bool) -> Self {
        let c = colors();
        let attendee = &row.row.body.attendee;
        let at =
            if short { String::new() } else { format!(" {}", row.row.body.arrived_at.hour_minute_text()) };
        let left = view.file.departure(row.row.id).map(|left| left.body.left_at.hour_minute_text());
        let role = match (short, attendee) {
            (true, Attendee::Insurer(_)) | (false, _) => visit::role_words(view, attendee),
            (true, other) => other.role_label().to_owned(),
        };
        let (mark, color, words) = match (left, row.standing) {
            (Some(left), _) => (icon::DOOR_OPEN, c.amber, format!("{left} 起回避，在室外")),
            (None, Some(Standing::MayNotWitness(_))) => {
                (icon::NO_STANDING, c.ink2, format!("{role}，不得见证"))
            }
            (None, Some(Standing::MayWitness)) => (icon::DONE, c.green, format!("{role}见证{at}")),
            (None, None) => (icon::DONE, c.green, format!("{role}{at}")),
        };
        Self { name: attendee.name().as_str().to_owned(), words, mark, color }
    }

    fn width(&self, ui: &Ui) -> f32 {
        let c = colors();
        let first = paint::name(ui, Type::Body, c.ink, &self.name).size().x;
        let second = paint::line(ui, Type::Note, c.ink2, self.words.as_str()).size().x;
        (26.0 + first.max(second)).ceil()
    }

    fn ui(&self, ui: &mut Ui, height: f32) {
        let c = colors();
        let (rect, response) = ui.allocate_exact_size(vec2(self.width(ui), height), Sense::hover());
        let spoken = format!("{} {}", self.name, self.words);
        response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, &spoken));
        paint::icon_at(ui.painter(), pos2(rect.left() + 10.0, rect.center().y), 20.0, self.mark, self.color);
        let text = rect.with_min_x(rect.left() + 26.0);
        let (top, low) = text.split_top_bottom_at_y(text.center().y);
        let first = paint::name(ui, Type::Body, c.ink, &self.name);
        paint::put(ui.painter(), top, egui::Align2::LEFT_BOTTOM, &first);
        let second = paint::line(ui, Type::Note, c.ink2, self.words.as_str());
        paint::put(ui.painter(), low, egui::Align2::LEFT_TOP, &second);
    }
}
