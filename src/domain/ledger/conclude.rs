//! A case file → its row of the ledger, column by column. What has not happened yet is an empty cell; what cannot
//! happen in this case says 「不适用」, so that the two are told apart by whoever inspects.

use crate::domain::case::CaseFacts;
use crate::domain::case::CaseFile;
use crate::domain::case::CaseState;
use crate::domain::case_link::CaseLink;
use crate::domain::case_link::ReappraisalWhom;
use crate::domain::check_in::Absentee;
use crate::domain::check_in::Attendance;
use crate::domain::check_in::Attendee;
use crate::domain::check_in::InsurerWitness;
use crate::domain::check_in::Recorder;
use crate::domain::check_in::recording_allowed;
use crate::domain::commission::Decision;
use crate::domain::court::Attended;
use crate::domain::deadline::Counted;
use crate::domain::deadline::Deadline;
use crate::domain::dispute::DisputeStep;
use crate::domain::dispute::state_of;
use crate::domain::evidence::Recorded;
use crate::domain::ids::InsurerId;
use crate::domain::ledger::LedgerColumn;
use crate::domain::ledger::LedgerRow;
use crate::domain::ledger::LockState;
use crate::domain::list_cell::Cell;
use crate::domain::material::Usability;
use crate::domain::reception::InsuranceUse;
use crate::domain::reception::Reappraisal;
use crate::domain::schedule::statutory_need;
use crate::domain::secret::PersonName;
use crate::domain::signature::Manner;
use crate::domain::witness_notice::Addressee;

const NOT_APPLICABLE: &str = "不适用";

/// Concludes the row of a case; `None` while nothing was received, as with a booking.
///
/// `sees_registers` says whether the reader may know of interferences and clues (GY-c).
pub fn conclude(facts: &CaseFacts<'_>, sees_registers: bool) -> Option<LedgerRow> {
    let file = facts.file;
    let received_on = file.intake.received_on.filter(|_| file.state != CaseState::Booked)?;
    let deadline = facts.deadline();
    let visit = Visit::of(file);
    let is_over = file.closed_on().is_some();
    let cells = LedgerColumn::ALL.iter().map(|column| match column {
        LedgerColumn::Interference if !sees_registers => Cell::text("另册登记"),
        LedgerColumn::Clue if !sees_registers => Cell::text("另册登记"),
        other => cell(*other, facts, &visit, deadline.as_ref()),
    });
    Some(LedgerRow {
        case: file.id,
        received_on,
        mode: file.intake.mode,
        is_related: file.intake.is_insurance_related() == Some(true),
        is_notified: file.intake.insurers.iter().any(|one| was_reached(file, one.insurer)),
        n_insurers_came: count(visit.came.len()),
        n_insurers_absent: count(visit.absent.len()),
        n_credentials_lacking: count(visit.n_lacking()),
        remaining: deadline.as_ref().filter(|_| !is_over).map(|deadline| deadline.remaining),
        is_late: deadline.as_ref().is_some_and(|deadline| deadline.remaining < 0),
        is_issued: file.issuance().is_some(),
        is_disputed: file.current(&file.disputes).next().is_some(),
        lock: LockState::Open,
        cells: cells.collect(),
        people: people(file),
    })
}

