//! Copyright lines, and the house that they name.

use super::super::byline::starts_with;

/// Agencies sell their copy: their copyright does not say who printed it.
const AGENCIES: [&str; 8] =
    ["Associated Press", "The Associated Press", "AP", "Reuters", "AFP", "Agence France-Presse", "EFE", "dpa"];

/// Says whether `text` is a notice of copyright, and not a sentence about it.
pub(super) fn is_notice(text: &str) -> bool {
    if text.len() > 300 {
        return false;
    }
    let rights = text.to_ascii_lowercase().contains("rights reserved");
    if rights
        && (text.contains(['©', '®'])
            || starts_with(text, "copyright")
            || starts_with(text, "all rights")
            || text.len() <= 120)
    {
        return true;
    }
    let Some(rest) = begin(text) else { return false };
    let first = rest.split_whitespace().next().unwrap_or("");
    starts_with(text, "©") && is_short(rest)
        || first.starts_with('©')
        || first.eq_ignore_ascii_case("(c)")
        || is_year(first)
}

fn is_short(text: &str) -> bool {
    text.split_whitespace().count() <= 20
}

/// Returns what follows the sign or the word.
fn begin(text: &str) -> Option<&str> {
    let text = text.trim_start();
    if let Some(rest) = text.strip_prefix('©') {
        return Some(rest);
    }
    ["copyright", "(c)"].iter().find(|word| starts_with(text, word)).and_then(|word| text.get(word.len()..))
}

fn is_year(word: &str) -> bool {
    let word = word.trim_matches([',', '.', ':']);
    word.split(['-', '–']).all(|year| year.len() == 4 && year.bytes().all(|byte| byte.is_ascii_digit()))
}

/// Returns the house that a copyright line names, without its legal form; none for an agency.
pub(super) fn holder(text: &str) -> Option<String> {
    if !is_notice(text) {
        return None;
    }
    let rest = begin(text)?;
    let line = rest.split(". ").next()?.split(" All ").next()?;
    let mut words: Vec<&str> = Vec::new();
    for word in line.split_whitespace() {
        let word = word.trim_matches([',', '.', ';', '|']);
        if word.is_empty() || is_year(word) || matches!(word, "©" | "(c)" | "(C)" | "by" | "-" | "–") {
            if words.is_empty() { continue } else { break }
        }
        words.push(word);
    }
    while words.last().is_some_and(|word| is_legal_form(word)) {
        words.pop();
    }
    let name = words.join(" ");
    let is_name = (1..=6).contains(&words.len())
        && words.iter().all(|word| {
            word.chars().next().is_some_and(char::is_uppercase) || matches!(*word, "of" | "the" | "and" | "&" | "de")
        });
    (is_name && !AGENCIES.contains(&name.as_str())).then_some(name)
}

fn is_legal_form(word: &str) -> bool {
    [
        "Limited",
        "Ltd",
        "Inc",
        "LLC",
        "PLC",
        "Plc",
        "plc",
        "Corp",
        "Corporation",
        "Company",
        "Co",
        "GmbH",
        "LP",
        "LLP",
        "S.A",
        "SA",
    ]
    .contains(&word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_holder_is_named_without_its_legal_form() {
        assert_eq!(
            holder("Copyright The Harbour Times Limited 2026. All rights reserved.").as_deref(),
            Some("The Harbour Times")
        );
        assert_eq!(holder("© 2026 The Example Post, Inc. All rights reserved").as_deref(), Some("The Example Post"));
        assert_eq!(holder("Copyright © 2026 Northshire Herald").as_deref(), Some("Northshire Herald"));
        assert_eq!(holder("Copyright 2026 The Associated Press. All rights reserved."), None);
        assert_eq!(holder("All rights reserved."), None);
    }

    #[test]
    fn sentences_about_copyright_are_no_notices() {
        for text in ["Copyright law was changed.", "Copyright has a long history in 1710.", "The rights were sold."] {
            assert!(!is_notice(text), "{text}");
        }
    }
}
