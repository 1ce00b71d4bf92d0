//! Inline marks: taken out of the text and remembered as spans.
//!
//! A small scanner in the manner of CommonMark's delimiter stack rather than a Markdown parser, for two reasons: pasted
//! text is full of marks that mean nothing (`f***`, `2 * 3 * 4`, `<b>`, `[sic]`) and must survive, and its time is
//! linear by construction, as every stack is capped and no search is made twice.

mod cells;
mod emphasis;
mod entity;
mod tag;
mod target;
mod typed;

use super::blocks::Definitions;
use super::{Format, Inline, InlineStyle};
use crate::text::{Span, bytes};

use self::emphasis::Delimiter;

pub(super) use self::target::{address, of_line as target_of_line};

/// Longer paragraphs are no prose; their marks stay text.
const LONGEST_MARKED: usize = 64 * 1024;
/// Brackets nested deeper than this are text.
const MAX_BRACKETS: usize = 16;

/// From so many character references on a plain text is taken for the source of a page.
const SEVERAL: usize = 3;

/// Where the text of paragraphs goes.
#[derive(Debug, Default)]
pub(super) struct Sink<'t> {
    /// The text so far.
    pub text: String,
    /// Targets of the links so far.
    pub links: Vec<String>,
    /// Whether character references stand for their characters in plain text too.
    pub entities: bool,
    /// Whether a quotation was opened by two backticks.
    pub quoted: bool,
    /// Where links lead that only have a label.
    pub definitions: Definitions<'t>,
}

impl Sink<'_> {
    /// Appends `raw` as it is.
    pub(super) fn push_code(&mut self, raw: &str) -> Vec<Inline> {
        self.text.push_str(raw);
        Vec::new()
    }

    /// Appends `raw` without its marks; returns what they marked.
    pub(super) fn push(&mut self, raw: &str, format: Format) -> Vec<Inline> {
        let entities = self.entities || format == Format::Markdown;
        let special = || {
            bytes::any(raw.as_bytes(), |byte| is_special(byte, entities))
                || raw.contains("www.")
                || (self.quoted && raw.contains("''"))
        };
        if raw.len() > LONGEST_MARKED || !special() {
            self.text.push_str(raw);
            return Vec::new();
        }
        let mut scanner = Scanner::new(raw, (format, entities), &self.definitions, &mut self.links);
        scanner.quoted = self.quoted;
        scanner.scan();
        let Scanner { mut edits, styles, quoted, .. } = scanner;
        self.quoted = quoted;
        edits.sort_by_key(|edit| edit.at);
        let ends = bared(raw, edits.iter(), false).into_iter().chain(bared(raw, edits.iter().rev(), true));
        let ends: Vec<Edit> = ends.collect();
        edits.extend(ends);
        write(raw, edits, styles, &mut self.text)
    }
}

/// Says whether a byte may begin something; ':' stands for a bare address.
fn is_special(byte: u8, entities: bool) -> bool {
    matches!(byte, b'*' | b'_' | b'`' | b'[' | b'\\' | b'<' | b':' | b'~') | ((byte == b'&') & entities)
}

/// Says whether `text` has several character references: a page's source was pasted, and nobody meant them as they stand.
pub(super) fn has_entities(text: &str) -> bool {
    let at = text.match_indices('&').map(|(at, _)| text.get(at..).unwrap_or(""));
    at.filter(|rest| entity::read(rest).is_some()).nth(SEVERAL - 1).is_some()
}

/// A raw range that is not text as it stands.
#[derive(Debug)]
struct Edit {
    at: Span,
    /// What stands there instead, often nothing.
    text: Option<char>,
}

/// A marked raw range.
#[derive(Debug)]
struct Style {
    at: Span,
    style: InlineStyle,
}

/// An opening bracket that may begin a link.
#[derive(Clone, Copy, Debug)]
struct Bracket {
    at: usize,
    image: bool,
    /// How many delimiters stood before it.
    delimiters: usize,
}

struct Scanner<'a> {
    raw: &'a str,
    definitions: &'a Definitions<'a>,
    format: Format,
    entities: bool,
    at: usize,
    links: &'a mut Vec<String>,
    edits: Vec<Edit>,
    styles: Vec<Style>,
    delimiters: Vec<Delimiter>,
    brackets: Vec<Bracket>,
    /// Tags that wait for their end, and where the text after `~~` begins.
    tags: Vec<tag::Open>,
    struck: Option<usize>,
    /// Whether a quotation was opened by two backticks, here or before.
    quoted: bool,
    /// Where the next marks stand that close one.
    closing: usize,
    /// Lengths of backtick runs that are known to have no closing run further on.
    unclosed: u32,
}

