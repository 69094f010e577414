//! What is asked over the page when somebody does not sign on the pad.

use crate::domain::signature::Manner;
use crate::ui::components::button::Button;
use crate::ui::components::combo::ComboItem;
use crate::ui::components::modal::Modal;
use crate::ui::law;
use crate::ui::paper_signature::How;
use crate::ui::paper_signature::PaperSignature;
use egui::Ui;

/// One question about one signature.
pub struct SigningDialog {
    signer: String,
    sheet: String,
    kind: Kind,
    answer: PaperSignature,
    is_open: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Paper,
    Refusal,
}

impl SigningDialog {
    /// Asks how somebody signed elsewhere than on the pad.
    pub fn on_paper(signer: &str, sheet: &str) -> Self {
        Self::new(signer, sheet, Kind::Paper, PaperSignature::default())
    }

    /// Asks why somebody does not sign.
    pub fn refused(signer: &str, sheet: &str) -> Self {
        Self::new(signer, sheet, Kind::Refusal, PaperSignature::refused())
    }

    fn new(signer: &str, sheet: &str, kind: Kind, answer: PaperSignature) -> Self {
        Self { signer: signer.to_owned(), sheet: sheet.to_owned(), kind, answer, is_open: true }
    }

    /// Puts a member of the staff first among those who note it: whoever sits at the desk.
    pub fn noted_by(self, name: &str) -> Self {
        Self { answer: self.answer.noted_by(name), ..self }
    }

    /// Asks again what was closed before, with what was written then; another question begins anew.
    pub fn again(former: Option<Self>, fresh: Self) -> Self {
        match former {
            Some(former)
                if (&former.signer, &former.sheet, former.kind)
                    == (&fresh.signer, &fresh.sheet, fresh.kind) =>
            {
                Self { is_open: true, ..former }
            }
            _ => fresh,
        }
    }

    /// Shows the question while it is open; `staff` are those who may note it. Closing keeps what was written.
    pub fn ui(&mut self, ui: &Ui, staff: &[ComboItem]) -> Option<Manner> {
        if !self.is_open {
            return None;
        }
        let (verb, words, button) = match self.kind {
            Kind::Paper => ("在纸上签", "先打印，签好再记；原件归卷", "记为纸上已签"),
            Kind::Refusal => ("拒签", "拒签照记，不作签名；时间由本机记", "记录拒签"),
        };
        let title = format!("{} {verb}{}", self.signer, self.sheet);
        let said = self.answer.said();
        let lack = said.as_ref().map_or(Some("亲笔签、按指印还是别人代签，照实选"), Manner::lacks);
        let why = lack.map(|lack| law::plain_why("还不能记", "怎么签的", lack));
        let output = Modal::new(&title).words(words).show(
            ui.ctx(),
            |ui| match self.kind {
                Kind::Paper => self.answer.ui(ui, "怎么签的", How::SIGNED, staff),
                Kind::Refusal => self.answer.details_ui(ui, staff),
            },
            |ui| {
                let record = match self.kind {
                    Kind::Paper => Button::primary(button),
                    Kind::Refusal => Button::danger_filled(button),
                };
                record.why(why.as_ref()).ui(ui).clicked()
            },
        );
        self.is_open = !output.closed;
        self.answer.manner().filter(|_| output.foot || output.finished)
    }
}
