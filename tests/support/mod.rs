//! What several tests need: folders that go away, offices with invented people, clocks, gates.

pub mod store_fixture;
