//! One text: front matter, paragraphs, furniture, and how a file's text becomes them.

pub mod anchor;
mod blocks;
mod byline;
pub(crate) mod dates;
pub mod front_matter;
mod furniture;
pub mod head;
#[cfg(feature = "tui")]
pub(crate) mod html;
pub mod import;
#[cfg(feature = "tui")]
pub mod markdown;
mod markup;
#[cfg(feature = "tui")]
pub mod page;
mod printed;
pub mod read;
#[cfg(feature = "tui")]
pub(crate) mod references;
pub mod when;

use crate::text::Span;

pub use printed::Printed;
pub use when::When;

/// Something in a file that the reader should know of; the text is readable all the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Flaw {
    /// What and why, with what is allowed, in one sentence.
    pub message: String,
    /// Line in the file, from 1.
    pub line: usize,
    /// Column in the line, in characters, from 1.
    pub column: usize,
}

/// What kind of file a text came from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Format {
    /// Plain text as pasted: light Markdown is understood, indentation is not code.
    #[default]
    Plain,
    /// Markdown.
    Markdown,
}

/// An article as read: never rewritten by reading it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Article {
    /// What is known about it.
    pub meta: Meta,
    /// Its text as DESIGN.md defines it: LF line ends, light markup removed, not sanitised, paragraphs joined by one
    /// blank line. All spans below are byte ranges of it.
    pub text: String,
    /// Its paragraphs in file order, furniture included.
    pub paragraphs: Vec<Paragraph>,
    /// Targets of its links, in order of appearance.
    pub links: Vec<String>,
}

impl Article {
    /// Returns the text of the paragraph at `index`, empty where there is none.
    #[must_use]
    pub fn paragraph_text(&self, index: usize) -> &str {
        self.paragraphs.get(index).map_or("", |p| p.span.of(&self.text))
    }

    /// Returns the index of the paragraph that holds byte `offset`, or of the last one that starts before it.
    #[must_use]
    pub fn paragraph_at(&self, offset: usize) -> usize {
        self.paragraphs.partition_point(|p| p.span.start <= offset).saturating_sub(1)
    }

    /// Returns the text of a sentence of a paragraph, empty where there is none.
    #[must_use]
    pub fn sentence(&self, paragraph: usize, sentence: usize) -> &str {
        let span = self.paragraphs.get(paragraph).and_then(|paragraph| paragraph.sentences.get(sentence));
        span.map_or("", |span| span.of(&self.text))
    }

    /// Says whether the headline stands in the text.
    #[must_use]
    pub fn has_title_paragraph(&self) -> bool {
        self.paragraphs.iter().any(|paragraph| paragraph.kind == ParagraphKind::Title)
    }

    /// Returns how the story begins, in one line of at most `max_chars` characters cut at a word, for an article
    /// without a title; from any other text where there is no story.
    #[must_use]
    pub fn first_words(&self, max_chars: usize) -> String {
        let words =
            |p: &Paragraph| Span::new(p.lead.end.max(p.span.start), p.span.end).of(&self.text).split_whitespace();
        let story = self.paragraphs.iter().filter(|p| !p.kind.is_furniture() && p.kind != ParagraphKind::Title);
        let begins = fitting(story.flat_map(words), max_chars);
        if begins.is_empty() { fitting(self.paragraphs.iter().flat_map(words), max_chars) } else { begins }
    }

    /// Counts the words of the story: white-space separated, furniture and leads left out.
    #[must_use]
    pub fn story_words(&self) -> usize {
        let story = self.paragraphs.iter().filter(|paragraph| !paragraph.kind.is_furniture());
        story
            .map(|p| Span::new(p.lead.end.max(p.span.start), p.span.end).of(&self.text).split_whitespace().count())
            .sum()
    }
}

/// Characters of an article without a title by which it is called, the same everywhere.
pub const CALLED_BY: usize = 72;

/// Joins words of `text` while they fit into `max_chars` characters, with "…" where some do not.
#[must_use]
pub fn first_words(text: &str, max_chars: usize) -> String {
    fitting(text.split_whitespace(), max_chars)
}

fn fitting<'t>(words: impl Iterator<Item = &'t str>, max_chars: usize) -> String {
    let mut out = String::new();
    let mut used = 0;
    let mut words = words.peekable();
    while let Some(word) = words.next() {
        let length = word.chars().take(max_chars + 1).count() + usize::from(!out.is_empty());
        let reserved = usize::from(words.peek().is_some());
        if used + length + reserved > max_chars {
            if out.is_empty() {
                out.extend(word.chars().take(max_chars.saturating_sub(1)));
            }
            out.push('…');
            return out;
        }
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
        used += length;
    }
    out
}

