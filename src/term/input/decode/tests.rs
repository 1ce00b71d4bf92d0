use super::*;
use crate::app::geometry::Cell;

/// Writes keys as the key table does, the mouse and pastes in brackets.
fn told(inputs: &[Input]) -> String {
    let one = |input: &Input| match input {
        Input::Key(key) => key.to_string(),
        Input::Mouse(Mouse::Click(at)) => format!("<click {},{}>", at.x, at.y),
        Input::Mouse(Mouse::Drag(at)) => format!("<drag {},{}>", at.x, at.y),
        Input::Mouse(Mouse::Release(at)) => format!("<release {},{}>", at.x, at.y),
        Input::Mouse(Mouse::ScrollUp(at)) => format!("<up {},{}>", at.x, at.y),
        Input::Mouse(Mouse::ScrollDown(at)) => format!("<down {},{}>", at.x, at.y),
        Input::Paste(text) => format!("<paste {text}>"),
    };
    inputs.iter().map(one).collect::<Vec<_>>().join(" ")
}

/// Decodes `bytes`, then a silence.
fn decoded(bytes: &[u8]) -> String {
    let mut decoder = Decoder::default();
    let mut all = decoder.feed(bytes);
    all.extend(decoder.silence());
    told(&all)
}

#[test]
fn keys_are_told_as_terminals_send_them() {
    let cases: &[(&str, &str)] = &[
        ("jG1é日", "j G 1 é 日"),
        ("\r\t\x7f\x1b", "Enter Tab Backspace Esc"),
        ("\x01\x03\n\x1a", "Ctrl-a Ctrl-c Ctrl-j Ctrl-z"),
        ("\x1bj\x1bé\x1b\r\x1b\x02", "Alt-j Alt-é Alt-Enter Ctrl-Alt-b"),
        ("\x1b[A\x1bOB\x1b[1;5C\x1b[1;3D\x1b[1;2H", "Up Down Ctrl-Right Alt-Left Shift-Home"),
        ("\x1b[Z\x1b[1;2Z\x1b[9;2u", "BackTab BackTab BackTab"),
        ("\x1b[3~\x1b[5;5~\x1b[2~\x1b[8~", "Delete Ctrl-PgUp Insert End"),
        ("\x1bOP\x1bOR\x1b[[C\x1b[15~\x1b[24~\x1b[28~", "F1 F3 F3 F5 F12 F15"),
        ("\x1b[103;2u\x1b[97:65;2u\x1b[106;5u\x1b[13u", "G A Ctrl-j Enter"),
        ("\x1b[27;5;105~\x1b[27;2;103~", "Ctrl-i G"),
        ("\x1b[57399u\x1b[57417;5u\x1b[57441u", "0 Ctrl-Left"),
        ("\x1b\x1b[A", "Esc Up"),
        // Letters of another keyboard layout, with the key at their place: text stays what it is.
        ("\x1b[1089::99;5u\x1b[1092:1060:97;3u\x1b[1089::99u", "Ctrl-c Alt-a с"),
    ];
    for (sent, expected) in cases {
        let shown = decoded(sent.as_bytes());
        assert_eq!(shown, *expected, "{sent:?}");
    }
}

#[test]
fn keys_that_are_let_go_reports_and_answers_are_no_keys() {
    let cases = [
        "\x1b[106;1:3u",
        "\x1b[1;1:3A",
        "\x1b[I\x1b[O",
        "\x1b[24;80R\x1b[0;0R\x1b[1;1R",
        "\x1b[?62;4c\x1b[>1;10;0c\x1b[?1u\x1b[?2026;2$y",
        "\x1b]11;rgb:1c1c/1c1c/1c1c\x1b\\",
        "\x1b]10;rgb:ffff/ffff/ffff\x07",
        "\x1bP>|xterm(390)\x1b\\\x1bP1$r0m\x1b\\",
        "\x1b[201~",
        "\u{9b}\u{90}",
    ];
    for sent in cases {
        let sent = format!("{sent}q");
        assert!(["q", "\u{9b} \u{90} q"].contains(&decoded(sent.as_bytes()).as_str()), "{sent:?}");
    }
}

