//! `diptych add`: addresses, web pages and texts become articles of the library.

use std::io::{self, Read as _};
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;

use serde::Serialize;

use super::args::{AddArgs, Format as Printed, is_stdin};
use super::error::{CliError, USAGE, status};
use super::list;
use super::output::{complain, print};
use super::setting::Setting;
use crate::article::When;
use crate::effects::adding::{self as doors, Refused};
use crate::library::adding::{Addition, Said};
use crate::library::identity::Identities;
use crate::library::listing::escape_unshown;
use crate::library::url::normalised;
use crate::library::versions::{others, says_the_same};
use crate::library::{Entry, Origin};
use crate::text::cells::one_line;

/// Adds texts to the library, in order; what cannot be added is told, and the rest is added all the same.
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
    let mut failed = 0;
    for path in &wanted.files {
        let known = at_address(path, &there);
        let added = match (read(path, setting, &identities), known) {
            (Ok(added), _) => added,
            // Nobody knows then whether it was changed since.
            (Err(error), Some(known)) => {
                complain(format_args!(
                    "diptych: it cannot be asked whether it was changed: {}",
                    one_line(&error.to_string())
                ));
                tell_known(known)?;
                continue;
            }
            (Err(error), None) if wanted.files.len() > 1 => {
                complain(error);
                failed += 1;
                continue;
            }
            (Err(error), None) => return Err(error),
        };
        let entry = &added.loaded.entry;
        let same = |other: &&Entry| other.id == entry.id || says_the_same(other, entry);
        if let Some(known) =
            there.iter().find(|other| other.id == entry.id).or_else(|| others(&there, entry).find(same))
        {
            tell_known(known)?;
            continue;
        }
        if let Some(before) = others(&there, entry).last() {
            complain(format_args!("diptych: a new version of: {}", one_line(&lies_at(before))));
        }
        match keep(added, &folder, wanted) {
            Ok(entry) => there.push(entry),
            Err(error) if wanted.files.len() > 1 => {
                complain(error);
                failed += 1;
            }
            Err(error) => return Err(error),
        }
    }
    if failed > 0 {
        complain(format_args!("diptych: {failed} of {} not added", wanted.files.len()));
    }
    Ok(status(failed > 0))
}

/// Returns the article that lies in the library under an address.
fn at_address<'l>(path: &Path, there: &'l [Entry]) -> Option<&'l Entry> {
    let wanted = doors::is_address(&path.to_string_lossy()).then(|| normalised(&path.to_string_lossy()))??;
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

/// Reads what was named.
fn read(path: &Path, setting: &Setting, identities: &Identities) -> Result<Addition, CliError> {
    let said = path.to_string_lossy();
    let limits = setting.limits();
    let found = if doors::is_address(&said) {
        doors::at_address(&said, &setting.client(), &AtomicBool::new(false), identities)
    } else if is_stdin(path) {
        doors::of_bytes(&Origin::Stdin, path, &stdin(limits.max_file_bytes)?, identities)
    } else {
        doors::in_file(path, &limits, identities)
    };
    found.map_err(refused)
}

fn refused(refused: Refused) -> CliError {
    let failed = CliError::failed(refused.what);
    refused.hint.into_iter().fold(failed, CliError::hint)
}

/// Writes the article, or prints what would be written.
fn keep(addition: Addition, folder: &Path, wanted: &AddArgs) -> Result<Entry, CliError> {
    let said = Said { title: wanted.title.clone(), source: wanted.source.clone(), story: wanted.story.clone() };
    let (path, file) = if wanted.dry_run {
        doors::planned(&addition, folder, &said).map_err(refused)?
    } else {
        (doors::write(&addition, folder, &said).map_err(refused)?, String::new())
    };
    print(&match (wanted.format, wanted.dry_run) {
        (Printed::Json, _) => told(&path, &addition, &said),
        (Printed::Text, true) => file,
        (Printed::Text, false) => format!("{}\n", one_line(&path.to_string_lossy())),
    })?;
    Ok(Entry { origin: Origin::File(path), ..addition.loaded.entry })
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

fn told(path: &Path, added: &Addition, said: &Said) -> String {
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
