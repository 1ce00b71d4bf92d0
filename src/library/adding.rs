//! A text on its way into the library: the head that it gets and what its file is called.
//!
//! The text itself stays as it came, letter by letter. What is known of it goes into front matter; a text that has one
//! keeps it, and only what was asked for is set in it.

use jiff::civil::Date;
use toml::{Table, Value};

use super::Loaded;
use crate::article::front_matter::{Head, split};
use crate::article::head::known;
use crate::article::import::import;
use crate::article::{Article, Format};
use crate::text::fold::plain;

/// What the reader says of a text that is added; it goes before what the text says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Said {
    /// Its headline.
    pub title: Option<String>,
    /// Who published it.
    pub source: Option<String>,
    /// The story that it belongs to.
    pub story: Option<String>,
}

/// A text that can be added.
#[derive(Clone, Debug)]
pub struct Addition {
    /// The article that it is.
    pub loaded: Loaded,
    /// The text as it came, decoded; of a page its article as Markdown.
    pub raw: String,
    /// What kind of file it becomes.
    pub format: Format,
    /// What else stood on its page.
    pub left_out: Vec<String>,
}

/// Letters of a file's name that are made of its title, at most.
const LONGEST_NAME: usize = 60;

/// Bytes of it: a file system takes 255, and date, mark and ending are bytes too.
const LONGEST_BYTES: usize = 180;

