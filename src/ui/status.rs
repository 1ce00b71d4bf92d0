//! The bottom line: where I am, what is under the cursor, and the keys that matter here.

use super::paint::Painter;
use crate::app::pair::PairScreen;
use crate::app::pair::findings::Tab;
use crate::app::pair::trail::Trail;
use crate::app::pane::Pane;
use crate::app::reader::ReaderScreen;
use crate::app::{App, Notice, Screen};
use crate::article::anchor::locate::State;
use crate::compare::{Coverage, Match, Side, Tier};
use crate::config::action::{Action, Context};
use crate::config::theme::Role;
use crate::text::wrap::{Wrap, wrap};
use crate::text::{Span, cells};

/// How much is said at the left.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Much {
    /// What must be said.
    Least,
    /// With where it belongs.
    Short,
    /// With why.
    Reasoned,
    /// With its paragraphs.
    Full,
}

/// Columns of what each side says of a check.
const CHECK: usize = 24;

/// Draws the status line.
pub fn draw(app: &App, painter: &mut Painter<'_>) {
    let zen = matches!(app.screen(), Some(Screen::Reader(reader)) if reader.zen);
    let y = app.size.height - 1;
    let width = app.size.width;
    if zen && app.notice.is_none() {
        return;
    }
    painter.blank(0, y, width, 1);
    painter.shade(0, y, width, 1, Role::Status);
    if let Some(notice) = &app.notice {
        draw_notice(notice, painter);
        return;
    }
    if let Some(unsaved) = app.unsaved_notes() {
        draw_notice(&Notice { text: unsaved, warning: true }, painter);
        return;
    }
    let typed = typed(app);
    let right = match (&app.overlay, typed.is_empty()) {
        (Some(_), _) => Vec::new(),
        (None, true) => keys(app),
        (None, false) => vec![typed],
    };
    let (left, keys) = fitted(|much| left(app, much), &right, width.saturating_sub(2));
    painter.text(1, y, width.saturating_sub(2), &left, Role::Status);
    let wide = cells::width(&keys);
    painter.text(width.saturating_sub(1 + wide), y, wide, &keys, Role::Dim);
}

/// Returns what stands at the left and which keys at the right of a line of `room` columns: first less is said of what is
/// under the cursor, then keys are left out, those before the last; the last, the help, stays.
fn fitted(left: impl Fn(Much) -> String, keys: &[String], room: usize) -> (String, String) {
    const BETWEEN: usize = 3;
    let some = |count: usize| {
        let (last, before) = keys.split_last()?;
        let before = before.iter().take(count.saturating_sub(1));
        Some(before.chain([last]).map(String::as_str).collect::<Vec<_>>().join("   "))
    };
    let all = some(keys.len()).unwrap_or_default();
    for much in [Much::Full, Much::Reasoned, Much::Short] {
        let left = left(much);
        if cells::width(&left) + BETWEEN + cells::width(&all) <= room {
            return (left, all);
        }
    }
    let left = left(Much::Least);
    let sets = (1..=keys.len()).rev().filter_map(some);
    let fits = |keys: &String| cells::width(&left) + BETWEEN + cells::width(keys) <= room;
    if let Some(keys) = sets.into_iter().find(fits) {
        return (left, keys);
    }
    let help = some(1).unwrap_or_default();
    let rest = room.saturating_sub(BETWEEN + cells::width(&help));
    (cells::truncate(&left, rest, "…"), help)
}

/// Draws a notice; one that is too long for a row grows upwards, so that the reason at its end is read too.
fn draw_notice(notice: &Notice, painter: &mut Painter<'_>) {
    const MOST_ROWS: usize = 4;
    let (width, height) = painter.size();
    let role = if notice.warning { Role::Warning } else { Role::Status };
    let room = width.saturating_sub(2).max(1);
    let how = Wrap { width: room, first_indent: 0, next_indent: 0, keep_breaks: false };
    let rows = wrap(&notice.text, how);
    let shown = rows.len().clamp(1, MOST_ROWS.min(height));
    let top = height - shown;
    painter.blank(0, top, width, shown);
    painter.shade(0, top, width, shown, Role::Status);
    for (row, span) in rows.iter().take(shown).enumerate() {
        let last = row + 1 == shown && rows.len() > shown;
        let span = if last { Span::new(span.start, notice.text.len()) } else { *span };
        painter.text(1, top + row, room, span.of(&notice.text), role);
    }
}

