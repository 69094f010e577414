//! 送达 (F-23): every client in turn; who took it, shown which document, in how many copies, and the fee.

use crate::domain::audit::Operation;
use crate::domain::date_words::Lean;
use crate::domain::delivery::DeliveredPaper;
use crate::domain::delivery::DeliveryWay;
use crate::domain::rules::Findings;
use crate::domain::signature::refusal_is_complete;
use crate::domain::step::Step;
use crate::ui::components::checkbox::Checkbox;
use crate::ui::components::chip::Chip;
use crate::ui::components::chip::Tone;
use crate::ui::components::field::Field;
use crate::ui::components::form_grid::Card;
use crate::ui::components::form_grid::FormGrid;
use crate::ui::components::paint;
use crate::ui::components::segmented::Segmented;
use crate::ui::pages::intake::ask;
use crate::ui::pages::intake::ask::Choice;
use crate::ui::pages::intake::ask::DayLook;
use crate::ui::pages::intake::missing::Missing;
use crate::ui::pages::opinion::bench::Bench;
use crate::ui::pages::opinion::forms::DeliveryForm;
use crate::ui::pages::opinion::forms::Fee;
use crate::ui::pages::opinion::forms::Way;
use crate::ui::theme::Type;
use crate::ui::theme::colors;
use crate::ui::theme::icon;
use egui::Sense;
use egui::Ui;
use egui::vec2;

/// The paper that is to be handed over: the opinion, else a correction that has not reached everybody.
pub fn paper(bench: &Bench<'_, '_>) -> DeliveredPaper {
    let file = &bench.view.file;
    if !file.undelivered(DeliveredPaper::Opinion).is_empty() {
        return DeliveredPaper::Opinion;
    }
    let open = file.undelivered_corrections().next();
    open.map_or(DeliveredPaper::Opinion, |row| DeliveredPaper::Correction { correction: row.id })
}

/// Somebody still has to be reached.
pub fn is_open(bench: &Bench<'_, '_>) -> bool {
    !bench.view.file.undelivered(paper(bench)).is_empty()
}

/// The form on the screen, for the first client who was not reached.
pub fn shown(bench: &Bench<'_, '_>) -> DeliveryForm {
    let open = bench.view.file.undelivered(paper(bench));
    let is_open =
        |form: &&DeliveryForm| form.to.is_none_or(|to| open.iter().any(|client| client.person.id == to));
    let kept = bench.forms.delivery.as_ref().filter(is_open).cloned();
    kept.unwrap_or_else(|| DeliveryForm::of(bench.view, open.first().copied()))
}

/// What the rules say about everybody having been reached.
pub fn findings(bench: &Bench<'_, '_>) -> Findings {
    bench.view.findings(Step::Deliver)
}

/// What is missing before one delivery can be kept, or before the case can go on.
pub fn missing(bench: &Bench<'_, '_>, findings: &Findings) -> Vec<Missing> {
    let mut list = Vec::new();
    if !bench.may(Operation::Deliver) {
        list.push(Missing::role("送达归前台", "请前台或负责人来办"));
    }
    if !is_open(bench) {
        list.extend(bench.missing(findings));
        return list;
    }
    let form = shown(bench);
    let mut add = |is_missing: bool, fact: &str, hint: &str, field: &'static str| {
        if is_missing {
            list.push(Missing::field(fact, hint, field).cited(findings.of("GZ-39#4")));
        }
    };
    add(form.to.is_none(), "还没有选送给谁", "逐一送达每一方", "to");
    if form.is_refused {
        let staff = form.staff.clone().map(crate::domain::secret::PersonName::new);
        let is_complete = refusal_is_complete(&form.refusal, &staff);
        add(!is_complete, "拒收还没有写明原因和两名工作人员", "写齐再记", "refusal");
        return list;
    }
    match form.way {
        Way::Mail => add(form.number.trim().is_empty(), "邮寄单号还没有写", "照快递单写", "number"),
        Way::Pickup | Way::Other => {
            add(form.taken_by.trim().is_empty(), "领取人还没有写", "谁领的写谁", "taken_by");
            add(!form.is_identified, "领取人的身份还没有核验", "看过身份证件再勾", "identified");
        }
    }
    add(form.copies.trim().parse::<u32>().unwrap_or(0) == 0, "份数还没有写", "交了几份写几份", "copies");
    list
}

