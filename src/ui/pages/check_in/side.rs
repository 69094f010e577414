//! The right pane: who may film, the rules a witness undertakes, and the signatures.

use super::people::insurer_called;
use super::verdict::cite;
use crate::domain::check_in::Attendee;
use crate::domain::check_in::Recorder;
use crate::domain::check_in::RecordingConsent;
use crate::domain::check_in::RecordingDetails;
use crate::domain::check_in::WITNESS_RULES;
use crate::domain::check_in::WitnessRulesSigned;
use crate::domain::check_in::recording_allowed;
use crate::domain::evidence::Recorded;
use crate::domain::ids::EvidenceId;
use crate::domain::scan::is_signed_on_paper;
use crate::domain::sheet::FormNo;
use crate::domain::signature::Manner;
use crate::domain::signature::Signer;
use crate::domain::signature::signature_of;
use crate::services::case_view::CaseView;
use crate::ui::components::checkbox::Checkbox;
use crate::ui::components::citation::citation_at;
use crate::ui::components::combo::ComboItem;
use crate::ui::components::paint;
use crate::ui::components::signature_pad::Consent;
use crate::ui::components::table::Column;
use crate::ui::components::table::RowLook;
use crate::ui::components::table::Table;
use crate::ui::components::why_panel::Why;
use crate::ui::signing::Signing;
use crate::ui::signing::SigningBox;
use crate::ui::signing::given_ui;
use crate::ui::signing::signed_ui;
use crate::ui::theme::Type;
use crate::ui::theme::colors;
use crate::ui::theme::icon;
use crate::ui::theme::is_low;
use crate::ui::theme::measures;
use egui::Rect;
use egui::Sense;
use egui::Ui;
use egui::vec2;

/// The sheet of the arrivals, as a signature names it.
pub const SHEET: &str = "《到场签到及见证记录表》";
/// The rules of a witness, as a signature names them.
pub const RULES: &str = "《见证须知》";

/// One line of the matrix.
struct Permission {
    who: Recorder,
    name: String,
    consent: Option<RecordingConsent>,
}

/// 影像许可: returns who was pressed, to be asked.
pub fn permissions_ui(ui: &mut Ui, view: &CaseView) -> Option<Recorder> {
    heading(ui, "影像许可", |ui, line| {
        if let Some(cited) = cite(view, "SC-4.4g") {
            citation_at(ui, line, &cited);
        }
    });
    let rows = permissions(view);
    let name_width = |row: &Permission| paint::line(ui, Type::Note, colors().ink2, &row.name).size().x;
    let names = rows.iter().map(name_width).fold(60.0, f32::max).ceil() + 16.0;
    let columns = [
        Column::of("谁拍", names),
        Column::of("当事人", 56.0),
        Column::of("机构", 56.0),
        Column::rest("结果"),
    ];
    let table =
        Table::new("影像许可", &columns).boxed().row_height(if is_low(ui.ctx()) { 26.0 } else { 27.0 });
    let responses = table.show(
        ui,
        rows.len(),
        |_| RowLook::Plain,
        |row, at| {
            let permission = &rows[at];
            let consent = permission.consent.as_ref();
            row.note(&permission.name);
            let party_matters = permission.who != Recorder::Party;
            let institution_matters = permission.who != Recorder::Appraiser;
            row.note(said(party_matters, consent.and_then(|consent| consent.party_agrees)));
            row.note(said(institution_matters, consent.and_then(|consent| consent.institution_agrees)));
            row.cell(|ui| result_ui(ui, consent, &permission.who));
        },
    );
    let pressed = responses.iter().position(|response| response.clicked())?;
    rows.into_iter().nth(pressed).map(|permission| permission.who)
}

/// The matrix of workflow §3.8: the appraiser, every insurer of the case, everybody else.
fn permissions(view: &CaseView) -> Vec<Permission> {
    let latest = |who: &Recorder| {
        let consents = view.file.current(&view.file.consents);
        consents.filter(|row| row.body.who_records == *who).last().map(|row| row.body.clone())
    };
    let mut recorders = vec![(Recorder::Appraiser, "鉴定人".to_owned())];
    for insurer in &view.file.intake.insurers {
        let name = insurer_called(view, insurer.insurer);
        recorders.push((Recorder::Insurer { insurer: insurer.insurer }, name));
    }
    recorders.push((Recorder::Party, "陪同人员".to_owned()));
    recorders.into_iter().map(|(who, name)| Permission { consent: latest(&who), who, name }).collect()
}

fn said(matters: bool, answer: Option<bool>) -> &'static str {
    match (matters, answer) {
        (false, _) => "—",
        (true, None) => "未问",
        (true, Some(true)) => "已同意",
        (true, Some(false)) => "未同意",
    }
}

fn result_ui(ui: &mut Ui, consent: Option<&RecordingConsent>, who: &Recorder) {
    let c = colors();
    let nobody_asked = RecordingConsent {
        who_records: who.clone(),
        party_agrees: None,
        institution_agrees: None,
        scope: String::new(),
        details: RecordingDetails::default(),
    };
    let is_allowed = recording_allowed(consent.unwrap_or(&nobody_asked));
    let (mark, color, word) =
        if is_allowed { (icon::CHECK, c.green, "允许") } else { (icon::BLOCK, c.red, "禁止") };
    let rect = ui.max_rect();
    let rest = paint::icon_left(ui.painter(), rect, 16.0, 4.0, mark, color);
    paint::put_left(ui.painter(), rest, &paint::line(ui, Type::Note, color, word));
}

