//! The commands as an outsider runs them: the built binary, its lines, its exit codes, and what it leaves behind.
#![expect(
    clippy::disallowed_methods,
    reason = "it runs the binary, writes scripts and damages files on purpose"
)]

use crate::golden::squeezed;
use crate::golden::text_of;
use crate::support::TempFolder;
use appraisal_desk::documents::engine::Pdf;
use std::collections::BTreeSet;
use std::fs;
use std::io::BufRead as _;
use std::io::BufReader;
use std::io::Write as _;
use std::path::Path;
use std::path::PathBuf;
use std::process::Command;
use std::process::Output;
use std::process::Stdio;

const PASSWORD: &str = "青石板路上慢慢走 2026";
/// As `demo` prints it.
const DEMO_PASSWORD: &str = "yanshi-2026-anjuan";

/// A run of the binary whose home and temp folder are watched.
struct Desk {
    folder: TempFolder,
}

impl Desk {
    fn new() -> Self {
        let folder = TempFolder::new();
        for name in ["home", "tmp"] {
            fs::create_dir_all(folder.join(name)).unwrap();
        }
        Self { folder }
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_appraisal-desk"));
        command
            .args(arguments)
            .current_dir(self.folder.path())
            .env("HOME", self.folder.join("home"))
            .env("USERPROFILE", self.folder.join("home"))
            .env("TMPDIR", self.folder.join("tmp"))
            .env("TEMP", self.folder.join("tmp"))
            .env_remove("XDG_STATE_HOME")
            .env_remove("XDG_RUNTIME_DIR")
            .env_remove("APPRAISAL_DESK_RENDERER")
            .env_remove("APPRAISAL_DESK_OFFICE")
            .env_remove("APPRAISAL_DESK_LOGIN")
            .env_remove("APPRAISAL_DESK_PASSPHRASE")
            .stdin(Stdio::null());
        command
    }

    fn runs(&self, arguments: &[&str]) -> Run {
        Run::of(self.command(arguments).output().unwrap())
    }

    /// The same through the program that stands at a console of Windows.
    fn runs_at_console(&self, arguments: &[&str]) -> Run {
        let mut command = Command::new(env!("CARGO_BIN_EXE_appraisal-desk-console"));
        let command = command.args(arguments).current_dir(self.folder.path()).stdin(Stdio::null());
        Run::of(command.env("HOME", self.folder.join("home")).output().unwrap())
    }

    fn runs_as(&self, login: &str, password: &str, arguments: &[&str]) -> Run {
        let mut command = self.command(arguments);
        command.env("APPRAISAL_DESK_LOGIN", login).env("APPRAISAL_DESK_PASSPHRASE", password);
        Run::of(command.output().unwrap())
    }

    /// Writes a changed copy of a packed script beside the files it names.
    fn script(&self, change: impl Fn(String) -> String) -> String {
        let demo = assets();
        let text = change(fs::read_to_string(demo.join("sichuan-insurer-comes.toml")).unwrap());
        fs::write(self.folder.join("changed.toml"), text).unwrap();
        fs::copy(demo.join("office-sichuan.toml"), self.folder.join("office-sichuan.toml")).unwrap();
        fs::create_dir_all(self.folder.join("pictures")).unwrap();
        for picture in ["id-yan.jpg", "id-abdu.jpg", "work-abdu.jpg", "knee.jpg"] {
            let to = self.folder.join("pictures").join(picture);
            fs::copy(demo.join("pictures").join(picture), to).unwrap();
        }
        "changed.toml".to_owned()
    }
}

struct Run {
    code: i32,
    out: String,
    err: String,
}

impl Run {
    fn of(output: Output) -> Self {
        Self {
            code: output.status.code().unwrap(),
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
        }
    }

    #[track_caller]
    fn ends(self, code: i32) -> Self {
        assert_eq!(self.code, code, "stdout:\n{}\nstderr:\n{}", self.out, self.err);
        self
    }

    #[track_caller]
    fn complains_of(self, words: &str) -> Self {
        assert!(self.err.contains(words), "「{words}」 is not in\n{}", self.err);
        self
    }
}

fn assets() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("assets").join("demo")
}

