//! What Markdown hides: comments of HTML, and lines that are nothing but tags of its boxes.
//!
//! Code keeps both: in a fence, and behind a backtick that is still open on its line. A comment without an end is text.

use std::borrow::Cow;

/// Tags that only set off what stands between them.
const BOXES: [&str; 20] = [
    "div",
    "p",
    "section",
    "article",
    "aside",
    "header",
    "footer",
    "main",
    "nav",
    "figure",
    "figcaption",
    "center",
    "details",
    "summary",
    "table",
    "tbody",
    "thead",
    "tr",
    "ul",
    "ol",
];

/// Returns Markdown without its comments and without lines of mere tags; line by line, in time linear in its size.
pub(super) fn shown(body: &str) -> Cow<'_, str> {
    if !body.contains('<') {
        return Cow::Borrowed(body);
    }
    let mut out = String::with_capacity(body.len());
    let (mut fence, mut at, mut ends) = (None, 0, true);
    while at < body.len() {
        let next = line_end(body, at);
        let line = body.get(at..next).unwrap_or("");
        let mark = fence_of(line);
        match (fence, mark) {
            (None, Some(_)) => fence = mark,
            (Some(_), mark) if fence == mark => fence = None,
            (None, None) if is_tags(line) => {
                at = next;
                continue;
            }
            (None, None) if ends => {
                (at, ends) = uncommented(body, (at, next), &mut out);
                continue;
            }
            _ => {}
        }
        out.push_str(line);
        at = next;
    }
    if out.len() == body.len() { Cow::Borrowed(body) } else { Cow::Owned(out) }
}

/// Returns where the line after byte `at` begins.
fn line_end(body: &str, at: usize) -> usize {
    body.get(at..).and_then(|rest| rest.find('\n')).map_or(body.len(), |feed| at + feed + 1)
}

/// Appends a line, and those that its comments lead to, without the comments; returns where that ends, and whether a
/// comment may have an end further on.
fn uncommented(body: &str, (mut at, mut next): (usize, usize), out: &mut String) -> (usize, bool) {
    let mut in_code = false;
    loop {
        let part = body.get(at..next).unwrap_or("");
        let Some(start) = comment(part, &mut in_code) else {
            out.push_str(part);
            return (next, true);
        };
        let Some(end) = body.get(at + start..).and_then(|rest| rest.find("-->")).map(|end| at + start + end + 3) else {
            out.push_str(part);
            return (next, false);
        };
        out.push_str(part.get(..start).unwrap_or(""));
        if end > next {
            (next, in_code) = (line_end(body, end), false);
        }
        at = end;
        // Where it has lines of its own, these go with it.
        let after = body.get(end..).unwrap_or("").trim_start_matches([' ', '\t', '\r']);
        if (out.is_empty() || out.ends_with('\n')) && (after.is_empty() || after.starts_with('\n')) {
            return (next, true);
        }
    }
}

/// Returns the character of the fence that a line is.
fn fence_of(line: &str) -> Option<char> {
    let line = line.trim_start();
    ['`', '~'].into_iter().find(|mark| line.chars().take_while(|c| c == mark).count() >= 3)
}

/// Returns where in a part of a line a comment begins that is not in code; `in_code` says whether a backtick is open, before
/// and after.
fn comment(part: &str, in_code: &mut bool) -> Option<usize> {
    for (at, byte) in part.bytes().enumerate() {
        match byte {
            b'`' => *in_code = !*in_code,
            b'<' if !*in_code && part.get(at..).is_some_and(|rest| rest.starts_with("<!--")) => return Some(at),
            _ => {}
        }
    }
    None
}

/// Says whether a line is nothing but tags of boxes.
fn is_tags(line: &str) -> bool {
    let mut rest = line.trim();
    let mut any = false;
    while let Some(tag) = rest.strip_prefix('<') {
        let Some((inner, after)) = tag.split_once('>') else { return false };
        let name = inner.strip_prefix('/').unwrap_or(inner).split([' ', '/']).next().unwrap_or("");
        if !BOXES.iter().any(|known| name.eq_ignore_ascii_case(known)) {
            return false;
        }
        (any, rest) = (true, after.trim_start());
    }
    any && rest.is_empty()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn comments_and_lines_of_tags_are_not_shown() {
        for (text, expected) in [
            ("One <!-- aside --> two.", "One  two."),
            ("<!-- template: x -->\n\nFirst.", "\nFirst."),
            ("First.\n<!-- a\n\nb -->\nSecond.", "First.\nSecond."),
            ("<div class=\"ad\">\n\nWords.\n\n</div>\n", "\nWords.\n\n"),
            ("<!-- a --> and <!-- b --> end", " and  end"),
            ("a <!-- no end", "a <!-- no end"),
            ("x < y and a <b> tag", "x < y and a <b> tag"),
            ("```\n<!-- code -->\n<div>\n```\n<!-- gone -->\n", "```\n<!-- code -->\n<div>\n```\n"),
            ("Write `<!-- so -->` here.", "Write `<!-- so -->` here."),
            ("<div>Words.</div>", "<div>Words.</div>"),
        ] {
            assert_eq!(shown(text), expected, "{text:?}");
        }
    }

    proptest! {
        #[test]
        fn what_is_shown_is_some_of_what_is_there_in_order(text in "[-<>!a`~\n /divp]{0,60}") {
            let shown = shown(&text);
            let mut rest = text.chars();
            prop_assert!(shown.chars().all(|c| rest.any(|other| other == c)), "{shown:?}");
        }
    }
}
