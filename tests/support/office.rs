//! An office for one test: made by the first run as the window makes it, with cheap keys and no waiting for the disk.

use super::folder::TempFolder;
use appraisal_desk::domain::archiving::VolumeOrder;
use appraisal_desk::domain::ids::CaseId;
use appraisal_desk::domain::ids::EvidenceId;
use appraisal_desk::domain::ids::UserId;
use appraisal_desk::domain::institution::DEFAULT_CASE_NO;
use appraisal_desk::domain::institution::Institution;
use appraisal_desk::domain::institution::Policy;
use appraisal_desk::domain::institution::Premises;
use appraisal_desk::domain::insurer::Insurer;
use appraisal_desk::domain::insurer::InsurerContact;
use appraisal_desk::domain::law::Jurisdiction;
use appraisal_desk::domain::moment::Day;
use appraisal_desk::domain::moment::Moment;
use appraisal_desk::domain::reception::Category;
use appraisal_desk::domain::secret::PersonName;
use appraisal_desk::domain::secret::Phone;
use appraisal_desk::domain::secret::Secret;
use appraisal_desk::domain::staff::Licence;
use appraisal_desk::domain::staff::Role;
use appraisal_desk::platform::clock::ScriptClock;
use appraisal_desk::platform::print::Printer;
use appraisal_desk::platform::print::tray::Tray;
use appraisal_desk::platform::vault::KdfCost;
use appraisal_desk::services::case_view::CaseView;
use appraisal_desk::services::directory;
use appraisal_desk::services::error::ServiceError;
use appraisal_desk::services::office::Office;
use appraisal_desk::services::request::Action;
use appraisal_desk::services::request::Ask;
use appraisal_desk::services::request::Look;
use appraisal_desk::services::request::Outcome;
use appraisal_desk::services::session;
use appraisal_desk::services::session::DeskOptions;
use appraisal_desk::services::session::InitDraft;
use appraisal_desk::services::session::UserDraft;
use appraisal_desk::services::worker;
use appraisal_desk::store::Durability;
use appraisal_desk::store::WriteGate;
use std::collections::BTreeSet;
use std::path::Path;
use std::path::PathBuf;
use std::sync::Arc;

/// The password of everybody in a test office.
pub const PASSWORD: &str = "青石板路上慢慢走 2026";

/// A guess at a test password costs next to nothing: tests open offices by the hundred.
const CHEAP: KdfCost = KdfCost { memory_kib: 64, passes: 1, lanes: 1 };

/// Reads 「2026-11-24 14:03」.
pub fn moment(text: &str) -> Moment {
    let (day, clock) = text.split_once(' ').unwrap();
    let (hour, minute) = clock.split_once(':').unwrap();
    Moment::at(day.parse().unwrap(), hour.parse().unwrap(), minute.parse().unwrap(), 0).unwrap()
}

/// Describes an office; [`OfficeBuilder::build`] founds it.
pub struct OfficeBuilder {
    jurisdiction: Jurisdiction,
    at: Moment,
    policy: Policy,
    durability: Durability,
    gate: Option<Arc<dyn WriteGate>>,
    printer: Option<Arc<dyn Printer>>,
}

/// A founded office, unlocked, with the front desk sitting at it.
pub struct TestOffice {
    pub office: Office,
    pub clock: Arc<ScriptClock>,
    pub folder: TempFolder,
    pub staff: TestStaff,
    /// 安泽财险 and 恒信财险.
    pub insurers: Vec<Insurer>,
}

/// Who works there.
#[derive(Clone, Copy, Debug)]
pub struct TestStaff {
    /// 顾南枝, 负责人; login `gu`.
    pub director: UserId,
    /// 周晓岚, 前台、涉保专人; login `zhou`.
    pub front_desk: UserId,
    /// 陆怀瑾, 鉴定人 with a senior title; login `lu`.
    pub appraiser: UserId,
    /// 程以宁, 鉴定人; login `cheng`.
    pub second_appraiser: UserId,
    /// 方知遥, 助理; login `fang`.
    pub assistant: UserId,
}

impl OfficeBuilder {
    /// An office under the Sichuan pack, on a Tuesday morning.
    pub fn sichuan() -> Self {
        Self::under(Jurisdiction::Sichuan)
    }

    /// An office under the Shanghai pack.
    pub fn shanghai() -> Self {
        Self::under(Jurisdiction::Shanghai)
    }

    /// An office under national law alone.
    pub fn national() -> Self {
        Self::under(Jurisdiction::National)
    }

    fn under(jurisdiction: Jurisdiction) -> Self {
        Self {
            jurisdiction,
            at: moment("2026-11-24 09:00"),
            policy: Policy::default(),
            durability: Durability::Relaxed,
            gate: None,
            printer: None,
        }
    }

    /// Puts the clock on 「2026-11-24 14:03」.
    pub fn at(self, text: &str) -> Self {
        Self { at: moment(text), ..self }
    }

    /// Sets what the law leaves to the institution.
    pub fn policy(self, policy: Policy) -> Self {
        Self { policy, ..self }
    }

