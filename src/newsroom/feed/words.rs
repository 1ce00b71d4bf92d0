//! The words of an element as HTML, however they were packed: as text, as escaped HTML, as elements, as base64.

use super::address::Base;
use super::element::{Child, Element};
use super::html;
use super::names::Space;
use super::repair;
use crate::article::references::escaped;

/// What words are where nothing says it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// As they stand.
    Plain,
    /// HTML.
    Html,
    /// HTML where they look like it: RSS never says.
    Likely,
}

/// Elements of HTML that have no end.
const VOID: &[&str] = &["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "wbr"];

/// Returns the words of `element` as HTML with absolute addresses, `kind` telling what they are where it does not.
pub(super) fn html(element: &Element, kind: Kind, base: &Base) -> String {
    let base = base.within(element);
    let said = element.attribute("type").map(|it| it.split(';').next().unwrap_or("").trim().to_ascii_lowercase());
    let said = said.as_deref();
    if element.elements().next().is_some() {
        let verbatim = kind == Kind::Html && said.is_none();
        let mut out = String::new();
        let (inner, base) = unwrapped(element).map_or((element, base.clone()), |div| (div, base.within(div)));
        markup(inner, &base, verbatim, &mut out);
        return out.trim().to_owned();
    }
    let mode = element.attribute("mode").map(str::to_ascii_lowercase);
    let text = element.text();
    let packed = mode.as_deref() == Some("base64") || (mode.is_none() && said.is_some_and(is_packed));
    let text = if packed { unpacked(&text).unwrap_or(text) } else { text };
    let text = repair::encoded_once(text.into());
    let is_html = match said {
        None => kind == Kind::Html || (kind == Kind::Likely && looks_like_html(&text)),
        Some("html" | "text/html") => true,
        Some("xhtml" | "application/xhtml+xml") => mode.as_deref() == Some("escaped") || packed,
        Some("text" | "text/plain" | "plain") => kind == Kind::Likely && looks_like_html(&text),
        Some(_) => kind == Kind::Html,
    };
    if is_html { html::absolute(&text, &base) } else { paragraphs(&text) }
}

/// Says whether what is of this media type is packed as base64 (RFC 4287, 4.1.3.3).
fn is_packed(kind: &str) -> bool {
    kind.contains('/') && !kind.starts_with("text/") && !["+xml", "/xml", "/json"].iter().any(|end| kind.ends_with(end))
}

/// Returns the one `div` that wraps what is in it.
fn unwrapped(element: &Element) -> Option<&Element> {
    let is_blank = |child: &Child| matches!(child, Child::Text(text) | Child::Raw(text) if text.trim().is_empty());
    let mut rest = element.children.iter().filter(|child| !is_blank(child));
    match (rest.next(), rest.next()) {
        (Some(Child::Element(only)), None) if only.local == "div" => Some(only),
        _ => None,
    }
}

/// Writes what stands in `element` as HTML; marked words as they are where they are HTML.
fn markup(element: &Element, base: &Base, verbatim: bool, out: &mut String) {
    for child in &element.children {
        match child {
            Child::Text(text) => out.push_str(&escaped(text)),
            Child::Raw(text) if verbatim => out.push_str(&html::absolute(text, base)),
            Child::Raw(text) => out.push_str(&escaped(text)),
            Child::Element(child) => tagged(child, &base.within(child), verbatim, out),
        }
    }
}

fn tagged(element: &Element, base: &Base, verbatim: bool, out: &mut String) {
    let mut tag = format!("<{}", element.local);
    for attribute in element.attributes.iter().filter(|it| it.space == Space::Core) {
        let value = escaped(&attribute.value).replace('"', "&quot;");
        tag += &format!(" {}=\"{value}\"", attribute.local);
    }
    tag.push('>');
    out.push_str(&html::absolute(&tag, base));
    markup(element, base, verbatim, out);
    if !VOID.contains(&element.local.as_str()) {
        out.push_str(&format!("</{}>", element.local));
    }
}

/// Returns plain words as HTML: blank lines part paragraphs.
pub(super) fn paragraphs(text: &str) -> String {
    let text = text.replace("\r\n", "\n");
    let parts: Vec<&str> = text.split("\n\n").map(str::trim).filter(|part| !part.is_empty()).collect();
    match parts.as_slice() {
        [only] => escaped(only).into_owned(),
        parts => parts.iter().map(|part| format!("<p>{}</p>", escaped(part))).collect(),
    }
}

/// Says whether words that nothing is said of are HTML: they close an element or have a reference, and all their elements
/// are HTML's. After feedparser's `looks_like_html`.
fn looks_like_html(text: &str) -> bool {
    let mut closes = has_reference(text);
    let mut rest = text;
    while let Some((_, after)) = rest.split_once('<') {
        let named = after.strip_prefix('/').unwrap_or(after);
        let name: String =
            named.chars().take_while(char::is_ascii_alphanumeric).collect::<String>().to_ascii_lowercase();
        if name.is_empty() {
            rest = after;
            continue;
        }
        if !KNOWN.contains(&name.as_str()) {
            return false;
        }
        closes |= after.starts_with('/') || VOID.contains(&name.as_str());
        rest = named;
    }
    closes
}

fn has_reference(text: &str) -> bool {
    crate::article::references::read(text, None).0 != text
}

/// Elements that stand in the HTML of feeds.
const KNOWN: &[&str] = &[
    "a",
    "abbr",
    "acronym",
    "address",
    "area",
    "article",
    "aside",
    "audio",
    "b",
    "big",
    "blockquote",
    "body",
    "br",
    "button",
    "canvas",
    "caption",
    "center",
    "cite",
    "code",
    "col",
    "colgroup",
    "dd",
    "del",
    "details",
    "dfn",
    "dialog",
    "dir",
    "div",
    "dl",
    "dt",
    "em",
    "embed",
    "fieldset",
    "figcaption",
    "figure",
    "font",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "head",
    "header",
    "hr",
    "html",
    "i",
    "iframe",
    "img",
    "input",
    "ins",
    "kbd",
    "label",
    "legend",
    "li",
    "main",
    "map",
    "mark",
    "menu",
    "meter",
    "nav",
    "noscript",
    "object",
    "ol",
    "optgroup",
    "option",
    "p",
    "picture",
    "pre",
    "progress",
    "q",
    "rp",
    "rt",
    "ruby",
    "s",
    "samp",
    "script",
    "section",
    "select",
    "small",
    "source",
    "span",
    "strike",
    "strong",
    "style",
    "sub",
    "summary",
    "sup",
    "table",
    "tbody",
    "td",
    "textarea",
    "tfoot",
    "th",
    "thead",
    "time",
    "tr",
    "tt",
    "u",
    "ul",
    "var",
    "video",
];

/// Decodes base64; nothing where it is none.
fn unpacked(text: &str) -> Option<String> {
    let (mut bytes, mut bits, mut held) = (Vec::with_capacity(text.len()), 0_u32, 0_u32);
    for byte in text.bytes().filter(|byte| !byte.is_ascii_whitespace()) {
        let value = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' | b'-' => 62,
            b'/' | b'_' => 63,
            b'=' => continue,
            _ => return None,
        };
        bits = (bits << 6 | u32::from(value)) & 0xFFFF;
        held += 6;
        if held >= 8 {
            held -= 8;
            bytes.push(u8::try_from(bits >> held & 0xFF).ok()?);
        }
    }
    Some(String::from_utf8_lossy(&bytes).into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::newsroom::feed::Faults;
    use crate::newsroom::feed::tree::Tree;

    fn read(xml: &str, kind: Kind) -> String {
        let tree = Tree::of(xml, &mut Faults::default());
        let element = tree.top.elements().next().cloned();
        element.map_or_else(String::new, |element| html(&element, kind, &Base::new(Some("https://quay.example/"))))
    }

    #[test]
    fn words_are_html_however_they_are_packed() {
        for (xml, kind, wanted) in [
            ("<t>a &lt; b</t>", Kind::Plain, "a &lt; b"),
            ("<t>&lt;b>a&lt;/b></t>", Kind::Plain, "&lt;b>a&lt;/b>"),
            ("<t>&lt;b>a&lt;/b></t>", Kind::Likely, "<b>a</b>"),
            ("<t>&lt;anna>a&lt;/anna></t>", Kind::Likely, "&lt;anna>a&lt;/anna>"),
            ("<t>1 &lt; 2</t>", Kind::Likely, "1 &lt; 2"),
            ("<t type='html'>&lt;a href='x'></t>", Kind::Plain, "<a href=\"https://quay.example/x\">"),
            (
                "<t type='xhtml'><div><p>a &amp; <a href='x'>b</a></p></div></t>",
                Kind::Plain,
                "<p>a &amp; <a href=\"https://quay.example/x\">b</a></p>",
            ),
            ("<t>a <b>b</b><br/><![CDATA[<i>c</i>]]></t>", Kind::Html, "a <b>b</b><br><i>c</i>"),
            ("<t mode='base64' type='text/html'>PGI+YTwvYj4=</t>", Kind::Plain, "<b>a</b>"),
            ("<t type='text'>one\n\ntwo</t>", Kind::Plain, "<p>one</p><p>two</p>"),
        ] {
            assert_eq!(read(xml, kind), wanted, "{xml}");
        }
    }
}
