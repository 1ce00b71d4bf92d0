//! What every report on a pair says, whatever its format: who is who, the counts, the cautions, what comes first.

use super::counts::{Alone, by_kind};
use super::evidence;
use crate::article::{Article, CALLED_BY, When};
use crate::compare::blocks::{Block, Blocks};
use crate::compare::told::{Speaker, Told};
use crate::compare::{
    Comparison, Coverage, EventVerdict, FigurePair, Input, Match, OnlyHere, Place, QuoteKind, QuotePair, SentenceRef,
    Side, Tier, Verdict,
};
use crate::text::Span;

/// Characters of a sentence that are quoted where it is only to be recognised.
const QUOTED: usize = 60;

/// Both sides, in their order.
pub(in crate::report) const SIDES: [Side; 2] = [Side::Left, Side::Right];

/// A comparison with both of its articles.
pub(in crate::report) struct Gist<'a> {
    pub comparison: &'a Comparison,
    pub inputs: [Input<'a>; 2],
    pub blocks: Blocks,
}

/// How much of everything there is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::report) struct Counts {
    /// Passages that both sides have, and how many of them are sure.
    pub passages: usize,
    pub sure: usize,
    /// Utterances quoted on both sides, and how many of them are not printed alike.
    pub quotations: usize,
    pub reworded: usize,
    /// What to check.
    pub checks: usize,
    /// Figures about one thing, and how many of them are in conflict.
    pub figures: usize,
    pub conflicts: usize,
    /// Sentences without a shown match, a count a side.
    pub only: [Alone; 2],
}

impl<'a> Gist<'a> {
    pub fn new(comparison: &'a Comparison, left: Input<'a>, right: Input<'a>) -> Self {
        Self { comparison, inputs: [left, right], blocks: Blocks::new(comparison, left.article, right.article) }
    }

