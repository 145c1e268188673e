//! A body whose properties are fields of its operation, one by one.

use crate::call::Call;
use crate::client::Core;
use crate::endpoint::Endpoint;
use crate::error::DecodeError;
use crate::fill::Fill;
use crate::operation::{Content, Operation};
use crate::reader::Reader;
use crate::shape::Shape;
use crate::visit::{Entries, Visit, Visitor};

/// The properties of a body.
#[derive(Clone)]
pub struct Properties<'a> {
    shape: &'static Shape,
    members: Vec<&'a dyn Visit>,
    rest: Option<&'a dyn Entries>,
}

impl Visit for Properties<'_> {
    fn visit(&self, visitor: &mut dyn Visitor) {
        visitor.object(self.shape, &self.members, self.rest);
    }
}

/// The body of an endpoint that states its properties, of these members; nothing where it states none.
pub fn spread<'a>(
    endpoint: &'static Endpoint,
    members: &[&'a dyn Visit],
    rest: Option<&'a dyn Entries>,
) -> Content<'a> {
    endpoint.properties.map_or(Content::Nothing, |shape| {
        Content::Spread(Properties {
            shape,
            members: members.to_vec(),
            rest,
        })
    })
}

/// An operation that has the properties of its body among its fields.
pub trait Spread: Operation {
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
        match self.0.parts().body() {
            Some(body) => body.visit(visitor),
            None => visitor.absent(),
        }
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
        body: "application/json", Json;
        object CreateBody {
            /// Sets `code`.
            code: Option<String> = Optional("code", MaxLength(3)) <- into(String),
        }
        responses: Exact(204) => Success;
        output(_case, _reply): () = Ok(());
        failure(_case, reply): Json = reply.json();
    }

    fn is_left_out(create: &Create) -> Option<bool> {
        Some(Create::endpoint().leaves_out(create.parts().body()?))
    }

    #[test]
    fn a_body_is_there_once_one_of_its_properties_is() {
        let create = Create::blank(Call::new(&Core::idle()));
        assert_eq!(is_left_out(&create), Some(true));
        let create = create.code("SPRING");
        assert_eq!(is_left_out(&create), Some(false));
        let body = create.parts().body().map(to_json);
        assert_eq!(body.as_deref(), Some(r#"{"code":"SPRING"}"#));
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
