//! 文书模板: what the institution chose for its paper, kept in versions with the settings; nothing that was chosen is
//! ever deleted, 恢复默认 is a new version that chooses nothing.
//!
//! A template of its own is tried out first, apart from the office (`adopting`), because it may never end. What was
//! chosen goes along with every sheet (`Office::look`) and is kept with every print (`sheet::in_force`).

mod adopting;
mod preview;

pub(crate) use crate::services::template::adopting::Came;
pub(crate) use crate::services::template::adopting::Trying;
pub(crate) use crate::services::template::adopting::came;
pub use crate::services::template::adopting::complaints;
pub use crate::services::template::adopting::tried;
pub use crate::services::template::preview::preview;

use crate::capture::pixels_of;
use crate::capture::png_of;
use crate::documents::template::Look;
use crate::documents::template::Sentence;
use crate::documents::template::sentences_of;
use crate::documents::template::texts::SHARED;
use crate::documents::template::texts::template_text;
use crate::domain::audit::Operation;
use crate::domain::moment::Moment;
use crate::domain::sheet::FormNo;
use crate::domain::staff::Role;
use crate::domain::template::Checked;
use crate::domain::template::Flaw;
use crate::domain::template::FormStyle;
use crate::domain::template::HalfMm;
use crate::domain::template::Logo;
use crate::domain::template::Margin;
use crate::domain::template::Offset;
use crate::domain::template::Paper;
use crate::domain::template::Seal;
use crate::domain::template::Templates;
use crate::domain::template::offset_flaws;
use crate::domain::template::paper_flaws;
use crate::domain::template::sentence_flaws;
use crate::platform::print::save_as;
use crate::services::errand::Begun;
use crate::services::error::ServiceError;
use crate::services::office::Office;
use crate::services::request::Outcome;
use crate::services::session::done;
use crate::services::sheet::engine;
use crate::services::sheet::recipe::is_specimen;
use crate::services::sheet::sha256_hex;
use crate::store::Store;
use std::collections::BTreeMap;
use std::path::Path;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::Mutex;
use std::sync::PoisonError;

/// Under which key the choices for all forms are kept; those of a form under `template/F-03`.
const PAPER: &str = "template/paper";
/// The longest side of a logo in pixels: 14 mm at the fineness of a good printer.
const LOGO_SIDE: u32 = 600;

/// What can be asked about templates.
#[derive(Clone, Debug)]
pub enum Request {
    /// Saves the choices for all forms.
    SavePaper(PaperDraft),
    /// Saves offset and sentences of a form.
    SaveForm(FormDraft),
    /// A director states that the wording of a form is that of the official text, or takes it back.
    StateChecked { form: FormNo, is_checked: bool },
    /// Tries a template out and takes it when it stands.
    Adopt { form: FormNo, from: PathBuf },
    /// A form as the program has it.
    ResetForm { form: FormNo },
    /// Only the template of the program again; sentences and offset stay.
    ResetTemplate { form: FormNo },
    /// Logo, seal and margins as the program has them.
    ResetPaper,
    /// Writes the template in force and what it imports to a folder.
    TakeOut { form: FormNo, to: PathBuf },
    /// Prints the test page of an offset.
    TestPrint { form: FormNo, offset: Offset },
    /// Writes the test page of an offset to a file.
    TestSave { form: FormNo, offset: Offset, to: PathBuf },
}

/// The choices for all forms as they were typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PaperDraft {
    pub logo: LogoDraft,
    pub seal: Seal,
    pub margin: Margin,
}

/// What becomes of the logo.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum LogoDraft {
    #[default]
    None,
    /// The one that is kept, at this height.
    Kept { height: HalfMm },
    /// A picture from a file.
    New { from: PathBuf, height: HalfMm },
}

/// The choices for a form as they were typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormDraft {
    pub form: FormNo,
    pub offset: Offset,
    /// Own sentences by name; an empty one is that of the program.
    pub wording: BTreeMap<String, String>,
}

/// Everything that was chosen, for the list of forms.
#[derive(Clone, Debug)]
pub struct View {
    pub paper: Paper,
    pub forms: Vec<Line>,
}

/// A form in the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    pub form: FormNo,
    pub has_wording: bool,
    pub has_offset: bool,
    pub has_own_template: bool,
    /// 「示范稿」 is printed.
    pub is_specimen: bool,
}

