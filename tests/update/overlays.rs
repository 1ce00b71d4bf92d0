//! Palette, picker, prompts and questions.

use diptych::app::message::{Effect, Msg};
use diptych::app::overlay::Overlay;

use crate::support::Harness;

#[test]
fn the_palette_runs_an_action() {
    let mut h = Harness::samples(80, 24);
    h.keys(":").types("star or unstar").keys("Enter");
    assert!(h.state().starred && h.app.overlay.is_none());
}

#[test]
fn the_palette_has_actions_without_a_key() {
    let mut h = Harness::library(&[("a.md", "A text about a ferry.")], 80, 24);
    h.keys(":").types("sample library").keys("Enter");
    assert_eq!(h.listed().len(), 12);
}

#[test]
fn an_action_that_does_not_work_here_says_where_it_does() {
    let mut h = Harness::samples(80, 24);
    h.keys(":").types("swap left and right").keys("Enter");
    assert_eq!(h.notice(), "“swap” works in: compare");
    assert!(h.app.overlay.is_some(), "the palette stays for another choice");
}

#[test]
fn a_chooser_is_searched_as_it_is_typed_and_gone_through() {
    let mut h = Harness::samples(80, 24);
    h.keys("?");
    let all = h.choices().len();
    h.types("mark all");
    let found = h.choices();
    assert!(found.len() < all && found[0].1.starts_with("mark all"), "{found:?}");
    h.keys("Down Up Ctrl-n Ctrl-p PgDn PgUp End Home Enter");
    assert!(matches!(h.app.overlay, Some(Overlay::Confirm(_))), "Enter does what the line says");
}

#[test]
fn a_line_takes_what_it_holds_of_any_paste_and_no_more_is_typed_into_it() {
    let mut h = Harness::samples(80, 24);
    h.keys("f").paste(&"x".repeat(1_000_000));
    assert_eq!(h.list().filter.len(), 256);
    h.types("y").keys("Backspace Backspace").types("z");
    assert!(h.list().filter.len() == 255 && h.list().filter.ends_with("xz"));
    h.keys("Esc ?").paste(&"é".repeat(1_000_000));
    let Some(Overlay::Help(chooser)) = &h.app.overlay else { panic!("no help") };
    assert!(chooser.input.value().chars().count() <= 256);
    h.keys("Esc /").paste("ab").keys("Left").paste("日本");
    let Some(Overlay::Prompt(prompt)) = &h.app.overlay else { panic!("no prompt") };
    assert_eq!((prompt.input.value(), prompt.input.cursor()), ("a日本b", 3));
}

#[test]
fn actions_are_found_by_their_names_and_by_what_people_call_them() {
    let mut h = Harness::samples(80, 24);
    for (typed, first) in [
        ("note", "write a note on"),
        ("exit", "end the program"),
        ("export", "write a report"),
        ("annotate", "write a note on"),
        ("favourite", "star or unstar"),
        ("toggle-star", "star or unstar"),
        ("browser", "open the article's address"),
        ("undo", "undo the last"),
        ("diff", "compare with another"),
    ] {
        h.keys(":").types(typed);
        let found = h.choices();
        let listed = found.iter().position(|choice| choice.1.starts_with(first));
        assert!(listed.is_some_and(|at| at < 2), "{typed}: {found:?}");
        h.keys("Esc");
    }
    h.keys(":").types("star");
    assert!(h.choices().iter().all(|choice| choice.1.contains("star")), "no line that only has the letters");
}

#[test]
fn help_is_left_with_q_and_finds_words_with_a_q_behind_a_slash() {
    let mut h = Harness::samples(80, 24);
    h.keys("? q");
    assert!(h.app.overlay.is_none());
    h.keys("? ?");
    assert!(h.app.overlay.is_none());
    h.keys("? /").types("quit");
    assert!(h.choices()[0].1.starts_with("go back; on the first screen, end"), "{:?}", h.choices());
    h.keys("Esc ?").types("e q");
    assert!(h.app.overlay.is_some(), "a q behind other letters is text");
}

