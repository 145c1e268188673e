//! The independent judge of one schema.

use jsonschema::error::ValidationErrorKind;
use jsonschema::{ValidationError, Validator};
use serde_json::Value;
use xtask::Effective;
use xtask::oracle::json_schema;

/// A validator that shares nothing with ours.
pub struct Oracle(Validator);

/// An error of the validator's.
#[derive(Debug)]
pub struct Found {
    pointer: String,
    keyword: String,
    /// The keywords on the way to the one that is broken.
    path: String,
}

impl Oracle {
    /// The judge of the schema at `at`.
    pub fn new(effective: &Effective, at: &str) -> Self {
        let schema = json_schema(&effective.document, at, &effective.open_enums);
        let validator = jsonschema::options()
            .should_validate_formats(true)
            .build(&schema)
            .unwrap_or_else(|error| panic!("{at}: {error}"));
        Self(validator)
    }

    /// Its verdict.
    pub fn accepts(&self, instance: &Value) -> bool {
        self.0.is_valid(instance)
    }

    /// What it finds, within branches too: there `nullable` puts what is beside it.
    pub fn found(&self, instance: &Value) -> Vec<Found> {
        let mut found = Vec::new();
        for error in self.0.iter_errors(instance) {
            collect(&error, &mut found);
        }
        found
    }
}

fn collect(error: &ValidationError<'_>, found: &mut Vec<Found>) {
    found.push(Found {
        pointer: error.instance_path().to_string(),
        keyword: error.kind().keyword().to_owned(),
        path: error.evaluation_path().to_string(),
    });
    match error.kind() {
        ValidationErrorKind::AnyOf { context }
        | ValidationErrorKind::OneOfNotValid { context }
        | ValidationErrorKind::OneOfMultipleValid { context } => {
            let below = context.iter().flatten();
            below.for_each(|error| collect(error, found));
        }
        _ => {}
    }
}

impl Found {
    /// Whether it is this keyword at this place. The validator calls the missing names of `dependentRequired`
    /// `required`, and what `if` asks for by the keyword of its `then`.
    pub fn names(&self, pointer: &str, keyword: &str) -> bool {
        let on_the_way = |keyword: &str| self.path.split('/').any(|segment| segment == keyword);
        let named = match keyword {
            "dependentRequired" => on_the_way("dependentRequired"),
            "if" => on_the_way("then") || on_the_way("else"),
            keyword => self.keyword == keyword,
        };
        self.pointer == pointer && named
    }
}
