#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may fail by panicking")]

use proptest::prelude::*;

use super::*;

const DAY: i64 = 24 * 60 * 60;

/// Two accounts of each of three events, of which the first two are of one kind.
const EVENTS: [[&str; 2]; 3] = [
    [
        "Fire on the Tarnholm ferry kills three\nThe car deck of the ferry Saint Oda burned for four hours off Tarnholm \
         harbour before tugs from the mainland could reach it. Three passengers died, the coastguard said.",
        "Three dead in ferry blaze\nA blaze on the Saint Oda, the ferry between Tarnholm and the mainland, has killed \
         three passengers. The coastguard said it began on the car deck.",
    ],
    [
        "Mill fire in Marlow sends workers home\nFlames destroyed the spinning hall of the Marlow cotton mill on \
         Friday. Nobody was hurt, and 240 workers were sent home by the owner, Jarrow Textiles.",
        "Jarrow Textiles loses its Marlow hall\nThe spinning hall of the cotton mill at Marlow burned down. Jarrow \
         Textiles, the owner, sent home 240 workers; the flames hurt nobody.",
    ],
    [
        "Council votes for a second school in Elmbridge\nThe council of Elmbridge has voted eleven to four for a second \
         primary school on Quarry Lane, after two years of petitions by parents.",
        "Elmbridge gets its school\nParents in Elmbridge have their second primary school: councillors chose the site \
         on Quarry Lane by eleven votes to four.",
    ],
];

fn account(text: &str, day: Option<i64>) -> Account {
    let (title, story) = text.split_once('\n').unwrap();
    Account { at: day.map(|day| day * DAY), ..Account::new(Profile::new(title, [story], &mut Stems::default())) }
}

/// The accounts of all events, all of one day: 0 and 1, 2 and 3, 4 and 5 belong together.
fn accounts() -> Vec<Account> {
    EVENTS.iter().flatten().map(|text| account(text, Some(20_000))).collect()
}

#[test]
fn accounts_of_one_event_are_one_story_and_events_of_one_kind_are_two() {
    assert_eq!(group(&accounts(), &Told::default()), [[0, 1], [2, 3], [4, 5]]);
}

#[test]
fn what_tells_the_same_is_nearest_and_what_shares_nothing_is_left_out() {
    let mut all = accounts();
    all.push(account("Ember\nZebras graze.", None));
    assert_eq!([0, 2, 5].map(|of| nearest(&all, of).first().copied()), [Some(1), Some(3), Some(4)]);
    assert!(!nearest(&all, 0).contains(&6) && !nearest(&all, 0).contains(&0));
    assert!(nearest(&all, 6).is_empty() && nearest(&all, 99).is_empty());
}

#[test]
fn a_story_goes_on_over_three_days_without_an_article_and_ends_after_more() {
    for (day, one) in [(20_000, true), (20_003, true), (19_997, true), (20_004, false), (19_996, false)] {
        let later = Account { at: Some(day * DAY), ..account(EVENTS[0][1], None) };
        let groups = group(&[account(EVENTS[0][0], Some(20_000)), later], &Told::default());
        assert_eq!(groups.len() == 1, one, "day {day}");
    }
}

#[test]
fn a_story_never_lasts_longer_than_two_weeks() {
    let accounts: Vec<Account> = (0..10).map(|n| account(EVENTS[0][0], Some(20_000 + 2 * n))).collect();
    let groups = group(&accounts, &Told::default());
    let days = |group: &Vec<usize>| 2 * (group.iter().max().unwrap() - group.iter().min().unwrap());
    assert!(groups.len() > 1 && groups.iter().all(|group| days(group) <= 14), "{groups:?}");
}

#[test]
fn an_account_without_a_date_joins_the_story_of_any_day() {
    let groups = group(&[account(EVENTS[0][0], Some(20_000)), account(EVENTS[0][1], None)], &Told::default());
    assert_eq!(groups, [[0, 1]]);
}

#[test]
fn what_articles_name_and_readers_say_goes_before_likeness() {
    let named = |names: [&str; 6]| {
        let named = accounts().into_iter().zip(names);
        named
            .map(|(account, name)| Account { named: (!name.is_empty()).then(|| name.to_owned()), ..account })
            .collect::<Vec<_>>()
    };
    let told = Told::default();
    assert_eq!(group(&named(["fires", "", "fires", "", "", ""]), &told), [vec![0, 1, 2, 3], vec![4, 5]]);
    assert_eq!(group(&named(["ferry", "blaze", "", "", "", ""]), &told), [vec![0], vec![1], vec![2, 3], vec![4, 5]]);
    let told = Told { same: vec![(1, 4)], apart: vec![(2, 3)] };
    assert_eq!(group(&accounts(), &told), [vec![0, 1, 4, 5], vec![2], vec![3]]);
}

#[test]
fn what_a_reader_has_put_apart_is_not_brought_together_by_a_third() {
    let mut accounts = accounts();
    accounts.push(account(EVENTS[0][1], Some(20_000)));
    let groups = group(&accounts, &Told { same: Vec::new(), apart: vec![(0, 1)] });
    assert!(groups.iter().all(|group| !(group.contains(&0) && group.contains(&1))), "{groups:?}");
    assert!(groups.iter().any(|group| group.len() == 2 && group.contains(&6)), "{groups:?}");
}

#[test]
fn a_story_is_called_after_the_account_nearest_its_middle() {
    let texts = [
        "Weather\nRain fell over the hills of the north, and the coastguard said the harbour would open.",
        EVENTS[0][0],
        EVENTS[0][1],
    ];
    let accounts: Vec<Account> = texts.iter().map(|text| account(text, None)).collect();
    assert!(nearest_middle(&accounts, &[0, 1, 2]).is_some_and(|index| index > 0));
    assert_eq!(nearest_middle(&accounts, &[1]), Some(1));
    assert_eq!(nearest_middle(&accounts, &[]), None);
}

#[test]
fn texts_without_words_stand_alone() {
    let empty = || Account::new(Profile::new("", ["", "… —", "the of and"], &mut Stems::default()));
    assert_eq!(group(&[empty(), empty()], &Told::default()), [[0], [1]]);
    assert_eq!(group(&[], &Told::default()), Vec::<Vec<usize>>::new());
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn every_account_is_in_one_group_of_two_weeks_at_most_and_that_the_same_every_time(
        picked in proptest::collection::vec((0_usize..6, proptest::option::of(20_000_i64..20_020)), 0..24),
    ) {
        let texts: Vec<&str> = EVENTS.iter().flatten().copied().collect();
        let accounts: Vec<Account> = picked.iter().map(|(text, day)| account(texts[*text], *day)).collect();
        let groups = group(&accounts, &Told::default());
        let mut all: Vec<usize> = groups.concat();
        all.sort_unstable();
        prop_assert_eq!(all, (0..accounts.len()).collect::<Vec<_>>());
        for own in &groups {
            let days: Vec<i64> = own.iter().filter_map(|index| accounts[*index].at).collect();
            let length = days.iter().max().zip(days.iter().min()).map_or(0, |(last, first)| last - first);
            prop_assert!(length <= LONGEST);
        }
        prop_assert_eq!(group(&accounts, &Told::default()), groups);
    }
}
