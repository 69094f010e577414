//! What may stand behind `appraisal-desk` on the command line, and how that is told.

use crate::cli::law::LawOptions;
use clap::ArgAction;
use clap::Args;
use clap::Parser;
use clap::Subcommand;
use clap::error::ContextKind;
use clap::error::ErrorKind;
use std::ffi::OsString;
use std::path::PathBuf;

/// How every page of help is laid out.
pub const TEMPLATE: &str = "{about-with-newline}\n用法：{usage}\n\n{all-args}{after-help}";

const AFTER: &str = "退出码：
  0  一切正常
  1  期望、案例不成立，或者案卷库有损坏
  2  输入有误，或者不能这样做
  3  案卷库打不开
  4  窗口显示不出来，或者程序内部出错，日志里有位置

环境变量：
  APPRAISAL_DESK_OFFICE      案卷库文件夹，等同 --office
  APPRAISAL_DESK_LOGIN       登录名
  APPRAISAL_DESK_PASSPHRASE  密码；不写就在屏幕上问，从不写在命令行里
  APPRAISAL_DESK_RENDERER    窗口的显示方式，等同 --renderer";

/// 鉴证台：涉保司法鉴定的受理、到场见证、过程记录与文书
#[derive(Debug, Parser)]
#[command(
    name = "appraisal-desk",
    version,
    about = "鉴证台：涉保司法鉴定的受理、到场见证、过程记录与文书\n不写命令就打开窗口",
    help_template = TEMPLATE,
    after_help = AFTER,
    subcommand_help_heading = "命令",
    next_help_heading = "选项",
    override_usage = "appraisal-desk [选项] [命令]",
    disable_help_flag = true,
    disable_version_flag = true,
    disable_help_subcommand = true
)]
pub struct Arguments {
    /// 案卷库文件夹；不写时用 APPRAISAL_DESK_OFFICE，再没有就用用户文件夹里的「鉴证台」
    #[arg(long, global = true, value_name = "文件夹")]
    pub office: Option<PathBuf>,

    /// 窗口先试哪种显示方式：glow 或 wgpu；不写时先试上次成功的那种
    #[arg(long, value_name = "方式")]
    pub renderer: Option<String>,

    /// 显示这份说明
    #[arg(short, long, global = true, action = ArgAction::Help)]
    help: Option<bool>,

    /// 显示版本
    #[arg(short = 'V', long, action = ArgAction::Version)]
    version: Option<bool>,

    #[command(subcommand)]
    pub command: Option<Command>,
}

/// What to do instead of opening the window.
#[derive(Debug, Subcommand)]
pub enum Command {
    Init(InitOptions),
    Demo(DemoOptions),
    Play(PlayOptions),
    Verify(VerifyOptions),
    Law(LawOptions),
    Calendar(CalendarOptions),
    ScanIn(ScanInOptions),
    Ledger(LedgerOptions),
    Statistics(StatisticsOptions),
    Render(RenderOptions),
    Template(TemplateOptions),
}

/// 建立案卷库：机构、第一位负责人、恢复单
#[derive(Debug, Args)]
#[command(
    about = "建立案卷库：机构、第一位负责人、恢复单",
    help_template = TEMPLATE,
    override_usage = "appraisal-desk init [--office 文件夹] [--from 文件.toml]"
)]
pub struct InitOptions {
    /// 从文件读机构和负责人（写法见 assets/demo/FORMAT.md「案卷库」），不再逐项问
    #[arg(long, value_name = "文件.toml")]
    pub from: Option<PathBuf>,

    /// 把恢复单另存一份，.pdf 是打印的样子，其余是文字；请打印后锁好，再删掉这个文件
    #[arg(long, value_name = "文件.pdf")]
    pub recovery_out: Option<PathBuf>,

    /// 抄回的恢复密钥从标准输入读一行，不提示
    #[arg(long)]
    pub recovery_typed_back: bool,
}

/// 建立演示案卷库，演完全部剧本，打印文书
#[derive(Debug, Args)]
#[command(
    about = "建立演示案卷库，演完全部剧本，打印文书",
    help_template = TEMPLATE,
    override_usage = "appraisal-desk demo [--out 文件夹] [--again]"
)]
pub struct DemoOptions {
    /// 演示放在哪里
    #[arg(long, value_name = "文件夹", default_value = "appraisal-desk-demo", hide_default_value = true)]
    pub out: PathBuf,

    /// 那里已经有演示时，删掉重来；正式的案卷库从不删
    #[arg(long)]
    pub again: bool,

    /// 结果写成 JSON
    #[arg(long)]
    pub json: bool,
}

