//! 设置: the institution and what it may choose itself, one's own password, the key on paper, this computer.
//!
//! The institution is saved with one button; until then nothing changes. Who may not save sees everything and why.

mod draft;
mod institution;
mod keys;
mod machine;
mod policy;
mod volume;

pub(in crate::ui::pages) use crate::ui::pages::settings::draft::listed;
pub(in crate::ui::pages) use crate::ui::pages::settings::institution::is_near;
pub(in crate::ui::pages) use crate::ui::pages::settings::institution::validity;

use crate::domain::audit::Operation;
use crate::domain::staff::StaffMember;
use crate::services::request::Action;
use crate::services::settings;
use crate::services::settings::View;
use crate::ui::components::button::Button;
use crate::ui::components::finding::FindingLine;
use crate::ui::components::flow::FormFlow;
use crate::ui::components::form_grid::Card;
use crate::ui::components::paint;
use crate::ui::components::why_panel::Why;
use crate::ui::components::words::words;
use crate::ui::desk::cx::PageCx;
use crate::ui::desk::cx::Ticket;
use crate::ui::law::plain_why;
use crate::ui::pages::Page;
use crate::ui::pages::PageId;
use crate::ui::pages::PageMeta;
use crate::ui::pages::Route;
use crate::ui::pages::settings::draft::Draft;
use crate::ui::pages::settings::keys::Keys;
use crate::ui::pages::settings::machine::Machine;
use crate::ui::theme::Type;
use crate::ui::theme::Width;
use crate::ui::theme::colors;
use crate::ui::theme::icon;
use crate::ui::theme::measures;
use crate::ui::theme::tokens;
use egui::Id;
use egui::Rect;
use egui::Sense;
use egui::Ui;
use egui::UiBuilder;
use egui::WidgetInfo;
use egui::pos2;
use egui::vec2;
use std::sync::Arc;

/// 设置.
#[derive(Default)]
pub struct SettingsPage {
    draft: Option<Draft>,
    keys: Keys,
    machine: Machine,
    saving: Option<Ticket>,
    failed: Option<FindingLine>,
    /// The part to bring into view.
    jump: Option<usize>,
    /// The line of 案卷次序 that is chosen.
    part: usize,
}

/// What the frame shows about it.
pub const META: PageMeta = PageMeta {
    id: PageId::Settings,
    title: "设置",
    icon: icon::SETTINGS,
    under: PageId::Settings,
    in_sidebar: true,
    keys: &[("F3", "查找")],
};

const HEAD: f32 = 56.0;
const PARTS: [&str; 10] = [
    "机构",
    "执业场所",
    "本机构自定",
    "案卷次序",
    "文书模板",
    "密码",
    "恢复单",
    "证件图片文件夹",
    "字号",
    "这台电脑",
];
const ONLY_LOOK: &str = "设置由负责人或系统管理员改";

impl Page for SettingsPage {
    fn meta(&self) -> &'static PageMeta {
        &META
    }

    fn ui(&mut self, ui: &mut Ui, cx: &mut PageCx<'_>) {
        let Some(view) = cx.views.settings.clone() else { return };
        self.learn(&view, cx);
        let me = cx.views.session.as_ref().and_then(|session| session.user.clone());
        let may_save = me.as_ref().is_some_and(|me| me.may(Operation::SaveSettings));
        let all = ui.max_rect();
        let m = measures();
        head_ui(ui, all.with_max_y(all.top() + HEAD).shrink2(vec2(m.space_6, 0.0)));
        let low = all.height() < 420.0;
        let bar_height = if low { 48.0 } else { m.action_bar };
        let bar = all.with_min_y(all.bottom() - bar_height);
        let mut body = Rect::from_min_max(pos2(all.left(), all.top() + HEAD), pos2(all.right(), bar.top()));
        if cx.width >= Width::Desk {
            let pane = Rect::from_min_size(body.min + vec2(m.space_6, 0.0), vec2(160.0, body.height()));
            self.parts_ui(ui, pane);
            body.min.x = pane.right();
        }
        let finished = self.cards_ui(ui, body, &view, me.as_ref(), may_save, cx);
        let pressed = self.bar_ui(ui, bar, &view, may_save);
        let changed = self.draft.as_ref().is_some_and(|draft| draft.is_changed(&view.staff));
        if (pressed || finished) && may_save && self.why(changed).is_none() {
            self.save(&view, cx);
        }
    }
}