#[test]
fn the_demo_keeps_every_promise_and_leaks_no_name() {
    let desk = Desk::new();
    a_folder_in_the_way_is_spared(&desk);
    let demo = desk.runs(&["demo", "--out", "show", "--again"]).ends(0);
    assert!(demo.out.contains("条期望都成立"), "{}", demo.out);
    assert!(demo.out.contains(DEMO_PASSWORD), "the way in is printed");
    let sheets = files_under(&desk.folder.join("show").join("sheets"));
    assert!(sheets.len() >= 36, "{} sheets", sheets.len());
    for sheet in &sheets {
        let pdf = fs::read(sheet).unwrap();
        assert!(pdf.starts_with(b"%PDF-"), "{}", sheet.display());
    }
    let words = personal_words();
    for folder in ["show/四川", "show/上海", "show/今日", "home", "tmp"] {
        for file in files_under(&desk.folder.join(folder)) {
            leaks_nothing(&file, &words);
        }
    }
    for (folder, login) in [("四川", "gunanzhi"), ("上海", "shenyan"), ("今日", "zhouxiaolan")] {
        let office = format!("show/{folder}");
        let verified = desk.runs_as(login, DEMO_PASSWORD, &["verify", "--office", &office]).ends(0);
        assert!(verified.out.contains("都对得上"), "{}", verified.out);
    }
    the_lists_of_a_year_are_files(&desk);
    a_flipped_byte_is_found(&desk);
}

/// F-30 and F-31 of the demonstration, as spreadsheets, text and paper; whole names only for a reason and a role.
fn the_lists_of_a_year_are_files(desk: &Desk) {
    let days = ["--from", "2026-01-01", "--to", "2027-12-31", "--office", "show/四川"];
    let ledger = |login: &str, more: &[&str]| {
        let arguments = [&["ledger"][..], &days, more].concat();
        desk.runs_as(login, DEMO_PASSWORD, &arguments)
    };
    for out in ["台账.xlsx", "台账.csv", "台账.pdf"] {
        let run = ledger("gunanzhi", &["--out", out]).ends(0);
        assert!(run.out.contains(out), "{}", run.out);
    }
    let csv = fs::read_to_string(desk.folder.join("台账.csv")).unwrap();
    let n_cases = csv.lines().count() - 1;
    assert!(n_cases >= 5 && csv.starts_with('\u{feff}'), "{csv}");
    let pdf = sheet_of(&desk.folder.join("台账.pdf"));
    assert!(squeezed(&text_of(&pdf)).contains(&format!("涉保{n_cases}件")), "{}", text_of(&pdf));
    for word in personal_words().iter().filter(|word| word.chars().all(|c| !c.is_ascii())) {
        let is_of_staff = ["顾南枝", "周晓岚", "陆怀瑾", "程以宁", "方知遥"].contains(&word.as_str());
        assert!(is_of_staff || !csv.contains(word.as_str()), "{word} is in the masked ledger");
    }
    ledger("gunanzhi", &["--out", "全名.csv", "--whole-names", "迎检抽查"]).ends(0);
    let whole = fs::read_to_string(desk.folder.join("全名.csv")).unwrap();
    assert_ne!(whole, csv);
    ledger("gunanzhi", &["--out", "全名.pdf", "--whole-names", "迎检抽查"]).ends(2).complains_of("总是遮住");
    ledger("gunanzhi", &["--out", "台账.doc"]).ends(2).complains_of(".xlsx");
    let backwards = ["ledger", "--from", "2026-02-01", "--to", "2026-01-01", "--out", "x.csv"];
    desk.runs(&backwards).ends(2).complains_of("不能早于");
    let year = ["statistics", "--year", "2026", "--quarters", "--office", "show/四川", "--out"];
    for out in ["统计.xlsx", "统计.csv", "统计.pdf"] {
        desk.runs_as("gunanzhi", DEMO_PASSWORD, &[&year[..], &[out]].concat()).ends(0);
    }
    let counted = fs::read_to_string(desk.folder.join("统计.csv")).unwrap();
    assert!(counted.contains("合计") && counted.contains("第 4 季度"), "{counted}");
}

fn sheet_of(file: &Path) -> Pdf {
    Pdf { bytes: fs::read(file).unwrap(), n_pages: 0, warnings: Vec::new(), pen_boxes: Vec::new() }
}

