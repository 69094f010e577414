//! 案件: one workspace for one case — what is done, what is missing, what comes next, sheets, what happened.

mod agreement_change;
mod appraisal_notice;
mod booking;
mod correction;
mod expert_consultation;
mod head;
mod lists;
mod material_return;
mod more;
mod notice;
mod on_site_collection;
mod privacy_consent;
mod reappraisal;
mod recusal;
pub(in crate::ui::pages) mod schedule;
mod supplement;
mod suspension;
mod termination;
mod withdrawal;

pub use crate::ui::pages::case::schedule::hour_minute;

use crate::domain::case::CaseState;
use crate::domain::case::STATIONS;
use crate::domain::ids::CaseId;
use crate::domain::sheet::SheetRef;
use crate::domain::step::Place;
use crate::domain::step::Step;
use crate::services::case_view::CaseView;
use crate::services::case_view::sheets::SheetLine;
use crate::services::case_view::sheets::SheetState;
use crate::ui::components::button::Button;
use crate::ui::components::citation::CitationRef;
use crate::ui::components::citation::citation_at;
use crate::ui::components::flow;
use crate::ui::components::lifecycle::lifecycle;
use crate::ui::components::paint;
use crate::ui::components::tabs::Tab;
use crate::ui::components::tabs::tabs;
use crate::ui::desk::cx::PageCx;
use crate::ui::pages::Page;
use crate::ui::pages::PageId;
use crate::ui::pages::PageMeta;
use crate::ui::pages::Route;
use crate::ui::pages::case::agreement_change::AgreementChangeDialog;
use crate::ui::pages::case::appraisal_notice::AppraisalNoticeDialog;
use crate::ui::pages::case::booking::BookingDialog;
use crate::ui::pages::case::correction::CorrectionDialog;
use crate::ui::pages::case::expert_consultation::ExpertConsultationDialog;
use crate::ui::pages::case::lists::Arrival;
use crate::ui::pages::case::material_return::MaterialReturnDialog;
use crate::ui::pages::case::more::More;
use crate::ui::pages::case::notice::NoticeDialog;
use crate::ui::pages::case::on_site_collection::OnSiteCollectionDialog;
use crate::ui::pages::case::privacy_consent::PrivacyConsentDialog;
use crate::ui::pages::case::reappraisal::ReappraisalDialog;
use crate::ui::pages::case::recusal::RecusalDialog;
use crate::ui::pages::case::schedule::ScheduleDialog;
use crate::ui::pages::case::supplement::SupplementDialog;
use crate::ui::pages::case::suspension::SuspensionDialog;
use crate::ui::pages::case::termination::TerminationDialog;
use crate::ui::pages::case::withdrawal::WithdrawalDialog;
use crate::ui::theme::Type;
use crate::ui::theme::Width;
use crate::ui::theme::colors;
use crate::ui::theme::icon;
use crate::ui::theme::measures;
use crate::ui::theme::tokens;
use egui::Galley;
use egui::Key;
use egui::Modifiers;
use egui::Rect;
use egui::Stroke;
use egui::Ui;
use egui::UiBuilder;
use egui::pos2;
use egui::vec2;
use std::collections::BTreeSet;
use std::sync::Arc;

/// 案件.
#[derive(Default)]
pub struct CasePage {
    case: Option<CaseId>,
    schedule: ScheduleDialog,
    notice: NoticeDialog,
    booking: BookingDialog,
    recusal: RecusalDialog,
    withdrawal: WithdrawalDialog,
    termination: TerminationDialog,
    suspension: SuspensionDialog,
    on_site_collection: OnSiteCollectionDialog,
    appraisal_notice: AppraisalNoticeDialog,
    agreement_change: AgreementChangeDialog,
    material_return: MaterialReturnDialog,
    correction: CorrectionDialog,
    supplement: SupplementDialog,
    reappraisal: ReappraisalDialog,
    privacy_consent: PrivacyConsentDialog,
    expert_consultation: ExpertConsultationDialog,
    more: More,
    /// Which column a narrow window shows.
    tab: usize,
    /// Groups of duties whose done ones are shown.
    unfolded: BTreeSet<&'static str>,
    /// The column the keyboard was sent to.
    arriving: Option<usize>,
}

