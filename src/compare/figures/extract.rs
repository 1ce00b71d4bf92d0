//! The figures of one sentence, from left to right: what is a figure, what kind, with which unit.
//!
//! English only. A number that names something ("Flight 370", "F-35", "No. 5"), "no one", "one of the" and an
//! eleventh-hour deal are no figures.

use jiff::civil::Date;

use super::amount::{self, Amount, Hedge};
use super::context::{Context, Term};
use super::found::{Detail, Found, Frame, Kind};
use super::moment::{self, Moment};
use super::noun::{self, Noun};
use super::number::{self, Number};
use super::role::{self, Role};
use super::token::{Kind as Is, Token};
use super::unit::{self, Dimension};
use crate::compare::{Figure, FigureValue, Place, SentenceRef};
use crate::text::Span;

/// More figures of one sentence are not read: it is a table.
const MOST: usize = 48;

/// Words before a number that make a name of it.
const NAMING: &[&str] = &[
    "no",
    "nos",
    "number",
    "article",
    "section",
    "chapter",
    "page",
    "flight",
    "route",
    "highway",
    "interstate",
    "channel",
    "resolution",
    "title",
    "room",
    "act",
    "bill",
    "phase",
    "type",
    "level",
    "group",
    "class",
    "category",
    "grade",
    "area",
    "unit",
    "district",
    "precinct",
    "proposition",
    "amendment",
    "pier",
    "gate",
    "terminal",
    "platform",
    "line",
    "version",
    "windows",
    "boeing",
    "airbus",
    "apollo",
    "formula",
    "cop",
    "psalm",
    "verse",
    "volume",
    "issue",
    "figure",
    "item",
];

/// Words that say that a moment is when something was said, not when it was.
const SPEECH: &[&str] = &[
    "said",
    "told",
    "announced",
    "reported",
    "wrote",
    "added",
    "tweeted",
    "statement",
    "says",
    "asked",
    "confirmed",
    "according",
    "interview",
    "posted",
    "declared",
    "issued",
    "report",
    "reports",
    "acknowledged",
    "insisted",
    "noted",
    "warned",
    "conference",
    "published",
    "updated",
    "testified",
    "argued",
    "called",
];

/// Words that say that a sentence looks back or elsewhere.
const PAST: &[&str] =
    &["ago", "previous", "previously", "earlier", "history", "decades", "formerly", "originally", "unlike", "average"];

/// A sentence to read.
pub(super) struct Sentence<'a> {
    /// Its tokens.
    pub tokens: &'a [Token<'a>],
    /// Its content words.
    pub terms: &'a [Term],
    /// Which one it is.
    pub at: SentenceRef,
    /// When the article was published.
    pub published: Option<Date>,
}

/// A figure before its surroundings are added.
struct Draft {
    kind: Kind,
    amount: Option<Amount>,
    moment: Option<Moment>,
    noun: Noun,
    role: Option<Role>,
    names: Vec<String>,
    sum: bool,
    /// Whether it is true at any time.
    timeless: bool,
    hedge: Hedge,
    /// First token and first after it.
    start: usize,
    end: usize,
}

impl Draft {
    fn new(kind: Kind, number: &Number, start: usize, end: usize) -> Self {
        Self { amount: Some(plain(number)), ..Self::bare(kind, start, end) }
    }

    fn bare(kind: Kind, start: usize, end: usize) -> Self {
        let (noun, names) = (Noun::default(), Vec::new());
        Self {
            kind,
            amount: None,
            moment: None,
            noun,
            role: None,
            names,
            sum: false,
            timeless: false,
            hedge: Hedge::None,
            start,
            end,
        }
    }
}

const fn plain(number: &Number) -> Amount {
    Amount { value: number.value, range: number.vague, grain: number.grain, hedge: Hedge::None, by: 1.0, count: true }
}

