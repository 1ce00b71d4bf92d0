//! What is put right before XML is read, and what is put right in its words afterwards.

use std::borrow::Cow;

const CDATA: &str = "<![CDATA[";
const COMMENT: &str = "<!--";

/// Returns `text` with each `<` that begins no markup as a reference ("a < b" in a headline would swallow its end), and
/// without the beginnings of comments and marked words that are never ended, which would swallow all.
pub(super) fn repaired(text: &str) -> Cow<'_, str> {
    let mut out: Option<String> = None;
    let (mut words, mut comments) = (Ends::new("]]>"), Ends::new("-->"));
    let (mut kept, mut at) = (0, 0);
    while let Some(found) = text.get(at..).and_then(|rest| rest.find('<')) {
        let less = at + found;
        let rest = text.get(less..).unwrap_or("");
        let (mended, length) = if rest.starts_with(CDATA) {
            match words.after(text, less).filter(|end| !is_unended(text.get(less + CDATA.len()..*end))) {
                Some(end) => (None, end - less),
                None => (Some(""), CDATA.len()),
            }
        } else if rest.starts_with(COMMENT) {
            comments.after(text, less).map_or((Some(""), COMMENT.len()), |end| (None, end - less))
        } else {
            let begins =
                rest.chars().nth(1).is_some_and(|c| c.is_alphabetic() || matches!(c, '/' | '!' | '?' | '_' | ':'));
            ((!begins).then_some("&lt;"), 1)
        };
        at = less + length;
        if let Some(mended) = mended {
            let out = out.get_or_insert_with(|| String::with_capacity(text.len() + 64));
            out.push_str(text.get(kept..less).unwrap_or(""));
            out.push_str(mended);
            kept = at;
        }
    }
    match out {
        Some(out) => Cow::Owned(out + text.get(kept..).unwrap_or("")),
        None => Cow::Borrowed(text),
    }
}

/// Says whether marked words were to end before: others begin in them after an element ended.
fn is_unended(words: Option<&str>) -> bool {
    let inner = words.and_then(|words| words.split_once(CDATA));
    inner.is_some_and(|(before, _)| before.contains("</"))
}

/// Where an end stands next; each stretch of the text is searched once.
struct Ends {
    end: &'static str,
    /// The last that was found, and whether there may be more.
    next: Option<usize>,
}

impl Ends {
    const fn new(end: &'static str) -> Self {
        Self { end, next: Some(0) }
    }

    /// Returns where the first end after `from` ends.
    fn after(&mut self, text: &str, from: usize) -> Option<usize> {
        if self.next? <= from {
            let found = text.get(from..).and_then(|rest| rest.find(self.end));
            self.next = found.map(|at| from + at + self.end.len());
        }
        self.next
    }
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
            ("<a><![CDATA[x</a><a><!-- y</a>", "<a>x</a><a> y</a>"),
            ("<a><![CDATA[x</a><a><![CDATA[y]]></a>", "<a>x</a><a><![CDATA[y]]></a>"),
            ("<a><![CDATA[<![CDATA[<p>x</p>]]>]]></a>", "<a><![CDATA[<![CDATA[<p>x</p>]]>]]></a>"),
        ] {
            assert_eq!(repaired(written), wanted);
        }
    }

    #[test]
    fn words_encoded_twice_are_as_they_were_and_others_stay() {
        for (written, wanted) in [("cafÃ©", "café"), ("café", "café"), ("Ã© €", "Ã© €"), ("tea", "tea")] {
            assert_eq!(encoded_once(written.into()), wanted);
        }
    }
}
