//! 文书: the bytes that would be printed, page by page; print, save, and what is still missing.

use crate::domain::ids::CaseId;
use crate::domain::ids::EvidenceId;
use crate::domain::sheet::FormNo;
use crate::services::request::Action;
use crate::services::request::Look;
use crate::services::request::Outcome;
use crate::services::sheet;
use crate::services::sheet::Preview;
use crate::ui::components::button::Button;
use crate::ui::components::chip::Chip;
use crate::ui::components::chip::Tone;
use crate::ui::components::combo::Combo;
use crate::ui::components::combo::ComboItem;
use crate::ui::components::empty::empty;
use crate::ui::components::field::Field;
use crate::ui::components::flow;
use crate::ui::components::modal::Modal;
use crate::ui::components::paint;
use crate::ui::components::pdf_preview::Page as PaperPage;
use crate::ui::components::pdf_preview::PreviewState;
use crate::ui::components::pdf_preview::pdf_preview;
use crate::ui::components::words::words;
use crate::ui::desk::cx::PageCx;
use crate::ui::desk::cx::PickFor;
use crate::ui::desk::cx::Ticket;
use crate::ui::pages::Page;
use crate::ui::pages::PageId;
use crate::ui::pages::PageMeta;
use crate::ui::theme::Type;
use crate::ui::theme::Width;
use crate::ui::theme::colors;
use crate::ui::theme::icon;
use crate::ui::theme::measures;
use egui::ColorImage;
use egui::Key;
use egui::Modifiers;
use egui::Rect;
use egui::TextureHandle;
use egui::TextureOptions;
use egui::Ui;
use egui::UiBuilder;
use egui::pos2;
use egui::vec2;
use std::path::Path;
use std::sync::Arc;

/// 文书.
#[derive(Default)]
pub struct SheetPage {
    shown: Option<(CaseId, FormNo, Option<EvidenceId>)>,
    preview: Option<Arc<Preview>>,
    textures: Vec<TextureHandle>,
    state: PreviewState,
    asked: Option<Ticket>,
    printing: Option<Ticket>,
    failed: Option<String>,
    printer: String,
    chosen_printer: Option<String>,
    copies: String,
    settings_asked: bool,
    /// The first page was put into the window once.
    was_placed: bool,
    /// The panel lies over the page; only where there is no room beside the paper.
    panel_is_open: bool,
}

/// What the frame shows about it.
pub const META: PageMeta = PageMeta {
    id: PageId::Sheet,
    title: "文书",
    icon: icon::PRINT,
    under: PageId::Cases,
    in_sidebar: false,
    keys: &[("F7", "打印")],
};

const SAVE: PickFor = PickFor("sheet");
const PANEL: f32 = 328.0;
const BAR: f32 = 64.0;

impl Page for SheetPage {
    fn meta(&self) -> &'static PageMeta {
        &META
    }

    fn ui(&mut self, ui: &mut Ui, cx: &mut PageCx<'_>) {
        let crate::ui::pages::Route::Sheet { case, form, about } = *cx.route else { return };
        self.begin((case, form, about), cx);
        self.learn(ui, cx);
        let all = ui.max_rect();
        let head = all.with_max_y(all.top() + 56.0);
        self.head_ui(ui, head.shrink2(vec2(measures().space_6, 0.0)), cx);
        paint::hline(ui, all, head.bottom(), colors().line);
        let bar_height = if cx.width < Width::Desk { 56.0 } else { BAR };
        let bar = all.with_min_y(all.bottom() - bar_height);
        let body = Rect::from_min_max(pos2(all.left(), head.bottom() + 1.0), pos2(all.right(), bar.top()));
        let panel = if cx.width >= Width::Desk { PANEL } else { 0.0 };
        let paper = body.with_max_x(body.right() - panel);
        self.paper_ui(ui, paper);
        if panel > 0.0 {
            self.panel_ui(ui, body.with_min_x(paper.right()), cx);
        }
        self.bar_ui(ui, bar, cx);
    }
}

