//! The forms of 名录 that were opened, by tab and entry: what was typed into one stays while another is looked at.

use crate::domain::ids::Id as _;
use crate::domain::institution::Institution;
use crate::domain::moment::Day;
use crate::domain::staff::StaffMember;
use crate::services::directory::Of;
use crate::services::directory::View;
use crate::services::request::Action;
use crate::ui::components::chip::Tone;
use crate::ui::components::entry_list::Entry;
use crate::ui::pages::directory::insurer;
use crate::ui::pages::directory::insurer::InsurerForm;
use crate::ui::pages::directory::member;
use crate::ui::pages::directory::member::MemberForm;
use egui::Ui;
use std::collections::BTreeMap;

/// The key of an entry that is not saved yet.
pub(super) const NEW: &str = "new";

/// Which of the two registers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Register {
    #[default]
    Insurers,
    Staff,
}

impl Register {
    /// The place of its tab.
    pub(super) fn tab(self) -> usize {
        match self {
            Self::Insurers => 0,
            Self::Staff => 1,
        }
    }

    /// The register behind a tab.
    pub(super) fn of_tab(tab: usize) -> Self {
        if tab == 0 { Self::Insurers } else { Self::Staff }
    }
}

/// The open forms.
#[derive(Default)]
pub(super) struct Forms {
    insurers: BTreeMap<String, InsurerForm>,
    members: BTreeMap<String, MemberForm>,
}

impl Forms {
    /// Begins an entry that is not there yet; one that was begun goes on.
    pub(super) fn begin(&mut self, register: Register) {
        match register {
            Register::Insurers => {
                self.insurers.entry(NEW.to_owned()).or_insert_with(InsurerForm::fresh);
            }
            Register::Staff => {
                self.members.entry(NEW.to_owned()).or_insert_with(MemberForm::fresh);
            }
        }
    }

    /// Makes the form of an entry, or follows what was saved; false when the entry is gone.
    pub(super) fn open(&mut self, register: Register, view: &View, key: &str) -> bool {
        let was_touched = self.is_changed(register, key);
        match register {
            Register::Insurers => {
                let found = view.insurers.iter().find(|one| one.id.uuid().to_string() == key);
                let is_same = self.insurers.get(key).is_some_and(|form| form.source.as_ref() == found);
                if let Some(found) = found.filter(|_| !was_touched && !is_same) {
                    self.insurers.insert(key.to_owned(), InsurerForm::of(found));
                }
                self.insurers.contains_key(key)
            }
            Register::Staff => {
                let found = view.staff.iter().find(|one| one.id.uuid().to_string() == key);
                let is_same = self.members.get(key).is_some_and(|form| form.source.as_ref() == found);
                if let Some(found) = found.filter(|_| !was_touched && !is_same) {
                    self.members.insert(key.to_owned(), MemberForm::of(found));
                }
                self.members.contains_key(key)
            }
        }
    }

    /// Draws a form.
    pub(super) fn ui(
        &mut self,
        ui: &mut Ui,
        register: Register,
        key: &str,
        (house, today): (&Institution, Day),
        locked: Option<&str>,
    ) {
        match register {
            Register::Insurers => {
                if let Some(form) = self.insurers.get_mut(key) {
                    form.ui(ui, house, today, locked);
                }
            }
            Register::Staff => {
                if let Some(form) = self.members.get_mut(key) {
                    form.ui(ui, house, today, locked);
                }
            }
        }
    }

    /// Whether a form holds something that is not saved.
    pub(super) fn is_changed(&self, register: Register, key: &str) -> bool {
        match register {
            Register::Insurers => self.insurers.get(key).is_some_and(|form| form.is_changed() || key == NEW),
            Register::Staff => self.members.get(key).is_some_and(|form| form.is_changed() || key == NEW),
        }
    }

    /// What must be written before saving.
    pub(super) fn missing(&self, register: Register, key: &str) -> Option<(&'static str, &'static str)> {
        match register {
            Register::Insurers => self.insurers.get(key).and_then(InsurerForm::missing),
            Register::Staff => self.members.get(key).and_then(MemberForm::missing),
        }
    }

    /// The write that saves a form.
    pub(super) fn action(&self, register: Register, key: &str) -> Option<Action> {
        match register {
            Register::Insurers => self.insurers.get(key).map(InsurerForm::action),
            Register::Staff => self.members.get(key).map(MemberForm::action),
        }
    }

    /// Lets go of a form; returns the name that stood in it.
    pub(super) fn drop_form(&mut self, register: Register, key: &str) -> Option<String> {
        match register {
            Register::Insurers => self.insurers.remove(key).map(|form| form.name.clone()),
            Register::Staff => self.members.remove(key).map(|form| form.name.clone()),
        }
    }

    /// The person of a form, as they are saved.
    pub(super) fn member(&self, register: Register, key: &str) -> Option<StaffMember> {
        match register {
            Register::Insurers => None,
            Register::Staff => self.members.get(key).and_then(|form| form.source.clone()),
        }
    }

    /// Whose history belongs to an entry; none for one that is not saved yet.
    pub(super) fn of(&self, register: Register, key: &str) -> Option<Of> {
        match register {
            Register::Insurers => {
                self.insurers.get(key).and_then(|form| form.source.as_ref()).map(|one| Of::Insurer(one.id))
            }
            Register::Staff => self.member(register, key).map(|one| Of::Member(one.id)),
        }
    }

    /// The lines of the list: what was begun first, who is no longer here last.
    pub(super) fn entries(
        &self,
        register: Register,
        view: &View,
        house: &Institution,
        today: Day,
    ) -> Vec<Entry> {
        let is_unsaved = |key: &str| self.is_changed(register, key);
        let mut entries: Vec<Entry> = match register {
            Register::Insurers => {
                let all = view.insurers.iter();
                all.map(|one| insurer::entry(one, house, today, is_unsaved(&one.id.uuid().to_string())))
                    .collect()
            }
            Register::Staff => {
                let all = view.staff.iter();
                all.map(|one| member::entry(one, house, today, is_unsaved(&one.id.uuid().to_string())))
                    .collect()
            }
        };
        entries.sort_by_key(|entry| entry.is_grey);
        if is_unsaved(NEW) {
            let name = match register {
                Register::Insurers => "新的保险机构",
                Register::Staff => "新的人员",
            };
            entries.insert(
                0,
                Entry {
                    key: NEW.to_owned(),
                    name: name.to_owned(),
                    note: "填好以后保存".to_owned(),
                    chip: Some(("没保存".to_owned(), Tone::Amber)),
                    is_grey: false,
                },
            );
        }
        entries
    }
}

/// The key of what was just registered, found by its name.
pub(super) fn key_of(view: &View, register: Register, name: &str) -> Option<String> {
    match register {
        Register::Insurers => {
            view.insurers.iter().find(|one| one.name == name).map(|one| one.id.uuid().to_string())
        }
        Register::Staff => {
            view.staff.iter().find(|one| one.name.as_str() == name).map(|one| one.id.uuid().to_string())
        }
    }
}
