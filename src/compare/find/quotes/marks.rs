//! Where the quotation marks of one paragraph open and close.
//!
//! Newspapers mix typographic and straight marks, nest them, print an apostrophe with the mark that closes a quotation,
//! and forget marks. One walk with a stack decides mark by mark from its neighbours and from what is open; what stays
//! open is reported as such, for only the next paragraph tells whether it goes on there.

use std::collections::VecDeque;

use crate::text::Span;

mod walk;

use walk::Walk;

/// A quoted stretch of a paragraph; offsets are bytes of the paragraph.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Piece {
    /// From the opening mark's first byte to past the closing mark; to where the text ends without one.
    pub outer: Span,
    /// The words between the marks, without white space at the ends.
    pub inner: Span,
    /// How many quotations it stands in.
    pub depth: usize,
    /// Whether its closing mark was found.
    pub closed: bool,
    /// Which kind of mark opened it.
    pub family: Family,
}

/// Marks that close each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Family {
    /// `“ ” „ "`
    Double,
    /// `‘ ’ ‚ '`
    Single,
    /// `« »`
    Angle,
    /// `‹ ›`
    SmallAngle,
    /// `「 」`
    Corner,
    /// `『 』`
    WhiteCorner,
}

/// A mark and what its neighbours let it be.
#[derive(Clone, Copy, Debug)]
struct Mark {
    span: Span,
    family: Family,
    sign: char,
    opens: bool,
    closes: bool,
    /// It follows a stop or comma, or a stop follows it: no apostrophe does.
    sure_close: bool,
}

/// Returns the quoted stretches of `text`, by start, the outer before the inner.
pub(super) fn pieces(text: &str) -> Vec<Piece> {
    let marks = marks(text);
    let mut walk = Walk::new(text);
    let balance = balance(&marks);
    for (mark, after) in marks.iter().zip(balance) {
        walk.take(*mark, after);
    }
    let mut pieces = walk.finish();
    pieces.retain(|p| p.inner.of(text).contains(char::is_alphanumeric));
    pieces.sort_by_key(|p| (p.outer.start, std::cmp::Reverse(p.outer.end)));
    set_depths(&mut pieces);
    pieces
}

/// Returns the family of the mark that `text` begins with, where that mark may open a quotation.
pub(super) fn opening(text: &str) -> Option<Family> {
    let first = text.trim_start().chars().next()?;
    if matches!(first, '’' | '”' | '»' | '›') { None } else { family(first) }
}

fn family(sign: char) -> Option<Family> {
    Some(match sign {
        '“' | '”' | '„' | '‟' | '"' | '〝' | '〞' | '＂' => Family::Double,
        '‘' | '’' | '‚' | '‛' | '\'' => Family::Single,
        '«' | '»' => Family::Angle,
        '‹' | '›' => Family::SmallAngle,
        '「' | '」' => Family::Corner,
        '『' | '』' => Family::WhiteCorner,
        _ => return None,
    })
}

fn marks(text: &str) -> Vec<Mark> {
    let mut marks = Vec::new();
    let mut before: Option<char> = None;
    let mut chars = text.char_indices().peekable();
    while let Some((at, sign)) = chars.next() {
        let after = chars.peek().map(|&(_, c)| c);
        if let Some(family) = family(sign) {
            let rest = text.get(at + sign.len_utf8()..).unwrap_or("");
            let span = Span::new(at, at + sign.len_utf8());
            marks.extend(mark(family, sign, span, [before, after], rest));
        }
        before = Some(sign);
    }
    leave_plurals(text, &mut marks);
    marks
}

/// Takes the apostrophe of "the players’ money" for what it is where a single mark that surely closes comes next.
fn leave_plurals(text: &str, marks: &mut [Mark]) {
    let mut closes_next = false;
    for mark in marks.iter_mut().rev().filter(|m| m.family == Family::Single) {
        let plural = text.get(..mark.span.start).is_some_and(|t| t.ends_with('s'));
        if closes_next && plural && !mark.sure_close && !mark.opens {
            mark.closes = false;
            continue;
        }
        closes_next = mark.closes && mark.sure_close;
    }
}

