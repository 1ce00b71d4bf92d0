//! The TOML between `+++` lines at the top of a file, or the YAML between `---` lines.
//!
//! Each key is judged alone: a key of the wrong type is a flaw with its place in the file, and the others still count.
//! Broken TOML costs only what stands at and after the break, never the text.

mod plain;
pub mod set;
mod yaml;

use serde::Deserialize;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use self::yaml::names::{self, Field};
use super::head::known;
use super::{Flaw, Meta, When};

const FENCE: &str = "+++";

/// What stands before an article's text.
#[derive(Debug, Default)]
pub(super) struct FrontMatter<'t> {
    /// What it says.
    pub meta: Meta,
    /// What is wrong with it.
    pub flaws: Vec<Flaw>,
    /// The rest of the file.
    pub body: &'t str,
}

/// Takes the front matter off `file`; a fence that is never closed is text.
pub(super) fn read(file: &str) -> FrontMatter<'_> {
    let Some(open) = opening(file) else { return yaml::read(file) };
    let Some((close, body)) = closing(file, open) else {
        let message = "front matter opens with +++ and is never closed by a line +++; all of it is shown as text";
        let flaws = vec![flaw_at(file, open.saturating_sub(1), message.to_owned()).at_line_start()];
        return FrontMatter { body: file, flaws, ..FrontMatter::default() };
    };
    let toml = file.get(open..close).unwrap_or("");
    let by_the_parser =
        || Reader { file, base: open, meta: Meta::default(), flaws: Vec::new(), otherwise: Vec::new() }.read(toml);
    let (meta, mut flaws) = plain::read(toml).map_or_else(by_the_parser, |meta| (meta, Vec::new()));
    flaws.sort_by_key(|flaw| (flaw.line, flaw.column));
    FrontMatter { meta, flaws, body: file.get(body..).unwrap_or("") }
}

/// The front matter of a file as what may be changed in it, for a file that is written anew.
#[derive(Debug)]
pub enum Head<'t> {
    /// The TOML between its fences.
    Toml(&'t str),
    /// What YAML says, in TOML: what diptych knows by its own names, the rest by the names that it has.
    Yaml(toml::Table),
    /// YAML of which a part cannot be read, with the first reason.
    Unread(Flaw),
}

/// Parts a file into its front matter and its text; nothing where it has none.
#[must_use]
pub fn split(file: &str) -> Option<(Head<'_>, &str)> {
    let Some(open) = opening(file) else {
        let front = yaml::read(file);
        let unread = front.flaws.into_iter().next();
        return match unread {
            Some(flaw) => Some((Head::Unread(flaw), front.body)),
            None if front.body.len() == file.len() => None,
            None => {
                let mut table = front.meta.extra.clone();
                table.extend(known(&front.meta));
                Some((Head::Yaml(table), front.body))
            }
        };
    };
    let (close, body) = closing(file, open)?;
    Some((Head::Toml(file.get(open..close)?), file.get(body..)?))
}

/// Returns the byte after the opening fence's line.
fn opening(file: &str) -> Option<usize> {
    let mut at = 0;
    for line in file.split_inclusive('\n') {
        at += line.len();
        if !line.trim().is_empty() {
            return (line.trim_end() == FENCE && line.ends_with('\n')).then_some(at);
        }
    }
    None
}

/// Returns the byte where the closing fence's line begins and the byte after it.
fn closing(file: &str, open: usize) -> Option<(usize, usize)> {
    let mut at = open;
    for line in file.get(open..)?.split_inclusive('\n') {
        if line.trim_end() == FENCE {
            return Some((at, at + line.len()));
        }
        at += line.len();
    }
    None
}

/// Makes a flaw at byte `offset` of `file`.
fn flaw_at(file: &str, offset: usize, message: String) -> Flaw {
    let before = file.get(..offset).unwrap_or(file);
    let line_start = before.rfind('\n').map_or(0, |at| at + 1);
    let column = before.get(line_start..).unwrap_or("").chars().count() + 1;
    Flaw { message, line: before.matches('\n').count() + 1, column }
}

impl Flaw {
    fn at_line_start(self) -> Self {
        Self { column: 1, ..self }
    }
}

