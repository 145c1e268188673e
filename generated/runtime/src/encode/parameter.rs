//! The parameters of an operation, each at its place.

use super::error::{EncodeError, EncodeErrorKind};
use super::path::fill_path;
use super::percent::{Escape, encode_cookie, encode_nothing, encode_query, encode_reserved};
use super::style::{Field, Pairs};
use crate::absence::is_absent;
use crate::endpoint::{Endpoint, Location, Parameter, Style};
use crate::visit::Visit;

/// The parameters of an operation as text.
#[derive(Debug, Default)]
pub(crate) struct Encoded {
    /// The path; with a query where the document's path has one.
    pub path: String,
    /// The query, without `?`.
    pub query: String,
    /// The headers, in order.
    pub headers: Vec<(&'static str, String)>,
    /// The cookies, as in the header `Cookie`.
    pub cookies: String,
}

/// Writes the parameters; `values` are in the order of the endpoint's.
///
/// # Errors
/// Where a value cannot be said at its place.
pub(crate) fn encode_parameters(
    endpoint: &'static Endpoint,
    values: &[&dyn Visit],
) -> Result<Encoded, EncodeError> {
    let given = || {
        endpoint
            .parameters
            .iter()
            .zip(values)
            .filter(|(_, value)| !is_absent(**value))
    };
    let pairs = |location: Location, separator: &'static str| {
        let mut pairs = Pairs::new(separator);
        given()
            .filter(|(parameter, _)| parameter.location == location)
            .try_for_each(|(parameter, value)| field(parameter).write_pairs(*value, &mut pairs))?;
        Ok(pairs.text)
    };
    let path = fill_path(endpoint.path, |name| {
        let value = given()
            .find(|(parameter, _)| parameter.location == Location::Path && parameter.wire == name);
        let (parameter, value) =
            value.ok_or_else(|| EncodeError::new(name, EncodeErrorKind::NoValue))?;
        Ok(field(parameter).text(*value)?.unwrap_or_default())
    })?;
    let headers = given()
        .filter(|(parameter, _)| parameter.location == Location::Header)
        .map(|(parameter, value)| {
            Ok((
                parameter.wire,
                field(parameter).text(*value)?.unwrap_or_default(),
            ))
        })
        .collect::<Result<_, _>>()?;
    Ok(Encoded {
        path,
        query: pairs(Location::Query, "&")?,
        headers,
        cookies: pairs(Location::Cookie, "; ")?,
    })
}

fn field(parameter: &'static Parameter) -> Field<'static> {
    let escape: Escape = match parameter.location {
        Location::Path => encode_query,
        Location::Query if parameter.allows_reserved() => encode_reserved,
        Location::Query => encode_query,
        Location::Header => encode_nothing,
        Location::Cookie if parameter.style == Style::Cookie => encode_nothing,
        Location::Cookie => encode_cookie,
    };
    Field {
        wire: parameter.wire,
        style: parameter.style,
        explode: parameter.explodes(),
        escape,
    }
}
