//! 通知到场…: one addressee at a time, every attempt a row; what must be told is written ready to read aloud.

use crate::domain::moment::Moment;
use crate::domain::secret::PersonName;
use crate::domain::secret::Phone;
use crate::domain::step::Step;
use crate::domain::witness_notice::Addressee;
use crate::domain::witness_notice::NoticeAttempt;
use crate::domain::witness_notice::NoticeOutcome;
use crate::domain::witness_notice::NoticeWay;
use crate::services::case_view::CaseView;
use crate::services::case_view::sheets::addressee_name;
use crate::services::request::Action;
use crate::services::request::Outcome;
use crate::services::request::Reasons;
use crate::services::witness_notice;
use crate::ui::components::button::Button;
use crate::ui::components::field::Field;
use crate::ui::components::form_grid::FormGrid;
use crate::ui::components::modal::Modal;
use crate::ui::components::option::Options;
use crate::ui::components::segmented::Segmented;
use crate::ui::components::why_panel::Why;
use crate::ui::desk::cx::PageCx;
use crate::ui::desk::cx::Ticket;
use crate::ui::law;

/// The dialog and what was typed into it.
#[derive(Default)]
pub struct NoticeDialog {
    is_open: bool,
    to: Option<usize>,
    way: Option<NoticeWay>,
    number: String,
    spoke_to: String,
    capacity: String,
    told: String,
    outcome: Option<NoticeOutcome>,
    started_at: Option<Moment>,
    asked: Option<Ticket>,
}

impl NoticeDialog {
    /// Opens it; the call begins now.
    pub fn open(&mut self, view: &CaseView, now: Moment) {
        self.is_open = true;
        self.started_at = Some(now);
        if self.to.is_none() && addressees(view).len() == 1 {
            self.choose(view, 0);
        }
    }

    fn choose(&mut self, view: &CaseView, n: usize) {
        self.to = Some(n);
        let Some(to) = addressees(view).into_iter().nth(n) else { return };
        self.number = known_number(view, &to);
        self.told = script(view, &to);
    }

    /// Draws it, when it is open.
    pub fn ui(&mut self, ctx: &egui::Context, view: &CaseView, cx: &mut PageCx<'_>) {
        if let Some(Ok(Outcome::Done { .. })) = cx.take_if(&mut self.asked) {
            *self = Self::default();
        }
        if !self.is_open {
            return;
        }
        let why = self.why(view);
        let output = Modal::new("通知到场").words("打不通也记一行，都是凭据").show(
            ctx,
            |ui| self.body(ui, view),
            |ui| {
                let pressed = Button::primary("记录这次通知").why(why.as_ref()).ui(ui).clicked();
                let cancel = Button::secondary("取消").ui(ui).clicked();
                (pressed, cancel)
            },
        );
        let (pressed, cancel) = output.foot;
        if (pressed || output.finished)
            && why.is_none()
            && let Some(attempt) = self.attempt(view, cx.now)
        {
            let request = witness_notice::Request::Record {
                case: view.file.id,
                attempt: Box::new(attempt),
                reasons: Reasons::default(),
            };
            self.asked = Some(cx.act(Action::WitnessNotice(request)));
        }
        if output.closed || cancel {
            self.is_open = false;
        }
    }

    fn body(&mut self, ui: &mut egui::Ui, view: &CaseView) {
        let all = addressees(view);
        let names: Vec<String> = all.iter().map(|to| addressee_name(&view.file, to)).collect();
        let answers: Vec<(usize, &str)> =
            names.iter().enumerate().map(|(n, name)| (n, name.as_str())).collect();
        let before = self.to;
        Options::new("通知谁", &mut self.to, &answers).required().ui(ui);
        if self.to != before
            && let Some(n) = self.to
        {
            self.choose(view, n);
        }
        let ways = NoticeWay::ALL.map(|way| (way, way.label()));
        Segmented::new("通知方式", &mut self.way, &ways).required().ui(ui);
        FormGrid::show(ui, |grid| {
            grid.row(|row| {
                row.cell(4, |ui| {
                    let label =
                        if self.way == Some(NoticeWay::Phone) { "被叫号码" } else { "号码、地址" };
                    Field::new(label, &mut self.number).salt("notice number").ui(ui);
                });
                row.cell(4, |ui| {
                    Field::new("接听人", &mut self.spoke_to).ui(ui);
                });
                row.cell(4, |ui| {
                    Field::new("身份", &mut self.capacity).hint("如 理赔专员").ui(ui);
                });
            });
        });
        Field::new("通知内容", &mut self.told).required().rows(4).ui(ui);
        let outcomes = NoticeOutcome::ALL.map(|outcome| (outcome, outcome.label()));
        Segmented::new("结果", &mut self.outcome, &outcomes).required().ui(ui);
    }