/// Reads a table key by key.
struct Reader<'f> {
    file: &'f str,
    base: usize,
    meta: Meta,
    flaws: Vec<Flaw>,
    /// What is said by other names.
    otherwise: Vec<Otherwise>,
}

/// Something that is said by a name that others have for it.
struct Otherwise {
    field: Field,
    /// The place of the name in the order of belief.
    rank: usize,
    key: String,
    /// Its texts; none where it is something else.
    value: Vec<String>,
}

/// What a name in a table counts for behind every name at the top.
const IN_TABLE: usize = 1_000;

/// Returns the texts of a value: one, a list of them, dates as they are written, tables by their `name`.
fn told(value: &Spanned<DeValue<'_>>) -> Vec<String> {
    let one = |value: &DeValue<'_>| match value {
        DeValue::String(text) => Some(text.trim().to_owned()),
        DeValue::Datetime(when) => Some(when.to_string()),
        DeValue::Table(table) => {
            let name = table.iter().find(|(key, _)| key.get_ref() == "name");
            name.and_then(|(_, value)| value.get_ref().as_str()).map(|text| text.trim().to_owned())
        }
        _ => None,
    };
    let texts = match value.get_ref() {
        DeValue::Array(all) => all.iter().filter_map(|item| one(item.get_ref())).collect(),
        other => one(other).into_iter().collect::<Vec<_>>(),
    };
    texts.into_iter().filter(|text| !text.is_empty()).collect()
}

fn set_if_none<T>(place: &mut Option<T>, value: Option<T>) {
    if place.is_none() {
        *place = value;
    }
}

