//! Whether all notes are well: what `diptych notes check` tells.
//!
//! Everything that a reader may have to look at is a [`Finding`] of one of a few kinds; where there is none, all is well.
//! Pure: who looked into the files and articles hands over what was seen.

use std::fmt::Write as _;
use std::path::PathBuf;

use serde::Serialize;

use super::{Note, NoteId};
use crate::article::anchor::locate::State;
use crate::library::Problem;
use crate::library::listing::escape_unshown;
use crate::notes::export::Exported;
use crate::text::cells::{one_line, truncate};

/// Columns of a quotation in a finding.
const QUOTED: usize = 60;

/// What kind of thing was found, the gravest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// A file or folder that cannot be read, or not as what it should be.
    Problem,
    /// A passage that is not in its article any more, or not for certain, or whose article is nowhere.
    Passage,
    /// Several files of one note; the one changed last holds.
    Copies,
    /// A draft whose article is nowhere.
    Draft,
    /// What a killed run left, or what was set aside.
    Leftover,
    /// A file that is none of diptych's.
    Unknown,
}

impl Kind {
    /// All of them.
    pub const ALL: [Self; 6] = [Self::Problem, Self::Passage, Self::Copies, Self::Draft, Self::Leftover, Self::Unknown];

    /// Returns what stands above those of its kind.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::Problem => "Cannot be read",
            Self::Passage => "Passages that are lost or in doubt",
            Self::Copies => "Notes in several files",
            Self::Draft => "Drafts without their article",
            Self::Leftover => "Left behind",
            Self::Unknown => "Not diptych's",
        }
    }
}

/// Something to look at.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// Of what kind it is.
    pub kind: Kind,
    /// The file that it is about.
    pub path: PathBuf,
    /// The note, where it is about one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<NoteId>,
    /// What it is, in a sentence.
    pub what: String,
    /// What can be done.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hint: Option<String>,
}

impl Finding {
    /// Makes one of what cannot be read.
    #[must_use]
    pub fn of_problem(problem: Problem) -> Self {
        let place = problem.place.map_or_else(String::new, |(line, column)| format!("line {line}, column {column}: "));
        let what = format!("{place}{}", problem.what);
        Self { kind: Kind::Problem, path: problem.path, note: None, what, hint: problem.hint }
    }

    /// Makes one of a file that lies about.
    #[must_use]
    pub fn of_file(kind: Kind, path: PathBuf, what: &str, hint: &str) -> Self {
        Self { kind, path, note: None, what: what.to_owned(), hint: Some(hint.to_owned()) }
    }
}

/// How many passages stand how.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Passages {
    /// Where they were.
    pub exact: usize,
    /// Elsewhere in the article.
    pub moved: usize,
    /// Words like theirs.
    pub fuzzy: usize,
    /// In several places.
    pub ambiguous: usize,
    /// Not in the article any more.
    pub orphan: usize,
    /// Their article is nowhere, or cannot be read.
    pub missing: usize,
}

/// What was looked at, and what is to be looked at.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Check {
    /// Notes that are not deleted.
    pub notes: usize,
    /// Notes that are deleted.
    pub deleted: usize,
    /// Notes that are being written.
    pub drafts: usize,
    /// The passages of the notes.
    pub passages: Passages,
    /// What is to be looked at, by kind.
    pub findings: Vec<Finding>,
}

impl Check {
    /// Says whether there is nothing to look at.
    #[must_use]
    pub fn is_well(&self) -> bool {
        self.findings.is_empty()
    }

    /// Counts a note's passages, and notes those that are not found for certain; `path` is the note's file.
    pub fn look_at(&mut self, exported: &Exported<'_>, path: &std::path::Path) {
        self.notes += 1;
        for (target, standing) in exported.passages() {
            let (count, hint) = match standing.state() {
                Some(State::Exact) => (&mut self.passages.exact, None),
                Some(State::Moved) => (&mut self.passages.moved, None),
                Some(State::Fuzzy) => (&mut self.passages.fuzzy, Some("`=` on it in its article confirms it")),
                Some(State::Ambiguous) => {
                    (&mut self.passages.ambiguous, Some("a number and `=` in its article tie it to a place"))
                }
                Some(State::Orphan) => {
                    (&mut self.passages.orphan, Some("it keeps its words; a number and `=` in its article tie it anew"))
                }
                None => (&mut self.passages.missing, Some("the note is kept until its article is there")),
            };
            *count += 1;
            let Some(hint) = hint else { continue };
            let words = truncate(&target.holding().exact, QUOTED, "…");
            let what = format!("{}: “{words}” of “{}”", standing.words(), target.about.name());
            let note = Some(exported.note.id);
            self.findings.push(Finding { kind: Kind::Passage, path: path.into(), note, what, hint: Some(hint.into()) });
        }
    }

    /// Notes that there are several files of a note: `held` holds, `others` lie beside it.
    pub fn copies(&mut self, note: &Note, held: PathBuf, others: &[PathBuf]) {
        let names = others.iter().map(|path| path.display().to_string()).collect::<Vec<_>>().join(", ");
        let what = format!("this file holds, changed {}; the others are {names}", note.changed);
        let hint =
            Some("what the others say is in none of your lists; remove them once nothing in them is missed".into());
        self.findings.push(Finding { kind: Kind::Copies, path: held, note: Some(note.id), what, hint });
    }

