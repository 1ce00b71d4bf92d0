//! What a site lets programs fetch by themselves: `robots.txt`, as RFC 9309 has it.
//!
//! It is asked for pages that are fetched because a feed names them, never for a feed or an address that the reader gave.

/// The name by which sites may address the program.
const OUR_NAME: &str = "diptych";

/// Bytes of a file that are read; the standard asks for 500 KB at least.
const MOST_BYTES: usize = 512 << 10;

/// What one site allows us.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Robots {
    /// Patterns of paths, and whether they are allowed.
    rules: Vec<(String, bool)>,
}

impl Robots {
    /// Reads a file; what is not understood says nothing.
    #[must_use]
    pub fn read(bytes: &[u8]) -> Self {
        let text = String::from_utf8_lossy(bytes.get(..bytes.len().min(MOST_BYTES)).unwrap_or(bytes));
        let (mut ours, mut everyones) = (None::<Vec<_>>, Vec::new());
        // A group begins with the names that it is for; names after its first rule begin the next.
        let (mut for_us, mut for_all, mut ruled) = (false, false, false);
        for line in text.trim_start_matches('\u{feff}').split(['\n', '\r']) {
            let line = line.split('#').next().unwrap_or("");
            let Some((key, value)) = line.split_once(':') else { continue };
            let (key, value) = (key.trim().to_ascii_lowercase(), value.trim());
            match key.as_str() {
                "user-agent" => {
                    if std::mem::take(&mut ruled) {
                        (for_us, for_all) = (false, false);
                    }
                    for_us |= is_our_name(value);
                    for_all |= value == "*";
                    if for_us {
                        ours.get_or_insert_default();
                    }
                }
                "allow" | "disallow" => {
                    ruled = true;
                    let rule = (normal(value), key == "allow");
                    if rule.0.is_empty() {
                        continue;
                    }
                    if for_us {
                        ours.get_or_insert_default().push(rule.clone());
                    }
                    if for_all {
                        everyones.push(rule);
                    }
                }
                _ => {}
            }
        }
        Self { rules: ours.unwrap_or(everyones) }
    }

    /// Returns what holds for a site whose file could not be had: nothing is forbidden where there is none (status 400 to
    /// 499), everything where the site has a fault.
    #[must_use]
    pub fn of_status(status: u16) -> Self {
        let rules = if (400..500).contains(&status) { Vec::new() } else { vec![("/".to_owned(), false)] };
        Self { rules }
    }

    /// Says whether a path with its query may be fetched: the longest rule that fits decides, and allowing goes before
    /// forbidding.
    #[must_use]
    pub fn allows(&self, path: &str) -> bool {
        let path = normal(path);
        if path == "/robots.txt" {
            return true;
        }
        let fitting = self.rules.iter().filter(|(pattern, _)| fits(pattern, &path));
        fitting.max_by_key(|(pattern, allowed)| (pattern.len(), *allowed)).is_none_or(|(_, allowed)| *allowed)
    }
}

/// Says whether a line names us: the name, without the version that may follow.
fn is_our_name(value: &str) -> bool {
    let name: String = value.chars().take_while(|c| c.is_ascii_alphabetic() || matches!(c, '-' | '_')).collect();
    name.eq_ignore_ascii_case(OUR_NAME)
}