impl SettingsPage {
    /// A draft that was not touched follows what is saved; one that was is never overwritten.
    fn learn(&mut self, view: &View, cx: &mut PageCx<'_>) {
        match cx.take_if(&mut self.saving) {
            Some(Ok(_)) => self.failed = None,
            Some(Err(error)) => {
                use crate::domain::explain::Explain as _;
                self.failed = Some(FindingLine::mistake(error.to_string()).way_out(error.remedy()));
            }
            None => {}
        }
        // The snapshot comes some frames after the answer: a draft that says what it says was saved.
        let is_old = |draft: &Draft| {
            !Arc::ptr_eq(&draft.source, &view.institution)
                && (draft.build(&view.staff) == *view.institution || !draft.is_changed(&view.staff))
        };
        if self.draft.as_ref().is_none_or(is_old) {
            self.draft = Some(Draft::of(&view.institution, &view.staff));
        }
    }

    /// The parts of the page, each a click away.
    fn parts_ui(&mut self, ui: &mut Ui, rect: Rect) {
        ui.scope_builder(UiBuilder::new().max_rect(rect), |ui| {
            ui.spacing_mut().item_spacing.y = measures().space_1;
            ui.add_space(measures().space_2);
            for (n, name) in PARTS.into_iter().enumerate() {
                let (rect, response) =
                    ui.allocate_exact_size(vec2(rect.width() - 16.0, 36.0), Sense::click());
                response.widget_info(|| WidgetInfo::labeled(egui::Role::Link, true, format!("去看{name}")));
                let c = colors();
                if response.hovered() {
                    ui.painter().rect_filled(rect, f32::from(tokens().radius.control), c.side);
                }
                if response.has_focus() {
                    paint::ring_on(ui.painter(), rect, tokens().radius.control);
                }
                let words = paint::line(ui, Type::Body, c.ink2, name);
                paint::put_left(ui.painter(), rect.shrink2(vec2(12.0, 0.0)), &words);
                if response.clicked() {
                    self.jump = Some(n);
                }
            }
        });
    }

    fn cards_ui(
        &mut self,
        ui: &mut Ui,
        rect: Rect,
        view: &View,
        me: Option<&StaffMember>,
        may_save: bool,
        cx: &mut PageCx<'_>,
    ) -> bool {
        let m = measures();
        let locked = (!may_save).then_some(ONLY_LOOK);
        let Some(mut draft) = self.draft.take() else { return false };
        let mut finished = false;
        ui.scope_builder(UiBuilder::new().max_rect(rect), |ui| {
            egui::ScrollArea::vertical().id_salt("settings").auto_shrink(false).show(ui, |ui| {
                let width = (rect.width() - 2.0 * m.space_6).min(912.0);
                let inner =
                    Rect::from_min_size(ui.cursor().min + vec2(m.space_6, 0.0), vec2(width, f32::INFINITY));
                ui.scope_builder(UiBuilder::new().max_rect(inner), |ui| {
                    ui.spacing_mut().item_spacing.y = m.space_2;
                    let form = FormFlow::new("settings").show(ui, |ui| {
                        self.card(ui, 0, |_, ui| {
                            institution::ui(ui, &mut draft, &view.staff, cx.now.day(), locked);
                        });
                        self.card(ui, 1, |_, ui| institution::premises_ui(ui, &mut draft, locked));
                        self.card(ui, 2, |_, ui| policy::ui(ui, &mut draft, locked));
                        self.card(ui, 3, |page, ui| {
                            volume::ui(ui, &mut draft.volume_order, &mut page.part, locked);
                        });
                    });
                    finished = form.finished;
                    self.card(ui, 4, |_, ui| templates_ui(ui, cx));
                    self.card(ui, 5, |page, ui| page.keys.password_ui(ui, cx));
                    self.card(ui, 6, |page, ui| page.keys.recovery_ui(ui, me, cx));
                    self.card(ui, 7, |page, ui| page.machine.watched_ui(ui, view, me, cx));
                    self.card(ui, 8, |_, ui| Machine::text_size_ui(ui));
                    self.card(ui, 9, |page, ui| page.machine.computer_ui(ui, view, cx));
                    ui.add_space(m.space_4);
                });
            });
        });
        self.draft = Some(draft);
        finished
    }

