//! Exporting the notes of what is on the screen.

use std::collections::BTreeSet;

use crate::app::core::message::{Effect, ExportPair, Exporting};
use crate::app::notes::list::NoteRow;
use crate::app::overlay::{Overlay, Prompt, PromptKind};
use crate::app::pair::PairScreen;
use crate::app::reader::pane::Pane;
use crate::app::{App, Screen};
use crate::compare::Side;
use crate::library::ArticleId;
use crate::notes::Note;

impl App {
    /// Asks for the file that the notes are exported to.
    pub(crate) fn open_export(&mut self) {
        let path = self.export_name();
        self.overlay = Some(Overlay::Prompt(Prompt { kind: PromptKind::Export, input: path.into() }));
    }

    /// Names the file that notes are exported to: after the article or the story.
    pub(crate) fn export_name(&self) -> String {
        let title = match self.screens.last() {
            Some(Screen::Compare(pair)) => {
                pair.pane(Side::Left).map(|pane| crate::app::reader::head::title(&pane.entry).to_owned())
            }
            _ => self.pane().map(|pane| crate::app::reader::head::title(&pane.entry).to_owned()),
        };
        let mut name = String::new();
        for c in title.as_deref().unwrap_or("all").chars().take(60) {
            match c {
                c if c.is_alphanumeric() => name.extend(c.to_lowercase()),
                _ if name.ends_with('-') || name.is_empty() => {}
                _ => name.push('-'),
            }
        }
        format!("{}-notes.md", name.trim_end_matches('-'))
    }

    /// Exports the notes of what is on the screen.
    pub(crate) fn export_to(&mut self, path: &str) {
        let (notes, pair) = match self.screens.last() {
            Some(Screen::Notes(list)) => {
                let listed = list.rows.iter().filter_map(|row| match row {
                    NoteRow::Note(id, _) => self.notes.book.get(*id).cloned(),
                    NoteRow::Group(_) => None,
                });
                (listed.collect(), None)
            }
            Some(Screen::Compare(pair)) => (self.notes_of_panes(), export_pair(pair)),
            _ => (self.notes_of_panes(), None),
        };
        if notes.is_empty() && pair.is_none() {
            return self.say("there are no notes to export");
        }
        let ids: BTreeSet<&ArticleId> =
            notes.iter().flat_map(|note: &Note| &note.targets).map(|t| &t.article).collect();
        let entries = ids.into_iter().filter_map(|id| self.entry_of(id)).collect();
        self.ask(Effect::Export(Box::new(Exporting { path: path.trim().into(), notes, entries, pair })));
    }

    /// Returns the notes of the articles on the screen.
    pub(crate) fn notes_of_panes(&self) -> Vec<Note> {
        let ids: Vec<&ArticleId> = match self.screens.last() {
            Some(Screen::Compare(pair)) => {
                let sides = [Side::Left, Side::Right];
                sides.iter().filter_map(|side| pair.pane(*side)).map(|pane| &pane.entry.id).collect()
            }
            _ => self.pane().map(|pane| &pane.entry.id).into_iter().collect(),
        };
        let on = |note: &&Note| note.targets.iter().any(|target| ids.contains(&&target.article));
        self.notes.book.living().filter(on).cloned().collect()
    }
}

/// Takes the pair on the screen along, once it is compared.
fn export_pair(pair: &PairScreen) -> Option<Box<ExportPair>> {
    let (left, right) = (pair.pane(Side::Left)?, pair.pane(Side::Right)?);
    let comparison = pair.compared.as_ref()?.comparison.clone();
    let of =
        |pane: &Pane| (pane.article.clone(), pane.entry.id.clone(), crate::app::reader::head::name(&pane.entry.origin));
    let [(l, left_id, left_path), (r, right_id, right_path)] = [of(left), of(right)];
    let (ids, paths) = ([left_id, right_id], [left_path, right_path]);
    Some(Box::new(ExportPair { articles: [l, r], ids, paths, comparison }))
}
