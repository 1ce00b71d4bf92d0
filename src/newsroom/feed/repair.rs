//! What is put right before XML is read, and what is put right in its words afterwards.

use std::borrow::Cow;

/// Returns `text` with each `<` that begins no markup as a reference: "a < b" in a headline would swallow its end.
pub(super) fn without_bare_less(text: &str) -> Cow<'_, str> {
    let mut out: Option<String> = None;
    let (mut kept, mut at) = (0, 0);
    while let Some(found) = text.get(at..).and_then(|rest| rest.find('<')) {
        let less = at + found;
        let after = text.get(less + 1..).unwrap_or("");
        at = less + 1;
        if let Some(end) = passed(after) {
            at += end;
        } else if !after.starts_with(|c: char| c.is_alphabetic() || matches!(c, '/' | '!' | '?' | '_' | ':')) {
            let out = out.get_or_insert_with(|| String::with_capacity(text.len() + 64));
            out.push_str(text.get(kept..less).unwrap_or(""));
            out.push_str("&lt;");
            kept = at;
        }
    }
    match out {
        Some(out) => Cow::Owned(out + text.get(kept..).unwrap_or("")),
        None => Cow::Borrowed(text),
    }
}

/// Returns how much of a comment or of words as they are follows on a `<`; one that is never closed is passed by, as
/// what it holds is looked at again.
fn passed(after: &str) -> Option<usize> {
    let ends = [("![CDATA[", "]]>"), ("!--", "-->")];
    let (begin, end) = ends.into_iter().find(|(begin, _)| after.starts_with(begin))?;
    after.find(end).map_or(Some(begin.len()), |found| Some(found + end.len()))
}

/// Returns words that were UTF-8, were taken for Latin-1 and written as UTF-8 again, as they were before.
pub(super) fn encoded_once(text: Cow<'_, str>) -> Cow<'_, str> {
    if text.is_ascii() || text.chars().any(|c| c > '\u{ff}') {
        return text;
    }
    let bytes: Option<Vec<u8>> = text.chars().map(|c| u8::try_from(u32::from(c)).ok()).collect();
    match bytes.map(String::from_utf8) {
        Some(Ok(mended)) => Cow::Owned(mended),
        _ => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_less_that_begins_nothing_is_a_word() {
        for (written, wanted) in [
            ("<a>x < y <3 <</a>", "<a>x &lt; y &lt;3 &lt;</a>"),
            ("<a><![CDATA[x < y]]> <!-- < --> <</a><", "<a><![CDATA[x < y]]> <!-- < --> &lt;</a>&lt;"),
            ("<é:x/><_a/><?p?>", "<é:x/><_a/><?p?>"),
            ("<![CDATA[ < ", "<![CDATA[ &lt; "),
        ] {
            assert_eq!(without_bare_less(written), wanted);
        }
    }

    #[test]
    fn words_encoded_twice_are_as_they_were_and_others_stay() {
        for (written, wanted) in [("cafÃ©", "café"), ("café", "café"), ("Ã© €", "Ã© €"), ("tea", "tea")] {
            assert_eq!(encoded_once(written.into()), wanted);
        }
    }
}
