//! 个人信息同意… (F-11): what was told point by point, what was agreed to one by one, and what was taken back.
//!
//! One dialog with four faces: what is kept, the points, the answers, a withdrawal. No answer has a default.

use crate::domain::audit::Operation;
use crate::domain::evidence::Recorded;
use crate::domain::ids::EvidenceId;
use crate::domain::ids::PersonId;
use crate::domain::law::numbers;
use crate::domain::moment::Day;
use crate::domain::person::Person;
use crate::domain::privacy_consent::ConsentGiver;
use crate::domain::privacy_consent::N_POINTS;
use crate::domain::privacy_consent::POINTS;
use crate::domain::privacy_consent::PrivacyConsent;
use crate::domain::privacy_consent::PrivacyWithdrawal;
use crate::domain::privacy_consent::Recipient;
use crate::domain::privacy_consent::RecipientConsent;
use crate::domain::privacy_consent::Withdrawn;
use crate::domain::secret::PersonName;
use crate::domain::sheet::FormNo;
use crate::domain::sheet::SheetRef;
use crate::services::case_view::CaseView;
use crate::services::privacy_consent;
use crate::services::request::Action;
use crate::services::request::Outcome;
use crate::ui::almanac::with_almanac;
use crate::ui::components::button::Button;
use crate::ui::components::checkbox::Checkbox;
use crate::ui::components::date_field::DateField;
use crate::ui::components::field::Field;
use crate::ui::components::form_grid::FormGrid;
use crate::ui::components::modal::Modal;
use crate::ui::components::option::Options;
use crate::ui::components::segmented::Segmented;
use crate::ui::components::why_panel::Why;
use crate::ui::components::words::words;
use crate::ui::desk::cx::PageCx;
use crate::ui::desk::cx::Ticket;
use crate::ui::law;
use crate::ui::pages::Route;
use crate::ui::paper_signature::How;
use crate::ui::paper_signature::PaperSignature;
use crate::ui::signing::staff_items;
use chrono::NaiveDate;
use egui::Context;
use egui::Ui;

/// Which face is shown.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Face {
    #[default]
    Closed,
    Kept,
    Tell,
    Answer,
    Withdraw(EvidenceId),
}

/// Who answers.
#[derive(Clone, Copy, PartialEq, Eq)]
enum By {
    Oneself,
    Guardian,
}

/// The dialog and what was typed into it.
#[derive(Default)]
pub struct PrivacyConsentDialog {
    face: Face,
    whose: Option<PersonId>,
    by: Option<By>,
    guardian: String,
    relation: String,
    told: [bool; N_POINTS as usize],
    sensitive: Option<bool>,
    recipients: Vec<(Recipient, Option<bool>)>,
    signature: PaperSignature,
    what: Option<usize>,
    withdrawn_by: String,
    withdrawn_on: Option<NaiveDate>,
    answer: String,
    asked: Option<Ticket>,
}

impl PrivacyConsentDialog {
    /// Opens it: what is kept, or the points where nobody was asked yet.
    pub fn open(&mut self, view: &CaseView) {
        let is_kept = view.file.current(&view.file.privacy_consents).next().is_some();
        self.face = if is_kept { Face::Kept } else { Face::Tell };
        self.begin(view);
    }

    fn begin(&mut self, view: &CaseView) {
        let subject = &view.file.intake.subject;
        if self.whose.is_none() {
            self.whose = Some(subject.id);
            if is_a_child(view, subject) {
                self.by = Some(By::Guardian);
            }
        }
        if self.guardian.is_empty()
            && let Some(guardian) = view.file.intake.guardians.first()
        {
            self.guardian = guardian.person.name.as_str().to_owned();
            self.relation.clone_from(&guardian.relation);
        }
        if self.recipients.is_empty() {
            let insurers = view.file.intake.insurers.iter();
            let insurers = insurers.map(|insurer| Recipient::Insurer { insurer: insurer.insurer });
            let all = insurers.chain([Recipient::Authority, Recipient::Platform]);
            self.recipients = all.map(|recipient| (recipient, None)).collect();
        }
    }

    /// Draws it, when it is open.
    pub fn ui(&mut self, ctx: &Context, view: &CaseView, cx: &mut PageCx<'_>) {
        if let Some(Ok(Outcome::Done { .. })) = cx.take_if(&mut self.asked) {
            *self = Self::default();
        }
        match self.face {
            Face::Closed => {}
            Face::Kept => self.kept_ui(ctx, view, cx),
            Face::Tell => self.tell_ui(ctx, view, cx),
            Face::Answer => self.answer_ui(ctx, view, cx),
            Face::Withdraw(consent) => self.withdraw_ui(ctx, view, cx, consent),
        }
    }

