//! 文书模板: what the institution chose for its paper. The forms at the left, what may be chosen of one in the middle,
//! its sample at the right as it would print; in a narrow window one after the other.
//!
//! What was typed stays until it is saved or given up, and is seen on the sample at once; nothing prints with it before
//! it is saved. Drawing the sample and trying out a template go on elsewhere.

mod draft;
mod form;
mod paper;
mod seen;

use crate::domain::audit::Operation;
use crate::domain::sheet::FormNo;
use crate::domain::template::Flaw;
use crate::services::error::ServiceError;
use crate::services::request::Action;
use crate::services::request::Look;
use crate::services::request::Outcome;
use crate::services::template::Detail;
use crate::services::template::Request;
use crate::services::template::View;
use crate::ui::arrival::ListArrival;
use crate::ui::components::button::Button;
use crate::ui::components::empty::empty;
use crate::ui::components::entry_list::Entry;
use crate::ui::components::entry_list::entry_list;
use crate::ui::components::finding::FindingLine;
use crate::ui::components::flow;
use crate::ui::components::flow::FormFlow;
use crate::ui::components::list_and_form::back_ui;
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
use crate::ui::pages::template::draft::Drafts;
use crate::ui::pages::template::seen::Seen;
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
use std::sync::Arc;

/// 文书模板.
#[derive(Default)]
pub struct TemplatePage {
    view: Option<Arc<View>>,
    detail: Option<Arc<Detail>>,
    /// What is open: everything common to the forms, or one of them.
    chosen: Option<Chosen>,
    drafts: Drafts,
    seen: Seen,
    listing: Option<Ticket>,
    opening: Option<Ticket>,
    doing: Option<(Ticket, Doing)>,
    /// What did not hold of the last that was asked.
    flaws: Vec<Flaw>,
    /// They were not seen yet: the first one is brought into view.
    has_news: bool,
    failed: Option<FindingLine>,
    /// In a narrow window: the sample instead of the choices.
    shows_sample: bool,
    focus_form: bool,
    arrival: ListArrival,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Chosen {
    Paper,
    Form(FormNo),
}

/// What is under way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Doing {
    Save,
    Adopt,
    Other,
}

/// What the frame shows about it.
pub const META: PageMeta = PageMeta {
    id: PageId::Template,
    title: "文书模板",
    icon: icon::DOCUMENT,
    under: PageId::Settings,
    in_sidebar: false,
    keys: &[("F3", "查找"), ("PgUp PgDn", "翻页"), ("Esc", "返回")],
};

const HEAD: f32 = 56.0;
const BAR: f32 = 56.0;
const NAME: &str = "文书";
/// The key of what is common to all forms.
const PAPER: &str = "paper";
const ONLY_LOOK: &str = "文书模板由负责人或系统管理员改";
/// The form on which the common choices are seen: a letter with a place for the seal.
const LETTER: FormNo = FormNo::F14;

impl Page for TemplatePage {
    fn meta(&self) -> &'static PageMeta {
        &META
    }

    fn ui(&mut self, ui: &mut Ui, cx: &mut PageCx<'_>) {
        if self.arrival.has_come(ui.ctx()) {
            self.read(cx);
        }
        self.learn(cx);
        let Some(view) = self.view.clone() else { return };
        let may = cx.user().is_some_and(|me| me.may(Operation::SaveSettings));
        let m = measures();
        let all = ui.max_rect();
        let head = all.with_max_y(all.top() + HEAD).shrink2(vec2(m.space_6, 0.0));
        let body = Rect::from_min_max(
            pos2(all.left() + m.space_6, head.bottom()),
            pos2(all.right() - m.space_6, all.bottom() - m.space_3),
        );
        self.seen.learn(ui.ctx(), cx);
        self.wish(&view, cx);
        let is_narrow = cx.width <= Width::Rail;
        if is_narrow && self.chosen.is_some() {
            self.narrow_ui(ui, head, body, may, cx);
        } else {
            head_ui(ui, head, cx);
            if flow::pressed(ui.ctx(), Modifiers::NONE, Key::Escape) {
                cx.back();
            }
            let list_width = if is_narrow { body.width() } else { 264.0 };
            let list = body.with_max_x(body.left() + list_width);
            self.list_pane(ui, list, &view);
            if !is_narrow {
                let rest = body.with_min_x(list.right() + m.space_3);
                let middle = rest.left() + (rest.width() * 0.55).floor();
                self.choices_pane(ui, rest.with_max_x(middle), may, cx);
                self.sample_pane(ui, rest.with_min_x(middle + m.space_3));
            }
        }
    }
}

