//! The licences: who is assigned, what stands in the register, the declaration, and who saw it.

use super::LicenceShowingPage;
use super::Then;
use super::section;
use crate::domain::audit::Operation;
use crate::domain::evidence::Recorded;
use crate::domain::ids::CaseId;
use crate::domain::ids::UserId;
use crate::domain::licence_showing::LicenceShown;
use crate::domain::secret::PersonName;
use crate::domain::staff::StaffMember;
use crate::services::case_view::CaseView;
use crate::services::licence_showing;
use crate::services::request::Action;
use crate::ui::components::button::Button;
use crate::ui::components::checkbox::Checkbox;
use crate::ui::components::chip::Chip;
use crate::ui::components::chip::Tone;
use crate::ui::components::paint;
use crate::ui::components::why_panel::Why;
use crate::ui::components::why_panel::WhyItem;
use crate::ui::desk::cx::PageCx;
use crate::ui::pages::Route;
use crate::ui::theme::Type;
use crate::ui::theme::colors;
use crate::ui::theme::icon;
use egui::Sense;
use egui::Ui;
use egui::vec2;

/// What an appraiser declares before anything begins (SH-1.3b, SC-3.1e).
const DECLARATION: &str = "声明与本案无利害关系，没有收受财物、接受请吃，保证客观公正";

impl LicenceShowingPage {
    /// One block for each of the assigned; the assistant shows a licence as well.
    pub(super) fn licences_ui(&mut self, ui: &mut Ui, cx: &mut PageCx<'_>, case: CaseId, view: &CaseView) {
        let assignment = view.file.assignment().cloned().unwrap_or_default();
        let here: Vec<String> = crate::ui::pages::check_in::present(view)
            .into_iter()
            .filter(|row| row.left_at.is_none() && row.row.body.attendee.person().is_some())
            .map(|row| row.row.body.attendee.name().as_str().to_owned())
            .collect();
        section(ui, "出示证件", "", |ui| {
            let names: Vec<&str> = here.iter().map(String::as_str).collect();
            ui.spacing_mut().item_spacing.y = 0.0;
            names_ui(ui, 0.0, &format!("在场 {} 人　", names.len()), &names);
            ui.spacing_mut().item_spacing.y = 8.0;
            let everyone = assignment.appraisers.iter().map(|id| (*id, "鉴定人"));
            let everyone = everyone.chain(assignment.assistants.iter().map(|id| (*id, "鉴定人助理")));
            for (id, part) in everyone {
                if let Some(member) = view.member(id) {
                    self.member_ui(ui, cx, case, view, member, part);
                }
            }
        });
    }

    fn member_ui(
        &mut self,
        ui: &mut Ui,
        cx: &mut PageCx<'_>,
        case: CaseId,
        view: &CaseView,
        member: &StaffMember,
        part: &str,
    ) {
        let c = colors();
        let name = member.name.as_str();
        let (line, _) = ui.allocate_exact_size(vec2(ui.available_width(), 1.0), Sense::hover());
        paint::hline(ui, line, line.top(), c.line);
        let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 52.0), Sense::hover());
        let upper = rect.with_max_y(rect.top() + 28.0);
        let said = paint::put_left(ui.painter(), upper, &paint::name(ui, Type::Field, c.ink, name));
        let beside = upper.with_min_x(said.right() + 12.0);
        let role = paint::put_left(ui.painter(), beside, &paint::line(ui, Type::Note, c.ink2, part));
        let lower = rect.with_min_y(rect.top() + 28.0);
        match member.shown_licence() {
            Some((licence, details)) => {
                let until = details
                    .valid_until
                    .map_or_else(|| "有效期没有登记".to_owned(), |day| format!("有效期至 {day}"));
                let words = format!("{licence}　{}　{until}", details.number);
                paint::put_left(ui.painter(), lower, &paint::line(ui, Type::Body, c.ink, words));
                if !details.is_in_force(cx.now.day()) {
                    let chip = Chip::new("证件不在有效期", Tone::Amber).icon(icon::WARNING);
                    let size = chip.size(ui);
                    let at = upper.with_min_x(role.right() + 12.0);
                    chip.paint_at(ui, egui::Align2::LEFT_CENTER.align_size_within_rect(size, at));
                }
            }
            None => {
                paint::put_left(ui.painter(), lower, &paint::line(ui, Type::Body, c.red, "名录里没有证号"));
            }
        }
        let shown = view.file.current(&view.file.licences).filter(|row| row.body.who == member.id).last();
        if let Some(row) = shown {
            shown_ui(ui, row);
        } else {
            self.show_ui(ui, cx, case, member);
        }
    }

    /// The declaration and the button, while the licence was not shown.
    fn show_ui(&mut self, ui: &mut Ui, cx: &mut PageCx<'_>, case: CaseId, member: &StaffMember) {
        let name = member.name.as_str();
        let declared = self.declared.entry(member.id).or_default();
        let label = format!("{name}{DECLARATION}");
        Checkbox::new(&label, declared).height(40.0).ui(ui);
        let declares_impartial = *declared;
        let why = why_not(cx, member, declares_impartial);
        let spoken = format!("{name} 出示证件");
        let button = Button::secondary("已向在场的人出示").standing().icon(icon::BADGE).name(&spoken);
        let output = button.why(why.as_ref()).show(ui);
        if output.solve.is_some() {
            cx.go(Route::Directory);
        }
        if output.response.clicked() {
            self.show(cx, case, member.id, declares_impartial);
        }
        ui.add_space(8.0);
    }

    fn show(&mut self, cx: &mut PageCx<'_>, case: CaseId, who: UserId, declares_impartial: bool) {
        let request = licence_showing::Request::Show { case, who, declares_impartial };
        self.sent = Some((cx.act(Action::LicenceShowing(request)), Then::Stay));
    }
}

