//! The screen of notes: the list, and the chosen note in full with the places where a lost passage may be.

use super::paint::Painter;
use crate::app::geometry::Area;
use crate::app::notes::list::told::{Told, ToldRow};
use crate::app::notes::list::{LABEL, NoteList, NoteRow, STATE, told_columns};
use crate::app::pane::passage::in_marks;
use crate::app::{App, geometry};
use crate::article::anchor::locate::State;
use crate::config::theme::Role;
use crate::notes::{Note, NoteId, Target};
use crate::text::cells;
use crate::text::wrap::{Wrap, wrap};

/// Draws the screen.
pub fn draw(app: &App, list: &NoteList, painter: &mut Painter<'_>) {
    header(app, list, painter);
    let areas = geometry::notes(app.size);
    if list.rows.is_empty() {
        empty(app, list, areas.list, painter);
        return;
    }
    let most = list.most_rows(&app.notes.book, areas.list);
    let top = if most > 1 { 0 } else { list.top };
    let mut y = areas.list.y;
    for (index, row) in list.rows.iter().enumerate().skip(top) {
        if y >= areas.list.y + areas.list.height {
            break;
        }
        match row {
            NoteRow::Group(name) => {
                painter.text(areas.list.x + 1, y, areas.list.width.saturating_sub(2), name, Role::Kicker);
                y += 1;
            }
            NoteRow::Note(id, target) => {
                let at = ListPlace { area: areas.list, y, selected: index == list.cursor, most };
                y += draw_note(app, list, (*id, *target), &at, painter);
            }
        }
    }
    if areas.whole.x > areas.list.width {
        (areas.whole.y..areas.whole.y + areas.whole.height)
            .for_each(|y| painter.glyph(areas.whole.x - 2, y, "│", Role::Rule));
    } else {
        painter.rule(0, areas.whole.y.saturating_sub(1), app.size.width, Role::Rule);
    }
    if let Some((note, target)) = list.chosen().and_then(|(id, at)| Some((app.notes.book.get(id)?, at))) {
        whole(app, list, (note, target), areas.whole, painter);
    }
}

fn header(app: &App, list: &NoteList, painter: &mut Painter<'_>) {
    let width = app.size.width;
    let used = painter.text(1, 0, width, "notes", Role::Heading);
    let mut says = app.listed_notes();
    if !list.filter.is_empty() {
        says += &format!("   filter “{}”", cells::one_line(&list.filter));
    }
    if list.is_looking() {
        says += "   looking …";
    }
    let room = width.saturating_sub(used + 4);
    let shown = cells::truncate(&says, room, "…");
    painter.text(width.saturating_sub(cells::width(&shown) + 1), 0, room, &shown, Role::Dim);
    painter.rule(0, 1, width, Role::Rule);
}

fn empty(app: &App, list: &NoteList, area: Area, painter: &mut Painter<'_>) {
    use crate::config::action::{Action, Context};
    let key = |action, contexts: &[Context]| app.config.keys.shown(contexts, action).unwrap_or_default();
    let reader = [Context::Reader, Context::Everywhere];
    let lines = if !app.notes.read {
        vec!["reading the notes …".to_owned()]
    } else if list.trash {
        vec![format!("No note of {} was deleted.", list.scope().name())]
    } else if list.only_lost {
        vec!["Every note stands on its passage.".to_owned()]
    } else if !list.filter.is_empty() {
        vec!["No note has that.".to_owned(), String::new(), super::overlay::NOTE_FILTER.to_owned()]
    } else {
        vec![
            format!("There are no notes in {} yet.", list.scope().name()),
            String::new(),
            format!(
                "While reading:  {} writes a note   {} marks with a label   {} tags   {} links two passages",
                key(Action::WriteNote, &reader),
                key(Action::MarkLabel, &reader),
                key(Action::TagNote, &reader),
                key(Action::LinkPassages, &reader)
            ),
        ]
    };
    for (row, line) in lines.iter().enumerate() {
        painter.text(area.x + 4, area.y + 2 + row, app.size.width.saturating_sub(6), line, Role::Text);
    }
}

