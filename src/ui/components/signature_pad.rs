//! A pad to sign on: mouse, finger or pen with pressure. Names signer and sheet above the line.
//!
//! Every point of the pen is kept, not one per frame, so that fast strokes stay round. Other fingers (the palm)
//! are ignored while one signs. Nothing follows from a signature by itself: Enter leaves the pad.

use super::checkbox::Checkbox;
use super::flow;
use super::paint;
use super::signature_ink;
use crate::ui::theme::Type;
use crate::ui::theme::colors;
use crate::ui::theme::tokens;
use egui::Event;
use egui::Id;
use egui::PointerButton;
use egui::Pos2;
use egui::Rect;
use egui::Response;
use egui::Role;
use egui::Sense;
use egui::TouchId;
use egui::TouchPhase;
use egui::Ui;
use egui::Vec2;
use egui::WidgetInfo;
use egui::vec2;

const BASELINE: f32 = 0.22;

/// One point of a stroke, in points from the top left of the pad.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct StrokePoint {
    /// From the left.
    pub x: f32,
    /// From the top.
    pub y: f32,
    /// Milliseconds since the first point of the signature.
    pub t_ms: u32,
    /// Pressure from 0 to 1; `None` for a mouse.
    pub force: Option<f32>,
}

/// One stroke of the pen.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Stroke {
    /// Its points in the order they were drawn.
    pub points: Vec<StrokePoint>,
}

/// A signature as it was drawn.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Signature {
    /// The strokes in the order they were drawn.
    pub strokes: Vec<Stroke>,
    /// Size of the pad they were drawn on.
    pub size: Vec2,
    /// The signer agreed to sign on the pad (ES-3).
    pub agreed: bool,
    /// When the first point was drawn, in seconds of the window's clock.
    began: Option<f64>,
}

impl Signature {
    /// Nothing was drawn yet.
    pub fn is_empty(&self) -> bool {
        self.strokes.iter().all(|stroke| stroke.points.is_empty())
    }

    /// A pen that knows pressure was used.
    pub fn has_pressure(&self) -> bool {
        self.strokes.iter().flat_map(|stroke| &stroke.points).any(|point| point.force.is_some())
    }

    /// Fits what was drawn to a pad of another size, so that further strokes join it.
    fn fit(&mut self, size: Vec2) {
        let former = std::mem::replace(&mut self.size, size);
        if former == size || former.x <= 0.0 || former.y <= 0.0 {
            return;
        }
        // As it is painted: one scale for both directions.
        let scale = (size.x / former.x).min(size.y / former.y);
        for point in self.strokes.iter_mut().flat_map(|stroke| &mut stroke.points) {
            point.x *= scale;
            point.y *= scale;
        }
    }

    /// The moment of the last point, in milliseconds since the first.
    fn lasted_ms(&self) -> u32 {
        let points = self.strokes.iter().flat_map(|stroke| &stroke.points);
        points.map(|point| point.t_ms).max().unwrap_or(0)
    }

    /// Takes the strokes back; whoever agreed to the pad still does.
    pub fn clear(&mut self) {
        *self = Self { agreed: self.agreed, ..Self::default() };
    }
}

/// Whether somebody has to agree before they sign on the pad: nobody can be made to (ES-3).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Consent {
    /// The pad opens when the signer agreed.
    #[default]
    Asked,
    /// Agreed for another sheet of the case.
    Given,
    /// Staff of the institution.
    NotNeeded,
}

/// A pad. `SignaturePad::new("罗契", "《到场签到及见证记录表》", &mut draft.signature).ui(ui)`.
pub struct SignaturePad<'a> {
    signer: &'a str,
    sheet: &'a str,
    signature: &'a mut Signature,
    words: &'a str,
    height: f32,
    width: Option<f32>,
    consent: Consent,
    sealed: bool,
}

/// What happened on a pad.
pub struct PadOutput {
    /// The pad; `changed` while a stroke is being drawn.
    pub response: Response,
    /// A stroke ended in this frame: a good moment to save the draft.
    pub stroke_ended: bool,
}

