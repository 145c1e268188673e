//! The judge that is linked in: the tables of the crate `generated`.

use openapi_runtime::Subject;
use openapi_runtime::validate::Violation;
use serde_json::Value;
use xtask::Error;
use xtask::prove::{Judge, Place, Verdict};

/// The subjects of one API.
pub struct Linked(pub &'static [Subject]);

impl Judge for Linked {
    fn judge(&mut self, subject: usize, instances: &[&Value]) -> Result<Vec<Verdict>, Error> {
        let subject = &self.0[subject];
        Ok(instances.iter().map(|it| verdict(subject, it)).collect())
    }
}

fn verdict(subject: &Subject, instance: &Value) -> Verdict {
    let json = instance.to_string();
    Verdict {
        judged: places(subject.judge(json.as_bytes())),
        validated: subject.validate(json.as_bytes()).map(places),
        recoded: (subject.recode)(json.as_bytes()).ok(),
    }
}

fn places(violations: Vec<Violation>) -> Vec<Place> {
    let place = |violation: Violation| Place {
        pointer: violation.pointer,
        keyword: violation.keyword.to_owned(),
    };
    violations.into_iter().map(place).collect()
}
