//! What is asked when somebody does not sign on the pad: on paper, by fingerprint, by another's hand, or not at all.
//!
//! Fingerprint, another's hand and refusal are noted by two of the staff (SH-1.2h).

use crate::domain::secret::PersonName;
use crate::domain::signature::Manner;
use crate::ui::components::button::Button;
use crate::ui::components::combo::ComboItem;
use crate::ui::components::field::Field;
use crate::ui::components::modal::Modal;
use crate::ui::components::option::Options;
use crate::ui::components::people_picker::PeoplePicker;
use crate::ui::law;
use egui::Ui;

/// One question that stands open about one signature.
pub struct SigningDialog {
    signer: String,
    sheet: String,
    kind: Kind,
    by_hand: Option<ByHand>,
    other: String,
    reason: String,
    staff: Vec<String>,
    is_open: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Paper,
    Refusal,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum ByHand {
    Pen,
    Fingerprint,
    Proxy,
}

/// Whether it was handed in, whether it was closed, and how it was signed as far as it was said.
type Said = (bool, bool, Option<Manner>);

impl SigningDialog {
    /// Asks how somebody signed elsewhere than on the pad.
    pub fn on_paper(signer: &str, sheet: &str) -> Self {
        Self::new(signer, sheet, Kind::Paper)
    }

    /// Asks why somebody does not sign.
    pub fn refused(signer: &str, sheet: &str) -> Self {
        Self::new(signer, sheet, Kind::Refusal)
    }

    fn new(signer: &str, sheet: &str, kind: Kind) -> Self {
        Self {
            signer: signer.to_owned(),
            sheet: sheet.to_owned(),
            kind,
            by_hand: None,
            other: String::new(),
            reason: String::new(),
            staff: Vec::new(),
            is_open: true,
        }
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

    /// Puts a member of the staff first among those who note it: whoever sits at the desk.
    pub fn noted_by(mut self, name: &str) -> Self {
        self.staff = vec![name.to_owned()];
        self
    }

    /// Shows the question while it is open; `staff` are those who may note it. Closing keeps what was written.
    pub fn ui(&mut self, ui: &Ui, staff: &[ComboItem]) -> Option<Manner> {
        if !self.is_open {
            return None;
        }
        let (said, closed, manner) = match self.kind {
            Kind::Paper => self.paper_ui(ui, staff),
            Kind::Refusal => self.refusal_ui(ui, staff),
        };
        self.is_open = !closed;
        // One that is not whole keeps the question open.
        manner.filter(|manner| said && manner.lacks().is_none())
    }

    /// How it was signed, as far as it was said.
    fn manner(&self) -> Option<Manner> {
        let name = |at: usize| PersonName::new(self.staff.get(at).map_or("", String::as_str));
        let staff = [name(0), name(1)];
        let reason = self.reason.trim().to_owned();
        Some(match (self.kind, self.by_hand?) {
            (Kind::Refusal, _) => Manner::Refused { reason, staff },
            (Kind::Paper, ByHand::Pen) => Manner::Paper,
            (Kind::Paper, ByHand::Fingerprint) => Manner::Fingerprint { staff },
            (Kind::Paper, ByHand::Proxy) => Manner::Proxy { by: PersonName::new(&self.other), reason, staff },
        })
    }

    fn paper_ui(&mut self, ui: &Ui, staff: &[ComboItem]) -> Said {
        let title = format!("{} 在纸上签{}", self.signer, self.sheet);
        let manner = self.manner();
        let lack = match &manner {
            None => Some("亲笔签、按指印还是别人代签，照实选"),
            Some(manner) => manner.lacks(),
        };
        let why = lack.map(|lack| law::plain_why("还不能记", "怎么签的", lack));
        let output = Modal::new(&title).words("先打印，签好再记；原件归卷").show(
            ui.ctx(),
            |ui| {
                let answers = [
                    (ByHand::Pen, "本人亲笔签名"),
                    (ByHand::Fingerprint, "本人按指印"),
                    (ByHand::Proxy, "别人代签，本人同意"),
                ];
                Options::new("怎么签的", &mut self.by_hand, &answers).below_each_other().bare().ui(ui);
                if self.by_hand == Some(ByHand::Proxy) {
                    Field::new("代签人", &mut self.other).required().ui(ui);
                    Field::new("本人为什么不能签", &mut self.reason).required().ui(ui);
                }
                if matches!(self.by_hand, Some(ByHand::Fingerprint | ByHand::Proxy)) {
                    self.noted_ui(ui, staff);
                }
            },
            |ui| Button::primary("记为纸上已签").why(why.as_ref()).ui(ui).clicked(),
        );
        (output.foot || output.finished, output.closed, manner)
    }

    fn refusal_ui(&mut self, ui: &Ui, staff: &[ComboItem]) -> Said {
        let title = format!("{} 拒签{}", self.signer, self.sheet);
        // No question of how: whoever refuses signs in no way.
        self.by_hand = Some(ByHand::Pen);
        let manner = self.manner();
        let lack = manner.as_ref().and_then(Manner::lacks);
        let why = lack.map(|lack| law::plain_why("还不能记", "原因和两名工作人员", lack));
        let output = Modal::new(&title).words("拒签照记，不作签名；时间由本机记").show(
            ui.ctx(),
            |ui| {
                Field::new("本人说的原因", &mut self.reason).required().rows(2).ui(ui);
                self.noted_ui(ui, staff);
            },
            |ui| Button::danger_filled("记录拒签").why(why.as_ref()).ui(ui).clicked(),
        );
        (output.foot || output.finished, output.closed, manner)
    }

    fn noted_ui(&mut self, ui: &mut Ui, staff: &[ComboItem]) {
        PeoplePicker::new("签注的两名工作人员", &mut self.staff, staff).at_most(2).required().ui(ui);
    }
}
