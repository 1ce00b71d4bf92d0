//! The box in which an article is added: what was typed or pasted, and what was found there.
//!
//! What was typed stays when the box is closed and is there when it is opened again, so that nothing is lost by Esc.

use tui_input::Input;

use crate::app::core::adding::Find;
use crate::app::core::geometry::Area;
use crate::app::core::request::RequestId;
use crate::app::pane::head;
use crate::article::Article;
use crate::config::theme::Role;
use crate::library::Origin;
use crate::library::adding::Addition;
use crate::text::wrap::{Wrap, wrap};

/// Columns of the labels, the space after them included.
pub const LABEL: usize = 12;

/// Bytes of pasted texts.
pub const MOST_PASTED: usize = 4 << 20;

/// Titles of a folder or a feed that are shown.
const MOST_TITLES: usize = 100;

/// What is being added.
#[derive(Clone, Debug, Default)]
pub struct Adding {
    /// The line that was typed.
    pub input: Input,
    /// The text that was pasted.
    pub pasted: String,
    /// How far it has come.
    pub stage: Stage,
    /// Whether what is left out is shown instead of what is kept.
    pub left_out: bool,
    /// The first row that is shown.
    pub top: usize,
}

/// How far it has come.
#[derive(Clone, Debug, Default)]
pub enum Stage {
    /// Nothing was looked for.
    #[default]
    Typing,
    /// It is being looked for.
    Looking(RequestId),
    /// It was found; the second are the places of those articles that lie in the library already.
    Found(Box<Find>, Vec<Option<Origin>>),
    /// It is being kept.
    Keeping(RequestId),
    /// It failed, and why.
    Failed(String),
}

/// A row: its label, its words, the role of the words.
pub type Row = (&'static str, String, Role);

impl Adding {
    /// Says whether nothing was typed or pasted.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        self.input.value().trim().is_empty() && self.pasted.trim().is_empty()
    }

    /// Returns the question that is not answered yet.
    #[must_use]
    pub const fn request(&self) -> Option<RequestId> {
        match self.stage {
            Stage::Looking(id) | Stage::Keeping(id) => Some(id),
            _ => None,
        }
    }

    /// Says what was pasted, in a line; nothing where nothing was.
    #[must_use]
    pub fn pasted_told(&self) -> Option<String> {
        let lines = self.pasted.lines().count();
        (lines > 0).then(|| format!("a text of {} ({} characters)", count(lines, "line"), self.pasted.chars().count()))
    }

    /// Returns what is told of what was found, wrapped into `area`'s columns.
    #[must_use]
    pub fn rows(&self, columns: usize) -> Vec<Row> {
        let told = match &self.stage {
            Stage::Typing if self.is_blank() => {
                vec![("", "what is found is shown before it is kept".to_owned(), Role::Dim)]
            }
            Stage::Typing => vec![("", "Enter looks for it".to_owned(), Role::Dim)],
            Stage::Looking(_) => vec![("", "looking for it …   Esc calls it off".to_owned(), Role::Accent)],
            Stage::Keeping(_) => vec![("", "keeping it …".to_owned(), Role::Accent)],
            Stage::Failed(why) => vec![("", why.clone(), Role::Warning)],
            Stage::Found(find, there) => match &**find {
                Find::Feed(feed) => feed_rows(feed),
                Find::Articles { all, problems } => match (all.as_slice(), there.as_slice()) {
                    ([one], [there]) if problems.is_empty() => article_rows(one, there.as_ref(), self.left_out),
                    _ => folder_rows(all, there, problems),
                },
            },
        };
        let how = Wrap { width: columns.max(1), first_indent: 0, next_indent: 0, keep_breaks: true };
        let mut rows = Vec::new();
        for (label, text, role) in told {
            if text.is_empty() {
                rows.push((label, text, role));
                continue;
            }
            for (index, span) in wrap(&text, how).into_iter().enumerate() {
                rows.push((if index == 0 { label } else { "" }, span.of(&text).to_owned(), role));
            }
        }
        rows
    }

    /// Scrolls by rows, as far as there are some.
    pub fn scroll(&mut self, by: isize, area: Area) {
        let rows = self.rows(columns(area)).len();
        let most = rows.saturating_sub(shown_rows(area));
        self.top = self.top.saturating_add_signed(by).min(most);
    }
}

/// Returns the columns of the words in the box.
#[must_use]
pub const fn columns(area: Area) -> usize {
    area.width.saturating_sub(LABEL + 4)
}

