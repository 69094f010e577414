//! 过程记录 (F-09, T11, T14): timed entries while standing, the steps at the left, 请回避 always in the same corner.
//!
//! Time is the machine's and can be typed nowhere. Sealed, the page shows who has to sign; entries then only gain
//! corrections.

mod bar;
mod composer;
mod entries;
mod measure;
mod media;
mod presence;

use self::composer::Composer;
use self::measure::MeasureDesk;
use self::measure::Measured;
use self::media::MediaDesk;
use self::presence::PresenceStrip;
use crate::domain::case::CaseState;
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
use crate::ui::components::chip::Chip;
use crate::ui::components::chip::Tone;
use crate::ui::components::citation::citation_at;
use crate::ui::components::empty::empty;
use crate::ui::components::flow::FormFlow;
use crate::ui::components::paint;
use crate::ui::components::step_rail::Progress;
use crate::ui::components::step_rail::Step as RailStep;
use crate::ui::components::step_rail::step_rail_vertical;
use crate::ui::desk::cx::PageCx;
use crate::ui::desk::cx::Ticket;
use crate::ui::draft_keeper::DraftKeeper;
use crate::ui::pages::Page;
use crate::ui::pages::PageId;
use crate::ui::pages::PageMeta;
use crate::ui::pages::Route;
use crate::ui::pages::check_in::verdict::cite;
use crate::ui::pages::today::short_number;
use crate::ui::reasons::ReasonQuestion;
use crate::ui::sheet_signing::SheetSigning;
use crate::ui::theme::Type;
use crate::ui::theme::Width;
use crate::ui::theme::colors;
use crate::ui::theme::icon;
use crate::ui::theme::measures;
use egui::Rect;
use egui::ScrollArea;
use egui::Sense;
use egui::Ui;
use egui::UiBuilder;
use egui::pos2;
use egui::vec2;
use std::time::Duration;

/// 过程记录.
#[derive(Default)]
pub struct ProcessRecordPage {
    case: Option<CaseId>,
    step: usize,
    /// The farthest step that was opened; steps up to it can be opened again.
    farthest: usize,
    presence: PresenceStrip,
    measure: MeasureDesk,
    composer: Composer,
    restored: bool,
    media: MediaDesk,
    keeper: DraftKeeper,
    signing: SheetSigning,
    reasons: ReasonQuestion,
    /// 定稿 is being confirmed.
    sealing: bool,
    sent: Option<(Ticket, Then)>,
}

/// What follows when a write succeeds.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Then {
    /// The entry of the form is in.
    Entered,
    /// A value of the table is in.
    Measured,
    Sealed,
    Finished,
}

/// What the frame shows about it.
pub const META: PageMeta = PageMeta {
    id: PageId::ProcessRecord,
    title: "过程记录",
    icon: icon::ENTRY,
    under: PageId::Cases,
    in_sidebar: false,
    keys: &[("F1", "说明"), ("F6", "选图片"), ("F7", "打印"), ("F8", "下一步骤")],
};

impl Page for ProcessRecordPage {
    fn meta(&self) -> &'static PageMeta {
        &META
    }

    fn ui(&mut self, ui: &mut Ui, cx: &mut PageCx<'_>) {
        let Some(case) = cx.route.case() else { return };
        let Some(view) = cx.case(case) else { return };
        if self.case != Some(case) {
            *self = Self { case: Some(case), ..Self::default() };
            self.step = last_step(&view);
            self.farthest = self.step;
        }
        let m = measures();
        let all = ui.max_rect();
        let head = all.with_max_y(all.top() + m.page_head);
        let Some(session) = view.file.session() else {
            self.head_ui(ui, head, cx, &view, None);
            not_begun_ui(ui, all.with_min_y(head.bottom()), cx, case);
            return;
        };
        self.restore(cx, case);
        self.follow_up(cx, case);
        self.media.receive(ui, cx, case, view.file.is_sealed());
        let strip =
            Rect::from_min_size(head.left_bottom(), vec2(all.width(), if cx.is_low { 56.0 } else { 64.0 }));
        let bar_height = if cx.width >= Width::Desk { m.action_bar_standing } else { 56.0 };
        let bar = all.with_min_y(all.bottom() - bar_height);
        let body = Rect::from_min_max(strip.left_bottom(), pos2(all.right(), bar.top()));
        self.head_ui(ui, head, cx, &view, Some(session));
        self.presence.ui(ui, strip, cx, &view);
        let rail = match cx.width {
            Width::Desk | Width::Wide => m.step_pane,
            Width::Rail => 220.0,
            Width::Narrow => 0.0,
        };
        if rail > 0.0 {
            self.rail_ui(ui, body.with_max_x(body.left() + rail), cx, &view, session);
        }
        let middle = body.with_min_x(body.left() + rail);
        ui.painter().rect_filled(middle, 0.0, colors().paper);
        if view.file.is_sealed() {
            self.sealed_ui(ui, middle, cx, &view);
        } else {
            self.middle_ui(ui, middle, cx, &view, session);
        }
        self.bar_ui(ui, bar, cx, &view, session);
        self.keeper.watch(ui.ctx(), cx, &draft_key(case), &self.composer);
    }
}