impl TemplatePage {
    fn read(&mut self, cx: &mut PageCx<'_>) {
        self.listing = Some(cx.look(Look::Templates));
        if let Some(Chosen::Form(form)) = self.chosen {
            self.opening = Some(cx.look(Look::Template(form)));
        }
    }

    fn learn(&mut self, cx: &mut PageCx<'_>) {
        if let Some(Ok(Outcome::Templates(view))) = cx.take_if(&mut self.listing) {
            self.drafts.learn_paper(&view.paper);
            self.view = Some(view);
        }
        if let Some(Ok(Outcome::Template(detail))) = cx.take_if(&mut self.opening) {
            self.drafts.learn_form(&detail);
            self.detail = Some(detail);
        }
        let Some((ticket, doing)) = self.doing else { return };
        let Some(answer) = cx.take(ticket) else { return };
        self.doing = None;
        match answer {
            Ok(_) => {
                if doing == Doing::Save {
                    self.drafts.saved(self.chosen == Some(Chosen::Paper));
                }
                self.seen.forget();
                self.read(cx);
            }
            Err(ServiceError::TemplateRefused(flaws)) => (self.flaws, self.has_news) = (flaws, true),
            Err(error) => {
                use crate::domain::explain::Explain as _;
                self.failed = Some(FindingLine::mistake(error.to_string()).way_out(error.remedy()));
            }
        }
    }

    /// Asks for the sample as it stands typed.
    fn wish(&mut self, view: &View, cx: &mut PageCx<'_>) {
        let form = match (self.chosen, &self.detail) {
            (Some(Chosen::Form(form)), Some(detail)) if detail.form == form => self.drafts.form(form),
            (Some(Chosen::Paper), _) => Some(draft::plain(LETTER)),
            _ => None,
        };
        if let Some(form) = form {
            self.seen.wish(self.drafts.paper(&view.paper), form, cx);
        }
    }

    fn narrow_ui(&mut self, ui: &mut Ui, head: Rect, body: Rect, may: bool, cx: &mut PageCx<'_>) {
        let left = head.with_max_x(head.left() + 150.0);
        if back_ui(ui, left, "文书名单") {
            self.chosen = None;
            return;
        }
        let mut tab = usize::from(self.shows_sample);
        ui.scope_builder(UiBuilder::new().max_rect(head.with_min_x(left.right() + 8.0)), |ui| {
            ui.add_space(8.0);
            tabs(ui, &mut tab, &[Tab::new("选定"), Tab::new("样张")]);
        });
        self.shows_sample = tab == 1;
        if self.shows_sample { self.sample_pane(ui, body) } else { self.choices_pane(ui, body, may, cx) }
    }

    fn list_pane(&mut self, ui: &mut Ui, rect: Rect, view: &View) {
        paint::card(ui, rect);
        let rows = rect.shrink2(vec2(1.0, 8.0));
        let entry =
            |key: String, name: String, note: String| Entry { key, name, note, chip: None, is_grey: false };
        let common = entry(PAPER.to_owned(), "全部文书".to_owned(), "标志、用章位置、页边距".to_owned());
        let forms = view.forms.iter().map(|line| {
            let name = format!("{} {}", line.form.number(), line.form.label());
            entry(line.form.number().to_owned(), name, line.states().join("、"))
        });
        let entries: Vec<Entry> = std::iter::once(common).chain(forms).collect();
        let key = self.chosen.map(|chosen| match chosen {
            Chosen::Paper => PAPER.to_owned(),
            Chosen::Form(form) => form.number().to_owned(),
        });
        let list = ui.make_persistent_id(("entry list", NAME));
        let output = entry_list(ui, rows, NAME, &entries, key.as_deref());
        self.arrival.settle(ui.ctx(), list);
        if let Some(key) = output.chosen {
            self.chosen = Some(key.parse().map_or(Chosen::Paper, Chosen::Form));
            self.detail = self.detail.take().filter(|detail| self.chosen == Some(Chosen::Form(detail.form)));
            self.flaws.clear();
            self.failed = None;
            self.shows_sample = false;
            self.opening = None;
        }
        self.focus_form |= output.entered;
    }

