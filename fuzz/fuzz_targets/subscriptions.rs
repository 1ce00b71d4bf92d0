//! Laws of `feeds.toml`: a change by program changes what it should and no other letter, or nothing.
#![no_main]

use diptych::newsroom::subscriptions::{Subscription, Subscriptions, bare, public};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let (deed, text) = bytes.split_first().map_or((0, bytes), |(deed, text)| (*deed, text));
    let text = String::from_utf8_lossy(text);
    if let Some(url) = bare(&text) {
        assert_eq!(bare(&url).as_ref(), Some(&url), "an address is written in one way");
        assert_eq!(public(&url), url, "and holds no password");
    }
    let Ok(list) = Subscriptions::read(&text) else { return };
    let at = usize::from(deed >> 3);
    let mut changed = list.clone();
    let mut wanted = list.feeds().to_vec();
    let new = Subscription {
        url: "https://new.example/\"x\"".to_owned(),
        title: Some("a\nb".to_owned()),
        ..Subscription::default()
    };
    let done = match deed & 7 {
        0 => changed.add(std::slice::from_ref(&new)).map(|()| wanted.push(new)),
        1 => changed.remove(at).map(|_| drop(wanted.remove(at))),
        2 => changed.set_title(at, "T\"'").map(|()| wanted[at].title = Some("T\"'".to_owned())),
        3 => changed.set_paused(at, true).map(|()| wanted[at].paused = true),
        4 => changed.set_url(at, "u").map(|()| wanted[at].url = "u".to_owned()),
        _ => {
            let Some(block) = list.block_text(at).map(str::to_owned) else { return };
            let Some(feed) = list.feeds().get(at).cloned() else { return };
            changed.remove(at).and_then(|_| changed.add_text(&block)).map(|()| {
                wanted.remove(at);
                wanted.push(feed);
            })
        }
    };
    match done {
        Ok(()) => assert_eq!(changed.feeds(), wanted.as_slice(), "{text:?}"),
        Err(_) if deed & 7 < 5 => assert_eq!(changed, list, "{text:?}"),
        Err(_) => {}
    }
    assert_eq!(Subscriptions::read(changed.text()).as_ref(), Ok(&changed));
});
