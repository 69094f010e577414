//! The card 本机构自定: the numbers the law leaves open. Each says what it does; none of them is law.

use crate::ui::components::checkbox::Checkbox;
use crate::ui::components::field::Field;
use crate::ui::components::finding::FindingLine;
use crate::ui::components::form_grid::FormGrid;
use crate::ui::components::words::words;
use crate::ui::pages::settings::draft::ARCHIVE_WITHIN_MOST;
use crate::ui::pages::settings::draft::Draft;
use crate::ui::pages::settings::draft::GRACE_MOST;
use crate::ui::pages::settings::draft::IDLE_LOCK_MOST;
use crate::ui::pages::settings::draft::LATE_ENTRY_MOST;
use crate::ui::pages::settings::draft::NOTICE_LEAD_MOST;
use crate::ui::pages::settings::draft::RETENTION_MOST;
use crate::ui::pages::settings::draft::number;
use crate::ui::theme::measures;
use egui::Ui;

/// 本机构自定.
pub(super) fn ui(ui: &mut Ui, draft: &mut Draft, locked: Option<&str>) {
    words(ui, "下面几项，规定里没有写数字，由本机构自己定；改了只管以后，已经记下的不变");
    ui.add_space(measures().space_2);
    let rows: [(&str, &mut String, u32, &str, &str); 6] = [
        (
            "等候保险机构",
            &mut draft.grace,
            GRACE_MOST,
            "分钟",
            "过了约定时间再等这么久，保险机构见证人还没到的，记未到场，鉴定照常进行",
        ),
        (
            "补记",
            &mut draft.late_entry,
            LATE_ENTRY_MOST,
            "分钟",
            "过程记录在事情发生后超过这么久才写的，标上「补记」",
        ),
        (
            "提前通知",
            &mut draft.notice_lead,
            NOTICE_LEAD_MOST,
            "工作日",
            "离到场不足这么多个工作日还没通知保险机构的，会有提示",
        ),
        (
            "自动锁定",
            &mut draft.idle_lock,
            IDLE_LOCK_MOST,
            "分钟",
            "没有人动键盘、鼠标这么久，案卷库自动锁上；写 0 不自动锁",
        ),
        (
            "归档提醒",
            &mut draft.archive_within,
            ARCHIVE_WITHIN_MOST,
            "日",
            "送达以后这么多日还没有归档的，「今日」会提醒",
        ),
        (
            "案卷保管",
            &mut draft.retention,
            RETENTION_MOST,
            "年",
            "归档时先填上的保管期限，归档时可以改；写 0 永久保管",
        ),
    ];
    for (label, text, most, unit, sentence) in rows {
        let mistake =
            number(text, most).is_none().then(|| FindingLine::mistake(format!("写 0 到 {most} 的整数")));
        FormGrid::show(ui, |grid| {
            grid.row(|row| {
                row.cell(3, |ui| {
                    Field::new(label, text)
                        .right()
                        .unit(unit)
                        .finding(mistake.as_ref())
                        .locked(locked)
                        .ui(ui);
                });
                row.cell(9, |ui| {
                    ui.add_space(28.0);
                    words(ui, sentence);
                });
            });
        });
    }
    Checkbox::new("工作证明没带的，可以由负责人打电话向保险机构核实代替", &mut draft.by_phone)
        .locked(locked.is_some())
        .ui(ui);
    words(ui, "规定要求出示工作证明和身份证件；不勾的，缺一样都不得见证。身份证件不能用电话代替");
}
