//! What became of a stack: first what somebody has to do before people leave, then which sheets got which pages, then
//! what could not be filed. Every line of a sheet leads to it.

use crate::services::scan::End;
use crate::services::scan::Filed;
use crate::services::scan::Filing;
use crate::ui::components::chip::Tone;
use crate::ui::components::flow;
use crate::ui::components::notice::Notice;
use crate::ui::components::paint;
use crate::ui::desk::cx::PageCx;
use crate::ui::pages::Route;
use crate::ui::pages::scan::batch::Run;
use crate::ui::theme::Type;
use crate::ui::theme::colors;
use crate::ui::theme::icon;
use crate::ui::theme::icon::Icon;
use crate::ui::theme::measures;
use egui::Color32;
use egui::Ui;
use egui::pos2;
use egui::vec2;

/// The pages of one print that came in with this stack.
struct SheetOf<'a> {
    last: &'a Filed,
    pages: Vec<u32>,
    n_again: usize,
}

pub(super) fn results_ui(ui: &mut Ui, run: &Run, cx: &mut PageCx<'_>) {
    let c = colors();
    ui.spacing_mut().item_spacing.y = measures().space_1;
    let filed: Vec<&Filed> = run
        .done
        .iter()
        .filter_map(|done| if let End::Filed(filed) = &done.end { Some(filed.as_ref()) } else { None })
        .collect();
    let to_sheet = |at: &Filing| Route::Sheet(at.sheet);
    let open: Vec<(&Filed, String)> = filed
        .iter()
        .flat_map(|filed| {
            let blank = filed.blank.iter().map(|of| format!("「{}」空着", of.label()));
            let unclear = filed.unclear.iter().map(|of| format!("「{}」没有看清，请人工看一眼", of.label()));
            blank.chain(unclear).map(|words| (*filed, words)).collect::<Vec<_>>()
        })
        .collect();
    summary_ui(ui, run, filed.len(), open.len());
    if !open.is_empty() {
        heading(ui, &format!("人走之前请补上：{} 处", open.len()));
        for (filed, words) in open {
            let text = format!("{} {words}", filed.at.said());
            if line_ui(ui, icon::WARNING, c.amber, &text, "去看这一页") {
                cx.go(to_sheet(&filed.at));
            }
        }
    }
    let sheets = sheets_of(&filed);
    if !sheets.is_empty() {
        heading(ui, &format!("归入 {} 份文书", sheets.len()));
        for sheet in &sheets {
            let at = &sheet.last.at;
            let pages: Vec<String> = sheet.pages.iter().map(u32::to_string).collect();
            let again = if sheet.n_again > 0 {
                format!("，其中 {} 页以前也扫过，两份都留着", sheet.n_again)
            } else {
                String::new()
            };
            let text = format!(
                "{}《{}》第 {} 页{again}　{}",
                at.called,
                at.sheet.form.label(),
                pages.join("、"),
                sheet.last.note
            );
            let (mark, color) =
                if sheet.last.completes { (icon::DONE, c.green) } else { (icon::PENDING, c.amber) };
            if line_ui(ui, mark, color, &text, "去看这份文书") {
                cx.go(to_sheet(at));
            }
        }
    }
    rest_ui(ui, run);
}

/// 「归卷 38 页，待认领 1 页，重复 1 页，空着 2 处」.
fn summary_ui(ui: &mut Ui, run: &Run, n_filed: usize, n_open: usize) {
    let count = |wanted: fn(&End) -> bool| run.done.iter().filter(|done| wanted(&done.end)).count();
    let n_known = count(|end| matches!(end, End::Known(_) | End::KnownStray));
    let n_stray = count(|end| matches!(end, End::Stray { .. }));
    let n_unread = count(|end| matches!(end, End::Unread { .. }));
    let mut said = vec![format!("归卷 {n_filed} 页")];
    for (n, word) in [(n_stray, "待认领"), (n_known, "重复"), (n_unread, "没有读出来")] {
        if n > 0 {
            said.push(format!("{word} {n} 页"));
        }
    }
    if n_open > 0 {
        said.push(format!("空着 {n_open} 处"));
    }
    let mut rest: Vec<String> = run.aside.iter().cloned().collect();
    if run.n_left > 0 {
        rest.push(format!("停下时还有 {} 个没有读，文件都在原处，可以再归一次，归过的不会重复", run.n_left));
    }
    let verdict = said.join("，");
    let sentence = if rest.is_empty() {
        "文件都留在原处，没有移动也没有删除".to_owned()
    } else {
        rest.join("；")
    };
    let tone = if n_stray + n_unread + run.n_left + n_open > 0 { Tone::Amber } else { Tone::Green };
    let mark = if tone == Tone::Green { icon::DONE } else { icon::INFO };
    Notice::new(tone, mark, &verdict, &sentence).ui(ui);
    ui.add_space(measures().space_2);
}

