//! A place to sign: on the pad, on paper, by fingerprint, or refused before two of the staff (SH-1.2h).
//!
//! The pad keeps what is drawn until 存下签名 is pressed; nothing is handed in by itself. What is drawn or said and not
//! handed in is kept with the drafts of its page. A stored signature is shown on the same pad, sealed, with the words
//! of how and when.

use crate::domain::evidence::Recorded;
use crate::domain::signature;
use crate::domain::signature::Manner;
use crate::domain::signature::PenTool;
use crate::domain::staff::StaffMember;
use crate::ui::components::button::Button;
use crate::ui::components::combo::ComboItem;
use crate::ui::components::flow;
use crate::ui::components::paint;
use crate::ui::components::signature_pad;
use crate::ui::components::signature_pad::Consent;
use crate::ui::components::signature_pad::SignaturePad;
use crate::ui::components::why_panel::Why;
use crate::ui::signing_dialog::SigningDialog;
use crate::ui::theme::Type;
use crate::ui::theme::colors;
use crate::ui::theme::measures;
use egui::Id;
use egui::Ui;
use egui::vec2;

/// What is drawn and written at one place to sign, and not handed in yet.
#[derive(Default)]
pub struct Signing {
    /// The pen's strokes.
    pub pad: signature_pad::Signature,
    /// How it was signed elsewhere than on the pad, where that is handed in together with something else.
    said: Option<Manner>,
    /// Ink from before a break, until the pad it goes on is shown.
    kept_ink: Option<Manner>,
    wants_keyboard: bool,
    question: Option<SigningDialog>,
}

impl Signing {
    /// What was given so far, as it is stored: said, or drawn; `None` while there is neither.
    pub fn given(&self) -> Option<Manner> {
        let drawn = || is_drawn(&self.pad).then(|| manner_of(&self.pad));
        self.said.clone().or_else(|| self.kept_ink.clone()).or_else(drawn)
    }

    /// What was given before a break, to go on from.
    pub fn restored(given: Option<Manner>) -> Self {
        match given {
            Some(Manner::Pad { .. }) => Self { kept_ink: given, ..Self::default() },
            said => Self { said, ..Self::default() },
        }
    }

    /// Gives the keyboard to the first button of this place as soon as it is shown.
    pub fn take_keyboard(&mut self) {
        self.wants_keyboard = true;
    }

    fn asks(&mut self, question: SigningDialog) {
        self.question = Some(SigningDialog::again(self.question.take(), question));
    }

    /// Forgets everything: it was handed in.
    pub fn clear(&mut self) {
        *self = Self::default();
    }
}

/// A place to sign. `SigningBox::new("罗契", "《到场签到及见证记录表》", &staff).ui(ui, &mut signing)`.
pub struct SigningBox<'a> {
    signer: &'a str,
    sheet: &'a str,
    staff: &'a [ComboItem],
    height: f32,
    consent: Consent,
    storable: bool,
    why: Option<&'a Why>,
}

impl<'a> SigningBox<'a> {
    /// A place for a signer on a sheet; `staff` are those who may note a refusal.
    pub fn new(signer: &'a str, sheet: &'a str, staff: &'a [ComboItem]) -> Self {
        Self { signer, sheet, staff, height: 104.0, consent: Consent::Asked, storable: true, why: None }
    }

    /// Another height of the pad than 104.
    pub fn height(mut self, height: f32) -> Self {
        self.height = height;
        self
    }

    /// Whether the signer is asked to agree to the pad first; asked, unless set.
    pub fn consent(mut self, consent: Consent) -> Self {
        self.consent = consent;
        self
    }

    /// The signature is handed in together with something else; nothing is stored from here.
    pub fn with_the_rest(mut self) -> Self {
        self.storable = false;
        self
    }

    /// Greys what would store a signature and says why. Refusing stays possible.
    pub fn why(mut self, why: Option<&'a Why>) -> Self {
        self.why = why;
        self
    }

