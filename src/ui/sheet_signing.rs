//! Everybody who has to sign a sheet, one after the other: the list at the left, the pad of the chosen one beside it.
//!
//! After a signature the next person is not called up by itself: a signature is never passed over in haste. Only the
//! keyboard goes on, to the row of the next who has not signed. What is drawn and not stored is kept with the drafts.

use crate::domain::scan::is_signed_on_paper;
use crate::domain::sheet::FormNo;
use crate::domain::signature::Manner;
use crate::domain::signature::Signer;
use crate::domain::signature::agreed_to_pad;
use crate::domain::signature::expected_signers;
use crate::domain::signature::has_signed_or_refused;
use crate::domain::signature::signature_of;
use crate::services::case_view::CaseView;
use crate::services::request::Action;
use crate::services::signature;
use crate::ui::components::flow;
use crate::ui::components::paint;
use crate::ui::components::signature_pad::Consent;
use crate::ui::components::why_panel::Why;
use crate::ui::desk::cx::PageCx;
use crate::ui::desk::cx::Ticket;
use crate::ui::draft_keeper::DraftKeeper;
use crate::ui::signing::Signing;
use crate::ui::signing::SigningBox;
use crate::ui::signing::given_ui;
use crate::ui::signing::signed_ui;
use crate::ui::signing::staff_items;
use crate::ui::theme::Type;
use crate::ui::theme::colors;
use crate::ui::theme::icon;
use crate::ui::theme::measures;
use egui::Id;
use egui::Rect;
use egui::Role;
use egui::Sense;
use egui::Ui;
use egui::UiBuilder;
use egui::WidgetInfo;
use egui::pos2;
use egui::vec2;
use std::collections::BTreeMap;

const ROW: f32 = 48.0;
const LIST: f32 = 296.0;

/// Who is signing now.
#[derive(Default)]
pub struct SheetSigning {
    chosen: Option<(FormNo, Signer)>,
    /// What is given and not stored, by signer; `None` until the drafts were read.
    signings: Option<BTreeMap<String, Signing>>,
    keeper: DraftKeeper,
    sent: Option<(Ticket, String)>,
    /// A signature was stored: the keyboard goes on to what comes next.
    hands_on: bool,
}

impl SheetSigning {
    /// Shows the signers of these sheets; signatures are handed in from here. `why` greys storing a signature.
    pub fn ui(
        &mut self,
        ui: &mut Ui,
        cx: &mut PageCx<'_>,
        view: &CaseView,
        forms: &[FormNo],
        why: Option<&Why>,
    ) {
        let key = draft_key(view, forms);
        self.take_up(cx, &key);
        self.follow_up(cx);
        let signers: Vec<(FormNo, Signer)> =
            forms.iter().flat_map(|form| signers(view, *form).into_iter().map(|who| (*form, who))).collect();
        if self.chosen.as_ref().is_none_or(|chosen| !signers.contains(chosen)) {
            self.chosen = signers.first().cloned();
        }
        let next = signers.iter().position(|(form, who)| !has_signed_or_refused(&view.file, *form, who));
        let all = ui.available_width();
        let is_wide = all >= LIST + 280.0;
        let list_width = if is_wide { LIST } else { all };
        let top = ui.cursor().min;
        let height = ROW * signers.len() as f32;
        let list = Rect::from_min_size(top, vec2(list_width, height));
        let mut child = ui.new_child(UiBuilder::new().max_rect(list).id_salt("signers"));
        child.spacing_mut().item_spacing.y = 0.0;
        for (at, (form, signer)) in signers.iter().enumerate() {
            let row = self.row_ui(&mut child, view, *form, signer, forms.len() > 1, at);
            if self.hands_on && next == Some(at) {
                self.hands_on = false;
                flow::focus(ui.ctx(), row);
            }
        }
        let pad_at = if is_wide {
            Rect::from_min_max(pos2(list.right() + 16.0, top.y), pos2(top.x + all, top.y + 200.0))
        } else {
            Rect::from_min_size(list.left_bottom() + vec2(0.0, 8.0), vec2(all, 200.0))
        };
        let mut child = ui.new_child(UiBuilder::new().max_rect(pad_at).id_salt("pad"));
        self.pad_ui(&mut child, cx, view, why);
        // Everybody has signed: what is built next has the keyboard.
        if self.hands_on && flow::hand_on(&child) {
            self.hands_on = false;
        }
        self.keep(ui, cx, &key);
        let bottom = child.min_rect().bottom().max(list.bottom());
        ui.advance_cursor_after_rect(Rect::from_min_max(top, pos2(top.x + all, bottom)));
    }

    fn signing_of(&mut self, form: FormNo, signer: &Signer) -> &mut Signing {
        let signings = self.signings.get_or_insert_default();
        signings.entry(signer_key(form, signer)).or_default()
    }

    /// What was drawn before a break or a kill stands on the pads again.
    fn take_up(&mut self, cx: &PageCx<'_>, key: &str) {
        if self.signings.is_some() || cx.views.drafts.is_none() {
            return;
        }
        let kept: Kept = self.keeper.restored(cx, key).unwrap_or_default();
        self.keeper.begin(key, &kept);
        let signings = kept.into_iter().map(|(who, given)| (who, Signing::restored(Some(given))));
        self.signings = Some(signings.collect());
    }

    fn follow_up(&mut self, cx: &mut PageCx<'_>) {
        let Some((ticket, whose)) = self.sent.take() else { return };
        match cx.take(ticket) {
            None => self.sent = Some((ticket, whose)),
            Some(Err(_)) => {}
            Some(Ok(_)) => {
                self.signings.get_or_insert_default().remove(&whose);
                self.hands_on = true;
            }
        }
    }

