//! `diptych compare --format markdown`: an editor's notes on the pair, to be pasted where notes are kept.
//!
//! CommonMark with tables, a line a thought and no hard wraps. All foreign text is escaped on its way here (`escape`),
//! so that it is read as it was printed, whatever it holds.

pub(crate) mod escape;
mod findings;

use crate::compare::{Comparison, Coverage, Input, Match, OnlyHere, SentenceRef, Side, Tier};
use crate::report::Asked;
use crate::report::counts::Alone;
use crate::report::gist::{Gist, SIDES, day, plural, sentences};
use crate::report::link::link;
use escape::{destination, escape};

/// How many sentences that only one side has are listed.
const ONLY: usize = 12;

/// How many sentences are listed of which the other side has a part.
const COVERED: usize = 6;

/// What stands in the report beside the comparison, written and escaped already.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct More<'a> {
    /// What follows the summary and the disagreements: blocks parted by blank lines, without one at either end.
    pub notes: &'a str,
    /// Other sources, an item each.
    pub sources: &'a [String],
}

/// Writes the notes on `comparison`, which compares `left` with `right`; `possible` lists the matches that are only
/// possible too. Ends in a line feed.
#[must_use]
pub fn markdown(comparison: &Comparison, left: Input<'_>, right: Input<'_>, possible: bool) -> String {
    with(comparison, [left, right], Asked { possible, ..Asked::default() }, More::default())
}