impl Line {
    /// What is to be known about it at a glance; 「默认」 where nothing was chosen.
    pub fn states(&self) -> Vec<&'static str> {
        let states =
            [(self.has_own_template, "自有模板"), (self.has_wording, "自有措辞"), (self.has_offset, "套打")];
        let mut states: Vec<&'static str> =
            states.into_iter().filter(|(is_so, _)| *is_so).map(|(_, word)| word).collect();
        if states.is_empty() {
            states.push("默认");
        }
        if self.is_specimen {
            states.push("示范稿");
        }
        states
    }
}

/// One form.
#[derive(Clone, Debug)]
pub struct Detail {
    pub form: FormNo,
    pub style: FormStyle,
    /// What may be worded otherwise, in the order of the paper.
    pub sentences: Vec<Sentence>,
    /// The program says that its wording was not compared with an official text.
    pub was_specimen: bool,
    /// Who states that the wording is that of the official text, and when.
    pub checked: Option<(String, Moment)>,
}

/// What was chosen, at hand while the office is open.
#[derive(Clone, Default)]
pub(crate) struct InForce {
    templates: Arc<Templates>,
    logo: Option<Arc<Vec<u8>>>,
}

impl InForce {
    /// Reads what was chosen last.
    pub(crate) fn read(store: &Store) -> Result<Self, ServiceError> {
        let paper: Paper = store.get_setting(PAPER)?.unwrap_or_default();
        let mut forms = BTreeMap::new();
        for &form in FormNo::ALL {
            if let Some(style) =
                store.get_setting::<FormStyle>(&key(form))?.filter(|style| !style.is_default())
            {
                forms.insert(form, style);
            }
        }
        let logo = paper.logo.as_ref().and_then(|logo| match store.read_object(logo.object) {
            Ok(bytes) => Some(Arc::new(bytes)),
            Err(error) => {
                // Sheets go on without it; the check of the office names the damaged file.
                tracing::error!(?error, "the logo cannot be read");
                None
            }
        });
        Ok(Self { templates: Arc::new(Templates { paper, forms }), logo })
    }
}

impl Office {
    /// How a form looks in this institution.
    pub fn look(&self, form: FormNo) -> Result<Look, ServiceError> {
        let InForce { templates, logo } = &self.opened()?.templates;
        Ok(Look { paper: templates.paper.clone(), form: templates.of(form), logo: logo.clone() })
    }
}

/// Does what was asked.
pub fn handle(office: &mut Office, request: Request) -> Result<Outcome, ServiceError> {
    begin(office, request)?.finish(office)
}

/// Begins what was asked; trials and prints go on beside the office.
pub(crate) fn begin(office: &mut Office, request: Request) -> Result<Begun, ServiceError> {
    office.may(Operation::SaveSettings)?;
    let said = match request {
        Request::Adopt { form, from } => return adopting::adopt(office, form, &from).map(Begun::Away),
        Request::TestPrint { form, offset } => {
            return preview::test_print(office, form, offset).map(Begun::Away);
        }
        Request::SavePaper(draft) => save_paper(office, draft)?,
        Request::SaveForm(draft) => save_form(office, draft)?,
        Request::StateChecked { form, is_checked } => state_checked(office, form, is_checked)?,
        Request::ResetForm { form } => {
            save_style(office, form, &FormStyle::default(), "reset")?;
            format!("{form} 已恢复默认，原来的仍留在设置的历史里")
        }
        Request::ResetTemplate { form } => {
            let style = FormStyle { own: None, ..office.look(form)?.form };
            save_style(office, form, &style, "reset template")?;
            format!("{form} 已改回程序的模板，原来的仍留在设置的历史里")
        }
        Request::ResetPaper => {
            keep_paper(office, &Paper::default(), "reset")?;
            "标志、用章位置、页边距已恢复默认".to_owned()
        }
        Request::TakeOut { form, to } => take_out(office, form, &to)?,
        Request::TestSave { form, offset, to } => {
            save_as(&to, &preview::test_page(office, form, offset)?)?;
            "试印页已另存，打印时选「实际大小」".to_owned()
        }
    };
    Ok(Begun::Done(done(&said)))
}