    /// Brings the findings in order.
    pub fn sort(&mut self) {
        self.findings.sort_by(|l, r| (l.kind, &l.path, &l.what).cmp(&(r.kind, &r.path, &r.what)));
    }

    /// Writes it for people, fit to be shown; ends in a line feed.
    #[must_use]
    pub fn text(&self) -> String {
        let Passages { exact, moved, fuzzy, ambiguous, orphan, missing } = self.passages;
        let all = exact + moved + fuzzy + ambiguous + orphan + missing;
        let states = [
            (exact, "exact"),
            (moved, "moved"),
            (fuzzy, "fuzzy"),
            (ambiguous, "ambiguous"),
            (orphan, "orphan"),
            (missing, "without their article"),
        ];
        let states: Vec<String> =
            states.iter().filter(|(count, _)| *count > 0).map(|(count, what)| format!("{count} {what}")).collect();
        let states = if states.is_empty() { String::new() } else { format!(" ({})", states.join(", ")) };
        let mut text = format!(
            "{} and {} deleted, {}{states}, {}\n",
            counted(self.notes, "note"),
            self.deleted,
            counted(all, "passage"),
            counted(self.drafts, "draft")
        );
        for kind in Kind::ALL {
            let of_kind: Vec<&Finding> = self.findings.iter().filter(|finding| finding.kind == kind).collect();
            if !of_kind.is_empty() {
                let _ = writeln!(text, "\n{} ({})", kind.title(), of_kind.len());
            }
            for finding in of_kind {
                let _ = writeln!(text, "  {}", one_line(&finding.path.display().to_string()));
                let _ = writeln!(text, "    {}", one_line(&finding.what));
                if let Some(hint) = &finding.hint {
                    let _ = writeln!(text, "    {}", one_line(hint));
                }
            }
        }
        text.push_str(if self.is_well() { "all is well\n" } else { "" });
        text
    }

    /// Writes it for programs; every character that a terminal might obey is escaped. Ends in a line feed.
    #[must_use]
    pub fn json(&self) -> String {
        #[derive(Serialize)]
        struct View<'a> {
            version: u8,
            well: bool,
            notes: usize,
            deleted: usize,
            drafts: usize,
            passages: Passages,
            findings: &'a [Finding],
        }
        let Self { notes, deleted, drafts, passages, ref findings } = *self;
        let view = View { version: 1, well: self.is_well(), notes, deleted, drafts, passages, findings };
        let json = serde_json::to_string_pretty(&view).unwrap_or_default();
        escape_unshown(&(json + "\n"))
    }
}

fn counted(count: usize, what: &str) -> String {
    format!("{count} {what}{}", if count == 1 { "" } else { "s" })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a failed test should stop where it fails")]
    use std::path::Path;

    use super::*;
    use crate::notes::export::Standing;
    use crate::notes::export::tests::{note, target};

    fn stands(state: State) -> Standing {
        Standing::Looked { state, at: None, span: None, paragraph: None }
    }

    #[test]
    fn a_passage_that_is_not_found_for_certain_is_told_and_others_are_counted() {
        let mut check = Check::default();
        let (link, one) = (note(1, vec![target('a', "x"), target('b', "y")]), note(2, vec![target('a', "z\u{1b}[2J")]));
        check.look_at(&Exported::new(&link, vec![stands(State::Exact), stands(State::Moved)]), Path::new("1"));
        assert!(check.is_well() && check.text().ends_with("all is well\n"), "{}", check.text());
        for standing in [stands(State::Fuzzy), stands(State::Ambiguous), stands(State::Orphan), Standing::not_found()] {
            check.look_at(&Exported::new(&one, vec![standing]), Path::new("2"));
        }
        let all = Passages { exact: 1, moved: 1, fuzzy: 1, ambiguous: 1, orphan: 1, missing: 1 };
        assert_eq!((check.passages, check.findings.len(), check.notes), (all, 4, 5));
        let text = check.text();
        assert!(text.starts_with("5 notes and 0 deleted, 6 passages (1 exact, 1 moved, "), "{text}");
        assert!(text.contains("Passages that are lost or in doubt (4)\n  2\n    fuzzy: “z"), "{text}");
        assert!(!text.contains('\u{1b}') && !check.json().contains('\u{1b}') && !text.contains("all is well"));
        let json: serde_json::Value = serde_json::from_str(&check.json()).unwrap();
        assert_eq!((&json["well"], &json["passages"]["orphan"]), (&false.into(), &1.into()));
        assert_eq!(json["findings"][3]["kind"], "passage");
    }

    #[test]
    fn the_gravest_come_first() {
        let file = |kind| Finding::of_file(kind, PathBuf::from("x"), "what", "hint");
        let mut check = Check { findings: Kind::ALL.into_iter().rev().map(file).collect(), ..Check::default() };
        check.sort();
        assert_eq!(check.findings.iter().map(|finding| finding.kind).collect::<Vec<_>>(), Kind::ALL);
        let text = check.text();
        assert!(Kind::ALL.iter().all(|kind| text.contains(kind.title())), "{text}");
    }
}
