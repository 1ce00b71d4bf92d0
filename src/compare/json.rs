//! The comparison as JSON: DESIGN.md's contract, version 1, with `tests/compare.schema.json` as its schema.
//!
//! Fields may be added here, never removed, and their order is the order of these structs. Coordinates count Unicode
//! scalar values of the paragraph that they name. Characters that could act on a terminal (C1 controls, bidirectional
//! and other invisible format characters) are written as `\u` escapes: the value stays exact and the bytes are safe to
//! print.

mod safe;
mod scalars;
mod views;

use super::{Comparison, Input};

pub use safe::to_safe_json;

/// Writes `comparison`, which compares `left` with `right`, as one line of JSON without a line feed at its end.
///
/// # Errors
/// Only what `serde_json` reports, which for these types is nothing.
pub fn json(comparison: &Comparison, left: Input<'_>, right: Input<'_>) -> serde_json::Result<String> {
    with_notes(comparison, left, right, None)
}

/// Writes what [`json`] does, with `notes` under that name where there are some to be written.
///
/// # Errors
/// Only what `serde_json` reports, which for these types is nothing.
pub fn with_notes(
    comparison: &Comparison,
    left: Input<'_>,
    right: Input<'_>,
    notes: Option<&serde_json::Value>,
) -> serde_json::Result<String> {
    to_safe_json(&views::view(comparison, left, right, notes))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a failed test should stop where it fails")]
    use std::sync::atomic::AtomicBool;

    use serde_json::Value;

    use super::*;
    use crate::article::import::{Format, import};
    use crate::article::{Article, ParagraphKind};
    use crate::compare::fixtures::{article, article_of};
    use crate::compare::*;
    use crate::text::Span;
    use crate::text::decode::decode;

    fn schema() -> jsonschema::Validator {
        jsonschema::validator_for(&serde_json::from_str(include_str!("../../tests/compare.schema.json")).unwrap())
            .unwrap()
    }

    fn written(comparison: &Comparison, left: &Article, right: &Article) -> Value {
        let text =
            json(comparison, Input { path: "l.txt", article: left }, Input { path: "-", article: right }).unwrap();
        let value = serde_json::from_str(&text).unwrap();
        let errors: Vec<_> = schema().iter_errors(&value).map(|e| format!("{}: {e}", e.instance_path())).collect();
        assert!(errors.is_empty(), "{errors:#?}");
        value
    }

    fn compared(left: &Article, right: &Article, min_score: f64) -> Value {
        let comparison = compare_with(left, right, Options { min_score }, &AtomicBool::new(false)).unwrap();
        written(&comparison, left, right)
    }

    #[test]
    fn every_field_of_the_contract_is_there_in_its_order() {
        let it = article(&["The bridge at Lenne reopened on Friday."]);
        let value = compared(&it, &it, 0.0);
        let keys = |v: &Value| v.as_object().unwrap().keys().cloned().collect::<Vec<_>>().join(" ");
        assert_eq!(keys(&value), "version left right matches quotes figures names lists only guards places checks");
        assert_eq!(keys(&value["left"]), "path title source published paragraphs");
        assert_eq!(keys(&value["left"]["paragraphs"][0]), "kind text sentences");
        assert_eq!(keys(&value["matches"][0]), "left right score tier shown evidence");
        assert_eq!(keys(&value["guards"]), "same_event shared_copy");
        assert_eq!(value["matches"][0]["shown"], true);
        assert_eq!(value["matches"][0]["tier"], "sure");
        assert_eq!(value["left"]["title"], Value::Null);
    }

    #[test]
    fn coordinates_count_scalars_of_the_paragraph() {
        let it = article(&["Première.", "Élan à Köln. “Où?” sagt er."]);
        let value = compared(&it, &it, 0.0);
        assert_eq!(value["left"]["paragraphs"][1]["sentences"], serde_json::json!([[0, 12], [13, 27]]));
    }

    #[test]
    fn furniture_is_listed_and_keeps_its_kind() {
        let it = article_of(&[(ParagraphKind::Byline, "By Ann Writer"), (ParagraphKind::Body, "It rained.")]);
        let value = compared(&it, &it, 0.0);
        assert_eq!(value["left"]["paragraphs"][0]["kind"], "byline");
        assert_eq!(value["matches"].as_array().unwrap().len(), 1);
    }

    #[test]
    fn where_each_side_puts_it_is_written_with_its_share() {
        let left = article(&["The dike at Tarrow broke on Monday.", "Hay is dear.", "Mayor Brandt asked for pumps."]);
        let right = article(&["Schools closed.", "Pumps, Mayor Brandt asked for.", "On Monday the Tarrow dike broke."]);
        let places = &compared(&left, &right, 0.9)["places"];
        let lead = serde_json::json!({"paragraph": 0, "sentence": 0, "there": {"paragraph": 2, "sentence": 0}});
        assert_eq!(places["leads"]["left"], lead);
        assert_eq!(places["leads"]["right"]["there"], Value::Null);
        let first = &places["passages"][0];
        assert_eq!((&first["left"]["share"], &first["right"]["paragraph"]), (&serde_json::json!(0.0), &2.into()));
    }

    #[test]
    fn decisions_are_written_where_there_are_some_and_leave_no_trace_where_there_are_none() {
        use crate::article::anchor::Anchor;
        use crate::compare::decisions::{Decision, DecisionKind, apply};
        let it = article(&["The dike at Tarrow broke on Monday.", "Mayor Brandt asked for pumps."]);
        let anchor = |paragraph| Anchor::of(&it, paragraph, 0).unwrap();
        let mut c = compare(&it, &it, &AtomicBool::new(false)).unwrap();
        assert_eq!(written(&c, &it, &it).get("rejected"), None);
        let decided = |kind, right| Decision { kind, left: anchor(0), right: anchor(right) };
        apply(&mut c, &[decided(DecisionKind::Rejected, 0), decided(DecisionKind::Pinned, 1)], &it, &it);
        let value = written(&c, &it, &it);
        let rejected = &value["rejected"][0];
        assert_eq!((&rejected["decision"], &rejected["right"]["paragraph"]), (&"rejected".into(), &0.into()));
        assert!(rejected["score"].as_f64().unwrap() > 0.5);
        let pins = value["matches"].as_array().unwrap().iter().filter(|m| m["decision"] == "pinned");
        assert_eq!(pins.map(|m| &m["right"]["paragraph"]).collect::<Vec<_>>(), [1]);
    }

    #[test]
    fn empty_sides_are_valid() {
        compared(&Article::default(), &Article::default(), 0.0);
        compared(&article(&["One."]), &Article::default(), 0.0);
    }

    #[test]
    fn invisible_characters_are_escaped_and_come_back() {
        let it = article(&["A\u{202e}b\u{9b}c\u{e0041}d\u{1b}[m."]);
        let comparison = compare(&it, &it, &AtomicBool::new(false)).unwrap();
        let side = Input { path: "x\u{202e}", article: &it };
        let text = json(&comparison, side, side).unwrap();
        assert!(text.chars().all(|c| c == ' ' || c.is_ascii_graphic()), "{text}");
        let value: Value = serde_json::from_str(&text).unwrap();
        assert_eq!(value["left"]["paragraphs"][0]["text"], it.text.as_str());
    }

    #[test]
    fn min_score_changes_the_matches_and_nothing_else() {
        let left =
            article(&["The dike at Tarrow broke on Monday.", "Mayor Brandt asked for pumps.", "Schools closed."]);
        let right = article(&["On Monday the Tarrow dike broke.", "Pumps came late.", "The mayor slept."]);
        let (mut all, mut few) = (compared(&left, &right, 0.0), compared(&left, &right, 0.9));
        assert_ne!(all["matches"], few["matches"]);
        all["matches"].take();
        few["matches"].take();
        assert_eq!(all, few);
    }

    #[test]
    fn findings_of_every_kind_are_written_as_the_schema_says() {
        let left =
            article(&["“We won,” she said, “at last.” Élan had 17 countries on 7 March, tens of thousands at 5pm."]);
        let place = |words: &str| {
            let start = left.text.find(words).unwrap();
            Place { paragraph: 0, span: Span::new(start, start + words.len()) }
        };
        let quote = Quote { parts: vec![place("We won"), place("at last")], speaker: Some("she".into()) };
        let figure =
            |words: &str, value: FigureValue| Figure { place: place(words), value, unit: Some("countries".into()) };
        let number = figure("17 countries", FigureValue::Number(17.0));
        let name =
            Name { name: "Élan".into(), kind: NameKind::Organisation, left: vec![place("Élan")], right: vec![] };
        let comparison = Comparison {
            quotes: vec![QuotePair {
                left: quote.clone(),
                right: quote,
                same_speaker: None,
                kind: QuoteKind::Wording,
                diff: vec![DiffPart { op: DiffOp::Delete, left: Some(place("at last").span), right: None }],
            }],
            figures: vec![
                FigurePair { left: number.clone(), right: number, verdict: Verdict::Agree, about: None },
                FigurePair {
                    left: figure("tens of thousands", FigureValue::Range { low: 20_000.0, high: 99_999.5 }),
                    right: figure("7 March", FigureValue::Moment("--03-07".into())),
                    verdict: Verdict::Incomparable,
                    about: Some("countries".into()),
                },
            ],
            names: Names { left: vec![name], ..Names::default() },
            spellings: vec![vec!["Elan".into(), "Élan".into()]],
            lists: vec![ListPair {
                left: place("7 March"),
                right: place("7 March"),
                both: vec!["7".into()],
                only_left: vec![],
                only_right: vec![],
            }],
            guards: Guards {
                shared_copy: vec![SharedRun { left: place("We won"), right: place("We won"), words: 2 }],
                ..Guards::default()
            },
            ..Comparison::default()
        };
        let value = written(&comparison, &left, &left);
        assert_eq!(value["quotes"][0]["left"]["text"], "We won … at last");
        assert_eq!(value["quotes"][0]["left"]["spans"].as_array().unwrap().len(), 2);
        assert_eq!(
            value["quotes"][0]["diff"][0],
            serde_json::json!({"op": "delete", "left": "at last", "right": null})
        );
        assert_eq!(value["figures"][0]["left"]["value"].to_string(), "17");
        assert_eq!(value["figures"][0]["left"]["text"], "17 countries");
        assert_eq!(value["figures"][1]["left"]["value"].to_string(), r#"{"low":20000,"high":99999.5}"#);
        assert_eq!(value["figures"][1]["right"]["value"], "--03-07");
        assert_eq!(value["names"]["left"][0]["left"][0]["start"], 31);
        assert_eq!(value["names"]["spellings"], serde_json::json!([["Elan", "Élan"]]));
    }

    #[test]
    #[allow(clippy::print_stderr, reason = "a skipped test should say so")]
    fn two_real_articles_are_written_as_the_schema_says() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/articles/");
        let read = |name: &str| {
            let bytes = std::fs::read(format!("{folder}{name}")).ok()?;
            Some(import(&decode(&bytes).ok()?.text, Format::Plain).0)
        };
        let (Some(left), Some(right)) = (read("000_e701c81bf5fec89e.txt"), read("001_85b545c8552b8390.txt")) else {
            eprintln!("skipped: no articles at {folder}");
            return;
        };
        let value = compared(&left, &right, 0.0);
        assert_eq!(value["guards"]["same_event"]["verdict"], "yes");
        assert!(value["matches"].as_array().unwrap().iter().filter(|m| m["shown"] == true).count() >= 8);
    }
}
