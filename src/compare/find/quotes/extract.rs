//! The quotations of an article: stretches between marks, joined where one utterance is broken.
//!
//! An attribution breaks an utterance ("…," he said, "…"), and so does the end of a paragraph where the next one opens
//! with a mark again. A quotation that never closes and does not go on ends with its sentence.

use super::marks::{self, Family, Piece};
use super::speaker::{self, Clue, Quoted, Speakers};
use super::{Quotation, Usage};
use crate::article::Article;
use crate::compare::Place;
use crate::text::{Span, segment};

/// The most words of an attribution between two parts of one utterance.
const ATTRIBUTION: usize = 16;
/// The most words of a name or title in quotation marks.
const NAME: usize = 6;

/// The paragraphs that a pronoun looks back over for the last who spoke.
const CARRIED: usize = 3;

/// Returns the quotations of an article, by where they start, the outer before those in it; furniture has none.
#[must_use]
pub fn extract(article: &Article) -> Vec<Quotation> {
    let quoted = quoted(article);
    let mut speakers = Speakers::new(article, &quoted);
    let turns: Vec<Turn> =
        groups(article, &quoted, &speakers).into_iter().filter_map(|g| Turn::new(article, &speakers, g)).collect();
    // The first reading learns whom "he" and "she" mean where that is plain.
    read(article, &turns, &mut speakers);
    read(article, &turns, &mut speakers)
}

/// A quotation and what the text around it says, which no reading changes.
struct Turn {
    parts: Vec<Place>,
    /// Its first piece, and the paragraph of it.
    first: (usize, Piece),
    usage: Usage,
    /// Whether its paragraph has nothing else.
    alone: bool,
    /// What stands around its first paragraph's pieces, then around its last piece where that is in another paragraph.
    clues: [Option<Clue>; 2],
}

impl Turn {
    fn new(article: &Article, speakers: &Speakers<'_>, group: Group) -> Option<Self> {
        let &(paragraph, first) = group.first()?;
        let pieces: Vec<Piece> = group.iter().filter(|g| g.0 == paragraph).map(|g| g.1).collect();
        let last = group.last().filter(|g| g.0 != paragraph);
        let attributed = speakers.after(paragraph, &first).is_some();
        let p = article.paragraphs.get(paragraph)?;
        let start = p.span.start.max(p.lead.end);
        let outside = Span::new(start, p.span.end).of(&article.text).trim();
        let alone = pieces.len() == 1 && group.len() == 1 && first.outer.of(&article.text) == outside;
        Some(Self {
            parts: group.iter().map(|&(paragraph, p)| Place { paragraph, span: p.inner }).collect(),
            first: (paragraph, first),
            usage: usage(article, paragraph, &group, attributed),
            alone,
            clues: [
                speakers.clue(paragraph, &pieces),
                last.and_then(|&(paragraph, piece)| speakers.clue(paragraph, &[piece])),
            ],
        })
    }
}

/// Makes quotations of the turns.
fn read(article: &Article, turns: &[Turn], speakers: &mut Speakers<'_>) -> Vec<Quotation> {
    let mut found: Vec<Quotation> = Vec::new();
    let mut top: Option<usize> = None;
    // For each depth, the last quotation of it: what a deeper one may stand in.
    let mut around: Vec<usize> = Vec::new();
    for turn in turns {
        let (paragraph, first) = turn.first;
        around.truncate(first.depth);
        let outer = around.last().and_then(|&i| found.get(i)).and_then(|q| q.speaker.clone());
        let who = turn.clues.iter().flatten().find_map(|clue| speakers.who(clue, outer.as_deref()));
        let former = top.and_then(|i| found.get(i));
        let who = who.or_else(|| continued(article, former, &first, paragraph));
        let who = who.or_else(|| gone_on(article, speakers, former.filter(|_| turn.alone), paragraph));
        let who = who.or_else(|| carried(speakers, &found, turn)).or_else(|| last_named(speakers, turn));
        around.push(found.len());
        if first.depth == 0 {
            top = Some(found.len());
        }
        found.push(Quotation { parts: turn.parts.clone(), speaker: who, usage: turn.usage, depth: first.depth });
    }
    found
}