impl Sentence<'_> {
    /// Reads all figures of the sentence.
    pub fn figures(&self) -> Vec<Found> {
        let mut drafts = Vec::new();
        let mut at = 0;
        while at < self.tokens.len() && drafts.len() < MOST {
            drafts.extend(self.sum(at));
            let (draft, end) = self.read(at);
            drafts.extend(draft);
            at = end.max(at + 1);
        }
        let frame = self.frame(&drafts);
        drafts.into_iter().map(|draft| self.finish(draft, &frame)).collect()
    }

    fn is(&self, at: usize, words: &[&str]) -> bool {
        self.tokens.get(at).is_some_and(|t| t.is_any(words))
    }

    fn before(&self, at: usize, by: usize) -> Option<&Token<'_>> {
        at.checked_sub(by).and_then(|i| self.tokens.get(i))
    }

    fn hyphen(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(Token::hyphen)
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
            return (Some(Draft { amount: Some(Amount { count: false, ..plain(&share) }), ..draft }), share.end);
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

    /// Says whether the number at `at` is part of a name, a code, a link.
    fn is_named(&self, at: usize) -> bool {
        let glued = self.tokens.get(at).is_some_and(|t| t.glued);
        match self.before(at, 1) {
            // "The moments-two fell" has a dash, "F-35" and "top-five" have none.
            Some(t) if t.hyphen() && glued => {
                !self.before(at, 2).is_some_and(|t| t.is("magnitude") || noun::is_plural(t))
            }
            Some(t) if glued => {
                !matches!(t.raw, "(" | "[" | "“" | "\"" | "‘" | "'" | "—" | "–" | "-" | "~") || t.raw == "'" && at > 1
            }
            Some(t) if t.is(".") => self.before(at, 2).is_some_and(|t| t.is_any(&["no", "nos"])),
            Some(t) => NAMING.contains(&t.lower.as_str()) && !t.is_any(&["group", "number", "page", "line", "area"]),
            None => false,
        }
    }

    /// Says whether "of a mile" and the like follow.
    fn is_part_of_unit(&self, at: usize) -> bool {
        self.is(at, &["of"]) && self.is(at + 1, &["a", "an"]) && unit::read(self.tokens, at + 2).is_some()
    }

    fn money(&self, start: usize, code: &'static str, at: usize) -> (Option<Draft>, usize) {
        let Some(mut number) = number::read(self.tokens, at, true) else { return (None, start + 1) };
        let mut amount = plain(&number);
        let joined = self.is(number.end, &["and", "to", "-", "–"]);
        let second = unit::currency_before(self.tokens, number.end + 1).map_or(number.end + 1, |(_, end)| end);
        let range = self.is(number.end, &["to", "-", "–"]) || self.before(start, 1).is_some_and(|t| t.is("between"));
        if joined
            && range
            && let Some(high) = number::read(self.tokens, second, true)
        {
            let low =
                if amount.value < 1_000.0 && high.value >= 1e6 { amount.value * scale_of(&high) } else { amount.value };
            amount.range = Some((low, high.value.max(low)));
            number.end = high.end;
        }
        amount.count = false;
        let end = unit::currency_after(self.tokens, number.end).map_or(number.end, |(_, end)| end);
        let draft = Draft { amount: Some(amount), ..Draft::bare(Kind::Money(code), start, end) };
        (Some(draft), end)
    }

    /// Reads "the 11th round", "the third woman".
    fn ordinal(&self, at: usize) -> Option<Draft> {
        let token = self.tokens.get(at)?;
        let suffix = self.tokens.get(at + 1).is_some_and(|t| t.glued && t.is_any(&["st", "nd", "rd", "th"]));
        let (value, next) = match token.kind {
            Is::Number if suffix => (token.raw.parse().ok()?, at + 2),
            Is::Word => (number::ordinal(&token.lower)?, at + 1),
            _ => return None,
        };
        if self.hyphen(next) || self.is_named(at) {
            return None;
        }
        let noun = noun::read(self.tokens, next, true);
        if noun.class.is_empty() || noun.is_people() {
            return None;
        }
        let number = Number { value, vague: None, grain: 1.0, digits: true, end: noun.end };
        let end = noun.end;
        Some(Draft { noun, ..Draft::new(Kind::Ordinal, &number, at, end) })
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
            .or_else(|| self.range(at, number))
            .or_else(|| self.measure(at, number, plain(number), number.end))
            .or_else(|| self.parents(at, number))
            .or_else(|| self.year(at, number))
            .or_else(|| self.count(at, plain(number), number));
        let end = draft.as_ref().map_or(number.end, |d| d.end);
        (draft.map(|d| Draft { hedge, ..d }), end)
    }

    /// Says whether letters cling to the digits that are no unit: "the 1990s", "a 4x4", "67P".
    fn is_code(&self, number: &Number) -> bool {
        let clings = self.tokens.get(number.end).is_some_and(|t| t.glued && t.kind == Is::Word);
        number.digits && clings && unit::read(self.tokens, number.end).is_none()
    }

    fn year(&self, at: usize, number: &Number) -> Option<Draft> {
        let noun = noun::read(self.tokens, number.end, false);
        let moment =
            moment::bare_year(self.tokens, at, noun.person || !noun.head.is_empty() && noun.modifiers.is_empty())?;
        Some(Draft { moment: Some(moment), ..Draft::bare(Kind::Moment, at, number.end) })
    }

    fn magnitude(&self, at: usize, number: &Number) -> Option<Draft> {
        let before = self.before(at, 1)?;
        let of = before.is("of") && self.before(at, 2).is_some_and(|t| t.is("magnitude"));
        let dash = before.is("-") && self.before(at, 2).is_some_and(|t| t.is("magnitude"));
        let hyphen = usize::from(self.is(number.end, &["-"]));
        let after = self.is(number.end + hyphen, &["magnitude"]);
        let richter = (number.end..number.end + 4).any(|i| self.is(i, &["richter"]));
        let told = before.is("magnitude") || of || dash || after || richter;
        if !(told && number.digits && number.value < 10.0) {
            return None;
        }
        let end = if after { number.end + hyphen + 1 } else { number.end };
        let mut draft = Draft::new(Kind::Measure(Dimension::Magnitude), number, at, end);
        draft.amount = Some(Amount { count: false, ..plain(number) });
        Some(draft)
    }

    /// Reads "27-year-old", "27 years old", "aged 27", "Simpson, 27,".
    fn age(&self, at: usize, number: &Number) -> Option<Draft> {
        if !(1.0..=115.0).contains(&number.value) || number.vague.is_some() {
            return None;
        }
        let skip = |i: usize| i + usize::from(self.hyphen(i));
        let year = skip(number.end);
        let mut end = number.end;
        if self.is(year, &["year", "years"]) {
            let old = skip(year + 1);
            let person = self.tokens.get(old).is_some_and(|t| noun::is_person(&t.lower)) && year > number.end;
            if self.is(old, &["old", "older", "olds"]) {
                end = old + 1;
            } else if self.is(old, &["of"]) && self.is(old + 1, &["age"]) {
                end = old + 2;
            } else if person {
                end = old;
            } else {
                return None;
            }
        } else if !self.is_age_by_place(at, number) {
            return None;
        }
        let mut draft = Draft::new(Kind::Age, number, at, end);
        draft.names = self.names_beside(at, end);
        draft.noun = if end > number.end { noun::read(self.tokens, end, true) } else { Noun::default() };
        Some(draft)
    }

    fn is_age_by_place(&self, at: usize, number: &Number) -> bool {
        let Some(before) = self.before(at, 1) else { return false };
        if before.is_any(&["aged", "age", "ages"]) {
            return true;
        }
        // "aged 15 and 12"
        if before.is_any(&["and", ","]) && self.before(at, 3).is_some_and(|t| t.is_any(&["aged", "ages"])) {
            return true;
        }
        let named = before.is(",") && self.before(at, 2).is_some_and(|t| t.capital() && t.raw.len() > 1);
        let closed = self.tokens.get(number.end).is_none_or(|t| t.is_any(&[",", ".", ")", ";"]));
        let month = self.before(at, 3).is_some_and(|t| t.kind == Is::Number);
        number.digits && named && closed && !month && number.value >= 1.0
    }

    fn names_beside(&self, start: usize, end: usize) -> Vec<String> {
        let near = |range: std::ops::Range<usize>| {
            let tokens = range.filter_map(|i| self.tokens.get(i));
            tokens.filter(|t| t.capital() && t.raw.len() > 2).map(|t| t.lower.clone()).collect::<Vec<_>>()
        };
        let comma = self.before(start, 1).is_some_and(|t| t.is(","));
        let mut names = if comma { near(start.saturating_sub(4)..start) } else { Vec::new() };
        if names.is_empty() {
            names = near(end..end + 5);
        }
        names
    }

    /// Reads "2 in 3", "two-in-three", "one in five".
    fn odds(&self, at: usize, number: &Number) -> Option<Draft> {
        let skip = |i: usize| i + usize::from(self.hyphen(i));
        let word = skip(number.end);
        let of = self.is(word, &["out"]) && self.is(word + 1, &["of"]);
        if !(self.is(word, &["in"]) || of) {
            return None;
        }
        let second = number::read(self.tokens, skip(word + 1) + usize::from(of), false)?;
        let unit = unit::read(self.tokens, second.end).is_some_and(|(u, _)| u.dimension == Dimension::Duration);
        let fits = second.value > number.value && second.value <= 1_000.0 && second.vague.is_none() && !unit;
        let clock = moment::read(self.tokens, second.end - 1, None).is_some();
        let amount = Amount { value: number.value / second.value * 100.0, grain: 1.0, count: false, ..plain(number) };
        (fits && !clock).then(|| Draft { amount: Some(amount), ..Draft::bare(Kind::Odds, at, second.end) })
    }

    /// Reads "10 to 15 people", "10-15 km", "between two and three", and the score "25-7".
    fn range(&self, at: usize, low: &Number) -> Option<Draft> {
        let between = self.before(at, 1).is_some_and(|t| t.is("between")) && self.is(low.end, &["and"]);
        let to = self.is(low.end, &["to", "or"]) && !self.before(at, 1).is_some_and(|t| t.is("from"));
        let dash = self.hyphen(low.end) || self.is(low.end, &["–"]);
        if !(between || to || dash) {
            return None;
        }
        let high =
            number::read(self.tokens, low.end + 1, false).filter(|h| h.vague.is_none() && low.vague.is_none())?;
        let scale = if low.value < 1_000.0 && high.value >= 1_000.0 { scale_of(&high) } else { 1.0 };
        let ends = (low.value * scale, high.value);
        let amount = Amount { range: Some(ends), value: ends.0, ..plain(&high) };
        if ends.0 < ends.1
            && let Some(draft) = self.measure(at, &high, amount, high.end)
        {
            return Some(draft);
        }
        let noun = noun::read(self.tokens, high.end, false);
        if ends.0 < ends.1 && !noun.class.is_empty() && !(dash && low.value < 20.0 && noun.class == "victory") {
            return self.count(at, amount, &high);
        }
        let score =
            dash && low.digits && high.digits && low.grain >= 1.0 && high.grain >= 1.0 && ends.0.max(ends.1) < 1_000.0;
        score.then(|| Draft { amount: Some(amount), ..Draft::bare(Kind::Score, at, high.end) })
    }

    fn measure(&self, at: usize, number: &Number, mut amount: Amount, end: usize) -> Option<Draft> {
        amount.count = false;
        if let Some((code, end)) = unit::currency_after(self.tokens, end) {
            return Some(Draft { amount: Some(amount), ..Draft::bare(Kind::Money(code), at, end) });
        }
        let (mut unit, mut end) = unit::read(self.tokens, end)?;
        // "a day", "one day" and "one night" are rarely figures; "two and a half" has its half after the unit too.
        if !number.digits && number.value <= 1.0 && unit.dimension == Dimension::Duration && unit.by >= 86_400.0 {
            return None;
        }
        if self.is(end, &["and"]) && self.is(end + 1, &["a"]) && self.is(end + 2, &["half"]) {
            (amount.value, amount.grain, end) = (amount.value + 0.5, 0.5, end + 3);
        }
        if unit.dimension == Dimension::Temperature && unit.add < 0.0 && amount.value < 20.0 {
            // So few degrees are a difference, not a temperature.
            unit.add = 0.0;
        }
        let base = |v: f64| v * unit.by + unit.add;
        amount.value = base(amount.value);
        amount.range = amount.range.map(|(low, high)| (base(low), base(high)));
        amount.grain *= unit.by;
        amount.by = unit.by;
        Some(Draft { amount: Some(amount), ..Draft::bare(Kind::Measure(unit.dimension), at, end) })
    }

    /// Reads "mother of 13".
    fn parents(&self, at: usize, number: &Number) -> Option<Draft> {
        let of = self.before(at, 1).is_some_and(|t| t.is("of"));
        let parent =
            self.before(at, 2).is_some_and(|t| t.is_any(&["mother", "father", "mom", "dad", "parent", "parents"]));
        let noun = noun::read(self.tokens, number.end, false);
        if !(of && parent && (noun.class.is_empty() || noun.class == "child")) {
            return None;
        }
        let noun = Noun { class: "child".into(), head: "children".into(), person: true, ..noun };
        Some(Draft { noun, timeless: true, ..Draft::new(Kind::Count, number, at, number.end) })
    }

    fn count(&self, at: usize, amount: Amount, number: &Number) -> Option<Draft> {
        let single = amount.range.is_none() && (amount.value - 1.0).abs() < f64::EPSILON;
        let mut noun = noun::read(self.tokens, number.end, single);
        let apposition = self.sum(noun.end).or_else(|| self.sum(noun.end + usize::from(self.is(noun.end, &[","]))));
        let after = apposition.map_or(noun.end, |sum| sum.end + usize::from(self.is(sum.end, &[","])));
        let role =
            role::read(self.tokens, at, after).filter(|_| noun.person || noun.class.is_empty()).map(|(role, _)| role);
        if single && !number.digits && !self.is_one(at, &noun, role) {
            return None;
        }
        if single && !noun.person {
            noun = Noun { class: String::new(), head: String::new(), ..noun };
        }
        let nameless = noun.class.is_empty() && role.is_none();
        let named = self.before(at, 1).is_some_and(|t| t.capital() && at > 1)
            || self.before(at, 1).is_some_and(|t| t.is("than"));
        if nameless && (single || named || amount.range.is_some() || amount.grain < 1.0) {
            return None;
        }
        noun.part |= self
            .before(at, 1)
            .is_some_and(|t| t.is_any(&["those", "these", "other", "another", "last", "first", "both"]));
        let end = if noun.class.is_empty() { number.end } else { noun.end.max(number.end) };
        Some(Draft { noun, role, amount: Some(amount), ..Draft::bare(Kind::Count, at, end) })
    }

    /// Says whether the word "one" counts: one person, one dead.
    fn is_one(&self, at: usize, noun: &Noun, role: Option<Role>) -> bool {
        let no = self.before(at, 1).is_some_and(|t| {
            t.is_any(&["no", "any", "every", "each", "the", "this", "that", "which", "another", "not"])
        });
        let of = self.is(at + 1, &["of", "another", "who", "that", "day", "thing", "way", "side", "hand"]);
        !no && !of && (role.is_some() || noun::is_known_person(&noun.class) && noun.modifiers.len() <= 1)
    }

    /// Reads "a man and two women" as three people.
    fn sum(&self, at: usize) -> Option<Draft> {
        let (first, noun, end) = self.people(at)?;
        let and = end + usize::from(self.is(end, &[","]));
        if !self.is(and, &["and"]) {
            return None;
        }
        let (second, other, end) = self.people(and + 1)?;
        if noun.class == other.class {
            return None;
        }
        let number = Number { value: first + second, vague: None, grain: 1.0, digits: false, end };
        let people = Noun { class: "person".into(), head: "people".into(), person: true, end, ..Noun::default() };
        let role = role::read(self.tokens, at, end).map(|(role, _)| role);
        Some(Draft { noun: people, role, sum: true, ..Draft::new(Kind::Count, &number, at, end) })
    }

    fn people(&self, at: usize) -> Option<(f64, Noun, usize)> {
        let (value, next) = if self.is(at, &["a", "an"]) {
            (1.0, at + 1)
        } else {
            let number = number::read(self.tokens, at, false).filter(|n| n.vague.is_none() && n.value < 1_000.0)?;
            (number.value, number.end)
        };
        let token = self.tokens.get(next).filter(|t| t.kind == Is::Word)?;
        let singular = noun::singular(&token.lower);
        let is_person = matches!(singular.as_str(), "man" | "woman" | "boy" | "girl" | "child" | "adult" | "teenager");
        let noun = Noun { class: noun::class(&singular).to_owned(), ..Noun::default() };
        is_person.then_some((value, noun, next + 1))
    }

    fn frame(&self, drafts: &[Draft]) -> Frame {
        let mut years: Vec<i16> =
            drafts.iter().filter_map(|d| d.moment?.year.filter(|_| !d.moment.is_some_and(|m| m.guessed))).collect();
        years.sort_unstable();
        years.dedup();
        let past = self.tokens.iter().any(|t| PAST.contains(&t.lower.as_str()))
            || (1..self.tokens.len()).any(|i| self.is(i, &["year", "month", "season"]) && self.is(i - 1, &["last"]));
        Frame {
            years,
            past,
            moments: drafts.iter().filter(|d| d.moment.is_some_and(|m| m.level() == 2)).count(),
            speech: false,
        }
    }

    /// Adds hedge, rate and surroundings.
    fn finish(&self, mut draft: Draft, frame: &Frame) -> Found {
        let (mut hedge, mut start) = amount::hedge_before(self.tokens, draft.start);
        let (after, end) = amount::hedge_after(self.tokens, draft.end);
        let mut end = if draft.kind == Kind::Moment { draft.end } else { end };
        if hedge == Hedge::None {
            hedge = if after == Hedge::None { draft.hedge } else { after };
        }
        if draft.kind == Kind::Moment {
            (hedge, start) = (Hedge::None, draft.start);
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
        let speech = near.filter_map(|i| self.tokens.get(i)).any(|t| SPEECH.contains(&t.lower.as_str()));
        let figure = Figure { place, value: value(&draft), unit: unit_of(&draft) };
        let detail = Detail {
            amount: draft.amount,
            moment: draft.moment,
            noun: draft.noun,
            rate: rate.map(|(rate, _)| rate),
            names: draft.names,
            sum: draft.sum,
            frame: if draft.timeless { Frame::default() } else { Frame { speech, ..frame.clone() } },
            timeless: draft.timeless,
            context: Context::new(self.terms, start, end),
        };
        Found { figure, at: self.at, kind: draft.kind, hedge, role: draft.role, detail }
    }

    /// Reads "a day" after an amount.
    fn rate(&self, at: usize) -> Option<(String, usize)> {
        let per = self.is(at, &["a", "an", "per", "each", "every"]);
        let slash = self.is(at, &["/"]);
        let unit = self.tokens.get(at + 1)?;
        let known = unit.is_any(&[
            "day", "year", "week", "month", "hour", "night", "minute", "second", "person", "head", "barrel", "share",
        ]);
        ((per || slash) && known).then(|| (unit.lower.clone(), at + 2))
    }
}

fn scale_of(number: &Number) -> f64 {
    10_f64.powi((number.value.log10() / 3.0).floor() as i32 * 3)
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
