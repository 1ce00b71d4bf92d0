//! The pieces of a note in Markdown: its quotation, the line that describes it, its text.

use super::super::rows::made;
use super::super::{Exported, Standing};
use crate::article::anchor::locate::State;
use crate::notes::{Relation, Target};
use crate::report::markdown::escape::escape;

/// Returns the line above a note: its number, what link it is, and, where `placed`, where in its one article it is.
pub fn head(number: usize, exported: &Exported<'_>, placed: bool) -> String {
    let note = exported.note;
    let relation = note.is_link().then(|| match note.relation {
        Some(Relation::Answers) => "the second answers the first".to_owned(),
        relation => relation.map_or("linked", |relation| relation.name()).to_owned(),
    });
    let alone = exported.passages().filter(|_| placed).map(|(target, standing)| place(target, standing));
    let words: Vec<String> = relation.into_iter().chain(alone).filter(|word| !word.is_empty()).collect();
    format!("**{number}.** {}", words.join(", ")).trim_end().to_owned()
}

/// Returns the passage as a block quotation; `from` says where it is from, where that is not told above it.
pub fn quotation(target: &Target, standing: &Standing, from: Option<&str>) -> String {
    let words = paragraphs(&target.holding().exact).map(|lines| escape(&lines.join(" ")));
    let mut paragraphs: Vec<String> = words.collect();
    if paragraphs.is_empty() {
        return format!("> On the article as a whole{}", from.map_or_else(String::new, |from| format!(": {from}")));
    }
    if let Some(from) = from {
        let place = place(target, standing);
        let joint = if place.starts_with('¶') { ", " } else { " " };
        paragraphs.push(format!("— {from}{joint}{place}").trim_end().to_owned());
    }
    paragraphs.iter().map(|paragraph| format!("> {paragraph}")).collect::<Vec<_>>().join("\n>\n")
}

/// Says in which paragraph a passage is, and in words how it was found where that is not exactly as it was marked.
fn place(target: &Target, standing: &Standing) -> String {
    let anchor = target.holding();
    let (number, state) = match standing {
        Standing::Looked { state: State::Exact, paragraph, .. } => (Some(paragraph.unwrap_or(anchor.paragraph)), None),
        Standing::Looked { state, paragraph, .. } => (*paragraph, Some(state.name())),
        Standing::Missing(why) => (Some(anchor.paragraph), Some(why.as_str())),
    };
    let number = number.filter(|_| !anchor.exact.is_empty()).map(|n| format!("¶{}", n + 1));
    let state = state.map(|state| format!("({})", escape(state)));
    number.into_iter().chain(state).collect::<Vec<_>>().join(" ")
}

/// Explains the states that are told of any of the notes; nothing where all are exact.
pub fn legend(notes: &[Exported<'_>]) -> Option<String> {
    let states = [
        (State::Moved, "the same words at another place"),
        (State::Fuzzy, "words much like them"),
        (State::Ambiguous, "at several places, none of them plainly the passage"),
        (State::Orphan, "not found any more, quoted as it was marked"),
    ];
    let there = |state| notes.iter().flat_map(Exported::passages).any(|(_, standing)| standing.state() == Some(state));
    let told =
        states.iter().filter(|(state, _)| there(*state)).map(|(state, what)| format!("{}: {what}", state.name()));
    let told: Vec<String> = told.collect();
    (!told.is_empty()).then(|| format!("Of a passage that is not as it was marked: {}.", told.join("; ")))
}

/// Returns the line that describes a note: label, tags, when it was made.
pub fn meta(exported: &Exported<'_>) -> String {
    let note = exported.note;
    let label = note.label.as_deref().map(escape).filter(|label| !label.is_empty());
    let mut parts: Vec<String> = label.map(|label| format!("label: **{label}**")).into_iter().collect();
    if !note.tags.is_empty() {
        parts.push(note.tags.iter().map(|tag| tagged(tag)).collect::<Vec<_>>().join(" "));
    }
    parts.push(made(note));
    format!("— {}", parts.join(" · "))
}

/// Writes a tag as the tools that know tags do: no other character ends it.
fn tagged(tag: &str) -> String {
    let kept = |c: char| if c.is_alphanumeric() || matches!(c, '-' | '/' | '_') { c } else { '-' };
    let name: String = tag.chars().map(kept).collect();
    format!("#{}", name.trim_matches(['_', '-']))
}

/// Returns the lines of every paragraph that says something.
pub fn paragraphs(text: &str) -> impl Iterator<Item = Vec<&str>> {
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
    use crate::notes::export::tests::{note, target};

    #[test]
    fn a_state_is_told_and_explained_only_where_a_passage_is_not_as_it_was_marked() {
        let it = note(1, vec![target('a', "after 12 days")]);
        let stands = |state, paragraph: Option<usize>| {
            Exported::new(&it, vec![Standing::Looked { state, at: paragraph.map(|_| 40), span: None, paragraph }])
        };
        let exact = stands(State::Exact, Some(0));
        assert_eq!((head(1, &exact, true), legend(&[exact])), ("**1.** ¶1".to_owned(), None));
        let moved = stands(State::Moved, Some(4));
        assert_eq!(head(2, &moved, true), "**2.** ¶5 (moved)");
        assert_eq!(head(3, &stands(State::Ambiguous, None), true), "**3.** (ambiguous)");
        let told = legend(&[moved]).unwrap_or_default();
        assert!(told.contains("moved: ") && !told.contains("fuzzy: "), "{told}");
        let missing = Exported::new(&it, Vec::new());
        assert_eq!(head(4, &missing, true), "**4.** ¶1 (article not found)");
    }
}
