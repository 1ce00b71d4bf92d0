//! Numbers that JSON allows and no number type holds (`1e400`, twenty digits), carried through as text.
//!
//! While a file is changed, such a number stands as a string that begins with a mark found nowhere else in the file.

/// Finds a character that `text` does not contain, as it is or escaped.
pub(super) fn mark(text: &str) -> String {
    let escaped = text.contains("\\u").then(|| text.to_lowercase()).unwrap_or_default();
    let unused = |c: &char| !text.contains(*c) && !escaped.contains(&format!("\\u{:04x}", u32::from(*c)));
    ('\u{e000}'..='\u{f8ff}').find(unused).map(String::from).unwrap_or_default()
}

/// Makes strings, beginning with `mark`, of the numbers in a JSON text that would not come out as they went in.
pub(super) fn quoted(text: &str, mark: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(|c: char| c == '"' || c == '-' || c.is_ascii_digit()) {
        let (before, token) = rest.split_at(at);
        let (token, after) = token.split_at(length(token));
        out.push_str(before);
        if token.starts_with('"') || is_plain(token) {
            out.push_str(token);
        } else {
            out.extend(["\"", mark, token, "\""]);
        }
        rest = after;
    }
    out.push_str(rest);
    out
}

/// Makes numbers again of the strings that begin with `mark`.
pub(super) fn bare(json: &str, mark: &str) -> String {
    if mark.is_empty() || !json.contains(mark) {
        return json.to_owned();
    }
    let mut out = String::with_capacity(json.len());
    let mut rest = json;
    while let Some((before, after)) = rest.split_once(&format!("\"{mark}")) {
        let (number, after) = after.split_once('"').unwrap_or((after, ""));
        out.extend([before, number]);
        rest = after;
    }
    out.push_str(rest);
    out
}

/// Returns the length in bytes of the string or number that `text` begins with.
fn length(text: &str) -> usize {
    if !text.starts_with('"') {
        return text.find(|c: char| !matches!(c, '0'..='9' | '-' | '+' | '.' | 'e' | 'E')).unwrap_or(text.len());
    }
    let mut escaped = false;
    let end = text.char_indices().skip(1).find(|(_, c)| {
        let end = *c == '"' && !escaped;
        escaped = *c == '\\' && !escaped;
        end
    });
    end.map_or(text.len(), |(at, quote)| at + quote.len_utf8())
}

/// Says whether a number is written as it was read. What is no number at all is left to the parser to refuse.
fn is_plain(token: &str) -> bool {
    match serde_json::from_str::<serde_json::Value>(token) {
        Ok(value) => value.to_string() == token,
        Err(error) => !error.to_string().starts_with("number out of range"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_numbers_that_would_change_become_strings() {
        let text = r#"{"a": 1e400, "1e400": "-1.50 \" 2e9", "b": [-7, 0.5, 12345678901234567890123, 1.50, 1E5, -0]}"#;
        let marked = quoted(text, "#");
        assert_eq!(
            marked,
            r##"{"a": "#1e400", "1e400": "-1.50 \" 2e9", "b": [-7, 0.5, "#12345678901234567890123", "#1.50", "#1E5", "#-0"]}"##
        );
        assert_eq!(bare(&marked, "#"), text);
    }

    #[test]
    fn what_is_no_json_is_left_to_the_parser() {
        for text in ["\"open", "{\"a\": 1-2}", "{\"a\": .5}", "-", "\"\\", "", "é7"] {
            assert_eq!(quoted(text, "#"), text);
        }
    }

    #[test]
    fn a_mark_is_not_in_the_text_in_any_spelling() {
        assert_eq!(mark("plain"), "\u{e000}");
        assert_eq!(mark("\u{e000} \\uE001"), "\u{e002}");
    }
}
