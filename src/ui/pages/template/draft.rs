//! What was typed about templates and is not saved: one draft for the paper of all forms, one for every form that was
//! opened. A draft that was not touched follows what is saved; one that was is never overwritten.

use crate::domain::sheet::FormNo;
use crate::domain::template::Flaw;
use crate::domain::template::FormStyle;
use crate::domain::template::HalfMm;
use crate::domain::template::LOGO_HEIGHT;
use crate::domain::template::Logo;
use crate::domain::template::Margin;
use crate::domain::template::Offset;
use crate::domain::template::Paper;
use crate::domain::template::Seal;
use crate::services::template::Detail;
use crate::services::template::FormDraft;
use crate::services::template::LogoDraft;
use crate::services::template::PaperDraft;
use crate::services::template::Request;
use std::collections::BTreeMap;
use std::path::PathBuf;

/// Everything typed on the page.
#[derive(Default)]
pub(super) struct Drafts {
    pub(super) paper: PaperText,
    saved_paper: PaperText,
    forms: BTreeMap<FormNo, FormText>,
    saved_forms: BTreeMap<FormNo, FormText>,
    open: Option<FormNo>,
}

/// The choices for all forms as text.
#[derive(Clone, Default, PartialEq)]
pub(super) struct PaperText {
    pub(super) logo: LogoText,
    pub(super) height: String,
    pub(super) seal_right: String,
    pub(super) seal_down: String,
    pub(super) ring: bool,
    pub(super) left: String,
    pub(super) right: String,
}

#[derive(Clone, Default, PartialEq)]
pub(super) enum LogoText {
    #[default]
    None,
    Kept,
    New(PathBuf),
}

/// The choices for a form as text.
#[derive(Clone, Default, PartialEq)]
pub(super) struct FormText {
    pub(super) right: String,
    pub(super) down: String,
    /// Own sentences in the order of the paper; an empty one is that of the program.
    pub(super) wording: Vec<(String, String)>,
}

/// What a new logo begins with.
const USUAL_HEIGHT: HalfMm = HalfMm::of_mm(12);

impl PaperText {
    fn of(paper: &Paper) -> Self {
        let height = paper.logo.as_ref().map_or(USUAL_HEIGHT, |logo| logo.height);
        Self {
            logo: if paper.logo.is_some() { LogoText::Kept } else { LogoText::None },
            height: height.to_string(),
            seal_right: paper.seal.right.to_string(),
            seal_down: paper.seal.down.to_string(),
            ring: paper.seal.ring,
            left: paper.margin.left.to_string(),
            right: paper.margin.right.to_string(),
        }
    }

    /// The choices; none while a length is no length.
    pub(super) fn read(&self) -> Option<PaperDraft> {
        let height = HalfMm::read(&self.height)?;
        Some(PaperDraft {
            logo: match &self.logo {
                LogoText::None => LogoDraft::None,
                LogoText::Kept => LogoDraft::Kept { height },
                LogoText::New(from) => LogoDraft::New { from: from.clone(), height },
            },
            seal: Seal {
                right: HalfMm::read(&self.seal_right)?,
                down: HalfMm::read(&self.seal_down)?,
                ring: self.ring,
            },
            margin: Margin { left: HalfMm::read(&self.left)?, right: HalfMm::read(&self.right)? },
        })
    }

    /// What does not hold of it.
    pub(super) fn flaws(&self) -> Vec<Flaw> {
        let Some(draft) = self.read() else { return Vec::new() };
        let height = HalfMm::read(&self.height).unwrap_or(LOGO_HEIGHT.0);
        let logo = (self.logo != LogoText::None).then(|| Logo::of_height(height));
        crate::domain::template::paper_flaws(&Paper { logo, seal: draft.seal, margin: draft.margin })
    }
}

