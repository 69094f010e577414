//! 签名件: which signed pages are back, which are not, which places are empty; and the scan itself, with what a person
//! says of a place, having looked. Every look is written down.

use crate::domain::ids::CaseId;
use crate::domain::ids::EvidenceId;
use crate::domain::ids::ObjectId;
use crate::domain::scan::Ruling;
use crate::domain::scan::SignedCopy;
use crate::services::case_view::CaseView;
use crate::services::request::Action;
use crate::services::scan;
use crate::services::scan::Which;
use crate::services::sheet::Preview;
use crate::ui::components::button::Button;
use crate::ui::components::field::Field;
use crate::ui::components::image_viewer;
use crate::ui::components::image_viewer::image_viewer;
use crate::ui::components::modal::Modal;
use crate::ui::components::option::Options;
use crate::ui::components::why_panel::Why;
use crate::ui::components::words::words;
use crate::ui::desk::cx::PageCx;
use crate::ui::desk::cx::Ticket;
use crate::ui::law::plain_why;
use crate::ui::pages::Route;
use crate::ui::pages::sheet::missing::heading;
use crate::ui::pages::sheet::missing::link_ui;
use crate::ui::theme::icon;
use crate::ui::theme::measures;
use egui::Ui;
use egui::UiBuilder;
use egui::vec2;

/// The part of the panel about the signed paper.
#[derive(Default)]
pub(super) struct SignedPart {
    open: Option<Open>,
    asked: Option<Ticket>,
}

/// A scanned page that is looked at.
struct Open {
    case: CaseId,
    scan: EvidenceId,
    object: ObjectId,
    title: String,
    looking: Option<Ticket>,
    view: image_viewer::View,
    /// The place that is asked about.
    place: Option<(usize, String)>,
    ruling: Option<Ruling>,
    note: String,
}

impl SignedPart {
    /// Lists how the signed copy stands.
    pub fn ui(&mut self, ui: &mut Ui, preview: &Preview, cx: &mut PageCx<'_>) {
        let Some(view) = cx.case(preview.case) else { return };
        let line = view.sheets.iter().find(|line| {
            line.form == preview.form && (preview.about.is_none() || line.about == preview.about)
        });
        let Some(copy) = line.and_then(|line| line.copy.as_ref()) else { return };
        ui.add_space(measures().space_3);
        heading(ui, "签名件");
        words(ui, &format!("第 {} 次打印，共 {} 页：{}", copy.n, copy.n_pages, said(copy)));
        for open in &copy.open {
            if link_ui(ui, &open.said()) {
                self.look(&view, open.scan, Some((open.index, open.label.clone())));
            }
        }
        for (page, scan) in &copy.pages {
            if link_ui(ui, &format!("看第 {page} 页扫描件")) {
                self.look(&view, *scan, None);
            }
        }
        if !copy.is_complete() && Button::quiet("去扫描归卷").icon(icon::SCAN).ui(ui).clicked() {
            cx.go(Route::Scan);
        }
    }

    fn look(&mut self, view: &CaseView, scan: EvidenceId, place: Option<(usize, String)>) {
        let Some(row) = view.file.scans.iter().find(|row| row.id == scan) else { return };
        self.open = Some(Open {
            case: view.file.id,
            scan,
            object: row.body.object,
            title: format!("《{}》第 {} 页扫描件", row.body.form.label(), row.body.page),
            looking: None,
            view: image_viewer::View::default(),
            place,
            ruling: None,
            note: String::new(),
        });
    }

    /// The page over everything, while it is looked at.
    pub fn modal_ui(&mut self, ui: &Ui, cx: &mut PageCx<'_>) {
        if let Some(Ok(_)) = cx.take_if(&mut self.asked) {
            self.open = None;
        }
        let Some(open) = &mut self.open else { return };
        let _answer = cx.take_if(&mut open.looking);
        let texture =
            cx.scan_page(open.object, Which::Filed { case: open.case, scan: open.scan }, &mut open.looking);
        let title = open.title.clone();
        let height = (ui.ctx().content_rect().height() - 400.0).clamp(180.0, 560.0);
        let is_asked = self.asked.is_some();
        let (is_ruling, why_not) = (open.place.is_some(), why(open, is_asked));
        let output = Modal::new(&title).show(
            ui.ctx(),
            |ui| {
                let room = vec2(ui.available_width(), height);
                let (rect, _) = ui.allocate_exact_size(room, egui::Sense::hover());
                ui.scope_builder(UiBuilder::new().max_rect(rect), |ui| match texture {
                    Some(texture) => {
                        image_viewer(ui, "扫描件", texture.id(), texture.size_vec2(), &mut open.view);
                    }
                    None => words(ui, "正在打开这一页"),
                });
                if let Some((_, label)) = &open.place {
                    ui.add_space(measures().space_2);
                    let rulings = Ruling::ALL.map(|ruling| (ruling, ruling.label()));
                    Options::new(label, &mut open.ruling, &rulings)
                        .below_each_other()
                        .height(36.0)
                        .required()
                        .ui(ui);
                    Field::new("说明", &mut open.note).hint("不用签的要写明原因").ui(ui);
                }
            },
            |ui| {
                if !is_ruling {
                    return Button::primary("知道了").page().ui(ui).clicked();
                }
                let button = Button::primary("记下").page().key("Ctrl+Enter").name("记下看到的");
                button.why(why_not.as_ref()).ui(ui).clicked()
            },
        );
        let is_done = output.foot || output.finished;
        match (&open.place, open.ruling) {
            (Some((index, _)), Some(ruling)) if is_done && why(open, is_asked).is_none() => {
                let (case, scan, index, note) = (open.case, open.scan, *index, open.note.clone());
                let request = scan::Request::Rule { case, scan, index, ruling, note };
                self.asked = Some(cx.act(Action::Scan(request)));
            }
            (None, _) if is_done => self.open = None,
            _ if output.closed => self.open = None,
            _ => {}
        }
    }

    /// Whether a scan lies over the page.
    pub fn is_open(&self) -> bool {
        self.open.is_some()
    }
}

fn said(copy: &SignedCopy) -> String {
    if copy.is_complete() { "齐".to_owned() } else { copy.note() }
}

fn why(open: &Open, is_asked: bool) -> Option<Why> {
    let title = "现在还不能记下";
    match open.ruling {
        _ if is_asked => Some(plain_why(title, "正在记", "存好、读回以后才算数")),
        None => Some(plain_why(title, "还没有选看到的是什么", "看了扫描件，再选一句")),
        Some(Ruling::NotNeeded) if open.note.trim().is_empty() => {
            Some(plain_why(title, "还没有写为什么不用签", "写在「说明」里，以后查得到"))
        }
        Some(_) => None,
    }
}