fn cell(column: LedgerColumn, facts: &CaseFacts<'_>, visit: &Visit<'_>, deadline: Option<&Deadline>) -> Cell {
    use LedgerColumn as C;
    let file = facts.file;
    let intake = &file.intake;
    match column {
        C::CaseNo => Cell::text(file.called()),
        C::Subject => Cell::text(intake.subject.name.as_str()),
        C::Mode => Cell::text(intake.mode.map_or("", |mode| mode.label())),
        C::ReceivedOn => Cell::day(intake.received_on),
        C::AcceptedOn => accepted(file),
        C::Clients => Cell::text(intake.client_names()),
        C::Insurers => Cell::text(intake.insurer_names()),
        C::Cover => Cell::text(cover(file)),
        C::Matter => Cell::text(intake.matter.trim()),
        C::Purpose => Cell::text(intake.purpose.map_or("", |purpose| purpose.label())),
        C::Reappraisal => Cell::text(match &intake.reappraisal {
            None => "未询问",
            Some(Reappraisal::No) => "否",
            Some(Reappraisal::Yes { .. }) => "是",
        }),
        C::InsuranceUse => Cell::text(intake.insurance.map_or("未询问", InsuranceUse::label)),
        C::RiskNotice => Cell::text(risk_notice(file)),
        C::JointLetter => Cell::text(joint_letter(file)),
        C::Materials => Cell::text(materials(file)),
        C::Notice => Cell::text(notice(file)),
        C::InsurerPresence => Cell::text(visit.insurers_said(file)),
        C::PartyPresence => Cell::text(visit.party_said()),
        C::StatutoryPresence => Cell::text(visit.statutory_said(file)),
        C::Credentials => Cell::text(visit.credentials_said()),
        C::Recording => Cell::text(recording(file)),
        C::Licences => Cell::text(licences(file)),
        C::RecordedOn | C::ReviewedOn | C::IssuedOn | C::DeliveredOn | C::ArchivedOn => day_of(column, file),
        C::Conclusion => Cell::text(conclusion(file)),
        C::DueOn => deadline.map_or(Cell::Empty, |deadline| {
            if deadline.is_paused { Cell::text("扣除中") } else { Cell::Day(deadline.on) }
        }),
        C::UsedDays => used_units(file, deadline).map_or(Cell::Empty, Cell::Count),
        C::DeductedDays => units(deadline, |deadline| deadline.n_deducted),
        C::ExtendedDays => units(deadline, |deadline| deadline.n_extended),
        C::Dispute => Cell::text(disputes(file)),
        C::Mediation => Cell::text(mediation(file)),
        C::ReappraisalAsked => Cell::text(links(file)),
        C::Court => Cell::text(court(file)),
        C::Interference => how_many(file.interferences.len(), "件"),
        C::Clue => how_many(file.clues.len(), "条"),
        C::Officer => {
            let officer = facts.institution.insurance_officer.and_then(|id| facts.member(id));
            Cell::text(officer.map_or("", |member| member.name.as_str()))
        }
        C::Remark => Cell::text(remark(file)),
    }
}

/// When a stage was done.
fn day_of(column: LedgerColumn, file: &CaseFile) -> Cell {
    use LedgerColumn as C;
    Cell::day(match column {
        C::RecordedOn => file.latest(&file.seals).filter(|_| file.is_sealed()).map(|row| row.at.day()),
        C::ReviewedOn => {
            file.current(&file.opinion_reviews).filter(|row| row.body.agrees()).last().map(|row| row.at.day())
        }
        C::IssuedOn => file.issuance().map(|row| row.body.issued_on),
        C::DeliveredOn => file.delivered_on(),
        _ => file.archiving().map(|row| row.at.day()),
    })
}

fn accepted(file: &CaseFile) -> Cell {
    match file.acceptance() {
        None => Cell::Empty,
        Some(row) if matches!(row.body, Decision::Reject { .. }) => Cell::text("不予受理"),
        Some(row) => Cell::Day(row.at.day()),
    }
}

fn cover(file: &CaseFile) -> String {
    let covers = file.intake.insurers.iter().map(|one| one.cover.trim()).filter(|cover| !cover.is_empty());
    let mut said: Vec<&str> = covers.collect();
    if !file.intake.police_no.trim().is_empty() {
        said.push("交通事故");
    }
    said.dedup();
    said.join("、")
}

