//! 案件列表: newest first, found by number, name, pinyin or initials; Enter opens.

use crate::domain::case::CaseState;
use crate::domain::case_head::CaseHead;
use crate::services::request::Look;
use crate::ui::components::button::Button;
use crate::ui::components::chip::Chip;
use crate::ui::components::chip::Tone;
use crate::ui::components::empty::empty;
use crate::ui::components::field::Field;
use crate::ui::components::flow;
use crate::ui::components::long_table::LongTable;
use crate::ui::components::long_table::cell_note;
use crate::ui::components::long_table::cell_text;
use crate::ui::components::paint;
use crate::ui::components::table::Column;
use crate::ui::desk::cx::PageCx;
use crate::ui::desk::cx::Ticket;
use crate::ui::pages::IntakeStep;
use crate::ui::pages::Page;
use crate::ui::pages::PageId;
use crate::ui::pages::PageMeta;
use crate::ui::pages::Route;
use crate::ui::theme::Type;
use crate::ui::theme::colors;
use crate::ui::theme::icon;
use crate::ui::theme::measures;
use egui::Key;
use egui::Modifiers;
use egui::Rect;
use egui::Ui;
use egui::UiBuilder;
use egui::pos2;
use egui::vec2;

/// 案件列表.
#[derive(Default)]
pub struct CasesPage {
    words: String,
    selected: Option<u64>,
    asked: Option<Ticket>,
    /// ↓ in the search: the list takes the keyboard.
    goes_to_list: bool,
    /// Enter in the search: the first hit opens.
    opens_first: bool,
}

/// What the frame shows about it.
pub const META: PageMeta = PageMeta {
    id: PageId::Cases,
    title: "案件",
    icon: icon::CASE,
    under: PageId::Cases,
    in_sidebar: true,
    keys: &[("F2", "新受理"), ("F3", "查找")],
};

const HEAD: f32 = 64.0;

impl Page for CasesPage {
    fn meta(&self) -> &'static PageMeta {
        &META
    }

    fn ui(&mut self, ui: &mut Ui, cx: &mut PageCx<'_>) {
        // The answer itself is in the snapshot; this only marks the search as done.
        cx.take_if(&mut self.asked);
        let Some(list) = cx.views.list.clone() else { return };
        let m = measures();
        let all = ui.max_rect();
        let head = all.with_max_y(all.top() + HEAD).shrink2(vec2(m.space_6, 0.0));
        self.head_ui(ui, head, list.rows.len(), list.n_all, cx);
        let body = Rect::from_min_max(
            pos2(all.left() + m.space_6, all.top() + HEAD),
            pos2(all.right() - m.space_6, all.bottom() - m.space_4),
        );
        paint::card(ui, body);
        if !list.rows.is_empty() {
            // The head of the table ends before the bar; its ground does not.
            let radius = egui::CornerRadius { nw: 7, ne: 7, sw: 0, se: 0 };
            let ground = body.shrink(1.0).with_max_y(body.top() + 37.0);
            ui.painter().rect_filled(ground, radius, colors().side);
        }
        ui.scope_builder(UiBuilder::new().max_rect(body.shrink(1.0)), |ui| {
            if list.rows.is_empty() {
                self.empty_ui(ui, cx);
                return;
            }
            let columns = columns();
            let rows = &list.rows;
            if std::mem::take(&mut self.goes_to_list) {
                self.selected = Some(0);
                flow::focus(ui.ctx(), ui.make_persistent_id(("long table", "案件")));
            }
            if std::mem::take(&mut self.opens_first) && self.asked.is_none() {
                cx.go(Route::Case(rows[0].id));
            }
            let name = |n: u64| row_name(rows, n);
            let n_rows = rows.len() as u64;
            let table = LongTable::new("案件", &columns, n_rows).frozen(1).row_name(&name);
            let output = table.show(
                ui,
                &mut self.selected,
                |_visible| {},
                |ui, row, column| {
                    if let Some(head) = usize::try_from(row).ok().and_then(|n| rows.get(n)) {
                        cell(ui, head, column);
                    }
                },
            );
            if let Some(head) = output.opened.and_then(|n| usize::try_from(n).ok()).and_then(|n| rows.get(n))
            {
                cx.go(Route::Case(head.id));
            }
        });
    }
}

