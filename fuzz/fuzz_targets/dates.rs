//! Laws of the dates of feeds: any text is a date or is none, and a date that is printed reads as the same.
#![no_main]

use diptych::article::When;
use diptych::newsroom::feed;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let text = String::from_utf8_lossy(bytes).replace(['<', '&', '\0'], " ");
    let rss =
        format!("<rss version='2.0'><channel><item><title>x</title><pubDate>{text}</pubDate></item></channel></rss>");
    let Ok(read) = feed::read(rss.as_bytes(), None, None) else { return };
    let Some(when) = read.entries.first().and_then(|entry| entry.published) else { return };
    if let Some(written) = when.to_toml() {
        assert_eq!(When::from_toml(&written), Some(when), "{text:?}");
    }
    assert!(when.date.year() >= -9999 && !when.short().is_empty());
    let _ = when.seconds();
});
