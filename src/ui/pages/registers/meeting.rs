//! 座谈与培训: what was held, with whom, what came of it.

use crate::domain::ids::Id as _;
use crate::domain::liaison::LiaisonKind;
use crate::domain::liaison::LiaisonMeeting;
use crate::domain::moment::Day;
use crate::services::liaison;
use crate::services::registers::Entry as Kept;
use crate::services::registers::View;
use crate::services::request::Action;
use crate::services::request::Outcome;
use crate::ui::almanac::with_almanac;
use crate::ui::components::button::Button;
use crate::ui::components::date_field::DateField;
use crate::ui::components::entry_list::Entry;
use crate::ui::components::field::Field;
use crate::ui::components::finding::FindingLine;
use crate::ui::components::finding::Level;
use crate::ui::components::finding::finding_line;
use crate::ui::components::form_grid::FormGrid;
use crate::ui::components::segmented::Segmented;
use crate::ui::components::why_panel::Why;
use crate::ui::components::words::fact;
use crate::ui::desk::cx::PageCx;
use crate::ui::desk::cx::Ticket;
use crate::ui::law;
use crate::ui::law::plain_why;
use crate::ui::pages::registers::NEW;
use crate::ui::pages::registers::pane;
use chrono::NaiveDate;
use egui::Ui;

/// The pane and what was typed into it.
#[derive(Default)]
pub(super) struct MeetingPane {
    kind: Option<LiaisonKind>,
    on: Option<NaiveDate>,
    subject: String,
    attendees: String,
    conclusions: String,
    to_do: String,
    asked: Option<Ticket>,
}

impl MeetingPane {
    /// Begins a new entry; one that was begun goes on.
    pub(super) fn begin(&mut self) {}

    /// Takes the answer; true when something was kept.
    pub(super) fn learn(&mut self, cx: &mut PageCx<'_>) -> bool {
        match cx.take_if(&mut self.asked) {
            Some(Ok(Outcome::Done { .. })) => {
                *self = Self::default();
                true
            }
            _ => false,
        }
    }

    /// Draws the entry, or the form of a new one; true when the form was given up.
    pub(super) fn ui(
        &mut self,
        ui: &mut Ui,
        rect: egui::Rect,
        view: &View,
        key: &str,
        cx: &mut PageCx<'_>,
    ) -> bool {
        if let Some(kept) = view.meetings.iter().find(|one| one.id.uuid().to_string() == key) {
            pane::pane(ui, rect, &format!("meeting {key}"), |ui| read(ui, kept), |_| {});
            return false;
        }
        let why = self.why();
        let today = cx.now.day();
        let mut pressed = false;
        let mut given_up = false;
        let finished = pane::pane(
            ui,
            rect,
            "meeting form",
            |ui| self.form_ui(ui, view, today),
            |ui| {
                pressed = Button::primary("记下")
                    .key("Ctrl+Enter")
                    .why(why.as_ref())
                    .name("记下座谈、培训")
                    .ui(ui)
                    .clicked();
                given_up = Button::secondary("放弃").name("放弃这次登记").ui(ui).clicked();
            },
        );
        if (pressed || finished)
            && why.is_none()
            && let Some(meeting) = self.build()
        {
            let request = liaison::Request::Save { entry: None, meeting: Box::new(meeting) };
            self.asked = Some(cx.act(Action::Liaison(request)));
        }
        if given_up {
            *self = Self::default();
        }
        given_up && key == NEW
    }

    fn form_ui(&mut self, ui: &mut Ui, view: &View, today: Day) {
        for owed in &view.owed {
            let (sentence, rule) = match owed {
                LiaisonKind::Training => ("今年还没有涉保业务培训的记录", "SC-1.2b"),
                LiaisonKind::Talk | LiaisonKind::Consultation => ("本季度还没有沟通座谈的记录", "SC-1.2a"),
            };
            let line = FindingLine::new(Level::Hint, sentence);
            finding_line(ui, &law::line_cited(line, rule, view.here));
        }
        let kinds = LiaisonKind::ALL.map(|one| (one, one.label()));
        FormGrid::show(ui, |grid| {
            grid.row(|row| {
                row.cell(8, |ui| {
                    Segmented::new("类型", &mut self.kind, &kinds).required().ui(ui);
                });
                row.cell(4, |ui| {
                    with_almanac(today, |almanac| {
                        DateField::new("日期", &mut self.on, almanac).past().required().ui(ui);
                    });
                });
            });
        });
        Field::new("议题", &mut self.subject).required().ui(ui);
        Field::new("参加人", &mut self.attendees).required().rows(2).ui(ui);
        Field::new("结论", &mut self.conclusions).rows(3).ui(ui);
        Field::new("待办", &mut self.to_do).rows(2).ui(ui);
    }

    fn build(&self) -> Option<LiaisonMeeting> {
        Some(LiaisonMeeting {
            kind: self.kind?,
            held_on: Day::from_date(self.on?),
            subject: self.subject.trim().to_owned(),
            attendees: self.attendees.trim().to_owned(),
            conclusions: self.conclusions.trim().to_owned(),
            to_do: self.to_do.trim().to_owned(),
        })
    }

    fn why(&self) -> Option<Why> {
        let missing = if self.asked.is_some() {
            Some(("正在登记", "存好、读回以后才算数"))
        } else if self.kind.is_none() {
            Some(("还没选类型", "座谈、培训还是会商"))
        } else if self.on.is_none() {
            Some(("还没选日期", "按季度、按年核对要用"))
        } else if self.subject.trim().is_empty() {
            Some(("还没写议题", "写主要议题就可以"))
        } else if self.attendees.trim().is_empty() {
            Some(("还没写参加人", "单位和姓名"))
        } else {
            None
        };
        missing.map(|(fact, reason)| plain_why("现在还不能记下", fact, reason))
    }
}

fn read(ui: &mut Ui, kept: &Kept<LiaisonMeeting>) {
    let body = &kept.body;
    for (label, value) in [
        ("类型", body.kind.label()),
        ("日期", body.held_on.worded().as_str()),
        ("议题", &body.subject),
        ("参加人", &body.attendees),
        ("结论", &body.conclusions),
        ("待办", &body.to_do),
    ] {
        fact(ui, label, if value.is_empty() { "没有写" } else { value });
    }
}

/// The lines of the list.
pub(super) fn entries(view: &View) -> Vec<Entry> {
    let entry = |kept: &Kept<LiaisonMeeting>| Entry {
        key: kept.id.uuid().to_string(),
        name: kept.body.subject.clone(),
        note: format!("{} {}", pane::short(kept.body.held_on), kept.body.kind.label()),
        chip: None,
        is_grey: false,
    };
    view.meetings.iter().map(entry).collect()
}
