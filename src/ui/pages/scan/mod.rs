//! 扫描归卷: a stack of signed pages, in any order, finds its sheets; what is empty is said while people are still here.
//!
//! One page is asked for after the other, so that 停下 stops at once and what is done stays done. Whoever leaves the
//! page finds the rest waiting when they come back. Nothing is moved in the folder the files lie in.

mod batch;
mod results;
mod tray;

use crate::services::request::Look;
use crate::services::scan::Batch;
use crate::ui::components::button::Button;
use crate::ui::components::drop_zone::DropAsk;
use crate::ui::components::drop_zone::DropZone;
use crate::ui::components::paint;
use crate::ui::components::progress::progress;
use crate::ui::components::tabs::Tab;
use crate::ui::components::tabs::tabs;
use crate::ui::desk::cx::PageCx;
use crate::ui::desk::cx::PickFor;
use crate::ui::pages::Page;
use crate::ui::pages::PageId;
use crate::ui::pages::PageMeta;
use crate::ui::pages::scan::batch::Run;
use crate::ui::pages::scan::tray::TrayPane;
use crate::ui::theme::Type;
use crate::ui::theme::colors;
use crate::ui::theme::icon;
use crate::ui::theme::measures;
use egui::Rect;
use egui::Ui;
use egui::UiBuilder;
use egui::pos2;
use egui::vec2;
use std::path::PathBuf;

/// 扫描归卷.
#[derive(Default)]
pub struct ScanPage {
    tab: usize,
    run: Run,
    tray: TrayPane,
}

/// What the frame shows about it.
pub const META: PageMeta = PageMeta {
    id: PageId::Scan,
    title: "扫描归卷",
    icon: icon::SCAN,
    under: PageId::Scan,
    in_sidebar: true,
    keys: &[("F3", "查找")],
};

const HEAD: f32 = 56.0;
const FILES: PickFor = PickFor("scanned files");
const FOLDER: PickFor = PickFor("scanned folder");

impl Page for ScanPage {
    fn meta(&self) -> &'static PageMeta {
        &META
    }

    fn ui(&mut self, ui: &mut Ui, cx: &mut PageCx<'_>) {
        self.learn(ui, cx);
        let m = measures();
        let all = ui.max_rect();
        let head = all.with_max_y(all.top() + HEAD).shrink2(vec2(m.space_6, 0.0));
        let body = Rect::from_min_max(
            pos2(all.left() + m.space_6, head.bottom()),
            pos2(all.right() - m.space_6, all.bottom() - m.space_3),
        );
        self.head_ui(ui, head, cx);
        if self.tab == 0 {
            self.batch_ui(ui, body, cx);
        } else {
            self.tray.ui(ui, body, cx);
        }
    }
}

impl ScanPage {
    fn learn(&mut self, ui: &Ui, cx: &mut PageCx<'_>) {
        let mut places: Vec<PathBuf> = cx.take_picked(FILES).unwrap_or_default();
        places.extend(cx.take_picked(FOLDER).unwrap_or_default());
        let dropped = ui.input(|input| input.raw.dropped_files.clone());
        places.extend(dropped.iter().map(|file| file.path().to_owned()));
        if !places.is_empty() {
            self.tab = 0;
            self.run.list(places, cx);
        }
        if self.run.go_on(cx) {
            // What became of the last page may have filled the tray.
            cx.look(Look::ScanTray);
        }
        self.tray.learn(cx);
    }