/// Returns what was typed of an unfinished command.
fn typed(app: &App) -> String {
    let count = app.pending.count.map(|count| count.to_string());
    let keys = app.pending.keys.iter().map(ToString::to_string);
    count.into_iter().chain(keys).collect::<Vec<_>>().join(" ")
}

/// Says where the reader is, and what is under the cursor.
fn left(app: &App, much: Much) -> String {
    match app.screen() {
        Some(Screen::Library(list)) => {
            let at = (list.articles > 0).then(|| format!("{}/{}", list.position(), list.articles));
            at.into_iter().chain(fetching(app)).collect::<Vec<_>>().join(" · ")
        }
        Some(Screen::Feeds(screen)) => {
            let all = app.feeds.listed().len();
            let at = (all > 0).then(|| format!("{}/{all}", screen.cursor + 1));
            at.into_iter().chain(fetching(app)).collect::<Vec<_>>().join(" · ")
        }
        Some(Screen::Reader(reader)) => reader_left(app, reader),
        Some(Screen::Compare(pair)) => pair_left(app, pair, much),
        Some(Screen::Notes(list)) => format!("sorted by {}", list.sort.name()),
        None => String::new(),
    }
}

/// Says how far fetching has come, and how it is stopped.
fn fetching(app: &App) -> Option<String> {
    let run = app.feeds.run.as_ref()?;
    let stop = app.config.keys.shown(&app.screen_contexts(), Action::Cancel).filter(|_| !run.called_off);
    Some(stop.map_or_else(|| run.progress(), |stop| format!("{}, {stop} stops", run.progress())))
}

fn reader_left(app: &App, reader: &ReaderScreen) -> String {
    let Some(pane) = reader.slot.pane.as_deref() else { return String::new() };
    let mut parts = vec![format!("{:>3} %", pane.percent())];
    parts.extend(version(app, pane));
    let state = app.shelf.state.of(&pane.entry.id);
    if state.starred {
        parts.push("starred".to_owned());
    }
    if state.read {
        parts.push("read".to_owned());
    }
    parts.extend(hits(app));
    parts.extend(selection(pane));
    parts.extend(notes(app, pane));
    parts.extend(link(pane));
    parts.join(" · ")
}

/// Says which version of its article a text is, where there are several, and which notes stand in the others.
fn version(app: &App, pane: &Pane) -> Option<String> {
    let (shelf, entries) = (&app.shelf, &app.shelf.entries);
    let index = shelf.index_of(&pane.entry.origin)?;
    let all = shelf.versions.among(entries, index);
    let place = all.iter().position(|version| *version == index).filter(|_| all.len() > 1)?;
    let others = all.iter().filter(|version| **version != index).filter_map(|version| entries.get(*version));
    let notes = match others.map(|entry| app.notes.book.count(&entry.id)).sum() {
        0 => String::new(),
        1 => ", 1 note in another".to_owned(),
        notes => format!(", {notes} notes in others"),
    };
    Some(format!("version {} of {}{notes}", place + 1, all.len()))
}

/// Says where the link under the cursor leads.
fn link(pane: &Pane) -> Option<String> {
    let link = pane.link_at(pane.cursor())?;
    Some(match &link.address {
        Ok(url) => format!("link to {}", url.host_str().unwrap_or_default()),
        Err(_) => "a link that is not opened".to_owned(),
    })
}

