//! The controls every page is made of. This page is the catalogue: what there is and how it is called.
//!
//! Three things to know before building a page.
//! *Names*: every control carries its Chinese label for screen readers and tests; an answer of a choice is named
//! 「问题 答案」, a point of a sheet 「9 要点」.
//! *Keyboard*: wrap a form in `flow::FormFlow`; controls join it by themselves in the order they are built.
//! *Judgement*: pages map the findings of the rules to `finding::FindingLine`; components know no law. A
//! citation that is pressed is left in the context, and the desk takes it with `citation::take_opened`.
//!
//! Sizes come from the tokens and from the content, never from the last frame; nothing here repaints by itself.
#![expect(clippy::disallowed_methods, reason = "the controls are built here, on those of egui")]

// ---- words the components share ----

/// What the law or the form says about one field.
/// `FindingLine::new(Level::Block, "还没有签名").cited(CitationRef::new("川意见 二(二)", "SC-2.2b"))`,
/// `FindingLine::mistake("末 4 位不对")`; on a line of its own: `finding_line(ui, &finding)`.
pub mod finding;

/// A citation at the right edge of what it judges. `citation(ui, &cited)`; `take_opened(ctx)` in the desk.
pub mod citation;

/// Enter goes on, Shift+Enter back, Ctrl+Enter finishes.
/// `let out = FormFlow::new("接待").show(ui, |ui| …); if out.finished { … }`; `flow::focus(ctx, id)`;
/// `flow::pressed(ctx, Modifiers::NONE, Key::F4)` for shortcuts that keep still during a composition.
pub mod flow;

/// Whether an input method is composing. `ime::keys_are_ours(ctx)`.
pub mod ime;

/// Plain painting on the tokens, for what a page draws itself (a board, a row of a card).
pub mod paint;

// ---- pressing ----

/// `Button::primary("签到").page().key("F4").icon(icon::HOW_TO_REG).why(why.as_ref()).ui(ui).clicked()`;
/// kinds `primary secondary quiet danger danger_filled amber`, sizes `.page()` 40 `.standing()` 48,
/// `.press_on(Modifiers::NONE, Key::F4)`; `.show(ui).solve` names the way out chosen in 为什么不能点.
/// `icon_button(ui, icon::LOCK, "锁定")` for lock and close only.
pub mod button;

/// 为什么不能点.
/// `Why::new("现在还不能开始检验").item(WhyItem::new("监护人还没到", "…").cited(c).solve("电话通知").key("F5")).quickest("…")`.
pub mod why_panel;

/// `key_cap(ui, "F4")`.
pub mod key_cap;
pub mod list_and_form;

// ---- typing ----

mod caps_lock;
/// `Field::new("姓名", &mut draft.name).required().finding(f).ui(ui)` → `FieldOutput { response, committed, composing, .. }`;
/// also `.rows(3) .right() .unit("厘米") .locked(Some("受理后不能改")) .to_check(true) .remark("…") .bare() .width(w) .password()`.
/// The bound text never holds a half-composed word.
pub mod field;
mod field_frame;
mod text_menu;

/// `id_number("身份证号", &mut draft.id).required().ui(ui)` (6 8 4), `phone("电话", &mut draft.phone)` (3 4 4).
pub mod id_number;

mod calendar;
/// `DateField::new("事故日期", &mut draft.date, &almanac).past().ui(ui)`; the almanac is `domain::date_words::Almanac`.
pub mod date_field;

/// `AmountField::new("预计费用", &mut draft.fee).ui(ui)`, bound to `Option<domain::amount::Fen>`, 大写 below.
pub mod amount_field;

/// `Combo::new("保险机构", &mut text, &mut key, &items).recent(&last).source("名录", "家").register().ui(ui)`
/// → `ComboOutput { picked, register, field }`; found by characters, pinyin, initials, number.
pub mod combo;
mod combo_list;

/// `PeoplePicker::new("鉴定人", &mut keys, &people).at_most(2).required().ui(ui)`.
pub mod people_picker;

/// A value read from a picture, beside its picture.
/// `CropField::new("工号", &mut text, Agreement::ToCheck).crop(Some(&texture)).ui(ui)`; `committed` confirms it.
pub mod crop_field;

/// A measured value in a table, 26 high characters, digits only.
/// `MeasureCell::new("膝关节屈曲 左 主动", &mut text).recorded(Some("136")).unit("°").ui(ui)` → `committed`.
pub mod measure_cell;

// ---- choosing ----

mod answer_keys;
/// `Segmented::new("用于保险理赔", &mut answer, &[(Use::Yes, "是"), (Use::No, "否")]).required().ui(ui)`; never a default.
pub mod segmented;

/// Answers that are sentences. `Options::new("当事人选择", &mut choice, &[(Joint, "同意转共同委托")]).bare().ui(ui)`.
pub mod option;

/// `Checkbox::new("已念", &mut read).ui(ui).changed()`; on a sheet `Checkbox::point("要点", 9, &mut read).pending(last).ui(ui)`.
pub mod checkbox;

/// `tabs(ui, &mut chosen, &[Tab::new("完成情况").count(11), Tab::new("经过")])`.
pub mod tabs;

// ---- laying out ----

/// `Card::new("委托人").aside("2 人").ruled().height(h).show(ui, |ui| …)`; twelve columns:
/// `FormGrid::show(ui, |grid| grid.row(|row| { row.cell(3, |ui| …); row.cell(4, |ui| …); }))`.
pub mod form_grid;

