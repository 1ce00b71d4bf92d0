//! Where each side puts it, in words: the same for the screen and for every report.

use super::placing::{Lead, Placed};
use crate::article::{Article, ParagraphKind};
use crate::compare::{Comparison, Coverage, SentenceRef, Side};

const SIDES: [Side; 2] = [Side::Left, Side::Right];

/// The share of a story by which a passage has to be moved to be told of.
const FAR: f64 = 0.25;
/// How many moved passages are told of.
const MOST: usize = 3;

/// A thought around quoted words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// The side that it speaks of first, whose words are quoted.
    pub side: Side,
    /// What stands before the words, without a space; may be empty.
    pub before: String,
    /// The words, without quotation marks; of the article, not sanitised.
    pub words: String,
    /// Whether they are the beginning of more.
    pub cut: bool,
    /// What stands after them, with its own space or mark.
    pub after: String,
    /// The paragraphs that it speaks of, from 0.
    pub paragraphs: Vec<(Side, usize)>,
}

/// A pair as it is spoken of.
#[derive(Clone, Copy, Debug)]
pub struct Speaker<'a> {
    /// What is known of it.
    pub comparison: &'a Comparison,
    /// The left article and the right one.
    pub articles: [&'a Article; 2],
    /// What the sides are called: "left" and "right" where they have no names of their own.
    pub houses: [&'a str; 2],
    /// What stands before the number of a paragraph.
    pub paragraph: &'a str,
    /// Characters of a sentence that are quoted.
    pub quoted: usize,
}

impl<'a> Speaker<'a> {
    /// Says what each side leads with and where the other has it.
    #[must_use]
    pub fn leads(&self) -> Vec<Told> {
        let lead = |side| self.comparison.placing.lead(side).map(|lead| self.lead(side, lead));
        SIDES.into_iter().filter_map(lead).collect()
    }

    /// Says which passages the two put furthest apart, the furthest first.
    #[must_use]
    pub fn moved(&self) -> Vec<Told> {
        let mut far: Vec<&Placed> =
            self.comparison.placing.passages.iter().filter(|placed| self.is_far(placed)).collect();
        far.sort_by(|a, b| b.shift().abs().total_cmp(&a.shift().abs()).then(a.left.cmp(&b.left)));
        far.into_iter().take(MOST).map(|placed| self.moved_passage(placed)).collect()
    }

    /// Says whether a passage of the body is told of: a lead that is found is told of already.
    fn is_far(&self, placed: &Placed) -> bool {
        let body = SIDES.iter().all(|&side| self.kind(side, placed.on(side)) == ParagraphKind::Body);
        let found = |side| self.comparison.placing.lead(side).is_some_and(|lead| lead.there.is_some());
        let lead = SIDES.iter().any(|&side| found(side) && self.is_lead(side, placed.on(side)));
        body && !lead && placed.shift().abs() >= FAR
    }

    const fn article(&self, side: Side) -> &'a Article {
        self.articles[side as usize]
    }

    /// Names a side in the middle of a sentence.
    const fn house(&self, side: Side) -> &'a str {
        match self.houses[side as usize].as_bytes() {
            b"left" => "the left",
            b"right" => "the right",
            _ => self.houses[side as usize],
        }
    }

    /// Names a side where a sentence begins; a house is written as it writes itself.
    const fn first(&self, side: Side) -> &'a str {
        match self.houses[side as usize].as_bytes() {
            b"left" => "The left",
            b"right" => "The right",
            _ => self.houses[side as usize],
        }
    }

    fn kind(&self, side: Side, at: SentenceRef) -> ParagraphKind {
        self.article(side).paragraphs.get(at.paragraph).map_or(ParagraphKind::Body, |p| p.kind)
    }

    fn lead(&self, side: Side, lead: Lead) -> Told {
        let other = self.house(side.other());
        let after = match lead.there {
            None => {
                let near = lead.near.map_or_else(String::new, |at| format!(", {}", self.place(side.other(), at)));
                match self.coverage(side, lead.at) {
                    Coverage::None => format!("; no counterpart found in {other}"),
                    Coverage::Partial => format!("; {other} has it in part{near}"),
                    Coverage::Unsure => format!("; {other} may have it{near}"),
                }
            }
            Some(there) => format!("; {other} {}", self.there(side.other(), there)),
        };
        let paragraphs = [(side, Some(lead.at)), (side.other(), lead.there.or(lead.near))];
        let before = format!("{} leads with", self.first(side));
        self.told(before, (side, lead.at), after, &paragraphs)
    }

    /// Says where `side` has what the other leads with.
    fn there(&self, side: Side, at: SentenceRef) -> String {
        match self.kind(side, at) {
            ParagraphKind::Body if self.is_lead(side, at) => "leads with it too".to_owned(),
            ParagraphKind::Title | ParagraphKind::Standfirst => format!("has it {} alone", self.place(side, at)),
            _ => format!("has it {}", self.place(side, at)),
        }
    }

    /// Names a place of `side`.
    fn place(&self, side: Side, at: SentenceRef) -> String {
        match self.kind(side, at) {
            ParagraphKind::Title => "in its headline".to_owned(),
            ParagraphKind::Standfirst => "in its standfirst".to_owned(),
            ParagraphKind::Body if self.is_lead(side, at) => "in its lead".to_owned(),
            _ => format!("in its {}{}", self.paragraph, self.number(side, at)),
        }
    }

    fn is_lead(&self, side: Side, at: SentenceRef) -> bool {
        self.comparison.placing.lead(side).is_some_and(|lead| lead.at.paragraph == at.paragraph)
    }

    fn coverage(&self, side: Side, at: SentenceRef) -> Coverage {
        self.comparison.only(side).iter().find(|only| only.at == at).map_or(Coverage::None, |only| only.state)
    }

    fn moved_passage(&self, placed: &Placed) -> Told {
        // The side that has it further up speaks: its words are the better known.
        let side = if placed.shift() < 0.0 { Side::Right } else { Side::Left };
        let other = side.other();
        let [here, there] = [side, other].map(|side| self.number(side, placed.on(side)));
        let after = format!(" in its {0}{here}, {1} in its {0}{there}", self.paragraph, self.house(other));
        let paragraphs = [(side, Some(placed.on(side))), (other, Some(placed.on(other)))];
        self.told(format!("{} has", self.first(side)), (side, placed.on(side)), after, &paragraphs)
    }

    /// Numbers a paragraph as the reports do, from 1 and furniture included, out of those up to the story's last.
    fn number(&self, side: Side, at: SentenceRef) -> String {
        let last = self.article(side).paragraphs.iter().rposition(|p| !p.kind.is_furniture()).unwrap_or(0);
        format!("{} of {}", at.paragraph + 1, last + 1)
    }

    fn told(
        &self,
        before: String,
        (side, at): (Side, SentenceRef),
        after: String,
        paragraphs: &[(Side, Option<SentenceRef>)],
    ) -> Told {
        let (words, cut) = begin(self.article(side).sentence(at.paragraph, at.sentence), self.quoted);
        let paragraphs = paragraphs.iter().filter_map(|&(side, at)| Some((side, at?.paragraph))).collect();
        Told { side, before, words, cut, after, paragraphs }
    }
}