/// 演一份剧本，看它说的是不是真的
#[derive(Debug, Args)]
#[command(
    about = "演一份剧本，看它说的是不是真的",
    help_template = TEMPLATE,
    override_usage = "appraisal-desk play 文件.toml [--office 文件夹] [--sheets 文件夹] [--json]"
)]
pub struct PlayOptions {
    /// 剧本（写法见 assets/demo/FORMAT.md）
    #[arg(value_name = "文件.toml")]
    pub file: PathBuf,

    /// 剧本打印的文书放在哪里；不写就不留
    #[arg(long, value_name = "文件夹")]
    pub sheets: Option<PathBuf>,

    /// 结果写成 JSON
    #[arg(long)]
    pub json: bool,
}

/// 核验案卷库：审计日志、每条记录、校验点、每个附件
#[derive(Debug, Args)]
#[command(
    about = "核验案卷库：审计日志、每条记录、校验点、每个附件",
    help_template = TEMPLATE,
    override_usage = "appraisal-desk verify [--office 文件夹] [--login 登录名] [--json]"
)]
pub struct VerifyOptions {
    /// 登录名
    #[arg(long, value_name = "登录名")]
    pub login: Option<String>,

    /// 结果写成 JSON
    #[arg(long)]
    pub json: bool,
}

/// 扫描归卷：把文件夹里的签名件归到案件、文书和页
#[derive(Debug, Args)]
#[command(
    about = "扫描归卷：把文件夹里的签名件归到案件、文书和页",
    help_template = TEMPLATE,
    override_usage = "appraisal-desk scan-in 文件夹 [--office 文件夹] [--login 登录名] [--json]",
    after_help = "退出码：
  0  每一页都已归卷（以前归过的也算），没有空着的签名和日期
  1  有待认领、没有读出来的页，或者有空着、看不清的签名和日期
  2  文件夹读不了，或者不能这样做
  3  案卷库打不开
文件都留在原处，不移动，不删除；再跑一遍不会重复归卷"
)]
pub struct ScanInOptions {
    /// 放扫描件的文件夹，也可以是一个文件：PDF、JPG、PNG
    #[arg(value_name = "文件夹")]
    pub folder: PathBuf,

    /// 登录名
    #[arg(long, value_name = "登录名")]
    pub login: Option<String>,

    /// 结果写成 JSON
    #[arg(long)]
    pub json: bool,
}

/// 工作日历：导入下一年的放假安排
#[derive(Debug, Args)]
#[command(
    about = "工作日历：导入下一年的放假安排",
    help_template = TEMPLATE,
    override_usage = "appraisal-desk calendar import 文件.toml [--office 文件夹]",
    subcommand_help_heading = "命令",
    disable_help_subcommand = true
)]
pub struct CalendarOptions {
    /// What to do with it.
    #[command(subcommand)]
    pub command: CalendarCommand,
}

/// The commands about the calendar.
#[derive(Debug, Subcommand)]
pub enum CalendarCommand {
    Import(ImportOptions),
}

/// 导入一年的放假安排；写法和 assets/calendar/2026.toml 一样
#[derive(Debug, Args)]
#[command(
    about = "导入一年的放假安排；写法和 assets/calendar/2026.toml 一样",
    help_template = TEMPLATE,
    override_usage = "appraisal-desk calendar import 文件.toml [--office 文件夹] [--login 登录名]"
)]
pub struct ImportOptions {
    /// 放假安排
    #[arg(value_name = "文件.toml")]
    pub file: PathBuf,

    /// 登录名
    #[arg(long, value_name = "登录名")]
    pub login: Option<String>,
}

/// 导出一段时间的涉保鉴定工作台账（F-30）
#[derive(Debug, Args)]
#[command(
    about = "导出一段时间的涉保鉴定工作台账（F-30）：.xlsx、.csv 或 .pdf，姓名遮住",
    help_template = TEMPLATE,
    override_usage = "appraisal-desk ledger --from 2026-01-01 --to 2026-12-31 --out 台账.xlsx [--office 文件夹]"
)]
pub struct LedgerOptions {
    /// 收到委托日，从哪天起
    #[arg(long, value_name = "日期")]
    pub from: String,

    /// 到哪天为止，含这一天
    #[arg(long, value_name = "日期")]
    pub to: String,

    /// 存在哪里；结尾是 .xlsx、.csv 或 .pdf
    #[arg(long, value_name = "文件")]
    pub out: PathBuf,

    /// 不涉保的案件也列进去（PDF 只列涉保的）
    #[arg(long)]
    pub all: bool,

    /// 姓名不遮，写明理由；只有负责人和涉保专人可以，理由记进审计日志
    #[arg(long = "whole-names", value_name = "理由")]
    pub reason: Option<String>,

    /// 登录名
    #[arg(long, value_name = "登录名")]
    pub login: Option<String>,
}

