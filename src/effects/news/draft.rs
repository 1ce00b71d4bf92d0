//! The file of an article that a feed brought: what the feed says of it at its head, and its text as Markdown.

use jiff::Timestamp;
use toml::Value;

use crate::article::markdown::markdown;
use crate::article::page::Page;
use crate::article::{Meta, head};
use crate::newsroom::feed::{Entry, Feed};

/// What the file is made of.
pub(super) struct Source<'s> {
    /// The feed that brought it.
    pub feed: &'s Feed,
    /// Where the feed lies, without a password.
    pub url: &'s str,
    /// Who published it.
    pub name: &'s str,
    /// Tags that the reader gave the feed.
    pub tags: &'s [String],
    /// When it came.
    pub fetched: Timestamp,
}

/// Returns the file of an entry, with the text of its page where that was fetched.
pub(super) fn text(source: &Source<'_>, entry: &Entry, page: Option<&Page>) -> String {
    // A value over several lines could hold the line that ends the head.
    let line = |text: &String| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let known = |text: &String| Some(line(text)).filter(|text| !text.is_empty());
    let said = page.map(|page| page.meta.clone()).unwrap_or_default();
    let mut tags = source.tags.to_vec();
    tags.extend(entry.tags.iter().map(line).filter(|tag| !source.tags.contains(tag)));
    let meta = Meta {
        title: known(&entry.title).or(said.title),
        source: known(&source.name.to_owned()),
        authors: if entry.authors.is_empty() { said.authors } else { entry.authors.iter().map(line).collect() },
        published: entry.published.or(said.published),
        updated: entry.updated.filter(|updated| Some(*updated) != entry.published).or(said.updated),
        url: entry.url.clone().or(said.url),
        lang: entry.lang.as_ref().or(source.feed.lang.as_ref()).and_then(known).or(said.lang),
        tags,
        ..Meta::default()
    };
    let mut head = head::known(&meta);
    let fetched = source.fetched.strftime("%Y-%m-%dT%H:%M:%SZ").to_string().parse().map(Value::Datetime);
    head.extend(fetched.ok().map(|fetched| ("fetched".to_owned(), fetched)));
    let mut set = |key: &str, value: &str| head.insert(key.to_owned(), Value::String(value.to_owned()));
    set("feed", source.url);
    if let Some(id) = known(&entry.id) {
        set("guid", &id);
    }
    let head = toml::to_string(&head).unwrap_or_default();
    let html = if entry.content.trim().is_empty() { &entry.summary } else { &entry.content };
    let body = page.map_or_else(|| markdown(html).trim_end().to_owned(), |page| page.body.trim().to_owned());
    format!("+++\n{head}+++\n\n{body}\n")
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may fail by panicking")]
    use super::*;
    use crate::article::import::import;
    use crate::article::{Format, When};

    fn file(entry: &Entry, page: Option<&Page>) -> String {
        let feed = Feed { lang: Some("en".to_owned()), ..Feed::default() };
        let tags = ["sea".to_owned()];
        let fetched = Timestamp::from_second(1_772_892_300).unwrap();
        let source = Source { feed: &feed, url: "https://a.example/feed", name: "Quay", tags: &tags, fetched };
        text(&source, entry, page)
    }

    #[test]
    fn an_entry_is_read_again_as_it_was() {
        let entry = Entry {
            id: "tag:a,1\n+++\n".to_owned(),
            title: "\"Ship\" *freed*".to_owned(),
            url: Some("https://a.example/1".to_owned()),
            published: When::from_text("2026-03-07"),
            authors: vec!["Ann Poe".to_owned()],
            tags: vec!["sea".to_owned(), "quay".to_owned()],
            summary: "<p>One *star* &amp; 5 &lt; 6</p><p># Two</p><script>no</script>".to_owned(),
            ..Entry::default()
        };
        let file = file(&entry, None);
        let (article, flaws) = import(&file, Format::Markdown);
        assert_eq!(flaws, []);
        assert_eq!(article.text, "One *star* & 5 < 6\n\n# Two");
        let meta = &article.meta;
        assert_eq!((meta.title.as_deref(), meta.source.as_deref()), (Some("\"Ship\" *freed*"), Some("Quay")));
        assert_eq!((meta.authors.as_slice(), meta.lang.as_deref()), (&["Ann Poe".to_owned()][..], Some("en")));
        assert_eq!(meta.tags, ["sea", "quay"]);
        assert_eq!(meta.published, When::from_text("2026-03-07"));
        assert!(file.contains("fetched = 2026-03-07T14:05:00Z\n"), "{file}");
        assert!(file.contains("feed = \"https://a.example/feed\"\n"));
    }

    #[test]
    fn a_page_gives_the_text_and_what_the_feed_does_not_say() {
        let meta = Meta { authors: vec!["Bo".to_owned()], title: Some("Page".to_owned()), ..Meta::default() };
        let page = Page { meta, body: "The *whole* text.".to_owned(), ..Page::default() };
        let entry = Entry { title: "Feed".to_owned(), summary: "Short.".to_owned(), ..Entry::default() };
        let article = import(&file(&entry, Some(&page)), Format::Markdown).0;
        assert_eq!((article.text.as_str(), article.meta.title.as_deref()), ("The whole text.", Some("Feed")));
        assert_eq!(article.meta.authors, ["Bo"]);
    }
}
