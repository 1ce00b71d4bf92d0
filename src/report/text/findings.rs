//! The findings of the report: what to check, quotations in two wordings, names and lists.

use super::columns::{Cell, Ink, Page};
use super::passages::label;
use crate::compare::told::Told;
use crate::compare::{Figure, FigurePair, Name, QuotePair, Side, Sign, Verdict};
use crate::report::checks::CheckRow;
use crate::report::counts::kind;
use crate::report::gist::{Gist, SIDES, plural};
use crate::report::wording::{Woven, quote, weave};

/// The label under which what belongs to a numbered line hangs.
const HANG: &str = "   ";

/// Writes what to check with both sentences, heaviest first, and the figures that agree in one line.
pub(super) fn checks(page: &mut Page, gist: &Gist<'_>) {
    let checks = gist.checks();
    if !checks.is_empty() {
        let checked = gist.checked().map_or_else(String::new, |checked| format!("  ({checked})"));
        page.heading(&format!("To check{checked}"));
    }
    for (n, row) in checks.iter().enumerate() {
        page.gap();
        check(page, gist, n + 1, row);
    }
    let agreeing = gist.figures(Verdict::Agree);
    if !agreeing.is_empty() {
        let pairs: Vec<String> = agreeing.into_iter().map(|pair| agreement(page, gist, pair)).collect();
        page.gap();
        page.full(&Cell::labelled("Agree:".to_owned(), pairs.join(page.dot())));
    }
}

fn check(page: &mut Page, gist: &Gist<'_>, n: usize, row: &CheckRow<'_>) {
    let (sign, plain) = row.sign();
    let sign = page.sign(sign, plain);
    let words = row.words.as_ref().map_or_else(String::new, |[left, right]| format!(": {left} {sign} {right}"));
    let ink = Ink::of(Sign::of_check(row.check.verdict));
    page.full(&Cell::labelled(format!("{n:>3} {sign}"), format!("{}{words}", row.about)).ink(ink).all(Ink::Strong));
    let [left, right] = SIDES.map(|side| {
        let sentence = row.sentence(side).of(&gist.article(side).text);
        [Cell::labelled(label(page, side, row.check.on(side).paragraph), sentence.to_owned()).ink(Ink::Dim)]
    });
    page.beside(&left, &right);
    if let Some(ruling) = &row.ruling {
        page.full(
            &Cell::labelled(format!("{HANG} {}", page.sign("✓", "+")), format!("ruled: {ruling}")).ink(Ink::Both),
        );
    }
}

fn agreement(page: &Page, gist: &Gist<'_>, pair: &FigurePair) -> String {
    let [left, right] = SIDES.map(|side| gist.words(side, figure(pair, side).place));
    if left == right { left.to_owned() } else { format!("{left} {} {right}", page.sign("=", "=")) }
}

/// Returns the figure of `side`.
const fn figure(pair: &FigurePair, side: Side) -> &Figure {
    match side {
        Side::Left => &pair.left,
        Side::Right => &pair.right,
    }
}

/// Writes the quotations that are not printed alike, both printings woven into one.
pub(super) fn quotations(page: &mut Page, gist: &Gist<'_>) {
    let reworded = gist.reworded();
    if reworded.is_empty() {
        return;
    }
    page.heading("Quotations that are not printed alike  ([-left-] {+right+})");
    let alike = gist.comparison.quotes.len() - reworded.len();
    for (n, pair) in reworded.into_iter().enumerate() {
        page.gap();
        page.full(&Cell::labelled(format!("{:>3}", n + 1), quotation_head(page, pair)));
        page.full(&Cell::labelled(HANG.to_owned(), woven(page, gist, pair)).all(Ink::Woven));
    }
    if alike > 0 {
        page.gap();
        page.paragraph(&format!("{} more printed alike.", plural(alike, "quotation")));
    }
}

