//! 现场提取… (F-34; GZ-24): what was collected outside, how, how it was sealed, who did it and who saw it; from the
//! paper that was filled in on the spot.

use crate::domain::audit::Operation;
use crate::domain::ids::EvidenceId;
use crate::domain::ids::UserId;
use crate::domain::moment::Day;
use crate::domain::on_site_collection::CollectedItem;
use crate::domain::on_site_collection::OnSiteCollection;
use crate::domain::secret::PersonName;
use crate::domain::sheet::FormNo;
use crate::domain::sheet::SheetRef;
use crate::domain::signature::Manner;
use crate::services::case_view::CaseView;
use crate::services::on_site_collection;
use crate::services::request::Action;
use crate::services::request::Outcome;
use crate::ui::almanac::with_almanac;
use crate::ui::components::button::Button;
use crate::ui::components::checkbox::Checkbox;
use crate::ui::components::date_field::DateField;
use crate::ui::components::field::Field;
use crate::ui::components::form_grid::FormGrid;
use crate::ui::components::modal::Modal;
use crate::ui::components::people_picker::PeoplePicker;
use crate::ui::components::why_panel::Why;
use crate::ui::desk::cx::PageCx;
use crate::ui::desk::cx::Ticket;
use crate::ui::law;
use crate::ui::pages::Route;
use crate::ui::signing::staff_items;
use chrono::NaiveDate;
use egui::Context;
use egui::Ui;

/// The dialog and what was typed into it.
#[derive(Default)]
pub struct OnSiteCollectionDialog {
    is_open: bool,
    former: Option<EvidenceId>,
    on: Option<NaiveDate>,
    period: String,
    place: String,
    method: String,
    items: Vec<CollectedItem>,
    /// By name, as the picker has them.
    people: Vec<String>,
    witness: String,
    is_signed: bool,
    asked: Option<Ticket>,
}

impl OnSiteCollectionDialog {
    /// Opens it: the record that is kept, or what the appointment says.
    pub fn open(&mut self, view: &CaseView) {
        let was_begun = !self.items.is_empty();
        self.is_open = true;
        if was_begun {
            return;
        }
        let name_of = |id: &UserId| view.member(*id).map(|member| member.name.as_str().to_owned());
        if let Some(row) = view.file.latest(&view.file.collections) {
            let body = &row.body;
            *self = Self {
                is_open: true,
                former: Some(row.id),
                on: Some(body.on.date()),
                period: body.period.clone(),
                place: body.place.clone(),
                method: body.method.clone(),
                items: body.items.clone(),
                people: body.people.iter().filter_map(name_of).collect(),
                witness: body.witness.as_str().to_owned(),
                is_signed: body.signature.is_some(),
                asked: None,
            };
            return;
        }
        let appointment = view.file.appointment();
        let day = appointment.map_or(view.now.day(), |appointment| appointment.starts_at.day());
        self.on = Some(day.min(view.now.day()).date());
        self.items = vec![CollectedItem::default()];
        let outside = appointment.and_then(|appointment| appointment.outside.as_ref());
        self.place = outside.map_or_else(String::new, |outside| outside.facts.clone());
        let assigned = view.file.assignment().map(|assignment| assignment.appraisers.as_slice());
        self.people = assigned.unwrap_or_default().iter().filter_map(name_of).collect();
    }

    /// Draws it, when it is open.
    pub fn ui(&mut self, ctx: &Context, view: &CaseView, cx: &mut PageCx<'_>) {
        if let Some(Ok(Outcome::Done { .. })) = cx.take_if(&mut self.asked) {
            *self = Self::default();
        }
        if !self.is_open {
            return;
        }
        let why = law::not_yours(cx.user(), Operation::CollectOnSite).or_else(|| self.why(view));
        let output = Modal::new("现场提取").words("照当场填写的记录").show(
            ctx,
            |ui| self.body(ui, view, cx),
            |ui| {
                let done = Button::primary("记下提取").why(why.as_ref()).ui(ui).clicked();
                let print = Button::quiet("打印记录").ui(ui).clicked();
                (done, print, Button::secondary("取消").ui(ui).clicked())
            },
        );
        let (pressed, print, cancel) = output.foot;
        if (pressed || output.finished)
            && why.is_none()
            && let Some(collection) = self.collection(view)
        {
            self.is_open = false;
            let (case, former, collection) = (view.file.id, self.former, Box::new(collection));
            let request = on_site_collection::Request::Save { case, collection, former };
            self.asked = Some(cx.act(Action::OnSiteCollection(request)));
        }
        if print {
            self.is_open = false;
            cx.go(Route::Sheet(SheetRef::of_case(FormNo::F34, view.file.id, None)));
        }
        if output.closed || cancel {
            self.is_open = false;
        }
    }

