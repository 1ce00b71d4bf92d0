//! Laws of notes: whatever is imported is a note or is refused by number, and what goes out comes in as it was.
#![no_main]

use diptych::article::anchor::Anchor;
use diptych::library::ArticleId;
use diptych::notes::book::Book;
use diptych::notes::export::{self, Exported, Standing};
use diptych::notes::import::{Fate, Parsed, fate, parse};
use diptych::notes::{About, Note, NoteId, Relation, Stamp, Target};
use libfuzzer_sys::fuzz_target;

const NOW: Stamp = Stamp(1_795_320_708_123);

fuzz_target!(|bytes: &[u8]| {
    let Some((&kind, rest)) = bytes.split_first() else { return };
    let text = String::from_utf8_lossy(rest);
    match kind % 4 {
        0 => read(&text),
        1 => read(&hypothesis(&text)),
        2 => read(&w3c(&text)),
        _ => goes_out_and_comes_in(&[note(&text, kind)]),
    }
});

/// Reads a file of any kind; what is a note is exported and read again.
fn read(text: &str) {
    let Ok(parsed) = parse(text, NOW) else { return };
    assert_eq!(parsed, parse(text, NOW).expect("read before"), "the same file has the same notes");
    assert!(parsed.refused.iter().all(|refusal| refusal.number > 0 && !refusal.why.is_empty()));
    let mut notes: Vec<Note> = parsed.drafts.into_iter().map(|draft| draft.note).collect();
    for note in &mut notes {
        assert!(!note.targets.is_empty() && !note.id.0.is_nil(), "{note:?}");
        // The article of a foreign annotation is looked for in the library, which is not here.
        note.targets.iter_mut().filter(|t| t.article.0.is_empty()).for_each(|t| t.article = article('a'));
    }
    goes_out_and_comes_in(&notes);
}

/// Our own JSON brings a note back as it was; the other formats say something, safely, and the same every time.
fn goes_out_and_comes_in(notes: &[Note]) {
    let exported: Vec<_> = notes.iter().map(|note| Exported::new(note, vec![Standing::not_found()])).collect();
    let json = export::json(&exported);
    let Parsed { drafts, refused } = parse(&json, NOW).expect("what we wrote is JSON");
    assert_eq!(refused, [], "{json}");
    assert_eq!(drafts.into_iter().map(|draft| draft.note).collect::<Vec<_>>(), notes, "{json}");
    let annotations = export::w3c(&exported);
    let back = parse(&annotations, NOW).expect("what we wrote is JSON");
    assert_eq!(back.drafts.len() + back.refused.len(), notes.len(), "{annotations}");
    assert_eq!(back.refused, [], "{annotations}");
    // A text of white space alone is no body that another program should show.
    let told = |note: &Note| {
        (Some(note.text.clone()).filter(|text| !text.trim().is_empty()), note.tags.clone(), note.label.clone())
    };
    for (draft, note) in back.drafts.iter().zip(notes) {
        assert_eq!(told(&draft.note), told(note), "{annotations}");
    }
    let markdown = export::markdown(&exported);
    let table = export::csv(&exported);
    for written in [&json, &annotations, &markdown, &table] {
        assert!(!written.chars().any(|c| c.is_control() && !matches!(c, '\n' | '\r')), "{written:?}");
    }
    assert_eq!((markdown, table), (export::markdown(&exported), export::csv(&exported)));
    comes_in_once(notes);
}

/// A note that is there comes in no second time.
fn comes_in_once(notes: &[Note]) {
    let mut book = Book::default();
    for note in notes {
        if fate(&book, note, true).comes_in() {
            book.put(note.clone());
        }
        assert!(!fate(&book, note, true).comes_in(), "{note:?}");
        assert!(!matches!(fate(&book, note, false), Fate::Newer), "a note without a date replaces none");
    }
}

fn article(digit: char) -> ArticleId {
    ArticleId(digit.to_string().repeat(32))
}

/// Makes a note of the lines of a text.
fn note(text: &str, kind: u8) -> Note {
    let mut lines = text.split('\n').map(str::to_owned);
    let mut next = || lines.next().unwrap_or_default();
    let anchor = Anchor { exact: next(), prefix: next(), suffix: next(), start: usize::from(kind), paragraph: 0 };
    let about = About { title: Some(next()), path: Some(next()), ..About::default() };
    let target = Target { article: article('b'), about, anchor, ..Target::default() };
    let link = kind & 4 == 0;
    // As the program makes tags: trimmed, without a sign, none twice.
    let tag = |tag: String| tag.trim().trim_start_matches('#').trim().to_owned();
    let mut tags: Vec<String> = (0..kind >> 6).map(|_| tag(next())).filter(|tag| !tag.is_empty()).collect();
    tags.sort();
    tags.dedup();
    Note {
        id: NoteId::new(NOW, [kind; 10]),
        targets: if link { vec![target.clone(), Target { article: article('c'), ..target }] } else { vec![target] },
        label: Some(next()).filter(|label| !label.is_empty()),
        relation: link.then_some(Relation::Contradicts),
        text: next(),
        tags,
        created: NOW,
        changed: NOW,
        version: diptych::notes::VERSION,
        ..Note::default()
    }
}

/// Writes lines as rows of an export of Hypothesis.
fn hypothesis(text: &str) -> String {
    let rows: Vec<_> = text
        .split('\n')
        .take(6)
        .enumerate()
        .map(|(n, line)| {
            let mut fields = line.split('\t');
            let mut next = || fields.next().unwrap_or_default();
            serde_json::json!({
                "id": next(), "uri": next(), "text": next(), "tags": [next(), next()], "created": next(),
                "updated": "2026-11-22T05:11:48+01:00", "references": if n > 2 { vec![next()] } else { Vec::new() },
                "target": [{"selector": [{"type": "TextQuoteSelector", "exact": next(), "prefix": next()}]}],
            })
        })
        .collect();
    serde_json::json!({ "rows": rows }).to_string()
}

/// Writes lines as annotations of the W3C's model.
fn w3c(text: &str) -> String {
    let items: Vec<_> = text
        .split('\n')
        .take(6)
        .map(|line| {
            let mut fields = line.split('\t');
            let mut next = || fields.next().unwrap_or_default();
            serde_json::json!({
                "type": "Annotation", "id": next(), "created": next(), "motivation": next(),
                "body": [{"type": "TextualBody", "purpose": next(), "value": next()}, next()],
                "target": {"source": next(), "selector": [
                    {"type": "TextQuoteSelector", "exact": next(), "suffix": next()},
                    {"type": "TextPositionSelector", "start": next().len(), "end": 9},
                ]},
            })
        })
        .collect();
    serde_json::Value::from(items).to_string()
}
