//! One form: its sentences, whether they were compared with the official text, its 套打, its template.

use crate::domain::staff::Role;
use crate::domain::template::Flaw;
use crate::domain::template::Paper;
use crate::domain::template::offset_flaws;
use crate::domain::template::sentence_flaws;
use crate::services::template::Detail;
use crate::services::template::Request;
use crate::ui::components::button::Button;
use crate::ui::components::chip::Tone;
use crate::ui::components::field::Field;
use crate::ui::components::finding::FindingLine;
use crate::ui::components::notice::Notice;
use crate::ui::components::why_panel::Why;
use crate::ui::components::words::words;
use crate::ui::desk::cx::PageCx;
use crate::ui::desk::cx::PickFor;
use crate::ui::law::plain_why;
use crate::ui::pages::template::Doing;
use crate::ui::pages::template::draft::Drafts;
use crate::ui::pages::template::paper::heading;
use crate::ui::pages::template::paper::pair;
use crate::ui::pages::template::paper::refused_ui;
use crate::ui::theme::icon;
use egui::Ui;

/// Characters that a row of a sentence surely holds.
const IN_A_ROW: usize = 26;
const OWN: PickFor = PickFor("own template");
const TAKE_OUT: PickFor = PickFor("template folder");
const TEST_PAGE: PickFor = PickFor("test page");

/// What stands around the draft.
pub(super) struct State<'a> {
    pub(super) detail: &'a Detail,
    pub(super) paper: &'a Paper,
    /// What the office refused.
    pub(super) flaws: &'a [Flaw],
    /// They were not seen yet.
    pub(super) has_news: bool,
    pub(super) locked: Option<&'a str>,
    /// A template is being tried out.
    pub(super) trying: bool,
}

/// Draws the choices of a form; gives back what was asked with a button.
pub(super) fn ui(
    ui: &mut Ui,
    drafts: &mut Drafts,
    state: &State<'_>,
    cx: &mut PageCx<'_>,
) -> Option<(Request, Doing)> {
    let form = state.detail.form;
    let is_changed = drafts.is_changed(false);
    let ids: Vec<&str> = state.detail.sentences.iter().map(|sentence| sentence.id.as_str()).collect();
    let elsewhere: Vec<Flaw> = state
        .flaws
        .iter()
        .filter(|flaw| !ids.contains(&flaw.field.as_str()) && flaw.field != "own")
        .cloned()
        .collect();
    refused_ui(ui, &elsewhere, state.has_news);
    let text = drafts.open_form()?;
    sentences_ui(ui, state, &mut text.wording);
    let mut asked = checked_ui(ui, state, is_changed, cx);
    heading(ui, "套打");
    words(ui, "印到已经印好格子的纸上时，整页向右、向下移动；负数向左、向上。每台打印机差一点，先试印");
    let found = text.offset().map(|offset| offset_flaws(state.paper, offset)).unwrap_or_default();
    pair(ui, &found, "offset", [("套打向右", &mut text.right), ("套打向下", &mut text.down)], state.locked);
    let offset = text.offset().filter(|_| found.is_empty());
    let why_no_test = offset
        .is_none()
        .then(|| plain_why("现在不能试印", "套打的毫米数写得不对，或者出了界限", "改到界限以内再试印"));
    if state.locked.is_none() {
        ui.horizontal_wrapped(|ui| {
            let print = Button::secondary("试印").icon(icon::PRINT).why(why_no_test.as_ref());
            if print.ui(ui).clicked()
                && let Some(offset) = offset
            {
                asked = Some((Request::TestPrint { form, offset }, Doing::Other));
            }
            let save = Button::quiet("试印页存成 PDF…").why(why_no_test.as_ref());
            if save.ui(ui).clicked() && offset.is_some() {
                cx.pick_save(TEST_PAGE, format!("试印页 {form}.pdf"));
            }
        });
    }
    if let Some(to) = cx.take_picked(TEST_PAGE).and_then(|paths| paths.into_iter().next())
        && let Some(offset) = offset
    {
        asked = Some((Request::TestSave { form, offset, to }, Doing::Other));
    }
    own_ui(ui, state, cx).or(asked)
}

