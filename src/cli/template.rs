//! `template`: the templates of the sheets. `show` and `check` need no office; `list`, `install` and `reset` open one,
//! as the window does.

use crate::cli::Ending;
use crate::cli::Stop;
use crate::cli::arguments::TemplateCommand;
use crate::cli::arguments::TemplateOptions;
use crate::cli::opening::opened;
use crate::cli::terminal::complain;
use crate::cli::terminal::say;
use crate::domain::sheet::FormNo;
use crate::services::error::ServiceError;
use crate::services::office::Office;
use crate::services::render;
use crate::services::request::Outcome;
use crate::services::session;
use crate::services::template;
use crate::services::template::Line;
use crate::services::template::Request;
use std::io::Read as _;
use std::path::Path;
use std::path::PathBuf;

/// Does what was asked of the templates.
pub fn run(options: &TemplateOptions, folder: Option<PathBuf>) -> Result<Ending, Stop> {
    match &options.command {
        TemplateCommand::List(options) => {
            let view = with_office(folder, options.login.as_deref(), |office| template::view(office))?;
            view.forms.iter().for_each(|line| say(&worded(line)));
            Ok(Ending::Well)
        }
        TemplateCommand::Show(options) => show(form(&options.form)?, options.out.as_deref()),
        TemplateCommand::Check(options) => {
            check(form(&options.form)?, &options.file, options.json, options.here)
        }
        TemplateCommand::Install(options) => {
            let request = Request::Adopt { form: form(&options.form)?, from: options.file.clone() };
            told(with_office(folder, options.login.as_deref(), |office| template::handle(office, request))?)
        }
        TemplateCommand::Reset(options) => {
            let request = Request::ResetForm { form: form(&options.form)? };
            told(with_office(folder, options.login.as_deref(), |office| template::handle(office, request))?)
        }
    }
}

/// 「F-03  单方委托涉保鉴定注意事项  自有措辞、示范稿」.
fn worded(line: &Line) -> String {
    format!("{}  {}  {}", line.form.number(), line.form.label(), line.states().join("、"))
}

fn form(given: &str) -> Result<FormNo, Stop> {
    given.parse().map_err(|error| Stop::refused(format!("{error}，render --list 列出全部")))
}

/// The program's template on standard output, or with what it imports in a folder.
fn show(form: FormNo, out: Option<&Path>) -> Result<Ending, Stop> {
    let (name, text, shared) = template::program_template(form);
    let Some(out) = out else {
        say(text.trim_end());
        return Ok(Ending::Well);
    };
    for (name, text) in [(name, text), ("gb.typ", shared)] {
        render::save(&out.join(name), text.as_bytes()).map_err(|error| Stop::of(Ending::Refused, &error))?;
    }
    say(&format!("{form}《{}》的模板在 {}", form.label(), out.join(name).display()));
    say("gb.typ 只供查看，改了不起作用");
    Ok(Ending::Well)
}

/// Says what keeps a template from being taken. As JSON the complaints are a list, empty when there are none.
fn check(form: FormNo, file: &Path, json: bool, here: bool) -> Result<Ending, Stop> {
    let unread = |error| Stop::refused(format!("{} 读不出来：{error}", file.display()));
    let text = if file == Path::new("-") {
        let mut text = String::new();
        std::io::stdin().read_to_string(&mut text).map_err(unread)?;
        text
    } else {
        std::fs::read_to_string(file).map_err(unread)?
    };
    let complaints = if here { template::complaints(form, &text) } else { template::tried(form, &text) };
    if json {
        let list = serde_json::to_string(&complaints);
        say(&list.map_err(|error| Stop::refused(format!("结果写不成 JSON：{error}")))?);
    } else if complaints.is_empty() {
        say(&format!("{form}《{}》的模板可以用", form.label()));
    } else {
        complain(&format!("{}，{form}《{}》的模板不能用：", file.display(), form.label()));
        complaints.iter().for_each(|complaint| complain(&format!("  {complaint}")));
    }
    Ok(if complaints.is_empty() { Ending::Well } else { Ending::Refused })
}

/// Does something in an office, and locks it whatever came of it.
fn with_office<T>(
    folder: Option<PathBuf>,
    login: Option<&str>,
    work: impl FnOnce(&mut Office) -> Result<T, ServiceError>,
) -> Result<T, Stop> {
    let mut office = opened(folder, login)?;
    let refused = |error| Stop::of(Ending::Refused, &error);
    let done = work(&mut office);
    let locked = session::lock(&mut office);
    let done = done.map_err(refused)?;
    locked.map_err(refused)?;
    Ok(done)
}

fn told(outcome: Outcome) -> Result<Ending, Stop> {
    if let Outcome::Done { said, .. } = outcome {
        say(&said);
    }
    Ok(Ending::Well)
}