#[test]
fn introducers_of_one_byte_and_answers_about_pictures_are_no_keys() {
    let cases: [&[u8]; 8] = [
        b"\x1b_Gi=1;OK\x1b\\",
        b"\x1b_Gi=31;ENOENT:no such picture\x07",
        b"\x9b0;0R",
        b"\x9b<0;0;0M",
        b"\x9d11;rgb:0/0/0\x1b\\",
        b"\x9d11;rgb:0/0/0\x9c",
        b"\x90+r5463\x9c",
        b"\x9fGi=1;OK\x9c",
    ];
    for sent in cases {
        let told = decoded(&[sent, b"q"].concat());
        assert!(["q", "<click 0,0> q"].contains(&told.as_str()), "{}: {told}", sent.escape_ascii());
    }
    assert_eq!(decoded(b"\x1b_x"), "Alt-_ x", "it is a key where no answer follows");
    // Coordinates of 160 and 200 as xterm writes them in UTF-8, and nothing of them is typed.
    assert_eq!(decoded("\x1b[M \u{c0}\u{e8}q".as_bytes()), "<click 159,199> q");
    assert_eq!(decoded("\x1b[M !\u{100}q".as_bytes()), "<click 0,223> q");
}

#[test]
fn the_mouse_is_told_in_all_three_encodings() {
    let cases: &[(&[u8], &str)] = &[
        (b"\x1b[<0;4;5M", "<click 3,4>"),
        (b"\x1b[<0;4;5m\x1b[<2;4;5M\x1b[<2;4;5m\x1b[<35;4;5M\x1b[<64;4;5m", "<release 3,4>"),
        (b"\x1b[<64;1;1M\x1b[<65;300;2M\x1b[<69;3;2M", "<up 0,0> <down 299,1> <down 2,1>"),
        (b"\x1b[<32;7;8M", "<drag 6,7>"),
        (b"\x1b[M \x24\x25\x1b[M`!!\x1b[Ma!!\x1b[M#!!", "<click 3,4> <up 0,0> <down 0,0> <release 0,0>"),
        (b"\x1b[32;4;5M\x1b[96;4;5M\x1b[35;4;5M", "<click 3,4> <up 3,4> <release 3,4>"),
    ];
    for (sent, expected) in cases {
        assert_eq!(decoded(sent), *expected, "{:?}", sent.escape_ascii().to_string());
    }
}

#[test]
fn places_that_cannot_be_are_the_nearest_that_can() {
    let first = Input::Mouse(Mouse::Click(Cell { x: 0, y: 0 }));
    let reports: [&[u8]; 8] = [
        b"\x1b[<0;0;0M",
        b"\x1b[<0;;M",
        b"\x1b[<0M",
        b"\x1b[<;M",
        b"\x1b[M   ",
        b"\x1b[M \0\0",
        b"\x1b[M \x1f\x1f",
        b"\x1b[32;0;0M",
    ];
    for report in reports {
        assert_eq!(Decoder::default().feed(report), std::slice::from_ref(&first), "{}", report.escape_ascii());
    }
    let far = Decoder::default().feed(b"\x1b[<0;99999999999999999999;65536M");
    assert_eq!(told(&far), "<click 65535,65535>");
}

/// Everything that a sequence may begin with, and whatever may follow, cut off anywhere.
fn beginnings() -> Vec<Vec<u8>> {
    let whole: [&[u8]; 19] = [
        b"\x1b[<0;0;0M",
        b"\x1b[<64;99999999999999999999;5M",
        b"\x1b[M   ",
        b"\x1b[32;0;0M",
        b"\x1b[0;0R",
        b"\x1b[1;1:3A",
        b"\x1b[?62;4c",
        b"\x1b[[A",
        b"\x1bOA",
        b"\x1b]11;rgb:1c1c/1c1c/1c1c\x1b\\",
        b"\x1bP1$r0m\x1b\\",
        b"\x1b_Gi=1;OK\x1b\\",
        b"\x9b1;2R",
        b"\x1b[M \xc3\x80\xc3\xa8",
        b"\x1b[27;5;105~",
        b"\x1b[97:65;2u",
        b"\x1b\x1b[A",
        "\u{1f600}".as_bytes(),
        b"\xff\xfe\x80\xc0",
    ];
    whole.iter().flat_map(|bytes| (1..=bytes.len()).map(|end| bytes[..end].to_vec())).collect()
}

#[test]
fn after_anything_control_c_is_heard_at_once_and_a_letter_after_a_silence() {
    for bytes in beginnings() {
        let shown = bytes.escape_ascii().to_string();
        let mut decoder = Decoder::default();
        decoder.feed(&bytes);
        assert!(told(&decoder.feed(b"\x03")).ends_with("Ctrl-c"), "{shown}");
        decoder.feed(&bytes);
        decoder.silence();
        assert_eq!(decoder.patience(), None, "{shown}");
        assert_eq!(told(&decoder.feed(b"q")), "q", "{shown}");
    }
}

