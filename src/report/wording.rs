//! Two printings of one utterance: which words of each differ, and both as one run of text.

use crate::compare::{DiffOp, DiffPart, Quote, QuotePair, Side};
use crate::text::Span;

/// A run of a quotation as one side prints it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::report) struct Run {
    /// Where it lies in that side's text.
    pub span: Span,
    /// Whether the other side has it otherwise or not at all.
    pub differs: bool,
}

/// A run of both printings together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::report) enum Woven {
    /// On both sides, or what stands between words.
    Same(String),
    /// Only on one side.
    Only(Side, String),
}

const fn of(part: &DiffPart, side: Side) -> Option<Span> {
    match side {
        Side::Left => part.left,
        Side::Right => part.right,
    }
}

/// Returns the quotation of `side`.
pub(in crate::report) const fn quote(pair: &QuotePair, side: Side) -> &Quote {
    match side {
        Side::Left => &pair.left,
        Side::Right => &pair.right,
    }
}

/// Returns where the words of `side` differ, ascending; runs with nothing but white space between them are one.
fn differing(pair: &QuotePair, side: Side, text: &str) -> Vec<Span> {
    let mut spans: Vec<Span> = pair.diff.iter().filter(|p| p.op != DiffOp::Equal).filter_map(|p| of(p, side)).collect();
    spans.sort_unstable();
    let mut joined: Vec<Span> = Vec::new();
    for span in spans.into_iter().filter(|span| !span.is_empty()) {
        match joined.last_mut() {
            Some(last) if text.get(last.end..span.start).is_none_or(|gap| gap.trim().is_empty()) => {
                last.end = last.end.max(span.end);
            }
            _ => joined.push(span),
        }
    }
    joined
}

/// Returns the quotation of `side` in runs, those of each of its parts together.
pub(in crate::report) fn runs(pair: &QuotePair, side: Side, text: &str) -> Vec<Vec<Run>> {
    let differing = differing(pair, side, text);
    quote(pair, side).parts.iter().map(|part| split(part.span, &differing)).collect()
}

fn split(part: Span, differing: &[Span]) -> Vec<Run> {
    let mut runs = Vec::new();
    let mut at = part.start;
    let mut push = |start, end, differs| {
        if start < end {
            runs.push(Run { span: Span::new(start, end), differs });
        }
    };
    for other in differing.iter().filter(|other| other.overlaps(part)) {
        let (start, end) = (other.start.max(at), other.end.min(part.end));
        push(at, start, false);
        push(start, end, true);
        at = at.max(end);
    }
    push(at, part.end, false);
    runs
}

/// Weaves both printings into one, in the order of the left; what was moved stands at both of its places, `left_out`
/// where an attribution breaks the quotation.
pub(in crate::report) fn weave(pair: &QuotePair, texts: [&str; 2], left_out: &str) -> Vec<Woven> {
    let mut moved: Vec<Span> = pair.diff.iter().filter(|p| p.op == DiffOp::Move).filter_map(|p| p.right).collect();
    moved.sort_unstable();
    let mut moved = moved.into_iter().peekable();
    let mut loom = Loom { pair, texts, left_out, ends: [None; 2], out: Vec::new() };
    for part in &pair.diff {
        let arrives = part.right.filter(|_| part.op != DiffOp::Move);
        while let Some(span) = moved.next_if(|span| arrives.is_some_and(|at| span.start < at.start)) {
            loom.only(Side::Right, span);
        }
        match part.op {
            DiffOp::Equal => loom.same(part),
            _ => {
                part.left.into_iter().for_each(|span| loom.only(Side::Left, span));
                arrives.into_iter().for_each(|span| loom.only(Side::Right, span));
            }
        }
    }
    moved.for_each(|span| loom.only(Side::Right, span));
    loom.out
}

struct Loom<'a> {
    pair: &'a QuotePair,
    texts: [&'a str; 2],
    left_out: &'a str,
    /// Where the last run of each side ended.
    ends: [Option<usize>; 2],
    out: Vec<Woven>,
}

