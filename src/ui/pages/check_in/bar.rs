//! The bar at the foot: what there is to know, quiet ways, and one filled button for what comes next.

use super::CheckInPage;
use super::Focus;
use super::Sent;
use super::Then;
use super::find_present;
use super::form::Part;
use super::people;
use super::people::Who;
use super::places;
use super::questions::Question;
use super::signatures::empty_on_paper;
use super::sitting;
use super::slots::SlotsOf;
use crate::domain::case::CaseState;
use crate::domain::check_in::Absentee;
use crate::domain::check_in::Standing;
use crate::domain::ids::CaseId;
use crate::domain::moment::Moment;
use crate::domain::secret::PersonName;
use crate::domain::sheet::FormNo;
use crate::domain::sheet::SheetRef;
use crate::domain::step::Step;
use crate::services::case_view::CaseView;
use crate::services::case_view::Expected;
use crate::services::check_in;
use crate::services::request::Action;
use crate::ui::components::button::Button;
use crate::ui::components::citation;
use crate::ui::components::flow;
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

/// The one thing to do next for the person in focus.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Next {
    SignIn { may_witness: bool },
    Supplement,
    AnotherPerson,
    GoOn,
}

impl CheckInPage {
    /// The bar: what there is to know at the left, quiet ways, and the one filled button at the right.
    pub(super) fn bar_ui(
        &mut self,
        ui: &mut Ui,
        rect: Rect,
        cx: &mut PageCx<'_>,
        case: CaseId,
        view: &CaseView,
        focus: &Focus,
    ) {
        let c = colors();
        ui.painter().rect_filled(rect, 0.0, c.paper);
        paint::hline(ui, rect, rect.top(), c.line2);
        let next = self.next(view, focus, cx.now);
        let inner = rect.shrink2(vec2(measures().space_6, 0.0)).with_max_x(rect.right() - 16.0);
        let layout = egui::Layout::right_to_left(egui::Align::Center);
        let left_edge = ui
            .scope_builder(UiBuilder::new().max_rect(inner).layout(layout).id_salt("bar"), |ui| {
                ui.spacing_mut().item_spacing.x = measures().space_3;
                self.filled_ui(ui, cx, view, focus, next);
                self.open_ui(ui, cx, case, view, next == Next::GoOn);
                self.leave_ui(ui, view, focus, cx.now);
                if view.file.is_collected_on_site() {
                    let record = Button::secondary("现场提取记录").standing().icon(icon::PRINT);
                    if record.ui(ui).clicked() {
                        cx.go(Route::Sheet(SheetRef::of_case(FormNo::F34, case, None)));
                    }
                }
                if cx.width >= Width::Desk && self.wants_phone(focus) {
                    let call = Button::secondary("电话通知").standing().icon(icon::CALL).key("F5");
                    if call.ui(ui).clicked() {
                        cx.go(Route::Case(case));
                    }
                }
                ui.min_rect().left()
            })
            .inner;
        let (color, words) = self.reason(view, focus, next, cx.now);
        let room = inner.with_max_x(left_edge - 16.0);
        if room.width() > 80.0 {
            let galley = paint::wrapped(ui, Type::Note, color, words, room.width());
            paint::put_left(&ui.painter().with_clip_rect(rect), room, &galley);
        }
        self.keys(ui, cx, case, view, focus);
        let findings = view.findings(Step::OpenOnSite);
        if let Some(reasons) = self.reasons.ui(ui.ctx(), Step::OpenOnSite, &findings) {
            let ticket = cx.act(Action::CheckIn(check_in::Request::Open { case, reasons }));
            self.sent = Some(Sent { ticket, then: Then::Opened });
        }
    }

    fn next(&self, view: &CaseView, focus: &Focus, now: Moment) -> Next {
        let Some(form) = self.forms.get(&focus.key) else { return Next::AnotherPerson };
        match &focus.who {
            Who::Awaited(_) | Who::Newcomer => {
                let is = self.standing(view, focus, form, now);
                let may_witness = match is {
                    None => true,
                    Some(Standing::MayWitness) => true,
                    // Signed afterwards as well as before.
                    Some(Standing::MayNotWitness(reason)) => {
                        reason == crate::domain::check_in::Reason::RulesNotSigned
                    }
                };
                Next::SignIn { may_witness }
            }
            Who::Here(_) if *form != focus.base => Next::Supplement,
            Who::Here(_) if people::awaited(view).any(|row| !row.absent) => Next::AnotherPerson,
            Who::Here(_) => Next::GoOn,
        }
    }

