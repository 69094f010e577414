//! 案卷次序: however it was kept and moved about, every part has one place, and the ends of a volume stay where they are.

use appraisal_desk::domain::archiving::VolumeOrder;
use appraisal_desk::domain::archiving::VolumePart;
use proptest::collection::vec;
use proptest::prelude::ProptestConfig;
use proptest::prelude::Strategy;
use proptest::prelude::any;
use proptest::prop_assert_eq;
use proptest::proptest;
use proptest::sample::select;
use std::collections::BTreeSet;

fn parts() -> impl Strategy<Value = Vec<VolumePart>> {
    vec(select(VolumePart::ALL.to_vec()), 0..40)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn every_part_has_one_place(kept in parts(), moves in vec((0_usize..20, any::<bool>()), 0..60)) {
        let mut order = VolumeOrder::from(kept.clone());
        // What was named first comes first, as often as it may be named.
        let mut seen = BTreeSet::new();
        let wanted: Vec<VolumePart> = kept.into_iter().filter(|part| part.is_movable() && seen.insert(*part)).collect();
        prop_assert_eq!(&order.movable()[..wanted.len()], &wanted[..]);
        for (at, down) in moves {
            order.shift(at, down);
        }
        let all: Vec<VolumePart> = order.parts().collect();
        prop_assert_eq!(all.iter().copied().collect::<BTreeSet<_>>().len(), 20);
        prop_assert_eq!(all.len(), 20);
        prop_assert_eq!(&all[..2], &VolumePart::ALL[..2]);
        prop_assert_eq!(&all[17..], &VolumePart::ALL[17..]);
        // Kept and read again it is the same.
        let json = serde_json::to_string(&order).unwrap();
        prop_assert_eq!(serde_json::from_str::<VolumeOrder>(&json).unwrap(), order);
    }

    #[test]
    fn a_move_is_taken_back_by_its_opposite(kept in parts(), at in 0_usize..14) {
        let order = VolumeOrder::from(kept);
        let mut moved = order.clone();
        moved.shift(at, true);
        moved.shift(at + 1, false);
        prop_assert_eq!(moved, order);
    }
}
