//! 签名件: which signed pages are back, which are not, which places are empty; and the scan itself, with what a person
//! says of a place, having looked. Every look is written down.

use crate::domain::ids::EntryId;
use crate::domain::ids::EvidenceId;
use crate::domain::ids::Id as _;
use crate::domain::ids::ObjectId;
use crate::domain::scan::BoxFinding;
use crate::domain::scan::Ruling;
use crate::domain::scan::ScanRef;
use crate::domain::scan::SheetScan;
use crate::domain::scan::SignedCopy;
use crate::domain::sheet::FormNo;
use crate::domain::sheet::SheetOf;
use crate::services::case_view::sheets::SheetLine;
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
use crate::ui::components::paint;
use crate::ui::components::why_panel::Why;
use crate::ui::components::words::words;
use crate::ui::desk::cx::PageCx;
use crate::ui::desk::cx::Ticket;
use crate::ui::law::plain_why;
use crate::ui::pages::Route;
use crate::ui::pages::sheet::missing::heading;
use crate::ui::pages::sheet::missing::link_ui;
use crate::ui::pages::sheet::missing::warning_ui;
use crate::ui::theme::colors;
use crate::ui::theme::icon;
use crate::ui::theme::measures;
use crate::ui::theme::tokens;
use egui::Pos2;
use egui::Rect;
use egui::TextureHandle;
use egui::Ui;
use egui::UiBuilder;
use egui::pos2;
use egui::vec2;

/// The part of the panel about the signed paper.
#[derive(Default)]
pub(super) struct SignedPart {
    open: Option<Open>,
    asked: Option<Ticket>,
}

/// A place for the pen that is asked about.
struct Place {
    index: usize,
    label: String,
    /// Where it lies on the straight page, in tenths of a millimetre; none where nobody measured it.
    at: Option<[u16; 4]>,
}

/// A scanned page that is looked at.
struct Open {
    scan: ScanRef,
    object: ObjectId,
    title: String,
    looking: Option<Ticket>,
    view: image_viewer::View,
    /// The place that is asked about.
    place: Option<Place>,
    /// The whole page is wanted instead of the place.
    is_whole: bool,
    ruling: Option<Ruling>,
    note: String,
}

/// What lists show of a page that is back.
struct Back<'a> {
    which: ScanRef,
    form: FormNo,
    page: u32,
    object: ObjectId,
    is_straight: bool,
    boxes: &'a [BoxFinding],
}

impl SignedPart {
    /// Lists how the signed copy stands; true when it is complete.
    pub fn ui(&mut self, ui: &mut Ui, preview: &Preview, cx: &mut PageCx<'_>) -> bool {
        match preview.sheet.of {
            SheetOf::Case { case, about } => {
                let Some(view) = cx.case(case) else { return false };
                let is_it = |line: &&SheetLine| {
                    line.form == preview.sheet.form && (about.is_none() || line.about == about)
                };
                let line = view.sheets.iter().find(is_it);
                let Some(copy) = line.and_then(|line| line.copy.as_ref()) else { return false };
                self.copy_ui(ui, copy, cx, |scan: EvidenceId| {
                    let row = view.file.scans.iter().find(|row| row.id == scan)?;
                    Some(back(ScanRef::OfCase { case, scan }, &row.body))
                })
            }
            SheetOf::Entry(_) | SheetOf::Span { .. } | SheetOf::Directory(_) => {
                let Some(signed) = &preview.signed else { return false };
                self.copy_ui(ui, &signed.copy, cx, |scan: EntryId| {
                    let row = signed.scans.iter().find(|row| row.id == scan.uuid())?;
                    Some(back(ScanRef::OfOffice(scan), &row.body.scan))
                })
            }
        }
    }

