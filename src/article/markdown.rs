//! HTML of a feed as the Markdown that articles are kept in: paragraphs, headings, lists, quotations, code, tables, links
//! and emphasis; no pictures, which a terminal does not show.
//!
//! Pages go another way (`page`): there the article has to be found first. What comes in here is an article and nothing
//! else. One pass over its pieces, without a tree, so that it takes time linear in its size however it nests.
//!
//! ```text
//! <ul><li>Tea <b>and </b>buns<p>Daily</ul>     frames: [Item "- "]   line: "Tea **and** buns"
//!                            │                 settle: "- Tea **and** buns"
//!                            └ a block ends    line: "Daily", settle: "  Daily"
//! ```

mod inline;
mod tables;

use super::html::{Piece, Pieces, attribute, decoded, flattened, is};
use inline::{Line, Mark};
use tables::{Plan, Table};

/// What holds no words for readers.
const UNSEEN: &[&str] = &[
    "script", "style", "applet", "template", "head", "select", "noscript", "svg", "iframe", "button", "audio", "video",
    "canvas",
];

/// Quotations and lists inside each other that are kept.
const DEEPEST: usize = 8;

/// Returns `html` as Markdown; ends in a line feed where there is any.
#[must_use]
pub fn markdown(html: &str) -> String {
    let (flat, _) = flattened(html);
    let mut weaver = Weaver { plan: Plan::of(&flat), ..Weaver::default() };
    for piece in Pieces::new(&flat) {
        weaver.piece(piece);
    }
    weaver.settle();
    weaver.out
}

/// What a block stands in.
#[derive(Debug)]
enum Frame {
    Quote,
    /// A list and the number of its next item, where it counts.
    List(Option<u32>),
    /// An item, its marker until its first block is written, and the columns of that.
    Item {
        marker: Option<String>,
        width: usize,
    },
}

/// What the line that is being written will be.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Block {
    #[default]
    Text,
    Heading(usize),
}

#[derive(Debug, Default)]
struct Weaver {
    out: String,
    line: Line,
    block: Block,
    frames: Vec<Frame>,
    /// Words as they stand, while code is read.
    code: Option<String>,
    /// The element without words for readers that is open, and how often.
    unseen: Option<(String, usize)>,
    plan: Plan,
    table: Option<Table>,
}

impl Weaver {
    fn piece(&mut self, piece: Piece<'_>) {
        match piece {
            Piece::Text(_) | Piece::Other(_) if self.unseen.is_some() => {}
            Piece::Text(text) => match &mut self.code {
                Some(code) => code.push_str(&decoded(text)),
                None => self.line.text(&decoded(text)),
            },
            // What a page calls itself is its headline here too; all else of this kind is for machines.
            Piece::Other(text) if !text.starts_with('<') => self.line.text(&decoded(text)),
            Piece::Other(_) => {}
            Piece::Tag { name, end, raw } => self.tag(&name.to_ascii_lowercase(), end, raw),
        }
    }

    fn tag(&mut self, name: &str, end: bool, raw: &str) {
        if let Some((within, depth)) = &mut self.unseen {
            if name == within && !raw.ends_with("/>") {
                *depth = if end { *depth - 1 } else { *depth + 1 };
            }
            if *depth == 0 {
                self.unseen = None;
            }
            return;
        }
        if !end && is(name, UNSEEN) && (!raw.ends_with("/>") || is(name, &["script", "style"])) {
            self.unseen = Some((name.to_owned(), 1));
            return;
        }
        match name {
            "b" | "strong" => self.line.mark(Mark::Strong, end),
            "i" | "em" | "cite" | "dfn" | "var" => self.line.mark(Mark::Emphasis, end),
            "s" | "del" | "strike" => self.line.mark(Mark::Struck, end),
            "code" | "kbd" | "samp" | "tt" if self.code.is_none() => self.line.mark(Mark::Code, end),
            "q" => self.line.text(if end { "”" } else { "“" }),
            "a" => self.line.link(if end { None } else { attribute(raw, "href") }),
            "br" => self.line_break(),
            "hr" => self.rule(),
            "pre" | "listing" | "plaintext" => self.preformatted(end),
            "table" | "tr" | "td" | "th" | "thead" | "tbody" | "tfoot" | "caption" => self.cells(name, end),
            _ if self.table.is_some() => self.line.space(),
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => self.heading(name, end),
            "blockquote" => self.quotation(end),
            "ul" | "ol" | "menu" | "dir" => self.list(name, end, raw),
            "li" => self.item(end),
            _ if is(name, PARAGRAPHS) => self.settle(),
            _ => {}
        }
    }

