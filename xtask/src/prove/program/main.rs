//! Judges JSON by the subjects of one document.
//!
//! A line of standard input is a subject's number, a tab and JSON; an empty line asks for what was judged so far. The answer
//! is a line of JSON each.

mod subjects;

use std::io::{self, BufRead, Write};

use generated::runtime::validate::Violation;
use generated::runtime::{Json, JsonObject, Subject};

fn main() -> io::Result<()> {
    let mut answers = io::BufWriter::new(io::stdout().lock());
    for line in io::stdin().lock().lines() {
        match judge(&line?) {
            Some(answer) => writeln!(answers, "{answer}")?,
            None => answers.flush()?,
        }
    }
    answers.flush()
}

fn judge(line: &str) -> Option<Json> {
    let (number, json) = line.split_once('\t')?;
    let subject = subjects::SUBJECTS.get(number.parse::<usize>().ok()?)?;
    Some(answer(subject, json.as_bytes()))
}

fn answer(subject: &Subject, json: &[u8]) -> Json {
    object([
        ("judged", places(subject.judge(json))),
        ("validated", subject.validate(json).map(places).into()),
        ("recoded", (subject.recode)(json).ok().into()),
    ])
}

fn places(violations: Vec<Violation>) -> Json {
    let places = violations.into_iter().map(|violation| {
        object([
            ("pointer", Json::from(violation.pointer)),
            ("keyword", Json::from(violation.keyword)),
        ])
    });
    places.collect()
}

fn object<const N: usize>(members: [(&str, Json); N]) -> Json {
    let members = members.map(|(name, value)| (name.to_owned(), value));
    Json::Object(JsonObject::from_iter(members))
}
