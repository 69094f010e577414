//! Ctrl+K: finds cases, insurers and things to do. The office searches; this shows and goes.

use crate::domain::pinyin_match;
use crate::services::find;
use crate::services::find::HitKind;
use crate::services::request::Look;
use crate::ui::components::chip::Tone;
use crate::ui::components::palette;
use crate::ui::components::palette::Hit;
use crate::ui::components::palette::HitGroup;
use crate::ui::desk::cx::PageCx;
use crate::ui::pages::IntakeStep;
use crate::ui::pages::Route;
use crate::ui::theme::icon;

/// The palette and what was typed into it.
#[derive(Default)]
pub struct Palette {
    is_open: bool,
    inner: palette::Palette,
    /// Only this kind, after Tab.
    only: Option<HitKind>,
}

const KINDS: [HitKind; 3] = [HitKind::Case, HitKind::Insurer, HitKind::Action];

/// Its name, its icon, its key, and the way there.
type Place = (&'static str, icon::Icon, &'static str, fn() -> Route);

/// Where one can go from anywhere, and the key that goes there too.
const PLACES: [Place; 8] = [
    ("新受理", icon::ADD, "F2", || Route::Intake { case: None, step: IntakeStep::Reception }),
    ("今日", icon::TODAY, "", || Route::Today),
    ("案件列表", icon::CASE, "", || Route::Cases),
    ("扫描归卷", icon::SCAN, "", || Route::Scan),
    ("登记簿", icon::BOOK, "", || Route::Registers),
    ("名录", icon::DIRECTORY, "", || Route::Directory),
    ("设置", icon::SETTINGS, "", || Route::Settings),
    ("文书模板", icon::DOCUMENT, "", || Route::Template),
];
const WHERE_TO: &str = "去哪里";

impl Palette {
    /// Opens it empty.
    pub fn open(&mut self) {
        *self = Self { is_open: true, ..Self::default() };
    }

    /// Whether it lies over the page.
    pub fn is_open(&self) -> bool {
        self.is_open
    }

    /// Draws it over the page, when it is open.
    pub fn ui(&mut self, ctx: &egui::Context, cx: &mut PageCx<'_>) {
        if !self.is_open {
            return;
        }
        let found = cx.views.found.clone().unwrap_or_default();
        let groups: Vec<(HitKind, Vec<&find::Hit>)> = KINDS
            .into_iter()
            .filter(|kind| self.only.is_none_or(|only| only == *kind))
            .map(|kind| (kind, found.hits.iter().filter(|hit| hit.kind == kind).collect::<Vec<_>>()))
            .filter(|(_, hits)| !hits.is_empty())
            .collect();
        let mut shown: Vec<HitGroup> = groups
            .iter()
            .map(|(kind, hits)| HitGroup {
                heading: kind.label().to_owned(),
                hits: hits.iter().map(|hit| shown(hit, &self.inner.typed)).collect(),
            })
            .collect();
        let places = if self.only.is_none() { places(&self.inner.typed) } else { Vec::new() };
        if !places.is_empty() {
            let hits = places.iter().map(|(hit, _)| hit.clone()).collect();
            shown.push(HitGroup { heading: WHERE_TO.to_owned(), hits });
        }
        let output = self.inner.show(ctx, &shown);
        if output.changed {
            self.only = None;
            cx.look(Look::Find { words: self.inner.typed.clone() });
        }
        if let Some(n) = output.narrow {
            self.only = if self.only.is_some() { None } else { groups.get(n).map(|(kind, _)| *kind) };
        }
        if let Some((group, n)) = output.taken
            && group == groups.len()
            && let Some((_, route)) = places.get(n)
        {
            self.is_open = false;
            cx.go(route.clone());
        } else if let Some((group, n)) = output.taken
            && let Some(hit) = groups.get(group).and_then(|(_, hits)| hits.get(n))
        {
            self.is_open = false;
            match (hit.case, hit.place) {
                (Some(case), Some(place)) => cx.go_place(place, case),
                (Some(case), None) => cx.go(Route::Case(case)),
                (None, _) => cx.go(Route::Directory),
            }
        }
        if output.closed {
            self.is_open = false;
        }
    }
}

/// The places that answer to what was typed; all of them while nothing is.
fn places(typed: &str) -> Vec<(Hit, Route)> {
    let answers = |name: &str| pinyin_match::find(typed, name);
    let all = PLACES.into_iter().filter(|(name, ..)| typed.trim().is_empty() || answers(name).is_some());
    all.map(|(name, mark, key, route)| {
        let answered = answers(name).map(|found| found.hits).unwrap_or_default();
        let key = (!key.is_empty()).then(|| key.to_owned());
        (Hit { answered, key, ..Hit::new(mark, name, "") }, route())
    })
    .collect()
}

fn shown(hit: &find::Hit, typed: &str) -> Hit {
    let mark = match hit.kind {
        HitKind::Case => icon::CASE,
        HitKind::Insurer => icon::DIRECTORY,
        HitKind::Action => icon::GO,
    };
    Hit {
        icon: mark,
        name: hit.title.clone(),
        answered: pinyin_match::find(typed, &hit.title).map(|found| found.hits).unwrap_or_default(),
        detail: hit.note.clone(),
        state: hit.state.map(|state| {
            let tone = if state.is_over() { Tone::Grey } else { Tone::Blue };
            (state.label().to_owned(), tone)
        }),
        key: None,
    }
}
