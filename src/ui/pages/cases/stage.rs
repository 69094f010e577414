//! The parts the list of cases is looked at in: where a case stands, in six words instead of seventeen.

use crate::domain::case::CaseState;

/// A part of the list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Stage {
    #[default]
    All,
    /// Nothing was decided yet.
    BeforeAcceptance,
    /// Accepted; nobody has come yet.
    Waiting,
    /// From the day on site to the signed opinion.
    UnderWay,
    /// The opinion is out.
    Issued,
    /// Archived, or ended another way.
    Over,
}

impl Stage {
    /// In the order of their tabs.
    pub(super) const ALL: [Self; 6] =
        [Self::All, Self::BeforeAcceptance, Self::Waiting, Self::UnderWay, Self::Issued, Self::Over];

    /// The word of its tab.
    pub(super) fn label(self) -> &'static str {
        match self {
            Self::All => "全部",
            Self::BeforeAcceptance => "受理前",
            Self::Waiting => "待到场",
            Self::UnderWay => "鉴定中",
            Self::Issued => "已出具",
            Self::Over => "已了结",
        }
    }

    /// Whether a case in this state belongs here.
    pub(super) fn holds(self, state: Option<CaseState>) -> bool {
        self == Self::All || state.is_some_and(|state| self == Self::of(state))
    }

    fn of(state: CaseState) -> Self {
        use CaseState as S;
        match state {
            S::Booked | S::Received | S::Reviewing | S::Supplementing => Self::BeforeAcceptance,
            S::Accepted | S::Scheduled => Self::Waiting,
            S::OnSite | S::Identified | S::Examining | S::Drafting | S::InternalReview => Self::UnderWay,
            S::Issued | S::Delivered => Self::Issued,
            S::Archived | S::Rejected | S::Withdrawn | S::Terminated => Self::Over,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Stage;
    use crate::domain::case::CaseState;

    #[test]
    fn every_state_is_in_one_part_besides_all() {
        for state in CaseState::ALL {
            let n = Stage::ALL.iter().filter(|stage| stage.holds(Some(state))).count();
            assert_eq!(n, 2, "{}", state.label());
        }
        assert!(Stage::All.holds(None));
    }
}
