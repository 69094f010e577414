//! The panes of the page, and the person in the middle: verdict, credentials, fields.

use super::CheckInPage;
use super::Focus;
use super::HandOn;
use super::appointed;
use super::fields;
use super::form::Form;
use super::form::Part;
use super::people;
use super::people::GROUPS;
use super::people::Who;
use super::people::find_present;
use super::places;
use super::questions::Question;
use super::side;
use super::signatures;
use super::slots::SlotsOf;
use super::verdict;
use super::verdict::Verdict;
use crate::domain::check_in::Standing;
use crate::domain::moment::Moment;
use crate::services::case_view::CaseView;
use crate::ui::components::button::Button;
use crate::ui::components::chip::Chip;
use crate::ui::components::empty::empty;
use crate::ui::components::flow;
use crate::ui::components::flow::FormFlow;
use crate::ui::components::notice::Notice;
use crate::ui::components::paint;
use crate::ui::components::person_row::PersonRow;
use crate::ui::desk::cx::PageCx;
use crate::ui::pages::today::short_number;
use crate::ui::theme::Type;
use crate::ui::theme::Width;
use crate::ui::theme::colors;
use crate::ui::theme::icon;
use crate::ui::theme::measures;
use egui::Align2;
use egui::Rect;
use egui::ScrollArea;
use egui::Ui;
use egui::UiBuilder;
use egui::pos2;
use egui::vec2;

const SIDE: f32 = 304.0;
const LIST_AT_RAIL: f32 = 220.0;

impl CheckInPage {
    /// Title, case, who and when; the days left and the search at the right.
    pub(super) fn head_ui(&self, ui: &mut Ui, rect: Rect, cx: &mut PageCx<'_>, view: &CaseView) {
        let c = colors();
        let inner = rect.shrink2(vec2(measures().space_6, 0.0));
        paint::hline(ui, rect, rect.bottom() - 1.0, c.line);
        let mut right = inner.right();
        if cx.width >= Width::Desk {
            let button = Button::secondary("查找").icon(icon::SEARCH).key("Ctrl+K");
            let width = button.width_in(ui);
            let place = Rect::from_min_max(pos2(right - width, inner.center().y - 16.0), inner.max);
            if ui.scope_builder(UiBuilder::new().max_rect(place), |ui| button.ui(ui).clicked()).inner {
                cx.open_palette();
            }
            right -= width + 16.0;
        }
        if let Some(deadline) = &view.deadline {
            let left = deadline.remaining;
            let words = format!("剩余 {left} 个工作日");
            let chip = Chip::days_left(left, &words);
            let size = chip.size(ui);
            let place = Align2::RIGHT_CENTER.align_size_within_rect(size, inner.with_max_x(right));
            chip.paint_at(ui, place);
            right = place.left() - 16.0;
        }
        let title = paint::line(ui, Type::Head, c.ink, "到场签到");
        let mut left = paint::put_left(ui.painter(), inner, &title).right() + 16.0;
        let room = view.file.appointment().map_or_else(String::new, |appointment| appointment.room.clone());
        let parts = [
            short_number(view.file.called()),
            view.file.intake.subject.name.as_str().to_owned(),
            format!("{room} {}", appointed(view)),
        ];
        for part in parts {
            let words = paint::line(ui, Type::Field, c.ink2, part);
            if left + words.size().x > right {
                break;
            }
            left = paint::put_left(ui.painter(), inner.with_min_x(left), &words).right() + 16.0;
        }
    }

    /// People, the person, permissions and signatures side by side.
    pub(super) fn three_panes(
        &mut self,
        ui: &mut Ui,
        body: Rect,
        cx: &mut PageCx<'_>,
        view: &CaseView,
        focus: Option<&Focus>,
    ) {
        let c = colors();
        let list = body.with_max_x(body.left() + measures().list_pane);
        let right = body.with_min_x(body.right() - SIDE);
        let middle = Rect::from_min_max(list.right_top(), right.left_bottom());
        ui.painter().rect_filled(middle, 0.0, c.paper);
        ui.painter().rect_filled(right, 0.0, c.sunk);
        paint::vline(ui, right, right.left(), c.line);
        self.list_ui(ui, list, cx, view);
        let flow = FormFlow::new("到场签到").show(ui, |ui| {
            pane(ui, "person", middle, |ui| self.person_ui(ui, cx, view, focus));
            pane(ui, "side", right, |ui| self.side_ui(ui, cx, view, focus));
        });
        if flow.finished {
            self.go_on(cx, view, focus);
        }
    }