    /// Waits for the disk, as crash tests must.
    pub fn durable(self) -> Self {
        Self { durability: Durability::Full, ..self }
    }

    /// Puts something before every write.
    pub fn gate(self, gate: Arc<dyn WriteGate>) -> Self {
        Self { gate: Some(gate), ..self }
    }

    /// Prints into a tray instead of having no printer.
    pub fn printing_into(self, tray: &Tray) -> Self {
        self.printing_with(Arc::new(tray.clone()))
    }

    /// Prints in a way of the test's own.
    pub fn printing_with(self, printer: Arc<dyn Printer>) -> Self {
        Self { printer: Some(printer), ..self }
    }

    fn options(&self, clock: &Arc<ScriptClock>) -> DeskOptions {
        DeskOptions {
            clock: Arc::clone(clock) as Arc<dyn appraisal_desk::platform::clock::Clock>,
            printer: self.printer.clone().unwrap_or_else(|| Arc::new(Tray::of(Vec::new()))),
            cost: CHEAP,
            durability: self.durability,
            gate: self.gate.clone(),
        }
    }

    /// An empty folder and an office standing before it: the first run has not begun.
    pub fn before_first_run(self) -> (Office, Arc<ScriptClock>, TempFolder) {
        let folder = TempFolder::new();
        let clock = Arc::new(ScriptClock::at(self.at));
        let office = Office::before(&folder.join("案卷库"), self.options(&clock)).unwrap();
        (office, clock, folder)
    }

    /// Stands before a folder, whatever is in it.
    pub fn before(self, folder: &Path) -> Result<(Office, Arc<ScriptClock>), ServiceError> {
        let clock = Arc::new(ScriptClock::at(self.at));
        Ok((Office::before(folder, self.options(&clock))?, clock))
    }

    /// Opens an office that lies in a folder already, as another process would.
    pub fn reopen(self, folder: &Path, login: &str) -> Result<(Office, Arc<ScriptClock>), ServiceError> {
        let clock = Arc::new(ScriptClock::at(self.at));
        let mut office = Office::before(folder, self.options(&clock))?;
        let unlock =
            session::Request::Unlock { login: login.to_owned(), password: Secret::new(PASSWORD.to_owned()) };
        worker::answer(&mut office, Ask::Do(Action::Session(unlock)))?;
        Ok((office, clock))
    }

    /// Founds the office: institution, five people, two insurers, recovery sheet typed back.
    pub fn build(self) -> TestOffice {
        let institution = institution(self.jurisdiction, self.policy);
        let (mut office, clock, folder) = self.before_first_run();
        let director = user("gu", "顾南枝", &[Role::Director]);
        let init = session::Request::Init(Box::new(InitDraft { institution, director }));
        let Outcome::Recovery(sheet) = worker::answer(&mut office, Ask::Do(Action::Session(init))).unwrap()
        else {
            panic!("the first run gives a recovery sheet");
        };
        let confirm = session::Request::ConfirmRecovery { typed: sheet.printed };
        worker::answer(&mut office, Ask::Do(Action::Session(confirm))).unwrap();
        let director = office.sitting().unwrap().id;
        let mut add = |draft: UserDraft| session::add_user(&mut office, &draft).unwrap();
        let staff = TestStaff {
            director,
            front_desk: add(user("zhou", "周晓岚", &[Role::FrontDesk, Role::InsuranceOfficer])),
            appraiser: add(UserDraft {
                licence: Some(licence("川司鉴 510001")),
                has_senior_title: true,
                ..user("lu", "陆怀瑾", &[Role::Appraiser, Role::Reviewer])
            }),
            second_appraiser: add(UserDraft {
                licence: Some(licence("川司鉴 510002")),
                ..user("cheng", "程以宁", &[Role::Appraiser])
            }),
            assistant: add(UserDraft {
                assistant_licence: Some(licence("川司助 510003")),
                ..user("fang", "方知遥", &[Role::Assistant])
            }),
        };
        let insurers = vec![insurer(&office, "安泽财产保险股份有限公司", "安泽财险"), {
            insurer(&office, "恒信财产保险股份有限公司", "恒信财险")
        }];
        let mut made = TestOffice { office, clock, folder, staff, insurers };
        let mut institution = (*made.office.institution().unwrap()).clone();
        institution.insurance_officer = Some(staff.front_desk);
        made.office.hand_desk_to(staff.director).unwrap();
        appraisal_desk::services::settings::save_institution(&mut made.office, &institution).unwrap();
        for insurer in made.insurers.clone() {
            made.does(Action::Directory(directory::Request::SaveInsurer { insurer: Box::new(insurer) }));
        }
        made.sits(staff.front_desk);
        made
    }
}

impl TestOffice {
    /// Where the office lies.
    pub fn place(&self) -> PathBuf {
        self.folder.join("案卷库")
    }

    /// The day it is.
    pub fn clock_day(&self) -> Day {
        self.office.now().day()
    }