/// 导出一年的共同委托统计表（F-31）
#[derive(Debug, Args)]
#[command(
    about = "导出一年的共同委托统计表（F-31）：.xlsx、.csv 或 .pdf",
    help_template = TEMPLATE,
    override_usage = "appraisal-desk statistics --year 2026 --out 统计.xlsx [--quarters] [--office 文件夹]"
)]
pub struct StatisticsOptions {
    /// 哪一年
    #[arg(long, value_name = "年份")]
    pub year: i32,

    /// 存在哪里；结尾是 .xlsx、.csv 或 .pdf
    #[arg(long, value_name = "文件")]
    pub out: PathBuf,

    /// 每家再分季度（PDF 总有分季度合计）
    #[arg(long)]
    pub quarters: bool,

    /// 登录名
    #[arg(long, value_name = "登录名")]
    pub login: Option<String>,
}

/// 用 JSON 里的内容做一份文书，不要案卷库
#[derive(Debug, Args)]
#[command(
    about = "用 JSON 里的内容做一份文书，不要案卷库",
    help_template = TEMPLATE,
    override_usage = "appraisal-desk render F-07 --facts 内容.json --out 文书.pdf\n      appraisal-desk render F-07 --sample [--out 样本.json]\n      appraisal-desk render --list"
)]
pub struct RenderOptions {
    /// 文书编号，例如 F-07
    #[arg(value_name = "编号")]
    pub form: Option<String>,

    /// 文书的内容，写法看 --sample
    #[arg(long, value_name = "文件.json")]
    pub facts: Option<PathBuf>,

    /// 存在哪里
    #[arg(long, value_name = "文件")]
    pub out: Option<PathBuf>,

    /// 内容里用到的图片：名字=文件，可以写几次
    #[arg(long, value_name = "名字=图片")]
    pub image: Vec<String>,

    /// 写一份样本，照着改
    #[arg(long)]
    pub sample: bool,

    /// 列出全部文书
    #[arg(long)]
    pub list: bool,
}

/// 文书模板：列出、导出、检查、换上、恢复默认
#[derive(Debug, Args)]
#[command(
    about = "文书模板：列出、导出、检查、换上、恢复默认",
    help_template = TEMPLATE,
    override_usage = "appraisal-desk template list|show|check|install|reset …",
    subcommand_help_heading = "命令",
    disable_help_subcommand = true
)]
pub struct TemplateOptions {
    /// What to do with them.
    #[command(subcommand)]
    pub command: TemplateCommand,
}

/// The commands about templates.
#[derive(Debug, Subcommand)]
pub enum TemplateCommand {
    List(TemplateListOptions),
    Show(TemplateShowOptions),
    Check(TemplateCheckOptions),
    Install(TemplateInstallOptions),
    Reset(TemplateResetOptions),
}

/// 列出全部文书：默认、自有措辞、自有模板、套打、示范稿
#[derive(Debug, Args)]
#[command(
    about = "列出全部文书：默认、自有措辞、自有模板、套打、示范稿",
    help_template = TEMPLATE,
    override_usage = "appraisal-desk template list [--office 文件夹] [--login 登录名]"
)]
pub struct TemplateListOptions {
    /// 登录名
    #[arg(long, value_name = "登录名")]
    pub login: Option<String>,
}

/// 程序的模板，照着改；不要案卷库
#[derive(Debug, Args)]
#[command(
    about = "程序的模板，照着改；不要案卷库",
    help_template = TEMPLATE,
    override_usage = "appraisal-desk template show F-03 [--out 文件夹]"
)]
pub struct TemplateShowOptions {
    /// 文书编号，例如 F-03
    #[arg(value_name = "编号")]
    pub form: String,

    /// 写到这个文件夹，连同它用到的 gb.typ；不写就显示出来
    #[arg(long, value_name = "文件夹")]
    pub out: Option<PathBuf>,
}

/// 检查一份模板能不能用；不要案卷库，什么都不改
#[derive(Debug, Args)]
#[command(
    about = "检查一份模板能不能用；不要案卷库，什么都不改",
    help_template = TEMPLATE,
    override_usage = "appraisal-desk template check F-03 --file 模板.typ [--json]",
    after_help = "用样本、全空、超长三套内容排版，看有没有错误和警告，签名处、页码、二维码、「草稿」「示范稿」在不在
退出码：
  0  可以用
  2  不能用，逐条说明在哪一行、怎么改"
)]
pub struct TemplateCheckOptions {
    /// 文书编号，例如 F-03
    #[arg(value_name = "编号")]
    pub form: String,

    /// 模板；写「-」从标准输入读
    #[arg(long, value_name = "文件.typ")]
    pub file: PathBuf,

