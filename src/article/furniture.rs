//! What in a pasted text is not the story.
//!
//! Conservative on purpose: hiding a sentence of the story costs the reader more than leaving a caption in it. Title,
//! standfirst, bylines and dates are looked for above the first paragraph of prose, copyright and topics below the
//! last one, and only what is unmistakable by itself (embeds, captions, advertisements) anywhere.

mod copyright;
mod head;
mod lead;
mod notes;
#[cfg(test)]
mod pages;
mod patterns;
mod phrases;
mod runs;
mod site;
mod title;

use super::{Article, InlineStyle, ParagraphKind, Shape, dates};
use ParagraphKind::{Body, Boilerplate, Heading};

/// Longer paragraphs are no titles.
const LONGEST_TITLE: usize = 200;
/// Longer paragraphs are no standfirsts.
const LONGEST_STANDFIRST: usize = 400;
/// Longer paragraphs are no headings.
const LONGEST_HEADING: usize = 100;
/// Longer lines are no topics.
const LONGEST_TOPIC: usize = 60;
/// Longer questions are no links.
const LONGEST_LINK: usize = 100;

/// Gives every paragraph its kind and fills in what the front matter does not say.
pub(super) fn mark(article: &mut Article) {
    for index in 0..article.paragraphs.len() {
        if kind(article, index) == Some(Body)
            && let Some(kind) = anywhere(article, index)
        {
            set(article, index, kind);
        }
    }
    let body = head::mark(article);
    foot(article, body);
    runs::mark(article, body);
    headings(article, body);
    lead::mark(article, body);
}

fn set(article: &mut Article, index: usize, kind: ParagraphKind) {
    if let Some(paragraph) = article.paragraphs.get_mut(index) {
        paragraph.kind = kind;
    }
}

fn kind(article: &Article, index: usize) -> Option<ParagraphKind> {
    article.paragraphs.get(index).map(|paragraph| paragraph.kind)
}

/// Judges a paragraph by itself.
fn anywhere(article: &Article, index: usize) -> Option<ParagraphKind> {
    let paragraph = article.paragraphs.get(index)?;
    match paragraph.shape {
        Shape::Code | Shape::Table(_) => return None,
        Shape::Heading(_) => {
            let text = article.paragraph_text(index);
            return Some(if patterns::is_notice(text) { Boilerplate } else { Heading });
        }
        _ => {}
    }
    let whole_link = paragraph.inlines.first().is_some_and(|inline| {
        matches!(inline.style, InlineStyle::Link(_)) && inline.span == paragraph.span && !paragraph.span.is_empty()
    });
    patterns::anywhere(article.paragraph_text(index), whole_link)
}

/// Says whether a paragraph is written out in sentences.
fn is_prose(text: &str) -> bool {
    let words = text.split_whitespace().take(5).count();
    (words == 5 && ends_in_stop(text)) || text.len() > LONGEST_STANDFIRST
}

/// Says whether `text` ends as sentences end, behind quotation marks and brackets.
fn ends_in_stop(text: &str) -> bool {
    let inner = text.trim_end().trim_end_matches(['"', '\'', '”', '’', '»', ')', ']', '*']);
    inner.ends_with(['.', '!', '?', '…', ':', ';', ',', '。', '؟'])
}

/// Marks what stands below the last paragraph of the story; `body` is where the head ended.
fn foot(article: &mut Article, body: usize) {
    let count = article.paragraphs.len();
    let mut start = count;
    let mut topics = None;
    while start > body {
        let index = start - 1;
        let text = article.paragraph_text(index);
        let is_furniture = kind(article, index).is_some_and(ParagraphKind::is_furniture);
        if patterns::opens_topics(text) {
            topics = Some(index);
        } else if !(is_furniture || is_foot(article, index) || is_topic(text)) {
            break;
        }
        start = index;
    }
    for index in start..count {
        let text = article.paragraph_text(index);
        let is_listed = topics.is_some_and(|topics| index >= topics);
        let is_marked = kind(article, index).is_some_and(ParagraphKind::is_furniture);
        if article.meta.source.is_none()
            && let Some(holder) = copyright::holder(text)
        {
            article.meta.source = Some(holder);
        }
        if !is_marked && (is_listed || is_foot(article, index)) {
            set(article, index, Boilerplate);
        }
    }
}

/// Says whether a paragraph stands at the foot of articles only.
fn is_foot(article: &Article, index: usize) -> bool {
    let text = article.paragraph_text(index);
    patterns::is_foot(text) || notes::is_about(text.trim()).is_some_and(|who| is_of_house(article, index, who))
}