    fn body(&mut self, ui: &mut Ui, view: &CaseView, cx: &PageCx<'_>) {
        FormGrid::show(ui, |grid| {
            grid.row(|row| {
                row.cell(5, |ui| {
                    with_almanac(cx.now.day(), |almanac| {
                        DateField::new("哪天提取", &mut self.on, almanac).past().required().ui(ui);
                    });
                });
                row.cell(7, |ui| {
                    Field::new("起止时间", &mut self.period).required().hint("几时几分到几时几分").ui(ui);
                });
            });
        });
        Field::new("地点", &mut self.place).required().ui(ui);
        Field::new("提取方法和经过", &mut self.method).rows(3).required().ui(ui);
        self.items_ui(ui);
        PeoplePicker::new("提取人员", &mut self.people, &staff_items(&view.staff)).required().ui(ui);
        Field::new("见证人", &mut self.witness).hint("委托人指派或者委托的人").ui(ui);
        Checkbox::new("见证人已在记录上签名", &mut self.is_signed).ui(ui);
    }

    fn items_ui(&mut self, ui: &mut Ui) {
        let mut removed = None;
        let n_items = self.items.len();
        for (at, item) in self.items.iter_mut().enumerate() {
            let salt = format!("collected {at}");
            let nth = at + 1;
            FormGrid::show(ui, |grid| {
                grid.row(|row| {
                    row.cell(4, |ui| {
                        let label = format!("第 {nth} 件");
                        Field::new(&label, &mut item.name).hint("材料名称").required().ui(ui);
                    });
                    row.cell(2, |ui| {
                        Field::new("数量", &mut item.quantity).salt(&salt).required().ui(ui);
                    });
                    row.cell(3, |ui| {
                        Field::new("性状", &mut item.form).salt(&salt).ui(ui);
                    });
                    row.cell(3, |ui| {
                        Field::new("保存状况", &mut item.condition).salt(&salt).ui(ui);
                    });
                });
                grid.row(|row| {
                    row.cell(8, |ui| {
                        Field::new("封存方式、封号", &mut item.seal).salt(&salt).required().ui(ui);
                    });
                    row.cell(4, |ui| {
                        ui.add_space(24.0);
                        let name = format!("去掉第 {nth} 件");
                        if n_items > 1 && Button::quiet("去掉").name(&name).ui(ui).clicked() {
                            removed = Some(at);
                        }
                    });
                });
            });
        }
        if let Some(at) = removed {
            self.items.remove(at);
        }
        if Button::secondary("再加一件").ui(ui).clicked() {
            self.items.push(CollectedItem::default());
        }
    }

    fn why(&self, view: &CaseView) -> Option<Why> {
        let Some(collection) = self.collection(view) else {
            return Some(law::plain_why("现在还不能记", "提取的日期还没有填", "哪一天提取的就填哪一天"));
        };
        let missing = collection.missing();
        let fact = format!("还没有写{}", missing.join("、"));
        (!missing.is_empty())
            .then(|| law::plain_why("现在还不能记", &fact, "提取了什么、怎样提取、怎样封存要写清楚"))
    }

    fn collection(&self, view: &CaseView) -> Option<OnSiteCollection> {
        let text = |text: &str| text.trim().to_owned();
        let items = self.items.iter().filter(|item| !item.name.trim().is_empty()).map(|item| CollectedItem {
            name: text(&item.name),
            quantity: text(&item.quantity),
            form: text(&item.form),
            condition: text(&item.condition),
            seal: text(&item.seal),
        });
        let id_of = |name: &String| {
            view.staff.iter().find(|member| member.name.as_str() == name).map(|member| member.id)
        };
        Some(OnSiteCollection {
            on: Day::from_date(self.on?),
            period: text(&self.period),
            place: text(&self.place),
            method: text(&self.method),
            items: items.collect(),
            people: self.people.iter().filter_map(id_of).collect(),
            witness: PersonName::new(self.witness.trim()),
            signature: (self.is_signed && !self.witness.trim().is_empty()).then_some(Manner::Paper),
        })
    }
}
