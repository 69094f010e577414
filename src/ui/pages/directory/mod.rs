//! 名录 (F-36): insurers with their contacts, and the people of the institution. List left, form right; in a narrow
//! window one after the other.
//!
//! What was typed stays until it is saved or given up, also when another entry is looked at.

mod access;
mod insurer;
mod list;
mod member;

use crate::domain::audit::Operation;
use crate::domain::ids::Id as _;
use crate::domain::pinyin_match;
use crate::domain::staff::StaffMember;
use crate::services::directory::View;
use crate::ui::components::button::Button;
use crate::ui::components::chip::Tone;
use crate::ui::components::empty::empty;
use crate::ui::components::field::Field;
use crate::ui::components::finding::FindingLine;
use crate::ui::components::flow;
use crate::ui::components::flow::FormFlow;
use crate::ui::components::paint;
use crate::ui::components::tabs::Tab;
use crate::ui::components::tabs::tabs;
use crate::ui::components::why_panel::Why;
use crate::ui::desk::cx::PageCx;
use crate::ui::desk::cx::Ticket;
use crate::ui::law::plain_why;
use crate::ui::pages::Page;
use crate::ui::pages::PageId;
use crate::ui::pages::PageMeta;
use crate::ui::pages::directory::access::Access;
use crate::ui::pages::directory::insurer::InsurerForm;
use crate::ui::pages::directory::list::Entry;
use crate::ui::pages::directory::member::MemberForm;
use crate::ui::theme::Type;
use crate::ui::theme::Width;
use crate::ui::theme::colors;
use crate::ui::theme::icon;
use crate::ui::theme::measures;
use egui::Id;
use egui::Key;
use egui::Modifiers;
use egui::Rect;
use egui::Sense;
use egui::Ui;
use egui::UiBuilder;
use egui::WidgetInfo;
use egui::pos2;
use egui::vec2;
use std::collections::BTreeMap;

/// 名录.
#[derive(Default)]
pub struct DirectoryPage {
    /// 0 保险机构, 1 人员.
    tab: usize,
    words: String,
    chosen: [Option<String>; 2],
    /// Forms that were opened, by the key of their entry; [`NEW`] for a new one.
    insurers: BTreeMap<String, InsurerForm>,
    members: BTreeMap<String, MemberForm>,
    access: Access,
    saving: Option<(Ticket, usize, String)>,
    /// A new entry that was saved and will be in the next snapshot: its tab and name.
    expects: Option<(usize, String)>,
    failed: Option<FindingLine>,
    focus_form: bool,
}

/// What the frame shows about it.
pub const META: PageMeta = PageMeta {
    id: PageId::Directory,
    title: "名录",
    icon: icon::DIRECTORY,
    under: PageId::Directory,
    in_sidebar: true,
    keys: &[("F3", "查找")],
};

/// The key of an entry that is not saved yet.
const NEW: &str = "new";
const HEAD: f32 = 56.0;
const TABS: [&str; 2] = ["保险机构", "人员"];

impl Page for DirectoryPage {
    fn meta(&self) -> &'static PageMeta {
        &META
    }

    fn ui(&mut self, ui: &mut Ui, cx: &mut PageCx<'_>) {
        let Some(view) = cx.views.directory.clone() else { return };
        self.learn(&view, cx);
        let m = measures();
        let me = cx.views.session.as_ref().and_then(|session| session.user.clone());
        let all = ui.max_rect();
        let head = all.with_max_y(all.top() + HEAD).shrink2(vec2(m.space_6, 0.0));
        let body = Rect::from_min_max(
            pos2(all.left() + m.space_6, head.bottom()),
            pos2(all.right() - m.space_6, all.bottom() - m.space_3),
        );
        let locked = self.locked(me.as_ref());
        let is_open = self.chosen[self.tab].is_some();
        if cx.width == Width::Narrow && is_open {
            self.back_ui(ui, head);
            self.form_pane(ui, body, &view, locked, cx);
        } else {
            self.head_ui(ui, head, &view, locked.is_none());
            let width = match cx.width {
                Width::Wide => 400.0,
                Width::Desk => 320.0,
                Width::Rail => 260.0,
                Width::Narrow => body.width(),
            };
            let list = body.with_max_x(body.left() + width);
            self.list_pane(ui, list, &view, cx);
            if cx.width > Width::Narrow {
                let form = body.with_min_x(list.right() + m.space_4);
                self.form_pane(ui, form, &view, locked, cx);
            }
        }
        self.access.ui(ui.ctx(), cx);
    }
}