/// Names a state where the reader should know of it, with its role.
const fn state(state: Option<State>) -> (&'static str, Role) {
    match state {
        Some(State::Exact) | None => ("", Role::Dim),
        Some(State::Moved) => ("moved", Role::Dim),
        Some(State::Fuzzy) => ("≈ fuzzy", Role::Warning),
        Some(State::Ambiguous) => ("ambiguous", Role::Warning),
        Some(State::Orphan) => ("orphan", Role::Warning),
    }
}

fn role_of(app: &App, note: &Note) -> Role {
    let label = note.label.as_ref().and_then(|name| app.config.settings.labels.iter().find(|l| l.name == *name));
    label.map_or(Role::Note0, crate::config::settings::labels::Label::role)
}

/// Where a note is listed.
struct ListPlace {
    area: Area,
    y: usize,
    selected: bool,
    /// The rows that it may take.
    most: usize,
}

/// Draws a note of the list; returns the rows that it takes.
fn draw_note(
    app: &App,
    list: &NoteList,
    (id, target): (NoteId, usize),
    at: &ListPlace,
    painter: &mut Painter<'_>,
) -> usize {
    let Some(note) = app.notes.book.get(id) else { return 1 };
    let &ListPlace { area, y, selected, most } = at;
    let x = area.x + 3;
    let label = note.label.as_deref().unwrap_or(if note.is_link() { "link" } else { "note" });
    painter.text(x, y, LABEL - 1, label, role_of(app, note));
    let (state, role) = state(list.passages.worst(note).map(|(_, state)| state));
    let unsaved = app.notes.unsaved.contains_key(&id);
    let (state, role) = if unsaved { ("NOT SAVED", Role::Warning) } else { (state, role) };
    // In one row what has no state has its room.
    let room = told_columns(area) + if most == 1 && state.is_empty() { STATE } else { 0 };
    let told = Told::of(note, target);
    let rows = told.rows(room, most);
    for (n, row) in rows.iter().enumerate() {
        let link = if n == 0 { painter.text(x + LABEL, y, room, &told.link, Role::Accent) } else { 0 };
        told_row(row, !told.said.is_empty(), (x + LABEL + link, y + n, room - link), painter);
    }
    painter.text(area.right().saturating_sub(STATE), y, STATE - 1, state, role);
    for row in 0..if selected { rows.len() } else { 0 } {
        painter.select(area.x + 1, y + row, area.width.saturating_sub(2));
    }
    rows.len().max(1)
}

/// Draws a row of a note: the quotation is dim where something was written.
fn told_row(row: &ToldRow, said: bool, (x, y, room): (usize, usize, usize), painter: &mut Painter<'_>) {
    let used = painter.text(x, y, room, &row.said, Role::Text);
    let gap = if used > 0 { used + 2 } else { 0 };
    painter.text(x + gap, y, room.saturating_sub(gap), &row.quote, if said { Role::Dim } else { Role::Text });
}