impl<'a> SignaturePad<'a> {
    /// A pad for a signer and a sheet.
    pub fn new(signer: &'a str, sheet: &'a str, signature: &'a mut Signature) -> Self {
        let consent = Consent::Asked;
        Self { signer, sheet, signature, words: "", height: 104.0, width: None, consent, sealed: false }
    }

    /// Small words at the right above the line: 「日期签后自动填写」.
    pub fn words(mut self, words: &'a str) -> Self {
        self.words = words;
        self
    }

    /// Another height than 104; 72 in a sheet, 64 in a low window.
    pub fn height(mut self, height: f32) -> Self {
        self.height = height;
        self
    }

    /// The width; all there is, unless set.
    pub fn width(mut self, width: f32) -> Self {
        self.width = Some(width);
        self
    }

    /// Whether the signer is asked to agree first; asked, unless set.
    pub fn consent(mut self, consent: Consent) -> Self {
        self.consent = consent;
        self
    }

    /// The signature is stored and stays.
    pub fn sealed(mut self, sealed: bool) -> Self {
        self.sealed = sealed;
        self
    }

    /// Shows the pad.
    pub fn ui(self, ui: &mut Ui) -> PadOutput {
        let width = self.width.unwrap_or_else(|| ui.available_width());
        let id = ui.make_persistent_id(("signature", self.signer, self.sheet));
        let (rect, _) = ui.allocate_exact_size(vec2(width, self.height), Sense::hover());
        if self.consent == Consent::Given {
            self.signature.agreed = true;
        }
        let is_shut = !self.sealed && self.consent == Consent::Asked && !self.signature.agreed;
        let sense = if self.sealed || is_shut { Sense::hover() } else { Sense::click_and_drag() };
        let mut response = ui.interact(rect, id, sense);
        let name = format!("{} 在此签名{}", self.signer, self.sheet);
        response.widget_info(|| WidgetInfo::labeled(Role::Canvas, true, &name));
        let mut stroke_ended = false;
        if !self.sealed && !is_shut {
            flow::join(ui, id);
            flow::arrived(ui, &response);
            flow::stride(ui, &response);
            if response.is_pointer_button_down_on() && !response.has_focus() {
                response.request_focus();
            }
            let drawn = Drawing { ui, id, rect, signature: self.signature }.take_points();
            stroke_ended = drawn.ended;
            if drawn.any {
                response.mark_changed();
            }
        }
        self.paint(ui, rect, response.has_focus());
        if is_shut {
            self.consent_ui(ui, rect);
        }
        PadOutput { response, stroke_ended }
    }

    /// The question on a pad that is still shut.
    fn consent_ui(self, ui: &mut Ui, rect: Rect) {
        let inner = rect.shrink2(vec2(17.0, 4.0));
        let at = Rect::from_min_max(egui::pos2(inner.left(), inner.top() + 22.0), inner.max);
        let mut child = ui.new_child(egui::UiBuilder::new().max_rect(at).id_salt(("consent", self.signer)));
        let label = format!("{} 同意在屏上签名", self.signer);
        Checkbox::new("本人同意在屏上签名", &mut self.signature.agreed)
            .height(at.height().min(40.0))
            .name(&label)
            .ui(&mut child);
    }

    fn paint(&self, ui: &Ui, rect: Rect, focused: bool) {
        let c = colors();
        let radius = tokens().radius.control;
        paint::surface(ui.painter(), rect, radius, c.paper, paint::thin(ui, c.edge));
        let inner = rect.shrink2(vec2(17.0, 8.0));
        let first = Rect::from_min_size(inner.min, vec2(inner.width(), 20.0));
        let said = match self.signature.is_empty() {
            true => format!("{} 在此签名", self.signer),
            false => format!("{} 签{}", self.signer, self.sheet),
        };
        paint::put_left(ui.painter(), first, &paint::line(ui, Type::Note, c.ink2, said));
        paint::put_right(ui.painter(), first, &paint::line(ui, Type::Note, c.ink2, self.words));
        let baseline = rect.bottom() - (rect.height() * BASELINE).round();
        paint::hline(ui, inner, baseline, c.line2);
        signature_ink::paint(ui.painter(), rect, self.signature, c.ink);
        if focused {
            paint::ring_on(ui.painter(), rect, radius);
        }
    }
}

