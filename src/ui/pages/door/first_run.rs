//! 第一次使用: four short steps on one card — text size, institution, premises and pack, the first director.
//! Everything can be changed later in 设置; nothing is made before the last step.

use crate::domain::archiving::VolumeOrder;
use crate::domain::institution::DEFAULT_CASE_NO;
use crate::domain::institution::Institution;
use crate::domain::institution::Policy;
use crate::domain::institution::Premises;
use crate::domain::law::Jurisdiction;
use crate::domain::reception::Category;
use crate::domain::secret::PersonName;
use crate::domain::secret::Secret;
use crate::domain::staff::Role;
use crate::services::request::Action;
use crate::services::session;
use crate::services::session::InitDraft;
use crate::services::session::UserDraft;
use crate::ui::components::button::Button;
use crate::ui::components::checkbox::Checkbox;
use crate::ui::components::field::Field;
use crate::ui::components::flow::FormFlow;
use crate::ui::components::form_grid::FormGrid;
use crate::ui::components::option::Options;
use crate::ui::components::paint;
use crate::ui::components::segmented::Segmented;
use crate::ui::components::step_rail::Progress;
use crate::ui::components::step_rail::Step;
use crate::ui::components::step_rail::step_rail_horizontal;
use crate::ui::components::why_panel::Why;
use crate::ui::components::words::words;
use crate::ui::desk::cx::PageCx;
use crate::ui::desk::cx::Ticket;
use crate::ui::law::plain_why;
use crate::ui::pages::door::Doorstep;
use crate::ui::pages::door::card_ui;
use crate::ui::pages::door::foot_ui;
use crate::ui::pages::door::go_button;
use crate::ui::pages::door::missing;
use crate::ui::theme;
use crate::ui::theme::Type;
use crate::ui::theme::colors;
use egui::Ui;
use std::collections::BTreeSet;

/// What was typed so far.
pub(super) struct FirstRun {
    step: usize,
    zoom: Option<u32>,
    name: String,
    short_name: String,
    licence_no: String,
    jurisdiction: Option<Jurisdiction>,
    premises: String,
    rooms: String,
    phone: String,
    case_no: String,
    scope: Vec<(Category, bool)>,
    director: String,
    login: String,
    password: String,
    again: String,
    is_insurance_officer: bool,
    focused: Option<usize>,
    /// Somebody wanted to go on while something was missing.
    tried: bool,
}

impl Default for FirstRun {
    fn default() -> Self {
        Self {
            step: 0,
            zoom: None,
            name: String::new(),
            short_name: String::new(),
            licence_no: String::new(),
            jurisdiction: None,
            premises: String::new(),
            rooms: String::new(),
            phone: String::new(),
            case_no: DEFAULT_CASE_NO.to_owned(),
            scope: Category::ALL.map(|category| (category, false)).to_vec(),
            director: String::new(),
            login: String::new(),
            password: String::new(),
            again: String::new(),
            is_insurance_officer: false,
            focused: None,
            tried: false,
        }
    }
}

const STEPS: [&str; 4] = ["字号", "机构", "场所与地区", "负责人"];

impl FirstRun {
    /// Draws it; returns the question that was asked.
    pub(super) fn ui(&mut self, ui: &mut Ui, step: &Doorstep<'_>, cx: &mut PageCx<'_>) -> Option<Ticket> {
        let session = step.session;
        let note = format!("案卷库放在 {}，只在这台电脑上，加密保存", session.folder);
        card_ui(
            ui,
            (720.0, "第一次使用", &note),
            self,
            |door, ui| {
                for warning in &session.warnings {
                    words(ui, warning);
                }
                door.step_ui(ui)
            },
            |door, ui, finished| door.foot_ui(ui, finished, step, cx),
        )
    }

    fn step_ui(&mut self, ui: &mut Ui) -> bool {
        self.rail(ui);
        let flow = FormFlow::new(STEPS[self.step]).ends_with_enter();
        let finished = flow
            .show(ui, |ui| match self.step {
                0 => self.size_ui(ui),
                1 => self.institution_ui(ui),
                2 => self.place_ui(ui),
                _ => self.director_ui(ui),
            })
            .finished;
        if self.focused != Some(self.step) {
            self.focused = Some(self.step);
            FormFlow::new(STEPS[self.step]).focus_first(ui.ctx());
        }
        finished
    }