    /// Shows the pad and its buttons; returns how it was signed when that was said in this frame.
    pub fn ui(self, ui: &mut Ui, state: &mut Signing) -> Option<Manner> {
        if let Some(ink) = state.kept_ink.take() {
            state.pad = strokes_of(&ink, vec2(ui.available_width(), self.height));
        }
        if let Some(said) = &state.said {
            given_ui(ui, self.signer, self.sheet, said, self.height);
        } else {
            SignaturePad::new(self.signer, self.sheet, &mut state.pad)
                .height(self.height)
                .consent(self.consent)
                .ui(ui);
        }
        ui.add_space(measures().space_2);
        let takes_keyboard = std::mem::take(&mut state.wants_keyboard);
        let mut given = None;
        let buttons = ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = measures().space_2;
            let (first, stored) = self.buttons_ui(ui, state);
            given = stored;
            first
        });
        if takes_keyboard {
            // A question that is going away still keeps the keyboard for a frame.
            match ui.memory(|memory| memory.allows_interaction(ui.layer_id())) {
                true => flow::focus(ui.ctx(), buttons.inner),
                false => state.take_keyboard(),
            }
        }
        let answered = state.question.as_mut().and_then(|question| question.ui(ui, self.staff));
        if answered.is_some() {
            state.question = None;
        }
        if !self.storable && answered.is_some() {
            state.said = answered;
            state.pad.clear();
            state.take_keyboard();
            return None;
        }
        given.or(answered)
    }

    /// The buttons below the pad; returns the first of them, and the ink when it is to be stored.
    fn buttons_ui(&self, ui: &mut Ui, state: &mut Signing) -> (Id, Option<Manner>) {
        let signer = self.signer;
        if state.given().is_some() {
            let again = format!("{signer} 重签");
            let again = Button::secondary("重签").name(&again).ui(ui);
            if again.clicked() {
                state.clear();
                state.take_keyboard();
            }
            let mut given = None;
            if self.storable {
                let store = format!("{signer} 存下签名");
                if Button::secondary("存下签名").name(&store).why(self.why).ui(ui).clicked() {
                    given = state.given();
                }
                self.refuse_ui(ui, state);
            }
            return (again.id, given);
        }
        let paper = format!("{signer} 纸上签");
        let paper = Button::secondary("纸上签…").name(&paper).why(self.why).ui(ui);
        if paper.clicked() {
            state.asks(SigningDialog::on_paper(signer, self.sheet));
        }
        self.refuse_ui(ui, state);
        (paper.id, None)
    }

    fn refuse_ui(&self, ui: &mut Ui, state: &mut Signing) {
        let refuse = format!("{} 拒签", self.signer);
        if Button::quiet("拒签…").name(&refuse).ui(ui).clicked() {
            state.asks(SigningDialog::refused(self.signer, self.sheet));
        }
    }
}

/// Shows a signature that was given: the strokes on a sealed pad, or the words of how.
pub fn signed_ui(ui: &mut Ui, sheet: &str, signed: &Recorded<signature::Signature>, height: f32) {
    let name = signed.body.signer.name.as_str();
    given_ui(ui, name, sheet, &signed.body.manner, height);
}

/// Shows how somebody signed: the strokes on a sealed pad, or one line where there are none.
pub fn given_ui(ui: &mut Ui, name: &str, sheet: &str, manner: &Manner, height: f32) {
    let said = match manner {
        Manner::Pad { .. } => {
            let mut pad = strokes_of(manner, vec2(ui.available_width(), height));
            SignaturePad::new(name, sheet, &mut pad).height(height).sealed(true).ui(ui);
            return;
        }
        Manner::Paper => format!("{name}在纸上签了{sheet}，原件随卷"),
        Manner::Fingerprint { staff: [first, second] } => {
            format!("{name}在纸上按了指印，{}、{}签注，原件随卷", first.as_str(), second.as_str())
        }
        Manner::Proxy { by, reason, staff: [first, second] } => {
            let (first, second) = (first.as_str(), second.as_str());
            format!("{}代{name}签：{reason}，{first}、{second}签注，原件随卷", by.as_str())
        }
        Manner::Refused { reason, staff: [first, second] } => {
            format!("{name}拒签：{reason}，{}、{}签注", first.as_str(), second.as_str())
        }
    };
    let c = colors();
    let words = paint::wrapped(ui, Type::Body, c.ink, said, ui.available_width());
    let (rect, _) = ui.allocate_exact_size(words.size(), egui::Sense::hover());
    ui.painter().galley(rect.min, words, c.ink);
}

