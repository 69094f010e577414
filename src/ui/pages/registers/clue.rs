//! 疑点线索 (F-32): seen, heard, supposed, each apart; reviewed by the person in charge, handed over once.

use crate::domain::attachment::Attachment;
use crate::domain::clue::BrokerClue;
use crate::domain::clue::ClueKind;
use crate::domain::clue::ClueStage;
use crate::domain::clue::ClueTransfer;
use crate::domain::clue::PersonalBasis;
use crate::domain::clue::Receiver;
use crate::domain::ids::CaseId;
use crate::domain::ids::EntryId;
use crate::domain::ids::Id as _;
use crate::domain::moment::Day;
use crate::domain::secret::PersonName;
use crate::domain::sheet::FormNo;
use crate::domain::sheet::SheetRef;
use crate::domain::staff::Role;
use crate::services::attachment::Shelf;
use crate::services::clue;
use crate::services::registers::Entry as Kept;
use crate::services::registers::View;
use crate::services::request::Action;
use crate::ui::almanac::with_almanac;
use crate::ui::components::button::Button;
use crate::ui::components::checkbox::Checkbox;
use crate::ui::components::chip::Tone;
use crate::ui::components::combo::Combo;
use crate::ui::components::combo::ComboItem;
use crate::ui::components::date_field::DateField;
use crate::ui::components::entry_list::Entry;
use crate::ui::components::field::Field;
use crate::ui::components::finding::FindingLine;
use crate::ui::components::finding::finding_line;
use crate::ui::components::form_grid::FormGrid;
use crate::ui::components::option::Options;
use crate::ui::components::people_picker::PeoplePicker;
use crate::ui::components::segmented::Segmented;
use crate::ui::components::words::fact;
use crate::ui::components::words::words;
use crate::ui::desk::cx::PageCx;
use crate::ui::law::plain_why;
use crate::ui::pages::registers::entry_pane::EntryDialog;
use crate::ui::pages::registers::entry_pane::EntryForm;
use crate::ui::pages::registers::entry_pane::Lack;
use crate::ui::pages::registers::entry_pane::Words;
use crate::ui::pages::registers::interference::case_items;
use crate::ui::pages::registers::pane;
use chrono::NaiveDate;
use egui::Ui;
use serde::Deserialize;
use serde::Serialize;
use std::collections::BTreeSet;

/// What a clue is written down with.
#[derive(Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct Form {
    source: String,
    case_text: String,
    case: Option<String>,
    kinds: BTreeSet<ClueKind>,
    seen: String,
    heard: String,
    supposed: String,
    people: String,
    /// Keys of the other cases it touches.
    also: Vec<String>,
    evidence: Vec<Attachment>,
}

/// The next step of a clue, as its dialog asks for it.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct StepForm {
    kind: StepKind,
    text: String,
    answer: Option<bool>,
    to: Option<Receiver>,
    receiver: String,
    on: Option<NaiveDate>,
    masked: Option<bool>,
    article: String,
}

#[derive(Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
enum StepKind {
    Review,
    Transfer,
    /// 接收回执, where it did not come with the transfer.
    Receipt,
    Answer,
}

impl StepKind {
    fn of(stage: ClueStage) -> Option<Self> {
        match stage {
            ClueStage::Registered => Some(Self::Review),
            ClueStage::Reviewed => Some(Self::Transfer),
            ClueStage::Transferred => Some(Self::Answer),
            ClueStage::Answered | ClueStage::Unfounded => None,
        }
    }

    fn label(self) -> &'static str {
        match self {
            Self::Review => "审核",
            Self::Transfer => "移送",
            Self::Receipt => "补记回执",
            Self::Answer => "记录反馈",
        }
    }
}

impl EntryForm for Form {
    type Body = BrokerClue;
    type Dialog = StepForm;

    const WORDS: Words =
        Words {
            save: "登记", save_name: "登记线索", correct_name: "更正这条线索", draft: "clue"
        };

    fn entries(view: &View) -> &[Kept<BrokerClue>] {
        &view.clues
    }

    fn of(view: &View, body: &BrokerClue) -> Self {
        Self {
            source: body.source.clone(),
            case_text: body.case.and_then(|case| view.called.get(&case)).cloned().unwrap_or_default(),
            case: body.case.map(|case| case.to_string()),
            kinds: body.kinds.clone(),
            seen: body.seen.clone(),
            heard: body.heard.clone(),
            supposed: body.supposed.clone(),
            people: body.people.as_str().to_owned(),
            also: body.also.iter().map(ToString::to_string).collect(),
            evidence: body.evidence.clone(),
        }
    }

