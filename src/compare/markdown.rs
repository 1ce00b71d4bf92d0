//! `diptych compare --format markdown`: an editor's notes on the pair, to be pasted where notes are kept.
//!
//! CommonMark with tables, a line a thought and no hard wraps. All foreign text is escaped on its way here (`escape`),
//! so that it is read as it was printed, whatever it holds.

pub(crate) mod escape;
mod findings;

use super::report::counts::Alone;
use super::report::gist::{Gist, SIDES, day, headline, plural, sentences};
use super::report::link::link;
use super::{Comparison, Coverage, Input, Match, OnlyHere, SentenceRef, Side, Tier};
use escape::{destination, escape};

/// How many sentences that only one side has are listed.
const ONLY: usize = 12;

/// How many sentences are listed of which the other side has a part.
const COVERED: usize = 6;

/// Writes the notes on `comparison`, which compares `left` with `right`; `possible` lists the matches that are only
/// possible too. Ends in a line feed.
#[must_use]
pub fn markdown(comparison: &Comparison, left: Input<'_>, right: Input<'_>, possible: bool) -> String {
    let gist = Gist::new(comparison, left, right);
    let mut notes = Notes { out: String::new() };
    notes.block("# Two accounts, side by side");
    SIDES.into_iter().for_each(|side| notes.item(&title(&gist, side)));
    let obstacles = gist.obstacles();
    if obstacles.is_empty() {
        notes.block(&(gist.tally().join("; ") + "."));
        gist.cautions().iter().for_each(|caution| notes.block(&format!("> **Caution.** {caution}")));
        findings::conflicts(&mut notes, &gist);
        findings::quotations(&mut notes, &gist);
        findings::places(&mut notes, &gist);
        both(&mut notes, &gist);
        if possible {
            self::possible(&mut notes, &gist);
        }
        rejected(&mut notes, &gist);
    }
    obstacles.iter().for_each(|obstacle| notes.block(&format!("> **Caution.** {obstacle}")));
    only(&mut notes, &gist);
    findings::names(&mut notes, &gist);
    findings::spellings(&mut notes, &gist);
    findings::lists(&mut notes, &gist);
    notes.out
}

/// The notes as they grow.
struct Notes {
    out: String,
}

impl Notes {
    /// Writes a paragraph or a heading after a blank line.
    fn block(&mut self, text: &str) {
        if !self.out.is_empty() {
            self.out.push('\n');
        }
        self.line(text);
    }

    /// Writes an item of a list; the first gets a blank line before it.
    fn item(&mut self, text: &str) {
        let goes_on = self.out.lines().next_back().is_some_and(|line| line.trim_start().starts_with("- "));
        if goes_on { self.line(&format!("- {text}")) } else { self.block(&format!("- {text}")) }
    }

    fn line(&mut self, text: &str) {
        self.out.push_str(text.trim_end());
        self.out.push('\n');
    }
}

/// Says who says it where and when.
fn title(gist: &Gist<'_>, side: Side) -> String {
    let input = gist.input(side);
    let meta = &input.article.meta;
    let name = if side == Side::Left { "Left" } else { "Right" };
    let headline = escape(&headline(input.article));
    let titled = match meta.url.as_deref().and_then(link) {
        Some((url, _)) => format!("[{headline}](<{}>)", destination(&url)),
        None => headline,
    };
    let mut parts = vec![format!("**{name}:** {titled}")];
    parts.extend(meta.source.as_deref().map(escape));
    parts.extend(day(input.article));
    if !meta.authors.is_empty() {
        parts.push(format!("by {}", meta.authors.iter().map(|author| escape(author)).collect::<Vec<_>>().join(", ")));
    }
    parts.push(if input.path == "-" { "standard input".to_owned() } else { format!("file {}", escape(input.path)) });
    parts.join(" · ")
}

/// Names a side and a paragraph of it, as a reader counts.
fn at(gist: &Gist<'_>, side: Side, paragraph: usize) -> String {
    format!("{}, ¶{}", escape(&capital(gist.house(side))), paragraph + 1)
}

/// Begins the plain names of the sides with a capital.
fn capital(house: &str) -> String {
    match house {
        "left" => "Left".to_owned(),
        "right" => "Right".to_owned(),
        other => other.to_owned(),
    }
}

fn both(notes: &mut Notes, gist: &Gist<'_>) {
    notes.block("## What both report");
    let blocks = gist.blocks.blocks();
    if blocks.is_empty() {
        notes.block("No sentence of one side reports plainly what a sentence of the other does.");
    }
    for (n, block) in blocks.iter().enumerate() {
        let best = block.matches.first().and_then(|&index| gist.comparison.matches.get(index));
        head(notes, n + 1, block.tier, best);
        for side in SIDES {
            for run in block.on(side).chunk_by(|a, b| a.paragraph == b.paragraph) {
                passage(notes, gist, side, run);
            }
        }
    }
}

fn possible(notes: &mut Notes, gist: &Gist<'_>) {
    let pairs = gist.possible();
    if !pairs.is_empty() {
        notes.block("## What both may report");
    }
    for (n, m) in pairs.into_iter().enumerate() {
        head(notes, n + 1, m.tier, Some(m));
        SIDES.into_iter().for_each(|side| passage(notes, gist, side, &[m.on(side)]));
    }
}