/// What the frame shows about it.
pub const META: PageMeta = PageMeta {
    id: PageId::Case,
    title: "案件",
    icon: icon::CASE,
    under: PageId::Cases,
    in_sidebar: false,
    keys: &[("F4", "报到"), ("F5", "通知"), ("F7", "文书")],
};

const LIFE: f32 = 44.0;
const NEXT: f32 = 80.0;
/// The workspace never grows wider than this.
const WIDEST: f32 = 1568.0;

/// How much of the head there is room for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Shape {
    /// As drawn.
    Whole,
    /// Large letters: the line of stations gives way to the lists.
    Low,
    /// Very large letters: one line of head, the reason of the next step gives way too.
    Tight,
}

impl Shape {
    fn of(height: f32, width: Width) -> Self {
        match (width, height) {
            (Width::Narrow, _) => Self::Tight,
            (_, height) if height < 480.0 => Self::Low,
            _ => Self::Whole,
        }
    }
}

impl Page for CasePage {
    fn meta(&self) -> &'static PageMeta {
        &META
    }

    fn ui(&mut self, ui: &mut Ui, cx: &mut PageCx<'_>) {
        let Some(id) = cx.route.case() else { return };
        if self.case != Some(id) {
            *self = Self { case: Some(id), ..Self::default() };
        }
        let Some(view) = cx.case(id) else { return };
        self.keys(ui, &view, cx);
        if let Route::CaseDialog { place, .. } = *cx.route {
            self.take(&view, place, cx);
            cx.replace(Route::Case(id));
        }
        let m = measures();
        let all = ui.max_rect();
        let shape = Shape::of(all.height(), cx.width);
        let margin = ((all.width() - WIDEST) / 2.0).max(m.space_6);
        let inner = all.shrink2(vec2(margin, 0.0));
        let head = head::ui(ui, inner, &view, shape);
        if let Some(place) = self.more.ui(ui, head.more, &view, cx.user()) {
            self.take(&view, place, cx);
        }
        let mut top = head.bottom;
        if shape == Shape::Whole {
            let life = Rect::from_min_max(pos2(inner.left(), top), pos2(inner.right(), top + LIFE));
            let names: Vec<&str> = STATIONS.iter().map(|(_, name)| *name).collect();
            ui.scope_builder(UiBuilder::new().max_rect(life), |ui| {
                lifecycle(ui, &names, view.file.station());
            });
            top = life.bottom();
        }
        paint::hline(ui, all, top, colors().line);
        let gap = if shape == Shape::Whole { m.space_4 } else { m.space_2 };
        let height = self.next_height(ui, inner.width(), &view, shape);
        let next = Rect::from_min_size(pos2(inner.left(), top + gap), vec2(inner.width(), height));
        self.next_ui(ui, next, &view, shape, cx);
        let columns = Rect::from_min_max(
            pos2(inner.left(), next.bottom() + gap),
            pos2(inner.right(), all.bottom() - gap),
        );
        self.columns_ui(ui, columns, &view, cx);
        self.schedule.ui(ui.ctx(), &view, cx);
        self.notice.ui(ui.ctx(), &view, cx);
        self.booking.ui(ui.ctx(), &view, cx);
        self.recusal.ui(ui.ctx(), &view, cx);
        self.withdrawal.ui(ui.ctx(), &view, cx);
        self.termination.ui(ui.ctx(), &view, cx);
        self.suspension.ui(ui.ctx(), &view, cx);
        self.on_site_collection.ui(ui.ctx(), &view, cx);
        self.appraisal_notice.ui(ui.ctx(), &view, cx);
        self.agreement_change.ui(ui.ctx(), &view, cx);
        self.material_return.ui(ui.ctx(), &view, cx);
        self.correction.ui(ui.ctx(), &view, cx);
        self.supplement.ui(ui.ctx(), &view, cx);
        self.reappraisal.ui(ui.ctx(), &view, cx);
        self.privacy_consent.ui(ui.ctx(), &view, cx);
        self.expert_consultation.ui(ui.ctx(), &view, cx);
    }
}

