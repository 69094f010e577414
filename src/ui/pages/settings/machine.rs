//! The cards of this computer: the folder of pictures, the size of letters, where everything lies, and whether it
//! is whole.

use crate::domain::printer::PrinterInfo;
use crate::domain::staff::StaffMember;
use crate::services::request::Action;
use crate::services::request::Outcome;
use crate::services::settings;
use crate::services::settings::Verified;
use crate::services::settings::View;
use crate::services::watch::Watch;
use crate::ui::components::button::Button;
use crate::ui::components::chip::Tone;
use crate::ui::components::finding::FindingLine;
use crate::ui::components::finding::finding_line;
use crate::ui::components::notice::Notice;
use crate::ui::components::progress::progress;
use crate::ui::components::segmented::Segmented;
use crate::ui::components::words::fact;
use crate::ui::components::words::words;
use crate::ui::desk::cx::PageCx;
use crate::ui::desk::cx::PickFor;
use crate::ui::desk::cx::Ticket;
use crate::ui::law::plain_why;
use crate::ui::theme;
use crate::ui::theme::icon;
use egui::Ui;
use std::sync::Arc;
use std::time::Duration;

const FOLDER: PickFor = PickFor("watched folder");

/// How often the bar of a verification moves on; nothing is drawn in between.
const LOOK_EVERY: Duration = Duration::from_millis(250);

/// What is under way on these cards.
#[derive(Default)]
pub(super) struct Machine {
    watching: Option<Ticket>,
    watch_said: Option<FindingLine>,
    verifying: Option<(Ticket, Arc<Watch>)>,
    found: Option<Arc<Verified>>,
    not_verified: Option<FindingLine>,
}

impl Machine {
    /// 证件图片文件夹.
    pub(super) fn watched_ui(
        &mut self,
        ui: &mut Ui,
        view: &View,
        me: Option<&StaffMember>,
        cx: &mut PageCx<'_>,
    ) {
        match cx.take_if(&mut self.watching) {
            Some(Err(error)) => self.watch_said = Some(told(&error)),
            Some(Ok(_)) => self.watch_said = None,
            None => {}
        }
        if let Some(paths) = cx.take_picked(FOLDER)
            && let Some(folder) = paths.into_iter().next()
        {
            self.watch(Some(folder), cx);
        }
        words(ui, "扫描仪、手机把图片存进这个文件夹时，到场签到页自己取来，不用再找；取走的是副本，原图不动");
        let folder = view.watched_folder.as_ref();
        fact(ui, "留意的文件夹", &folder.map_or("没有".to_owned(), |folder| folder.display().to_string()));
        let may = me.is_some_and(|me| me.may(crate::domain::audit::Operation::SignIn));
        let why = (!may)
            .then(|| plain_why("这件事不归您的岗位办", "由办签到的岗位选", "前台、鉴定人、助理或负责人"));
        ui.horizontal_wrapped(|ui| {
            if Button::secondary("选文件夹…").icon(icon::CASE).why(why.as_ref()).ui(ui).clicked() {
                cx.pick_folder(FOLDER);
            }
            if folder.is_some() && Button::quiet("不再留意").why(why.as_ref()).ui(ui).clicked() {
                self.watch(None, cx);
            }
        });
        if let Some(said) = &self.watch_said {
            finding_line(ui, said);
        }
    }

    fn watch(&mut self, folder: Option<std::path::PathBuf>, cx: &mut PageCx<'_>) {
        let request = settings::Request::WatchFolder { folder };
        self.watching = Some(cx.act(Action::Settings(request)));
    }

    /// 字号.
    pub(super) fn text_size_ui(ui: &mut Ui) {
        words(ui, "这台电脑上的字有多大，随时可以改，也可以用 Ctrl 加号、减号；马上生效，下次打开还是这样");
        let percent = |factor: f32| (factor * 100.0).round() as u32;
        let names: Vec<(u32, String)> = theme::zoom_steps()
            .iter()
            .map(|step| (percent(*step), format!("{} %", percent(*step))))
            .collect();
        let answers: Vec<(u32, &str)> = names.iter().map(|(n, name)| (*n, name.as_str())).collect();
        let mut chosen = Some(percent(ui.ctx().zoom_factor()));
        let before = chosen;
        // Six answers are wider than a narrow card: two rows there.
        let (first, second) = answers.split_at(3);
        let rows = if ui.available_width() < 520.0 { vec![first, second] } else { vec![answers.as_slice()] };
        for (n, row) in rows.into_iter().enumerate() {
            let salt = format!("text size {n}");
            Segmented::new("字号", &mut chosen, row).salt(&salt).bare().ui(ui);
        }
        if let Some(percent) = chosen.filter(|_| chosen != before) {
            theme::set_zoom(ui.ctx(), percent as f32 / 100.0);
        }
    }