/// The official sheet.
/// `Sheet::new("单方委托涉保鉴定注意事项").corner("F-03　四川").page("第 1 页，共 1 页").show(ui, |grid| {`
/// `grid.facts(&[Cell::Label("委托人", 96.0), Cell::Value(2.0)], &["韩秀珍"]); grid.row(37.0, &cells, |ui, value| …);`
/// `grid.band("告知要点", "念完一条勾一条", "8 / 10"); grid.points(10, 48.0, |ui, at| …); grid.full(88.0, |ui| …) })`.
pub mod sheet_grid;

/// `Table::new("影像许可", &[Column::of("谁拍", 76.0), Column::rest("结果")]).boxed().show(ui, n, |at| RowLook::Plain, |row, at| row.text("…"))`.
pub mod table;

/// The grid of a ledger: cells, blocks, sums below the head.
/// `BlockGrid::new("台账", &columns, n).frozen(3).totals(&sums).show(ui, &mut block, |ui, row, col| …, |row, col| text)`
/// → `opened`, `copied`.
pub mod block_grid;

/// Thousands of rows.
/// `LongTable::new("案件", &columns, n).frozen(3).sorted(2, Order::Rising).show(ui, &mut selected, |visible| …, |ui, row, col| …)`
/// → `opened`, `sort`; beside it `typed_along(ui, id, &mut words)`, `is_copied(ui, id)`; cells `cell_text` (never runs
/// over), `cell_note`.
pub mod long_table;

/// `sidebar(ui, &places, chosen, "周晓岚", "前台")` → `SidebarAsk`; `sidebar::width(ctx)` is 168, 72 or 0.
pub mod sidebar;

/// `StatusLine::new(&Saved::At("14:12:07".into())).item(icon::BACKUP, "备份 今天 12:30").key("F1", "说明").show(ui)`.
pub mod status_line;

// ---- telling ----

/// A state in a word. `Chip::new("可以见证", Tone::Green).icon(icon::MAY_WITNESS).ui(ui)`, `Chip::level(Level::Block)`,
/// `Chip::days_left(5, "剩 5 个工作日")`.
pub mod chip;

/// A verdict that stands. `Notice::new(Tone::Red, icon::BLOCK, "不得见证", "未出示身份证件…").cited(Some(&cited)).ui(ui)`.
pub mod notice;

/// `RuleCard { level, citation, sentence, source, way_out }.full(ui)` → 看原文 / 怎么办; `.brief(ui)` in the side panel.
pub mod rule_card;

/// `timeline(ui, &[Moment::Day("今天 11-24".into()), Moment::stop("13:58", "陈龚 到场，未出示身份证件", "…")])`.
pub mod timeline;

/// `lifecycle(ui, &["预约", "接待", …], 5)`.
pub mod lifecycle;

/// `step_rail_horizontal(ui, &steps)`, `step_rail_vertical(ui, &steps, 44.0)` → the done step that was opened.
pub mod step_rail;

/// `PersonRow::new(Presence::Arrived, "罗契").time("13:46").role("被鉴定人").standing("身份已核验", Tone::Green).ui(ui)`.
pub mod person_row;

/// What is read and not typed. `words(ui, "一句话")`, `fact(ui, "案卷库在", &folder)`.
pub mod words;

/// `progress(ui, "正在做备份", 1_284, 3_906, "约 2 分钟")` → 停下 was pressed.
pub mod progress;

/// `empty(ui, icon::APPOINTED, "明天还没有人约好到场", "排好后会出现在这里", vec![Button::primary("排期").page()])`.
pub mod empty;

/// The list at the left of a register: names never cut, ↑ ↓ choose, Enter goes into the pane beside it.
/// `entry_list(ui, rect, "保险机构", &entries, chosen)` → `chosen`, `entered`.
pub mod entry_list;

/// A list whose order is chosen. `order_list(ui, "案卷次序", 3, &parts, &mut chosen, why)` → which line moves.
pub mod order_list;

// ---- floating ----

/// `Modal::new("记录拒签 F-03").show(ctx, |ui| fields, |ui| buttons)` → `closed`, `finished`; 560 wide.
pub mod modal;

/// `toasts::push(ctx, Toast::done("见证记录表 F-07 已存入案件 318").then("2 页，已读回核对"))`; the desk calls
/// `toasts::show(ctx, height_of_bars)` last in the frame and `toasts::take_action(ctx)`.
pub mod toasts;

/// Ctrl+K. `palette.show(ctx, &groups)` → `taken`, `closed`; `palette.typed` is what to search for.
pub mod palette;
mod popup;

/// `menu(ui, &button_response, &mut is_open, &[MenuItem { label: "终止鉴定…", why: None }]).taken`.
pub mod menu;

// ---- pictures and pens ----

/// `DropZone::new("材料").headline("…").camera("F6").other("其他证件…").only().ui(ui)` → `files`, `pasted`, `asked`.
pub mod drop_zone;

/// `PictureTile::new("右膝正面").note("14:35，已遮盖").covered().texture(Some(&t)).ui(ui)` → `look_began` must be recorded.
pub mod picture_tile;

/// `image_viewer(ui, "工作证", texture.id(), texture.size_vec2(), &mut view)`.
pub mod image_viewer;

/// `SignaturePad::new("罗契", "《到场签到及见证记录表》", &mut signature).height(72.0).ui(ui)` → `stroke_ended`;
/// shut until the signer agreed, unless `.consent(Consent::NotNeeded)`;
/// the strokes are in `Signature { strokes, size }`, points `(x, y, t_ms, force)`.
pub mod signature_pad;

/// Paints a stored signature. `signature_ink::paint(painter, rect, &signature, color)`.
pub mod signature_ink;

/// The pages that will be printed. `pdf_preview(ui, "见证记录表 F-07", &pages, &mut state)` → the page to render next.
pub mod pdf_preview;
