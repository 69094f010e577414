//! 鉴定材料: registered, corrected, confirmed or disputed item by item.

use super::Deed;
use super::Reading;
use super::deed;
use super::manner;
use super::values;
use crate::cli::scenario::reader::Fields;
use crate::cli::scenario::reader::Malformed;
use crate::domain::material::AuthorityWord;
use crate::domain::material::Material;
use crate::domain::material::MaterialAnswer;
use crate::domain::material::MaterialConfirmation;
use crate::domain::material::Side;
use crate::domain::secret::PersonName;
use crate::services::material;
use crate::services::request::Action;

/// 登记材料.
pub fn register(fields: &mut Fields<'_>, reading: &Reading<'_>) -> Result<Deed, Malformed> {
    let (item, submitted_by) = read_item(fields, reading)?;
    deed(move |stage| {
        let mut item = item.clone();
        if let Some(who) = &submitted_by {
            item.submitted_by = stage.person(who)?.name;
        }
        Ok(Action::Material(material::Request::Register { case: stage.case()?, material: Box::new(item) }))
    })
}

/// 更正材料: the item written down anew.
pub fn correct(fields: &mut Fields<'_>, reading: &Reading<'_>) -> Result<Deed, Malformed> {
    let former = fields.text("former")?;
    let reason = fields.text_or_empty("reason")?;
    let (item, submitted_by) = read_item(fields, reading)?;
    deed(move |stage| {
        let mut item = item.clone();
        if let Some(who) = &submitted_by {
            item.submitted_by = stage.person(who)?.name;
        }
        let (case, former) = (stage.case()?, stage.material(&former)?);
        let reason = reason.clone();
        Ok(Action::Material(material::Request::Correct { case, former, material: Box::new(item), reason }))
    })
}

/// 确认材料: one side confirms items.
pub fn confirm(fields: &mut Fields<'_>, reading: &Reading<'_>) -> Result<Deed, Malformed> {
    let items = values(fields.texts("items")?);
    if items.is_empty() {
        return Err(fields.complain("还缺「items」"));
    }
    let side = fields.choice("side", &Side::ALL, Side::label)?;
    let who = reading.cast.who(fields, "who")?;
    let manner = manner::read(fields)?;
    Ok(Box::new(move |stage| {
        let mut said = String::new();
        for item in &items {
            let word = MaterialConfirmation {
                material: stage.material(item)?,
                side,
                person: stage.person(&who)?.name,
                answer: MaterialAnswer::Confirmed { manner: manner.clone() },
            };
            let request = material::Request::Answer { case: stage.case()?, word: Box::new(word) };
            said = stage.says(Action::Material(request))?;
        }
        Ok(said)
    }))
}

/// 材料异议: one side disputes an item.
pub fn dispute(fields: &mut Fields<'_>, reading: &Reading<'_>) -> Result<Deed, Malformed> {
    let item = fields.text("item")?;
    let side = fields.choice("side", &Side::ALL, Side::label)?;
    let who = reading.cast.who(fields, "who")?;
    let reason = fields.text_or_empty("reason")?;
    deed(move |stage| {
        let word = MaterialConfirmation {
            material: stage.material(&item)?,
            side,
            person: stage.person(&who)?.name,
            answer: MaterialAnswer::Disputed { reason: reason.clone() },
        };
        Ok(Action::Material(material::Request::Answer { case: stage.case()?, word: Box::new(word) }))
    })
}

fn read_item(
    fields: &mut Fields<'_>,
    reading: &Reading<'_>,
) -> Result<(Material, Option<String>), Malformed> {
    let submitted_by = reading.cast.optional_who(fields, "submitted_by")?;
    let item = Material {
        name: fields.text("item")?,
        kind: fields.text_or_empty("kind")?,
        quantity: fields.text_or_empty("quantity")?,
        form: fields.text_or_empty("form")?,
        condition: fields.text_or_empty("condition")?,
        received_at: reading.almanac.optional_moment(fields, "received_at", Some(reading.at))?,
        n_pages: fields.optional_number("pages")?,
        is_original: fields.optional_flag("is_original")?.unwrap_or(false),
        source: fields.text_or_empty("source")?,
        submitted_by: PersonName::default(),
        may_be_used_up: fields.optional_flag("may_be_used_up")?.unwrap_or(false),
        authority_word: fields
            .optional_choice("authority_word", &AuthorityWord::ALL, AuthorityWord::label)?
            .unwrap_or_default(),
        scan: None,
    };
    Ok((item, submitted_by))
}
