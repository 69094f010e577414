//! 待认领: the pages that wait at the left, the chosen one large, and below it where it belongs, by hand.
//!
//! Choosing a page is looking at it, and a look is written down; so none is chosen until somebody does.

use crate::domain::ids::EntryId;
use crate::domain::moment::Moment;
use crate::domain::sheet::FormNo;
use crate::services::request::Action;
use crate::services::scan;
use crate::services::scan::StrayRow;
use crate::services::scan::Target;
use crate::services::scan::Tray;
use crate::services::scan::Which;
use crate::ui::components::button::Button;
use crate::ui::components::combo::Combo;
use crate::ui::components::combo::ComboItem;
use crate::ui::components::empty::empty;
use crate::ui::components::entry_list::Entry;
use crate::ui::components::entry_list::entry_list;
use crate::ui::components::field::Field;
use crate::ui::components::flow::FormFlow;
use crate::ui::components::form_grid::FormGrid;
use crate::ui::components::image_viewer;
use crate::ui::components::image_viewer::image_viewer;
use crate::ui::components::modal::Modal;
use crate::ui::components::paint;
use crate::ui::components::why_panel::Why;
use crate::ui::components::words::words;
use crate::ui::desk::cx::PageCx;
use crate::ui::desk::cx::Ticket;
use crate::ui::law::plain_why;
use crate::ui::theme::colors;
use crate::ui::theme::icon;
use crate::ui::theme::measures;
use egui::Rect;
use egui::TextureHandle;
use egui::Ui;
use egui::UiBuilder;
use egui::pos2;
use egui::vec2;

/// The tray.
#[derive(Default)]
pub(super) struct TrayPane {
    chosen: Option<EntryId>,
    view: image_viewer::View,
    looking: Option<Ticket>,
    number: String,
    form_text: String,
    form: Option<String>,
    page: String,
    /// The reason for setting it aside, while that is asked.
    aside: Option<String>,
    asked: Option<Ticket>,
    thumbnails: Vec<(EntryId, TextureHandle)>,
}

const BAR: f32 = 56.0;
const FIELDS: f32 = 84.0;

impl TrayPane {
    pub fn learn(&mut self, cx: &mut PageCx<'_>) {
        if let Some(Ok(_)) = cx.take_if(&mut self.asked) {
            let thumbnails = std::mem::take(&mut self.thumbnails);
            *self = Self { thumbnails, ..Self::default() };
        }
        // The texture comes by the views; the answer only says that it is there.
        let _answer = cx.take_if(&mut self.looking);
    }

    pub fn ui(&mut self, ui: &mut Ui, rect: Rect, cx: &mut PageCx<'_>) {
        let Some(tray) = cx.views.scan_tray.clone() else { return };
        if tray.rows.is_empty() {
            paint::card(ui, rect);
            let then = match tray.n_set_aside {
                0 => "读不出码、认不出案件的扫描页会放在这里，由人指认".to_owned(),
                n => format!("读不出码、认不出案件的扫描页会放在这里；已搁置 {n} 页，影像都留着"),
            };
            ui.scope_builder(UiBuilder::new().max_rect(rect), |ui| {
                empty(ui, icon::SCAN, "没有待认领的扫描页", &then, Vec::new());
            });
            return;
        }
        if self.chosen.is_some_and(|chosen| tray.rows.iter().all(|row| row.entry != chosen)) {
            self.chosen = None;
        }
        let width = 300.0_f32.min(rect.width() * 0.28);
        let list = rect.with_max_x(rect.left() + width);
        self.list_ui(ui, list, &tray);
        let pane = rect.with_min_x(list.right() + measures().space_4);
        paint::card(ui, pane);
        match tray.rows.iter().find(|row| Some(row.entry) == self.chosen) {
            Some(row) => self.pane_ui(ui, pane, row, cx),
            None => {
                ui.scope_builder(UiBuilder::new().max_rect(pane), |ui| {
                    empty(ui, icon::SCAN, "选一页", "在左边选，上下键也可以；看原图会记入日志", Vec::new());
                });
            }
        }
        self.aside_ui(ui, cx);
    }

    fn list_ui(&mut self, ui: &mut Ui, rect: Rect, tray: &Tray) {
        paint::card(ui, rect);
        let entry = |row: &StrayRow| Entry {
            key: row.entry.to_string(),
            name: row.why.to_owned(),
            note: match row.page {
                0 => format!("{} 收到", received(row.at)),
                page => format!("{} 收到，文件第 {} 页", received(row.at), page + 1),
            },
            chip: None,
            is_grey: false,
        };
        let entries: Vec<Entry> = tray.rows.iter().map(entry).collect();
        let rows = Rect::from_min_max(rect.min + vec2(1.0, 8.0), rect.max - vec2(1.0, 8.0));
        let chosen = self.chosen.map(|chosen| chosen.to_string());
        let output = entry_list(ui, rows, "待认领的扫描页", &entries, chosen.as_deref());
        if let Some(key) = output.chosen
            && let Some(row) = tray.rows.iter().find(|row| row.entry.to_string() == key)
            && self.chosen != Some(row.entry)
        {
            self.chosen = Some(row.entry);
            self.view = image_viewer::View::default();
            self.looking = None;
        }
    }