    fn kept_ui(&mut self, ctx: &Context, view: &CaseView, cx: &mut PageCx<'_>) {
        let why = law::not_yours(cx.user(), Operation::ConsentPrivacy);
        let mut next = None;
        let output = Modal::new("个人信息同意").words("撤回以后，以前的处理不受影响").show(
            ctx,
            |ui| {
                for row in view.file.current(&view.file.privacy_consents) {
                    words(ui, &sentence(view, row));
                    let name = format!("{}撤回同意", row.body.name.as_str());
                    let button = Button::secondary("撤回同意…").name(&name).why(why.as_ref());
                    let print = format!("打印{}的同意书", row.body.name.as_str());
                    ui.horizontal(|ui| {
                        if button.ui(ui).clicked() {
                            next = Some(Face::Withdraw(row.id));
                        }
                        if Button::quiet("打印").name(&print).ui(ui).clicked() {
                            cx.go(Route::Sheet(SheetRef::of_case(FormNo::F11, view.file.id, Some(row.id))));
                            next = Some(Face::Closed);
                        }
                    });
                }
            },
            |ui| {
                let again = Button::primary("再征求一次").why(why.as_ref()).ui(ui).clicked();
                (again, Button::secondary("关闭").ui(ui).clicked())
            },
        );
        let (again, close) = output.foot;
        if again {
            next = Some(Face::Tell);
        }
        if output.closed || close {
            next = Some(Face::Closed);
        }
        self.face = next.unwrap_or(self.face);
    }

    fn tell_ui(&mut self, ctx: &Context, view: &CaseView, cx: &mut PageCx<'_>) {
        let n_left = self.told.iter().filter(|told| !**told).count();
        let why = law::not_yours(cx.user(), Operation::ConsentPrivacy).or_else(|| {
            let left = format!("还有 {n_left} 条没有念");
            (n_left > 0)
                .then(|| law::plain_why("还不能征求同意", &left, "先告知，再征求同意；念完一条勾一条"))
        });
        let output = Modal::new("个人信息处理告知").words("念完一条勾一条").show(
            ctx,
            |ui| {
                for (n, (point, told)) in POINTS.iter().zip(&mut self.told).enumerate() {
                    Checkbox::point(point, n + 1, told).pending(n_left == 1).height(40.0).ui(ui);
                }
            },
            |ui| {
                let go = Button::primary("逐项征求同意").why(why.as_ref()).ui(ui).clicked();
                let print = Button::quiet("打印空白件").ui(ui).clicked();
                (go, print, Button::secondary("取消").ui(ui).clicked())
            },
        );
        let (go, print, cancel) = output.foot;
        if print {
            cx.go(Route::Sheet(SheetRef::of_case(FormNo::F11, view.file.id, None)));
        }
        if (go || output.finished) && why.is_none() {
            self.begin(view);
            self.face = Face::Answer;
        }
        if output.closed || cancel || print {
            self.face = Face::Closed;
        }
    }

    fn answer_ui(&mut self, ctx: &Context, view: &CaseView, cx: &mut PageCx<'_>) {
        let why = self.answer_why(view);
        let people: Vec<(PersonId, String)> = people(view);
        let output = Modal::new("个人信息单独同意").words("不同意也照记").show(
            ctx,
            |ui| self.answers_ui(ui, view, &people),
            |ui| {
                let done = Button::primary("存下答复").why(why.as_ref()).ui(ui).clicked();
                (done, Button::secondary("返回告知").ui(ui).clicked())
            },
        );
        let (pressed, back) = output.foot;
        if (pressed || output.finished)
            && why.is_none()
            && let Some(consent) = self.consent(view)
        {
            let (case, consent) = (view.file.id, Box::new(consent));
            let request = privacy_consent::Request::Give { case, consent, reason: String::new() };
            self.asked = Some(cx.act(Action::PrivacyConsent(request)));
        }
        if back {
            self.face = Face::Tell;
        }
        if output.closed {
            self.face = Face::Closed;
        }
    }

