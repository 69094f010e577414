//! The bar of the record: steps at the left, what is missing, 定稿 and the one filled button at the right.

use super::ProcessRecordPage;
use super::Then;
use crate::domain::case::CaseState;
use crate::domain::evidence::Recorded;
use crate::domain::process_record::ProcessSession;
use crate::domain::sheet::FormNo;
use crate::domain::sheet::SheetRef;
use crate::domain::step::Place;
use crate::domain::step::Step;
use crate::services::case_view::CaseView;
use crate::services::process_record;
use crate::services::request::Action;
use crate::services::request::Reasons;
use crate::ui::components::button::Button;
use crate::ui::components::citation;
use crate::ui::components::flow::pressed;
use crate::ui::components::modal::Modal;
use crate::ui::components::paint;
use crate::ui::desk::cx::PageCx;
use crate::ui::law;
use crate::ui::pages::Route;
use crate::ui::theme::Type;
use crate::ui::theme::Width;
use crate::ui::theme::colors;
use crate::ui::theme::icon;
use crate::ui::theme::measures;
use egui::Key;
use egui::Modifiers;
use egui::Rect;
use egui::Ui;
use egui::UiBuilder;
use egui::vec2;

impl ProcessRecordPage {
    pub(super) fn bar_ui(
        &mut self,
        ui: &mut Ui,
        rect: Rect,
        cx: &mut PageCx<'_>,
        view: &CaseView,
        session: &Recorded<ProcessSession>,
    ) {
        let c = colors();
        ui.painter().rect_filled(rect, 0.0, c.paper);
        paint::hline(ui, rect, rect.top(), c.line2);
        let inner = rect.shrink2(vec2(measures().space_6, 0.0));
        let is_sealed = view.file.is_sealed();
        let mut left = inner.left();
        if !is_sealed && cx.width != Width::Rail {
            let layout = egui::Layout::left_to_right(egui::Align::Center);
            let mut child = ui.new_child(UiBuilder::new().max_rect(inner).layout(layout).id_salt("back"));
            let why =
                (self.step == 0).then(|| law::plain_why("没有上一步骤", "这是第一步", "往前没有步骤了"));
            let word = if cx.width == Width::Narrow { "上一步" } else { "上一步骤" };
            if Button::secondary(word).standing().why(why.as_ref()).ui(&mut child).clicked() {
                self.step = self.step.saturating_sub(1);
            }
            left = child.min_rect().right() + 16.0;
        }
        let layout = egui::Layout::right_to_left(egui::Align::Center);
        let mut child = ui.new_child(UiBuilder::new().max_rect(inner).layout(layout).id_salt("on"));
        child.spacing_mut().item_spacing.x = measures().space_3;
        let step = if is_sealed {
            self.finish_ui(&mut child, cx, view);
            Step::FinishRecord
        } else {
            self.on_ui(&mut child, cx, view, session);
            Step::SealRecord
        };
        let room = inner.with_min_x(left).with_max_x(child.min_rect().left() - 16.0);
        self.words_ui(ui, rect, room, view, step);
        self.keys(ui, cx, view, session);
        self.sealing_ui(ui, cx, view);
    }

    /// The first thing that is missing, beside the grey button.
    fn words_ui(&self, ui: &Ui, rect: Rect, room: Rect, view: &CaseView, step: Step) {
        if room.width() < 120.0 || view.file.state > CaseState::Examining {
            return;
        }
        let c = colors();
        let findings = view.findings(step);
        let Some(finding) = findings.stopping().next() else { return };
        let say = finding.breach.as_ref().map_or(finding.title, |breach| breach.say.as_str());
        let words = format!("{say}　{}", finding.cite());
        let galley = paint::wrapped(ui, Type::Note, c.red, words, room.width() - 22.0);
        let width = galley.size().x + 22.0;
        let place = Rect::from_min_max(egui::pos2(room.right() - width, room.top()), room.max);
        let painter = ui.painter().with_clip_rect(rect);
        let rest = paint::icon_left(&painter, place, 16.0, 6.0, icon::BLOCK, c.red);
        paint::put_left(&painter, rest, &galley);
    }

