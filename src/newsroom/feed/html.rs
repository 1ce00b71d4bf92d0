//! The HTML in feeds: what a reader sees of it, and its addresses made absolute.

use std::ops::Range;

use super::address::Base;
use crate::article::html::{Piece, Pieces, is};
use crate::article::references;

/// What holds no words for readers.
const UNSEEN: &[&str] = &["script", "style", "applet", "template", "head", "select"];
/// What begins a line of its own.
const BLOCKS: &[&str] = &[
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "br",
    "caption",
    "center",
    "dd",
    "details",
    "dialog",
    "dir",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "li",
    "main",
    "menu",
    "nav",
    "ol",
    "option",
    "p",
    "pre",
    "section",
    "summary",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "tr",
    "ul",
];
/// Attributes that hold an address.
const ADDRESSES: &[&str] = &[
    "href",
    "src",
    "cite",
    "action",
    "longdesc",
    "poster",
    "background",
    "data",
    "usemap",
    "classid",
    "codebase",
    "profile",
    "formaction",
];

/// Returns what a reader sees of `html`: blocks each on a line, white space collapsed, references read.
#[must_use]
pub fn visible(html: &str) -> String {
    let (mut out, mut block, mut unseen) = (String::new(), String::new(), None::<(&str, usize)>);
    for piece in Pieces::new(html) {
        match (piece, unseen) {
            (Piece::Text(text), None) => block.push_str(&references::read(text, None).0),
            (Piece::Tag { name, end, raw }, Some((within, depth))) if name.eq_ignore_ascii_case(within) => {
                unseen = match (end, depth) {
                    (true, 1) => None,
                    (true, _) => Some((within, depth - 1)),
                    (false, _) if raw.ends_with("/>") => unseen,
                    (false, _) => Some((within, depth + 1)),
                };
            }
            (Piece::Tag { name, end: false, raw }, None)
                if is(name, UNSEEN) && (!raw.ends_with("/>") || is(name, &["script", "style"])) =>
            {
                unseen = Some((name, 1));
            }
            (Piece::Tag { name, .. }, None) if is(name, BLOCKS) => settle(&mut block, &mut out),
            // A name of a drawing, and a declaration that is none.
            (Piece::Other(text), None)
                if !text.starts_with('<') || (text.starts_with("<!") && !text.contains(['>', '-'])) =>
            {
                block.push_str(&references::read(text, None).0);
            }
            _ => {}
        }
    }
    settle(&mut block, &mut out);
    out
}

fn settle(block: &mut String, out: &mut String) {
    let mut words = block.split_whitespace().peekable();
    if words.peek().is_some() && !out.is_empty() {
        out.push('\n');
    }
    let mut first = true;
    for word in words {
        if !first {
            out.push(' ');
        }
        first = false;
        out.push_str(word);
    }
    block.clear();
}

/// Returns `html` with its addresses absolute; those that act are left empty.
pub(super) fn absolute(html: &str, base: &Base) -> String {
    if !base.is_known() || !html.contains('<') {
        return html.to_owned();
    }
    let mut out = String::with_capacity(html.len());
    for piece in Pieces::new(html) {
        match piece {
            Piece::Tag { end: false, raw, .. } if raw.contains('=') => tag(raw, base, &mut out),
            Piece::Text(raw) | Piece::Other(raw) | Piece::Tag { raw, .. } => out.push_str(raw),
        }
    }
    out
}

/// Writes a tag with its addresses absolute.
fn tag(raw: &str, base: &Base, out: &mut String) {
    let mut kept = 0;
    for (name, value) in attributes(raw) {
        if !raw.get(name.clone()).is_some_and(|name| is(name, ADDRESSES)) {
            continue;
        }
        let (written, _) = references::read(raw.get(value.clone()).unwrap_or(""), None);
        let address = base.resolve(&written).unwrap_or_default();
        out.push_str(raw.get(kept..name.end).unwrap_or(""));
        out.push_str("=\"");
        out.push_str(&references::escaped(&address).replace('"', "&quot;"));
        out.push('"');
        let quoted = raw.as_bytes().get(value.end).is_some_and(|byte| matches!(byte, b'"' | b'\''));
        let opened = raw.as_bytes().get(value.start.wrapping_sub(1)).is_some_and(|byte| matches!(byte, b'"' | b'\''));
        kept = value.end + usize::from(quoted && opened);
    }
    out.push_str(raw.get(kept..).unwrap_or(""));
}

/// Returns where the names and values of the attributes of a tag stand, values without their quotation marks.
fn attributes(raw: &str) -> Vec<(Range<usize>, Range<usize>)> {
    let bytes = raw.as_bytes();
    let past = |from: usize, wanted: &dyn Fn(u8) -> bool| {
        let rest = bytes.get(from..).unwrap_or_default();
        from + rest.iter().position(|byte| !wanted(*byte)).unwrap_or(rest.len())
    };
    let space = |byte: u8| byte.is_ascii_whitespace() || byte == b'/';
    let mut all = Vec::new();
    let mut at = past(0, &|byte| !byte.is_ascii_whitespace());
    while at < bytes.len() {
        let start = past(at, &space);
        let end = past(start, &|byte| !space(byte) && !matches!(byte, b'=' | b'>'));
        let equals = past(end, &|byte| byte.is_ascii_whitespace());
        if bytes.get(equals) != Some(&b'=') {
            at = end.max(at + 1);
            continue;
        }
        let value = past(equals + 1, &|byte| byte.is_ascii_whitespace());
        let range = match bytes.get(value) {
            Some(mark @ (b'"' | b'\'')) => value + 1..past(value + 1, &|byte| byte != *mark),
            _ => value..past(value, &|byte| !byte.is_ascii_whitespace() && byte != b'>'),
        };
        at = range.end + 1;
        all.push((start..end, range));
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_reader_sees_is_words_in_lines() {
        for (html, wanted) in [
            ("<p>Tea &amp; <b>b</b>uns</p><p>5 &lt; 6 &eacute;<br/>x", "Tea & buns\n5 < 6 é\nx"),
            ("a<script>b</script><style>c</style><applet>d<applet></applet>e</applet>f", "af"),
            ("a<script src=x />b", "a"),
            ("<math><mi>a</mi>+<svg><title>b</title></svg> <!DOCTYPE", "a+b <!DOCTYPE"),
            (" one \n two ", "one two"),
            ("1 < 2 and <3", "1 < 2 and <3"),
            ("", ""),
        ] {
            assert_eq!(visible(html), wanted, "{html}");
        }
    }

    #[test]
    fn addresses_become_absolute_and_all_else_stays() {
        let base = Base::new(Some("https://quay.example/news/"));
        for (html, wanted) in [
            ("<a title='x' href='/1?a=1&amp;b'>x</a>", "<a title='x' href=\"https://quay.example/1?a=1&amp;b\">x</a>"),
            ("<IMG alt=y SRC=p.png>", "<IMG alt=y SRC=\"https://quay.example/news/p.png\">"),
            ("<a href=\"javascript:x\" id=z>", "<a href=\"\" id=z>"),
            ("<a href = '' b>", "<a href=\"\" b>"),
            ("a < b href='x' &amp;", "a < b href='x' &amp;"),
            ("<a href='x", "<a href=\"https://quay.example/news/x\""),
        ] {
            assert_eq!(absolute(html, &base), wanted, "{html}");
        }
        assert_eq!(absolute("<a href='x'>", &Base::default()), "<a href='x'>");
    }
}