impl<'a> Scanner<'a> {
    fn new(
        raw: &'a str,
        (format, entities): (Format, bool),
        definitions: &'a Definitions<'a>,
        links: &'a mut Vec<String>,
    ) -> Self {
        Self {
            raw,
            definitions,
            format,
            entities,
            at: 0,
            links,
            edits: Vec::new(),
            styles: Vec::new(),
            delimiters: Vec::new(),
            brackets: Vec::new(),
            tags: Vec::new(),
            struck: None,
            quoted: false,
            closing: 0,
            unclosed: 0,
        }
    }

    fn scan(&mut self) {
        while let Some(byte) = self.byte(self.at) {
            match byte {
                b'\\' => self.escape(),
                b'`' => self.code(),
                b'*' | b'_' => self.delimiter(byte),
                b'[' => self.open_bracket(false),
                b'!' if self.byte(self.at + 1) == Some(b'[') => self.open_bracket(true),
                b']' => self.close_bracket(),
                b'<' => self.autolink(),
                b'~' => self.strike(),
                b'\'' if self.quoted => self.close_quotation(),
                b'h' | b'w' => self.address(),
                b'&' if self.entities => self.entity(),
                _ => self.at += 1,
            }
        }
        self.emphasise(0);
    }

    fn byte(&self, at: usize) -> Option<u8> {
        self.raw.as_bytes().get(at).copied()
    }

    fn rest(&self, from: usize) -> &'a str {
        self.raw.get(from..).unwrap_or("")
    }

    fn drop(&mut self, start: usize, end: usize) {
        self.edits.push(Edit { at: Span::new(start, end), text: None });
    }

    fn delimiter(&mut self, mark: u8) {
        let delimiter = Delimiter::read(self.raw, self.at, mark, self.format);
        self.at = delimiter.at.end;
        if delimiter.opens || delimiter.closes {
            self.delimiters.push(delimiter);
        }
    }

    /// Matches the delimiters from index `from` on and forgets them.
    fn emphasise(&mut self, from: usize) {
        let tail = self.delimiters.split_off(from.min(self.delimiters.len()));
        for pair in emphasis::pairs(tail) {
            self.drop(pair.open.start, pair.open.end);
            self.drop(pair.close.start, pair.close.end);
            let at = Span::new(pair.open.end, pair.close.start);
            let style = if pair.strong { InlineStyle::Strong } else { InlineStyle::Emphasis };
            self.styles.push(Style { at, style });
        }
    }

    fn open_bracket(&mut self, image: bool) {
        if self.brackets.len() == MAX_BRACKETS {
            self.brackets.remove(0);
        }
        self.brackets.push(Bracket { at: self.at, image, delimiters: self.delimiters.len() });
        self.at += if image { 2 } else { 1 };
    }

    fn close_bracket(&mut self) {
        let close = self.at;
        self.at += 1;
        let Some(bracket) = self.brackets.pop() else { return };
        let open = bracket.at + if bracket.image { 2 } else { 1 };
        let label = Span::new(open, close);
        if label.of(self.raw).trim().is_empty() {
            return;
        }
        let Some((url, after)) = self.leads_to(label) else { return self.footnote(bracket, label) };
        self.emphasise(bracket.delimiters);
        self.drop(bracket.at, open);
        self.drop(close, self.at + after);
        self.at += after;
        self.link(label, url);
        if !bracket.image {
            // A link holds no other link.
            self.brackets.retain(|other| other.image);
        }
    }

    /// Returns where the link with this label leads, and how many bytes after it say so: `(address)`, `[label]`, `[]` or
    /// nothing, where a definition knows the label.
    fn leads_to(&self, label: Span) -> Option<(String, usize)> {
        let rest = self.rest(self.at);
        if let Some(target) = target::read(rest) {
            return Some((target.url.to_owned(), target.length));
        }
        let named = rest.strip_prefix('[').and_then(|rest| rest.split_once(']')).map(|(name, _)| name);
        let (name, after) = match named {
            Some("") => (label.of(self.raw), 2),
            Some(name) if self.definitions.target(name).is_some() => (name, name.len() + 2),
            _ => (label.of(self.raw), 0),
        };
        self.definitions.target(name).map(|url| (url.to_owned(), after))
    }

    /// `[^1]` is read as "[1]" where there is such a footnote.
    fn footnote(&mut self, bracket: Bracket, label: Span) {
        let Some(name) = label.of(self.raw).strip_prefix('^') else { return };
        if !bracket.image && self.definitions.has_note(name) {
            self.drop(label.start, label.start + 1);
            self.styles.push(Style { at: Span::new(bracket.at, self.at), style: InlineStyle::Footnote });
        }
    }

    fn link(&mut self, at: Span, url: String) {
        self.styles.push(Style { at, style: InlineStyle::Link(self.links.len()) });
        self.links.push(url);
    }

    fn autolink(&mut self) {
        let start = self.at;
        self.at += 1;
        let length = target::address(self.rest(self.at));
        let end = self.at + length;
        if length > 0 && self.byte(end) == Some(b'>') {
            self.drop(start, start + 1);
            self.drop(end, end + 1);
            self.link(Span::new(start + 1, end), self.raw.get(start + 1..end).unwrap_or("").to_owned());
            self.at = end + 1;
        } else if self.format == Format::Markdown {
            self.tag(start);
        }
    }

    /// A bare address is a link to itself.
    fn address(&mut self) {
        let rest = self.rest(self.at);
        let (length, scheme) = match target::address(rest) {
            0 => (target::www(rest), "https://"),
            length => (length, ""),
        };
        let is_word_start = self.at == 0 || self.byte(self.at - 1).is_none_or(|byte| !byte.is_ascii_alphanumeric());
        if length == 0 || !is_word_start {
            self.at += 1;
            return;
        }
        let url = self.raw.get(self.at..self.at + length).unwrap_or("");
        let url = target::without_stop(url);
        // The label of a link is not a link of its own.
        if self.brackets.is_empty() {
            self.link(Span::new(self.at, self.at + url.len()), format!("{scheme}{url}"));
        }
        self.at += url.len().max(1);
    }

    fn entity(&mut self) {
        match entity::read(self.rest(self.at)) {
            Some((text, length)) => {
                self.edits.push(Edit { at: Span::new(self.at, self.at + length), text: Some(text) });
                self.at += length;
            }
            None => self.at += 1,
        }
    }
}

