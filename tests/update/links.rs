//! Links of a text: listed, chosen by number, opened only after the address was shown, copied.

use diptych::app::message::Effect;
use diptych::app::overlay::Overlay;
use diptych::config::settings::HyperlinkChoice;

use crate::support::Harness;

const TEXT: &str = "+++\ntitle = \"The quay\"\nurl = \"https://post.example/world/quay\"\n+++\n\
    The [quay](https://harbour.example/quay) gave way. Nobody was [hurt](/world/hurt), said [the mayor][m].\n\n\
    A page at https://b\u{fc}cher.example/x tells more.[^1] It [lies](javascript:alert(1)). Nothing more is known.\n\n\
    [m]: https://town.example/mayor\n\n[^1]: In German.\n";

/// Returns the addresses that were opened.
fn opened(h: &Harness) -> Vec<&str> {
    let urls = h.outside.iter().filter_map(|effect| match effect {
        Effect::OpenUrl(url) => Some(url.as_str()),
        _ => None,
    });
    urls.collect()
}

#[test]
fn links_are_listed_with_their_whole_addresses_and_opened_from_there() {
    let mut h = Harness::reading(TEXT, 80, 24);
    h.keys("U");
    let text = h.text();
    for address in [
        "https://harbour.example/quay",
        "https://post.example/world/hurt",
        "https://town.example/mayor",
        "https://xn--bcher-kva.example/x",
        "javascript:alert(1)",
        "not opened: only http and https",
    ] {
        assert!(text.contains(address), "{address}\n{text}");
    }
    h.keys("j Enter");
    assert_eq!(opened(&h), ["https://post.example/world/hurt"]);
    assert!(h.app.overlay.is_none());
}

#[test]
fn a_number_shows_the_address_and_asks() {
    let mut h = Harness::reading(TEXT, 80, 24);
    h.keys("U 3");
    assert!(matches!(h.app.overlay, Some(Overlay::Confirm(_))));
    assert!(h.text().contains("https://town.example/mayor"));
    assert!(opened(&h).is_empty());
    h.keys("y");
    assert_eq!(opened(&h), ["https://town.example/mayor"]);
}

#[test]
fn what_is_no_web_address_is_listed_and_not_opened() {
    let mut h = Harness::reading(TEXT, 80, 24);
    for keys in ["U 5", "U G Enter"] {
        h.keys(keys);
        assert!(h.notice().contains("only http and https"), "{}", h.notice());
        h.keys("Esc");
    }
    assert!(opened(&h).is_empty());
}

#[test]
fn the_address_is_copied_as_it_is_opened() {
    let mut h = Harness::reading(TEXT, 80, 24);
    h.keys("U G k y");
    let copied =
        h.outside.iter().find_map(|effect| if let Effect::Copy(text) = effect { Some(text.as_str()) } else { None });
    assert_eq!(copied, Some("https://xn--bcher-kva.example/x"));
    assert!(matches!(h.app.overlay, Some(Overlay::Links(_))));
}

#[test]
fn enter_opens_the_link_under_the_cursor_and_lists_several_of_a_sentence() {
    let mut h = Harness::reading(TEXT, 80, 24);
    h.keys("Enter");
    assert!(h.text().contains("https://harbour.example/quay"), "{}", h.text());
    h.keys("Esc ) Enter");
    assert!(matches!(&h.app.overlay, Some(Overlay::Links(links)) if links.chosen == 1));
    h.keys("Esc 2 w");
    assert!(h.text().contains("link to post.example"), "{}", h.text());
    h.keys("Enter y");
    assert_eq!(opened(&h), ["https://post.example/world/hurt"]);
    h.keys("G Enter");
    assert_eq!(h.notice(), "no link begins here");
}

#[test]
fn a_footnotes_number_leads_to_it_and_back() {
    let mut h = Harness::reading(TEXT, 80, 24);
    let number = h.pane().unwrap().article.text.find("1]").unwrap();
    h.pane_mut().go_to(number);
    h.keys("Enter");
    let pane = h.pane().unwrap();
    assert!(pane.article.text[pane.cursor()..].starts_with("In German."));
    h.keys("Ctrl-o");
    assert_eq!(h.pane().unwrap().cursor(), number);
}

#[test]
fn a_text_without_links_says_so_and_in_a_pair_the_side_in_focus_is_meant() {
    let mut h = Harness::comparing("The quay gave way on Monday.", TEXT, 120, 40);
    h.keys("U");
    assert_eq!(h.notice(), "no link stands in this text");
    h.keys("l U");
    assert!(h.text().contains("https://town.example/mayor"));
}

#[test]
fn terminals_that_follow_links_are_told_where_they_lead() {
    let mut h = Harness::reading(TEXT, 80, 24);
    let told = |h: &Harness| {
        let buffer = h.buffer();
        let cells = buffer.content().iter().map(|cell| cell.symbol().to_owned());
        cells.filter(|symbol| symbol.contains("\u{1b}]8;")).collect::<Vec<_>>()
    };
    assert!(told(&h).is_empty(), "off where the terminal is not known");
    let mut config = h.app.config.as_ref().clone();
    config.settings.hyperlinks = HyperlinkChoice::Always;
    h.app.config = std::sync::Arc::new(config);
    let links = told(&h);
    assert!(links.iter().any(|cell| cell.contains(";https://harbour.example/quay\u{1b}\\quay\u{1b}")), "{links:?}");
    assert!(links.iter().all(|cell| !cell.contains("javascript")));
    h.keys("U");
    assert!(told(&h).iter().all(|cell| !cell.contains("harbour")), "the list lies over it");
}
