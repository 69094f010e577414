//! What stands around every page: sidebar, status line with the keys, the rule card.

use crate::ui::desk::Desk;
use crate::ui::desk::cx::Effect;
use crate::ui::desk::cx::PageCx;

/// The sidebar, a rail where the window is narrow.
pub(super) fn sidebar(_ui: &mut egui::Ui, _desk: &Desk, _effects: &mut Vec<Effect>) {}

/// 已保存, where one is, and the keys that do something here.
pub(super) fn status_line(_ui: &mut egui::Ui, _desk: &Desk, _effects: &mut Vec<Effect>) {}

/// The card of a rule whose citation was pressed.
pub(super) fn rule_card(_ctx: &egui::Context, _cx: &mut PageCx<'_>) {}