    fn missing(&self) -> Lack {
        let body = self.build("");
        Some(if body.source.is_empty() {
            ("还没写来源", "自己见到的、当事人说的还是电话反映的")
        } else if body.kinds.is_empty() {
            ("还没选疑点类型", "可以选几种")
        } else if body.seen.is_empty() && body.heard.is_empty() {
            ("见到的、听到的都没写", "只有推测不能成为线索")
        } else if body.judging().is_some() {
            ("有定性的话", "改成见到、听到的事实，或在前面写明「疑似」")
        } else {
            return None;
        })
    }

    fn action(&self, corrects: Option<EntryId>, why: &str) -> Option<Action> {
        Some(Action::Clue(clue::Request::Save { entry: corrects, body: Box::new(self.build(why)) }))
    }

    fn ui(&mut self, ui: &mut Ui, view: &View, _cx: &mut PageCx<'_>) {
        let cases = case_items(view);
        FormGrid::show(ui, |grid| {
            grid.row(|row| {
                row.cell(6, |ui| {
                    Field::new("来源", &mut self.source).required().hint("如 前台所见、电话反映").ui(ui);
                });
                row.cell(6, |ui| {
                    Combo::new("涉及案件", &mut self.case_text, &mut self.case, &cases)
                        .hint("案号、姓名，没有案件空着")
                        .source("案件里", "件")
                        .ui(ui);
                });
            });
        });
        let others: Vec<ComboItem> =
            cases.into_iter().filter(|item| Some(&item.key) != self.case.as_ref()).collect();
        PeoplePicker::new("还涉及的案件", &mut self.also, &others).of_cases().ui(ui);
        words(ui, "疑点类型，可以选几种");
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing.x = crate::ui::theme::measures().space_4;
            for kind in ClueKind::ALL {
                let mut chosen = self.kinds.contains(&kind);
                if Checkbox::new(kind.label(), &mut chosen).ui(ui).changed() {
                    if chosen {
                        self.kinds.insert(kind)
                    } else {
                        self.kinds.remove(&kind)
                    };
                }
            }
        });
        let judging = self.build("").judging().map(|(field, word)| {
            (field, FindingLine::mistake(format!("「{word}」是定性的话，改成事实，或写明「疑似」")))
        });
        let on = |field: &str| judging.as_ref().filter(|(at, _)| *at == field).map(|(_, line)| line);
        Field::new("见到的", &mut self.seen)
            .rows(3)
            .hint("谁、何时、何地、做了什么")
            .finding(on("见到的"))
            .ui(ui);
        Field::new("听到的", &mut self.heard).rows(2).hint("谁说的、原话").finding(on("听到的")).ui(ui);
        Field::new("推测", &mut self.supposed).rows(2).finding(on("推测")).ui(ui);
        Field::new("涉及人员", &mut self.people).hint("姓名写在最前，几个人用顿号隔开；不写证件号").ui(ui);
        if let Some((_, line)) = judging.as_ref().filter(|(at, _)| *at == "来源") {
            finding_line(ui, line);
        }
    }

    fn read_ui(ui: &mut Ui, view: &View, kept: &Kept<BrokerClue>) {
        let body = &kept.body;
        let kinds: Vec<&str> = body.kinds.iter().map(|kind| kind.label()).collect();
        let cases: Vec<&str> = body
            .case
            .iter()
            .chain(&body.also)
            .filter_map(|case| view.called.get(case).map(String::as_str))
            .collect();
        for (label, value) in [
            ("编号", body.number.as_str()),
            ("进展", body.stage.label()),
            ("来源", &body.source),
            ("涉及案件", &cases.join("、")),
            ("疑点类型", &kinds.join("、")),
            ("见到的", &body.seen),
            ("听到的", &body.heard),
            ("推测", &body.supposed),
            ("涉及人员", body.people.as_str()),
        ] {
            fact(ui, label, if value.is_empty() { "没有写" } else { value });
        }
        if let Some(review) = &body.review {
            let verdict = if review.stands { "可以移送" } else { "不成立" };
            let said = format!(
                "{} {}：{verdict}。{}",
                review.reviewed_on.worded(),
                review.by.as_str(),
                review.opinion
            );
            fact(ui, "审核", &said);
        }
        if let Some(transfer) = &body.transfer {
            let personal = match &transfer.personal {
                PersonalBasis::Masked => "已脱敏".to_owned(),
                PersonalBasis::Statute { article } => format!("带个人信息，依据{article}"),
            };
            let receipt = if transfer.receipt.is_empty() { "回执未到" } else { &transfer.receipt };
            let said = format!(
                "{} {}移送{}（{}），{personal}，{receipt}",
                transfer.transferred_on.worded(),
                transfer.by.as_str(),
                transfer.receiver,
                transfer.to.label()
            );
            fact(ui, "移送", &said);
        }
        if !body.feedback.is_empty() {
            fact(ui, "反馈", &body.feedback);
        }
        words(ui, "系疑点反映，不作定性");
    }

    fn bar_ui(ui: &mut Ui, kept: &Kept<BrokerClue>, cx: &mut PageCx<'_>) -> Option<StepForm> {
        let why = (!in_charge(cx)).then(|| {
            plain_why("现在还不能往下办", "您不是涉保专人，也不是负责人", "审核、移送由涉保专人或负责人办")
        });
        let mut asked = None;
        if let Some(kind) = StepKind::of(kept.body.stage)
            && Button::primary(kind.label()).why(why.as_ref()).ui(ui).clicked()
        {
            asked = Some(kind);
        }
        if kept.body.awaits_receipt()
            && Button::secondary(StepKind::Receipt.label()).why(why.as_ref()).ui(ui).clicked()
        {
            asked = Some(StepKind::Receipt);
        }
        if kept.body.stage != ClueStage::Registered {
            pane::sheet_button(ui, "移送单", SheetRef::of_entry(FormNo::F32, kept.id), cx);
        }
        asked.filter(|_| why.is_none()).map(|kind| StepForm::new(kind, cx.now.day()))
    }

    fn is_open(body: &BrokerClue) -> bool {
        body.stage < ClueStage::Transferred
    }

    const SHELF: Option<Shelf> = Some(Shelf::Clue);

    fn attachments(&mut self) -> Option<&mut Vec<Attachment>> {
        Some(&mut self.evidence)
    }

    fn attached(body: &BrokerClue) -> &[Attachment] {
        &body.evidence
    }
}

