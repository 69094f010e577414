//! The stage a scenario is played on: the office, who is who in it, and what has been said so far.

use crate::cli::scenario::cast::Cast;
use crate::cli::scenario::shelf::Shelf;
use crate::domain::check_in::Attendee;
use crate::domain::check_in::Credential;
use crate::domain::check_in::Recorder;
use crate::domain::ids::CaseId;
use crate::domain::ids::EvidenceId;
use crate::domain::ids::PersonId;
use crate::domain::ids::UserId;
use crate::domain::insurer::Insurer;
use crate::domain::person::Person;
use crate::domain::sheet::FormNo;
use crate::services::case_view::CaseView;
use crate::services::error::ServiceError;
use crate::services::picture;
use crate::services::picture::Kept;
use crate::services::picture::PictureKind;
use crate::services::picture::Source;
use crate::services::rehearsal::Rehearsal;
use crate::services::request::Action;
use crate::services::request::Ask;
use crate::services::request::Look;
use crate::services::request::Outcome;
use crate::services::request::Reasons;
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

/// Why an act did not happen.
#[derive(Debug)]
pub enum Trouble {
    /// The office refused: the law, the role, something missing.
    Office(ServiceError),
    /// The script speaks of something that is not there.
    Script(String),
}

impl From<ServiceError> for Trouble {
    fn from(error: ServiceError) -> Self {
        Self::Office(error)
    }
}

/// One sheet on paper.
#[derive(Clone, Debug)]
pub struct Paper {
    /// The case it belongs to, by its name in the scenario.
    pub case: String,
    /// 「F-07」.
    pub form: &'static str,
    /// Where it lies.
    pub file: PathBuf,
    /// How many pages it has.
    pub n_pages: usize,
    /// The digest that is the same wherever the scenario is played; none when nobody asked for it.
    pub unmarked_sha256: Option<String>,
}

/// What a deed acts upon.
pub struct Stage<'a> {
    pub rehearsal: &'a mut Rehearsal,
    pub cast: &'a Cast,
    shelf: &'a dyn Shelf,
    /// Where sheets are laid; none when nobody asked for them.
    pub sheets_folder: Option<PathBuf>,
    people: BTreeMap<String, PersonId>,
    /// In the order they were opened.
    cases: Vec<(String, CaseId)>,
    entries: BTreeMap<(String, String), EvidenceId>,
    /// The case the act speaks of.
    pub case_name: String,
    /// Reasons the act gives for going on in spite of a warning.
    pub reasons: Reasons,
    pub papers: Vec<Paper>,
    /// Whether papers get their digest.
    pub digests: bool,
    /// The bytes that were printed last, by case and form; several where a form has several sheets.
    pub printed: BTreeMap<(String, FormNo), Vec<Vec<u8>>>,
}

impl<'a> Stage<'a> {
    /// Sets the stage; everybody of the cast gets an id.
    pub fn set(
        rehearsal: &'a mut Rehearsal,
        cast: &'a Cast,
        shelf: &'a dyn Shelf,
        sheets_folder: Option<PathBuf>,
    ) -> Result<Self, ServiceError> {
        let mut people = BTreeMap::new();
        for key in cast.people.keys() {
            people.insert(key.clone(), rehearsal.office().fresh_id::<PersonId>()?);
        }
        Ok(Self {
            rehearsal,
            cast,
            shelf,
            sheets_folder,
            people,
            cases: Vec::new(),
            entries: BTreeMap::new(),
            case_name: String::new(),
            reasons: Reasons::new(),
            papers: Vec::new(),
            digests: false,
            printed: BTreeMap::new(),
        })
    }

    /// Does something in the office.
    pub fn does(&mut self, action: Action) -> Result<Outcome, Trouble> {
        Ok(self.rehearsal.ask(Ask::Do(action))?)
    }

    /// Does something and keeps what was said.
    pub fn says(&mut self, action: Action) -> Result<String, Trouble> {
        match self.does(action)? {
            Outcome::Done { said, .. } => Ok(said),
            _ => Ok(String::new()),
        }
    }

    /// Reads something of the office.
    pub fn looks(&mut self, look: Look) -> Result<Outcome, Trouble> {
        Ok(self.rehearsal.ask(Ask::Look(look))?)
    }

    /// The case as pages see it.
    pub fn view(&mut self) -> Result<Arc<CaseView>, Trouble> {
        let case = self.case()?;
        match self.rehearsal.ask(Ask::Look(Look::Case(case)))? {
            Outcome::Case(view) => Ok(view),
            _ => Err(Trouble::Script("看不到案件".to_owned())),
        }
    }

    /// The case the act speaks of.
    pub fn case(&self) -> Result<CaseId, Trouble> {
        let found = self.cases.iter().find(|(name, _)| *name == self.case_name);
        found
            .map(|(_, case)| *case)
            .ok_or_else(|| Trouble::Script(format!("「{}」还没有接待登记", self.case_name)))
    }

    /// Cases in the order they were opened, by name.
    pub fn cases(&self) -> impl Iterator<Item = &str> {
        self.cases.iter().map(|(name, _)| name.as_str())
    }

