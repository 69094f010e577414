//! One file per page. A page draws from the snapshot it is handed, keeps only its draft, and asks for what it wants.
//!
//! A new page is one file here, one line in `PAGES` and one `Route`. Pages never wait: an ask returns a
//! `Ticket`, and its answer is there some frames later.

pub mod case;
pub mod cases;
pub mod check_in;
pub mod clock;
pub mod directory;
pub mod door;
pub mod events;
pub mod in_force;
pub mod intake;
pub mod ledger;
pub mod licence_showing;
pub mod opinion;
pub mod process_record;
pub mod registers;
pub mod scan;
pub mod settings;
pub mod sheet;
pub mod statistics;
pub mod template;
pub mod today;

use crate::domain::ids::CaseId;
use crate::domain::sheet::FormNo;
use crate::domain::sheet::PrintRef;
use crate::domain::sheet::SheetOf;
use crate::domain::sheet::SheetRef;
use crate::domain::step::Place;
use crate::ui::desk::cx::PageCx;
use crate::ui::theme::icon::Icon;

/// Every page behind the door, in the order of the sidebar and then of a case.
pub const PAGES: &[fn() -> Box<dyn Page>] = &[
    || Box::<today::TodayPage>::default(),
    || Box::<intake::IntakePage>::default(),
    || Box::<cases::CasesPage>::default(),
    || Box::<case::CasePage>::default(),
    || Box::<clock::ClockPage>::default(),
    || Box::<check_in::CheckInPage>::default(),
    || Box::<licence_showing::LicenceShowingPage>::default(),
    || Box::<process_record::ProcessRecordPage>::default(),
    || Box::<events::EventsPage>::default(),
    || Box::<opinion::OpinionPage>::default(),
    || Box::<sheet::SheetPage>::default(),
    || Box::<in_force::InForcePage>::default(),
    || Box::<scan::ScanPage>::default(),
    || Box::<registers::RegistersPage>::default(),
    || Box::<ledger::LedgerPage>::default(),
    || Box::<statistics::StatisticsPage>::default(),
    || Box::<directory::DirectoryPage>::default(),
    || Box::<settings::SettingsPage>::default(),
    || Box::<template::TemplatePage>::default(),
];

/// A page.
pub trait Page {
    /// What the frame shows about it.
    fn meta(&self) -> &'static PageMeta;

    /// Draws it and asks.
    fn ui(&mut self, ui: &mut egui::Ui, cx: &mut PageCx<'_>);
}

/// What the frame knows about a page.
#[derive(Debug)]
pub struct PageMeta {
    pub id: PageId,
    /// Its name in the sidebar and for screen readers.
    pub title: &'static str,
    pub icon: Icon,
    /// Which sidebar item is lit while it is open.
    pub under: PageId,
    /// Whether it has a sidebar item of its own.
    pub in_sidebar: bool,
    /// The keys that do something here, in the order of the strip: (「F4」, 「报到」).
    pub keys: &'static [(&'static str, &'static str)],
}

/// Which page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PageId {
    Today,
    Intake,
    Cases,
    Case,
    Clock,
    CheckIn,
    LicenceShowing,
    ProcessRecord,
    Events,
    Opinion,
    Sheet,
    InForce,
    Scan,
    Registers,
    Ledger,
    Statistics,
    Directory,
    Settings,
    Template,
}

/// Where one is.
#[derive(Clone, Debug, PartialEq)]
pub enum Route {
    Today,
    /// 受理 as it was left: the visitor served last who is not done, else a fresh sheet.
    LastIntake,
    /// 受理; `None` = a fresh sheet.
    Intake {
        case: Option<CaseId>,
        step: IntakeStep,
    },
    Cases,
    Case(CaseId),
    /// The case with one of its dialogs open; leads on to [`Route::Case`].
    CaseDialog {
        case: CaseId,
        place: Place,
    },
    /// 时限 of a case.
    Clock(CaseId),
    CheckIn(CaseId),
    LicenceShowing(CaseId),
    ProcessRecord(CaseId),
    /// 异议与出庭.
    Events(CaseId),
    /// 拟稿 to 归档.
    Opinion(CaseId),
    /// Preview and print.
    Sheet(SheetRef),
    /// 依据回放 of one print.
    InForce(PrintRef),
    /// 扫描归卷.
    Scan,
    Registers,
    /// 台账.
    Ledger,
    /// 统计.
    Statistics,
    Directory,
    Settings,
    /// 文书模板.
    Template,
}

/// The five steps of 受理.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum IntakeStep {
    #[default]
    Reception,
    Notice,
    Materials,
    Review,
    Acceptance,
}

impl IntakeStep {
    pub const ALL: [Self; 5] =
        [Self::Reception, Self::Notice, Self::Materials, Self::Review, Self::Acceptance];