/// Says what there is of notes: what is begun, what is under the cursor, what is lost.
fn notes(app: &App, pane: &Pane) -> Vec<String> {
    let mut parts = Vec::new();
    if let Some(end) = &app.notes.link {
        parts.push(format!("linking from {}", end.quoted()));
    }
    if app.notes.carried.is_some() {
        parts.push("a note waits for its passage".to_owned());
    }
    if let Some(mark) = pane.notes.at(pane.cursor()) {
        let here = pane.notes.found.iter().filter(|mark| mark.span.contains(pane.cursor())).count();
        let more = if here > 1 { format!(" (1 of {here} here)") } else { String::new() };
        let fuzzy = if mark.state == State::Fuzzy { " · fuzzy: = confirms" } else { "" };
        let label =
            app.notes.book.get(mark.id).and_then(|note| note.label.clone()).unwrap_or_else(|| "note".to_owned());
        parts.push(format!("{}{more}{fuzzy}", cells::one_line(&label)));
    }
    match pane.notes.lost.len() {
        0 => {}
        1 => parts.push("1 note without its passage".to_owned()),
        lost => parts.push(format!("{lost} notes without their passage")),
    }
    parts
}

fn selection(pane: &Pane) -> Option<String> {
    let words = crate::text::segment::words(pane.selected()?.of(&pane.article.text)).len();
    Some(if words == 1 { "1 word selected".to_owned() } else { format!("{words} words selected") })
}

fn hits(app: &App) -> Option<String> {
    let (current, all, more) = app.hit_count()?;
    let more = if more { "+" } else { "" };
    Some(match current {
        Some(index) => format!("hit {}/{all}{more}", index + 1),
        None if all == 1 => "1 hit".to_owned(),
        None => format!("{all}{more} hits"),
    })
}

fn pair_left(app: &App, pair: &PairScreen, much: Much) -> String {
    let mut parts = Vec::new();
    let Some(compared) = &pair.compared else {
        let waiting = pair.slot(Side::Left).failure.is_some() || pair.slot(Side::Right).failure.is_some();
        let stage = pair.stage.map_or_else(String::new, |stage| format!(": {}", stage.name()));
        return if waiting { String::new() } else { format!("comparing{stage} …") };
    };
    let blocks = compared.blocks.blocks().len();
    if let Some(stop) = trail(pair) {
        parts.push(stop);
    }
    parts.extend(check(pair));
    match (pair.current_match(), pair.current_block()) {
        (Some(_), Some(_)) if much == Much::Least && pair.check_here().is_some() => {}
        (Some(matched), Some(block)) => {
            let evidence: Vec<_> = matched.evidence.iter().take(4).cloned().collect();
            let why = matches!(much, Much::Reasoned | Much::Full) && !evidence.is_empty();
            let why = if why { format!(": {}", evidence.join(" · ")) } else { String::new() };
            let at = if much == Much::Full { places(matched) } else { String::new() };
            parts.push(format!("passage {} of {blocks} · {}{at}{why}", block + 1, how_sure(matched)));
        }
        // What differs is said already, and says more.
        _ if pair.check_here().is_some() => {}
        _ if pair.side(pair.focus).and_then(Pane::current_sentence).is_some() => {
            parts.push(weak(pair).unwrap_or_else(|| uncovered(pair).to_owned()));
        }
        _ => parts.push(format!("{blocks} shared passages")),
    }
    if !pair.locked {
        parts.push("unlocked".to_owned());
    }
    match pair.deciding.resting() {
        0 => {}
        1 => parts.push("1 decision rests: its sentence is gone".to_owned()),
        resting => parts.push(format!("{resting} decisions rest: their sentences are gone")),
    }
    parts.extend(hits(app));
    parts.extend(pair.side(pair.focus).and_then(selection));
    parts.extend(pair.side(pair.focus).into_iter().flat_map(|pane| notes(app, pane)));
    parts.join("   ")
}