impl FormText {
    fn of(detail: &Detail) -> Self {
        let FormStyle { offset, wording, .. } = &detail.style;
        let own = |id: &String| (id.clone(), wording.get(id).cloned().unwrap_or_default());
        Self {
            right: offset.right.to_string(),
            down: offset.down.to_string(),
            wording: detail.sentences.iter().map(|sentence| own(&sentence.id)).collect(),
        }
    }

    /// The offset; none while a length is no length.
    pub(super) fn offset(&self) -> Option<Offset> {
        Some(Offset { right: HalfMm::read(&self.right)?, down: HalfMm::read(&self.down)? })
    }
}

impl Drafts {
    pub(super) fn learn_paper(&mut self, paper: &Paper) {
        let saved = PaperText::of(paper);
        if self.paper == self.saved_paper {
            self.paper = saved.clone();
        }
        self.saved_paper = saved;
    }

    pub(super) fn learn_form(&mut self, detail: &Detail) {
        let saved = FormText::of(detail);
        let is_touched = self
            .forms
            .get(&detail.form)
            .is_some_and(|draft| self.saved_forms.get(&detail.form).is_some_and(|former| draft != former));
        if !is_touched {
            self.forms.insert(detail.form, saved.clone());
        }
        self.saved_forms.insert(detail.form, saved);
        self.open = Some(detail.form);
    }

    /// The draft of the form that is open.
    pub(super) fn open_form(&mut self) -> Option<&mut FormText> {
        self.forms.get_mut(&self.open?)
    }

    /// What was saved is what is typed; the next snapshot says the same.
    pub(super) fn saved(&mut self, is_paper: bool) {
        if is_paper {
            self.saved_paper = self.paper.clone();
        } else if let Some(form) = self.open {
            self.forms.remove(&form);
        }
    }

    pub(super) fn give_up(&mut self, is_paper: bool) {
        if is_paper {
            self.paper = self.saved_paper.clone();
        } else if let Some(form) = self.open
            && let Some(saved) = self.saved_forms.get(&form)
        {
            self.forms.insert(form, saved.clone());
        }
    }

    pub(super) fn is_changed(&self, is_paper: bool) -> bool {
        if is_paper {
            return self.paper != self.saved_paper;
        }
        self.open.is_some_and(|form| self.forms.get(&form) != self.saved_forms.get(&form))
    }

    /// Why it cannot be saved as typed.
    pub(super) fn mistake(&self, is_paper: bool) -> Option<(&'static str, &'static str)> {
        let unread = ("有一个长度写得不对", "写毫米数，半毫米一格，例如 2 或 -1.5");
        if is_paper {
            let flaws = self.paper.read().map(|_| self.paper.flaws());
            return match flaws {
                None => Some(unread),
                Some(flaws) if !flaws.is_empty() => Some(("有一个长度出了界限", "看红字，改到界限以内")),
                Some(_) => None,
            };
        }
        let form = self.forms.get(&self.open?)?;
        form.offset().is_none().then_some(unread)
    }

    /// What saving asks.
    pub(super) fn request(&self, is_paper: bool) -> Option<Request> {
        if is_paper {
            return self.paper.read().map(Request::SavePaper);
        }
        self.form(self.open?).map(Request::SaveForm)
    }

    /// The choices of a form as typed; an offset that is none is left out.
    pub(super) fn form(&self, form: FormNo) -> Option<FormDraft> {
        let text = self.forms.get(&form)?;
        Some(FormDraft {
            form,
            offset: text.offset().unwrap_or_default(),
            wording: text.wording.iter().cloned().collect(),
        })
    }

    /// The choices of the paper as typed, or as saved while they do not hold.
    pub(super) fn paper(&self, saved: &Paper) -> PaperDraft {
        let typed = self.paper.read().filter(|_| self.paper.flaws().is_empty());
        typed.or_else(|| PaperText::of(saved).read()).unwrap_or_default()
    }
}

/// A form without any choice.
pub(super) fn plain(form: FormNo) -> FormDraft {
    FormDraft { form, offset: Offset::default(), wording: BTreeMap::new() }
}
