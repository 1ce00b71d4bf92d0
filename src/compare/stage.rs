//! What a comparison is at: for those who wait for two books, and for the bench that times the parts.

/// A part of a comparison, in the order in which they come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stage {
    /// The sentences that report the same thing.
    Matches,
    /// Whether it is one event, and whether both ran the same copy.
    Guards,
    /// Who and what is named.
    Names,
    /// Numbers, amounts and dates.
    Figures,
    /// What only one side has.
    Only,
    /// What is quoted.
    Quotes,
    /// Lists of members.
    Lists,
}

impl Stage {
    /// All of them, in order.
    pub const ALL: [Self; 7] =
        [Self::Matches, Self::Guards, Self::Names, Self::Figures, Self::Only, Self::Quotes, Self::Lists];

    /// Returns the word for it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Matches => "matches",
            Self::Guards => "guards",
            Self::Names => "names",
            Self::Figures => "figures",
            Self::Only => "only here",
            Self::Quotes => "quotations",
            Self::Lists => "lists",
        }
    }
}