/// Which pen is drawing: a finger or pen by number, or the mouse.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Pen {
    Touch(TouchId),
    Mouse,
}

#[derive(Debug, Clone, Copy, Default)]
struct Drawn {
    any: bool,
    ended: bool,
}

struct Drawing<'a> {
    ui: &'a Ui,
    id: Id,
    rect: Rect,
    signature: &'a mut Signature,
}

impl Drawing<'_> {
    /// Reads every event of the frame, so that no point between two frames is lost.
    fn take_points(mut self) -> Drawn {
        let key = self.id.with("pen");
        let mut pen = self.ui.data(|data| data.get_temp::<Option<Pen>>(key)).flatten();
        let events = self.ui.input(|input| input.events.clone());
        let touched = matches!(pen, Some(Pen::Touch(_)))
            || events.iter().any(|event| matches!(event, Event::Touch { .. }));
        let covered =
            self.ui.ctx().pointer_interact_pos().is_some_and(|at| {
                self.ui.ctx().layer_id_at(at).is_some_and(|layer| layer != self.ui.layer_id())
            });
        let mut drawn = Drawn::default();
        for event in &events {
            // A touch is also told as mouse events; the touch is the better witness.
            let told = match event {
                Event::Touch { id, phase, pos, force, .. } => {
                    Some((Pen::Touch(*id), told(*phase), *pos, *force))
                }
                Event::PointerButton { pos, button: PointerButton::Primary, pressed, .. } if !touched => {
                    let phase = if *pressed { Phase::Down } else { Phase::Up };
                    Some((Pen::Mouse, phase, *pos, None))
                }
                Event::PointerMoved(pos) if !touched => Some((Pen::Mouse, Phase::Move, *pos, None)),
                Event::PointerGone if !touched && pen == Some(Pen::Mouse) => {
                    Some((Pen::Mouse, Phase::Up, self.rect.center(), None))
                }
                _ => None,
            };
            if let Some((whose, phase, pos, force)) = told
                && !(covered && pen.is_none())
            {
                self.point(&mut pen, whose, phase, pos, force, &mut drawn);
            }
        }
        self.ui.data_mut(|data| data.insert_temp(key, pen));
        drawn
    }

    fn point(
        &mut self,
        pen: &mut Option<Pen>,
        whose: Pen,
        phase: Phase,
        at: Pos2,
        force: Option<f32>,
        drawn: &mut Drawn,
    ) {
        match phase {
            Phase::Down if pen.is_none() && self.rect.contains(at) && self.ui.clip_rect().contains(at) => {
                *pen = Some(whose);
                self.signature.strokes.push(Stroke::default());
                self.add(at, force);
                drawn.any = true;
            }
            Phase::Move if *pen == Some(whose) => {
                self.add(at, force);
                drawn.any = true;
            }
            Phase::Up if *pen == Some(whose) => {
                *pen = None;
                drawn.any = true;
                drawn.ended = true;
            }
            Phase::Down | Phase::Move | Phase::Up => {}
        }
    }

    fn add(&mut self, at: Pos2, force: Option<f32>) {
        let now = self.ui.input(|input| input.time);
        // What was drawn before a break goes on where it ended.
        let before = f64::from(self.signature.lasted_ms()) / 1000.0;
        let began = *self.signature.began.get_or_insert(now - before);
        self.signature.fit(self.rect.size());
        let local = self.rect.clamp(at) - self.rect.min;
        let t_ms = ((now - began).max(0.0) * 1000.0) as u32;
        let point = StrokePoint { x: local.x, y: local.y, t_ms, force };
        if let Some(stroke) = self.signature.strokes.last_mut() {
            let repeated = stroke.points.last().is_some_and(|last| last.x == point.x && last.y == point.y);
            if !repeated {
                stroke.points.push(point);
            }
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Phase {
    Down,
    Move,
    Up,
}

fn told(phase: TouchPhase) -> Phase {
    match phase {
        TouchPhase::Start => Phase::Down,
        TouchPhase::Move => Phase::Move,
        TouchPhase::End | TouchPhase::Cancel => Phase::Up,
    }
}