/// The speaker of the quotation before, where a sentence that is nothing but a quotation follows it in its paragraph.
fn continued(article: &Article, former: Option<&Quotation>, first: &Piece, paragraph: usize) -> Option<String> {
    let former = former.filter(|f| f.depth == first.depth && first.depth == 0)?;
    let last = former.parts.last().filter(|p| p.paragraph == paragraph)?;
    let between = Span::new(last.span.end, first.outer.start).of(&article.text);
    let sentences = &article.paragraphs.get(paragraph)?.sentences;
    let sentence = sentences.get(sentences.partition_point(|s| s.end < first.outer.end))?;
    let starts = sentences.binary_search_by_key(&first.outer.start, |s| s.start).is_ok();
    let alone = starts && sentence.end <= first.outer.end;
    (alone && segment::words(between).len() <= ATTRIBUTION * 2).then(|| former.speaker.clone()).flatten()
}

/// The speaker of the quotation that the paragraph before ends with, where this one is nothing but a quotation: nobody
/// else is named behind that.
fn gone_on(article: &Article, speakers: &Speakers<'_>, former: Option<&Quotation>, paragraph: usize) -> Option<String> {
    let former = former.filter(|f| f.depth == 0)?;
    let last = former.parts.last().filter(|p| p.paragraph < paragraph)?;
    let speaker = former.speaker.as_deref()?;
    let near = (last.paragraph + 1..paragraph).all(|i| !is_story(article, i));
    let end = article.paragraphs.get(last.paragraph)?.span.end;
    let unrivalled = || speakers.names_none_but(speaker, (last.paragraph, last.span.end), (last.paragraph, end), None);
    (near && unrivalled()).then(|| speaker.to_owned())
}

/// The last who spoke, where "he" or "she" speaks next and nobody else is named in between whom that could mean.
fn carried(speakers: &Speakers<'_>, found: &[Quotation], turn: &Turn) -> Option<String> {
    let (paragraph, first) = turn.first;
    let she = turn.clues.iter().flatten().find_map(|clue| match clue {
        Clue::Pronoun { she, .. } if first.depth == 0 => Some(*she),
        _ => None,
    })?;
    let former = found.iter().rev().find(|q| q.depth == 0 && (q.usage == Usage::Speech || q.speaker.is_some()))?;
    let (last, speaker) = (former.parts.last()?, former.speaker.as_deref()?);
    let near = paragraph.saturating_sub(last.paragraph) <= CARRIED;
    let unrivalled = || {
        let (from, to) = ((last.paragraph, last.span.end), (paragraph, first.outer.start));
        speakers.may_mean(speaker, she) && speakers.names_none_but(speaker, from, to, Some(she))
    };
    (near && unrivalled()).then(|| speaker.to_owned())
}

/// Whom the text before names last, where "he" or "she" speaks and nobody else is named in between whom that could mean.
fn last_named(speakers: &Speakers<'_>, turn: &Turn) -> Option<String> {
    let (paragraph, first) = turn.first;
    let she = turn.clues.iter().flatten().find_map(|clue| match clue {
        Clue::Pronoun { she, .. } if first.depth == 0 => Some(*she),
        _ => None,
    })?;
    speakers.last_named(paragraph, first.outer.start, she)
}

/// Reads the marks of every paragraph that takes part.
fn quoted(article: &Article) -> Quoted {
    let mut quoted: Quoted = article.paragraphs.iter().map(|_| Vec::new()).collect();
    for (pieces, p) in quoted.iter_mut().zip(&article.paragraphs).filter(|(_, p)| !p.kind.is_furniture()) {
        let start = p.span.start.max(p.lead.end);
        let shifted =
            |piece: Piece| Piece { outer: piece.outer.shift(start), inner: piece.inner.shift(start), ..piece };
        pieces.extend(marks::pieces(Span::new(start, p.span.end).of(&article.text)).into_iter().map(shifted));
    }
    close_open(article, &mut quoted);
    quoted
}