    /// 这台电脑.
    pub(super) fn computer_ui(&mut self, ui: &mut Ui, view: &View, cx: &mut PageCx<'_>) {
        let session = cx.views.session.clone();
        fact(ui, "案卷库在", &view.folder);
        fact(ui, "本机编号", &view.desk);
        fact(ui, "打印机", &printers(cx));
        fact(ui, "程序版本", env!("CARGO_PKG_VERSION"));
        if let Some(renderer) = crate::ui::run::renderer(ui.ctx()) {
            fact(ui, "显示方式", renderer);
        }
        if let Some(session) = session {
            for warning in session.warnings.iter().chain(&session.clock_warning) {
                Notice::new(Tone::Amber, icon::WARNING, "要留意", warning).ui(ui);
            }
        }
        self.verify_ui(ui, cx);
    }

    fn verify_ui(&mut self, ui: &mut Ui, cx: &mut PageCx<'_>) {
        if let Some(answer) = self.verifying.as_ref().and_then(|(ticket, _)| cx.take(*ticket)) {
            self.verifying = None;
            match answer {
                Ok(Outcome::Verified(found)) => self.found = Some(found),
                Err(error) => self.not_verified = Some(told(&error)),
                Ok(_) => {}
            }
        }
        words(ui, "核对案卷库：把审计日志、每一条记录、每一个附件从头到尾重算一遍，看有没有缺失或被改动");
        match &self.verifying {
            Some((_, watch)) => {
                let (n_done, n_all) = watch.progress();
                let left = if watch.is_stopped() { "正在停下" } else { "其间别的事要等一等" };
                if progress(ui, "正在核对案卷库", n_done, n_all, left) {
                    watch.stop();
                }
                ui.ctx().request_repaint_after(LOOK_EVERY);
            }
            None => {
                if Button::secondary("核对案卷库").icon(icon::MAY_WITNESS).ui(ui).clicked() {
                    self.verify(cx);
                }
            }
        }
        if let Some(found) = &self.found {
            found_ui(ui, found);
        }
        if let Some(error) = &self.not_verified {
            finding_line(ui, error);
        }
    }

    fn verify(&mut self, cx: &mut PageCx<'_>) {
        (self.found, self.not_verified) = (None, None);
        let watch = Arc::new(Watch::default());
        let request = settings::Request::Verify { watch: Arc::clone(&watch) };
        self.verifying = Some((cx.act(Action::Settings(request)), watch));
    }
}

impl Drop for Machine {
    /// Whoever locks the desk does not wait for a verification to end.
    fn drop(&mut self) {
        if let Some((_, watch)) = &self.verifying {
            watch.stop();
        }
    }
}

fn found_ui(ui: &mut Ui, found: &Verified) {
    let report = &found.report;
    let counted = format!(
        "{} 核对了 {} 条审计日志、{} 条记录、{} 个附件",
        found.at.clock_text(),
        report.n_entries,
        report.n_rows,
        report.n_objects
    );
    if report.is_sound() {
        let sentence = format!("{counted}，都对得上");
        Notice::new(Tone::Green, icon::DONE, "完好", &sentence).ui(ui);
    } else if report.broken.is_empty() {
        let sentence = format!("{counted}，没有看完，不能算核对过");
        Notice::new(Tone::Amber, icon::WARNING, "停下了", &sentence).ui(ui);
        return;
    } else {
        let n = report.broken.len();
        let sentence =
            format!("{counted}，有 {n} 处对不上；请不要再往里写，保留这个文件夹，用最近的备份恢复");
        Notice::new(Tone::Red, icon::ERROR, "对不上", &sentence).ui(ui);
        for broken in report.broken.iter().take(20) {
            finding_line(ui, &FindingLine::mistake(broken.clone()));
        }
        if n > 20 {
            words(ui, &format!("还有 {} 处没有列出", n - 20));
        }
    }
    fact(ui, "日志末条", &report.head);
}

/// The printers by name, with what is the matter with each.
fn printers(cx: &PageCx<'_>) -> String {
    let Some(view) = &cx.views.printers else { return "正在看有哪些打印机…".to_owned() };
    if let Some((what, remedy)) = &view.trouble {
        return format!("{what}；{remedy}");
    }
    let called = |printer: &PrinterInfo| match printer.trouble {
        Some(trouble) => format!("{}（{}）", printer.label(), trouble.label()),
        None if printer.is_default => format!("{}（默认）", printer.label()),
        None => printer.label().to_owned(),
    };
    let all: Vec<String> = view.printers.iter().map(called).collect();
    if all.is_empty() { "没有装打印机".to_owned() } else { all.join("、") }
}

/// An error as one line: what happened, then what to do.
fn told(error: &crate::services::error::ServiceError) -> FindingLine {
    use crate::domain::explain::Explain as _;
    FindingLine::mistake(error.to_string()).way_out(error.remedy())
}