/// Says what a mark may be from the characters around it, or that it is none.
fn mark(family: Family, sign: char, span: Span, [before, after]: [Option<char>; 2], rest: &str) -> Option<Mark> {
    let letter_before = before.is_some_and(char::is_alphanumeric);
    let letter_after = after.is_some_and(char::is_alphanumeric);
    if family == Family::Single && letter_before && letter_after {
        return None;
    }
    let at_start = before.is_none_or(|c| c.is_whitespace() || "([{—–-…/*_:,".contains(c) || is_opener(c));
    let at_end = after.is_none_or(|c| !c.is_alphanumeric());
    let tight = after.is_some_and(|c| !c.is_whitespace());
    let closes_here = at_end && before.is_some_and(|c| !c.is_whitespace());
    let (opens, closes) = match sign {
        '„' | '‟' | '‚' | '‛' | '「' | '『' | '〝' => (true, false),
        '」' | '』' | '〞' => (false, true),
        '“' => (true, closes_here),
        '”' => (at_start && letter_after, true),
        '«' | '»' | '‹' | '›' => (true, true),
        '‘' => (!letter_before && tight && !drops_letters(rest), closes_here),
        '’' => (at_start && letter_after && !drops_letters(rest) && starts_capital(rest), closes_here),
        '\'' => (at_start && tight && !drops_letters(rest), closes_here),
        _ => (at_start && tight, closes_here || !at_start),
    };
    let sure_close =
        closes_here && (before.is_some_and(|c| ".,!?…".contains(c)) || after.is_some_and(|c| ".,;:!?".contains(c)));
    (opens || closes).then_some(Mark { span, family, sign, opens, closes, sure_close })
}

const fn is_opener(c: char) -> bool {
    matches!(c, '“' | '‘' | '„' | '‚' | '«' | '‹' | '"' | '\'' | '「' | '『')
}

fn starts_capital(rest: &str) -> bool {
    rest.starts_with(char::is_uppercase)
}

/// Says whether a word follows that an apostrophe begins: 'em, 'til, '90s.
fn drops_letters(rest: &str) -> bool {
    let word: String = rest.chars().take_while(|c| c.is_alphanumeric()).take(8).collect::<String>().to_lowercase();
    let years = word.ends_with('s') && word.len() == 3 && word.starts_with(|c: char| c.is_ascii_digit());
    let year = word.len() == 2 && word.bytes().all(|b| b.is_ascii_digit());
    years || year || matches!(word.as_str(), "em" | "til" | "tis" | "twas" | "cause" | "bout" | "round" | "n" | "cuz")
}

/// Closing marks less opening ones from each double mark on, marks that close a double one by mistake included: at
/// least two where both a quotation that opens there and the one around it still find their ends.
fn balance(marks: &[Mark]) -> VecDeque<i64> {
    let mut after = VecDeque::with_capacity(marks.len());
    let (mut double, mut single) = (0_i64, 0_i64);
    for mark in marks.iter().rev() {
        after.push_front(double + single.max(0));
        match mark.family {
            Family::Double if mark.sign == '"' => double += if mark.opens { -1 } else { 1 },
            Family::Double => double += if mark.sign == '”' { 1 } else { -1 },
            Family::Single if mark.opens => single -= 1,
            Family::Single if mark.sure_close => single += 1,
            _ => {}
        }
    }
    after
}