impl Form {
    fn build(&self, why: &str) -> BrokerClue {
        BrokerClue {
            number: String::new(),
            case: self.case.as_deref().and_then(|key| key.parse::<CaseId>().ok()),
            also: self.also.iter().filter_map(|key| key.parse().ok()).collect(),
            source: self.source.trim().to_owned(),
            kinds: self.kinds.clone(),
            seen: self.seen.trim().to_owned(),
            heard: self.heard.trim().to_owned(),
            supposed: self.supposed.trim().to_owned(),
            people: PersonName::new(&self.people),
            evidence: self.evidence.clone(),
            stage: ClueStage::Registered,
            review: None,
            transfer: None,
            feedback: String::new(),
            correction: why.to_owned(),
        }
    }
}

impl StepForm {
    fn new(kind: StepKind, today: Day) -> Self {
        Self {
            kind,
            text: String::new(),
            answer: None,
            to: None,
            receiver: String::new(),
            on: Some(today.date()),
            masked: None,
            article: String::new(),
        }
    }
}

impl EntryDialog for StepForm {
    fn title(&self) -> &'static str {
        self.kind.label()
    }

    fn words(&self) -> &'static str {
        "线索只是疑点，不作定性"
    }

    fn missing(&self) -> Lack {
        match self.kind {
            StepKind::Review if self.answer.is_none() => Some(("还没选审核结论", "成立的才能移送")),
            StepKind::Review if self.text.trim().is_empty() => Some(("还没写审核意见", "写依据哪些事实")),
            StepKind::Transfer if self.to.is_none() => {
                Some(("还没选移送给谁", "经两协会，或直接向主管机关反映"))
            }
            StepKind::Transfer if self.receiver.trim().is_empty() => Some(("还没写单位名称", "写全称")),
            StepKind::Transfer if self.on.is_none() => Some(("还没选移送日期", "回执要对得上")),
            StepKind::Transfer if self.masked.is_none() => {
                Some(("还没说带不带个人信息", "没有法律依据的先脱敏"))
            }
            StepKind::Transfer if self.masked == Some(false) && self.article.trim().is_empty() => {
                Some(("还没写依据的条文", "移送个人信息要有法律依据"))
            }
            StepKind::Receipt if self.text.trim().is_empty() => {
                Some(("还没写回执", "文号，或者签收的人和日期"))
            }
            StepKind::Answer if self.answer.is_none() => Some(("还没选结果", "对方查下来成立还是不成立")),
            StepKind::Answer if self.text.trim().is_empty() => Some(("还没写反馈内容", "写对方怎么答复")),
            _ => None,
        }
    }

    fn ui(&mut self, ui: &mut Ui, today: Day) {
        match self.kind {
            StepKind::Review => {
                let answers = [(true, "可以移送"), (false, "不成立")];
                Segmented::new("审核结论", &mut self.answer, &answers).required().ui(ui);
                Field::new("审核意见", &mut self.text).required().rows(3).ui(ui);
            }
            StepKind::Transfer => {
                let all = Receiver::ALL.map(|one| (one, one.label()));
                Options::new("移送给", &mut self.to, &all).required().ui(ui);
                FormGrid::show(ui, |grid| {
                    grid.row(|row| {
                        row.cell(7, |ui| {
                            Field::new("单位名称", &mut self.receiver).required().ui(ui);
                        });
                        row.cell(5, |ui| {
                            with_almanac(today, |almanac| {
                                DateField::new("移送日期", &mut self.on, almanac).past().required().ui(ui);
                            });
                        });
                    });
                });
                let answers = [(true, "已脱敏"), (false, "带个人信息")];
                Segmented::new("个人信息", &mut self.masked, &answers).required().ui(ui);
                if self.masked == Some(false) {
                    Field::new("依据的条文", &mut self.article).required().ui(ui);
                }
            }
            StepKind::Receipt => {
                Field::new("接收回执", &mut self.text).required().hint("文号，或者签收的人和日期").ui(ui);
            }
            StepKind::Answer => {
                let answers = [(true, "已处理"), (false, "不成立")];
                Segmented::new("结果", &mut self.answer, &answers).required().ui(ui);
                Field::new("反馈内容", &mut self.text).required().rows(3).ui(ui);
            }
        }
    }

    fn action(&self, entry: EntryId) -> Option<Action> {
        Some(Action::Clue(match self.kind {
            StepKind::Review => {
                clue::Request::Review { entry, opinion: self.text.clone(), stands: self.answer? }
            }
            StepKind::Receipt => clue::Request::Receipt { entry, receipt: self.text.clone() },
            StepKind::Answer => {
                clue::Request::Answer { entry, feedback: self.text.clone(), founded: self.answer? }
            }
            StepKind::Transfer => {
                let personal = match self.masked? {
                    true => PersonalBasis::Masked,
                    false => PersonalBasis::Statute { article: self.article.trim().to_owned() },
                };
                let transfer = ClueTransfer {
                    to: self.to?,
                    receiver: self.receiver.trim().to_owned(),
                    transferred_on: Day::from_date(self.on?),
                    by: PersonName::default(),
                    personal,
                    receipt: String::new(),
                };
                clue::Request::Transfer { entry, transfer: Box::new(transfer) }
            }
        }))
    }
}

fn in_charge(cx: &PageCx<'_>) -> bool {
    let me = cx.views.session.as_ref().and_then(|session| session.user.as_ref());
    me.is_some_and(|me| me.has(Role::Director) || me.has(Role::InsuranceOfficer))
}

/// The lines of the list.
pub(super) fn entries(view: &View) -> Vec<Entry> {
    let entry = |kept: &Kept<BrokerClue>| {
        let body = &kept.body;
        let tone = match body.stage {
            ClueStage::Registered | ClueStage::Reviewed => Tone::Amber,
            ClueStage::Transferred | ClueStage::Answered | ClueStage::Unfounded => Tone::Grey,
        };
        Entry {
            key: kept.id.uuid().to_string(),
            name: format!("{} {}", body.number, body.kinds.first().map_or("", |kind| kind.label())),
            note: format!("{} {}", pane::short(kept.first_at.day()), body.source),
            chip: Some((body.stage.label().to_owned(), tone)),
            is_grey: body.stage == ClueStage::Unfounded,
        }
    };
    view.clues.iter().map(entry).collect()
}
