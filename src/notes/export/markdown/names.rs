//! What the articles of an export are called: the long name once, above their notes and in the list of sources; else the
//! short one, who published it and when.

use std::collections::HashMap;

use super::super::{called, day, file};
use crate::library::ArticleId;
use crate::library::url::openable;
use crate::notes::{About, Target};
use crate::report::markdown::escape::{destination, escape};

/// The articles of an export, in their order.
pub struct Names<'a> {
    articles: Vec<&'a Target>,
    short: HashMap<&'a ArticleId, String>,
}

impl<'a> Names<'a> {
    /// Names `articles`; `given` are the short names of those that have one already, escaped.
    pub fn new(articles: Vec<&'a Target>, given: &[(&ArticleId, String)]) -> Self {
        let plain: Vec<String> = articles.iter().map(|it| by(&it.about)).collect();
        let mut of_name: HashMap<&String, usize> = HashMap::with_capacity(plain.len());
        plain.iter().for_each(|name| *of_name.entry(name).or_default() += 1);
        let twin = |name: &String| of_name.get(name).is_some_and(|count| *count > 1);
        let name = |it: &&'a Target, plain: &String| {
            let file =
                file(&it.about).filter(|_| twin(plain)).map_or_else(String::new, |file| format!(", {}", escape(file)));
            let given = given.iter().find(|(id, _)| **id == it.article);
            given.map_or_else(|| format!("{plain}{file}"), |(_, name)| dated(name, &it.about))
        };
        let short = articles.iter().zip(&plain).map(|(it, plain)| (&it.article, name(it, plain))).collect();
        Self { articles, short }
    }

    /// Returns the articles.
    pub fn articles(&self) -> &[&'a Target] {
        &self.articles
    }

    /// Returns what an article is called in short, escaped.
    pub fn short(&self, article: &ArticleId) -> &str {
        self.short.get(article).map_or("An article", String::as_str)
    }

    /// Returns an item for each article but those that are `told` already: what it is called in short and in full, with
    /// the name of its file. Where that lies on the reader's machine is nobody's business.
    pub fn sources(&self, told: &[&ArticleId]) -> Vec<String> {
        let more = self.articles.iter().filter(|it| !told.contains(&&it.article));
        more.map(|it| source(self.short(&it.article), &it.about)).collect()
    }
}

fn source(short: &str, about: &About) -> String {
    let file = file(about).map(|file| format!("file {}", escape(file)));
    let title = Some(linked(about)).filter(|title| title != short);
    let parts = title.into_iter().chain(file).collect::<Vec<_>>().join(" · ");
    if parts.is_empty() { short.to_owned() } else { format!("{short}: {parts}") }
}

/// Returns who published an article and when, else what it is called.
fn by(about: &About) -> String {
    let said = |text: &&str| !text.trim().is_empty();
    let name =
        about.source.as_deref().filter(said).or_else(|| file(about)).map_or_else(|| called(about), str::to_owned);
    let name = Some(escape(&name)).filter(|name| !name.is_empty()).unwrap_or_else(|| "An article".to_owned());
    dated(&name, about)
}

fn dated(name: &str, about: &About) -> String {
    day(about).map_or_else(|| name.to_owned(), |day| format!("{name}, {}", escape(&day)))
}

/// Returns what an article is called, as a link where it has an address.
pub fn linked(about: &About) -> String {
    let name = Some(escape(&called(about))).filter(|name| !name.is_empty()).unwrap_or_else(|| "An article".to_owned());
    match about.url.as_deref().and_then(|url| openable(url).ok()) {
        Some(url) => format!("[{name}](<{}>)", destination(url.as_str())),
        None => name,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::notes::export::tests::target;

    #[test]
    fn articles_of_one_source_and_day_are_told_apart_by_their_files() {
        let (one, mut two) = (target('a', "x"), target('b', "y"));
        two.about = About { path: Some("/news/other.txt".to_owned()), ..one.about.clone() };
        let names = Names::new(vec![&one, &two], &[]);
        assert_eq!(names.short(&one.article), "Gazette, 7 Mar 2026, a b.txt");
        assert_eq!(names.short(&two.article), "Gazette, 7 Mar 2026, other.txt");
        let given = Names::new(vec![&one], &[(&one.article, "left.md".to_owned())]);
        assert_eq!(given.short(&one.article), "left.md, 7 Mar 2026");
        assert!(given.sources(&[&one.article]).is_empty());
    }

    #[test]
    fn an_article_of_which_nothing_is_known_is_an_article() {
        let bare = Target::default();
        let names = Names::new(vec![&bare], &[]);
        assert_eq!((names.short(&bare.article), names.sources(&[])), ("An article", vec!["An article".to_owned()]));
    }
}