/// Says whether somebody told of at the foot is of the house: an author or, where none is known, nobody of the story.
fn is_of_house(article: &Article, index: usize, who: &str) -> bool {
    let authors = &article.meta.authors;
    if !authors.is_empty() {
        return authors.iter().any(|author| author.eq_ignore_ascii_case(who));
    }
    let surname = who.rsplit(' ').next().unwrap_or(who);
    !(0..index).any(|above| kind(article, above) == Some(Body) && article.paragraph_text(above).contains(surname))
}

/// Says whether `text` could be one of a list of topics or links.
fn is_topic(text: &str) -> bool {
    let asks = text.ends_with(['?', '!']) && text.split_whitespace().nth(2).is_some();
    text.len() <= LONGEST_TOPIC && !ends_in_stop(text) || text.len() <= LONGEST_LINK && asks
}

/// Marks the headings inside the story: short lines that are no sentences, with prose under them.
fn headings(article: &mut Article, body: usize) {
    for index in body..article.paragraphs.len() {
        if kind(article, index) == Some(Body) && is_heading(article, index) {
            set(article, index, Heading);
        }
    }
}

fn is_heading(article: &Article, index: usize) -> bool {
    let text = article.paragraph_text(index);
    let Some(paragraph) = article.paragraphs.get(index) else { return false };
    if paragraph.shape != Shape::Plain || text.len() > LONGEST_HEADING || text.contains('\n') || index == 0 {
        return false;
    }
    let bold = paragraph.inlines.first().is_some_and(|i| i.style == InlineStyle::Strong && i.span == paragraph.span);
    let first = text.chars().next();
    let is_line = first.is_some_and(|c| c.is_uppercase() || c.is_numeric())
        && (!ends_in_stop(text) || text.ends_with('?'))
        && text.split_whitespace().count() <= 12
        && (!text.ends_with('?') || text.split_whitespace().nth(2).is_some());
    let next = article.paragraphs.get(index + 1);
    let leads = next.is_some_and(|next| next.kind == Body && next.shape == Shape::Plain || next.kind.is_furniture())
        && (index + 1..article.paragraphs.len().min(index + 4))
            .find(|next| kind(article, *next) == Some(Body))
            .is_some_and(|next| is_prose(article.paragraph_text(next)));
    leads && (is_line || (bold && !text.ends_with('.')))
}

#[cfg(test)]
mod tests {
    use super::super::Format;
    use super::super::import::outline;
    use super::*;
    use ParagraphKind::{Byline, Caption, Credit, Dateline, Embed, Standfirst, Title};

    const PROSE: &str = "The council of Oldtown voted on Monday to close the old bridge over the river.";
    const MORE: &str = "Engineers had found a crack in one of its piers in January, the mayor said.";

    fn read(paragraphs: &[&str]) -> Article {
        outline(&paragraphs.join("\n\n"), Format::Plain).0
    }

    fn kinds(article: &Article) -> Vec<ParagraphKind> {
        article.paragraphs.iter().map(|paragraph| paragraph.kind).collect()
    }

    fn check(cases: &[(&str, ParagraphKind)]) -> Article {
        let article = read(&cases.iter().map(|(text, _)| *text).collect::<Vec<_>>());
        for (index, (text, kind)) in cases.iter().enumerate() {
            assert_eq!(article.paragraphs.get(index).map(|p| p.kind), Some(*kind), "{text}");
        }
        article
    }

    /// Checks paragraphs that stand between two of prose.
    fn check_inside(kind: ParagraphKind, texts: &[&str]) {
        for text in texts {
            let article = read(&[PROSE, text, MORE]);
            assert_eq!(kinds(&article), [Body, kind, Body], "{text}");
        }
    }

    #[test]
    fn a_glued_title_with_all_its_furniture_is_taken_apart() {
        let article = check(&[
            ("World affairs**Minister calls for talks on the bridge**", Title),
            ("Mayor announces a plan for three towns that leaves out Northshire and Westhaven", Standfirst),
            ("The mayor attends the opening in Oldtown on Saturday © Reuters", Caption),
            ("Zoë Ångström in Oldtown and **John Roe** in Westhaven", Byline),
            ("Published MARCH 7 2026", Dateline),
            (PROSE, Body),
            (MORE, Body),
            ("Additional reporting by Ann Poe in New Harbour", Boilerplate),
            ("[Copyright](#) The Harbour Times Limited 2026. All rights reserved.", Boilerplate),
            ("Follow the topics in this article", Boilerplate),
            ("World affairs", Boilerplate),
            ("Bridges & politics", Boilerplate),
            ("Zoë Ångström", Boilerplate),
        ]);
        let meta = &article.meta;
        assert_eq!(meta.title.as_deref(), Some("Minister calls for talks on the bridge"));
        assert_eq!(meta.section.as_deref(), Some("World affairs"));
        assert_eq!(meta.authors, ["Zoë Ångström", "John Roe"]);
        assert_eq!(meta.source.as_deref(), Some("The Harbour Times"));
        assert_eq!(meta.published.map(|when| when.to_string()).as_deref(), Some("2026-03-07"));
        assert_eq!(article.paragraphs.first().map(|p| p.lead.of(&article.text)), Some("World affairs"));
    }

