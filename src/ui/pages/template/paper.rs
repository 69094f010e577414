//! 全部文书: logo, place of the seal, binding edge. They are seen on a letter, which has all three.

use crate::domain::template::Flaw;
use crate::domain::template::HalfMm;
use crate::ui::components::button::Button;
use crate::ui::components::checkbox::Checkbox;
use crate::ui::components::field::Field;
use crate::ui::components::finding::FindingLine;
use crate::ui::components::finding::finding_line;
use crate::ui::components::form_grid::FormGrid;
use crate::ui::components::paint;
use crate::ui::components::words::fact;
use crate::ui::components::words::words;
use crate::ui::desk::cx::PageCx;
use crate::ui::desk::cx::PickFor;
use crate::ui::pages::template::draft::Drafts;
use crate::ui::pages::template::draft::LogoText;
use crate::ui::theme::Type;
use crate::ui::theme::colors;
use crate::ui::theme::icon;
use crate::ui::theme::measures;
use egui::Sense;
use egui::Ui;
use egui::WidgetInfo;
use egui::vec2;

const LOGO: PickFor = PickFor("template logo");

/// Draws the choices of the paper.
pub(super) fn ui(
    ui: &mut Ui,
    drafts: &mut Drafts,
    (flaws, has_news): (&[Flaw], bool),
    locked: Option<&str>,
    cx: &mut PageCx<'_>,
) {
    if let Some(path) = cx.take_picked(LOGO).and_then(|paths| paths.into_iter().next()) {
        drafts.paper.logo = LogoText::New(path);
    }
    let found = drafts.paper.flaws();
    let paper = &mut drafts.paper;
    refused_ui(ui, flaws, has_news);
    heading(ui, "机构标志");
    words(ui, "印在每页页眉右侧、页码二维码的左边，不会压住标题；PNG 或 JPG，最高 14 毫米，宽的按 14 毫米缩");
    let name = match &paper.logo {
        LogoText::None => "没有".to_owned(),
        LogoText::Kept => "已经有".to_owned(),
        LogoText::New(path) => {
            path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned())
        }
    };
    fact(ui, "标志", &name);
    if locked.is_none() {
        ui.horizontal_wrapped(|ui| {
            if Button::secondary("选图片…").icon(icon::IMAGE).ui(ui).clicked() {
                cx.pick_pictures(LOGO);
            }
            if paper.logo != LogoText::None && Button::quiet("不用标志").ui(ui).clicked() {
                paper.logo = LogoText::None;
            }
        });
    }
    if paper.logo != LogoText::None {
        pair(ui, &found, "logo", [("标志高", &mut paper.height)], locked);
    }
    heading(ui, "用章位置");
    words(ui, "落款和日期连同盖章的地方一起移动，正数向右、向下。公章图样从来不印，只可以印一个浅色圆圈");
    let seal = [("用章向右", &mut paper.seal_right), ("用章向下", &mut paper.seal_down)];
    pair(ui, &found, "seal", seal, locked);
    Checkbox::new("印一个浅色圆圈，照着盖章（直径 42 毫米）", &mut paper.ring)
        .locked(locked.is_some())
        .ui(ui);
    heading(ui, "页边距");
    words(ui, "装订的一边可以加宽；负数是收窄。左右合计最多加宽 8 毫米，再多表格排不下");
    let margin = [("左边加宽", &mut paper.left), ("右边加宽", &mut paper.right)];
    pair(ui, &found, "margin", margin, locked);
}

/// Lengths side by side, each with its steps; what does not hold of them stands below.
pub(super) fn pair<const N: usize>(
    ui: &mut Ui,
    flaws: &[Flaw],
    about: &str,
    lengths: [(&str, &mut String); N],
    locked: Option<&str>,
) {
    if locked.is_some() {
        lengths.into_iter().for_each(|(label, text)| fact(ui, label, &format!("{text} 毫米")));
        return;
    }
    FormGrid::show(ui, |grid| {
        grid.row(|row| {
            for (label, text) in lengths {
                row.cell(6, |ui| length_ui(ui, label, text));
            }
        });
    });
    for flaw in flaws.iter().filter(|flaw| flaw.field == about) {
        finding_line(ui, &FindingLine::mistake(flaw.say.clone()));
    }
}

/// A length in millimetres and two buttons, half a millimetre each.
fn length_ui(ui: &mut Ui, label: &str, text: &mut String) {
    const STEP: f32 = 36.0;
    let mistake = HalfMm::read(text).is_none().then(|| FindingLine::mistake("写毫米数，半毫米一格"));
    let room = ui.available_width() - 2.0 * (STEP + 4.0);
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        let field = Field::new(label, text).right().unit("毫米").width(room.max(96.0));
        field.finding(mistake.as_ref()).ui(ui);
        let steps = [("−", -1, format!("{label} 减半毫米")), ("＋", 1, format!("{label} 加半毫米"))];
        for (sign, by, name) in steps {
            ui.vertical(|ui| {
                ui.add_space(Type::Note.line() + 4.0);
                let is_pressed = Button::secondary(sign).name(&name).width(STEP).ui(ui).clicked();
                if is_pressed {
                    let now = HalfMm::read(text).unwrap_or_default();
                    *text = HalfMm(now.0.saturating_add(by)).to_string();
                }
            });
        }
    });
}

/// What the office refused to save, line by line; news are brought into view.
pub(super) fn refused_ui(ui: &mut Ui, flaws: &[Flaw], has_news: bool) {
    for (n, flaw) in flaws.iter().enumerate() {
        let line = finding_line(ui, &FindingLine::mistake(flaw.say.clone()));
        if n == 0 && has_news {
            line.scroll_to_me(Some(egui::Align::Center));
        }
    }
}

/// The name of a part.
pub(super) fn heading(ui: &mut Ui, name: &str) {
    ui.add_space(measures().space_2);
    let galley = paint::bold(ui, Type::Head, colors().ink, name);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 28.0), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(egui::Role::Heading, true, name));
    paint::put_left(ui.painter(), rect, &galley);
}
