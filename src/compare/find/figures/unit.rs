//! Units of measure and currencies, each with its dimension and what it is in the dimension's base unit.

use super::token::{Kind, Token};

/// What a measure measures.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Dimension {
    /// Metres.
    Length,
    /// Square metres.
    Area,
    /// Cubic metres.
    Volume,
    /// Kilograms.
    Mass,
    /// Seconds.
    Duration,
    /// Metres a second.
    Speed,
    /// Degrees Celsius.
    Temperature,
    /// Bytes.
    Data,
    /// Watts.
    Power,
    /// Joules.
    Energy,
    /// Hundredths of a whole.
    Share,
    /// Differences of shares.
    Points,
    /// The magnitude of an earthquake.
    Magnitude,
}

impl Dimension {
    /// Returns the base unit that values are given in.
    pub(super) const fn base(self) -> &'static str {
        match self {
            Self::Length => "m",
            Self::Area => "m²",
            Self::Volume => "m³",
            Self::Mass => "kg",
            Self::Duration => "s",
            Self::Speed => "m/s",
            Self::Temperature => "°C",
            Self::Data => "bytes",
            Self::Power => "W",
            Self::Energy => "J",
            Self::Share => "%",
            Self::Points => "percentage points",
            Self::Magnitude => "magnitude",
        }
    }

    /// Says in a word what is measured.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Length => "distance",
            Self::Area => "area",
            Self::Volume => "volume",
            Self::Mass => "weight",
            Self::Duration => "time",
            Self::Speed => "speed",
            Self::Temperature => "temperature",
            Self::Data => "data",
            Self::Power => "power",
            Self::Energy => "energy",
            Self::Share => "share",
            Self::Points => "difference",
            Self::Magnitude => "magnitude",
        }
    }
}

/// A unit: `value × by + add` is in the base.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Unit {
    /// What it measures.
    pub dimension: Dimension,
    /// What it multiplies by.
    pub by: f64,
    /// What it adds.
    pub add: f64,
}

const MINUTE: f64 = 60.0;
const HOUR: f64 = 3_600.0;
const DAY: f64 = 86_400.0;
const MILE: f64 = 1_609.344;
const FOOT: f64 = 0.3048;

/// Names of units as they are written after a number, singular, sorted.
const UNITS: &[(&str, Dimension, f64)] = {
    use Dimension::{Area, Data, Duration, Energy, Length, Mass, Power, Speed, Volume};
    &[
        ("acre", Area, 4_046.86),
        ("barrel", Volume, 0.158_99),
        ("byte", Data, 1.0),
        ("centimeter", Length, 0.01),
        ("centimetre", Length, 0.01),
        ("centuries", Duration, 36_525.0 * DAY),
        ("century", Duration, 36_525.0 * DAY),
        ("cm", Length, 0.01),
        ("day", Duration, DAY),
        ("decade", Duration, 3_652.5 * DAY),
        ("feet", Length, FOOT),
        ("foot", Length, FOOT),
        ("ft", Length, FOOT),
        ("g", Mass, 0.001),
        ("gallon", Volume, 0.003_785),
        ("gb", Data, 1e9),
        ("gigabyte", Data, 1e9),
        ("gigawatt", Power, 1e9),
        ("gram", Mass, 0.001),
        ("gw", Power, 1e9),
        ("ha", Area, 10_000.0),
        ("hectare", Area, 10_000.0),
        ("hour", Duration, HOUR),
        ("hr", Duration, HOUR),
        ("inch", Length, 0.0254),
        ("inches", Length, 0.0254),
        ("kg", Mass, 1.0),
        ("kilo", Mass, 1.0),
        ("kilobyte", Data, 1e3),
        ("kilogram", Mass, 1.0),
        ("kilometer", Length, 1_000.0),
        ("kilometre", Length, 1_000.0),
        ("kilowatt", Power, 1e3),
        ("kilowatt-hour", Energy, 3.6e6),
        ("km", Length, 1_000.0),
        ("kmh", Speed, 1_000.0 / HOUR),
        ("knot", Speed, 0.514_444),
        ("kph", Speed, 1_000.0 / HOUR),
        ("kwh", Energy, 3.6e6),
        ("lb", Mass, 0.453_592),
        ("light-year", Length, 9.4607e15),
        ("liter", Volume, 0.001),
        ("litre", Volume, 0.001),
        ("m", Length, 1.0),
        ("mb", Data, 1e6),
        ("megabyte", Data, 1e6),
        ("megawatt", Power, 1e6),
        ("meter", Length, 1.0),
        ("metre", Length, 1.0),
        ("mi", Length, MILE),
        ("mile", Length, MILE),
        ("millimeter", Length, 0.001),
        ("millimetre", Length, 0.001),
        ("min", Duration, MINUTE),
        ("minute", Duration, MINUTE),
        ("mm", Length, 0.001),
        ("month", Duration, 30.44 * DAY),
        ("mph", Speed, MILE / HOUR),
        ("mw", Power, 1e6),
        ("night", Duration, DAY),
        ("ounce", Mass, 0.028_35),
        ("petabyte", Data, 1e15),
        ("pound", Mass, 0.453_592),
        ("sec", Duration, 1.0),
        ("second", Duration, 1.0),
        ("tb", Data, 1e12),
        ("terabyte", Data, 1e12),
        ("ton", Mass, 1_000.0),
        ("tonne", Mass, 1_000.0),
        ("watt", Power, 1.0),
        ("week", Duration, 7.0 * DAY),
        ("yard", Length, 0.9144),
        ("year", Duration, 365.25 * DAY),
    ]
};

