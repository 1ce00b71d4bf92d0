//! Saved views: queries under names, in `views.toml` in the configuration folder, a line each, for people to edit.
//!
//! ```toml
//! # what I read first
//! "unread today" = "is:unread since:2026-11-28"
//! ferries = "ferry -strike"
//! ```
//!
//! What the program changes in it is one line; comments and everything else stay letter by letter.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use toml::{Table, Value};

use super::atomic;
use crate::article::front_matter::set::{SetError, Setting, set_in};

/// A query under a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct View {
    /// What it is called.
    pub name: String,
    /// What it lists, in the filter language.
    pub query: String,
}

/// What becomes of a view: its name, and its query; none where it is deleted.
pub type Change = (String, Option<String>);

/// Why the views cannot be read or written.
#[derive(Debug, thiserror::Error)]
pub enum ViewsError {
    /// The file cannot be read or written.
    #[error("{}: {source}", path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// It is not what it should be.
    #[error("{}: {why}", path.display())]
    Wrong {
        /// The file.
        path: PathBuf,
        /// What is wrong, and what is right.
        why: String,
    },
}

/// Returns the file of the views in the configuration folder.
#[must_use]
pub fn path(config: &Path) -> PathBuf {
    config.join("views.toml")
}

/// Reads the views, by their names; none where there is none.
///
/// # Errors
/// Where the file cannot be read, or is not lines of names and queries.
pub fn read(path: &Path) -> Result<Vec<View>, ViewsError> {
    views(path, &text(path)?)
}

/// Changes views, and returns them as they are then.
///
/// # Errors
/// As [`read()`], and where the file cannot be written; nothing is then changed.
pub fn change(path: &Path, changes: &[Change]) -> Result<Vec<View>, ViewsError> {
    let mut file = text(path)?;
    views(path, &file)?;
    for (name, query) in changes {
        let setting = Setting { names: &[name], value: query.clone().map(Value::String) };
        file = set_in(&file, &setting).map_err(|error| wrong(path, error))?;
    }
    let all = views(path, &file)?;
    atomic::write_through(path, file.as_bytes()).map_err(|source| ViewsError::Io { path: path.into(), source })?;
    Ok(all)
}

fn text(path: &Path) -> Result<String, ViewsError> {
    match fs::read_to_string(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(String::new()),
        text => text.map_err(|source| ViewsError::Io { path: path.into(), source }),
    }
}

fn views(path: &Path, text: &str) -> Result<Vec<View>, ViewsError> {
    let table: Table = text.parse().map_err(|error: toml::de::Error| ViewsError::Wrong {
        path: path.into(),
        why: format!("not valid TOML: {}", error.message()),
    })?;
    let view = |(name, value): (String, Value)| match value {
        Value::String(query) => Ok(View { name, query }),
        other => Err(ViewsError::Wrong {
            path: path.into(),
            why: format!("a view is a line such as {name:?} = \"is:unread\", found {}", other.type_str()),
        }),
    };
    table.into_iter().map(view).collect()
}

fn wrong(path: &Path, error: SetError) -> ViewsError {
    ViewsError::Wrong { path: path.into(), why: error.to_string() }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may fail by panicking")]
    use super::*;

    fn shown(views: &[View]) -> Vec<String> {
        views.iter().map(|view| format!("{}: {}", view.name, view.query)).collect()
    }

    #[test]
    fn views_are_saved_renamed_and_deleted_and_comments_stay() {
        let dir = tempfile::tempdir().unwrap();
        let path = path(&dir.path().join("config"));
        assert_eq!(read(&path).unwrap(), []);
        let save = |name: &str, query: Option<&str>| (name.to_owned(), query.map(str::to_owned));
        change(&path, &[save("unread today", Some("is:unread \"a b\"")), save("ferries", Some("ferry"))]).unwrap();
        let text = fs::read_to_string(&path).unwrap();
        fs::write(&path, format!("# mine\n{text}\n# end\n")).unwrap();
        let all = change(&path, &[save("ferries", Some("ferry -strike")), save("é", Some(""))]).unwrap();
        let mut shown = shown(&all);
        shown.sort();
        assert_eq!(shown, ["ferries: ferry -strike", "unread today: is:unread \"a b\"", "é: "]);
        let renamed = change(&path, &[save("é", None), save("e", Some("x"))]).unwrap();
        assert_eq!((renamed.len(), read(&path).unwrap()), (3, renamed));
        change(&path, &[save("unread today", None), save("nothing", None)]).unwrap();
        let text = fs::read_to_string(&path).unwrap();
        assert!(text.starts_with("# mine\n") && text.ends_with("\n# end\n") && !text.contains("unread"), "{text}");
    }

    #[test]
    fn what_is_wrong_with_the_file_is_told_and_it_is_left_alone() {
        let dir = tempfile::tempdir().unwrap();
        let path = path(dir.path());
        for (text, why) in [("a = 1\n", "found integer"), ("a = \n", "not valid TOML")] {
            fs::write(&path, text).unwrap();
            let error = change(&path, &[("b".to_owned(), Some("x".to_owned()))]).unwrap_err().to_string();
            assert!(error.contains("views.toml") && error.contains(why), "{error}");
            assert_eq!(fs::read_to_string(&path).unwrap(), text);
        }
    }
}
