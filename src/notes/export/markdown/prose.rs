//! What the reader wrote, with its own Markdown: emphasis, code, lists and quotations stay.
//!
//! It stands inside a report, and may have been imported from anybody. So nothing in it ends or begins a part of the report
//! (headings, rules, fences), nothing is HTML or a picture, and a link leads to the web or is none. Inside a span of code
//! what is escaped shows its backslash: where such a span ends is decided by lines that are not seen here.

use crate::library::url::openable;
use crate::report::markdown::escape::destination;
use crate::text::cells::one_line;

/// Returns the paragraphs of what the reader wrote; their line breaks are kept.
pub fn prose(text: &str) -> Vec<String> {
    super::passage::paragraphs(text).map(|lines| paragraph(&lines)).collect()
}

fn paragraph(lines: &[&str]) -> String {
    let lines: Vec<(bool, String)> = lines.iter().map(|raw| line(raw)).collect();
    let mut out = String::new();
    for (n, (marked, line)) in lines.iter().enumerate() {
        out.push_str(line);
        match lines.get(n + 1) {
            // A line that begins an item or a quotation is not broken from the one before: it stands apart by itself.
            Some((next, _)) if *marked || *next => out.push('\n'),
            Some(_) => out.push_str("\\\n"),
            None => {}
        }
    }
    out
}

/// Returns a line made safe, and whether it begins an item, a quotation or a row.
fn line(raw: &str) -> (bool, String) {
    let shown = one_line(raw.trim_end());
    let (marks, rest) = shown.split_at(marks(&shown));
    let (marked, rest) = (!marks.trim().is_empty(), rest.trim_start());
    let mut out = if marked { marks.to_owned() } else { String::new() };
    let fence = rest.len() - rest.trim_start_matches(['`', '~', ':']).len();
    let (fence, after) = rest.split_at(if is_structure(rest) { fence } else { 0 });
    fence.chars().for_each(|c| out.extend(['\\', c]));
    if fence.is_empty() && is_structure(rest) {
        out.push('\\');
    }
    inline(after, &mut out);
    (marked || rest.starts_with('|'), out)
}

/// Returns the bytes of what a line begins with that makes it an item or a quotation.
fn marks(line: &str) -> usize {
    let mut at = 0;
    loop {
        let rest = line.get(at..).unwrap_or("");
        let spaces = rest.len() - rest.trim_start().len();
        let rest = rest.trim_start();
        let digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        let after = rest.get(digits..).unwrap_or("");
        let item = match digits {
            0 if rest.starts_with(['-', '*', '+']) => rest.get(1..).filter(|rest| rest.starts_with(' ')).map(|_| 2),
            1..=9 if after.starts_with(['.', ')']) => {
                after.get(1..).filter(|rest| rest.starts_with(' ')).map(|_| digits + 2)
            }
            0 if rest.starts_with("> ") => Some(2),
            0 if rest.starts_with('>') => Some(1),
            _ => None,
        };
        match item {
            Some(bytes) => at += spaces + bytes,
            None => return at,
        }
    }
}

/// Says whether a line would be a heading, underline one, part what stands around it, or begin a fence or a definition.
fn is_structure(line: &str) -> bool {
    let hashes = line.len() - line.trim_start_matches('#').len();
    let heading = hashes > 0 && line.get(hashes..).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '));
    let rule = !line.is_empty() && line.chars().all(|c| matches!(c, '-' | '=' | '*' | '_' | ' '));
    heading || rule || line.starts_with("```") || line.starts_with("~~~") || line.starts_with(':')
}

fn inline(text: &str, out: &mut String) {
    let mut rest = text;
    let mut before = ' ';
    while let Some(c) = rest.chars().next() {
        let after = rest.get(c.len_utf8()..).unwrap_or("");
        let next = after.chars().next();
        if let Some((label, url, end)) = link(rest) {
            out.push('[');
            inline(label, out);
            out.extend(["](<", &destination(&url), ">)"]);
            (before, rest) = (')', rest.get(end..).unwrap_or(""));
            continue;
        }
        match c {
            // Escaped already, by the reader.
            '\\' if next.is_some_and(|next| next.is_ascii_punctuation()) => {
                out.push(c);
                out.extend(next);
                (before, rest) = (next.unwrap_or(c), after.get(1..).unwrap_or(""));
                continue;
            }
            '\\' if next.is_none() => out.push_str("\\\\"),
            // Money is commoner in notes than formulas.
            '<' | '[' | ']' | '$' => out.extend(['\\', c]),
            '!' if next == Some('[') => out.extend(['\\', c]),
            '@' if before.is_alphanumeric() => out.extend(['\\', c]),
            ':' if after.starts_with("//") && !is_web(text, rest) => out.extend(['\\', c]),
            c => out.push(c),
        }
        (before, rest) = (c, after);
    }
}