/// The samples of all forms come back as sheets; what is wrong with facts is told with its path.
#[test]
fn a_form_is_rendered_from_facts_without_an_office() {
    let desk = Desk::new();
    let listed = desk.runs(&["render", "--list"]).ends(0).out;
    let forms: Vec<&str> = listed.lines().filter_map(|line| line.split("  ").next()).collect();
    assert!(forms.contains(&"F-07") && forms.contains(&"F-31"), "{listed}");
    for form in &forms {
        desk.runs(&["render", form, "--sample", "--out", "s.json"]).ends(0);
        let done = desk.runs(&["render", form, "--facts", "s.json", "--out", "s.pdf"]).ends(0);
        assert!(done.out.contains("页，在 s.pdf"), "{}", done.out);
        assert!(fs::read(desk.folder.join("s.pdf")).unwrap().starts_with(b"%PDF-"));
    }
    let sample = desk.runs(&["render", "16", "--sample"]).ends(0).out;
    let tries = |from: &str, to: &str| {
        assert!(sample.contains(from), "{from}");
        fs::write(desk.folder.join("changed.json"), sample.replacen(from, to, 1)).unwrap();
        desk.runs(&["render", "F-16", "--facts", "changed.json", "--out", "never.pdf"]).ends(2)
    };
    tries("\"standing\"", "\"standnig\"").complains_of("account.standing").complains_of("缺少");
    tries("韩秀珍", "韩\u{e123}珍").complains_of("notice.receipt.name").complains_of("U+E123");
    tries("{", "{{").complains_of("不是完好的 JSON");
    assert!(!desk.folder.join("never.pdf").exists());
    assert!(
        files_under(&desk.folder.join("tmp")).is_empty() && files_under(&desk.folder.join("home")).is_empty()
    );
    desk.runs(&["render", "F-99", "--sample"]).ends(2).complains_of("没有编号为");
    desk.runs(&["render", "F-16", "--facts", "nowhere.json", "--out", "x.pdf"])
        .ends(2)
        .complains_of("读不出来");
}

/// A demonstration is taken away only when it is asked for, and what is none never is.
fn a_folder_in_the_way_is_spared(desk: &Desk) {
    let script = assets().join("shanghai-insurer-declined.toml");
    desk.runs(&["play", script.to_str().unwrap(), "--office", "show/上海"]).ends(0);
    desk.runs(&["demo", "--out", "show"]).ends(2).complains_of("--again");
    let mine = desk.folder.join("show").join("四川");
    fs::create_dir_all(&mine).unwrap();
    fs::write(mine.join("要紧的.txt"), "别删").unwrap();
    desk.runs(&["demo", "--out", "show", "--again"]).ends(2).complains_of("不是演示案卷库");
    assert!(mine.join("要紧的.txt").exists());
    assert!(desk.folder.join("show").join("上海").join("vault.json").exists());
    fs::remove_dir_all(&mine).unwrap();
}

/// One bit of an attachment, then one of the database.
fn a_flipped_byte_is_found(desk: &Desk) {
    let office = desk.folder.join("show").join("四川");
    let verify = || desk.runs_as("gunanzhi", DEMO_PASSWORD, &["verify", "--office", "show/四川"]);
    let picture = files_under(&office.join("objects")).remove(0);
    flip_in_the_middle(&picture);
    verify().ends(1).complains_of("附件").complains_of("用最近的备份恢复");
    let json =
        desk.runs_as("gunanzhi", DEMO_PASSWORD, &["verify", "--json", "--office", "show/四川"]).ends(1);
    let account: serde_json::Value = serde_json::from_str(&json.out).unwrap();
    assert_eq!(account["sound"], false);
    assert_eq!(account["broken"].as_array().unwrap().len(), 1);
    flip_in_the_middle(&picture);
    verify().ends(0);
    flip_in_the_middle(&office.join("office.db"));
    let damaged = verify();
    assert!(matches!(damaged.code, 1 | 3), "{} {}", damaged.code, damaged.err);
    assert!(damaged.err.contains("损坏"), "{}", damaged.err);
}