impl SheetPage {
    fn begin(&mut self, wanted: (CaseId, FormNo, Option<EvidenceId>), cx: &mut PageCx<'_>) {
        if self.shown != Some(wanted) {
            let (case, form, about) = wanted;
            *self = Self { shown: Some(wanted), copies: "1".to_owned(), ..Self::default() };
            self.asked = Some(cx.look(Look::Preview { case, form, about }));
        }
        if !self.settings_asked {
            self.settings_asked = true;
            cx.look(Look::Settings);
        }
    }

    fn learn(&mut self, ui: &Ui, cx: &mut PageCx<'_>) {
        match cx.take_if(&mut self.asked) {
            Some(Ok(Outcome::Preview(preview))) => {
                self.textures = preview
                    .pages
                    .iter()
                    .enumerate()
                    .map(|(n, page)| {
                        let size = [page.width, page.height];
                        let image = ColorImage::from_rgba_unmultiplied(size, &page.rgba);
                        ui.ctx().load_texture(format!("sheet page {n}"), image, TextureOptions::LINEAR)
                    })
                    .collect();
                self.preview = Some(preview);
                self.failed = None;
            }
            Some(Err(error)) => {
                use crate::domain::explain::Explain as _;
                self.failed = Some(format!("{error}；{}", error.remedy()));
            }
            _ => {}
        }
        if let Some(Ok(Outcome::Sheet(_))) = cx.take_if(&mut self.printing)
            && let Some((case, form, about)) = self.shown
        {
            // The next print bears the next number, so it is drawn anew.
            self.asked = Some(cx.look(Look::Preview { case, form, about }));
        }
        if let Some(paths) = cx.take_picked(SAVE)
            && let Some(to) = paths.first()
        {
            self.save(to, cx);
        }
    }

