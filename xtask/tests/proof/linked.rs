//! The judge that is linked in: the tables of the crate `generated`.

use openapi_runtime::Subject;
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
    let violations = subject.judge(json.as_bytes()).into_iter().map(|it| Place {
        pointer: it.pointer,
        keyword: it.keyword.to_owned(),
    });
    Verdict {
        violations: violations.collect(),
        recoded: (subject.recode)(json.as_bytes()).ok(),
    }
}
