//! What an answer of the office is followed by, for the visitor it belongs to.

use crate::services::error::ServiceError;
use crate::services::reception as desk;
use crate::services::request::Action;
use crate::services::request::Outcome;
use crate::ui::desk::cx::PageCx;
use crate::ui::pages::IntakeStep;
use crate::ui::pages::Route;
use crate::ui::pages::intake::assignment::AssignmentDraft;
use crate::ui::pages::intake::commission;
use crate::ui::pages::intake::joint_letter;
use crate::ui::pages::intake::material;
use crate::ui::pages::intake::reception;
use crate::ui::pages::intake::risk_notice;
use crate::ui::pages::intake::visit::HandsOn;
use crate::ui::pages::intake::visit::Then;
use crate::ui::pages::intake::visit::Visit;
use egui::Context;

/// Does what was waiting for an answer of the office.
pub fn follow_up(
    ctx: &Context,
    cx: &mut PageCx<'_>,
    visit: &mut Visit,
    then: Then,
    outcome: &Outcome,
    front: bool,
) {
    let go = |cx: &mut PageCx<'_>, visit: &Visit, step: IntakeStep| {
        if front {
            cx.go(Route::Intake { case: visit.who.case(), step });
        }
    };
    match then {
        Then::Opened { go_on } => {
            let Some(case) = crate::ui::pages::intake::case_of(outcome) else { return };
            visit.became(case, cx);
            go(cx, visit, IntakeStep::Reception);
            if go_on {
                let reasons = visit.draft.reasons.clone();
                let receive = Action::Reception(desk::Request::Receive { case, reasons });
                visit.pending.push((cx.act(receive), Then::Go(IntakeStep::Notice)));
            }
        }
        Then::Saved(sent) => visit.saved(&sent),
        Then::Go(step) => go(cx, visit, step),
        Then::NoticeGiven { stays } => {
            visit.draft.notice = risk_notice::NoticeDraft::default();
            visit.signing.close();
            let step = if stays { IntakeStep::Notice } else { IntakeStep::Materials };
            go(cx, visit, step);
        }
        Then::LetterReceived => {
            visit.draft.letter = joint_letter::LetterDraft::default();
            go(cx, visit, IntakeStep::Materials);
        }
        Then::MaterialRegistered => material::registered(ctx, visit),
        Then::MaterialAnswered => visit.materials.close(),
        Then::Reviewed => {
            visit.draft.review = None;
            go(cx, visit, IntakeStep::Acceptance);
        }
        Then::Assigned => {
            visit.draft.assignment = AssignmentDraft::default();
            visit.hands_on = Some(HandsOn::Assigned);
        }
        Then::Declared(who) => {
            visit.draft.declarations.remove(&who);
            visit.hands_on = Some(HandsOn::Declared(who));
        }
        Then::Decided { refused } => {
            visit.draft.refusal = commission::RefusalDraft::default();
            if refused
                && front
                && let Some(case) = visit.who.case()
            {
                cx.go(Route::Case(case));
            }
        }
        Then::Agreed => {
            visit.draft.agreement = commission::AgreementSheet::default();
            if front && let Some(case) = visit.who.case() {
                cx.go(Route::Case(case));
            }
        }
        Then::InsurerRegistered { insurer, at } => reception::insurer_registered(visit, insurer, at),
    }
}

/// The office refused; what was typed stays and shows what is missing.
pub fn gave_up(visit: &mut Visit, then: &Then, error: &ServiceError) {
    if crate::ui::pages::intake::is_refusal(error) {
        visit.tried = visit.tried.or(Some(IntakeStep::Reception));
    }
    tracing::debug!(?then, "the office refused");
}
