//! A pair handed in: the comparison with the reader's decisions and, where they are asked for, the notes on both articles,
//! in one of its formats. The key `e` and `diptych compare` both write what stands here, so that they write the same.

use std::collections::HashMap;

use serde_json::Value;

use super::{Exported, Standing, json, markdown, rows};
use crate::article::Article;
use crate::article::anchor::locate::Locator;
use crate::compare::{Comparison, Input};
use crate::library::ArticleId;
use crate::notes::{Note, Target};
use crate::report::{Asked, html, text};

/// How a pair is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// For a terminal or a pipe.
    Text(text::Setting),
    /// For an editor's notes.
    Markdown,
    /// For a browser.
    Html,
    /// For programs.
    Json,
}

/// A pair that is handed in, left first.
#[derive(Clone, Copy, Debug)]
pub struct Pair<'a> {
    /// What was found.
    pub comparison: &'a Comparison,
    /// The articles.
    pub inputs: [Input<'a>; 2],
    /// Who they are.
    pub ids: [&'a ArticleId; 2],
    /// Whether matches that are only possible are listed too.
    pub possible: bool,
    /// Whether it says where the articles lie.
    pub paths: bool,
    /// The notes on them, where they are asked for.
    pub notes: Option<&'a [Exported<'a>]>,
}

impl Pair<'_> {
    /// Writes it; ends in a line feed.
    ///
    /// # Errors
    /// Only what `serde_json` reports, which for these types is nothing.
    pub fn written(&self, form: Form) -> serde_json::Result<String> {
        let [left, right] = self.inputs;
        let notes = self.notes.unwrap_or_default();
        let rows = rows::rows(notes, self.ids);
        let asked = Asked { possible: self.possible, paths: self.paths, notes: &rows };
        Ok(match form {
            Form::Text(setting) => text::with(self.comparison, self.inputs, setting, asked),
            Form::Markdown => markdown::report(self.comparison, self.inputs, self.ids, asked, notes),
            Form::Html => html::with(self.comparison, self.inputs, asked),
            Form::Json => {
                let notes = self.notes.map(|notes| Value::Array(json::values(notes)));
                crate::compare::json::with_notes(self.comparison, left, right, notes.as_ref())? + "\n"
            }
        })
    }
}

/// Joins notes with where their passages are in `articles`; what is about another article is looked for by `elsewhere`.
pub fn exported<'a>(
    notes: impl IntoIterator<Item = &'a Note>,
    articles: &HashMap<&ArticleId, &Article>,
    elsewhere: &dyn Fn(&Target) -> Standing,
) -> Vec<Exported<'a>> {
    let locators: HashMap<&ArticleId, (&Article, Locator<'_>)> =
        articles.iter().map(|(id, article)| (*id, (*article, Locator::new(article)))).collect();
    let stands = |target: &Target| match locators.get(&target.article) {
        Some((article, locator)) => Standing::of(target, article, locator),
        None => elsewhere(target),
    };
    notes.into_iter().map(|note| Exported::new(note, note.targets.iter().map(stands).collect())).collect()
}
