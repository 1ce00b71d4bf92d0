//! Whole pages as they are pasted from a browser, and what of them is the story.

use super::super::import::outline;
use super::super::{Article, Format, ParagraphKind};

/// A page: its name, its paragraphs, its title, its authors, its date, and the paragraphs that are the story.
struct Page {
    name: &'static str,
    paragraphs: &'static [&'static str],
    title: Option<&'static str>,
    authors: &'static [&'static str],
    date: Option<&'static str>,
    story: &'static [&'static str],
}

const FIRST: &str = "The harbour board of Oldtown voted on Friday to close the fish market until the spring.";
const SECOND: &str = "Ana Melo, who leads the board, said the roof would not bear another winter of snow.";
const LAST: &str = "Nobody answered.";

#[rustfmt::skip]
const PAGES: &[Page] = &[
    Page {
        name: "navigation above, ways to share, offers and links below, a paragraph each",
        paragraphs: &[
            "Skip to content", "Menu", "Search", "Log in", "Home › News › Oldtown", "News",
            "Board Shuts Fish Market Until Spring", "Board Shuts Fish Market Until Spring", "Ivo Brandt",
            "Fri 3 May 2024 09.30 BST", "Share on Facebook", "Tweet", "Email this to a friend", "41 comments", "3 min read",
            "The market on Friday. Photograph: Eva Lind/The Oldtown Post", FIRST, "Copy link", "Facebook", "X", SECOND,
            "Sign up to Harbour Notes", "What the port talks about, once a week", "Enter your email", "Sign up", LAST,
            "Related stories", "Why do roofs fall in?", "A short history of herring", "Comments (41)",
            "Ivo Brandt can be reached at ibrandt@post.example.", "© 2024 The Oldtown Post. All rights reserved.",
            "Terms · Privacy policy", "Back to top",
        ],
        title: Some("Board Shuts Fish Market Until Spring"), authors: &["Ivo Brandt"], date: Some("2024-05-03T09:30:00+01:00"),
        story: &[FIRST, SECOND, LAST],
    },
    Page {
        name: "the same in blocks of lines, behind a wall of consent",
        paragraphs: &[
            "Your privacy choices\nWe and our partners use cookies on your device to show you ads.\nYou may accept or reject.",
            "Accept all\nReject all", "Menu\nSearch\nSubscribe", "Fish market to stay shut until spring",
            "By Ivo Brandt and Eva Lind\nMay 3, 2024", "Share\nTweet\nEmail", "The roof of the market.\nPhoto: Eva Lind", FIRST,
            SECOND, "More on this story\nWhat herring costs\nWho owns the quay", "Most read\nA bridge too old",
        ],
        title: Some("Fish market to stay shut until spring"), authors: &["Ivo Brandt", "Eva Lind"], date: Some("2024-05-03"),
        story: &[FIRST, SECOND],
    },
    Page {
        name: "the browser's title first, with the house",
        paragraphs: &["Fish market to stay shut until spring | The Oldtown Post", "Fish market to stay shut until spring", FIRST],
        title: Some("Fish market to stay shut until spring"), authors: &[], date: None, story: &[FIRST],
    },
    Page {
        name: "the headline again after the byline, in capitals",
        paragraphs: &["Fish Market Shuts", "By Ivo Brandt", "FISH MARKET SHUTS", FIRST, SECOND],
        title: Some("Fish Market Shuts"), authors: &["Ivo Brandt"], date: None, story: &[FIRST, SECOND],
    },
    Page {
        name: "a page's name that no list has, above a signed headline",
        paragraphs: &["Harbour Matters", "Fish market to stay shut until the spring", "By Ivo Brandt", FIRST],
        title: Some("Fish market to stay shut until the spring"), authors: &["Ivo Brandt"], date: None, story: &[FIRST],
    },
    Page {
        name: "a wall of consent above a story without a headline",
        paragraphs: &["This site uses cookies. By continuing you agree to our terms.", "Got it", FIRST, SECOND],
        title: None, authors: &[], date: None, story: &[FIRST, SECOND],
    },
    Page {
        name: "a headline that ends in a short form, with its byline on the next line",
        paragraphs: &["Board Takes the Roof to the C.F.A.\nBy Ivo Brandt\nMay 3, 2024", FIRST, SECOND,
            "A version of this article appears in print on May 4, 2024, on Page 3.", "Follow Ivo Brandt on X: @ibrandt."],
        title: Some("Board Takes the Roof to the C.F.A."), authors: &["Ivo Brandt"], date: Some("2024-05-03"),
        story: &[FIRST, SECOND],
    },
    Page {
        name: "a first sentence that ends in a short form, and a paragraph that goes on",
        paragraphs: &["The board of Oldtown has its seat in Marland, D.C.", "It closed the market on Friday, and the roof.", LAST],
        title: None, authors: &[], date: None,
        story: &["The board of Oldtown has its seat in Marland, D.C.", "It closed the market on Friday, and the roof.", LAST],
    },
    Page {
        name: "a story of newsletters, cookies and networks keeps its sentences",
        paragraphs: &[
            FIRST, "Sign up for a newsletter and you give your address away, the board warns.",
            "Follow the board on Twitter and you learn little of the port.",
            "We accept cookies from everybody, and our lives are in them.",
            "“Share this story,” she wrote on Facebook.", "This story is not over, Melo said.",
        ],
        title: None, authors: &[], date: None,
        story: &[
            FIRST, "Sign up for a newsletter and you give your address away, the board warns.",
            "Follow the board on Twitter and you learn little of the port.",
            "We accept cookies from everybody, and our lives are in them.",
            "“Share this story,” she wrote on Facebook.", "This story is not over, Melo said.",
        ],
    },
    Page {
        name: "a reporter of whom the story tells is no note on its author",
        paragraphs: &["Fish Market Shuts", "By Ivo Brandt", FIRST, SECOND, "Eva Lind is a reporter who covers the port."],
        title: Some("Fish Market Shuts"), authors: &["Ivo Brandt"], date: None,
        story: &[FIRST, SECOND, "Eva Lind is a reporter who covers the port."],
    },
    Page {
        name: "a note on the author is none of the story",
        paragraphs: &["Fish Market Shuts", "By Ivo Brandt", FIRST, SECOND, "Ivo Brandt is a reporter who covers the port."],
        title: Some("Fish Market Shuts"), authors: &["Ivo Brandt"], date: None, story: &[FIRST, SECOND],
    },
];

fn story(article: &Article) -> Vec<&str> {
    let body = |index: &usize| article.paragraphs.get(*index).is_some_and(|p| p.kind == ParagraphKind::Body);
    (0..article.paragraphs.len()).filter(body).map(|index| article.paragraph_text(index)).collect()
}

#[test]
fn of_a_pasted_page_the_story_alone_is_compared() {
    for page in PAGES {
        let (article, _) = outline(&page.paragraphs.join("\n\n"), Format::Plain);
        let (name, meta) = (page.name, &article.meta);
        assert_eq!(meta.title.as_deref(), page.title, "{name}");
        assert_eq!(meta.authors, page.authors, "{name}");
        assert_eq!(meta.published.map(|when| when.to_string()).as_deref(), page.date, "{name}");
        assert_eq!(story(&article), page.story, "{name}");
        let titles = article.paragraphs.iter().filter(|p| p.kind == ParagraphKind::Title).count();
        assert_eq!(titles, usize::from(page.title.is_some()), "{name}");
    }
}
