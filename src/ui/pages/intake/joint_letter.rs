//! 共同委托书 (F-02) taken in at the counter: the original, how it came, the seal, the call back to the insurer.

use crate::domain::date_words::Lean;
use crate::domain::insurer::Insurer;
use crate::domain::joint_letter::CallBack;
use crate::domain::joint_letter::JointLetter;
use crate::domain::joint_letter::LetterCarrier;
use crate::domain::joint_letter::Selection;
use crate::domain::moment::Day;
use crate::domain::moment::Moment;
use crate::domain::reception::ClientKind;
use crate::domain::secret::PersonName;
use crate::domain::secret::Phone;
use crate::domain::step::Place;
use crate::domain::step::Step;
use crate::services::joint_letter as service;
use crate::services::request::Action;
use crate::ui::components::button::Button;
use crate::ui::components::checkbox::Checkbox;
use crate::ui::components::chip::Tone;
use crate::ui::components::field::Field;
use crate::ui::components::form_grid::Card;
use crate::ui::components::form_grid::FormGrid;
use crate::ui::components::id_number;
use crate::ui::components::notice::Notice;
use crate::ui::components::segmented::Segmented;
use crate::ui::pages::IntakeStep;
use crate::ui::pages::intake::ask;
use crate::ui::pages::intake::ask::Choice;
use crate::ui::pages::intake::ask::DayLook;
use crate::ui::pages::intake::counter::Counter;
use crate::ui::pages::intake::house::House;
use crate::ui::pages::intake::missing::Missing;
use crate::ui::pages::intake::missing::add_stopping;
use crate::ui::pages::intake::reception::blank_client;
use crate::ui::pages::intake::visit::Then;
use crate::ui::theme::Width;
use crate::ui::theme::icon;
use egui::Frame;
use egui::Id;
use egui::Margin;
use egui::Ui;
use serde::Deserialize;
use serde::Serialize;

/// The letter as far as it was looked at.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct LetterDraft {
    pub is_original: Option<bool>,
    pub dated_on: Option<Day>,
    pub carrier: Option<LetterCarrier>,
    pub insurer: String,
    pub handler: PersonName,
    pub staff_no: String,
    pub seal_checked: bool,
    pub sends_witness: Option<bool>,
    pub selection: Option<Selection>,
    pub called_at: Option<Moment>,
    pub number: Phone,
    pub spoke_to: PersonName,
    pub confirmed: Option<bool>,
}

impl LetterDraft {
    pub fn is_touched(&self) -> bool {
        *self != Self::default()
    }

    /// The letter as it would be handed in.
    pub fn letter(&self, house: &House) -> JointLetter {
        let call_back = self.called_at.map(|at| CallBack {
            number: self.number.clone(),
            spoke_to: self.spoke_to.clone(),
            at,
            confirmed: self.confirmed == Some(true),
        });
        JointLetter {
            is_original: self.is_original == Some(true),
            dated_on: self.dated_on,
            carrier: self.carrier.unwrap_or(LetterCarrier::ByInsurer),
            insurer: self.insurer.clone(),
            handler: self.handler.clone(),
            staff_no: self.staff_no.trim().to_owned(),
            seal_checked_by: if self.seal_checked { house.user.name.clone() } else { PersonName::default() },
            call_back,
            sends_witness: self.sends_witness == Some(true),
            selection: self.selection,
        }
    }

    /// A letter that is there, to be looked at once more.
    fn of(letter: &JointLetter) -> Self {
        let call = letter.call_back.as_ref();
        Self {
            is_original: Some(letter.is_original),
            dated_on: letter.dated_on,
            carrier: Some(letter.carrier),
            insurer: letter.insurer.clone(),
            handler: letter.handler.clone(),
            staff_no: letter.staff_no.clone(),
            seal_checked: !letter.seal_checked_by.is_empty(),
            sends_witness: Some(letter.sends_witness),
            selection: letter.selection,
            called_at: call.map(|call| call.at),
            number: call.map(|call| call.number.clone()).unwrap_or_default(),
            spoke_to: call.map(|call| call.spoke_to.clone()).unwrap_or_default(),
            confirmed: call.map(|call| call.confirmed),
        }
    }
}

