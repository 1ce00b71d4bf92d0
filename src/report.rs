//! What is handed on: the comparison of two articles as text, Markdown and HTML.
//!
//! The three say the same things in the same words: what they count and how they word it stands here, beside them
//! (`gist`, `counts`, `wording`), and each only sets it in its own medium.

pub mod html;
pub mod markdown;
pub mod text;

mod checks;
mod counts;
mod evidence;
mod gist;
mod link;
#[cfg(test)]
mod sample;
mod wording;