impl CasePage {
    fn keys(&mut self, ui: &Ui, view: &CaseView, cx: &mut PageCx<'_>) {
        let ctx = ui.ctx();
        for (n, key) in [Key::Num1, Key::Num2, Key::Num3].into_iter().enumerate() {
            if flow::pressed(ctx, Modifiers::COMMAND, key) {
                self.tab = n;
                self.arriving = Some(n);
            }
        }
        if flow::pressed(ctx, Modifiers::NONE, Key::F5) && view.file.appointment().is_some() {
            self.notice.open(view, cx.now);
        }
        if flow::pressed(ctx, Modifiers::NONE, Key::F7) {
            lists::print_next(view, cx);
        }
    }

    /// Opens what the next step needs: a dialog of this page, or another page.
    fn take(&mut self, view: &CaseView, place: Place, cx: &mut PageCx<'_>) {
        match place {
            Place::Schedule => self.schedule.open(view, cx.now),
            Place::Notify => self.notice.open(view, cx.now),
            Place::Booking => self.booking.open(),
            Place::Recusal => self.recusal.open(view),
            Place::Withdrawal => self.withdrawal.open(view),
            Place::Termination => self.termination.open(view),
            Place::Suspension => self.suspension.open(view),
            Place::OnSiteCollection => self.on_site_collection.open(view),
            Place::AppraisalNotice => self.appraisal_notice.open(view),
            Place::AgreementChange => self.agreement_change.open(view),
            Place::MaterialReturn => self.material_return.open(view),
            Place::Correction => self.correction.open(),
            Place::Supplement => self.supplement.open(cx.now.day()),
            Place::Reappraisal => self.reappraisal.open(),
            Place::Privacy => self.privacy_consent.open(view),
            Place::Experts => self.expert_consultation.open(view),
            other => cx.go_place(other, view.file.id),
        }
    }

    /// 80, or more when title and reason need more lines; nothing is cut.
    fn next_height(&self, ui: &Ui, width: f32, view: &CaseView, shape: Shape) -> f32 {
        let words = NextWords::of(ui, view, width - FLAG - 48.0, shape);
        let least = if shape == Shape::Whole { NEXT } else { 64.0 };
        (words.height() + 24.0).max(least).ceil()
    }

    fn next_ui(&mut self, ui: &mut Ui, rect: Rect, view: &CaseView, shape: Shape, cx: &mut PageCx<'_>) {
        let c = colors();
        let radius = tokens().radius.card;
        let (edge, band) = match &view.next {
            Some(_) => (c.acc, c.acc),
            None => (c.green_l, c.green),
        };
        paint::surface(ui.painter(), rect, radius, c.paper, Stroke::new(1.0, edge));
        let flag = rect.with_max_x(rect.left() + FLAG);
        let corner = egui::CornerRadius { nw: radius, sw: radius, ne: 0, se: 0 };
        ui.painter().rect_filled(flag, corner, band);
        for (n, word) in ["下", "一", "步"].into_iter().enumerate() {
            let step = if shape == Shape::Whole { 20.0 } else { 18.0 };
            let place = Rect::from_center_size(
                pos2(flag.center().x, flag.center().y + (n as f32 - 1.0) * step),
                vec2(20.0, 20.0),
            );
            paint::put_center(ui.painter(), place, &paint::bold(ui, Type::Body, c.paper, word));
        }
        let inner = Rect::from_min_max(flag.right_top() + vec2(16.0, 0.0), rect.max - vec2(16.0, 0.0));
        let words = NextWords::of(ui, view, rect.width() - FLAG - 48.0, shape);
        words.ui(ui, inner, view);
        ui.scope_builder(UiBuilder::new().max_rect(inner).layout(right_to_left()), |ui| {
            self.next_button(ui, view, cx);
        });
    }