/// Ends quotations without a closing mark that do not go on in the next paragraph.
fn close_open(article: &Article, quoted: &mut Quoted) {
    let story: Vec<usize> = (0..quoted.len()).filter(|&i| is_story(article, i)).collect();
    for (n, &paragraph) in story.iter().enumerate() {
        let next = story.get(n + 1).and_then(|&i| opens_with(article, i));
        let Some(p) = article.paragraphs.get(paragraph) else { continue };
        let Some(pieces) = quoted.get_mut(paragraph) else { continue };
        pieces.retain_mut(|piece| {
            if piece.closed || (piece.outer.end == p.span.end && next == Some(piece.family)) {
                return true;
            }
            let sentence = p.sentences.get(p.sentences.partition_point(|s| s.end <= piece.inner.start));
            let end = sentence.map_or(piece.inner.end, |s| s.end.clamp(piece.inner.start, piece.inner.end));
            piece.inner.end = end;
            piece.outer.end = piece.outer.end.min(end.max(piece.inner.start));
            piece.closed = true;
            let inner = piece.inner.of(&article.text);
            piece.inner.end -= inner.len() - inner.trim_end().len();
            piece.family != Family::Single && inner.contains(char::is_alphanumeric)
        });
        renest(pieces);
    }
}

/// Counts anew what each piece stands in, after some became shorter.
fn renest(pieces: &mut [Piece]) {
    let mut around: Vec<usize> = Vec::new();
    for piece in pieces {
        around.retain(|&end| end >= piece.outer.end);
        piece.depth = around.len();
        around.push(piece.outer.end);
    }
}

fn is_story(article: &Article, paragraph: usize) -> bool {
    article.paragraphs.get(paragraph).is_some_and(|p| !p.kind.is_furniture())
}

/// Returns the family of the mark that a paragraph begins with.
fn opens_with(article: &Article, paragraph: usize) -> Option<Family> {
    let p = article.paragraphs.get(paragraph)?;
    marks::opening(Span::new(p.span.start.max(p.lead.end), p.span.end).of(&article.text))
}

/// A quotation's pieces with their paragraphs.
type Group = Vec<(usize, Piece)>;

/// Joins the pieces that are parts of one utterance.
fn groups(article: &Article, quoted: &Quoted, speakers: &Speakers<'_>) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    // The last group of depth 0, which alone can be broken.
    let mut last: Option<usize> = None;
    for (paragraph, pieces) in quoted.iter().enumerate() {
        for &piece in pieces {
            let former = last.filter(|_| piece.depth == 0).and_then(|i| groups.get_mut(i));
            if let Some(group) = former
                && let Some(&end) = group.last()
                && goes_on(article, speakers, end, (paragraph, piece))
            {
                group.push((paragraph, piece));
                continue;
            }
            if piece.depth == 0 {
                last = Some(groups.len());
            }
            groups.push(vec![(paragraph, piece)]);
        }
    }
    groups
}

/// Says whether `next` goes on with the utterance of `former`.
fn goes_on(article: &Article, speakers: &Speakers<'_>, former: (usize, Piece), next: (usize, Piece)) -> bool {
    let (text, (paragraph, piece)) = (&article.text, next);
    if former.0 != paragraph {
        let Some(p) = article.paragraphs.get(paragraph) else { return false };
        let first = Span::new(p.span.start.max(p.lead.end), piece.outer.start).of(text).trim().is_empty();
        let between = (former.0 + 1..paragraph).any(|i| is_story(article, i));
        return !former.1.closed && !between && first;
    }
    let inner = former.1.inner.of(text);
    let gap = Span::new(former.1.outer.end, piece.outer.start).of(text).trim();
    let broken = speaker::breaks_off(inner) || gap.starts_with(',');
    let resumes = gap.ends_with([',', '.', '—', '–']);
    let short = gap.len() <= 200 && segment::words(gap).len() <= ATTRIBUTION;
    broken
        && resumes
        && short
        && one_sentence(gap)
        && speaker::attribution(gap).is_some()
        && speakers.after(paragraph, &piece).is_none()
}

/// Says whether no sentence ends inside an attribution.
fn one_sentence(gap: &str) -> bool {
    segment::sentences(gap.trim_start_matches([',', ' '])).len() <= 1
}

/// Says what the marks of a quotation are for.
fn usage(article: &Article, paragraph: usize, group: &Group, attributed: bool) -> Usage {
    let text = &article.text;
    let Some((_, first)) = group.first() else { return Usage::Speech };
    let words: usize = group.iter().map(|(_, p)| if p.inner.len() > 400 { 100 } else { count(p.inner.of(text)) }).sum();
    if group.len() > 1 || words > NAME {
        return Usage::Speech;
    }
    if !attributed && (is_name(article, paragraph, first) || is_titled(article, paragraph, first)) {
        return Usage::Name;
    }
    if words <= 2 { Usage::Scare } else { Usage::Speech }
}

