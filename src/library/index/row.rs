//! What the index keeps of one article, as bytes: what a list needs of it, and what it is recognised by.
//!
//! ```text
//! stamp (40) │ check (4) │ own id (16) │ content (16) │ names, dates, counts, flaws: lengths before what they measure
//! ```
//!
//! A row that was damaged says so: it is read as none, and costs the reading of its file.

use jiff::civil::{Date, Time};
use jiff::tz::Offset;

use super::stamp::{self, Stamp};
use crate::article::{Flaw, When};
use crate::library::identity::Recognised;
use crate::library::versions::{PARTS, Wording};
use crate::library::{ArticleId, Card, Entry, Origin};

/// What is known of an article without its file.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// The article, by the id that it has if it is nobody kept.
    pub entry: Entry,
    /// The hash of its text.
    pub content: ArticleId,
    /// Its normalised address.
    pub url: Option<String>,
}

/// Whether first words are wanted beside a headline, which a list that is drawn does not show.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whole {
    /// They are.
    Yes,
    /// They are not.
    No,
}

/// Bytes before what is checked.
const HEAD: usize = stamp::BYTES + 4;

impl Row {
    /// Writes it; none where it cannot be read again, as with an id that is no hash.
    #[must_use]
    pub fn to_bytes(&self, stamp: &Stamp) -> Option<Vec<u8>> {
        let mut bytes = Vec::with_capacity(512);
        stamp.write(&mut bytes);
        bytes.extend_from_slice(&[0; 4]);
        let Entry { id, meta, words, first_words, wording, flaws, .. } = &self.entry;
        put_id(&mut bytes, id)?;
        put_id(&mut bytes, &self.content)?;
        for text in [&meta.title, &meta.url] {
            put_text(&mut bytes, text.as_deref());
        }
        // An address that is normal already is not written twice.
        put_text(&mut bytes, self.url.as_deref().filter(|url| Some(*url) != meta.url.as_deref()));
        bytes.push(u8::from(self.url.is_some()));
        for text in [&meta.source, &meta.lang, &meta.story, &meta.section, &meta.feeds] {
            put_text(&mut bytes, text.as_deref());
        }
        for names in [&meta.authors, &meta.tags] {
            put(&mut bytes, names.len() as u64);
            names.iter().for_each(|name| put_text(&mut bytes, Some(name)));
        }
        put_when(&mut bytes, meta.published);
        put_date(&mut bytes, meta.stands);
        put(&mut bytes, *words as u64);
        put_text(&mut bytes, Some(first_words));
        put_wording(&mut bytes, wording.as_deref());
        put(&mut bytes, flaws.len() as u64);
        for flaw in flaws {
            put_text(&mut bytes, Some(&flaw.message));
            put(&mut bytes, flaw.line as u64);
            put(&mut bytes, flaw.column as u64);
        }
        let check = check(bytes.get(HEAD..)?).to_le_bytes();
        bytes.get_mut(stamp::BYTES..HEAD)?.copy_from_slice(&check);
        Some(bytes)
    }

    /// Reads what [`Self::to_bytes`] wrote of the article from `origin`; none where it is damaged.
    #[must_use]
    pub fn read(bytes: &[u8], origin: Origin, whole: Whole) -> Option<Self> {
        let (head, body) = bytes.split_at_checked(HEAD)?;
        if head.get(stamp::BYTES..)? != check(body).to_le_bytes() {
            return None;
        }
        let mut from = Reading(body);
        let (id, content) = (from.id()?, from.id()?);
        let (title, raw_url, own_url) = (from.text()?, from.text()?, from.text()?);
        let url = match from.byte()? {
            0 => None,
            _ => Some(own_url.or(raw_url)?.to_owned()),
        };
        let [source, lang, story, section] = [from.text()?, from.text()?, from.text()?, from.text()?];
        let feeds = from.text()?;
        let (authors, tags) = (from.names()?, from.names()?);
        let (published, stands) = (from.when()?, from.date()?);
        let meta = Card {
            title: title.map(Box::from),
            url: raw_url.map(Box::from),
            source: source.map(Into::into),
            authors,
            published,
            stands,
            lang: lang.map(Into::into),
            story: story.map(Into::into),
            alike: None,
            section: section.map(Into::into),
            feeds: feeds.map(Into::into),
            tags,
        };
        let (words, begins) = (from.number()?, from.text()?.unwrap_or_default());
        let first_words = if whole == Whole::No && meta.title.is_some() { Box::default() } else { begins.into() };
        let wording = from.wording()?.map(Box::new);
        let flaws = (0..from.count()?).map(|_| from.flaw()).collect::<Option<_>>()?;
        let entry = Entry { origin, id, recognised: Recognised::New, meta, words, first_words, wording, flaws, doc: 0 };
        from.0.is_empty().then_some(Self { entry, content, url })
    }
}

