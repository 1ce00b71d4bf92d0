//! Hostile articles, one of each class, built from escapes: nothing here is a raw control character.

use super::stream::BIDI;

/// An article that means harm, or only looks so.
pub struct Case {
    /// What it tries.
    pub name: &'static str,
    /// The bytes of the file.
    pub bytes: Vec<u8>,
    /// What must be seen of it, on the screen and in print, each on one line.
    pub seen: Vec<String>,
    /// What the text holds, as JSON keeps it.
    pub kept: String,
}

impl Case {
    /// Something between two words, shown as `seen`.
    fn between(name: &'static str, raw: &str, seen: &str) -> Self {
        let text = format!("BEFORE {raw} AFTER");
        Self { name, bytes: format!("{text}\n").into(), seen: vec![format!("BEFORE {seen} AFTER")], kept: text }
    }

    /// Bytes that are read as `kept`.
    fn read(name: &'static str, bytes: impl Into<Vec<u8>>, kept: &str, seen: &[&str]) -> Self {
        let seen = seen.iter().map(ToString::to_string).collect();
        Self { name, bytes: bytes.into(), seen, kept: kept.into() }
    }
}

/// Every case.
pub fn all() -> Vec<Case> {
    let mut cases = escapes();
    cases.extend(c1());
    cases.extend(bidi());
    cases.extend(invisible());
    cases.extend(widths());
    cases.extend(encodings());
    cases
}

fn escapes() -> Vec<Case> {
    let between = Case::between;
    let mut cases = vec![
        between("clear", "\x1b[2J\x1b[H", "^[[2J^[[H"),
        between("colour", "\x1b[31;5mred", "^[[31;5mred"),
        between("query", "\x1b[6n\x1b[c\x1b]11;?\x07", "^[[6n^[[c^[]11;?^G"),
        between("title", "\x1b]0;owned\x07", "^[]0;owned^G"),
        between("clipboard", "\x1b]52;c;?\x1b\\", "^[]52;c;?^[\\"),
        between("link without an end", "\x1b]8;;https://x.example\x1b\\click", "^[]8;;https://x.example^[\\click"),
        between("link that hides a sequence", "\x1b]8;;\x1b0m\x1b[>0q", "^[]8;;^[0m^[[>0q"),
        between("device control", "\x1bPq#0;2;0;0;0\x1b\\", "^[Pq#0;2;0;0;0^[\\"),
        between("picture", "\x1b_Gi=1;AAAA\x1b\\", "^[_Gi=1;AAAA^[\\"),
        between("reset", "\x1bc", "^[c"),
        between("other alphabet", "\x0e\x1b(0lqk\x0f", "^N^[(0lqk^O"),
        between("end of a paste", "\x1b[201~rm", "^[[201~rm"),
        between("other screen", "\x1b[?1049l\x1b[?25h", "^[[?1049l^[[?25h"),
        between("bells", &"\x07".repeat(12), &"^G".repeat(12)),
        between("backspaces", "approved\x08\x08\x08denied", "approved^H^H^Hdenied"),
        between("end of file", "\x1a", "^Z"),
        between("delete", "a\x7fb", "a^?b"),
        between("a lone escape", "\x1b", "^["),
    ];
    cases.push(Case::read(
        "return",
        "BEFORE approved\rDENIED AFTER",
        "BEFORE approved\nDENIED AFTER",
        &["BEFORE", "AFTER"],
    ));
    cases.push(Case::read(
        "escape at a line's end",
        "BEFORE \x1b\n[2J AFTER",
        "BEFORE \x1b\n[2J AFTER",
        &["BEFORE ^[", "AFTER"],
    ));
    cases
}

fn c1() -> Vec<Case> {
    let mut cases = vec![
        Case::between("C1 clear", "\u{9B}2J", "<U+009B>2J"),
        Case::between("C1 title", "\u{9D}0;owned\u{9C}", "<U+009D>0;owned<U+009C>"),
        Case::between("C1 device control", "\u{90}q\u{9C}", "<U+0090>q<U+009C>"),
    ];
    cases.push(Case::read("next line", "BEFORE a\u{85}b AFTER", "BEFORE a\nb AFTER", &["BEFORE a", "b AFTER"]));
    let raw = b"BEFORE \x9b2J\x9d0;x\x9c AFTER\n";
    cases.push(Case::read("C1 bytes", raw, "BEFORE ", &["BEFORE", "AFTER"]));
    cases
}

fn bidi() -> Vec<Case> {
    let seen: Vec<String> = BIDI.chars().map(|c| format!("<U+{:04X}>", u32::from(c))).collect();
    let text = format!("BEFORE {} AFTER", BIDI.chars().map(|c| format!("a{c}b ")).collect::<String>());
    vec![
        Case { name: "direction", bytes: text.clone().into(), seen, kept: text },
        Case::between("Hebrew", "שלום עולם", "שלום עולם"),
        Case::between("Arabic", "مرحبا بالعالم", "مرحبا بالعالم"),
    ]
}

fn invisible() -> Vec<Case> {
    let mut cases = vec![
        Case::between("zero-width space", "pass\u{200B}word", "password"),
        Case::between("joiners", "pass\u{200D}wo\u{200C}rd", "password"),
        Case::between("word joiner and mark", "pass\u{2060}wo\u{FEFF}rd", "password"),
        Case::between("soft hyphen", "pass\u{AD}word", "password"),
        Case::between("annotation", "a\u{FFF9}b\u{FFFB}c", "a<U+FFF9>b<U+FFFB>c"),
        Case::between("tags", "a\u{E0068}\u{E0069}b", "a<U+E0068>b"),
        Case::between("marks", &format!("Z{}", "\u{301}".repeat(50)), &format!("Z{}", "\u{301}".repeat(8))),
    ];
    let lines = "BEFORE a\u{2028}b\u{2029}c AFTER";
    cases.push(Case::read("line separators", lines, "BEFORE a\nb", &["BEFORE a", "c AFTER"]));
    cases
}

/// What takes more or fewer columns than characters; the words after it must come out whole.
fn widths() -> Vec<Case> {
    let emoji = "👨‍👩‍👧‍👦 🇺🇸🇦 👍🏽 1️⃣ ♻️";
    vec![
        Case::read("emoji", format!("BEFORE {emoji} AFTER"), emoji, &["BEFORE", "AFTER"]),
        Case::read("wide", "日本語テキスト".repeat(40), "日本語テキスト日本語", &["日本語テキスト日本語"]),
        Case::read("half-width", "BEFORE ｶﾞｷﾞ AFTER", "ｶﾞｷﾞ", &["BEFORE", "AFTER"]),
    ]
}

fn encodings() -> Vec<Case> {
    let (japanese, _, _) = encoding_rs::SHIFT_JIS.encode("日本語のニュース記事です。東京都は今日\n");
    vec![
        Case::read("byte-order mark", "\u{FEFF}BEFORE AFTER", "BEFORE AFTER", &["BEFORE AFTER"]),
        Case::read("windows-1252", b"BEFORE \x93caf\xe9\x94 AFTER".to_vec(), "“café”", &["BEFORE “café” AFTER"]),
        Case::read("Shift JIS", japanese.into_owned(), "日本語のニュース", &["日本語のニュース"]),
        Case::read("one byte", "x", "x", &["x"]),
    ]
}
