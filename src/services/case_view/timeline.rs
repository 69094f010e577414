//! 经过: every row of the file as one line, newest first.

use crate::domain::case::CaseFacts;
use crate::domain::case_link::CaseLink;
use crate::domain::check_in::Absentee;
use crate::domain::check_in::Attendee;
use crate::domain::check_in::Standing;
use crate::domain::commission::Decision;
use crate::domain::court::Attended;
use crate::domain::delivery::DeliveredPaper;
use crate::domain::evidence::Recorded;
use crate::domain::internal_review::ReviewVerdict;
use crate::domain::material::MaterialAnswer;
use crate::domain::moment::Moment;
use crate::services::case_view::sheets::addressee_name;
use crate::services::check_in::standing_of;

/// One line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TimelineLine {
    pub at: Moment,
    pub text: String,
    /// Who wrote it down, and what else is worth knowing.
    pub second: String,
    /// Something that stops or bars; the only red dot.
    pub is_stop: bool,
}

/// Draws the line, newest first.
pub fn timeline(facts: &CaseFacts<'_>) -> Vec<TimelineLine> {
    let mut lines = Lines { facts, lines: Vec::new() };
    lines.before_acceptance();
    lines.around_the_visit();
    lines.arrivals();
    lines.record();
    lines.after_issue();
    lines.clock();
    lines.endings();
    lines.opinion();
    lines.beside();
    lines.scans();
    let mut lines = lines.lines;
    lines.sort_by_key(|line| std::cmp::Reverse(line.at));
    lines
}

struct Lines<'a> {
    facts: &'a CaseFacts<'a>,
    lines: Vec<TimelineLine>,
}