/// Reads the unit that begins at token `at`, with or without a hyphen before it; also returns where it ends.
pub(super) fn read(tokens: &[Token<'_>], at: usize) -> Option<(Unit, usize)> {
    let at = if tokens.get(at).is_some_and(Token::hyphen) { at + 1 } else { at };
    percent(tokens, at).or_else(|| degrees(tokens, at)).or_else(|| powers(tokens, at)).or_else(|| plain(tokens, at))
}

const fn unit(dimension: Dimension, by: f64, add: f64) -> Unit {
    Unit { dimension, by, add }
}

fn percent(tokens: &[Token<'_>], at: usize) -> Option<(Unit, usize)> {
    let first = tokens.get(at)?;
    let is = |i: usize, words: &[&str]| tokens.get(i).is_some_and(|t| t.is_any(words));
    let end = match first.lower.as_ref() {
        "%" | "percent" | "pct" => at + 1,
        "per" if is(at + 1, &["cent"]) => at + 2,
        "percentage" if is(at + 1, &["point", "points"]) => return Some((unit(Dimension::Points, 1.0, 0.0), at + 2)),
        _ => return None,
    };
    if is(end, &["point", "points"]) {
        return Some((unit(Dimension::Points, 1.0, 0.0), end + 1));
    }
    Some((unit(Dimension::Share, 1.0, 0.0), end))
}

fn degrees(tokens: &[Token<'_>], at: usize) -> Option<(Unit, usize)> {
    let first = tokens.get(at)?;
    let celsius = unit(Dimension::Temperature, 1.0, 0.0);
    let fahrenheit = unit(Dimension::Temperature, 5.0 / 9.0, -160.0 / 9.0);
    if first.is_any(&["celsius", "fahrenheit"]) {
        return Some((if first.is("celsius") { celsius } else { fahrenheit }, at + 1));
    }
    if first.glued && matches!(first.raw, "C" | "F") {
        return Some((if first.raw == "C" { celsius } else { fahrenheit }, at + 1));
    }
    if !first.is_any(&["°", "degree", "degrees"]) {
        return None;
    }
    match tokens.get(at + 1) {
        Some(t) if t.is_any(&["c", "celsius", "centigrade"]) => Some((celsius, at + 2)),
        Some(t) if t.is_any(&["f", "fahrenheit"]) => Some((fahrenheit, at + 2)),
        // Degrees of what is not said: of warming, of latitude. Kept as they are.
        _ => Some((celsius, at + 1)),
    }
}

/// Reads square and cubic units and units an hour.
fn powers(tokens: &[Token<'_>], at: usize) -> Option<(Unit, usize)> {
    let first = tokens.get(at)?;
    let second = tokens.get(at + 1);
    let power = match first.lower.as_ref() {
        "square" | "sq" => 2,
        "cubic" => 3,
        "light" => {
            let hyphen = usize::from(second.is_some_and(Token::hyphen));
            let years = tokens.get(at + 1 + hyphen).is_some_and(|t| t.is_any(&["year", "years"]));
            return years.then(|| (unit(Dimension::Length, 9.4607e15, 0.0), at + 2 + hyphen));
        }
        _ => return an_hour(tokens, at),
    };
    let (length, end) = plain(tokens, at + 1).filter(|(unit, _)| unit.dimension == Dimension::Length)?;
    let dimension = if power == 2 { Dimension::Area } else { Dimension::Volume };
    Some((unit(dimension, length.by.powi(power), 0.0), end))
}

fn an_hour(tokens: &[Token<'_>], at: usize) -> Option<(Unit, usize)> {
    let (length, end) = plain(tokens, at).filter(|(unit, _)| unit.dimension == Dimension::Length)?;
    let per = tokens.get(end)?.is_any(&["per", "an", "a", "/"]);
    let hour = tokens.get(end + 1)?.is_any(&["hour", "h", "hr"]);
    (per && hour).then(|| (unit(Dimension::Speed, length.by / HOUR, 0.0), end + 2))
}

fn plain(tokens: &[Token<'_>], at: usize) -> Option<(Unit, usize)> {
    let token = tokens.get(at).filter(|t| t.kind == Kind::Word)?;
    let word = token.lower.trim_end_matches('\'');
    let find = |name: &str| UNITS.get(UNITS.binary_search_by(|(unit, ..)| (*unit).cmp(name)).ok()?);
    let &(name, dimension, by) = find(word).or_else(|| find(word.strip_suffix('s').filter(|w| w.len() > 1)?))?;
    // "5 Second Street" and "10 Hour": a capital makes a name of it.
    let network = token.raw == "G" && token.glued;
    let is_name = network || token.capital() && name.len() > 2 && !token.raw.chars().all(char::is_uppercase);
    (!is_name).then(|| (unit(dimension, by, 0.0), at + 1))
}

/// Marks and words of currencies with their codes; those that several countries use are the largest user's.
const CURRENCIES: &[(&str, &str)] =
    &[("$", "USD"), ("€", "EUR"), ("£", "GBP"), ("¥", "JPY"), ("₹", "INR"), ("₽", "RUB"), ("₩", "KRW"), ("₺", "TRY")];

/// Letters before the dollar sign.
const DOLLARS: &[(&str, &str)] = &[
    ("us", "USD"),
    ("a", "AUD"),
    ("au", "AUD"),
    ("c", "CAD"),
    ("ca", "CAD"),
    ("nz", "NZD"),
    ("hk", "HKD"),
    ("s", "SGD"),
];

/// Words for currencies after a number.
const MONEY: &[(&str, &str)] = &[
    ("dollar", "USD"),
    ("euro", "EUR"),
    ("yen", "JPY"),
    ("yuan", "CNY"),
    ("ruble", "RUB"),
    ("rouble", "RUB"),
    ("rupee", "INR"),
    ("peso", "peso"),
    ("franc", "CHF"),
    ("usd", "USD"),
    ("eur", "EUR"),
    ("gbp", "GBP"),
];

/// Reads a currency mark at token `at`; also returns where it ends.
pub(super) fn currency_before(tokens: &[Token<'_>], at: usize) -> Option<(&'static str, usize)> {
    let first = tokens.get(at).filter(|t| t.kind == Kind::Mark || t.capital())?;
    if let Some(&(_, code)) = CURRENCIES.iter().find(|(mark, _)| first.is(mark)) {
        return Some((code, at + 1));
    }
    let dollar = tokens.get(at + 1).is_some_and(|t| t.glued && t.is("$"));
    let &(_, code) = DOLLARS.iter().find(|(letters, _)| dollar && first.capital() && first.is(letters))?;
    Some((code, at + 2))
}

/// Reads a currency word at token `at`, with or without a hyphen before it; also returns where it ends.
pub(super) fn currency_after(tokens: &[Token<'_>], at: usize) -> Option<(&'static str, usize)> {
    let at = if tokens.get(at).is_some_and(Token::hyphen) { at + 1 } else { at };
    let nation = match tokens.get(at)?.lower.as_ref() {
        "us" | "u.s" | "american" => Some("USD"),
        "australian" => Some("AUD"),
        "canadian" => Some("CAD"),
        _ => None,
    };
    let word = tokens.get(at + usize::from(nation.is_some()))?;
    // "6.2 million pounds": nobody weighs so much, but of something.
    let scaled = || {
        at.checked_sub(1)
            .and_then(|i| tokens.get(i))
            .is_some_and(|t| t.is_any(&["million", "billion", "trillion", "bn"]))
    };
    if nation.is_none() && word.is("pounds") && scaled() && !tokens.get(at + 1).is_some_and(|t| t.is("of")) {
        return Some(("GBP", at + 1));
    }
    let find = |name: &str| MONEY.iter().find(|(unit, _)| *unit == name);
    let &(name, code) = find(&word.lower).or_else(|| find(word.lower.strip_suffix('s')?))?;
    let end = at + 1 + usize::from(nation.is_some());
    match nation {
        Some(nation) if name == "dollar" => Some((nation, end)),
        Some(_) => None,
        None => Some((code, end)),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a failed test should stop where it fails")]
    use super::super::token;
    use super::*;
    use crate::text::Span;

    #[test]
    fn the_units_are_sorted_so_that_every_one_is_found() {
        assert!(UNITS.is_sorted_by(|a, b| a.0 < b.0));
    }

    #[test]
    fn units_of_one_dimension_meet_in_its_base() {
        for (text, dimension, base) in [
            ("miles away", Dimension::Length, 1_609.344),
            ("-foot wall", Dimension::Length, 0.3048),
            ("km", Dimension::Length, 1_000.0),
            ("km/h", Dimension::Speed, 0.277_777),
            ("miles an hour", Dimension::Speed, 0.447_04),
            ("light-years", Dimension::Length, 9.4607e15),
            ("light years", Dimension::Length, 9.4607e15),
            ("square miles", Dimension::Area, 2_589_988.1),
            ("cubic metres", Dimension::Volume, 1.0),
            ("-pound", Dimension::Mass, 0.453_592),
            ("% of", Dimension::Share, 1.0),
            ("per cent", Dimension::Share, 1.0),
            ("percentage points", Dimension::Points, 1.0),
            ("°C", Dimension::Temperature, 1.0),
            ("months", Dimension::Duration, 30.44 * DAY),
        ] {
            let tokens = token::tokens(text, Span::new(0, text.len()));
            let (unit, _) = read(&tokens, 0).unwrap_or_else(|| (super::unit(Dimension::Data, 0.0, 0.0), 0));
            assert_eq!(unit.dimension, dimension, "{text}");
            assert!((unit.by / base - 1.0).abs() < 1e-4, "{text}");
        }
    }

    #[test]
    fn currencies_are_kept_apart() {
        for (text, code) in [("$5", "USD"), ("US$5", "USD"), ("A$5", "AUD"), ("€5", "EUR"), ("£5", "GBP")] {
            let tokens = token::tokens(text, Span::new(0, text.len()));
            assert_eq!(currency_before(&tokens, 0).unwrap().0, code);
        }
        for (text, code) in [("euros", "EUR"), ("-euro", "EUR"), ("dollars", "USD"), ("Canadian dollars", "CAD")] {
            let tokens = token::tokens(text, Span::new(0, text.len()));
            assert_eq!(currency_after(&tokens, 0).unwrap().0, code);
        }
    }
}