    fn line_break(&mut self) {
        match &mut self.code {
            Some(code) => code.push('\n'),
            None if self.table.is_some() || self.block != Block::Text => self.line.space(),
            None if self.line.is_broken() => self.settle(),
            None => self.line.break_line(),
        }
    }

    fn rule(&mut self) {
        self.settle();
        if !self.out.is_empty() && self.frames.is_empty() {
            self.write("---");
        }
    }

    fn preformatted(&mut self, end: bool) {
        if self.table.is_some() {
            return self.line.space();
        }
        match self.code.take() {
            Some(code) if end => self.write_code(&code),
            Some(code) => self.code = Some(code),
            None if end => {}
            None => {
                self.settle();
                self.code = Some(String::new());
            }
        }
    }

    fn write_code(&mut self, code: &str) {
        let code = code.trim_matches('\n').trim_end();
        if code.trim().is_empty() {
            return;
        }
        // Code that begins an item would be words of it.
        if let Some(Frame::Item { marker, .. }) = self.frames.last_mut() {
            *marker = None;
        }
        let longest = code.split(|c| c != '`').map(str::len).max().unwrap_or(0);
        let fence = "`".repeat(longest.max(2) + 1);
        self.write(&format!("{fence}\n{code}\n{fence}"));
    }

    fn heading(&mut self, name: &str, end: bool) {
        self.settle();
        let level = name.get(1..).and_then(|level| level.parse().ok()).unwrap_or(1);
        self.block = if end { Block::Text } else { Block::Heading(level) };
    }

    fn quotation(&mut self, end: bool) {
        self.settle();
        if !end {
            self.frames.push(Frame::Quote);
        } else if let Some(at) = self.frames.iter().rposition(|frame| matches!(frame, Frame::Quote)) {
            self.frames.truncate(at);
        }
    }

    fn list(&mut self, name: &str, end: bool, raw: &str) {
        self.settle();
        if end {
            if let Some(at) = self.frames.iter().rposition(|frame| matches!(frame, Frame::List(_))) {
                self.frames.truncate(at);
            }
            return;
        }
        let first = attribute(raw, "start").and_then(|start| start.parse().ok()).unwrap_or(1);
        self.frames.push(Frame::List((name == "ol").then_some(first)));
    }

    fn item(&mut self, end: bool) {
        self.settle();
        let list = self.frames.iter().rposition(|frame| matches!(frame, Frame::List(_)));
        // A quotation in an item ends with it; one around a list that was never begun holds it.
        if let Some(at) = list {
            self.frames.truncate(at + 1);
        } else if end {
            return;
        } else {
            self.frames.push(Frame::List(None));
        }
        if end {
            return;
        }
        let is_quoted = self.frames.iter().any(|frame| matches!(frame, Frame::Quote));
        let marker = match self.frames.last_mut() {
            Some(Frame::List(Some(number))) => {
                *number = number.saturating_add(1);
                format!("{}. ", number.saturating_sub(1))
            }
            // In a quotation a list is words.
            _ if is_quoted => "• ".to_owned(),
            _ => "- ".to_owned(),
        };
        let width = marker.chars().count();
        self.frames.push(Frame::Item { marker: Some(marker), width });
    }

    fn cells(&mut self, name: &str, end: bool) {
        if name == "table" && !end {
            let is_data = self.plan.next();
            if self.table.is_none() {
                self.settle();
                // Inside a quotation or an item its bars would be words.
                self.table = (is_data && self.frames.is_empty()).then(Table::default);
            }
            return;
        }
        let Some(table) = &mut self.table else {
            // A table that only sets the page.
            return self.settle();
        };
        table.cell(&self.line.take(), !end && is(name, &["td", "th"]));
        match name {
            "tr" => table.row(),
            "table" => {
                let rows = std::mem::take(table);
                self.table = None;
                rows.written().iter().for_each(|block| self.write(&inline::begun(block)));
            }
            _ => {}
        }
    }

