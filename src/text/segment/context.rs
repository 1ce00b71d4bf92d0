//! One stop and what stands around it: does it end the sentence?

use super::super::cells::class::is_unseen;
use super::words_of_news::{
    Abbreviation, abbreviation, follows_hour, is_given, is_of_place, is_place, is_speech, is_starter,
};
use crate::language::english::is_common;

/// Bytes looked at before a stop and after it; longer words are no abbreviations.
const LOOK: usize = 64;

/// Characters of a footnote's number or letter.
const LONGEST_NOTE: usize = 3;

/// A run of stops with the marks that close it: `.”`, `?!`, `. . .`, `。」`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Stop {
    /// Where the first stop stands.
    pub start: usize,
    /// Where the closing marks end.
    pub end: usize,
    /// Whether it is an ellipsis and nothing more.
    elision: bool,
    /// Whether it is a single full stop, which an abbreviation may own.
    single: bool,
    /// Whether a question or exclamation mark is in it.
    loud: bool,
    /// Whether a stop of a script without spaces is in it.
    wide: bool,
    /// Whether a mark closes it.
    closed: bool,
}

const fn is_wide_stop(c: char) -> bool {
    matches!(c, '。' | '！' | '？' | '｡' | '．' | '︒' | '﹒' | '﹖' | '﹗' | '।' | '॥' | '။')
}

const fn is_stop(c: char) -> bool {
    matches!(c, '.' | '!' | '?' | '…' | '‼' | '⁇' | '⁈' | '⁉' | '؟' | '۔' | '։' | '።' | '፧' | '៕' | '។' | '‽')
        || is_wide_stop(c)
}

/// Right after a stop, the low opening marks of German and the outward ones of Danish close.
const fn is_closing(c: char) -> bool {
    matches!(
        c,
        '“' | '‘'
            | '«'
            | '"'
            | '\''
            | '”'
            | '’'
            | '»'
            | '›'
            | ')'
            | ']'
            | '}'
            | '*'
            | '_'
            | '）'
            | '］'
            | '｝'
            | '」'
            | '』'
            | '】'
            | '》'
            | '〉'
            | '〕'
            | '｣'
    )
}

const fn is_opening(c: char) -> bool {
    matches!(c, '"' | '\'' | '“' | '‘' | '„' | '«' | '‹' | '(' | '[' | '{' | '¿' | '¡' | '—' | '–' | '-' | '*' | '_')
}

impl Stop {
    /// Finds the next stop at or after `from`.
    pub(super) fn find(text: &str, from: usize) -> Option<Self> {
        let rest = text.get(from..)?;
        let start = from + rest.find(is_stop)?;
        let mut stop =
            Self { start, end: start, elision: false, single: false, loud: false, wide: false, closed: false };
        let dots = stop.take_stops(text);
        stop.single = dots == 1 && !stop.loud && !stop.wide;
        stop.elision = !stop.single && !stop.loud && !stop.wide && dots != 4;
        stop.take_closers(text);
        Some(stop)
    }

    /// Takes the run of stops, spaced ones too, and returns its full stops: an ellipsis counts three.
    fn take_stops(&mut self, text: &str) -> usize {
        let mut dots = 0;
        let mut chars = text.get(self.start..).unwrap_or("").char_indices().peekable();
        while let Some((at, c)) = chars.next() {
            if is_stop(c) {
                dots += match c {
                    '.' => 1,
                    '…' => 3,
                    _ => 0,
                };
                self.loud |= !matches!(c, '.' | '…') && !is_wide_stop(c);
                self.wide |= is_wide_stop(c);
                self.end = self.start + at + c.len_utf8();
            } else if !(c.is_whitespace() && chars.peek().is_some_and(|&(next, c)| self.goes_on(text, next, c))) {
                break;
            }
        }
        dots
    }

    /// Says whether the stop `c` after a single space still belongs to the run: `. . .` and `over. …` do.
    fn goes_on(&self, text: &str, at: usize, c: char) -> bool {
        let rest = text.get(self.start + at..).unwrap_or("");
        match c {
            '…' => true,
            '.' => !rest.get(1..).is_some_and(|after| after.starts_with(|c: char| c.is_alphanumeric())),
            _ => false,
        }
    }

    fn take_closers(&mut self, text: &str) {
        let rest = text.get(self.end..).unwrap_or("");
        let closers = rest.len() - rest.trim_start_matches(|c| is_closing(c) || is_stop(c) || is_unseen(c)).len();
        self.closed = rest.starts_with(is_closing);
        self.loud |= rest.get(..closers).is_some_and(|closers| closers.contains(['!', '?']));
        self.end += closers;
        self.take_notes(text);
        self.take_spaced_closer(text);
    }