impl Reader<'_> {
    fn read(mut self, toml: &str) -> (Meta, Vec<Flaw>) {
        let (table, errors) = DeTable::parse_recoverable(toml);
        let broken = errors.first().map(|error| error.span().map_or(0, |span| span.start));
        if let Some(error) = errors.first() {
            let at = error.span().map_or(0, |span| span.start);
            let reason = error.message().lines().next().unwrap_or("").trim();
            self.flaw(at, format!("the front matter is not valid TOML: {reason}"));
        }
        for (key, value) in table.into_inner() {
            // What the parser made up to go on after an error is not what the file says.
            if broken.is_none_or(|at| value.span().end <= line_start(toml, at)) {
                self.key(key.get_ref(), value);
            }
        }
        self.fill();
        (self.meta, self.flaws)
    }

    fn flaw(&mut self, at: usize, message: String) {
        self.flaws.push(flaw_at(self.file, self.base + at, message));
    }

    fn key(&mut self, key: &str, value: Spanned<DeValue<'_>>) {
        match key {
            "title" => self.meta.title = self.string(key, &value),
            "source" => self.meta.source = self.string(key, &value),
            "url" => self.meta.url = self.string(key, &value),
            "lang" => self.meta.lang = self.string(key, &value),
            "story" => self.meta.story = self.string(key, &value),
            "section" => self.meta.section = self.string(key, &value),
            "authors" => self.meta.authors = self.strings(key, &value),
            "tags" => self.meta.tags = self.strings(key, &value),
            "published" => self.meta.published = self.when(key, &value),
            "updated" => self.meta.updated = self.when(key, &value),
            _ => self.others(key, value),
        }
    }

    /// Takes a key by the name that Hugo and others have for it; what is known by diptych's own names goes before it. The
    /// value is kept as every other key is.
    fn others(&mut self, key: &str, value: Spanned<DeValue<'_>>) {
        if let Some((field, rank)) = names::field(key) {
            self.otherwise.push(Otherwise { field, rank, key: key.to_owned(), value: told(&value) });
        }
        if let ("params" | "extra" | "taxonomies", DeValue::Table(table)) = (key, value.get_ref()) {
            for (key, value) in table.iter() {
                // A key beside the table is meant for the article, one in it perhaps for the look of its page.
                if let Some((field, rank)) = names::field(key.get_ref()) {
                    let key = key.get_ref().to_string();
                    self.otherwise.push(Otherwise { field, rank: rank + IN_TABLE, key, value: told(value) });
                }
            }
        }
        self.unknown(key, value);
    }

    /// Fills with what others call by other names what is not said by diptych's own; of two names the one further up in
    /// the list of names is believed.
    fn fill(&mut self) {
        let mut all = std::mem::take(&mut self.otherwise);
        all.sort_by_key(|one| one.rank);
        let own_tags = !self.meta.tags.is_empty();
        for Otherwise { field, key, value, .. } in all {
            let meta = &mut self.meta;
            let one = || value.first().cloned();
            match field {
                Field::Title => set_if_none(&mut meta.title, one()),
                // Clippers write the address under `source` and its like.
                Field::Source => set_if_none(&mut meta.source, one().filter(|name| !name.contains("://"))),
                Field::Authors if meta.authors.is_empty() => meta.authors = value,
                Field::Published => set_if_none(&mut meta.published, one().and_then(|text| When::written(&text))),
                Field::Updated => set_if_none(&mut meta.updated, one().and_then(|text| When::written(&text))),
                // A path on the writer's own site is no place where the text was found.
                Field::Url => set_if_none(&mut meta.url, one().filter(|url| !url.starts_with('/'))),
                Field::Lang => set_if_none(&mut meta.lang, one()),
                Field::Story => set_if_none(&mut meta.story, one()),
                Field::Section => set_if_none(&mut meta.section, one()),
                // Hugo's sections of a site are tags as YAML has them; they join those that there are.
                Field::Tags if !own_tags || key != "tags" => {
                    for tag in value.iter().map(|tag| tag.trim_start_matches('#')).filter(|tag| !tag.is_empty()) {
                        if !meta.tags.iter().any(|known| known == tag) {
                            meta.tags.push(tag.to_owned());
                        }
                    }
                }
                Field::Authors | Field::Tags | Field::Kept => {}
            }
        }
    }

    fn unknown(&mut self, key: &str, value: Spanned<DeValue<'_>>) {
        if let Ok(value) = toml::Value::deserialize(toml::de::ValueDeserializer::from(value)) {
            self.meta.extra.insert(key.to_owned(), value);
        }
    }

    fn wrong(&mut self, key: &str, allowed: &str, value: &Spanned<DeValue<'_>>) {
        let found = kind(value.get_ref());
        self.flaw(value.span().start, format!("{key} must be {allowed}, found {found}"));
    }

    /// A string with something in it: an empty one says no more than a missing key.
    fn string(&mut self, key: &str, value: &Spanned<DeValue<'_>>) -> Option<String> {
        let Some(text) = value.get_ref().as_str() else {
            self.wrong(key, "a string such as \"…\"", value);
            return None;
        };
        Some(text.trim()).filter(|text| !text.is_empty()).map(str::to_owned)
    }

    fn strings(&mut self, key: &str, value: &Spanned<DeValue<'_>>) -> Vec<String> {
        let allowed = "a list of strings such as [\"…\", \"…\"]";
        let Some(list) = value.get_ref().as_array() else {
            self.wrong(key, allowed, value);
            return Vec::new();
        };
        let mut strings = Vec::new();
        for item in list {
            match item.get_ref().as_str() {
                Some(text) if text.trim().is_empty() => {}
                Some(text) => strings.push(text.trim().to_owned()),
                None => {
                    let found = kind(item.get_ref());
                    self.flaw(item.span().start, format!("{key} must be {allowed}, found {found} in the list"));
                }
            }
        }
        strings
    }

    fn when(&mut self, key: &str, value: &Spanned<DeValue<'_>>) -> Option<When> {
        let allowed = "a date or date-time such as 2026-03-07 or 2026-03-07T14:05:00Z";
        if let Some(text) = value.get_ref().as_str() {
            let when = When::written(text);
            if when.is_none() && !text.trim().is_empty() {
                self.flaw(value.span().start, format!("{key} must be {allowed}, found {text:?}"));
            }
            return when;
        }
        let Some(datetime) = value.get_ref().as_datetime() else {
            self.wrong(key, allowed, value);
            return None;
        };
        let when = When::from_toml(datetime);
        if when.is_none() {
            self.flaw(value.span().start, format!("{key} must be {allowed}, found {datetime}, which is none"));
        }
        when
    }
}

/// Returns where the line of byte `at` begins.
fn line_start(text: &str, at: usize) -> usize {
    text.get(..at).unwrap_or(text).rfind('\n').map_or(0, |at| at + 1)
}

