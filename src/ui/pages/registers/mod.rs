//! 登记簿: what belongs to no single step of a case — interferences, clues, the month's exceptions, talks and trainings,
//! problems in carrying out the opinions.
//! List left, what was written right; in a narrow window one after the other.
//!
//! Nothing here is edited: an entry is read as it stands, and a correction is a new version that says why. What was
//! typed stays until it is kept or given up, through a lock and a kill.

mod attachment;
mod clue;
mod entry_pane;
mod exception;
mod interference;
mod meeting;
mod pane;
mod problem;

use crate::services::registers::View;
use crate::ui::components::button::Button;
use crate::ui::components::empty::empty;
use crate::ui::components::entry_list::Entry;
use crate::ui::components::entry_list::entry_list;
use crate::ui::components::list_and_form::back_ui;
use crate::ui::components::list_and_form::list_width;
use crate::ui::components::paint;
use crate::ui::components::tabs::Tab;
use crate::ui::components::tabs::tabs;
use crate::ui::desk::cx::PageCx;
use crate::ui::pages::Page;
use crate::ui::pages::PageId;
use crate::ui::pages::PageMeta;
use crate::ui::pages::registers::entry_pane::EntryPane;
use crate::ui::pages::registers::exception::ExceptionPane;
use crate::ui::theme::Type;
use crate::ui::theme::Width;
use crate::ui::theme::colors;
use crate::ui::theme::icon;
use crate::ui::theme::measures;
use egui::Rect;
use egui::Ui;
use egui::UiBuilder;
use egui::pos2;
use egui::vec2;

/// 登记簿.
#[derive(Default)]
pub struct RegistersPage {
    tab: usize,
    /// The key of the entry that is open in each tab.
    chosen: [Option<String>; 5],
    interference: EntryPane<interference::Form>,
    clue: EntryPane<clue::Form>,
    exception: ExceptionPane,
    meeting: EntryPane<meeting::Form>,
    problem: EntryPane<problem::Form>,
}

/// What the frame shows about it.
pub const META: PageMeta = PageMeta {
    id: PageId::Registers,
    title: "登记簿",
    icon: icon::BOOK,
    under: PageId::Registers,
    in_sidebar: true,
    keys: &[("F3", "查找")],
};

/// The key of an entry that is not kept yet.
const NEW: &str = "new";
const HEAD: f32 = 56.0;
const TABS: [&str; 5] = ["干预记录", "疑点线索", "例外清单", "座谈与培训", "执行问题"];
const BEGIN: [Option<&str>; 5] =
    [Some("登记干预"), Some("登记线索"), None, Some("记录座谈、培训"), Some("登记问题")];
const NOTHING: [(&str, &str); 5] = [
    ("还没有干预记录", "有人请托、施压、送礼时马上记下来，谁都可以登记，谁也不能删"),
    ("还没有疑点线索", "只记见到的、听到的，不作定性；专人审核后移送"),
    ("没有例外", "写明理由放过的提醒会列在这里，每月由负责人签署"),
    ("还没有座谈、培训记录", "每季度座谈、每年培训，开过以后记在这里"),
    ("还没有登记问题", "执行中遇到的问题记在这里，向谁报告、怎么答复也记在这里"),
];

impl Page for RegistersPage {
    fn meta(&self) -> &'static PageMeta {
        &META
    }

    fn ui(&mut self, ui: &mut Ui, cx: &mut PageCx<'_>) {
        let Some(view) = cx.views.registers.clone() else { return };
        self.learn(&view, cx);
        self.interference.keep(ui.ctx(), cx);
        self.clue.keep(ui.ctx(), cx);
        self.meeting.keep(ui.ctx(), cx);
        self.problem.keep(ui.ctx(), cx);
        let m = measures();
        let all = ui.max_rect();
        let head = all.with_max_y(all.top() + HEAD).shrink2(vec2(m.space_6, 0.0));
        let body = Rect::from_min_max(
            pos2(all.left() + m.space_6, head.bottom()),
            pos2(all.right() - m.space_6, all.bottom() - m.space_3),
        );
        let is_open = self.chosen[self.tab].is_some();
        if cx.width == Width::Narrow && is_open {
            if back_ui(ui, head, TABS[self.tab]) {
                self.chosen[self.tab] = None;
            }
            self.pane(ui, body, &view, cx);
            return;
        }
        self.head_ui(ui, head, &view);
        let list = body.with_max_x(body.left() + list_width(cx.width, body.width()));
        self.list_pane(ui, list, &view);
        if cx.width > Width::Narrow {
            self.pane(ui, body.with_min_x(list.right() + m.space_4), &view, cx);
        }
    }
}

