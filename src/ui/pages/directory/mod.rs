//! 名录 (F-36): insurers with their contacts, and the people of the institution. List left, form right; in a narrow
//! window one after the other.
//!
//! What was typed stays until it is saved or given up, also when another entry is looked at.

mod access;
mod forms;
mod history;
mod insurer;
mod member;

use crate::domain::audit::Operation;
use crate::domain::institution::Institution;
use crate::domain::pinyin_match;
use crate::domain::sheet::FormNo;
use crate::domain::sheet::Listed;
use crate::domain::sheet::SheetOf;
use crate::domain::sheet::SheetRef;
use crate::domain::staff::StaffMember;
use crate::services::directory::View;
use crate::ui::components::button::Button;
use crate::ui::components::empty::empty;
use crate::ui::components::entry_list::Entry;
use crate::ui::components::entry_list::entry_list;
use crate::ui::components::field::Field;
use crate::ui::components::finding::FindingLine;
use crate::ui::components::flow::FormFlow;
use crate::ui::components::list_and_form::back_ui;
use crate::ui::components::list_and_form::list_width;
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
use crate::ui::pages::Route;
use crate::ui::pages::directory::access::Access;
use crate::ui::pages::directory::forms::Forms;
use crate::ui::pages::directory::forms::NEW;
use crate::ui::pages::directory::forms::Register;
use crate::ui::pages::directory::forms::key_of;
use crate::ui::pages::directory::history::Past;
use crate::ui::theme::Type;
use crate::ui::theme::Width;
use crate::ui::theme::colors;
use crate::ui::theme::icon;
use crate::ui::theme::measures;
use egui::Id;
use egui::Rect;
use egui::Sense;
use egui::Ui;
use egui::UiBuilder;
use egui::WidgetInfo;
use egui::pos2;
use egui::vec2;
use std::sync::Arc;

/// 名录.
#[derive(Default)]
pub struct DirectoryPage {
    register: Register,
    words: String,
    /// The key of the entry that is open in each register.
    chosen: [Option<String>; 2],
    forms: Forms,
    access: Access,
    past: Past,
    saving: Option<(Ticket, Register, String)>,
    /// A new entry that was saved and will be in the next snapshot: its register and name.
    expects: Option<(Register, String)>,
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

const HEAD: f32 = 56.0;
const TABS: [&str; 2] = ["保险机构", "人员"];

impl Page for DirectoryPage {
    fn meta(&self) -> &'static PageMeta {
        &META
    }

    fn ui(&mut self, ui: &mut Ui, cx: &mut PageCx<'_>) {
        let Some(view) = cx.views.directory.clone() else { return };
        let Some(session) = cx.views.session.clone() else { return };
        let (Some(house), me) = (session.institution.clone(), session.user.clone()) else { return };
        self.learn(&view, cx);
        let m = measures();
        let all = ui.max_rect();
        let head = all.with_max_y(all.top() + HEAD).shrink2(vec2(m.space_6, 0.0));
        let body = Rect::from_min_max(
            pos2(all.left() + m.space_6, head.bottom()),
            pos2(all.right() - m.space_6, all.bottom() - m.space_3),
        );
        let locked = self.locked(me.as_ref());
        let is_open = self.chosen[self.register.tab()].is_some();
        if cx.width == Width::Narrow && is_open {
            if back_ui(ui, head, ["保险机构名单", "人员名单"][self.register.tab()]) {
                self.chosen[self.register.tab()] = None;
                self.failed = None;
            }
            self.form_pane(ui, body, &view, &house, locked, cx);
        } else {
            self.head_ui(ui, head, &view, locked.is_none(), cx);
            let list = body.with_max_x(body.left() + list_width(cx.width, body.width()));
            self.list_pane(ui, list, &view, &house, cx);
            if cx.width > Width::Narrow {
                let form = body.with_min_x(list.right() + m.space_4);
                self.form_pane(ui, form, &view, &house, locked, cx);
            }
        }
        self.access.ui(ui.ctx(), cx);
    }
}

