//! `diptych compare`: the comparison on standard output.

use std::io;
use std::path::Path;
use std::sync::atomic::AtomicBool;

use super::args::{CompareArgs, CompareFormat, is_stdin};
use super::decided::decide;
use super::error::CliError;
use super::output::{print, width};
use super::setting::Setting;
use crate::compare::{Comparison, Input, Options, compare_with, json};
use crate::library::identity::Identities;
use crate::library::store::{self, LoadError};
use crate::library::{Limits, Loaded, Origin};
use crate::report::text::{Setting as Page, report};
use crate::report::{html, markdown};

/// Compares two articles and prints the comparison. What is printed depends on the command line and the articles alone,
/// not on the configuration, so `ascii` is the option's.
pub fn run(setting: &Setting, wanted: &CompareArgs, ascii: bool) -> Result<u8, CliError> {
    setting.refuse_errors()?;
    setting.warn();
    let limits = setting.limits();
    let known = known(setting, wanted);
    let (left, right) = (load(&wanted.left, &limits, &known)?, load(&wanted.right, &limits, &known)?);
    let comparison = compared(setting, wanted, &left, &right)?;
    let (left_path, right_path) = (wanted.left.to_string_lossy(), wanted.right.to_string_lossy());
    let left = Input { path: &left_path, article: &left.article };
    let right = Input { path: &right_path, article: &right.article };
    print(&written(&comparison, left, right, wanted, ascii)?).map(|()| 0)
}

/// Writes the comparison in the format asked for; a threshold that was asked for by number lists what is over it.
fn written(
    comparison: &Comparison,
    left: Input<'_>,
    right: Input<'_>,
    wanted: &CompareArgs,
    ascii: bool,
) -> Result<String, CliError> {
    let possible = wanted.min_score.is_some();
    Ok(match wanted.format {
        CompareFormat::Text => report(comparison, left, right, Page { width: width(wanted.width), ascii, possible }),
        CompareFormat::Markdown => markdown::markdown(comparison, left, right, possible),
        CompareFormat::Html => html::html(comparison, left, right, possible),
        CompareFormat::Json => json::json(comparison, left, right).map_err(CliError::failed)? + "\n",
    })
}

/// Compares the two, and lays the reader's decisions over that where they are asked for.
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
    if wanted.decisions { Identities::load(&setting.places.identities).0 } else { Identities::default() }
}

/// Loads one article.
fn load(path: &Path, limits: &Limits, known: &Identities) -> Result<Loaded, CliError> {
    let loaded = if is_stdin(path) {
        store::from_reader(&Origin::Stdin, &mut io::stdin().lock(), limits, known)
    } else {
        store::load(&Origin::File(path.to_owned()), limits, known)
    };
    loaded.map_err(|error| unreadable(&error))
}

/// Words why an article cannot be read.
pub fn unreadable(error: &LoadError) -> CliError {
    let failed = CliError::failed(format_args!("the article cannot be read: {error}"));
    match error.hint() {
        Some(hint) => failed.hint(hint),
        None => failed,
    }
}
