//! What a reader sets about an article: title, source, story, date, tags. The text is never touched.
//!
//! A file is diptych's own where it lies under the folder of the default library (`articles/` in the data folder, where
//! `add` and feeds write) and has a TOML head: then what is set goes into that head. Everything else is the reader's own
//! file, or none at all, and is never written: what is set about it lies in `identities/<id>.json`, under `set`, and is
//! laid over what the file says wherever the article is read.

use std::path::Path;

use serde::{Deserialize, Deserializer, Serialize};
use toml::Value;

use super::card::Card;
use super::{Entry, Loaded, Origin};
use crate::article::front_matter::set::{SetError, Setting, set};
use crate::article::{Meta, When};

/// What is set: of each field nothing, a value, or that it is empty.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Edits {
    /// When it was set, in milliseconds since 1970; of two the later counts.
    #[serde(default)]
    pub at: u64,
    /// The headline.
    #[serde(default, deserialize_with = "given", skip_serializing_if = "Option::is_none")]
    pub title: Option<Option<String>>,
    /// Who published it.
    #[serde(default, deserialize_with = "given", skip_serializing_if = "Option::is_none")]
    pub source: Option<Option<String>>,
    /// The story that it belongs to.
    #[serde(default, deserialize_with = "given", skip_serializing_if = "Option::is_none")]
    pub story: Option<Option<String>>,
    /// When it was published, as front matter has it.
    #[serde(default, deserialize_with = "given", skip_serializing_if = "Option::is_none")]
    pub published: Option<Option<String>>,
    /// Its tags.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tags: Option<Vec<String>>,
}

/// Tells `null`, which empties a field, from a field that is not there.
fn given<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Option<String>>, D::Error> {
    Option::<String>::deserialize(deserializer).map(Some)
}

impl Edits {
    /// Says whether nothing is set.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.title.is_none()
            && self.source.is_none()
            && self.story.is_none()
            && self.published.is_none()
            && self.tags.is_none()
    }

    /// Lays later edits over these.
    #[must_use]
    pub fn then(self, later: Self) -> Self {
        Self {
            at: self.at.max(later.at),
            title: later.title.or(self.title),
            source: later.source.or(self.source),
            story: later.story.or(self.story),
            published: later.published.or(self.published),
            tags: later.tags.or(self.tags),
        }
    }

    /// Takes the fields of `other` away.
    #[must_use]
    pub fn without(self, other: &Self) -> Self {
        let left = |own: Option<Option<String>>, other: &Option<Option<String>>| own.filter(|_| other.is_none());
        Self {
            at: self.at,
            title: left(self.title, &other.title),
            source: left(self.source, &other.source),
            story: left(self.story, &other.story),
            published: left(self.published, &other.published),
            tags: self.tags.filter(|_| other.tags.is_none()),
        }
    }

    /// Leaves out what the file says by itself.
    #[must_use]
    pub fn beside(self, meta: &Meta) -> Self {
        let other = |set: Option<Option<String>>, own: &Option<String>| set.filter(|set| set != own);
        Self {
            at: self.at,
            title: other(self.title, &meta.title),
            source: other(self.source, &meta.source),
            story: other(self.story, &meta.story),
            published: self.published.filter(|set| date(set.as_deref()) != meta.published),
            tags: self.tags.filter(|tags| *tags != meta.tags),
        }
    }

    /// Lays what is set over what the file says.
    pub fn lay_over(&self, meta: &mut Meta) {
        let text = |own: &mut Option<String>, set: &Option<Option<String>>| {
            if let Some(set) = set {
                own.clone_from(set);
            }
        };
        text(&mut meta.title, &self.title);
        text(&mut meta.source, &self.source);
        text(&mut meta.story, &self.story);
        if let Some(set) = &self.published {
            meta.published = date(set.as_deref());
        }
        if let Some(tags) = &self.tags {
            meta.tags.clone_from(tags);
        }
    }

    /// Lays what is set over what the list knows.
    pub fn lay_over_card(&self, card: &mut Card) {
        if let Some(set) = &self.title {
            card.title = set.as_deref().map(Into::into);
        }
        if let Some(set) = &self.source {
            card.source = set.as_deref().map(Into::into);
        }
        if let Some(set) = &self.story {
            card.story = set.as_deref().map(Into::into);
        }
        if let Some(set) = &self.published {
            (card.published, card.stands) = (date(set.as_deref()), None);
        }
        if let Some(tags) = &self.tags {
            card.tags = tags.iter().map(|tag| tag.as_str().into()).collect();
        }
    }

    /// Lays what is set over an article that was loaded.
    pub fn lay_over_loaded(&self, loaded: &mut Loaded) {
        self.lay_over(&mut loaded.article.meta);
        self.lay_over_card(&mut loaded.entry.meta);
    }

    /// Returns a file with what is set in its head, and all else letter by letter as it was.
    ///
    /// # Errors
    /// Where it has no head in which anything can be set.
    pub fn in_head(&self, file: &str) -> Result<String, SetError> {
        let text = |set: &Option<String>| set.clone().map(Value::String);
        let moment = |set: &Option<String>| date(set.as_deref()).and_then(When::to_toml).map(Value::Datetime);
        let list = |tags: &Vec<String>| {
            (!tags.is_empty()).then(|| Value::Array(tags.iter().cloned().map(Value::String).collect()))
        };
        let all = [
            (&["title", "headline"][..], self.title.as_ref().map(text)),
            (&["source", "publisher", "publication", "site", "site_name"], self.source.as_ref().map(text)),
            (&["story"], self.story.as_ref().map(text)),
            (&["published", "date", "publishdate", "date_published", "pubdate"], self.published.as_ref().map(moment)),
            (&["tags", "tag", "categories", "category", "keywords"], self.tags.as_ref().map(list)),
        ];
        let settings: Vec<Setting<'_>> =
            all.into_iter().filter_map(|(names, value)| Some(Setting { names, value: value? })).collect();
        set(file, &settings)
    }
}

