//! The library for standard output: `diptych list` as JSON or in columns.

use serde::Serialize;

use super::state::ReadingState;
use super::versions::Versions;
use super::{ArticleId, Entry, Origin, Problem};
use crate::article::{CALLED_BY, When, first_words};
use crate::text::cells;

/// The list as `diptych list --format json` prints it; fields may be added, never removed.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Listing<'a> {
    /// The version of this shape.
    pub version: u32,
    /// The articles, in the order asked for.
    pub articles: Vec<Row<'a>>,
    /// What could not be read, or not wholly.
    pub problems: Vec<ProblemRow<'a>>,
}

/// One article of the list.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Row<'a> {
    /// Its file, `-` for standard input, `sample:` and a path for a sample.
    pub path: String,
    /// Who it is.
    pub id: &'a ArticleId,
    /// Its headline; null where it has none.
    pub title: Option<&'a str>,
    /// The first words of the story.
    pub first_words: &'a str,
    /// Who published it.
    pub source: Option<&'a str>,
    /// Who wrote it.
    pub authors: Vec<&'a str>,
    /// When it was published, in the form of RFC 3339 as far as it is known: a date, a time, an offset.
    pub published: Option<String>,
    /// When it says that it was changed last; null where it does not.
    pub updated: Option<String>,
    /// Its earlier versions, from the earliest on; empty where it has none.
    pub earlier: Vec<VersionRow<'a>>,
    /// Where it was found, as written.
    pub url: Option<&'a str>,
    /// Its language.
    pub lang: Option<&'a str>,
    /// Its story.
    pub story: Option<&'a str>,
    /// The section of the paper.
    pub section: Option<&'a str>,
    /// Its tags.
    pub tags: Vec<&'a str>,
    /// Words of the story.
    pub words: usize,
    /// Whether it was read.
    pub read: bool,
    /// Whether it is starred.
    pub starred: bool,
    /// What is wrong with its front matter.
    pub problems: Vec<FlawRow<'a>>,
}

/// An earlier version of an article.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct VersionRow<'a> {
    /// Its file.
    pub path: String,
    /// Who it is.
    pub id: &'a ArticleId,
    /// Its headline.
    pub title: Option<&'a str>,
    /// When it was published.
    pub published: Option<String>,
    /// When it says that it was changed last.
    pub updated: Option<String>,
    /// Whether it was read.
    pub read: bool,
    /// Whether it is starred.
    pub starred: bool,
}

/// A flaw of an article.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct FlawRow<'a> {
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
    /// What and why.
    pub what: &'a str,
}

/// A problem of the library.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ProblemRow<'a> {
    /// The file or folder.
    pub path: String,
    /// Line, from 1, where there is a place.
    pub line: Option<usize>,
    /// Column in characters, from 1.
    pub column: Option<usize>,
    /// What and why.
    pub what: &'a str,
    /// What to do about it.
    pub hint: Option<&'a str>,
}

/// Columns that a source takes at most.
const WIDEST_SOURCE: usize = 24;

impl<'a> Listing<'a> {
    /// Lists those of `entries` whose indices are in `listed`, in that order.
    #[must_use]
    pub fn new(
        (entries, versions): (&'a [Entry], &Versions),
        listed: &[usize],
        state: &ReadingState,
        problems: &'a [Problem],
    ) -> Self {
        let row = |index: &usize| {
            let earlier = versions.among(entries, *index).into_iter().filter(|other| other != index);
            let earlier = earlier.filter_map(|other| entries.get(other)).map(|other| VersionRow::new(other, state));
            Some(Row { earlier: earlier.collect(), ..Row::new(entries.get(*index)?, state) })
        };
        let rows = listed.iter().filter_map(row);
        Self { version: 1, articles: rows.collect(), problems: problems.iter().map(ProblemRow::new).collect() }
    }

    /// Writes it as JSON in which every character that a terminal might obey is escaped; ends in a line feed.
    #[must_use]
    pub fn to_json(&self) -> String {
        let json = serde_json::to_string_pretty(self).expect("strings, numbers and lists of them are always JSON");
        escape_unshown(&json) + "\n"
    }

    /// Writes it in columns, one line an article, cut to `width` columns where there is a width.
    #[must_use]
    pub fn to_text(&self, width: Option<usize>, ascii: bool) -> String {
        let ellipsis = if ascii { "..." } else { "…" };
        let source_width = |row: &Row| cells::width(&cells::one_line(row.from()));
        let sources = self.articles.iter().map(source_width).max().unwrap_or(0).min(WIDEST_SOURCE);
        let line = |row: &Row| {
            let title = row.title.map_or_else(|| first_words(row.first_words, CALLED_BY), str::to_owned);
            let title = if title.is_empty() { row.file().to_owned() } else { title };
            let title = match title.strip_suffix('…').filter(|_| row.title.is_none()) {
                Some(cut) => format!("{cut}{ellipsis}"),
                None => title,
            };
            let title = match row.earlier.len() {
                0 => cells::one_line(&title).into_owned(),
                count => format!("{}  (updated, {} versions)", cells::one_line(&title), count + 1),
            };
            let cells = [
                row.marks(ascii),
                padded(row.published.as_deref().unwrap_or("").get(..10).unwrap_or(""), 10, ellipsis),
                padded(row.from(), sources, ellipsis),
                title,
            ];
            let line = cells.into_iter().filter(|cell| !cell.is_empty()).collect::<Vec<_>>().join("  ");
            let line = width.map_or_else(|| line.clone(), |width| cells::truncate(&line, width, ellipsis));
            line.trim_end().to_owned() + "\n"
        };
        self.articles.iter().map(line).collect()
    }
}

impl<'a> Row<'a> {
    /// Returns who published it; of an article without a title else the name of its file, by which it is told apart.
    fn from(&self) -> &str {
        let untitled = self.title.is_none() && !self.first_words.is_empty();
        self.source.unwrap_or(if untitled { self.file() } else { "" })
    }

