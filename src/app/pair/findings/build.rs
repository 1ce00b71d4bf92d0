//! From the engine's findings to lines, halves and marks.

use super::{Finding, Half, Layer, Marked, NO_OTHERS};
use crate::article::Article;
use crate::compare::{
    CheckKind, Comparison, Coverage, DiffOp, DiffPart, FigurePair, ListPair, Name, OnlyHere, Place, Quote, QuoteKind,
    QuotePair, Side, Sign, Verdict,
};
use crate::config::theme::Role;
use crate::text::Span;

/// Bytes of an excerpt in the panel, about.
const EXCERPT: usize = 240;

/// Bytes of an excerpt before the first difference, about.
const BEFORE: usize = 12;

/// Both articles of a pair.
#[derive(Clone, Copy)]
pub(super) struct Both<'a> {
    pub(super) left: &'a Article,
    pub(super) right: &'a Article,
}

impl Both<'_> {
    pub(super) const fn of(&self, side: Side) -> &Article {
        match side {
            Side::Left => self.left,
            Side::Right => self.right,
        }
    }

    /// The most telling kinds come first; inside a kind the order of the left article.
    pub(super) fn quotations(&self, pairs: &[QuotePair]) -> Vec<Finding> {
        let mut pairs: Vec<&QuotePair> = pairs.iter().collect();
        pairs.sort_by_key(|pair| std::cmp::Reverse((pair.same_speaker == Some(false), pair.kind)));
        pairs.into_iter().map(|pair| self.quotation(pair)).collect()
    }

    fn quotation(&self, pair: &QuotePair) -> Finding {
        let (kind, role) = quotation_kind(pair);
        let sign = Sign::of_quotation(pair.kind, pair.same_speaker);
        let [left, right] = quotation_halves([self.left, self.right], pair);
        let half = |quote: &Quote, text| {
            let passage = whole(quote);
            Half { text, at: Some(passage.start), passage: Some(passage) }
        };
        let (left, right) = (half(&pair.left, left), half(&pair.right, right));
        Finding { sign: Some(sign), kind, about: kind.to_owned(), role, left, right, ..Finding::default() }
    }

    pub(super) fn figures(&self, pairs: &[FigurePair]) -> Vec<Finding> {
        let mut pairs: Vec<&FigurePair> = pairs.iter().collect();
        pairs.sort_by_key(|pair| match pair.verdict {
            Verdict::Conflict => 0,
            Verdict::Compatible => 1,
            Verdict::Agree => 2,
            Verdict::Incomparable => 3,
        });
        let finding = |pair: &FigurePair| {
            let (kind, role) = match pair.verdict {
                Verdict::Conflict => ("conflict", Role::Conflict),
                Verdict::Compatible => ("may fit", Role::Quotation),
                Verdict::Agree => ("agree", Role::Sure),
                Verdict::Incomparable => ("differ", Role::Dim),
            };
            let sign = match pair.verdict {
                Verdict::Conflict => Some(Sign::Differs),
                Verdict::Compatible => Some(Sign::Look),
                Verdict::Agree => Some(Sign::Alike),
                Verdict::Incomparable => None,
            };
            let half = |article: &Article, place: Place, about: Option<&String>| {
                let words = place.span.of(&article.text);
                let text = match about.filter(|about| !words.contains(about.as_str())) {
                    Some(about) => format!("{words}  ({about})"),
                    None => words.to_owned(),
                };
                Half { text, at: Some(place.span.start), passage: Some(place.span) }
            };
            Finding {
                sign,
                kind,
                about: kind.to_owned(),
                role,
                left: half(self.left, pair.left.place, pair.about.as_ref()),
                right: half(self.right, pair.right.place, None),
                short: true,
                ..Finding::default()
            }
        };
        pairs.into_iter().map(finding).collect()
    }

    pub(super) fn names(&self, comparison: &Comparison) -> Vec<Finding> {
        let half = |name: &Name, places: &[Place]| match places {
            [] => Half::default(),
            [first, ..] => Half {
                text: format!("{} ×{}", name.name, places.len()),
                at: Some(first.span.start),
                passage: Some(first.span),
            },
        };
        let finding = |name: &Name, kind: &'static str, role| Finding {
            sign: Some(if role == Role::Sure { Sign::Alike } else { Sign::Alone }),
            kind,
            about: kind.to_owned(),
            role,
            left: half(name, &name.left),
            right: half(name, &name.right),
            short: true,
            ..Finding::default()
        };
        let names = &comparison.names;
        let both = names.both.iter().map(|name| finding(name, "both", Role::Sure));
        let left = names.left.iter().map(|name| finding(name, "left only", Role::OnlyHere));
        let right = names.right.iter().map(|name| finding(name, "right only", Role::OnlyHere));
        both.chain(left).chain(right).collect()
    }

    pub(super) fn lists(&self, comparison: &Comparison) -> Vec<Finding> {
        let half = |only: &[String], place: Place| {
            let text = if only.is_empty() { NO_OTHERS.to_owned() } else { only.join(", ") };
            Half { text, at: Some(place.span.start), passage: Some(place.span) }
        };
        // What is on one list only is a check, and has its sign.
        let checks = || comparison.checks.iter().filter(|check| check.kind == CheckKind::List);
        let check_of = |list: &ListPair| checks().find(|check| (check.left, check.right) == (list.left, list.right));
        let mut found = Vec::new();
        for list in &comparison.lists {
            let both = list.both.join(", ");
            let at = |place: Place| Some(place.span.start);
            let halves = (
                Half { text: both.clone(), at: at(list.left), passage: Some(list.left.span) },
                Half { text: both, at: at(list.right), passage: Some(list.right.span) },
            );
            found.push(Finding {
                sign: Some(Sign::Alike),
                kind: "on both",
                about: "on both".to_owned(),
                role: Role::Sure,
                left: halves.0,
                right: halves.1,
                ..Finding::default()
            });
            found.push(Finding {
                sign: Some(check_of(list).map_or(Sign::Look, |check| Sign::of_check(check.verdict))),
                kind: "on one",
                about: "on one".to_owned(),
                role: Role::OnlyHere,
                left: half(&list.only_left, list.left),
                right: half(&list.only_right, list.right),
                ..Finding::default()
            });
        }
        found
    }

    /// Both sides together, the heaviest first: what has no counterpart, and what has one in part or perhaps.
    pub(super) fn only(&self, comparison: &Comparison) -> (Vec<Finding>, Vec<Finding>) {
        let sided = |side: Side| comparison.only(side).iter().map(move |only| (side, only));
        let mut only: Vec<(Side, &OnlyHere)> = sided(Side::Left).chain(sided(Side::Right)).collect();
        only.sort_by(|(_, a), (_, b)| b.weight.total_cmp(&a.weight));
        let (none, partly): (Vec<_>, Vec<_>) = only.into_iter().partition(|(_, only)| only.state == Coverage::None);
        let ranked = |(rank, finding): (usize, Finding)| Finding { rank, ..finding };
        let findings = |only: Vec<(Side, &OnlyHere)>| {
            only.into_iter().filter_map(|(s, o)| self.alone(s, o)).enumerate().map(ranked).collect()
        };
        (findings(none), findings(partly))
    }

    fn alone(&self, side: Side, only: &OnlyHere) -> Option<Finding> {
        let article = self.of(side);
        let span = *article.paragraphs.get(only.at.paragraph)?.sentences.get(only.at.sentence)?;
        let half = Half { text: excerpt(&article.text, span, span.start), at: Some(span.start), passage: Some(span) };
        let (kind, role) = match only.state {
            Coverage::None => ("only here", Role::OnlyHere),
            Coverage::Partial => ("in part", Role::Possible),
            Coverage::Unsure => ("unsure", Role::Dim),
        };
        let (left, right) = match side {
            Side::Left => (half, Half::default()),
            Side::Right => (Half::default(), half),
        };
        let sign = Some(Sign::of_coverage(only.state));
        Some(Finding { sign, kind, about: kind.to_owned(), role, left, right, ..Finding::default() })
    }

    pub(super) fn marks(&self, comparison: &Comparison, side: Side) -> Vec<(Layer, Marked)> {
        let mut marks = Vec::new();
        for pair in &comparison.quotes {
            marks.extend(quote_marks(pair, side).into_iter().map(|mark| (Layer::Quotations, mark)));
        }
        for pair in comparison.figures.iter().filter(|pair| pair.verdict == Verdict::Conflict) {
            let figure = if side == Side::Left { &pair.left } else { &pair.right };
            marks.push((Layer::Figures, Marked { span: figure.place.span, role: Role::Conflict }));
        }
        for only in comparison.only(side).iter().filter(|only| only.state == Coverage::None) {
            let sentences = self.of(side).paragraphs.get(only.at.paragraph).map(|p| p.sentences.as_slice());
            let span = sentences.and_then(|sentences| sentences.get(only.at.sentence)).copied();
            marks.extend(span.map(|span| (Layer::OnlyHere, Marked { span, role: Role::OnlyHere })));
        }
        marks.sort_by_key(|(_, mark)| mark.span);
        marks
    }
}

