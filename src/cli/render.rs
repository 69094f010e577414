//! `render`: a form from facts in a JSON file, without an office; `--sample` shows what such a file looks like.

use crate::cli::Ending;
use crate::cli::Stop;
use crate::cli::arguments::RenderOptions;
use crate::cli::terminal::complain;
use crate::cli::terminal::say;
use crate::domain::sheet::FormNo;
use crate::services::render;
use std::path::Path;

/// Lists, samples, or renders.
pub fn run(options: &RenderOptions) -> Result<Ending, Stop> {
    if options.list {
        for form in FormNo::ALL {
            say(&format!("{}  {}", form.number(), form.label()));
        }
        return Ok(Ending::Well);
    }
    let Some(form) = &options.form else {
        return Err(Stop::refused("还缺文书编号，--list 列出全部"));
    };
    let form: FormNo = form.parse().map_err(|error| Stop::refused(format!("{error}，--list 列出全部")))?;
    if options.sample {
        return sample(form, options.out.as_deref());
    }
    let (Some(facts), Some(out)) = (&options.facts, &options.out) else {
        return Err(Stop::refused("还缺 --facts 文件.json 或 --out 文件.pdf；--sample 写一份样本"));
    };
    let json = std::fs::read_to_string(facts)
        .map_err(|error| Stop::refused(format!("{} 读不出来：{error}", facts.display())))?;
    let pictures = options.image.iter().map(|given| picture(given)).collect::<Result<Vec<_>, _>>()?;
    match render::render(form, &json, pictures) {
        Ok(sheet) => {
            save(out, &sheet.bytes)?;
            say(&format!("{form}《{}》{} 页，在 {}", form.label(), sheet.n_pages, out.display()));
            Ok(Ending::Well)
        }
        Err(sentences) => {
            complain(&format!("{}，{form}《{}》没有生成：", facts.display(), form.label()));
            sentences.iter().for_each(|sentence| complain(&format!("  {sentence}")));
            Ok(Ending::Refused)
        }
    }
}

/// Writes the sample to a file, or shows it.
fn sample(form: FormNo, out: Option<&Path>) -> Result<Ending, Stop> {
    let Some(text) = render::sample_of(form) else {
        return Err(Stop::refused(format!("{form} 还没有样本")));
    };
    match out {
        None => say(text.trim_end()),
        Some(out) => {
            save(out, text.as_bytes())?;
            say(&format!("{form}《{}》的样本在 {}", form.label(), out.display()));
        }
    }
    Ok(Ending::Well)
}

/// 「signature-1=签名.png」.
fn picture(given: &str) -> Result<(String, Vec<u8>), Stop> {
    let Some((name, file)) = given.split_once('=') else {
        return Err(Stop::refused(format!("「{given}」要写成 名字=图片文件")));
    };
    let bytes = std::fs::read(file).map_err(|error| Stop::refused(format!("{file} 读不出来：{error}")))?;
    Ok((name.to_owned(), bytes))
}

fn save(place: &Path, bytes: &[u8]) -> Result<(), Stop> {
    render::save(place, bytes).map_err(|error| Stop::of(Ending::Refused, &error))
}
