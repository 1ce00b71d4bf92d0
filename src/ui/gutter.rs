//! The gutter between two panes: numbers pair the passages, bars say how sure, and the passage under the cursor is tied.
//!
//! ```text
//!  3 ┃         ┃ 3     edge numbers and bars; bold, light and dotted bars for sure, likely and possible
//!    ┃━━━┓     ┃          a diamond in the bar where a sentence begins that the reader pinned
//!  4 ╎   ┗━━━━━┃ 7     the tie of the passage under the cursor
//! ```

use super::paint::Painter;
use crate::app::geometry::Area;
use crate::app::pair::PairScreen;
use crate::app::pair::compared::Compared;
use crate::app::pair::findings::Layers;
use crate::app::pane::Pane;
use crate::app::pane::flow::Row;
use crate::compare::{SentenceRef, Side, Tier};
use crate::config::theme::Role;

/// What stands at the edge of one row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Edge {
    block: usize,
    tier: Tier,
    /// Whether a sentence that the reader pinned begins there.
    pinned: bool,
}

/// Draws the gutter.
pub fn draw(pair: &PairScreen, area: Area, painter: &mut Painter<'_>) {
    let Some(compared) = &pair.compared else { return };
    for side in [Side::Left, Side::Right] {
        draw_edges(pair, compared, side, (area, side), painter);
    }
    tie(pair, compared, area, painter);
}

/// Draws numbers and bars before a lone pane, whose text begins right of `area`.
pub fn draw_margin(pair: &PairScreen, area: Area, painter: &mut Painter<'_>) {
    if let Some(compared) = &pair.compared {
        draw_edges(pair, compared, pair.focus, (area, Side::Left), painter);
    }
}

/// Draws the numbers and bars of the article on `side`, at the `edge_side` of `area`.
fn draw_edges(
    pair: &PairScreen,
    compared: &Compared,
    side: Side,
    (area, edge_side): (Area, Side),
    painter: &mut Painter<'_>,
) {
    let current = pair.current_block();
    let Some(pane) = pair.side(side) else { return };
    let mut last = None;
    for y in 0..area.height {
        let edge = edge(pane, compared, side, y);
        let number = edge.filter(|edge| Some(edge.block) != last);
        last = edge.map(|edge| edge.block).or(last.filter(|_| blank(pane, y)));
        if let Some(edge) = edge {
            draw_edge(edge, number.is_some(), current == Some(edge.block), (area, y, edge_side), painter);
        } else if begins_alone(pane, compared, side, y) {
            let x = if edge_side == Side::Left { area.x + 3 } else { area.right() - 4 };
            painter.glyph(x, area.y + y, "○", Role::OnlyHere);
        }
    }
}

/// Says whether a sentence that only this side has begins in a row.
fn begins_alone(pane: &Pane, compared: &Compared, side: Side, y: usize) -> bool {
    let Some((_, Row::Text { span, .. })) = pane.rows().get(y) else { return false };
    let layers = Layers { quotations: false, figures: false, only_here: true };
    compared.findings.marks(side, *span, layers).iter().any(|mark| span.contains(mark.span.start))
}

fn blank(pane: &Pane, y: usize) -> bool {
    !matches!(pane.rows().get(y), Some((_, Row::Text { .. })))
}

/// Finds the passage of a row: the one that begins there, else the one that goes on.
fn edge(pane: &Pane, compared: &Compared, side: Side, y: usize) -> Option<Edge> {
    let Some((_, Row::Text { paragraph, span, .. })) = pane.rows().get(y) else { return None };
    let sentences = &pane.article.paragraphs.get(*paragraph)?.sentences;
    let first = sentences.partition_point(|s| s.end <= span.start);
    let here = sentences.iter().enumerate().skip(first).take_while(|(_, s)| s.start < span.end);
    let blocks = || {
        here.clone().filter_map(|(sentence, s)| {
            let at = SentenceRef { paragraph: *paragraph, sentence };
            Some((compared.blocks.block_of(side, at)?, s.start >= span.start, at))
        })
    };
    let begins = blocks().find(|(_, begins, _)| *begins);
    let (block, ..) = begins.or_else(|| blocks().next())?;
    let pinned = blocks().any(|(_, begins, at)| begins && is_pinned(compared, side, at));
    Some(Edge { block, tier: compared.blocks.blocks().get(block)?.tier, pinned })
}

/// Says whether the reader pinned a match of a sentence.
fn is_pinned(compared: &Compared, side: Side, at: SentenceRef) -> bool {
    let best = compared.blocks.counterparts(side, at).first();
    best.and_then(|best| compared.comparison.matches.get(best.index)).is_some_and(|m| m.pinned)
}

/// Returns the role of a tier.
pub const fn tier_role(tier: Tier) -> Role {
    match tier {
        Tier::Sure => Role::Sure,
        Tier::Likely => Role::Likely,
        Tier::Possible => Role::Possible,
    }
}

fn draw_edge(
    edge: Edge,
    numbered: bool,
    current: bool,
    (area, y, side): (Area, usize, Side),
    painter: &mut Painter<'_>,
) {
    let role = if current { Role::Accent } else { tier_role(edge.tier) };
    let bar = match edge.tier {
        _ if edge.pinned => "◆",
        Tier::Sure => "┃",
        Tier::Likely => "│",
        Tier::Possible => "╎",
    };
    let y = area.y + y;
    let number = (edge.block + 1).to_string();
    match side {
        Side::Left => {
            painter.glyph(area.x + 3, y, bar, role);
            if numbered {
                painter.text((area.x + 3).saturating_sub(number.len()), y, 3, &number, role);
            }
        }
        Side::Right => {
            painter.glyph(area.right() - 4, y, bar, role);
            if numbered {
                painter.text(area.right() - 3, y, 3, &number, role);
            }
        }
    }
}

/// Ties the sentence under the cursor to its counterpart, where both are in view.
fn tie(pair: &PairScreen, compared: &Compared, area: Area, painter: &mut Painter<'_>) {
    let row = |side: Side, at: SentenceRef| {
        let pane = pair.side(side)?;
        pane.screen_row(pane.span_of(at)?.start)
    };
    let Some(at) = pair.side(pair.focus).and_then(Pane::current_sentence) else { return };
    let Some(counterpart) = compared.blocks.counterpart(pair.focus, at) else { return };
    let (left, right) = match pair.focus {
        Side::Left => (at, counterpart),
        Side::Right => (counterpart, at),
    };
    let (from, until) = (area.x + 4, area.right() - 5);
    let middle = usize::midpoint(from, until);
    match (row(Side::Left, left), row(Side::Right, right)) {
        (Some(l), Some(r)) if l == r => (from..=until).for_each(|x| painter.glyph(x, area.y + l, "━", Role::Accent)),
        (Some(l), Some(r)) => {
            (from..middle).for_each(|x| painter.glyph(x, area.y + l, "━", Role::Accent));
            (middle + 1..=until).for_each(|x| painter.glyph(x, area.y + r, "━", Role::Accent));
            for y in l.min(r) + 1..l.max(r) {
                painter.glyph(middle, area.y + y, "┃", Role::Accent);
            }
            let (first, second) = if l < r { ("┓", "┗") } else { ("┛", "┏") };
            painter.glyph(middle, area.y + l, first, Role::Accent);
            painter.glyph(middle, area.y + r, second, Role::Accent);
        }
        (Some(l), None) => painter.glyph(from, area.y + l, "━", Role::Accent),
        (None, Some(r)) => painter.glyph(until, area.y + r, "━", Role::Accent),
        (None, None) => {}
    }
}