#[test]
fn a_false_expectation_is_named() {
    let desk = Desk::new();
    let file = desk.script(|text| text.replace("state = \"预约\"", "state = \"送达\""));
    let run = desk.runs(&["play", &file]).ends(1);
    let run = run.complains_of("changed.toml:").complains_of("环节");
    run.complains_of("期望：送达").complains_of("实际：预约");

    let file = desk.script(|text| text.replace("refused_by = [\"SC-2.2b\"]", "refused_by = [\"SC-2.1c\"]"));
    let run = desk.runs(&["play", "--json", &file]).ends(1);
    let account: serde_json::Value = serde_json::from_str(&run.out).unwrap();
    assert_eq!(account["holds"], false);
    let failed =
        account["expectations"].as_array().unwrap().iter().find(|one| one["holds"] == false).unwrap();
    assert!(failed["expected"].as_str().unwrap().contains("SC-2.1c"), "{failed}");
    assert!(failed["found"].as_str().unwrap().contains("SC-2.2b"), "{failed}");

    let file = desk.script(|text| text.replacen("do = \"核验身份\"", "do = \"到齐\"", 1));
    let run = desk.runs(&["play", &file]).ends(1).complains_of("「到齐」办成");
    run.complains_of("没有办成");
}

/// Ids, keys and therefore the marks on the sheets are drawn by lot; everything else follows from the script.
#[test]
fn a_script_gives_the_same_sheets_in_every_office() {
    let desk = Desk::new();
    let script = assets().join("sichuan-insurer-absent.toml");
    let plays = |folder: &str| {
        let run = desk.runs(&["play", "--json", "--sheets", folder, script.to_str().unwrap()]).ends(0);
        let account: serde_json::Value = serde_json::from_str(&run.out).unwrap();
        let sheets = account["sheets"].as_array().unwrap().clone();
        let read = |key: &str| -> Vec<String> {
            sheets.iter().map(|sheet| sheet[key].as_str().unwrap_or_default().to_owned()).collect()
        };
        let bytes: Vec<_> =
            read("file").iter().map(|file| fs::read(desk.folder.join(file)).unwrap()).collect();
        (read("unmarked_sha256"), bytes)
    };
    let (first, marked) = plays("first");
    let (second, marked_otherwise) = plays("second");
    assert!(!first.is_empty() && first.iter().all(|digest| digest.len() == 64), "{first:?}");
    assert_eq!(first, second);
    assert!(marked.iter().zip(&marked_otherwise).all(|(one, other)| one != other), "the marks are missing");
}

#[test]
fn a_malformed_script_is_refused_with_its_line() {
    let check = |from: &str, to: &str, words: &str| {
        let desk = Desk::new();
        let original = fs::read_to_string(assets().join("sichuan-insurer-comes.toml")).unwrap();
        assert!(original.contains(from), "{from}");
        let line = original[..original.find(from).unwrap()].matches('\n').count() + 1;
        let file = desk.script(|text| text.replacen(from, to, 1));
        let run = desk.runs(&["play", &file]).ends(2).complains_of(words);
        run.complains_of(&format!("changed.toml:{line}"));
        assert!(files_under(&desk.folder.join("tmp")).is_empty(), "nothing was begun");
    };
    check("channel = \"来访\"", "chanel = \"来访\"", "没有「chanel」这一项");
    check("mode = \"当事人单方委托\"", "mode = \"单独委托\"", "可以写：当事人单方委托");
    check("do = \"核验身份\"", "do = \"验身份\"", "不会「验身份」");
    check("at = \"09:14\"", "at = \"09:04\"", "比前一件事还早");
    check("at = \"09:14\"", "at = \"九点\"", "不是时刻");
    check("signer = \"伤者\"", "signer = \"路人\"", "人物里没有「路人」");
    check("identity = \"伤者身份证\"", "identity = \"驾驶证\"", "没有叫「驾驶证」的证件");
    check("in_scope = true", "in_scope = \"是\"", "应是true 或 false");
    check("reappraisal = false", "reappraisal = fasle", "不合 TOML 的写法");
    check("format = 1", "format = 9", "第 9 版");
    check("by = \"周晓岚\"", "by = \"周小岚\"", "名录里没有工作人员「周小岚」");
    check("to = \"安泽财险\"", "to = \"安则财险\"", "名录里没有保险机构「安则财险」");
}

#[test]
fn what_is_not_there_is_said() {
    let desk = Desk::new();
    desk.runs(&["play", "nowhere.toml"]).ends(2).complains_of("读不到");
    desk.runs(&["dance"]).ends(2).complains_of("没有「dance」这个命令");
    desk.runs_as("x", PASSWORD, &["verify", "--office", "nowhere"]).ends(3).complains_of("没有案卷库");
    let help = desk.runs(&["--help"]).ends(0);
    assert!(help.out.contains("退出码"), "{}", help.out);
    desk.runs(&["--renderer", "vulkan"]).ends(2).complains_of("可以写 glow 或 wgpu");
}