/// Everybody of the staff as entries of a list; the key is the name, which is what a note of refusal keeps.
pub fn staff_items(staff: &[StaffMember]) -> Vec<ComboItem> {
    staff
        .iter()
        .filter(|member| member.active)
        .map(|member| ComboItem::new(member.name.as_str(), member.name.as_str()).detail(member.roles_text()))
        .collect()
}

pub fn is_drawn(pad: &signature_pad::Signature) -> bool {
    pad.strokes.iter().any(|stroke| stroke.points.len() > 1)
}

/// Coordinates are kept in thousandths of the pad, so that they fit any box of its shape.
pub fn manner_of(pad: &signature_pad::Signature) -> Manner {
    let part = |at: f32, of: f32| (at / of.max(1.0) * 1000.0).round().clamp(0.0, 1000.0) as u16;
    let point = |p: &signature_pad::StrokePoint| signature::StrokePoint {
        x: part(p.x, pad.size.x),
        y: part(p.y, pad.size.y),
        t_ms: p.t_ms,
        force: p.force.map(|force| part(force, 1.0)),
    };
    let strokes =
        pad.strokes.iter().map(|stroke| signature::Stroke(stroke.points.iter().map(point).collect()));
    let tool = if pad.has_pressure() { PenTool::Pen } else { PenTool::Mouse };
    Manner::Pad { strokes: strokes.collect(), tool, agreed: pad.agreed }
}

pub fn strokes_of(manner: &Manner, size: egui::Vec2) -> signature_pad::Signature {
    let mut pad = signature_pad::Signature::default();
    let Manner::Pad { strokes, agreed, .. } = manner else { return pad };
    pad.agreed = *agreed;
    let point = |p: &signature::StrokePoint| signature_pad::StrokePoint {
        x: f32::from(p.x) / 1000.0 * size.x,
        y: f32::from(p.y) / 1000.0 * size.y,
        t_ms: p.t_ms,
        force: p.force.map(|force| f32::from(force) / 1000.0),
    };
    pad.size = size;
    pad.strokes = strokes
        .iter()
        .map(|stroke| signature_pad::Stroke { points: stroke.0.iter().map(point).collect() })
        .collect();
    pad
}

#[cfg(test)]
mod tests {
    use super::Signing;
    use super::manner_of;
    use super::strokes_of;
    use crate::domain::signature;
    use crate::domain::signature::Manner;
    use crate::domain::signature::PenTool;
    use crate::ui::components::signature_pad;
    use egui::vec2;

    #[test]
    fn a_signature_comes_back_as_it_was_drawn() {
        let size = vec2(250.0, 100.0);
        let at = |x, y, t_ms| signature_pad::StrokePoint { x, y, t_ms, force: Some(0.5) };
        let mut drawn = signature_pad::Signature::default();
        drawn.size = size;
        drawn.strokes = vec![signature_pad::Stroke { points: vec![at(25.0, 10.0, 0), at(50.0, 50.0, 16)] }];
        let back = strokes_of(&manner_of(&drawn), size);
        assert_eq!(back.strokes, drawn.strokes);
    }

    #[test]
    fn what_was_given_before_a_break_is_there_after_it() {
        let point = |x, y| signature::StrokePoint { x, y, t_ms: 5, force: None };
        let drawn = Manner::Pad {
            strokes: vec![signature::Stroke(vec![point(0, 0), point(500, 250), point(1000, 1000)])],
            tool: PenTool::Mouse,
            agreed: true,
        };
        let fingerprint = Manner::Fingerprint { staff: ["何台".into(), "程以宁".into()] };
        for given in [None, Some(drawn), Some(Manner::Paper), Some(fingerprint)] {
            assert_eq!(Signing::restored(given.clone()).given(), given);
        }
    }
}
