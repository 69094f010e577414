//! What a page can see and ask: the snapshot, the answers to its own questions, and the few effects of the frame.

use crate::domain::ids::CaseId;
use crate::domain::ids::ObjectId;
use crate::domain::moment::Moment;
use crate::domain::staff::StaffMember;
use crate::domain::step::Place;
use crate::services::case_view::CaseView;
use crate::services::directory;
use crate::services::draft;
use crate::services::error::ServiceError;
use crate::services::find::CaseList;
use crate::services::find::Hits;
use crate::services::printer;
use crate::services::registers;
use crate::services::request::Action;
use crate::services::request::Ask;
use crate::services::request::Look;
use crate::services::request::Outcome;
use crate::services::scan;
use crate::services::session;
use crate::services::settings;
use crate::services::sheet::Preview;
use crate::services::today;
use crate::ui::pages::Route;
use crate::ui::theme::Width;
use egui::TextureHandle;
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

/// Everything that was read last; pages draw from it.
#[derive(Default)]
pub struct Views {
    pub session: Option<Arc<session::View>>,
    pub today: Option<Arc<today::View>>,
    pub cases: BTreeMap<CaseId, Arc<CaseView>>,
    pub list: Option<Arc<CaseList>>,
    pub found: Option<Arc<Hits>>,
    pub directory: Option<Arc<directory::View>>,
    pub settings: Option<Arc<settings::View>>,
    pub registers: Option<Arc<registers::View>>,
    pub drafts: Option<Arc<Vec<draft::Draft>>>,
    pub printers: Option<Arc<printer::View>>,
    pub preview: Option<Arc<Preview>>,
    pub scan_tray: Option<Arc<scan::Tray>>,
    /// Decrypted pictures as textures; gone with the next lock.
    pub pictures: BTreeMap<ObjectId, TextureHandle>,
}

/// The number of a question.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Ticket(pub(crate) u64);

/// What a file dialog is for; the answer comes back under this name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PickFor(pub &'static str);

/// What a page wants of the frame.
#[derive(Debug)]
pub enum Effect {
    Ask(Ticket, Ask),
    Go(Route),
    /// Goes on at once from a place that only leads elsewhere; the way back does not pass it.
    Replace(Route),
    Back,
    PickPictures(PickFor),
    PickPages(PickFor),
    PickSave {
        what: PickFor,
        suggested: String,
    },
    PickFolder(PickFor),
    PickFiles(PickFor),
    PickFile(PickFor),
    OpenPalette,
    Lock,
}

/// A page's view of the desk during one frame.
pub struct PageCx<'a> {
    pub views: &'a Views,
    pub route: &'a Route,
    /// The moment of this frame, by the clock of the office.
    pub now: Moment,
    pub width: Width,
    /// The window is low (a maximised window on a 768 px screen).
    pub is_low: bool,
    /// When something was last kept and read back.
    pub saved_at: Option<Moment>,
    pub(crate) effects: &'a mut Vec<Effect>,
    pub(crate) answers: &'a mut BTreeMap<Ticket, Result<Outcome, ServiceError>>,
    pub(crate) picked: &'a mut BTreeMap<PickFor, Vec<PathBuf>>,
    pub(crate) arrived: &'a mut Vec<PathBuf>,
    pub(crate) next_ticket: &'a mut u64,
}