/// Says whether the address whose `://` begins `rest` is one of the web.
fn is_web(text: &str, rest: &str) -> bool {
    let before = text.get(..text.len() - rest.len()).unwrap_or("");
    let scheme = before.rsplit(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or("");
    scheme.eq_ignore_ascii_case("http") || scheme.eq_ignore_ascii_case("https")
}

/// Returns the words, the address and the end of a link to the web that begins `text`: `[words](address)`.
fn link(text: &str) -> Option<(&str, String, usize)> {
    let inside = text.strip_prefix('[')?;
    let close = inside.find(']')?;
    let label =
        inside.get(..close).filter(|label| !label.contains(['[', '\\', '`', '\n']) && !label.trim().is_empty())?;
    let target = inside.get(close + 1..)?.strip_prefix('(')?;
    let end = target.find(')')?;
    let written = target.get(..end)?.trim_start_matches('<').trim_end_matches('>');
    let url = openable(written).ok().filter(|_| !written.contains(char::is_whitespace))?;
    Some((label, url.to_string(), 1 + close + 2 + end + 1))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use pulldown_cmark::{Event, Options, Parser, Tag};

    use super::*;

    /// Returns what in a note's text is more than its own text may be.
    fn breaks_out(text: &str) -> Option<String> {
        let written = format!("> quoted\n\n{}\n\n— label\n", prose(text).join("\n\n"));
        let bad = Parser::new_ext(&written, Options::all()).find(|event| match event {
            Event::Html(_) | Event::InlineHtml(_) | Event::Rule => true,
            Event::Start(Tag::Link { dest_url, .. }) => {
                !dest_url.starts_with("http://") && !dest_url.starts_with("https://")
            }
            Event::Start(tag) => matches!(
                tag,
                Tag::Heading { .. }
                    | Tag::Image { .. }
                    | Tag::HtmlBlock
                    | Tag::FootnoteDefinition(_)
                    | Tag::MetadataBlock(_)
            ),
            _ => false,
        });
        let ends = written.ends_with("\n\n— label\n");
        let swallowed = !Parser::new_ext(&written, Options::all())
            .any(|event| matches!(event, Event::Text(text) if text.starts_with("— label")));
        bad.map(|event| format!("{event:?}"))
            .or_else(|| (!ends || swallowed).then(|| "swallowed".to_owned()))
            .map(|what| format!("{what}\n{written}"))
    }

    #[test]
    fn what_the_reader_marked_stays_marked() {
        for own in [
            "**important** and *so* is `this`",
            "- one\n- two\n  1. three",
            "> quoted\n> by me",
            "> somebody said\n\n~~gone~~",
            "#boats and a_b_c",
            "see [the list](<https://example.org/list>) and https://example.org/a_b",
        ] {
            assert_eq!(prose(own).join("\n\n"), own);
            assert_eq!(breaks_out(own), None, "{own}");
        }
        assert_eq!(prose("\n one \ntwo\n\n \nthree\n"), ["one\\\ntwo", "three"]);
        assert_eq!(prose("[a](https://x.example/b)"), ["[a](<https://x.example/b>)"]);
        assert!(prose(" \n ").is_empty());
    }

    #[test]
    fn nothing_in_it_breaks_out_of_the_note() {
        for text in [
            "# Later\nmore",
            "- # Later",
            "> ## Later",
            "a\n===",
            "a\n-",
            "---",
            "* * *",
            "```\nnever closed",
            "- ~~~\nnever closed",
            "<script>alert(1)</script>",
            "\\<b> \\\\<b>",
            "a ` b\nc ` <b> `",
            "[a](javascript:alert(1)) ![b](https://x.example/p.png) [c]: https://x.example",
            "[a](https://x.example \"t\") [[wiki]] [^1]\n[^1]: foot",
            "[a][b]\n\n[b]: javascript:x",
            "<https://x.example> ftp://x.example a@b.example",
            "+++\ntitle = 1\n+++",
        ] {
            assert_eq!(breaks_out(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn whatever_is_written_stays_inside(text in "[-#=>*_`~<>!a\\[\\]()\\\\: .1+|\\n]{0,40}") {
            prop_assert_eq!(breaks_out(&text), None, "{}", text);
        }
    }
}