/// A quotation is marked as a whole, and the words that only this side has over it.
fn quote_marks(pair: &QuotePair, side: Side) -> Vec<Marked> {
    let quote = if side == Side::Left { &pair.left } else { &pair.right };
    let mut marks: Vec<Marked> =
        quote.parts.iter().map(|part| Marked { span: part.span, role: Role::Quotation }).collect();
    if matches!(pair.kind, QuoteKind::Wording | QuoteKind::Spelling) {
        let own = |part: &DiffPart| match (part.op, side) {
            (DiffOp::Replace | DiffOp::Delete | DiffOp::Move, Side::Left) => part.left,
            (DiffOp::Replace | DiffOp::Insert | DiffOp::Move, Side::Right) => part.right,
            _ => None,
        };
        let spans = pair.diff.iter().filter_map(own).filter(|span| !span.is_empty());
        marks.extend(spans.map(|span| Marked { span, role: Role::Added }));
    }
    marks
}

const fn quotation_kind(pair: &QuotePair) -> (&'static str, Role) {
    if matches!(pair.same_speaker, Some(false)) {
        return ("speakers", Role::Conflict);
    }
    match pair.kind {
        QuoteKind::Wording => ("wording", Role::Conflict),
        QuoteKind::Spelling => ("spelling", Role::Quotation),
        QuoteKind::Cut => ("cut", Role::Quotation),
        QuoteKind::Punctuation => ("points", Role::Dim),
        QuoteKind::Identical => ("same", Role::Sure),
    }
}

