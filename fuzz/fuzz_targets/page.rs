//! Laws of web pages: any bytes are an article or are none, the same each time, safe to keep, and read again as they were.
#![no_main]

#[allow(dead_code, reason = "other targets ask for more")]
mod laws;

use diptych::article::Format;
use diptych::article::import::import;
use diptych::article::page::{Sent, read, read_sent};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let sent = Sent { url: "https://quay.example/news/1", content_type: None };
    let Ok(page) = read_sent(bytes, sent) else { return };
    assert_eq!(read_sent(bytes, sent).as_ref(), Ok(&page), "the same bytes are the same article");
    assert!(read(bytes).is_ok(), "also where nobody knows where it came from");
    assert!(!page.body.trim().is_empty());
    let mut once = page.left_out.clone();
    once.sort();
    once.dedup();
    assert_eq!(once.len(), page.left_out.len(), "what was left out is told once");
    let (article, flaws) = import(&page.to_markdown(), Format::Markdown);
    assert_eq!(flaws, [], "its head is whole");
    laws::tiles(&article);
    assert_eq!(article.meta.url, page.meta.url);
});
