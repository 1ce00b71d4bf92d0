//! Heads as programs write them, heads that are none, and heads that mean harm.

use proptest::prelude::*;

use super::read;
use crate::article::import::import;
use crate::article::{Format, Meta};

/// Reads a head that must be one without a flaw, before the text "Text.".
fn meta(yaml: &str) -> Meta {
    let file = format!("---\n{yaml}\n---\nText.\n");
    let front = read(&file);
    assert_eq!((front.flaws, front.body), (vec![], "Text.\n"), "{yaml}");
    front.meta
}

fn told(file: &str) -> Vec<(usize, usize, String)> {
    read(file).flaws.into_iter().map(|flaw| (flaw.line, flaw.column, flaw.message)).collect()
}

fn day(meta: &Meta) -> Option<String> {
    meta.published.map(|when| when.to_string())
}

#[test]
fn a_clippers_head_is_read() {
    let clipped = meta(
        "title: \"Ferry: what we know\"\nsource: \"https://paper.example/ferry\"\nauthor:\n  - \"[[Ann Poe]]\"\n  - \
         \"[[people/jan|Jan Roe]]\"\npublished: 2026-03-07\ncreated: 2026-03-08\ndescription: \"A fire: aboard.\"\ntags:\n  \
         - \"clippings\"\n  - \"#sea\"",
    );
    assert_eq!(clipped.title.as_deref(), Some("Ferry: what we know"));
    assert_eq!((clipped.url.as_deref(), clipped.source.as_deref()), (Some("https://paper.example/ferry"), None));
    assert_eq!(clipped.authors, ["Ann Poe", "Jan Roe"]);
    assert_eq!(clipped.tags, ["clippings", "sea"]);
    assert_eq!(day(&clipped).as_deref(), Some("2026-03-07"));
    assert_eq!(clipped.extra.len(), 2, "what is not read is kept");
}

#[test]
fn the_names_of_site_generators_are_read() {
    let hugo = meta(
        "# of the site\ntitle: 'It''s out'\ndate: 2026-03-07T14:05:00+01:00\nlastmod: 2026-03-08\ndraft: false\nurl: /a/b\n\
         categories: [World, \"Sea, air\"]\nkeywords: ferry, fire\nauthor: {name: Ann Poe, email: a@b.example}\n\
         canonical: https://c.example/",
    );
    assert_eq!(hugo.title.as_deref(), Some("It's out"));
    assert_eq!(day(&hugo).as_deref(), Some("2026-03-07T14:05:00+01:00"));
    assert_eq!(hugo.updated.map(|when| when.to_string()).as_deref(), Some("2026-03-08"));
    assert_eq!(hugo.tags, ["World", "Sea, air", "ferry", "fire"]);
    assert_eq!(hugo.authors, ["Ann Poe"]);
    assert_eq!(hugo.url.as_deref(), Some("https://c.example/"));
    let jekyll = meta("Title: A 7 o'clock ferry # not the last\ndate: \"2026-03-07 14:05:00 +0100\"\nlayout: post");
    assert_eq!(jekyll.title.as_deref(), Some("A 7 o'clock ferry"));
    assert_eq!(day(&jekyll).as_deref(), Some("2026-03-07T14:05:00+01:00"));
    let pandoc = meta(
        "title: >\n  A ferry\n  burns\nauthor:\n- name: Ann Poe\n- Jan Roe\ndate: 7 March 2026\nabstract: |\n  One.\n\n  \
         Two.\nlang: en-GB\npublisher: Tide\nstory: Fire",
    );
    assert_eq!(pandoc.title.as_deref(), Some("A ferry burns"));
    assert_eq!(pandoc.authors, ["Ann Poe", "Jan Roe"]);
    assert_eq!(day(&pandoc).as_deref(), Some("2026-03-07"));
    assert_eq!((pandoc.lang.as_deref(), pandoc.source.as_deref()), (Some("en-GB"), Some("Tide")));
    assert_eq!(pandoc.story.as_deref(), Some("Fire"));
}

#[test]
fn a_scalar_is_the_text_that_was_written() {
    let odd =
        meta("title: 1984\nauthor: [[Ann Poe]]\ntags: [2026, yes, ~, '']\nsource: null\nlang:\ndate:\nstory: 007");
    assert_eq!(odd.title.as_deref(), Some("1984"));
    assert_eq!(odd.authors, ["Ann Poe"]);
    assert_eq!(odd.tags, ["2026", "yes"]);
    assert_eq!((&odd.source, &odd.lang, odd.published), (&None, &None, None));
    assert_eq!(odd.story.as_deref(), Some("007"));
}

#[test]
fn of_two_names_for_one_thing_the_plainer_is_believed_wherever_it_stands() {
    let both = meta("date: 2026-03-01\nurl: https://a.example/\nsource: https://b.example/\npublished: 2026-03-07");
    assert_eq!(day(&both).as_deref(), Some("2026-03-07"));
    let twice = read("---\ntitle: One\ntitle: Two\n---\n");
    assert_eq!(twice.meta.title.as_deref(), Some("One"));
    assert!(matches!(twice.flaws.as_slice(), [flaw] if flaw.line == 3 && flaw.message.contains("title stands twice")));
}

#[test]
fn rules_and_dialogue_are_no_head_and_nothing_is_told() {
    for text in [
        "---\n\nThe harbour wall gave way.\n\n---\n\nMore.\n",
        "---\nThe harbour wall gave way.\n---\nMore.\n",
        "--- Where were you?\n--- At sea.\n---\n",
        "— Where were you?\n---\n",
        "---\nAda: Where were you?\nBen: At sea.\n---\nMore.\n",
        "---\nMinister: we shall see\n",
        "---\n---\nText.\n",
        "---\n# A heading\n\nText with title: in it.\n\n---\n",
        "----\ntitle: x\n----\n",
        "---",
        "---\n",
        " ---\ntitle: x\n---\n",
        "Text.\n---\ntitle: x\n---\n",
        "---\n- title: x\n---\n",
    ] {
        let front = read(text);
        assert_eq!((front.body, front.meta, front.flaws), (text, Meta::default(), vec![]), "{text}");
    }
}