impl CasesPage {
    fn head_ui(&mut self, ui: &mut Ui, rect: Rect, n: usize, n_all: u64, cx: &mut PageCx<'_>) {
        let c = colors();
        let title = paint::bold(ui, Type::Title, c.ink, "案件");
        let x = paint::put_left(ui.painter(), rect, &title).right() + 12.0;
        let words = if n as u64 == n_all {
            format!("{n_all} 件")
        } else {
            format!("显示 {n} 件，共 {n_all} 件")
        };
        let words = paint::line(ui, Type::Note, c.ink2, words);
        let taken = paint::put_left(ui.painter(), rect.with_min_x(x), &words).right() - rect.left();
        let bar = Rect::from_center_size(rect.center(), vec2(rect.width(), 40.0));
        let layout = egui::Layout::right_to_left(egui::Align::Center);
        ui.scope_builder(UiBuilder::new().max_rect(bar).layout(layout), |ui| {
            ui.spacing_mut().item_spacing.x = measures().space_4;
            if Button::primary("新受理").page().icon(icon::ADD).key("F2").ui(ui).clicked() {
                cx.go(Route::Intake { case: None, step: IntakeStep::Reception });
            }
            let width = (ui.available_width() - taken - 24.0).clamp(160.0, 336.0);
            let field = Field::new("查找案件", &mut self.words).bare().page().width(width);
            let hint = if width > 280.0 {
                "案号、姓名、拼音、首字母、证件号"
            } else {
                "案号、姓名、拼音"
            };
            let output = field.icon(icon::SEARCH).hint(hint).ui(ui);
            if output.response.has_focus() {
                self.goes_to_list = flow::pressed(ui.ctx(), Modifiers::NONE, Key::ArrowDown);
                self.opens_first = flow::pressed(ui.ctx(), Modifiers::NONE, Key::Enter);
            }
            if output.response.changed() {
                self.selected = None;
                self.asked = Some(cx.look(Look::Cases { words: self.words.clone() }));
            }
        });
    }

    fn empty_ui(&mut self, ui: &mut Ui, cx: &mut PageCx<'_>) {
        if self.words.trim().is_empty() {
            let button = Button::primary("新受理").page().icon(icon::ADD);
            let then = "接待登记以后，案件会按收到委托的日期列在这里";
            if empty(ui, icon::CASE, "还没有案件", then, vec![button]).is_some() {
                cx.go(Route::Intake { case: None, step: IntakeStep::Reception });
            }
        } else {
            let button = Button::secondary("清掉查找").page();
            let then = "换个写法试试：姓名首字母、证件号前几位、编号里的数字";
            if empty(ui, icon::SEARCH, "没有找到案件", then, vec![button]).is_some() {
                self.words.clear();
                self.asked = Some(cx.look(Look::Cases { words: String::new() }));
            }
        }
    }
}

fn columns() -> [Column<'static>; 7] {
    [
        Column::of("被鉴定人", 176.0),
        Column::of("编号", 250.0),
        Column::of("状态", 96.0),
        Column::of("收到委托", 110.0),
        Column::of("委托方式", 140.0),
        Column::of("委托人", 176.0),
        Column::rest("保险机构"),
    ]
}

fn row_name(rows: &[CaseHead], n: u64) -> String {
    let head = usize::try_from(n).ok().and_then(|n| rows.get(n));
    head.map_or_else(String::new, |head| {
        format!("{} {}", head.subject_name.as_str(), head.case_no.as_deref().unwrap_or("未编号"))
    })
}

fn cell(ui: &mut Ui, head: &CaseHead, column: usize) {
    match column {
        0 => cell_text(ui, head.subject_name.as_str()),
        1 => match &head.case_no {
            Some(number) => cell_text(ui, number),
            None => cell_note(ui, "受理后编号"),
        },
        2 => {
            if let Some(state) = CaseState::from_code(&head.state) {
                let tone = if state.is_over() { Tone::Grey } else { Tone::Blue };
                Chip::new(state.label(), tone).in_grid().ui(ui);
            }
        }
        3 => cell_text(ui, &head.received_on.to_string()),
        4 => cell_text(ui, &head.mode),
        5 => cell_text(ui, &head.client_name),
        _ => cell_text(ui, &head.insurers),
    }
}
