//! 记下告知… (F-22): which clients signed the notice, and on which day they were told.

use crate::domain::audit::Operation;
use crate::domain::ids::PersonId;
use crate::domain::moment::Day;
use crate::domain::sheet::FormNo;
use crate::domain::sheet::SheetRef;
use crate::domain::signature::Manner;
use crate::domain::signature::Signature;
use crate::domain::signature::Signer;
use crate::services::appraisal_notice;
use crate::services::case_view::CaseView;
use crate::services::request::Action;
use crate::services::request::Outcome;
use crate::ui::almanac::with_almanac;
use crate::ui::components::button::Button;
use crate::ui::components::checkbox::Checkbox;
use crate::ui::components::date_field::DateField;
use crate::ui::components::modal::Modal;
use crate::ui::components::why_panel::Why;
use crate::ui::components::words::fact;
use crate::ui::desk::cx::PageCx;
use crate::ui::desk::cx::Ticket;
use crate::ui::law;
use crate::ui::pages::Route;
use chrono::NaiveDate;
use egui::Context;
use std::collections::BTreeSet;

/// The dialog and what was chosen in it.
#[derive(Default)]
pub struct AppraisalNoticeDialog {
    is_open: bool,
    told_on: Option<NaiveDate>,
    signed: BTreeSet<PersonId>,
    asked: Option<Ticket>,
}

impl AppraisalNoticeDialog {
    /// Opens it; who signed before is ticked.
    pub fn open(&mut self, view: &CaseView) {
        self.is_open = true;
        let former = view.file.appraisal_notice();
        let told_on = former.map_or(view.now.day(), |row| row.body.told_on);
        self.told_on = self.told_on.or(Some(told_on.date()));
        let signers = former.into_iter().flat_map(|row| &row.body.signatures);
        self.signed.extend(signers.filter_map(|signature| signature.signer.person));
    }

    /// Draws it, when it is open.
    pub fn ui(&mut self, ctx: &Context, view: &CaseView, cx: &mut PageCx<'_>) {
        if let Some(Ok(Outcome::Done { .. })) = cx.take_if(&mut self.asked) {
            *self = Self::default();
        }
        if !self.is_open {
            return;
        }
        let why = law::not_yours(cx.user(), Operation::TellAppraisalNotice).or_else(|| self.why());
        let output = Modal::new("司法鉴定告知").words("告知书一式二份").show(
            ctx,
            |ui| {
                if let Some(row) = view.file.appraisal_notice() {
                    let words = format!("{}，{}告知", row.body.told_on, row.body.told_by.as_str());
                    fact(ui, "记过", &words);
                }
                for client in &view.file.intake.clients {
                    let id = client.person.id;
                    let mut is_signed = self.signed.contains(&id);
                    Checkbox::new(&format!("{}已在告知书上签名", client.called()), &mut is_signed).ui(ui);
                    if is_signed {
                        self.signed.insert(id);
                    } else {
                        self.signed.remove(&id);
                    }
                }
                with_almanac(cx.now.day(), |almanac| {
                    DateField::new("哪天告知的", &mut self.told_on, almanac).past().required().ui(ui);
                });
            },
            |ui| {
                let done = Button::primary("记下告知").why(why.as_ref()).ui(ui).clicked();
                let print = Button::quiet("打印告知书").ui(ui).clicked();
                (done, print, Button::secondary("取消").ui(ui).clicked())
            },
        );
        let (pressed, print, cancel) = output.foot;
        if (pressed || output.finished)
            && why.is_none()
            && let Some(told_on) = self.told_on.map(Day::from_date)
        {
            self.is_open = false;
            let (case, signatures) = (view.file.id, self.signatures(view));
            let request = appraisal_notice::Request::Tell { case, told_on, signatures };
            self.asked = Some(cx.act(Action::AppraisalNotice(request)));
        }
        if print {
            self.is_open = false;
            cx.go(Route::Sheet(SheetRef::of_case(FormNo::F22, view.file.id, None)));
        }
        if output.closed || cancel {
            self.is_open = false;
        }
    }

    fn why(&self) -> Option<Why> {
        let fact = if self.signed.is_empty() {
            "还没有人在告知书上签名"
        } else if self.told_on.is_none() {
            "还没有写哪天告知的"
        } else {
            return None;
        };
        Some(law::plain_why("现在还不能记", fact, "打印告知书，请委托人看过签名，再记在这里"))
    }

    fn signatures(&self, view: &CaseView) -> Vec<Signature> {
        let clients = view.file.intake.clients.iter();
        let signed = clients.filter(|client| self.signed.contains(&client.person.id));
        let signature = |client: &crate::domain::reception::Client| Signature {
            form: FormNo::F22,
            signer: Signer {
                person: Some(client.person.id),
                name: client.person.name.clone(),
                capacity: "被告知人".to_owned(),
            },
            manner: Manner::Paper,
            shown_sha256: String::new(),
        };
        signed.map(signature).collect()
    }
}
