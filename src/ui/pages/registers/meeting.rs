//! 座谈与培训: what was held, with whom, what came of it.

use crate::domain::ids::EntryId;
use crate::domain::ids::Id as _;
use crate::domain::liaison::LiaisonKind;
use crate::domain::liaison::LiaisonMeeting;
use crate::domain::moment::Day;
use crate::domain::sheet::FormNo;
use crate::domain::sheet::SheetRef;
use crate::services::liaison;
use crate::services::registers::Entry as Kept;
use crate::services::registers::View;
use crate::services::request::Action;
use crate::ui::almanac::with_almanac;
use crate::ui::components::date_field::DateField;
use crate::ui::components::entry_list::Entry;
use crate::ui::components::field::Field;
use crate::ui::components::finding::FindingLine;
use crate::ui::components::finding::Level;
use crate::ui::components::finding::finding_line;
use crate::ui::components::form_grid::FormGrid;
use crate::ui::components::segmented::Segmented;
use crate::ui::components::words::fact;
use crate::ui::desk::cx::PageCx;
use crate::ui::law;
use crate::ui::pages::registers::entry_pane::EntryForm;
use crate::ui::pages::registers::entry_pane::Lack;
use crate::ui::pages::registers::entry_pane::NoDialog;
use crate::ui::pages::registers::entry_pane::Words;
use crate::ui::pages::registers::pane;
use chrono::NaiveDate;
use egui::Ui;
use serde::Deserialize;
use serde::Serialize;

/// What a meeting is written down with.
#[derive(Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct Form {
    kind: Option<LiaisonKind>,
    on: Option<NaiveDate>,
    subject: String,
    attendees: String,
    conclusions: String,
    to_do: String,
}

impl EntryForm for Form {
    type Body = LiaisonMeeting;
    type Dialog = NoDialog;

    const WORDS: Words = Words {
        save: "记下",
        save_name: "记下座谈、培训",
        correct_name: "更正这次座谈、培训",
        draft: "meeting",
    };

    fn entries(view: &View) -> &[Kept<LiaisonMeeting>] {
        &view.meetings
    }

    fn of(_view: &View, body: &LiaisonMeeting) -> Self {
        Self {
            kind: Some(body.kind),
            on: Some(body.held_on.date()),
            subject: body.subject.clone(),
            attendees: body.attendees.clone(),
            conclusions: body.conclusions.clone(),
            to_do: body.to_do.clone(),
        }
    }

    fn missing(&self) -> Lack {
        Some(if self.kind.is_none() {
            ("还没选类型", "座谈、培训还是会商")
        } else if self.on.is_none() {
            ("还没选日期", "按季度、按年核对要用")
        } else if self.subject.trim().is_empty() {
            ("还没写议题", "写主要议题就可以")
        } else if self.attendees.trim().is_empty() {
            ("还没写参加人", "单位和姓名")
        } else {
            return None;
        })
    }

    fn action(&self, corrects: Option<EntryId>, why: &str) -> Option<Action> {
        let meeting = LiaisonMeeting {
            kind: self.kind?,
            held_on: Day::from_date(self.on?),
            subject: self.subject.trim().to_owned(),
            attendees: self.attendees.trim().to_owned(),
            conclusions: self.conclusions.trim().to_owned(),
            to_do: self.to_do.trim().to_owned(),
            correction: why.to_owned(),
        };
        Some(Action::Liaison(liaison::Request::Save { entry: corrects, meeting: Box::new(meeting) }))
    }

    fn ui(&mut self, ui: &mut Ui, view: &View, cx: &mut PageCx<'_>) {
        let today = cx.now.day();
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

    fn read_ui(ui: &mut Ui, _view: &View, kept: &Kept<LiaisonMeeting>) {
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

    fn bar_ui(ui: &mut Ui, kept: &Kept<LiaisonMeeting>, cx: &mut PageCx<'_>) -> Option<NoDialog> {
        pane::sheet_button(ui, "纪要", SheetRef::of_entry(FormNo::F36, kept.id), cx);
        None
    }

    fn is_open(_body: &LiaisonMeeting) -> bool {
        true
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
