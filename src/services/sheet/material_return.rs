//! F-25 材料退还/剩余材料处理签收单: one per handing back; before the first one a list of what is here, for the pen
//! (GZ-17, GZ-22, GZ-29).

use crate::documents::material_return::Facts;
use crate::documents::material_return::Row;
use crate::documents::sheet::SheetHead;
use crate::domain::case::CaseFacts;
use crate::domain::evidence::Recorded;
use crate::domain::ids::EvidenceId;
use crate::domain::law::general;
use crate::domain::material::Material;
use crate::domain::material_return::ReturnLine;
use crate::domain::material_return::ReturnedMaterials;
use crate::domain::sheet::FormNo;
use crate::domain::step::Place;
use crate::services::case_view::sheets::SheetLine;
use crate::services::case_view::sheets::SheetState;
use crate::services::sheet::material::number;
use crate::services::sheet::recipe::Gaps;
use crate::services::sheet::recipe::Recipe;
use crate::services::sheet::recipe::value_of;
use crate::services::sheet::signing::Pad;
use crate::services::sheet::signing::Refusal;
use crate::services::sheet::signing::for_pen;
use crate::services::sheet::signing::refusal_note;
use crate::services::sheet::words::cites;
use crate::services::sheet::words::n_corrections;
use crate::services::sheet::words::when;

/// 鉴定材料退还签收单.
pub(super) const RECIPE: Recipe = Recipe {
    form: FormNo::F25,
    facts: |facts, about, head, pad| value_of(&self::facts(facts, about, head, pad)),
    gaps,
    n_corrections: |file| n_corrections(&file.material_returns),
    stays: false,
    is_specimen: false,
    listed,
};

/// One per handing back, and one for what is still here once the case has ended.
fn listed(facts: &CaseFacts<'_>) -> Vec<SheetLine> {
    let file = facts.file;
    let mut lines: Vec<SheetLine> = file
        .current(&file.material_returns)
        .map(|row| {
            let which = format!("{}，{} 件", row.body.returned_at.day(), row.body.lines.len());
            SheetLine::about(file, FormNo::F25, row.id, &which, SheetState::Signed, "去向已记录")
        })
        .collect();
    let n_here = file.not_returned().count();
    if n_here > 0 && lines.is_empty() && file.closed_on().is_some() {
        lines.push(SheetLine::of(
            file,
            FormNo::F25,
            SheetState::NotBegun,
            format!("还有 {n_here} 件没有处理"),
        ));
    }
    lines
}

fn facts(facts: &CaseFacts<'_>, about: Option<EvidenceId>, head: SheetHead, pad: &mut Pad) -> Facts {
    let file = facts.file;
    let row = handed_back(facts, about);
    let back = row.map(|row| &row.body);
    let rows = match back {
        Some(back) => back.lines.iter().map(|line| returned(facts, line)).collect(),
        None => file.not_returned().map(|row| here(facts, row)).collect(),
    };
    let receiver_signs = match row.and_then(|row| row.body.manner.as_ref().map(|manner| (row, manner))) {
        Some((row, manner)) => {
            pad.signed(&row.body.capacity, row.body.receiver.as_str(), manner, row.body.returned_at)
        }
        None => for_pen(
            back.map_or("签收人", |back| back.capacity.as_str()),
            back.map_or("", |back| back.receiver.as_str()),
        ),
    };
    let refusal = row.and_then(|row| {
        let who = format!("{} {}", row.body.capacity, row.body.receiver.as_str());
        Refusal::of(row.body.manner.as_ref()?, who, row.body.returned_at)
    });
    Facts {
        client: file.intake.client_names(),
        matter: file.intake.matter.clone(),
        agreed: file.agreement().map_or("", |_| file.intake.material_return.label()).to_owned(),
        at: when(back.map(|back| back.returned_at)),
        rows,
        receiver_signs,
        handed_by_signs: for_pen("经办人", back.map_or("", |back| back.handed_by.as_str())),
        refusal: refusal_note(refusal.as_slice()),
        basis: cites(&[&general::GZ_17, &general::GZ_22, &general::GZ_29]),
        head,
    }
}

fn gaps(facts: &CaseFacts<'_>, about: Option<EvidenceId>) -> Gaps {
    let mut gaps = Gaps::default();
    let none = facts.file.current(&facts.file.materials).next().is_none();
    gaps.content(none, "鉴定材料还没有登记", Place::Materials);
    let is_blank = handed_back(facts, about).is_none();
    gaps.later(is_blank, "还没有记去向，可先打印清单", Place::MaterialReturn);
    gaps
}

fn handed_back<'a>(
    facts: &CaseFacts<'a>,
    about: Option<EvidenceId>,
) -> Option<&'a Recorded<ReturnedMaterials>> {
    let file = facts.file;
    match about {
        Some(id) => file.material_returns.iter().find(|row| row.id == id),
        None => file.latest(&file.material_returns),
    }
}

fn returned(facts: &CaseFacts<'_>, line: &ReturnLine) -> Row {
    let material = facts.file.materials.iter().find(|row| row.id == line.material);
    let row = material.map(|row| here(facts, row)).unwrap_or_default();
    Row { disposal: line.disposal.label().to_owned(), note: line.note.clone(), ..row }
}

fn here(facts: &CaseFacts<'_>, row: &Recorded<Material>) -> Row {
    Row {
        no: number(facts, row.id),
        name: row.body.name.clone(),
        quantity: row.body.quantity.clone(),
        condition: row.body.form.clone(),
        disposal: String::new(),
        note: String::new(),
    }
}
