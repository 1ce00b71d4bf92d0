//! Laws of `robots.txt`: any file is an answer, the same for a path however it is escaped, and never longer than it may take.
#![no_main]

use diptych::newsroom::robots::Robots;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let (path, file) = bytes.split_at(bytes.len() / 4);
    let path = format!("/{}", String::from_utf8_lossy(path));
    let robots = Robots::read(file);
    assert_eq!(robots, Robots::read(file), "the same file is the same answer");
    assert!(robots.allows("/robots.txt"));
    let escaped: String = path
        .bytes()
        .map(|byte| if byte.is_ascii_alphabetic() { format!("%{byte:02x}") } else { char::from(byte).to_string() })
        .collect();
    if path.is_ascii() {
        assert_eq!(robots.allows(&path), robots.allows(&escaped), "{path:?} {escaped:?}");
    }
    if std::str::from_utf8(file).is_ok_and(|file| !file.to_lowercase().contains("llow")) {
        assert!(robots.allows(&path), "without a rule all is allowed");
    }
});