impl Loom<'_> {
    fn same(&mut self, part: &DiffPart) {
        let (Some(span), gap) = (part.left, self.gap(Side::Left, part.left)) else { return };
        let text = span.of(self.texts[0]);
        self.out.push(Woven::Same(format!("{gap}{text}")));
        self.ends = [Some(span.end), part.right.map(|span| span.end).or(self.ends[1])];
    }

    fn only(&mut self, side: Side, span: Span) {
        let replaces = side == Side::Right && matches!(self.out.last(), Some(Woven::Only(Side::Left, _)));
        let gap = self.gap(side, Some(span));
        let text = span.of(self.texts[side as usize]);
        if let Some(Woven::Only(before, run)) = self.out.last_mut()
            && *before == side
        {
            run.push_str(&gap);
            run.push_str(text);
        } else {
            if !replaces && !gap.is_empty() {
                self.out.push(Woven::Same(gap));
            }
            self.out.push(Woven::Only(side, text.to_owned()));
        }
        self.ends[side as usize] = Some(span.end);
    }

    /// Returns what stands before a run: as printed inside a part.
    fn gap(&self, side: Side, span: Option<Span>) -> String {
        let (Some(span), false) = (span, self.out.is_empty()) else { return String::new() };
        let Some(end) = self.ends[side as usize] else { return " ".to_owned() };
        let parts = &quote(self.pair, side).parts;
        let part = |at: usize| parts.iter().position(|part| part.span.start <= at && at <= part.span.end);
        let printed = self.texts[side as usize].get(end..span.start).filter(|gap| !gap.is_empty());
        match printed {
            Some(gap) if part(end) == part(span.start) => gap.to_owned(),
            Some(_) => format!(" {} ", self.left_out),
            None => " ".to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a failed test should stop where it fails")]
    use super::*;
    use crate::compare::{Place, QuoteKind};
    use crate::report::sample::fire;

    /// Makes a pair of one-part quotations of the texts; `runs` are the runs of both, given by their words.
    fn pair(texts: [&str; 2], runs: &[(DiffOp, &str, &str)]) -> QuotePair {
        let whole =
            |text: &str| Quote { parts: vec![Place { paragraph: 0, span: Span::new(0, text.len()) }], speaker: None };
        let span = |text: &str, words: &str| {
            let start = text.find(words).unwrap();
            (!words.is_empty()).then(|| Span::new(start, start + words.len()))
        };
        let part = |&(op, left, right): &(DiffOp, &str, &str)| DiffPart {
            op,
            left: span(texts[0], left),
            right: span(texts[1], right),
        };
        QuotePair {
            left: whole(texts[0]),
            right: whole(texts[1]),
            same_speaker: None,
            kind: QuoteKind::Wording,
            diff: runs.iter().map(part).collect(),
        }
    }

    fn woven(texts: [&str; 2], runs: &[(DiffOp, &str, &str)]) -> String {
        let show = |run: Woven| match run {
            Woven::Same(text) => text,
            Woven::Only(Side::Left, text) => format!("[-{text}-]"),
            Woven::Only(Side::Right, text) => format!("{{+{text}+}}"),
        };
        weave(&pair(texts, runs), texts, "…").into_iter().map(show).collect()
    }

    #[test]
    fn what_replaces_a_word_stands_beside_it() {
        use DiffOp::{Delete, Equal, Insert, Replace};
        let texts = ["we, all of us ran", "now we, all of them did run"];
        let runs = [
            (Insert, "", "now"),
            (Equal, "we, all of", "we, all of"),
            (Replace, "us", "them"),
            (Insert, "", "did"),
            (Replace, "ran", "run"),
        ];
        assert_eq!(woven(texts, &runs), "{+now+} we, all of [-us-]{+them did+} [-ran-]{+run+}");
        assert_eq!(woven(["a b", "b"], &[(Delete, "a", ""), (Equal, "b", "b")]), "[-a-] b");
    }

    #[test]
    fn what_was_moved_stands_at_both_of_its_places() {
        use DiffOp::{Equal, Move};
        let texts = ["today we win", "we win today"];
        assert_eq!(
            woven(texts, &[(Move, "today", "today"), (Equal, "we win", "we win")]),
            "[-today-] we win {+today+}"
        );
        let texts = ["we win today", "today we win"];
        assert_eq!(
            woven(texts, &[(Equal, "we win", "we win"), (Move, "today", "today")]),
            "{+today+} we win [-today-]"
        );
    }

    #[test]
    fn runs_give_each_part_back_and_an_attribution_differs_in_nothing() {
        let sample = fire();
        for pair in &sample.comparison.quotes {
            for side in [Side::Left, Side::Right] {
                let text = &sample.article(side).text;
                let runs = runs(pair, side, text);
                for (part, runs) in quote(pair, side).parts.iter().zip(&runs) {
                    let whole: String = runs.iter().map(|run| run.span.of(text)).collect();
                    assert_eq!(whole, part.span.of(text));
                }
                let differing: Vec<_> =
                    runs.iter().flatten().filter(|run| run.differs).map(|run| run.span.of(text)).collect();
                assert_eq!(differing, if side == Side::Left { ["ran", "coloured"] } else { ["was", "colored"] });
            }
        }
    }

    #[test]
    fn differing_words_side_by_side_are_one_run() {
        use DiffOp::{Equal, Replace};
        let texts = ["fuelling and getting", "fueling or causing"];
        let runs = [(Replace, "fuelling", "fueling"), (Replace, "and", "or"), (Replace, "getting", "causing")];
        assert_eq!(differing(&pair(texts, &runs), Side::Left, texts[0]), [Span::new(0, texts[0].len())]);
        assert_eq!(differing(&pair(texts, &[(Equal, "and", "or")]), Side::Right, texts[1]), []);
    }
}