fn quotation_head(page: &Page, pair: &QuotePair) -> String {
    let mut parts = vec![kind(pair.kind).to_owned()];
    for side in SIDES {
        let quote = quote(pair, side);
        let paragraph = quote.parts.first().map_or(0, |part| part.paragraph) + 1;
        let speaker = quote.speaker.as_ref().map_or_else(String::new, |speaker| format!(", {speaker}"));
        parts.push(format!("{} {}{paragraph}{speaker}", crate::report::gist::name(side), page.sign("¶", "#")));
    }
    if pair.same_speaker == Some(false) {
        parts.push(format!("{} two speakers", page.sign("≠", "!=")));
    }
    parts.join(page.dot())
}

fn woven(page: &Page, gist: &Gist<'_>, pair: &QuotePair) -> String {
    let texts = SIDES.map(|side| gist.article(side).text.as_str());
    let runs = weave(pair, texts, page.ellipsis());
    let inside: String = runs
        .into_iter()
        .map(|run| match run {
            Woven::Same(text) => text,
            Woven::Only(Side::Left, text) => format!("[-{text}-]"),
            Woven::Only(Side::Right, text) => format!("{{+{text}+}}"),
        })
        .collect();
    format!("{}{inside}{}", page.sign("“", "\""), page.sign("”", "\""))
}

/// Writes where each side puts what both have.
pub(super) fn places(page: &mut Page, gist: &Gist<'_>) {
    let placed = gist.placed();
    if placed.is_empty() {
        return;
    }
    page.heading("Where each side puts it");
    for told in &placed {
        page.gap();
        let Told { before, words, cut, after, .. } = told;
        let (open, close) = (page.sign("“", "\""), page.sign("”", "\""));
        let more = if *cut { page.ellipsis() } else { "" };
        page.paragraph(&format!("{before} {open}{words}{more}{close}{after}."));
    }
}

/// Writes who and what is named, with how often on each side.
pub(super) fn names(page: &mut Page, gist: &Gist<'_>) {
    let names = &gist.comparison.names;
    let blocks = [("both", &names.both), ("only left", &names.left), ("only right", &names.right)];
    if blocks.iter().all(|(_, names)| names.is_empty()) {
        return;
    }
    page.heading("Names  (how often)");
    for (title, names) in blocks.into_iter().filter(|(_, names)| !names.is_empty()) {
        page.gap();
        let names: Vec<String> = names.iter().map(named).collect();
        page.full(&Cell::labelled(format!("{title:<10}"), names.join(page.dot())));
    }
    let spellings = gist.spellings();
    if !spellings.is_empty() {
        page.gap();
        page.full(&Cell::labelled("spelt in two ways:".to_owned(), spellings.join(page.dot())));
    }
}

fn named(name: &Name) -> String {
    match (name.left.len(), name.right.len()) {
        (0, 1) | (1, 0) => name.name.clone(),
        (n, 0) | (0, n) => format!("{} ({n})", name.name),
        (left, right) => format!("{} ({left}, {right})", name.name),
    }
}

/// Writes the lists of members of one thing.
pub(super) fn lists(page: &mut Page, gist: &Gist<'_>) {
    let lists = &gist.comparison.lists;
    if lists.is_empty() {
        return;
    }
    page.heading("Lists");
    for (n, list) in lists.iter().enumerate() {
        page.gap();
        let paragraph = |n: usize| format!("{}{}", page.sign("¶", "#"), n + 1);
        let at = format!("left {}, right {}", paragraph(list.left.paragraph), paragraph(list.right.paragraph));
        page.full(&Cell::labelled(format!("{:>3}", n + 1), at));
        for (title, members) in [("both", &list.both), ("only left", &list.only_left), ("only right", &list.only_right)]
        {
            let members = if members.is_empty() { page.sign("–", "-").to_owned() } else { members.join(", ") };
            page.full(&Cell::labelled(format!("{HANG} {title:<10}"), members));
        }
    }
}
