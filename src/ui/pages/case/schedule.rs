//! 排期…: day, hour and room on licensed premises. A second appointment asks for the reason of the first one's end.

use crate::domain::moment::Day;
use crate::domain::moment::Moment;
use crate::domain::schedule::Appointment;
use crate::domain::schedule::CollectionConsent;
use crate::domain::schedule::Outside;
use crate::domain::schedule::OutsideReason;
use crate::domain::secret::PersonName;
use crate::domain::step::Step;
use crate::services::case_view::CaseView;
use crate::services::request::Action;
use crate::services::request::Outcome;
use crate::services::request::Reasons;
use crate::services::schedule;
use crate::ui::almanac::with_almanac;
use crate::ui::components::button::Button;
use crate::ui::components::date_field::DateField;
use crate::ui::components::field::Field;
use crate::ui::components::finding::FindingLine;
use crate::ui::components::form_grid::FormGrid;
use crate::ui::components::modal::Modal;
use crate::ui::components::segmented::Segmented;
use crate::ui::desk::cx::PageCx;
use crate::ui::desk::cx::Ticket;
use crate::ui::law;
use chrono::NaiveDate;

/// The dialog and what was typed into it.
#[derive(Default)]
pub struct ScheduleDialog {
    is_open: bool,
    on: Option<NaiveDate>,
    hour: String,
    premises: Option<usize>,
    room: Option<usize>,
    outside: Option<OutsideReason>,
    outside_facts: String,
    consent_by: String,
    consent_on: Option<NaiveDate>,
    reason: String,
    asked: Option<Ticket>,
}

impl ScheduleDialog {
    /// Opens it; what was typed before stays.
    pub fn open(&mut self, view: &CaseView, _now: Moment) {
        self.is_open = true;
        if self.premises.is_none() && view.institution.premises.len() == 1 {
            // One licensed place is a fact, not an answer.
            self.premises = Some(0);
        }
    }

    /// Draws it, when it is open.
    pub fn ui(&mut self, ctx: &egui::Context, view: &CaseView, cx: &mut PageCx<'_>) {
        if let Some(Ok(Outcome::Done { .. })) = cx.take_if(&mut self.asked) {
            *self = Self::default();
        }
        if !self.is_open {
            return;
        }
        let starts_at = self.starts_at();
        let why = self.why(view, starts_at);
        let output = Modal::new("排期").words("只能约在登记的执业场所").show(
            ctx,
            |ui| self.body(ui, view, cx.now),
            |ui| {
                let pressed = Button::primary("排定").why(why.as_ref()).ui(ui).clicked();
                let cancel = Button::secondary("取消").ui(ui).clicked();
                (pressed, cancel)
            },
        );
        let (pressed, cancel) = output.foot;
        if (pressed || output.finished)
            && why.is_none()
            && let Some(starts_at) = starts_at
        {
            let appointment = self.appointment(view, starts_at, cx);
            let reason = self.reason.clone();
            let case = view.file.id;
            let request =
                schedule::Request::Appoint { case, appointment, reason, reasons: Reasons::default() };
            self.asked = Some(cx.act(Action::Schedule(request)));
        }
        if output.closed || cancel {
            self.is_open = false;
        }
    }

    fn body(&mut self, ui: &mut egui::Ui, view: &CaseView, now: Moment) {
        let premises: Vec<(usize, &str)> =
            view.institution.premises.iter().enumerate().map(|(n, p)| (n, p.name.as_str())).collect();
        let rooms: Vec<(usize, &str)> = self
            .premises
            .and_then(|n| view.institution.premises.get(n))
            .map(|p| p.rooms.iter().enumerate().map(|(n, room)| (n, room.as_str())).collect())
            .unwrap_or_default();
        let hour_finding = self.hour_finding();
        FormGrid::show(ui, |grid| {
            grid.row(|row| {
                row.cell(7, |ui| {
                    with_almanac(now.day(), |almanac| {
                        DateField::new("日期", &mut self.on, almanac).future().required().ui(ui);
                    });
                });
                row.cell(5, |ui| {
                    Field::new("时间", &mut self.hour)
                        .required()
                        .hint("如 1400 或 14:00")
                        .finding(hour_finding.as_ref())
                        .ui(ui);
                });
            });
            grid.row(|row| {
                row.cell(12, |ui| {
                    Segmented::new("执业场所", &mut self.premises, &premises).required().ui(ui);
                });
            });
            if !rooms.is_empty() {
                grid.row(|row| {
                    row.cell(12, |ui| {
                        Segmented::new("检查室", &mut self.room, &rooms).required().ui(ui);
                    });
                });
            }
            if view.file.appointment().is_some() {
                grid.row(|row| {
                    row.cell(12, |ui| {
                        Field::new("改期原因", &mut self.reason).required().ui(ui);
                    });
                });
            }
        });
        self.outside_ui(ui, now.day());
    }