/// The letter of the case, unless it is being taken in anew.
fn received<'a>(counter: &'a Counter<'_, '_>) -> Option<&'a JointLetter> {
    let draft = &counter.visit.draft.letter;
    counter.case.as_ref()?.file.joint_letter().filter(|_| !draft.is_touched())
}

/// The receipt.
pub fn ui(ui: &mut Ui, counter: &mut Counter<'_, '_>) {
    let margin = if counter.cx.width == Width::Narrow { 8 } else { 24 };
    Frame::NONE.inner_margin(Margin::symmetric(margin, 12)).show(ui, |ui| {
        if let Some(letter) = received(counter).cloned() {
            received_ui(ui, counter, &letter);
            return;
        }
        letter_card(ui, counter);
        ui.add_space(4.0);
        call_card(ui, counter);
    });
}

/// What was taken in, in words; anything else is a new receipt.
fn received_ui(ui: &mut Ui, counter: &mut Counter<'_, '_>, letter: &JointLetter) {
    let (tone, mark, verdict) = match letter.is_original {
        true => (Tone::Green, icon::DONE, "原件已收"),
        false => (Tone::Amber, icon::WARNING, "不是原件"),
    };
    let mut facts = vec![letter.insurer.clone(), handler_words(letter)];
    facts.extend(letter.dated_on.map(|on| format!("{on} 出具")));
    facts.push(letter.carrier.label().to_owned());
    if let Some(selection) = letter.selection {
        facts.push(format!("{}选定机构", selection.label()));
    }
    facts.push(if letter.sends_witness { "派人到场见证" } else { "书面委托，不到场" }.to_owned());
    if !letter.seal_checked_by.is_empty() {
        facts.push(format!("{}核对过印章", letter.seal_checked_by.as_str()));
    }
    if let Some(call) = &letter.call_back {
        let said = if call.confirmed { "对方确认" } else { "对方没有确认" };
        facts.push(format!("{} 电话回核，{said}", call.at));
    }
    Notice::new(tone, mark, verdict, &facts.join("，")).ui(ui);
    if Button::quiet("更正这次收件…").ui(ui).clicked() {
        counter.visit.draft.letter = LetterDraft::of(letter);
    }
}

/// 「经办人韩琪（工号 AZ-0031）」.
fn handler_words(letter: &JointLetter) -> String {
    let number = letter.staff_no.trim();
    let number = if number.is_empty() { String::new() } else { format!("（工号 {number}）") };
    format!("经办人{}{number}", letter.handler.as_str())
}

