//! The pieces of a note in Markdown: its quotation, the line that describes it, its text.

use super::super::{Exported, called, day};
use crate::compare::markdown::escape::escape;
use crate::notes::Target;

/// Returns the passage as a block quotation with a line that says where it is from.
pub fn quotation(target: &Target) -> String {
    let words = paragraphs(&target.holding().exact).map(|lines| escape(&lines.join(" ")));
    let mut paragraphs: Vec<String> = words.collect();
    if paragraphs.is_empty() {
        return format!("> On the article as a whole{}", from(target, ": "));
    }
    paragraphs.push(from(target, "— "));
    paragraphs.retain(|paragraph| !paragraph.is_empty());
    paragraphs.iter().map(|paragraph| format!("> {paragraph}")).collect::<Vec<_>>().join("\n>\n")
}

/// Says who said it where and when, after `lead`; empty where nothing is known.
fn from(target: &Target, lead: &str) -> String {
    let about = &target.about;
    let title = Some(escape(called(about))).filter(|title| !title.is_empty()).map(|title| format!("“{title}”"));
    let parts = [about.source.as_deref().map(escape), title, day(about).as_deref().map(escape)];
    let said = parts.into_iter().flatten().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ");
    if said.is_empty() { said } else { format!("{lead}{said}") }
}

/// Returns the line that describes a note: what link it is, label, tags, where its passages are, when it was made.
pub fn meta(exported: &Exported<'_>) -> String {
    let note = exported.note;
    let strong = |text: String| format!("**{text}**");
    let mut parts = Vec::new();
    if note.is_link() {
        parts.push(strong(note.relation.map_or("linked", |relation| relation.name()).to_owned()));
    }
    parts.extend(note.label.as_deref().map(escape).filter(|label| !label.is_empty()).map(strong));
    if !note.tags.is_empty() {
        parts.push(format!("tags: {}", note.tags.iter().map(|tag| escape(tag)).collect::<Vec<_>>().join(", ")));
    }
    parts.push(states(exported));
    parts.push(if note.changed.day() == note.created.day() {
        note.created.day()
    } else {
        format!("{}, changed {}", note.created.day(), note.changed.day())
    });
    parts.join(" · ")
}

fn states(exported: &Exported<'_>) -> String {
    let mut states: Vec<String> = exported.passages().map(|(_, standing)| escape(standing.words())).collect();
    states.dedup();
    states.join(" and ")
}

/// Returns the paragraphs of what the reader wrote; their line breaks are kept.
pub fn prose(text: &str) -> Vec<String> {
    let written = |lines: Vec<&str>| lines.into_iter().map(escape).collect::<Vec<_>>().join("\\\n");
    paragraphs(text).map(written).collect()
}

/// Returns the lines of every paragraph that says something.
fn paragraphs(text: &str) -> impl Iterator<Item = Vec<&str>> {
    let mut lines = text.lines().peekable();
    std::iter::from_fn(move || {
        while lines.next_if(|line| is_blank(line)).is_some() {}
        let paragraph: Vec<&str> = std::iter::from_fn(|| lines.next_if(|line| !is_blank(line))).collect();
        (!paragraph.is_empty()).then_some(paragraph)
    })
}

/// Says whether nothing of a line is left once it is escaped.
fn is_blank(line: &str) -> bool {
    line.trim().is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn line_breaks_of_the_reader_are_kept_and_blank_lines_part_paragraphs() {
        assert_eq!(prose("\n one \ntwo\n\n \nthree\n"), ["one\\\ntwo", "three"]);
        assert!(prose(" \n ").is_empty());
    }
}
