//! Foreign text made harmless in Markdown: sanitised, on one line, and read as it was printed.
//!
//! Only what can act is escaped, so that the notes stay legible as plain text too. What acts is that of CommonMark,
//! GitHub's tables, strikethrough, bare addresses and formulas, and the raised and marked text and the tags of some note-takers.

use crate::text::cells::one_line;

/// Escapes `raw` for the inside of a paragraph, an item, a heading or a cell of a table.
pub(crate) fn escape(raw: &str) -> String {
    let shown = one_line(raw);
    let mut out = String::with_capacity(shown.len() + 8);
    for word in shown.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        escape_word(word, &mut out);
    }
    begin(out)
}

/// Escapes `raw` as [`escape`] does, keeping a space at either end, for a run inside a longer text.
pub(super) fn escape_run(raw: &str) -> String {
    let shown = one_line(raw);
    let space = |there| if there { " " } else { "" };
    if shown.trim().is_empty() {
        return space(!shown.is_empty()).to_owned();
    }
    let (before, after) = (shown.starts_with(char::is_whitespace), shown.ends_with(char::is_whitespace));
    format!("{}{}{}", space(before), escape(&shown), space(after))
}

/// Says whether nothing of a word acts, as far as that is seen without looking around.
fn is_harmless(word: &str) -> bool {
    let mut before = 0;
    word.bytes().all(|byte| {
        let www = byte == b'.' && before | 0x20 == b'w';
        before = byte;
        !www && !matches!(
            byte,
            b'\\'
                | b'`'
                | b'#'
                | b'*'
                | b'_'
                | b'['
                | b']'
                | b'<'
                | b'>'
                | b'|'
                | b'~'
                | b'^'
                | b'$'
                | b'='
                | b'&'
                | b':'
        )
    })
}

fn escape_word(word: &str, out: &mut String) {
    if is_harmless(word) {
        return out.push_str(word);
    }
    let last_semicolon = word.rfind(';').unwrap_or(0);
    for (at, c) in word.char_indices() {
        let rest = word.get(at + c.len_utf8()..).unwrap_or("");
        let acts = match c {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '~' | '^' | '$' => true,
            // A tag to some note-takers, wherever it stands.
            '#' => !word.get(..at).is_some_and(|before| before.ends_with(char::is_alphanumeric)),
            '=' => rest.starts_with('='),
            '&' => at < last_semicolon,
            ':' => rest.starts_with("//"),
            '.' => word.as_bytes().get(at.saturating_sub(3)..at).is_some_and(|it| it.eq_ignore_ascii_case(b"www")),
            _ => false,
        };
        if acts {
            out.push('\\');
        }
        out.push(c);
    }
}

/// Escapes what would begin a heading, a list, a rule or an underline.
fn begin(text: String) -> String {
    if text.starts_with(['#', '+', '-', '=', ':']) {
        return format!("\\{text}");
    }
    let number = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    match (text.get(..number), text.get(number..)) {
        (Some(digits), Some(rest)) if number > 0 && rest.starts_with(['.', ')']) => format!("{digits}\\{rest}"),
        _ => text,
    }
}

/// Escapes an address for the inside of `<…>`; it was parsed, so that nothing in it is a control or a space.
pub(crate) fn destination(url: &str) -> String {
    url.replace('\\', "%5C").replace('<', "%3C").replace('>', "%3E").replace('&', "&amp;")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

    use super::*;

    /// Returns the text that a reader of the rendered paragraph sees, and whether anything but a paragraph was found.
    fn rendered(markdown: &str) -> (String, bool) {
        let (mut text, mut acted) = (String::new(), false);
        for event in Parser::new_ext(markdown, Options::all() - Options::ENABLE_SMART_PUNCTUATION) {
            match event {
                Event::Text(piece) => text.push_str(&piece),
                Event::Start(Tag::Paragraph) | Event::End(TagEnd::Paragraph) => {}
                _ => acted = true,
            }
        }
        (text, acted)
    }

    #[test]
    fn hostile_text_is_read_as_it_was_printed() {
        for raw in [
            "</script><img src=x onerror=alert(1)>",
            "]]> &amp; &#60; | a | b |",
            "# No heading",
            "1. No list",
            "- none",
            "+ none",
            "=== none",
            "> none",
            "10) none",
            "[a](javascript:alert(1)) ![b](c) [^1] [x]: y",
            "`code` **bold** _em_ ~~gone~~ $x$ <!-- c -->",
            "https://evil.example www.evil.example",
            "back\\slash \\* \\",
        ] {
            assert_eq!(rendered(&escape(raw)), (raw.to_owned(), false), "{}", escape(raw));
        }
        assert_eq!(escape("#tag of [[one]], C# and a#b"), "\\#tag of \\[\\[one\\]\\], C# and a#b");
        assert_eq!(escape("a\u{1b}[2J\u{202e}b\nc"), "a\\^\\[\\[2J\\<U+202E\\>b c");
    }

    #[test]
    fn plain_prose_stays_as_it_is() {
        let prose = "“We lost 40 boats,” Ana said - and (later): 3.5 million, A&B, e.g. 5%!";
        assert_eq!(escape(prose), prose);
    }

    proptest! {
        #[test]
        fn whatever_is_printed_is_read(raw in "[ -~é“\\n]{0,40}") {
            let wanted: Vec<&str> = raw.split_whitespace().collect();
            prop_assert_eq!(rendered(&escape(&raw)), (wanted.join(" "), false), "{}", escape(&raw));
        }
    }
}