fn sentences_ui(ui: &mut Ui, state: &State<'_>, wording: &mut [(String, String)]) {
    heading(ui, "措辞");
    if state.detail.sentences.is_empty() {
        words(ui, "这份文书没有可以改的固定句子，内容都从案件里来");
        return;
    }
    if state.locked.is_some() {
        for (n, (sentence, (_, own))) in (1..).zip(state.detail.sentences.iter().zip(wording)) {
            words(ui, &format!("{n}. {}", if own.is_empty() { &sentence.default } else { own }));
        }
        return;
    }
    words(ui, "灰字是程序的原句，写上本机构的就换掉，空着就用原句。文字照字面印，「{…}」里的由案件填");
    for (n, (sentence, (id, own))) in (1..).zip(state.detail.sentences.iter().zip(wording)) {
        let typed = sentence_flaws(state.detail.form, id, own).into_iter().next();
        let refused = || state.flaws.iter().find(|flaw| flaw.field == *id).cloned();
        let flaw = typed.or_else(refused);
        let finding = flaw.is_some().then(|| FindingLine::mistake("这句话不能用，原因和办法在下面"));
        let label = format!("第 {n} 句");
        let length = sentence.default.chars().count().max(own.chars().count());
        let field = Field::new(&label, own).rows((length / IN_A_ROW + 1).min(5)).hint(&sentence.default);
        field.finding(finding.as_ref()).ui(ui);
        refused_ui(ui, flaw.as_slice(), false);
        if !own.is_empty() {
            let kind = if sentence.varies { "原句（随地区、案件不同）" } else { "原句" };
            words(ui, &format!("{kind}：{}", sentence.default));
            let name = format!("第 {n} 句恢复默认");
            if Button::quiet("恢复默认").name(&name).ui(ui).clicked() {
                own.clear();
            }
        }
    }
}

/// Whether the wording was compared with the official text; only where the program did not.
fn checked_ui(ui: &mut Ui, state: &State<'_>, is_changed: bool, cx: &PageCx<'_>) -> Option<(Request, Doing)> {
    let Detail { form, checked, was_specimen, .. } = state.detail;
    if !was_specimen {
        return None;
    }
    heading(ui, "用语核对");
    match checked {
        Some((by, at)) => words(
            ui,
            &format!(
                "{by} {} 确认用语和官方文本核对过，不再印「示范稿」；措辞或者模板一改，要重新确认",
                at.day()
            ),
        ),
        None => {
            words(ui, "程序的用语没有和官方文本逐字核对，每页印「示范稿」。核对过的，由负责人确认以后不再印");
        }
    }
    let is_director = cx.user().is_some_and(|me| me.has(Role::Director));
    let why = if !is_director {
        Some(plain_why("现在不能确认", "用语是否核对过，由负责人确认", "请负责人来按"))
    } else if is_changed {
        Some(plain_why("现在不能确认", "改动还没有保存", "先保存，再确认存下来的用语"))
    } else {
        None
    };
    let is_checked = checked.is_none();
    let button = if is_checked {
        Button::secondary("确认用语已核对").icon(icon::CHECK)
    } else {
        Button::secondary("收回确认")
    };
    let pressed = button.why(why.as_ref()).ui(ui).clicked() && why.is_none();
    pressed.then_some((Request::StateChecked { form: *form, is_checked }, Doing::Other))
}

/// 导出模板, 检查并采用, 改回程序的模板, and what was wrong with the last one.
fn own_ui(ui: &mut Ui, state: &State<'_>, cx: &mut PageCx<'_>) -> Option<(Request, Doing)> {
    let form = state.detail.form;
    heading(ui, "模板");
    let own = state.detail.style.own.as_ref();
    words(
        ui,
        if own.is_some() {
            "现在用本机构的模板。要再改的，导出、改好、再采用"
        } else {
            "现在用程序的模板。要改版式的，先导出 .typ 文件，改好以后检查并采用；检查不过，什么都不变"
        },
    );
    let mut asked = None;
    if state.locked.is_none() {
        let why = why_busy(state.trying);
        ui.horizontal_wrapped(|ui| {
            if Button::secondary("导出模板…").icon(icon::EXPORT).ui(ui).clicked() {
                cx.pick_folder(TAKE_OUT);
            }
            let adopt = Button::secondary("检查并采用…").icon(icon::UPLOAD).why(why.as_ref());
            if adopt.ui(ui).clicked() && why.is_none() {
                cx.pick_file(OWN);
            }
            if own.is_some() && Button::quiet("改回程序的模板").ui(ui).clicked() {
                asked = Some((Request::ResetTemplate { form }, Doing::Other));
            }
        });
    }
    if let Some(to) = cx.take_picked(TAKE_OUT).and_then(|paths| paths.into_iter().next()) {
        asked = Some((Request::TakeOut { form, to }, Doing::Other));
    }
    if let Some(from) = cx.take_picked(OWN).and_then(|paths| paths.into_iter().next()) {
        asked = Some((Request::Adopt { form, from }, Doing::Adopt));
    }
    if state.trying {
        words(ui, "正在用样本、全空、超长三套内容检查这份模板，别的事照常办");
    }
    let complaints: Vec<Flaw> = state.flaws.iter().filter(|flaw| flaw.field == "own").cloned().collect();
    if !complaints.is_empty() {
        Notice::new(Tone::Red, icon::ERROR, "没有采用", "这份模板检查没有通过，原来的还在用；逐条改好再采用")
            .ui(ui);
        refused_ui(ui, &complaints, state.has_news);
    }
    asked
}

fn why_busy(trying: bool) -> Option<Why> {
    trying.then(|| plain_why("现在不能采用", "上一份模板还在检查", "等它有了结果再选下一份"))
}