/// Four bytes by which damage is told.
fn check(bytes: &[u8]) -> u32 {
    let (eights, rest) = bytes.as_chunks::<8>();
    let step = |hash: u64, eight: u64| (hash.rotate_left(5) ^ eight).wrapping_mul(0x517c_c1b7_2722_0a95);
    let hash = eights.iter().fold(bytes.len() as u64, |hash, eight| step(hash, u64::from_le_bytes(*eight)));
    let hash = rest.iter().fold(hash, |hash, byte| step(hash, u64::from(*byte)));
    u32::try_from(hash >> 32).unwrap_or(0)
}

/// Writes seven bits a byte, the lowest first.
fn put(bytes: &mut Vec<u8>, mut number: u64) {
    while number > 0x7F {
        bytes.push(u8::try_from(number & 0x7F).unwrap_or(0) | 0x80);
        number >>= 7;
    }
    bytes.push(u8::try_from(number).unwrap_or(0));
}

/// Nothing is 0, a text its length and one.
fn put_text(bytes: &mut Vec<u8>, text: Option<&str>) {
    put(bytes, text.map_or(0, |text| text.len() as u64 + 1));
    bytes.extend_from_slice(text.unwrap_or_default().as_bytes());
}

fn put_id(bytes: &mut Vec<u8>, id: &ArticleId) -> Option<()> {
    let number = u128::from_str_radix(&id.0, 16).ok().filter(|_| id.0.len() == 32)?;
    // Another way to write the same number would be read as this one.
    (format!("{number:032x}") == id.0).then(|| bytes.extend_from_slice(&number.to_be_bytes()))
}

fn put_date(bytes: &mut Vec<u8>, date: Option<Date>) {
    bytes.push(u8::from(date.is_some()));
    if let Some(date) = date {
        bytes.extend_from_slice(&date.year().to_le_bytes());
        bytes.extend_from_slice(&date.month().to_le_bytes());
        bytes.extend_from_slice(&date.day().to_le_bytes());
    }
}

fn put_when(bytes: &mut Vec<u8>, when: Option<When>) {
    put_date(bytes, when.map(|when| when.date));
    let Some(When { time, offset, .. }) = when else { return };
    bytes.push(u8::from(time.is_some()) | u8::from(offset.is_some()) << 1);
    if let Some(time) = time {
        for part in [time.hour(), time.minute(), time.second()] {
            bytes.extend_from_slice(&part.to_le_bytes());
        }
        bytes.extend_from_slice(&time.subsec_nanosecond().to_le_bytes());
    }
    if let Some(offset) = offset {
        bytes.extend_from_slice(&offset.seconds().to_le_bytes());
    }
}

fn put_wording(bytes: &mut Vec<u8>, wording: Option<&Wording>) {
    bytes.push(u8::from(wording.is_some()));
    let Some(Wording { address, words, sketch, updated, changed }) = wording else { return };
    bytes.extend_from_slice(&address.to_le_bytes());
    bytes.extend_from_slice(&words.to_le_bytes());
    bytes.extend_from_slice(sketch);
    put_when(bytes, *updated);
    bytes.extend_from_slice(&changed.to_le_bytes());
}