/// Returns a path in the form in which two of them are compared: what need not be escaped is not, all else is.
fn normal(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    let mut bytes = path.bytes().peekable();
    let hex = |byte: u8| char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
    while let Some(byte) = bytes.next() {
        let mut rest = bytes.clone();
        let escaped = (byte == b'%').then(|| Some(hex(rest.next()?)? << 4 | hex(rest.next()?)?)).flatten();
        match escaped {
            Some(read) => {
                bytes = rest;
                if read.is_ascii_alphanumeric() || b"-._~".contains(&read) {
                    out.push(char::from(read));
                } else {
                    out.push_str(&format!("%{read:02X}"));
                }
            }
            None if byte.is_ascii_graphic() => out.push(char::from(byte)),
            None => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}

/// Says whether a path begins as a pattern does: `*` stands for anything, `$` at the end for the end.
fn fits(pattern: &str, path: &str) -> bool {
    let (pattern, to_the_end) = pattern.strip_suffix('$').map_or((pattern, false), |pattern| (pattern, true));
    let mut parts = pattern.split('*');
    let Some(mut rest) = path.strip_prefix(parts.next().unwrap_or("")) else { return false };
    let mut parts = parts.peekable();
    if parts.peek().is_none() {
        return !to_the_end || rest.is_empty();
    }
    while let Some(part) = parts.next() {
        if to_the_end && parts.peek().is_none() {
            return rest.ends_with(part);
        }
        // The first place is the best one: whatever fits after a later place fits after this.
        let Some(at) = rest.find(part) else { return false };
        let after = rest.get(at + part.len()..).unwrap_or("");
        rest = after;
    }
    true
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn allows(file: &str, path: &str) -> bool {
        Robots::read(file.as_bytes()).allows(path)
    }

    #[test]
    fn the_longest_rule_decides_and_allowing_goes_first() {
        let file = "User-agent: *\nDisallow: /news\nAllow: /news/free\nAllow: /tie\nDisallow: /tie\n";
        for (path, allowed) in [
            ("/", true),
            ("/news", false),
            ("/newspaper", false),
            ("/news/free/1", true),
            ("/NEWS", true),
            ("/tie", true),
            ("/robots.txt", true),
        ] {
            assert_eq!(allows(file, path), allowed, "{path}");
        }
        assert!(!allows("user-agent:*\ndisallow:/", "/x") && allows("User-agent: *\nDisallow:\n", "/x"));
    }

    #[test]
    fn our_own_group_goes_before_everyones() {
        let file = "User-agent: *\nDisallow: /\n\nUser-agent: other\nUser-agent: Diptych/2.0\nDisallow: /a # not\nAllow: /b\n\
                    User-agent: third\nDisallow: /c\nuser-agent: DIPTYCH\ndisallow: /d\n";
        for (path, allowed) in [("/", true), ("/a", false), ("/b", true), ("/c", true), ("/d", false)] {
            assert_eq!(allows(file, path), allowed, "{path}");
        }
        assert!(!allows("User-agent: diptych\n\nUser-agent: x\nDisallow: /", "/y"), "one group for both");
        assert!(allows("User-agent: diptychon\nDisallow: /", "/y"), "another program");
        assert!(allows("User-agent: diptych\nDisallow:\nUser-agent: *\nDisallow: /", "/y"));
    }

    #[test]
    fn stars_and_ends_are_signs() {
        for (pattern, path, hit) in [
            ("/*.pdf$", "/a/b.pdf", true),
            ("/*.pdf$", "/a/b.pdf?x", false),
            ("/*.pdf", "/a/b.pdf?x", true),
            ("/a*b*c", "/aXbYc", true),
            ("/a*b*c", "/acb", false),
            ("/a$", "/a", true),
            ("/a$", "/ab", false),
            ("*", "/", true),
            ("/*", "/x", true),
            ("/a*$", "/abc", true),
            ("/*a*a$", "/a", false),
            ("/caf%C3%A9", "/café", true),
            ("/caf\u{e9}", "/caf%c3%a9", true),
            ("/%61", "/a", true),
            ("/a%2Fb", "/a/b", false),
            ("/100%", "/100%", true),
        ] {
            let file = format!("User-agent: *\nDisallow: {pattern}\n");
            assert_eq!(!allows(&file, path), hit, "{pattern} {path}");
        }
        let many = format!("User-agent: *\nDisallow: /{}b\n", "*a".repeat(5000));
        assert!(allows(&many, &format!("/{}", "a".repeat(5000))));
    }

    proptest! {
        #[test]
        fn a_rule_holds_for_all_that_begins_with_it_and_any_file_is_answered(
            path in "/[a-z/?=é]{0,20}", more in "[a-z/]{0,5}", file in proptest::collection::vec(any::<u8>(), 0..200),
        ) {
            let rule = format!("User-agent: *\nDisallow: {path}\n");
            prop_assert!(!allows(&rule, &(path.clone() + &more)));
            prop_assert_eq!(normal(&normal(&path)), normal(&path));
            prop_assert!(Robots::read(&file).allows("/robots.txt"));
        }
    }

    #[test]
    fn no_file_forbids_nothing_and_a_fault_everything() {
        assert!(Robots::of_status(404).allows("/x") && Robots::of_status(403).allows("/x"));
        assert!(!Robots::of_status(500).allows("/x") && !Robots::of_status(0).allows("/x"));
        for junk in ["", "\u{feff}user-agent: *\r\ndisallow: /x\r\n", "<html>Disallow: /", ":::\n*: *\n"] {
            assert_eq!(allows(junk, "/x"), !junk.contains("/x"), "{junk:?}");
        }
        assert!(Robots::read(&[0xFF; 100_000]).allows("/x"));
    }
}