    fn choices_pane(&mut self, ui: &mut Ui, rect: Rect, may: bool, cx: &mut PageCx<'_>) {
        paint::card(ui, rect);
        let Some(chosen) = self.chosen else {
            ui.scope_builder(UiBuilder::new().max_rect(rect), |ui| {
                empty(ui, icon::DOCUMENT, "选一份文书", "在左边的名单里选，上下键也可以", Vec::new());
            });
            return;
        };
        if let Chosen::Form(form) = chosen
            && self.detail.as_ref().is_none_or(|detail| detail.form != form)
        {
            // The sentences are found in the template, which takes a moment the first time.
            if self.opening.is_none() {
                self.opening = Some(cx.look(Look::Template(form)));
            }
            paint::put_center(
                ui.painter(),
                rect.with_max_y(rect.top() + 96.0),
                &paint::line(ui, Type::Body, colors().ink3, "正在打开这份文书的模板"),
            );
            return;
        }
        let m = measures();
        let bar = rect.with_min_y(rect.bottom() - BAR);
        let body = Rect::from_min_max(rect.min + vec2(1.0, 8.0), pos2(rect.right() - 1.0, bar.top()));
        let salt = format!("template {chosen:?}");
        let mut asked = None;
        let mut finished = false;
        ui.scope_builder(UiBuilder::new().max_rect(body).id_salt(&salt), |ui| {
            egui::ScrollArea::vertical().id_salt(&salt).auto_shrink(false).show(ui, |ui| {
                let at = ui.cursor().min + vec2(m.space_4, m.space_2);
                let inner = Rect::from_min_size(at, vec2(body.width() - 2.0 * m.space_4, f32::INFINITY));
                ui.scope_builder(UiBuilder::new().max_rect(inner), |ui| {
                    ui.spacing_mut().item_spacing.y = m.space_2;
                    let form = FormFlow::new(&salt).show(ui, |ui| {
                        asked = self.choices_ui(ui, chosen, may, cx);
                    });
                    finished = form.finished;
                    if std::mem::take(&mut self.focus_form) {
                        FormFlow::new(&salt).focus_first(ui.ctx());
                    }
                    ui.add_space(m.space_4);
                });
            });
        });
        let pressed = self.bar_ui(ui, bar, chosen, may);
        let saves = pressed.or((finished && may && self.why(chosen).is_none()).then_some(Pressed::Save));
        let request = match saves {
            Some(Pressed::Save) => self.drafts.request(chosen == Chosen::Paper),
            Some(Pressed::Reset) => Some(match chosen {
                Chosen::Paper => Request::ResetPaper,
                Chosen::Form(form) => Request::ResetForm { form },
            }),
            Some(Pressed::GiveUp) => {
                self.drafts.give_up(chosen == Chosen::Paper);
                self.flaws.clear();
                None
            }
            None => None,
        };
        let doing = if request.is_some() { Doing::Save } else { Doing::Other };
        if let Some((request, doing)) = request.map(|request| (request, doing)).or(asked) {
            self.flaws.clear();
            self.failed = None;
            self.doing = Some((cx.act(Action::Template(request)), doing));
        }
    }

    /// What was asked with a button of its own.
    fn choices_ui(
        &mut self,
        ui: &mut Ui,
        chosen: Chosen,
        may: bool,
        cx: &mut PageCx<'_>,
    ) -> Option<(Request, Doing)> {
        let locked = (!may).then_some(ONLY_LOOK);
        let has_news = std::mem::take(&mut self.has_news);
        match chosen {
            Chosen::Paper => {
                paper::ui(ui, &mut self.drafts, (&self.flaws, has_news), locked, cx);
                None
            }
            Chosen::Form(_) => {
                let detail = self.detail.clone()?;
                let view = self.view.clone()?;
                let state = form::State {
                    detail: &detail,
                    paper: &view.paper,
                    flaws: &self.flaws,
                    has_news,
                    locked,
                    trying: matches!(self.doing, Some((_, Doing::Adopt))),
                };
                form::ui(ui, &mut self.drafts, &state, cx)
            }
        }
    }

