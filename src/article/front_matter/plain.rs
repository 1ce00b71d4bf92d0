//! Front matter as nearly every file has it: `key = "text"`, `key = ["text", …]` or `key = date`, one a line, with known
//! keys and without escapes and comments.
//!
//! A second reader beside the one of TOML, because that takes a third of the time of loading an article. It understands
//! no more than it can be sure of and leaves everything else, flaws included, to the other; a property test holds both
//! together.

use super::super::{Meta, When};

/// Reads `toml`; nothing where it is not as plain as that.
pub(super) fn read(toml: &str) -> Option<Meta> {
    let mut meta = Meta::default();
    let mut seen = 0_u16;
    for line in toml.split('\n') {
        let line = trim(line);
        if line.is_empty() {
            continue;
        }
        let (key, value) = line.split_once('=')?;
        let bit = take(&mut meta, trim(key), trim(value))?;
        if seen & bit != 0 {
            return None;
        }
        seen |= bit;
    }
    Some(meta)
}

/// Takes the value of one key; returns the bit of the key.
fn take(meta: &mut Meta, key: &str, value: &str) -> Option<u16> {
    let (name, bit) = match key {
        "title" => (&mut meta.title, 1),
        "source" => (&mut meta.source, 1 << 1),
        "url" => (&mut meta.url, 1 << 2),
        "lang" => (&mut meta.lang, 1 << 3),
        "story" => (&mut meta.story, 1 << 4),
        "section" => (&mut meta.section, 1 << 5),
        _ => return take_other(meta, key, value),
    };
    let (text, rest) = text(value)?;
    *name = Some(text.trim()).filter(|text| !text.is_empty()).map(str::to_owned);
    rest.is_empty().then_some(bit)
}

/// Takes the value of a key that is not one text.
fn take_other(meta: &mut Meta, key: &str, value: &str) -> Option<u16> {
    let bit = match key {
        "authors" => 1 << 6,
        "tags" => 1 << 7,
        "published" => 1 << 8,
        "updated" => 1 << 9,
        _ => return None,
    };
    match key {
        "authors" => meta.authors = strings(value)?,
        "tags" => meta.tags = strings(value)?,
        "published" => meta.published = Some(when(value)?),
        _ => meta.updated = Some(when(value)?),
    }
    Some(bit)
}

/// Takes a string without escapes off the beginning of `value`.
fn text(value: &str) -> Option<(&str, &str)> {
    let (text, rest) = value.strip_prefix('"')?.split_once('"')?;
    let is_plain = text.bytes().all(|byte| byte != b'\\' && byte != 0x7F && (byte >= 0x20 || byte == b'\t'));
    is_plain.then(|| (text, trim(rest)))
}

fn strings(value: &str) -> Option<Vec<String>> {
    let mut rest = trim(value.strip_prefix('[')?);
    let mut strings = Vec::new();
    loop {
        if let Some(end) = rest.strip_prefix(']') {
            return end.is_empty().then_some(strings);
        }
        let (item, after) = text(rest)?;
        strings.extend(Some(item.trim()).filter(|item| !item.is_empty()).map(str::to_owned));
        rest = match after.strip_prefix(',') {
            Some(next) => trim(next),
            None if after.starts_with(']') => after,
            None => return None,
        };
    }
}

fn when(value: &str) -> Option<When> {
    let is_dated = value.bytes().take(4).all(|byte| byte.is_ascii_digit()) && value.as_bytes().get(4) == Some(&b'-');
    When::from_toml(&is_dated.then(|| value.parse().ok())??)
}

/// Takes away what TOML holds for white space.
fn trim(text: &str) -> &str {
    text.trim_matches([' ', '\t'])
}

#[cfg(test)]
mod tests {
    use super::super::Reader;
    use super::*;
    use proptest::prelude::*;

    fn by_the_parser(toml: &str) -> (Meta, usize) {
        let reader = Reader { file: toml, base: 0, meta: Meta::default(), flaws: Vec::new(), otherwise: Vec::new() };
        let (meta, flaws) = reader.read(toml);
        (meta, flaws.len())
    }

    #[test]
    fn the_usual_front_matter_is_read() {
        let toml = "title = \"A “bridge”\"\nsource=\"Tide\"\n\n  authors = [ \"Ann Poe\", \"Jan Roe\" , ]\ntags = []\n\
                    published = 2026-03-07T14:05:00+01:00\nupdated = 2026-03-08\nurl = \" \"\n";
        let meta = read(toml);
        assert_eq!(meta.as_ref().map(|meta| meta.authors.len()), Some(2));
        assert_eq!(meta.map(|meta| (meta, 0)), Some(by_the_parser(toml)));
    }

    #[test]
    fn what_is_not_as_plain_is_left_to_the_parser() {
        for toml in [
            "title = \"A \\\" mark\"",
            "title = \"\"\"long\"\"\"",
            "title = 'T'",
            "title = \"T\" # why",
            "title = \"T\"\ntitle = \"U\"",
            "words = 3",
            "tags = [\"a\" \"b\"]",
            "tags = [,]",
            "tags = [\"a\", 2]",
            "published = 2026-02-31",
            "published = 14:05:00",
            "[table]",
            "title",
            "\"title\" = \"T\"",
        ] {
            assert_eq!(read(toml), None, "{toml}");
        }
    }

    fn toml() -> impl Strategy<Value = String> {
        let key = "(title|source|url|lang|story|section|authors|tags|published|updated|words)";
        let value = prop_oneof![
            "\"[a-zé \\t“#=,\\]\\[]{0,8}\"",
            "\\[( ?\"[a-zé #]{0,4}\" ?,?){0,3} ?\\]",
            "20[0-9]{2}-[01][0-9]-[0-3][0-9]",
            "20[0-9]{2}-0[1-9]-1[0-9][Tt ][0-2][0-9]:[0-6][0-9](:[0-6][0-9](\\.[0-9]{1,3})?)?(Z|z|[+-][0-2][0-9]:[0-9]{2})?",
            "[0-9a-z\"'\\[\\], #\\\\.:+-]{0,12}",
        ];
        let line =
            (key, "[ \\t]{0,2}=[ \\t]{0,2}", value, "[ \\t]{0,2}").prop_map(|(k, e, v, s)| format!("{k}{e}{v}{s}\n"));
        prop::collection::vec(line, 0..5).prop_map(|lines| lines.concat())
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2_000))]
        #[test]
        fn what_is_plain_is_read_as_the_parser_reads_it(toml in toml()) {
            let plain = read(&toml).map(|meta| (meta, 0));
            let parsed = by_the_parser(&toml);
            prop_assert_eq!(plain.clone(), plain.map(|_| parsed));
        }
    }
}
