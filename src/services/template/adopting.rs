//! 检查并采用: a template of the institution is tried out beside the office, and taken when it stands.
//!
//! The trial runs in a process of its own where there is one: a template may never end, or ask for all memory, and a
//! thread cannot be stopped at that. Tests and the helper itself try it out here.

use crate::documents::template::Complaint;
use crate::documents::template::Look;
use crate::documents::template::stands;
use crate::domain::audit::Operation;
use crate::domain::sheet::FormNo;
use crate::domain::template::Flaw;
use crate::domain::template::FormStyle;
use crate::domain::template::MOST_TEMPLATE_BYTES;
use crate::domain::template::OwnTemplate;
use crate::platform::apart;
use crate::services::errand::Begun;
use crate::services::errand::Errand;
use crate::services::error::ServiceError;
use crate::services::office::Office;
use crate::services::session::done;
use crate::services::sheet::engine;
use crate::services::sheet::sha256_hex;
use crate::services::template::save_style;
use std::path::Path;
use std::path::PathBuf;
use std::time::Duration;

/// How long a template may take for all its trials; the slowest of the program's own takes a twentieth.
const PATIENCE: Duration = Duration::from_secs(40);

/// A template on its way to be tried out.
pub(crate) struct Trying {
    form: FormNo,
    own: OwnTemplate,
    helper: Option<PathBuf>,
}

/// A template that was tried out, and what keeps it from being taken.
pub(crate) struct Came {
    trying: Trying,
    complaints: Vec<Complaint>,
}

/// Reads a file and sends it to be tried out.
pub(super) fn adopt(office: &Office, form: FormNo, from: &Path) -> Result<Errand, ServiceError> {
    office.may(Operation::SaveSettings)?;
    let bytes = std::fs::read(from).map_err(ServiceError::TemplateFile)?;
    if bytes.len() > MOST_TEMPLATE_BYTES {
        return Err(refused(&[Complaint {
            at: None,
            say: "文件太大，不是文书模板；选对文件再试".to_owned(),
        }]));
    }
    let Ok(text) = String::from_utf8(bytes) else {
        let say = "文件不是 UTF-8 文字，不是 .typ 模板；用编辑器另存为 UTF-8 再试".to_owned();
        return Err(refused(&[Complaint { at: None, say }]));
    };
    Ok(Errand::trial(office, Trying { form, own: own_template(&text), helper: office.desk.helper.clone() }))
}

fn own_template(text: &str) -> OwnTemplate {
    // An editor of Windows puts a mark before the text and ends lines in its own way.
    let text = text.trim_start_matches('\u{feff}').replace("\r\n", "\n");
    OwnTemplate { sha256: sha256_hex(text.as_bytes()), text }
}

impl Trying {
    /// Tries it out, on whatever thread this is.
    pub(crate) fn run(self) -> Came {
        let complaints = match &self.helper {
            None => here(self.form, &self.own),
            Some(program) => in_a_process(program, self.form, &self.own.text),
        };
        Came { trying: self, complaints }
    }
}

/// Takes what stood the trial.
pub(crate) fn came(office: &mut Office, came: Came) -> Result<Begun, ServiceError> {
    let Came { trying: Trying { form, own, .. }, complaints } = came;
    if !complaints.is_empty() {
        return Err(refused(&complaints));
    }
    office.may(Operation::SaveSettings)?;
    let style = FormStyle { own: Some(own), ..office.look(form)?.form };
    save_style(office, form, &style, "adopted")?;
    let said = format!("{form}《{}》已换成本机构的模板，下一次打印就用", form.label());
    Ok(Begun::Done(done(&said)))
}

/// Tries a template out, apart from this process where that can be; for the commands.
pub fn tried(form: FormNo, text: &str) -> Vec<Complaint> {
    match apart::own_program() {
        Some(program) => in_a_process(&program, form, text),
        None => complaints(form, text),
    }
}

/// Tries a template out in this process, however long it takes; for the helper.
pub fn complaints(form: FormNo, text: &str) -> Vec<Complaint> {
    here(form, &own_template(text))
}

fn here(form: FormNo, own: &OwnTemplate) -> Vec<Complaint> {
    let style = FormStyle { own: Some(own.clone()), ..FormStyle::default() };
    stands(engine(), form, &Look { form: style, ..Look::default() })
}

fn in_a_process(program: &Path, form: FormNo, text: &str) -> Vec<Complaint> {
    let arguments = ["template", "check", form.number(), "--file", "-", "--json", "--here"];
    let whole = |say: &str| vec![Complaint { at: None, say: say.to_owned() }];
    match apart::ask(program, &arguments, text.as_bytes(), PATIENCE) {
        Err(error) => {
            tracing::error!(?error, "the trial of a template could not be started");
            whole("检查没有开始：程序自己起不来；重启程序再试")
        }
        Ok(None) => whole("检查做不完，已经停下：模板里有停不下来的循环，或者要的内存太多；改好再试"),
        Ok(Some(said)) => serde_json::from_str(said.trim()).unwrap_or_else(|error| {
            tracing::error!(?error, "the trial of a template ended without an answer");
            whole("检查没有做完；再试一次，还是这样请把日志交给技术支持")
        }),
    }
}

fn refused(complaints: &[Complaint]) -> ServiceError {
    let flaw = |complaint: &Complaint| Flaw { field: "own".to_owned(), say: complaint.to_string() };
    ServiceError::TemplateRefused(complaints.iter().map(flaw).collect())
}