impl RegistersPage {
    /// Takes the answers of the panes; the form of a new entry closes when it was kept.
    fn learn(&mut self, view: &View, cx: &mut PageCx<'_>) {
        let kept = [
            self.interference.learn(cx),
            self.clue.learn(cx),
            self.exception.learn(cx),
            self.meeting.learn(cx),
            self.problem.learn(cx),
        ];
        for (tab, kept) in kept.into_iter().enumerate() {
            if kept && self.chosen[tab].as_deref() == Some(NEW) {
                self.chosen[tab] = None;
            }
        }
        if let Some(entry) = self.chosen[self.tab].clone()
            && entry != NEW
            && !self.entries(view).iter().any(|one| one.key == entry)
        {
            self.chosen[self.tab] = None;
        }
    }

    fn head_ui(&mut self, ui: &mut Ui, rect: Rect, view: &View) {
        let title = paint::bold(ui, Type::Title, colors().ink, "登记簿");
        let x = paint::put_left(ui.painter(), rect, &title).right() + measures().space_6;
        let bar = Rect::from_min_max(pos2(x, rect.top() + 10.0), pos2(rect.right(), rect.bottom() - 6.0));
        let mut right = bar.right();
        if let Some(words) = BEGIN[self.tab] {
            let layout = egui::Layout::right_to_left(egui::Align::Center);
            ui.scope_builder(UiBuilder::new().max_rect(bar).layout(layout), |ui| {
                if Button::primary(words).page().icon(icon::ADD).ui(ui).clicked() {
                    self.chosen[self.tab] = Some(NEW.to_owned());
                }
                right = ui.min_rect().left();
            });
        }
        let unsigned = view.months.iter().filter(|month| month.is_over && month.signed.is_none()).count();
        let counts =
            [view.interferences.len(), view.clues.len(), unsigned, view.meetings.len(), view.problems.len()];
        let shown: Vec<Tab> = TABS.into_iter().zip(counts).map(|(word, n)| Tab::new(word).count(n)).collect();
        let tab_bar = bar.with_max_x(right - measures().space_4);
        ui.scope_builder(UiBuilder::new().max_rect(tab_bar), |ui| tabs(ui, &mut self.tab, &shown));
    }

    /// An entry of the open register is being written.
    fn is_begun(&self) -> bool {
        match self.tab {
            0 => self.interference.is_begun(),
            1 => self.clue.is_begun(),
            2 => false,
            3 => self.meeting.is_begun(),
            _ => self.problem.is_begun(),
        }
    }

    fn list_pane(&mut self, ui: &mut Ui, rect: Rect, view: &View) {
        paint::card(ui, rect);
        let mut entries = self.entries(view);
        if self.chosen[self.tab].as_deref() == Some(NEW) || self.is_begun() {
            entries.insert(0, pane::unsaved(BEGIN[self.tab].unwrap_or_default()));
        }
        let hidden = pane::hidden_words(view, self.tab);
        let foot = if hidden.is_empty() { 0.0 } else { 40.0 };
        let rows = Rect::from_min_max(rect.min + vec2(1.0, 8.0), rect.max - vec2(1.0, 8.0 + foot));
        if !hidden.is_empty() {
            let line = Rect::from_min_max(pos2(rect.left() + 16.0, rows.bottom()), rect.max);
            paint::put_left(ui.painter(), line, &paint::line(ui, Type::Note, colors().ink2, hidden));
        }
        if entries.is_empty() {
            let words = paint::line(ui, Type::Body, colors().ink3, "清单是空的");
            paint::put_center(ui.painter(), rows.with_max_y(rows.top() + 72.0), &words);
            return;
        }
        let output = entry_list(ui, rows, TABS[self.tab], &entries, self.chosen[self.tab].as_deref());
        if let Some(key) = output.chosen {
            self.chosen[self.tab] = Some(key);
        }
    }

    fn entries(&self, view: &View) -> Vec<Entry> {
        match self.tab {
            0 => interference::entries(view),
            1 => clue::entries(view),
            2 => exception::entries(view),
            3 => meeting::entries(view),
            _ => problem::entries(view),
        }
    }

    fn pane(&mut self, ui: &mut Ui, rect: Rect, view: &View, cx: &mut PageCx<'_>) {
        paint::card(ui, rect);
        let Some(key) = self.chosen[self.tab].clone() else {
            let (fact, then) = if self.entries(view).is_empty() {
                NOTHING[self.tab]
            } else {
                ("选一条", "在左边的清单里选，上下键也可以")
            };
            ui.scope_builder(UiBuilder::new().max_rect(rect), |ui| {
                empty(ui, icon::BOOK, fact, then, Vec::new());
            });
            return;
        };
        let given_up = match self.tab {
            0 => self.interference.ui(ui, rect, view, &key, cx),
            1 => self.clue.ui(ui, rect, view, &key, cx),
            2 => self.exception.ui(ui, rect, view, &key, cx),
            3 => self.meeting.ui(ui, rect, view, &key, cx),
            _ => self.problem.ui(ui, rect, view, &key, cx),
        };
        if given_up {
            self.chosen[self.tab] = None;
        }
    }
}
