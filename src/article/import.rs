//! From a file's decoded text to an [`Article`].

use super::blocks::Block;
use super::markup::{Sink, has_entities};
use super::{Article, Inline, Paragraph, ParagraphKind, Printed, Shape, blocks, front_matter, furniture};
use crate::text::{Span, segment};

pub use super::{Flaw, Format};

/// Reads a whole decoded file: front matter, paragraphs, furniture, sentences.
///
/// Takes time linear in the file and never fails: what cannot be understood is text.
#[must_use]
pub fn import(file: &str, format: Format) -> (Article, Vec<Flaw>) {
    let (mut article, flaws) = outline(file, format);
    for index in 0..article.paragraphs.len() {
        let sentences = sentences(&article, index);
        if let Some(paragraph) = article.paragraphs.get_mut(index) {
            paragraph.sentences = sentences;
        }
    }
    (article, flaws)
}

/// Reads a file as [`import`] does, but leaves the sentences out: enough for a list of articles, and quicker.
#[must_use]
pub fn outline(file: &str, format: Format) -> (Article, Vec<Flaw>) {
    let front = front_matter::read(file);
    let mut article = Article { meta: front.meta, ..Article::default() };
    let entities = format == Format::Plain && has_entities(front.body);
    let body = blocks::shown(front.body, format);
    let (blocks, definitions) = blocks::blocks(&body, format);
    let mut sink = Sink { entities, definitions, ..Sink::default() };
    sink.text.reserve(front.body.len());
    for block in blocks {
        article.paragraphs.extend(paragraph(block, format, &mut sink));
    }
    article.text = sink.text;
    article.links = sink.links;
    mark(&mut article);
    (article, front.flaws)
}

/// Marks furniture by the words that a reader sees.
fn mark(article: &mut Article) {
    let printed = Printed::new(article);
    if printed.is_raw() {
        return furniture::mark(article);
    }
    let mut marked = printed.article().clone();
    furniture::mark(&mut marked);
    let found: Vec<_> =
        marked.paragraphs.iter().map(|p| (p.kind, (!p.lead.is_empty()).then(|| printed.raw(p.lead)))).collect();
    article.meta = marked.meta;
    for (paragraph, (kind, lead)) in article.paragraphs.iter_mut().zip(found) {
        paragraph.kind = kind;
        paragraph.lead = lead.map_or(paragraph.lead, |lead| Span::new(paragraph.span.start, lead.end));
    }
}

/// Appends a block to the text; one of marks around nothing is none.
fn paragraph(mut block: Block<'_>, format: Format, sink: &mut Sink<'_>) -> Option<Paragraph> {
    let before = sink.text.len();
    if !sink.text.is_empty() {
        sink.text.push_str("\n\n");
    }
    let start = sink.text.len();
    let inlines = match &mut block.shape {
        Shape::Code => sink.push_code(&block.raw),
        Shape::Table(table) => sink.push_cells(&block.raw, table, format),
        _ => sink.push(&block.raw, format),
    };
    let span = Span::new(start, sink.text.len());
    if span.is_empty() {
        sink.text.truncate(before);
        return None;
    }
    let kind = if is_picture(&block.raw, span, &inlines) { ParagraphKind::Caption } else { ParagraphKind::Body };
    Some(Paragraph {
        kind,
        span,
        lead: Span::new(start, start),
        sentences: Vec::new(),
        shape: block.shape,
        inlines,
        keep_breaks: block.keep_breaks,
        rule_before: block.rule_before,
    })
}

/// Says whether a block is one `![…](…)` and nothing else.
fn is_picture(raw: &str, span: Span, inlines: &[Inline]) -> bool {
    (raw.starts_with("![") || raw.starts_with("[![")) && inlines.first().is_some_and(|inline| inline.span == span)
}

/// Segments the paragraph at `index` after its lead.
fn sentences(article: &Article, index: usize) -> Vec<Span> {
    let Some(paragraph) = article.paragraphs.get(index) else { return Vec::new() };
    if let Shape::Table(table) = &paragraph.shape {
        return table.row_spans().collect();
    }
    let start = paragraph.lead.end.max(paragraph.span.start);
    let rest = Span::new(start, paragraph.span.end).of(&article.text);
    segment::sentences(rest).into_iter().map(|span| span.shift(start)).collect()
}

