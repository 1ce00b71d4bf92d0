//! Where each side puts what both tell: the leads, and the shared passages with their height in each text.

use serde::Serialize;

use super::Both;
use crate::compare::SentenceRef;
use crate::compare::placing::{Lead, Placed, Placing};

#[derive(Serialize)]
pub(super) struct PlacesView {
    leads: Both<Option<LeadView>>,
    passages: Vec<Both<PlacedView>>,
}

#[derive(Serialize)]
struct LeadView {
    #[serde(flatten)]
    at: SentenceRef,
    there: Option<SentenceRef>,
}

#[derive(Serialize)]
struct PlacedView {
    #[serde(flatten)]
    at: SentenceRef,
    share: f64,
}

/// Lays out where each side puts what both tell.
pub(super) fn places(placing: &Placing) -> PlacesView {
    let lead = |lead: Option<Lead>| lead.map(|Lead { at, there, .. }| LeadView { at, there });
    let placed = |p: &Placed| Both {
        left: PlacedView { at: p.left, share: p.left_share },
        right: PlacedView { at: p.right, share: p.right_share },
    };
    PlacesView {
        leads: Both { left: lead(placing.left), right: lead(placing.right) },
        passages: placing.passages.iter().map(placed).collect(),
    }
}