#[test]
fn what_is_begun_has_an_end_and_what_is_whole_waits_for_nothing() {
    let mut decoder = Decoder::default();
    for whole in ["j", "\x1b[A", "é", "\x1b[<0;0;0M", "\x1b]11;x\x07", "\x1b[200~x\x1b[201~"] {
        decoder.feed(whole.as_bytes());
        assert_eq!(decoder.patience(), None, "{whole:?}");
    }
    for begun in ["\x1b", "\x1b[", "\x1bO", "\x1b[<0;", "\x1b[M ", "\x1b]11;", "\x1b[200~x"] {
        let mut decoder = Decoder::default();
        decoder.feed(begun.as_bytes());
        assert!(decoder.patience().is_some(), "{begun:?}");
    }
}

#[test]
fn a_burst_that_is_cut_is_waited_for_longer_than_a_key() {
    let mut decoder = Decoder::default();
    decoder.feed(b"\x1b");
    assert_eq!(decoder.patience(), Some(ESCAPE));
    decoder.feed(&b"\x1b[B\x1b".repeat(10));
    assert_eq!(decoder.patience(), Some(CUT));
}

#[test]
fn what_comes_in_pieces_means_what_it_means_in_one() {
    let sent = "a\x1b[<65;3;4Mé\x1b[1;5C\x1b]11;rgb:1/2/3\x07\x1b[200~one\ntwo\x1b[201~日\x1b[M !!z".as_bytes();
    let whole = Decoder::default().feed(sent);
    for size in 1..sent.len() {
        let mut decoder = Decoder::default();
        let pieces: Vec<Input> = sent.chunks(size).flat_map(|piece| decoder.feed(piece)).collect();
        assert_eq!(pieces, whole, "{size}");
    }
}

#[test]
fn what_is_typed_after_alt_and_a_bracket_is_not_swallowed() {
    assert_eq!(decoded(b"\x1b]j"), "Alt-] j");
    assert_eq!(decoded(b"\x1b]"), "Alt-]");
    assert_eq!(decoded(b"\x1bPj"), "Alt-P j");
    assert_eq!(decoded(b"\x1b["), "Alt-[");
    assert_eq!(decoded(b"\x1bO"), "Alt-O");
}

#[test]
fn a_paste_is_one_text_whatever_is_in_it() {
    assert_eq!(decoded(b"\x1b[200~rm \x03\x1b[31m~q\x1b[201~q"), "<paste rm \x03\x1b[31m~q> q");
    let mut decoder = Decoder::default();
    decoder.feed(b"\x1b[200~");
    for _ in 0..9 {
        decoder.feed(&[b'x'; 1 << 20]);
    }
    let Some(Input::Paste(text)) = decoder.feed(b"\x1b[201~").into_iter().next() else { unreachable!() };
    assert!((MOST..=MOST + 16).contains(&text.len()), "{}", text.len());
}

#[test]
fn a_paste_that_stalls_goes_on_and_one_that_never_ends_is_left() {
    let mut decoder = Decoder::default();
    decoder.feed(b"\x1b[200~first ");
    assert_eq!(told(&decoder.silence()), "<paste first >");
    assert_eq!(told(&decoder.feed(b"quite a lot of the rest\x1b[201~q")), "<paste quite a lot of the rest> q");
    decoder.feed(b"\x1b[200~first ");
    decoder.silence();
    assert_eq!(told(&decoder.feed(b"q")), "q");
    decoder.feed(b"\x1b[200~first ");
    assert_eq!(told(&decoder.feed(b"\x03")), "<paste first > Ctrl-c");
    assert_eq!(told(&decoder.feed(b"q")), "q");
}

mod laws {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn no_bytes_make_it_deaf(pieces in proptest::collection::vec(any::<Vec<u8>>(), 0..8)) {
            let mut decoder = Decoder::default();
            for piece in &pieces {
                decoder.feed(piece);
            }
            decoder.silence();
            decoder.silence();
            prop_assert_eq!(told(&decoder.feed(b"q\x03")), "q Ctrl-c");
        }

        #[test]
        fn escapes_and_digits_in_any_order_make_it_deaf_neither(bytes in "[\x1b\\[<>?;:0-9MmRu~A\\]PO \x00\x07]{0,60}") {
            let mut decoder = Decoder::default();
            decoder.feed(bytes.as_bytes());
            decoder.silence();
            prop_assert_eq!(told(&decoder.feed(b"q\x03")), "q Ctrl-c");
        }
    }
}