    fn card(&mut self, ui: &mut Ui, n: usize, add: impl FnOnce(&mut Self, &mut Ui)) {
        let top = ui.cursor().min;
        Card::new(PARTS[n]).show(ui, |ui| add(self, ui));
        ui.add_space(measures().space_2);
        if self.jump == Some(n) {
            self.jump = None;
            let head = Rect::from_min_size(top, vec2(ui.available_width(), 40.0));
            let at_once = egui::style::ScrollAnimation::none();
            ui.scroll_to_rect_animation(head, Some(egui::Align::TOP), at_once);
        }
    }

    /// Whether there is something to save, what went wrong, and the two buttons; true when 保存 was pressed.
    fn bar_ui(&mut self, ui: &mut Ui, rect: Rect, view: &View, may_save: bool) -> bool {
        let c = colors();
        let m = measures();
        ui.painter().rect_filled(rect, 0.0, c.paper);
        paint::hline(ui, rect, rect.top(), c.line);
        let inner = rect.shrink2(vec2(m.space_6, 0.0));
        let changed = self.draft.as_ref().is_some_and(|draft| draft.is_changed(&view.staff));
        if !may_save {
            said(ui, inner, icon::LOCK, c.ink2, &format!("只能看：{ONLY_LOOK}"));
            return false;
        }
        let why = self.why(changed);
        let mut taken = inner.left();
        let mut pressed = false;
        let layout = egui::Layout::right_to_left(egui::Align::Center);
        ui.scope_builder(UiBuilder::new().max_rect(inner).layout(layout), |ui| {
            ui.spacing_mut().item_spacing.x = m.space_3;
            pressed = Button::primary("保存").page().key("Ctrl+Enter").why(why.as_ref()).ui(ui).clicked();
            if changed && Button::secondary("放弃改动").page().ui(ui).clicked() {
                self.draft = None;
                self.failed = None;
            }
            taken = ui.min_rect().left();
        });
        let left = inner.with_max_x(taken - m.space_4);
        match (&self.failed, changed) {
            (Some(failed), _) => said(ui, left, failed.icon, c.red, &failed.sentence),
            (None, true) => said(ui, left, icon::ENTRY, c.amber, "机构设置有改动，还没保存"),
            (None, false) => said(ui, left, icon::DONE, c.ink2, "机构设置没有改动"),
        }
        pressed
    }

    fn why(&self, changed: bool) -> Option<Why> {
        let lacking = if self.saving.is_some() {
            Some(("正在保存", "存好、读回以后才算数"))
        } else if !changed {
            Some(("没有改动", "改了机构、执业场所、自定的数字或案卷次序以后再保存"))
        } else {
            self.draft.as_ref().and_then(Draft::missing)
        };
        lacking.map(|(fact, reason)| plain_why("现在不用保存，或者还不能", fact, reason))
    }

    fn save(&mut self, view: &View, cx: &mut PageCx<'_>) {
        let Some(draft) = &self.draft else { return };
        let institution = Box::new(draft.build(&view.staff));
        let request = settings::Request::SaveInstitution { institution };
        self.saving = Some(cx.act(Action::Settings(request)));
    }
}

/// 文书模板 has a page of its own.
fn templates_ui(ui: &mut Ui, cx: &mut PageCx<'_>) {
    words(ui, "文书的措辞、标志、用章位置、页边距、套打，以及整份模板，都可以换成本机构的");
    if Button::secondary("打开文书模板").icon(icon::DOCUMENT).ui(ui).clicked() {
        cx.go(Route::Template);
    }
}

fn head_ui(ui: &Ui, rect: Rect) {
    let title = paint::bold(ui, Type::Title, colors().ink, "设置");
    paint::put_left(ui.painter(), rect, &title);
    let response = ui.interact(rect, Id::unique("settings head"), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(egui::Role::Heading, true, "设置"));
}

/// One line with an icon, at the left of the bar; it wraps into two where the window is narrow.
fn said(ui: &Ui, rect: Rect, mark: icon::Icon, color: egui::Color32, words: &str) {
    let rest = paint::icon_left(ui.painter(), rect, 20.0, 8.0, mark, color);
    let galley = paint::wrapped(ui, Type::Body, color, words, rest.width());
    paint::put_left(ui.painter(), rest, &galley);
    let response = ui.interact(rect, Id::unique("settings state"), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(egui::Role::Label, true, words));
}