    /// Takes the numbers of footnotes right behind the stop: `fell.[1][a] He`.
    fn take_notes(&mut self, text: &str) {
        let mut at = self.end;
        while let Some(inner) = text.get(at..).and_then(|rest| rest.strip_prefix('[')) {
            let label = inner.bytes().take(LONGEST_NOTE + 1).take_while(u8::is_ascii_alphanumeric).count();
            if label == 0 || inner.as_bytes().get(label) != Some(&b']') {
                return;
            }
            at += label + 2;
            if text.get(at..).is_some_and(|rest| rest.starts_with(char::is_whitespace) || rest.is_empty()) {
                self.end = at;
            }
        }
    }

    /// Takes a closing mark that stands apart, as French sets it: `fini. »`.
    fn take_spaced_closer(&mut self, text: &str) {
        let rest = text.get(self.end..).unwrap_or("");
        let mut chars = rest.chars();
        let apart = chars.next().is_some_and(char::is_whitespace) && matches!(chars.next(), Some('»' | '”'));
        if apart && !chars.as_str().starts_with(char::is_alphanumeric) {
            self.end += rest.len() - chars.as_str().len();
            self.closed = true;
        }
    }
}

/// Says whether a dash between spaces leads on in small letters: `(D-N.Y.) — for giving away …`.
fn goes_on_behind_dash(after: &str) -> bool {
    let behind = after.trim_start_matches(['—', '–', '―', '-']);
    let spaced = behind.len() < after.len() && behind.starts_with(char::is_whitespace);
    spaced && behind.trim_start().starts_with(char::is_lowercase)
}

/// Says whether `stop`, which has words after it, ends the sentence of `text` that began at `start`.
pub(super) fn ends_sentence(text: &str, start: usize, stop: Stop) -> bool {
    let rest = text.get(stop.end..).unwrap_or("");
    let after = rest.trim_start();
    if after.len() == rest.len() {
        return ends_glued(text, stop, rest);
    }
    if !stop.loud && goes_on_behind_dash(after) {
        return false;
    }
    let ahead = Ahead::read(after);
    let word = word_before(text, start, stop.start);
    if word.is_empty() && stop.elision {
        // An elision at the beginning of a sentence or a quotation: `… [if] …`.
        return false;
    }
    if stop.single && !stop.closed && word == text.get(start..stop.start).unwrap_or("") && is_ordinal(word) {
        return false;
    }
    match ahead.case {
        Case::Lower => stop.single && ahead.quoted && ahead.bracketed && abbreviation(word).is_none(),
        Case::None => !binds_number(word, stop, &ahead),
        Case::Upper if stop.elision => stop.closed || ahead.starts,
        Case::Upper if stop.single && !stop.closed => {
            let head = text.get(start..stop.start).unwrap_or("");
            if is_middle_initial(head, word, &ahead) {
                return false;
            }
            ends_after(word, &ahead) || ends_address(head, word, &ahead) || ends_country(head, word, &ahead)
        }
        Case::Upper if stop.loud && stop.closed => !is_attribution(after),
        Case::Upper => word != "Yahoo" || ahead.starts,
    }
}

/// Decides where no white space follows: a stop of a script without spaces, or two sentences glued in pasting.
fn ends_glued(text: &str, stop: Stop, rest: &str) -> bool {
    if stop.wide {
        let quoted_within = stop.closed && rest.starts_with(['と', 'っ']);
        return !quoted_within && !rest.starts_with(['、', '，', ',']);
    }
    let mut next = rest.chars();
    let capitalised = next.next().is_some_and(char::is_uppercase) && next.next().is_some_and(char::is_lowercase);
    let head = tail_window(text.get(..stop.start).unwrap_or(""));
    let token = head.rsplit(char::is_whitespace).next().unwrap_or("");
    let plain = token.chars().count() > 1 && !token.contains(['/', '@', '.', ':', '_', '=']);
    capitalised && plain && head.ends_with(char::is_lowercase) && !stop.elision && token != "Yahoo"
}

/// Says whether an elision or an abbreviation keeps the number that follows.
fn binds_number(word: &str, stop: Stop, ahead: &Ahead<'_>) -> bool {
    ahead.digit && !stop.closed && (stop.elision || (stop.single && abbreviation(word).is_some()))
}

/// Decides after a single full stop that no mark closes, before a capital letter.
fn ends_after(word: &str, ahead: &Ahead<'_>) -> bool {
    match abbreviation(word) {
        None | Some(Abbreviation::Numbering) => true,
        Some(Abbreviation::Bound) => false,
        Some(Abbreviation::Loose) => ahead.starts,
        Some(Abbreviation::Hour) => !follows_hour(ahead.word),
    }
}