/// The list of clients and the form for the next one.
pub fn ui(ui: &mut Ui, bench: &mut Bench<'_, '_>) {
    list_card(ui, bench);
    if !is_open(bench) || !bench.may(Operation::Deliver) {
        return;
    }
    let before = shown(bench);
    let mut form = before.clone();
    ui.add_space(4.0);
    form_card(ui, bench, &mut form);
    if form != before {
        bench.forms.delivery = Some(form);
    }
}

fn list_card(ui: &mut Ui, bench: &Bench<'_, '_>) {
    let file = &bench.view.file;
    let papers = std::iter::once(DeliveredPaper::Opinion).chain(
        file.corrections_now()
            .filter(|row| row.body.is_granted())
            .map(|row| DeliveredPaper::Correction { correction: row.id }),
    );
    for paper in papers {
        let heading = match paper {
            DeliveredPaper::Opinion => "意见书送达",
            DeliveredPaper::Correction { .. } => "补正送达",
        };
        let n_open = file.undelivered(paper).len();
        let aside =
            if n_open == 0 { "各方都已送达".to_owned() } else { format!("还有 {n_open} 方") };
        Card::new(heading).aside(&aside).show(ui, |ui| {
            for client in &file.intake.clients {
                let row = file.deliveries_of(paper).filter(|row| row.body.to == client.person.id).last();
                let said = row.map(|row| {
                    let delivery = &row.body;
                    let taken_by = match &delivery.way {
                        DeliveryWay::Mail { number, .. } => format!("单号 {number}"),
                        DeliveryWay::Pickup | DeliveryWay::Other { .. } => {
                            delivery.taken_by.as_str().to_owned()
                        }
                    };
                    let how = if delivery.refusal.is_some() { "拒收" } else { delivery.way.label() };
                    format!("{}　{how}　{taken_by}　{} 份", delivery.delivered_on, delivery.n_copies)
                });
                client_ui(ui, client.called(), said.as_deref());
            }
        });
        ui.add_space(4.0);
    }
}

fn client_ui(ui: &mut Ui, name: &str, said: Option<&str>) {
    let c = colors();
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 40.0), Sense::hover());
    let label = format!("{name} {}", said.unwrap_or("还没有送达"));
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, &label));
    let chip = match said {
        Some(_) => Chip::new("已送达", Tone::Green).icon(icon::DONE),
        None => Chip::new("待送达", Tone::Grey).icon(icon::INFO),
    };
    let chip = chip.in_grid();
    let size = chip.size(ui);
    let at =
        egui::Rect::from_min_size(egui::pos2(rect.right() - size.x, rect.center().y - size.y / 2.0), size);
    chip.paint_at(ui, at);
    let room = rect.with_max_x(at.left() - 12.0);
    let painter = ui.painter().with_clip_rect(room);
    let after = paint::put_left(&painter, room, &paint::line(ui, Type::Body, c.ink, name));
    if let Some(said) = said {
        let rest = room.with_min_x(after.right() + 16.0);
        paint::put_left(&painter, rest, &paint::line(ui, Type::Note, c.ink2, said));
    }
    paint::hline(ui, rect, rect.bottom() - 1.0, c.line);
}