/// Why a text gets no head.
#[derive(Debug, thiserror::Error)]
pub enum AddError {
    /// Its front matter is no TOML, so that nothing can be set in it.
    #[error("its front matter is broken, so that nothing can be set in it: {0}")]
    Broken(#[from] toml::de::Error),
    /// A part of its YAML cannot be read, and would be lost.
    #[error("its front matter cannot be read whole, so that nothing can be set in it: {0}")]
    Unread(String),
    /// What is to be set cannot be written.
    #[error("its front matter cannot be written: {0}")]
    Unwritten(#[from] toml::ser::Error),
}

/// Returns the whole file of a text: its head and itself.
///
/// # Errors
/// Where its own front matter cannot be understood and something is to be set in it.
pub fn file(text: &str, article: &Article, said: &Said) -> Result<String, AddError> {
    let own = split(text);
    if own.is_some() && *said == Said::default() {
        return Ok(text.to_owned());
    }
    let (mut head, body) = match own {
        Some((head, body)) => (table(head)?, body),
        None => (known(&article.meta), text),
    };
    let set = [("title", &said.title), ("source", &said.source), ("story", &said.story)];
    for (key, value) in set.into_iter().filter_map(|(key, value)| Some((key, value.as_ref()?))) {
        head.insert(key.to_owned(), Value::String(value.clone()));
    }
    Ok(joined(&head, body)?)
}

/// Returns a file of a head and a text.
fn joined(head: &Table, body: &str) -> Result<String, toml::ser::Error> {
    let head = toml::to_string(head)?;
    let body = body.trim_start_matches(['\n', '\r']);
    let end = if body.ends_with('\n') { "" } else { "\n" };
    Ok(if head.is_empty() { format!("{body}{end}") } else { format!("+++\n{head}+++\n\n{body}{end}") })
}

/// Returns a text that came from `url` with the address at its head; one that names an address itself stays as it is.
///
/// # Errors
/// As [`file()`].
pub fn with_url(text: &str, format: Format, url: &str) -> Result<String, AddError> {
    let mut article = import(text, format).0;
    if article.meta.url.is_some() {
        return Ok(text.to_owned());
    }
    article.meta.url = Some(url.to_owned());
    let (mut head, body) = match split(text) {
        Some((head, body)) => (table(head)?, body),
        None => (known(&article.meta), text),
    };
    head.insert("url".to_owned(), Value::String(url.to_owned()));
    Ok(joined(&head, body)?)
}

/// Returns a head as a table in which something can be set.
fn table(head: Head<'_>) -> Result<Table, AddError> {
    match head {
        Head::Toml(toml) => Ok(toml.parse()?),
        Head::Yaml(table) => Ok(table),
        Head::Unread(flaw) => Err(AddError::Unread(flaw.message)),
    }
}

/// Returns what the file is called, `taken` saying which names are: `2026-03-07-ship-freed-after-six-days.md`.
///
/// Plain text keeps the ending that says so: in Markdown its stars and hashes would be marks.
#[must_use]
pub fn name(article: &Article, said: &Said, format: Format, today: Date, taken: &dyn Fn(&str) -> bool) -> String {
    let title = said.title.as_ref().or(article.meta.title.as_ref()).cloned();
    let title = title.unwrap_or_else(|| article.first_words(LONGEST_NAME));
    let date = article.meta.published.map_or(today, |when| when.date);
    let ending = if format == Format::Markdown { "md" } else { "txt" };
    let slug = slug(&title);
    let numbered = |n: usize| match n {
        1 => format!("{date}-{slug}.{ending}"),
        n => format!("{date}-{slug}-{n}.{ending}"),
    };
    (1..).map(numbered).find(|name| !taken(name)).unwrap_or_default()
}

/// Returns the words of a title as a file system takes them: small letters, digits and hyphens; `article` where there
/// are none.
#[must_use]
pub fn slug(title: &str) -> String {
    let folded = plain(title).replace('\'', "");
    let mut slug = String::new();
    for word in folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        let hyphen = usize::from(!slug.is_empty());
        let length = slug.chars().count() + hyphen + word.chars().count();
        if length > LONGEST_NAME || slug.len() + hyphen + word.len() > LONGEST_BYTES {
            break;
        }
        slug.push_str(if hyphen == 1 { "-" } else { "" });
        slug.push_str(word);
    }
    if slug.is_empty() { "article".to_owned() } else { slug }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a failed test may panic")]
    use super::*;

    const TODAY: Date = Date::constant(2026, 11, 27);

    fn added(text: &str, said: &Said) -> String {
        file(text, &import(text, Format::Plain).0, said).unwrap()
    }

    fn named(text: &str, taken: &[&str]) -> String {
        let article = import(text, Format::Plain).0;
        name(&article, &Said::default(), Format::Plain, TODAY, &|name| taken.contains(&name))
    }

    #[test]
    fn a_text_gets_a_head_and_stays_as_it_is() {
        let text = "Ship freed after six days\n\nBy Ann Poe\nMarch 7, 2026\n\nTugs *freed* the ship # 3.\n";
        let file = added(text, &Said { story: Some("A \"canal\"".to_owned()), ..Said::default() });
        assert!(file.starts_with("+++\n") && file.ends_with(text), "{file}");
        let (article, flaws) = import(&file, Format::Plain);
        assert_eq!((flaws, article.meta.story.as_deref()), (vec![], Some("A \"canal\"")));
        let alone = import(text, Format::Plain).0;
        assert_eq!((article.text, article.meta.title), (alone.text, alone.meta.title));
        assert_eq!(article.meta.published, alone.meta.published);
    }

    #[test]
    fn a_head_that_is_there_keeps_what_it_has() {
        let text = "+++\ntitle = \"Old\"  # mine\nmood = 3\npublished = 2026-03-07\n+++\n\nText.\n";
        assert_eq!(added(text, &Said::default()), text);
        let file = added(text, &Said { title: Some("New".to_owned()), ..Said::default() });
        assert!(file.contains("mood = 3") && file.contains("title = \"New\"") && file.contains("2026-03-07"), "{file}");
        assert!(file.ends_with("+++\n\nText.\n"), "{file}");
        let broken = "+++\ntitle = \n+++\nText.\n";
        let article = import(broken, Format::Plain).0;
        let said = Said { title: Some("New".to_owned()), ..Said::default() };
        assert!(matches!(file_of(broken, &article, &said), Err(AddError::Broken(_))));
        assert_eq!(file_of(broken, &article, &Said::default()).unwrap(), broken, "what cannot be read is kept");
    }

    #[test]
    fn what_is_set_in_a_head_of_yaml_makes_it_toml_and_loses_nothing_of_it() {
        let text = "---\ntitle: Old\nauthor: Ann Poe\ndate: 2026-03-07\nmood: 3\n---\n\nText.\n";
        assert_eq!(added(text, &Said::default()), text);
        let file = added(text, &Said { title: Some("New".to_owned()), ..Said::default() });
        let meta = import(&file, Format::Plain).0.meta;
        assert_eq!((meta.title.as_deref(), meta.authors.len()), (Some("New"), 1));
        assert!(meta.published.is_some() && file.contains("mood = 3"), "{file}");
        assert!(file.starts_with("+++\n") && file.ends_with("+++\n\nText.\n"), "{file}");
        let unread = "---\ntitle: Old\nauthor: &a {x: y}\n---\nText.\n";
        let article = import(unread, Format::Plain).0;
        let said = Said { title: Some("New".to_owned()), ..Said::default() };
        assert!(matches!(file_of(unread, &article, &said), Err(AddError::Unread(_))));
        assert_eq!(file_of(unread, &article, &Said::default()).unwrap(), unread);
    }

    #[test]
    fn a_text_that_came_from_an_address_says_so_and_no_other_says_otherwise() {
        let url = "https://a.example/x.txt?a=\"b\"";
        let read = |text: &str| import(&with_url(text, Format::Plain, url).unwrap(), Format::Plain).0.meta;
        assert_eq!(read("Words of a text.\n").url.as_deref(), Some(url));
        let own = read("+++\ntitle = \"Mine\"\nmood = 3\n+++\nWords.\n");
        assert_eq!((own.url.as_deref(), own.title.as_deref()), (Some(url), Some("Mine")));
        assert_eq!(read("+++\nurl = \"https://b.example/\"\n+++\nWords.\n").url.as_deref(), Some("https://b.example/"));
    }

    fn file_of(text: &str, article: &Article, said: &Said) -> Result<String, AddError> {
        file(text, article, said)
    }

    #[test]
    fn a_name_leads_nowhere_and_is_not_taken() {
        for (text, wanted) in [
            ("+++\ntitle = \"Ship freed — after six days!\"\n+++\nx", "2026-11-27-ship-freed-after-six-days.txt"),
            ("+++\ntitle = \"../../etc/passwd\"\n+++\nx", "2026-11-27-etc-passwd.txt"),
            (
                "+++\ntitle = \"\\u001b[31m\u{202e}Erdoğan’s\"\npublished = 2026-03-07\n+++\nx",
                "2026-03-07-31merdogans.txt",
            ),
            ("+++\ntitle = \"…\"\n+++\nx", "2026-11-27-article.txt"),
        ] {
            assert_eq!(named(text, &[]), wanted);
        }
        assert_eq!(named("+++\ntitle = \"x\"\n+++\ny", &["2026-11-27-x.txt"]), "2026-11-27-x-2.txt");
        assert!(named(&format!("+++\ntitle = \"{}\"\n+++\ny", "long ".repeat(100)), &[]).len() < 90);
        assert!(named(&format!("+++\ntitle = \"{}\"\n+++\ny", "x".repeat(300)), &[]).len() < 90);
        let wide = slug(&"𠮷𠮷𠮷 ".repeat(30));
        assert!((100..=LONGEST_BYTES).contains(&wide.len()), "{wide}");
    }
}
