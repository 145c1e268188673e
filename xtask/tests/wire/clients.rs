//! The three clients set up for a server of this process, and the check that a request arrives as expected.

use std::fmt::Debug;

use generated::runtime::{ClientBuilder, Core, Operation};
use generated::{chatdash, etherspay, stripe};

use crate::Result;
use crate::server::{LONG, Script, Server};

/// A key that must show in one header only.
pub const KEY: &str = "key_1234";

/// The Stripe client, with the key as bearer token.
pub fn stripe(server: &Server) -> Result<stripe::Client> {
    build(
        stripe::Client::builder(stripe::Auth::bearer(KEY)),
        server.url(""),
    )
}

/// The ChatDash client, with the key as agency API key.
pub fn chatdash(server: &Server) -> Result<chatdash::Client> {
    build(
        chatdash::Client::builder(chatdash::Auth::authorization(KEY)),
        server.url("/v1/public"),
    )
}

/// The EthersPay client, with the key as user.
pub fn etherspay(server: &Server) -> Result<etherspay::Client> {
    build(
        etherspay::Client::builder(etherspay::Auth::basic(KEY, "")),
        server.url("/v1"),
    )
}

fn build<C: From<Core>>(builder: ClientBuilder<C>, base_url: String) -> Result<C> {
    Ok(builder.base_url(base_url).timeout(LONG).build()?)
}

/// Sends what `make` makes of a client to a server that answers so, and compares the request as it came with `expected`.
pub async fn check<C, O>(
    client: fn(&Server) -> Result<C>,
    make: impl FnOnce(C) -> O,
    (status, reply): (u16, &str),
    expected: &str,
) -> Result
where
    O: Operation<Failure: Debug>,
{
    let server = Server::start([Script::json(status, reply)])?;
    let sent = make(client(&server)?).send().await;
    sent.map_err(|error| format!("{error}: {error:?}"))?;
    assert_eq!(server.request()?.text(), expected);
    Ok(())
}
