//! The links in a text: listed, opened after their address was shown, followed to a footnote.

use super::Ctx;
use crate::app::core::jumps::Place;
use crate::app::overlay::links::Links;
use crate::app::overlay::{Confirm, Overlay, Then};
use crate::app::pane::Pane;
use crate::library::url::Url;

impl Confirm {
    /// Asks whether an address is opened, and shows it.
    #[must_use]
    pub fn open(url: Url) -> Self {
        let question = format!("Open the page at {} in the browser?", url.host_str().unwrap_or_default());
        Self { question, detail: url.to_string(), then: Then::OpenUrl(url) }
    }
}

impl Ctx<'_> {
    /// Lists the links of a text.
    pub fn list_links(&mut self, pane: Option<&Pane>) {
        let Some(pane) = pane else { return self.say("the article is still being read") };
        match Links::of(pane) {
            Some(mut links) => {
                links.choose(links.chosen, links.area(self.page.size));
                *self.overlay = Some(Overlay::Links(links));
            }
            None => self.say("no link stands in this text"),
        }
    }

    /// Asks to open the link under the cursor, or the only one of the sentence; of several it lists them; a footnote's
    /// number is gone along. Says whether there was something.
    pub fn open_link_of(&mut self, pane: &mut Pane, here: Option<Place>) -> bool {
        let at = pane.cursor();
        if let Some(note) = pane.footnote_at(at) {
            self.leave(here);
            pane.go_to(note);
            return true;
        }
        let found = match pane.link_at(at) {
            Some(link) => vec![link],
            None => pane.links_in(pane.current_span()),
        };
        match found.as_slice() {
            [] => return false,
            [link] => self.ask_to_open_address(link.address.clone()),
            _ => self.list_links(Some(pane)),
        }
        true
    }

    /// Shows an address and asks before it is opened.
    pub fn ask_to_open_address(&mut self, address: Result<Url, String>) {
        match address {
            Ok(url) => *self.overlay = Some(Overlay::Confirm(Confirm::open(url))),
            Err(why) => self.warn(format!("the address is not opened: {why}")),
        }
    }
}