/// Returns the words of both sides of a pair, from a little before where they differ most if that lies far in.
pub(super) fn quotation_halves([left, right]: [&Article; 2], pair: &QuotePair) -> [String; 2] {
    let differs = telling([left, right], pair);
    let telling = matches!(pair.kind, QuoteKind::Wording | QuoteKind::Spelling);
    let from = |span: Option<Span>| span.filter(|_| telling).map(|span| span.start);
    [
        quoted(left, &pair.left, from(differs.and_then(|d| d.left))),
        quoted(right, &pair.right, from(differs.and_then(|d| d.right))),
    ]
}

/// Returns the difference that tells most: the first that is at least half as great as the greatest, one word against
/// another before what only one side has (that may be no more than where a quotation begins), and two spellings last.
fn telling<'a>(both: [&Article; 2], pair: &'a QuotePair) -> Option<&'a DiffPart> {
    let differs = || pair.diff.iter().filter(|part| !matches!(part.op, DiffOp::Equal));
    let size = |part: &DiffPart| {
        let words = part.left.zip(part.right).filter(|_| part.op == DiffOp::Replace);
        words.map_or(0, |(l, r)| apart(l.of(&both[0].text), r.of(&both[1].text)))
    };
    let most = differs().map(size).max()?;
    differs().find(|part| most > 0 && size(part) * 2 >= most).or_else(|| differs().next())
}

