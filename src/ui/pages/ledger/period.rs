//! Which days the ledger shows: a month, a quarter, a year, or days that are typed.

use crate::domain::moment::Day;
use crate::domain::statistics::Span;
use crate::ui::almanac::with_almanac;
use crate::ui::components::button::Button;
use crate::ui::components::date_field::DateField;
use crate::ui::components::modal::Modal;
use crate::ui::components::paint;
use crate::ui::components::segmented::Segmented;
use crate::ui::desk::cx::PageCx;
use crate::ui::law::plain_why;
use crate::ui::theme::Type;
use crate::ui::theme::Width;
use crate::ui::theme::colors;
use crate::ui::theme::measures;
use chrono::NaiveDate;
use egui::Rect;
use egui::Ui;
use egui::UiBuilder;

/// The usual periods, and one's own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Period {
    ThisMonth,
    LastMonth,
    ThisQuarter,
    ThisYear,
    Own,
}

const PERIODS: [(Period, &str); 5] = [
    (Period::ThisMonth, "本月"),
    (Period::LastMonth, "上月"),
    (Period::ThisQuarter, "本季度"),
    (Period::ThisYear, "本年"),
    (Period::Own, "自选"),
];

/// The choice of a period.
pub(super) struct PeriodChoice {
    chosen: Option<Period>,
    own: Option<Span>,
    /// The question for one's own days, with what was typed.
    asking: Option<(Option<NaiveDate>, Option<NaiveDate>)>,
    told: Option<Span>,
}

impl Default for PeriodChoice {
    fn default() -> Self {
        Self { chosen: Some(Period::ThisYear), own: None, asking: None, told: None }
    }
}

impl PeriodChoice {
    /// The days that are shown.
    pub(super) fn span(&self, today: Day) -> Span {
        let chosen = self.chosen.unwrap_or(Period::ThisYear);
        self.own.filter(|_| chosen == Period::Own).unwrap_or_else(|| usual(chosen, today))
    }

    /// Tells once that other days are to be shown.
    pub(super) fn has_changed(&mut self, today: Day) -> bool {
        let span = self.span(today);
        let is_other = self.told.is_some_and(|told| told != span);
        self.told = Some(span);
        is_other
    }

    /// Shows the whole year.
    pub(super) fn show_year(&mut self) {
        self.chosen = Some(Period::ThisYear);
        self.told = None;
    }

    /// Draws the choice and the days beside it.
    pub(super) fn ui(&mut self, ui: &mut Ui, rect: Rect, cx: &PageCx<'_>) {
        let today = cx.now.day();
        let layout = egui::Layout::left_to_right(egui::Align::Center);
        ui.scope_builder(UiBuilder::new().max_rect(rect).layout(layout), |ui| {
            ui.spacing_mut().item_spacing.x = measures().space_4;
            let changed = Segmented::new("期间", &mut self.chosen, &PERIODS).bare().ui(ui).changed();
            let is_own = self.chosen == Some(Period::Own);
            if cx.width > Width::Narrow || !is_own {
                let words = paint::line(ui, Type::Note, colors().ink2, self.span(today).label());
                let (place, _) = ui.allocate_exact_size(words.size(), egui::Sense::hover());
                paint::put_left(ui.painter(), place, &words);
            }
            let again = is_own && Button::quiet("改起止…").ui(ui).clicked();
            if again || (changed && is_own && self.own.is_none()) {
                let span = self.span(today);
                self.asking = Some((Some(span.from.date()), Some(span.to.date())));
            }
        });
    }

    /// Asks for one's own days.
    pub(super) fn question(&mut self, ctx: &egui::Context, cx: &PageCx<'_>) {
        let Some((mut from, mut to)) = self.asking else { return };
        let why = match (from, to) {
            (Some(from), Some(to)) if from <= to => None,
            (Some(_), Some(_)) => Some(("起止颠倒了", "「到」不能早于「从」")),
            _ => Some(("起止还没有填全", "两个日子都要填")),
        };
        let why = why.map(|(fact, reason)| plain_why("还不能显示", fact, reason));
        let output = Modal::new("自选期间").words("按收到委托的日子算").show(
            ctx,
            |ui| {
                with_almanac(cx.now.day(), |almanac| {
                    DateField::new("从", &mut from, almanac).required().ui(ui);
                    DateField::new("到", &mut to, almanac).required().ui(ui);
                });
            },
            |ui| {
                let pressed = Button::primary("显示这段时间").why(why.as_ref()).ui(ui).clicked();
                (pressed, Button::secondary("取消").ui(ui).clicked())
            },
        );
        self.asking = Some((from, to));
        let (pressed, cancel) = output.foot;
        let is_given = (pressed || output.finished) && why.is_none();
        if let (true, Some(from), Some(to)) = (is_given, from, to) {
            self.own = Some(Span { from: Day::from_date(from), to: Day::from_date(to) });
            self.asking = None;
        } else if cancel || output.closed {
            self.asking = None;
        }
    }
}

/// The days of a usual period as of today.
fn usual(period: Period, today: Day) -> Span {
    let (year, month) = (today.year(), today.month());
    let (first, n_months) = match period {
        Period::ThisMonth => ((year, month), 1),
        Period::LastMonth if month == 1 => ((year - 1, 12), 1),
        Period::LastMonth => ((year, month - 1), 1),
        Period::ThisQuarter => ((year, (month - 1) / 3 * 3 + 1), 3),
        Period::ThisYear | Period::Own => ((year, 1), 12),
    };
    let begin = |(year, month): (i32, u32)| Day::from_ymd(year, month, 1).unwrap_or(today);
    let after = match first.1 + n_months {
        next if next > 12 => (first.0 + 1, next - 12),
        next => (first.0, next),
    };
    Span { from: begin(first), to: begin(after).plus_days(-1) }
}

#[cfg(test)]
mod tests {
    use super::Period;
    use super::usual;
    use crate::domain::moment::Day;

    #[test]
    fn usual_periods_are_whole() {
        let day = |text: &str| text.parse::<Day>().unwrap();
        for (today, period, expected) in [
            ("2026-11-24", Period::ThisMonth, "2026-11-01 至 2026-11-30"),
            ("2026-01-24", Period::LastMonth, "2025-12-01 至 2025-12-31"),
            ("2026-03-31", Period::LastMonth, "2026-02-01 至 2026-02-28"),
            ("2026-11-24", Period::ThisQuarter, "2026-10-01 至 2026-12-31"),
            ("2026-05-01", Period::ThisQuarter, "2026-04-01 至 2026-06-30"),
            ("2028-02-29", Period::ThisYear, "2028-01-01 至 2028-12-31"),
        ] {
            assert_eq!(usual(period, day(today)).label(), expected, "{today} {period:?}");
        }
    }
}