/// Draws one note in full: its words, what was written, the other end, dates, and where a lost passage may be.
fn whole(app: &App, list: &NoteList, (note, target): (&Note, usize), area: Area, painter: &mut Painter<'_>) {
    let mut page = Page { area, y: area.y, painter };
    let worst = list.passages.worst(note).filter(|(_, state)| *state >= State::Fuzzy).map(|(worst, _)| worst);
    // Where there is little room, both ends of a link and the places of a lost passage matter more than one quotation.
    let rows = if (worst.is_some() || note.is_link()) && area.height < 20 { 2 } else { 12 };
    let label = note.label.as_deref().unwrap_or(if note.is_link() { "link" } else { "note" });
    let tags: String = note.tags.iter().map(|tag| format!("  #{tag}")).collect();
    page.line(&format!("{label}{tags}"), role_of(app, note));
    if !note.text.is_empty() {
        page.gap();
        page.text(note.text.trim_end(), Role::Text, rows);
    }
    for (index, of) in note.targets.iter().enumerate() {
        page.gap();
        if index > 0 {
            page.line(&format!("⟷ {}", note.relation.unwrap_or_default().told_of(0)), Role::Accent);
        }
        page.line(&source(of), Role::Kicker);
        page.text(
            &in_marks(&of.anchor.exact.split_whitespace().collect::<Vec<_>>().join(" ")),
            Role::Quotation,
            rows.min(6),
        );
        if index == worst.unwrap_or(target) {
            page.lost(app, list, note.id, index);
        }
    }
    page.gap();
    let changed = if note.changed.day() == note.created.day() {
        format!("made {}", note.created.day())
    } else {
        format!("made {}, changed {}", note.created.day(), note.changed.day())
    };
    page.line(&changed, Role::Dim);
    if let Some(deleted) = note.deleted {
        page.line(&format!("deleted {}", deleted.day()), Role::Dim);
    }
    if !note.is_ours() {
        page.line("written by a later diptych: shown, and left as it is", Role::Warning);
    }
    if let Some((_, why)) = app.notes.unsaved.get(&note.id) {
        page.text(&format!("NOT SAVED: {why}"), Role::Warning, 3);
    }
}

fn source(target: &Target) -> String {
    let about = &target.about;
    let title = about.name();
    let source = about.source.as_deref().map_or_else(String::new, |source| format!("{source} · "));
    format!("{source}{title} ¶{}", target.holding().paragraph + 1)
}

/// Lines one under the other, as long as there is room.
struct Page<'p, 'b> {
    area: Area,
    y: usize,
    painter: &'p mut Painter<'b>,
}

impl Page<'_, '_> {
    fn gap(&mut self) {
        self.y += usize::from(self.area.height > 14 && self.y > self.area.y);
    }

    fn line(&mut self, text: &str, role: Role) {
        if self.y < self.area.y + self.area.height {
            self.painter.text(self.area.x, self.y, self.area.width, &cells::one_line(text), role);
            self.y += 1;
        }
    }

    /// Writes at most `most` rows of a text.
    fn text(&mut self, text: &str, role: Role, most: usize) {
        let how = Wrap { width: self.area.width.max(1), first_indent: 0, next_indent: 0, keep_breaks: true };
        let rows = wrap(text, how);
        let more = rows.len() > most;
        for (index, span) in rows.iter().take(most).enumerate() {
            let end = if more && index + 1 == most { text.len() } else { span.end };
            self.line(text.get(span.start..end).unwrap_or(""), role);
        }
    }

    /// Says how the passage was lost, and offers where it may be.
    fn lost(&mut self, app: &App, list: &NoteList, id: NoteId, target: usize) {
        use crate::config::action::{Action, Context};
        let attach = app.config.keys.shown(&[Context::Notes], Action::AttachNote).unwrap_or_default();
        let Some(looked) = list.passages.of(id, target) else {
            if !list.is_looking() {
                self.text("the article is not here: its words are as they were marked", Role::Dim, 2);
            }
            return;
        };
        let says = match looked.located.state {
            State::Exact | State::Moved => return,
            State::Fuzzy => {
                format!("fuzzy: the words were edited; {attach} confirms the first, 2 {attach} the second …")
            }
            State::Ambiguous => format!("ambiguous: equally good places; 1 {attach}, 2 {attach} … choose one"),
            State::Orphan if looked.places.is_empty() => {
                format!("orphan: the words are gone; Enter opens the article where they stood, {attach} ties it there")
            }
            State::Orphan => {
                format!("orphan: the words are gone; 1 {attach}, 2 {attach} … tie the note to one of these")
            }
        };
        self.text(&says, Role::Warning, 2);
        for (index, place) in looked.places.iter().enumerate() {
            let words = place.exact.split_whitespace().collect::<Vec<_>>().join(" ");
            self.text(&format!("{}  ¶{} {words}", index + 1, place.paragraph + 1), Role::Text, 2);
        }
    }
}