    /// Writes the line that was read.
    fn settle(&mut self) {
        if self.table.is_some() {
            return self.line.space();
        }
        let line = self.line.take();
        if line.is_empty() {
            return;
        }
        match self.block {
            Block::Heading(level) if self.frames.is_empty() => self.write(&format!("{} {line}", "#".repeat(level))),
            _ => self.write(&inline::begun(&line)),
        }
    }

    /// Writes lines where they stand: in quotations and items.
    fn write(&mut self, lines: &str) {
        if !self.out.is_empty() {
            self.out.push('\n');
        }
        let (mut first, mut rest) = (String::new(), String::new());
        let mut is_item = false;
        for frame in self.frames.iter_mut().take(DEEPEST) {
            match frame {
                Frame::Quote if is_item => {}
                Frame::Quote => {
                    first.push_str("> ");
                    rest.push_str("> ");
                }
                Frame::List(_) => {}
                Frame::Item { marker, width } => {
                    is_item = true;
                    let space = " ".repeat(*width);
                    first.push_str(marker.take().as_deref().unwrap_or(&space));
                    rest.push_str(&space);
                }
            }
        }
        for (index, line) in lines.split('\n').enumerate() {
            self.out.push_str(if index == 0 { &first } else { &rest });
            self.out.push_str(line);
            self.out.push('\n');
        }
    }
}

