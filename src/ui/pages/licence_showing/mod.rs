//! 亮证告知与回避询问 (F-08, T10, T11): licences person by person, the question about recusal, then the examination.
//!
//! Number and validity come from the register of the staff; nobody types them here. Only an appraiser records.

mod licences;
mod recusal;

use self::recusal::RecusalDesk;
use crate::domain::case::CaseState;
use crate::domain::check_in::Halt;
use crate::domain::ids::CaseId;
use crate::domain::ids::UserId;
use crate::domain::sheet::FormNo;
use crate::domain::sheet::SheetRef;
use crate::domain::step::Step;
use crate::services::case_view::CaseView;
use crate::services::licence_showing;
use crate::services::process_record;
use crate::services::request::Action;
use crate::services::request::Look;
use crate::services::request::Reasons;
use crate::ui::components::button::Button;
use crate::ui::components::citation;
use crate::ui::components::flow;
use crate::ui::components::flow::FormFlow;
use crate::ui::components::paint;
use crate::ui::components::why_panel::Why;
use crate::ui::components::why_panel::WhyItem;
use crate::ui::desk::cx::PageCx;
use crate::ui::desk::cx::Ticket;
use crate::ui::law;
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
use egui::Key;
use egui::Modifiers;
use egui::Rect;
use egui::ScrollArea;
use egui::Ui;
use egui::UiBuilder;
use egui::pos2;
use egui::vec2;
use std::collections::BTreeMap;
use std::time::Duration;

/// 亮证告知与回避询问.
#[derive(Default)]
pub struct LicenceShowingPage {
    case: Option<CaseId>,
    /// Who has ticked the declaration and not shown the licence yet.
    declared: BTreeMap<UserId, bool>,
    recusal: RecusalDesk,
    signing: SheetSigning,
    reasons: ReasonQuestion,
    sent: Option<(Ticket, Then)>,
    looked: Option<Ticket>,
}

/// What follows when a write succeeds.
enum Then {
    /// On to the examination, with these reasons.
    Begin(Reasons),
    /// The examination has begun.
    Record,
    Stay,
}

/// What the frame shows about it.
pub const META: PageMeta = PageMeta {
    id: PageId::LicenceShowing,
    title: "亮证告知",
    icon: icon::BADGE,
    under: PageId::Today,
    in_sidebar: false,
    keys: &[("F1", "说明"), ("F4", "报到"), ("F7", "打印")],
};

const LEFT: f32 = 500.0;

impl Page for LicenceShowingPage {
    fn meta(&self) -> &'static PageMeta {
        &META
    }

    fn ui(&mut self, ui: &mut Ui, cx: &mut PageCx<'_>) {
        let Some(case) = cx.route.case() else { return };
        let Some(view) = cx.case(case) else { return };
        if self.case != Some(case) {
            *self = Self { case: Some(case), ..Self::default() };
        }
        self.follow_up(cx, case);
        self.look_again(ui.ctx(), cx, case, &view);
        let m = measures();
        let all = ui.max_rect();
        let head = all.with_max_y(all.top() + m.page_head);
        let bar = all.with_min_y(all.bottom() - m.action_bar_standing);
        let body = Rect::from_min_max(head.left_bottom(), pos2(all.right(), bar.top()));
        head_ui(ui, head, "亮证告知", &view);
        let body = body.shrink2(vec2(m.space_6, m.space_4));
        FormFlow::new("亮证").show(ui, |ui| {
            if cx.width >= Width::Desk {
                let left = body.with_max_x(body.left() + LEFT);
                let right = body.with_min_x(left.right() + m.space_4);
                scroll(ui, "licences", left, |ui| self.licences_ui(ui, cx, case, &view));
                scroll(ui, "recusal", right, |ui| {
                    self.recusal.ui(ui, cx, &view);
                    self.signing_ui(ui, cx, &view);
                });
            } else {
                scroll(ui, "licences", body, |ui| {
                    self.licences_ui(ui, cx, case, &view);
                    self.recusal.ui(ui, cx, &view);
                    self.signing_ui(ui, cx, &view);
                });
            }
        });
        self.bar_ui(ui, bar, cx, case, &view);
        if flow::pressed(ui.ctx(), Modifiers::NONE, Key::F1) {
            let findings = view.findings(Step::BeginExamination);
            let rule = findings.stopping().next().map_or("GZ-21", |finding| finding.rule.0);
            citation::open(ui.ctx(), rule);
        }
        if flow::pressed(ui.ctx(), Modifiers::NONE, Key::F7) {
            cx.go(Route::Sheet(SheetRef::of_case(FormNo::F08, case, None)));
        }
    }
}

