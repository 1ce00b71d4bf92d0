//! Lines that are no text of their own: where the links of a text lead (`[label]: address`), and what its footnotes say
//! (`[^label]: words`).

use std::collections::{HashMap, HashSet};

use super::super::Format;
use super::super::markup::target_of_line;

/// Labels longer than this are text.
const LONGEST_LABEL: usize = 200;

/// What a text defines for its links and footnotes.
#[derive(Clone, Debug, Default)]
pub(in crate::article) struct Definitions<'t> {
    /// Where links lead, by their folded labels.
    targets: HashMap<String, &'t str>,
    /// Labels of footnotes.
    notes: HashSet<&'t str>,
}

impl<'t> Definitions<'t> {
    /// Takes a line that defines a target; the first definition of a label counts. In pasted text only a web address is
    /// one: "[Smith]: no comment" is speech.
    pub(super) fn take(&mut self, line: &'t str, format: Format) -> bool {
        let Some((label, rest)) = labelled(line).filter(|(label, _)| !label.starts_with('^')) else { return false };
        let Some(url) = target_of_line(rest) else { return false };
        if format == Format::Plain && !url.starts_with("http://") && !url.starts_with("https://") {
            return false;
        }
        self.targets.entry(folded(label)).or_insert(url);
        true
    }

    /// Takes the first line of a footnote: its label and the words on this line.
    pub(super) fn note(&mut self, line: &'t str) -> Option<(&'t str, &'t str)> {
        let (label, rest) = labelled(line)?;
        let label = label.strip_prefix('^').filter(|label| !label.contains(char::is_whitespace))?;
        let words = rest.trim_start();
        (!label.is_empty() && !words.is_empty()).then(|| {
            self.notes.insert(label);
            (label, words)
        })
    }

    /// Returns where links with this label lead.
    pub(in crate::article) fn target(&self, label: &str) -> Option<&'t str> {
        let sound = !self.targets.is_empty() && label.len() <= LONGEST_LABEL;
        sound.then(|| self.targets.get(&folded(label)).copied()).flatten()
    }

    /// Says whether a footnote has this label.
    pub(in crate::article) fn has_note(&self, label: &str) -> bool {
        self.notes.contains(label)
    }
}

/// Parts `[label]: rest`, not indented as code is.
fn labelled(line: &str) -> Option<(&str, &str)> {
    let text = line.trim_start_matches(' ');
    let inner = text.strip_prefix('[').filter(|_| line.len() - text.len() < 4)?;
    let end = inner.bytes().take(LONGEST_LABEL).position(|byte| byte == b']')?;
    let (label, rest) = (inner.get(..end)?, inner.get(end + 1..)?.strip_prefix(':')?);
    let is_label = !label.trim().is_empty() && !label.contains('[') && !label.ends_with('\\');
    is_label.then_some((label, rest))
}

/// Labels are equal but for case and white space.
fn folded(label: &str) -> String {
    label.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_that_define_targets_are_told_from_speech() {
        let cases = [
            ("[quay]: https://a.example/q", Some("https://a.example/q"), true),
            ("  [The  Quay]: <https://a.example/q>  \"The quay\"", Some("https://a.example/q"), true),
            ("[quay]: notes/quay.md", Some("notes/quay.md"), false),
            ("[Smith]: no comment on this", None, false),
            ("    [quay]: https://a.example", None, false),
            ("[quay] : https://a.example", None, false),
            ("[]: https://a.example", None, false),
            ("[quay\\]: https://a.example", None, false),
        ];
        for (line, target, plain) in cases {
            let mut definitions = Definitions::default();
            assert_eq!(definitions.take(line, Format::Markdown), target.is_some(), "{line}");
            let found = definitions.target("quay").or_else(|| definitions.target("the QUAY"));
            assert_eq!(found, target, "{line}");
            assert_eq!(Definitions::default().take(line, Format::Plain), plain, "{line}");
        }
    }

    #[test]
    fn a_footnote_has_a_label_and_words() {
        let mut definitions = Definitions::default();
        assert_eq!(definitions.note("[^1]: As of Monday."), Some(("1", "As of Monday.")));
        assert_eq!(definitions.note("[^a b]: x"), None);
        assert_eq!(definitions.note("[^2]:"), None);
        assert!(definitions.has_note("1") && !definitions.has_note("2"));
    }
}