    /// Returns the name of its file, without its folders.
    fn file(&self) -> &str {
        self.path.rsplit(['/', '\\', ':']).next().unwrap_or(&self.path)
    }

    /// Tells of an entry.
    #[must_use]
    pub fn new(entry: &'a Entry, state: &ReadingState) -> Self {
        let meta = &entry.meta;
        let known = state.of(&entry.id);
        let flaw =
            |flaw: &'a crate::article::Flaw| FlawRow { line: flaw.line, column: flaw.column, what: &flaw.message };
        Self {
            path: path(&entry.origin),
            id: &entry.id,
            title: meta.title.as_deref(),
            first_words: &entry.first_words,
            source: meta.source.as_deref(),
            authors: meta.authors.iter().map(|name| &**name).collect(),
            published: meta.published.map(rfc3339),
            updated: updated(entry),
            earlier: Vec::new(),
            url: meta.url.as_deref(),
            lang: meta.lang.as_deref(),
            story: meta.story.as_deref(),
            section: meta.section.as_deref(),
            tags: meta.tags.iter().map(|tag| &**tag).collect(),
            words: entry.words,
            read: known.read,
            starred: known.starred,
            problems: entry.flaws.iter().map(flaw).collect(),
        }
    }

    /// Two columns: unread, starred.
    fn marks(&self, ascii: bool) -> String {
        let (unread, star) = if ascii { ("N", "*") } else { ("●", "★") };
        format!("{}{}", if self.read { " " } else { unread }, if self.starred { star } else { " " })
    }
}

impl<'a> VersionRow<'a> {
    fn new(entry: &'a Entry, state: &ReadingState) -> Self {
        let known = state.of(&entry.id);
        Self {
            path: path(&entry.origin),
            id: &entry.id,
            title: entry.meta.title.as_deref(),
            published: entry.meta.published.map(rfc3339),
            updated: updated(entry),
            read: known.read,
            starred: known.starred,
        }
    }
}

fn updated(entry: &Entry) -> Option<String> {
    entry.wording.as_ref()?.updated.map(rfc3339)
}

impl<'a> ProblemRow<'a> {
    fn new(problem: &'a Problem) -> Self {
        Self {
            path: problem.path.to_string_lossy().into_owned(),
            line: problem.place.map(|(line, _)| line),
            column: problem.place.map(|(_, column)| column),
            what: &problem.what,
            hint: problem.hint.as_deref(),
        }
    }
}

fn path(origin: &Origin) -> String {
    match origin {
        Origin::File(path) => path.to_string_lossy().into_owned(),
        Origin::Sample(name) => format!("sample:{name}"),
        Origin::Stdin => "-".into(),
    }
}

fn rfc3339(when: When) -> String {
    let time = when.time.map(|time| time.strftime("T%H:%M:%S").to_string()).unwrap_or_default();
    let offset = when.offset.filter(|_| when.time.is_some()).map(|offset| {
        let minutes = offset.seconds() / 60;
        let sign = if minutes < 0 { '-' } else { '+' };
        format!("{sign}{:02}:{:02}", minutes.abs() / 60, minutes.abs() % 60)
    });
    format!("{}{time}{}", when.date, offset.unwrap_or_default())
}

/// Sanitises `raw` and makes it exactly `columns` wide.
fn padded(raw: &str, columns: usize, ellipsis: &str) -> String {
    let cut = cells::truncate(&cells::one_line(raw), columns, ellipsis);
    let missing = columns.saturating_sub(cells::width(&cut));
    cut + &" ".repeat(missing)
}

/// Escapes what JSON allows raw in strings but a terminal might obey: C1 controls, bidi controls, tags and other
/// characters without a look of their own. Such characters stand only inside strings, so it is the same JSON.
#[must_use]
pub fn escape_unshown(json: &str) -> String {
    let mut escaped = String::with_capacity(json.len());
    for c in json.chars() {
        if is_unshown(c) {
            let mut units = [0; 2];
            escaped.extend(c.encode_utf16(&mut units).iter().map(|unit| format!("\\u{unit:04x}")));
        } else {
            escaped.push(c);
        }
    }
    escaped
}

/// Escapes in XML what [`escape_unshown`] escapes in JSON, as character references: in texts and attributes it is the same
/// XML.
#[must_use]
pub fn escape_unshown_in_xml(xml: &str) -> String {
    let mut escaped = String::with_capacity(xml.len());
    for c in xml.chars() {
        if is_unshown(c) {
            escaped.push_str(&format!("&#x{:X};", u32::from(c)));
        } else {
            escaped.push(c);
        }
    }
    escaped
}

/// DEL and C1; soft hyphen; bidi marks; zero-width characters other than the joiners that emoji and scripts need; line
/// and paragraph separators; interlinear annotation; tags.
const fn is_unshown(c: char) -> bool {
    matches!(c, '\u{7F}'..='\u{9F}' | '\u{AD}' | '\u{61C}' | '\u{180E}' | '\u{200B}' | '\u{200E}' | '\u{200F}'
        | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFB}'
        | '\u{E0000}'..='\u{E007F}')
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may fail by panicking")]
    use super::*;
    use crate::library::identity::Identities;
    use crate::library::state::Change;
    use crate::library::store::from_bytes;