fn form_card(ui: &mut Ui, bench: &mut Bench<'_, '_>, form: &mut DeliveryForm) {
    let open = bench.view.file.undelivered(paper(bench));
    let clients: Vec<_> = open.iter().map(|client| (client.person.id, client.called())).collect();
    let names = bench.names();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let today = bench.today();
    let mut anchors = Vec::new();
    let before = form.to;
    Card::new("记一次送达").show(ui, |ui| {
        if clients.len() > 1 {
            let response = Segmented::new("送给谁", &mut form.to, &clients).required().ui(ui);
            anchors.push(("to", response.id));
        }
        FormGrid::show(ui, |grid| {
            grid.row(|row| {
                row.cell(5, |ui| {
                    let mut way = Some(form.way);
                    let answers = [(Way::Pickup, "自取"), (Way::Mail, "邮寄"), (Way::Other, "其他")];
                    Segmented::new("送达方式", &mut way, &answers).ui(ui);
                    form.way = way.unwrap_or(form.way);
                });
                row.cell(4, |ui| {
                    let mut on = Some(form.delivered_on.unwrap_or(today));
                    let look = DayLook { lean: Lean::Past, required: true, finding: None };
                    ask::day(ui, "送达日期", &mut on, today, look);
                    form.delivered_on = on.filter(|on| *on != today);
                });
                row.cell(3, |ui| {
                    let field = Field::new("送达份数", &mut form.copies).right().unit("份").required();
                    anchors.push(("copies", field.id(ui)));
                    field.ui(ui);
                });
            });
            if !form.is_refused {
                taken_ui(grid, form, &mut anchors);
            }
            fee_ui(grid, form);
        });
        Checkbox::new("拒收", &mut form.is_refused).ui(ui);
        if form.is_refused {
            FormGrid::show(ui, |grid| {
                grid.row(|row| {
                    row.cell(6, |ui| {
                        let field = Field::new("拒收的原因", &mut form.refusal).required();
                        anchors.push(("refusal", field.id(ui)));
                        field.ui(ui);
                    });
                    for (label, text) in ["注记的工作人员", "另一名注记人"].into_iter().zip(&mut form.staff)
                    {
                        row.cell(3, |ui| {
                            let look = Choice { required: true, ..Choice::default() };
                            ask::suggested(ui, label, text, &names, look)
                        });
                    }
                });
            });
        }
    });
    if form.to != before
        && let Some(client) = open.iter().find(|client| Some(client.person.id) == form.to)
    {
        client.person.name.as_str().clone_into(&mut form.taken_by);
        form.is_identified = false;
    }
    for (field, id) in anchors {
        bench.anchor(field, id);
    }
}

fn taken_ui(grid: &mut FormGrid<'_>, form: &mut DeliveryForm, anchors: &mut Vec<(&'static str, egui::Id)>) {
    grid.row(|row| match form.way {
        Way::Mail => row.cell(6, |ui| {
            let field = Field::new("邮寄单号", &mut form.number).required();
            anchors.push(("number", field.id(ui)));
            field.ui(ui);
        }),
        Way::Pickup | Way::Other => {
            row.cell(4, |ui| {
                let field = Field::new("领取人", &mut form.taken_by).required();
                anchors.push(("taken_by", field.id(ui)));
                field.ui(ui);
            });
            row.cell(4, |ui| {
                Field::new("与委托人的关系", &mut form.relation).hint("本人、承办人、代收").ui(ui);
            });
            row.cell(4, |ui| {
                ui.add_space(24.0);
                let response = Checkbox::new("身份证件已核验", &mut form.is_identified).ui(ui);
                anchors.push(("identified", response.id));
            });
        }
    });
    if form.way == Way::Other {
        grid.row(|row| {
            row.cell(12, |ui| {
                Field::new("怎样送的", &mut form.how).required().ui(ui);
            });
        });
    }
}

fn fee_ui(grid: &mut FormGrid<'_>, form: &mut DeliveryForm) {
    grid.row(|row| {
        row.cell(5, |ui| {
            let mut fee = Some(form.fee);
            let answers = [(Fee::Settled, "已结清"), (Fee::AsAgreed, "按约定"), (Fee::Owed, "未结清")];
            Segmented::new("鉴定费用", &mut fee, &answers).ui(ui);
            form.fee = fee.unwrap_or(form.fee);
        });
        if form.fee == Fee::AsAgreed {
            row.cell(7, |ui| {
                Field::new("怎样约定", &mut form.fee_note).required().ui(ui);
            });
        }
    });
}
