//! What a comparison is at: for those who wait for two books, and for the bench that times the parts.

/// A part of a comparison, in the order in which they begin where one thread does it all.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stage {
    /// The sentences that report the same thing.
    Matches,
    /// Whether it is one event, and whether both ran the same copy.
    Guards,
    /// Numbers, amounts and dates.
    Figures,
    /// What is quoted.
    Quotes,
    /// Who and what is named.
    Names,
    /// Lists of members.
    Lists,
    /// Which figures are about one thing.
    FigurePairs,
    /// What only one side has.
    Only,
}

impl Stage {
    /// All of them, in order.
    pub const ALL: [Self; 8] = [
        Self::Matches,
        Self::Guards,
        Self::Figures,
        Self::Quotes,
        Self::Names,
        Self::Lists,
        Self::FigurePairs,
        Self::Only,
    ];

    /// Returns the word for it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Matches => "matches",
            Self::Guards => "guards",
            Self::Names => "names",
            Self::Figures => "figures",
            Self::FigurePairs => "figures met",
            Self::Only => "only here",
            Self::Quotes => "quotations",
            Self::Lists => "lists",
        }
    }
}
