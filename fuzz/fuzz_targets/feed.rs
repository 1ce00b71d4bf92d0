//! Laws of feeds: any bytes are a feed or are none, and what a feed brings is safe to keep and to print.
#![no_main]

#[allow(dead_code, reason = "other targets ask for more")]
mod laws;

use std::collections::HashSet;

use diptych::article::Format;
use diptych::article::import::import;
use diptych::article::markdown::markdown;
use diptych::newsroom::discover;
use diptych::newsroom::feed::{self, listing::Listing, visible};
use libfuzzer_sys::fuzz_target;

const BASE: Option<&str> = Some("https://quay.example/news/feed.xml");

fuzz_target!(|bytes: &[u8]| {
    for found in discover::feeds(bytes, None, BASE) {
        assert!(found.url.starts_with("http://") || found.url.starts_with("https://"), "{found:?}");
    }
    let header = bytes.first().map(|byte| if byte % 2 == 0 { "text/xml" } else { "text/xml; charset=utf-8" });
    let Ok(feed) = feed::read(bytes, header, BASE) else { return };
    assert_eq!(feed::read(bytes, header, BASE).as_ref(), Ok(&feed), "the same bytes are the same feed");
    let kinds: HashSet<_> = feed.faults.iter().map(std::mem::discriminant).collect();
    assert_eq!(kinds.len(), feed.faults.len(), "each kind of fault is told once");
    for entry in &feed.entries {
        assert!(!entry.title.contains('\n') && entry.title.trim() == entry.title, "{:?}", entry.title);
        assert!(entry.authors.iter().chain(&entry.tags).all(|said| !said.trim().is_empty()));
        let addresses = entry.url.iter().chain(entry.enclosures.iter().map(|it| &it.url));
        for address in addresses {
            assert!(!address.is_empty() && !address.contains(char::is_control), "{address:?}");
        }
        for html in [&entry.summary, &entry.content] {
            let article = import(&markdown(html), Format::Markdown).0;
            laws::tiles(&article);
            assert!(visible(html).lines().all(|line| !line.trim().is_empty()));
        }
    }
    let listing = Listing::new(&feed);
    let json = listing.to_json();
    assert!(serde_json::from_str::<serde_json::Value>(&json).is_ok());
    for text in [json, listing.to_text()] {
        assert!(!text.contains(|c: char| c.is_control() && c != '\n'), "nothing printed acts on a terminal");
    }
});