impl LicenceShowingPage {
    fn follow_up(&mut self, cx: &mut PageCx<'_>, case: CaseId) {
        let Some((ticket, then)) = self.sent.take() else { return };
        match cx.take(ticket) {
            None => self.sent = Some((ticket, then)),
            Some(Err(_)) => {}
            Some(Ok(_)) => match then {
                Then::Begin(reasons) => self.begin(cx, case, reasons),
                Then::Record => cx.go(Route::ProcessRecord(case)),
                Then::Stay => {}
            },
        }
    }

    /// What may begin depends on the clock: the wait for an announced insurer ends by itself.
    fn look_again(&mut self, ctx: &egui::Context, cx: &mut PageCx<'_>, case: CaseId, view: &CaseView) {
        if let Some(Err(Halt::GraceRunning { until, .. })) = &view.begin {
            let left_ms = u64::try_from(until.ms() - cx.now.ms()).unwrap_or(0);
            ctx.request_repaint_after(Duration::from_millis(left_ms + 50));
        }
        if cx.take_if(&mut self.looked).is_none()
            && self.looked.is_none()
            && cx.now.minutes_since(view.now) >= 1
        {
            self.looked = Some(cx.look(Look::Case(case)));
        }
    }

    fn signing_ui(&mut self, ui: &mut Ui, cx: &mut PageCx<'_>, view: &CaseView) {
        let why = view.file.licences.is_empty().then(|| {
            law::plain_why("现在还不能存签名", "还没有人亮证", "先出示证件、问过回避，再请到场人员签名")
        });
        section(ui, "签名", "F-08　亮证告知与回避询问记录", |ui| {
            self.signing.ui(ui, cx, view, &[FormNo::F08], why.as_ref());
        });
    }

    fn bar_ui(&mut self, ui: &mut Ui, rect: Rect, cx: &mut PageCx<'_>, case: CaseId, view: &CaseView) {
        let c = colors();
        ui.painter().rect_filled(rect, 0.0, c.paper);
        paint::hline(ui, rect, rect.top(), c.line2);
        let inner = rect.shrink2(vec2(measures().space_6, 0.0));
        let layout = egui::Layout::left_to_right(egui::Align::Center);
        let mut child = ui.new_child(UiBuilder::new().max_rect(inner).layout(layout).id_salt("back"));
        if Button::secondary("回到签到").standing().key("F4").ui(&mut child).clicked() {
            cx.go(Route::CheckIn(case));
        }
        let mut left = child.min_rect().right() + 16.0;
        let layout = egui::Layout::right_to_left(egui::Align::Center);
        let mut child = ui.new_child(UiBuilder::new().max_rect(inner).layout(layout).id_salt("on"));
        child.spacing_mut().item_spacing.x = measures().space_3;
        self.on_ui(&mut child, cx, case, view);
        let room = inner.with_min_x(left).with_max_x(child.min_rect().left() - 16.0);
        left = room.left();
        let (color, words) = self.words(view);
        if room.right() > left + 80.0 {
            let words = paint::wrapped(ui, Type::Note, color, words, room.width());
            paint::put_left(&ui.painter().with_clip_rect(rect), room, &words);
        }
    }

    /// What stands in the way first, or what comes next.
    fn words(&self, view: &CaseView) -> (egui::Color32, String) {
        let c = colors();
        let step = match view.file.state {
            CaseState::OnSite => Step::ShowLicences,
            CaseState::Identified => Step::BeginExamination,
            _ => return (c.ink2, String::new()),
        };
        let findings = view.findings(step);
        let first = findings.stopping().next().or_else(|| findings.warnings().next());
        match first.and_then(|finding| finding.breach.as_ref().map(|breach| (finding, breach))) {
            Some((finding, breach)) => {
                let color = if finding.stops() { c.red } else { c.amber };
                (color, format!("{}　{}", breach.say, finding.cite()))
            }
            None => (c.green, "证件都亮了，回避也问了".to_owned()),
        }
    }