/// What begins a paragraph.
const PARAGRAPHS: &[&str] = &[
    "address",
    "article",
    "aside",
    "body",
    "center",
    "dd",
    "details",
    "dialog",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "header",
    "html",
    "main",
    "nav",
    "option",
    "p",
    "section",
    "summary",
    "title",
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::import::import;
    use crate::article::{Article, Format, Shape};
    use proptest::prelude::*;

    fn read(html: &str) -> Article {
        import(&markdown(html), Format::Markdown).0
    }

    #[test]
    fn html_is_the_markdown_that_a_person_would_write() {
        for (html, wanted) in [
            ("<p>Tea &amp; <b>buns </b>daily</p>two", "Tea \\& **buns** daily\n\ntwo\n"),
            ("<h2>Ports <i>now</i></h2>x", "## Ports *now*\n\nx\n"),
            ("one<br>two<br/><br>three", "one  \ntwo\n\nthree\n"),
            ("<ul><li>a<li><p>b</p><p>c</p><ol start=3><li>d</ol></ul>", "- a\n\n- b\n\n  c\n\n  3. d\n"),
            ("<blockquote><p>We left.<p>All.</blockquote>x", "> We left.\n\n> All.\n\nx\n"),
            ("<a href='https://q.example/a(b)'> the  map</a>.", "[the map](https://q.example/a%28b%29).\n"),
            ("<a href='https://q.example'><img src=x></a><a href='#x'>top</a>", "top\n"),
            ("<b>T</b>he <i>a</i><i>b</i> un<i>real</i> <b><i>x</i></b>, y", "The ab unreal ***x***, y\n"),
            ("<pre>a\n  *b*&lt;</pre>", "```\na\n  *b*<\n```\n"),
            ("<code>a*b</code> <code>`</code>", "`a*b` \\`\n"),
            ("<code>a<br>> b</code><br>c", "a  \n\\> b  \nc\n"),
            ("<a href='https://q.example'>b<code>]:c</a>", "[b\\]:c](https://q.example)\n"),
            ("<a href='https://q.example'>[b]</a><code>]:c", "[\\[b\\]](https://q.example)`]:c`\n"),
            ("# no<p>1. no<p>- no<p>+++", "\\# no\n\n1\\. no\n\n\\- no\n\n\\+++\n"),
            ("a<hr>b<script>c</script><!-- d -->", "a\n\n---\n\nb\n"),
            (
                "<table><tr><th>Port<th>Dead<tr><td><b>Bari</b><td>2|3<tr><td></td><td>4</table>",
                "| Port | Dead |\n| --- | --- |\n| **Bari** | 2\\|3 |\n|  | 4 |\n",
            ),
            ("<table><tr><td><a href=x><img></a></td><td>Two<tr><td></td><td>- 3</table>", "Two\n\n\\- 3\n"),
            ("<table><tr><td><p>One.<p>Two.<tr><td><ul><li>x</ul></table>", "One.\n\nTwo.\n\n- x\n"),
            ("", ""),
        ] {
            assert_eq!(markdown(html), wanted, "{html}");
        }
    }

    #[test]
    fn what_cannot_stand_inside_another_is_words_there() {
        for (html, wanted) in [
            ("<ul><li><blockquote>x<p>y</blockquote>z", "x\n\ny\n\nz"),
            (
                "<ul><li><h3>x</h3>y<li><table><tr><td>a<td>b</table><li><pre>c\n d</pre></ul>",
                "x\n\ny\n\na\n\nb\n\nc\n d",
            ),
            (
                "<blockquote>a<br>b<h2>c</h2><ul><li>x</ul><pre>d\ne</pre></blockquote>f",
                "a\nb\n\nc\n\n• x\n\nd\ne\n\nf",
            ),
        ] {
            assert_eq!(read(html).text, wanted, "{html}\n{}", markdown(html));
        }
    }

    #[test]
    fn what_is_set_reads_back_set() {
        let article = read(
            "<h2>Ports</h2><ul><li>Bari<ol><li>Quay</ol><li>Lissa</ul><blockquote>We left.</blockquote>\
             <p>See <a href='https://q.example/a_b'>the <b>map</b></a><br>now.</p><pre>x\n y</pre>\
             <table><tr><td>a<td>b<tr><td>c<td>d</table>",
        );
        let shape = |marker: &str, depth| Shape::Item { depth, marker: marker.to_owned() };
        let shapes: Vec<_> = article.paragraphs.iter().map(|paragraph| paragraph.shape.clone()).take(7).collect();
        assert_eq!(shapes.first(), Some(&Shape::Heading(2)));
        assert_eq!(shapes.get(1..4), Some(&[shape("•", 0), shape("1.", 1), shape("•", 0)][..]));
        assert_eq!(shapes.get(4..), Some(&[Shape::Quote(1), Shape::Plain, Shape::Code][..]));
        assert_eq!(article.links, ["https://q.example/a_b"]);
        assert_eq!(
            article.text,
            "Ports\n\nBari\n\nQuay\n\nLissa\n\nWe left.\n\nSee the map\nnow.\n\nx\n y\n\na | b\nc | d"
        );
    }

    fn html() -> impl Strategy<Value = String> {
        let tags = [
            "<p>",
            "</p>",
            "<b>",
            "</b>",
            "<i>",
            "</i>",
            "<ul>",
            "<li>",
            "</ul>",
            "<ol>",
            "</ol>",
            "<blockquote>",
            "</blockquote>",
            "<a href='https://q.example/'>",
            "</a>",
            "<br>",
            "<h3>",
            "</h3>",
            "<code>",
            "</code>",
            "<div>",
            "</div>",
            "<s>",
            "</s>",
            "<hr>",
            " ",
        ];
        let words = "[a-zé0-9.,()#*_~`|+=:!^$&\\[\\]\\\\>-]{1,5}";
        let piece = prop_oneof![prop::sample::select(tags.to_vec()).prop_map(str::to_owned), words];
        prop::collection::vec(piece, 0..30).prop_map(|pieces| pieces.concat())
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(1_000))]
        #[test]
        fn no_word_is_lost_and_none_is_made_up(html in html()) {
            let letters = |text: &str| text.chars().filter(|c| c.is_alphabetic()).collect::<String>();
            let seen = Pieces::new(&html).filter_map(|piece| match piece {
                Piece::Text(text) => Some(decoded(text)),
                _ => None,
            });
            let seen: String = seen.collect();
            prop_assert_eq!(letters(&read(&html).text), letters(&seen), "{}", markdown(&html));
        }
    }
}
