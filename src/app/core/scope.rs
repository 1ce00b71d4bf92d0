//! Which notes are listed: those of an article, a pair, a story, or all.

use crate::library::ArticleId;
use crate::notes::Note;

/// Which notes are listed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Scope {
    /// Those of one article.
    Article(ArticleId),
    /// Those of the two articles side by side.
    Pair([ArticleId; 2]),
    /// Those of the articles of a story.
    Story(String, Vec<ArticleId>),
    /// All.
    Library,
}

impl Scope {
    /// Says whether a note belongs to it.
    #[must_use]
    pub fn holds(&self, note: &Note) -> bool {
        let any = |ids: &[ArticleId]| note.targets.iter().any(|target| ids.contains(&target.article));
        match self {
            Self::Article(id) => any(std::slice::from_ref(id)),
            Self::Pair(ids) => any(ids),
            Self::Story(_, ids) => any(ids),
            Self::Library => true,
        }
    }

    /// Returns its name.
    #[must_use]
    pub fn name(&self) -> String {
        match self {
            Self::Article(_) => "this article".to_owned(),
            Self::Pair(_) => "this pair".to_owned(),
            Self::Story(name, _) => format!("the story “{name}”"),
            Self::Library => "the library".to_owned(),
        }
    }
}