fn date(text: Option<&str>) -> Option<When> {
    text.and_then(When::written)
}

/// Says whether an article is a file that diptych wrote itself: one under the default library in `articles`.
#[must_use]
pub fn may_be_own(origin: &Origin, articles: &Path) -> bool {
    matches!(origin, Origin::File(path) if path.starts_with(articles))
}

/// Lays what is set over an article of the list.
pub fn lay_over(entry: &mut Entry, edits: Option<&Edits>) {
    if let Some(edits) = edits {
        edits.lay_over_card(&mut entry.meta);
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may fail by panicking")]
    use super::*;
    use crate::article::Format;
    use crate::article::import::import;

    fn edits() -> Edits {
        Edits {
            at: 3,
            title: Some(Some("New".to_owned())),
            source: Some(None),
            published: Some(Some("2026-03-07".to_owned())),
            tags: Some(vec!["a".to_owned(), "b c".to_owned()]),
            ..Edits::default()
        }
    }

    #[test]
    fn a_field_that_is_emptied_and_one_that_is_not_set_are_told_apart_in_the_file_of_an_identity() {
        let json = serde_json::to_string(&edits()).unwrap();
        assert!(json.contains("\"source\":null") && !json.contains("story"), "{json}");
        assert_eq!(serde_json::from_str::<Edits>(&json).unwrap(), edits());
    }

    #[test]
    fn what_is_set_in_a_head_is_read_from_it_and_the_text_stays() {
        let file = "+++\ntitle = \"Old\" # mine\nsource = \"Quay\"\nmood = 3\n+++\n\nText *as it is*.\n";
        let told = edits().in_head(file).unwrap();
        let (article, flaws) = import(&told, Format::Plain);
        let mut meta = import(file, Format::Plain).0.meta;
        edits().lay_over(&mut meta);
        assert_eq!((flaws, &article.meta), (vec![], &meta));
        assert!(told.contains("\"New\" # mine\n") && told.ends_with("+++\n\nText *as it is*.\n"), "{told}");
        assert!(told.contains("mood = 3") && told.contains("published = 2026-03-07\n"), "{told}");
    }

    #[test]
    fn what_a_head_says_by_another_name_is_emptied_too() {
        let told = Edits { published: Some(None), ..Edits::default() }
            .in_head("+++\ntitle = \"T\"\ndate = 2026-03-07\npublished = 2026-03-08\n+++\nText.")
            .unwrap();
        assert_eq!(told, "+++\ntitle = \"T\"\n+++\nText.");
    }

    #[test]
    fn only_what_differs_from_the_file_is_kept_beside_it() {
        let meta =
            import("+++\ntitle = \"New\"\npublished = 2026-03-07\ntags = [\"a\"]\n+++\nText.", Format::Plain).0.meta;
        let beside = edits().beside(&meta);
        assert_eq!((beside.title, beside.source, beside.published), (None, None, None));
        assert_eq!(beside.tags.map(|tags| tags.len()), Some(2));
        assert!(edits().without(&edits()).is_empty());
        let later = Edits { story: Some(Some("s".to_owned())), title: Some(None), ..Edits::default() };
        let both = edits().then(later);
        assert_eq!((both.title, both.story, both.at), (Some(None), Some(Some("s".to_owned())), 3));
    }

    #[test]
    fn own_files_lie_under_the_default_library() {
        let file = |path: &str| Origin::File(path.into());
        let articles = Path::new("/data/diptych/articles");
        assert!(may_be_own(&file("/data/diptych/articles/feeds/tide/a.md"), articles));
        assert!(!may_be_own(&file("/data/diptych/articles2/a.md"), articles));
        assert!(!may_be_own(&Origin::Sample("a.md"), articles) && !may_be_own(&Origin::Stdin, articles));
    }
}
