//! The passages of the report: what both sides have, and what only one has.

use super::columns::{Cell, Ink, Page};
use crate::compare::blocks::Block;
use crate::compare::{Match, OnlyHere, SentenceRef, Side, Sign, Tier};
use crate::report::counts::Alone;
use crate::report::gist::{Gist, SIDES, name, sentences};

/// How many sentences that only one side has are listed.
const ONLY: usize = 10;
/// The most rows that one of them takes.
const ONLY_ROWS: usize = 3;

/// Writes the shared passages, pair by pair in the order of the left.
pub(super) fn shared(page: &mut Page, gist: &Gist<'_>) {
    let blocks = gist.blocks.blocks();
    if blocks.is_empty() {
        page.gap();
        page.paragraph("No sentence of one side reports plainly what a sentence of the other does.");
        return;
    }
    let pinned = if gist.has_pins() { format!(", {} pinned by the reader", pin(page)) } else { String::new() };
    let legend = format!("Both  (= sure, {} likely{pinned})", Sign::Likely.glyph());
    page.heading(&legend);
    for (number, block) in blocks.iter().enumerate() {
        page.gap();
        let best = block.matches.first().and_then(|&index| gist.comparison.matches.get(index));
        head(page, gist, number + 1, block.tier, best);
        let [left, right] = SIDES.map(|side| passage(page, gist, side, block));
        page.beside(&left, &right);
    }
}

/// Writes the pairs that are only possible.
pub(super) fn possible(page: &mut Page, gist: &Gist<'_>) {
    let pairs = gist.possible();
    if pairs.is_empty() {
        return;
    }
    page.heading("Possible");
    for (n, m) in pairs.into_iter().enumerate() {
        page.gap();
        head(page, gist, n + 1, m.tier, Some(m));
        let [left, right] = SIDES.map(|side| [cell(page, gist, side, &[m.on(side)])]);
        page.beside(&left, &right);
    }
}

/// Writes the pairs that the reader rejected.
pub(super) fn rejected(page: &mut Page, gist: &Gist<'_>) {
    let pairs = &gist.comparison.rejected;
    if pairs.is_empty() {
        return;
    }
    page.heading("Rejected by the reader: these do not report the same thing");
    for (n, m) in pairs.iter().enumerate() {
        page.gap();
        page.full(&Cell::labelled(format!("{:>3} {}", n + 1, page.sign("✗", "x")), evidence(page, gist, Some(m))));
        let [left, right] = SIDES.map(|side| [cell(page, gist, side, &[m.on(side)])]);
        page.beside(&left, &right);
    }
}

/// Returns the sign of what the reader pinned.
const fn pin(page: &Page) -> &'static str {
    page.sign("◆", "*")
}

/// Returns the words that speak for a match.
fn evidence(page: &Page, gist: &Gist<'_>, m: Option<&Match>) -> String {
    m.map(|m| gist.evidence(m).join(page.dot())).filter(|words| !words.is_empty()).unwrap_or_else(|| "-".to_owned())
}

fn head(page: &mut Page, gist: &Gist<'_>, number: usize, tier: Tier, best: Option<&Match>) {
    if best.is_some_and(|m| m.pinned) {
        let words = format!("pinned{}{}", page.dot(), evidence(page, gist, best));
        return page.full(&Cell::labelled(format!("{number:>3} {}", pin(page)), words).ink(Ink::Both));
    }
    let sign = Sign::of_tier(tier).glyph();
    let score = best.map_or(0.0, |m| m.score);
    page.full(&Cell::labelled(format!("{number:>3} {sign} {score:.2}"), evidence(page, gist, best)).ink(Ink::Both));
}

/// Returns a cell for each paragraph of one side of a block.
fn passage(page: &Page, gist: &Gist<'_>, side: Side, block: &Block) -> Vec<Cell> {
    block.on(side).chunk_by(|a, b| a.paragraph == b.paragraph).map(|run| cell(page, gist, side, run)).collect()
}

/// Sets sentences of one paragraph.
fn cell(page: &Page, gist: &Gist<'_>, side: Side, run: &[SentenceRef]) -> Cell {
    let text = sentences(gist.article(side), run, page.ellipsis());
    Cell::labelled(label(page, side, run.first().map_or(0, |at| at.paragraph)), text).ink(Ink::Dim)
}

/// Names a paragraph as a reader counts, from 1; where the columns do not tell the side, the label does.
pub(super) fn label(page: &Page, side: Side, paragraph: usize) -> String {
    let which = match side {
        _ if page.two() => "",
        Side::Left => "left ",
        Side::Right => "right ",
    };
    format!("{which}{}{:<2}", page.sign("¶", "#"), paragraph + 1)
}

/// Writes what only one side has: what is nowhere on the other side first, then the heaviest.
pub(super) fn only(page: &mut Page, gist: &Gist<'_>) {
    if SIDES.iter().all(|&side| gist.comparison.only(side).is_empty()) {
        return;
    }
    let [alone, partly] = [Sign::Alone, Sign::Partly].map(|sign| page.sign(sign.glyph(), sign.ascii()));
    page.heading(&format!("No counterpart found ({alone}), in part or perhaps ({partly})"));
    let [left, right] = SIDES.map(|side| only_cells(page, gist, side));
    if !page.two() {
        for cell in left.iter().chain(&right) {
            page.gap();
            page.full(cell);
        }
        return;
    }
    for n in 0..left.len().max(right.len()) {
        page.gap();
        let [l, r] = [&left, &right].map(|cells| cells.get(n).map_or(&[][..], std::slice::from_ref));
        page.beside(l, r);
    }
}

fn only_cells(page: &Page, gist: &Gist<'_>, side: Side) -> Vec<Cell> {
    let only = gist.only(side);
    let mut cells: Vec<Cell> = only.iter().take(ONLY).map(|only| only_cell(page, gist, side, only)).collect();
    let rest = only.get(ONLY..).unwrap_or_default();
    if !rest.is_empty() {
        let counts = Alone::of(rest.iter().copied()).rest();
        cells.push(Cell::plain(format!("and {} more on the {}: {counts}", rest.len(), name(side))));
    }
    cells
}

fn only_cell(page: &Page, gist: &Gist<'_>, side: Side, only: &OnlyHere) -> Cell {
    let sign = Sign::of_coverage(only.state);
    let ink = Ink::of(sign);
    let sign = page.sign(sign.glyph(), sign.ascii());
    let label = format!("{sign} {}", label(page, side, only.at.paragraph));
    let sentence = gist.article(side).sentence(only.at.paragraph, only.at.sentence);
    Cell::labelled(label, sentence.to_owned()).ink(ink).at_most(ONLY_ROWS)
}