/// Appends `raw` with its edits to `out` and moves the styles to where their text went.
fn write(raw: &str, mut edits: Vec<Edit>, mut styles: Vec<Style>, out: &mut String) -> Vec<Inline> {
    edits.sort_by_key(|edit| edit.at);
    // Of two marks on the same text the outer one comes first.
    styles.sort_by_key(|style| (style.at.start, std::cmp::Reverse(style.at.end)));
    // Where raw text goes on after an edit, and where that lies in the text.
    let mut moved = vec![(0, out.len())];
    let mut at = 0;
    for edit in &edits {
        out.push_str(raw.get(at..edit.at.start).unwrap_or(""));
        out.extend(edit.text);
        at = edit.at.end;
        moved.push((at, out.len()));
    }
    out.push_str(raw.get(at..).unwrap_or(""));
    let place = |offset: usize| {
        let index = moved.partition_point(|(raw, _)| *raw <= offset).saturating_sub(1);
        let (from, to) = moved.get(index).copied().unwrap_or_default();
        let next = moved.get(index + 1).map_or(usize::MAX, |(_, to)| *to);
        (to + (offset - from)).min(next)
    };
    styles
        .into_iter()
        .map(|style| Inline { span: Span::new(place(style.at.start), place(style.at.end)), style: style.style })
        .filter(|inline| !inline.span.is_empty())
        .collect()
}

