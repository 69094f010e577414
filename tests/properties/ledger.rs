//! Whatever a case says, its masked row names nobody; whatever was counted, the table says what a slow count says.

use appraisal_desk::cli::law::cases::facts;
use appraisal_desk::cli::law::cases::kinds;
use appraisal_desk::cli::law::cases::world_under;
use appraisal_desk::domain::calendar::WorkCalendar;
use appraisal_desk::domain::ids::Id as _;
use appraisal_desk::domain::ids::InsurerId;
use appraisal_desk::domain::ledger::LedgerColumn;
use appraisal_desk::domain::ledger::Names;
use appraisal_desk::domain::ledger::conclude;
use appraisal_desk::domain::list_cell::Cell;
use appraisal_desk::domain::moment::Day;
use appraisal_desk::domain::reception::CommissionMode;
use appraisal_desk::domain::statistics::CaseCount;
use appraisal_desk::domain::statistics::Figure;
use appraisal_desk::domain::statistics::InsurerCount;
use appraisal_desk::domain::statistics::LineOf;
use appraisal_desk::domain::statistics::Span;
use appraisal_desk::domain::statistics::table;
use proptest::option;
use proptest::prelude::ProptestConfig;
use proptest::prelude::Strategy;
use proptest::prelude::any;
use proptest::prop_assert;
use proptest::prop_assert_eq;
use proptest::proptest;
use proptest::sample::Index;

const SPAN: Span = Span { from: day(2026, 1, 1), to: day(2026, 12, 31) };

const fn day(year: i32, month: u32, day: u32) -> Day {
    match Day::from_ymd(year, month, day) {
        Some(day) => day,
        None => panic!("a day"),
    }
}

fn insurer(n: u8) -> InsurerId {
    InsurerId::from_uuid(uuid::Uuid::from_u128(u128::from(n)))
}

/// One of three insurers, with what it did; nobody came and was absent at once.
fn insurer_count() -> impl Strategy<Value = InsurerCount> {
    (0_u8..3, any::<[bool; 4]>(), any::<bool>()).prop_map(|(n, [notified, came, absent, lacked], writing)| {
        InsurerCount {
            insurer: insurer(n),
            name: ["甲财险", "乙财险", "丙财险"][usize::from(n)].to_owned(),
            is_notified: notified,
            came,
            is_absent: absent && !came,
            lacked_identity: lacked && came,
            in_writing: writing,
        }
    })
}

fn case_count() -> impl Strategy<Value = CaseCount> {
    let modes = option::of(0_usize..4);
    let insurers = proptest::collection::vec(insurer_count(), 0..3);
    (0_i64..500, modes, insurers, any::<[bool; 4]>(), option::of(0_u32..90), any::<bool>()).prop_map(
        |(days, mode, mut insurers, [no_grade, disputed, supplemented, reappraised], used, late)| {
            insurers.sort_by_key(|one| one.insurer);
            insurers.dedup_by_key(|one| one.insurer);
            CaseCount {
                accepted_on: day(2025, 10, 1).plus_days(days),
                mode: mode.map(|mode| CommissionMode::ALL[mode]),
                insurers,
                has_no_grade: no_grade,
                is_disputed: disputed,
                is_supplemented: supplemented,
                is_reappraised: reappraised,
                used,
                is_late: late,
            }
        },
    )
}

