//! Where links point.

/// The `(target "title")` after a link's text.
#[derive(Debug)]
pub(super) struct Target<'t> {
    pub url: &'t str,
    /// Bytes from the opening to after the closing parenthesis.
    pub length: usize,
}

/// Parentheses nested deeper than this end a target; it keeps failing searches short.
const MAX_PARENTHESES: usize = 4;

/// Reads the target at the beginning of `text`.
pub(super) fn read(text: &str) -> Option<Target<'_>> {
    let inner = text.strip_prefix('(')?.trim_start_matches([' ', '\n']);
    let (url, rest) = match inner.strip_prefix('<') {
        Some(pointed) => {
            let end =
                pointed.find(['>', '<', '\n']).filter(|end| pointed.get(*end..).is_some_and(|s| s.starts_with('>')))?;
            (pointed.get(..end)?, pointed.get(end + 1..)?)
        }
        None => {
            let end = bare_end(inner)?;
            (inner.get(..end)?, inner.get(end..)?)
        }
    };
    let rest = after_title(rest)?.strip_prefix(')')?;
    Some(Target { url, length: text.len() - rest.len() })
}

/// Reads the target, and a title, that are the rest of a line.
pub(in crate::article) fn of_line(text: &str) -> Option<&str> {
    let text = text.trim();
    let (url, rest) = match text.strip_prefix('<') {
        Some(pointed) => pointed.split_once('>')?,
        None => text.split_once([' ', '\t']).unwrap_or((text, "")),
    };
    (!url.is_empty() && after_title(rest).is_some_and(str::is_empty)).then_some(url)
}

/// Returns where a target without pointed brackets ends; its parentheses are balanced.
fn bare_end(text: &str) -> Option<usize> {
    let mut depth = 0_usize;
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b'(' => depth += 1,
            b')' if depth == 0 => return Some(at),
            b')' => depth -= 1,
            0..=b' ' => return (depth == 0).then_some(at),
            _ => {}
        }
        if depth > MAX_PARENTHESES {
            return None;
        }
    }
    None
}

/// Skips white space and a title in quotes.
fn after_title(text: &str) -> Option<&str> {
    let rest = text.trim_start_matches([' ', '\n']);
    let Some(quote) = rest.chars().next().filter(|quote| matches!(quote, '"' | '\'')) else { return Some(rest) };
    let title = rest.get(1..)?;
    let end = title.find(quote)?;
    Some(title.get(end + 1..)?.trim_start_matches([' ', '\n']))
}

/// Returns the length of the web address at the beginning of `text`, 0 where there is none.
pub(in crate::article) fn address(text: &str) -> usize {
    let Some(rest) = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://")) else { return 0 };
    let end = end(rest);
    if end == 0 { 0 } else { text.len() - rest.len() + end }
}

/// Returns the length of the address at the beginning of `text` that begins with `www.` and a host, 0 where there is none.
pub(super) fn www(text: &str) -> usize {
    let Some(rest) = text.strip_prefix("www.").filter(|rest| rest.starts_with(char::is_alphanumeric)) else { return 0 };
    let length = end(rest);
    let host = rest.get(..length).and_then(|rest| rest.split('/').next()).unwrap_or("");
    if host.trim_end_matches('.').contains('.') { text.len() - rest.len() + length } else { 0 }
}

/// Returns where an address ends that `rest` goes on with.
fn end(rest: &str) -> usize {
    let ends = |c: char| {
        c.is_whitespace() || c.is_control() || matches!(c, '<' | '>' | '"' | '“' | '”' | '`' | '[' | ']' | '…')
    };
    rest.find(ends).unwrap_or(rest.len())
}

/// Cuts what belongs to the sentence off the end of a bare address.
pub(super) fn without_stop(url: &str) -> &str {
    let url = url.trim_end_matches(['.', ',', ';', ':', '!', '?', '\'', '’', '*', '_']);
    match url.strip_suffix(')') {
        Some(open) if !open.contains('(') => open.trim_end_matches(['.', ',', ';', ':', '!', '?', '\'', '’']),
        _ => url,
    }
}