    fn copy_ui<'a, Row: Copy>(
        &mut self,
        ui: &mut Ui,
        copy: &SignedCopy<Row>,
        cx: &mut PageCx<'_>,
        find: impl Fn(Row) -> Option<Back<'a>>,
    ) -> bool {
        heading(ui, "签名件");
        words(ui, &said(copy));
        for open in &copy.open {
            if warning_ui(ui, &open.said()) {
                self.look(find(open.scan), Some(open.index));
            }
        }
        for (page, scan) in &copy.pages {
            if link_ui(ui, &format!("看第 {page} 页扫描件")) {
                self.look(find(*scan), None);
            }
        }
        for (page, scan) in &copy.former {
            if link_ui(ui, &format!("看第 {page} 页先前的扫描件，两份都留着")) {
                self.look(find(*scan), None);
            }
        }
        for older in &copy.older {
            if link_ui(ui, &format!("看第 {} 次打印的第 {} 页扫描件，不算这一次的", older.n, older.page))
            {
                self.look(find(older.scan), None);
            }
        }
        if !copy.is_complete() && Button::quiet("去扫描归卷").icon(icon::SCAN).ui(ui).clicked() {
            cx.go(Route::Scan);
        }
        ui.add_space(measures().space_3);
        copy.is_complete()
    }

    fn look(&mut self, back: Option<Back<'_>>, index: Option<usize>) {
        let Some(back) = back else { return };
        let place = index.and_then(|index| {
            let of = &back.boxes.get(index)?.of;
            Some(Place { index, label: of.label(), at: back.is_straight.then_some(of.at) })
        });
        self.open = Some(Open {
            scan: back.which,
            object: back.object,
            title: format!("《{}》第 {} 页扫描件", back.form.label(), back.page),
            looking: None,
            view: image_viewer::View::default(),
            place,
            is_whole: false,
            ruling: None,
            note: String::new(),
        });
    }

    /// Takes the answer to a ruling; true when one was kept.
    pub fn learn(&mut self, cx: &mut PageCx<'_>) -> bool {
        let is_kept = matches!(cx.take_if(&mut self.asked), Some(Ok(_)));
        if is_kept {
            self.open = None;
        }
        is_kept
    }

    /// The page over everything, while it is looked at.
    pub fn modal_ui(&mut self, ui: &Ui, cx: &mut PageCx<'_>) {
        let Some(open) = &mut self.open else { return };
        let _answer = cx.take_if(&mut open.looking);
        let texture = cx.scan_page(open.object, Which::Filed(open.scan), &mut open.looking);
        let title = open.title.clone();
        let room = ui.ctx().content_rect().height();
        let height = if open.place.is_some() { room - 568.0 } else { room - 220.0 }.clamp(160.0, 640.0);
        let is_asked = self.asked.is_some();
        let (is_ruling, why_not) = (open.place.is_some(), why(open, is_asked));
        let output = Modal::new(&title).show(
            ui.ctx(),
            |ui| {
                let size = vec2(ui.available_width(), height);
                let (rect, _) = ui.allocate_exact_size(size, egui::Sense::hover());
                ui.scope_builder(UiBuilder::new().max_rect(rect), |ui| open.picture_ui(ui, texture.as_ref()));
                let Some(place) = &open.place else { return };
                if place.at.is_some() && !open.is_whole {
                    open.is_whole = Button::quiet("看整页").ui(ui).clicked();
                }
                let rulings = Ruling::ALL.map(|ruling| (ruling, ruling.label()));
                Options::new(&place.label, &mut open.ruling, &rulings)
                    .below_each_other()
                    .height(36.0)
                    .required()
                    .ui(ui);
                Field::new("说明", &mut open.note).hint("不用签的要写明原因").ui(ui);
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
            (Some(place), Some(ruling)) if is_done && why(open, is_asked).is_none() => {
                let (scan, index, note) = (open.scan, place.index, open.note.clone());
                let request = scan::Request::Rule { scan, index, ruling, note };
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

impl Open {
    /// The place with what is around it, or the whole page.
    fn picture_ui(&mut self, ui: &mut Ui, texture: Option<&TextureHandle>) {
        let Some(texture) = texture else {
            words(ui, "正在打开这一页");
            return;
        };
        match self.place.as_ref().and_then(|place| place.at).filter(|_| !self.is_whole) {
            Some(at) => place_ui(ui, texture, at),
            None => {
                image_viewer(ui, "扫描件", texture.id(), texture.size_vec2(), &mut self.view);
            }
        }
    }
}

/// Paints the part of a straight page that a place lies in, with a finger's breadth around, framed where it is.
fn place_ui(ui: &mut Ui, texture: &TextureHandle, at: [u16; 4]) {
    /// The long side of the paper, in tenths of a millimetre.
    const LONG_SIDE: f32 = 2970.0;
    const AROUND: f32 = 100.0;
    let c = colors();
    let (rect, response) = ui.allocate_exact_size(ui.available_size(), egui::Sense::hover());
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Image, true, "扫描件上的这一处"));
    paint::surface(ui.painter(), rect, tokens().radius.control, c.side, paint::thin(ui, c.line));
    let pixels = texture.size_vec2();
    let page = pixels * (LONG_SIDE / pixels.x.max(pixels.y));
    let place = Rect::from_min_max(
        pos2(f32::from(at[0]), f32::from(at[1])),
        pos2(f32::from(at[2]), f32::from(at[3])),
    );
    let shown = place.expand(AROUND).intersect(Rect::from_min_size(Pos2::ZERO, page));
    let scale = (rect.width() / shown.width()).min(rect.height() / shown.height());
    let target = Rect::from_center_size(rect.center(), shown.size() * scale);
    let uv =
        Rect::from_min_max((shown.min.to_vec2() / page).to_pos2(), (shown.max.to_vec2() / page).to_pos2());
    ui.painter().image(texture.id(), target, uv, egui::Color32::WHITE);
    let frame = Rect::from_min_max(
        target.min + (place.min - shown.min) * scale,
        target.min + (place.max - shown.min) * scale,
    );
    ui.painter().rect_stroke(frame, 2.0, egui::Stroke::new(2.0, c.amber), egui::StrokeKind::Outside);
}

fn back<Row>(which: ScanRef, scan: &SheetScan<Row>) -> Back<'_> {
    Back {
        which,
        form: scan.form,
        page: scan.page,
        object: scan.object,
        is_straight: scan.pose.is_some(),
        boxes: &scan.boxes,
    }
}

/// 「第 1 次打印，共 3 页，扫回 2 页，还缺第 3 页」; what is empty stands below, each in a line of its own.
fn said<Row>(copy: &SignedCopy<Row>) -> String {
    let mut said = format!("第 {} 次打印，共 {} 页", copy.n, copy.n_pages);
    if copy.is_complete() {
        said.push_str("，齐");
    } else if copy.pages.is_empty() {
        said.push_str("，还没有扫回来");
    } else if copy.missing.is_empty() {
        said.push_str("，都扫回来了");
    } else {
        let missing: Vec<String> = copy.missing.iter().map(u32::to_string).collect();
        said.push_str(&format!("，还缺第 {} 页", missing.join("、")));
    }
    said
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