    #[test]
    fn a_text_that_begins_with_prose_has_no_title() {
        let article = check(&[
            (PROSE, Body),
            ("“… It’s coming down,” she said, referring to the bridge.", Body),
            (
                "Introducing the new bridge, built to last. pic.twitter.com/aBc12 — The Town (@OldTown) March 7, 2026",
                Embed,
            ),
            (MORE, Body),
            ("Why isn’t Westhaven part of the plan?", Heading),
            (MORE, Body),
            ("Embed from Getty Images", Embed),
            (MORE, Body),
            ("With reports from Reuters and The Oldtown Post", Boilerplate),
        ]);
        assert_eq!(article.meta, super::super::Meta::default());
    }

    #[test]
    fn the_usual_heads_are_read() {
        let article = check(&[
            ("# Bridge closed", Title),
            ("By JANE DOE and JOHN ROE", Byline),
            ("Updated 3:14 PM ET, Tue March 3, 2026", Dateline),
            ("4 min read", Boilerplate),
            ("Share this article", Boilerplate),
            ("OLDTOWN (AP) — The council voted on Monday to close the bridge.", Body),
        ]);
        assert_eq!(article.meta.title.as_deref(), Some("Bridge closed"));
        assert_eq!(article.meta.authors, ["Jane Doe", "John Roe"]);
        assert_eq!(article.meta.published, None);
        assert_eq!(article.meta.updated.map(|when| when.to_string()).as_deref(), Some("2026-03-03T15:14:00"));
        assert_eq!(article.meta.source, None);
        assert_eq!(article.paragraphs.last().map(|p| p.lead.of(&article.text)), Some("OLDTOWN (AP) —"));

        let article = check(&[
            ("World", Boilerplate),
            ("Bridge closed after crack is found", Title),
            ("The old crossing will stay shut until the summer, the council says.", Standfirst),
            ("Jane Doe, BBC News, Cairo", Byline),
            ("7 March 2026 14:05 GMT", Dateline),
            ("Image source, Getty Images", Credit),
            ("Image caption, The bridge had stood for a hundred years", Caption),
            (PROSE, Body),
        ]);
        assert_eq!(article.meta.section.as_deref(), Some("World"));
        assert_eq!(article.meta.published.map(|when| when.to_string()).as_deref(), Some("2026-03-07T14:05:00Z"));

        let article =
            check(&[("Bridge closed", Title), ("Jane Doe", Byline), ("March 7, 2026", Dateline), (PROSE, Body)]);
        assert_eq!(article.meta.authors, ["Jane Doe"]);

        let article =
            check(&[("# Bridge closed", Title), ("By Jane Doe", Byline), ("By John Roe", Byline), (PROSE, Body)]);
        assert_eq!(article.meta.authors, ["Jane Doe", "John Roe"]);

        let block = "By Jane Doe\nStaff writer\nPublished: 7 Mar 2026";
        let article = check(&[("Bridge closed", Title), (block, Byline), (PROSE, Body)]);
        assert_eq!(article.meta.published.map(|when| when.short()).as_deref(), Some("7 Mar 2026"));
    }

    #[test]
    fn the_authors_of_the_front_matter_alone_on_a_line_are_the_byline() {
        let file = |line: &str| {
            format!(
                "+++\ntitle = \"Tide\"\nauthors = [\"Zoë Ångström\", \"John Roe\"]\n+++\n\n*Ships move through the canal again, and now begins the argument over whose fault it was*\n\n{line}\n\n\
                 Tue 30 Mar 2021\n\n{PROSE}\n"
            )
        };
        for (line, kind) in [
            ("Zoë Ångström and John Roe", Byline),
            ("zoë ångström, john roe", Byline),
            ("John Roe and others came", Body),
        ] {
            let (article, _) = crate::article::import::import(&file(line), crate::article::Format::Markdown);
            assert_eq!(kinds(&article).get(1), Some(&kind), "{line}");
            assert_eq!(article.meta.authors, ["Zoë Ångström", "John Roe"]);
        }
    }

    #[test]
    fn a_title_may_have_its_byline_on_the_next_line() {
        let article = read(&["Bridge closed after crack\nBy Jane Doe\nMarch 7, 2026", PROSE, MORE]);
        assert_eq!(kinds(&article), [Title, Byline, Dateline, Body, Body]);
        assert_eq!(article.meta.authors, ["Jane Doe"]);
    }

