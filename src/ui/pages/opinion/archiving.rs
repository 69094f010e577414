//! 归档 (F-29): the volume part by part in its order; what the case has must be in it. Kept files are read back first.

use crate::domain::archiving::Retention;
use crate::domain::archiving::Verification;
use crate::domain::archiving::VolumePart;
use crate::domain::archiving::kept_objects;
use crate::domain::archiving::required_parts;
use crate::domain::audit::Operation;
use crate::domain::rules::Findings;
use crate::domain::step::Step;
use crate::ui::components::chip::Tone;
use crate::ui::components::field::Field;
use crate::ui::components::form_grid::Card;
use crate::ui::components::form_grid::FormGrid;
use crate::ui::components::notice::Notice;
use crate::ui::components::words::fact;
use crate::ui::components::words::words;
use crate::ui::pages::intake::ask;
use crate::ui::pages::intake::missing::Missing;
use crate::ui::pages::opinion::bench::Bench;
use crate::ui::pages::opinion::forms::ArchiveForm;
use crate::ui::theme::icon;
use egui::Id;
use egui::Ui;

const THERE: [(bool, &str); 2] = [(true, "在卷"), (false, "本案没有")];

fn shown(bench: &Bench<'_, '_>) -> ArchiveForm {
    bench.forms.archive.clone().unwrap_or_else(|| ArchiveForm::of(bench.view))
}

/// What the rules say about putting the volume away as it is typed.
///
/// Whether the kept files can be read is found out when it is handed in; until then they are taken for whole.
pub fn findings(bench: &Bench<'_, '_>) -> Findings {
    let n_objects = u32::try_from(kept_objects(&bench.view.file).len()).unwrap_or(u32::MAX);
    let verification = Verification { n_objects, n_bad: 0 };
    let row = bench.row(shown(bench).draft().archiving(Some(verification)));
    bench.judged(Step::Archive, |file| file.archivings.push(row))
}

/// What is missing before the volume may be put away.
pub fn missing(bench: &Bench<'_, '_>, findings: &Findings) -> Vec<Missing> {
    let mut list = Vec::new();
    if !bench.may(Operation::Archive) {
        list.push(Missing::role("归档归档案员", "请档案员或负责人来办"));
    }
    list.extend(bench.missing(findings));
    list
}

/// The form.
pub fn ui(ui: &mut Ui, bench: &mut Bench<'_, '_>, findings: &Findings) {
    let before = shown(bench);
    let mut form = before.clone();
    let mut anchors = Vec::new();
    number_card(ui, bench, &mut form, findings, &mut anchors);
    ui.add_space(4.0);
    parts_card(ui, bench, &mut form, &mut anchors);
    for (field, id) in anchors {
        bench.anchor(field, id);
    }
    if form != before {
        bench.forms.archive = Some(form);
    }
}

fn number_card(
    ui: &mut Ui,
    bench: &Bench<'_, '_>,
    form: &mut ArchiveForm,
    findings: &Findings,
    anchors: &mut Vec<(&'static str, Id)>,
) {
    let line = bench.on_field(findings, "archive_no");
    let volumes = bench.on_field(findings, "n_volumes");
    let n = kept_objects(&bench.view.file).len();
    let aside = format!("电子附件 {n} 件，归档时逐件读回核对");
    Card::new("档号与保管").aside(&aside).show(ui, |ui| {
        FormGrid::show(ui, |grid| {
            grid.row(|row| {
                row.cell(4, |ui| {
                    let field = Field::new("档号", &mut form.archive_no).required().finding(line.as_ref());
                    anchors.push(("archive_no", field.id(ui)));
                    field.ui(ui);
                });
                row.cell(4, |ui| {
                    Field::new("盒号、柜号", &mut form.box_no).ui(ui);
                });
                row.cell(2, |ui| {
                    let field =
                        Field::new("卷数", &mut form.volumes).right().unit("卷").finding(volumes.as_ref());
                    anchors.push(("n_volumes", field.id(ui)));
                    field.ui(ui);
                });
                row.cell(2, |ui| {
                    Field::new("保管期限", &mut form.years).right().unit("年").remark("0 是永久").ui(ui);
                });
            });
            grid.row(|row| {
                row.cell(12, |ui| {
                    Field::new("备考", &mut form.note).ui(ui);
                });
            });
        });
    });
}

fn parts_card(
    ui: &mut Ui,
    bench: &Bench<'_, '_>,
    form: &mut ArchiveForm,
    anchors: &mut Vec<(&'static str, Id)>,
) {
    let required = required_parts(&bench.view.file);
    let n_open = form.parts.values().filter(|part| part.is_there.is_none()).count();
    let aside = if n_open == 0 { "都核对了".to_owned() } else { format!("还有 {n_open} 项") };
    let mut first_open = None;
    Card::new("卷内次序").aside(&aside).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        for (at, part) in VolumePart::ALL.into_iter().enumerate() {
            let state = form.parts.entry(part).or_default();
            let was_open = state.is_there.is_none();
            let words = if required.contains(&part) {
                format!("{}（本案应有）", part.label())
            } else {
                part.label().to_owned()
            };
            let number = (at + 1).to_string();
            let response = ask::question(ui, &number, &words, "volume", &mut state.is_there, &THERE);
            if was_open && required.contains(&part) {
                first_open = first_open.or(Some(response.id));
            }
        }
    });
    if let Some(id) = first_open {
        anchors.push(("parts", id));
    }
}

/// The volume as it was put away.
pub fn read_ui(ui: &mut Ui, bench: &Bench<'_, '_>) {
    let Some(row) = bench.view.file.archiving() else {
        Card::new("归档").show(ui, |ui| words(ui, "还没有归档"));
        return;
    };
    let volume = &row.body;
    let n = volume.verification.map_or(0, |found| found.n_objects);
    let sentence = format!("档号 {}，{n} 件电子附件已读回核对", volume.archive_no);
    Notice::new(Tone::Green, icon::DONE, "已归档", &sentence).ui(ui);
    ui.add_space(4.0);
    Card::new("档号与保管").aside(&row.at.worded()).show(ui, |ui| {
        fact(ui, "档号", &volume.archive_no);
        fact(ui, "盒号、柜号", &volume.box_no);
        fact(ui, "卷数", &format!("{} 卷", volume.n_volumes));
        fact(ui, "保管期限", &Retention::label(volume.retention));
        if !volume.note.is_empty() {
            fact(ui, "备考", &volume.note);
        }
    });
}
