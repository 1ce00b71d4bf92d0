//! Tags of HTML inside Markdown: those that mark words become marks, others of their kind are left out, what is unknown
//! or has no end stays text.

use super::{InlineStyle, Scanner, Style};
use crate::text::Span;

/// Open tags beyond this are text.
const MOST_OPEN: usize = 16;
/// Bytes of a tag with its attributes.
const LONGEST: usize = 512;

/// Tags and what they mark.
const KNOWN: [(&str, Option<InlineStyle>); 24] = [
    ("b", Some(InlineStyle::Strong)),
    ("strong", Some(InlineStyle::Strong)),
    ("i", Some(InlineStyle::Emphasis)),
    ("em", Some(InlineStyle::Emphasis)),
    ("cite", Some(InlineStyle::Emphasis)),
    ("code", Some(InlineStyle::Code)),
    ("kbd", Some(InlineStyle::Code)),
    ("samp", Some(InlineStyle::Code)),
    ("s", Some(InlineStyle::Struck)),
    ("del", Some(InlineStyle::Struck)),
    ("strike", Some(InlineStyle::Struck)),
    ("ins", None),
    ("mark", None),
    ("small", None),
    ("span", None),
    ("sub", None),
    ("sup", None),
    ("u", None),
    ("div", None),
    ("p", None),
    ("center", None),
    ("font", None),
    ("figcaption", None),
    ("abbr", None),
];

/// A tag that waits for its end.
#[derive(Clone, Copy, Debug)]
pub(super) struct Open {
    name: &'static str,
    at: Span,
    style: Option<InlineStyle>,
}

impl Scanner<'_> {
    /// Reads the tag that begins at byte `start`; the scanner stands behind its bracket.
    pub(super) fn tag(&mut self, start: usize) {
        let Some(length) = self.rest(start).bytes().take(LONGEST).position(|byte| byte == b'>') else { return };
        let inner = self.raw.get(start + 1..start + length).unwrap_or("");
        let at = Span::new(start, start + length + 1);
        let (closes, inner) = inner.strip_prefix('/').map_or((false, inner), |inner| (true, inner));
        let word = inner.split([' ', '\n', '/']).next().unwrap_or("");
        if word.eq_ignore_ascii_case("br") {
            self.edits.push(super::Edit { at, text: Some(' ') });
            self.at = at.end;
            return;
        }
        let Some((name, style)) = KNOWN.iter().find(|(name, _)| word.eq_ignore_ascii_case(name)) else { return };
        self.at = at.end;
        if !closes {
            if self.tags.len() < MOST_OPEN {
                self.tags.push(Open { name, at, style: *style });
            }
            return;
        }
        let Some(index) = self.tags.iter().rposition(|open| open.name == *name) else { return };
        let open = self.tags.get(index).copied();
        self.tags.truncate(index);
        if let Some(open) = open.filter(|open| open.at.end < at.start) {
            self.drop(open.at.start, open.at.end);
            self.drop(at.start, at.end);
            let inside = Span::new(open.at.end, at.start);
            self.styles.extend(open.style.map(|style| Style { at: inside, style }));
        }
    }
}
