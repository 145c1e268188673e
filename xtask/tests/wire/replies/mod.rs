//! Replies of each documented status and of others: typed bodies, with status, headers and raw body at hand.

mod chatdash;
mod etherspay;
mod stripe;

use std::fmt::Debug;

use generated::runtime::{Error, Operation, Received};

use crate::Result;
use crate::server::{REQUEST_ID, Script, Server};

/// Sends an operation to a server that answers so; the reply must be a success and be there as it came.
async fn succeed<C, O>(
    client: fn(&Server) -> Result<C>,
    make: impl FnOnce(C) -> O,
    status: u16,
    body: &str,
) -> Result<O::Output>
where
    O: Operation<Failure: Debug>,
{
    let server = Server::start([Script::json(status, body)])?;
    let received = make(client(&server)?).send_with_meta().await;
    let Received { value, reply } = received.map_err(|error| format!("{error}: {error:?}"))?;
    assert_eq!(
        (reply.status.as_u16(), &reply.body[..]),
        (status, body.as_bytes())
    );
    assert_eq!(reply.request_id(), Some(REQUEST_ID));
    assert_eq!(reply.headers["content-type"], "application/json");
    Ok(value)
}

/// The same for what is no documented success: gives the position of the documented response, and what the body is.
async fn fail<C, O>(
    client: fn(&Server) -> Result<C>,
    make: impl FnOnce(C) -> O,
    status: u16,
    body: &str,
) -> Result<(
    Option<usize>,
    Option<std::result::Result<O::Failure, String>>,
)>
where
    O: Operation<Output: Debug, Failure: Debug>,
{
    let server = Server::start([Script::json(status, body)])?;
    let error = match make(client(&server)?).send_with_meta().await {
        Err(Error::Status(error)) => error,
        other => return Err(format!("no error of the status: {other:?}").into()),
    };
    assert_eq!(
        (error.reply.status.as_u16(), &error.reply.body[..]),
        (status, body.as_bytes())
    );
    assert_eq!(error.reply.request_id(), Some(REQUEST_ID));
    let shown = error.to_string();
    assert!(
        shown.contains(&status.to_string()) && shown.contains(REQUEST_ID),
        "{shown}"
    );
    let body = error
        .body
        .map(|body| body.map_err(|error| error.to_string()));
    Ok((error.case, body))
}