    fn keep(&mut self, ui: &Ui, cx: &mut PageCx<'_>, key: &str) {
        let Some(signings) = &self.signings else { return };
        let given = signings.iter().filter_map(|(who, signing)| Some((who.clone(), signing.given()?)));
        let kept: Kept = given.collect();
        if !kept.is_empty() {
            self.keeper.watch(ui.ctx(), cx, key, &kept);
        } else if self.keeper.holds(cx, key) {
            self.keeper.drop_draft(cx, key);
        }
    }

    /// A row of the list; returns the id that can have the keyboard.
    fn row_ui(
        &mut self,
        ui: &mut Ui,
        view: &CaseView,
        form: FormNo,
        signer: &Signer,
        named: bool,
        at: usize,
    ) -> Id {
        let c = colors();
        let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::click());
        let signed = signature_of(&view.file, form, signer);
        let (mark, color, words) = match signed {
            None if is_signed_on_paper(&view.file, form, signer) => {
                (icon::DONE, c.green, "扫描件上已签".to_owned())
            }
            None => (icon::EXPECTED, c.ink2, "未签".to_owned()),
            Some(row) if row.body.manner.is_signed() => {
                (icon::DONE, c.green, format!("{} 已签", row.at.hour_minute_text()))
            }
            Some(row) => (icon::NO_STANDING, c.amber, format!("{} 拒签", row.at.hour_minute_text())),
        };
        let is_chosen = self.chosen.as_ref().is_some_and(|(on, who)| *on == form && who == signer);
        let said = format!("{} {} {} {words}", form.number(), signer.name.as_str(), signer.capacity);
        response.widget_info(|| WidgetInfo::selected(Role::ListItem, true, is_chosen, &said));
        if is_chosen {
            ui.painter().rect_filled(rect, 0.0, c.tint2);
            ui.painter().rect_filled(rect.with_max_x(rect.left() + 3.0), 0.0, c.acc);
        } else if response.hovered() {
            ui.painter().rect_filled(rect, 0.0, c.sunk);
        }
        if response.has_focus() {
            paint::ring_on(ui.painter(), rect, 0);
        }
        if at > 0 {
            paint::hline(ui, rect, rect.top(), c.line);
        }
        let area = rect.shrink2(vec2(measures().space_3, 2.0));
        let area = paint::icon_left(ui.painter(), area, 20.0, 8.0, mark, color);
        let upper = area.with_max_y(area.top() + 24.0);
        let lower = area.with_min_y(area.top() + 24.0);
        let name = paint::name(ui, Type::Body, c.ink, signer.name.as_str());
        paint::put_left(ui.painter(), upper, &name);
        paint::put_right(ui.painter(), upper, &paint::line(ui, Type::Note, color, words));
        let capacity = match named {
            true => format!("{}　{}", form.number(), signer.capacity),
            false => signer.capacity.clone(),
        };
        paint::put_left(ui.painter(), lower, &paint::line(ui, Type::Note, c.ink2, capacity));
        if response.clicked() {
            self.chosen = Some((form, signer.clone()));
            // Chosen by key: the keyboard goes where this person signs.
            if response.has_focus() && signed.is_none() {
                self.signing_of(form, signer).take_keyboard();
            }
        }
        response.id
    }

    fn pad_ui(&mut self, ui: &mut Ui, cx: &mut PageCx<'_>, view: &CaseView, why: Option<&Why>) {
        let Some((form, signer)) = self.chosen.clone() else { return };
        let sheet = format!("《{}》", form.label());
        if let Some(row) = signature_of(&view.file, form, &signer) {
            signed_ui(ui, &sheet, row, 104.0);
            return;
        }
        if is_signed_on_paper(&view.file, form, &signer) {
            given_ui(ui, signer.name.as_str(), &sheet, &Manner::Paper, 104.0);
            return;
        }
        let staff = staff_items(&view.staff);
        let signing = self.signing_of(form, &signer);
        let place = SigningBox::new(signer.name.as_str(), &sheet, &staff).consent(consent(view, &signer));
        let given = place.why(why).ui(ui, signing);
        if let Some(manner) = given {
            let whose = signer_key(form, &signer);
            let request = signature::Request::Sign { case: view.file.id, form, signer, manner };
            self.sent = Some((cx.act(Action::Signature(request)), whose));
        }
    }
}

/// The parties agree once to the pad; staff sign as their institution arranged.
pub fn consent(view: &CaseView, signer: &Signer) -> Consent {
    match signer.person {
        None => Consent::NotNeeded,
        Some(person) if agreed_to_pad(&view.file, person) => Consent::Given,
        Some(_) => Consent::Asked,
    }
}

/// What is given and not stored, by signer.
type Kept = BTreeMap<String, Manner>;

fn draft_key(view: &CaseView, forms: &[FormNo]) -> String {
    let forms: Vec<&str> = forms.iter().map(|form| form.number()).collect();
    format!("signing/{}/{}", view.file.id, forms.join("+"))
}

fn signer_key(form: FormNo, signer: &Signer) -> String {
    format!("{}/{}/{}", form.number(), signer.capacity, signer.name.as_str())
}

/// Who has to sign, once each; somebody who stepped out and came back stands twice among the arrivals.
fn signers(view: &CaseView, form: FormNo) -> Vec<Signer> {
    let mut signers: Vec<Signer> = Vec::new();
    for signer in expected_signers(&view.file, form) {
        if !signers.contains(&signer) {
            signers.push(signer);
        }
    }
    signers
}
