//! What a step of the page sees during one frame, and what the rules say about the file as it would be.

use crate::domain::audit::Operation;
use crate::domain::case::CaseFacts;
use crate::domain::case::CaseFile;
use crate::domain::evidence::Recorded;
use crate::domain::ids::UserId;
use crate::domain::moment::Day;
use crate::domain::rules;
use crate::domain::rules::Findings;
use crate::domain::staff::StaffMember;
use crate::domain::step::Place;
use crate::domain::step::Step;
use crate::services::case_view::CaseView;
use crate::ui::components::finding::FindingLine;
use crate::ui::desk::cx::PageCx;
use crate::ui::law;
use crate::ui::pages::intake::missing;
use crate::ui::pages::intake::missing::Missing;
use crate::ui::pages::intake::visit::as_if;
use crate::ui::pages::opinion::forms::Forms;
use crate::ui::theme::Width;
use egui::Id;
use std::collections::BTreeMap;

/// What was put right, or not yet, at this page.
const HERE: [Place; 1] = [Place::Opinion];

/// One frame of one case.
pub struct Bench<'a, 'c> {
    pub cx: &'a mut PageCx<'c>,
    pub view: &'a CaseView,
    pub forms: &'a mut Forms,
    pub user: &'a StaffMember,
    pub anchors: &'a mut BTreeMap<&'static str, Id>,
    /// Going on was tried: what is missing may be red now.
    pub tried: bool,
}

impl Bench<'_, '_> {
    pub fn today(&self) -> Day {
        self.cx.now.day()
    }

    pub fn may(&self, operation: Operation) -> bool {
        self.user.may(operation)
    }

    /// Whether whoever sits here is an appraiser of this case.
    pub fn is_of_case(&self) -> bool {
        self.view.file.assignment().is_some_and(|a| a.appraisers.contains(&self.user.id))
    }

    /// What the rules would say about a step if the file were changed so.
    pub fn judged(&self, step: Step, change: impl FnOnce(&mut CaseFile)) -> Findings {
        let mut file = self.view.file.clone();
        change(&mut file);
        let facts = CaseFacts {
            file: &file,
            institution: &self.view.institution,
            staff: &self.view.staff,
            insurers: &self.view.insurers,
            others: &self.view.others,
            calendar: &self.view.calendar,
            now: self.cx.now,
        };
        rules::for_step(step, &facts)
    }

    /// A row as it would be kept.
    pub fn row<T>(&self, body: T) -> Recorded<T> {
        as_if(body, self.cx.now, self.user.id)
    }

    /// The finding under a field, red only after going on was tried; a mere advice at once.
    pub fn on_field(&self, findings: &Findings, field: &str) -> Option<FindingLine> {
        let finding = findings.on_field(field).next()?;
        (self.tried || !finding.stops()).then(|| law::line(finding))
    }

    /// What is missing by the law, once per sentence.
    pub fn missing(&self, findings: &Findings) -> Vec<Missing> {
        let mut list = Vec::new();
        missing::add_stopping(&mut list, findings, &HERE, true);
        list
    }

    /// Remembers where the field of a rule is.
    pub fn anchor(&mut self, field: &'static str, id: Id) {
        self.anchors.insert(field, id);
    }

    /// The name of a member of staff.
    pub fn name(&self, who: UserId) -> String {
        let member = self.view.member(who);
        member.map_or_else(|| "一名已不在名录的人".to_owned(), |member| member.name.as_str().to_owned())
    }

    /// Everybody of the staff who is there.
    pub fn names(&self) -> Vec<String> {
        let active = self.view.staff.iter().filter(|member| member.active);
        active.map(|member| member.name.as_str().to_owned()).collect()
    }

    pub fn is_narrow(&self) -> bool {
        self.cx.width == Width::Narrow
    }
}
