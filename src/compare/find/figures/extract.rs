//! The figures of one sentence, from left to right: what is a figure, what kind, with which unit.
//!
//! English only. A number that names something ("Flight 370", "F-35", "No. 5"), "no one", "one of the" and an
//! eleventh-hour deal are no figures.

use super::amount::{self, Hedge};
use super::context::Context;
use super::contrast::Contrast;
use super::found::{Detail, Found, Frame, Kind};
use super::moment::{self, Moment};
use super::number::{self, Number};
use super::period::{self, Period};
use super::sentence::{Draft, Sentence, plain};
use super::token::Kind as Is;
use super::unit::{self, Dimension};
use crate::compare::{Figure, FigureValue, Place};
use crate::text::Span;

/// More figures of one sentence are not read: it is a table.
const MOST: usize = 48;

/// Words that say that a moment is when something was said, not when it was; sorted.
#[rustfmt::skip]
const SPEECH: &[&str] = &[
    "according", "acknowledged", "added", "announced", "argued", "asked", "called", "conference", "confirmed",
    "declared", "insisted", "interview", "issued", "noted", "posted", "published", "report", "reported", "reports",
    "said", "says", "statement", "testified", "told", "tweeted", "updated", "warned", "wrote",
];

/// Words that say that a sentence looks back or elsewhere.
const PAST: &[&str] =
    &["ago", "previous", "previously", "earlier", "history", "decades", "formerly", "originally", "unlike", "average"];

impl Sentence<'_> {
    /// Reads all figures of the sentence.
    pub fn figures(&self) -> Vec<Found> {
        let mut drafts = Vec::new();
        let (mut at, mut summed) = (0, 0);
        while at < self.tokens.len() && drafts.len() < MOST {
            if !self.opens(at) {
                at += 1;
                continue;
            }
            if let Some(sum) = self.sum(at).filter(|_| at >= summed) {
                summed = sum.end;
                drafts.push(sum);
            }
            let (draft, end) = self.read(at);
            let counted = draft.as_ref().filter(|d| d.kind == Kind::Count && d.noun.person && at >= summed);
            if let Some(close) = counted.and_then(|d| self.apposed(d.end)) {
                drafts.extend(draft);
                (at, summed) = (end.max(at + 1), close);
                continue;
            }
            drafts.extend(draft.map(|draft| Draft { listed: draft.start < summed, ..draft }));
            at = end.max(at + 1);
        }
        if drafts.is_empty() {
            return Vec::new();
        }
        drafts.extend(self.victims(&drafts));
        drafts.sort_by_key(|draft| draft.start);
        let frame = self.frame(&drafts);
        let periods = period::read(self.tokens, self.published);
        drafts.into_iter().map(|draft| self.finish(draft, &frame, &periods)).collect()
    }

    /// Says whether a figure may begin at token `at`: with most words of small letters none does.
    fn opens(&self, at: usize) -> bool {
        let Some(token) = self.tokens.get(at).filter(|t| t.kind == Is::Word && !t.capital()) else { return true };
        let word = token.lower.as_ref();
        number::may_begin(word)
            || number::ordinal(word).is_some()
            || moment::may_begin(word)
            || self.is(at + 1, &["o'clock"])
    }

    /// Reads what begins at token `at`; also returns where to go on.
    fn read(&self, at: usize) -> (Option<Draft>, usize) {
        if let Some((moment, end)) = moment::read(self.tokens, at, self.published) {
            let told = moment != Moment::default();
            return (told.then(|| Draft { moment: Some(moment), ..Draft::bare(Kind::Moment, at, end) }), end);
        }
        if let Some((code, number)) = unit::currency_before(self.tokens, at) {
            return self.money(at, code, number);
        }
        if let Some(share) =
            number::share(self.tokens, at).filter(|share| !self.is_named(at) && !self.is_part_of_unit(share.end))
        {
            let draft = Draft::new(Kind::Measure(Dimension::Share), &share, at, share.end);
            return (Some(Draft { hedge: Hedge::About, ..draft }), share.end);
        }
        if let Some(ordinal) = self.ordinal(at) {
            let end = ordinal.end;
            return (Some(ordinal), end);
        }
        match number::read(self.tokens, at, false) {
            Some(number) if number.value > 0.0 => self.number(at, &number),
            _ => (None, at + 1),
        }
    }

    /// Tells what the number at `at` is.
    fn number(&self, at: usize, number: &Number) -> (Option<Draft>, usize) {
        // "200-odd miles", "30-plus people", "500+ ships"
        let (hedge, end) = amount::hedge_inside(self.tokens, number.end);
        let number = &Number { end, ..*number };
        if self.is_named(at) || self.is_code(number) {
            return (None, number.end);
        }
        let draft = self
            .magnitude(at, number)
            .or_else(|| self.age(at, number))
            .or_else(|| self.odds(at, number))
            .or_else(|| self.score(at, number))
            .or_else(|| self.tally(at, number))
            .or_else(|| self.range(at, number))
            .or_else(|| self.measure(at, number, plain(number), number.end))
            .or_else(|| self.parents(at, number))
            .or_else(|| self.year(at, number))
            .or_else(|| self.count(at, plain(number), number));
        let end = draft.as_ref().map_or(number.end, |d| d.end);
        (draft.map(|d| Draft { hedge, ..d }), end)
    }

    fn frame(&self, drafts: &[Draft]) -> Frame {
        let mut years: Vec<i16> = drafts
            .iter()
            .filter_map(|d| d.moment?.year.filter(|_| !d.moment.is_some_and(|m| m.is_guessed())))
            .collect();
        years.sort_unstable();
        years.dedup();
        let past = self.tokens.iter().any(|t| PAST.contains(&t.lower.as_ref()))
            || (1..self.tokens.len()).any(|i| {
                self.is(i, &["year", "month", "season"]) && self.is(i - 1, &["last"])
                    || self.is(i, &["before"]) && self.is(i - 1, &["days", "weeks", "months", "years"])
            });
        Frame {
            years,
            past,
            moments: drafts.iter().filter(|d| d.moment.is_some_and(|m| m.level() == 2)).count(),
            speech: false,
        }
    }

    /// Adds hedge, rate and surroundings.
    fn finish(&self, mut draft: Draft, frame: &Frame, periods: &[(usize, Period)]) -> Found {
        let (mut hedge, mut start) = amount::hedge_before(self.tokens, draft.start);
        let (after, end) = amount::hedge_after(self.tokens, draft.end);
        let mut end = if draft.kind == Kind::Moment { draft.end } else { end };
        if hedge == Hedge::None {
            hedge = if after == Hedge::None { draft.hedge } else { after };
        }
        if let Some(moment) = &mut draft.moment {
            (hedge, start) = (Hedge::None, draft.start);
            moment.edge = moment::edge(self.tokens, draft.start, draft.end);
        }
        if let Some(amount) = &mut draft.amount {
            amount.hedge = hedge;
        }
        let rate = self.rate(end);
        end = rate.as_ref().map_or(end, |(_, end)| *end);
        let span = self.tokens.get(start).zip(self.tokens.get(end.max(start + 1) - 1));
        let span = span.map_or_else(Span::default, |(first, last)| Span::new(first.span.start, last.span.end));
        let place = Place { paragraph: self.at.paragraph, span };
        let near = (start.saturating_sub(5)..start).chain(end..end + 3);
        let speech = near.filter_map(|i| self.tokens.get(i)).any(|t| SPEECH.binary_search(&t.lower.as_ref()).is_ok());
        let figure = Figure { place, value: value(&draft), unit: unit_of(&draft) };
        let detail = Detail {
            amount: draft.amount,
            moment: draft.moment,
            noun: draft.noun,
            rate: rate.map(|(rate, _)| rate),
            drawn: self.is_drawn(end),
            names: draft.names,
            sum: draft.sum,
            listed: draft.listed,
            frame: if draft.timeless { Frame::default() } else { Frame { speech, ..frame.clone() } },
            timeless: draft.timeless,
            contrast: Contrast::new(self.tokens, start, end, self.bounds(start, end)),
            clause: self.clause(start, end, periods),
            context: Context::new(self.terms, start, end),
        };
        Found { figure, at: self.at, kind: draft.kind, hedge, role: draft.role, detail }
    }

    /// Says whether a source follows an amount, and not the amount from which it rose.
    fn is_drawn(&self, at: usize) -> bool {
        self.is(at, &["from"]) && self.tokens.get(at + 1).is_some_and(|t| t.kind == Is::Word)
    }

    /// Reads "a day" after an amount.
    fn rate(&self, at: usize) -> Option<(String, usize)> {
        let per = self.is(at, &["a", "an", "per", "each", "every"]);
        let slash = self.is(at, &["/"]);
        let unit = self.tokens.get(at + 1)?;
        let known = unit.is_any(&[
            "day", "year", "week", "month", "hour", "night", "minute", "second", "person", "head", "barrel", "share",
        ]);
        ((per || slash) && known).then(|| (unit.lower.to_string(), at + 2))
    }
}