impl Lines<'_> {
    fn name_of(&self, by: crate::domain::ids::UserId) -> String {
        self.facts.member(by).map_or_else(|| "已离职人员".to_owned(), |m| m.name.as_str().to_owned())
    }

    fn push<T>(&mut self, row: &Recorded<T>, text: String, more: &str, is_stop: bool) {
        let by = self.name_of(row.by);
        let mut second = if more.is_empty() { format!("{by}记") } else { format!("{more}，{by}记") };
        if let Some(correction) = &row.supersedes {
            second = format!("更正：{}，{second}", correction.reason);
        }
        self.lines.push(TimelineLine { at: row.at, text, second, is_stop });
    }

    fn before_acceptance(&mut self) {
        let facts = self.facts;
        let file = facts.file;
        let by = self.name_of(file.created_by);
        self.lines.push(TimelineLine {
            at: file.created_at,
            text: match file.bookings.is_empty() {
                true => format!("接待登记 {}", file.intake.intake_no),
                false => format!("登记预约 {}", file.intake.intake_no),
            },
            second: format!("{by}记"),
            is_stop: false,
        });
        for row in &file.risk_notices {
            let choice = row.body.choice.map_or("未选择", |choice| choice.label());
            let how = row.body.signature.as_ref().map_or("未签", |manner| manner.label());
            self.push(row, format!("告知单方委托风险：{choice}"), how, false);
        }
        for row in &file.joint_letters {
            self.push(row, format!("收到{}的共同委托书", row.body.insurer), row.body.carrier.label(), false);
        }
        for row in &file.materials {
            self.push(row, format!("登记材料「{}」", row.body.name), &row.body.quantity, false);
        }
        for row in &file.confirmations {
            let (text, is_stop) = match &row.body.answer {
                MaterialAnswer::Confirmed { .. } => (format!("{}确认一件材料", row.body.side.label()), false),
                MaterialAnswer::Disputed { .. } => {
                    (format!("{}对一件材料有异议", row.body.side.label()), true)
                }
            };
            let person = row.body.person.as_str().to_owned();
            self.push(row, text, &person, is_stop);
        }
        for row in &file.reviews {
            self.push(row, "委托审查".to_owned(), "", false);
        }
        for row in &file.assignments {
            let names: Vec<String> = row.body.appraisers.iter().map(|id| self.name_of(*id)).collect();
            self.push(row, format!("指派鉴定人 {}", names.join("、")), "", false);
        }
        for row in &file.decisions {
            let (text, is_stop) = match &row.body {
                Decision::Accept => ("负责人决定受理".to_owned(), false),
                Decision::Reject { reason, .. } => (format!("不予受理：{}", reason.label()), true),
                Decision::Recusal { granted: true, .. } => ("准予回避".to_owned(), true),
                Decision::Recusal { granted: false, .. } => ("不予回避".to_owned(), false),
            };
            self.push(row, text, "", is_stop);
        }
        for row in &file.agreements {
            self.push(row, "委托书双方签署，时限开始".to_owned(), "", false);
        }
    }

    fn around_the_visit(&mut self) {
        let facts = self.facts;
        let file = facts.file;
        for row in &file.appointments {
            let on = row.body.starts_at.day();
            let at = row.body.starts_at.hour_minute_text();
            let text = format!("排期：{} {:02}-{:02} {at}", row.body.room, on.month(), on.day_of_month());
            self.push(row, text, &row.body.premises, false);
        }
        for row in &file.notice_attempts {
            let name = addressee_name(file, &row.body.to);
            let text = format!("{}通知{name}：{}", row.body.way.label(), row.body.outcome.label());
            let spoke_to = row.body.spoke_to.as_str().to_owned();
            self.push(row, text, &spoke_to, false);
        }
        for row in &file.absences {
            let (text, is_stop) = match &row.body.who {
                Absentee::Insurer { name, .. } => (format!("{name}未到场，照常鉴定"), false),
                Absentee::Statutory { name, .. } => {
                    (format!("法定见证人{}未到场，不得开展", name.as_str()), true)
                }
                Absentee::Subject { name } => (format!("被鉴定人{}未到场", name.as_str()), true),
            };
            self.push(row, text, "", is_stop);
        }
    }

    fn arrivals(&mut self) {
        let facts = self.facts;
        let file = facts.file;
        for row in &file.attendances {
            let name = row.body.attendee.name().as_str();
            let role = row.body.attendee.role_label();
            match &row.body.attendee {
                Attendee::Insurer(witness) => {
                    let standing = standing_of(facts, row.id, witness);
                    let (text, is_stop) = match standing {
                        Standing::MayWitness => (format!("{name} 到场，可以见证"), false),
                        Standing::MayNotWitness(reason) => {
                            (format!("{name} 到场，不得见证：{}", reason.label()), true)
                        }
                    };
                    self.push(row, text, role, is_stop);
                }
                _ => self.push(row, format!("{name} 到场"), role, false),
            }
        }
        for row in &file.departures {
            let name = file
                .attendances
                .iter()
                .find(|arrival| arrival.id == row.body.attendance)
                .map_or_else(String::new, |arrival| arrival.body.attendee.name().as_str().to_owned());
            self.push(row, format!("{name} {}", row.body.kind.label()), &row.body.note, false);
        }
        for row in &file.licences {
            self.push(
                row,
                format!("{}出示{}", row.body.name.as_str(), row.body.licence),
                &row.body.number,
                false,
            );
        }
    }

    fn opinion(&mut self) {
        let file = self.facts.file;
        for (n, row) in (1..).zip(&file.opinion_drafts) {
            let row: &Recorded<_> = row;
            self.push(row, format!("意见书第 {n} 稿"), "", false);
        }
        for row in &file.opinion_reviews {
            let n = row.body.issues().len();
            let text = match &row.body.verdict {
                ReviewVerdict::Agree => "复核同意".to_owned(),
                ReviewVerdict::Return { .. } => format!("复核退回，{n} 个问题"),
            };
            self.push(row, text, "", !row.body.agrees());
        }
        for row in &file.issuances {
            self.push(row, format!("出具意见书 {}，{} 份", row.body.doc_no, row.body.n_copies), "", false);
        }
        for row in &file.deliveries {
            let what = match row.body.paper {
                DeliveredPaper::Opinion => "意见书",
                DeliveredPaper::Correction { .. } => "补正",
            };
            let text = match &row.body.refusal {
                Some(_) => format!("{what}送达{}，拒收", row.body.to_name.as_str()),
                None => format!("{what}送达{}，{}", row.body.to_name.as_str(), row.body.way.label()),
            };
            let taken_by = row.body.taken_by.as_str().to_owned();
            self.push(row, text, &taken_by, false);
        }
        for row in &file.archivings {
            let text = format!("归档 {}，保管{}", row.body.archive_no, row.body.retention.label());
            self.push(row, text, &row.body.box_no, false);
        }
    }

    fn beside(&mut self) {
        let file = self.facts.file;
        for row in &file.corrections {
            let n = row.body.items.len();
            let (text, is_stop) = match &row.body.approval {
                None => (format!("提出补正 {n} 处"), false),
                Some(approval) if approval.granted => (format!("负责人批准补正 {n} 处"), false),
                Some(_) => (format!("负责人不批准补正 {n} 处"), true),
            };
            self.push(row, text, "", is_stop);
        }
        for row in &file.links {
            let (text, more) = match &row.body {
                CaseLink::Supplements { called, ground, .. } => {
                    (format!("是 {called} 的补充鉴定"), ground.label())
                }
                CaseLink::SupplementedBy { ground, .. } => ("委托人要求补充鉴定".to_owned(), ground.label()),
                CaseLink::Reappraises { called, .. } => (format!("是 {called} 的重新鉴定"), String::new()),
                CaseLink::ReappraisalAsked(asked) => {
                    (format!("{}申请重新鉴定", asked.by.as_str()), asked.ground.clone())
                }
            };
            self.push(row, text, &more, false);
        }
    }

    fn record(&mut self) {
        let file = self.facts.file;
        for row in &file.sessions {
            self.push(row, format!("第 {} 次检查开始", row.body.n), &row.body.place, false);
        }
        for row in &file.seals {
            let text = format!("过程记录定稿，{} 条，{} 件影像", row.body.n_entries, row.body.n_media);
            self.push(row, text, "", false);
        }
        for row in &file.signatures {
            let text = format!(
                "{} {} {}",
                row.body.signer.name.as_str(),
                row.body.manner.label(),
                row.body.form.number()
            );
            self.push(row, text, &row.body.signer.capacity, false);
        }
        for row in &file.prints {
            self.push(row, format!("打印 {} 第 {} 次", row.body.form.number(), row.body.n), "", false);
        }
    }

    fn after_issue(&mut self) {
        let file = self.facts.file;
        for row in &file.disputes {
            let text = format!("{}{}提出异议", row.body.by.label(), row.body.name.as_str());
            self.push(row, text, "", false);
        }
        for row in &file.dispute_events {
            self.push(row, format!("异议：{}", row.body.what.label()), "", false);
        }
        for row in &file.court_notices {
            let text = format!("{}通知出庭", row.body.court);
            self.push(row, text, &row.body.docket_no, false);
        }
        for row in &file.court_appearances {
            let text = match &row.body.attended {
                Attended::There { appraisers, .. } => {
                    let names: Vec<String> = appraisers.iter().map(|id| self.name_of(*id)).collect();
                    format!("{}出庭", names.join("、"))
                }
                Attended::Excused { reason, .. } => format!("未出庭：{}", reason.label()),
            };
            self.push(row, text, "", false);
        }
    }

    /// Signed pages that came back.
    fn scans(&mut self) {
        let file = self.facts.file;
        for row in &file.scans {
            let text = format!("签名件归卷：《{}》第 {} 页", row.body.form.label(), row.body.page);
            self.push(row, text, &format!("第 {} 次打印", row.body.n), false);
        }
    }

    /// Bookings, supplements, extensions: what the clock hangs on.
    fn clock(&mut self) {
        let file = self.facts.file;
        for row in &file.bookings {
            let who = row.body.contact.as_str();
            match &row.body.answer {
                Some(answer) => self.push(row, format!("答复{who}的预约"), &answer.said, false),
                None => {
                    let text = format!("{who}{}预约", row.body.channel.label());
                    self.push(row, text, &row.body.matter, false);
                }
            }
        }
        for row in &file.supplement_requests {
            let text = format!("通知{}：{}", row.body.kind.label(), row.body.names());
            self.push(row, text, &format!("{} 前交", row.body.due_on), false);
        }
        for row in &file.supplement_closings {
            let text = format!("补充材料{}", row.body.outcome.label());
            self.push(row, text, &format!("收齐日 {}", row.body.completed_on), false);
        }
        for row in &file.extensions {
            let text = format!("批准延长时限 {} 日", row.body.n);
            self.push(row, text, &row.body.reason, false);
        }
        for row in &file.extension_notices {
            let text = format!("告知{}时限延长", row.body.told.as_str());
            self.push(row, text, &format!("{} {}", row.body.notified_on, row.body.way.label()), false);
        }
    }

    /// Recusals in writing, substitutions, and the ways a case ends without an opinion.
    fn endings(&mut self) {
        let file = self.facts.file;
        for row in &file.recusal_requests {
            let against = self.name_of(row.body.against);
            let text = format!("{}申请{against}回避", row.body.applicant.as_str());
            self.push(row, text, row.body.by.label(), true);
        }
        for row in &file.substitutions {
            let leaves = self.name_of(row.body.leaves);
            let text = match row.body.comes {
                Some(comes) => format!("{leaves}回避，换{}", self.name_of(comes)),
                None => format!("{leaves}回避，不换人"),
            };
            self.push(row, text, "", false);
        }
        for row in &file.privacy_consents {
            let answer = match row.body.sensitive {
                Some(true) => "同意",
                Some(false) => "不同意",
                None => "没有答复",
            };
            let text = format!("{}个人信息单独同意：{answer}", row.body.name.as_str());
            self.push(row, text, "", row.body.sensitive == Some(false));
        }
        for row in &file.privacy_withdrawals {
            let text = format!("{}撤回{}", row.body.by.as_str(), row.body.what.label(file));
            self.push(row, text, &row.body.answer, true);
        }
        for row in &file.consultations {
            let state = row.body.adoption.map_or("", |adoption| adoption.label());
            let text = format!("咨询{}专家{}", row.body.unit, row.body.expert.as_str());
            self.push(row, text, state, false);
        }
        for row in &file.withdrawals {
            let text = format!("{}书面撤回委托", row.body.who.as_str());
            self.push(row, text, &row.body.reason, true);
        }
        for row in &file.terminations {
            let text = format!("终止鉴定：{}", row.body.ground.label());
            self.push(row, text, &format!("通则 29 条第 {} 项", row.body.ground.item()), true);
        }
        for row in &file.collections {
            let text = format!("现场提取 {} 件", row.body.items.len());
            self.push(row, text, &format!("{} {}", row.body.on, row.body.place), false);
        }
        for row in &file.appraisal_notices {
            let text = format!("司法鉴定告知，{} 人签名", row.body.signatures.len());
            self.push(row, text, &row.body.told_on.to_string(), false);
        }
        for row in &file.suspensions {
            let text = format!("中止鉴定，从 {} 起", row.body.from);
            self.push(row, text, &row.body.facts, true);
        }
        for row in &file.resumptions {
            let text = format!("恢复鉴定，从 {} 起", row.body.resumed_on);
            self.push(row, text, &row.body.why, false);
        }
        for row in &file.agreement_changes {
            let names: Vec<&str> = row.body.lines.iter().map(|line| line.name.as_str()).collect();
            let text = format!("变更委托书：{}", names.join("、"));
            self.push(row, text, &row.body.reason, false);
        }
        for row in &file.agreement_changes_signed {
            let text = format!("变更单已签，{} 起生效", row.body.effective_on);
            self.push(row, text, "", false);
        }
        for row in &file.material_returns {
            let text = format!("处理 {} 件材料", row.body.lines.len());
            let receiver = row.body.receiver.as_str();
            let more = if receiver.is_empty() { String::new() } else { format!("{receiver}接收") };
            self.push(row, text, &more, false);
        }
    }
}