fn risk_notice(file: &CaseFile) -> String {
    if !file.intake.mode.is_some_and(|mode| mode.is_unilateral()) {
        return NOT_APPLICABLE.to_owned();
    }
    let Some(row) = file.latest(&file.risk_notices) else { return String::new() };
    let signed = match &row.body.signature {
        None => "未签",
        Some(Manner::Refused { .. }) => "拒签",
        Some(_) => "已签",
    };
    format!("{} {signed}", row.at.day())
}

fn joint_letter(file: &CaseFile) -> String {
    if !file.is_joint() {
        return NOT_APPLICABLE.to_owned();
    }
    match file.latest(&file.joint_letters) {
        None => "未收到".to_owned(),
        Some(row) if row.body.is_original => format!("{} 原件", row.at.day()),
        Some(row) => format!("{} 非原件", row.at.day()),
    }
}

fn materials(file: &CaseFile) -> String {
    if !file.is_joint() {
        return NOT_APPLICABLE.to_owned();
    }
    let (mut n_all, mut n_disputed, mut n_open) = (0, 0, 0);
    for row in file.current(&file.materials) {
        n_all += 1;
        match file.usability(row.id) {
            Usability::Usable => {}
            Usability::Unconfirmed(_) => n_open += 1,
            Usability::Disputed { .. } => n_disputed += 1,
        }
    }
    match (n_all, n_disputed, n_open) {
        (0, ..) => String::new(),
        (n, 0, 0) => format!("已确认 {n} 件"),
        (_, 0, open) => format!("{open} 件未确认"),
        (_, disputed, _) => format!("{disputed} 件有异议"),
    }
}

/// Tells whether an insurer was ever reached, whichever appointment it was told of.
pub(in crate::domain) fn was_reached(file: &CaseFile, insurer: InsurerId) -> bool {
    file.notices_to(&Addressee::Insurer { insurer }).any(|row| row.body.outcome.reached())
}

fn notice(file: &CaseFile) -> String {
    let insurers = &file.intake.insurers;
    let said = insurers.iter().filter_map(|insurer| {
        let to = Addressee::Insurer { insurer: insurer.insurer };
        let reached = file.notices_to(&to).filter(|row| row.body.outcome.reached()).last();
        let last = reached.or_else(|| file.notices_to(&to).last())?;
        let (way, on) = (last.body.way.label(), last.body.started_at.day());
        let words = format!("{way} {on} {}", last.body.outcome.label());
        Some(if insurers.len() > 1 { format!("{} {words}", insurer.called()) } else { words })
    });
    said.collect::<Vec<_>>().join("；")
}

/// Who came to the visits of a case and who stayed away.
struct Visit<'a> {
    attendances: Vec<&'a Recorded<Attendance>>,
    /// Insurers somebody came for, and those that were written down as absent and never came.
    came: Vec<InsurerId>,
    absent: Vec<InsurerId>,
    subject_absent: bool,
    statutory_absent: bool,
}

impl<'a> Visit<'a> {
    fn of(file: &'a CaseFile) -> Self {
        let attendances: Vec<_> = file.current(&file.attendances).collect();
        let came = insurers_that_came(file);
        let absences = || file.current(&file.absences).map(|row| &row.body.who);
        let mut absent: Vec<InsurerId> = absences()
            .filter_map(|who| match who {
                Absentee::Insurer { insurer, .. } if !came.contains(insurer) => Some(*insurer),
                _ => None,
            })
            .collect();
        absent.sort();
        absent.dedup();
        Self {
            subject_absent: absences().any(|who| matches!(who, Absentee::Subject { .. })),
            statutory_absent: absences().any(|who| matches!(who, Absentee::Statutory { .. })),
            attendances,
            came,
            absent,
        }
    }

