//! The title block over an article: who, when, how long, and the title where the text itself has none.

use crate::app::pane::flow::HeadLine;
use crate::article::{Article, CALLED_BY, InlineStyle, ParagraphKind, first_words};
use crate::config::theme::Role;
use crate::library::{Entry, Origin};

/// Returns the lines of the title block.
#[must_use]
pub fn lines(entry: &Entry, article: &Article, words_per_minute: usize) -> Vec<HeadLine> {
    let links = match links(article) {
        0 => String::new(),
        1 => " · 1 link".to_owned(),
        links => format!(" · {links} links"),
    };
    let text = format!("{}{links}", masthead(entry, words_per_minute));
    let mut lines = vec![HeadLine { role: Role::Kicker, text }];
    let titled = article.paragraphs.iter().any(|p| p.kind == ParagraphKind::Title);
    if let (false, Some(title)) = (titled, &article.meta.title) {
        lines.push(HeadLine { role: Role::Heading, text: title.clone() });
    }
    let signed = article.paragraphs.iter().any(|p| p.kind == ParagraphKind::Byline);
    if !signed && !article.meta.authors.is_empty() {
        lines.push(HeadLine { role: Role::Dim, text: format!("By {}", listed(&article.meta.authors)) });
    }
    lines
}

/// Counts the places that link somewhere else.
fn links(article: &Article) -> usize {
    let leads = |index: usize| article.links.get(index).is_some_and(|written| !written.trim().starts_with('#'));
    let inlines = article.paragraphs.iter().flat_map(|paragraph| &paragraph.inlines);
    inlines.filter(|inline| matches!(inline.style, InlineStyle::Link(index) if leads(index))).count()
}

/// Returns the line of source, date and reading time.
#[must_use]
pub fn masthead(entry: &Entry, words_per_minute: usize) -> String {
    let mut parts =
        vec![entry.meta.source.as_ref().map_or_else(|| name(&entry.origin), |source| source.to_uppercase())];
    if let Some(published) = &entry.meta.published {
        parts.push(published.short());
    }
    parts.push(format!("{} min", entry.minutes(words_per_minute)));
    parts.join(" · ")
}

/// Returns what stands for an article's source where none is known: its file's name.
#[must_use]
pub fn name(origin: &Origin) -> String {
    match origin {
        Origin::File(path) => path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned(),
        Origin::Sample(path) => (*path).to_owned(),
        Origin::Stdin => "standard input".to_owned(),
    }
}

/// Returns the title, or the first words where there is none: never an invented one.
#[must_use]
pub fn title(entry: &Entry) -> &str {
    entry.meta.title.as_deref().unwrap_or(&entry.first_words)
}

/// Returns the title, or as many of the first words as reports call an article by; empty where there are none.
#[must_use]
pub fn called(entry: &Entry) -> String {
    entry.meta.title.as_deref().map_or_else(|| first_words(&entry.first_words, CALLED_BY), str::to_owned)
}

fn listed(names: &[String]) -> String {
    match names {
        [] => String::new(),
        [one] => one.clone(),
        [most @ .., last] => format!("{} and {last}", most.join(", ")),
    }
}
