//! Signing at the counter: on the pad, on paper, by fingerprint, or the refusal noted by two of the staff (SH-1.2h).
//!
//! Ink is kept with the draft after every stroke, so that a kill loses none.

use crate::domain::signature::Manner;
use crate::ui::components::paint;
use crate::ui::components::signature_pad::Signature;
use crate::ui::components::signature_pad::SignaturePad;
use crate::ui::pages::intake::house::House;
use crate::ui::signing::is_drawn;
use crate::ui::signing::manner_of;
use crate::ui::signing::staff_items;
use crate::ui::signing::strokes_of;
use crate::ui::signing_dialog::SigningDialog;
use crate::ui::theme::Type;
use crate::ui::theme::colors;
use crate::ui::theme::icon;
use crate::ui::theme::measures;
use egui::Id;
use egui::Rect;
use egui::Role;
use egui::Sense;
use egui::Ui;
use egui::WidgetInfo;
use egui::vec2;
use std::collections::BTreeMap;

/// What the screen remembers of signatures that are being given.
#[derive(Default)]
pub struct SigningDesk {
    ink: BTreeMap<String, Signature>,
    /// The open question, and which box it is about.
    dialog: Option<(String, SigningDialog)>,
}

/// One box to sign in.
#[derive(Clone, Copy)]
pub struct Slot<'a> {
    /// Tells boxes of one page apart.
    pub key: &'a str,
    pub signer: &'a str,
    /// 「《单方委托涉保鉴定注意事项》」.
    pub sheet: &'a str,
    pub height: f32,
}

impl SigningDesk {
    /// Forgets the ink and closes what is open: everything was handed in.
    pub fn close(&mut self) {
        *self = Self::default();
    }

    /// Asks why somebody does not sign.
    pub fn refuse(&mut self, slot: Slot<'_>, house: &House) {
        let dialog = SigningDialog::refused(slot.signer, slot.sheet).noted_by(house.user.name.as_str());
        self.asks(slot, dialog);
    }

    /// Notes a signature given elsewhere than on the pad.
    pub fn on_paper(&mut self, slot: Slot<'_>, house: &House) {
        let dialog = SigningDialog::on_paper(slot.signer, slot.sheet).noted_by(house.user.name.as_str());
        self.asks(slot, dialog);
    }

    fn asks(&mut self, slot: Slot<'_>, dialog: SigningDialog) {
        let former = self.dialog.take().filter(|(key, _)| key == slot.key).map(|(_, former)| former);
        self.dialog = Some((slot.key.to_owned(), SigningDialog::again(former, dialog)));
    }

    /// Takes a signature back, so that it is given again.
    pub fn again(&mut self, slot: Slot<'_>, manner: &mut Option<Manner>) {
        self.ink.remove(slot.key);
        *manner = None;
    }

    /// The box: a pad, or how it was signed.
    pub fn pad(&mut self, ui: &mut Ui, slot: Slot<'_>, words: &str, manner: &mut Option<Manner>) -> Id {
        if let Some(manner) = manner.as_ref().filter(|manner| !matches!(manner, Manner::Pad { .. })) {
            return signed(ui, slot, manner);
        }
        let ink = self.ink.entry(slot.key.to_owned()).or_insert_with(|| to_ink(manner.as_ref()));
        let output = SignaturePad::new(slot.signer, slot.sheet, ink).height(slot.height).words(words).ui(ui);
        if output.stroke_ended {
            *manner = is_drawn(ink).then(|| manner_of(ink));
        }
        output.response.id
    }

    /// The open question, over everything; an answer comes with the box it belongs to.
    pub fn dialog_ui(&mut self, ui: &Ui, house: &House) -> Option<(String, Manner)> {
        let (slot, dialog) = self.dialog.as_mut()?;
        let manner = dialog.ui(ui, &staff_items(&house.staff))?;
        let slot = std::mem::take(slot);
        self.dialog = None;
        self.ink.remove(&slot);
        Some((slot, manner))
    }
}

/// What stands in the box when it was not signed on the pad.
fn signed(ui: &mut Ui, slot: Slot<'_>, manner: &Manner) -> Id {
    let c = colors();
    let size = vec2(ui.available_width(), slot.height);
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    let (color, mark) = if manner.is_signed() { (c.green, icon::DONE) } else { (c.amber, icon::WARNING) };
    let words = match manner {
        Manner::Refused { staff: [first, second], .. } => {
            format!("拒签，{}、{}签注", first.as_str(), second.as_str())
        }
        Manner::Fingerprint { staff: [first, second] } => {
            format!("按指印，{}、{}签注", first.as_str(), second.as_str())
        }
        Manner::Proxy { by, .. } => format!("{}代签", by.as_str()),
        Manner::Pad { .. } | Manner::Paper => manner.label().to_owned(),
    };
    let name = format!("{} {words}", slot.signer);
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &name));
    paint::surface(ui.painter(), rect, 4, c.sunk, paint::thin(ui, c.line));
    let area = rect.shrink2(vec2(16.0, 8.0));
    let first = match manner {
        Manner::Refused { .. } => Rect::from_min_size(area.min, vec2(area.width(), area.height() / 2.0)),
        _ => area,
    };
    let text_at = paint::icon_left(ui.painter(), first, measures().icon_text, 8.0, mark, color);
    paint::put_left(ui.painter(), text_at, &paint::line(ui, Type::Body, color, &words));
    if let Manner::Refused { reason, .. } = manner {
        let below = Rect::from_min_max(first.left_bottom(), area.max);
        let text = paint::wrapped(ui, Type::Note, c.ink2, format!("「{reason}」"), below.width());
        paint::put_left(ui.painter(), below, &text);
    }
    response.id
}

/// Kept ink, ready to be drawn on a pad of the usual shape, which here is about 5.7 times as wide as high.
pub fn to_ink(manner: Option<&Manner>) -> Signature {
    manner.map_or_else(Signature::default, |manner| strokes_of(manner, vec2(408.0, 72.0)))
}