    fn witnesses(&self) -> impl Iterator<Item = &'a InsurerWitness> {
        self.attendances.iter().filter_map(|row| match &row.body.attendee {
            Attendee::Insurer(witness) => Some(witness),
            _ => None,
        })
    }

    fn n_lacking(&self) -> usize {
        self.witnesses().filter(|witness| !has_credentials(witness)).count()
    }

    fn insurers_said(&self, file: &CaseFile) -> String {
        let n_all = file.intake.insurers.len();
        let in_writing = file.joint_letter().is_some_and(|letter| !letter.sends_witness);
        match (self.came.len(), self.absent.len()) {
            (0, 0) if in_writing && file.is_joint() => "书面委托，不到场".to_owned(),
            (0, 0) => String::new(),
            (0, _) => "未到".to_owned(),
            (n, _) if n_all > 1 => format!("{n} 家到，共 {n_all} 家"),
            (_, _) => "到".to_owned(),
        }
    }

    fn party_said(&self) -> String {
        let is = |wanted: fn(&Attendee) -> bool| {
            self.attendances.iter().filter(|row| wanted(&row.body.attendee)).count()
        };
        let n_companions = is(|one| matches!(one, Attendee::Companion(_) | Attendee::Agent(_)));
        match (is(|one| matches!(one, Attendee::Subject(_))), n_companions) {
            (0, _) if self.subject_absent => "未到".to_owned(),
            (0, _) => String::new(),
            (_, 0) => "到".to_owned(),
            (_, n) => format!("到，另来 {n} 人"),
        }
    }

    fn statutory_said(&self, file: &CaseFile) -> String {
        let Some(appointment) = file.appointment() else { return String::new() };
        if statutory_need(file, appointment.starts_at.day()).is_none() {
            return "不需要".to_owned();
        }
        let came = self.attendances.iter().any(|row| matches!(row.body.attendee, Attendee::Statutory(_)));
        match (came, self.statutory_absent) {
            (true, _) => "到".to_owned(),
            (false, true) => "未到".to_owned(),
            (false, false) => String::new(),
        }
    }

    fn credentials_said(&self) -> String {
        match (self.witnesses().count(), self.n_lacking()) {
            (0, _) => String::new(),
            (_, 0) => "齐".to_owned(),
            (_, lacking) => format!("{lacking} 人不齐"),
        }
    }
}

/// Both credentials were shown and their copies kept (SC-4.4b).
fn has_credentials(witness: &InsurerWitness) -> bool {
    let is_kept = |one: &Option<crate::domain::check_in::Credential>| {
        one.as_ref().is_some_and(|credential| credential.copy.is_some())
    };
    is_kept(&witness.identity_document)
        && (is_kept(&witness.work_credential) || witness.work_verified_by.is_some())
}

/// The insurers of the case somebody came for, on whichever visit.
pub(in crate::domain) fn insurers_that_came(file: &CaseFile) -> Vec<InsurerId> {
    let mut came: Vec<InsurerId> = file
        .current(&file.attendances)
        .filter_map(|row| match &row.body.attendee {
            Attendee::Insurer(witness) => Some(witness.insurer),
            _ => None,
        })
        .collect();
    came.sort();
    came.dedup();
    came
}

fn recording(file: &CaseFile) -> String {
    let said = file.current(&file.consents).map(|row| {
        let who = match row.body.who_records {
            Recorder::Appraiser => "鉴定人",
            Recorder::Insurer { .. } => "保险机构",
            Recorder::Party => "当事人",
        };
        format!("{who}{}", if recording_allowed(&row.body) { "可以" } else { "不可" })
    });
    let mut said: Vec<String> = said.collect();
    said.dedup();
    said.join("；")
}

fn licences(file: &CaseFile) -> String {
    let mut shown: Vec<_> = file.current(&file.licences).map(|row| row.body.who).collect();
    shown.sort();
    shown.dedup();
    match shown.len() {
        0 if file.session().is_some() => "未亮证".to_owned(),
        0 => String::new(),
        n => format!("{n} 人已亮"),
    }
}

fn conclusion(file: &CaseFile) -> &'static str {
    let issued = file.issuance().and_then(|row| file.opinion_version(row.body.draft));
    issued.and_then(|version| version.body.conclusion).map_or("", |conclusion| conclusion.label())
}