    fn next_button(&mut self, ui: &mut Ui, view: &CaseView, cx: &mut PageCx<'_>) {
        let Some(next) = &view.next else {
            // What is due and was never printed; a case that was refused or ended has its letter here.
            let is_due = |line: &&SheetLine| line.n_prints == 0 && line.state != SheetState::NotBegun;
            let line = view.sheets.iter().rev().find(is_due).or(view.sheets.last());
            if let Some(line) = line
                && Button::primary("打印文书").page().icon(icon::PRINT).ui(ui).clicked()
            {
                cx.go(Route::Sheet(SheetRef::of_case(line.form, view.file.id, line.about)));
            }
            return;
        };
        let key = if next.place == Place::CheckIn { "F4" } else { "Enter" };
        let pressed = Button::primary(&next.button).page().key(key).ui(ui).clicked();
        let enter = ui.memory(|memory| memory.focused().is_none())
            && flow::pressed(ui.ctx(), Modifiers::NONE, Key::Enter);
        if pressed || enter {
            self.take(view, next.place, cx);
        }
    }

    fn columns_ui(&mut self, ui: &mut Ui, rect: Rect, view: &CaseView, cx: &mut PageCx<'_>) {
        let gap = measures().space_4;
        if cx.width < Width::Desk {
            self.tabs_ui(ui, rect, view, cx);
            return;
        }
        let room = rect.width() - 2.0 * gap;
        let widths = if cx.width == Width::Wide {
            [440.0, room - 840.0, 400.0]
        } else {
            let first = (room * 0.356).floor();
            let second = (room * 0.337).floor();
            [first, second, room - first - second]
        };
        let first = rect.with_max_x(rect.left() + widths[0]);
        let second =
            Rect::from_min_size(pos2(first.right() + gap, rect.top()), vec2(widths[1], rect.height()));
        let third = rect.with_min_x(second.right() + gap);
        let arriving = self.arriving.take();
        if let Some(place) =
            lists::checklist(ui, first, view, &mut self.unfolded, true, Arrival(arriving == Some(0)))
        {
            self.take(view, place, cx);
        }
        lists::sheets(ui, second, view, true, Arrival(arriving == Some(1)), cx);
        if lists::timeline(ui, third, view, true, Arrival(arriving == Some(2))) {
            self.notice.open(view, cx.now);
        }
    }

    /// One column at a time; what stands at the head of a column stands at the right of the tabs.
    fn tabs_ui(&mut self, ui: &mut Ui, rect: Rect, view: &CaseView, cx: &mut PageCx<'_>) {
        let bar = rect.with_max_y(rect.top() + 40.0);
        ui.scope_builder(UiBuilder::new().max_rect(bar), |ui| {
            let words = [Tab::new("完成情况"), Tab::new("文书").count(view.sheets.len()), Tab::new("经过")];
            tabs(ui, &mut self.tab, &words);
        });
        let body = rect.with_min_y(bar.bottom() + measures().space_2);
        let button = match self.tab {
            1 => Some(lists::print_button()),
            2 if view.file.appointment().is_some() => Some(lists::notify_button()),
            _ => None,
        };
        if let Some(button) = button {
            let inner = UiBuilder::new().max_rect(bar).layout(right_to_left());
            let pressed = ui.scope_builder(inner, |ui| button.ui(ui).clicked()).inner;
            match (pressed, self.tab) {
                (true, 1) => lists::print_next(view, cx),
                (true, _) => self.notice.open(view, cx.now),
                (false, _) => {}
            }
        }
        let arrival = Arrival(self.arriving.take().is_some());
        match self.tab {
            0 => {
                if let Some(place) = lists::checklist(ui, body, view, &mut self.unfolded, false, arrival) {
                    self.take(view, place, cx);
                }
            }
            1 => lists::sheets(ui, body, view, false, arrival, cx),
            _ => {
                lists::timeline(ui, body, view, false, arrival);
            }
        }
    }
}

