//! The file of one identity, `identities/<id>.json`: what it holds and how it is written.
//!
//! Sorted keys, one a line, so that it merges under git; fields of later versions are kept; a file that cannot be
//! understood is set aside unread, never overwritten, never deleted.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::fingerprint::Fingerprint;
use crate::library::editing::Edits;
use crate::library::{ArticleId, atomic};
use crate::text::decode::unmarked;

/// The version of the file that this program writes, and the newest that it reads.
const VERSION: u32 = 1;

/// How an article looked when it was last kept.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Trace {
    /// Hash of its text.
    pub content: String,
    /// Fingerprint of its text, in hexadecimal digits.
    pub fingerprint: String,
    /// Where it lay.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub path: Option<String>,
    /// Its title, for people who read the file.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
}

/// An article that was guessed to be this one and is not.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NotThis {
    /// Hash of its text.
    pub content: String,
    /// Where it lay.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub path: Option<String>,
}

/// A kept identity.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Kept {
    /// The version of the file's shape.
    pub version: u32,
    /// The article.
    pub id: ArticleId,
    /// Its normalised url.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// How it looked last.
    #[serde(flatten)]
    pub now: Trace,
    /// How it looked before a guess was taken up, so that the guess can be undone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub before: Option<Trace>,
    /// What it is not.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub not: Vec<NotThis>,
    /// What the reader set about it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub set: Option<Edits>,
    /// Fields that diptych does not know.
    #[serde(flatten)]
    pub extra: BTreeMap<String, serde_json::Value>,
}

/// Why the file of an identity is not taken.
#[derive(Debug, thiserror::Error)]
pub enum KeptError {
    /// It cannot be read or written.
    #[error("{}: {source}", path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// It is not the JSON of an identity.
    #[error("{}: not an identity: {source}", path.display())]
    Json {
        /// The file.
        path: PathBuf,
        /// Why, with line and column.
        source: serde_json::Error,
    },
    /// It is well-formed but cannot be what it says.
    #[error("{}: {what}", path.display())]
    Refused {
        /// The file.
        path: PathBuf,
        /// Why.
        what: String,
    },
}

impl Kept {
    /// Makes a new identity.
    #[must_use]
    pub fn new(id: ArticleId, url: Option<String>, now: Trace) -> Self {
        Self { version: VERSION, id, url, now, before: None, not: Vec::new(), set: None, extra: BTreeMap::new() }
    }

    /// Returns the fingerprint; an empty one, like nothing, where it is damaged.
    #[must_use]
    pub fn fingerprint(&self) -> Fingerprint {
        Fingerprint::from_hex(&self.now.fingerprint).unwrap_or_default()
    }

    /// Says whether it was told not to be the article with this content or path.
    #[must_use]
    pub fn is_not(&self, content: &str, path: Option<&str>) -> bool {
        self.not.iter().any(|n| n.content == content || (path.is_some() && n.path.as_deref() == path))
    }

    /// Reads the identity at `path`.
    ///
    /// # Errors
    /// Where it cannot be read, is no identity, is of a later version or is named for another one.
    pub fn read(path: &Path) -> Result<Self, KeptError> {
        let refused = |what: String| KeptError::Refused { path: path.into(), what };
        let bytes = fs::read(path).map_err(|source| KeptError::Io { path: path.into(), source })?;
        let kept: Self =
            serde_json::from_slice(unmarked(&bytes)).map_err(|source| KeptError::Json { path: path.into(), source })?;
        if kept.version > VERSION {
            return Err(refused(format!("version {} was written by a later diptych", kept.version)));
        }
        if !is_id(&kept.id.0) || path.file_stem().is_none_or(|stem| stem != kept.id.0.as_str()) {
            return Err(refused("its name is not the id that it holds; a copy made by a file synchroniser?".into()));
        }
        if Fingerprint::from_hex(&kept.now.fingerprint).is_none() {
            return Err(refused("its fingerprint is not made of hexadecimal digits".into()));
        }
        Ok(kept)
    }

    /// Writes it to its file in `folder`, keeping the fields that another version added meanwhile.
    ///
    /// # Errors
    /// Where the file cannot be written, or a file stands there that cannot be understood.
    pub fn write(&mut self, folder: &Path) -> Result<(), KeptError> {
        let (path, json) = self.prepared(folder)?;
        atomic::write(atomic::parent(folder), &path, &json).map_err(|source| KeptError::Io { path, source })
    }

    /// Returns the file in `folder` that it belongs in and what it will say, the fields included that another version
    /// added meanwhile.
    ///
    /// # Errors
    /// Where a file stands there that cannot be understood.
    pub fn prepared(&mut self, folder: &Path) -> Result<(PathBuf, Vec<u8>), KeptError> {
        let path = folder.join(format!("{}.json", self.id.0));
        if path.exists() {
            let there = Self::read(&path)?;
            self.extra.extend(there.extra);
            let added: Vec<_> = there.not.into_iter().filter(|n| !self.not.contains(n)).collect();
            self.not.extend(added);
            // Of what two instances set the later counts.
            let at = |set: &Option<Edits>| set.as_ref().map(|set| set.at);
            if at(&there.set) > at(&self.set) {
                self.set = there.set;
            }
        }
        let json = self.to_json().map_err(|source| KeptError::Json { path: path.clone(), source })?;
        Ok((path, json.into_bytes()))
    }

    fn to_json(&self) -> serde_json::Result<String> {
        let mut value = serde_json::to_value(self)?;
        value.sort_all_objects();
        Ok(serde_json::to_string_pretty(&value)? + "\n")
    }
}

/// Says whether `id` has the shape of an [`ArticleId`]; only such an id may become a file name.
fn is_id(id: &str) -> bool {
    id.len() == 32 && id.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b))
}