    fn foot_ui(
        &mut self,
        ui: &mut Ui,
        finished: bool,
        step: &Doorstep<'_>,
        cx: &mut PageCx<'_>,
    ) -> Option<Ticket> {
        let Doorstep { failed, busy, .. } = *step;
        let mut asked = None;
        let why = self.why();
        self.tried |= finished && !busy;
        let lacking = missing(why.as_ref(), self.tried);
        let failed = failed.or(lacking.as_ref());
        foot_ui(ui, failed, |ui| {
            let last = self.step + 1 == STEPS.len();
            let word = if last { "建立案卷库" } else { "下一步" };
            let pressed = go_button(ui, word, busy, why.as_ref()) || finished;
            if pressed && why.is_none() && !busy {
                if last {
                    let draft = Box::new(self.draft());
                    asked = Some(cx.act(Action::Session(session::Request::Init(draft))));
                } else {
                    self.go_to(self.step + 1);
                }
            }
            if self.step > 0 && Button::secondary("上一步").page().ui(ui).clicked() {
                self.go_to(self.step - 1);
            }
        });
        asked
    }

    fn go_to(&mut self, step: usize) {
        self.step = step;
        self.tried = false;
    }

    fn rail(&mut self, ui: &mut Ui) {
        let steps: Vec<Step> = STEPS
            .into_iter()
            .enumerate()
            .map(|(n, name)| {
                let progress = match n.cmp(&self.step) {
                    std::cmp::Ordering::Less => Progress::Done,
                    std::cmp::Ordering::Equal => Progress::Current,
                    std::cmp::Ordering::Greater => Progress::Ahead,
                };
                Step::new(name, progress)
            })
            .collect();
        if let Some(n) = step_rail_horizontal(ui, &steps) {
            self.go_to(n.min(self.step));
        }
    }

    fn size_ui(&mut self, ui: &mut Ui) {
        words(ui, "哪一种字看着舒服，以后随时可以用 Ctrl 加号、减号改");
        let sizes = [(100, "100 %　标准"), (125, "125 %　大一些"), (150, "150 %　很大")];
        let before = self.zoom;
        Options::new("字号", &mut self.zoom, &sizes).required().ui(ui);
        if self.zoom != before
            && let Some(percent) = self.zoom
        {
            theme::set_zoom(ui.ctx(), percent as f32 / 100.0);
        }
        for (percent, _) in sizes {
            sample_ui(ui, percent);
        }
    }