impl ProcessRecordPage {
    fn restore(&mut self, cx: &PageCx<'_>, case: CaseId) {
        if self.restored || cx.views.drafts.is_none() {
            return;
        }
        self.restored = true;
        let key = draft_key(case);
        if let Some(composer) = self.keeper.restored(cx, &key) {
            self.composer = composer;
        }
        self.keeper.begin(&key, &self.composer);
    }

    fn follow_up(&mut self, cx: &mut PageCx<'_>, case: CaseId) {
        let Some((ticket, then)) = self.sent.take() else { return };
        match (cx.take(ticket), then) {
            (None, then) => self.sent = Some((ticket, then)),
            (Some(Err(_)), _) | (Some(Ok(_)), Then::Measured) => {}
            (Some(Ok(_)), Then::Entered) => {
                self.composer.handed_in();
                self.keeper.drop_draft(cx, &draft_key(case));
                self.keeper.begin(&draft_key(case), &self.composer);
            }
            (Some(Ok(_)), Then::Sealed) => self.sealing = false,
            (Some(Ok(_)), Then::Finished) => cx.go(Route::Case(case)),
        }
    }

    fn head_ui(
        &self,
        ui: &Ui,
        rect: Rect,
        cx: &PageCx<'_>,
        view: &CaseView,
        session: Option<&Recorded<ProcessSession>>,
    ) {
        let c = colors();
        let inner = rect.shrink2(vec2(measures().space_6, 0.0));
        paint::hline(ui, rect, rect.bottom() - 1.0, c.line);
        let clock = paint::line(ui, Type::Title, c.ink, cx.now.hour_minute_text());
        let mut right = paint::put_right(ui.painter(), inner, &clock).left() - 16.0;
        let next_minute = 60_000 - cx.now.ms().rem_euclid(60_000);
        ui.ctx().request_repaint_after(Duration::from_millis(u64::try_from(next_minute).unwrap_or(60_000)));
        if let Some(session) = session {
            let words = format!("第 {} 次检查，{} 开始", session.body.n, session.at.hour_minute_text());
            let galley = paint::line(ui, Type::Body, c.ink2, words);
            right = paint::put_right(ui.painter(), inner.with_max_x(right), &galley).left() - 16.0;
        }
        let title = paint::line(ui, Type::Head, c.ink, "过程记录");
        let mut left = paint::put_left(ui.painter(), inner, &title).right() + 16.0;
        for part in [short_number(view.file.called()), view.file.intake.subject.name.as_str().to_owned()] {
            let words = paint::line(ui, Type::Field, c.ink, part);
            if left + words.size().x > right {
                return;
            }
            left = paint::put_left(ui.painter(), inner.with_min_x(left), &words).right() + 16.0;
        }
        let shown = view.file.current(&view.file.licences).count();
        let chips = [
            (view.file.intake.subject.identity.is_some(), "身份已核验"),
            (shown > 0 && view.file.state >= CaseState::Identified, "已亮证，问过回避"),
        ];
        for (_, words) in chips.into_iter().filter(|(holds, _)| *holds) {
            let chip = Chip::new(words, Tone::Green).icon(icon::CHECK);
            let size = chip.size(ui);
            if left + size.x > right {
                return;
            }
            let place = egui::Align2::LEFT_CENTER.align_size_within_rect(size, inner.with_min_x(left));
            chip.paint_at(ui, place);
            left = place.right() + 16.0;
        }
    }

    fn rail_ui(
        &mut self,
        ui: &mut Ui,
        rect: Rect,
        cx: &PageCx<'_>,
        view: &CaseView,
        session: &Recorded<ProcessSession>,
    ) {
        let c = colors();
        ui.painter().rect_filled(rect, 0.0, c.sunk);
        paint::vline(ui, rect, rect.right() - 1.0, c.line);
        let steps: Vec<RailStep> = session
            .body
            .steps
            .iter()
            .enumerate()
            .map(|(at, name)| {
                let began = entries::began(view, name);
                let (progress, aside) = match at {
                    at if at == self.step && !view.file.is_sealed() => {
                        (Progress::Current, "进行中".to_owned())
                    }
                    at if at <= self.farthest || began.is_some() => {
                        (Progress::Done, began.unwrap_or_default())
                    }
                    _ => (Progress::Ahead, String::new()),
                };
                RailStep::new(name.as_str(), progress).aside(aside)
            })
            .collect();
        let row = if cx.is_low { 40.0 } else { 44.0 };
        ui.scope_builder(UiBuilder::new().max_rect(rect).id_salt("steps"), |ui| {
            ScrollArea::vertical().id_salt("steps").auto_shrink(false).show(ui, |ui| {
                ui.spacing_mut().item_spacing.y = 0.0;
                caption_ui(ui, "检查步骤");
                if let Some(opened) = step_rail_vertical(ui, &steps, row) {
                    self.step = opened;
                }
                instruments_ui(ui, cx, view);
            });
        });
    }

