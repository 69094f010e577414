//! The right-click menu of text fields: 剪切 复制 粘贴 全选, which egui leaves out.

use egui::Id;
use egui::Popup;
use egui::Response;
use egui::TextEdit;
use egui::Ui;
use egui::ViewportCommand;
use egui::text::CCursor;
use egui::text::CCursorRange;

/// Attaches the menu. A right click collapses the selection, so the one before it is remembered and restored.
pub(super) fn attach(ui: &Ui, response: &Response, selection: Option<CCursorRange>) {
    let key = response.id.with("selection before the menu");
    let menu_open = Popup::is_id_open(ui.ctx(), Popup::default_response_id(response));
    let pressing = ui.input(|input| input.pointer.any_down() || input.pointer.any_released());
    if let Some(selection) = selection
        && !menu_open
        && !pressing
    {
        ui.data_mut(|data| data.insert_temp(key, selection));
    }
    response.context_menu(|ui| {
        ui.set_width(120.0);
        for (word, command) in [
            ("剪切", Some(ViewportCommand::RequestCut)),
            ("复制", Some(ViewportCommand::RequestCopy)),
            ("粘贴", Some(ViewportCommand::RequestPaste)),
            ("全选", None),
        ] {
            if ui.button(word).clicked() {
                match command {
                    Some(command) => {
                        let kept = ui.data(|data| data.get_temp::<CCursorRange>(key));
                        select(ui, response.id, kept);
                        ui.ctx().send_viewport_cmd(command);
                    }
                    None => select(ui, response.id, Some(everything())),
                }
                ui.close();
            }
        }
    });
}

fn everything() -> CCursorRange {
    CCursorRange::two(CCursor::default(), CCursor::new(usize::MAX))
}

fn select(ui: &Ui, id: Id, range: Option<CCursorRange>) {
    ui.memory_mut(|memory| memory.request_focus(id));
    if let (Some(mut state), Some(range)) = (TextEdit::load_state(ui.ctx(), id), range) {
        state.cursor.set_char_range(Some(range));
        TextEdit::store_state(ui.ctx(), id, state);
    }
}