#[test]
fn help_tells_every_sign_of_the_screen() {
    let mut h = Harness::samples(80, 24);
    h.keys("?");
    assert!(["●", "◐", "★", "+", "!", "~"].iter().all(|sign| h.choices().iter().any(|choice| choice.0 == *sign)));
    h.keys("q c ?");
    let told = h.choices();
    for sign in diptych::compare::Sign::ALL {
        assert!(told.iter().any(|choice| choice.0 == sign.glyph()), "{sign:?}: {told:?}");
    }
    assert!(told[0].2, "keys come before signs");
}

#[test]
fn digits_typed_into_a_chooser_are_text() {
    let mut h = Harness::samples(80, 24);
    h.keys(": 3 5");
    let Some(Overlay::Palette(chooser)) = &h.app.overlay else { panic!("no palette") };
    assert_eq!(chooser.input.value(), "35");
    h.keys("Esc j");
    assert_eq!(h.number(), 2, "no count is left behind");
}

#[test]
fn text_is_pasted_into_prompts_without_what_a_line_cannot_hold() {
    let mut h = Harness::samples(80, 24);
    h.keys("f").paste("com\tet\u{1b}\n\n  land ing \r\n");
    assert_eq!(h.list().filter, "comet land ing", "lines are joined, none is dropped");
    h.keys("Esc ?").paste("mark all\n");
    assert!(h.choices()[0].1.starts_with("mark all"));
    h.keys("Esc /").paste("canal").keys("Enter");
    assert_eq!(h.list().search.as_ref().unwrap().query, "canal");
}

#[test]
fn pasted_text_is_never_taken_for_commands() {
    let mut h = Harness::samples(80, 24);
    h.paste("q\nr\nG");
    assert_eq!((h.number(), h.state().read, h.quits()), (1, false, false));
}

#[test]
fn a_prompt_is_edited_like_a_line() {
    let mut h = Harness::samples(80, 24);
    h.keys("f").types("comex tail").keys("Ctrl-w Backspace Left Delete").types("t").keys("Ctrl-a Ctrl-e");
    assert_eq!(h.list().filter, "comet");
    h.keys("Ctrl-u");
    assert_eq!((h.list().filter.as_str(), h.listed().len()), ("", 12));
}

fn with_url(url: &str) -> Harness {
    Harness::library(&[("a.md", &format!("+++\ntitle = \"T\"\nurl = {url:?}\n+++\nA text."))], 80, 24)
}

#[test]
fn an_address_is_shown_before_it_is_opened() {
    for keys in ["o", "Enter o"] {
        let mut h = with_url("https://example.org/ferry?late=1");
        h.keys(keys);
        assert!(h.text().contains("https://example.org/ferry?late=1"), "{}", h.text());
        assert!(!h.outside.iter().any(|e| matches!(e, Effect::OpenUrl(_))));
        h.keys("y");
        let opened =
            |e: &Effect| matches!(e, Effect::OpenUrl(url) if url.as_str() == "https://example.org/ferry?late=1");
        assert_eq!(h.outside.iter().filter(|e| opened(e)).count(), 1);
    }
}

#[test]
fn an_address_is_not_opened_without_a_yes() {
    for no in ["n", "Esc", "q", "x Esc"] {
        let mut h = with_url("https://example.org/ferry");
        h.keys("o").keys(no);
        assert!(h.app.overlay.is_none(), "{no}");
        assert!(!h.outside.iter().any(|e| matches!(e, Effect::OpenUrl(_))), "{no}");
    }
}

#[test]
fn other_addresses_than_of_the_web_are_refused() {
    let bad = ["file:///etc/passwd", "javascript:alert(1)", "ssh://example.org", "-oProxyCommand=x", "not an address"];
    for url in bad {
        let mut h = with_url(url);
        h.keys("o");
        assert!(
            h.app.overlay.is_none() && h.notice().starts_with("the address is not opened"),
            "{url}: {}",
            h.notice()
        );
    }
}

#[test]
fn an_article_without_an_address_says_so() {
    let mut h = Harness::library(&[("a.md", "A text about a ferry.")], 80, 24);
    h.keys("o");
    assert_eq!(h.notice(), "this article names no address");
}

