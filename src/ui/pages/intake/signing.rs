//! Signing at the counter: on the pad, on paper, by fingerprint, or the refusal noted by two of the staff (SH-1.2h).
//!
//! Ink is kept with the draft after every stroke, so that a kill loses none.

use crate::domain::moment::Moment;
use crate::domain::secret::PersonName;
use crate::domain::signature::Manner;
use crate::domain::signature::PenTool;
use crate::domain::signature::Stroke;
use crate::domain::signature::StrokePoint;
use crate::domain::signature::refusal_is_complete;
use crate::ui::components::button::Button;
use crate::ui::components::combo::Combo;
use crate::ui::components::combo::ComboItem;
use crate::ui::components::field::Field;
use crate::ui::components::finding::FindingLine;
use crate::ui::components::form_grid::FormGrid;
use crate::ui::components::modal::Modal;
use crate::ui::components::option::Options;
use crate::ui::components::paint;
use crate::ui::components::signature_pad::Signature;
use crate::ui::components::signature_pad::SignaturePad;
use crate::ui::components::signature_pad::Stroke as InkStroke;
use crate::ui::components::signature_pad::StrokePoint as InkPoint;
use crate::ui::law;
use crate::ui::pages::intake::ask;
use crate::ui::pages::intake::house::House;
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

/// Thousandths of the pad, as signatures are kept.
const FULL: f32 = 1000.0;

/// What the screen remembers of signatures that are being given.
#[derive(Default)]
pub struct SigningDesk {
    ink: BTreeMap<String, Signature>,
    dialog: Option<Dialog>,
}

/// A question that stands open about one signature.
struct Dialog {
    /// Which box it is about.
    slot: String,
    signer: String,
    form: &'static str,
    kind: Kind,
    reason: String,
    staff: [String; 2],
    keys: [Option<String>; 2],
    way: Option<PaperWay>,
    tried: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Refusal,
    Paper,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum PaperWay {
    Hand,
    Fingerprint,
}

/// One box to sign in.
#[derive(Clone, Copy)]
pub struct Slot<'a> {
    /// Tells boxes of one page apart.
    pub key: &'a str,
    pub signer: &'a str,
    /// 「F-03」.
    pub form: &'static str,
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
        self.open(slot, house, Kind::Refusal);
    }

    /// Notes a signature given elsewhere than on the pad.
    pub fn on_paper(&mut self, slot: Slot<'_>, house: &House) {
        self.open(slot, house, Kind::Paper);
    }

    fn open(&mut self, slot: Slot<'_>, house: &House, kind: Kind) {
        let me = house.user.name.as_str().to_owned();
        self.dialog = Some(Dialog {
            slot: slot.key.to_owned(),
            signer: slot.signer.to_owned(),
            form: slot.form,
            kind,
            reason: String::new(),
            staff: [me, String::new()],
            keys: [None, None],
            way: None,
            tried: false,
        });
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
            *manner = from_ink(ink);
        }
        output.response.id
    }

    /// The open question, over everything; an answer comes with the box it belongs to.
    pub fn dialog_ui(&mut self, ui: &Ui, house: &House, now: Moment) -> Option<(String, Manner)> {
        let dialog = self.dialog.as_mut()?;
        let answer = match dialog.kind {
            Kind::Refusal => dialog.refusal_ui(ui, house, now),
            Kind::Paper => dialog.paper_ui(ui, house),
        };
        match answer {
            Answer::Open => None,
            Answer::Closed => {
                self.dialog = None;
                None
            }
            Answer::Signed(manner) => {
                let slot = std::mem::take(&mut dialog.slot);
                self.dialog = None;
                self.ink.remove(&slot);
                Some((slot, manner))
            }
        }
    }
}

enum Answer {
    Open,
    Closed,
    Signed(Manner),
}

impl Dialog {
    fn refusal_ui(&mut self, ui: &Ui, house: &House, now: Moment) -> Answer {
        let title = format!("记录{}拒签 {}", self.signer, self.form);
        let words =
            format!("时间由本机记：{} {}", super::counter::month_day(now.day()), now.hour_minute_text());
        let output = Modal::new(&title).words(&words).show(
            ui.ctx(),
            |ui| self.refusal_fields(ui, house),
            |ui| {
                let record = Button::primary("记录拒签").page().ui(ui).clicked();
                (record, Button::secondary("取消").page().ui(ui).clicked())
            },
        );
        let (record, cancel) = output.foot;
        if output.closed || cancel {
            return Answer::Closed;
        }
        if !(record || output.finished) {
            return Answer::Open;
        }
        self.tried = true;
        let staff = [PersonName::new(&self.staff[0]), PersonName::new(&self.staff[1])];
        if refusal_is_complete(&self.reason, &staff) {
            Answer::Signed(Manner::Refused { reason: self.reason.trim().to_owned(), staff })
        } else {
            Answer::Open
        }
    }

