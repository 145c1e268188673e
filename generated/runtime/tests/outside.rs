//! The runtime as a generated crate sees it: public names alone.

use openapi_runtime::fill::Fill;
use openapi_runtime::shape::{Enumeration, Presence, Rest, Shape};
use openapi_runtime::visit::{Visit, Visitor};
use openapi_runtime::{DecodeError, Json, Map, Model, Reader, Subject, models};

const LIST_SHAPE: Shape = Shape {
    name: "List",
    constants: &[],
    members: &[("data", Presence::Required)],
    limits: &[],
    rest: Rest::Kept(&[]),
    checks: &[],
};

struct List<T> {
    data: Vec<T>,
    rest: Map<Json>,
}

impl<T: Fill> Fill for List<T> {
    fn blank() -> Self {
        Self {
            data: Fill::blank(),
            rest: Fill::blank(),
        }
    }

    fn fill(&mut self, reader: &mut Reader<'_>) -> Result<(), DecodeError> {
        reader.object(&LIST_SHAPE, &mut [&mut self.data], Some(&mut self.rest))
    }
}

impl<T: Visit> Visit for List<T> {
    fn visit(&self, visitor: &mut dyn Visitor) {
        visitor.object(&LIST_SHAPE, &[&self.data], Some(&self.rest));
    }
}

const DURATION: Enumeration = Enumeration {
    name: "Duration",
    values: &["once", "forever"],
    open: false,
};

enum Duration {
    Once,
    Forever,
    Unknown(String),
}

impl From<String> for Duration {
    fn from(text: String) -> Self {
        match text.as_str() {
            "once" => Self::Once,
            "forever" => Self::Forever,
            _ => Self::Unknown(text),
        }
    }
}

impl Fill for Duration {
    fn blank() -> Self {
        Self::Unknown(String::new())
    }

    fn fill(&mut self, reader: &mut Reader<'_>) -> Result<(), DecodeError> {
        *self = Self::from(reader.text()?);
        Ok(())
    }
}

impl Visit for Duration {
    fn visit(&self, visitor: &mut dyn Visitor) {
        let text = match self {
            Self::Once => "once",
            Self::Forever => "forever",
            Self::Unknown(text) => text,
        };
        visitor.enumeration(&DURATION, text);
    }
}

models! { Duration, generic List }

const SUBJECT: Subject = Subject::of::<List<Duration>>("#/components/schemas/list");

#[test]
fn a_generic_list_of_an_enumeration() -> Result<(), DecodeError> {
    let json = r#"{"data":["once","forever","later"],"has_more":false}"#;
    let list = List::<Duration>::from_json(json)?;
    assert_eq!(list.to_json(), json);
    assert_eq!(list, List::from_json(list.to_json())?);
    assert_eq!(
        format!("{list:?}"),
        r#"List { data: ["once", "forever", "later"], has_more: false }"#
    );
    assert_eq!((SUBJECT.recode)(json.as_bytes())?, json);
    Ok(())
}

#[cfg(feature = "serde")]
#[test]
fn serde_finds_its_traits() -> Result<(), serde_json::Error> {
    let list: List<Duration> = serde_json::from_str(r#"{"data":["once"]}"#)?;
    assert_eq!(serde_json::to_string(&list)?, r#"{"data":["once"]}"#);
    Ok(())
}