#[test]
fn what_cannot_be_read_stays_in_the_text_and_is_told_with_its_place() {
    for (file, line, why) in [
        ("---\ntitle: x\n\nText.\n", 1, "never closed"),
        ("---\ntitle: Storm: the wall falls\n---\nText.\n", 2, "not valid YAML"),
        ("\n---\ntags:\n\t- x\n---\nText.\n", 4, "not valid YAML"),
        ("---\ntitle: \"x\n---\nText.\n", 2, "not valid YAML"),
        ("---\ntitle: x\n\nText of it.\n\n---\nText.\n", 6, "not valid YAML"),
    ] {
        let front = read(file);
        assert_eq!((front.body, &front.meta), (file, &Meta::default()), "{file}");
        let told = told(file);
        assert_eq!(told.len(), 1, "{file}");
        assert!(told.iter().all(|(l, _, m)| *l == line && m.contains(why) && m.contains("shown as text")), "{told:?}");
    }
}

#[test]
fn a_value_of_the_wrong_kind_costs_itself_alone() {
    let file =
        "---\ntitle: [a, b]\nauthor: &who\n  name: {first: Ann}\ndate: soon\nstory: *who\nlang: en\n---\nText.\n";
    let front = read(file);
    assert_eq!((front.body, front.meta.lang.as_deref()), ("Text.\n", Some("en")));
    let told = told(file);
    let at: Vec<_> = told.iter().map(|(line, column, _)| (*line, *column)).collect();
    assert_eq!(at.iter().map(|(line, _)| *line).collect::<Vec<_>>(), [2, 3, 5, 6], "{told:?}");
    assert!(told.iter().any(|(.., message)| message.contains("date must be a date") && message.contains("\"soon\"")));
    assert!(told.iter().any(|(.., message)| message.contains("story is an alias")));
}

#[test]
fn heads_that_mean_harm_are_text_and_cost_no_more_than_a_look() {
    let many = |piece: &str, times: usize| piece.repeat(times);
    let bomb = "---\ntitle: x\na: &a [x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b]\n---\nText.\n";
    let front = read(bomb);
    assert_eq!((front.meta.title.as_deref(), front.body), (Some("x"), "Text.\n"));
    assert!(toml::to_string(&front.meta.extra).is_ok_and(|text| text.len() < 200), "nothing is expanded");
    for (head, why) in [
        (format!("title: {}\n", many("x", 16 << 20)), "longer than"),
        (format!("title: {}\n", many("[", 60_000)), "not valid YAML"),
        (format!("title: {}{}\n", many("[", 40), many("]", 40)), "levels"),
        (format!("title: x\n{}\n", many("? ", 20_000)), "levels"),
        (format!("title:\n  {}x\n", many("- ", 20_000)), "levels"),
    ] {
        let file = format!("---\n{head}---\nText.\n");
        let front = read(&file);
        assert!(front.body.len() == file.len() && front.meta == Meta::default());
        assert!(matches!(front.flaws.as_slice(), [flaw] if flaw.message.contains(why)), "{:?}", front.flaws);
    }
    let unclosed = format!("---\n{}", many("title: x\n", 2 << 20));
    assert!(matches!(read(&unclosed).flaws.as_slice(), [flaw] if flaw.message.contains("never closed")));
}

#[test]
fn the_text_and_its_coordinates_begin_after_the_head() {
    let file = "---\r\ntitle: Ferry\r\n---\r\n\r\nThe ferry burnt.\r\n\r\nMore.\r\n";
    for format in [Format::Plain, Format::Markdown] {
        let (article, flaws) = import(file, format);
        assert_eq!((article.text.as_str(), flaws.len()), ("The ferry burnt.\n\nMore.", 0));
        assert_eq!(article.meta.title.as_deref(), Some("Ferry"));
    }
}

fn yaml() -> impl Strategy<Value = String> {
    let key = "(title|source|url|authors?|tags|date|story|lang|words|\"title\"|- x|  y)";
    let value = "[a-z é“\"'#:,\\[\\]{}&*!|>\\t-]{0,12}|2026-0[1-9]-[0-3][0-9]";
    let line = (key, value).prop_map(|(key, value)| format!("{key}: {value}\n"));
    prop::collection::vec(line, 0..6).prop_map(|lines| lines.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]

    /// Either the whole file is text, or what follows the closing line is.
    #[test]
    fn all_is_text_or_all_after_the_fence(yaml in yaml(), body in "[a-zé\\n -]{0,20}") {
        let file = format!("---\n{yaml}---\n{body}");
        let front = read(&file);
        prop_assert!(front.body == file || file.ends_with(front.body));
        if front.body == file {
            prop_assert_eq!(front.meta, Meta::default());
        }
    }

    /// What is written in double quotation marks is read back as it is.
    #[test]
    fn a_quoted_title_is_read_back(title in "[a-zé“”:#\\[\\]{},&*!|>%@`' -]{0,30}") {
        let file = format!("---\ntitle: \"{title}\"\n---\n");
        let wanted = title.split_whitespace().collect::<Vec<_>>().join(" ");
        prop_assert_eq!(read(&file).meta.title, Some(wanted).filter(|title| !title.is_empty()));
    }

    #[test]
    fn no_bytes_make_it_fall(text in "---\n(.|\n|\t){0,80}\n---\n") {
        prop_assert!(text.ends_with(read(&text).body));
    }
}
