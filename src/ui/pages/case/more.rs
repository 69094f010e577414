//! 「更多」 of a case: what is done seldom. One line here per thing; what cannot be done now says why.
//!
//! A new line is one entry of `ENTRIES` and one arm where the page opens what was chosen (`CasePage::take`).

use crate::domain::audit::Operation;
use crate::domain::case::CaseState;
use crate::domain::reception::CommissionMode;
use crate::domain::staff::StaffMember;
use crate::domain::step::Place;
use crate::domain::suspension::WHY_OFF;
use crate::services::case_view::CaseView;
use crate::ui::components::button::Button;
use crate::ui::components::menu::MenuItem;
use crate::ui::components::menu::menu;
use crate::ui::components::why_panel::Why;
use crate::ui::law;
use egui::Rect;
use egui::Ui;
use egui::UiBuilder;
use egui::vec2;

/// One line of the menu.
struct Entry {
    label: &'static str,
    /// Where it is done: a dialog of this page, or another page.
    place: Place,
    /// Whether it belongs to a case like this at all.
    shown: fn(&CaseView) -> bool,
    /// Why it cannot be done now.
    why: fn(&CaseView, Option<&StaffMember>) -> Option<Why>,
}

/// Every line, in the order of the menu.
const ENTRIES: &[Entry] = &[
    Entry { label: "时限…", place: Place::Clock, shown: has_a_clock, why: |_, _| None },
    Entry { label: "回避…", place: Place::Recusal, shown: is_assigned, why: |_, _| None },
    Entry {
        label: "退还材料…",
        place: Place::MaterialReturn,
        shown: has_material,
        why: |view, user| {
            let done = view.file.not_returned().next().is_none();
            done.then(|| law::plain_why("现在没有要退还的", "每件材料都处理过了", "去向在「经过」里"))
                .or_else(|| law::not_yours(user, Operation::ReturnMaterial))
        },
    },
    Entry {
        label: "撤回委托…",
        place: Place::Withdrawal,
        shown: |view| view.file.agreement().is_none() && !view.file.state.is_over(),
        why: |_, user| law::not_yours(user, Operation::Withdraw),
    },
    Entry {
        label: "终止鉴定…",
        place: Place::Termination,
        shown: |view| view.file.is_under_way(),
        why: |_, user| law::not_yours(user, Operation::Terminate),
    },
    Entry {
        label: "中止鉴定…",
        place: Place::Suspension,
        shown: |view| view.file.is_under_way() && view.file.suspended().is_none(),
        why: |view, user| {
            let is_off = !view.institution.policy.suspension;
            is_off
                .then(|| law::plain_why("本机构没有启用中止", "全国和沪川的规定里没有中止", WHY_OFF))
                .or_else(|| law::not_yours(user, Operation::Suspend))
        },
    },
    Entry {
        label: "恢复鉴定…",
        place: Place::Suspension,
        shown: |view| view.file.suspended().is_some(),
        why: |_, user| law::not_yours(user, Operation::Resume),
    },
    Entry {
        label: "变更委托书…",
        place: Place::AgreementChange,
        shown: |view| view.file.agreement().is_some() && !view.file.state.is_over(),
        why: |_, user| law::not_yours(user, Operation::ChangeAgreement),
    },
    Entry {
        label: "司法鉴定告知…",
        place: Place::AppraisalNotice,
        shown: |view| view.file.acceptance().is_some() && !view.file.state.is_over(),
        why: |_, user| law::not_yours(user, Operation::TellAppraisalNotice),
    },
    Entry {
        label: "现场提取…",
        place: Place::OnSiteCollection,
        shown: |view| view.file.is_collected_on_site() && !view.file.state.is_over(),
        why: |_, user| law::not_yours(user, Operation::CollectOnSite),
    },
    Entry {
        label: "鉴定人承诺书…",
        place: Place::CourtPledge,
        shown: |view| {
            view.file.intake.mode == Some(CommissionMode::Authority) && view.file.agreement().is_some()
        },
        why: |_, _| None,
    },
    Entry {
        label: "个人信息同意…",
        place: Place::Privacy,
        shown: |view| view.file.state != CaseState::Booked,
        why: |_, _| None,
    },
    Entry {
        label: "意见书…",
        place: Place::Opinion,
        shown: |view| view.file.opinion().is_some(),
        why: |_, _| None,
    },
    Entry {
        label: "专家咨询…",
        place: Place::Experts,
        shown: |view| view.file.agreement().is_some(),
        why: |_, _| None,
    },
    Entry { label: "补正…", place: Place::Correction, shown: is_issued, why: |_, _| None },
    Entry { label: "补充鉴定…", place: Place::Supplement, shown: is_issued, why: |_, _| None },
    Entry { label: "重新鉴定…", place: Place::Reappraisal, shown: is_issued, why: |_, _| None },
    Entry { label: "异议与出庭…", place: Place::Events, shown: is_issued, why: |_, _| None },
];

fn is_issued(view: &CaseView) -> bool {
    view.file.issuance().is_some()
}

fn has_a_clock(view: &CaseView) -> bool {
    view.file.intake.received_on.is_some() && view.file.state != CaseState::Booked
}

fn is_assigned(view: &CaseView) -> bool {
    view.file.assignment().is_some() && view.file.closed_on().is_none()
}

fn has_material(view: &CaseView) -> bool {
    view.file.current(&view.file.materials).next().is_some()
}

/// The menu while it is open.
#[derive(Default)]
pub struct More {
    is_open: bool,
}

/// How wide the button is.
pub const WIDTH: f32 = 72.0;

impl More {
    /// Draws the button at the right end of a place and the menu under it; returns what was chosen.
    pub fn ui(
        &mut self,
        ui: &mut Ui,
        rect: Rect,
        view: &CaseView,
        user: Option<&StaffMember>,
    ) -> Option<Place> {
        let place = Rect::from_center_size(rect.center(), vec2(rect.width(), 32.0));
        let layout = egui::Layout::right_to_left(egui::Align::Center);
        let mut child = ui.new_child(UiBuilder::new().max_rect(place).layout(layout).id_salt("more"));
        let button = Button::secondary("更多").width(WIDTH).ui(&mut child);
        if button.clicked() {
            self.is_open = !self.is_open;
        }
        let entries: Vec<&Entry> = ENTRIES.iter().filter(|entry| (entry.shown)(view)).collect();
        let items: Vec<MenuItem<'_>> = entries
            .iter()
            .map(|entry| MenuItem { label: entry.label, why: (entry.why)(view, user) })
            .collect();
        let output = menu(ui, &button, &mut self.is_open, &items);
        output.taken.and_then(|at| entries.get(at)).map(|entry| entry.place)
    }
}
