//! Laws of front matter: whatever stands between the fences, the text below is whole, and mistakes have a place.
#![no_main]

mod laws;

use diptych::article::Article;
use diptych::article::import::{Format, import};
use libfuzzer_sys::fuzz_target;

/// The text below the fences; of letters alone, so that nothing about the article is read from it.
const BODY: &str = "words below the fences";

fuzz_target!(|bytes: &[u8]| {
    let inside = String::from_utf8_lossy(bytes).replace('\r', "");
    if inside.lines().any(|line| line.trim_end() == "+++") {
        return;
    }
    let file = format!("+++\n{inside}\n+++\n\n{BODY}\n");
    let (article, flaws) = import(&file, Format::Plain);
    laws::tiles(&article);
    laws::flaws_lie_in(&file, &flaws);
    assert_eq!(article.text, BODY, "the text below the fences is whole");
    says_something(&article);
    let (again, same) = import(&file, Format::Markdown);
    assert_eq!((again.meta.title, same), (article.meta.title, flaws), "front matter has one reading");
    // Never closed, all of it is text, and the reader is told.
    let (open, told) = import(&format!("+++\n{inside}"), Format::Plain);
    laws::tiles(&open);
    assert!(!told.is_empty());
});

/// What front matter says is trimmed and not empty; a date reads as it is written.
fn says_something(article: &Article) {
    let meta = &article.meta;
    let strings = [&meta.title, &meta.source, &meta.url, &meta.lang, &meta.story, &meta.section];
    let lists = meta.authors.iter().chain(&meta.tags);
    for said in strings.into_iter().flatten().chain(lists) {
        assert!(!said.is_empty() && said.trim() == said, "{said:?}");
    }
    for when in [meta.published, meta.updated].into_iter().flatten() {
        assert_eq!(diptych::article::When::from_text(&when.to_string()), Some(when), "{when}");
    }
}