/// Lists the pairs that the reader rejected.
fn rejected(notes: &mut Notes, gist: &Gist<'_>) {
    let pairs = &gist.comparison.rejected;
    if !pairs.is_empty() {
        notes.block("## Rejected by the reader");
        notes.block("These do not report the same thing.");
    }
    for (n, m) in pairs.iter().enumerate() {
        notes.block(&format!("**{}.** ✗ rejected{}", n + 1, evidence(Some(m))));
        SIDES.into_iter().for_each(|side| passage(notes, gist, side, &[m.on(side)]));
    }
}

/// Returns the words that speak for a match, after a colon.
fn evidence(m: Option<&Match>) -> String {
    let words: Vec<String> = m.into_iter().flat_map(|m| &m.evidence).map(|word| escape(word)).collect();
    if words.is_empty() { String::new() } else { format!(": {}", words.join(", ")) }
}

fn head(notes: &mut Notes, number: usize, tier: Tier, best: Option<&Match>) {
    let tier = match tier {
        _ if best.is_some_and(|m| m.pinned) => "◆ pinned by the reader",
        Tier::Sure => "sure",
        Tier::Likely => "likely",
        Tier::Possible => "possible",
    };
    notes.block(&format!("**{number}.** {tier}{}", evidence(best)));
}

fn passage(notes: &mut Notes, gist: &Gist<'_>, side: Side, run: &[SentenceRef]) {
    let paragraph = run.first().map_or(0, |at| at.paragraph);
    let text = sentences(gist.article(side), run, "[…]");
    notes.item(&format!("*{}:* {}", at(gist, side, paragraph), escape(&text)));
}

/// Lists what only one side reports: what has no counterpart, then what is partly or perhaps on the other side.
fn only(notes: &mut Notes, gist: &Gist<'_>) {
    if SIDES.iter().all(|&side| gist.comparison.only(side).is_empty()) {
        return;
    }
    notes.block("## What only one reports");
    for side in SIDES.into_iter().filter(|&side| !gist.comparison.only(side).is_empty()) {
        let (alone, covered): (Vec<_>, Vec<_>) =
            gist.only(side).into_iter().partition(|only| only.state == Coverage::None);
        let house = escape(gist.house(side));
        notes.block(&format!("### Only {house}: {}", plural(alone.len(), "sentence")));
        listed(notes, gist, side, &alone, ONLY);
        if !covered.is_empty() {
            notes.block(&format!("Besides, {}:", Alone::of(covered.iter().copied()).rest()));
            listed(notes, gist, side, &covered, COVERED);
        }
    }
}

/// Lists the first `most` sentences, the heaviest, and counts the others.
fn listed(notes: &mut Notes, gist: &Gist<'_>, side: Side, only: &[&OnlyHere], most: usize) {
    for only in only.iter().take(most) {
        let sentence = escape(gist.article(side).sentence(only.at.paragraph, only.at.sentence));
        notes.item(&format!("¶{}{}: {sentence}", only.at.paragraph + 1, covered(only.state)));
    }
    if let Some(more) = only.len().checked_sub(most).filter(|&more| more > 0) {
        notes.block(&format!("And {more} more, of less weight."));
    }
}

const fn covered(state: Coverage) -> &'static str {
    match state {
        Coverage::None => "",
        Coverage::Partial => " (in part)",
        Coverage::Unsure => " (perhaps)",
    }
}

#[cfg(test)]
mod tests {
    use pulldown_cmark::{Event, Options, Parser, Tag};

    use super::*;
    use crate::compare::report::sample::{Sample, decided, fire, hostile};

    fn notes(sample: &Sample) -> String {
        markdown(&sample.comparison, sample.left(), sample.right(), false)
    }

    #[test]
    fn every_finding_has_its_place() {
        insta::assert_snapshot!(notes(&fire()));
    }

    #[test]
    fn decisions_are_told_in_words() {
        let notes = notes(&decided());
        assert!(notes.contains("**1.** ◆ pinned by the reader: Marlow, gutted\n"), "{notes}");
        let rejected = notes.split_once("## Rejected by the reader\n").map(|(_, after)| after);
        assert!(
            rejected
                .is_some_and(|after| after.contains("**1.** ✗ rejected: Marlow") && after.contains("Crews drove in"))
        );
    }

    #[test]
    fn hostile_text_makes_no_markup() {
        let notes = notes(&hostile());
        assert!(!notes.contains(|c: char| (c.is_control() && c != '\n') || c == '\u{202e}'), "{notes:?}");
        for event in Parser::new_ext(&notes, Options::all()) {
            let acts = matches!(
                event,
                Event::Html(_)
                    | Event::InlineHtml(_)
                    | Event::Code(_)
                    | Event::Start(Tag::Link { .. } | Tag::Image { .. })
            );
            assert!(!acts, "{event:?}\n{notes}");
        }
    }

    #[test]
    fn a_table_has_as_many_cells_in_every_row() {
        for sample in [fire(), hostile()] {
            let notes = notes(&sample);
            let rows = notes.lines().filter(|line| line.starts_with("| "));
            for table in rows.collect::<Vec<_>>().chunk_by(|a, _| !a.starts_with("| ---")) {
                let bars = |row: &str| row.replace("\\|", "").matches('|').count();
                assert!(table.iter().all(|row| matches!(bars(row), 4 | 5)), "{table:?}");
            }
        }
    }
}