    fn answers_ui(&mut self, ui: &mut Ui, view: &CaseView, people: &[(PersonId, String)]) {
        if people.len() > 1 {
            let people: Vec<(PersonId, &str)> =
                people.iter().map(|(id, name)| (*id, name.as_str())).collect();
            Options::new("谁的个人信息", &mut self.whose, &people).required().ui(ui);
        }
        let by = [(By::Oneself, "本人"), (By::Guardian, "监护人")];
        let answers = [(true, "同意"), (false, "不同意")];
        FormGrid::show(ui, |grid| {
            grid.row(|row| {
                row.cell(6, |ui| {
                    Segmented::new("谁来答复", &mut self.by, &by).required().ui(ui);
                });
                row.cell(6, |ui| {
                    let question = "处理病历、伤情等敏感个人信息";
                    Segmented::new(question, &mut self.sensitive, &answers).required().ui(ui);
                });
            });
            if self.by == Some(By::Guardian) {
                grid.row(|row| {
                    row.cell(6, |ui| {
                        Field::new("监护人", &mut self.guardian).required().ui(ui);
                    });
                    row.cell(6, |ui| {
                        Field::new("与本人的关系", &mut self.relation).ui(ui);
                    });
                });
            }
            for pair in self.recipients.chunks_mut(2) {
                grid.row(|row| {
                    for (recipient, agreed) in pair {
                        let label = format!("向{}提供", recipient.called(&view.file));
                        row.cell(6, |ui| {
                            Segmented::new(&label, agreed, &answers).ui(ui);
                        });
                    }
                });
            }
        });
        self.signature.ui(ui, "在同意书上签名", How::ALL, &staff_items(&view.staff));
    }

    fn answer_why(&self, view: &CaseView) -> Option<Why> {
        let fact = if self.whose.is_none() {
            "还没有选谁的个人信息"
        } else if self.by.is_none() {
            "还没有选谁来答复"
        } else if self.by == Some(By::Guardian) && self.guardian.trim().is_empty() {
            "监护人还没有写"
        } else if self.sensitive.is_none() {
            "敏感个人信息还没有答复"
        } else if self.consent(view).is_none_or(|consent| !consent.is_confirmed()) {
            "还没有签名，拒签的还没有写全"
        } else {
            return None;
        };
        Some(law::plain_why("现在还不能存", fact, "每一项单独答复，照本人说的记"))
    }

    fn consent(&self, view: &CaseView) -> Option<PrivacyConsent> {
        let whose = self.whose?;
        let name = view.file.intake.people().find(|(_, person)| person.id == whose)?.1.name.clone();
        let given_by = match self.by? {
            By::Oneself => ConsentGiver::Oneself,
            By::Guardian => ConsentGiver::Guardian {
                person: view
                    .file
                    .intake
                    .guardians
                    .iter()
                    .find(|guardian| guardian.person.name.as_str() == self.guardian.trim())
                    .map(|guardian| guardian.person.id),
                name: PersonName::new(self.guardian.trim()),
                relation: self.relation.trim().to_owned(),
            },
        };
        let told = (1..=N_POINTS).zip(self.told).filter(|(_, told)| *told);
        let recipients = self.recipients.iter().filter(|(_, agreed)| agreed.is_some());
        Some(PrivacyConsent {
            whose,
            name,
            given_by,
            points_told: told.map(|(n, _)| n).collect(),
            sensitive: self.sensitive,
            recipients: recipients
                .map(|(recipient, agreed)| RecipientConsent { recipient: recipient.clone(), agreed: *agreed })
                .collect(),
            signature: self.signature.manner(),
            told_by: PersonName::default(),
        })
    }

