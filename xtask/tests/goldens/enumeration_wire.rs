//! Enumerations and formats at work: every value as it is written, and which are refused.

use openapi_runtime::Model;

use crate::judging::{check, judge};
use crate::{enumerations, enumerations_odd, formats};

#[test]
fn values_of_enums_and_formats_keep_their_form() {
    use formats::models::Formats;
    check::<Formats>(
        r#"{"i32":-1,"f64":1.5,"at":1,"day":"2020-02-29","time":"2020-01-01T00:00:00Z","raw":"YWI="}"#,
        &[],
    );
    judge::<Formats>(
        r#"{"day":"2021-02-29","mail":"no","id":"x"}"#,
        &["/day format", "/id format", "/mail format"],
    );
    assert!(Formats::from_json(r#"{"i32":2147483648}"#).is_err());
    use enumerations::models::{Holder, Level};
    for level in ["low", "HIGH", "", "a/b", "+1", "-1", "a", "A", "3d", "self"] {
        check::<Level>(&format!("{level:?}"), &[]);
    }
    check::<Level>(r#""other""#, &[" enum"]);
    check::<Holder>(r#"{"open":"z","port":443,"flag":true,"maybe":"one"}"#, &[]);
    judge::<Holder>(r#"{"port":81,"flag":false}"#, &["/flag enum", "/port enum"]);
}

#[test]
fn odd_values_keep_their_wire_form() {
    use enumerations_odd::models::{Holder, Many, Symbols};
    check::<Symbols>(r#""**""#, &[]);
    check::<Symbols>(r#""""#, &[]);
    check::<Symbols>(r#""~""#, &[" enum"]);
    check::<Many>(r#""c239""#, &[]);
    assert_eq!(Symbols::LessEqual.to_json(), r#""<=""#);
    check::<Holder>(
        r#"{"symbols":"<","mixed":{"a":1},"lists":[1,2],"yes":true}"#,
        &[],
    );
    check::<Holder>(
        r#"{"mixed":2,"lists":[2]}"#,
        &["/lists enum", "/mixed enum"],
    );
}

/// Checks that these are values, and that another is none.
fn check_values<T: Model>(values: &[&str], other: &str) {
    for value in values {
        check::<T>(value, &[]);
    }
    check::<T>(other, &[" enum"]);
}

#[test]
fn every_value_is_one() {
    use enumerations_odd::models::{Cases, Declared, Empty, Foreign, Holder, Long, Words};
    use enumerations_odd::models::{Refused, Symbols, Twice};
    check_values::<Symbols>(
        &[r#""<""#, r#"">""#, r#""=""#, r#"" ""#, r#""-""#, r##""#""##],
        r#""?""#,
    );
    let cases = [
        r#""a""#, r#""A""#, r#""b_c""#, r#""bC""#, r#""b-c""#, r#""B_C""#, r#""b c""#,
    ];
    check_values::<Cases>(&cases, r#""bc""#);
    check_values::<Twice>(&[r#""x""#, r#""y""#], r#""z""#);
    let words = [
        r#""self""#,
        r#""Self""#,
        r#""null""#,
        r#""true""#,
        r#""Unknown""#,
        r#""+1""#,
        r#""-1""#,
        r#""1st""#,
    ];
    check_values::<Words>(&words, r#""2""#);
    check_values::<Foreign>(
        &[r#""grün""#, r#""日本""#, r#""🦀""#, r#""Ñ""#],
        r#""grun""#,
    );
    check_values::<Long>(&[r#""short""#], r#""shorter""#);
    for value in ["-1", "0", "1"] {
        check::<Holder>(&format!(r#"{{"integers":{value}}}"#), &[]);
    }
    check::<Holder>(
        r#"{"integers":2,"flags":false}"#,
        &["/flags enum", "/integers enum"],
    );
    check_values::<Empty>(&[r#""""#], r#"" ""#);
    check_values::<Refused>(&[r#""a""#], r#""b""#);
    // The values count, whatever type stands beside them.
    check_values::<Declared>(&[r#""1""#, r#""2""#], r#""3""#);
    check::<Holder>(r#"{"yes":false,"flags":true}"#, &[]);
    assert_ne!(Cases::from_json(r#""a""#), Cases::from_json(r#""A""#));
}

#[test]
fn null_is_a_value_where_it_is_let_in() {
    use enumerations::models::Holder;
    check::<Holder>(
        r#"{"ports":[80,null],"ports_by_name":{"a":null,"b":443}}"#,
        &[],
    );
    check::<Holder>(
        r#"{"ports":[81],"ports_by_name":{"a":81}}"#,
        &["/ports/0 enum", "/ports_by_name/a enum"],
    );
    judge::<Holder>(r#"{"maybe":null}"#, &[]);
    judge::<enumerations_odd::models::Holder>(r#"{"nullable":null}"#, &[]);
}