impl DirectoryPage {
    fn learn(&mut self, view: &View, cx: &mut PageCx<'_>) {
        if let Some((register, name)) = &self.expects
            && let Some(key) = key_of(view, *register, name)
        {
            self.chosen[register.tab()] = Some(key);
            self.expects = None;
        }
        let Some((ticket, register, key)) = self.saving.clone() else { return };
        let Some(answer) = cx.take(ticket) else { return };
        self.saving = None;
        match answer {
            Ok(_) => {
                self.failed = None;
                let name = self.forms.drop_form(register, &key);
                if key == NEW {
                    self.chosen[register.tab()] = None;
                    self.expects = name.map(|name| (register, name.trim().to_owned()));
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
        let (operation, whose) = match self.register {
            Register::Insurers => (Operation::RegisterInsurer, "保险机构由前台、涉保专人或负责人改"),
            Register::Staff => (Operation::RegisterStaff, "人员由负责人或系统管理员改"),
        };
        (!me.is_some_and(|me| me.may(operation))).then_some(whose)
    }

    fn head_ui(&mut self, ui: &mut Ui, rect: Rect, view: &View, may: bool, cx: &mut PageCx<'_>) {
        let c = colors();
        let title = paint::bold(ui, Type::Title, c.ink, "名录");
        let x = paint::put_left(ui.painter(), rect, &title).right() + measures().space_6;
        let bar = Rect::from_min_max(pos2(x, rect.top() + 10.0), pos2(rect.right(), rect.bottom() - 6.0));
        let words = ["登记保险机构", "增加人员"][self.register.tab()];
        let mut right = bar.right();
        let layout = egui::Layout::right_to_left(egui::Align::Center);
        ui.scope_builder(UiBuilder::new().max_rect(bar).layout(layout), |ui| {
            ui.spacing_mut().item_spacing.x = measures().space_3;
            if may && Button::primary(words).page().icon(icon::ADD).ui(ui).clicked() {
                self.begin_new();
            }
            let (words, listed) =
                [("打印名录", Listed::Insurers), ("打印名册", Listed::Staff)][self.register.tab()];
            if Button::secondary(words).page().icon(icon::PRINT).ui(ui).clicked() {
                cx.go(Route::Sheet(SheetRef { form: FormNo::F36, of: SheetOf::Directory(listed) }));
            }
            right = ui.min_rect().left();
        });
        let counts = [view.insurers.len(), view.staff.iter().filter(|member| member.active).count()];
        let shown: Vec<Tab> = TABS.into_iter().zip(counts).map(|(word, n)| Tab::new(word).count(n)).collect();
        let tab_bar = bar.with_max_x(right - measures().space_4);
        ui.scope_builder(UiBuilder::new().max_rect(tab_bar), |ui| {
            let mut tab = self.register.tab();
            if tabs(ui, &mut tab, &shown) {
                self.register = Register::of_tab(tab);
                self.words.clear();
                self.failed = None;
            }
        });
    }

    fn begin_new(&mut self) {
        self.forms.begin(self.register);
        self.chosen[self.register.tab()] = Some(NEW.to_owned());
        self.failed = None;
        self.focus_form = true;
    }

    fn list_pane(&mut self, ui: &mut Ui, rect: Rect, view: &View, house: &Institution, cx: &PageCx<'_>) {
        paint::card(ui, rect);
        let m = measures();
        let search = Rect::from_min_size(rect.min + vec2(8.0, 8.0), vec2(rect.width() - 16.0, m.control));
        ui.scope_builder(UiBuilder::new().max_rect(search), |ui| {
            let field = Field::new("查找名录", &mut self.words).bare().icon(icon::SEARCH);
            field.hint("名称、拼音、首字母").ui(ui);
        });
        let entries = self.entries(view, house, cx);
        let rows =
            Rect::from_min_max(pos2(rect.left() + 1.0, search.bottom() + 8.0), rect.max - vec2(1.0, 8.0));
        paint::hline(ui, rows, rows.top() - 1.0, colors().line);
        if entries.is_empty() {
            ui.scope_builder(UiBuilder::new().max_rect(rows), |ui| self.empty_ui(ui));
            return;
        }
        let tab = self.register.tab();
        let output = entry_list(ui, rows, TABS[tab], &entries, self.chosen[tab].as_deref());
        if let Some(key) = output.chosen {
            self.chosen[tab] = Some(key);
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

    fn entries(&self, view: &View, house: &Institution, cx: &PageCx<'_>) -> Vec<Entry> {
        let words = self.words.trim();
        let answers = |text: &str| pinyin_match::find(words, text).is_some();
        let mut entries = self.forms.entries(self.register, view, house, cx.now.day());
        entries.retain(|entry| {
            words.is_empty() || entry.key == NEW || answers(&entry.name) || answers(&entry.note)
        });
        entries
    }

    fn form_pane(
        &mut self,
        ui: &mut Ui,
        rect: Rect,
        view: &Arc<View>,
        house: &Institution,
        locked: Option<&'static str>,
        cx: &mut PageCx<'_>,
    ) {
        paint::card(ui, rect);
        let (register, tab) = (self.register, self.register.tab());
        let Some(key) = self.chosen[tab].clone() else {
            let words = ["选一家保险机构", "选一个人"][tab];
            ui.scope_builder(UiBuilder::new().max_rect(rect), |ui| {
                empty(ui, icon::DIRECTORY, words, "在左边的名单里选，上下键也可以", Vec::new());
            });
            return;
        };
        if !self.forms.open(register, view, &key) {
            self.chosen[tab] = None;
            return;
        }
        let of = self.forms.of(register, &key);
        self.past.learn(of, view, cx);
        let m = measures();
        let bar = rect.with_min_y(rect.bottom() - 56.0);
        let body = Rect::from_min_max(rect.min + vec2(1.0, 8.0), pos2(rect.right() - 1.0, bar.top()));
        let today = cx.now.day();
        let salt = format!("directory {tab} {key}");
        let mut finished = false;
        ui.scope_builder(UiBuilder::new().max_rect(body).id_salt(&salt), |ui| {
            egui::ScrollArea::vertical().id_salt(&salt).auto_shrink(false).show(ui, |ui| {
                let at = ui.cursor().min + vec2(m.space_4, m.space_2);
                let inner =
                    Rect::from_min_size(at, vec2((body.width() - 2.0 * m.space_4).min(912.0), f32::INFINITY));
                ui.scope_builder(UiBuilder::new().max_rect(inner), |ui| {
                    ui.spacing_mut().item_spacing.y = m.space_2;
                    let form = FormFlow::new(&salt).show(ui, |ui| {
                        self.forms.ui(ui, register, &key, (house, today), locked);
                    });
                    finished = form.finished;
                    if self.focus_form {
                        self.focus_form = false;
                        FormFlow::new(&salt).focus_first(ui.ctx());
                    }
                    self.past.ui(ui, of);
                    ui.add_space(m.space_4);
                });
            });
        });
        let pressed = self.bar_ui(ui, bar, &key, locked, cx);
        if (pressed || finished) && locked.is_none() && self.why(&key).is_none() {
            self.save(&key, cx);
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
        let changed = self.forms.is_changed(self.register, key);
        let why = self.why(key);
        let member = self.forms.member(self.register, key);
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

    fn why(&self, key: &str) -> Option<Why> {
        let lacking = if self.saving.is_some() {
            Some(("正在保存", "存好、读回以后才算数"))
        } else if !self.forms.is_changed(self.register, key) {
            Some(("没有改动", "改了以后再保存"))
        } else {
            self.forms.missing(self.register, key)
        };
        lacking.map(|(fact, reason)| plain_why("现在不用保存，或者还不能", fact, reason))
    }

    fn save(&mut self, key: &str, cx: &mut PageCx<'_>) {
        if let Some(action) = self.forms.action(self.register, key) {
            self.saving = Some((cx.act(action), self.register, key.to_owned()));
        }
    }

    fn give_up(&mut self, key: &str) {
        self.forms.drop_form(self.register, key);
        self.failed = None;
        if key == NEW {
            self.chosen[self.register.tab()] = None;
        }
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
