//! The card 本机构自定: the numbers the law leaves open. Each says what it does, between which bounds it lies and what
//! is usual; none of them is law.

use crate::domain::institution::Policy;
use crate::ui::components::button::Button;
use crate::ui::components::checkbox::Checkbox;
use crate::ui::components::field::Field;
use crate::ui::components::finding::FindingLine;
use crate::ui::components::form_grid::FormGrid;
use crate::ui::components::words::words;
use crate::ui::law::plain_why;
use crate::ui::pages::settings::draft::Draft;
use crate::ui::pages::settings::draft::number;
use crate::ui::theme::Type;
use crate::ui::theme::measures;
use egui::Ui;

/// One number an institution chooses itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Open {
    Grace,
    LateEntry,
    NoticeLead,
    BookingAnswer,
    IdleLock,
    DirectoryCheck,
    LicenceReminder,
    ArchiveWithin,
    Retention,
    CredentialCopies,
    Bookings,
}

impl Open {
    /// All of them, in the order of the card.
    pub(super) const ALL: [Self; 11] = [
        Self::Grace,
        Self::LateEntry,
        Self::NoticeLead,
        Self::BookingAnswer,
        Self::IdleLock,
        Self::DirectoryCheck,
        Self::LicenceReminder,
        Self::ArchiveWithin,
        Self::Retention,
        Self::CredentialCopies,
        Self::Bookings,
    ];

    pub(super) fn label(self) -> &'static str {
        match self {
            Self::Grace => "等候保险机构",
            Self::LateEntry => "补记",
            Self::NoticeLead => "提前通知",
            Self::BookingAnswer => "答复预约",
            Self::IdleLock => "自动锁定",
            Self::DirectoryCheck => "名录核对",
            Self::LicenceReminder => "证件到期提醒",
            Self::ArchiveWithin => "归档提醒",
            Self::Retention => "案卷保管",
            Self::CredentialCopies => "见证证件保管",
            Self::Bookings => "预约信息保管",
        }
    }

    fn unit(self) -> &'static str {
        match self {
            Self::Grace | Self::LateEntry | Self::IdleLock => "分钟",
            Self::NoticeLead | Self::BookingAnswer => "工作日",
            Self::DirectoryCheck | Self::LicenceReminder | Self::ArchiveWithin => "日",
            Self::Retention | Self::CredentialCopies | Self::Bookings => "年",
        }
    }

    /// The bounds; outside of them is a slip of the keyboard, not a policy.
    pub(super) fn bounds(self) -> (u32, u32) {
        match self {
            Self::Grace => (0, 240),
            Self::LateEntry | Self::IdleLock => (0, 120),
            Self::NoticeLead | Self::BookingAnswer => (0, 20),
            Self::DirectoryCheck => (0, 730),
            // The thirty days of TL-14 are told anyway; a reminder below them would come too late.
            Self::LicenceReminder => (30, 365),
            Self::ArchiveWithin => (0, 365),
            Self::Retention | Self::CredentialCopies | Self::Bookings => (0, 100),
        }
    }

    pub(super) fn of(self, policy: &Policy) -> u32 {
        match self {
            Self::Grace => policy.grace_minutes,
            Self::LateEntry => policy.late_entry_minutes,
            Self::NoticeLead => policy.notice_lead_workdays,
            Self::BookingAnswer => u32::from(policy.booking_answer_workdays),
            Self::IdleLock => policy.idle_lock_minutes,
            Self::DirectoryCheck => policy.directory_check_days,
            Self::LicenceReminder => policy.licence_reminder_days,
            Self::ArchiveWithin => policy.archive_within_days,
            Self::Retention => policy.retention_years,
            Self::CredentialCopies => policy.credential_years,
            Self::Bookings => policy.booking_years,
        }
    }

    pub(super) fn put(self, policy: &mut Policy, value: u32) {
        match self {
            Self::Grace => policy.grace_minutes = value,
            Self::LateEntry => policy.late_entry_minutes = value,
            Self::NoticeLead => policy.notice_lead_workdays = value,
            // Beyond its bounds nothing is handed in.
            Self::BookingAnswer => policy.booking_answer_workdays = u16::try_from(value).unwrap_or(u16::MAX),
            Self::IdleLock => policy.idle_lock_minutes = value,
            Self::DirectoryCheck => policy.directory_check_days = value,
            Self::LicenceReminder => policy.licence_reminder_days = value,
            Self::ArchiveWithin => policy.archive_within_days = value,
            Self::Retention => policy.retention_years = value,
            Self::CredentialCopies => policy.credential_years = value,
            Self::Bookings => policy.booking_years = value,
        }
    }

    /// What it does.
    fn effect(self) -> &'static str {
        match self {
            Self::Grace => "过了约定时间再等这么久，保险机构见证人还没到的，记未到场，鉴定照常进行",
            Self::LateEntry => "过程记录在事情发生后超过这么久才写的，标上「补记」",
            Self::NoticeLead => "离到场不足这么多个工作日还没通知保险机构的，会有提示",
            Self::BookingAnswer => "预约登记以后这么多个工作日还没有答复的，「今日」会提醒",
            Self::IdleLock => "没有人动键盘、鼠标这么久，案卷库自动锁上；写 0 不自动锁",
            Self::DirectoryCheck => "保险机构的联系信息超过这么多日没有核对，名录里提示；写 0 不提示",
            Self::LicenceReminder => "许可证、执业证离到期不足这么多日，设置和名录里提醒",
            Self::ArchiveWithin => "送达以后这么多日还没有归档的，「今日」会提醒",
            Self::Retention => "归档时先填上的保管期限，归档时可以改；写 0 永久保管",
            Self::CredentialCopies => "见证人证件影像保管这么久，印在告知书（F-11）上；写 0 与案卷相同",
            Self::Bookings => "没有成为委托的预约保管这么久，印在告知书（F-11）上；写 0 与案卷相同",
        }
    }

    /// What is wrong with a text as this number.
    pub(super) fn mistake(self, text: &str) -> Option<String> {
        let (least, most) = self.bounds();
        let is_read = number(text, most).is_some_and(|n| n >= least);
        (!is_read).then(|| format!("写 {least} 到 {most} 的整数"))
    }
}

