//! What is handed on: the comparison of two articles as text, Markdown and HTML.
//!
//! The three say the same things in the same words: what they count and how they word it stands here, beside them
//! (`gist`, `counts`, `wording`), and each only sets it in its own medium.

pub mod html;
pub mod markdown;
pub mod noted;
pub mod text;

mod checks;
mod counts;
mod evidence;
mod gist;
mod link;
#[cfg(test)]
mod sample;
mod wording;

/// What is asked for beside the findings that every report has.
#[derive(Clone, Copy, Debug, Default)]
pub struct Asked<'a> {
    /// Whether matches that are only possible are listed too.
    pub possible: bool,
    /// Whether it says where the articles lie; else no path of the reader's own machine leaves it.
    pub paths: bool,
    /// The notes on both articles, in their order.
    pub notes: &'a [noted::NoteRow<'a>],
}
