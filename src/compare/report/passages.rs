//! The passages of the report: what both sides have, and what only one has.

use super::columns::{Cell, Page};
use crate::article::Article;
use crate::compare::blocks::{Block, Blocks};
use crate::compare::{Comparison, Coverage, Match, OnlyHere, SentenceRef, Side, Tier};

/// How many sentences that only one side has are listed.
const ONLY: usize = 10;
/// The most rows that one of them takes.
const ONLY_ROWS: usize = 3;

/// Writes the shared passages, pair by pair in the order of the left.
pub(super) fn shared(page: &mut Page, c: &Comparison, blocks: &Blocks, pair: [&Article; 2]) {
    if blocks.blocks().is_empty() {
        page.gap();
        page.paragraph("No sentence of one side reports plainly what a sentence of the other does.");
        return;
    }
    let legend = format!("Both  (= sure, {} likely)", page.sign("≈", "~"));
    page.heading(&legend);
    for (number, block) in blocks.blocks().iter().enumerate() {
        page.gap();
        let best = block.matches.first().and_then(|&index| c.matches.get(index));
        head(page, number + 1, block.tier, best);
        let [left, right] = [Side::Left, Side::Right].map(|side| passage(page, pair, side, block));
        page.beside(&left, &right);
    }
}

/// Writes the pairs that are only possible.
pub(super) fn possible(page: &mut Page, c: &Comparison, pair: [&Article; 2]) {
    let mut pairs: Vec<&Match> = c.matches.iter().filter(|m| !m.shown()).collect();
    if pairs.is_empty() {
        return;
    }
    pairs.sort_by(|a, b| b.score.total_cmp(&a.score).then((a.left, a.right).cmp(&(b.left, b.right))));
    page.heading("Possible");
    for (n, m) in pairs.into_iter().enumerate() {
        page.gap();
        head(page, n + 1, m.tier, Some(m));
        let [left, right] = [Side::Left, Side::Right].map(|side| [cell(page, pair, side, &[m.on(side)])]);
        page.beside(&left, &right);
    }
}

fn head(page: &mut Page, number: usize, tier: Tier, best: Option<&Match>) {
    let sign = match tier {
        Tier::Sure => "=",
        Tier::Likely => page.sign("≈", "~"),
        Tier::Possible => "?",
    };
    let score = best.map_or(0.0, |m| m.score);
    let evidence = best.map_or_else(String::new, |m| m.evidence.join(page.dot()));
    page.full(&Cell::labelled(
        format!("{number:>3} {sign} {score:.2}"),
        if evidence.is_empty() { "-".into() } else { evidence },
    ));
}

/// Returns a cell for each paragraph of one side of a block.
fn passage(page: &Page, pair: [&Article; 2], side: Side, block: &Block) -> Vec<Cell> {
    block.on(side).chunk_by(|a, b| a.paragraph == b.paragraph).map(|run| cell(page, pair, side, run)).collect()
}

/// Sets sentences of one paragraph, an ellipsis where some between them are left out.
fn cell(page: &Page, pair: [&Article; 2], side: Side, sentences: &[SentenceRef]) -> Cell {
    let article = pair[side as usize];
    let mut text = String::new();
    let mut last = None;
    for &at in sentences {
        match last {
            None => {}
            Some(before) if at.sentence == before + 1 => text.push(' '),
            Some(_) => text.push_str(&format!(" {} ", page.ellipsis())),
        }
        text.push_str(sentence(article, at));
        last = Some(at.sentence);
    }
    Cell::labelled(label(page, side, sentences.first().map_or(0, |at| at.paragraph)), text)
}

fn sentence(article: &Article, at: SentenceRef) -> &str {
    let span = article.paragraphs.get(at.paragraph).and_then(|p| p.sentences.get(at.sentence));
    span.map_or("", |span| span.of(&article.text))
}

/// Names a paragraph as a reader counts, from 1; where the columns do not tell the side, the label does.
fn label(page: &Page, side: Side, paragraph: usize) -> String {
    let which = match side {
        _ if page.two() => "",
        Side::Left => "left ",
        Side::Right => "right ",
    };
    format!("{which}{}{:<2}", page.sign("¶", "#"), paragraph + 1)
}

/// Writes what only one side has, the heaviest first.
pub(super) fn only(page: &mut Page, c: &Comparison, pair: [&Article; 2]) {
    let sides = [Side::Left, Side::Right];
    if sides.iter().all(|&side| c.only(side).is_empty()) {
        return;
    }
    page.heading("Only here  (+ not on the other side, ~ partly, ? not certain)");
    let columns = sides.map(|side| only_cells(page, pair, side, c.only(side)));
    let none = Vec::new();
    let [left, right] = columns;
    if !page.two() {
        for cell in left.iter().chain(&right) {
            page.gap();
            page.full(cell);
        }
        return;
    }
    for n in 0..left.len().max(right.len()) {
        page.gap();
        let [l, r] = [&left, &right].map(|cells| cells.get(n).map_or(none.as_slice(), std::slice::from_ref));
        page.beside(l, r);
    }
}

fn only_cells(page: &Page, pair: [&Article; 2], side: Side, only: &[OnlyHere]) -> Vec<Cell> {
    let article = pair[side as usize];
    let mut cells: Vec<Cell> = only
        .iter()
        .take(ONLY)
        .map(|o| {
            let sign = match o.state {
                Coverage::None => '+',
                Coverage::Partial => '~',
                Coverage::Unsure => '?',
            };
            let label = format!("{sign} {}", label(page, side, o.at.paragraph));
            Cell::labelled(label, sentence(article, o.at).to_owned()).at_most(ONLY_ROWS)
        })
        .collect();
    if only.len() > ONLY {
        let side = if side == Side::Left { "left" } else { "right" };
        cells.push(Cell::plain(format!("and {} more on the {side}", only.len() - ONLY)));
    }
    cells
}
