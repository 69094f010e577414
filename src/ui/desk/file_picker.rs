//! File dialogs, on a thread of their own: the system's dialog would hold the frame.

use std::panic::AssertUnwindSafe;
use std::panic::catch_unwind;
use std::path::PathBuf;
use std::sync::mpsc::Receiver;
use std::sync::mpsc::Sender;
use std::sync::mpsc::channel;

use crate::ui::desk::cx::PickFor;

/// Asks a person for files.
pub trait FilePicker {
    /// Opens a dialog for pictures.
    fn pick_pictures(&mut self, what: PickFor);
    /// Opens a dialog for scanned pages: pictures and PDF.
    fn pick_pages(&mut self, what: PickFor);
    /// Opens a dialog for a place to save.
    fn pick_save(&mut self, what: PickFor, suggested: &str);
    /// Opens a dialog for a folder.
    fn pick_folder(&mut self, what: PickFor);
    /// Opens a dialog for files of any kind.
    fn pick_files(&mut self, what: PickFor);
    /// Opens a dialog for one text file.
    fn pick_file(&mut self, what: PickFor);
    /// Takes what was chosen; an empty list means the dialog was closed.
    fn take(&mut self) -> Option<(PickFor, Vec<PathBuf>)>;
}

/// The dialogs of the system.
pub struct SystemPicker {
    sender: Sender<(PickFor, Vec<PathBuf>)>,
    chosen: Receiver<(PickFor, Vec<PathBuf>)>,
    is_open: bool,
    wake: egui::Context,
}

impl SystemPicker {
    /// Wakes this window when something was chosen.
    pub fn new(wake: egui::Context) -> Self {
        let (sender, chosen) = channel();
        Self { sender, chosen, is_open: false, wake }
    }

    fn open(&mut self, what: PickFor, ask: impl FnOnce() -> Vec<PathBuf> + Send + 'static) {
        if self.is_open {
            return;
        }
        self.is_open = true;
        let (sender, wake) = (self.sender.clone(), self.wake.clone());
        let spawned = std::thread::Builder::new().name("file dialog".to_owned()).spawn(move || {
            // A dialog that breaks is one that was closed: the next one opens.
            let chosen = catch_unwind(AssertUnwindSafe(ask)).unwrap_or_default();
            if sender.send((what, chosen)).is_ok() {
                wake.request_repaint();
            }
        });
        if let Err(error) = spawned {
            tracing::error!(%error, "no thread for the file dialog");
            self.is_open = false;
        }
    }
}

impl FilePicker for SystemPicker {
    fn pick_pictures(&mut self, what: PickFor) {
        self.open(what, || {
            rfd::FileDialog::new()
                .set_title("选图片")
                .add_filter("图片", &["jpg", "jpeg", "png", "bmp"])
                .pick_files()
                .unwrap_or_default()
        });
    }

    fn pick_pages(&mut self, what: PickFor) {
        self.open(what, || {
            rfd::FileDialog::new()
                .set_title("选扫描件")
                .add_filter("扫描件", &["pdf", "jpg", "jpeg", "png", "bmp"])
                .pick_files()
                .unwrap_or_default()
        });
    }

    fn pick_save(&mut self, what: PickFor, suggested: &str) {
        let suggested = suggested.to_owned();
        let kind = match suggested.rsplit_once('.') {
            Some((_, "xlsx")) => Some(("Excel 表格", "xlsx")),
            Some((_, "csv")) => Some(("CSV 表格", "csv")),
            Some((_, "pdf")) => Some(("PDF", "pdf")),
            // An attachment goes out under the kind it came in.
            _ => None,
        };
        self.open(what, move || {
            let dialog = rfd::FileDialog::new().set_title("另存为").set_file_name(suggested);
            let dialog = kind.map_or(dialog.clone(), |(kind, ending)| dialog.add_filter(kind, &[ending]));
            dialog.save_file().into_iter().collect()
        });
    }

    fn pick_folder(&mut self, what: PickFor) {
        self.open(what, || rfd::FileDialog::new().set_title("选文件夹").pick_folder().into_iter().collect());
    }

    fn pick_files(&mut self, what: PickFor) {
        self.open(what, || rfd::FileDialog::new().set_title("选附件").pick_files().unwrap_or_default());
    }

    fn pick_file(&mut self, what: PickFor) {
        self.open(what, || {
            let dialog =
                rfd::FileDialog::new().set_title("选文件").add_filter("TOML、Typst 模板", &["toml", "typ"]);
            dialog.pick_file().into_iter().collect()
        });
    }

    fn take(&mut self) -> Option<(PickFor, Vec<PathBuf>)> {
        let chosen = self.chosen.try_recv().ok()?;
        self.is_open = false;
        Some(chosen)
    }
}
