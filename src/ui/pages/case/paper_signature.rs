//! How somebody signed on paper, inside a question: by hand, by fingerprint with help, or refused before two of the staff.

use crate::domain::secret::PersonName;
use crate::domain::signature::Manner;
use crate::domain::signature::refusal_is_complete;
use crate::domain::staff::StaffMember;
use crate::ui::components::field::Field;
use crate::ui::components::option::Options;
use crate::ui::components::people_picker::PeoplePicker;
use crate::ui::signing::staff_items;
use egui::Ui;

/// What was said so far.
#[derive(Default)]
pub struct PaperSignature {
    how: Option<How>,
    helper: Vec<String>,
    reason: String,
    staff: Vec<String>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum How {
    Pen,
    Fingerprint,
    Refused,
}

impl PaperSignature {
    /// Draws the question, and what the answer needs.
    pub fn ui(&mut self, ui: &mut Ui, label: &str, staff: &[StaffMember]) {
        let answers =
            [(How::Pen, "本人在纸上亲笔签"), (How::Fingerprint, "按指印，有人协助"), (How::Refused, "拒签")];
        Options::new(label, &mut self.how, &answers).height(32.0).ui(ui);
        match self.how {
            Some(How::Fingerprint) => {
                PeoplePicker::new("协助的工作人员", &mut self.helper, &staff_items(staff))
                    .at_most(1)
                    .required()
                    .ui(ui);
            }
            Some(How::Refused) => {
                Field::new("拒签的原因", &mut self.reason).required().hint("照本人说的写").ui(ui);
                PeoplePicker::new("签注的两名工作人员", &mut self.staff, &staff_items(staff))
                    .at_most(2)
                    .required()
                    .ui(ui);
            }
            Some(How::Pen) | None => {}
        }
    }

    /// How it was signed; none while something of it is missing.
    pub fn manner(&self) -> Option<Manner> {
        match self.how? {
            How::Pen => Some(Manner::Paper),
            How::Fingerprint => {
                let helped_by = PersonName::new(self.helper.first()?);
                Some(Manner::Fingerprint { helped_by })
            }
            How::Refused => {
                let name = |at: usize| PersonName::new(self.staff.get(at).map_or("", String::as_str));
                let staff = [name(0), name(1)];
                refusal_is_complete(&self.reason, &staff)
                    .then(|| Manner::Refused { reason: self.reason.trim().to_owned(), staff })
            }
        }
    }
}