fn letter_card(ui: &mut Ui, counter: &mut Counter<'_, '_>) {
    let today = counter.today();
    let line = counter.on_field("joint_letter");
    let insurers = counter.house.insurers.clone();
    let case_insurers: Vec<String> =
        counter.visit.draft.intake.insurers.iter().map(|row| row.name.clone()).collect();
    let mut anchors: Vec<(&'static str, Id)> = Vec::new();
    let draft = &mut counter.visit.draft.letter;
    Card::new("收到共同委托书").aside("F-02，只有原件才算共同委托").show(ui, |ui| {
        FormGrid::show(ui, |grid| {
            grid.row(|row| {
                row.cell(5, |ui| {
                    let answers = [(true, "原件"), (false, "复印件、照片")];
                    let response =
                        Segmented::new("收到的是", &mut draft.is_original, &answers).required().ui(ui);
                    anchors.push(("joint_letter", response.id));
                    anchors.push(("is_original", response.id));
                });
                row.cell(7, |ui| {
                    let answers = LetterCarrier::ALL.map(|one| (one, one.label()));
                    let response = Segmented::new("怎么来的", &mut draft.carrier, &answers).required().ui(ui);
                    anchors.push(("carrier", response.id));
                });
            });
            grid.row(|row| {
                row.cell(3, |ui| {
                    let look = DayLook { lean: Lean::Past, required: true, finding: None };
                    ask::day(ui, "出具日期", &mut draft.dated_on, today, look);
                });
                row.cell(6, |ui| insurer_ui(ui, &mut draft.insurer, &case_insurers, &insurers));
                row.cell(3, |ui| {
                    ask::name(ui, "经办人", "letter", &mut draft.handler, true);
                });
            });
            grid.row(|row| {
                row.cell(6, |ui| {
                    let answers = [(true, "派人到场见证"), (false, "书面委托，不到场")];
                    let response =
                        Segmented::new("参与方式", &mut draft.sends_witness, &answers).required().ui(ui);
                    anchors.push(("sends_witness", response.id));
                });
                row.cell(6, |ui| {
                    ui.add_space(24.0);
                    let words = "印章与保险机构名称一致，核对过";
                    let response = Checkbox::new(words, &mut draft.seal_checked).ui(ui);
                    anchors.push(("seal_checked", response.id));
                });
            });
            grid.row(|row| {
                // Seldom written on the letter: behind what is always asked.
                row.cell(4, |ui| {
                    Field::new("经办人工号", &mut draft.staff_no).hint("没有写的，用名录里的").ui(ui);
                });
                row.cell(8, |ui| {
                    let answers = Selection::ALL.map(|one| (one, one.label()));
                    let question = Segmented::new("双方怎样选定机构和鉴定人", &mut draft.selection, &answers);
                    anchors.push(("selection", question.ui(ui).id));
                });
            });
        });
        if let Some(line) = &line {
            crate::ui::components::finding::finding_line(ui, line);
        }
    });
    for (field, id) in anchors {
        counter.anchor(field, id);
    }
}

fn insurer_ui(ui: &mut Ui, text: &mut String, of_case: &[String], directory: &[Insurer]) {
    let mut names: Vec<&str> = of_case.iter().map(String::as_str).collect();
    names.extend(
        directory
            .iter()
            .map(|insurer| insurer.name.as_str())
            .filter(|name| !of_case.iter().any(|n| n == name)),
    );
    let look = Choice { required: true, hint: "名称或首字母", ..Choice::default() };
    ask::suggested(ui, "出具的保险机构", text, &names, look);
}

fn call_card(ui: &mut Ui, counter: &mut Counter<'_, '_>) {
    let now = counter.cx.now;
    let draft = &mut counter.visit.draft.letter;
    let aside = match draft.called_at {
        Some(at) => format!("{} 拨出", at.hour_minute_text()),
        None => "当事人携来的，打一个电话核一核".to_owned(),
    };
    let mut anchor = Id::NULL;
    Card::new("电话回核").aside(&aside).show(ui, |ui| {
        if draft.called_at.is_none() {
            let response = Button::secondary("记一次回核电话").icon(icon::CALL).ui(ui);
            anchor = response.id;
            if response.clicked() {
                draft.called_at = Some(now);
            }
            return;
        }
        FormGrid::show(ui, |grid| {
            grid.row(|row| {
                row.cell(3, |ui| {
                    let output =
                        ask::personal(ui, ("回核号码", "letter"), &mut draft.number, |ui, text| {
                            id_number::phone("回核号码", text).required().ui(ui)
                        });
                    anchor = output.response.id;
                });
                row.cell(3, |ui| {
                    ask::name(ui, "接听人", "letter call", &mut draft.spoke_to, true);
                });
                row.cell(4, |ui| {
                    let answers = [(true, "确认"), (false, "没有确认")];
                    Segmented::new("对方说", &mut draft.confirmed, &answers).required().ui(ui);
                });
                row.cell(2, |ui| {
                    ui.add_space(24.0);
                    if Button::quiet("没打").name("去掉这次回核").ui(ui).clicked() {
                        draft.called_at = None;
                        draft.confirmed = None;
                    }
                });
            });
        });
    });
    counter.anchor("call_back", anchor);
}

/// What the receipt still lacks.
pub fn missing(counter: &Counter<'_, '_>) -> Vec<Missing> {
    let mut list = Vec::new();
    let rules = counter.guarding(Step::BeginReview);
    if received(counter).is_some() {
        let here: Vec<_> = rules.stopping().filter(|f| f.way_out.go == Place::JointLetter).cloned().collect();
        add_stopping(&mut list, &crate::domain::rules::Findings::new(here), &[Place::JointLetter], false);
        return list;
    }
    let draft = &counter.visit.draft.letter;
    let rule = rules.iter().find(|finding| finding.way_out.go == Place::JointLetter);
    let mut lacks = |lacks: bool, fact: &str, hint: &str, field: &'static str| {
        if lacks {
            list.push(Missing::field(fact, hint, field).cited(rule));
        }
    };
    lacks(draft.is_original.is_none(), "收到的是不是原件还没选", "没有原件的按单方委托办", "is_original");
    lacks(
        draft.is_original == Some(false),
        "收到的不是原件",
        "请保险机构出具原件，或改回单方委托",
        "is_original",
    );
    lacks(draft.carrier.is_none(), "委托书怎么来的还没选", "当事人携来的宜电话回核", "carrier");
    lacks(draft.dated_on.is_none(), "出具日期还没填", "照委托书上的日期", "joint_letter");
    lacks(draft.insurer.trim().is_empty(), "出具的保险机构还没写", "照公章上的全称", "joint_letter");
    lacks(draft.handler.is_empty(), "经办人还没写", "照委托书上的签名", "joint_letter");
    lacks(draft.sends_witness.is_none(), "参与方式还没选", "派人到场，还是书面委托", "sends_witness");
    lacks(!draft.seal_checked, "印章还没核对", "核对印章与机构名称", "seal_checked");
    let half_called = draft.called_at.is_some() && (draft.confirmed.is_none() || draft.number.is_empty());
    lacks(half_called, "回核电话还没记完", "号码、接听人、对方怎么说", "call_back");
    list
}