/// Lists every form with what was chosen about it.
pub fn view(office: &Office) -> Result<View, ServiceError> {
    let templates = &office.opened()?.templates.templates;
    let line = |form: FormNo| {
        let style = templates.of(form);
        Line {
            form,
            has_wording: !style.wording.is_empty(),
            has_offset: style.offset != Offset::default(),
            has_own_template: style.own.is_some(),
            is_specimen: is_specimen(form) && !is_checked(form, &style),
        }
    };
    Ok(View { paper: templates.paper.clone(), forms: FormNo::ALL.iter().copied().map(line).collect() })
}

/// Opens one form.
pub fn detail(office: &Office, form: FormNo) -> Result<Detail, ServiceError> {
    let style = office.look(form)?.form;
    let checked = style.checked.as_ref().filter(|_| is_checked(form, &style));
    let checked = checked.map(|checked| {
        let by = office.member(checked.by).map(|member| member.name.as_str().to_owned());
        (by.unwrap_or_default(), checked.at)
    });
    let sentences = sentences(form, &style);
    Ok(Detail { form, sentences, was_specimen: is_specimen(form), checked, style })
}

/// Whether a director's statement covers the form as it is now worded.
pub(crate) fn is_checked(form: FormNo, style: &FormStyle) -> bool {
    style.checked.as_ref().is_some_and(|checked| checked.of == wording_digest(form, style))
}

/// What a statement about the wording is bound to: the template, and the sentences put into it.
fn wording_digest(form: FormNo, style: &FormStyle) -> String {
    let template = style.own.as_ref().map_or(template_text(form).1, |own| &own.text);
    let wording: Vec<String> = style.wording.iter().map(|(id, text)| format!("{id}={text}")).collect();
    sha256_hex(format!("{template}\n{}", wording.join("\n")).as_bytes())
}

/// The sentences of a form. Those of the program's templates are found once: it takes some layouts.
fn sentences(form: FormNo, style: &FormStyle) -> Vec<Sentence> {
    static FOUND: Mutex<BTreeMap<FormNo, Vec<Sentence>>> = Mutex::new(BTreeMap::new());
    if style.own.is_some() {
        let look =
            Look { form: FormStyle { own: style.own.clone(), ..FormStyle::default() }, ..Look::default() };
        return sentences_of(engine(), form, &look);
    }
    let known = FOUND.lock().unwrap_or_else(PoisonError::into_inner).get(&form).cloned();
    known.unwrap_or_else(|| {
        let found = sentences_of(engine(), form, &Look::default());
        FOUND.lock().unwrap_or_else(PoisonError::into_inner).insert(form, found.clone());
        found
    })
}

fn save_paper(office: &mut Office, draft: PaperDraft) -> Result<String, ServiceError> {
    let former = office.opened()?.templates.templates.paper.logo.clone();
    let mut paper = Paper { logo: None, seal: draft.seal, margin: draft.margin };
    let mut kept = None;
    match draft.logo {
        LogoDraft::None => {}
        LogoDraft::Kept { height } => paper.logo = former.map(|logo| Logo { height, ..logo }),
        LogoDraft::New { from, height } => {
            let png = logo_of(&from)?;
            let object = office.opened()?.store.keep_object(&mut png.as_slice(), "image/png")?;
            kept = Some((object, height));
        }
    }
    let mut flaws = paper_flaws(&paper);
    let offsets = office.opened()?.templates.templates.forms.clone();
    for (form, style) in &offsets {
        // A narrower edge may carry what was moved off the paper.
        flaws.extend(
            offset_flaws(&paper, style.offset)
                .into_iter()
                .map(|flaw| Flaw { say: format!("{form} 的{}", flaw.say), ..flaw }),
        );
    }
    refuse(flaws)?;
    if let Some((object, height)) = kept {
        let sha256 = object.sha256().hex();
        let id = office.write_office(Operation::SaveSettings, "template logo", |tx, _by, at| {
            tx.insert_object(&object, None, at)
        })?;
        paper.logo = Some(Logo { object: id, sha256, height });
        refuse(paper_flaws(&paper))?;
    }
    keep_paper(office, &paper, "paper")?;
    Ok("标志、用章位置、页边距已保存，下一次打印就用".to_owned())
}

/// A logo from a file: upright, of bounded size, without metadata.
fn logo_of(from: &Path) -> Result<Vec<u8>, ServiceError> {
    let bytes = std::fs::read(from).map_err(ServiceError::PictureFile)?;
    Ok(png_of(&pixels_of(&bytes, LOGO_SIDE)?)?)
}

