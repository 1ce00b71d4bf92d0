//! Laws of lists of feeds: what is written is read without a fault, the same each time, and holds no password.
#![no_main]

use diptych::newsroom::opml::{List, read, write};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let Ok(list) = read(bytes) else { return };
    let once = written(&list);
    let again = read(once.as_bytes()).expect("what is written is a list");
    assert_eq!(again.faults, [], "{once}");
    let twice = written(&again);
    let third = read(twice.as_bytes()).expect("what is written is a list");
    assert_eq!(third.subscriptions, again.subscriptions, "{once}\n{twice}");
});

fn written(list: &List) -> String {
    let text = write(&list.title, &list.subscriptions);
    assert!(!text.contains(|c: char| c < ' ' && c != '\n'));
    text
}