    fn filled_ui(&mut self, ui: &mut Ui, cx: &mut PageCx<'_>, view: &CaseView, focus: &Focus, next: Next) {
        let word = match next {
            Next::SignIn { may_witness: true } => "签到",
            Next::SignIn { may_witness: false } => "按不得见证继续",
            Next::Supplement => "补验…",
            Next::AnotherPerson => "下一个人",
            Next::GoOn => return,
        };
        let has_name = self.forms.get(&focus.key).is_some_and(|form| !form.name.trim().is_empty());
        let needs_name = matches!(next, Next::SignIn { .. }) && !has_name;
        let why =
            needs_name.then(|| law::plain_why("现在还不能签到", "姓名", "先写来人的姓名，其余可以以后补"));
        if Button::primary(word).standing().why(why.as_ref()).ui(ui).clicked() {
            self.go_on(cx, view, Some(focus));
        }
    }

    /// Ctrl+Enter, and the filled button.
    pub(super) fn go_on(&mut self, cx: &mut PageCx<'_>, view: &CaseView, focus: Option<&Focus>) {
        let Some(focus) = focus else { return };
        if self.sent.is_some() {
            return;
        }
        match self.next(view, focus, cx.now) {
            Next::SignIn { .. } => self.sign_in(cx, view, focus),
            Next::Supplement => {
                let reason = self.suggested_reason(focus);
                self.question = Some(Question::Later { reason });
            }
            Next::AnotherPerson => {
                let rows = people::rows(view, self.newcomer_form(cx), cx.now);
                let waits = rows.iter().find(|row| matches!(row.who, Who::Awaited(_) | Who::Newcomer));
                if let Some(row) = waits {
                    self.chosen = Some(row.who.clone());
                }
            }
            Next::GoOn => {}
        }
    }

    fn suggested_reason(&self, focus: &Focus) -> String {
        let Some(form) = self.forms.get(&focus.key) else { return String::new() };
        let is_new = |now: bool, before: bool| now && !before;
        if is_new(form.identity_copy.is_some(), focus.base.identity_copy.is_some()) {
            "补验身份证件".to_owned()
        } else if is_new(form.work_copy.is_some(), focus.base.work_copy.is_some()) {
            "补验工作证明".to_owned()
        } else {
            String::new()
        }
    }

    fn sign_in(&mut self, cx: &mut PageCx<'_>, view: &CaseView, focus: &Focus) {
        let Some(form) = self.forms.get(&focus.key) else { return };
        if form.name.trim().is_empty() {
            return;
        }
        let draft = Box::new(form.draft(cx.now, &sitting(cx)));
        let signing = self.signing.get(&focus.key);
        // A refusal is noted whatever was told; a signature only after all of it.
        let rules = signing
            .filter(|_| form.part == Part::Insurer)
            .and_then(|signing| Some((signing.told, signing.rules.given()?)))
            .filter(|(told, manner)| !manner.is_signed() || told.iter().all(|told| *told));
        let ticket = cx.act(Action::CheckIn(check_in::Request::SignIn { case: view.file.id, draft }));
        self.sent = Some(Sent { ticket, then: Then::SignedIn { key: focus.key.clone(), rules } });
    }

    pub(super) fn supplement(
        &mut self,
        cx: &mut PageCx<'_>,
        case: CaseId,
        view: &CaseView,
        focus: &Focus,
        reason: String,
    ) {
        let (Who::Here(id), Some(form)) = (&focus.who, self.forms.get(&focus.key)) else { return };
        let attendance = people::newest_version(&view.file, *id);
        let draft = Box::new(form.draft(cx.now, &sitting(cx)));
        let request = check_in::Request::Supplement { case, attendance, draft, reason };
        let ticket = cx.act(Action::CheckIn(request));
        self.sent = Some(Sent { ticket, then: Then::Supplemented { key: focus.key.clone() } });
    }

