//! The findings as marks over a text, and a stretch of text cut where they begin and end.
//!
//! Marks may overlap in any way; the pieces between their ends do not, so that no element ever has to overlap another.

use super::out::Out;
use crate::article::{Article, InlineStyle};
use crate::compare::report::gist::Gist;
use crate::compare::report::link::link;
use crate::compare::report::wording::{differing, quote};
use crate::compare::{Place, QuotePair, Side, Verdict};
use crate::text::Span;

/// Something marked in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Mark {
    pub span: Span,
    /// How it looks.
    pub class: &'static str,
    /// What can be gone to where it begins.
    pub id: Option<String>,
    /// The sign where it ends, and where that leads.
    pub sign: Option<(&'static str, String)>,
    /// Where the words themselves lead.
    pub href: Option<String>,
}

impl Mark {
    const fn plain(span: Span, class: &'static str) -> Self {
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

/// Returns the marks of `side`, ascending by where they begin.
pub(super) fn marks(gist: &Gist<'_>, side: Side) -> Vec<Mark> {
    let article = gist.article(side);
    let mut marks = of_text(article);
    for (n, pair) in gist.reworded().into_iter().enumerate() {
        marks.extend(quotation(pair, n + 1, side, &article.text));
    }
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
fn of_text(article: &Article) -> Vec<Mark> {
    let mut marks = Vec::new();
    for paragraph in &article.paragraphs {
        marks.push(Mark::plain(paragraph.lead, "lead"));
        for inline in &paragraph.inlines {
            let (class, target) = match inline.style {
                InlineStyle::Strong => ("strong", None),
                InlineStyle::Emphasis => ("em", None),
                InlineStyle::Code => ("code", None),
                InlineStyle::Link(n) => ("link", article.links.get(n)),
            };
            let href = target.and_then(|target| link(target)).map(|(url, _)| url);
            marks.push(Mark { href, ..Mark::plain(inline.span, class) });
        }
    }
    marks
}

fn quotation(pair: &QuotePair, n: usize, side: Side, text: &str) -> Vec<Mark> {
    let parts = &quote(pair, side).parts;
    let mut marks: Vec<Mark> = parts.iter().map(|part| Mark::plain(part.span, "quote")).collect();
    if let Some(first) = marks.first_mut() {
        first.id = Some(format!("{}q{n}", letter(side)));
    }
    if let Some(last) = marks.last_mut() {
        last.sign = Some(("≈", format!("{}q{n}", letter(side.other()))));
    }
    let class = words(side);
    let differing = differing(pair, side, text);
    // Where an attribution breaks the quotation, the attribution does not differ.
    let clipped = differing.iter().flat_map(|span| {
        let clip = move |part: &Place| Span::new(span.start.max(part.span.start), span.end.min(part.span.end));
        parts.iter().map(clip).filter(|span| !span.is_empty())
    });
    marks.extend(clipped.map(|span| Mark::plain(span, class)));
    marks
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
        sign: Some(("≠", format!("{}f{n}", letter(side.other())))),
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
    for (sign, to) in open.iter().filter(|mark| mark.span.end == span.end).filter_map(|mark| mark.sign.as_ref()) {
        let attributes = [("class", "sign"), ("href", &*format!("#{to}")), ("title", "as the other side has it")];
        out.element("a", &attributes, |out| out.text(sign));
    }
}
