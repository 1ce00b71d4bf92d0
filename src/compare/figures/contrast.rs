//! Words near a figure that set it apart from another of the same kind: won and lost, the first and the second quarter,
//! asked for and sentenced to, in the country and worldwide.
//!
//! English only. They only ever prevent a conflict.

use super::token::Token;

/// Tokens on either side that are looked at.
const NEAR: usize = 9;

/// Opposites: two figures near words of different groups of one axis are of different things.
const AXES: &[&[&[&str]]] = &[
    &[&["first", "1st"], &["second", "2nd"], &["third", "3rd"], &["fourth", "4th"], &["fifth", "final", "last"]],
    &[
        &["won", "win", "wins", "winning", "victory", "victories", "beat", "defeated"],
        &["lost", "lose", "loses", "losing", "loss", "losses", "defeat"],
    ],
    &[
        &[
            "rose",
            "rise",
            "risen",
            "rises",
            "rising",
            "increase",
            "increased",
            "gained",
            "climbed",
            "jumped",
            "grew",
            "up",
        ],
        &["decline", "declined", "dropped", "decreased", "decrease", "shrank", "down", "sank"],
    ],
    &[
        &["sentenced", "served", "serving", "received", "got", "granted", "grants", "approved"],
        &[
            "asked",
            "sought",
            "seek",
            "seeking",
            "demanded",
            "demanding",
            "demands",
            "requested",
            "wanted",
            "wants",
            "faces",
            "maximum",
        ],
    ],
    &[&["men", "male", "boys", "man", "boy"], &["women", "female", "girls", "woman", "girl"]],
    &[&["bought", "buy", "buys", "buying", "purchased"], &["sold", "sell", "sells", "selling"]],
    &[&["import", "imports", "imported"], &["export", "exports", "exported"]],
    &[&["hire", "hired", "hiring", "added"], &["fired", "cut", "laid", "dismissed"]],
    &[&["profit", "profits", "earned", "income"], &["loss", "losses", "lost", "debt", "debts"], &["revenue", "sales"]],
    &[&["morning"], &["afternoon", "evening"], &["night"]],
    &[&["high", "tall", "height"], &["long", "length"], &["wide", "width"], &["deep", "depth"], &["away"], &["thick"]],
    &[&["north"], &["south"], &["east"], &["west"]],
    &[&["minimum", "least"], &["maximum", "most", "record"]],
    &[&["house", "assembly", "representatives", "congressmen"], &["senate", "senators"]],
    &[
        &["january"],
        &["february"],
        &["april"],
        &["june"],
        &["july"],
        &["august"],
        &["september"],
        &["october"],
        &["november"],
        &["december"],
    ],
];

/// Words that widen or narrow what is counted: both sides have them or neither.
const SCOPES: &[&str] = &[
    "worldwide",
    "globally",
    "global",
    "nationwide",
    "overall",
    "total",
    "altogether",
    "combined",
    "cumulative",
    "average",
    "capacity",
    "target",
    "goal",
    "planned",
    "budgeted",
    "annual",
    "annually",
    "monthly",
    "weekly",
    "daily",
    "yearly",
    "hourly",
    "initial",
    "preliminary",
    "another",
    "extra",
    "remaining",
    "high",
    "tall",
    "wide",
    "deep",
    "thick",
    "away",
    "excluding",
    "except",
    "median",
    "per",
    "each",
    "previous",
    "aftershock",
    "aftershocks",
    "half",
    "long",
    "north",
    "south",
    "east",
    "west",
];

/// The contrasting words around a figure.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Contrast {
    /// Axis and group of each, ascending.
    poles: Vec<(usize, usize)>,
    /// The scopes, ascending.
    scopes: Vec<&'static str>,
}

impl Contrast {
    /// Collects them around tokens `start..end`.
    pub fn new(tokens: &[Token<'_>], start: usize, end: usize) -> Self {
        let near = tokens.iter().enumerate().skip(start.saturating_sub(NEAR)).take_while(|(i, _)| *i < end + NEAR);
        let mut found = Self::default();
        for (at, token) in near.filter(|(i, _)| *i < start || *i >= end) {
            let word = token.lower.as_str();
            for (axis, groups) in AXES.iter().enumerate() {
                let group = groups.iter().position(|group| group.contains(&word));
                found.poles.extend(group.map(|group| (axis, group)));
            }
            let close = at + 4 >= start && at < end + 3;
            found.scopes.extend(SCOPES.iter().find(|scope| close && **scope == word).copied());
        }
        found.poles.sort_unstable();
        found.poles.dedup();
        found.scopes.sort_unstable();
        found.scopes.dedup();
        found
    }

    /// Says whether the two set their figures apart.
    pub fn apart(&self, other: &Self) -> bool {
        let opposed = |axis: usize| {
            let of = |c: &Self| c.poles.iter().filter(|p| p.0 == axis).map(|p| p.1).collect::<Vec<_>>();
            let (a, b) = (of(self), of(other));
            !a.is_empty() && !b.is_empty() && a.iter().all(|group| !b.contains(group))
        };
        self.scopes != other.scopes || (0..AXES.len()).any(opposed)
    }
}