    /// In a rail window the right pane stands below the person, in one scroll.
    pub(super) fn two_panes(
        &mut self,
        ui: &mut Ui,
        body: Rect,
        cx: &mut PageCx<'_>,
        view: &CaseView,
        focus: Option<&Focus>,
    ) {
        let list = body.with_max_x(body.left() + LIST_AT_RAIL);
        let middle = body.with_min_x(list.right());
        ui.painter().rect_filled(middle, 0.0, colors().paper);
        self.list_ui(ui, list, cx, view);
        self.person_and_side(ui, middle, cx, view, focus);
    }

    /// One column: the list behind a button, then the person.
    pub(super) fn one_pane(
        &mut self,
        ui: &mut Ui,
        body: Rect,
        cx: &mut PageCx<'_>,
        view: &CaseView,
        focus: Option<&Focus>,
    ) {
        ui.painter().rect_filled(body, 0.0, colors().paper);
        if self.list_open {
            self.list_ui(ui, body, cx, view);
            return;
        }
        let strip = body.with_max_y(body.top() + 40.0).shrink2(vec2(measures().space_4, 4.0));
        let counts = people::counts(view);
        let words = format!("名单　应到 {} 人，已到 {}", counts.all, counts.here);
        let opened = ui.scope_builder(UiBuilder::new().max_rect(strip), |ui| {
            Button::secondary(&words).icon(icon::PERSON).name("打开名单").ui(ui).clicked()
        });
        self.list_open = opened.inner;
        self.person_and_side(ui, body.with_min_y(strip.bottom() + 4.0), cx, view, focus);
    }

    fn person_and_side(
        &mut self,
        ui: &mut Ui,
        rect: Rect,
        cx: &mut PageCx<'_>,
        view: &CaseView,
        focus: Option<&Focus>,
    ) {
        let flow = FormFlow::new("到场签到").show(ui, |ui| {
            pane(ui, "person", rect, |ui| {
                self.person_ui(ui, cx, view, focus);
                side::rule_ui(ui);
                self.side_ui(ui, cx, view, focus);
            });
        });
        if flow.finished {
            self.go_on(cx, view, focus);
        }
    }

    fn list_ui(&mut self, ui: &mut Ui, rect: Rect, cx: &mut PageCx<'_>, view: &CaseView) {
        let c = colors();
        let m = measures();
        ui.painter().rect_filled(rect, 0.0, c.sunk);
        paint::vline(ui, rect, rect.right() - 1.0, c.line);
        let head = rect.with_max_y(rect.top() + 48.0);
        let inner = head.shrink2(vec2(m.space_4, 0.0));
        let counts = people::counts(view);
        paint::put_left(
            ui.painter(),
            inner,
            &paint::bold(ui, Type::Field, c.ink, format!("应到 {} 人", counts.all)),
        );
        let words = format!("已到 {}，待到 {}", counts.here, counts.awaited);
        paint::put_right(ui.painter(), inner, &paint::line(ui, Type::Note, c.ink2, words));
        paint::hline(ui, rect, head.bottom(), c.line);
        let foot = rect.with_min_y(rect.bottom() - 64.0).shrink2(vec2(m.space_4, 12.0));
        let rows_at =
            Rect::from_min_max(head.left_bottom() + vec2(0.0, 1.0), pos2(rect.right(), foot.top() - 12.0));
        let rows = people::rows(view, self.newcomer_form(cx), cx.now);
        let mut pressed = None;
        ui.scope_builder(UiBuilder::new().max_rect(rows_at).id_salt("people"), |ui| {
            ScrollArea::vertical().id_salt("people").auto_shrink(false).show(ui, |ui| {
                ui.spacing_mut().item_spacing.y = 0.0;
                pressed = self.rows_ui(ui, view, &rows);
            });
        });
        if let Some(at) = pressed {
            self.chosen = rows.get(at).map(|row| row.who.clone());
            self.list_open = false;
        }
        ui.scope_builder(UiBuilder::new().max_rect(foot), |ui| {
            let button = Button::secondary("登记没有预约的人").page().icon(icon::PERSON_ADD);
            let narrow = Button::secondary("登记来人").page().icon(icon::PERSON_ADD).name("登记没有预约的人");
            let button = if button.width_in(ui) > foot.width() { narrow } else { button };
            if button.width(foot.width()).ui(ui).clicked() {
                self.question = Some(Question::Newcomer { part: None, insurer: None, name: String::new() });
            }
        });
    }