/// The words of the next step, laid out.
struct NextWords {
    title: Arc<Galley>,
    why: Option<Arc<Galley>>,
    cite: Option<CitationRef>,
}

const FLAG: f32 = 40.0;
const CITE: f32 = 120.0;

impl NextWords {
    /// Lays them out beside the button.
    fn of(ui: &Ui, view: &CaseView, width: f32, shape: Shape) -> Self {
        let c = colors();
        let (title, why, button) = match &view.next {
            Some(next) => (next.title.as_str(), next.why.as_str(), next.button.as_str()),
            None => {
                let (title, why) = finished(view);
                (title, why, "打印文书")
            }
        };
        let button = Button::primary(button).page().key("Enter").width_in(ui);
        let room = (width - button).max(160.0);
        let cite = view.next.as_ref().filter(|next| !next.cite.is_empty()).map(|next| {
            let rule = view.findings(next.step);
            let rule = rule.stopping().next().map_or("", |finding| finding.rule.0);
            CitationRef::new(next.cite.clone(), rule)
        });
        let kind = if shape == Shape::Tight { Type::Field } else { Type::Head };
        let why_room = if cite.is_some() { room - CITE } else { room };
        let is_shown = shape != Shape::Tight;
        Self {
            title: bold_wrapped(ui, kind, title, room),
            why: is_shown.then(|| paint::wrapped(ui, Type::Body, c.ink2, why, why_room)),
            cite: cite.filter(|_| is_shown),
        }
    }

    fn height(&self) -> f32 {
        self.title.size().y + self.why.as_ref().map_or(0.0, |why| why.size().y + 2.0)
    }

    fn ui(&self, ui: &mut Ui, inner: Rect, view: &CaseView) {
        let c = colors();
        let top = inner.center().y - self.height() / 2.0;
        ui.painter().galley(pos2(inner.left(), top), Arc::clone(&self.title), c.ink);
        let name = view.next.as_ref().map_or_else(|| finished(view).0.to_owned(), |next| next.title.clone());
        let heading = Rect::from_min_size(pos2(inner.left(), top), self.title.size());
        let response = ui.interact(heading, ui.scope_id().with("next step"), egui::Sense::hover());
        response
            .widget_info(|| egui::WidgetInfo::labeled(egui::Role::Heading, true, format!("下一步 {name}")));
        let Some(why) = &self.why else { return };
        let at = pos2(inner.left(), top + self.title.size().y + 2.0);
        ui.painter().galley(at, Arc::clone(why), c.ink2);
        if let Some(cite) = &self.cite {
            let place = Rect::from_min_size(at + vec2(why.size().x + 8.0, 0.0), vec2(CITE - 16.0, 24.0));
            citation_at(ui, place, cite);
        }
    }
}

fn bold_wrapped(ui: &Ui, kind: Type, text: &str, width: f32) -> Arc<Galley> {
    let format =
        egui::TextFormat { font_id: kind.bold_font(), ..crate::ui::theme::format(kind, colors().ink) };
    let mut job = egui::text::LayoutJob::single_section(text.to_owned(), format);
    job.wrap.max_width = width;
    ui.fonts_mut(|fonts| fonts.layout_job(job))
}

/// Nothing stops and nothing waits: what can still be done with the case in this version.
fn finished(view: &CaseView) -> (&'static str, &'static str) {
    match view.file.state {
        CaseState::Withdrawn => ("委托已撤回", "退还材料并请委托人签收"),
        CaseState::Rejected => ("已决定不予受理", "出具告知书，退还材料并请委托人签收"),
        CaseState::Drafting => ("到场、亮证、过程记录都已签齐", "把签好的文书打印存卷，转入拟稿"),
        _ => ("这件案件没有待办的环节", "需要时可以打印文书"),
    }
}

/// Whether a step can be taken at all, for the dialogs.
fn blocked(view: &CaseView, step: Step) -> bool {
    !view.may(step)
}

fn right_to_left() -> egui::Layout {
    egui::Layout::right_to_left(egui::Align::Center)
}