#[cfg(test)]
mod tests {
    #![allow(
        clippy::unwrap_used,
        clippy::panic,
        clippy::print_stderr,
        reason = "tests fail loudly and say what they skip"
    )]
    use super::super::ParagraphKind::{
        self, Body, Boilerplate, Byline, Caption, Dateline, Embed, Heading, Standfirst, Title,
    };
    use super::*;
    use proptest::prelude::*;

    /// Reads one of the two articles of the acceptance, where they lie beside the project.
    fn real(name: &str) -> Option<Article> {
        let path = format!("{}/../shared/articles/{name}", env!("CARGO_MANIFEST_DIR"));
        let Ok(file) = std::fs::read_to_string(&path) else {
            eprintln!("skipped: no {path}");
            return None;
        };
        let (article, flaws) = import(&file, Format::Plain);
        assert_eq!(flaws, []);
        Some(article)
    }

    fn not_body(article: &Article) -> Vec<(usize, ParagraphKind)> {
        let kinds = article.paragraphs.iter().map(|paragraph| paragraph.kind).enumerate();
        kinds.filter(|(_, kind)| *kind != Body).collect()
    }

    #[test]
    fn the_article_without_a_title_gets_none() {
        let Some(article) = real("000_e701c81bf5fec89e.txt") else { return };
        assert_eq!(article.paragraphs.len(), 36);
        assert_eq!(not_body(&article), [(6, Embed), (15, Heading), (24, Embed), (35, Boilerplate)]);
        assert_eq!(article.meta, super::super::Meta::default());
        assert!(article.paragraphs.iter().all(|paragraph| paragraph.lead.is_empty()));
    }

    #[test]
    fn the_article_with_a_glued_title_is_taken_apart() {
        let Some(article) = real("001_85b545c8552b8390.txt") else { return };
        let expected = [(0, Title), (1, Standfirst), (2, Caption), (3, Byline), (4, Dateline)];
        let foot = 25..article.paragraphs.len();
        let expected: Vec<_> = expected.into_iter().chain(foot.map(|index| (index, Boilerplate))).collect();
        assert_eq!(article.paragraphs.len(), 33);
        assert_eq!(not_body(&article), expected);
        let meta = &article.meta;
        assert_eq!(meta.title.as_deref().map(str::len), Some(63));
        assert!(meta.title.as_ref().is_some_and(|title| article.paragraph_text(0).ends_with(title.as_str())));
        assert_eq!(meta.section.as_deref(), article.paragraphs.first().map(|p| p.lead.of(&article.text)));
        assert_eq!(meta.authors.iter().map(|name| name.chars().count()).collect::<Vec<_>>(), [12, 12]);
        assert!(meta.authors.iter().all(|name| article.paragraph_text(3).contains(name.as_str())));
        assert_eq!(meta.published.map(|when| when.to_string()).as_deref(), Some("2026-03-07"));
        assert_eq!(meta.source.as_deref(), Some("The Financial Times"));
        assert!(!article.text.contains(['*', '[']));
        assert_eq!(article.links.first().map(String::as_str), Some("#"));
    }

    #[test]
    fn several_character_references_in_plain_text_are_read_and_one_or_two_are_left() {
        let read = |text: &str| import(text, Format::Plain).0.text;
        let source = "&#8220;It is over,&rdquo; said M&uuml;ller. R&D costs &pound;5.";
        assert_eq!(read(source), "“It is over,” said Müller. R&D costs £5.");
        assert_eq!(
            read("Write &amp; for an ampersand, &lt; for less."),
            "Write &amp; for an ampersand, &lt; for less."
        );
    }

    #[test]
    fn words_parted_at_the_ends_of_wrapped_lines_are_whole() {
        let wrapped = "The wall at Port Lissa gave way on Monday night, and forty of the fam-\nilies that live beside the quay had to leave home for the well-known\nhall of the old co-operative until a letter came from the govern-\nment.";
        let text = import(wrapped, Format::Plain).0.text;
        assert!(text.contains("families") && text.contains("government."), "{text}");
    }

    #[test]
    fn a_quotation_of_backticks_is_one_over_paragraphs() {
        let file = "``We wait,'' said Ann Poe. ``Every night.\n\n``And we go on,'' she said, ``until it ends.''\n";
        for format in [Format::Plain, Format::Markdown] {
            let (article, _) = import(file, format);
            assert_eq!(
                article.text,
                "“We wait,” said Ann Poe. “Every night.\n\n“And we go on,” she said, “until it ends.”"
            );
            assert_eq!(broken(&article), None);
        }
    }

    #[test]
    fn links_with_labels_and_footnotes_are_resolved_wherever_they_are_defined() {
        let file = "The [quay][1] and [the Mole] gave way.[^a] Nobody [sic] knew [^b].\n\n[1]: https://a.example/q\n\
                    [the mole]: https://a.example/m \"A wall\"\n\n[^a]: So says the harbour.\n";
        for format in [Format::Plain, Format::Markdown] {
            let (article, _) = import(file, format);
            assert_eq!(
                article.text,
                "The quay and the Mole gave way.[a] Nobody [sic] knew [^b].\n\nSo says the harbour."
            );
            assert_eq!(article.links, ["https://a.example/q", "https://a.example/m"]);
            let marker = article.paragraphs.get(1).map(|p| p.shape.clone());
            assert_eq!(marker, Some(Shape::Item { depth: 0, marker: "[a]".to_owned() }));
            assert_eq!(article.sentence(0, 0), "The quay and the Mole gave way.[a]");
            assert_eq!(broken(&article), None);
        }
    }

    #[test]
    fn a_table_has_its_cells_where_their_words_are() {
        let file =
            "Before.\n\n| **Port** | Dead |\n|---|---:|\n| [Bari](https://b.example) | 2 |\n| | |\n|  | 3 |\n\nAfter.";
        for format in [Format::Plain, Format::Markdown] {
            let (article, _) = import(file, format);
            assert_eq!(article.text, "Before.\n\nPort | Dead\nBari | 2\n| 3\n\nAfter.");
            assert_eq!(broken(&article), None);
            let table = article.paragraphs.get(1).map(|paragraph| &paragraph.shape);
            let Some(Shape::Table(table)) = table else { panic!("no table: {article:?}") };
            let cells: Vec<Vec<&str>> =
                table.rows.iter().map(|row| row.iter().map(|cell| cell.of(&article.text)).collect()).collect();
            assert_eq!(cells, [["Port", "Dead"], ["Bari", "2"], ["", "3"]]);
        }
    }

    #[test]
    fn paragraphs_are_joined_by_one_blank_line() {
        let (article, _) = import("One *a*.\n\n\n\nTwo.\n\n# Three\n", Format::Plain);
        assert_eq!(article.text, "One a.\n\nTwo.\n\nThree");
        assert_eq!(article.sentence(1, 0), "Two.");
        assert_eq!(article.sentence(1, 1), "");
    }

    #[test]
    fn the_lead_is_not_part_of_the_first_sentence() {
        let (article, _) = import("OLDTOWN (AP) — The council met on Monday. It voted.\n", Format::Plain);
        assert_eq!(article.sentence(0, 0), "The council met on Monday.");
        assert_eq!(article.first_words(16), "The council met…");
        assert_eq!(article.story_words(), 7);
    }

    #[test]
    fn first_words_are_cut_at_a_word_and_fit() {
        let (article, _) = import("Eleven chars and more of them here.", Format::Plain);
        assert_eq!(article.first_words(12), "Eleven…");
        assert_eq!(article.first_words(13), "Eleven chars…");
        assert_eq!(article.first_words(3), "El…");
        assert_eq!(article.first_words(80), "Eleven chars and more of them here.");
        assert_eq!(Article::default().first_words(10), "");
    }

    #[test]
    fn front_matter_goes_before_the_text() {
        let file = "+++\ntitle = \"A bridge closes\"\nauthors = [\"Jane Doe\"]\n+++\n\nA bridge closes\n\nBy John Roe\n\n\
                    The bridge was closed on Monday morning.\n";
        let (article, flaws) = import(file, Format::Plain);
        assert_eq!(flaws, []);
        assert_eq!(not_body(&article), [(0, Title), (1, Byline)]);
        assert_eq!(article.meta.authors, ["Jane Doe"]);
        assert!(article.text.starts_with("A bridge closes\n\nBy John Roe"));
    }

    /// Says what is wrong with an article's spans, if anything.
    fn broken(article: &Article) -> Option<String> {
        let text = &article.text;
        let mut at = 0;
        for (index, paragraph) in article.paragraphs.iter().enumerate() {
            if index > 0 {
                if text.get(at..at + 2) != Some("\n\n") {
                    return Some(format!("no blank line before {index}"));
                }
                at += 2;
            }
            let span = paragraph.span;
            let inside = |inner: Span| {
                inner.start >= span.start && inner.end <= span.end && text.get(inner.start..inner.end).is_some()
            };
            let mut last = paragraph.lead.end;
            for sentence in &paragraph.sentences {
                if !inside(*sentence) || sentence.start < last || sentence.is_empty() {
                    return Some(format!("sentence {sentence:?} of {paragraph:?}"));
                }
                last = sentence.end;
            }
            let inlines_fit = paragraph.inlines.iter().all(|inline| inside(inline.span) && !inline.span.is_empty())
                && paragraph.inlines.is_sorted_by_key(|inline| inline.span.start);
            if span.start != at || !inside(span) || !inside(paragraph.lead) || !inlines_fit {
                return Some(format!("{paragraph:?} at {at}"));
            }
            at = span.end;
        }
        (at != text.len()).then(|| "text left over".to_owned())
    }

    fn pieces() -> impl Strategy<Value = String> {
        let piece = prop_oneof![
            "[a-zA-Z0-9 .,é“”—\u{301}\u{200b}ß世]{0,12}",
            prop::sample::select(vec![
                "\n",
                "\n\n",
                " ",
                "*",
                "**",
                "***",
                "_",
                "__",
                "`",
                "``",
                "[",
                "](",
                ")",
                "![",
                "\\",
                "<",
                ">",
                "# ",
                "> ",
                "- ",
                "1. ",
                "2. ",
                "* ",
                "---",
                "===",
                "```",
                "+++\n",
                "title = \"x\"\n",
                "published = 2026-02-31\n",
                "&amp;",
                "&#x1F600;",
                "https://a.example/",
                "By Jane Doe",
                "PARIS (AP) — ",
                "© 2026 ",
                "March 7, 2026",
                "(@a) ",
                "Topics",
                "Photo: ",
                "\t",
                "    ",
                "|",
                "| a | b |\n|---|--:|\n",
                "~~",
                "[^1]: ",
                "[^1]",
                "[a]: https://b.example\n",
                "<b>",
                "</b>",
                "é",
                "(",
                "World**Title**",
            ])
            .prop_map(str::to_owned),
        ];
        prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
    }

    proptest! {
        #[test]
        fn whatever_stands_in_a_file_its_spans_are_sound(file in pieces(), markdown in any::<bool>()) {
            let format = if markdown { Format::Markdown } else { Format::Plain };
            let (article, _) = import(&file, format);
            prop_assert_eq!(broken(&article), None);
            prop_assert!(!article.text.contains("\n\n\n") || article.paragraphs.iter().any(|p| p.keep_breaks));
        }

        #[test]
        fn text_without_marks_comes_out_as_it_went_in(words in prop::collection::vec("[a-zA-Zé]{1,9}", 1..30)) {
            let file = words.join(" ");
            let (article, _) = import(&file, Format::Plain);
            prop_assert_eq!(article.text, file);
        }

        #[test]
        fn any_front_matter_leaves_the_text_readable(toml in "[a-z =\"\\[\\]0-9\n'#.-]{0,80}") {
            let file = format!("+++\n{toml}\n+++\nThe text.\n");
            let (article, _) = import(&file, Format::Plain);
            prop_assert_eq!(article.text, "The text.");
        }
    }

    #[test]
    fn the_end_of_a_line_inside_code_is_not_the_end_of_its_paragraph() {
        for file in [
            "<b>A\n</b>\n\nB",
            "<b>\nA</b>\n\n<i>\n B \n</i>",
            "**<b>A \n</b>**\n\nB",
            "<b>\n</b>\n\nB",
            "``A\n``\n\nB",
            "``\nA``\n\nB",
            "a ``\n\nB",
            "``A\nB``\n\nC",
        ] {
            let (article, _) = import(file, Format::Markdown);
            assert_eq!(broken(&article), None, "{file:?}");
            assert!(!article.text.contains("\n\n\n") && !article.text.starts_with('\n'), "{file:?}");
        }
    }

    #[test]
    fn hostile_shapes_are_read_and_their_spans_are_sound() {
        // Quadratic time would take minutes; `benches/growth.rs` says how it grows.
        for unit in [
            "[",
            "](",
            "*a",
            "a*",
            "**a",
            "`",
            "`a``",
            ">",
            "> ",
            "- ",
            "_a_ ",
            "![",
            "[a](b",
            "<h",
            "\\",
            "&",
            "https://",
            "***",
            "~~",
            "<b>",
            "``a",
            "``a''",
            "|-",
            "a|b\n-|-\n",
            "[a]: b\n",
            "[^a]: b\n",
            "[^a]",
            "a\n",
            "<!-- a -->",
            "<div>",
            "1. a\n",
            "#",
            "— (@",
        ] {
            for size in [60_000, 400_000] {
                let file = unit.repeat(size / unit.len());
                for format in [Format::Plain, Format::Markdown] {
                    let (article, _) = outline(&file, format);
                    assert_eq!(broken(&article), None, "{unit}");
                }
            }
        }
    }
}