    pub const fn input(&self, side: Side) -> Input<'a> {
        let [left, right] = self.inputs;
        match side {
            Side::Left => left,
            Side::Right => right,
        }
    }

    pub const fn article(&self, side: Side) -> &'a Article {
        self.input(side).article
    }

    pub fn counts(&self) -> Counts {
        let c = self.comparison;
        let blocks = self.blocks.blocks();
        Counts {
            passages: blocks.len(),
            sure: blocks.iter().filter(|block| block.tier == Tier::Sure).count(),
            quotations: c.quotes.len(),
            reworded: self.reworded().len(),
            checks: c.checks.len(),
            figures: c.figures.len(),
            conflicts: self.figures(Verdict::Conflict).len(),
            only: SIDES.map(|side| Alone::of(c.only(side))),
        }
    }

    /// Returns the quotations that are not printed alike or given to different speakers, the most telling first.
    pub fn reworded(&self) -> Vec<&'a QuotePair> {
        let telling = |pair: &&QuotePair| pair.same_speaker == Some(false) || pair.kind >= QuoteKind::Cut;
        let mut pairs: Vec<_> = self.comparison.quotes.iter().filter(telling).collect();
        pairs.sort_by_key(|pair| std::cmp::Reverse((pair.same_speaker == Some(false), pair.kind)));
        pairs
    }

    /// Returns the pairs of figures with `verdict`.
    pub fn figures(&self, verdict: Verdict) -> Vec<&'a FigurePair> {
        self.comparison.figures.iter().filter(|pair| pair.verdict == verdict).collect()
    }

    /// Returns what only `side` has: what is nowhere on the other side first, then the heaviest.
    pub fn only(&self, side: Side) -> Vec<&'a OnlyHere> {
        let mut only: Vec<_> = self.comparison.only(side).iter().collect();
        only.sort_by_key(|only| only.state != Coverage::None);
        only
    }

    /// Returns the matches that are only possible, the best first.
    pub fn possible(&self) -> Vec<&'a Match> {
        let mut pairs: Vec<_> = self.comparison.matches.iter().filter(|m| !m.shown()).collect();
        pairs.sort_by(|a, b| b.score.total_cmp(&a.score).then((a.left, a.right).cmp(&(b.left, b.right))));
        pairs
    }

    /// Returns the words of a place.
    pub fn words(&self, side: Side, place: Place) -> &'a str {
        place.span.of(&self.article(side).text)
    }

    /// Returns where the sentences around a place lie; the place itself where it is in none.
    pub fn around(&self, side: Side, place: Place) -> Span {
        let sentences = self.article(side).paragraphs.get(place.paragraph).map_or(&[][..], |p| &p.sentences);
        let at = sentences.partition_point(|sentence| sentence.end <= place.span.start);
        let first = sentences.get(at).copied().filter(|sentence| sentence.contains(place.span.start));
        let last = sentences.iter().rev().find(|sentence| sentence.start < place.span.end);
        first.zip(last).map_or(place.span, |(first, last)| Span::new(first.start, last.end.max(first.end)))
    }

    /// Returns what `side` is called in short: who published it; "left" or "right" where that is not known or does not
    /// tell the sides apart. The name of a file says nothing to whoever has the report on the desk: it stands once, at
    /// the head, beside the first words.
    pub fn house(&self, side: Side) -> &'a str {
        let source = |side| self.article(side).meta.source.as_deref().map(str::trim).filter(|s| !s.is_empty());
        source(side).filter(|house| source(side.other()) != Some(house)).unwrap_or(name(side))
    }

    /// Returns the name of the file of `side`, without its folders; none for standard input.
    pub fn file(&self, side: Side) -> Option<&'a str> {
        let path = self.input(side).path;
        let file = path.rsplit(['/', '\\']).next().map(str::trim).filter(|file| !file.is_empty());
        file.filter(|_| path != "-")
    }

    /// Returns the title of `side`, else its first words; the name of its file where it has not even those.
    pub fn headline(&self, side: Side) -> String {
        let begins = beginning(self.article(side));
        if begins.is_empty() { self.file(side).unwrap_or(name(side)).to_owned() } else { begins }
    }

    /// Returns who published `side`, else what its file is called: what stands beside its headline.
    pub fn from(&self, side: Side) -> Option<&'a str> {
        let source = self.article(side).meta.source.as_deref().map(str::trim).filter(|source| !source.is_empty());
        source.or_else(|| self.file(side))
    }

    /// Returns what stands over what only `side` has: who published it where that is known and tells the sides apart,
    /// else its headline. The name of a file is none.
    pub fn heading(&self, side: Side) -> String {
        let house = self.house(side);
        let known = self.article(side).meta.source.as_deref().is_some_and(|source| source.trim() == house);
        if known { house.to_owned() } else { self.headline(side) }
    }

    /// Returns the words that speak for a match.
    pub fn evidence(&self, m: &Match) -> Vec<String> {
        evidence::words(m, self.article(Side::Left))
    }

    /// Says where each side puts what both have: first what each leads with, then what is furthest apart.
    pub fn placed(&self) -> Vec<Told> {
        let (articles, houses) = (SIDES.map(|side| self.article(side)), SIDES.map(|side| self.house(side)));
        let speaker =
            Speaker { comparison: self.comparison, articles, houses, paragraph: "paragraph ", quoted: QUOTED };
        speaker.leads().into_iter().chain(speaker.moved()).collect()
    }

    /// Returns the forms of every name that is spelt in two ways, a name a line.
    pub fn spellings(&self) -> Vec<String> {
        self.comparison.spellings.iter().map(|forms| forms.join(" / ")).collect()
    }

    /// Says whether the reader pinned a match of a passage.
    pub fn is_pinned(&self, block: &Block) -> bool {
        block.matches.iter().filter_map(|&index| self.comparison.matches.get(index)).any(|m| m.pinned)
    }

    /// Says whether the reader pinned any match.
    pub fn has_pins(&self) -> bool {
        self.comparison.matches.iter().any(|m| m.pinned)
    }

    /// Says what keeps the two from being compared, a sentence each.
    pub fn obstacles(&self) -> Vec<String> {
        SIDES.into_iter().filter_map(|side| obstacle(self.article(side), name(side))).collect()
    }

    /// Says what to know before trusting the rest, a sentence each.
    pub fn cautions(&self) -> Vec<String> {
        let guards = &self.comparison.guards;
        let event = match guards.same_event.verdict {
            EventVerdict::Yes => None,
            EventVerdict::No => Some("These look like two different events: what seems shared may not be."),
            EventVerdict::Unsure => Some("It is not certain that both are about one event."),
        };
        let runs = &guards.shared_copy;
        let copy = runs.iter().map(|run| run.words).max().map(|most| {
            let (many, are) =
                if runs.len() == 1 { ("A run".to_owned(), "is") } else { (format!("{} runs", runs.len()), "are") };
            let length = if runs.len() == 1 { "of" } else { "of up to" };
            format!(
                "{many} {length} {most} words outside quotations {are} printed word for word on both sides: agreement \
                 there may be shared copy, not corroboration."
            )
        });
        event.map(str::to_owned).into_iter().chain(copy).collect()
    }

    /// Counts in words, part by part.
    pub fn tally(&self) -> Vec<String> {
        let n = self.counts();
        let mut parts = Vec::new();
        if n.checks > 0 {
            parts.push(format!("{} to check", n.checks));
        }
        parts.push(format!("{} shared, {} of them sure", plural(n.passages, "passage"), n.sure));
        if n.quotations > 0 {
            let kinds = by_kind(&self.comparison.quotes).join(", ");
            parts.push(format!("{} on both sides ({kinds})", plural(n.quotations, "quotation")));
        }
        if n.figures > 0 {
            parts.push(format!("{}, {} in conflict", plural(n.figures, "figure"), n.conflicts));
        }
        let [left, right] = n.only.map(|only| only.none);
        parts.push(format!("sentences without a counterpart: {left} left, {right} right"));
        parts
    }
}