    /// The sheet, whose case, and whether it may be signed; the number gives way where there is no room.
    fn head_ui(&self, ui: &Ui, rect: Rect, cx: &PageCx<'_>) {
        let c = colors();
        let Some((case, form, _)) = self.shown else { return };
        let name = format!("{}　{}", form.number(), form.label());
        let title = paint::bold(ui, Type::Head, c.ink, &name);
        let mut x = paint::put_left(ui.painter(), rect, &title).right() + 16.0;
        let response = ui.interact(rect, ui.scope_id().with("sheet head"), egui::Sense::hover());
        response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Heading, true, &name));
        let chip = self.preview.as_ref().map(|preview| {
            if preview.is_draft {
                Chip::new("草稿", Tone::Amber)
            } else {
                Chip::new("可以签署", Tone::Green).icon(icon::CHECK)
            }
        });
        let chip_size = chip.as_ref().map_or(vec2(0.0, 0.0), |chip| chip.size(ui));
        if let Some(view) = cx.case(case) {
            let subject = view.file.intake.subject.name.as_str();
            let whose = [
                format!("{}　{subject}", view.file.called()),
                format!("{}　{subject}", view.file.called_short()),
                subject.to_owned(),
            ];
            let galleys = whose.map(|words| paint::line(ui, Type::Body, c.ink2, words));
            let room = rect.right() - x - chip_size.x - 16.0;
            if let Some(words) = galleys.iter().find(|galley| galley.size().x <= room) {
                x = paint::put_left(ui.painter(), rect.with_min_x(x), words).right() + 16.0;
            }
        }
        if let Some(chip) = chip.filter(|_| x + chip_size.x <= rect.right()) {
            chip.paint_at(ui, Rect::from_min_size(pos2(x, rect.center().y - chip_size.y / 2.0), chip_size));
        }
    }

    fn paper_ui(&mut self, ui: &mut Ui, rect: Rect) {
        ui.scope_builder(UiBuilder::new().max_rect(rect.shrink(measures().space_2)), |ui| {
            if let Some(failed) = &self.failed {
                empty(ui, icon::ERROR, "这份文书没有排出来", failed, Vec::new());
                return;
            }
            let Some(preview) = &self.preview else { return };
            let pages: Vec<PaperPage> = self
                .textures
                .iter()
                .zip(&preview.pages)
                .map(|(texture, page)| PaperPage {
                    texture: Some(texture.id()),
                    size: vec2(page.width as f32, page.height as f32),
                })
                .collect();
            let name = format!("{} {}", preview.form.label(), preview.form.number());
            if !std::mem::replace(&mut self.was_placed, true) {
                self.state.zoom = first_zoom(rect, pages.first());
                flow::focus(ui.ctx(), ui.make_persistent_id(("preview", name.as_str())));
            }
            pdf_preview(ui, &name, &pages, &mut self.state);
        });
    }

    fn panel_ui(&mut self, ui: &mut Ui, rect: Rect, cx: &mut PageCx<'_>) {
        let c = colors();
        let m = measures();
        ui.painter().rect_filled(rect, 0.0, c.sunk);
        paint::vline(ui, rect, rect.left(), c.line);
        let inner = rect.shrink2(vec2(m.space_4, m.space_4));
        ui.scope_builder(UiBuilder::new().max_rect(inner), |ui| {
            egui::ScrollArea::vertical().id_salt("sheet panel").auto_shrink(false).show(ui, |ui| {
                self.side_ui(ui, cx);
            });
        });
    }

    /// What is missing, and how it is printed.
    fn side_ui(&mut self, ui: &mut Ui, cx: &mut PageCx<'_>) {
        ui.spacing_mut().item_spacing.y = measures().space_2;
        self.missing_ui(ui, cx);
        heading(ui, "打印");
        let settings = cx.views.settings.clone();
        let printers: Vec<ComboItem> = settings
            .iter()
            .flat_map(|settings| &settings.printers)
            .map(|name| ComboItem::new(name.clone(), name.clone()))
            .collect();
        if printers.is_empty() {
            words(ui, "这台电脑没有应答的打印机，可以先另存 PDF，换一台打印");
        } else {
            Combo::new("打印机", &mut self.printer, &mut self.chosen_printer, &printers)
                .source("本机", "台打印机")
                .ui(ui);
            Field::new("份数", &mut self.copies).width(120.0).right().unit("份").ui(ui);
        }
    }

    /// What is empty and why it is needed; each line leads there.
    fn missing_ui(&mut self, ui: &mut Ui, cx: &mut PageCx<'_>) {
        let Some(preview) = self.preview.clone() else { return };
        if preview.missing.is_empty() {
            heading(ui, "该有的都有了");
            words(ui, "打印出来就可以签");
        } else {
            heading(ui, &format!("还缺 {} 项", preview.missing.len()));
        }
        for missing in &preview.missing {
            if link_ui(ui, &missing.what) {
                self.panel_is_open = false;
                cx.go_place(missing.place, preview.case);
            }
        }
        ui.add_space(measures().space_3);
    }

    /// The panel over the page, where there is no room beside the paper.
    fn folded_panel(&mut self, ui: &Ui, cx: &mut PageCx<'_>) {
        if !self.panel_is_open {
            return;
        }
        let output = Modal::new("还缺什么，打印到哪里").show(
            ui.ctx(),
            |ui| {
                let most = ui.ctx().content_rect().height() - 180.0;
                egui::ScrollArea::vertical()
                    .id_salt("sheet panel folded")
                    .max_height(most)
                    .show(ui, |ui| self.side_ui(ui, cx));
            },
            |ui| Button::primary("知道了").ui(ui).clicked(),
        );
        if output.closed || output.foot {
            self.panel_is_open = false;
        }
    }

    fn bar_ui(&mut self, ui: &mut Ui, rect: Rect, cx: &mut PageCx<'_>) {
        let c = colors();
        let m = measures();
        ui.painter().rect_filled(rect, 0.0, c.paper);
        paint::hline(ui, rect, rect.top(), c.line);
        let inner = rect.shrink2(vec2(m.space_6, 0.0));
        let folded = cx.width < Width::Desk;
        let left = egui::Layout::left_to_right(egui::Align::Center);
        ui.scope_builder(UiBuilder::new().max_rect(inner).layout(left), |ui| {
            ui.spacing_mut().item_spacing.x = m.space_3;
            let pressed = Button::secondary("返回").page().ui(ui).clicked();
            let escaped = !self.panel_is_open && flow::pressed(ui.ctx(), Modifiers::NONE, Key::Escape);
            if pressed || escaped {
                cx.back();
            }
            if folded && let Some(preview) = &self.preview {
                let words = format!("还缺 {} 项", preview.missing.len());
                let words = if preview.missing.is_empty() { "打印到…" } else { words.as_str() };
                if Button::quiet(words).page().ui(ui).clicked() {
                    self.panel_is_open = true;
                }
            }
        });
        let right = egui::Layout::right_to_left(egui::Align::Center);
        ui.scope_builder(UiBuilder::new().max_rect(inner).layout(right), |ui| {
            ui.spacing_mut().item_spacing.x = m.space_3;
            let Some(preview) = self.preview.clone() else { return };
            let again = if preview.n_prints > 0 {
                format!("打印第 {} 次", preview.n_prints + 1)
            } else {
                "打印".to_owned()
            };
            let print = Button::primary(&again).page().icon(icon::PRINT).key("F7").ui(ui).clicked();
            if print || flow::pressed(ui.ctx(), Modifiers::NONE, Key::F7) {
                self.print(&preview, cx);
            }
            if Button::secondary("另存 PDF…").page().icon(icon::EXPORT).ui(ui).clicked() {
                let name = format!("{}-{}.pdf", preview.form.number(), preview.form.label());
                cx.pick_save(SAVE, name);
            }
            if !folded {
                let words = paint::line(ui, Type::Body, c.ink2, format!("共 {} 页", preview.n_pages));
                let size = vec2(words.size().x + 8.0, 24.0);
                let (place, _) = ui.allocate_exact_size(size, egui::Sense::hover());
                paint::put_right(ui.painter(), place, &words);
            }
        });
        self.folded_panel(ui, cx);
    }

    fn print(&mut self, preview: &Preview, cx: &mut PageCx<'_>) {
        let request = sheet::Request::Print {
            case: preview.case,
            form: preview.form,
            about: preview.about,
            printer: self.chosen_printer.clone(),
            n_copies: self.copies.trim().parse().unwrap_or(1).clamp(1, 20),
            two_sided: false,
        };
        self.printing = Some(cx.act(Action::Sheet(request)));
    }

    fn save(&mut self, to: &Path, cx: &mut PageCx<'_>) {
        let Some((case, form, about)) = self.shown else { return };
        let request = sheet::Request::SaveAs { case, form, about, to: to.to_owned() };
        self.printing = Some(cx.act(Action::Sheet(request)));
    }
}