    /// 结果写成 JSON
    #[arg(long)]
    pub json: bool,

    /// In this process, without a limit of time: what the program asks of itself.
    #[arg(long, hide = true)]
    pub here: bool,
}

/// 检查一份模板，能用就换上
#[derive(Debug, Args)]
#[command(
    about = "检查一份模板，能用就换上",
    help_template = TEMPLATE,
    override_usage = "appraisal-desk template install F-03 --file 模板.typ [--office 文件夹] [--login 登录名]"
)]
pub struct TemplateInstallOptions {
    /// 文书编号，例如 F-03
    #[arg(value_name = "编号")]
    pub form: String,

    /// 模板
    #[arg(long, value_name = "文件.typ")]
    pub file: PathBuf,

    /// 登录名
    #[arg(long, value_name = "登录名")]
    pub login: Option<String>,
}

/// 一份文书恢复默认：模板、措辞、套打
#[derive(Debug, Args)]
#[command(
    about = "一份文书恢复默认：模板、措辞、套打",
    help_template = TEMPLATE,
    override_usage = "appraisal-desk template reset F-03 [--office 文件夹] [--login 登录名]"
)]
pub struct TemplateResetOptions {
    /// 文书编号，例如 F-03
    #[arg(value_name = "编号")]
    pub form: String,

    /// 登录名
    #[arg(long, value_name = "登录名")]
    pub login: Option<String>,
}

/// What to print instead of running, and with which code to end.
pub struct Usage {
    /// The text.
    pub text: String,
    /// Whether somebody asked for it.
    pub was_asked_for: bool,
}

/// Reads the command line; help, version and mistakes come back as text.
pub fn parse(arguments: impl IntoIterator<Item = OsString>) -> Result<Arguments, Usage> {
    Arguments::try_parse_from(arguments).map_err(|error| match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
            // clap names these two headings itself where a command sets none.
            let text = error.to_string().replace("Arguments:", "参数:").replace("Options:", "选项:");
            Usage { text, was_asked_for: true }
        }
        _ => Usage {
            text: format!("{}\n看说明：appraisal-desk --help", in_words(&error)),
            was_asked_for: false,
        },
    })
}

fn in_words(error: &clap::Error) -> String {
    let said = |kind| error.get(kind).map(ToString::to_string).unwrap_or_default();
    match error.kind() {
        ErrorKind::UnknownArgument => format!("不认识的选项「{}」", said(ContextKind::InvalidArg)),
        ErrorKind::InvalidSubcommand => {
            format!("没有「{}」这个命令", said(ContextKind::InvalidSubcommand))
        }
        ErrorKind::MissingRequiredArgument => format!("还缺 {}", said(ContextKind::InvalidArg)),
        ErrorKind::MissingSubcommand | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            "还缺一个命令".to_owned()
        }
        ErrorKind::InvalidValue => format!("「{}」后面还缺一个值", said(ContextKind::InvalidArg)),
        ErrorKind::ArgumentConflict => format!("「{}」只能写一次", said(ContextKind::InvalidArg)),
        _ => "命令行写得不对".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::Arguments;
    use super::parse;
    use clap::CommandFactory as _;
    use std::ffi::OsString;

    #[test]
    fn the_command_line_is_sound() {
        Arguments::command().debug_assert();
    }

    #[test]
    fn mistakes_and_help_are_told_in_chinese() {
        let said = |arguments: &[&str]| {
            let all = std::iter::once("appraisal-desk").chain(arguments.iter().copied());
            match parse(all.map(OsString::from)) {
                Ok(read) => panic!("{read:?}"),
                Err(usage) => (usage.text, usage.was_asked_for),
            }
        };
        assert!(said(&["--quick"]).0.contains("不认识的选项「--quick」"));
        assert!(said(&["dance"]).0.contains("没有「dance」这个命令"));
        assert!(said(&["play"]).0.contains("还缺"));
        assert!(said(&["law"]).0.contains("还缺一个命令"));
        let (help, was_asked_for) = said(&["--help"]);
        assert!(was_asked_for && help.contains("退出码"), "{help}");
        for english in ["Usage", "Options", "Commands", "Print help"] {
            for page in [
                &["--help"][..],
                &["play", "--help"],
                &["init", "--help"],
                &["verify", "--help"],
                &["law", "--help"],
                &["law", "workdays", "--help"],
                &["law", "check", "--help"],
                &["law", "diff", "--help"],
                &["law", "book", "--help"],
                &["ledger", "--help"],
                &["statistics", "--help"],
                &["render", "--help"],
                &["template", "--help"],
                &["template", "check", "--help"],
            ] {
                assert!(!said(page).0.contains(english), "{english} in {page:?}: {}", said(page).0);
            }
        }
    }
}