    fn refusal_fields(&mut self, ui: &mut Ui, house: &House) {
        ask::note(ui, "写清原因，两名工作人员签名后可以继续受理");
        let unsaid =
            (self.tried && self.reason.trim().is_empty()).then(|| FindingLine::mistake("写当事人自己的话"));
        Field::new("拒签原因，用当事人的原话", &mut self.reason)
            .rows(3)
            .required()
            .finding(unsaid.as_ref())
            .ui(ui);
        let items = staff_items(house);
        let Self { staff: [first, second], keys: [first_key, second_key], tried, .. } = self;
        let is_same = !second.trim().is_empty() && second.trim() == first.trim();
        let lacks = match () {
            () if is_same => Some(FindingLine::mistake("要两名不同的工作人员")),
            () if *tried && second.trim().is_empty() => Some(FindingLine::mistake("还要一名在场的工作人员")),
            () => None,
        };
        FormGrid::show(ui, |grid| {
            grid.row(|row| {
                row.cell(6, |ui| {
                    Combo::new("工作人员一", first, first_key, &items).source("名录", "人").required().ui(ui);
                });
                row.cell(6, |ui| {
                    Combo::new("工作人员二", second, second_key, &items)
                        .source("名录", "人")
                        .hint("输入姓名或首字母")
                        .required()
                        .finding(lacks.as_ref())
                        .ui(ui);
                });
            });
        });
    }

    fn paper_ui(&mut self, ui: &Ui, house: &House) -> Answer {
        let title = format!("{}在纸上签 {}", self.signer, self.form);
        let why = self
            .way
            .is_none()
            .then(|| law::plain_why("现在还不能记", "怎么签的还没有选", "手签和按指印在文书上写法不同"));
        let output = Modal::new(&title).words("纸上的原件归卷，扫描件随后补").show(
            ui.ctx(),
            |ui| {
                let answers = [(PaperWay::Hand, "在打印稿上手签"), (PaperWay::Fingerprint, "按指印")];
                Options::new("怎么签的", &mut self.way, &answers).required().below_each_other().ui(ui);
                if self.way == Some(PaperWay::Fingerprint) {
                    let items = staff_items(house);
                    Combo::new("谁帮着按的", &mut self.staff[0], &mut self.keys[0], &items)
                        .source("名录", "人")
                        .required()
                        .ui(ui);
                }
            },
            |ui| {
                let record = Button::primary("记下签名").page().why(why.as_ref()).ui(ui).clicked();
                (record, Button::secondary("取消").page().ui(ui).clicked())
            },
        );
        let (record, cancel) = output.foot;
        if output.closed || cancel {
            return Answer::Closed;
        }
        match self.way {
            Some(PaperWay::Hand) if record || output.finished => Answer::Signed(Manner::Paper),
            Some(PaperWay::Fingerprint) if record || output.finished => {
                Answer::Signed(Manner::Fingerprint { helped_by: PersonName::new(&self.staff[0]) })
            }
            _ => Answer::Open,
        }
    }
}

fn staff_items(house: &House) -> Vec<ComboItem> {
    let active = house.staff.iter().filter(|member| member.active);
    active
        .map(|member| ComboItem::new(member.id.to_string(), member.name.as_str()).detail(member.roles_text()))
        .collect()
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
        Manner::Fingerprint { helped_by } => format!("按指印，{}协助", helped_by.as_str()),
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

/// Ink as it is kept: thousandths of the pad.
fn from_ink(ink: &Signature) -> Option<Manner> {
    if ink.is_empty() || ink.size.x <= 0.0 || ink.size.y <= 0.0 {
        return None;
    }
    let share = |at: f32, all: f32| (at / all * FULL).round().clamp(0.0, FULL) as u16;
    let point = |point: &InkPoint| StrokePoint {
        x: share(point.x, ink.size.x),
        y: share(point.y, ink.size.y),
        t_ms: point.t_ms,
        force: point.force.map(|force| share(force, 1.0)),
    };
    let strokes =
        ink.strokes.iter().map(|stroke| Stroke(stroke.points.iter().map(point).collect())).collect();
    let tool = if ink.has_pressure() { PenTool::Pen } else { PenTool::Mouse };
    Some(Manner::Pad { strokes, tool })
}

/// Kept ink, ready to be drawn on a pad of the usual shape.
pub fn to_ink(manner: Option<&Manner>) -> Signature {
    let mut ink = Signature::default();
    let Some(Manner::Pad { strokes, .. }) = manner else { return ink };
    // The pads of this page are about 5.7 times as wide as high.
    ink.size = vec2(408.0, 72.0);
    let at = |thousandths: u16, all: f32| f32::from(thousandths) / FULL * all;
    for stroke in strokes {
        let points = stroke.0.iter().map(|point| InkPoint {
            x: at(point.x, ink.size.x),
            y: at(point.y, ink.size.y),
            t_ms: point.t_ms,
            force: point.force.map(|force| f32::from(force) / FULL),
        });
        ink.strokes.push(InkStroke { points: points.collect() });
    }
    ink
}

#[cfg(test)]
mod tests {
    use super::from_ink;
    use super::to_ink;
    use crate::domain::signature::Manner;
    use crate::domain::signature::PenTool;
    use crate::domain::signature::Stroke;
    use crate::domain::signature::StrokePoint;

    #[test]
    fn kept_ink_comes_back_as_it_was() {
        let point = |x, y| StrokePoint { x, y, t_ms: 5, force: None };
        let manner = Manner::Pad {
            strokes: vec![Stroke(vec![point(0, 0), point(500, 250), point(1000, 1000)])],
            tool: PenTool::Mouse,
        };
        assert_eq!(from_ink(&to_ink(Some(&manner))), Some(manner));
    }

    #[test]
    fn an_empty_pad_is_no_signature() {
        assert_eq!(from_ink(&to_ink(None)), None);
    }
}