    fn pane_ui(&mut self, ui: &mut Ui, rect: Rect, row: &StrayRow, cx: &mut PageCx<'_>) {
        let m = measures();
        let foot = rect.with_min_y(rect.bottom() - BAR);
        let fields =
            Rect::from_min_max(pos2(rect.left(), foot.top() - FIELDS), pos2(rect.right(), foot.top()))
                .shrink2(vec2(m.space_4, 0.0));
        let picture = Rect::from_min_max(
            rect.min + vec2(m.space_4, m.space_3),
            pos2(fields.right(), fields.top() - m.space_2),
        );
        ui.scope_builder(UiBuilder::new().max_rect(picture).id_salt("stray picture"), |ui| {
            match cx.scan_page(row.object, Which::Stray(row.entry), &mut self.looking) {
                Some(texture) => {
                    image_viewer(ui, "扫描页", texture.id(), texture.size_vec2(), &mut self.view);
                }
                None => self.thumbnail_ui(ui, row),
            }
        });
        let why = self.why();
        let mut finished = false;
        ui.scope_builder(UiBuilder::new().max_rect(fields).id_salt("stray fields"), |ui| {
            finished = FormFlow::new("stray").show(ui, |ui| self.fields_ui(ui)).finished;
        });
        paint::hline(ui, foot, foot.top(), colors().line);
        let mut pressed = false;
        let layout = egui::Layout::right_to_left(egui::Align::Center);
        let inner = foot.shrink2(vec2(m.space_4, 0.0));
        ui.scope_builder(UiBuilder::new().max_rect(inner).layout(layout), |ui| {
            ui.spacing_mut().item_spacing.x = m.space_2;
            let button = Button::primary("归入").page().key("Ctrl+Enter").name("归入这份文书");
            pressed = button.why(why.as_ref()).ui(ui).clicked();
            if Button::secondary("搁置…").page().name("搁置这一页").ui(ui).clicked() {
                self.aside = Some(String::new());
            }
        });
        if (pressed || finished)
            && why.is_none()
            && self.asked.is_none()
            && let Some(target) = self.target()
        {
            let request = scan::Request::Assign { stray: row.entry, target };
            self.asked = Some(cx.act(Action::Scan(request)));
        }
    }

    /// Before the look was written down and the page decrypted there is only the small picture.
    fn thumbnail_ui(&mut self, ui: &mut Ui, row: &StrayRow) {
        let Some((width, height, rgba)) = &row.thumbnail else {
            words(ui, "正在打开这一页");
            return;
        };
        let known = self.thumbnails.iter().position(|(entry, _)| *entry == row.entry);
        let at = known.unwrap_or_else(|| {
            let image = egui::ColorImage::from_rgba_unmultiplied([*width, *height], rgba);
            let name = format!("stray {}", row.entry);
            let texture = ui.ctx().load_texture(name, image, egui::TextureOptions::LINEAR);
            self.thumbnails.push((row.entry, texture));
            self.thumbnails.len() - 1
        });
        let texture = &self.thumbnails[at].1;
        ui.add(egui::Image::new(texture).max_size(ui.available_size()).alt_text("扫描页的小图"));
    }

    fn fields_ui(&mut self, ui: &mut Ui) {
        let items: Vec<ComboItem> = FormNo::ALL
            .iter()
            .map(|form| ComboItem::new(form.number(), form.label()).detail(form.number()))
            .collect();
        FormGrid::show(ui, |grid| {
            grid.row(|row| {
                row.cell(6, |ui| {
                    Field::new("案件编号或页脚编码", &mut self.number)
                        .hint("案件或登记的编号，或页脚最下面一行")
                        .required()
                        .ui(ui);
                });
                row.cell(4, |ui| {
                    Combo::new("文书", &mut self.form_text, &mut self.form, &items)
                        .source("文书", "份")
                        .ui(ui);
                });
                row.cell(2, |ui| {
                    Field::new("第几页", &mut self.page).right().unit("页").ui(ui);
                });
            });
        });
    }

    fn target(&self) -> Option<Target> {
        let typed = self.number.trim();
        if typed.is_empty() {
            return None;
        }
        if typed.contains('|') {
            return Some(Target::Mark(typed.to_owned()));
        }
        let form: FormNo = self.form.as_deref()?.parse().ok()?;
        let page = self.page.trim().parse().ok()?;
        Some(Target::Page { number: typed.to_owned(), form, page })
    }

    fn why(&self) -> Option<Why> {
        let title = "现在还不能归入";
        if self.asked.is_some() {
            return Some(plain_why(title, "正在归入", "存好、读回以后才算数"));
        }
        self.target().is_none().then(|| {
            plain_why(title, "还不知道归到哪里", "写案件编号，选文书，写第几页；或者只照抄页脚最下面一行编码")
        })
    }

    fn aside_ui(&mut self, ui: &Ui, cx: &mut PageCx<'_>) {
        let (Some(reason), Some(stray)) = (&mut self.aside, self.chosen) else { return };
        let why = reason_why(reason);
        let output = Modal::new("搁置这一页").words("影像仍加密留存，不会删除").show(
            ui.ctx(),
            |ui| {
                Field::new("原因", reason).hint("例如：空白页、别处的文件").required().rows(2).ui(ui);
            },
            |ui| Button::primary("搁置").page().key("Ctrl+Enter").why(why.as_ref()).ui(ui).clicked(),
        );
        let reason = reason.trim().to_owned();
        if (output.foot || output.finished) && !reason.is_empty() {
            self.asked = Some(cx.act(Action::Scan(scan::Request::SetAside { stray, reason })));
            self.aside = None;
        } else if output.closed {
            self.aside = None;
        }
    }
}

/// 「11-24 14:03」.
fn received(at: Moment) -> String {
    format!("{:02}-{:02} {}", at.day().month(), at.day().day_of_month(), at.hour_minute_text())
}

fn reason_why(reason: &str) -> Option<Why> {
    let is_empty = reason.trim().is_empty();
    is_empty.then(|| plain_why("现在还不能搁置", "还没有写原因", "以后有人问起这一页，看得到为什么不归"))
}
