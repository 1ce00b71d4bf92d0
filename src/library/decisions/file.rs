//! One file of decisions, as JSON that keeps what it does not know.

use std::fs;
use std::io;
use std::path::Path;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

use super::{DecisionsError, Kept, KeptRuling, Kind, PairId};
use crate::article::anchor::Anchor;
use crate::library::moment::passable;
use crate::library::{Problem, atomic};
use crate::text::decode::unmarked;

/// The version of the file that this program writes, and the newest that it changes.
const VERSION: u64 = 1;

/// A decision as it stands in the file.
#[derive(Serialize, Deserialize)]
struct Line {
    at: u64,
    kind: Kind,
    first: Anchor,
    second: Anchor,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    ruling: Option<KeptRuling>,
}

/// The content of a file: an object with `version`, `articles` and `decisions` by their id.
#[derive(Debug, Default)]
pub(super) struct Document(Map<String, Value>);

impl Document {
    /// Reads the file at `path`; a file that is not there is empty.
    pub fn read(path: &Path) -> Result<Self, DecisionsError> {
        let bytes = match fs::read(path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Self::default()),
            read => read.map_err(|source| DecisionsError::Io { path: path.into(), source })?,
        };
        let broken = |source| DecisionsError::Json { path: path.into(), source };
        let document = Self(serde_json::from_slice(unmarked(&bytes)).map_err(broken)?);
        let about = "decisions is not an object";
        match document.0.get("decisions") {
            Some(decisions) if !decisions.is_object() => Err(broken(serde::de::Error::custom(about))),
            _ => Ok(document),
        }
    }

    /// Says why the file may not be changed, where it may not.
    pub fn refusal(&self, path: &Path) -> Option<DecisionsError> {
        let version = self.0.get("version").and_then(Value::as_u64).unwrap_or(VERSION);
        (version > VERSION).then(|| DecisionsError::Later { path: path.into(), version })
    }

    /// Returns the decisions that this program understands.
    pub fn kept(&self) -> Vec<Kept> {
        let all = self.0.get("decisions").and_then(Value::as_object);
        let kept = |(id, value): (&String, &Value)| {
            let Line { at, kind, first, second, ruling } = Line::deserialize(value).ok()?;
            // A ruling that says nothing is of a later diptych.
            let understood = kind != Kind::Ruled || ruling.is_some();
            understood.then(|| Kept { id: id.clone(), kind, at: passable(at), first, second, ruling })
        };
        all.into_iter().flatten().filter_map(kept).collect()
    }

    /// Sets a decision, dated `at`; the anchors and unknown fields of one that is there stay as they are.
    pub fn set(&mut self, pair: &PairId, change: &Kept, at: u64) {
        self.0.insert("version".to_owned(), json!(VERSION));
        self.0.entry("articles").or_insert_with(|| json!([pair.first, pair.second]));
        let all = self.0.entry("decisions").or_insert_with(|| json!({}));
        let Some(all) = all.as_object_mut() else { return };
        let (first, second, ruling) = (change.first.clone(), change.second.clone(), change.ruling.clone());
        let line = Line { at, kind: change.kind, first, second, ruling };
        let Ok(Value::Object(line)) = serde_json::to_value(line) else { return };
        let Some(there) = all.entry(&change.id).or_insert_with(|| json!({})).as_object_mut() else { return };
        for (field, value) in line {
            if matches!(field.as_str(), "at" | "kind" | "ruling") {
                there.insert(field, value);
            } else {
                there.entry(field).or_insert(value);
            }
        }
    }

    /// Writes the file, which lies in `root`, keys sorted, a field a line.
    pub fn write(self, root: &Path, path: &Path) -> Result<(), DecisionsError> {
        let mut value = Value::Object(self.0);
        value.sort_all_objects();
        let json = serde_json::to_string_pretty(&value)
            .map_err(|source| DecisionsError::Json { path: path.into(), source })?;
        atomic::write(root, path, (json + "\n").as_bytes())
            .map_err(|source| DecisionsError::Io { path: path.into(), source })
    }
}

/// Moves a file that cannot be understood out of the way, beside where it was.
pub(super) fn set_aside(path: &Path, why: &serde_json::Error, at: u64) -> io::Result<Problem> {
    let aside = path.with_extension(format!("json.broken-{at}"));
    fs::rename(path, &aside)?;
    let name = aside.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let what = format!("not a file of decisions: {why}; it was set aside as {name}");
    Ok(Problem { path: path.into(), place: Some((why.line(), why.column())), what, hint: None })
}
