//! A body whose properties are fields of its operation, one by one.

use crate::call::Call;
use crate::client::Core;
use crate::error::DecodeError;
use crate::fill::Fill;
use crate::operation::Operation;
use crate::reader::Reader;
use crate::visit::{Visit, Visitor};

/// An operation that has the properties of its body among its fields: what it visits is its body.
pub trait Spread: Operation + Visit {
    /// Reads the body, as [`Fill::fill`] does.
    ///
    /// # Errors
    /// Where the text is not JSON or does not fit the body; the error knows the place.
    fn fill_body(&mut self, reader: &mut Reader<'_>) -> Result<(), DecodeError>;
}

/// The body of an operation as a value by itself: emitted tests judge it.
#[derive(Clone)]
pub struct Body<O>(O);

impl<O: Spread> Visit for Body<O> {
    fn visit(&self, visitor: &mut dyn Visitor) {
        self.0.visit(visitor);
    }
}

impl<O: Spread> Fill for Body<O> {
    fn blank() -> Self {
        Self(O::blank(Call::new(&Core::idle())))
    }

    fn fill(&mut self, reader: &mut Reader<'_>) -> Result<(), DecodeError> {
        self.0.fill_body(reader)
    }
}

#[cfg(test)]
#[allow(
    dead_code,
    reason = "the tests use few of the methods that an operation has"
)]
mod tests {
    use super::*;
    use crate::shape::Check::MaxLength;
    use crate::{Json, Subject, to_json};

    crate::operation! {
        /// Creates a coupon.
        pub struct Create = "create": "POST" "/coupons" {}
        body: "application/json", Json, Spread;
        object CreateBody {
            /// Sets `code`.
            code: Option<String> = Optional("code", MaxLength(3)) <- into(String),
        }
        responses: Exact(204) => Success;
        output(_case, _reply): () = Ok(());
        failure(_case, reply): Json = reply.json();
    }

    fn is_left_out(create: &Create) -> Option<bool> {
        let stated = Create::endpoint().body.as_ref()?;
        let body = create.parts().body?;
        Some(stated.is_left_out(body))
    }

    #[test]
    fn a_body_is_there_once_one_of_its_properties_is() {
        let create = Create::blank(Call::new(&Core::idle()));
        assert_eq!(is_left_out(&create), Some(true));
        let create = create.code("SPRING");
        assert_eq!(is_left_out(&create), Some(false));
        assert_eq!(to_json(&create), r#"{"code":"SPRING"}"#);
    }

    #[test]
    fn a_body_is_judged_by_itself() {
        let subject = Subject::of::<Body<Create>>("#/body");
        assert_eq!(subject.judge(b"{}"), []);
        let found = subject.judge(br#"{"code":"SPRING"}"#);
        assert_eq!(
            found.iter().map(|it| it.keyword).collect::<Vec<_>>(),
            ["maxLength"]
        );
    }
}