/// The bytes that are not read yet.
struct Reading<'b>(&'b [u8]);

impl<'b> Reading<'b> {
    fn take(&mut self, count: usize) -> Option<&'b [u8]> {
        let (taken, rest) = self.0.split_at_checked(count)?;
        self.0 = rest;
        Some(taken)
    }

    fn some<const N: usize>(&mut self) -> Option<[u8; N]> {
        self.take(N)?.try_into().ok()
    }

    fn byte(&mut self) -> Option<u8> {
        self.some::<1>().map(|[byte]| byte)
    }

    fn small(&mut self) -> Option<i8> {
        self.some().map(i8::from_le_bytes)
    }

    fn number(&mut self) -> Option<usize> {
        let mut number = 0_u64;
        for shift in (0..64).step_by(7) {
            let byte = self.byte()?;
            number |= u64::from(byte & 0x7F) << shift;
            if byte & 0x80 == 0 {
                return usize::try_from(number).ok();
            }
        }
        None
    }

    /// A count of what takes at least a byte each.
    fn count(&mut self) -> Option<usize> {
        self.number().filter(|count| *count <= self.0.len())
    }

    fn text(&mut self) -> Option<Option<&'b str>> {
        match self.number()? {
            0 => Some(None),
            more => std::str::from_utf8(self.take(more - 1)?).ok().map(Some),
        }
    }

    fn names<T: for<'a> From<&'a str>>(&mut self) -> Option<Box<[T]>> {
        (0..self.count()?).map(|_| self.text()?.map(T::from)).collect()
    }

    fn id(&mut self) -> Option<ArticleId> {
        let digit = |nibble: u8| char::from(if nibble < 10 { b'0' + nibble } else { b'a' - 10 + nibble });
        let bytes: [u8; 16] = self.some()?;
        let mut digits = String::with_capacity(32);
        digits.extend(bytes.iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]));
        Some(ArticleId(digits))
    }

    fn date(&mut self) -> Option<Option<Date>> {
        if self.byte()? == 0 {
            return Some(None);
        }
        let (year, month, day) = (i16::from_le_bytes(self.some()?), self.small()?, self.small()?);
        Date::new(year, month, day).ok().map(Some)
    }

    fn when(&mut self) -> Option<Option<When>> {
        let Some(date) = self.date()? else { return Some(None) };
        let has = self.byte()?;
        let time = if has & 1 != 0 { Some(self.time()?) } else { None };
        let offset =
            if has & 2 != 0 { Some(Offset::from_seconds(i32::from_le_bytes(self.some()?)).ok()?) } else { None };
        Some(Some(When { date, time, offset }))
    }

    fn time(&mut self) -> Option<Time> {
        let (hour, minute, second) = (self.small()?, self.small()?, self.small()?);
        Time::new(hour, minute, second, i32::from_le_bytes(self.some()?)).ok()
    }

    fn wording(&mut self) -> Option<Option<Wording>> {
        if self.byte()? == 0 {
            return Some(None);
        }
        let (address, words) = (u64::from_le_bytes(self.some()?), u64::from_le_bytes(self.some()?));
        let (sketch, updated) = (self.some::<PARTS>()?, self.when()?);
        let changed = i64::from_le_bytes(self.some()?);
        Some(Some(Wording { address, words, sketch, updated, changed }))
    }

    fn flaw(&mut self) -> Option<Flaw> {
        let message = self.text()??.to_owned();
        Some(Flaw { message, line: self.number()?, column: self.number()? })
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may fail by panicking")]
    use super::*;
    use crate::article::Meta;
    use proptest::prelude::*;
    use std::fs;

    fn stamp() -> Stamp {
        let dir = tempfile::tempdir().unwrap();
        Stamp::of(&fs::metadata(dir.path()).unwrap())
    }

    fn row(texts: &[Option<String>], numbers: &[usize], date: Option<(i16, i8, i8)>) -> Row {
        let text = |at: usize| texts.get(at).cloned().flatten();
        let number = |at: usize| numbers.get(at).copied().unwrap_or(0);
        let when = |(year, month, day)| When {
            date: Date::new(year, month, day).unwrap(),
            time: (number(0) % 2 == 0).then(|| Time::new(23, 5, 59, 7).unwrap()),
            offset: (number(0) % 3 == 0).then(|| Offset::from_seconds(-3600 * 5).unwrap()),
        };
        let meta = Meta {
            title: text(0),
            source: text(1),
            authors: texts.iter().flatten().cloned().collect(),
            published: date.map(when),
            url: text(2),
            lang: text(3),
            story: text(4),
            section: text(5),
            tags: texts.iter().flatten().take(2).cloned().collect(),
            ..Meta::default()
        };
        let flaw = |number: &usize| Flaw { message: format!("bad {number}"), line: *number, column: number / 2 };
        let entry = Entry {
            origin: Origin::Stdin,
            id: ArticleId("0123456789abcdef0123456789abcdef".into()),
            recognised: Recognised::New,
            meta: Card { stands: date.map(|(y, m, d)| Date::new(y, m, d).unwrap()), ..(&meta).into() },
            words: number(0),
            first_words: text(5).unwrap_or_default().into(),
            wording: date.map(|_| {
                let (sketch, updated) = ([7; PARTS], meta.published);
                Box::new(Wording { address: u64::MAX, words: 5, sketch, updated, changed: -3 })
            }),
            flaws: numbers.iter().map(flaw).collect(),
            doc: 0,
        };
        Row { entry, content: ArticleId("f".repeat(32)), url: text(2).or_else(|| text(1)).filter(|_| date.is_some()) }
    }

    proptest! {
        #[test]
        fn what_was_written_is_read(
            texts in prop::collection::vec(prop::option::of("\\PC{0,9}"), 0..7),
            numbers in prop::collection::vec(0_usize..1 << 40, 0..4),
            date in prop::option::of((-99_i16..3000, 1_i8..13, 1_i8..29)),
        ) {
            let row = row(&texts, &numbers, date);
            let bytes = row.to_bytes(&stamp()).unwrap();
            prop_assert_eq!(Row::read(&bytes, Origin::Stdin, Whole::Yes), Some(row));
        }

        #[test]
        fn a_damaged_row_is_none(texts in prop::collection::vec(prop::option::of("\\PC{0,9}"), 0..7), at: usize, bit in 0..8, cut in 1_usize..9) {
            let mut bytes = row(&texts, &[3, 4], Some((2026, 3, 7))).to_bytes(&stamp()).unwrap();
            prop_assert_eq!(Row::read(bytes.get(..bytes.len() - cut).unwrap(), Origin::Stdin, Whole::Yes), None);
            let at = stamp::BYTES + at % (bytes.len() - stamp::BYTES);
            *bytes.get_mut(at).unwrap() ^= 1_u8 << bit;
            prop_assert_eq!(Row::read(&bytes, Origin::Stdin, Whole::Yes), None);
        }

        #[test]
        fn no_bytes_are_too_odd(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
            // With a right check too, as from another version that forgot to say so.
            let mut odd = vec![0; stamp::BYTES];
            odd.extend_from_slice(&check(&bytes).to_le_bytes());
            odd.extend_from_slice(&bytes);
            let read = Row::read(&odd, Origin::Stdin, Whole::Yes);
            prop_assert!(read.is_none_or(|row| row.to_bytes(&stamp()).is_some()));
        }
    }

    #[test]
    fn an_id_that_is_no_hash_is_not_written() {
        let mut row = row(&[], &[], None);
        for id in ["", "x", "+123456789abcdef0123456789abcdef", "0123456789ABCDEF0123456789abcdef"] {
            row.content = ArticleId(id.into());
            assert_eq!(row.to_bytes(&stamp()), None, "{id}");
        }
    }
}