    #[test]
    fn a_single_short_line_is_no_title_without_prose_under_it() {
        for texts in [
            &["Only a line"][..],
            &["Apples", "Pears and plums", "Cherries"][..],
            &["Roses are red", "Violets are blue"][..],
        ] {
            let article = read(texts);
            assert_eq!(article.meta.title, None, "{texts:?}");
            assert!(kinds(&article).iter().all(|kind| !kind.is_furniture()), "{texts:?}");
        }
    }

    #[test]
    fn what_is_furniture_anywhere_is_marked() {
        check_inside(
            Embed,
            &[
                "View this post on Instagram",
                "A post shared by Ann Poe (@annpoe)",
                "https://t.co/aBc12",
                "Watch: The bridge falls",
                "So it ends. — Ann Poe (@annpoe) March 7, 2026",
            ],
        );
        check_inside(
            Caption,
            &[
                "The mayor at the bridge on Monday. (Photo by Ann Poe/Getty Images)",
                "The mayor at the bridge on Monday (AP Photo/Ann Poe)",
                "The bridge on Monday. Photograph: Ann Poe/AFP",
                "File photo: The bridge before it was closed.",
                "Photo: The mayor speaks to engineers at the bridge on Monday.",
                "![The bridge](bridge.jpg)",
                "The mayor at the bridge on Monday.CreditAnn Poe/The Oldtown Post",
            ],
        );
        check_inside(
            Credit,
            &[
                "Photo: Ann Poe/Reuters",
                "(Photo by Ann Poe)",
                "Getty Images",
                "File photo",
                "AP Photo/Ann Poe",
                "Ann Poe/AFP via Getty Images",
            ],
        );
        check_inside(
            Boilerplate,
            &[
                "Advertisement",
                "Read more: A bridge in trouble",
                "Related: What the engineers saw",
                "Sign up for our newsletter and never miss a bridge.",
                "Share this article",
                "Listen to this article",
            ],
        );
    }

    #[test]
    fn the_usual_feet_are_boilerplate() {
        for foot in [
            "Reporting by Jane Doe in Oldtown; editing by John Roe",
            "(Reporting by Jane Doe; Editing by John Roe)",
            "© 2026 The Oldtown Post. All rights reserved.",
            "This article was originally published by The Oldtown Post.",
            "Jane Doe in Cairo contributed to this report.",
            "Tags: bridges, rivers",
            "Last updated on",
        ] {
            let expected = if foot == "Last updated on" { Body } else { Boilerplate };
            assert_eq!(kinds(&read(&[PROSE, MORE, foot])), [Body, Body, expected], "{foot}");
        }
    }

    #[test]
    fn sentences_that_sound_like_furniture_stay_in_the_story() {
        let sentences = [
            "By Monday the river had risen.",
            "Published figures show that the bridge was safe in June.",
            "Copyright law was changed.",
            "Updated plans will be shown on Tuesday.",
            "Reporting by the committee is due in May.",
            "Photographs of the bridge show a crack.",
            "Watch the river, she said, and you will see.",
            "Read the report, he said.",
            "Share prices fell on Monday.",
            "She signed up to the newsletter of the town.",
            "Reuters said the bridge was safe.",
            "Subscribe to the idea or not, it is the law.",
            "“No.”",
            "Why?",
            "He wrote on X: “See https://a.example/x for more.”",
            "Related problems were found in two other bridges.",
        ];
        for text in sentences {
            assert_eq!(kinds(&read(&[PROSE, text, MORE])), [Body, Body, Body], "{text}");
            assert_eq!(kinds(&read(&[PROSE, MORE, text])), [Body, Body, Body], "{text}");
            assert_eq!(kinds(&read(&[text, PROSE, MORE])), [Body, Body, Body], "{text}");
        }
    }

    #[test]
    fn headings_stand_above_prose() {
        check(&[(PROSE, Body), ("**What comes next**", Heading), (MORE, Body), ("A last line", Body)]);
        check(&[(PROSE, Body), ("## What comes next", Heading), (MORE, Body), ("> Quoted line", Body), (MORE, Body)]);
    }

    #[test]
    fn a_title_from_the_front_matter_is_known_in_the_text() {
        let file = format!("+++\ntitle = \"The bridge’s end\"\n+++\nThe Bridge's End\n\n{PROSE}\n\n{MORE}");
        let (article, _) = outline(&file, Format::Plain);
        assert_eq!(kinds(&article), [Title, Body, Body]);
        assert_eq!(article.meta.title.as_deref(), Some("The bridge’s end"));
    }
}