    /// 到齐，去亮证: grey with its reasons while somebody needed is missing.
    fn open_ui(&mut self, ui: &mut Ui, cx: &mut PageCx<'_>, case: CaseId, view: &CaseView, filled: bool) {
        let is_open = view.file.state != CaseState::Scheduled;
        let findings = view.findings(Step::OpenOnSite);
        let why = if is_open { None } else { law::why(Step::OpenOnSite, &findings) };
        let word = if is_open { "去亮证" } else { "到齐，去亮证" };
        let button = if filled { Button::primary(word) } else { Button::secondary(word) };
        let output = button.standing().why(why.as_ref()).show(ui);
        if let Some(at) = output.solve {
            self.solve(cx, case, view, at);
        }
        if !output.response.clicked() {
            return;
        }
        if is_open {
            cx.go(Route::LicenceShowing(case));
        } else if let Some(reasons) = self.reasons.press(Step::OpenOnSite, &findings) {
            let ticket = cx.act(Action::CheckIn(check_in::Request::Open { case, reasons }));
            self.sent = Some(Sent { ticket, then: Then::Opened });
        }
    }

    /// The way out of a finding lies on this page more often than not: bring up the person it is about.
    fn solve(&mut self, cx: &mut PageCx<'_>, case: CaseId, view: &CaseView, at: usize) {
        let findings = view.findings(Step::OpenOnSite);
        let Some(finding) = findings.stopping().nth(at) else { return };
        let wanted = view.expected.iter().find(|row| match finding.rule.requirement() {
            "GZ-25e" => matches!(row.who, Expected::Statutory(_)),
            "GZ-26" => matches!(row.who, Expected::Subject),
            _ => row.stops,
        });
        match (finding.way_out.go, wanted) {
            (crate::domain::step::Place::CheckIn, Some(row)) => {
                self.chosen = Some(Who::Awaited(row.who.clone()));
            }
            (place, _) => cx.go_place(place, case),
        }
    }

    /// 登记离场 for who is here, 记未到场 for who is not.
    fn leave_ui(&mut self, ui: &mut Ui, view: &CaseView, focus: &Focus, now: Moment) {
        match &focus.who {
            Who::Here(id) => {
                let has_left = find_present(view, *id).is_some_and(|row| view.file.has_left(row.row.id));
                let why =
                    has_left.then(|| law::plain_why("不用再登记", "已经离场", "又来了的，重新登记到场"));
                let leave = Button::secondary("登记离场").standing().icon(icon::LEAVE).key("F9");
                let leave = leave.why(why.as_ref());
                if leave.ui(ui).clicked() {
                    self.ask_leaving(view, focus);
                }
            }
            Who::Awaited(who) => self.absence_ui(ui, view, who, now),
            Who::Newcomer => {
                if Button::secondary("不登记了").standing().ui(ui).clicked() {
                    self.forms.remove(&focus.key);
                    self.newcomer = false;
                    self.chosen = None;
                }
            }
        }
    }

    fn ask_leaving(&mut self, view: &CaseView, focus: &Focus) {
        let Who::Here(id) = &focus.who else { return };
        let Some(row) = find_present(view, *id) else { return };
        self.question = Some(Question::Leaving {
            attendance: row.row.id,
            name: row.row.body.attendee.name().as_str().to_owned(),
            kind: None,
            note: String::new(),
        });
    }

    fn absence_ui(&mut self, ui: &mut Ui, view: &CaseView, who: &Expected, now: Moment) {
        let Some((absentee, name, stops)) = absentee(view, who) else { return };
        let row = view.expected.iter().find(|row| row.who == *who);
        let appointment = view.file.appointment();
        let why = match (row.is_some_and(|row| row.absent), appointment) {
            (true, _) => Some(law::plain_why("不用再记", "已经记下未到场", "人来了照常签到，前后都留记录")),
            (false, Some(at)) if now < at.starts_at => {
                let fact = format!("约定 {}，时间还没到", at.starts_at.hour_minute_text());
                Some(law::plain_why("现在还不能记未到场", &fact, "约定的时间过了才谈得上未到"))
            }
            (false, None) => Some(law::plain_why("现在还不能记未到场", "还没有排期", "先到案件页排期")),
            (false, Some(_)) => None,
        };
        let word = if stops { "记未到场，不得开展…" } else { "记未到场，照常鉴定…" };
        let button = if stops { Button::danger(word) } else { Button::secondary(word) };
        let button = button.standing().icon(if stops { icon::MISSING } else { icon::ABSENT });
        if button.why(why.as_ref()).ui(ui).clicked() {
            self.question = Some(Question::Absence { who: absentee, name, stops, note: String::new() });
        }
    }