fn why_not(cx: &PageCx<'_>, member: &StaffMember, declared: bool) -> Option<Why> {
    let user = cx.views.session.as_ref().and_then(|session| session.user.as_ref());
    let why = Why::new("现在还不能记亮证");
    if !user.is_some_and(|user| user.may(Operation::ShowLicence)) {
        let item = WhyItem::new("亮证由鉴定人记", "请鉴定人坐到这里登录，前台、助理不代记");
        return Some(why.item(item));
    }
    if member.shown_licence().is_none() {
        let item = WhyItem::new("名录里没有证号", "证号和有效期从名录来，先在名录补上").solve("去名录");
        return Some(why.item(item));
    }
    (!declared).then(|| why.item(WhyItem::new("声明还没有勾", "本人念完声明，勾上，再出示")))
}

fn shown_ui(ui: &mut Ui, row: &Recorded<LicenceShown>) {
    let c = colors();
    let declared = if row.body.declares_impartial {
        "已声明无利害关系、廉洁公正"
    } else {
        "没有作声明"
    };
    let words = format!("{} 出示，{declared}", row.at.hour_minute_text());
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 24.0), Sense::hover());
    let names: Vec<&str> = row.body.seen_by.iter().map(PersonName::as_str).collect();
    let spoken = format!("{words}，看到的人　{}", names.join("、"));
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, &spoken));
    let rest = paint::icon_left(ui.painter(), rect, 20.0, 8.0, icon::DONE, c.green);
    paint::put_left(ui.painter(), rest, &paint::line(ui, Type::Note, c.ink, words));
    names_ui(ui, 28.0, "看到的人　", &names);
    ui.add_space(8.0);
}

/// Names over as many lines as they need; a line never breaks inside a name.
fn names_ui(ui: &mut Ui, indent: f32, before: &str, names: &[&str]) {
    let c = colors();
    let room = ui.available_width() - indent;
    let mut lines = vec![before.to_owned()];
    for (at, name) in names.iter().enumerate() {
        let part = if at + 1 < names.len() { format!("{name}、") } else { (*name).to_owned() };
        let fits = lines.last().is_some_and(|line| {
            paint::line(ui, Type::Note, c.ink2, format!("{line}{part}")).size().x <= room
        });
        match lines.last_mut() {
            Some(line) if fits => line.push_str(&part),
            _ => lines.push(part),
        }
    }
    for line in lines {
        let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 20.0), Sense::hover());
        let place = rect.with_min_x(rect.left() + indent);
        paint::put_left(ui.painter(), place, &paint::line(ui, Type::Note, c.ink2, line));
    }
}