/// The count somebody makes with a pencil: a heap of files, one figure, one line after the other.
fn by_hand(heap: &[&CaseCount], of: Option<InsurerId>, figure: Figure) -> Cell {
    let n = |is_it: &dyn Fn(&CaseCount) -> bool| heap.iter().filter(|case| is_it(case)).count() as i64;
    let visits = |is_it: &dyn Fn(&InsurerCount) -> bool| {
        let mut n = 0_i64;
        for case in heap {
            for one in &case.insurers {
                if of.is_none_or(|of| of == one.insurer) && is_it(one) {
                    n += 1;
                }
            }
        }
        n
    };
    let share = |part: i64, whole: i64| {
        if whole == 0 {
            Cell::Empty
        } else {
            Cell::Share((part as f64 / whole as f64 * 1000.0).round() as u32)
        }
    };
    let mode = |wanted: CommissionMode| n(&|case| case.mode == Some(wanted));
    let came = visits(&|one| one.came);
    Cell::Count(match figure {
        Figure::Accepted => heap.len() as i64,
        Figure::Joint => mode(CommissionMode::Joint),
        Figure::ByParty => mode(CommissionMode::UnilateralParty),
        Figure::ByInsurer => mode(CommissionMode::UnilateralInsurer),
        Figure::ByAuthority => mode(CommissionMode::Authority),
        Figure::Notified => visits(&|one| one.is_notified),
        Figure::Came => came,
        Figure::Absent => visits(&|one| one.is_absent),
        Figure::NoIdentity => visits(&|one| one.lacked_identity),
        Figure::InWriting => visits(&|one| one.in_writing),
        Figure::NoGrade => n(&|case| case.has_no_grade),
        Figure::Disputed => n(&|case| case.is_disputed),
        Figure::Supplemented => n(&|case| case.is_supplemented),
        Figure::Reappraised => n(&|case| case.is_reappraised),
        Figure::Late => n(&|case| case.is_late),
        Figure::JointShare => return share(mode(CommissionMode::Joint), heap.len() as i64),
        Figure::CameShare => return share(came, came + visits(&|one| one.is_absent)),
        Figure::MeanUsed => {
            let used: Vec<u32> = heap.iter().filter_map(|case| case.used).collect();
            if used.is_empty() {
                return Cell::Empty;
            }
            let mean = f64::from(used.iter().sum::<u32>()) / used.len() as f64;
            return Cell::Tenths((mean * 10.0).round() as i64);
        }
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_masked_row_names_nobody(
        kind in any::<Index>(),
        drawn in proptest::collection::vec((any::<Index>(), any::<Index>()), 0..12),
    ) {
        let kinds = kinds().collect::<Vec<_>>();
        let (_, place, is_joint) = kind.get(&kinds);
        let all: Vec<_> = facts::all().collect();
        let mut said = toml::Table::new();
        for (which, word) in &drawn {
            let fact = which.get(&all);
            let words = fact.words().collect::<Vec<_>>();
            said.insert(fact.key.to_owned(), toml::Value::from(*word.get(&words)));
        }
        let Ok(mut world) = world_under(*place, *is_joint, &said) else { return Ok(()) };
        let name = "阿依古丽·买买提";
        world.file.intake.subject.name = name.into();
        world.file.intake.matter = format!("{name}伤残等级鉴定");
        let calendar = WorkCalendar::bundled();
        let facts = world.facts(calendar);
        let Some(row) = conclude(&facts, false) else { return Ok(()) };
        let masked = row.cells(Names::Masked).map(|cell| cell.shown()).collect::<Vec<_>>();
        prop_assert_eq!(masked.len(), LedgerColumn::ALL.len());
        let mut people = vec![name.to_owned()];
        people.extend(world.file.intake.people().map(|(_, person)| person.name.as_str().to_owned()));
        for person in people.iter().filter(|name| name.chars().count() > 1) {
            prop_assert!(!masked.iter().any(|cell| cell.contains(person.as_str())), "{} in {:?}", person, masked);
        }
        let whole = row.cells(Names::Whole).map(|cell| cell.shown()).collect::<Vec<_>>();
        prop_assert!(whole.iter().any(|cell| cell == name));
        prop_assert!(row.answers("aygl") || row.answers("阿依古丽"));
        let shown = format!("{row:?}");
        prop_assert!(!shown.contains('阿'), "{}", shown);
    }

    #[test]
    fn the_table_says_what_a_slow_count_says(cases in proptest::collection::vec(case_count(), 0..40)) {
        for by_quarter in [false, true] {
            let lines = table(&cases, SPAN, by_quarter);
            let heap_of = |of: &LineOf, quarter: Option<u32>| -> Vec<&CaseCount> {
                cases
                    .iter()
                    .filter(|case| SPAN.from <= case.accepted_on && case.accepted_on <= SPAN.to)
                    .filter(|case| quarter.is_none_or(|q| case.accepted_on.month().div_ceil(3) == q))
                    .filter(|case| match of {
                        LineOf::All => true,
                        LineOf::Insurer(_, id) => case.insurers.iter().any(|one| one.insurer == *id),
                        LineOf::Unnamed => case.insurers.is_empty(),
                    })
                    .collect()
            };
            for line in &lines {
                let of = match &line.of {
                    LineOf::Insurer(_, id) => Some(*id),
                    LineOf::All | LineOf::Unnamed => None,
                };
                let heap = heap_of(&line.of, line.quarter);
                prop_assert!(!heap.is_empty(), "an empty line: {:?}", line);
                for figure in Figure::ALL {
                    prop_assert_eq!(line.sums.cell(*figure), by_hand(&heap, of, *figure), "{:?} {:?}", line.of, figure);
                }
            }
            // Nobody is left out: every insurer of a case that counts has its line.
            for case in heap_of(&LineOf::All, None) {
                for one in &case.insurers {
                    let has_line = |line: &appraisal_desk::domain::statistics::Line| {
                        matches!(&line.of, LineOf::Insurer(_, id) if *id == one.insurer) && line.quarter.is_none()
                    };
                    prop_assert!(lines.iter().any(has_line));
                }
            }
            prop_assert_eq!(lines.last().map(|line| line.of.label() == "合计"), (!lines.is_empty()).then_some(true));
        }
    }
}