fn value(draft: &Draft) -> FigureValue {
    match (&draft.moment, &draft.amount) {
        (Some(moment), _) => FigureValue::Moment(moment.iso()),
        (_, Some(amount)) => amount.figure(),
        _ => FigureValue::Number(0.0),
    }
}

fn unit_of(draft: &Draft) -> Option<String> {
    match draft.kind {
        Kind::Count if draft.noun.class.is_empty() => draft.role.map(|_| "people".into()),
        Kind::Count if draft.noun.is_people() => Some("people".into()),
        Kind::Count => Some(plural(&draft.noun.class)),
        Kind::Ordinal => Some(draft.noun.class.clone()),
        Kind::Measure(dimension) => Some(dimension.base().into()),
        Kind::Money(code) => Some(code.into()),
        Kind::Age => Some("years old".into()),
        Kind::Odds => Some("%".into()),
        Kind::Score | Kind::Moment => None,
    }
}

/// Returns the plural of a noun's class.
pub(super) fn plural(singular: &str) -> String {
    match singular {
        "person" => return "people".into(),
        "man" => return "men".into(),
        "woman" => return "women".into(),
        "child" => return "children".into(),
        "police" | "aircraft" | "crew" | "cattle" | "sheep" | "species" | "personnel" => return singular.into(),
        _ => {}
    }
    if let Some(stem) = singular.strip_suffix('y').filter(|s| !s.ends_with(['a', 'e', 'o', 'u'])) {
        return format!("{stem}ies");
    }
    let es = ["s", "x", "ch", "sh"].iter().any(|ending| singular.ends_with(ending));
    format!("{singular}{}", if es { "es" } else { "s" })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_that_is_searched_is_sorted() {
        assert!(SPEECH.is_sorted());
    }
}