/// Returns how many characters of the longer of two words are in neither what they begin with alike nor what they end with.
fn apart(left: &str, right: &str) -> usize {
    let alike = |l: &mut dyn Iterator<Item = char>, r: &mut dyn Iterator<Item = char>| {
        l.zip(r).take_while(|(l, r)| l == r).count()
    };
    let begin = alike(&mut left.chars(), &mut right.chars());
    let end = alike(&mut left.chars().rev(), &mut right.chars().rev());
    left.chars().count().max(right.chars().count()).saturating_sub(begin + end)
}

/// Returns a quotation from its first word to its last.
fn whole(quote: &Quote) -> Span {
    let first = quote.parts.first().map_or_else(Span::default, |part| part.span);
    let end = quote.parts.last().map_or(first.end, |part| part.span.end);
    Span::new(first.start, end.max(first.end))
}

/// Returns a quotation's words, from a little before byte `from` if that lies far in.
fn quoted(article: &Article, quote: &Quote, from: Option<usize>) -> String {
    let first = quote.parts.first().map_or_else(Span::default, |part| part.span);
    let start = from.unwrap_or(first.start);
    let at = quote.parts.iter().position(|part| part.span.contains(start)).unwrap_or(0);
    let here = quote.parts.get(at).map_or(first, |part| part.span);
    let mut text = format!("“{}", excerpt(&article.text, here, start.max(here.start)));
    for part in quote.parts.iter().skip(at + 1) {
        text.push_str(if text.ends_with('…') { " " } else { " … " });
        text.push_str(&excerpt(&article.text, part.span, part.span.start));
    }
    text.push('”');
    text
}

/// Returns where the last whole word before `end` ends; `end` where a single word is longer than all of the room.
fn word_end(text: &str, start: usize, end: usize) -> usize {
    let whole = text.get(end..).is_some_and(|rest| rest.starts_with(char::is_whitespace));
    let words = Span::new(start, end).of(text);
    let last = if whole { Some(words) } else { words.rsplit_once(char::is_whitespace).map(|(before, _)| before) };
    last.map(str::trim_end).filter(|words| !words.is_empty()).map_or(end, |words| start + words.len())
}

/// Returns the words of `span` from a little before byte `from`, at most about [`EXCERPT`] bytes.
pub(super) fn excerpt(text: &str, span: Span, from: usize) -> String {
    let near = from.saturating_sub(BEFORE).max(span.start);
    let head = Span::new(text.floor_char_boundary(near), from).of(text);
    let cut = if near > span.start { head.find(' ').map_or(0, |space| space + 1) } else { 0 };
    let start = from.saturating_sub(head.len() - cut);
    let end = text.floor_char_boundary(span.end.min(start + EXCERPT));
    let end = if end < span.end { word_end(text, start, end) } else { end };
    let words = Span::new(start, end).of(text);
    let (before, after) = (if start > span.start { "… " } else { "" }, if end < span.end { " …" } else { "" });
    format!("{before}{words}{after}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_excerpt_ends_with_a_word() {
        let text = "The harbour reopened. ".repeat(20);
        let shown = excerpt(&text, Span::new(0, text.len()), 0);
        let words = shown.strip_suffix(" …").and_then(|words| words.rsplit(' ').next());
        assert!(["The", "harbour", "reopened."].contains(&words.unwrap_or_default()), "{shown}");
        let long = "x".repeat(400);
        assert_eq!(excerpt(&long, Span::new(0, 400), 0).len(), EXCERPT + " …".len());
        assert_eq!(excerpt(&text, Span::new(0, 21), 0), "The harbour reopened.");
    }
}