/// Says what differs in the sentence under the cursor: what it is about, and the words of each side; its number where the
/// list shows these beside its mark.
fn check(pair: &PairScreen) -> Option<String> {
    let line = pair.check_here()?;
    let ruled = line.ruling.as_ref().map_or_else(String::new, |ruling| format!(" · {}", ruling.kind.words()));
    let listed = pair.list_area().height > 0 && pair.looking.tab == Tab::Checks;
    if listed && pair.line() == Some(line) {
        return Some(format!("check {} of {}{ruled}", pair.check_index()? + 1, pair.lines().len()));
    }
    let words = |side| cells::truncate(&cells::one_line(&line.on(side).text), CHECK, "…");
    Some(format!("{}: {} | {}{ruled}", cells::one_line(&line.about), words(Side::Left), words(Side::Right)))
}

/// Says which paragraph of each side a match is about, numbered as the reports do.
fn places(matched: &Match) -> String {
    format!(" · ¶{} ⟷ ¶{}", matched.left.paragraph + 1, matched.right.paragraph + 1)
}

/// Says where on the chosen trail the cursor stands; nothing for the matches, which are always told.
fn trail(pair: &PairScreen) -> Option<String> {
    if matches!(pair.looking.trail, Trail::Matches | Trail::Checks) {
        return None;
    }
    let stops = pair.stops();
    let cursor = pair.side(pair.focus)?.cursor();
    let at = stops.iter().filter(|stop| stop.here <= cursor).count();
    Some(format!("{} {at}/{}", pair.looking.trail.stop(), stops.len()))
}

/// Says where a weak match of the sentence under the cursor stands, if it has one.
fn weak(pair: &PairScreen) -> Option<String> {
    let start = pair.side(pair.focus)?.current_span().start;
    let signed = pair.compared.as_ref()?.findings.sign_at(pair.focus, start).filter(|signed| signed.faint)?;
    Some(format!("possible: ¶{} of the other side", signed.there?.paragraph + 1))
}

/// Says how far the other side covers the sentence under the cursor, which has no shown match: as the engine knows it.
fn uncovered(pair: &PairScreen) -> &'static str {
    if pair.rejected_here() {
        return "match rejected by you";
    }
    let at = pair.side(pair.focus).and_then(Pane::current_sentence);
    let only = pair
        .compared
        .as_ref()
        .zip(at)
        .and_then(|(compared, at)| compared.comparison.only(pair.focus).iter().find(|only| only.at == at));
    match only.map(|only| only.state) {
        Some(Coverage::None) => "no counterpart found",
        Some(Coverage::Partial) => "partly on the other side, in no one sentence",
        Some(Coverage::Unsure) => "unsure: something like it may stand on the other side",
        None => "set aside: not compared",
    }
}

/// Says how sure a match is, and by whose word.
pub const fn how_sure(matched: &Match) -> &'static str {
    if matched.pinned { "pinned by you" } else { tier(matched.tier) }
}

/// Returns a tier's name.
const fn tier(tier: Tier) -> &'static str {
    match tier {
        Tier::Sure => "sure",
        Tier::Likely => "likely",
        Tier::Possible => "possible",
    }
}

/// Returns the key for an action; of a ruling the key that all of them begin with, where they do: the box beside it then
/// shows which there are.
fn key(app: &App, contexts: &[Context], action: Action) -> Option<String> {
    let shown = app.config.keys.shown(contexts, action)?;
    let begin = |shown: &str| shown.rsplit_once(' ').map(|(begin, _)| begin.to_owned());
    let other = app.config.keys.shown(contexts, Action::RuleLeftWrong).and_then(|other| begin(&other));
    let all = begin(&shown).filter(|begin| action == Action::RuleFine && other.as_ref() == Some(begin));
    Some(all.unwrap_or(shown))
}

/// Returns the keys that matter on this screen, each with its word, from the live table.
fn keys(app: &App) -> Vec<String> {
    let contexts = app.screen_contexts();
    let wanted = app.footer().map_or(&[][..], |footer| footer.keys());
    let shown = wanted.iter().filter_map(|(action, word)| Some(format!("{} {word}", key(app, &contexts, *action)?)));
    shown.collect()
}