    fn middle_ui(
        &mut self,
        ui: &mut Ui,
        rect: Rect,
        cx: &mut PageCx<'_>,
        view: &CaseView,
        session: &Recorded<ProcessSession>,
    ) {
        let m = measures();
        let inner = rect.shrink2(vec2(m.space_6, 0.0));
        let strip_height = if cx.is_low { 98.0 } else { 114.0 };
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
            let finished =
                crate::ui::components::flow::pressed(ui.ctx(), egui::Modifiers::COMMAND, egui::Key::Enter);
            let flow =
                FormFlow::new("记一条").show(ui, |ui| self.composer.ui(ui, view, cx.now, &name, finished));
            composed = flow.inner;
        });
        let escaped = !egui::Popup::is_any_open(ui.ctx())
            && crate::ui::components::flow::pressed(ui.ctx(), egui::Modifiers::NONE, egui::Key::Escape);
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
    fn sealed_ui(&mut self, ui: &mut Ui, rect: Rect, cx: &mut PageCx<'_>, view: &CaseView) {
        let inner = rect.shrink2(vec2(measures().space_6, 0.0));
        let foot = if self.composer.open { 200.0 } else { 0.0 };
        let foot_at = inner.with_min_y(inner.bottom() - foot);
        scroll(ui, "sealed", inner.with_max_y(foot_at.top()), |ui| {
            let words = "签名，过程记录、到场记录都签齐才交出";
            let (line, _) = ui.allocate_exact_size(vec2(ui.available_width(), 40.0), Sense::hover());
            paint::put_left(ui.painter(), line, &paint::bold(ui, Type::Field, colors().ink, words));
            self.signing.ui(ui, cx, view, &[FormNo::F09, FormNo::F07], None);
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

/// Before the examination has begun there is nothing to record.
fn not_begun_ui(ui: &mut Ui, rect: Rect, cx: &mut PageCx<'_>, case: CaseId) {
    let mut child = ui.new_child(UiBuilder::new().max_rect(rect));
    let buttons = vec![Button::primary("去亮证").page().icon(icon::BADGE)];
    let words = "亮证、问过回避以后，按「开始检验」，记录就从那一刻起";
    if empty(&mut child, icon::ENTRY, "还没有开始检验", words, buttons).is_some() {
        cx.go(Route::LicenceShowing(case));
    }
}

/// Instruments entered so far, with their calibration; an expired one is amber.
fn instruments_ui(ui: &mut Ui, cx: &PageCx<'_>, view: &CaseView) {
    let c = colors();
    let instruments: Vec<_> = view
        .file
        .current(&view.file.entries)
        .filter_map(|row| match &row.body.content {
            EntryContent::Instrument(instrument) => Some(instrument),
            _ => None,
        })
        .collect();
    ui.add_space(16.0);
    caption_ui(ui, "仪器");
    if instruments.is_empty() {
        note_ui(ui, c.ink2, "还没有记用了什么仪器");
    }
    for instrument in instruments {
        let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 50.0), Sense::hover());
        let inner = rect.shrink2(vec2(measures().space_4, 2.0));
        let (top, low) = inner.split_top_bottom_at_y(inner.top() + 24.0);
        paint::put_left(ui.painter(), top, &paint::line(ui, Type::Body, c.ink, &instrument.name));
        let is_valid = instrument.valid_until.is_some_and(|until| until >= cx.now.day());
        let until = instrument.valid_until.map_or_else(|| "没有记".to_owned(), |until| until.to_string());
        let words = format!("{}，检定至 {until}", instrument.number);
        let color = if is_valid { c.ink2 } else { c.amber };
        paint::put_left(ui.painter(), low, &paint::line(ui, Type::Note, color, words));
    }
}

fn caption_ui(ui: &mut Ui, words: &str) {
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 36.0), Sense::hover());
    let inner = rect.shrink2(vec2(measures().space_4, 0.0));
    paint::put_left(ui.painter(), inner, &paint::bold(ui, Type::Note, colors().ink2, words));
}

fn note_ui(ui: &mut Ui, color: egui::Color32, words: &str) {
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 24.0), Sense::hover());
    let inner = rect.shrink2(vec2(measures().space_4, 0.0));
    paint::put_left(ui.painter(), inner, &paint::line(ui, Type::Note, color, words));
}

fn scroll(ui: &mut Ui, salt: &str, rect: Rect, add: impl FnOnce(&mut Ui)) {
    ui.scope_builder(UiBuilder::new().max_rect(rect).id_salt(salt), |ui| {
        ScrollArea::vertical().id_salt(salt).auto_shrink(false).show(ui, add);
    });
}

/// The last step somebody wrote in; the first one before anything was written.
fn last_step(view: &CaseView) -> usize {
    let Some(session) = view.file.session() else { return 0 };
    let steps = &session.body.steps;
    let of_session = view.file.entries.iter().filter(|row| row.body.session == session.id);
    of_session.filter_map(|row| steps.iter().position(|step| *step == row.body.step)).max().unwrap_or(0)
}

fn draft_key(case: CaseId) -> String {
    format!("process_record/{case}")
}