impl PageCx<'_> {
    /// Asks for a write. Success and failure are told by the frame; the case is read anew by itself.
    pub fn act(&mut self, action: Action) -> Ticket {
        self.ask(Ask::Do(action))
    }

    /// Asks for a read; the snapshot changes when it comes.
    pub fn look(&mut self, look: Look) -> Ticket {
        self.ask(Ask::Look(look))
    }

    fn ask(&mut self, ask: Ask) -> Ticket {
        *self.next_ticket += 1;
        let ticket = Ticket(*self.next_ticket);
        self.effects.push(Effect::Ask(ticket, ask));
        ticket
    }

    /// Takes the answer to a question, once, when it is there.
    pub fn take(&mut self, ticket: Ticket) -> Option<Result<Outcome, ServiceError>> {
        self.answers.remove(&ticket)
    }

    /// Takes the answer to a remembered question and forgets the question; `None` while it is under way.
    pub fn take_if(&mut self, ticket: &mut Option<Ticket>) -> Option<Result<Outcome, ServiceError>> {
        let answer = self.take((*ticket)?)?;
        *ticket = None;
        Some(answer)
    }

    /// Who sits at the desk.
    pub fn user(&self) -> Option<&StaffMember> {
        self.views.session.as_ref()?.user.as_ref()
    }

    /// Goes elsewhere; the way back is remembered.
    pub fn go(&mut self, route: Route) {
        self.effects.push(Effect::Go(route));
    }

    /// Goes on from a place that only leads elsewhere; the way back does not pass it.
    pub fn replace(&mut self, route: Route) {
        self.effects.push(Effect::Replace(route));
    }

    /// Goes where a way out leads.
    pub fn go_place(&mut self, place: Place, case: CaseId) {
        self.go(Route::of_place(place, case));
    }

    /// Goes back to where one came from.
    pub fn back(&mut self) {
        self.effects.push(Effect::Back);
    }

    /// Opens a dialog for picture files; the paths come by [`Self::take_picked`].
    pub fn pick_pictures(&mut self, what: PickFor) {
        self.effects.push(Effect::PickPictures(what));
    }

    /// Opens a dialog for a place to save.
    pub fn pick_save(&mut self, what: PickFor, suggested: String) {
        self.effects.push(Effect::PickSave { what, suggested });
    }

    /// Opens a dialog for scanned pages; the paths come by [`Self::take_picked`].
    pub fn pick_pages(&mut self, what: PickFor) {
        self.effects.push(Effect::PickPages(what));
    }

    /// Opens a dialog for a folder.
    pub fn pick_folder(&mut self, what: PickFor) {
        self.effects.push(Effect::PickFolder(what));
    }

    /// Opens a dialog for files of any kind.
    pub fn pick_files(&mut self, what: PickFor) {
        self.effects.push(Effect::PickFiles(what));
    }

    /// Opens a dialog for one text file.
    pub fn pick_file(&mut self, what: PickFor) {
        self.effects.push(Effect::PickFile(what));
    }

    /// Takes what was chosen in a dialog.
    pub fn take_picked(&mut self, what: PickFor) -> Option<Vec<PathBuf>> {
        self.picked.remove(&what)
    }

    /// Takes pictures that arrived in the watched folder; the page that shows a place for one takes them.
    pub fn take_arrived(&mut self) -> Vec<PathBuf> {
        std::mem::take(self.arrived)
    }

    /// Opens Ctrl+K.
    pub fn open_palette(&mut self) {
        self.effects.push(Effect::OpenPalette);
    }

    /// The snapshot of a case; asks for it when it is not there yet.
    pub fn case(&self, id: CaseId) -> Option<Arc<CaseView>> {
        self.views.cases.get(&id).cloned()
    }

    /// The picture as a texture; asks for it when it is not there yet. Asking is recorded in the log.
    pub fn picture(
        &mut self,
        object: ObjectId,
        case: CaseId,
        asked: &mut Option<Ticket>,
    ) -> Option<TextureHandle> {
        self.texture(object, Look::Picture { object, case }, asked)
    }

    /// A scanned page as a texture, upright; asks for it when it is not there yet. Asking is recorded in the log.
    pub fn scan_page(
        &mut self,
        object: ObjectId,
        which: scan::Which,
        asked: &mut Option<Ticket>,
    ) -> Option<TextureHandle> {
        self.texture(object, Look::ScanPage(which), asked)
    }

    fn texture(&mut self, object: ObjectId, look: Look, asked: &mut Option<Ticket>) -> Option<TextureHandle> {
        let there = self.views.pictures.get(&object).cloned();
        if there.is_none() && asked.is_none() {
            *asked = Some(self.look(look));
        }
        there
    }

    /// Keeps a draft under its key, encrypted; survives a kill.
    pub fn keep_draft(&mut self, key: String, body: String) {
        self.act(Action::Draft(draft::Request::Keep { key, body }));
    }

    /// The kept draft of a key.
    pub fn draft(&self, key: &str) -> Option<&draft::Draft> {
        self.views.drafts.as_ref()?.iter().find(|draft| draft.key == key)
    }
}
