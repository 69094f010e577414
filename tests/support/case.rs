//! Brings a case as far as a test needs it.

use super::office::TestOffice;
use super::office::moment;
use super::people::Invented;
use super::steps;
use super::steps::Shows;
use appraisal_desk::domain::case::CaseState;
use appraisal_desk::domain::check_in::Absentee;
use appraisal_desk::domain::ids::CaseId;
use appraisal_desk::domain::law::Jurisdiction;
use appraisal_desk::domain::material::Side;
use appraisal_desk::domain::moment::Moment;
use appraisal_desk::domain::person::Person;
use appraisal_desk::domain::reception::CaseInsurer;
use appraisal_desk::domain::reception::Category;
use appraisal_desk::domain::reception::Client;
use appraisal_desk::domain::reception::ClientKind;
use appraisal_desk::domain::reception::CommissionMode;
use appraisal_desk::domain::reception::Fee;
use appraisal_desk::domain::reception::Guardian;
use appraisal_desk::domain::reception::InsuranceUse;
use appraisal_desk::domain::reception::Intake;
use appraisal_desk::domain::reception::Purpose;
use appraisal_desk::domain::reception::Reappraisal;
use appraisal_desk::domain::secret::PersonName;
use appraisal_desk::domain::secret::Phone;

/// A case on its way: who commissions, who comes, how far it goes.
pub struct CaseAdder {
    mode: CommissionMode,
    subject: Invented,
    guardian: Option<Invented>,
    n_insurers: usize,
    shows: Option<Shows>,
    accepts_insurer: bool,
    until: CaseState,
    appointed_at: Option<Moment>,
}

/// Takes a case on by one state.
type Stage = fn(&CaseAdder, &mut TestOffice, CaseId);

impl CaseAdder {
    /// 当事人单方委托 by the injured person, one insurer, which stays away.
    pub fn unilateral() -> Self {
        Self {
            mode: CommissionMode::UnilateralParty,
            subject: Invented::SUBJECT,
            guardian: None,
            n_insurers: 1,
            shows: None,
            accepts_insurer: true,
            until: CaseState::Received,
            appointed_at: None,
        }
    }

    /// 共同委托 of the injured person and 安泽财险.
    pub fn joint() -> Self {
        Self { mode: CommissionMode::Joint, ..Self::unilateral() }
    }

    /// The subject is a child, whose mother is registered as guardian.
    pub fn of_a_child(self) -> Self {
        Self { subject: Invented::CHILD, guardian: Some(Invented::MOTHER), ..self }
    }

    /// The subject is somebody else; two cases about one person find each other.
    pub fn subject(self, subject: Invented) -> Self {
        Self { subject, ..self }
    }

    /// Compulsory and commercial cover lie with two insurers.
    pub fn with_two_insurers(self) -> Self {
        Self { n_insurers: 2, ..self }
    }

    /// The first insurer's witness comes, and shows this.
    pub fn insurer_comes(self, shows: Shows) -> Self {
        Self { shows: Some(shows), ..self }
    }

    /// Shanghai: the party declines the insurer's witness, so nobody is told.
    pub fn party_declines_insurer(self) -> Self {
        Self { accepts_insurer: false, ..self }
    }

    /// How far the case goes.
    pub fn until(self, state: CaseState) -> Self {
        Self { until: state, ..self }
    }

    /// When the examination is, as 「2026-11-24 14:00」; otherwise three working days on at 14:00.
    pub fn appointed(self, text: &str) -> Self {
        Self { appointed_at: Some(moment(text)), ..self }
    }

    /// Does it all, by the calls of those who would.
    pub fn add(&self, office: &mut TestOffice) -> CaseId {
        let intake = self.intake(office);
        if self.until == CaseState::Booked {
            return steps::open(office, intake);
        }
        let case = steps::receive(office, intake);
        let stages: [(CaseState, Stage); 7] = [
            (CaseState::Reviewing, Self::to_reviewing),
            (CaseState::Accepted, Self::to_accepted),
            (CaseState::Scheduled, Self::to_scheduled),
            (CaseState::OnSite, Self::to_on_site),
            (CaseState::Identified, |_, office, case| steps::show_licences(office, case)),
            (CaseState::Examining, Self::to_examining),
            (CaseState::Drafting, Self::to_drafting),
        ];
        for (state, stage) in stages {
            if self.until < state {
                break;
            }
            stage(self, office, case);
            assert_eq!(office.case(case).file.state, state);
        }
        case
    }

    fn to_examining(&self, office: &mut TestOffice, case: CaseId) {
        if self.guardian.is_some() {
            steps::guardian_consents(office, case);
        }
        steps::begin_examination(office, case);
    }

