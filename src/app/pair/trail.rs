//! Trails: what `]` and `[` go along in a comparison.

use crate::app::pair::findings::{Finding, Findings, Tab};
use crate::compare::{Side, Sign};
use crate::config::action::Action;

/// What `]` and `[` go along.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Trail {
    /// What to check, the heaviest first.
    #[default]
    Checks,
    /// Passages that belong together.
    Matches,
    /// Utterances quoted on both sides.
    Quotations,
    /// Figures in conflict.
    Figures,
    /// Sentences that only this side has.
    OnlyHere,
    /// The reader's notes.
    Notes,
}

impl Trail {
    /// Returns the trail that an action chooses.
    #[must_use]
    pub const fn chosen_by(action: Action) -> Option<Self> {
        match action {
            Action::TrailChecks => Some(Self::Checks),
            Action::TrailMatches => Some(Self::Matches),
            Action::TrailQuotations => Some(Self::Quotations),
            Action::TrailFigures => Some(Self::Figures),
            Action::TrailOnlyHere => Some(Self::OnlyHere),
            Action::TrailNotes => Some(Self::Notes),
            _ => None,
        }
    }

    /// Returns what one stop on it is called.
    #[must_use]
    pub const fn stop(self) -> &'static str {
        match self {
            Self::Checks => "check",
            Self::Matches => "match",
            Self::Quotations => "quotation",
            Self::Figures => "conflict",
            Self::OnlyHere => "passage only here",
            Self::Notes => "note",
        }
    }

    /// Returns the tab that lists its stops.
    #[must_use]
    pub const fn tab(self) -> Option<Tab> {
        match self {
            Self::Checks => Some(Tab::Checks),
            Self::Matches => Some(Tab::Shared),
            Self::Quotations => Some(Tab::Quotations),
            Self::Figures => Some(Tab::Figures),
            Self::OnlyHere => Some(Tab::OnlyHere),
            Self::Notes => None,
        }
    }
}

/// A place on a trail: where it stands here, and on the other side if there is such a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Stop {
    /// Byte offset on the side that is gone along.
    pub here: usize,
    /// Byte offset on the other side.
    pub there: Option<usize>,
}

/// Returns the stops of `trail` on `side`, in the order of its text; none for matches and notes, which others know.
#[must_use]
pub fn stops(findings: &Findings, trail: Trail, side: Side) -> Vec<Stop> {
    let tab = match trail {
        Trail::Matches | Trail::Notes => return Vec::new(),
        Trail::Checks => Tab::Checks,
        Trail::Quotations => Tab::Quotations,
        Trail::Figures => Tab::Figures,
        Trail::OnlyHere => Tab::OnlyHere,
    };
    let belongs = |finding: &&Finding| trail != Trail::Figures || finding.sign == Some(Sign::Differs);
    let stop = |finding: &Finding| Some(Stop { here: finding.on(side).at?, there: finding.on(side.other()).at });
    let mut stops: Vec<Stop> = findings.of(tab).iter().filter(belongs).filter_map(stop).collect();
    stops.sort_unstable();
    stops.dedup_by_key(|stop| stop.here);
    stops
}