    /// Who can be telephoned: somebody who was told by telephone before.
    fn wants_phone(&self, focus: &Focus) -> bool {
        match &focus.who {
            Who::Awaited(who) => matches!(who, Expected::Insurer(_) | Expected::Statutory(_)),
            Who::Here(_) | Who::Newcomer => false,
        }
    }

    /// The words at the left of the bar.
    fn reason(&self, view: &CaseView, focus: &Focus, next: Next, now: Moment) -> (egui::Color32, String) {
        let c = colors();
        if self.sent.is_some() {
            return (c.ink2, "正在存".to_owned());
        }
        match (next, &focus.who) {
            (Next::SignIn { may_witness: false }, _) => {
                (c.ink2, "拿到证件随时补验，资格自动改，前后都留记录".to_owned())
            }
            (Next::SignIn { .. }, _) => {
                (c.ink2, format!("按签到时记 {} 到场，时间由本机记", now.hour_minute_text()))
            }
            (Next::Supplement, _) => (c.amber, "改过的还没有存，按「补验」存成新的一版".to_owned()),
            (_, Who::Here(id)) => {
                let row = find_present(view, *id);
                let name = row.map_or("", |row| row.row.body.attendee.name().as_str());
                let empty = empty_on_paper(view, name);
                if let Some(first) = empty.first() {
                    let more =
                        if empty.len() > 1 { format!("等 {} 处", empty.len()) } else { String::new() };
                    return (c.amber, format!("{first}{more}，离场前请补签，再扫一次"));
                }
                let standing = row.and_then(|row| row.standing);
                let words = row.map_or_else(String::new, |row| {
                    let body = &row.row.body;
                    format!("{} 到场，{}核对", body.arrived_at.hour_minute_text(), body.checked_by.as_str())
                });
                match standing {
                    Some(Standing::MayNotWitness(_)) => {
                        (c.ink2, "拿到证件随时补验，资格自动改，前后都留记录".to_owned())
                    }
                    _ => (c.green, words),
                }
            }
            _ => (c.ink2, String::new()),
        }
    }

    fn keys(&mut self, ui: &Ui, cx: &mut PageCx<'_>, case: CaseId, view: &CaseView, focus: &Focus) {
        if self.question.is_some() {
            return;
        }
        let pressed = |key| flow::pressed(ui.ctx(), Modifiers::NONE, key);
        if pressed(Key::F1)
            && let Some(rule) = &self.cited
        {
            citation::open(ui.ctx(), rule);
        }
        if pressed(Key::F5) {
            cx.go(Route::Case(case));
        }
        if pressed(Key::F7) {
            cx.go(Route::Sheet(SheetRef::of_case(FormNo::F07, case, None)));
        }
        if pressed(Key::F9) {
            self.ask_leaving(view, focus);
        }
        if pressed(Key::F6)
            && let Some(form) = self.forms.get(&focus.key)
        {
            let places = places(form.part);
            let of = SlotsOf { case, key: &focus.key, name: &form.name, places };
            self.slots.choose(cx, &of, form);
        }
    }
}

/// Who is absent, as it is written down; only these three kinds are.
fn absentee(view: &CaseView, who: &Expected) -> Option<(Absentee, String, bool)> {
    let intake = &view.file.intake;
    match who {
        Expected::Insurer(id) => {
            let name = people::insurer_called(view, *id);
            Some((Absentee::Insurer { insurer: *id, name: name.clone() }, name, false))
        }
        Expected::Statutory(id) => {
            let guardian = intake.guardians.iter().find(|guardian| guardian.person.id == *id)?;
            let name: PersonName = guardian.person.name.clone();
            let called = name.as_str().to_owned();
            Some((Absentee::Statutory { person: Some(*id), name }, called, true))
        }
        Expected::Subject => {
            let name = intake.subject.name.clone();
            let called = name.as_str().to_owned();
            Some((Absentee::Subject { name }, called, true))
        }
        _ => None,
    }
}