    /// Whether a case of this name was opened.
    pub fn has_case(&self) -> bool {
        self.cases().any(|name| name == self.case_name)
    }

    /// Gives a case its name in the scenario.
    pub fn name_case(&mut self, case: CaseId) {
        self.cases.push((self.case_name.clone(), case));
    }

    /// A person of the cast, as the case knows them where it does.
    pub fn person(&mut self, key: &str) -> Result<Person, Trouble> {
        let missing = || Trouble::Script(format!("人物里没有「{key}」"));
        let id = self.people.get(key).copied().ok_or_else(missing)?;
        let actor = self.cast.people.get(key).ok_or_else(missing)?;
        if self.has_case() {
            let view = self.view()?;
            let known = view.file.intake.people().find(|(_, person)| person.id == id);
            if let Some((_, person)) = known {
                return Ok(person.clone());
            }
        }
        Ok(actor.person(id))
    }

    /// Somebody of the staff, by name.
    pub fn member(&self, name: &str) -> Result<UserId, Trouble> {
        let staff = self.rehearsal.office().staff()?;
        let found = staff.iter().find(|member| member.name.as_str() == name);
        found.map(|member| member.id).ok_or_else(|| Trouble::Script(format!("名录里没有工作人员「{name}」")))
    }

    /// An insurer of the directory, by its name or short name.
    pub fn insurer(&self, name: &str) -> Result<Insurer, Trouble> {
        let insurers = self.rehearsal.office().insurers()?;
        let found = insurers.iter().find(|insurer| insurer.name == name || insurer.short_name == name);
        found.cloned().ok_or_else(|| Trouble::Script(format!("名录里没有保险机构「{name}」")))
    }

    /// Whose camera a script means.
    pub fn recorder(&self, who: &str) -> Result<Recorder, Trouble> {
        Ok(match who {
            "鉴定人" => Recorder::Appraiser,
            "当事人" => Recorder::Party,
            insurer => Recorder::Insurer { insurer: self.insurer(insurer)?.id },
        })
    }

    /// The arrival in force of a person of the cast or of somebody of the staff.
    pub fn attendance(&mut self, key: &str) -> Result<EvidenceId, Trouble> {
        let person = self.people.get(key).copied();
        let user = if person.is_none() { Some(self.member(key)?) } else { None };
        let view = self.view()?;
        let is_theirs = |attendee: &Attendee| match attendee {
            Attendee::Appraiser { user: id, .. } | Attendee::Assistant { user: id, .. } => Some(*id) == user,
            other => person.is_some() && other.person().map(|found| found.id) == person,
        };
        let rows = view.file.current(&view.file.attendances).filter(|row| is_theirs(&row.body.attendee));
        let last = rows.last().map(|row| row.id);
        last.ok_or_else(|| Trouble::Script(format!("「{key}」还没有签到")))
    }

    /// A registered material, by its name.
    pub fn material(&mut self, name: &str) -> Result<EvidenceId, Trouble> {
        let view = self.view()?;
        let rows = view.file.current(&view.file.materials).filter(|row| row.body.name == name);
        let last = rows.last().map(|row| row.id);
        last.ok_or_else(|| Trouble::Script(format!("材料清单里没有「{name}」")))
    }

    /// Gives an entry of the record a name, so that a correction can find it.
    pub fn name_entry(&mut self, name: &str, entry: EvidenceId) {
        self.entries.insert((self.case_name.clone(), name.to_owned()), entry);
    }

    /// The entry of a name, in its newest version.
    pub fn entry(&self, name: &str) -> Result<EvidenceId, Trouble> {
        let found = self.entries.get(&(self.case_name.clone(), name.to_owned())).copied();
        found.ok_or_else(|| Trouble::Script(format!("过程记录里没有叫「{name}」的一条")))
    }

    /// Brings a picture in, as a drop would.
    pub fn keep(&mut self, picture: &str, kind: PictureKind) -> Result<Kept, Trouble> {
        let case = self.case()?;
        let bytes = self.shelf.read(picture).map_err(Trouble::Script)?;
        let file_name = picture.rsplit('/').next().unwrap_or(picture).to_owned();
        let source = Source::Bytes { bytes: Arc::new(bytes), file_name };
        match self.does(Action::Picture(picture::Request::Keep { case, source, kind }))? {
            Outcome::Kept(kept) => Ok(kept),
            _ => Err(Trouble::Script(format!("图片「{picture}」没有存下"))),
        }
    }

    /// Lays a credential on the counter: its copy is kept, then it is shown.
    pub fn shows(&mut self, key: Option<&String>) -> Result<Option<Credential>, Trouble> {
        let Some(paper) = key.and_then(|key| self.cast.credentials.get(key)) else { return Ok(None) };
        let kept = self.keep(&paper.picture, PictureKind::Credential)?;
        Ok(Some(Credential {
            name: paper.name.clone(),
            number: paper.number.clone(),
            valid_until: paper.valid_until,
            copy: Some(kept.object),
        }))
    }
}
