//! English words that say nothing about an event. Other languages have none here: there, frequency alone decides.

use super::table::{Table, past};

/// Lower-case words.
const STOP: &[u8] = b"\
    a about above according after again against ago all along already also although am among an and another any are aren't around as at away back be became because been before being between both but by came can can't come could \
    couldn't did didn't do does doesn't doing don't down during each either else even ever every few for from \
    further get go got had hadn't has hasn't have haven't having he he'd he'll he's her here hers herself him \
    himself his how however i i'd i'll i'm i've if in including into is isn't it it'll it's its itself just last \
    like made make many may me might more most much must my myself near neither never new no nor not now of off \
    often on once one only or other others ought our ours ourselves out over own per put rather said same saw say \
    saying says see shall she she'd she'll she's should shouldn't since so some still such take tell than that \
    that's the their theirs them themselves then there there's these they they'd they'll they're they've this those \
    though through to told too toward towards two under until up upon us very was wasn't we we'd we'll we're we've \
    went were weren't what when where whether which while who whom whose why will with within without won't would \
    wouldn't yet you you'd you'll you're you've your yours yourself";

static TABLE: Table<(), 512> = table();

const fn table() -> Table<(), 512> {
    let mut table = Table::empty(STOP, ());
    let mut at = 0;
    while at < STOP.len() {
        let end = past(STOP, at, b" ");
        table.enter(at, end);
        at = end + 1;
    }
    table
}

/// Says whether the lower-case `word` is one.
pub(super) fn is_stop(word: &str) -> bool {
    TABLE.find(word.as_bytes()).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_of_the_list_is_found_and_no_other() {
        let words = str::from_utf8(STOP).unwrap_or("").split(' ');
        assert!(words.clone().count() > 170 && words.into_iter().all(is_stop));
        assert!(!["", "coalition", "thee", "th"].into_iter().any(is_stop));
    }
}
