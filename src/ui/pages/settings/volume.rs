//! The card 案卷次序: in what order the parts of a volume lie (F-29). No rule we could check orders them.

use crate::domain::archiving::VolumeOrder;
use crate::domain::archiving::VolumePart;
use crate::ui::components::button::Button;
use crate::ui::components::order_list::order_list;
use crate::ui::components::words::words;
use crate::ui::law::plain_why;
use crate::ui::theme::measures;
use egui::Ui;

/// 案卷次序.
pub(super) fn ui(ui: &mut Ui, order: &mut VolumeOrder, chosen: &mut usize, locked: Option<&str>) {
    words(
        ui,
        "卷内目录和装订都照这个次序；封面、目录总在最前，影像数据目录、备考表总在最后。选中一行，点上移、下移，或按 Alt 加上下键；改了只管以后装订的案卷",
    );
    ui.add_space(measures().space_2);
    let parts: Vec<&str> = order.movable().iter().copied().map(VolumePart::label).collect();
    let why = locked.map(|locked| plain_why("不能改次序", locked, "改了要记在审计日志里"));
    // Cover and contents are the first two.
    if let Some(shift) = order_list(ui, "案卷次序", 3, &parts, chosen, why.as_ref()) {
        order.shift(shift.at, shift.down);
    }
    if locked.is_none() {
        let usual = VolumeOrder::default();
        let why = (*order == usual)
            .then(|| plain_why("不用恢复", "现在就是通常的次序", "改过以后，这里可以一次改回来"));
        if Button::secondary("恢复默认次序").why(why.as_ref()).ui(ui).clicked() {
            *order = usual;
        }
    }
}
