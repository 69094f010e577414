//! 补充材料 (F-15): the card with every request, the dialog that asks, the dialog that closes.

use crate::domain::audit::Operation;
use crate::domain::case::CaseState;
use crate::domain::evidence::Recorded;
use crate::domain::ids::EvidenceId;
use crate::domain::moment::Day;
use crate::domain::rules::Findings;
use crate::domain::sheet::FormNo;
use crate::domain::sheet::SheetRef;
use crate::domain::step::Step;
use crate::domain::supplement::SupplementClosing;
use crate::domain::supplement::SupplementItem;
use crate::domain::supplement::SupplementKind;
use crate::domain::supplement::SupplementOutcome;
use crate::domain::supplement::SupplementRequest;
use crate::domain::witness_notice::NoticeWay;
use crate::services::case_view::CaseView;
use crate::services::request::Action;
use crate::services::request::Outcome;
use crate::services::request::Reasons;
use crate::services::supplement;
use crate::services::supplement::ClosingDraft;
use crate::services::supplement::RequestDraft;
use crate::ui::almanac::with_almanac;
use crate::ui::components::button::Button;
use crate::ui::components::checkbox::Checkbox;
use crate::ui::components::date_field::DateField;
use crate::ui::components::field::Field;
use crate::ui::components::form_grid::Card;
use crate::ui::components::form_grid::FormGrid;
use crate::ui::components::modal::Modal;
use crate::ui::components::option::Options;
use crate::ui::components::segmented::Segmented;
use crate::ui::components::why_panel::Why;
use crate::ui::components::words::fact;
use crate::ui::components::words::words;
use crate::ui::desk::cx::PageCx;
use crate::ui::desk::cx::Ticket;
use crate::ui::law;
use crate::ui::pages::Route;
use crate::ui::theme::measures;
use chrono::NaiveDate;
use egui::Context;
use egui::Ui;
use std::collections::BTreeSet;

/// Which dialog is open.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Open {
    #[default]
    Nothing,
    Ask,
    Close,
}

/// The card and its two dialogs.
#[derive(Default)]
pub struct SupplementDesk {
    open: Open,
    kind: Option<SupplementKind>,
    /// One thing a line, or several with 、 between.
    items: String,
    why: String,
    due_on: Option<NaiveDate>,
    way: Option<NoticeWay>,
    outcome: Option<SupplementOutcome>,
    completed_on: Option<NaiveDate>,
    came: BTreeSet<EvidenceId>,
    note: String,
    asked: Option<Ticket>,
}

impl SupplementDesk {
    /// The card: what was asked for, what came, and what can be done next.
    pub fn card_ui(&mut self, ui: &mut Ui, view: &CaseView, cx: &mut PageCx<'_>) {
        let file = &view.file;
        let n = file.current(&file.supplement_requests).count();
        let aside = if n > 0 { format!("{n} 次") } else { String::new() };
        Card::new("补充材料").aside(&aside).ruled().show(ui, |ui| {
            if n == 0 {
                words(ui, "没有通知过补充材料。受理以后发出的，从发出到收齐不计入时限");
            }
            for row in file.current(&file.supplement_requests) {
                request_ui(ui, view, row, cx);
            }
            ui.add_space(measures().space_2);
            ui.horizontal(|ui| {
                if file.open_supplement().is_some() {
                    let why = law::not_yours(cx.user(), Operation::CloseSupplement);
                    if Button::primary("登记收齐…").why(why.as_ref()).ui(ui).clicked() {
                        self.open = Open::Close;
                        self.outcome.get_or_insert(SupplementOutcome::Complete);
                    }
                } else {
                    let why = law::not_yours(cx.user(), Operation::RequestSupplement)
                        .or_else(|| wrong_state(file.state));
                    if Button::secondary("通知补充材料…").why(why.as_ref()).ui(ui).clicked() {
                        self.open = Open::Ask;
                    }
                }
            });
        });
        ui.add_space(measures().space_4);
    }

    /// The dialog that is open.
    pub fn dialogs_ui(&mut self, ctx: &Context, view: &CaseView, cx: &mut PageCx<'_>) {
        if let Some(Ok(Outcome::Done { .. })) = cx.take_if(&mut self.asked) {
            *self = Self::default();
        }
        match self.open {
            Open::Nothing => {}
            Open::Ask => self.ask_ui(ctx, view, cx),
            Open::Close => self.close_ui(ctx, view, cx),
        }
    }

