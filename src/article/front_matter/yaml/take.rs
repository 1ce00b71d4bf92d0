//! From the rows of a head to what is known of the article.

use super::super::super::{Flaw, Meta, When};
use super::names::{Field, field};
use super::node::{At, Kind, Node};

/// What the rows say, and what in them cannot be read.
#[derive(Debug, Default)]
pub(super) struct Taken {
    pub meta: Meta,
    flaws: Vec<(At, String)>,
}

impl Taken {
    /// Reads rows, each judged alone.
    pub(super) fn of(rows: &[(Node, Node)]) -> Self {
        let mut taken = Self::default();
        let mut by_rank: Vec<_> = rows.iter().enumerate().map(|(place, row)| (rank(&row.0), place, row)).collect();
        by_rank.sort_by_key(|(rank, place, _)| (*rank, *place));
        let mut before = None;
        for (rank, _, (key, value)) in by_rank {
            let name = key.text().unwrap_or_default();
            if rank < usize::MAX && before == Some(rank) {
                taken.flaw(key.at, format!("{name} stands twice in the front matter; the first counts"));
                continue;
            }
            before = Some(rank);
            taken.row(name, value);
        }
        taken
    }

    /// Returns the flaws, their lines counted from `line` (from 1), where the head's first line stands.
    pub(super) fn into_parts(self, line: usize) -> (Meta, Vec<Flaw>) {
        let flaws = self.flaws.into_iter();
        let flaw = |(at, message): (At, String)| Flaw { message, line: line + at.line - 1, column: at.column + 1 };
        (self.meta, flaws.map(flaw).collect())
    }

    fn flaw(&mut self, at: At, message: String) {
        self.flaws.push((at, message));
    }

    fn row(&mut self, name: &str, value: &Node) {
        if matches!(value.kind, Kind::Alias) {
            return self.flaw(value.at, format!("{name} is an alias, which is not followed; write the value out"));
        }
        match field(name).map(|(field, _)| field) {
            Some(field @ (Field::Title | Field::Url | Field::Lang | Field::Story | Field::Section)) => {
                let text = self.one(name, value);
                self.text(field, text);
            }
            Some(Field::Source) => self.source(name, value),
            Some(Field::Authors) => {
                let authors = self.many(name, value);
                if self.meta.authors.is_empty() {
                    self.meta.authors = authors.iter().map(|author| unlinked(author).to_owned()).collect();
                }
            }
            Some(Field::Tags) => self.tags(name, value),
            Some(Field::Published) => {
                let when = self.when(name, value);
                set(&mut self.meta.published, when);
            }
            Some(Field::Updated) => {
                let when = self.when(name, value);
                set(&mut self.meta.updated, when);
            }
            Some(Field::Kept) | None => {
                if let Some(value) = value.value().filter(|_| !name.is_empty()) {
                    self.meta.extra.insert(name.to_owned(), value);
                }
            }
        }
    }

    fn text(&mut self, field: Field, text: Option<String>) {
        let meta = &mut self.meta;
        match field {
            Field::Title => set(&mut meta.title, text),
            Field::Lang => set(&mut meta.lang, text),
            Field::Story => set(&mut meta.story, text),
            Field::Section => set(&mut meta.section, text),
            // A path on the writer's own site (Hugo, Jekyll) is no place where the text was found.
            Field::Url => set(&mut meta.url, text.filter(|url| !url.starts_with('/'))),
            Field::Source | Field::Authors | Field::Published | Field::Updated | Field::Tags | Field::Kept => {}
        }
    }

    /// Clippers write the address under `source`; then it is no name.
    fn source(&mut self, name: &str, value: &Node) {
        let Some(text) = self.one(name, value) else { return };
        if text.starts_with("https://") || text.starts_with("http://") {
            return set(&mut self.meta.url, Some(text));
        }
        set(&mut self.meta.source, Some(unlinked(&text).to_owned()));
    }

    /// Tags of every name together, each once: a list, or one text with commas.
    fn tags(&mut self, name: &str, value: &Node) {
        for text in self.many(name, value) {
            let parts = if value.text().is_some() { text.split(',').collect() } else { vec![text.as_str()] };
            for tag in parts.into_iter().map(|tag| unlinked(tag).trim_start_matches('#')) {
                if !tag.is_empty() && !self.meta.tags.iter().any(|known| known == tag) {
                    self.meta.tags.push(tag.to_owned());
                }
            }
        }
    }

    /// A text in one line, with something in it.
    fn one(&mut self, name: &str, value: &Node) -> Option<String> {
        match &value.kind {
            Kind::Scalar(..) => value.text().map(in_one_line).filter(|text| !text.is_empty()),
            _ => {
                self.flaw(value.at, format!("{name} must be a text, found {}", called(value)));
                None
            }
        }
    }

    /// Texts: one, a list of them, or tables with a `name`, as Hugo and pandoc have authors.
    fn many(&mut self, name: &str, value: &Node) -> Vec<String> {
        let items: Vec<&Node> = match &value.kind {
            // `[[Ada Pell]]` without quotation marks is a list in a list to YAML and a link to who wrote it.
            Kind::List(items) => items.iter().flat_map(inner).collect(),
            _ => vec![value],
        };
        let mut texts = Vec::new();
        for item in items {
            let named = match &item.kind {
                Kind::Table(rows) => rows.iter().find(|(key, _)| key.text() == Some("name")).map(|(_, value)| value),
                _ => None,
            };
            match &named.unwrap_or(item).kind {
                Kind::Scalar(..) => texts.extend(named.unwrap_or(item).text().map(in_one_line)),
                _ => self.flaw(item.at, format!("{name} must be a text or a list of texts, found {}", called(item))),
            }
        }
        texts.retain(|text| !text.is_empty());
        texts
    }

    fn when(&mut self, name: &str, value: &Node) -> Option<When> {
        let text = self.one(name, value)?;
        let when = When::written(&text);
        if when.is_none() {
            let allowed = "a date or date-time such as 2026-03-07 or 2026-03-07T14:05:00Z";
            self.flaw(value.at, format!("{name} must be {allowed}, found {text:?}"));
        }
        when
    }
}

/// Sets what is not yet said.
fn set<T>(place: &mut Option<T>, value: Option<T>) {
    if place.is_none() {
        *place = value;
    }
}

/// Returns the place of a key in the order of belief; what is not known comes last, in the order of the file.
fn rank(key: &Node) -> usize {
    key.text().and_then(field).map_or(usize::MAX, |(_, rank)| rank)
}

fn inner(item: &Node) -> Vec<&Node> {
    match &item.kind {
        Kind::List(items) => items.iter().collect(),
        _ => vec![item],
    }
}

fn in_one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Returns what a link of a note program shows: `[[Ada Pell]]`, `[[people/ada|Ada Pell]]`.
fn unlinked(text: &str) -> &str {
    let text = text.trim();
    let link = text.strip_prefix("[[").and_then(|text| text.strip_suffix("]]"));
    link.map_or(text, |link| link.rsplit('|').next().unwrap_or(link).trim())
}

/// Names a value's type in plain words.
fn called(value: &Node) -> &'static str {
    match value.kind {
        Kind::Scalar(..) => "a text",
        Kind::List(_) => "a list",
        Kind::Table(_) => "a table",
        Kind::Alias => "an alias, which is not followed",
    }
}