/// Counts for each piece, sorted by start, those around it.
fn set_depths(pieces: &mut [Piece]) {
    let mut around: Vec<usize> = Vec::new();
    for piece in pieces {
        while around.last().is_some_and(|&end| end <= piece.outer.start) {
            around.pop();
        }
        piece.depth = around.len();
        around.push(piece.outer.end);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Quoted stretches of a paragraph, `>` before each level of depth, `~` before one without an end.
    fn read(text: &str) -> Vec<String> {
        let show =
            |p: &Piece| format!("{}{}{}", ">".repeat(p.depth), if p.closed { "" } else { "~" }, p.inner.of(text));
        pieces(text).iter().map(show).collect()
    }

    #[test]
    fn marks_of_every_kind_open_and_close() {
        for (text, want) in [
            ("She said “we won.”", vec!["we won."]),
            ("She said \"we won\", twice.", vec!["we won"]),
            ("He called it 'a good day', then left.", vec!["a good day"]),
            ("He called it ‘a good day’.", vec!["a good day"]),
            ("Er sagte: „Wir sind da“ und ging.", vec!["Wir sind da"]),
            ("Il a dit « c’est fini » hier.", vec!["c’est fini"]),
            ("Sie sagte »ja« und «nein».", vec!["ja", "nein"]),
            ("彼は「行く」と言った。", vec!["行く"]),
            ("Han sade ”hej” och gick.", vec!["hej"]),
            ("(\"Quite so\"), \"she said\"—\"then\" left", vec!["Quite so", "she said", "then"]),
            ("“One,” he said, “two.”", vec!["One,", "two."]),
        ] {
            assert_eq!(read(text), want, "{text}");
        }
    }

    #[test]
    fn apostrophes_are_no_quotations() {
        for text in [
            "It isn’t Trump's; the workers’ rights and the players' union.",
            "Rock 'n' roll of the '90s: give 'em hell 'til it's done.",
            "Rock ’n’ roll of the ’90s, so tell ’em.",
            "He is 6'2\" tall and James' dog's.",
            "O'Brien, d’Artagnan and the boys’ and girls’ choirs",
        ] {
            assert!(read(text).is_empty(), "{text} {:?}", read(text));
        }
        assert_eq!(read("‘It’s the players’ money,’ he said."), ["It’s the players’ money,"]);
        assert_eq!(read("'It isn't over,' he said."), ["It isn't over,"]);
    }

    #[test]
    fn quotations_stand_in_quotations() {
        let text = "“He told me, ‘Sell the boats,’ and I did,” she said.";
        assert_eq!(read(text), ["He told me, ‘Sell the boats,’ and I did,", ">Sell the boats,"]);
        let text = "'He told me, \"Sell the boats,\" and I did,' she said.";
        assert_eq!(read(text), ["He told me, \"Sell the boats,\" and I did,", ">Sell the boats,"]);
        let text = "“‘Never,’ he told me.”";
        assert_eq!(read(text), ["‘Never,’ he told me.", ">Never,"]);
        let text = "she said: “And she says: ’Mother, look. They lost.’ And I said, ’Child, they did.’ So.”";
        assert_eq!(read(text)[1..], [">Mother, look. They lost.", ">Child, they did."]);
    }

    #[test]
    fn a_mark_of_the_wrong_kind_closes_inside_a_quotation() {
        let text = "“… I asked, ‘May I help?’ [He said:] “Never, never, captain.’ Then we sailed,” she said.";
        assert_eq!(
            read(text),
            [
                "… I asked, ‘May I help?’ [He said:] “Never, never, captain.’ Then we sailed,",
                ">May I help?",
                ">Never, never, captain."
            ]
        );
        assert_eq!(read("he has said \"never, never, captain'.\""), ["never, never, captain'."]);
    }

    #[test]
    fn a_missing_mark_spoils_only_its_own_quotation() {
        assert_eq!(read("“We sailed, he said. “We came back.”"), ["~We sailed, he said.", "We came back."]);
        assert_eq!(read("We sailed,” he said. “We came back.”"), ["We came back."]);
        assert_eq!(read("He said “we sailed"), ["~we sailed"]);
        assert_eq!(read("She said \"stay and \"go\" twice."), ["~stay and", "go"]);
        assert_eq!(read("“” and \"\" and “ ”"), Vec::<String>::new());
    }

    #[test]
    fn thousands_of_marks_take_linear_time() {
        for piece in ["“", "”", "\"", "‘", "’", "'", "“a ", "a” ", "\"a ", "‘a ", "« ", "“‘", "a.’ “"]
        {
            pieces(&piece.repeat(200_000 / piece.len()));
        }
    }

    proptest! {
        #[test]
        fn pieces_lie_on_boundaries_and_nest(text in "([a-zA-Zé日]{1,3}|[ .,:]|[“”„\"‘’'«»「」]){0,60}") {
            let found = pieces(&text);
            for p in &found {
                prop_assert!(text.get(p.inner.start..p.inner.end).is_some_and(|t| t.trim() == t && !t.is_empty()));
                prop_assert!(p.outer.start < p.inner.start && p.inner.end <= p.outer.end);
            }
            for (i, a) in found.iter().enumerate() {
                for b in found.iter().skip(i + 1) {
                    prop_assert!(b.outer.start >= a.outer.end || b.outer.end <= a.outer.end, "{:?} {:?}", a, b);
                }
            }
        }

        #[test]
        fn any_text_has_its_pieces(text in any::<String>()) {
            prop_assert!(pieces(&text).iter().all(|p| text.get(p.outer.start..p.outer.end).is_some()));
        }
    }
}