/// Units of the clock from the agreement's effect to the issued opinion, deductions left out.
pub(in crate::domain) fn used_units(file: &CaseFile, deadline: Option<&Deadline>) -> Option<i64> {
    let deadline = deadline.filter(|_| file.issuance().is_some())?;
    let n_counted = deadline.days.iter().filter(|day| matches!(day.counted, Counted::Nth(_))).count();
    Some(i64::try_from(n_counted).ok()? - deadline.remaining)
}

fn units(deadline: Option<&Deadline>, of: fn(&Deadline) -> u32) -> Cell {
    match deadline.filter(|deadline| !deadline.is_paused).map(of) {
        None | Some(0) => Cell::Empty,
        Some(n) => Cell::Count(i64::from(n)),
    }
}

fn disputes(file: &CaseFile) -> String {
    let rows: Vec<_> = file.current(&file.disputes).collect();
    let Some(last) = rows.last() else { return String::new() };
    let state = state_of(last.id, &file.dispute_events).label();
    let who = last.body.by.label();
    match rows.len() {
        1 => format!("{who}，{state}"),
        n => format!("{n} 件，最近{who}，{state}"),
    }
}

fn mediation(file: &CaseFile) -> String {
    let last = file.current(&file.dispute_events).filter_map(|row| match &row.body.what {
        DisputeStep::Mediating { .. } => Some("调解中"),
        DisputeStep::Mediated { agreed: true } => Some("调解一致"),
        DisputeStep::Mediated { agreed: false } => Some("调解未成"),
        _ => None,
    });
    last.last().unwrap_or_default().to_owned()
}

fn links(file: &CaseFile) -> String {
    let said = file.current(&file.links).filter_map(|row| match &row.body {
        CaseLink::SupplementedBy { requested_on, .. } => Some(format!("{requested_on} 补充鉴定")),
        CaseLink::ReappraisalAsked(asked) => Some(match &asked.whom {
            ReappraisalWhom::Another { .. } => format!("{} 向其他机构申请重鉴", asked.on),
            ReappraisalWhom::Ourselves { .. } => format!("{} 向本机构申请重鉴", asked.on),
        }),
        CaseLink::Supplements { .. } | CaseLink::Reappraises { .. } => None,
    });
    said.collect::<Vec<_>>().join("；")
}

fn court(file: &CaseFile) -> String {
    let n_notices = file.current(&file.court_notices).count();
    let went = |row: &&Recorded<crate::domain::court::CourtAppearance>| {
        matches!(row.body.attended, Attended::There { .. })
    };
    match (n_notices, file.current(&file.court_appearances).filter(went).count()) {
        (0, 0) => String::new(),
        (notices, 0) => format!("通知 {notices} 次"),
        (notices, went) => format!("通知 {notices} 次，出庭 {went} 次"),
    }
}

fn how_many(n: usize, unit: &str) -> Cell {
    if n == 0 { Cell::Empty } else { Cell::text(format!("{n} {unit}")) }
}

/// Where a case stands that did not end the usual way, or has not ended yet.
fn remark(file: &CaseFile) -> String {
    match file.state {
        CaseState::Archived => "已归档".to_owned(),
        state if state.is_over() => state.label().to_owned(),
        state => format!("在办：{}", state.label()),
    }
}

/// Every natural person the cells could name.
fn people(file: &CaseFile) -> Vec<PersonName> {
    let named = file.intake.people().map(|(_, person)| person.name.clone());
    let clients = file.intake.clients.iter().map(|client| client.person.name.clone());
    let objectors = file.disputes.iter().map(|row| row.body.name.clone());
    let mut people: Vec<PersonName> = named.chain(clients).chain(objectors).collect();
    people.retain(|name| !name.is_empty());
    people.sort();
    people.dedup();
    people
}

fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}
