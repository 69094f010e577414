//! The middle of the record: the step with its table, what was written, the form of an entry, the signatures.

use super::ProcessRecordPage;
use super::Then;
use super::entries;
use super::measure;
use super::measure::Measured;
use crate::domain::evidence::Recorded;
use crate::domain::ids::CaseId;
use crate::domain::process_record::EntryContent;
use crate::domain::process_record::ProcessSession;
use crate::domain::sheet::FormNo;
use crate::services::case_view::CaseView;
use crate::services::process_record;
use crate::services::process_record::EntryDraft;
use crate::services::request::Action;
use crate::ui::components::button::Button;
use crate::ui::components::citation::citation_at;
use crate::ui::components::flow;
use crate::ui::components::flow::FormFlow;
use crate::ui::components::paint;
use crate::ui::desk::cx::PageCx;
use crate::ui::pages::check_in::verdict::cite;
use crate::ui::theme::Type;
use crate::ui::theme::colors;
use crate::ui::theme::measures;
use egui::Key;
use egui::Modifiers;
use egui::Rect;
use egui::ScrollArea;
use egui::Sense;
use egui::Ui;
use egui::UiBuilder;
use egui::vec2;

impl ProcessRecordPage {
    pub(super) fn middle_ui(
        &mut self,
        ui: &mut Ui,
        rect: Rect,
        cx: &mut PageCx<'_>,
        view: &CaseView,
        session: &Recorded<ProcessSession>,
    ) {
        let m = measures();
        let inner = rect.shrink2(vec2(m.space_6, 0.0));
        let strip_height = if cx.is_low { 90.0 } else { 114.0 };
        // Where there is little height, the pictures scroll with the rest.
        let is_tall = rect.height() > 400.0;
        let foot = if self.composer.open { 236.0_f32.min(rect.height() * 0.6) } else { strip_height };
        let foot_at = inner.with_min_y(if is_tall || self.composer.open {
            inner.bottom() - foot
        } else {
            inner.bottom()
        });
        let top = inner.with_max_y(foot_at.top());
        let table = self.measure.height(
            view,
            session.body.steps.get(self.step).map_or("", String::as_str),
            cx.is_low,
        );
        // The newest entries stay in sight where there is room for some of them below the table.
        let apart = top.height() - table - 96.0 >= 96.0;
        let finish = FormFlow::new("过程记录").show(ui, |ui| {
            if apart {
                let mut child = ui.new_child(UiBuilder::new().max_rect(top).id_salt("record"));
                child.spacing_mut().item_spacing.y = 0.0;
                self.step_ui(&mut child, cx, view, session);
                entries_head(&mut child, view);
                let rest = top.with_min_y(child.min_rect().bottom());
                let area = ScrollArea::vertical().id_salt("entries").auto_shrink(false).stick_to_bottom(true);
                ui.scope_builder(UiBuilder::new().max_rect(rest).id_salt("entries"), |ui| {
                    area.show(ui, |ui| self.entries_ui(ui, view));
                });
            } else {
                scroll(ui, "record", top, |ui| {
                    ui.spacing_mut().item_spacing.y = 0.0;
                    self.step_ui(ui, cx, view, session);
                    entries_head(ui, view);
                    self.entries_ui(ui, view);
                    if !is_tall && !self.composer.open {
                        self.media.strip_ui(ui, cx, view, false);
                    }
                });
            }
        });
        if self.composer.open {
            self.composer_ui(ui, foot_at, cx, view, session);
        } else if is_tall {
            paint::hline(ui, foot_at, foot_at.top(), colors().line2);
            let place = foot_at.with_min_y(foot_at.top() + 8.0);
            let mut child = ui.new_child(UiBuilder::new().max_rect(place).id_salt("strip"));
            self.media.strip_ui(&mut child, cx, view, false);
        }
        if finish.finished && !self.composer.open && !self.media.is_asking() {
            self.composer.open();
        }
    }

