//! `diptych add`: addresses, web pages and texts become articles of the library.

mod fetched;

use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use jiff::tz::TimeZone;
use serde::Serialize;

use super::args::{AddArgs, Format as Printed, is_stdin};
use super::error::{CliError, USAGE};
use super::list;
use super::output::{complain, print};
use super::setting::Setting;
use crate::article::{Format, When, page};
use crate::library::adding::{self, Said};
use crate::library::identity::Identities;
use crate::library::listing::escape_unshown;
use crate::library::store::{self, LoadError};
use crate::library::url::normalised;
use crate::library::{Entry, Loaded, Origin, atomic};
use crate::text::cells::one_line;
use crate::text::decode::decode;

/// Adds texts to the library, in order; the first that cannot be added ends it.
pub fn run(setting: &Setting, wanted: &AddArgs) -> Result<u8, CliError> {
    setting.refuse_errors()?;
    setting.warn();
    if wanted.title.is_some() && wanted.files.len() > 1 {
        let error = CliError::failed("--title names one text, but several are given");
        return Err(CliError { status: USAGE, ..error });
    }
    let folder = folder(setting)?;
    let identities = Identities::load(&setting.places.identities).0;
    let library = setting.library();
    let mut there = if library.wants_samples(&setting.limits()) { Vec::new() } else { list::read(setting).0 };
    for path in &wanted.files {
        if let Some(known) = at_address(path, &there) {
            tell_known(known)?;
            continue;
        }
        let added = Text::read(path, setting, &identities)?;
        if let Some(known) = there.iter().find(|entry| entry.id == added.loaded.entry.id) {
            tell_known(known)?;
            continue;
        }
        there.push(added.keep(&folder, wanted)?);
    }
    Ok(0)
}

/// Returns the article that lies in the library under an address: what is there is not asked for again.
fn at_address<'l>(path: &Path, there: &'l [Entry]) -> Option<&'l Entry> {
    let wanted = fetched::is_address(path).then(|| normalised(&path.to_string_lossy()))??;
    there.iter().find(|entry| entry.meta.url.as_deref().and_then(normalised).as_ref() == Some(&wanted))
}

fn tell_known(known: &Entry) -> Result<(), CliError> {
    complain(format_args!("diptych: it is in the library already: {}", one_line(&lies_at(known))));
    print(&format!("{}\n", lies_at(known)))
}

/// Returns the folder that articles are written into: the first of the library that is none of one file.
pub(super) fn folder(setting: &Setting) -> Result<PathBuf, CliError> {
    let roots = setting.library().roots;
    let folder = roots.into_iter().find(|root| !root.is_file());
    folder.ok_or_else(|| CliError::failed("the library has no folder to add to").hint("name one with --library DIR"))
}

fn lies_at(entry: &Entry) -> String {
    match &entry.origin {
        Origin::File(path) => path.to_string_lossy().into_owned(),
        Origin::Sample(name) => format!("sample:{name}"),
        Origin::Stdin => "-".to_owned(),
    }
}

/// A text that was read.
struct Text {
    loaded: Loaded,
    /// As it came, decoded.
    raw: String,
    format: Format,
    /// What else stood on its page.
    left_out: Vec<String>,
}

impl Text {
    fn read(path: &Path, setting: &Setting, identities: &Identities) -> Result<Self, CliError> {
        let shown = path.display();
        if fetched::is_address(path) {
            return fetched::read(&path.to_string_lossy(), setting, identities);
        }
        let failed = |error: &LoadError| {
            let failed = CliError::failed(format_args!("it cannot be added: {}", error.what()));
            error.hint().into_iter().fold(failed, CliError::hint)
        };
        let limits = setting.limits();
        let (origin, bytes) = match is_stdin(path) {
            true => (Origin::Stdin, stdin(limits.max_file_bytes)?),
            false => {
                (Origin::File(path.to_owned()), store::read_file(path, limits.max_file_bytes).map_err(|e| failed(&e))?)
            }
        };
        let loaded = store::from_bytes(&origin, &bytes, identities).map_err(|error| failed(&error))?;
        if page::is_named(path) || page::is_page(&bytes) {
            let page = page::read(&bytes);
            let page = page.map_err(|error| CliError::failed(format_args!("it cannot be added: {shown}: {error}")))?;
            let raw = page.to_markdown();
            return Ok(Self { loaded, raw, format: Format::Markdown, left_out: page.left_out });
        }
        let raw = decode(&bytes).map(|decoded| decoded.text).unwrap_or_default();
        if loaded.article.text.trim().is_empty() {
            return Err(CliError::failed(format_args!("it cannot be added: {shown}: there is no text in it")));
        }
        let format = Format::of(path);
        Ok(Self { loaded, raw, format, left_out: Vec::new() })
    }

