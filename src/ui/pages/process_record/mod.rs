//! 过程记录 (F-09, T11, T14): timed entries while standing, the steps at the left, 请回避 always in the same corner.
//!
//! Time is the machine's and can be typed nowhere. Sealed, the page shows who has to sign; entries then only gain
//! corrections.

mod bar;
mod composer;
mod entries;
mod measure;
mod media;
mod middle;
mod presence;
mod rail;

use self::composer::Composer;
use self::measure::MeasureDesk;
use self::media::MediaDesk;
use self::presence::PresenceStrip;
use crate::domain::case::CaseState;
use crate::domain::evidence::Recorded;
use crate::domain::ids::CaseId;
use crate::domain::process_record::ProcessSession;
use crate::services::case_view::CaseView;
use crate::ui::components::button::Button;
use crate::ui::components::chip::Chip;
use crate::ui::components::chip::Tone;
use crate::ui::components::empty::empty;
use crate::ui::components::paint;
use crate::ui::desk::cx::PageCx;
use crate::ui::desk::cx::Ticket;
use crate::ui::draft_keeper::DraftKeeper;
use crate::ui::pages::Page;
use crate::ui::pages::PageId;
use crate::ui::pages::PageMeta;
use crate::ui::pages::Route;
use crate::ui::pages::today::short_number;
use crate::ui::reasons::ReasonQuestion;
use crate::ui::sheet_signing::SheetSigning;
use crate::ui::theme::Type;
use crate::ui::theme::Width;
use crate::ui::theme::colors;
use crate::ui::theme::icon;
use crate::ui::theme::measures;
use egui::Rect;
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
