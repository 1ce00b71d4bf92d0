//! Who an article is (DESIGN.md): url, content, path and likeness, kept in `identities/<id>.json`.

/// How an article's identity was found.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub enum Recognised {
    /// Never kept before: the id comes from its url or text.
    #[default]
    New,
    /// Same url as a kept identity.
    Url,
    /// Same text.
    Content,
    /// Same path and a similar text.
    Path,
    /// Elsewhere and edited, but clearly the most similar; a guess, told to the reader. The likeness is 0 to 1.
    Likeness(f64),
}

/// The kept identities.
#[derive(Clone, Debug, Default)]
pub struct Identities {}