/// Hands the receipt in and goes on; the insurer of the letter stands among the clients.
pub fn next(counter: &mut Counter<'_, '_>) {
    counter.visit.tried = Some(IntakeStep::Notice);
    let Some(case) = counter.visit.who.case() else { return };
    if !counter.visit.draft.letter.is_touched() {
        counter.save();
        counter.go(IntakeStep::Materials);
        return;
    }
    add_client(counter);
    counter.save();
    let letter = Box::new(counter.visit.draft.letter.letter(counter.house));
    let request = service::Request::Receive { case, letter, reason: String::new() };
    counter.ask(Action::JointLetter(request), Then::LetterReceived);
}

/// A commission that became joint gets its second client from the letter.
fn add_client(counter: &mut Counter<'_, '_>) {
    let now = counter.cx.now;
    let draft = &mut counter.visit.draft;
    let letter = draft.letter.clone();
    let known = counter.house.insurers.iter().find(|insurer| insurer.name == letter.insurer.trim());
    let clients = &mut draft.intake.clients;
    let blank = clients.iter_mut().find(|client| client.kind == ClientKind::Insurer);
    let client = match blank {
        Some(client) => client,
        None => {
            clients.push(blank_client(ClientKind::Insurer, now));
            let Some(client) = clients.last_mut() else { return };
            draft.kinds_chosen.insert(client.person.id);
            client
        }
    };
    if client.organisation.trim().is_empty() {
        letter.insurer.trim().clone_into(&mut client.organisation);
        client.insurer = known.map(|insurer| insurer.id);
    }
    if client.person.name.is_empty() {
        client.person.name = letter.handler;
    }
}