    fn institution_ui(&mut self, ui: &mut Ui) {
        FormGrid::show(ui, |grid| {
            grid.row(|row| {
                row.cell(12, |ui| {
                    Field::new("机构全称", &mut self.name).required().hint("与许可证一致").ui(ui);
                });
            });
            grid.row(|row| {
                row.cell(6, |ui| {
                    Field::new("机构缩略名", &mut self.short_name).required().hint("印在编号里").ui(ui);
                });
                row.cell(6, |ui| {
                    Field::new("许可证号", &mut self.licence_no).required().ui(ui);
                });
            });
            grid.row(|row| {
                row.cell(6, |ui| {
                    Field::new("机构电话", &mut self.phone).ui(ui);
                });
                row.cell(6, |ui| {
                    let example = self
                        .case_no
                        .replace("{abbr}", if self.short_name.is_empty() { "××" } else { &self.short_name })
                        .replace("{yyyy}", "2026")
                        .replace("{pro}", "临")
                        .replace("{seq}", "12");
                    Field::new("编号样式", &mut self.case_no).required().remark(&example).ui(ui);
                });
            });
        });
        words(ui, "许可证上登记的业务范围");
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = egui::vec2(16.0, 0.0);
            for (category, chosen) in &mut self.scope {
                Checkbox::new(category.label(), chosen).ui(ui);
            }
        });
    }

    fn place_ui(&mut self, ui: &mut Ui) {
        let packs = Jurisdiction::ALL.map(|jurisdiction| (jurisdiction, jurisdiction.label()));
        Segmented::new("地区规则", &mut self.jurisdiction, &packs).required().ui(ui);
        words(ui, "各地的规定只用一套，不混用；标「部分」的只收录了一部分条款，其余按全国通则");
        FormGrid::show(ui, |grid| {
            grid.row(|row| {
                row.cell(12, |ui| {
                    Field::new("登记执业场所", &mut self.premises)
                        .required()
                        .hint("如 锦江场所；多处用顿号隔开")
                        .ui(ui);
                });
            });
            grid.row(|row| {
                row.cell(12, |ui| {
                    Field::new("检查室", &mut self.rooms).hint("如 检查一室、检查二室").ui(ui);
                });
            });
        });
    }

    fn director_ui(&mut self, ui: &mut Ui) {
        FormGrid::show(ui, |grid| {
            grid.row(|row| {
                row.cell(6, |ui| {
                    Field::new("负责人姓名", &mut self.director).required().ui(ui);
                });
                row.cell(6, |ui| {
                    Field::new("登录名", &mut self.login).required().hint("如 liang，也可以用汉字").ui(ui);
                });
            });
            grid.row(|row| {
                row.cell(6, |ui| {
                    Field::new("密码", &mut self.password)
                        .required()
                        .password()
                        .remark("至少 10 个字符，可以是一句话")
                        .ui(ui);
                });
                row.cell(6, |ui| {
                    Field::new("再输一次密码", &mut self.again).required().password().ui(ui);
                });
            });
        });
        Checkbox::new("负责人兼任涉保专人", &mut self.is_insurance_officer).ui(ui);
        words(ui, "下一步会给出一张恢复单，请准备好打印机或纸笔");
    }

    fn why(&self) -> Option<Why> {
        let empty = |text: &str| text.trim().is_empty();
        let lacking = match self.step {
            0 if self.zoom.is_none() => Some(("还没选字号", "看清楚了再往下填")),
            1 if empty(&self.name) => Some(("还没写机构全称", "印在每一张文书上")),
            1 if empty(&self.short_name) => Some(("还没写机构缩略名", "编号由缩略名、年份、专业和序号组成")),
            1 if empty(&self.licence_no) => Some(("还没写许可证号", "委托书和意见书都要写")),
            1 if !self.case_no.contains("{seq}") => {
                Some(("编号样式里没有序号", "写上 {seq}，每件案件一个号"))
            }
            1 if self.scope.iter().all(|(_, chosen)| !chosen) => {
                Some(("还没勾业务范围", "超出范围的委托不得受理"))
            }
            2 if self.jurisdiction.is_none() => Some(("还没选地区规则", "上海、四川的做法不一样")),
            2 if empty(&self.premises) => Some(("还没写登记执业场所", "只能在登记的场所受理、检查")),
            3 if empty(&self.director) || empty(&self.login) => {
                Some(("还没写负责人姓名和登录名", "受理由负责人决定，谁做的记在谁名下"))
            }
            3 if self.password.chars().count() < 10 => Some(("密码不足 10 个字符", "案卷全靠它加密")),
            3 if self.password != self.again => Some(("两次输的密码不一样", "再输一次，免得记错")),
            _ => None,
        };
        lacking.map(|(fact, reason)| plain_why("现在还不能往下走", fact, reason))
    }

    fn draft(&self) -> InitDraft {
        let split = |text: &str| -> Vec<String> {
            text.split(['、', '，', ',', '；', ';'])
                .map(|part| part.trim().to_owned())
                .filter(|part| !part.is_empty())
                .collect()
        };
        let rooms = split(&self.rooms);
        let premises = split(&self.premises)
            .into_iter()
            .enumerate()
            .map(|(n, name)| Premises {
                name,
                address: String::new(),
                rooms: if n == 0 { rooms.clone() } else { Vec::new() },
            })
            .collect();
        let mut roles = BTreeSet::from([Role::Director]);
        if self.is_insurance_officer {
            roles.insert(Role::InsuranceOfficer);
        }
        InitDraft {
            institution: Institution {
                name: self.name.trim().to_owned(),
                short_name: self.short_name.trim().to_owned(),
                licence_no: self.licence_no.trim().to_owned(),
                licence_valid_until: None,
                scope: self.scope.iter().filter(|(_, chosen)| *chosen).map(|(c, _)| *c).collect(),
                jurisdiction: self.jurisdiction.unwrap_or(Jurisdiction::National),
                premises,
                address: String::new(),
                postcode: String::new(),
                phone: self.phone.trim().to_owned(),
                case_no_template: self.case_no.trim().to_owned(),
                insurance_officer: None,
                standards: Vec::new(),
                policy: Policy::default(),
                volume_order: VolumeOrder::default(),
                is_demo: false,
            },
            director: UserDraft {
                login: self.login.trim().to_owned(),
                name: PersonName::new(&self.director),
                roles,
                password: Secret::new(self.password.clone()),
                licence: None,
                assistant_licence: None,
                has_senior_title: false,
                interests: Vec::new(),
                other_posts: Vec::new(),
            },
        }
    }
}

/// A sentence of the trade as it would look at a size, whatever the size is now.
fn sample_ui(ui: &mut Ui, percent: u32) {
    let c = colors();
    let scale = percent as f32 / 100.0 / ui.ctx().zoom_factor();
    let height = (Type::Body.line() * scale).ceil();
    let (rect, _) = ui.allocate_exact_size(egui::vec2(ui.available_width(), height), egui::Sense::hover());
    let label = paint::line(ui, Type::Note, c.ink2, format!("{percent} %"));
    paint::put_left(ui.painter(), rect, &label);
    let mut font = Type::Body.regular_font();
    font.size *= scale;
    let words = "被鉴定人罗契，11月24日 14:00 到检查一室";
    let at = rect.with_min_x(rect.left() + 56.0).left_center();
    ui.painter().text(at, egui::Align2::LEFT_CENTER, words, font, c.ink);
}

impl Drop for FirstRun {
    fn drop(&mut self) {
        use zeroize::Zeroize as _;
        self.password.zeroize();
        self.again.zeroize();
    }
}
