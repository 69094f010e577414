//! The arithmetic of laying a page over its print. Whole pages are tried in `tests/properties/scan.rs`.

use super::Pose;
use super::align::Found;
use super::align::after;
use super::align::correction;
use super::align::similarity;
use super::code::corners;
use super::grey::Grey;
use super::ink::blurred;
use super::ink::near;
use super::scaled;

fn moved(pose: &Pose, [x, y]: [f64; 2]) -> [f64; 2] {
    [pose[0] * x + pose[1] * y + pose[2], pose[3] * x + pose[4] * y + pose[5]]
}

fn is_near(a: [f64; 2], b: [f64; 2]) -> bool {
    (a[0] - b[0]).hypot(a[1] - b[1]) < 1e-6
}

#[test]
fn the_reader_gives_corners_or_finders_and_both_are_the_same_square() {
    let square = [[10.0, 20.0], [340.0, 20.0], [340.0, 350.0], [10.0, 350.0]];
    assert_eq!(corners(&square), Some(square));
    // The centres of the finders lie 3.5 modules of 10 pixels inside: lower left, upper left, upper right.
    let finders = [[45.0, 315.0], [45.0, 55.0], [305.0, 55.0]];
    let found = corners(&finders).expect("a square");
    assert!(found.iter().zip(square).all(|(a, b)| is_near(*a, b)), "{found:?}");
    // With the small mark beside the fourth corner these are four points, too, and no square.
    let with_mark = [finders[0], finders[1], finders[2], [275.0, 285.0]];
    assert_eq!(corners(&with_mark), Some(found));
    assert_eq!(corners(&finders[..2]), None);
}

#[test]
fn a_turn_and_a_size_are_found_from_four_corners() {
    let from = [[0.0, 0.0], [10.0, 0.0], [10.0, 10.0], [0.0, 10.0]];
    let turned: Pose = [0.0, -2.0, 100.0, 2.0, 0.0, 50.0];
    let to = from.map(|point| moved(&turned, point));
    let pose = similarity(&from, &to).expect("a pose");
    assert!(from.iter().all(|point| is_near(moved(&pose, *point), moved(&turned, *point))), "{pose:?}");
    assert_eq!(similarity(&[[1.0, 1.0]; 4], &to), None, "all corners in one point");
}

#[test]
fn one_map_after_another_is_one_map() {
    let (first, then): (Pose, Pose) = ([1.1, 0.2, 3.0, -0.1, 0.9, 4.0], [0.5, 0.0, -7.0, 0.3, 2.0, 1.0]);
    let both = after(&then, &first);
    for point in [[0.0, 0.0], [12.0, -5.0], [300.0, 400.0]] {
        assert!(is_near(moved(&both, point), moved(&then, moved(&first, point))));
    }
    assert!(is_near(moved(&scaled(&first, 2.0), [3.0, 4.0]), moved(&first, [6.0, 8.0])));
}

#[test]
fn patches_that_lie_are_left_out_and_too_few_say_nothing() {
    let stretched: Pose = [1.004, -0.002, 1.5, 0.003, 0.998, -2.0];
    let found_at = |x: f64, y: f64| {
        let there = moved(&stretched, [x, y]);
        Found { at: [x, y], off: [there[0] - x, there[1] - y] }
    };
    let mut found: Vec<Found> =
        (0..12).map(|n| found_at(f64::from(n % 4) * 300.0, f64::from(n / 4) * 500.0)).collect();
    found[5].off[0] += 9.0;
    let map = correction(&found).expect("a map");
    assert!(map.iter().zip(stretched).all(|(a, b)| (a - b).abs() < 1e-6), "{map:?}");
    assert_eq!(correction(&found[..4]), None, "four are too few");
    let in_a_row: Vec<Found> = (0..8).map(|n| found_at(f64::from(n) * 100.0, 200.0)).collect();
    assert_eq!(correction(&in_a_row), None, "one row of patches says nothing about the other way");
}

#[test]
fn what_is_near_reaches_so_far_and_no_farther() {
    let mut shades = vec![255; 9 * 7];
    shades[3 * 9 + 4] = 10;
    let is_near = near(&Grey { width: 9, height: 7, shades }, |shade| shade < 200, 2);
    for (n, is_near) in is_near.into_iter().enumerate() {
        let (x, y) = (n % 9, n / 9);
        assert_eq!(is_near, x.abs_diff(4) <= 2 && y.abs_diff(3) <= 2, "{x} {y}");
    }
}

#[test]
fn the_blur_is_the_mean_of_the_nine_around_and_of_fewer_at_the_edges() {
    let shades = vec![0, 9, 0, 0, 90, 0, 0, 0, 0];
    let blurred = blurred(&Grey { width: 3, height: 3, shades });
    assert_eq!(blurred.shades, [24, 16, 24, 16, 11, 16, 22, 15, 22]);
}