#[test]
fn at_a_console_everything_is_passed_on_and_the_exit_code_comes_back() {
    let desk = Desk::new();
    let direct = desk.runs(&["--help"]).ends(0);
    assert_eq!(desk.runs_at_console(&["--help"]).ends(0).out, direct.out);
    desk.runs_at_console(&["play", "没有 这个.toml"]).ends(2).complains_of("没有 这个.toml");
    desk.runs_at_console(&["verify", "--login", "x", "--office", "nowhere"]).ends(3);
}

#[cfg(target_os = "linux")]
#[test]
fn a_start_that_fails_says_so_and_commands_leave_no_log_when_all_is_well() {
    let desk = Desk::new();
    desk.runs(&["--help"]).ends(0);
    let state = desk.folder.join("home").join(".local").join("state").join("appraisal-desk");
    assert!(!state.exists());
    // No display at all: both renderers say no.
    let mut command = desk.command(&[]);
    command.env_remove("DISPLAY").env_remove("WAYLAND_DISPLAY").env_remove("WAYLAND_SOCKET");
    let run = Run::of(command.output().unwrap()).ends(4);
    run.complains_of("两种显示方式都用不了").complains_of("日志：");
    let log = fs::read_to_string(state.join("log.txt")).unwrap();
    assert!(log.contains("renderer=\"glow\"") && log.contains("renderer=\"wgpu\""), "{log}");
    assert!(!state.join("renderer.starting").exists(), "an error is no crash");
}

#[test]
fn working_days_are_counted_with_every_day_left_out() {
    let desk = Desk::new();
    let run = desk.runs(&["law", "workdays", "--from", "2026-04-28", "--plus", "30"]).ends(0);
    for words in ["2026-06-11（周四）", "2026-05-04（周一） 劳动节放假", "2026-05-09（周六） 劳动节调休上班"]
    {
        assert!(run.out.contains(words), "{words}: {}", run.out);
    }
    assert!(!run.out.contains("未发布"), "{}", run.out);
    let guess = desk.runs(&["law", "workdays", "--from", "2026-12-28", "--plus", "7", "--json"]).ends(0);
    let account: serde_json::Value = serde_json::from_str(&guess.out).unwrap();
    assert_eq!((&account["on"], &account["published"]), (&"2027-01-06".into(), &false.into()));
    assert_eq!(account["not_counted"][0]["why"], "周末");
    let guess = desk.runs(&["law", "workdays", "--from", "2026-12-28", "--plus", "7"]).ends(0);
    assert!(guess.out.contains("日历未发布，仅供参考"), "{}", guess.out);
    let next =
        "year = 2027\nsource = \"试\"\n[[holiday]]\nname = \"元旦\"\nfrom = 2027-01-01\nto = 2027-01-04\n";
    fs::write(desk.folder.join("2027.toml"), next).unwrap();
    let with = ["law", "workdays", "--from", "2026-12-28", "--plus", "7", "--calendar", "2027.toml"];
    let run = desk.runs(&with).ends(0);
    assert!(run.out.contains("2027-01-08") && run.out.contains("2027-01-04（周一） 元旦放假"), "{}", run.out);
    desk.runs(&["law", "workdays", "--from", "昨天", "--plus", "7"]).ends(2).complains_of("不是日期");
    desk.runs(&["law", "workdays", "--from", "2026-04-28", "--plus", "-1"]).ends(2);
    desk.runs(&["law", "workdays", "--from", "2026-04-28"]).ends(2).complains_of("还缺");
}

#[test]
fn the_rule_book_is_printed_whole_or_of_one_day() {
    let desk = Desk::new();
    let book =
        fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/law/rulebook.md")).unwrap();
    assert_eq!(desk.runs(&["law", "book"]).ends(0).out.trim_end(), book.trim_end());
    let early = desk.runs(&["law", "book", "--on", "2022-06-30", "--pack", "四川"]).ends(0).out;
    assert!(early.contains("| GZ-13 |") && !early.contains("| SC-2.2f |"), "{early}");
    let rules = desk.runs(&["law", "book", "--pack", "zj", "--json"]).ends(0).out;
    let rules: serde_json::Value = serde_json::from_str(&rules).unwrap();
    let has = |id: &str| rules["rules"].as_array().unwrap().iter().any(|rule| rule["id"] == id);
    assert!(has("ZJ-1.2a") && has("GZ-13") && !has("SC-2.2f") && !has("SH-1.2k"));
    desk.runs(&["law", "book", "--on", "x"]).ends(2).complains_of("不是日期");
    desk.runs(&["law", "book", "--pack", "某地"]).ends(2).complains_of("ZJ（浙江）");
}