/// Returns the white space that marks leave bare at the beginning or the end of a text: "<b>so\n</b>". `edits` come from
/// there.
fn bared<'e>(raw: &str, edits: impl Iterator<Item = &'e Edit>, last: bool) -> Vec<Edit> {
    let (mut edits, mut at, mut bare) = (edits.peekable(), if last { raw.len() } else { 0 }, Vec::new());
    let (mut is_marked, ends) = (false, |edit: &Edit| if last { edit.at.end } else { edit.at.start });
    loop {
        if let Some(edit) = edits.next_if(|edit| ends(edit) == at) {
            if edit.text.is_some() {
                return bare;
            }
            (is_marked, at) = (true, if last { edit.at.start } else { edit.at.end });
            continue;
        }
        let rest = if last { raw.get(..at) } else { raw.get(at..) }.unwrap_or("");
        let next = if last { rest.chars().next_back() } else { rest.chars().next() };
        if !is_marked || !matches!(next, Some('\n' | ' ')) {
            return bare;
        }
        let to = if last { at - 1 } else { at + 1 };
        bare.push(Edit { at: Span::new(at.min(to), at.max(to)), text: None });
        at = to;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Shows the text with its marks as tags.
    fn show(raw: &str, format: Format) -> String {
        let mut sink = Sink::default();
        let inlines = sink.push(raw, format);
        let mut marks = Vec::new();
        for (index, inline) in inlines.iter().enumerate() {
            let name = match inline.style {
                InlineStyle::Strong => "s".to_owned(),
                InlineStyle::Emphasis => "e".to_owned(),
                InlineStyle::Code => "c".to_owned(),
                InlineStyle::Footnote => "f".to_owned(),
                InlineStyle::Struck => "d".to_owned(),
                InlineStyle::Link(link) => format!("a={}", sink.links.get(link).map_or("", String::as_str)),
            };
            marks.push((inline.span.start, 1, index, format!("{{{name}:")));
            marks.push((inline.span.end, 0, usize::MAX - index, "}".to_owned()));
        }
        marks.sort_by(|left, right| right.cmp(left));
        let mut text = sink.text;
        for (at, _, _, mark) in marks {
            text.insert_str(at, &mark);
        }
        text
    }

    fn check(cases: &[(&str, &str)], formats: &[Format]) {
        for (raw, expected) in cases {
            for format in formats {
                assert_eq!(show(raw, *format), *expected, "{raw} as {format:?}");
            }
        }
    }

    const BOTH: &[Format] = &[Format::Plain, Format::Markdown];

    #[test]
    fn marks_are_removed_and_remembered() {
        check(
            &[
                ("a **bold** word", "a {s:bold} word"),
                ("__bold__ and _soft_", "{s:bold} and {e:soft}"),
                ("*soft **and bold***", "{e:soft {s:and bold}}"),
                ("***all***", "{e:{s:all}}"),
                ("US news**Minister resigns**", "US news{s:Minister resigns}"),
                ("``We go,'' she said. ``And stay.''", "“We go,” she said. “And stay.”"),
                ("``We go, she said, `now' and '90s.", "“We go, she said, `now' and '90s."),
                ("a ``code`` b and 5'10''", "a {c:code} b and 5'10''"),
                ("run `ls -l` now", "run {c:ls -l} now"),
                ("see [the *page*](https://a.example/b_c)", "see {a=https://a.example/b_c:the {e:page}}"),
                ("[Name](#) spoke", "{a=#:Name} spoke"),
                ("[t](<a b> \"title\")", "{a=a b:t}"),
                ("![A bridge](b.jpg)", "{a=b.jpg:A bridge}"),
                ("[![A bridge](b.jpg)](page)", "{a=page:{a=b.jpg:A bridge}}"),
                ("<https://a.example>", "{a=https://a.example:https://a.example}"),
                ("at www.a.example/x.", "at {a=https://www.a.example/x:www.a.example/x}."),
                ("at https://a.example/x.", "at {a=https://a.example/x:https://a.example/x}."),
                (r"\*not soft\*", "*not soft*"),
                ("~~three~~ four", "{d:three} four"),
                ("~~a *b*~~c~~d", "{d:a {e:b}}c~~d"),
            ],
            BOTH,
        );
    }

    #[test]
    fn text_that_only_looks_marked_survives() {
        let same = [
            "2 * 3 * 4",
            "2*3*4",
            "snake_case_name",
            "f*** and s***",
            "a **stray mark",
            "** spaced **",
            "****",
            "____",
            "~x~ and ~~ y ~~ and ~~~z~~~",
            "[if] you [She said:] of [cartels]",
            "[](x) and ![](y)",
            "[open](never closed",
            "[a] (b)",
            "#hashtag",
            "price* and *footnote",
            "it`s",
            "a < b > c",
            "e.g.: x",
            "www. is no address, nor is www.x",
        ];
        for raw in same {
            check(&[(raw, raw)], BOTH);
        }
    }

    #[test]
    fn pasted_text_is_read_more_cautiously_than_markdown() {
        check(&[("<b>bold</b>", "<b>bold</b>")], &[Format::Plain]);
        check(&[("f**k and f**k", "f**k and f**k"), ("R&amp;D", "R&amp;D"), (r"C:\(x)", r"C:\(x)")], &[Format::Plain]);
        check(
            &[
                ("<b>bold</b> and <CODE class='x'>ls</code>", "{s:bold} and {c:ls}"),
                ("<del>a *b*</del><br>c<br/>d", "{d:a {e:b}} c d"),
                ("H<sub>2</sub>O", "H2O"),
                ("<b>open, a < b > c, <x>y</x>, </i>", "<b>open, a < b > c, <x>y</x>, </i>"),
                ("<b></b>", "<b></b>"),
                ("a\\\nb", "a\nb"),
            ],
            &[Format::Markdown],
        );
        check(&[("the `old' and `new' way", "the `old' and `new' way")], &[Format::Plain]);
        check(&[("R&amp;D &#8211; &#x27;", "R&D – '"), (r"\(x\)", "(x)"), ("a*b*c", "a{e:b}c")], &[Format::Markdown]);
    }

    #[test]
    fn a_link_takes_the_marks_inside_it_only() {
        check(&[("*a [b* c](d)", "*a {a=d:b* c}"), ("*[a](b)*", "{e:{a=b:a}}")], BOTH);
    }
}
