//! How somebody signed elsewhere than on the pad, as part of a question: by hand, by fingerprint, by another's hand,
//! or refused. All but the first are noted by two of the staff (SH-1.2h).

use crate::domain::secret::PersonName;
use crate::domain::signature::Manner;
use crate::ui::components::combo::ComboItem;
use crate::ui::components::field::Field;
use crate::ui::components::option::Options;
use crate::ui::components::people_picker::PeoplePicker;
use egui::Ui;

/// What was said so far.
#[derive(Default)]
pub struct PaperSignature {
    how: Option<How>,
    other: String,
    reason: String,
    staff: Vec<String>,
}

/// The answers.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum How {
    Pen,
    Fingerprint,
    Proxy,
    Refused,
}

impl How {
    /// Every way of having signed.
    pub const SIGNED: &[Self] = &[Self::Pen, Self::Fingerprint, Self::Proxy];
    /// Those, and not having signed.
    pub const ALL: &[Self] = &[Self::Pen, Self::Fingerprint, Self::Proxy, Self::Refused];

    const fn label(self) -> &'static str {
        match self {
            Self::Pen => "本人亲笔签名",
            Self::Fingerprint => "本人按指印",
            Self::Proxy => "别人代签，本人同意",
            Self::Refused => "拒签",
        }
    }
}

impl PaperSignature {
    /// Somebody who refused: only why, and before whom, is left to say.
    pub fn refused() -> Self {
        Self { how: Some(How::Refused), ..Self::default() }
    }

    /// Puts a member of the staff first among those who note it: whoever sits at the desk.
    pub fn noted_by(mut self, name: &str) -> Self {
        self.staff = vec![name.to_owned()];
        self
    }

    /// Draws the question, and what the answer needs; `staff` are those who may note it.
    pub fn ui(&mut self, ui: &mut Ui, label: &str, answers: &[How], staff: &[ComboItem]) {
        let answers: Vec<(How, &str)> = answers.iter().map(|how| (*how, how.label())).collect();
        Options::new(label, &mut self.how, &answers).below_each_other().bare().ui(ui);
        self.details_ui(ui, staff);
    }

    /// Draws what the answer needs.
    pub fn details_ui(&mut self, ui: &mut Ui, staff: &[ComboItem]) {
        let why = match self.how {
            None | Some(How::Pen) => return,
            Some(How::Fingerprint) => None,
            Some(How::Proxy) => {
                Field::new("代签人", &mut self.other).required().ui(ui);
                Some("本人为什么不能签")
            }
            Some(How::Refused) => Some("本人说的原因"),
        };
        if let Some(why) = why {
            Field::new(why, &mut self.reason).required().rows(2).ui(ui);
        }
        PeoplePicker::new("签注的两名工作人员", &mut self.staff, staff).at_most(2).required().ui(ui);
    }

    /// How it was signed, as far as it was said; it may lack something.
    pub fn said(&self) -> Option<Manner> {
        let name = |at: usize| PersonName::new(self.staff.get(at).map_or("", String::as_str));
        let staff = [name(0), name(1)];
        let reason = self.reason.trim().to_owned();
        Some(match self.how? {
            How::Pen => Manner::Paper,
            How::Fingerprint => Manner::Fingerprint { staff },
            How::Proxy => Manner::Proxy { by: PersonName::new(&self.other), reason, staff },
            How::Refused => Manner::Refused { reason, staff },
        })
    }

    /// How it was signed; none while something of it is missing.
    pub fn manner(&self) -> Option<Manner> {
        self.said().filter(|manner| manner.lacks().is_none())
    }
}