fn obstacle(article: &Article, name: &str) -> Option<String> {
    let text = |furniture: bool| {
        let mut of = article.paragraphs.iter().filter(|p| p.kind.is_furniture() == furniture);
        of.any(|p| !p.sentences.is_empty() || (furniture && !p.span.is_empty()))
    };
    match (text(false), text(true)) {
        (true, _) => None,
        (false, true) => Some(format!(
            "The {name} article has nothing but furniture (bylines, captions, credits and the like): nothing to compare."
        )),
        (false, false) => Some(format!("The {name} article is empty: nothing to compare.")),
    }
}

/// Returns the headline, or the first words where none is known.
pub(in crate::report) fn beginning(article: &Article) -> String {
    let title = article.meta.title.as_deref().filter(|title| !title.trim().is_empty());
    title.map_or_else(|| article.first_words(CALLED_BY), str::to_owned)
}

/// Returns the day of publication.
pub(in crate::report) fn day(article: &Article) -> Option<String> {
    article.meta.published.as_ref().map(When::short)
}

/// Names a side.
pub(in crate::report) const fn name(side: Side) -> &'static str {
    match side {
        Side::Left => "left",
        Side::Right => "right",
    }
}

/// Counts things.
pub(in crate::report) fn plural(n: usize, one: &str) -> String {
    format!("{n} {one}{}", if n == 1 { "" } else { "s" })
}

/// Returns sentences of one paragraph, `left_out` standing where some between them are not among them.
pub(in crate::report) fn sentences(article: &Article, at: &[SentenceRef], left_out: &str) -> String {
    let mut text = String::new();
    let mut last = None;
    for &at in at {
        match last {
            None => {}
            Some(before) if at.sentence == before + 1 => text.push(' '),
            Some(_) => text.extend([" ", left_out, " "]),
        }
        text.push_str(article.sentence(at.paragraph, at.sentence));
        last = Some(at.sentence);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::sample::fire;

    #[test]
    fn what_is_nowhere_on_the_other_side_comes_first_and_is_counted_alone() {
        let sample = fire();
        let gist = Gist::new(&sample.comparison, sample.left(), sample.right());
        for side in SIDES {
            let states: Vec<_> = gist.only(side).iter().map(|only| only.state == Coverage::None).collect();
            assert_eq!(states, [true, false]);
        }
        assert_eq!(gist.counts().only.map(|only| only.none), [1, 1]);
    }

    #[test]
    fn the_most_telling_quotations_come_first_and_those_printed_alike_are_left_out() {
        let mut sample = fire();
        let quotes = &mut sample.comparison.quotes;
        let mut push = |kind, same_speaker| {
            let pair = quotes.first().cloned().map(|pair| QuotePair { kind, same_speaker, ..pair });
            quotes.extend(pair);
        };
        push(QuoteKind::Cut, None);
        push(QuoteKind::Identical, Some(true));
        push(QuoteKind::Identical, Some(false));
        let gist = Gist::new(&sample.comparison, sample.left(), sample.right());
        let kinds: Vec<_> = gist.reworded().iter().map(|pair| pair.kind).collect();
        assert_eq!(kinds, [QuoteKind::Identical, QuoteKind::Wording, QuoteKind::Cut]);
    }

    #[test]
    fn the_sentence_around_a_figure_is_the_one_that_it_stands_in() {
        let sample = fire();
        let gist = Gist::new(&sample.comparison, sample.left(), sample.right());
        let around = |pair: &FigurePair| gist.around(Side::Left, pair.left.place).of(&sample.left.text);
        assert_eq!(gist.figures(Verdict::Conflict).into_iter().map(around).collect::<Vec<_>>(), ["Nine engines came."]);
    }

    #[test]
    fn houses_that_do_not_tell_the_sides_apart_are_not_named() {
        let mut sample = fire();
        sample.right.meta.source = sample.left.meta.source.clone();
        let gist = Gist::new(&sample.comparison, sample.left(), sample.right());
        assert_eq!(SIDES.map(|side| gist.house(side)), ["left", "right"]);
    }

    #[test]
    fn a_side_without_a_title_is_called_by_its_first_words_and_its_source_or_file() {
        let mut sample = fire();
        (sample.left.meta.source, sample.left.meta.title) = (None, Some(" ".into()));
        let gist = Gist::new(&sample.comparison, sample.left(), sample.right());
        assert_eq!(SIDES.map(|side| gist.house(side)), ["left", "Kestrel Wire"]);
        assert_eq!(
            gist.headline(Side::Left),
            "A blaze gutted the Marlow paper mill in Oberlin on Friday. Nine engines…"
        );
        assert_eq!((gist.from(Side::Left), gist.heading(Side::Left)), (Some("left.md"), gist.headline(Side::Left)));
        assert_eq!((gist.from(Side::Right), &*gist.heading(Side::Right)), (Some("Kestrel Wire"), "Kestrel Wire"));
        sample.left = Article::default();
        let gist = Gist::new(&sample.comparison, sample.left(), sample.right());
        assert_eq!(gist.headline(Side::Left), "left.md", "there are no words");
    }
}