/// Returns the rows below the line of input.
#[must_use]
pub const fn shown_rows(area: Area) -> usize {
    area.height.saturating_sub(4)
}

fn article_rows(one: &Addition, there: Option<&Origin>, left_out: bool) -> Vec<Row> {
    let Addition { loaded, .. } = one;
    let (meta, article) = (&loaded.article.meta, &loaded.article);
    let aside = set_aside(article);
    let all_out = || aside.iter().map(String::as_str).chain(one.left_out.iter().map(String::as_str));
    if left_out {
        let rows = all_out().map(|line| ("", line.to_owned(), Role::Dim));
        return std::iter::once(("left out", "Tab: back to what is kept".to_owned(), Role::Dim)).chain(rows).collect();
    }
    let mut rows: Vec<Row> = Vec::new();
    if let Some(there) = there {
        rows.push(("", format!("in the library already: {}", head::name(there)), Role::Warning));
    }
    let title = meta.title.clone().unwrap_or_else(|| article.first_words(72));
    let when = |when: Option<crate::article::When>| when.map(|when| when.short());
    let known = [
        ("title", Some(title)),
        ("source", meta.source.clone()),
        ("authors", (!meta.authors.is_empty()).then(|| meta.authors.join(", "))),
        ("date", when(meta.published)),
        ("updated", when(meta.updated)),
        ("address", meta.url.clone()),
        ("story", meta.story.clone()),
    ];
    rows.extend(known.into_iter().filter_map(|(label, text)| Some((label, text?, Role::Text))));
    let size = format!("{}, {}", count(article.paragraphs.len(), "paragraph"), count(article.story_words(), "word"));
    rows.push(("text", size, Role::Text));
    let of_page = (!one.left_out.is_empty()).then(|| format!("{} of the page", count(one.left_out.len(), "line")));
    let of_text =
        (!aside.is_empty()).then(|| format!("{} set aside, kept and dimmed", count(aside.len(), "paragraph")));
    let told: Vec<String> = of_page.into_iter().chain(of_text).collect();
    if !told.is_empty() {
        rows.push(("left out", format!("{}   Tab shows them", told.join("; ")), Role::Text));
    }
    rows.push(("", String::new(), Role::Text));
    let body = article.paragraphs.iter().enumerate().filter(|(_, p)| !p.kind.is_furniture());
    rows.extend(body.take(40).map(|(index, _)| ("", article.paragraph_text(index).to_owned(), Role::Dim)));
    rows
}

/// Returns the paragraphs that are kept, but are not the story.
fn set_aside(article: &Article) -> Vec<String> {
    let aside = article.paragraphs.iter().enumerate().filter(|(_, p)| p.kind.is_furniture());
    aside.map(|(index, _)| article.paragraph_text(index).to_owned()).collect()
}

fn folder_rows(all: &[Addition], there: &[Option<Origin>], problems: &[String]) -> Vec<Row> {
    let known = there.iter().flatten().count();
    let mut rows = vec![("found", count(all.len(), "article"), Role::Text)];
    if known > 0 {
        rows.push(("", format!("{known} of them in the library already, left as they are"), Role::Dim));
    }
    if !problems.is_empty() {
        rows.push(("", format!("{} not read", count(problems.len(), "file")), Role::Warning));
    }
    rows.push(("", String::new(), Role::Text));
    let titles = all.iter().zip(there).take(MOST_TITLES).map(|(one, there)| {
        let role = if there.is_some() { Role::Dim } else { Role::Text };
        ("", head::title(&one.loaded.entry).to_owned(), role)
    });
    rows.extend(titles);
    rows.extend(problems.iter().map(|problem| ("", problem.clone(), Role::Warning)));
    rows
}

fn feed_rows(feed: &crate::app::core::adding::FoundFeed) -> Vec<Row> {
    let asked = if feed.is_known {
        ("", "it is in your list of feeds already".to_owned(), Role::Warning)
    } else {
        ("", "Enter subscribes to it, and keeps its articles".to_owned(), Role::Accent)
    };
    let mut rows = vec![
        ("a feed", feed.title.clone(), Role::Text),
        ("address", feed.address.clone(), Role::Text),
        ("articles", feed.entries.len().to_string(), Role::Text),
        asked,
        ("", String::new(), Role::Text),
    ];
    rows.extend(feed.entries.iter().take(MOST_TITLES).map(|title| ("", title.clone(), Role::Dim)));
    rows
}

fn count(number: usize, noun: &str) -> String {
    if number == 1 { format!("1 {noun}") } else { format!("{number} {noun}s") }
}