    fn head_ui(&mut self, ui: &mut Ui, rect: Rect, cx: &mut PageCx<'_>) {
        let title = paint::bold(ui, Type::Title, colors().ink, "扫描归卷");
        let x = paint::put_left(ui.painter(), rect, &title).right() + measures().space_6;
        let bar = Rect::from_min_max(pos2(x, rect.top() + 10.0), pos2(rect.right(), rect.bottom() - 6.0));
        let mut right = bar.right();
        let is_idle = !self.run.is_under_way() && !self.run.done.is_empty();
        if self.tab == 0 && is_idle {
            let layout = egui::Layout::right_to_left(egui::Align::Center);
            ui.scope_builder(UiBuilder::new().max_rect(bar).layout(layout), |ui| {
                ui.spacing_mut().item_spacing.x = measures().space_2;
                if Button::primary("选文件…").page().icon(icon::UPLOAD).ui(ui).clicked() {
                    cx.pick_pages(FILES);
                }
                if Button::secondary("选文件夹…").page().icon(icon::CASE).ui(ui).clicked() {
                    cx.pick_folder(FOLDER);
                }
                right = ui.min_rect().left();
            });
        }
        let n_waiting = cx.views.scan_tray.as_ref().map_or(0, |tray| tray.rows.len());
        let shown = [Tab::new("归卷").count(self.run.done.len()), Tab::new("待认领").count(n_waiting)];
        let tab_bar = bar.with_max_x(right - measures().space_4);
        ui.scope_builder(UiBuilder::new().max_rect(tab_bar), |ui| tabs(ui, &mut self.tab, &shown));
    }

    fn batch_ui(&mut self, ui: &mut Ui, rect: Rect, cx: &mut PageCx<'_>) {
        paint::card(ui, rect);
        let inner = rect.shrink2(vec2(measures().space_4, measures().space_3));
        let mut list = inner;
        if self.run.is_under_way() {
            let bar = inner.with_max_y(inner.top() + 56.0);
            list.min.y = bar.bottom();
            ui.scope_builder(UiBuilder::new().max_rect(bar), |ui| {
                let (done, all) = (self.run.done.len() as u64, self.run.n_all() as u64);
                if progress(ui, "正在归卷", done, all, "离开本页会停在这里，回来接着归") {
                    self.run.stop();
                }
            });
        } else if self.run.done.is_empty() {
            self.zone_ui(ui, inner, cx);
            return;
        }
        ui.scope_builder(UiBuilder::new().max_rect(list), |ui| {
            egui::ScrollArea::vertical().id_salt("scan results").auto_shrink(false).show(ui, |ui| {
                results::results_ui(ui, &self.run, cx);
            });
        });
    }

    /// Where a stack is brought in: let go, chosen, or a whole folder.
    fn zone_ui(&self, ui: &mut Ui, rect: Rect, cx: &mut PageCx<'_>) {
        let m = measures();
        let height = 176.0_f32.min(rect.height());
        ui.scope_builder(UiBuilder::new().max_rect(rect), |ui| {
            ui.spacing_mut().item_spacing.y = m.space_3;
            let output = DropZone::new("扫描归卷")
                .symbol(icon::SCAN)
                .headline("把签好的扫描件拖进来，或者回车选文件")
                .hint("PDF、JPG、PNG 都行，顺序、方向不限，150 到 300 dpi；文件留在原处")
                .other("选文件夹…")
                .size(vec2(rect.width(), height))
                .only()
                .ui(ui);
            match output.asked {
                Some(DropAsk::Choose) => cx.pick_pages(FILES),
                Some(DropAsk::Other) => cx.pick_folder(FOLDER),
                Some(DropAsk::Camera | DropAsk::Watched) | None => {}
            }
            if let Some(words) = self.run.nothing_said() {
                crate::ui::components::words::words(ui, &words);
            }
            for line in [
                "每页按右上角的码归到案件、文书和页，自动转正、拉直，加密存入本案",
                "空着的签名和日期当场列出来，请在人走之前补上再扫一次",
                "读不出码的页不会丢，放在「待认领」，由人指认",
            ] {
                crate::ui::components::words::words(ui, line);
            }
        });
    }
}

/// What a folder held that was no scan.
fn others_said(batch: &Batch) -> Option<String> {
    (batch.n_others > 0).then(|| format!("另有 {} 个其他文件，不是扫描件，没有动", batch.n_others))
}