    /// The step: its title, its table, and everything written so far.
    fn step_ui(
        &mut self,
        ui: &mut Ui,
        cx: &mut PageCx<'_>,
        view: &CaseView,
        session: &Recorded<ProcessSession>,
    ) {
        let c = colors();
        let name = session.body.steps.get(self.step).cloned().unwrap_or_default();
        let is_measured = measure::is_measured_in(&name);
        let (line, response) = ui.allocate_exact_size(vec2(ui.available_width(), 48.0), Sense::hover());
        response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Heading, true, &name));
        let number = paint::line(ui, Type::Title, c.ink, format!("{}", self.step + 1));
        let after = paint::put_left(ui.painter(), line, &number).right() + 20.0;
        let title = paint::put_left(
            ui.painter(),
            line.with_min_x(after),
            &paint::line(ui, Type::Title, c.ink, &name),
        );
        if is_measured {
            let note = paint::line(ui, Type::Body, c.ink2, "中立位零度法，单位是度");
            let note = paint::put_right(ui.painter(), line, &note);
            if self.measure.joint_name(view).is_some() && note.left() - title.right() > 120.0 {
                let place = Rect::from_min_size(title.right_center() + vec2(16.0, -16.0), vec2(100.0, 32.0));
                let mut child = ui.new_child(UiBuilder::new().max_rect(place).id_salt("joint"));
                if Button::quiet("换关节…").ui(&mut child).clicked() {
                    self.measure.choose();
                }
            }
            match self.measure.ui(ui, view, false) {
                Some(Measured::New(measurement)) => {
                    self.add(cx, view.file.id, &name, EntryContent::Measurement(measurement), Then::Measured);
                }
                Some(Measured::Other { entry, measurement }) => {
                    self.composer.correct(entry, &EntryContent::Measurement(measurement));
                }
                None => {}
            }
        }
    }

    fn entries_ui(&mut self, ui: &mut Ui, view: &CaseView) {
        let lines = entries::lines(view);
        if lines.is_empty() {
            let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 48.0), Sense::hover());
            let words = paint::line(ui, Type::Body, colors().ink2, "还没有记录，Ctrl+Enter 记第一条");
            paint::put_left(ui.painter(), rect, &words);
            return;
        }
        if let Some(id) = entries::list_ui(ui, view, &lines)
            && let Some(row) = entries::entry(&view.file, id)
        {
            self.composer.correct(id, &row.body.content);
        }
    }

    fn composer_ui(
        &mut self,
        ui: &mut Ui,
        rect: Rect,
        cx: &mut PageCx<'_>,
        view: &CaseView,
        session: &Recorded<ProcessSession>,
    ) {
        paint::hline(ui, rect, rect.top(), colors().line2);
        let name = session.body.steps.get(self.step).cloned().unwrap_or_default();
        let mut composed = None;
        let place = rect.with_min_y(rect.top() + 8.0);
        scroll(ui, "composer", place, |ui| {
            let finished = flow::pressed(ui.ctx(), Modifiers::COMMAND, Key::Enter);
            let flow =
                FormFlow::new("记一条").show(ui, |ui| self.composer.ui(ui, view, cx.now, &name, finished));
            composed = flow.inner;
        });
        let escaped =
            !egui::Popup::is_any_open(ui.ctx()) && flow::pressed(ui.ctx(), Modifiers::NONE, Key::Escape);
        if escaped {
            self.composer.close();
        }
        let Some(composed) = composed.filter(|_| self.sent.is_none()) else { return };
        let (case, draft) = (view.file.id, Box::new(composed.draft));
        let request = match composed.corrects {
            Some((entry, reason)) => process_record::Request::CorrectEntry { case, entry, draft, reason },
            None => process_record::Request::AddEntry { case, draft },
        };
        self.sent = Some((cx.act(Action::ProcessRecord(request)), Then::Entered));
    }

    fn add(&mut self, cx: &mut PageCx<'_>, case: CaseId, step: &str, content: EntryContent, then: Then) {
        let draft =
            EntryDraft { step: step.to_owned(), content, happened_at: None, late_reason: String::new() };
        let request = process_record::Request::AddEntry { case, draft: Box::new(draft) };
        self.sent = Some((cx.act(Action::ProcessRecord(request)), then));
    }

    /// Sealed: who has to sign, and the record to read; corrections stay possible.
    pub(super) fn sealed_ui(&mut self, ui: &mut Ui, rect: Rect, cx: &mut PageCx<'_>, view: &CaseView) {
        let inner = rect.shrink2(vec2(measures().space_6, 0.0));
        let foot = if self.composer.open { 200.0 } else { 0.0 };
        let foot_at = inner.with_min_y(inner.bottom() - foot);
        scroll(ui, "sealed", inner.with_max_y(foot_at.top()), |ui| {
            let words = "签名，过程记录、到场记录、亮证记录都签齐才交出";
            let (line, _) = ui.allocate_exact_size(vec2(ui.available_width(), 40.0), Sense::hover());
            paint::put_left(ui.painter(), line, &paint::bold(ui, Type::Field, colors().ink, words));
            self.signing.ui(ui, cx, view, &[FormNo::F09, FormNo::F07, FormNo::F08], None);
            ui.add_space(8.0);
            entries_head(ui, view);
            self.entries_ui(ui, view);
            ui.add_space(8.0);
            self.media.strip_ui(ui, cx, view, true);
        });
        if self.composer.open
            && let Some(session) = view.file.session()
        {
            self.composer_ui(ui, foot_at, cx, view, session);
        }
    }
}

/// 逐条记录, and that its time cannot be typed.
fn entries_head(ui: &mut Ui, view: &CaseView) {
    let c = colors();
    let (line, _) = ui.allocate_exact_size(vec2(ui.available_width(), 40.0), Sense::hover());
    paint::put_left(ui.painter(), line, &paint::bold(ui, Type::Note, c.ink, "逐条记录"));
    let mut right = line;
    if let Some(cited) = cite(view, "SC-3.2b") {
        right = line.with_max_x(citation_at(ui, line, &cited).rect.left() - 12.0);
    }
    let words = paint::line(ui, Type::Note, c.ink2, "时间由本机记，不能改；写错了点那一条加更正");
    if words.size().x < right.width() - 80.0 {
        paint::put_right(ui.painter(), right, &words);
    }
    paint::hline(ui, line, line.bottom() - 1.0, c.line);
}

fn scroll(ui: &mut Ui, salt: &str, rect: Rect, add: impl FnOnce(&mut Ui)) {
    ui.scope_builder(UiBuilder::new().max_rect(rect).id_salt(salt), |ui| {
        ScrollArea::vertical().id_salt(salt).auto_shrink(false).show(ui, add);
    });
}