/// What is known about an article: from its front matter, else read from the text where it is plain there.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Meta {
    /// Its headline.
    pub title: Option<String>,
    /// Who published it.
    pub source: Option<String>,
    /// Who wrote it.
    pub authors: Vec<String>,
    /// When it was published.
    pub published: Option<When>,
    /// When it was last changed.
    pub updated: Option<When>,
    /// Where it was found; as written, not checked.
    pub url: Option<String>,
    /// Its language, a BCP 47 tag as written.
    pub lang: Option<String>,
    /// The story that it belongs to.
    pub story: Option<String>,
    /// The section of the paper, such as "US foreign policy".
    pub section: Option<String>,
    /// Its tags.
    pub tags: Vec<String>,
    /// Front matter keys that diptych does not know, kept.
    pub extra: toml::Table,
}

impl Meta {
    /// Returns the addresses of the feeds that brought it, the first to bring it first: what `feed` and `via` in its front
    /// matter say.
    pub fn feeds(&self) -> impl Iterator<Item = &str> {
        let others = self.extra.get("via").and_then(toml::Value::as_array);
        let all = self.extra.get("feed").into_iter().chain(others.into_iter().flatten());
        all.filter_map(toml::Value::as_str).map(str::trim).filter(|feed| !feed.is_empty() && !feed.contains('\n'))
    }
}

/// A paragraph and its segments.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Paragraph {
    /// What it is.
    pub kind: ParagraphKind,
    /// Where it lies in the article's text.
    pub span: Span,
    /// The furniture at its beginning ("PARIS (AP) —", a section name glued to the title); empty where there is none.
    pub lead: Span,
    /// Its sentences after the lead.
    pub sentences: Vec<Span>,
    /// How it is set.
    pub shape: Shape,
    /// Emphasis and links inside it, ascending by start.
    pub inlines: Vec<Inline>,
    /// Whether line feeds inside it are line breaks (a list, a poem) rather than the wrapping of the file.
    pub keep_breaks: bool,
    /// Whether a horizontal rule stood before it.
    pub rule_before: bool,
}

/// What a paragraph is to the story.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum ParagraphKind {
    /// The story itself.
    #[default]
    Body,
    /// The headline.
    Title,
    /// The summary under the headline.
    Standfirst,
    /// A heading inside the text.
    Heading,
    /// Who wrote it.
    Byline,
    /// Where and when it was written.
    Dateline,
    /// The words under a picture.
    Caption,
    /// Whose picture it is.
    Credit,
    /// A post, video or picture from elsewhere.
    Embed,
    /// Copyright, topic lists, "with reports from", calls to subscribe.
    Boilerplate,
}

impl ParagraphKind {
    /// Says whether it is not the story: shown dimmed, never compared, never deleted.
    #[must_use]
    pub const fn is_furniture(self) -> bool {
        !matches!(self, Self::Body | Self::Title | Self::Standfirst | Self::Heading)
    }
}

/// How a paragraph is set on the page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Shape {
    /// Flush left.
    #[default]
    Plain,
    /// A heading of level 1 to 6.
    Heading(u8),
    /// A list item with its depth from 0 and its marker ("•" or "3."), which is not in the text.
    Item {
        /// Depth from 0.
        depth: u8,
        /// The marker to draw.
        marker: String,
    },
    /// A block quotation of depth 1 and more.
    Quote(u8),
    /// Text to leave as it is.
    Code,
    /// A table: a line a row, " | " between cells.
    Table(Table),
}

/// Where the cells of a table lie.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    /// The cells of each row as byte ranges of the article's text, as many as there are columns; the first row is the
    /// head. What has no words is empty.
    pub rows: Vec<Vec<Span>>,
    /// How each column is set.
    pub columns: Vec<Align>,
}

impl Table {
    /// Returns where each row lies, those without words left out.
    pub fn row_spans(&self) -> impl Iterator<Item = Span> + '_ {
        let span = |row: &Vec<Span>| {
            let mut cells = row.iter().filter(|cell| !cell.is_empty());
            let first = cells.next()?;
            Some(Span::new(first.start, cells.next_back().unwrap_or(first).end))
        };
        self.rows.iter().filter_map(span)
    }
}

/// How a column of a table is set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Align {
    /// Flush left.
    #[default]
    Left,
    /// Centred.
    Centre,
    /// Flush right.
    Right,
}

impl Shape {
    /// Returns the marker of a list item.
    #[must_use]
    pub fn marker(&self) -> Option<&str> {
        if let Self::Item { marker, .. } = self { Some(marker) } else { None }
    }
}

/// A run of marked text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Inline {
    /// Where it lies in the article's text.
    pub span: Span,
    /// How it is marked.
    pub style: InlineStyle,
}

/// How a run is marked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InlineStyle {
    /// `**strong**`.
    Strong,
    /// `*emphasis*`.
    Emphasis,
    /// `` `code` ``.
    Code,
    /// `~~struck through~~`.
    Struck,
    /// A link to `Article::links[_]`.
    Link(usize),
    /// The number of a footnote, `[1]`, which is also the marker of the footnote's paragraph.
    Footnote,
}