    fn on_ui(&mut self, ui: &mut Ui, cx: &mut PageCx<'_>, case: CaseId, view: &CaseView) {
        let show = view.findings(Step::ShowLicences);
        let begin = view.findings(Step::BeginExamination);
        let is_on_site = view.file.state == CaseState::OnSite;
        let (word, step) = match view.file.state {
            state if state < CaseState::OnSite => {
                let item =
                    WhyItem::new("还没有开始现场", "先在到场签到里按「到齐，去亮证」").solve("去到场签到");
                let why = Why::new("现在还不能亮证").item(item);
                let output = Button::primary("开始检验").standing().why(Some(&why)).show(ui);
                if output.solve.is_some() {
                    cx.go(Route::CheckIn(case));
                }
                return;
            }
            CaseState::OnSite if show.stops() => ("开始检验", Step::ShowLicences),
            // Waiting for an insurer must not keep the licences from being on record.
            CaseState::OnSite if stops_beyond_licences(view) => ("亮证完成", Step::ShowLicences),
            CaseState::OnSite | CaseState::Identified => ("开始检验", Step::BeginExamination),
            _ => {
                if Button::primary("去过程记录").standing().ui(ui).clicked() {
                    cx.go(Route::ProcessRecord(case));
                }
                return;
            }
        };
        let findings = if step == Step::ShowLicences { &show } else { &begin };
        let why = law::why(step, findings);
        let output = Button::primary(word).standing().why(why.as_ref()).show(ui);
        if let Some(place) = output.solve.and_then(|at| law::way_out(findings, at)) {
            cx.go_place(place, case);
        }
        let pressed = output.response.clicked().then(|| self.reasons.press(step, findings)).flatten();
        let asked = self.reasons.ui(ui.ctx(), step, findings);
        let Some(reasons) = pressed.or(asked) else { return };
        match (is_on_site, step) {
            (true, Step::ShowLicences) => self.identify(cx, case, Then::Stay),
            (true, _) => self.identify(cx, case, Then::Begin(reasons)),
            (false, _) => self.begin(cx, case, reasons),
        }
    }

    fn identify(&mut self, cx: &mut PageCx<'_>, case: CaseId, then: Then) {
        let request = licence_showing::Request::Identify { case, reasons: Reasons::new() };
        self.sent = Some((cx.act(Action::LicenceShowing(request)), then));
    }

    fn begin(&mut self, cx: &mut PageCx<'_>, case: CaseId, reasons: Reasons) {
        let request = process_record::Request::Begin { case, steps: Vec::new(), reasons };
        self.sent = Some((cx.act(Action::ProcessRecord(request)), Then::Record));
    }
}

/// Something that is not about licences keeps the examination from beginning.
fn stops_beyond_licences(view: &CaseView) -> bool {
    view.findings(Step::BeginExamination).stops()
}

/// Title and case of a page of the visit.
pub fn head_ui(ui: &Ui, rect: Rect, title: &str, view: &CaseView) {
    let c = colors();
    let inner = rect.shrink2(vec2(measures().space_6, 0.0));
    paint::hline(ui, rect, rect.bottom() - 1.0, c.line);
    let title = paint::line(ui, Type::Head, c.ink, title);
    let mut left = paint::put_left(ui.painter(), inner, &title).right() + 16.0;
    for part in [short_number(view.file.called()), view.file.intake.subject.name.as_str().to_owned()] {
        let words = paint::line(ui, Type::Field, c.ink2, part);
        left = paint::put_left(ui.painter(), inner.with_min_x(left), &words).right() + 16.0;
    }
}

/// A white section with its heading.
fn section(ui: &mut Ui, heading: &str, aside: &str, add: impl FnOnce(&mut Ui)) {
    use crate::ui::components::form_grid::Card;
    Card::new(heading).aside(aside).ruled().show(ui, add);
    ui.add_space(measures().space_4);
}

fn scroll(ui: &mut Ui, salt: &str, rect: Rect, add: impl FnOnce(&mut Ui)) {
    ui.scope_builder(UiBuilder::new().max_rect(rect).id_salt(salt), |ui| {
        ScrollArea::vertical().id_salt(salt).auto_shrink(false).show(ui, add);
    });
}
