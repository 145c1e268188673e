//! Names of hard words: valid, unique in their scope with all that is derived from them, whatever the order.

use super::*;

fn check(case: Case, words: &[&str], names: &[&str]) {
    let decided = decide(case, words, &["new"], "_");
    let decided: Vec<&str> = decided.iter().map(Ident::as_str).collect();
    assert_eq!(decided, names);
    for name in decided {
        assert!(Ident::checked(name).is_some(), "`{name}` is no identifier");
    }
}

#[test]
fn words_become_identifiers() {
    check(
        Case::Snake,
        &[
            "projectId",
            "type",
            "self",
            "3d",
            "",
            "a b",
            "+1",
            "-1",
            "naïve",
            "new",
            "created[gte]",
            "$ref",
        ],
        &[
            "project_id",
            "type_",
            "self_",
            "_3d",
            "empty",
            "a_b",
            "plus_1",
            "minus_1",
            "naive",
            "new_",
            "created_gte",
            "dollar_ref",
        ],
    );
    check(
        Case::Pascal,
        &["promotion_code", "Self", "200", "issuing.card"],
        &["PromotionCode", "Self_", "N200", "IssuingCard"],
    );
}

#[test]
fn what_is_derived_from_a_name_is_left_free() {
    let names = |words: &[&str]| -> Vec<String> {
        let claims: Vec<Claim<'_>> = words.iter().map(|word| Claim::of(word)).collect();
        let names = decide_claims(Case::Snake, &claims, &FIELDS);
        names.iter().map(Ident::to_string).collect()
    };
    assert_eq!(names(&["null_count"]), ["null_count"]);
    assert_eq!(names(&["null_count", "count"]), ["null_count_", "count"]);
}

#[test]
fn a_collision_is_settled_by_spelling_not_by_order() {
    let names = |words: &[&str]| decide(Case::Snake, words, &[], "_");
    let one = names(&["fooBar", "foo_bar", "foo-bar"]);
    let other = names(&["foo-bar", "fooBar", "foo_bar"]);
    assert_eq!(one[1].as_str(), "foo_bar");
    assert_eq!((&one[0], &one[2]), (&other[1], &other[0]));
    assert_ne!(one[0], one[2]);
}

#[test]
fn without_an_exact_spelling_every_rival_is_marked() {
    let names = decide(Case::Pascal, &["a", "A"], &[], "_");
    assert_eq!(names[1].as_str(), "A");
    assert_ne!(names[0], names[1]);
    let names = decide(Case::Pascal, &["etc+1", "etc plus 1"], &[], "_");
    assert_ne!(names[0], names[1]);
}

/// Words that are hard on names: symbols, casings, digits, keywords, marks, reserved words and what is derived.
const NASTY: &[&str] = &[
    "",
    " ",
    "-",
    "+",
    "--",
    "_",
    "__",
    "é",
    "日本",
    "a",
    "A",
    "a_",
    "_a",
    "aA",
    "AA",
    "a a",
    "a-a",
    "a.a",
    "1",
    "-1",
    "+1",
    "01",
    "1a",
    "a1",
    "a 1",
    "type",
    "Type",
    "TYPE",
    "type_",
    "self",
    "Self",
    "crate",
    "new",
    "New",
    "new_",
    "unset_a",
    "null_a",
    "null_a_",
    "aRequired",
    "a required",
    "Required",
    "ARequiredModel",
    "Output",
    "aux",
    "con",
    "x1234",
    "a_x86a4",
    "AX86A4",
    "a x86a4",
    "Option",
    "option",
    "OptionModel",
    "Vec",
    "empty",
    "Empty",
    "blank",
    "plus",
    "N1",
    "n1",
    "_1",
];

/// All names of a scope, with what emission derives from them.
fn names(case: Case, words: &[&str], reserved: &Reserved<'_>) -> Vec<String> {
    let claims: Vec<Claim<'_>> = words.iter().map(|word| Claim::of(word)).collect();
    let names = decide_claims(case, &claims, reserved);
    names.iter().map(Ident::to_string).collect()
}

/// Every item that emission puts into the namespace of the scope.
fn items(names: &[String], reserved: &Reserved<'_>) -> Vec<String> {
    let derived = |name: &String| {
        let ident = Ident(name.clone());
        let setters = reserved.beginnings.iter();
        let setters = setters.map(|it| with_prefix(it.trim_end_matches('_'), &ident));
        let parts = reserved.endings.iter().map(|it| with_ending(&ident, it));
        let derived = setters.chain(parts).map(|it| it.to_string());
        [name.clone()]
            .into_iter()
            .chain(derived)
            .collect::<Vec<_>>()
    };
    names.iter().flat_map(derived).collect()
}

#[track_caller]
fn check_scope(case: Case, words: &[&str], reserved: &Reserved<'_>) {
    let decided = names(case, words, reserved);
    let items = items(&decided, reserved);
    let distinct: BTreeSet<&String> = items.iter().collect();
    assert_eq!(distinct.len(), items.len(), "{words:?} are {decided:?}");
    for name in &decided {
        assert!(Ident::checked(name).is_some(), "`{name}` is no identifier");
        assert!(
            !reserved.names.contains(&name.as_str()),
            "`{name}` is reserved"
        );
        let begins = name.contains(|it: char| it.is_ascii_uppercase());
        assert_eq!(
            begins,
            case == Case::Pascal,
            "`{name}` could be of the other case"
        );
    }
    let mut backwards: Vec<&str> = words.to_vec();
    backwards.reverse();
    let mut again = names(case, &backwards, reserved);
    again.reverse();
    assert_eq!(decided, again, "the order of {words:?} counts");
}

#[test]
fn names_are_unique_whatever_the_words() {
    let types = Reserved {
        names: TYPE_SCOPE,
        endings: &["Required"],
        suffix: "Model",
        ..NOTHING
    };
    for (case, reserved) in [
        (Case::Snake, FIELDS),
        (Case::Snake, ARGUMENTS),
        (Case::Snake, NOTHING),
        (Case::Pascal, types),
    ] {
        check_scope(case, NASTY, &reserved);
        for one in NASTY {
            for other in NASTY.iter().filter(|other| *other != one) {
                check_scope(case, &[one, other], &reserved);
            }
        }
    }
}

#[test]
fn marks_that_meet_grow() {
    let mark = |word: &str| spelling::mark(word, MARKS[0]);
    let rival = format!("foo_{}", mark("fooBar").trim_start_matches('_'));
    let taken = format!("foo_bar_{}", mark("fooBar"));
    check_scope(
        Case::Snake,
        &["fooBar", "foo_bar", &taken, &rival],
        &NOTHING,
    );
    let words: Vec<String> = (0..2000)
        .map(|it| format!("a{}b", "-".repeat(it + 1)))
        .collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    check_scope(Case::Snake, &words, &NOTHING);
}

#[test]
fn claims_of_one_word_are_told_apart_by_their_place() {
    let claims = ["/a", "/b"].map(|place| Claim {
        place,
        ..Claim::of("item")
    });
    let names = decide_claims(Case::Pascal, &claims, &NOTHING);
    assert_ne!(names[0], names[1]);
}

#[test]
fn a_given_name_goes_before_words_that_lead_to_it() {
    let claims = [("a b", false), ("AB", false), ("a_b", true)].map(|(word, given)| Claim {
        given,
        ..Claim::of(word)
    });
    let names = decide_claims(Case::Pascal, &claims, &NOTHING);
    assert_eq!(names[2].as_str(), "AB");
    assert_ne!(names[0], names[1]);
}