#[test]
fn a_lawyers_table_is_judged_and_what_differs_is_named() {
    let desk = Desk::new();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/rules");
    let mut files = vec!["law".to_owned(), "check".to_owned()];
    for entry in fs::read_dir(&folder).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|extension| extension == "toml") {
            files.push(path.display().to_string());
        }
    }
    let run = desk.runs(&files.iter().map(String::as_str).collect::<Vec<_>>()).ends(0);
    assert!(run.out.contains("个案例都成立"), "{}", run.out);
    let case = "[[case]]\n\"名称\" = \"没有通知保险机构\"\n\"案\" = \"四川单方\"\n\"事实\" = { \"通知保险机构\" = \"没有\" }\n";
    fs::write(desk.folder.join("mine.toml"), case).unwrap();
    let run = desk.runs(&["law", "check", "mine.toml"]).ends(1).complains_of("mine.toml「没有通知保险机构」");
    run.complains_of("阻断 SC-2.2f：案例里没有写（安泽财险还没有通知到）");
    let json = desk.runs(&["law", "check", "--json", "mine.toml"]).ends(1).out;
    let account: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!((&account["holds"], &account["n_wrong"]), (&false.into(), &1.into()));
    fs::write(desk.folder.join("mine.toml"), format!("{case}\"阻断\" = [\"SC-2.2f\"]\n")).unwrap();
    desk.runs(&["law", "check", "mine.toml"]).ends(0);
    fs::write(desk.folder.join("mine.toml"), format!("{case}\"级\" = 1\n")).unwrap();
    desk.runs(&["law", "check", "mine.toml"]).ends(2).complains_of("第 5 行：不认识的键「级」");
    desk.runs(&["law", "check", "nowhere.toml"]).ends(2).complains_of("读不到");
}

#[test]
fn two_packs_are_laid_side_by_side_on_the_same_facts() {
    let desk = Desk::new();
    let run = desk.runs(&["law", "diff", "SH", "SC"]).ends(0).out;
    for words in ["只在上海", "SH-1.2l", "只在四川", "SC-2.2f", "D1 单方委托时保险机构见证", "D9 材料确认"]
    {
        assert!(run.contains(words), "{words}: {run}");
    }
    let facts = "[[case]]\n\"名称\" = \"没有通知保险机构\"\n\"案\" = \"四川单方\"\n\"事实\" = { \"通知保险机构\" = \"没有\" }\n";
    fs::write(desk.folder.join("facts.toml"), facts).unwrap();
    let json = desk.runs(&["law", "diff", "上海", "四川", "--facts", "facts.toml", "--json"]).ends(0).out;
    let account: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(account["differences"].as_array().unwrap().len(), 9);
    let only = account["scenes"][0]["only_other"].as_array().unwrap();
    let told = only.iter().find(|row| row["id"] == "SC-2.2f").unwrap();
    assert!(told["says"].as_str().unwrap().starts_with("阻断"), "{told}");
    let run = desk.runs(&["law", "diff", "SH", "ZJ"]).ends(0).out;
    assert!(run.contains("只在浙江（部分）") && !run.contains("D1 "), "{run}");
    desk.runs(&["law", "diff", "SH", "上海"]).ends(2).complains_of("两套规则要不一样");
}