    fn outside_ui(&mut self, ui: &mut egui::Ui, today: Day) {
        let reasons =
            [OutsideReason::OnSiteCollection, OutsideReason::SubjectCannotMove].map(|r| (r, r.label()));
        Segmented::new("不在场所内（须负责人批准）", &mut self.outside, &reasons).ui(ui);
        if self.outside.is_some() {
            Field::new("场所外的事由", &mut self.outside_facts).required().ui(ui);
        }
        if self.outside != Some(OutsideReason::OnSiteCollection) {
            return;
        }
        FormGrid::show(ui, |grid| {
            grid.row(|row| {
                row.cell(7, |ui| {
                    Field::new("同意提取的委托人", &mut self.consent_by).ui(ui);
                });
                row.cell(5, |ui| {
                    with_almanac(today, |almanac| {
                        DateField::new("同意的日期", &mut self.consent_on, almanac).past().ui(ui);
                    });
                });
            });
        });
    }

    fn consent(&self, reason: OutsideReason) -> Option<CollectionConsent> {
        let by = PersonName::new(self.consent_by.trim());
        let on = self.consent_on.map(Day::from_date)?;
        (reason == OutsideReason::OnSiteCollection && !by.is_empty()).then_some(CollectionConsent { by, on })
    }

    fn hour_finding(&self) -> Option<FindingLine> {
        let is_wrong = !self.hour.trim().is_empty() && hour_minute(&self.hour).is_none();
        is_wrong.then(|| FindingLine::mistake("写成 1400 或 14:00"))
    }

    fn starts_at(&self) -> Option<Moment> {
        let (hour, minute) = hour_minute(&self.hour)?;
        Moment::at(Day::from_date(self.on?), hour, minute, 0)
    }

    fn appointment(&self, view: &CaseView, starts_at: Moment, cx: &PageCx<'_>) -> Appointment {
        let premises = self.premises.and_then(|n| view.institution.premises.get(n));
        let room = premises.and_then(|p| self.room.and_then(|n| p.rooms.get(n))).cloned().unwrap_or_default();
        let approver = cx.views.session.as_ref().and_then(|session| session.user.as_ref());
        Appointment {
            starts_at,
            premises: premises.map_or_else(String::new, |p| p.name.clone()),
            room,
            outside: self.outside.map(|reason| Outside {
                reason,
                facts: self.outside_facts.clone(),
                approved_by: approver.map(|user| user.name.clone()).unwrap_or_default(),
                consent: self.consent(reason),
            }),
        }
    }

    fn why(
        &self,
        view: &CaseView,
        starts_at: Option<Moment>,
    ) -> Option<crate::ui::components::why_panel::Why> {
        if view.file.agreement().is_none() && super::blocked(view, Step::Schedule) {
            return law::why(Step::Schedule, &view.findings(Step::Schedule));
        }
        let missing = if starts_at.is_none() {
            Some(("日期和时间还没写全", "到场的人要知道几点来"))
        } else if starts_at.is_some_and(|at| at < view.now) {
            Some(("这个时间已经过去", "请约以后的时间"))
        } else if self.premises.is_none() {
            Some(("还没选执业场所", "受理和检查都在登记的场所里"))
        } else if view.file.appointment().is_some() && self.reason.trim().is_empty() {
            Some(("还没写改期原因", "原来的时间已经通知过人"))
        } else {
            None
        };
        missing.map(|(fact, reason)| law::plain_why("现在还不能排定", fact, reason))
    }
}

/// 「1400」, 「14:00」, 「14：00」, 「9点」 → hour and minute.
pub fn hour_minute(text: &str) -> Option<(u32, u32)> {
    let plain: String = text
        .trim()
        .chars()
        .map(|c| match c {
            '：' | '点' | '时' | '.' => ':',
            '０'..='９' => char::from_u32(c as u32 - 0xFF10 + 0x30).unwrap_or(c),
            other => other,
        })
        .filter(|c| *c != '分')
        .collect();
    let (hour, minute) = match plain.split_once(':') {
        Some((hour, "")) => (hour, "0"),
        Some(parts) => parts,
        None if plain.len() == 4 => plain.split_at(2),
        None if plain.len() == 3 => plain.split_at(1),
        None => (plain.as_str(), "0"),
    };
    let (hour, minute) = (hour.parse::<u32>().ok()?, minute.parse::<u32>().ok()?);
    (hour < 24 && minute < 60).then_some((hour, minute))
}

#[cfg(test)]
mod tests {
    use super::hour_minute;

    #[test]
    fn hours_are_read_as_clerks_type_them() {
        let check = |text, expected| assert_eq!(hour_minute(text), expected, "{text}");
        check("1400", Some((14, 0)));
        check("14:30", Some((14, 30)));
        check("９：０５", Some((9, 5)));
        check("930", Some((9, 30)));
        check("9点", Some((9, 0)));
        check("9点20分", Some((9, 20)));
        check("25:00", None);
        check("下午", None);
    }
}
