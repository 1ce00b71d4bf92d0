//! The findings as marks over a text, and a stretch of text cut where they begin and end.
//!
//! Marks may overlap in any way; the pieces between their ends do not, so that no element ever has to overlap another.

use super::out::Out;
use crate::article::{Article, InlineStyle};
use crate::compare::{self, Place, QuotePair, Side, Verdict};
use crate::report::gist::Gist;
use crate::report::link::link;
use crate::report::wording::{Run, quote, runs};
use crate::text::Span;

/// Something marked in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Mark {
    pub span: Span,
    /// How it looks.
    pub class: &'static str,
    /// What can be gone to where it begins.
    pub id: Option<String>,
    /// The sign where it ends.
    pub sign: Option<Sign>,
    /// Where the words themselves lead.
    pub href: Option<String>,
}

/// A sign after words, and where it leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Sign {
    /// What is written.
    pub text: String,
    /// How it looks.
    pub class: &'static str,
    /// The target that it leads to, without the number sign.
    pub to: String,
    /// What is told of it.
    pub title: &'static str,
}

impl Sign {
    /// The sign of what differs, which leads to the same on the other side.
    fn differs(class: &'static str, to: String) -> Self {
        Self { text: compare::Sign::Differs.glyph().to_owned(), class, to, title: "as the other side has it" }
    }
}

impl Mark {
    /// Marks words, and no more.
    pub const fn plain(span: Span, class: &'static str) -> Self {
        Self { span, class, id: None, sign: None, href: None }
    }
}

/// The letter by which the targets of a side begin.
pub(super) const fn letter(side: Side) -> char {
    match side {
        Side::Left => 'L',
        Side::Right => 'R',
    }
}

/// Returns the marks of `side`, those of its notes with them, ascending by where they begin.
pub(super) fn marks(gist: &Gist<'_>, side: Side, noted: Vec<Mark>) -> Vec<Mark> {
    let article = gist.article(side);
    let mut marks = noted;
    marks.extend(of_text(article));
    for (n, pair) in gist.reworded().into_iter().enumerate() {
        marks.extend(quotation(pair, n + 1, side));
    }
    let differing = differing(&gist.reworded(), side, &article.text);
    marks.extend(differing.into_iter().map(|span| Mark::plain(span, words(side))));
    for (n, pair) in gist.figures(Verdict::Conflict).into_iter().enumerate() {
        let place = if side == Side::Left { pair.left.place } else { pair.right.place };
        marks.push(figure(place, n + 1, side));
    }
    for run in &gist.comparison.guards.shared_copy {
        marks.push(Mark::plain(if side == Side::Left { run.left.span } else { run.right.span }, "copy"));
    }
    marks.retain(|mark| !mark.span.is_empty());
    marks.sort_by_key(|mark| (mark.span, mark.class));
    marks
}

/// Returns what the article itself marks.
pub(super) fn of_text(article: &Article) -> Vec<Mark> {
    let mut marks = Vec::new();
    for paragraph in &article.paragraphs {
        marks.push(Mark::plain(paragraph.lead, "lead"));
        for inline in &paragraph.inlines {
            let (class, target) = match inline.style {
                InlineStyle::Strong => ("strong", None),
                InlineStyle::Emphasis => ("em", None),
                InlineStyle::Code => ("code", None),
                InlineStyle::Link(n) => ("link", article.links.get(n)),
                InlineStyle::Struck => ("struck", None),
                InlineStyle::Footnote => ("footnote", None),
            };
            let href = target.and_then(|target| link(target)).map(|(url, _)| url);
            marks.push(Mark { href, ..Mark::plain(inline.span, class) });
        }
    }
    marks
}

fn quotation(pair: &QuotePair, n: usize, side: Side) -> Vec<Mark> {
    let parts = &quote(pair, side).parts;
    let mut marks: Vec<Mark> = parts.iter().map(|part| Mark::plain(part.span, "quote")).collect();
    if let Some(first) = marks.first_mut() {
        first.id = Some(format!("{}q{n}", letter(side)));
    }
    if let Some(last) = marks.last_mut() {
        let text = compare::Sign::of_quotation(pair.kind, pair.same_speaker).glyph().to_owned();
        last.sign = Some(Sign { text, ..Sign::differs("sign rephrased", format!("{}q{n}", letter(side.other()))) });
    }
    marks
}

/// Returns the words of `side` that no printing on the other side has: one quotation may meet several cut ones.
fn differing(pairs: &[&QuotePair], side: Side, text: &str) -> Vec<Span> {
    let all = pairs.iter().flat_map(|pair| runs(pair, side, text)).flatten();
    let (differing, same): (Vec<Run>, Vec<Run>) = all.partition(|run| run.differs);
    let same = union(same);
    let mut left = Vec::new();
    for span in union(differing) {
        let mut at = span.start;
        let first = same.partition_point(|other| other.end <= span.start);
        for other in same.iter().skip(first).take_while(|other| other.start < span.end) {
            left.push(Span::new(at, other.start));
            at = other.end;
        }
        left.push(Span::new(at, span.end));
    }
    left.into_iter().map(|span| trimmed(span, text)).filter(|span| !span.is_empty()).collect()
}

/// Returns what the runs cover, ascending and disjoint.
fn union(mut runs: Vec<Run>) -> Vec<Span> {
    runs.sort_unstable_by_key(|run| run.span);
    let mut spans: Vec<Span> = Vec::new();
    for Run { span, .. } in runs {
        match spans.last_mut() {
            Some(last) if span.start <= last.end => last.end = last.end.max(span.end),
            _ => spans.push(span),
        }
    }
    spans
}

/// Leaves out the white space at both ends.
fn trimmed(span: Span, text: &str) -> Span {
    let words = span.of(text);
    let start = span.start + words.len() - words.trim_start().len();
    Span::new(start, start + words.trim().len())
}