/// Says whether the words before say that the marks hold a title: "an ad titled “Strong.”"
fn is_titled(article: &Article, paragraph: usize, piece: &Piece) -> bool {
    let start = article.paragraphs.get(paragraph).map_or(0, |p| p.span.start);
    let before = Span::new(start, piece.outer.start).of(&article.text).trim_end().trim_end_matches(',');
    let last = before.rsplit(char::is_whitespace).next().unwrap_or("");
    let capital = piece.inner.of(&article.text).starts_with(|c: char| c.is_uppercase() || c.is_numeric());
    capital && matches!(last, "titled" | "entitled" | "headlined" | "subtitled")
}

fn count(text: &str) -> usize {
    segment::words(text).len()
}

/// Says whether the marks hold a name: capitals throughout and no attribution beside it.
fn is_name(article: &Article, paragraph: usize, piece: &Piece) -> bool {
    let text = &article.text;
    let inner = piece.inner.of(text);
    let words: Vec<&str> = segment::words(inner).iter().map(|s| s.of(inner)).collect();
    let small = |w: &&str| w.chars().count() <= 3 && w.starts_with(char::is_lowercase);
    let capitals = words.iter().all(|w| small(w) || w.starts_with(|c: char| c.is_uppercase() || c.is_numeric()));
    let first = words.first().is_some_and(|w| w.starts_with(char::is_uppercase));
    let last = words.last().is_some_and(|w| !w.starts_with(char::is_lowercase));
    if !(capitals && first && last) || inner.ends_with(['!', '?']) {
        return false;
    }
    let start = article.paragraphs.get(paragraph).map_or(0, |p| p.span.start);
    let before = Span::new(start, piece.outer.start).of(text).trim_end();
    let introduced = before.ends_with([':', ',']) || before.is_empty() || before.ends_with(['.', '!', '?']);
    let whole = inner.ends_with('.') || inner.ends_with(',') && introduced;
    // One capital at the beginning is a sentence's as well as a name's.
    let lone = words.len() == 1 && (introduced || inner.ends_with('.'));
    !(lone || introduced && whole)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::indexing_slicing, reason = "a failed test should stop where it fails")]
    use super::*;
    use crate::article::ParagraphKind;
    use crate::compare::fixtures::{article, article_of};
    use proptest::prelude::*;

    /// Quotations as "speaker: part / part".
    fn read(paragraphs: &[&str]) -> Vec<String> {
        show(&article(paragraphs))
    }

    fn show(article: &Article) -> Vec<String> {
        let one = |q: &Quotation| {
            let parts: Vec<&str> = q.parts.iter().map(|p| p.span.of(&article.text)).collect();
            format!("{}: {}", q.speaker.as_deref().unwrap_or("-"), parts.join(" / "))
        };
        extract(article).iter().map(one).collect()
    }

    #[test]
    fn he_is_who_is_named_last_however_far_back_where_nobody_else_is() {
        let far = [
            "Ivo Brandt spoke for an hour.",
            "The hall was full.",
            "It was warm.",
            "Nobody left.",
            "“We came,” he said.",
        ];
        assert_eq!(read(&far), ["Ivo Brandt: We came,"]);
        let rival = ["Ivo Brandt spoke.", "Tom Lind sat beside him.", "It was warm.", "“We came,” he said."];
        assert_eq!(read(&rival), ["Tom Lind: We came,"]);
        let two = ["Ivo Brandt and Tom Lind spoke.", "The hall was full.", "It was warm.", "“We came,” he said."];
        assert_eq!(read(&two), ["-: We came,"]);
        let denied = ["Ivo Brandt came. Asked about the boats, Brandt denied it. “No boat left,” he said."];
        assert_eq!(read(&denied), ["Brandt: No boat left,"]);
        let party = ["Sen. Ivo Brandt (R-Tarn.), said he would be “glad of every boat” in May."];
        assert_ne!(read(&party), ["R-Tarn: glad of every boat"]);
    }

    #[test]
    fn an_attribution_breaks_no_utterance() {
        assert_eq!(read(&["“We sailed,” Melo said, “and we came back.”"]), ["Melo: We sailed, / and we came back."]);
        assert_eq!(read(&["“We sailed,” said Melo. “We came back.”"]), ["Melo: We sailed, / We came back."]);
        assert_eq!(read(&["\"We sailed\", Melo said. \"We came back.\""]), ["Melo: We sailed / We came back."]);
    }

    #[test]
    fn two_speakers_are_two_utterances() {
        assert_eq!(read(&["“Did you?” Melo asked. “We did,” Brandt said."]), ["Melo: Did you?", "Brandt: We did,"]);
        assert_eq!(
            read(&["“We sailed,” Melo said in the port where it began, far from home. It was late. “We came back.”"]),
            ["Melo: We sailed,", "Melo: We came back."]
        );
        assert_eq!(
            read(&["She named “grit and luck,” “the wide open sea” and home."]),
            ["-: grit and luck,", "-: the wide open sea"]
        );
    }

    #[test]
    fn repeated_opening_marks_go_on_over_paragraphs() {
        let it = read(&[
            "“We sailed all night,” Melo said. “It was cold.",
            "“Then we came back.",
            "“It was late.”",
            "So it was.",
        ]);
        assert_eq!(it, ["Melo: We sailed all night, / It was cold. / Then we came back. / It was late."]);
        let it = read(&["“We sailed all night.", "The port was dark. “We came back.”"]);
        assert_eq!(it, ["-: We sailed all night.", "-: We came back."]);
    }

    #[test]
    fn furniture_has_no_quotations_and_breaks_none() {
        let it = article_of(&[
            (ParagraphKind::Body, "“We sailed all night."),
            (ParagraphKind::Caption, "“A boat” at night"),
            (ParagraphKind::Body, "“We came back,” Melo said."),
        ]);
        assert_eq!(show(&it), ["Melo: We sailed all night. / We came back,"]);
    }

    #[test]
    fn a_quotation_that_never_closes_ends_with_its_sentence() {
        assert_eq!(read(&["Melo said “we sailed. Nobody knew.", "It was late."]), ["Melo: we sailed."]);
    }

    #[test]
    fn who_speaks_in_a_quotation_is_told_from_inside() {
        let it = read(&["“I asked, ‘May I help?’ [He said:] ‘Never.’ We left,” Melo said."]);
        assert_eq!(it[1..], ["Melo: May I help?", "-: Never."]);
    }

    #[test]
    fn a_pronoun_means_the_last_who_spoke_where_that_is_plain() {
        let it =
            read(&["Defence secretary Ana Melo said that the port was safe. She said it was “ready for the storm”."]);
        assert_eq!(it, ["Ana Melo: ready for the storm"]);
        let it = read(&["Ana Melo spoke about Eva Lind on Friday. “She sailed all night,” she said."]);
        assert_eq!(it, ["-: She sailed all night,"], "it may be either");
        let it = read(&["Mr. Brandt met Ms. Melo. Mr. Brandt said so. “It was a long night,” she said."]);
        assert_eq!(it, ["-: It was a long night,"], "Mr. Brandt is no she");
    }

    #[test]
    fn whom_a_pronoun_means_is_told_by_given_names_and_what_stands_before_it() {
        for (paragraphs, want) in [
            (&["Bill Melo met Hillary Lind.", "“We sailed all night,” she said."][..], "Hillary Lind"),
            (&["Otto Lind, a critic, said that Bill Melo was late. “We sailed all night,” he said."], "Otto Lind"),
            (&["Otto Lind spoke of Bill Melo. “We sailed all night,” he said."], "-"),
            (&["When the draft was sent to Mr. Melo, he dismissed it, saying it was “far too long”."], "Melo"),
            (&["Eva Lind gave a talk on the harbour on Monday.", "“We sailed all night,” she said."], "Eva Lind"),
            (&["Bill Melo met Paul Brandt.", "“We sailed all night,” he said."], "-"),
            (&["The board met.", "“We sailed all night,” he said."], "-"),
            (&["A friend of Bill Melo was there, and he was late.", "“We sailed all night,” she said."], "-"),
        ] {
            let known = ["Mr. Brandt knows Bill Melo. Eva Lind and Otto Lind know him too."];
            let it = read(&[paragraphs, &known[..]].concat());
            assert_eq!(it.first().and_then(|line| line.split(": ").next()), Some(want), "{paragraphs:?}");
        }
    }

    #[test]
    fn who_spoke_goes_on_until_somebody_else_is_named() {
        for (paragraphs, want) in [
            (&["“The wall is old,” Ivo Brandt said. It rained.", "“It will not hold,” he said."][..], "Ivo Brandt"),
            (
                &[
                    "“The wall is old,” Ivo Brandt said.",
                    "Tom Lind’s lawyer denied it.",
                    "“It will not hold,” he said.",
                ],
                "-",
            ),
            (
                &[
                    "“So it is,” Mary Lind said. Jerrick Brandt did not blame Mr. Lind, but he said the port was old.",
                    "“It will not hold,” he said.",
                ],
                "Jerrick Brandt",
            ),
            (
                &["Brandt left in May. A few of his friends urged him to stay.", "“It will not hold,” he said."],
                "Brandt",
            ),
            (&["Mr. de Brandt said it would not hold until “all agree”.", "“It is late,” he said."], "de Brandt"),
            (&["Calling Ivo Brandt, he said, was “too much for me”."], "-"),
            (
                &["“The wall is old,” Ivo Brandt said. Mr. Brandt met Mary Lind.", "“It will not hold,” he said."],
                "Brandt",
            ),
            (&["“The wall is old,” the Oberlin Council said.", "“It will not hold,” he said."], "-"),
            (&["“The wall is old,” Ivo Brandt said.", "“It will not hold.”"], "Ivo Brandt"),
            (&["“The wall is old,” Ivo Brandt said. Tom Lind nodded.", "“It will not hold.”"], "-"),
            (&["“The wall is old,” Ivo Brandt said.", "So it was.", "“It will not hold.”"], "-"),
            (&["“The wall is old,” Ivo Brandt said.", "The sign read “It will not hold.”"], "-"),
            (
                &[
                    "“So it is,” Mary Lind said. The new mayor told the crew that it was late.",
                    "“It will not hold,” he said.",
                ],
                "The new mayor",
            ),
            (
                &[
                    "“So it is,” Mary Lind said. A spokeswoman told the crew that it was late.",
                    "“It will not hold,” he said.",
                ],
                "-",
            ),
            (
                &[
                    "“So it is,” Mary Lind said. The council told the crew that it was late.",
                    "“It will not hold,” he said.",
                ],
                "-",
            ),
            (&["Mr. Brandt gave what aides called a warning to the crew.", "“It will not hold,” he said."], "Brandt"),
            (&["“So it is,” Mary Lind said.", "Moments later, she added: “It will not hold.”"], "Mary Lind"),
        ] {
            let it = read(paragraphs);
            assert_eq!(it.last().and_then(|line| line.split(": ").next()), Some(want), "{paragraphs:?} {it:?}");
        }
    }

    #[test]
    fn marks_tell_words_from_names_and_distance() {
        let usage = |text: &str| extract(&article(&[text])).iter().map(|q| q.usage).collect::<Vec<_>>();
        assert_eq!(usage("Ivo “El Gato” Brandt sang at the “Night of the Boats” on Friday."), [Usage::Name; 2]);
        assert_eq!(usage("The “experts” were wrong."), [Usage::Scare]);
        assert_eq!(usage("“Never,” Melo said."), [Usage::Scare]);
        assert_eq!(usage("“God Save Oberlin,” Melo said."), [Usage::Speech]);
        assert_eq!(usage("He called it “a very long night”."), [Usage::Speech]);
    }

    proptest! {
        #[test]
        fn any_paragraphs_have_their_quotations(
            paragraphs in prop::collection::vec("([A-Z][a-z]{1,5} |said |he |[“”\"‘’'.,:] ?|\\[if\\] |… ){0,30}", 0..5),
        ) {
            let it = article(&paragraphs.iter().map(String::as_str).collect::<Vec<_>>());
            for quotation in extract(&it) {
                prop_assert!(!quotation.parts.is_empty());
                for part in &quotation.parts {
                    let text = it.text.get(part.span.start..part.span.end);
                    prop_assert!(text.is_some_and(|t| t.trim() == t && t.contains(char::is_alphanumeric)));
                    let span = it.paragraphs[part.paragraph].span;
                    prop_assert!(span.start <= part.span.start && part.span.end <= span.end);
                }
            }
        }

        #[test]
        fn any_text_has_its_quotations(text in any::<String>()) {
            prop_assert!(extract(&article(&[&text])).iter().all(|q| !q.parts.is_empty()));
        }
    }
}
