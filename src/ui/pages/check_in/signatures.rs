//! The right pane for the person in focus: permissions, then the rules of a witness, then the sheet of arrivals.

use super::CheckInPage;
use super::Focus;
use super::HandOn;
use super::PersonSigning;
use super::Sent;
use super::Then;
use super::find_present;
use super::form::Part;
use super::people;
use super::people::Who;
use super::questions::Question;
use super::side;
use super::side::SignaturePlace;
use super::verdict::cite;
use crate::domain::check_in::Attendee;
use crate::domain::ids::EvidenceId;
use crate::domain::sheet::FormNo;
use crate::domain::sheet::SheetRef;
use crate::domain::signature::Signer;
use crate::domain::signature::has_signed_or_refused;
use crate::services::case_view::CaseView;
use crate::services::check_in;
use crate::services::request::Action;
use crate::services::signature;
use crate::ui::components::button::Button;
use crate::ui::components::flow;
use crate::ui::components::signature_pad::Consent;
use crate::ui::components::why_panel::Why;
use crate::ui::components::why_panel::WhyItem;
use crate::ui::desk::cx::PageCx;
use crate::ui::pages::Route;
use crate::ui::sheet_signing;
use crate::ui::signing::staff_items;
use crate::ui::theme::icon;
use egui::Ui;

impl CheckInPage {
    /// Permissions, the rules and the signatures of the person in focus.
    pub(super) fn side_ui(
        &mut self,
        ui: &mut Ui,
        cx: &mut PageCx<'_>,
        view: &CaseView,
        focus: Option<&Focus>,
    ) {
        ui.add_space(8.0);
        if let Some(who) = side::permissions_ui(ui, view) {
            self.question = Some(Question::consent(view, who));
        }
        let Some(focus) = focus else { return };
        let Some(form) = self.forms.get(&focus.key) else { return };
        let (part, name) = (form.part, form.name.clone());
        let mut signing = self.signing.remove(&focus.key).unwrap_or_default();
        if part == Part::Insurer {
            side::rule_ui(ui);
            self.rules_ui(ui, cx, view, focus, &name, &mut signing);
            if let Who::Here(id) = &focus.who {
                privacy_ui(ui, cx, view, people::newest_version(&view.file, *id));
            }
        }
        if let Who::Here(_) = &focus.who {
            self.sheet_ui(ui, cx, view, focus, part, &name, &mut signing);
        }
        if self.hand_on == HandOn::Due {
            self.pass_on(ui, view);
        }
        self.signing.insert(focus.key.clone(), signing);
    }

    /// Nothing is left to sign for this person: the keyboard goes to the row of the next who is here and has not
    /// signed, else to the button that is built next.
    fn pass_on(&mut self, ui: &Ui, view: &CaseView) {
        let rows = people::present(view).into_iter();
        let next = rows.map(|row| row.row.id).find(|id| is_unsigned(view, &Who::Here(*id)));
        if next.is_some() {
            self.next_row = next;
            self.hand_on = HandOn::No;
            ui.ctx().request_repaint();
        } else if flow::hand_on(ui) {
            self.hand_on = HandOn::No;
        }
    }

    fn rules_ui(
        &mut self,
        ui: &mut Ui,
        cx: &mut PageCx<'_>,
        view: &CaseView,
        focus: &Focus,
        name: &str,
        signing: &mut PersonSigning,
    ) {
        let attendance = match &focus.who {
            Who::Here(id) => Some(people::newest_version(&view.file, *id)),
            Who::Awaited(_) | Who::Newcomer => None,
        };
        let signed = attendance.and_then(|id| side::rules_of(view, id));
        let is_due = signed.is_none() && attendance.is_some() && self.has_papers(focus);
        // The rules come before the sheet: the first of them has the keyboard.
        if self.hand_on == HandOn::Due && is_due && flow::hand_on(ui) {
            self.hand_on = HandOn::No;
        }
        side::told_ui(ui, &mut signing.told, signed);
        side::rule_ui(ui);
        let staff = staff_items(&view.staff);
        let signer = if name.trim().is_empty() { "来人" } else { name.trim() };
        let why = (!signing.told.iter().all(|told| *told)).then(|| {
            let item = WhyItem::new("三条见证须知没有全部念到", "念一条勾一条，念完再签名");
            let item = match cite(view, "SC-4.4d") {
                Some(cited) => item.cited(cited),
                None => item,
            };
            Why::new("现在还不能存签名").item(item)
        });
        let place = SignaturePlace {
            heading: "见证须知签名",
            signer,
            sheet: side::RULES,
            staff: &staff,
            consent: Consent::Asked,
            with_the_rest: attendance.is_none(),
            why: why.as_ref(),
        };
        if signed.is_none() && !self.has_papers(focus) {
            side::later_ui(ui, "证件齐了再签见证须知");
            return;
        }
        match (signed, attendance) {
            (Some(row), _) => place.rules_given_ui(ui, row),
            (None, None) => {
                place.ui(ui, &mut signing.rules);
            }
            (None, Some(attendance)) => {
                let Some(manner) = place.ui(ui, &mut signing.rules) else { return };
                let rules_told = signing.told;
                let case = view.file.id;
                let request = check_in::Request::SignRules { case, attendance, rules_told, manner };
                let ticket = cx.act(Action::CheckIn(request));
                self.sent = Some(Sent { ticket, then: Then::Signed { key: focus.key.clone() } });
            }
        }
    }