fn sheets_of<'a>(filed: &[&'a Filed]) -> Vec<SheetOf<'a>> {
    let mut sheets: Vec<SheetOf<'a>> = Vec::new();
    for one in filed {
        let is_it = |sheet: &&mut SheetOf<'a>| {
            let (a, b) = (&sheet.last.at, &one.at);
            (a.sheet, a.n) == (b.sheet, b.n)
        };
        match sheets.iter_mut().find(is_it) {
            Some(sheet) => {
                sheet.last = one;
                sheet.pages.push(one.at.page);
                sheet.n_again += usize::from(one.repeats);
            }
            None => sheets.push(SheetOf {
                last: one,
                pages: vec![one.at.page],
                n_again: usize::from(one.repeats),
            }),
        }
    }
    for sheet in &mut sheets {
        sheet.pages.sort_unstable();
        sheet.pages.dedup();
    }
    sheets
}

/// What was not filed: strays, doubles, files that cannot be read.
fn rest_ui(ui: &mut Ui, run: &Run) {
    let c = colors();
    let lines: Vec<(Icon, Color32, String)> = run
        .done
        .iter()
        .filter_map(|done| {
            let name = &done.name;
            Some(match &done.end {
                End::Filed(_) => return None,
                End::Known(at) => (icon::INFO, c.ink2, format!("{name}　重复：{}已经归过", at.said())),
                End::KnownStray => (icon::INFO, c.ink2, format!("{name}　重复：这一页以前已经收在待认领里")),
                End::Stray { why, .. } => (icon::PENDING, c.amber, format!("{name}　{why}，放在「待认领」")),
                End::Unread { said, remedy } => (icon::ERROR, c.red, format!("{name}　{said}；{remedy}")),
            })
        })
        .collect();
    if lines.is_empty() {
        return;
    }
    heading(ui, &format!("没有归卷的 {} 页", lines.len()));
    for (mark, color, words) in lines {
        plain_ui(ui, mark, color, &words);
    }
}

fn heading(ui: &mut Ui, words: &str) {
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 32.0), egui::Sense::hover());
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Heading, true, words));
    paint::put_left(ui.painter(), rect, &paint::bold(ui, Type::Field, colors().ink, words));
}

/// A line that leads somewhere; names are never cut.
fn line_ui(ui: &mut Ui, mark: Icon, color: Color32, text: &str, action: &str) -> bool {
    let c = colors();
    let action = paint::line(ui, Type::Note, c.acc, action);
    let room = ui.available_width() - 28.0 - action.size().x - 40.0;
    let galley = paint::wrapped(ui, Type::Body, c.ink, text, room);
    let size = vec2(ui.available_width(), galley.size().y + 10.0);
    let (rect, response) = ui.allocate_exact_size(size, egui::Sense::click());
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Link, true, text));
    flow::arrived(ui, &response);
    if response.hovered() {
        ui.painter().rect_filled(rect, 4.0, c.sunk);
    }
    if response.gained_focus() {
        response.scroll_to_me(None);
    }
    if response.has_focus() {
        paint::ring_on(ui.painter(), rect, 4);
    }
    paint::icon_at(ui.painter(), pos2(rect.left() + 12.0, rect.top() + 17.0), 20.0, mark, color);
    ui.painter().galley(pos2(rect.left() + 28.0, rect.top() + 5.0), galley, c.ink);
    paint::put_right(ui.painter(), rect.with_max_x(rect.right() - 8.0), &action);
    response.clicked()
}

fn plain_ui(ui: &mut Ui, mark: Icon, color: Color32, text: &str) {
    let c = colors();
    let galley = paint::wrapped(ui, Type::Body, c.ink, text, ui.available_width() - 36.0);
    let size = vec2(ui.available_width(), galley.size().y + 10.0);
    let (rect, response) = ui.allocate_exact_size(size, egui::Sense::hover());
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, text));
    paint::icon_at(ui.painter(), pos2(rect.left() + 12.0, rect.top() + 17.0), 20.0, mark, color);
    ui.painter().galley(pos2(rect.left() + 28.0, rect.top() + 5.0), galley, c.ink);
}