#[test]
fn an_office_is_founded_on_the_command_line_and_opened_again() {
    let desk = Desk::new();
    fs::write(desk.folder.join("office.toml"), OFFICE).unwrap();
    let init = ["init", "--office", "office", "--from", "office.toml", "--recovery-typed-back"];
    let mut command = desk.command(&[&init[..], &["--recovery-out", "恢复单.PDF"]].concat());
    command.env("APPRAISAL_DESK_PASSPHRASE", PASSWORD).stdin(Stdio::piped()).stdout(Stdio::piped());
    let mut child = command.spawn().unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines().map(Result::unwrap);
    let key = lines.find(|line| line.starts_with("    ")).expect("a key on paper");
    writeln!(child.stdin.take().unwrap(), "{}", key.trim()).unwrap();
    assert!(lines.any(|line| line.contains("核对无误")), "the sheet was not accepted");
    assert_eq!(child.wait().unwrap().code(), Some(0));
    let sheet = fs::read(desk.folder.join("恢复单.PDF")).unwrap();
    let sheet =
        squeezed(&text_of(&Pdf { bytes: sheet, n_pages: 1, warnings: Vec::new(), pen_boxes: Vec::new() }));
    for group in key.split([' ', '-']).filter(|group| !group.is_empty()) {
        assert!(sheet.contains(group), "a group of the key is not on the sheet");
    }

    desk.runs_as("", PASSWORD, &init).ends(2).complains_of("已经有案卷库");
    desk.runs_as("linqing", PASSWORD, &["verify", "--office", "office"]).ends(0);
    desk.runs_as("linqing", "不是这个密码 2026", &["verify", "--office", "office"])
        .ends(3)
        .complains_of("密码");
    // No script may write into an office that is not a demonstration.
    let script = "format = 1\ntitle = \"写不进去\"\noffice = \"office.toml\"\n\
                  [[people]]\nkey = \"甲\"\nname = \"某甲\"\n\
                  [[act]]\nat = \"2026-09-07 09:00\"\nby = \"林清\"\ndo = \"接待登记\"\nsubject = \"甲\"\n";
    fs::write(desk.folder.join("script.toml"), script).unwrap();
    let play = ["play", "script.toml", "--office", "office"];
    desk.runs_as("", PASSWORD, &play).ends(3).complains_of("正式的案卷库");
    desk.runs(&play).ends(3).complains_of("密码");
    desk.runs(&["play", "script.toml"]).ends(0);
}

const OFFICE: &str = r#"
format = 1
name = "某某司法鉴定所"
short_name = "某司鉴所"
licence_no = "0000000009"
scope = ["法医临床"]
pack = "四川"
address = "示例路 3 号"

[[premises]]
name = "本部"

[[staff]]
name = "林清"
login = "linqing"
roles = ["负责人"]
"#;

fn flip_in_the_middle(file: &Path) {
    let mut bytes = fs::read(file).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    fs::write(file, bytes).unwrap();
}

fn files_under(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let Ok(entries) = fs::read_dir(folder) else { return found };
    for entry in entries {
        let path = entry.unwrap().path();
        if path.is_dir() { found.extend(files_under(&path)) } else { found.push(path) }
    }
    found.sort();
    found
}

/// No name, number or telephone of the demonstration stands in a file, in either encoding.
fn leaks_nothing(file: &Path, words: &BTreeSet<String>) {
    let bytes = fs::read(file).unwrap();
    let mut by_first: Vec<Vec<(Vec<u8>, &str)>> = vec![Vec::new(); 256];
    for word in words {
        let wide: Vec<u8> = word.encode_utf16().flat_map(u16::to_le_bytes).collect();
        // Four bytes turn up in random ones now and then; six do not.
        for needle in [word.as_bytes().to_vec(), wide].into_iter().filter(|needle| needle.len() >= 6) {
            by_first[usize::from(needle[0])].push((needle, word));
        }
    }
    for (at, first) in bytes.iter().enumerate() {
        for (needle, word) in &by_first[usize::from(*first)] {
            assert!(!bytes[at..].starts_with(needle), "{word} stands in {} at {at}", file.display());
        }
    }
}

/// Everything personal that the packed scripts say.
fn personal_words() -> BTreeSet<String> {
    let mut words = BTreeSet::new();
    for file in
        files_under(&assets()).into_iter().filter(|file| file.extension().is_some_and(|e| e == "toml"))
    {
        let table: toml::Table = fs::read_to_string(file).unwrap().parse().unwrap();
        for key in ["people", "staff", "insurers"] {
            let people = table.get(key).and_then(toml::Value::as_array).cloned().unwrap_or_default();
            for person in people {
                collect(&person, key != "insurers", &mut words);
            }
        }
    }
    assert!(words.len() > 60, "{} words", words.len());
    words
}

fn collect(person: &toml::Value, is_person: bool, words: &mut BTreeSet<String>) {
    for key in ["name", "id_number", "phone"] {
        let text = person.get(key).and_then(toml::Value::as_str).unwrap_or_default();
        if is_person && !text.is_empty() {
            words.insert(text.to_owned());
        }
    }
    for contact in person.get("contacts").and_then(toml::Value::as_array).into_iter().flatten() {
        collect(contact, true, words);
    }
}