/// What an insurer's witness still has to hear and sign; `None` when it was signed or refused before.
pub fn told_ui(ui: &mut Ui, told: &mut [bool; 3], signed: Option<&Recorded<WitnessRulesSigned>>) {
    heading(ui, "见证须知", |_, _| {});
    let height = if is_low(ui.ctx()) { 26.0 } else { 28.0 };
    let usual = std::mem::replace(&mut ui.spacing_mut().item_spacing.y, 0.0);
    for (at, rule) in WITNESS_RULES.into_iter().enumerate() {
        match signed {
            Some(row) => {
                let mut was_told = row.body.rules_told.get(at).copied().unwrap_or(false);
                Checkbox::new(rule, &mut was_told).locked(true).height(height).ui(ui);
            }
            None => {
                if let Some(point) = told.get_mut(at) {
                    Checkbox::new(rule, point).height(height).ui(ui);
                }
            }
        }
    }
    ui.spacing_mut().item_spacing.y = usual;
}

/// The 见证须知 signed for an arrival or an earlier version of it, or for an earlier arrival of the same person.
pub fn rules_of(view: &CaseView, arrival: EvidenceId) -> Option<&Recorded<WitnessRulesSigned>> {
    let file = &view.file;
    let person = |id: EvidenceId| {
        let row = file.attendances.iter().find(|row| row.id == id)?;
        match &row.body.attendee {
            Attendee::Insurer(witness) => Some(witness.person.id),
            _ => None,
        }
    };
    let whose = person(arrival)?;
    file.current(&file.witness_rules).filter(|row| person(row.body.attendance) == Some(whose)).last()
}

/// A place to sign with its heading, or the signature that was given.
pub struct SignaturePlace<'a> {
    pub heading: &'a str,
    pub signer: &'a str,
    pub sheet: &'a str,
    pub staff: &'a [ComboItem],
    pub consent: Consent,
    /// The pad is handed in with 签到.
    pub with_the_rest: bool,
    pub why: Option<&'a Why>,
}

impl SignaturePlace<'_> {
    /// Shows the place; returns how it was signed in this frame.
    pub fn ui(&self, ui: &mut Ui, signing: &mut Signing) -> Option<Manner> {
        let word = if self.with_the_rest { "签到时一并存下" } else { "未签" };
        heading(ui, self.heading, |ui, line| {
            paint::put_right(ui.painter(), line, &paint::line(ui, Type::Note, colors().ink2, word));
        });
        let place = SigningBox::new(self.signer, self.sheet, self.staff).consent(self.consent).why(self.why);
        let place = if self.with_the_rest { place.with_the_rest() } else { place };
        place.ui(ui, signing)
    }

    /// Shows 见证须知 as it was signed.
    pub fn rules_given_ui(&self, ui: &mut Ui, row: &Recorded<WitnessRulesSigned>) {
        self.given_heading(ui, &row.at.hour_minute_text(), &row.body.manner);
        given_ui(ui, self.signer, self.sheet, &row.body.manner, given_height(ui));
    }

    /// Shows a sheet's signature as it was given, or that the paper came back with it; false when there is none.
    pub fn sheet_given_ui(&self, ui: &mut Ui, view: &CaseView, signer: &Signer) -> bool {
        let Some(row) = signature_of(&view.file, FormNo::F07, signer) else {
            let is_on_paper = is_signed_on_paper(&view.file, FormNo::F07, signer);
            if is_on_paper {
                self.given_heading(ui, "扫描件", &Manner::Paper);
                given_ui(ui, self.signer, self.sheet, &Manner::Paper, given_height(ui));
            }
            return is_on_paper;
        };
        self.given_heading(ui, &row.at.hour_minute_text(), &row.body.manner);
        signed_ui(ui, self.sheet, row, given_height(ui));
        true
    }

    fn given_heading(&self, ui: &mut Ui, at: &str, manner: &Manner) {
        let (color, word) =
            if manner.is_signed() { (colors().green, "已签") } else { (colors().amber, "拒签") };
        heading(ui, self.heading, |ui, line| {
            paint::put_right(ui.painter(), line, &paint::line(ui, Type::Note, color, format!("{at} {word}")));
        });
    }
}

fn given_height(ui: &Ui) -> f32 {
    if is_low(ui.ctx()) { 64.0 } else { 72.0 }
}

/// A heading of the pane, 32 high; `aside` gets the line to paint at its right edge.
fn heading(ui: &mut Ui, words: &str, aside: impl FnOnce(&mut Ui, Rect)) {
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 32.0), Sense::hover());
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Heading, true, words));
    paint::put_left(ui.painter(), rect, &paint::bold(ui, Type::Field, colors().ink, words));
    aside(ui, rect);
}

/// Grey words in place of a pad that is not due yet.
pub fn later_ui(ui: &mut Ui, words: &str) {
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 24.0), Sense::hover());
    paint::put_left(ui.painter(), rect, &paint::line(ui, Type::Note, colors().ink2, words));
}

/// A hairline across the pane between two sections.
pub fn rule_ui(ui: &mut Ui) {
    let space = if is_low(ui.ctx()) { measures().space_1 } else { measures().space_2 };
    ui.add_space(space);
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 1.0), Sense::hover());
    let across = rect.expand2(vec2(measures().space_4, 0.0));
    paint::hline(ui, across, rect.top(), colors().line);
    ui.add_space(space);
}