/// Says whether `head` ends in a given name and the initial "I": "Joseph I. Lieberman".
fn is_middle_initial(head: &str, word: &str, ahead: &Ahead<'_>) -> bool {
    let before = head.strip_suffix(word).unwrap_or("").trim_end();
    let given = before.rsplit(|c: char| c.is_whitespace() || is_opening(c)).next().unwrap_or("");
    word == "I" && !ahead.starts && !ahead.quoted && is_given(given)
}

/// Says whether `head` ends in a country that the sentence ends with: "in the U.S. Orrin's record", where nothing of the
/// country follows ("the U.S. Senate's record").
fn ends_country(head: &str, word: &str, ahead: &Ahead<'_>) -> bool {
    let before = head.strip_suffix(word).unwrap_or("");
    let inside = ["in the ", "to the ", "from the "].iter().any(|led| before.ends_with(led));
    inside && ahead.owns && is_place(word) && !is_of_place(ahead.word) && !is_common(&ahead.word.to_lowercase())
}

/// Says whether `head`, which ends in `word`, ends in the address of a city: "in Washington, D.C. Hale's brother". Were
/// the sentence to go on, a comma would stand behind it, or an office or a body of the place: "Washington, D.C. Mayor".
fn ends_address(head: &str, word: &str, ahead: &Ahead<'_>) -> bool {
    let before = head.strip_suffix(word).and_then(|before| before.strip_suffix(", ")).unwrap_or("");
    let city = before.rsplit(char::is_whitespace).next().is_some_and(|city| city.starts_with(char::is_uppercase));
    city && abbreviation(word) == Some(Abbreviation::Loose) && is_place(word) && !is_of_place(ahead.word)
}

/// Says whether `word` numbers a list: `1.`, `12.`
fn is_ordinal(word: &str) -> bool {
    (1..=3).contains(&word.len()) && word.bytes().all(|b| b.is_ascii_digit())
}

/// Returns the word that ends where the stop at `end` begins, inner stops included, opening marks left out.
fn word_before(text: &str, start: usize, end: usize) -> &str {
    let head = tail_window(text.get(start..end).unwrap_or(""));
    let word = head.rsplit(|c: char| c.is_whitespace() || matches!(c, '—' | '–' | '/')).next().unwrap_or("");
    word.trim_start_matches(is_opening)
}

/// The letter case of what follows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Case {
    Lower,
    Upper,
    /// A digit, or a script without case.
    None,
}

/// What follows a stop and its white space.
struct Ahead<'t> {
    case: Case,
    /// Whether a number follows.
    digit: bool,
    /// Whether a quotation opens.
    quoted: bool,
    /// Whether a bracket opens: an editor changed the first word.
    bracketed: bool,
    /// The first word.
    word: &'t str,
    /// Whether the first word begins sentences and no names.
    starts: bool,
    /// Whether the first word has the ending of a possessive.
    owns: bool,
}

impl<'t> Ahead<'t> {
    fn read(after: &'t str) -> Self {
        let after = window(after);
        let body = after.trim_start_matches(|c| is_opening(c) || is_stop(c) || c.is_whitespace() || is_unseen(c));
        let marks = after.get(..after.len() - body.len()).unwrap_or("");
        let word = body.split(|c: char| !c.is_alphanumeric()).next().unwrap_or("");
        let case = match body.chars().next() {
            Some(c) if c.is_lowercase() => Case::Lower,
            Some(c) if c.is_uppercase() => Case::Upper,
            _ => Case::None,
        };
        let abbreviated = body.get(word.len()..).is_some_and(|rest| rest.starts_with('.'));
        Self {
            case,
            digit: body.starts_with(|c: char| c.is_numeric()),
            quoted: marks.contains(['“', '"', '„', '«']),
            bracketed: marks.ends_with('['),
            word,
            starts: is_starter(word) && !abbreviated,
            owns: body.get(word.len()..).is_some_and(|rest| rest.starts_with("'s ") || rest.starts_with("’s ")),
        }
    }
}

/// Says whether `after`, which follows a loud quotation, attributes it: `Trump asked`, `Ms. Adeyemi said`.
fn is_attribution(after: &str) -> bool {
    let mut words = window(after).split_whitespace().take(5);
    let Some(first) = words.next() else { return false };
    let name = |word: &str| word.starts_with(char::is_uppercase) || matches!(word, "de" | "van" | "von" | "of" | "the");
    if is_starter(first) && !matches!(first, "He" | "She" | "They" | "I" | "We" | "One" | "The") {
        return false;
    }
    words.find(|word| !name(word)).is_some_and(|word| is_speech(word.trim_end_matches([',', '.', ':'])))
}

/// Returns the first bytes of `text`.
fn window(text: &str) -> &str {
    text.get(..text.floor_char_boundary(LOOK)).unwrap_or("")
}

/// Returns the last bytes of `text`.
fn tail_window(text: &str) -> &str {
    text.get(text.ceil_char_boundary(text.len().saturating_sub(LOOK))..).unwrap_or("")
}