    fn ask_ui(&mut self, ctx: &Context, view: &CaseView, cx: &mut PageCx<'_>) {
        let findings = self.ask_findings(view, cx);
        let why = self.ask_why(&findings);
        let output = Modal::new("通知补充材料").words("通知发出之日起等待").show(
            ctx,
            |ui| {
                let kinds = SupplementKind::ALL.map(|kind| (kind, kind.label()));
                Segmented::new("要什么", &mut self.kind, &kinds).required().ui(ui);
                Field::new("缺哪些材料", &mut self.items)
                    .rows(2)
                    .required()
                    .hint("一件一件写，用顿号隔开")
                    .ui(ui);
                Field::new("为什么要", &mut self.why).rows(2).required().ui(ui);
                FormGrid::show(ui, |grid| {
                    grid.row(|row| {
                        row.cell(5, |ui| {
                            with_almanac(cx.now.day(), |almanac| {
                                DateField::new("什么时候前交", &mut self.due_on, almanac)
                                    .future()
                                    .required()
                                    .ui(ui);
                            });
                        });
                    });
                });
                let ways = NoticeWay::ALL.map(|way| (way, way.label()));
                Segmented::new("怎么通知的", &mut self.way, &ways).required().ui(ui);
            },
            |ui| {
                let done = Button::primary("发出通知").why(why.as_ref()).ui(ui).clicked();
                (done, Button::secondary("取消").ui(ui).clicked())
            },
        );
        let (pressed, cancel) = output.foot;
        if (pressed || output.finished)
            && why.is_none()
            && let Some(draft) = self.request()
        {
            let (case, reasons) = (view.file.id, Reasons::new());
            self.asked = Some(cx.act(Action::Supplement(supplement::Request::Ask { case, draft, reasons })));
            self.open = Open::Nothing;
        }
        if output.closed || cancel {
            self.open = Open::Nothing;
        }
    }

    fn request(&self) -> Option<RequestDraft> {
        let names = self.items.split(['、', '\n', '；', ';']).map(str::trim);
        let items = names.filter(|name| !name.is_empty());
        let items = items.map(|name| SupplementItem { name: name.to_owned(), detail: String::new() });
        Some(RequestDraft {
            kind: self.kind?,
            items: items.collect(),
            why: self.why.trim().to_owned(),
            due_on: Day::from_date(self.due_on?),
            way: self.way?,
        })
    }

    fn ask_findings(&self, view: &CaseView, cx: &PageCx<'_>) -> Findings {
        let Some(draft) = self.request() else { return Findings::default() };
        let RequestDraft { kind, items, why, due_on, way } = draft;
        let request = SupplementRequest { kind, items, why, issued_on: cx.now.day(), due_on, way };
        law::judged(view, cx.user(), cx.now, Step::AskSupplement, |file, envelope| {
            file.supplement_requests.push(envelope.row(request));
        })
    }

    fn ask_why(&self, findings: &Findings) -> Option<Why> {
        let missing = if self.kind.is_none() {
            "还没有选补充还是重新提取"
        } else if self.due_on.is_none() {
            "还没有写什么时候前交"
        } else if self.way.is_none() {
            "还没有选怎么通知的"
        } else {
            return law::why(Step::AskSupplement, findings);
        };
        Some(law::plain_why("现在还不能发通知", missing, "委托人凭通知补材料"))
    }

    fn close_ui(&mut self, ctx: &Context, view: &CaseView, cx: &mut PageCx<'_>) {
        let Some(row) = view.file.open_supplement() else {
            self.open = Open::Nothing;
            return;
        };
        let findings = self.close_findings(view, cx, row.id);
        let why = match self.outcome {
            None => Some(law::plain_why("现在还不能记", "还没有选收到了没有", "收齐日是时限恢复的日子")),
            Some(_) => law::why(Step::CloseSupplement, &findings),
        };
        let back = format!("记下以后回到{}", view.file.came_from().label());
        let output = Modal::new("登记收齐").words(&back).show(
            ctx,
            |ui| self.close_body(ui, view, cx, row),
            |ui| {
                let done = Button::primary("记下").why(why.as_ref()).show(ui);
                let cancel = Button::secondary("取消").ui(ui).clicked();
                (done.response.clicked(), done.solve, cancel)
            },
        );
        let (pressed, solve, cancel) = output.foot;
        if let Some(place) = solve.and_then(|at| law::way_out(&findings, at)) {
            cx.go_place(place, view.file.id);
        }
        if (pressed || output.finished)
            && why.is_none()
            && let Some(draft) = self.closing()
        {
            let (case, reasons) = (view.file.id, Reasons::new());
            let request = supplement::Request::Close { case, draft, reasons };
            self.asked = Some(cx.act(Action::Supplement(request)));
            self.open = Open::Nothing;
        }
        if output.closed || cancel {
            self.open = Open::Nothing;
        }
    }

