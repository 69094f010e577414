//! 人员: who works here, with which roles, licences and declared interests. Passwords are given, never shown.

use crate::domain::ids::Id as _;
use crate::domain::institution::Institution;
use crate::domain::moment::Day;
use crate::domain::reception::Category;
use crate::domain::secret::PersonName;
use crate::domain::secret::Secret;
use crate::domain::staff::Licence;
use crate::domain::staff::Role;
use crate::domain::staff::StaffMember;
use crate::services::directory;
use crate::services::request::Action;
use crate::services::session;
use crate::services::session::UserDraft;
use crate::ui::almanac::with_almanac;
use crate::ui::components::checkbox::Checkbox;
use crate::ui::components::chip::Tone;
use crate::ui::components::date_field::DateField;
use crate::ui::components::entry_list::Entry;
use crate::ui::components::field::Field;
use crate::ui::components::form_grid::FormGrid;
use crate::ui::components::words::words;
use crate::ui::pages::settings::is_near;
use crate::ui::pages::settings::listed;
use crate::ui::pages::settings::validity;
use crate::ui::theme::measures;
use chrono::NaiveDate;
use egui::Ui;
use std::collections::BTreeSet;
use zeroize::Zeroize as _;

/// What was typed about one person.
pub(super) struct MemberForm {
    /// The person as they are; none for a new one.
    pub source: Option<StaffMember>,
    pub login: String,
    pub name: String,
    roles: Vec<(Role, bool)>,
    licence_no: String,
    licence_until: Option<NaiveDate>,
    categories: Vec<(Category, bool)>,
    has_senior_title: bool,
    assistant_no: String,
    assistant_until: Option<NaiveDate>,
    interests: String,
    other_posts: String,
    password: String,
    again: String,
}

impl MemberForm {
    /// Somebody new.
    pub(super) fn fresh() -> Self {
        Self {
            source: None,
            login: String::new(),
            name: String::new(),
            roles: Role::ALL.map(|role| (role, false)).to_vec(),
            licence_no: String::new(),
            licence_until: None,
            categories: Category::ALL.map(|category| (category, false)).to_vec(),
            has_senior_title: false,
            assistant_no: String::new(),
            assistant_until: None,
            interests: String::new(),
            other_posts: String::new(),
            password: String::new(),
            again: String::new(),
        }
    }

    /// The person as they are.
    pub(super) fn of(member: &StaffMember) -> Self {
        let mut form = Self::fresh();
        form.login.clone_from(&member.login);
        form.name = member.name.as_str().to_owned();
        form.roles = Role::ALL.map(|role| (role, member.has(role))).to_vec();
        if let Some(licence) = &member.licence {
            form.licence_no.clone_from(&licence.number);
            form.licence_until = licence.valid_until.map(Day::date);
            form.categories =
                Category::ALL.map(|category| (category, licence.categories.contains(&category))).to_vec();
        }
        if let Some(licence) = &member.assistant_licence {
            form.assistant_no.clone_from(&licence.number);
            form.assistant_until = licence.valid_until.map(Day::date);
        }
        form.has_senior_title = member.has_senior_title;
        form.interests = member.interests.join("、");
        form.other_posts = member.other_posts.join("、");
        form.source = Some(member.clone());
        form
    }

    /// Whether there is something to save.
    pub(super) fn is_changed(&self) -> bool {
        match &self.source {
            Some(source) => self.build(source) != *source,
            None => !self.name.trim().is_empty() || !self.login.trim().is_empty(),
        }
    }

    /// What must be written before saving.
    pub(super) fn missing(&self) -> Option<(&'static str, &'static str)> {
        if self.name.trim().is_empty() {
            Some(("还没写姓名", "谁做的记在谁名下"))
        } else if self.login.trim().is_empty() {
            Some(("还没写登录名", "每个人用自己的登录名，定了就不能改"))
        } else if self.roles.iter().all(|(_, chosen)| !chosen) {
            Some(("还没勾岗位", "岗位决定能办哪些事"))
        } else if self.source.is_none() && self.password.chars().count() < 10 {
            Some(("初始密码不足 10 个字符", "可以是一句话；本人第一次来时自己改掉"))
        } else if self.source.is_none() && self.password != self.again {
            Some(("两次输的密码不一样", "再输一次，免得记错"))
        } else {
            None
        }
    }

    /// The write that saves it.
    pub(super) fn action(&self) -> Action {
        match &self.source {
            None => Action::Session(session::Request::AddUser(Box::new(self.draft()))),
            Some(source) => save(self.build(source)),
        }
    }

    fn draft(&self) -> UserDraft {
        UserDraft {
            login: self.login.trim().to_owned(),
            name: PersonName::new(&self.name),
            roles: self.chosen_roles(),
            password: Secret::new(self.password.clone()),
            licence: self.licence(),
            assistant_licence: self.assistant_licence(None),
            has_senior_title: self.has_senior_title,
            interests: self.interests(),
            other_posts: listed(&self.other_posts),
        }
    }

    fn build(&self, source: &StaffMember) -> StaffMember {
        StaffMember {
            id: source.id,
            login: source.login.clone(),
            name: PersonName::new(&self.name),
            roles: self.chosen_roles(),
            has_senior_title: self.has_senior_title,
            licence: self.licence(),
            assistant_licence: self.assistant_licence(source.assistant_licence.as_ref()),
            interests: self.interests(),
            other_posts: listed(&self.other_posts),
            active: source.active,
        }
    }

    fn chosen_roles(&self) -> BTreeSet<Role> {
        self.roles.iter().filter(|(_, chosen)| *chosen).map(|(role, _)| *role).collect()
    }

