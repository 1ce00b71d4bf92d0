//! The gutter between two panes: one sign a passage, in the middle where both ends stand on one row.
//!
//! ```text
//!  Four people were killed       ≠       At least three people died     both on one row
//!  Prosecutors suspect that      ○                                      no counterpart found
//!  Nobody told us where to  = ↓12        …                              its counterpart is ¶12, further down
//! ```

use super::paint::Painter;
use crate::app::core::marked::sign_role;
use crate::app::geometry::Area;
use crate::app::pair::PairScreen;
use crate::app::pair::findings::signs::Signed;
use crate::app::pane::Pane;
use crate::app::pane::flow::Row;
use crate::compare::{SentenceRef, Side, Sign};
use crate::config::theme::Role;
use crate::text::cells;

/// The sign of a passage that the reader pinned.
pub const PINNED: &str = "◆";

/// Sentences of a row whose signs are looked at: a row of folded paragraphs stands for any number.
const MOST_SIGNS: usize = 256;

/// Draws the gutter.
pub fn draw(pair: &PairScreen, area: Area, painter: &mut Painter<'_>) {
    for y in 0..area.height {
        let (left, right) = (row_sign(pair, Side::Left, y), row_sign(pair, Side::Right, y));
        match (left, right) {
            (Some(l), Some(r)) if faces(pair, l, r) => draw_both(l, r, area, y, painter),
            (left, right) => {
                for (side, signed) in [(Side::Left, left), (Side::Right, right)] {
                    if let Some(signed) = signed {
                        draw_one(pair, side, signed, (area, y), painter);
                    }
                }
            }
        }
    }
    tie(pair, area, painter);
}

/// Draws the signs before a lone pane, whose text begins right of `area`.
pub fn draw_margin(pair: &PairScreen, area: Area, painter: &mut Painter<'_>) {
    for y in 0..area.height {
        if let Some(signed) = row_sign(pair, pair.focus, y) {
            sign(signed, area.x + 3, area.y + y, painter);
        }
    }
}

/// Returns the sign of a row: of the sentences that begin there the one that is looked at first.
fn row_sign(pair: &PairScreen, side: Side, y: usize) -> Option<&Signed> {
    let pane = pair.side(side)?;
    let Some((_, Row::Text { span, .. })) = pane.rows().get(y) else { return None };
    let signs = pair.compared.as_ref()?.findings.signs(side);
    let from = signs.partition_point(|signed| signed.span.start < span.start);
    let here = signs.get(from..)?.iter().take_while(|signed| signed.span.start < span.end).take(MOST_SIGNS);
    here.min_by_key(|signed| signed.weight())
}

/// Says whether two signs are the ends of one passage, or of the check that is looked at: one that a check ties to
/// another sentence does not lend its sign to what is alike with it.
fn faces(pair: &PairScreen, left: &Signed, right: &Signed) -> bool {
    let at = |side, offset: usize| pair.side(side).and_then(|pane| pane.sentence_at(offset));
    let ends = at(Side::Left, left.span.start).zip(at(Side::Right, right.span.start));
    if ends.is_some() && ends == pair.looked_at(Side::Left) {
        return true;
    }
    let starts = |side: Side, at: Option<SentenceRef>| pair.side(side)?.span_of(at?).map(|span| span.start);
    let to_right = starts(Side::Right, left.there) == Some(right.span.start);
    let to_left = starts(Side::Left, right.there) == Some(left.span.start);
    to_right && (to_left || left.sign <= right.sign) || to_left && right.sign <= left.sign
}

fn draw_both(left: &Signed, right: &Signed, area: Area, y: usize, painter: &mut Painter<'_>) {
    let first = if right.weight() < left.weight() { right } else { left };
    sign(first, area.x + area.width / 2, area.y + y, painter);
}

/// Draws the sign of one side, and where its counterpart is.
fn draw_one(pair: &PairScreen, side: Side, signed: &Signed, (area, y): (Area, usize), painter: &mut Painter<'_>) {
    let x = if side == Side::Left { area.x + 1 } else { area.right() - 2 };
    sign(signed, x, area.y + y, painter);
    let Some((arrow, paragraph)) = way(pair, side.other(), signed.there, y) else { return };
    let number = paragraph.map_or_else(String::new, |paragraph| (paragraph + 1).to_string());
    let wide = cells::width(&number);
    match side {
        Side::Left => {
            painter.glyph(x + 1, area.y + y, arrow, Role::Dim);
            painter.text(x + 2, area.y + y, 3, &number, Role::Dim);
        }
        Side::Right => {
            painter.glyph(x - 1, area.y + y, arrow, Role::Dim);
            painter.text((x - 1).saturating_sub(wide), area.y + y, 3, &number, Role::Dim);
        }
    }
}

/// Says in which direction of row `y` a sentence of `side` lies, and its paragraph where it is out of view.
fn way(pair: &PairScreen, side: Side, at: Option<SentenceRef>, y: usize) -> Option<(&'static str, Option<usize>)> {
    let (pane, at) = (pair.side(side)?, at?);
    let start = pane.span_of(at)?.start;
    let arrow = |below: bool| if below { "↓" } else { "↑" };
    Some(match pane.screen_row(start) {
        // An arrow to the left leads to the left side.
        Some(row) if row == y => (if side == Side::Left { "←" } else { "→" }, None),
        Some(row) => (arrow(row > y), None),
        None => (arrow(start >= pane.in_view().start), Some(at.paragraph)),
    })
}

fn sign(signed: &Signed, x: usize, y: usize, painter: &mut Painter<'_>) {
    let glyph = if signed.pinned && signed.sign > Sign::Subject { PINNED } else { signed.sign.glyph() };
    let role = if signed.ruled { Role::Dim } else { sign_role(signed.sign, signed.faint) };
    painter.glyph(x, y, glyph, role);
}

/// Ties the sentence under the cursor to its counterpart, where both are in view.
fn tie(pair: &PairScreen, area: Area, painter: &mut Painter<'_>) {
    let row = |side: Side, at: SentenceRef| {
        let pane = pair.side(side)?;
        pane.screen_row(pane.span_of(at)?.start)
    };
    let Some(at) = pair.side(pair.focus).and_then(Pane::current_sentence) else { return };
    let Some(counterpart) = pair.current_counterparts().first().copied() else { return };
    let (left, right) = match pair.focus {
        Side::Left => (at, counterpart),
        Side::Right => (counterpart, at),
    };
    let (from, until, middle) = (area.x + 3, area.right() - 4, area.x + area.width / 2);
    let mut line = |from: usize, to: usize, y: usize| {
        (from..to).filter(|x| *x != middle).for_each(|x| painter.glyph(x, area.y + y, "━", Role::Accent));
    };
    match (row(Side::Left, left), row(Side::Right, right)) {
        (Some(l), Some(r)) if l == r => line(from, until + 1, l),
        (Some(l), Some(r)) => {
            line(from, middle, l);
            line(middle + 1, until + 1, r);
            for y in l.min(r) + 1..l.max(r) {
                painter.glyph(middle, area.y + y, "┃", Role::Accent);
            }
            let (first, second) = if l < r { ("┓", "┗") } else { ("┛", "┏") };
            painter.glyph(middle, area.y + l, first, Role::Accent);
            painter.glyph(middle, area.y + r, second, Role::Accent);
        }
        _ => {}
    }
}
