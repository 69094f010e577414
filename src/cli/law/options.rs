//! What may stand behind `law`.

use crate::cli::Stop;
use crate::cli::arguments::TEMPLATE;
use crate::cli::law::cases::place_name;
use crate::domain::law::Jurisdiction;
use clap::Args;
use clap::Subcommand;
use std::path::PathBuf;

/// 法规：规则手册、律师的案例、两地对照、工作日
#[derive(Debug, Args)]
#[command(
    about = "法规：规则手册、律师的案例、两地对照、工作日",
    help_template = TEMPLATE,
    override_usage = "appraisal-desk law 命令 [选项]",
    subcommand_help_heading = "命令",
    disable_help_subcommand = true
)]
pub struct LawOptions {
    /// Which of them.
    #[command(subcommand)]
    pub command: LawCommand,
}

/// The commands about law.
#[derive(Debug, Subcommand)]
pub enum LawCommand {
    Book(BookOptions),
    Check(CheckOptions),
    Diff(DiffOptions),
    Workdays(WorkdaysOptions),
}

/// 印出规则手册；也可以只印某一天、某一地有效的规则
#[derive(Debug, Args)]
#[command(
    about = "印出规则手册；也可以只印某一天、某一地有效的规则",
    help_template = TEMPLATE,
    override_usage = "appraisal-desk law book [--on 日期] [--pack 地区] [--json]"
)]
pub struct BookOptions {
    /// 那一天有效的规则，如 2026-04-28
    #[arg(long, value_name = "日期")]
    pub on: Option<String>,

    /// 那一地的机构适用的规则：SH、SC、ZJ、BASE，或上海、四川、浙江、全国
    #[arg(long, value_name = "地区")]
    pub pack: Option<String>,

    /// 结果写成 JSON
    #[arg(long)]
    pub json: bool,
}

/// 同样的事实，两地的规则各怎么说
#[derive(Debug, Args)]
#[command(
    about = "同样的事实，两地的规则各怎么说",
    help_template = TEMPLATE,
    override_usage = "appraisal-desk law diff 地区 地区 [--facts 文件.toml] [--json]"
)]
pub struct DiffOptions {
    /// 第一地：SH、SC、ZJ、BASE，或上海、四川、浙江、全国
    #[arg(value_name = "地区")]
    pub one: String,

    /// 第二地
    #[arg(value_name = "地区")]
    pub other: String,

    /// 用文件里各案的事实（写法见 tests/rules/FORMAT.md）；不写就用样样齐备的案件
    #[arg(long, value_name = "文件.toml")]
    pub facts: Option<PathBuf>,

    /// 结果写成 JSON
    #[arg(long)]
    pub json: bool,
}

/// 从一天起数工作日，逐日说明哪些天不计、为什么
#[derive(Debug, Args)]
#[command(
    about = "从一天起数工作日，逐日说明哪些天不计、为什么",
    help_template = TEMPLATE,
    override_usage = "appraisal-desk law workdays --from 日期 --plus 个数 [--calendar 文件.toml] [--json]"
)]
pub struct WorkdaysOptions {
    /// 起日，如 2026-04-28；当日不计
    #[arg(long, value_name = "日期")]
    pub from: String,

    /// 几个工作日
    #[arg(long, value_name = "个数")]
    pub plus: String,

    /// 另加一年的放假安排（写法同 assets/calendar/ 里的文件），可以写几次
    #[arg(long, value_name = "文件.toml")]
    pub calendar: Vec<PathBuf>,

    /// 结果写成 JSON
    #[arg(long)]
    pub json: bool,
}

/// 用规则判律师写的案例，说出哪一案、差在哪里
#[derive(Debug, Args)]
#[command(
    about = "用规则判律师写的案例，说出哪一案、差在哪里",
    help_template = TEMPLATE,
    override_usage = "appraisal-desk law check 文件.toml… [--json]"
)]
pub struct CheckOptions {
    /// 案例文件（写法见 tests/rules/FORMAT.md）
    #[arg(value_name = "文件.toml", required = true)]
    pub files: Vec<PathBuf>,

    /// 结果写成 JSON
    #[arg(long)]
    pub json: bool,
}

/// The place somebody named, by its letters or in Chinese.
pub fn place(said: &str) -> Result<Jurisdiction, Stop> {
    let letters = |place: Jurisdiction| match place {
        Jurisdiction::Shanghai => "SH",
        Jurisdiction::Sichuan => "SC",
        Jurisdiction::National => "BASE",
        Jurisdiction::Province(here) => here.letters,
    };
    let is_it = |place: &Jurisdiction| {
        said.eq_ignore_ascii_case(letters(*place)) || said == place_name(*place) || said == place.label()
    };
    Jurisdiction::ALL.into_iter().find(is_it).ok_or_else(|| {
        let known = Jurisdiction::ALL.map(|place| format!("{}（{}）", letters(place), place_name(place)));
        Stop::refused(format!("没有「{said}」这套规则，可写 {}", known.join("、")))
    })
}