    /// Gives the desk to another of the staff.
    pub fn sits(&mut self, user: UserId) -> &mut Self {
        self.office.hand_desk_to(user).unwrap();
        self
    }

    /// Puts the clock on 「2026-11-24 14:03」.
    pub fn at(&mut self, text: &str) -> &mut Self {
        self.clock.set(moment(text));
        self
    }

    /// Does something and says what came of it.
    pub fn tries(&mut self, action: Action) -> Result<Outcome, ServiceError> {
        worker::answer(&mut self.office, Ask::Do(action))
    }

    /// Does something that must succeed; what stops it is in the panic.
    pub fn does(&mut self, action: Action) -> Outcome {
        self.tries(action).unwrap_or_else(|error| panic!("{}", in_full(&error)))
    }

    /// Does something that makes a row, and names the row.
    pub fn makes(&mut self, action: Action) -> EvidenceId {
        match self.does(action) {
            Outcome::Done { made: Some(id), .. } => id,
            other => panic!("no row was made: {other:?}"),
        }
    }

    /// Does something the law must stop, and names the rules that stop it.
    pub fn is_stopped(&mut self, action: Action) -> Vec<String> {
        match self.tries(action) {
            Err(ServiceError::Blocked(findings)) => {
                findings.stopping().map(|finding| finding.rule.to_string()).collect()
            }
            Err(other) => panic!("another error: {other}"),
            Ok(_) => panic!("nothing stopped it"),
        }
    }

    /// Looks.
    pub fn looks(&mut self, look: Look) -> Outcome {
        worker::answer(&mut self.office, Ask::Look(look))
            .unwrap_or_else(|error| panic!("{}", in_full(&error)))
    }

    /// Looks, or is told why not.
    pub fn tries_to_look(&mut self, look: Look) -> Result<Outcome, ServiceError> {
        worker::answer(&mut self.office, Ask::Look(look))
    }

    /// The case as pages see it.
    pub fn case(&mut self, case: CaseId) -> Arc<CaseView> {
        match self.looks(Look::Case(case)) {
            Outcome::Case(view) => view,
            other => panic!("not a case: {other:?}"),
        }
    }
}

/// An error with everything it found, for the panic of a test.
pub fn in_full(error: &ServiceError) -> String {
    let mut text = format!("{error} ({error:?})");
    if let Some(findings) = error.findings() {
        for finding in findings.breaches() {
            let say = finding.breach.as_ref().map_or("", |breach| breach.say.as_str());
            text.push_str(&format!("\n  {} {:?}: {say}", finding.rule, finding.level));
        }
    }
    text
}

fn institution(jurisdiction: Jurisdiction, policy: Policy) -> Institution {
    Institution {
        name: "某某司法鉴定中心".to_owned(),
        short_name: "某司鉴中心".to_owned(),
        licence_no: "0000000001".to_owned(),
        licence_valid_until: Day::from_ymd(2029, 6, 30),
        scope: BTreeSet::from([Category::FmClin, Category::FmPsy, Category::FmPath]),
        jurisdiction,
        premises: vec![Premises {
            name: "本部".to_owned(),
            address: "示例路 1 号".to_owned(),
            rooms: vec!["一检室".to_owned(), "二检室".to_owned()],
        }],
        address: "示例路 1 号".to_owned(),
        postcode: "000000".to_owned(),
        phone: "13000000009".to_owned(),
        case_no_template: DEFAULT_CASE_NO.to_owned(),
        insurance_officer: None,
        standards: Vec::new(),
        policy,
        volume_order: VolumeOrder::default(),
        is_demo: false,
    }
}

fn user(login: &str, name: &str, roles: &[Role]) -> UserDraft {
    UserDraft {
        login: login.to_owned(),
        name: PersonName::new(name),
        roles: roles.iter().copied().collect(),
        password: Secret::new(PASSWORD.to_owned()),
        licence: None,
        assistant_licence: None,
        has_senior_title: false,
        interests: Vec::new(),
        other_posts: Vec::new(),
    }
}

fn licence(number: &str) -> Licence {
    Licence {
        number: number.to_owned(),
        categories: BTreeSet::from([Category::FmClin, Category::FmPsy, Category::FmPath]),
        valid_until: Day::from_ymd(2029, 6, 30),
    }
}

fn insurer(office: &Office, name: &str, short_name: &str) -> Insurer {
    let contact = |name: &str, is_liaison| InsurerContact {
        name: PersonName::new(name),
        department: "人伤理赔部".to_owned(),
        staff_no: "AZ-0031".to_owned(),
        phone: Phone::new("13000000010"),
        is_liaison,
    };
    Insurer {
        id: office.new_insurer_id().unwrap(),
        name: name.to_owned(),
        short_name: short_name.to_owned(),
        credit_code: "91000000000000000X".to_owned(),
        address: "示例路 9 号".to_owned(),
        contacts: vec![contact("裴书闻", true), contact("韩琪", false)],
        checked_on: Day::from_ymd(2026, 11, 2),
    }
}