    fn entries() -> Vec<Entry> {
        let read = |name: &str, text: &str| {
            from_bytes(&Origin::File(name.into()), text.as_bytes(), &Identities::default()).unwrap().entry
        };
        let front = "+++\ntitle = \"Ferry \\u001b[31msinks\\u202e\"\nsource = \"Tide\"\npublished = 2026-03-07T09:30:00-05:00\n\
                     tags = [\"sea\"]\n+++\nThe ferry sank.";
        vec![
            read("a.txt", front),
            read("b.txt", "No title was given to this one, which is only words."),
            read("c.txt", ""),
        ]
    }

    fn state(entries: &[Entry]) -> ReadingState {
        let mut state = ReadingState::default();
        let id = entries.first().unwrap().id.clone();
        state.apply(&Change { id, read: Some(true), starred: Some(true), ..Change::default() });
        state
    }

    #[test]
    fn json_holds_everything_and_no_character_that_a_terminal_obeys() {
        let entries = entries();
        let problem = Problem { path: "x\u{9b}31m".into(), place: Some((3, 4)), what: "bad".into(), hint: None };
        let problems = [problem];
        let json = Listing::new((&entries, &Versions::default()), &[0, 1, 7], &state(&entries), &problems).to_json();
        assert!(!json.chars().any(|c| is_unshown(c) || (c.is_control() && c != '\n')), "{json}");
        let value: serde_json::Value = serde_json::from_str(&json).unwrap();
        assert_eq!(value["articles"].as_array().unwrap().len(), 2);
        let first = &value["articles"][0];
        assert_eq!(first["title"], "Ferry \u{1b}[31msinks\u{202e}");
        assert_eq!(first["published"], "2026-03-07T09:30:00-05:00");
        assert_eq!((&first["read"], &first["starred"]), (&true.into(), &true.into()));
        assert_eq!(value["articles"][1]["title"], serde_json::Value::Null);
        assert_eq!((&value["problems"][0]["path"], &value["problems"][0]["line"]), (&"x\u{9b}31m".into(), &3.into()));
    }

    #[test]
    fn columns_are_aligned_sanitised_and_cut_to_the_width() {
        let entries = entries();
        let state = state(&entries);
        let listing = Listing::new((&entries, &Versions::default()), &[0, 1, 2], &state, &[]);
        let text = listing.to_text(None, false);
        let lines: Vec<&str> = text.lines().collect();
        assert!(lines[0].starts_with(" ★  2026-03-07  Tide   Ferry ^[[31msinks"), "{text}");
        assert!(lines[1].starts_with("●               b.txt  No title was"), "{text}");
        assert!(lines[2].ends_with("c.txt"), "{text}");
        for line in listing.to_text(Some(30), true).lines() {
            assert!(cells::width(line) <= 30 && line.is_ascii(), "{line}");
        }
    }

    #[test]
    fn escaping_changes_the_bytes_but_not_the_meaning() {
        let json = serde_json::to_string("a\u{85}\u{e0041}\u{200d}é").unwrap();
        let escaped = escape_unshown(&json);
        assert_eq!(escaped, "\"a\\u0085\\udb40\\udc41\u{200d}é\"");
        assert_eq!(serde_json::from_str::<String>(&escaped).unwrap(), serde_json::from_str::<String>(&json).unwrap());
    }
}