    fn withdraw_ui(&mut self, ctx: &Context, view: &CaseView, cx: &mut PageCx<'_>, consent: EvidenceId) {
        let Some(row) = view.file.privacy_consents.iter().find(|row| row.id == consent) else { return };
        let parts = parts_of(row);
        let labels: Vec<String> = parts.iter().map(|part| part.label(&view.file)).collect();
        let answers: Vec<(usize, &str)> = labels.iter().enumerate().map(|(n, s)| (n, s.as_str())).collect();
        let missing = if self.what.is_none() {
            Some("还没有选撤回什么")
        } else if self.withdrawn_by.trim().is_empty() || self.withdrawn_on.is_none() {
            Some("谁、哪一天撤回的还没有写")
        } else if self.answer.trim().is_empty() {
            Some("还没有写怎样答复的")
        } else {
            None
        };
        let why = missing
            .map(|fact| law::plain_why("现在还不能记", fact, "撤回照记，答复写明停止什么、依法还要保存什么"));
        let output = Modal::new("撤回同意").words("以前的处理不受影响").show(
            ctx,
            |ui| {
                Options::new("撤回什么", &mut self.what, &answers)
                    .below_each_other()
                    .height(32.0)
                    .required()
                    .ui(ui);
                FormGrid::show(ui, |grid| {
                    grid.row(|row| {
                        row.cell(7, |ui| {
                            Field::new("谁撤回", &mut self.withdrawn_by).required().ui(ui);
                        });
                        row.cell(5, |ui| {
                            with_almanac(cx.now.day(), |almanac| {
                                DateField::new("撤回的日期", &mut self.withdrawn_on, almanac)
                                    .past()
                                    .required()
                                    .ui(ui);
                            });
                        });
                    });
                });
                Field::new("怎样答复的", &mut self.answer)
                    .rows(2)
                    .required()
                    .hint("停止什么；依法还要保存的是什么、依据什么")
                    .ui(ui);
            },
            |ui| {
                let done = Button::primary("记下撤回").why(why.as_ref()).ui(ui).clicked();
                (done, Button::secondary("取消").ui(ui).clicked())
            },
        );
        let (pressed, cancel) = output.foot;
        if (pressed || output.finished)
            && why.is_none()
            && let Some((what, on)) = self.what.and_then(|n| parts.get(n)).zip(self.withdrawn_on)
        {
            let withdrawal = PrivacyWithdrawal {
                consent,
                what: what.clone(),
                by: PersonName::new(self.withdrawn_by.trim()),
                on: Day::from_date(on),
                answer: self.answer.trim().to_owned(),
            };
            let request = privacy_consent::Request::Withdraw { case: view.file.id, withdrawal };
            self.asked = Some(cx.act(Action::PrivacyConsent(request)));
        }
        if output.closed || cancel {
            self.face = Face::Kept;
        }
    }
}

/// Everybody of the case whose data it may be, once each, the subject first.
fn people(view: &CaseView) -> Vec<(PersonId, String)> {
    let mut people: Vec<(PersonId, String)> = Vec::new();
    for (_, person) in view.file.intake.people() {
        if !person.name.is_empty() && people.iter().all(|(id, _)| *id != person.id) {
            people.push((person.id, person.name.as_str().to_owned()));
        }
    }
    people
}

fn is_a_child(view: &CaseView, person: &Person) -> bool {
    let today = view.now.day();
    let limit = u32::from(numbers::AGE_OF_DATA_CONSENT.on(today));
    person.age_on(today).is_some_and(|age| age < limit)
}

/// What can be taken back of a consent.
fn parts_of(row: &Recorded<PrivacyConsent>) -> Vec<Withdrawn> {
    let recipients = row.body.recipients.iter().filter(|one| one.agreed == Some(true));
    let recipients = recipients.map(|one| Withdrawn::Recipient { recipient: one.recipient.clone() });
    let sensitive = (row.body.sensitive == Some(true)).then_some(Withdrawn::Sensitive);
    [Withdrawn::Everything].into_iter().chain(sensitive).chain(recipients).collect()
}

/// 「祁一诺（祁慧代）：敏感个人信息同意，安泽财险不同意；2026-11-24 撤回全部同意」
fn sentence(view: &CaseView, row: &Recorded<PrivacyConsent>) -> String {
    let who = match &row.body.given_by {
        ConsentGiver::Oneself => row.body.name.as_str().to_owned(),
        ConsentGiver::Guardian { name, .. } => format!("{}（{}代）", row.body.name.as_str(), name.as_str()),
    };
    let word = |agreed: Option<bool>| match agreed {
        Some(true) => "同意",
        Some(false) => "不同意",
        None => "没有答复",
    };
    let mut said = vec![format!("敏感个人信息{}", word(row.body.sensitive))];
    for one in &row.body.recipients {
        said.push(format!("向{}提供{}", one.recipient.called(&view.file), word(one.agreed)));
    }
    if !row.body.is_given() {
        said.push("没有签名".to_owned());
    }
    let file = &view.file;
    for back in file.current(&file.privacy_withdrawals).filter(|back| back.body.consent == row.id) {
        said.push(format!("{} 撤回{}", back.body.on, back.body.what.label(file)));
    }
    format!("{who}：{}", said.join("，"))
}