/// Names a value's type in plain words.
fn kind(value: &DeValue<'_>) -> &'static str {
    match value {
        DeValue::String(_) => "a string",
        DeValue::Integer(_) => "a whole number",
        DeValue::Float(_) => "a number",
        DeValue::Boolean(_) => "true or false",
        DeValue::Datetime(_) => "a date or time",
        DeValue::Array(_) => "a list",
        DeValue::Table(_) => "a table",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn places(file: &str) -> Vec<(usize, usize, String)> {
        read(file).flaws.into_iter().map(|flaw| (flaw.line, flaw.column, flaw.message)).collect()
    }

    #[test]
    fn every_key_is_read() {
        let file = "\n+++  \ntitle = \"T\"\nsource = \"S\"\nurl = \"u\"\nlang = \"en\"\nstory = \"s\"\nsection = \"x\"\n\
                    authors = [\"A\", \"B\"]\ntags = [\"t\"]\npublished = 2026-03-07\nupdated = 2026-03-07T14:05:00Z\n\
                    words = 3\n+++\nText.\n";
        let front = read(file);
        assert_eq!(front.body, "Text.\n");
        assert_eq!(front.flaws, []);
        assert_eq!(front.meta.title.as_deref(), Some("T"));
        assert_eq!(front.meta.authors, ["A", "B"]);
        assert_eq!(front.meta.tags, ["t"]);
        assert_eq!(front.meta.published.map(|when| when.to_string()).as_deref(), Some("2026-03-07"));
        assert_eq!(front.meta.updated.map(|when| when.to_string()).as_deref(), Some("2026-03-07T14:05:00Z"));
        assert_eq!(front.meta.extra.get("words").and_then(toml::Value::as_integer), Some(3));
    }

    #[test]
    fn the_names_of_hugo_and_zola_are_read_as_in_yaml_and_the_keys_are_kept() {
        let file = "+++\nTitle = \"T\"\ndate = 2026-03-07T14:05:00Z\nlastmod = \"2026-03-08\"\ncategories = [\"World\", \"sea\"]\n\
                    tags = [\"sea\"]\ndraft = true\nslug = \"t\"\nurl = \"\"\n[params]\nauthor = \"Ann Poe\"\nsource = \"Tide\"\n\
                    canonical = \"https://example.org/t\"\n[params.look]\ncolour = 3\n+++\nText.\n";
        let front = read(file);
        assert_eq!((front.body, &front.flaws), ("Text.\n", &vec![]));
        let meta = &front.meta;
        assert_eq!(meta.title.as_deref(), Some("T"));
        assert_eq!(meta.published.map(|when| when.to_string()).as_deref(), Some("2026-03-07T14:05:00Z"));
        assert_eq!(meta.updated.map(|when| when.to_string()).as_deref(), Some("2026-03-08"));
        assert_eq!(
            (&meta.tags[..], &meta.authors[..]),
            (&["sea".to_owned(), "World".to_owned()][..], &["Ann Poe".to_owned()][..])
        );
        assert_eq!((meta.source.as_deref(), meta.url.as_deref()), (Some("Tide"), Some("https://example.org/t")));
        for key in ["Title", "date", "lastmod", "categories", "draft", "slug", "params"] {
            assert!(meta.extra.contains_key(key), "{key}");
        }
    }

    #[test]
    fn the_own_name_goes_before_that_of_others_wherever_it_stands() {
        let front = read(
            "+++\ndate = 2020-01-01\nauthor = [\"B\"]\npublished = 2026-03-07\nauthors = [\"A\"]\nlink = \"/x\"\n+++\n",
        );
        assert_eq!(front.meta.published.map(|when| when.to_string()).as_deref(), Some("2026-03-07"));
        assert_eq!((front.meta.authors, front.meta.url, front.flaws.len()), (vec!["A".to_owned()], None, 0));
        let zola =
            read("+++\ntitle = \"T\"\n[taxonomies]\ntags = [\"a\"]\n[extra]\nsource = \"https://example.org\"\n+++\n");
        assert_eq!((zola.meta.tags, zola.meta.source), (vec!["a".to_owned()], None));
        let named = read("+++\nauthor = { name = \"Ann Poe\", mail = \"x\" }\ndate = \"soon\"\n+++\n");
        assert_eq!(
            (named.meta.authors, named.meta.published, named.flaws.len()),
            (vec!["Ann Poe".to_owned()], None, 0)
        );
    }

    #[test]
    fn a_wrong_type_is_named_with_its_place_and_the_other_keys_count() {
        let file =
            "+++\ntitle = 7\nauthors = \"A\"\ntags = [\"ok\", 2]\npublished = \"3/7/2026\"\nlang = \"en\"\n+++\n";
        let found = places(file);
        let at: Vec<_> = found.iter().map(|(line, column, _)| (*line, *column)).collect();
        assert_eq!(at, [(2, 9), (3, 11), (4, 15), (5, 13)]);
        assert!(found.first().is_some_and(|f| f.2.contains("title must be a string") && f.2.contains("whole number")));
        assert!(found.get(1).is_some_and(|f| f.2.contains("list of strings") && f.2.ends_with("found a string")));
        assert!(found.get(3).is_some_and(|f| f.2.contains("2026-03-07T14:05:00Z") && f.2.contains("\"3/7/2026\"")));
        let front = read(file);
        assert_eq!(front.meta.lang.as_deref(), Some("en"));
        assert_eq!(front.meta.tags, ["ok"]);
    }

    #[test]
    fn broken_toml_is_one_flaw_and_what_stood_before_it_counts() {
        let file = "+++\ntitle = \"T\"\nsource = \"S\nlang = \"en\"\n+++\nText.\n";
        let front = read(file);
        assert_eq!(front.body, "Text.\n");
        assert_eq!(front.meta.title.as_deref(), Some("T"));
        assert_eq!(front.flaws.len(), 1);
        assert!(front.flaws.iter().all(|flaw| flaw.line == 3 && flaw.message.contains("not valid TOML")));
    }

    #[test]
    fn a_day_that_does_not_exist_is_a_flaw_at_its_line() {
        let front = read("+++\ntitle = \"T\"\npublished = 2026-02-31\n+++\n");
        assert_eq!(front.meta.published, None);
        assert_eq!(front.meta.title.as_deref(), Some("T"));
        assert_eq!(front.flaws.iter().map(|flaw| flaw.line).collect::<Vec<_>>(), [3]);
    }

    #[test]
    fn a_date_in_quotation_marks_is_a_date() {
        for (written, read_as) in [
            ("2026-03-07", "2026-03-07"),
            ("2026-03-07T14:05:00Z", "2026-03-07T14:05:00Z"),
            ("2026-03-07 14:05 +0100", "2026-03-07T14:05:00+01:00"),
            ("2026-03-07T14:05:00.000Z", "2026-03-07T14:05:00Z"),
            ("March 7, 2026", "2026-03-07"),
        ] {
            let file = format!("+++\npublished = \"{written}\"\n+++\n");
            let front = read(&file);
            assert_eq!(front.meta.published.map(|when| when.to_string()).as_deref(), Some(read_as), "{written}");
            assert_eq!(front.flaws, []);
        }
        for none in ["", "soon", "2026-02-31", "2026-03-07T25:00", "2026-03-07+01:00", "3/7/2026", "2026-13-07 é"] {
            let file = format!("+++\npublished = \"{none}\"\n+++\n");
            let front = read(&file);
            assert_eq!((front.meta.published, front.flaws.len()), (None, usize::from(!none.is_empty())), "{none}");
        }
    }

    #[test]
    fn an_unclosed_fence_is_a_flaw_and_all_of_it_is_text() {
        let front = read("+++\ntitle = \"T\"\n\nText.\n");
        assert_eq!(front.body, "+++\ntitle = \"T\"\n\nText.\n");
        assert!(matches!(front.flaws.as_slice(), [Flaw { line: 1, column: 1, .. }]));
        assert_eq!(front.meta, Meta::default());
    }

    #[test]
    fn a_fence_further_down_is_no_front_matter() {
        let front = read("Text.\n+++\ntitle = 1\n+++\n");
        assert_eq!((front.body.len(), front.flaws.len()), (24, 0));
    }

    #[test]
    fn columns_count_characters() {
        assert_eq!(places("+++\n\"é\" = 1\nauthors = [\"é\", 1]\n+++\n").first().map(|f| (f.0, f.1)), Some((3, 17)));
    }
}