fn keep_paper(office: &mut Office, paper: &Paper, detail: &str) -> Result<(), ServiceError> {
    office.write_office(Operation::SaveSettings, &format!("template {detail}"), |tx, by, at| {
        tx.insert_setting(PAPER, paper, Some(by), at)
    })?;
    read_again(office)
}

fn save_form(office: &mut Office, draft: FormDraft) -> Result<String, ServiceError> {
    let FormDraft { form, offset, wording } = draft;
    let look = office.look(form)?;
    let known = sentences(form, &look.form);
    let mut flaws = offset_flaws(&look.paper, offset);
    let mut own = BTreeMap::new();
    for (id, text) in wording {
        let text = text.replace('\r', "").trim().to_owned();
        let Some(sentence) = known.iter().find(|sentence| sentence.id == id) else {
            flaws.push(Flaw { field: id.clone(), say: format!("{form} 没有叫「{id}」的措辞") });
            continue;
        };
        if text.is_empty() || text == sentence.default {
            continue;
        }
        flaws.extend(sentence_flaws(form, &id, &text));
        let lacking = engine().lacks(&text);
        if !lacking.is_empty() {
            let named = lacking.iter().map(|c| format!("{c}（U+{:04X}）", u32::from(*c))).collect::<String>();
            flaws.push(Flaw {
                field: id.clone(), say: format!("字体里没有这些字：{named}；换成别的字")
            });
        }
        own.insert(id, text);
    }
    refuse(flaws)?;
    let style = FormStyle { offset, wording: own, ..look.form };
    save_style(office, form, &style, "form")?;
    Ok(format!("{form}《{}》的措辞和套打已保存，下一次打印就用", form.label()))
}

fn state_checked(office: &mut Office, form: FormNo, is_checked: bool) -> Result<String, ServiceError> {
    let me = office.sitting()?.clone();
    if !me.has(Role::Director) {
        return Err(ServiceError::Incomplete("用语是否和官方文本核对过，由负责人确认"));
    }
    let style = office.look(form)?.form;
    let of = wording_digest(form, &style);
    let checked = is_checked.then(|| Checked { by: me.id, at: office.now(), of });
    save_style(office, form, &FormStyle { checked, ..style }, "checked")?;
    Ok(if is_checked {
        format!("{form} 以后不再印「示范稿」；措辞或者模板一改，要重新确认")
    } else {
        format!("{form} 以后照印「示范稿」")
    })
}

/// Keeps a new version of what was chosen for a form.
pub(crate) fn save_style(
    office: &mut Office,
    form: FormNo,
    style: &FormStyle,
    detail: &str,
) -> Result<(), ServiceError> {
    office.write_office(Operation::SaveSettings, &format!("template {form} {detail}"), |tx, by, at| {
        tx.insert_setting(&key(form), style, Some(by), at)
    })?;
    read_again(office)
}

fn read_again(office: &mut Office) -> Result<(), ServiceError> {
    let opened = office.opened_mut()?;
    opened.templates = InForce::read(&opened.store)?;
    Ok(())
}

/// The template in force, and beside it what it imports, so that an editor finds it.
fn take_out(office: &Office, form: FormNo, to: &Path) -> Result<String, ServiceError> {
    let (name, text) = template_text(form);
    let own = office.look(form)?.form.own;
    let text = own.as_ref().map_or(text, |own| &own.text);
    save_as(&to.join(name), text.as_bytes())?;
    save_as(&to.join("gb.typ"), SHARED.as_bytes())?;
    Ok(format!("已导出 {name} 和它用到的 gb.typ；gb.typ 只供查看，改了不起作用"))
}

/// The program's template of a form: its name, its text, and what it imports; for the commands.
pub fn program_template(form: FormNo) -> (&'static str, &'static str, &'static str) {
    let (name, text) = template_text(form);
    (name, text, SHARED)
}

/// Stops with everything that does not hold.
fn refuse(flaws: Vec<Flaw>) -> Result<(), ServiceError> {
    if flaws.is_empty() { Ok(()) } else { Err(ServiceError::TemplateRefused(flaws)) }
}

fn key(form: FormNo) -> String {
    format!("template/{form}")
}