    fn bar_ui(&mut self, ui: &mut Ui, rect: Rect, chosen: Chosen, may: bool) -> Option<Pressed> {
        let c = colors();
        let m = measures();
        paint::hline(ui, rect, rect.top(), c.line);
        let inner = rect.shrink2(vec2(m.space_4, 0.0));
        if !may {
            said(ui, inner, icon::LOCK, c.ink2, &format!("只能看：{ONLY_LOOK}"));
            return None;
        }
        let changed = self.drafts.is_changed(chosen == Chosen::Paper);
        let why = self.why(chosen);
        let usual = self.why_not_reset(chosen);
        let mut pressed = None;
        let mut taken = inner.left();
        let layout = egui::Layout::right_to_left(egui::Align::Center);
        ui.scope_builder(UiBuilder::new().max_rect(inner).layout(layout), |ui| {
            ui.spacing_mut().item_spacing.x = m.space_2;
            if Button::primary("保存").key("Ctrl+Enter").why(why.as_ref()).ui(ui).clicked() && why.is_none()
            {
                pressed = Some(Pressed::Save);
            }
            if changed && Button::secondary("放弃").name("放弃改动").ui(ui).clicked() {
                pressed = Some(Pressed::GiveUp);
            }
            if Button::quiet("恢复默认").why(usual.as_ref()).ui(ui).clicked() && usual.is_none() {
                pressed = Some(Pressed::Reset);
            }
            taken = ui.min_rect().left();
        });
        let left = inner.with_max_x(taken - m.space_3);
        if let Some(failed) = &self.failed {
            said(ui, left, failed.icon, c.red, &failed.sentence);
        } else if changed {
            said(ui, left, icon::ENTRY, c.amber, "有改动，还没保存");
        }
        pressed
    }

    fn why(&self, chosen: Chosen) -> Option<Why> {
        let lacking = if self.doing.is_some() {
            Some(("上一步还没有做完", "做完、读回以后再存"))
        } else if !self.drafts.is_changed(chosen == Chosen::Paper) {
            Some(("没有改动", "改了以后再保存"))
        } else {
            self.drafts.mistake(chosen == Chosen::Paper)
        };
        lacking.map(|(fact, reason)| plain_why("现在不用保存，或者还不能", fact, reason))
    }

    fn why_not_reset(&self, chosen: Chosen) -> Option<Why> {
        let is_default = match chosen {
            Chosen::Paper => self.view.as_ref().is_none_or(|view| view.paper == Default::default()),
            Chosen::Form(_) => self.detail.as_ref().is_none_or(|detail| detail.style.is_default()),
        };
        let lacking = if self.doing.is_some() {
            Some(("上一步还没有做完", "做完以后再恢复"))
        } else if is_default {
            Some(("现在就是程序的样子", "保存过自己的选定，这里可以一次改回来"))
        } else {
            None
        };
        lacking.map(|(fact, reason)| plain_why("不用恢复，或者还不能", fact, reason))
    }

    fn sample_pane(&mut self, ui: &mut Ui, rect: Rect) {
        paint::card(ui, rect);
        let inner = rect.shrink(1.0);
        if self.chosen.is_none() {
            return;
        }
        self.seen.ui(ui, inner);
    }
}

/// The buttons of the bar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Pressed {
    Save,
    GiveUp,
    Reset,
}

fn head_ui(ui: &mut Ui, rect: Rect, cx: &mut PageCx<'_>) {
    let c = colors();
    let title = paint::bold(ui, Type::Title, c.ink, "文书模板");
    let x = paint::put_left(ui.painter(), rect, &title).right() + 12.0;
    let response = ui.interact(rect, Id::unique("template head"), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(egui::Role::Heading, true, "文书模板"));
    let layout = egui::Layout::right_to_left(egui::Align::Center);
    let mut right = rect.right();
    ui.scope_builder(UiBuilder::new().max_rect(rect).layout(layout), |ui| {
        if Button::secondary("返回设置").icon(icon::LEFT).ui(ui).clicked() {
            cx.back();
        }
        right = ui.min_rect().left();
    });
    if cx.width >= Width::Desk {
        let words = "措辞、标志、用章位置、页边距、套打由本机构定；每次打印都留下当时的模板";
        let place = Rect::from_min_max(pos2(x, rect.top()), pos2(right - 12.0, rect.bottom()));
        let galley = paint::wrapped(ui, Type::Note, c.ink2, words, place.width());
        paint::put_left(ui.painter(), place, &galley);
    }
}

/// One line with an icon at the left of the bar.
fn said(ui: &Ui, rect: Rect, mark: icon::Icon, color: egui::Color32, words: &str) {
    let rest = paint::icon_left(ui.painter(), rect, 20.0, 8.0, mark, color);
    let galley = paint::wrapped(ui, Type::Note, color, words, rest.width());
    paint::put_left(ui.painter(), rest, &galley);
    let response = ui.interact(rect, Id::unique("template state"), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(egui::Role::Label, true, words));
}
