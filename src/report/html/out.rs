//! A page as it grows: every element that is opened is closed, and every text and attribute is escaped.

use std::borrow::Cow;

use crate::text::cells::sanitize;

/// Elements that stand on lines of their own.
const BLOCKS: &[&str] = &[
    "article",
    "aside",
    "blockquote",
    "body",
    "dd",
    "div",
    "dl",
    "dt",
    "footer",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "head",
    "header",
    "html",
    "li",
    "main",
    "nav",
    "ol",
    "p",
    "pre",
    "section",
    "table",
    "tbody",
    "thead",
    "title",
    "tr",
    "ul",
];

/// The page.
pub(super) struct Out {
    html: String,
}

impl Out {
    pub const fn new() -> Self {
        Self { html: String::new() }
    }

    /// Writes the page's own markup as it is; never foreign text.
    pub fn raw(&mut self, markup: &'static str) {
        self.html.push_str(markup);
    }

    /// Writes text, sanitised and escaped.
    pub fn text(&mut self, raw: &str) {
        let plain = raw.bytes().all(|byte| matches!(byte, b' '..=b'~' | b'\n'));
        let shown = if plain { Cow::Borrowed(raw) } else { Cow::Owned(sanitize(raw).display) };
        for c in shown.chars() {
            match c {
                '&' => self.html.push_str("&amp;"),
                '<' => self.html.push_str("&lt;"),
                '>' => self.html.push_str("&gt;"),
                '"' => self.html.push_str("&quot;"),
                '\'' => self.html.push_str("&#39;"),
                c => self.html.push(c),
            }
        }
    }

    /// Writes an element around what `inside` writes.
    pub fn element(&mut self, tag: &'static str, attributes: &[(&'static str, &str)], inside: impl FnOnce(&mut Self)) {
        self.open(tag, attributes);
        inside(self);
        self.html.extend(["</", tag, ">"]);
        if BLOCKS.contains(&tag) {
            self.html.push('\n');
        }
    }

    /// Writes an element of a class around text.
    pub fn classed(&mut self, tag: &'static str, class: &str, text: &str) {
        self.element(tag, &[("class", class)], |out| out.text(text));
    }

    /// Writes an element without content or end.
    pub fn void(&mut self, tag: &'static str, attributes: &[(&'static str, &str)]) {
        self.open(tag, attributes);
        self.html.push('\n');
    }

    fn open(&mut self, tag: &'static str, attributes: &[(&'static str, &str)]) {
        self.html.extend(["<", tag]);
        for (name, value) in attributes {
            self.html.extend([" ", name, "=\""]);
            self.text(value);
            self.html.push('"');
        }
        self.html.push('>');
    }

    /// Returns the page.
    pub fn finish(self) -> String {
        self.html
    }
}