/// Returns the first words of a sentence, and whether there are more. Quotation marks at its ends are left out.
fn begin(sentence: &str, most: usize) -> (String, bool) {
    let sentence = sentence.split_whitespace().collect::<Vec<_>>().join(" ");
    let quoting = |c: char| matches!(c, '“' | '”' | '"' | '.');
    // Quotation marks inside of quotation marks.
    let sentence = sentence.trim_matches(quoting).replace('“', "‘").replace('”', "’").replace('"', "'");
    let Some((end, _)) = sentence.char_indices().nth(most) else { return (sentence, false) };
    let begin = sentence.get(..end).unwrap_or_default();
    let whole = begin.rsplit_once(' ').map_or(begin, |(words, _)| words);
    (whole.trim_end_matches([',', ';', ':', ' ', '—', '–', '-']).to_owned(), true)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compare::fixtures::{article_of, at};
    use crate::compare::placing::Placing;
    use crate::compare::{Match, OnlyHere, Tier};

    enum Kind {
        Leads,
        Moved,
    }

    fn sides() -> (Article, Article) {
        let body = |text| (ParagraphKind::Body, text);
        let left = article_of(&[
            (ParagraphKind::Title, "Mill burns"),
            body("A blaze gutted the mill."),
            body("The mayor spoke of the worst night that anybody in the whole valley could remember."),
            body("Barges stopped."),
            body("Rain came."),
            (ParagraphKind::Boilerplate, "All rights reserved."),
        ]);
        let right = article_of(&[body("Barges stopped."), body("Hay."), body("Rain came."), body("A blaze.")]);
        (left, right)
    }

    fn lines(pairs: &[(usize, usize)], kind: Kind) -> Vec<String> {
        let (left, right) = sides();
        let matched = |&(l, r): &(usize, usize)| Match {
            left: at(l, 0),
            right: at(r, 0),
            score: 0.7,
            tier: Tier::Sure,
            evidence: vec![],
            pinned: false,
            ..Match::default()
        };
        let matches: Vec<_> = pairs.iter().map(matched).collect();
        let placing = Placing::new(&matches, &left, &right);
        let only_left = vec![OnlyHere { at: at(1, 0), state: Coverage::Partial, weight: 0.1 }];
        let comparison = Comparison { matches, placing, only_left, ..Comparison::default() };
        let (articles, houses) = ([&left, &right], ["left", "Post"]);
        let speaker = Speaker { comparison: &comparison, articles, houses, paragraph: "paragraph ", quoted: 60 };
        let told = match kind {
            Kind::Leads => speaker.leads(),
            Kind::Moved => speaker.moved(),
        };
        told.iter().map(|t| format!("{} “{}{}”{}", t.before, t.words, if t.cut { "…" } else { "" }, t.after)).collect()
    }

    #[test]
    fn leads_say_where_the_other_has_them_or_that_it_has_not() {
        assert_eq!(
            lines(&[(1, 3)], Kind::Leads),
            [
                "The left leads with “A blaze gutted the mill”; Post has it in its paragraph 4 of 4",
                "Post leads with “Barges stopped”; no counterpart found in the left"
            ]
        );
        assert_eq!(lines(&[], Kind::Leads).first().map(|told| told.ends_with("; Post has it in part")), Some(true));
        assert_eq!(
            lines(&[(1, 0)], Kind::Leads),
            [
                "The left leads with “A blaze gutted the mill”; Post leads with it too",
                "Post leads with “Barges stopped”; the left leads with it too"
            ]
        );
        assert!(lines(&[(0, 0)], Kind::Leads).concat().ends_with("the left has it in its headline alone"));
    }

    #[test]
    fn what_is_far_from_where_the_other_has_it_is_told_by_who_has_it_first() {
        assert_eq!(
            lines(&[(2, 3), (4, 1)], Kind::Moved),
            [
                "The left has “The mayor spoke of the worst night that anybody in the…” in its paragraph 3 of 5, Post in its paragraph 4 of 4",
                "Post has “Hay” in its paragraph 2 of 4, the left in its paragraph 5 of 5"
            ]
        );
        assert_eq!(lines(&[(1, 3)], Kind::Moved), Vec::<String>::new(), "a lead is told of already");
    }
}