    /// Writes the article, or prints what would be written.
    fn keep(self, folder: &Path, wanted: &AddArgs) -> Result<Entry, CliError> {
        let said = Said { title: wanted.title.clone(), source: wanted.source.clone(), story: wanted.story.clone() };
        let failed = |why: &dyn std::fmt::Display| CliError::failed(format_args!("it cannot be added: {why}"));
        let file = adding::file(&self.raw, &self.loaded.article, &said).map_err(|error| failed(&error))?;
        let today = Timestamp::now().to_zoned(TimeZone::UTC).date();
        let taken = |name: &str| folder.join(name).exists();
        let path = folder.join(adding::name(&self.loaded.article, &said, self.format, today, &taken));
        if !wanted.dry_run {
            let wrote = atomic::write_new(folder, &path, file.as_bytes());
            wrote.map_err(|error| failed(&format_args!("{}: {error}", path.display())))?;
        }
        print(&match (wanted.format, wanted.dry_run) {
            (Printed::Json, _) => told(&path, &self, &said),
            (Printed::Text, true) => file,
            (Printed::Text, false) => format!("{}\n", one_line(&path.to_string_lossy())),
        })?;
        Ok(Entry { origin: Origin::File(path), ..self.loaded.entry })
    }
}

fn stdin(most: u64) -> Result<Vec<u8>, CliError> {
    let mut bytes = Vec::new();
    let read = io::stdin().lock().take(most + 1).read_to_end(&mut bytes);
    read.map_err(|error| CliError::failed(format_args!("it cannot be added: standard input: {error}")))?;
    if bytes.len() as u64 > most {
        return Err(CliError::failed(format_args!("it cannot be added: standard input: more than {most} bytes")));
    }
    Ok(bytes)
}

/// What was added, for programs.
#[derive(Serialize)]
struct Told<'a> {
    path: String,
    title: Option<&'a str>,
    source: Option<&'a str>,
    authors: &'a [String],
    published: Option<String>,
    updated: Option<String>,
    url: Option<&'a str>,
    lang: Option<&'a str>,
    story: Option<&'a str>,
    paragraphs: Vec<Paragraph<'a>>,
    /// What is not kept of a page; of a text nothing.
    left_out: &'a [String],
}

#[derive(Serialize)]
struct Paragraph<'a> {
    kind: crate::article::ParagraphKind,
    text: &'a str,
}

fn told(path: &Path, added: &Text, said: &Said) -> String {
    let article = &added.loaded.article;
    let meta = &article.meta;
    let day = |when: Option<When>| when.map(|when| when.to_string());
    let text = |index| article.paragraph_text(index);
    let paragraphs = article.paragraphs.iter().enumerate();
    let told = Told {
        path: path.to_string_lossy().into_owned(),
        title: said.title.as_deref().or(meta.title.as_deref()),
        source: said.source.as_deref().or(meta.source.as_deref()),
        authors: &meta.authors,
        published: day(meta.published),
        updated: day(meta.updated),
        url: meta.url.as_deref(),
        lang: meta.lang.as_deref(),
        story: said.story.as_deref().or(meta.story.as_deref()),
        paragraphs: paragraphs.map(|(index, p)| Paragraph { kind: p.kind, text: text(index) }).collect(),
        left_out: &added.left_out,
    };
    let json = serde_json::to_string_pretty(&told).expect("strings, numbers and lists of them are always JSON");
    escape_unshown(&json) + "\n"
}