/// The whole page where it can be read; in a low window as wide as there is room, to be scrolled.
fn first_zoom(rect: Rect, page: Option<&PaperPage>) -> f32 {
    const BESIDE: f32 = 176.0;
    const BELOW: f32 = 88.0;
    let Some(page) = page else { return 1.0 };
    if rect.height() > 480.0 {
        return 1.0;
    }
    let by_width = (rect.width() - BESIDE) / page.size.x.max(1.0);
    let by_height = (rect.height() - BELOW) / page.size.y.max(1.0);
    (by_width / by_height.max(0.01)).clamp(1.0, 4.0)
}

/// A line that leads where something is missing; it wraps, so that no name is cut.
fn link_ui(ui: &mut Ui, text: &str) -> bool {
    let c = colors();
    let room = ui.available_width() - 28.0 - 8.0;
    let galley = paint::wrapped(ui, Type::Body, c.acc, text, room);
    let size = vec2(ui.available_width(), galley.size().y + 8.0);
    let (rect, response) = ui.allocate_exact_size(size, egui::Sense::click());
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Link, true, text));
    if response.hovered() {
        ui.painter().rect_filled(rect, 4.0, c.tint);
    }
    if response.has_focus() {
        paint::ring_on(ui.painter(), rect, 4);
    }
    paint::icon_at(ui.painter(), pos2(rect.left() + 14.0, rect.top() + 16.0), 20.0, icon::GO, c.acc);
    ui.painter().galley(pos2(rect.left() + 28.0, rect.top() + 4.0), galley, c.acc);
    response.clicked()
}

fn heading(ui: &mut Ui, words: &str) {
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 28.0), egui::Sense::hover());
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Heading, true, words));
    paint::put_left(ui.painter(), rect, &paint::bold(ui, Type::Field, colors().ink, words));
}