/// Returns the class of words that only one side prints.
pub(super) const fn words(side: Side) -> &'static str {
    match side {
        Side::Left => "del",
        Side::Right => "ins",
    }
}

fn figure(place: Place, n: usize, side: Side) -> Mark {
    Mark {
        id: Some(format!("{}f{n}", letter(side))),
        sign: Some(Sign::differs("sign", format!("{}f{n}", letter(side.other())))),
        ..Mark::plain(place.span, "conflict")
    }
}

/// Writes a stretch of `text`, marked by those of `marks` that touch it; `marks` ascend by where they begin.
pub(super) fn marked(out: &mut Out, text: &str, stretch: Span, marks: &[Mark]) {
    let inside = |at: &usize| stretch.start < *at && *at < stretch.end;
    let mut cuts: Vec<usize> = marks.iter().flat_map(|mark| [mark.span.start, mark.span.end]).filter(inside).collect();
    cuts.extend([stretch.start, stretch.end]);
    cuts.iter_mut().for_each(|cut| *cut = text.floor_char_boundary(*cut));
    cuts.sort_unstable();
    cuts.dedup();
    let mut coming = marks.iter().peekable();
    let mut open: Vec<&Mark> = Vec::new();
    for (from, to) in cuts.iter().zip(cuts.iter().skip(1)) {
        open.retain(|mark| mark.span.end > *from);
        while let Some(mark) = coming.next_if(|mark| mark.span.start <= *from) {
            if mark.span.end > *from {
                open.push(mark);
            }
        }
        piece(out, text, Span::new(*from, *to), &open);
    }
}

fn piece(out: &mut Out, text: &str, span: Span, open: &[&Mark]) {
    for id in open.iter().filter(|mark| mark.span.start == span.start).filter_map(|mark| mark.id.as_deref()) {
        out.element("span", &[("class", "at"), ("id", id)], |_| ());
    }
    let words = span.of(text);
    let mut classes: Vec<&str> = open.iter().map(|mark| mark.class).collect();
    classes.dedup();
    let class = classes.join(" ");
    match open.iter().find_map(|mark| mark.href.as_deref()) {
        Some(href) => {
            let attributes = [("class", class.as_str()), ("href", href), ("rel", "noopener noreferrer nofollow")];
            out.element("a", &attributes, |out| out.text(words));
        }
        None if class.is_empty() => out.text(words),
        None => out.classed("span", &class, words),
    }
    for sign in open.iter().filter(|mark| mark.span.end == span.end).filter_map(|mark| mark.sign.as_ref()) {
        let to = format!("#{}", sign.to);
        let attributes = [("class", sign.class), ("href", &*to), ("title", sign.title)];
        out.element("a", &attributes, |out| out.text(&sign.text));
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a failed test should stop where it fails")]
    use proptest::prelude::*;

    use super::*;
    use crate::compare::DiffOp;
    use crate::report::sample::fire;

    fn written(text: &str, stretch: Span, mut marks: Vec<Mark>) -> String {
        marks.sort_by_key(|mark| mark.span);
        let mut out = Out::new();
        marked(&mut out, text, stretch, &marks);
        out.finish()
    }

    #[test]
    fn marks_that_overlap_are_cut_into_pieces() {
        let marks = vec![Mark::plain(Span::new(0, 5), "quote"), Mark::plain(Span::new(3, 8), "copy")];
        assert_eq!(
            written("abcdefgh i", Span::new(1, 10), marks),
            "<span class=\"quote\">bc</span><span class=\"quote copy\">de</span><span class=\"copy\">fgh</span> i"
        );
    }

    #[test]
    fn words_that_some_other_printing_has_are_not_marked() {
        let sample = fire();
        let first = sample.comparison.quotes.first().cloned().unwrap();
        let mut other = first.clone();
        // The second printing has "ran" too, and leaves out everything after it.
        other.diff.iter_mut().enumerate().for_each(|(n, part)| {
            part.op = if n < 2 { DiffOp::Equal } else { DiffOp::Delete };
        });
        let text = &sample.left.text;
        let words = |pairs: &[&QuotePair]| -> Vec<String> {
            differing(pairs, Side::Left, text).into_iter().map(|span| span.of(text).to_owned()).collect()
        };
        assert_eq!(words(&[&first]), ["ran", "coloured"]);
        assert_eq!(words(&[&first, &other]), ["coloured"]);
    }

    #[test]
    fn a_mark_over_two_stretches_has_its_target_and_its_sign_once() {
        let mark = Mark {
            id: Some("Lq1".to_owned()),
            sign: Some(Sign::differs("sign rephrased", "Rq1".to_owned())),
            ..Mark::plain(Span::new(0, 6), "quote")
        };
        let [first, second] = [(0, 3), (3, 7)].map(|(a, b)| written("abc def", Span::new(a, b), vec![mark.clone()]));
        assert!(first.contains("id=\"Lq1\"") && !first.contains('≠'), "{first}");
        assert!(!second.contains("id=") && second.contains("href=\"#Rq1\""), "{second}");
    }

    proptest! {
        #[test]
        fn no_text_is_lost_or_doubled(
            text in "[a-zé家 ]{0,20}",
            ends in prop::collection::vec((0..40_usize, 0..40_usize), 0..6),
        ) {
            let marks = ends.iter().map(|&(a, b)| Mark::plain(Span::new(a.min(b), a.max(b)), "quote")).collect();
            let html = written(&text, Span::new(0, text.len()), marks);
            let plain: String = html.split('<').map(|piece| piece.split_once('>').map_or(piece, |(_, text)| text)).collect();
            prop_assert_eq!(plain, text);
        }
    }
}
