//! The findings of the notes: what to check, quotations in two wordings, names and lists.

use super::escape::{escape, escape_run};
use super::{Notes, at, capital};
use crate::compare::told::Told;
use crate::compare::{FigurePair, Name, NameKind, Place, QuotePair, Side, Verdict};
use crate::report::counts::{by_kind, kind};
use crate::report::gist::{Gist, SIDES, plural};
use crate::report::wording::{Run, quote, runs};

/// Writes what to check, each with the sentence around it, heaviest first, and on which figures the two agree.
pub(super) fn checks(notes: &mut Notes, gist: &Gist<'_>) {
    let checks = gist.checks();
    if !checks.is_empty() {
        notes.block("## To check");
        if let Some(checked) = gist.checked() {
            notes.block(&format!("{checked}."));
        }
    }
    for (n, row) in checks.iter().enumerate() {
        let (sign, _) = row.sign();
        let words = row.words.as_ref().map_or_else(String::new, |words| {
            let [left, right] = words.each_ref().map(|words| escape(words));
            format!(": **{left}** {sign} **{right}**")
        });
        notes.block(&format!("**{}.** {sign} {}{words}", n + 1, escape(&row.about)));
        for side in SIDES {
            let sentence = escape(row.sentence(side).of(&gist.article(side).text));
            notes.item(&format!("*{}:* {sentence}", at(gist, side, row.check.on(side).paragraph)));
        }
        if let Some(ruling) = &row.ruling {
            notes.item(&format!("**Ruled:** {}", escape(ruling)));
        }
    }
    let agreeing = gist.figures(Verdict::Agree);
    if !agreeing.is_empty() {
        let pairs: Vec<String> = agreeing.into_iter().map(|pair| agreement(gist, pair)).collect();
        notes.block(&format!("They agree on: {}.", pairs.join("; ")));
    }
}

const fn place(pair: &FigurePair, side: Side) -> Place {
    match side {
        Side::Left => pair.left.place,
        Side::Right => pair.right.place,
    }
}

fn agreement(gist: &Gist<'_>, pair: &FigurePair) -> String {
    let [left, right] = SIDES.map(|side| escape(gist.words(side, place(pair, side))));
    if left == right { left } else { format!("{left} = {right}") }
}

/// Writes the quotations that are not printed alike, the words that differ in bold.
pub(super) fn quotations(notes: &mut Notes, gist: &Gist<'_>) {
    let reworded = gist.reworded();
    if reworded.is_empty() {
        return;
    }
    notes.block("## Quotations that are not printed alike");
    let alike = gist.comparison.quotes.len() - reworded.len();
    notes.block(&format!("{}. Words that differ are in bold.", by_kind(reworded.iter().copied()).join(", ")));
    for (n, pair) in reworded.into_iter().enumerate() {
        let two = if pair.same_speaker == Some(false) { ", given to **two speakers**" } else { "" };
        notes.block(&format!("**{}.** {}{two}", n + 1, kind(pair.kind)));
        SIDES.into_iter().for_each(|side| quotation(notes, gist, pair, side));
    }
    if alike > 0 {
        notes.block(&format!("{} more printed alike.", plural(alike, "quotation")));
    }
}

fn quotation(notes: &mut Notes, gist: &Gist<'_>, pair: &QuotePair, side: Side) {
    let text = &gist.article(side).text;
    let parts: Vec<String> = runs(pair, side, text).iter().map(|part| printed(part, text)).collect();
    let quote = quote(pair, side);
    let paragraph = quote.parts.first().map_or(0, |part| part.paragraph);
    let speaker = quote.speaker.as_ref().map_or_else(String::new, |speaker| format!(" ({})", escape(speaker)));
    notes.item(&format!("*{}:* “{}”{speaker}", at(gist, side, paragraph), parts.join(" … ")));
}

fn printed(part: &[Run], text: &str) -> String {
    part.iter().map(|run| if run.differs { bold(run.span.of(text)) } else { escape_run(run.span.of(text)) }).collect()
}

/// Sets a run in bold from its first letter to its last: stars beside punctuation are not always read as bold.
fn bold(raw: &str) -> String {
    let (Some(first), Some(last)) = (raw.find(char::is_alphanumeric), raw.rfind(char::is_alphanumeric)) else {
        return escape_run(raw);
    };
    let end = raw.get(last..).and_then(|rest| rest.chars().next()).map_or(last, |c| last + c.len_utf8());
    let [before, inside, after] =
        [raw.get(..first), raw.get(first..end), raw.get(end..)].map(|part| part.unwrap_or(""));
    format!("{}**{}**{}", escape_run(before), escape(inside), escape_run(after))
}

/// Writes where each side puts what both have.
pub(super) fn places(notes: &mut Notes, gist: &Gist<'_>) {
    let placed = gist.placed();
    if !placed.is_empty() {
        notes.block("## Where each side puts it");
    }
    for Told { before, words, cut, after, .. } in &placed {
        let more = if *cut { "…" } else { "" };
        notes.item(&format!("{} “{}{more}”{}.", escape(before), escape(words), escape_run(after)));
    }
}

/// Writes who and what is named, a row each.
pub(super) fn names(notes: &mut Notes, gist: &Gist<'_>) {
    let names = &gist.comparison.names;
    let all: Vec<&Name> = names.both.iter().chain(&names.left).chain(&names.right).collect();
    if all.is_empty() {
        return;
    }
    notes.block("## Names");
    let [left, right] = SIDES.map(|side| escape(&capital(gist.house(side))));
    notes.block(&format!("| name | kind | {left} | {right} |"));
    notes.line("| --- | --- | ---: | ---: |");
    for name in all {
        let count = |places: &[Place]| if places.is_empty() { "–".to_owned() } else { places.len().to_string() };
        let kind = match name.kind {
            NameKind::Person => "person",
            NameKind::Place => "place",
            NameKind::Organisation => "organisation",
            NameKind::Other => "other",
        };
        notes.line(&format!("| {} | {kind} | {} | {} |", escape(&name.name), count(&name.left), count(&name.right)));
    }
}

/// Writes the names that are spelt in two ways.
pub(super) fn spellings(notes: &mut Notes, gist: &Gist<'_>) {
    let spellings: Vec<String> = gist.spellings().iter().map(|forms| escape(forms)).collect();
    if !spellings.is_empty() {
        notes.block(&format!("Spelt in two ways: {}.", spellings.join("; ")));
    }
}

/// Writes the lists of members of one thing as tables.
pub(super) fn lists(notes: &mut Notes, gist: &Gist<'_>) {
    if !gist.comparison.lists.is_empty() {
        notes.block("## Lists");
    }
    for list in &gist.comparison.lists {
        let [left, right] =
            [(Side::Left, list.left), (Side::Right, list.right)].map(|(side, place)| at(gist, side, place.paragraph));
        notes.block(&format!("| member | {left} | {right} |"));
        notes.line("| --- | :-: | :-: |");
        let rows = [(&list.both, "✓", "✓"), (&list.only_left, "✓", "–"), (&list.only_right, "–", "✓")];
        for (members, left, right) in rows {
            members.iter().for_each(|member| notes.line(&format!("| {} | {left} | {right} |", escape(member))));
        }
    }
}