    /// The intake alone, for tests that hand it in themselves.
    pub fn intake(&self, office: &TestOffice) -> Intake {
        let subject = self.subject.person();
        let mut intake = Intake::empty(subject.id);
        intake.premises = "本部".to_owned();
        intake.mode = Some(self.mode);
        intake.guardians.extend(self.guardian.map(|mother| Guardian {
            person: mother.person(),
            relation: "母亲".to_owned(),
            is_guardian: true,
        }));
        intake.clients = self.clients(office, &intake, &subject);
        intake.subject = subject;
        intake.category = Some(Category::FmClin);
        intake.matter = "伤残等级鉴定".to_owned();
        intake.purpose = Some(Purpose::InsuranceClaim);
        intake.insurance = Some(InsuranceUse::Yes);
        intake.reappraisal = Some(Reappraisal::No);
        intake.insurers = self.insurers(office);
        intake.incident_on = Some(office.clock_day().plus_days(-180));
        intake.incident = "2026年5月驾驶非机动车与小型客车碰撞，左膝受伤，经手术治疗".to_owned();
        intake.standard = "人体损伤致残程度分级".to_owned();
        intake.fee = Fee {
            amount_fen: Some(260_000),
            how: "转账".to_owned(),
            reduction: String::new(),
            told: true,
            bearer: String::new(),
        };
        intake
    }

    fn clients(&self, office: &TestOffice, intake: &Intake, subject: &Person) -> Vec<Client> {
        let (person, relation) = match intake.guardians.first() {
            Some(guardian) => (guardian.person.clone(), guardian.relation.clone()),
            None => (subject.clone(), "本人".to_owned()),
        };
        let party =
            Client { kind: ClientKind::Victim, person, insurer: None, organisation: String::new(), relation };
        let insurer = || Client {
            kind: ClientKind::Insurer,
            person: Invented::HANDLER.person(),
            insurer: Some(office.insurers[0].id),
            organisation: office.insurers[0].name.clone(),
            relation: String::new(),
        };
        match self.mode {
            CommissionMode::Joint => vec![party, insurer()],
            CommissionMode::UnilateralInsurer => vec![insurer()],
            CommissionMode::UnilateralParty | CommissionMode::Authority => vec![party],
        }
    }

    fn insurers(&self, office: &TestOffice) -> Vec<CaseInsurer> {
        let covers = ["交强险", "商业险"];
        let chosen = office.insurers.iter().zip(covers).take(self.n_insurers);
        chosen
            .map(|(insurer, cover)| CaseInsurer {
                insurer: insurer.id,
                name: insurer.name.clone(),
                short_name: insurer.short_name.clone(),
                cover: cover.to_owned(),
                policy_no: "示例保单 01".to_owned(),
                claim_no: "示例报案 01".to_owned(),
                contact: PersonName::new(Invented::HANDLER.name),
                contact_phone: Phone::new(Invented::HANDLER.phone),
            })
            .collect()
    }

    fn to_reviewing(&self, office: &mut TestOffice, case: CaseId) {
        match self.mode {
            CommissionMode::Joint => steps::receive_joint_letter(office, case),
            CommissionMode::UnilateralParty | CommissionMode::UnilateralInsurer => {
                let is_shanghai = office.office.institution().unwrap().jurisdiction == Jurisdiction::Shanghai;
                steps::give_risk_notice(office, case, is_shanghai.then_some(self.accepts_insurer));
            }
            CommissionMode::Authority => {}
        }
        for name in ["出院记录", "CT 片"] {
            let item = steps::register_material(office, case, name);
            if self.mode == CommissionMode::Joint {
                steps::confirm_material(office, case, item, Side::Party);
                steps::confirm_material(office, case, item, Side::Insurer);
            }
        }
        steps::begin_review(office, case);
    }

    fn to_accepted(&self, office: &mut TestOffice, case: CaseId) {
        steps::review(office, case);
        steps::assign(office, case);
        steps::accept(office, case);
        steps::sign_agreement(office, case);
    }

    fn to_scheduled(&self, office: &mut TestOffice, case: CaseId) {
        let starts_at = self.appointed_at.unwrap_or_else(|| {
            let day = office.office.calendar().add_workdays(office.clock_day(), 3).value;
            Moment::at(day, 14, 0, 0).unwrap()
        });
        steps::appoint(office, case, starts_at);
        if self.accepts_insurer {
            steps::notify_everyone(office, case);
        }
    }

    fn to_on_site(&self, office: &mut TestOffice, case: CaseId) {
        let starts_at = office.case(case).file.appointment().unwrap().starts_at;
        office.clock.set(starts_at.plus_minutes(-10));
        steps::subject_arrives(office, case);
        if self.guardian.is_some() {
            steps::guardian_arrives(office, case);
        }
        steps::staff_arrives(office, case);
        let insurers = office.case(case).file.intake.insurers.clone();
        let n_come = usize::from(self.shows.is_some());
        if let (Some(shows), Some(first)) = (self.shows, insurers.first()) {
            steps::insurer_arrives(office, case, first.insurer, shows);
        }
        let grace = office.office.institution().unwrap().policy.grace_minutes;
        if self.accepts_insurer && insurers.len() > n_come {
            office.clock.set(starts_at.plus_minutes(i64::from(grace)));
            for insurer in insurers.into_iter().skip(n_come) {
                let who = Absentee::Insurer { insurer: insurer.insurer, name: insurer.called().to_owned() };
                steps::record_absence(office, case, who);
            }
        } else {
            office.clock.set(starts_at);
        }
        steps::open_on_site(office, case);
    }

    fn to_drafting(&self, office: &mut TestOffice, case: CaseId) {
        steps::fill_record(office, case);
        steps::seal(office, case);
        steps::sign_sheets(office, case);
        steps::finish(office, case);
    }
}