impl DirectoryPage {
    fn learn(&mut self, view: &View, cx: &mut PageCx<'_>) {
        if let Some((tab, name)) = &self.expects
            && let Some(key) = key_of(view, *tab, name)
        {
            self.chosen[*tab] = Some(key);
            self.expects = None;
        }
        let Some((ticket, tab, key)) = self.saving.clone() else { return };
        let Some(answer) = cx.take(ticket) else { return };
        self.saving = None;
        match answer {
            Ok(_) => {
                self.failed = None;
                let name = if tab == 0 {
                    self.insurers.remove(&key).map(|form| form.name.clone())
                } else {
                    self.members.remove(&key).map(|form| form.name.clone())
                };
                if key == NEW {
                    self.chosen[tab] = None;
                    self.expects = name.map(|name| (tab, name.trim().to_owned()));
                }
            }
            Err(error) => {
                use crate::domain::explain::Explain as _;
                self.failed = Some(FindingLine::mistake(error.to_string()).way_out(error.remedy()));
            }
        }
    }

    /// Why the person at the desk may only look.
    fn locked(&self, me: Option<&StaffMember>) -> Option<&'static str> {
        let (operation, whose) = match self.tab {
            0 => (Operation::RegisterInsurer, "保险机构由前台、涉保专人或负责人改"),
            _ => (Operation::RegisterStaff, "人员由负责人或系统管理员改"),
        };
        (!me.is_some_and(|me| me.may(operation))).then_some(whose)
    }

    fn head_ui(&mut self, ui: &mut Ui, rect: Rect, view: &View, may: bool) {
        let c = colors();
        let title = paint::bold(ui, Type::Title, c.ink, "名录");
        let x = paint::put_left(ui.painter(), rect, &title).right() + measures().space_6;
        let bar = Rect::from_min_max(pos2(x, rect.top() + 10.0), pos2(rect.right(), rect.bottom() - 6.0));
        let words = if self.tab == 0 { "登记保险机构" } else { "增加人员" };
        let mut right = bar.right();
        if may {
            let layout = egui::Layout::right_to_left(egui::Align::Center);
            ui.scope_builder(UiBuilder::new().max_rect(bar).layout(layout), |ui| {
                if Button::primary(words).page().icon(icon::ADD).ui(ui).clicked() {
                    self.begin_new();
                }
                right = ui.min_rect().left();
            });
        }
        let counts = [view.insurers.len(), view.staff.iter().filter(|member| member.active).count()];
        let shown: Vec<Tab> = TABS.into_iter().zip(counts).map(|(word, n)| Tab::new(word).count(n)).collect();
        let tab_bar = bar.with_max_x(right - measures().space_4);
        ui.scope_builder(UiBuilder::new().max_rect(tab_bar), |ui| {
            if tabs(ui, &mut self.tab, &shown) {
                self.words.clear();
                self.failed = None;
            }
        });
    }

    fn begin_new(&mut self) {
        if self.tab == 0 {
            self.insurers.entry(NEW.to_owned()).or_insert_with(InsurerForm::fresh);
        } else {
            self.members.entry(NEW.to_owned()).or_insert_with(MemberForm::fresh);
        }
        self.chosen[self.tab] = Some(NEW.to_owned());
        self.failed = None;
        self.focus_form = true;
    }

    /// The way back to the list, where it does not stand beside.
    fn back_ui(&mut self, ui: &mut Ui, rect: Rect) {
        let layout = egui::Layout::left_to_right(egui::Align::Center);
        ui.scope_builder(UiBuilder::new().max_rect(rect).layout(layout), |ui| {
            let words = if self.tab == 0 { "保险机构名单" } else { "人员名单" };
            let pressed = Button::quiet(words).icon(icon::LEFT).ui(ui).clicked();
            if pressed || flow::pressed(ui.ctx(), Modifiers::NONE, Key::Escape) {
                self.chosen[self.tab] = None;
                self.failed = None;
            }
        });
    }

    fn list_pane(&mut self, ui: &mut Ui, rect: Rect, view: &View, cx: &PageCx<'_>) {
        paint::card(ui, rect);
        let m = measures();
        let search = Rect::from_min_size(rect.min + vec2(8.0, 8.0), vec2(rect.width() - 16.0, m.control));
        ui.scope_builder(UiBuilder::new().max_rect(search), |ui| {
            let field = Field::new("查找名录", &mut self.words).bare().icon(icon::SEARCH);
            field.hint("名称、拼音、首字母").ui(ui);
        });
        let entries = self.entries(view, cx);
        let rows =
            Rect::from_min_max(pos2(rect.left() + 1.0, search.bottom() + 8.0), rect.max - vec2(1.0, 8.0));
        paint::hline(ui, rows, rows.top() - 1.0, colors().line);
        if entries.is_empty() {
            ui.scope_builder(UiBuilder::new().max_rect(rows), |ui| self.empty_ui(ui));
            return;
        }
        let chosen = self.chosen[self.tab].clone();
        let output = list::list_ui(ui, rows, TABS[self.tab], &entries, chosen.as_deref());
        if let Some(key) = output.chosen {
            self.chosen[self.tab] = Some(key);
            self.failed = None;
        }
        self.focus_form |= output.entered;
    }

    fn empty_ui(&mut self, ui: &mut Ui) {
        if self.words.trim().is_empty() {
            empty(ui, icon::DIRECTORY, "名录还是空的", "登记以后，受理时直接选", Vec::new());
        } else if empty(ui, icon::SEARCH, "没有找到", "换个写法试试", vec![Button::secondary("清掉查找")])
            .is_some()
        {
            self.words.clear();
        }
    }

    fn entries(&self, view: &View, cx: &PageCx<'_>) -> Vec<Entry> {
        let today = cx.now.day();
        let mut entries: Vec<Entry> = if self.tab == 0 {
            let is_unsaved = |key: &str| self.insurers.get(key).is_some_and(InsurerForm::is_changed);
            let all = view.insurers.iter();
            all.map(|one| insurer::entry(one, today, is_unsaved(&one.id.uuid().to_string()))).collect()
        } else {
            let is_unsaved = |key: &str| self.members.get(key).is_some_and(MemberForm::is_changed);
            let all = view.staff.iter();
            all.map(|one| member::entry(one, today, is_unsaved(&one.id.uuid().to_string()))).collect()
        };
        let words = self.words.trim();
        entries.retain(|entry| {
            let answers = |text: &str| pinyin_match::find(words, text).is_some();
            words.is_empty() || answers(&entry.name) || answers(&entry.note)
        });
        entries.sort_by_key(|entry| entry.is_grey);
        let has_new =
            if self.tab == 0 { self.insurers.contains_key(NEW) } else { self.members.contains_key(NEW) };
        if has_new {
            let name = if self.tab == 0 { "新的保险机构" } else { "新的人员" };
            entries.insert(
                0,
                Entry {
                    key: NEW.to_owned(),
                    name: name.to_owned(),
                    note: "填好以后保存".to_owned(),
                    chip: Some(("没保存".to_owned(), Tone::Amber)),
                    is_grey: false,
                },
            );
        }
        entries
    }

    fn form_pane(
        &mut self,
        ui: &mut Ui,
        rect: Rect,
        view: &View,
        locked: Option<&'static str>,
        cx: &mut PageCx<'_>,
    ) {
        paint::card(ui, rect);
        let Some(key) = self.chosen[self.tab].clone() else {
            let words = ["选一家保险机构", "选一个人"][self.tab];
            ui.scope_builder(UiBuilder::new().max_rect(rect), |ui| {
                empty(ui, icon::DIRECTORY, words, "在左边的名单里选，上下键也可以", Vec::new());
            });
            return;
        };
        if !self.open_form(view, &key) {
            self.chosen[self.tab] = None;
            return;
        }
        let m = measures();
        let bar = rect.with_min_y(rect.bottom() - 56.0);
        let body = Rect::from_min_max(rect.min + vec2(1.0, 8.0), pos2(rect.right() - 1.0, bar.top()));
        let today = cx.now.day();
        let salt = format!("directory {} {key}", self.tab);
        let mut finished = false;
        ui.scope_builder(UiBuilder::new().max_rect(body).id_salt(&salt), |ui| {
            egui::ScrollArea::vertical().id_salt(&salt).auto_shrink(false).show(ui, |ui| {
                let at = ui.cursor().min + vec2(m.space_4, m.space_2);
                let inner =
                    Rect::from_min_size(at, vec2((body.width() - 2.0 * m.space_4).min(912.0), f32::INFINITY));
                ui.scope_builder(UiBuilder::new().max_rect(inner), |ui| {
                    ui.spacing_mut().item_spacing.y = m.space_2;
                    let form = FormFlow::new(&salt).show(ui, |ui| {
                        if let Some(form) = self.insurers.get_mut(&key).filter(|_| self.tab == 0) {
                            form.ui(ui, today, locked);
                        } else if let Some(form) = self.members.get_mut(&key) {
                            form.ui(ui, today, locked);
                        }
                    });
                    finished = form.finished;
                    if self.focus_form {
                        self.focus_form = false;
                        FormFlow::new(&salt).focus_first(ui.ctx());
                    }
                    ui.add_space(m.space_4);
                });
            });
        });
        let pressed = self.bar_ui(ui, bar, &key, locked, cx);
        if (pressed || finished) && locked.is_none() && self.why(&key, self.is_changed(&key)).is_none() {
            self.save(&key, cx);
        }
    }

    /// Makes the form of an entry when there is none yet; false when the entry is gone.
    fn open_form(&mut self, view: &View, key: &str) -> bool {
        if self.tab == 0 {
            let found = view.insurers.iter().find(|one| one.id.uuid().to_string() == key);
            let fresh = self.insurers.get(key).is_none_or(|form| !form.is_changed());
            if let Some(found) = found.filter(|_| fresh) {
                let is_same = self.insurers.get(key).is_some_and(|form| form.source.as_ref() == Some(found));
                if !is_same {
                    self.insurers.insert(key.to_owned(), InsurerForm::of(found));
                }
            }
            self.insurers.contains_key(key)
        } else {
            let found = view.staff.iter().find(|one| one.id.uuid().to_string() == key);
            let fresh = self.members.get(key).is_none_or(|form| !form.is_changed());
            if let Some(found) = found.filter(|_| fresh) {
                let is_same = self.members.get(key).is_some_and(|form| form.source.as_ref() == Some(found));
                if !is_same {
                    self.members.insert(key.to_owned(), MemberForm::of(found));
                }
            }
            self.members.contains_key(key)
        }
    }

    fn bar_ui(
        &mut self,
        ui: &mut Ui,
        rect: Rect,
        key: &str,
        locked: Option<&'static str>,
        cx: &PageCx<'_>,
    ) -> bool {
        let c = colors();
        let m = measures();
        paint::hline(ui, rect, rect.top(), c.line);
        let inner = rect.shrink2(vec2(m.space_4, 0.0));
        if let Some(whose) = locked {
            said(ui, inner, icon::LOCK, c.ink2, &format!("只能看：{whose}"));
            return false;
        }
        let changed = self.is_changed(key);
        let why = self.why(key, changed);
        let member = self.members.get(key).filter(|_| self.tab == 1).and_then(|form| form.source.clone());
        let mut taken = inner.left();
        let mut pressed = false;
        let layout = egui::Layout::right_to_left(egui::Align::Center);
        ui.scope_builder(UiBuilder::new().max_rect(inner).layout(layout), |ui| {
            ui.spacing_mut().item_spacing.x = m.space_2;
            pressed = Button::primary("保存").key("Ctrl+Enter").why(why.as_ref()).ui(ui).clicked();
            if changed && Button::secondary("放弃").name("放弃改动").ui(ui).clicked() {
                self.give_up(key);
            }
            if let Some(member) = &member {
                let me = cx.views.session.as_ref().and_then(|session| session.user.as_ref());
                let is_me = me.is_some_and(|me| me.id == member.id);
                self.access.buttons_ui(ui, member, is_me);
            }
            taken = ui.min_rect().left();
        });
        let left = inner.with_max_x(taken - m.space_3);
        if let Some(failed) = &self.failed {
            said(ui, left, failed.icon, c.red, &failed.sentence);
        }
        pressed
    }

    fn is_changed(&self, key: &str) -> bool {
        if self.tab == 0 {
            self.insurers.get(key).is_some_and(|form| form.is_changed() || key == NEW)
        } else {
            self.members.get(key).is_some_and(|form| form.is_changed() || key == NEW)
        }
    }

    fn why(&self, key: &str, changed: bool) -> Option<Why> {
        let missing = if self.tab == 0 {
            self.insurers.get(key).and_then(InsurerForm::missing)
        } else {
            self.members.get(key).and_then(MemberForm::missing)
        };
        let lacking = if self.saving.is_some() {
            Some(("正在保存", "存好、读回以后才算数"))
        } else if !changed {
            Some(("没有改动", "改了以后再保存"))
        } else {
            missing
        };
        lacking.map(|(fact, reason)| plain_why("现在不用保存，或者还不能", fact, reason))
    }

    fn save(&mut self, key: &str, cx: &mut PageCx<'_>) {
        let action = if self.tab == 0 {
            self.insurers.get(key).map(InsurerForm::action)
        } else {
            self.members.get(key).map(MemberForm::action)
        };
        if let Some(action) = action {
            self.saving = Some((cx.act(action), self.tab, key.to_owned()));
        }
    }

    fn give_up(&mut self, key: &str) {
        if self.tab == 0 {
            self.insurers.remove(key);
        } else {
            self.members.remove(key);
        }
        self.failed = None;
        if key == NEW {
            self.chosen[self.tab] = None;
        }
    }
}

/// The key of what was just registered, found by its name.
fn key_of(view: &View, tab: usize, name: &str) -> Option<String> {
    if tab == 0 {
        view.insurers.iter().find(|one| one.name == name).map(|one| one.id.uuid().to_string())
    } else {
        view.staff.iter().find(|one| one.name.as_str() == name).map(|one| one.id.uuid().to_string())
    }
}

/// One line with an icon at the left of the bar.
fn said(ui: &Ui, rect: Rect, mark: icon::Icon, color: egui::Color32, words: &str) {
    let rest = paint::icon_left(ui.painter(), rect, 20.0, 8.0, mark, color);
    let galley = paint::wrapped(ui, Type::Note, color, words, rest.width());
    paint::put_left(ui.painter(), rest, &galley);
    let response = ui.interact(rect, Id::unique("directory state"), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(egui::Role::Label, true, words));
}