/// 本机构自定.
pub(super) fn ui(ui: &mut Ui, draft: &mut Draft, locked: Option<&str>) {
    words(ui, "下面几项，规定里没有写数字，由本机构自己定；改了只管以后，已经记下的不变");
    ui.add_space(measures().space_2);
    // The sentence begins beside the control, or right below it where the card is narrow.
    let above = if ui.available_width() < 360.0 { 0.0 } else { Type::Note.line() + 8.0 };
    for (open, text) in &mut draft.policy {
        let mistake = open.mistake(text).map(FindingLine::mistake);
        let (least, most) = open.bounds();
        let usual = format!("通常 {}，可写 {least} 到 {most}", open.of(&Policy::default()));
        FormGrid::show(ui, |grid| {
            grid.row(|row| {
                row.cell(3, |ui| {
                    let field = Field::new(open.label(), text).right().unit(open.unit()).remark(&usual);
                    field.finding(mistake.as_ref()).locked(locked).ui(ui);
                });
                row.cell(9, |ui| {
                    ui.add_space(above);
                    words(ui, open.effect());
                });
            });
        });
    }
    Checkbox::new("工作证明没带的，可以由负责人打电话向保险机构核实代替", &mut draft.by_phone)
        .locked(locked.is_some())
        .ui(ui);
    words(ui, "规定要求出示工作证明和身份证件；不勾的，缺一样都不得见证。身份证件不能用电话代替");
    ui.add_space(measures().space_2);
    Checkbox::new("启用中止鉴定（F-18 中止鉴定通知书）", &mut draft.suspension)
        .locked(locked.is_some())
        .ui(ui);
    words(
        ui,
        "通则、上海条例、四川意见都没有中止，通常不启用；外省有规定的（如广东条例 39 条）才勾，每次写明依据。\
         中止不停时限，截止日照常算",
    );
    if locked.is_none() {
        let why = draft
            .has_usual_policy()
            .then(|| plain_why("不用恢复", "这几项都是通常的数字", "改过以后，这里可以一次改回来"));
        if Button::secondary("恢复默认").why(why.as_ref()).ui(ui).clicked() {
            draft.set_policy(&Policy::default());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Open;
    use crate::domain::institution::Policy;

    #[test]
    fn every_usual_number_lies_between_its_bounds() {
        for open in Open::ALL {
            let usual = open.of(&Policy::default());
            assert_eq!(open.mistake(&usual.to_string()), None, "{}", open.label());
            let (least, most) = open.bounds();
            assert!(open.mistake(&(most + 1).to_string()).is_some(), "{}", open.label());
            assert!(least == 0 || open.mistake(&(least - 1).to_string()).is_some(), "{}", open.label());
        }
    }

    #[test]
    fn each_number_is_put_where_it_is_read() {
        for open in Open::ALL {
            let mut policy = Policy::default();
            open.put(&mut policy, 41);
            assert_eq!(open.of(&policy), 41);
            let others = Open::ALL.iter().filter(|other| **other != open);
            assert!(others.into_iter().all(|other| other.of(&policy) == other.of(&Policy::default())));
        }
    }
}