    fn rows_ui(&mut self, ui: &mut Ui, view: &CaseView, rows: &[people::Row]) -> Option<usize> {
        let c = colors();
        let mut pressed = None;
        if rows.is_empty() {
            empty(ui, icon::PERSON, "还没有人到", "排好期的人会列在这里", Vec::new());
        }
        for (group, title) in GROUPS.iter().enumerate() {
            if !rows.iter().any(|row| row.group == group) {
                continue;
            }
            let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 36.0), egui::Sense::hover());
            if group > 0 {
                paint::hline(ui, rect, rect.top(), c.line);
            }
            let inner = rect.shrink2(vec2(measures().space_4, 0.0));
            paint::put_left(ui.painter(), inner, &paint::line(ui, Type::Note, c.ink2, *title));
            for (at, row) in rows.iter().enumerate().filter(|(_, row)| row.group == group) {
                let response = PersonRow::new(row.presence, &row.name)
                    .time(&row.time)
                    .role(&row.role)
                    .standing(&row.standing, row.tone)
                    .selected(self.is_chosen(view, &row.who))
                    .ui(ui);
                if response.clicked() {
                    pressed = Some(at);
                    // Chosen by key: the keyboard goes where this person signs, if they have not.
                    if response.has_focus() && signatures::is_unsigned(view, &row.who) {
                        self.hand_on = HandOn::NextFrame;
                    }
                }
                if self.next_row.is_some_and(|next| row.who == Who::Here(next)) {
                    self.next_row = None;
                    flow::focus(ui.ctx(), response.id);
                }
            }
        }
        pressed
    }

    fn person_ui(&mut self, ui: &mut Ui, cx: &mut PageCx<'_>, view: &CaseView, focus: Option<&Focus>) {
        let Some(focus) = focus else {
            empty(ui, icon::PERSON, "在左边选一个人", "来的人不在名单上，按「登记没有预约的人」", Vec::new());
            return;
        };
        let Some(mut form) = self.forms.remove(&focus.key) else { return };
        let low = cx.is_low;
        self.person_head(ui, view, focus, &form, if low { 56.0 } else { 64.0 });
        let verdict = self.verdict(view, focus, &form, cx.now);
        self.cited = verdict.cited.as_ref().map(|cited| cited.rule_id.clone());
        Notice::new(verdict.tone, verdict.icon, verdict.word, &verdict.sentence)
            .cited(verdict.cited.as_ref())
            .ui(ui);
        ui.add_space(if low { 4.0 } else { 8.0 });
        let name = if form.name.is_empty() { "来人" } else { form.name.as_str() };
        let places = places(form.part);
        if !places.is_empty() {
            let of = SlotsOf { case: view.file.id, key: &focus.key, name, places };
            let widest = if low || cx.width < Width::Desk { 220.0 } else { 286.0 };
            self.slots.ui(ui, cx, &of, &form, widest);
            ui.add_space(if low { 4.0 } else { 8.0 });
            let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 24.0), egui::Sense::hover());
            let c = colors();
            paint::put_left(ui.painter(), rect, &paint::bold(ui, Type::Note, c.ink, "照证件填，逐项核对"));
            paint::put_right(ui.painter(), rect, &paint::line(ui, Type::Note, c.ink2, "Enter 下一项"));
        }
        ui.spacing_mut().item_spacing.y = 0.0;
        fields::fields_ui(ui, view, cx.now, &mut form);
        if form.part == Part::Insurer {
            ui.add_space(if low { 4.0 } else { 8.0 });
            fields::statements_ui(ui, &mut form);
        }
        self.forms.insert(focus.key.clone(), form);
    }

    /// Name, institution, and the time of arrival at the right.
    fn person_head(&self, ui: &mut Ui, view: &CaseView, focus: &Focus, form: &Form, height: f32) {
        let c = colors();
        let (rect, response) =
            ui.allocate_exact_size(vec2(ui.available_width(), height), egui::Sense::hover());
        let title = self.title(view, focus, form);
        response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Heading, true, &title));
        let top = rect.top() + (height - 54.0) / 2.0;
        let line = |at: f32, height: f32| {
            Rect::from_min_size(pos2(rect.left(), top + at), vec2(rect.width(), height))
        };
        let name = paint::name(ui, Type::Title, c.ink, &title);
        paint::put_left(ui.painter(), line(0.0, 32.0), &name);
        let second = fields::second_line(view, form);
        paint::put_left(ui.painter(), line(32.0, 20.0), &paint::line(ui, Type::Note, c.ink2, second));
        let Who::Here(id) = &focus.who else { return };
        let Some(row) = find_present(view, *id) else { return };
        let at = row.row.body.arrived_at.hour_minute_text();
        let time = paint::put_right(ui.painter(), line(4.0, 32.0), &paint::line(ui, Type::Title, c.ink, at));
        let came = line(4.0, 32.0).with_max_x(time.left() - 12.0);
        paint::put_right(ui.painter(), came, &paint::line(ui, Type::Note, c.ink2, "到场"));
        if row.n_versions > 1 {
            let words = format!("第 {} 版，{}核对", row.n_versions, row.row.body.checked_by.as_str());
            paint::put_right(ui.painter(), line(34.0, 20.0), &paint::line(ui, Type::Note, c.ink2, words));
        }
    }

    fn title(&self, view: &CaseView, focus: &Focus, form: &Form) -> String {
        if !form.name.trim().is_empty() {
            return form.name.trim().to_owned();
        }
        match &focus.who {
            Who::Awaited(who) => view
                .expected
                .iter()
                .find(|row| row.who == *who)
                .map_or_else(|| "来人".to_owned(), |row| row.name.clone()),
            Who::Here(_) | Who::Newcomer => "来人".to_owned(),
        }
    }

    fn verdict(&self, view: &CaseView, focus: &Focus, form: &Form, now: Moment) -> Verdict {
        let edited = *form != focus.base;
        match &focus.who {
            Who::Here(id) => {
                let Some(row) = find_present(view, *id) else { return verdict::of_newcomer(form) };
                match self.standing(view, focus, form, now) {
                    Some(is) if edited && row.left_at.is_none() => verdict::of_standing(view, is),
                    _ => verdict::of_present(view, row),
                }
            }
            Who::Awaited(who) => {
                let has_begun = edited && form.part == Part::Insurer;
                match self.standing(view, focus, form, now) {
                    Some(is) if has_begun => verdict::of_standing(view, is),
                    _ => view.expected.iter().find(|row| row.who == *who).map_or_else(
                        || verdict::of_newcomer(form),
                        |row| verdict::of_expected(view, row, now),
                    ),
                }
            }
            Who::Newcomer => match self.standing(view, focus, form, now) {
                Some(is) => verdict::of_standing(view, is),
                None => verdict::of_newcomer(form),
            },
        }
    }

    /// The standing of an insurer's witness as the form and the pad stand now.
    pub(super) fn standing(
        &self,
        view: &CaseView,
        focus: &Focus,
        form: &Form,
        now: Moment,
    ) -> Option<Standing> {
        let is_signed = match &focus.who {
            Who::Here(id) => side::rules_of(view, *id).is_some_and(|row| {
                row.body.manner.is_signed() && row.body.rules_told.iter().all(|told| *told)
            }),
            Who::Awaited(_) | Who::Newcomer => self.signing.get(&focus.key).is_some_and(|signing| {
                signing.rules.given().is_some_and(|given| given.is_signed())
                    && signing.told.iter().all(|told| *told)
            }),
        };
        verdict::standing_of_form(view, form, is_signed, now)
    }
}

/// A pane with its own scroll, 16 from its edges.
fn pane(ui: &mut Ui, salt: &str, rect: Rect, add: impl FnOnce(&mut Ui)) {
    let m = measures();
    ui.scope_builder(UiBuilder::new().max_rect(rect).id_salt(salt), |ui| {
        ScrollArea::vertical().id_salt(salt).auto_shrink(false).show(ui, |ui| {
            let margin = egui::Margin::symmetric(m.space_4 as i8, 0);
            egui::Frame::NONE.inner_margin(margin).show(ui, |ui| {
                ui.spacing_mut().item_spacing.y = m.space_1;
                add(ui);
            });
        });
    });
}