    /// The word on the rail.
    pub fn label(self) -> &'static str {
        match self {
            Self::Reception => "接待",
            Self::Notice => "告知",
            Self::Materials => "材料",
            Self::Review => "审查",
            Self::Acceptance => "受理",
        }
    }
}

impl Route {
    /// The page that draws it.
    pub fn page(&self) -> PageId {
        match self {
            Self::Today => PageId::Today,
            Self::LastIntake | Self::Intake { .. } => PageId::Intake,
            Self::Cases => PageId::Cases,
            Self::Case(_) | Self::CaseDialog { .. } => PageId::Case,
            Self::Clock(_) => PageId::Clock,
            Self::CheckIn(_) => PageId::CheckIn,
            Self::LicenceShowing(_) => PageId::LicenceShowing,
            Self::ProcessRecord(_) => PageId::ProcessRecord,
            Self::Events(_) => PageId::Events,
            Self::Opinion(_) => PageId::Opinion,
            Self::Sheet(_) => PageId::Sheet,
            Self::InForce(_) => PageId::InForce,
            Self::Scan => PageId::Scan,
            Self::Registers => PageId::Registers,
            Self::Ledger => PageId::Ledger,
            Self::Statistics => PageId::Statistics,
            Self::Directory => PageId::Directory,
            Self::Settings => PageId::Settings,
            Self::Template => PageId::Template,
        }
    }

    /// The case it is about.
    pub fn case(&self) -> Option<CaseId> {
        match self {
            Self::Intake { case, .. } => *case,
            Self::CaseDialog { case, .. }
            | Self::Case(case)
            | Self::Clock(case)
            | Self::CheckIn(case)
            | Self::LicenceShowing(case)
            | Self::ProcessRecord(case)
            | Self::Events(case)
            | Self::Opinion(case) => Some(*case),
            Self::Sheet(sheet) => sheet.case(),
            Self::InForce(print) => print.case(),
            Self::Today
            | Self::LastIntake
            | Self::Cases
            | Self::Scan
            | Self::Registers
            | Self::Ledger
            | Self::Statistics
            | Self::Directory
            | Self::Settings
            | Self::Template => None,
        }
    }

    /// The item of the sidebar that is lit, where the page alone does not say it.
    pub fn under(&self) -> Option<PageId> {
        match self {
            Self::Sheet(sheet) => match sheet.of {
                SheetOf::Case { .. } => None,
                SheetOf::Span { .. } if sheet.form == FormNo::F31 => Some(PageId::Statistics),
                SheetOf::Span { .. } => Some(PageId::Ledger),
                SheetOf::Entry(_) => Some(PageId::Registers),
                SheetOf::Directory(_) => Some(PageId::Directory),
            },
            Self::InForce(print) if print.case().is_none() => Some(PageId::Registers),
            _ => None,
        }
    }

    /// Where a way out leads for a sheet of the office.
    pub fn of_office(place: Place) -> Self {
        match place {
            Place::Directory => Self::Directory,
            Place::Settings => Self::Settings,
            _ => Self::Registers,
        }
    }

    /// Where a way out leads for a case: a page, or a dialog of the case page.
    pub fn of_place(place: Place, case: CaseId) -> Self {
        let intake = |step| Self::Intake { case: Some(case), step };
        match place {
            Place::Reception => intake(IntakeStep::Reception),
            Place::RiskNotice => intake(IntakeStep::Notice),
            Place::JointLetter | Place::Materials => intake(IntakeStep::Materials),
            Place::Review => intake(IntakeStep::Review),
            Place::Assignment | Place::Acceptance | Place::Agreement => intake(IntakeStep::Acceptance),
            Place::Clock => Self::Clock(case),
            Place::Booking
            | Place::Recusal
            | Place::Withdrawal
            | Place::Termination
            | Place::OnSiteCollection
            | Place::AppraisalNotice
            | Place::Suspension
            | Place::AgreementChange
            | Place::MaterialReturn
            | Place::Privacy
            | Place::Schedule
            | Place::Notify
            | Place::Correction
            | Place::Supplement
            | Place::Reappraisal
            | Place::Experts => Self::CaseDialog { case, place },
            Place::CourtPledge => Self::Sheet(SheetRef::of_case(FormNo::F35, case, None)),
            Place::Sheets => Self::Case(case),
            Place::Events => Self::Events(case),
            Place::Registers => Self::Registers,
            Place::CheckIn => Self::CheckIn(case),
            Place::LicenceShowing => Self::LicenceShowing(case),
            Place::ProcessRecord => Self::ProcessRecord(case),
            Place::Opinion => Self::Opinion(case),
            Place::Directory => Self::Directory,
            Place::Settings => Self::Settings,
        }
    }
}
