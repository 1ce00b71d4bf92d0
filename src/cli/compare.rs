//! `diptych compare`: the comparison on standard output.

use std::io;
use std::path::Path;
use std::sync::atomic::AtomicBool;

use super::args::{Common, CompareArgs, CompareFormat, is_stdin};
use super::decided::decide;
use super::error::{CliError, UNRULED};
use super::notes;
use super::output::{is_coloured, print, width};
use super::setting::Setting;
use crate::compare::{Check, Comparison, Input, Options, compare_with};
use crate::config::nearest::nearest;
use crate::library::identity::Identities;
use crate::library::store::{self, LoadError};
use crate::library::{Loaded, Origin, samples};
use crate::notes::export::pair::{Form, Pair};
use crate::report::text::Setting as Page;

/// Compares two articles and prints the comparison. What is printed depends on the command line, the articles and what
/// the reader kept about them, as far as that is asked for, not on the configuration: colour and ASCII are the options' own.
pub fn run(setting: &Setting, wanted: &CompareArgs, common: &Common) -> Result<u8, CliError> {
    setting.refuse_errors()?;
    setting.warn();
    let known = known(setting, wanted);
    let (left, right) = (load(&wanted.left, setting, &known)?, load(&wanted.right, setting, &known)?);
    let comparison = compared(setting, wanted, &left, &right)?;
    let paths = [&wanted.left, &wanted.right].map(|path| path.to_string_lossy());
    let [left_path, right_path] = &paths;
    let book = wanted.notes.then(|| notes::book(setting));
    let noted = book.as_ref().map(|book| notes::of_pair(setting, &known, book, [&left, &right]));
    let pair = Pair {
        comparison: &comparison,
        inputs: [
            Input { path: left_path, article: &left.article },
            Input { path: right_path, article: &right.article },
        ],
        ids: [&left.entry.id, &right.entry.id],
        possible: wanted.min_score.is_some(),
        paths: wanted.paths,
        notes: noted.as_deref(),
    };
    print(&pair.written(form(wanted, common)).map_err(CliError::failed)?)?;
    Ok(if wanted.exit_code && comparison.checks.iter().any(Check::is_unruled) { UNRULED } else { 0 })
}

fn form(wanted: &CompareArgs, common: &Common) -> Form {
    match wanted.format {
        CompareFormat::Text => {
            let color = is_coloured(common.color.unwrap_or_default());
            Form::Text(Page { width: width(wanted.width), ascii: common.ascii, color })
        }
        CompareFormat::Markdown => Form::Markdown,
        CompareFormat::Html => Form::Html,
        CompareFormat::Json => Form::Json,
    }
}

/// Compares the two, and lays the reader's decisions over that where they are asked for; a threshold that is asked for by
/// number lists what is over it.
fn compared(setting: &Setting, wanted: &CompareArgs, left: &Loaded, right: &Loaded) -> Result<Comparison, CliError> {
    let usual = Options::default();
    let asked = wanted.min_score.map_or(usual, |min_score| Options { min_score });
    // Which sentences stand alone once a match is rejected shows only where all shown matches are listed.
    let least = if wanted.decisions { asked.min_score.min(usual.min_score) } else { asked.min_score };
    let (options, never) = (Options { min_score: least }, AtomicBool::new(false));
    let mut comparison = compare_with(&left.article, &right.article, options, &never).map_err(CliError::failed)?;
    if wanted.decisions {
        decide(setting, &mut comparison, left, right);
    }
    comparison.matches.retain(|m| wanted.min_score.map_or_else(|| m.drawn(), |least| m.score >= least));
    Ok(comparison)
}

/// Returns who is known: nobody, unless something kept is asked for.
fn known(setting: &Setting, wanted: &CompareArgs) -> Identities {
    let kept = wanted.decisions || wanted.notes;
    if kept { Identities::load(&setting.places.identities).0 } else { Identities::default() }
}

/// Loads one article: a file, standard input, or a sample where those are asked for.
fn load(path: &Path, setting: &Setting, known: &Identities) -> Result<Loaded, CliError> {
    let limits = setting.limits();
    let loaded = if is_stdin(path) {
        store::from_reader(&Origin::Stdin, &mut io::stdin().lock(), &limits, known)
    } else if setting.samples {
        store::load(&sample(path)?, &limits, known)
    } else {
        store::load(&Origin::File(path.to_owned()), &limits, known)
    };
    let mut loaded = loaded.map_err(|error| unreadable(&error))?;
    // What the reader set about the article is told even where nobody is known: one file is read for it, not all.
    if let Some(edits) = Identities::edits_of(&setting.places.identities, &loaded.entry.id) {
        edits.lay_over_loaded(&mut loaded);
    }
    Ok(loaded)
}

/// Returns the sample of that path, as `diptych list --samples --format json` tells it or without what stands before it.
fn sample(path: &Path) -> Result<Origin, CliError> {
    let told = path.to_string_lossy();
    let name = told.strip_prefix("sample:").unwrap_or(&told);
    let there = samples::samples().iter().find(|(there, _)| *there == name);
    there.map(|(there, _)| Origin::Sample(there)).ok_or_else(|| {
        CliError::failed(format_args!("the article cannot be read: {told}: there is no such sample")).hint(
            match nearest(name, &samples::samples().iter().map(|(there, _)| *there).collect::<Vec<_>>()) {
                Some(near) => format!("did you mean {near}?"),
                None => "diptych list --samples --format json has their paths".to_owned(),
            },
        )
    })
}

/// Words why an article cannot be read.
pub fn unreadable(error: &LoadError) -> CliError {
    let failed = CliError::failed(format_args!("the article cannot be read: {error}"));
    match error.hint() {
        Some(hint) => failed.hint(hint),
        None => failed,
    }
}