    fn close_body(
        &mut self,
        ui: &mut Ui,
        view: &CaseView,
        cx: &PageCx<'_>,
        row: &Recorded<SupplementRequest>,
    ) {
        fact(ui, "等的是", &row.body.names());
        let outcomes = SupplementOutcome::ALL.map(|outcome| (outcome, outcome.label()));
        Options::new("收到了没有", &mut self.outcome, &outcomes).required().ui(ui);
        with_almanac(cx.now.day(), |almanac| {
            DateField::new("收齐日", &mut self.completed_on, almanac).past().aside("不写就是今天").ui(ui);
        });
        if self.outcome != Some(SupplementOutcome::None) {
            let came = view.file.current(&view.file.materials).filter(|material| material.at >= row.at);
            let mut n = 0;
            for material in came {
                n += 1;
                let mut chosen = self.came.contains(&material.id);
                let label = format!("{}　{}", material.body.name, material.body.quantity);
                if Checkbox::new(&label, &mut chosen).ui(ui).changed() {
                    if chosen {
                        self.came.insert(material.id);
                    } else {
                        self.came.remove(&material.id);
                    }
                }
            }
            if n == 0 {
                words(ui, "通知以后还没有登记新材料；先到「材料清单」登记，再回来勾");
            }
        }
        Field::new("说明", &mut self.note).ui(ui);
    }

    fn closing(&self) -> Option<ClosingDraft> {
        let outcome = self.outcome?;
        let came = self.came.iter().copied().filter(|_| outcome != SupplementOutcome::None);
        Some(ClosingDraft {
            completed_on: self.completed_on.map(Day::from_date),
            outcome,
            materials: came.collect(),
            note: self.note.trim().to_owned(),
        })
    }

    fn close_findings(&self, view: &CaseView, cx: &PageCx<'_>, request: EvidenceId) -> Findings {
        let Some(draft) = self.closing() else { return Findings::default() };
        let ClosingDraft { completed_on, outcome, materials, note } = draft;
        let completed_on = completed_on.unwrap_or(cx.now.day());
        let closing = SupplementClosing { request, completed_on, outcome, materials, note };
        law::judged(view, cx.user(), cx.now, Step::CloseSupplement, |file, envelope| {
            file.supplement_closings.push(envelope.row(closing));
        })
    }
}

/// One request and what came of it.
fn request_ui(ui: &mut Ui, view: &CaseView, row: &Recorded<SupplementRequest>, cx: &mut PageCx<'_>) {
    fact(ui, row.body.kind.label(), &row.body.names());
    fact(ui, "为什么", &row.body.why);
    let way = row.body.way.label();
    fact(ui, "通知", &format!("{} {way}，{} 前交", row.body.issued_on, row.body.due_on));
    let closed = view.file.closing_of(row.id).map_or_else(
        || "还在等".to_owned(),
        |closing| format!("{} {}", closing.body.completed_on, closing.body.outcome.label()),
    );
    fact(ui, "结果", &closed);
    if Button::quiet("打印通知书").ui(ui).clicked() {
        cx.go(Route::Sheet(SheetRef::of_case(FormNo::F15, view.file.id, Some(row.id))));
    }
}

/// Material is asked for while the commission is reviewed or while it is examined (T4, T12).
fn wrong_state(state: CaseState) -> Option<Why> {
    if matches!(state, CaseState::Reviewing | CaseState::Examining) {
        return None;
    }
    let fact = format!("案件现在是「{}」", state.label());
    Some(law::plain_why("现在还不能通知补充材料", &fact, "审查时、检验时可以通知补充"))
}