    fn on_ui(
        &mut self,
        ui: &mut Ui,
        cx: &mut PageCx<'_>,
        view: &CaseView,
        session: &Recorded<ProcessSession>,
    ) {
        let next = session.body.steps.get(self.step + 1);
        if let Some(next) = next {
            let words = format!("下一步骤：{next}");
            let button = Button::primary(&words).standing();
            let short = Button::primary("下一步骤").standing();
            let button = if cx.width >= Width::Desk { button } else { short };
            if button.ui(ui).clicked() {
                self.go_on(session);
            }
        }
        if view.file.is_collected_on_site() && Button::secondary("现场提取…").standing().ui(ui).clicked()
        {
            cx.go(Route::CaseDialog { case: view.file.id, place: Place::OnSiteCollection });
        }
        let enter = Button::secondary("记一条").standing().icon(icon::ENTRY);
        let enter = if cx.width >= Width::Desk { enter.key("Ctrl+Enter") } else { enter };
        if enter.ui(ui).clicked() {
            self.composer.open();
        }
        let findings = view.findings(Step::SealRecord);
        let why = law::why(Step::SealRecord, &findings);
        let button =
            if next.is_none() { Button::primary("定稿…") } else { Button::secondary("定稿…") };
        let output = button.standing().why(why.as_ref()).show(ui);
        if let Some(place) = output.solve.and_then(|at| law::way_out(&findings, at)) {
            match place {
                Place::ProcessRecord => self.composer.open(),
                place => cx.go_place(place, view.file.id),
            }
        }
        if output.response.clicked() {
            self.sealing = true;
        }
    }

    fn finish_ui(&mut self, ui: &mut Ui, cx: &mut PageCx<'_>, view: &CaseView) {
        let case = view.file.id;
        if view.file.state > CaseState::Examining {
            if Button::primary("回到案件").standing().ui(ui).clicked() {
                cx.go(Route::Case(case));
            }
            return;
        }
        let findings = view.findings(Step::FinishRecord);
        let why = law::why(Step::FinishRecord, &findings);
        let output = Button::primary("签齐交出").standing().why(why.as_ref()).show(ui);
        if let Some(place) = output.solve.and_then(|at| law::way_out(&findings, at)) {
            // The pads of both sheets are on this page.
            if !matches!(place, Place::Sheets | Place::ProcessRecord) {
                cx.go_place(place, case);
            }
        }
        let pressed =
            output.response.clicked().then(|| self.reasons.press(Step::FinishRecord, &findings)).flatten();
        let asked = self.reasons.ui(ui.ctx(), Step::FinishRecord, &findings);
        if let Some(reasons) = pressed.or(asked) {
            let request = process_record::Request::Finish { case, reasons };
            self.sent = Some((cx.act(Action::ProcessRecord(request)), Then::Finished));
        }
        if Button::secondary("打印").standing().icon(icon::PRINT).key("F7").ui(ui).clicked() {
            cx.go(Route::Sheet(SheetRef::of_case(FormNo::F09, case, None)));
        }
    }

    fn go_on(&mut self, session: &Recorded<ProcessSession>) {
        if self.step + 1 < session.body.steps.len() {
            self.step += 1;
            self.farthest = self.farthest.max(self.step);
        }
    }

    fn keys(&mut self, ui: &Ui, cx: &mut PageCx<'_>, view: &CaseView, session: &Recorded<ProcessSession>) {
        if self.sealing || self.media.is_asking() {
            return;
        }
        let is = |key| pressed(ui.ctx(), Modifiers::NONE, key);
        let case = view.file.id;
        if is(Key::F1) {
            let findings = view.findings(Step::SealRecord);
            let rule = findings.stopping().next().map_or("GZ-27", |finding| finding.rule.0);
            citation::open(ui.ctx(), rule);
        }
        if is(Key::F7) {
            cx.go(Route::Sheet(SheetRef::of_case(FormNo::F09, case, None)));
        }
        if view.file.is_sealed() {
            return;
        }
        if is(Key::F6) {
            self.media.choose(cx);
        }
        if is(Key::F8) {
            self.go_on(session);
        }
    }

    /// 定稿 cannot be taken back, so it is asked once; what the law only warns of asks for its reasons first.
    fn sealing_ui(&mut self, ui: &Ui, cx: &mut PageCx<'_>, view: &CaseView) {
        let findings = view.findings(Step::SealRecord);
        if let Some(reasons) = self.reasons.ui(ui.ctx(), Step::SealRecord, &findings) {
            self.seal(cx, view, reasons);
        }
        if !self.sealing {
            return;
        }
        let n_entries = view.file.current(&view.file.entries).count();
        let n_media = view.file.current(&view.file.media).count();
        let output = Modal::new("定稿过程记录").words("定稿以后只能加更正").show(
            ui.ctx(),
            |ui| {
                let words =
                    format!("记录 {n_entries} 条，影像 {n_media} 件，连同哈希一并定下，接着请在场的人签名");
                ui.label(crate::ui::theme::rich(Type::Body, words));
            },
            |ui| Button::primary("定稿").ui(ui).clicked(),
        );
        if output.closed {
            self.sealing = false;
        }
        if output.foot || output.finished {
            self.sealing = false;
            if let Some(reasons) = self.reasons.press(Step::SealRecord, &findings) {
                self.seal(cx, view, reasons);
            }
        }
    }

    fn seal(&mut self, cx: &mut PageCx<'_>, view: &CaseView, reasons: Reasons) {
        self.composer.close();
        let request = process_record::Request::Seal { case: view.file.id, reasons };
        self.sent = Some((cx.act(Action::ProcessRecord(request)), Then::Sealed));
    }
}
