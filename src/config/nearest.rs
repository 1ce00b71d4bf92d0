//! The nearest name to a misspelt one, and lists of names as people write them.

/// Words the hint for a name that does not exist: the nearest, then what is allowed where that is short.
pub(super) fn hint<'n>(what: &str, wrong: &str, names: impl IntoIterator<Item = &'n str>) -> String {
    let names: Vec<&str> = names.into_iter().collect();
    let meant = nearest(wrong, &names).map(|name| format!("did you mean `{name}`? "));
    let allowed = format!("{what}: {}", names.join(", "));
    match meant {
        Some(meant) if names.len() > 12 => meant.trim_end().to_owned(),
        meant => meant.unwrap_or_default() + &allowed,
    }
}

/// Returns the name that a slip of the fingers away from `wrong` is, if one is near enough.
pub(crate) fn nearest<'n>(wrong: &str, names: &[&'n str]) -> Option<&'n str> {
    let wrong = wrong.to_lowercase().replace('_', "-");
    let distance = |name: &&&str| strsim::damerau_levenshtein(&wrong, name);
    let name = names.iter().min_by_key(distance)?;
    (distance(&name) <= 1 + wrong.chars().count() / 4).then_some(*name)
}

#[cfg(test)]
mod tests {
    use super::*;

    const NAMES: &[&str] = &["page-down", "page-up", "toggle-read", "quit"];

    #[test]
    fn a_slip_finds_the_name() {
        assert_eq!(nearest("page-dwon", NAMES), Some("page-down"));
        assert_eq!(nearest("Toggle_Read", NAMES), Some("toggle-read"));
        assert_eq!(nearest("qit", NAMES), Some("quit"));
    }

    #[test]
    fn another_word_finds_nothing() {
        assert_eq!(nearest("bookmark", NAMES), None);
        assert_eq!(nearest("", &[]), None);
    }

    #[test]
    fn a_short_list_is_told_whole() {
        assert_eq!(
            hint("one of", "quti", NAMES.to_vec()),
            "did you mean `quit`? one of: page-down, page-up, toggle-read, quit"
        );
    }
}