#[test]
fn the_picker_lists_the_story_first_and_leaves_out_the_article_at_hand() {
    let mut h = Harness::samples(100, 30);
    h.keys("2 j Enter c");
    let choices = h.choices();
    assert_eq!(choices.len(), 11);
    assert_eq!(choices.iter().map(|c| c.0 == "story").collect::<Vec<_>>().iter().filter(|same| **same).count(), 2);
    assert!(choices[0].0 == "story" && choices[1].0 == "story");
    h.keys("Down Enter");
    assert_eq!(h.here(), "compare suez/northern-ledger.md suez/kestrel-wire.md");
}

#[test]
fn the_picker_puts_what_tells_the_same_first_and_leaves_the_line_that_was_gone_to() {
    use diptych::library::Origin::Sample;
    let mut h = Harness::samples(100, 30);
    h.keys("2 j Enter c");
    let near = || [Sample("comet/meridian-post.md"), Sample("suez/kestrel-wire.md"), Sample("doral/meridian-post.md")];
    let asked = h.asked_for_near.unwrap();
    h.send(Msg::Near(asked, near().to_vec()));
    let order: Vec<String> =
        h.choices().into_iter().take(5).map(|choice| format!("{} {}", choice.0, choice.1)).collect();
    let begins = ["story Stern of", "story One ship", " The lander", " Mexico stays", " A dozen"];
    assert!(order.iter().zip(begins).all(|(line, begin)| line.starts_with(begin)), "{order:?}");
    h.send(Msg::Near(asked, Vec::new()));
    assert!(h.choices()[0].1.starts_with("Stern of"), "what nobody waits for changes nothing");

    let mut h = Harness::samples(100, 30);
    h.keys("2 j Enter c Down");
    h.send(Msg::Near(h.asked_for_near.unwrap(), near().to_vec()));
    h.keys("Enter");
    assert_eq!(h.here(), "compare suez/northern-ledger.md suez/kestrel-wire.md");
}

#[test]
fn the_picker_of_a_lone_article_reads_the_library_first() {
    let mut h = Harness::library(&[("b.md", "Another text about a ferry.")], 100, 30);
    let roots = h.roots.clone();
    let start = diptych::app::Start::Read(diptych::library::Origin::Sample("doral/meridian-post.md"));
    let mut alone = Harness::with(start, 100, 30, crate::support::config(), roots);
    alone.keys("c");
    assert_eq!(alone.choices().len(), 1, "{:?}", alone.choices());
    alone.keys("Enter");
    assert_eq!(alone.here(), "compare doral/meridian-post.md b.md");
    h.keys("q");
}

/// Returns what was asked to be exported last.
fn exporting(h: &Harness) -> &diptych::app::message::Exporting {
    let asked = h.outside.iter().rev().find_map(|effect| if let Effect::Export(it) = effect { Some(it) } else { None });
    asked.unwrap()
}

#[test]
fn a_pair_is_handed_in_as_a_page_named_after_it_and_asks_before_it_overwrites() {
    let mut h = Harness::comparing("A ferry sank on Monday.", "The ferry sank on Monday.", 80, 24);
    h.keys("e");
    let Some(Overlay::Prompt(prompt)) = &h.app.overlay else { panic!("no prompt") };
    assert_eq!(prompt.input.value(), "a-ferry-sank-on-monday-report.html");
    assert!(h.text().contains(".html   .md   .json   .txt"), "{}", h.text());
    h.keys("Enter");
    let wanted = exporting(&h).clone();
    assert!(!wanted.over && wanted.pair.is_some());
    h.send(Msg::IsThere("/news/report.html".into(), Box::new(wanted.clone())));
    assert!(h.text().contains("Overwrite it?") && h.text().contains("/news/report.html"), "{}", h.text());
    h.keys("Enter");
    assert!(exporting(&h).over && exporting(&h).path == wanted.path);
    h.keys("a").types("half a thought");
    h.send(Msg::IsThere("/news/report.html".into(), Box::new(wanted)));
    assert!(matches!(h.app.overlay, Some(Overlay::Editor(_))), "what is being written stays");
    assert_eq!(h.notice(), "not exported: /news/report.html is there already");
}

#[test]
fn an_export_without_a_name_writes_nothing() {
    let mut h = Harness::reading("A ferry sank on Monday.", 80, 24);
    h.keys("e");
    assert!(h.text().contains("-notes.md") && !h.text().contains(".html"), "{}", h.text());
    h.keys("Ctrl-u Enter");
    assert_eq!(h.notice(), "no file is named: nothing is exported");
}