/// Returns what each side is called in short and in a heading, as they are, left first.
pub(crate) fn names(comparison: &Comparison, [left, right]: [Input<'_>; 2]) -> [[String; 2]; 2] {
    let gist = Gist::new(comparison, left, right);
    SIDES.map(|side| [capital(gist.house(side)), gist.heading(side)])
}

/// Writes what [`markdown`] does, and `more` where it belongs.
pub(crate) fn with(comparison: &Comparison, [left, right]: [Input<'_>; 2], asked: Asked<'_>, more: More<'_>) -> String {
    let gist = Gist::new(comparison, left, right);
    let mut notes = Notes { out: String::new() };
    notes.block("# Two accounts, side by side");
    SIDES.into_iter().for_each(|side| notes.item(&title(&gist, side)));
    let obstacles = gist.obstacles();
    if obstacles.is_empty() {
        notes.block(&(gist.tally().join("; ") + "."));
        gist.cautions().iter().for_each(|caution| notes.block(&format!("> **Caution.** {caution}")));
        findings::checks(&mut notes, &gist);
        notes.inserted(more.notes);
        findings::quotations(&mut notes, &gist);
        findings::places(&mut notes, &gist);
        both(&mut notes, &gist);
        if asked.possible {
            possible(&mut notes, &gist);
        }
        rejected(&mut notes, &gist);
    }
    obstacles.iter().for_each(|obstacle| notes.block(&format!("> **Caution.** {obstacle}")));
    if !obstacles.is_empty() {
        notes.inserted(more.notes);
    }
    only(&mut notes, &gist);
    findings::lists(&mut notes, &gist);
    findings::names(&mut notes, &gist);
    findings::spellings(&mut notes, &gist);
    sources(&mut notes, &gist, more.sources, asked.paths);
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

    /// Writes blocks that are written already.
    fn inserted(&mut self, blocks: &str) {
        if !blocks.is_empty() {
            self.block(blocks);
        }
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
    let headline = escape(&gist.headline(side));
    let titled = match meta.url.as_deref().and_then(link) {
        Some((url, _)) => format!("[{headline}](<{}>)", destination(&url)),
        None => headline,
    };
    let mut parts = vec![format!("**{name}:** {titled}")];
    parts.extend(gist.from(side).map(escape));
    parts.extend(day(input.article));
    if !meta.authors.is_empty() {
        parts.push(format!("by {}", meta.authors.iter().map(|author| escape(author)).collect::<Vec<_>>().join(", ")));
    }
    parts.join(" · ")
}

/// Lists where everything is from, with whole paths where `paths` asks for them, else by the names of the files.
fn sources(notes: &mut Notes, gist: &Gist<'_>, more: &[String], paths: bool) {
    notes.block("## Sources");
    for side in SIDES {
        let named = if paths { Some(gist.input(side).path).filter(|path| *path != "-") } else { gist.file(side) };
        let path = named.map_or_else(|| "standard input".to_owned(), |path| format!("file {}", escape(path)));
        notes.item(&format!("{}: {path}", escape(&capital(gist.house(side)))));
    }
    more.iter().for_each(|source| notes.item(source));
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
    if gist.blocks.blocks().iter().any(|block| block.tier == Tier::Likely) {
        notes.block("Passages marked “likely” are less certain to report the same thing.");
    }
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
        notes.block(&format!("**{}.** ✗ rejected", n + 1));
        SIDES.into_iter().for_each(|side| passage(notes, gist, side, &[m.on(side)]));
    }
}

fn head(notes: &mut Notes, number: usize, tier: Tier, best: Option<&Match>) {
    let tier = match tier {
        _ if best.is_some_and(|m| m.pinned) => "◆ pinned by the reader",
        Tier::Sure => "",
        Tier::Likely => "likely",
        Tier::Possible => "possible",
    };
    notes.block(format!("**{number}.** {tier}").trim_end());
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
    notes.block("## No counterpart found");
    for side in SIDES.into_iter().filter(|&side| !gist.comparison.only(side).is_empty()) {
        let (alone, covered): (Vec<_>, Vec<_>) =
            gist.only(side).into_iter().partition(|only| only.state == Coverage::None);
        let heading = escape(&gist.heading(side));
        notes.block(&format!("### {heading}: {}", plural(alone.len(), "sentence")));
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
    use crate::article::ParagraphKind;
    use crate::compare::fixtures::{article_of, at};
    use crate::compare::placing::Placing;
    use crate::report::sample::{Sample, decided, fire, hostile};

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
        assert!(notes.contains("**1.** ◆ pinned by the reader\n"), "{notes}");
        assert!(notes.contains("- **Ruled:** Kestrel Wire is wrong: the log says nine\n"), "{notes}");
        let rejected = notes.split_once("## Rejected by the reader\n").map(|(_, after)| after);
        assert!(
            rejected.is_some_and(|after| after.contains("**1.** ✗ rejected\n") && after.contains("Crews drove in"))
        );
    }

    #[test]
    fn what_follows_quoted_words_stands_apart_from_them() {
        let body: Vec<String> = (0..8).map(|n| format!("Boat {n} sank off the pier.")).collect();
        let paragraphs: Vec<_> = body.iter().map(|text| (ParagraphKind::Body, text.as_str())).collect();
        let (mut sample, matched) = (fire(), |l, r| Match {
            left: at(l, 0),
            right: at(r, 0),
            score: 0.7,
            tier: Tier::Sure,
            evidence: Vec::new(),
            pinned: false,
            ..Match::default()
        });
        (sample.left, sample.right) = (article_of(&paragraphs), article_of(&paragraphs));
        let matches = vec![matched(1, 7)];
        sample.comparison = Comparison {
            placing: Placing::new(&matches, &sample.left, &sample.right),
            matches,
            ..Comparison::default()
        };
        let notes = notes(&sample);
        assert!(notes.contains("has “Boat 1 sank off the pier” in its paragraph 2 of 8"), "{notes}");
    }

    #[test]
    fn sentences_are_counted_as_they_are_listed() {
        let mut sample = fire();
        let covered = OnlyHere { at: at(2, 1), state: Coverage::Partial, weight: 0.1 };
        sample.comparison.only_left.extend(std::iter::repeat_n(covered, 8));
        let notes = notes(&sample);
        let part = notes.split_once("### Harbour Gazette: 1 sentence\n").map_or("", |(_, after)| after);
        let part = part.split_once("###").map_or("", |(before, _)| before);
        assert!(part.contains("\nBesides, 9 in part on the other side:\n"), "{notes}");
        assert_eq!((part.matches("(in part)").count(), part.contains("\nAnd 3 more, of less weight.\n")), (6, true));
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