    /// Both credentials are copied: only then the rules of a witness are signed.
    fn has_papers(&self, focus: &Focus) -> bool {
        self.forms.get(&focus.key).is_some_and(|form| {
            form.identity_copy.is_some() && (form.work_copy.is_some() || !form.verified_by.is_empty())
        })
    }

    /// 到场事实签名: the sheet itself, for everybody who came.
    #[expect(clippy::too_many_arguments, reason = "one place, everything about it")]
    fn sheet_ui(
        &mut self,
        ui: &mut Ui,
        cx: &mut PageCx<'_>,
        view: &CaseView,
        focus: &Focus,
        part: Part,
        name: &str,
        signing: &mut PersonSigning,
    ) {
        let Who::Here(id) = &focus.who else { return };
        // A witness signs the rules first; two empty pads at once would ask for the wrong one.
        let rules_due = part == Part::Insurer && side::rules_of(view, *id).is_none();
        if rules_due && self.has_papers(focus) {
            return;
        }
        let Some(row) = find_present(view, *id) else { return };
        let signer = signer_of(&row.row.body.attendee);
        side::rule_ui(ui);
        let staff = staff_items(&view.staff);
        let place = SignaturePlace {
            heading: "到场事实签名",
            signer: name.trim(),
            sheet: side::SHEET,
            staff: &staff,
            consent: sheet_signing::consent(view, &signer),
            with_the_rest: false,
            why: None,
        };
        if place.sheet_given_ui(ui, view, &signer) {
            return;
        }
        if self.hand_on == HandOn::Due {
            self.hand_on = HandOn::No;
            signing.sheet.take_keyboard();
        }
        let Some(manner) = place.ui(ui, &mut signing.sheet) else { return };
        let (case, form) = (view.file.id, FormNo::F07);
        let ticket = cx.act(Action::Signature(signature::Request::Sign { case, form, signer, manner }));
        self.sent = Some(Sent { ticket, then: Then::Signed { key: focus.key.clone() } });
    }
}

/// What this person still has to write on paper that came back, sheet by sheet: to be asked for before they leave.
pub(super) fn empty_on_paper(view: &CaseView, name: &str) -> Vec<String> {
    let copies = view.sheets.iter().filter_map(|line| Some((line, line.copy.as_ref()?)));
    let open = copies.flat_map(|(line, copy)| copy.open.iter().map(move |open| (line, open)));
    let theirs = open.filter(|(_, open)| !name.is_empty() && open.name.as_str() == name);
    theirs.map(|(line, open)| format!("《{}》{}", line.form.label(), open.said())).collect()
}

/// Who is here and has neither signed the sheet of arrivals nor refused to.
pub(super) fn is_unsigned(view: &CaseView, who: &Who) -> bool {
    let Who::Here(id) = who else { return false };
    find_present(view, *id).is_some_and(|row| {
        !has_signed_or_refused(&view.file, FormNo::F07, &signer_of(&row.row.body.attendee))
    })
}

fn signer_of(attendee: &Attendee) -> Signer {
    Signer {
        person: attendee.person().map(|person| person.id),
        name: attendee.name().clone(),
        capacity: attendee.role_label().to_owned(),
    }
}

/// 个人信息告知, the short sheet for a witness (F-11): printed for the pen.
fn privacy_ui(ui: &mut Ui, cx: &mut PageCx<'_>, view: &CaseView, attendance: EvidenceId) {
    let button = Button::quiet("打印个人信息告知（见证人用）").icon(icon::PRINT);
    if button.ui(ui).clicked() {
        cx.go(Route::Sheet(SheetRef::of_case(FormNo::F11, view.file.id, Some(attendance))));
    }
}