    fn licence(&self) -> Option<Licence> {
        let number = self.licence_no.trim();
        (!number.is_empty()).then(|| Licence {
            number: number.to_owned(),
            categories: self.categories.iter().filter(|(_, chosen)| *chosen).map(|(c, _)| *c).collect(),
            valid_until: self.licence_until.map(Day::from_date),
        })
    }

    fn assistant_licence(&self, former: Option<&Licence>) -> Option<Licence> {
        let number = self.assistant_no.trim();
        (!number.is_empty()).then(|| Licence {
            number: number.to_owned(),
            categories: former.map(|licence| licence.categories.clone()).unwrap_or_default(),
            valid_until: self.assistant_until.map(Day::from_date),
        })
    }

    fn interests(&self) -> Vec<String> {
        listed(&self.interests)
    }

    /// Draws the form.
    pub(super) fn ui(&mut self, ui: &mut Ui, house: &Institution, today: Day, locked: Option<&str>) {
        let is_new = self.source.is_none();
        let login_locked = locked.or((!is_new).then_some("登录名定了就不能改"));
        FormGrid::show(ui, |grid| {
            grid.row(|row| {
                row.cell(6, |ui| {
                    Field::new("姓名", &mut self.name).required().locked(locked).ui(ui);
                });
                row.cell(6, |ui| {
                    Field::new("登录名", &mut self.login)
                        .required()
                        .hint("如 zhou，也可以用汉字")
                        .locked(login_locked)
                        .ui(ui);
                });
            });
            if is_new {
                grid.row(|row| {
                    row.cell(6, |ui| {
                        let field = Field::new("初始密码", &mut self.password).required().password();
                        field.remark("至少 10 个字符，本人来了再改").locked(locked).ui(ui);
                    });
                    row.cell(6, |ui| {
                        let field = Field::new("再输一次密码", &mut self.again).required().password();
                        field.locked(locked).ui(ui);
                    });
                });
            }
        });
        words(ui, "岗位，可以兼任");
        wrapped(ui, |ui| {
            for (role, chosen) in &mut self.roles {
                Checkbox::new(role.label(), chosen).locked(locked.is_some()).ui(ui);
            }
        });
        ui.add_space(8.0);
        self.licence_ui(ui, house, today, locked);
        Field::new("申报的利害关系", &mut self.interests)
            .hint("单位或个人，用顿号隔开；指派鉴定人时会对照")
            .locked(locked)
            .ui(ui);
        Field::new("兼职单位", &mut self.other_posts)
            .hint("没有就不填；不得在保险机构兼职")
            .locked(locked)
            .ui(ui);
    }

    fn licence_ui(&mut self, ui: &mut Ui, house: &Institution, today: Day, locked: Option<&str>) {
        let licence_end = validity(self.licence_until.map(Day::from_date), house, today);
        let assistant_end = validity(self.assistant_until.map(Day::from_date), house, today);
        FormGrid::show(ui, |grid| {
            grid.row(|row| {
                row.cell(6, |ui| {
                    Field::new("鉴定人执业证号", &mut self.licence_no).locked(locked).ui(ui);
                });
                row.cell(6, |ui| {
                    with_almanac(today, |almanac| {
                        DateField::new("执业证有效期至", &mut self.licence_until, almanac)
                            .future()
                            .finding(licence_end.as_ref())
                            .locked(locked)
                            .ui(ui);
                    });
                });
            });
        });
        words(ui, "执业类别，与执业证一致");
        wrapped(ui, |ui| {
            for (category, chosen) in &mut self.categories {
                Checkbox::new(category.label(), chosen).locked(locked.is_some()).ui(ui);
            }
        });
        Checkbox::new("有高级专业技术职称", &mut self.has_senior_title).locked(locked.is_some()).ui(ui);
        ui.add_space(8.0);
        FormGrid::show(ui, |grid| {
            grid.row(|row| {
                row.cell(6, |ui| {
                    Field::new("鉴定人助理证号", &mut self.assistant_no).locked(locked).ui(ui);
                });
                row.cell(6, |ui| {
                    with_almanac(today, |almanac| {
                        DateField::new("助理证有效期至", &mut self.assistant_until, almanac)
                            .future()
                            .finding(assistant_end.as_ref())
                            .locked(locked)
                            .ui(ui);
                    });
                });
            });
        });
    }
}

impl Drop for MemberForm {
    fn drop(&mut self) {
        self.password.zeroize();
        self.again.zeroize();
    }
}

/// The write that saves a member as they are now.
pub(super) fn save(member: StaffMember) -> Action {
    Action::Directory(directory::Request::SaveMember { member: Box::new(member) })
}

fn wrapped(ui: &mut Ui, add: impl FnOnce(&mut Ui)) {
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = measures().space_4;
        add(ui);
    });
}

/// The member as a line of the list.
pub(super) fn entry(member: &StaffMember, house: &Institution, today: Day, is_unsaved: bool) -> Entry {
    let shown = member.shown_licence().and_then(|(_, licence)| licence.valid_until);
    let left = shown.map(|until| today.days_until(until));
    let chip = if is_unsaved {
        Some(("没保存".to_owned(), Tone::Amber))
    } else if !member.active {
        Some(("已停用".to_owned(), Tone::Grey))
    } else {
        match left {
            Some(left) if left < 0 => Some(("证件过期".to_owned(), Tone::Red)),
            Some(left) if is_near(left, house) => Some((format!("证件剩 {left} 日"), Tone::Amber)),
            _ => None,
        }
    };
    Entry {
        key: member.id.uuid().to_string(),
        name: member.name.as_str().to_owned(),
        note: member.roles_text(),
        chip,
        is_grey: !member.active,
    }
}
