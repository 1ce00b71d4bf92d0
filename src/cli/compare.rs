//! `diptych compare`: the comparison on standard output.

use std::io;
use std::path::Path;
use std::sync::atomic::AtomicBool;

use super::args::{CompareArgs, CompareFormat, is_stdin};
use super::error::CliError;
use super::output::{print, width};
use super::setting::Setting;
use crate::article::Article;
use crate::compare::report::{Setting as Page, report};
use crate::compare::{Comparison, Input, Options, compare_with, html, json, markdown};
use crate::library::Origin;
use crate::library::identity::Identities;
use crate::library::scan::Limits;
use crate::library::store::{self, LoadError};

/// Compares two articles and prints the comparison. What is printed depends on the command line and the articles alone,
/// not on the configuration, so `ascii` is the option's.
pub fn run(setting: &Setting, wanted: &CompareArgs, ascii: bool) -> Result<u8, CliError> {
    setting.refuse_errors()?;
    setting.warn();
    let limits = setting.limits();
    let (left, right) = (load(&wanted.left, &limits)?, load(&wanted.right, &limits)?);
    let options = wanted.min_score.map_or_else(Options::default, |min_score| Options { min_score });
    let never = AtomicBool::new(false);
    let comparison = compare_with(&left, &right, options, &never).map_err(CliError::failed)?;
    let (left_path, right_path) = (wanted.left.to_string_lossy(), wanted.right.to_string_lossy());
    let left = Input { path: &left_path, article: &left };
    let right = Input { path: &right_path, article: &right };
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

/// Loads one article; whoever it is, for nothing is kept of it.
fn load(path: &Path, limits: &Limits) -> Result<Article, CliError> {
    let nobody = Identities::default();
    let loaded = if is_stdin(path) {
        store::from_reader(&Origin::Stdin, &mut io::stdin().lock(), limits, &nobody)
    } else {
        store::load(&Origin::File(path.to_owned()), limits, &nobody)
    };
    loaded.map(|loaded| loaded.article).map_err(|error| unreadable(&error))
}

/// Words why an article cannot be read.
pub fn unreadable(error: &LoadError) -> CliError {
    let failed = CliError::failed(format_args!("the article cannot be read: {error}"));
    match error.hint() {
        Some(hint) => failed.hint(hint),
        None => failed,
    }
}