    fn attempt(&self, view: &CaseView, now: Moment) -> Option<NoticeAttempt> {
        let to = addressees(view).into_iter().nth(self.to?)?;
        Some(NoticeAttempt {
            to,
            way: self.way?,
            from_number: Phone::new(&view.institution.phone),
            to_number: Phone::new(&self.number),
            spoke_to: PersonName::new(&self.spoke_to),
            spoke_to_capacity: self.capacity.clone(),
            started_at: self.started_at.unwrap_or(now),
            ended_at: Some(now),
            told: self.told.clone(),
            outcome: self.outcome?,
            notified_by: PersonName::default(),
        })
    }

    fn why(&self, view: &CaseView) -> Option<Why> {
        let is_insurer = self
            .to
            .and_then(|n| addressees(view).into_iter().nth(n))
            .is_some_and(|to| matches!(to, Addressee::Insurer { .. }));
        if is_insurer && super::blocked(view, Step::Notify) {
            return law::why(Step::Notify, &view.findings(Step::Notify));
        }
        let missing = if view.file.appointment().is_none() {
            Some(("还没有排期", "通知里要写明时间、地点"))
        } else if addressees(view).is_empty() {
            Some(("没有要通知的人", "登记保险机构或监护人以后再通知"))
        } else if self.to.is_none() {
            Some(("还没选通知谁", "一家一家地通知，各记各的"))
        } else if self.way.is_none() {
            Some(("还没选通知方式", "电话也是通知，要记被叫号码和接听人"))
        } else if self.outcome.is_none() {
            Some(("还没选结果", "打不通选「未接通」"))
        } else if let Some(missing) = self.attempt(view, view.now).map(|a| a.missing())
            && missing.iter().any(|what| *what != "通知人")
        {
            Some(("号码、接听人或内容还没写", "电话通知要写被叫号码、接听人和内容"))
        } else {
            None
        };
        missing.map(|(fact, reason)| law::plain_why("现在还不能记录", fact, reason))
    }
}

/// Insurers of the case, then guardians where a statutory witness is needed.
fn addressees(view: &CaseView) -> Vec<Addressee> {
    let insurers = view.file.intake.insurers.iter().map(|i| Addressee::Insurer { insurer: i.insurer });
    let guardians = view
        .file
        .intake
        .guardians
        .iter()
        .filter(|_| view.statutory_need.is_some())
        .map(|g| Addressee::Statutory { person: g.person.id });
    insurers.chain(guardians).collect()
}

fn known_number(view: &CaseView, to: &Addressee) -> String {
    match to {
        Addressee::Insurer { insurer } => {
            let in_case = view.file.intake.insurers.iter().find(|i| i.insurer == *insurer);
            let phone = in_case.map(|i| i.contact_phone.as_str().to_owned()).unwrap_or_default();
            if !phone.is_empty() {
                return phone;
            }
            let listed = view.insurers.iter().find(|i| i.id == *insurer);
            listed
                .and_then(|i| i.contacts.first())
                .map(|contact| contact.phone.as_str().to_owned())
                .unwrap_or_default()
        }
        Addressee::Statutory { person } => view
            .file
            .intake
            .people()
            .find(|(_, p)| p.id == *person)
            .map_or_else(String::new, |(_, p)| p.phone.as_str().to_owned()),
    }
}

/// What has to be told, ready to read aloud; the two kinds of witness never share a consequence.
fn script(view: &CaseView, to: &Addressee) -> String {
    let Some(appointment) = view.file.appointment() else { return String::new() };
    let at = appointment.starts_at.worded();
    let place = format!("{}{}", appointment.premises, appointment.room);
    let subject = view.file.intake.subject.name.as_str();
    match to {
        Addressee::Insurer { .. } => format!(
            "{subject}的鉴定定于{at}在{place}进行，请派员到场见证，携带工作证明和身份证件，复印件留存；不按时到场的，照常鉴定"
        ),
        Addressee::Statutory { .. } => format!(
            "{subject}的身体检查定于{at}在{place}进行，请监护人或近亲属到场见证，携带身份证件和监护、亲属关系证明；未到场不得开展检查"
        ),
    }
}
