//! The network by reqwest: TLS by rustls with ring, certificates judged by the platform.
//!
//! Nothing is installed for the whole process. A client is built with the first request that needs it: one for https,
//! one for http to loopback hosts, which needs no certificates and no proxy.

use std::sync::{Arc, OnceLock};

use ::reqwest::redirect::Policy;
use ::reqwest::{Client, ClientBuilder, Response};
use bytes::{Bytes, BytesMut};
use http::header::CONTENT_LENGTH;
use http::uri::Scheme;
use http::{HeaderValue, Method};
use rustls::client::WantsClientCert;
use rustls::{ClientConfig, ConfigBuilder, RootCertStore, WantsVerifier};
use rustls_platform_verifier::BuilderVerifierExt;

use super::{Exchange, Limits, Transport, TransportError, TransportErrorKind};
use crate::reply::Reply;

/// Sends requests over the network. It runs on tokio.
#[derive(Debug, Default)]
pub struct Reqwest {
    secure: OnceLock<Client>,
    loopback: OnceLock<Client>,
}

impl Reqwest {
    /// A transport that has not connected yet.
    pub fn new() -> Self {
        Self::default()
    }

    fn client(&self, scheme: Option<&Scheme>) -> Result<&Client, TransportError> {
        if scheme == Some(&Scheme::HTTP) {
            return built(
                &self.loopback,
                |tls| Ok(tls.with_root_certificates(RootCertStore::empty())),
                |client| client.no_proxy(),
            );
        }
        built(
            &self.secure,
            BuilderVerifierExt::with_platform_verifier,
            |client| client.https_only(true),
        )
    }

    async fn exchange(
        &self,
        request: http::Request<Bytes>,
        limits: Limits,
    ) -> Result<Reply, TransportError> {
        let client = self.client(request.uri().scheme())?;
        let mut request =
            ::reqwest::Request::try_from(request).map_err(|error| failed(error, None))?;
        *request.timeout_mut() = Some(limits.timeout);
        state_empty_body(&mut request);
        let response = client
            .execute(request)
            .await
            .map_err(|error| failed(error, None))?;
        read(response, limits.max_bytes).await
    }
}

impl Transport for Reqwest {
    fn send(&self, request: http::Request<Bytes>, limits: Limits) -> Exchange<'_> {
        Box::pin(self.exchange(request, limits))
    }
}

/// The client in the cell, built where there is none yet; a failure leaves the cell empty for the next try.
fn built(
    cell: &OnceLock<Client>,
    verify: impl FnOnce(
        ConfigBuilder<ClientConfig, WantsVerifier>,
    ) -> Result<ConfigBuilder<ClientConfig, WantsClientCert>, rustls::Error>,
    adapt: impl FnOnce(ClientBuilder) -> ClientBuilder,
) -> Result<&Client, TransportError> {
    if let Some(client) = cell.get() {
        return Ok(client);
    }
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let mut tls = ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .and_then(verify)
        .map_err(|error| TransportError::new(TransportErrorKind::Connect).with_source(error))?
        .with_no_client_auth();
    tls.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
    let client = Client::builder()
        .tls_backend_preconfigured(tls)
        .redirect(Policy::none());
    let client = adapt(client).build().map_err(|error| failed(error, None))?;
    Ok(cell.get_or_init(|| client))
}

/// States the length of an empty body where the method gives a body a meaning (RFC 9110, section 8.6); some servers
/// refuse such a request without it, and reqwest leaves it out.
fn state_empty_body(request: &mut ::reqwest::Request) {
    let is_empty = request.body().and_then(::reqwest::Body::as_bytes) == Some(&[]);
    if is_empty && [Method::POST, Method::PUT, Method::PATCH].contains(request.method()) {
        request
            .headers_mut()
            .insert(CONTENT_LENGTH, HeaderValue::from_static("0"));
    }
}

/// Reads the body up to the limit.
async fn read(mut response: Response, max_bytes: usize) -> Result<Reply, TransportError> {
    let too_large =
        |reply| Err(TransportError::new(TransportErrorKind::TooLarge).with_partial(reply));
    let mut reply = Reply::new(response.status(), Bytes::new());
    reply.headers = std::mem::take(response.headers_mut());
    if response
        .content_length()
        .is_some_and(|length| length > max_bytes as u64)
    {
        return too_large(reply);
    }
    let mut body = BytesMut::new();
    loop {
        let chunk = response.chunk().await;
        match chunk {
            Ok(Some(chunk)) if chunk.len() > max_bytes - body.len() => {
                body.extend_from_slice(&chunk[..max_bytes - body.len()]);
                reply.body = body.freeze();
                return too_large(reply);
            }
            Ok(Some(chunk)) => body.extend_from_slice(&chunk),
            Ok(None) => {
                reply.body = body.freeze();
                return Ok(reply);
            }
            Err(error) => {
                reply.body = body.freeze();
                return Err(failed(error, Some(reply)));
            }
        }
    }
}

/// The error of reqwest as ours, without the URL, whose query may hold a credential.
fn failed(error: ::reqwest::Error, partial: Option<Reply>) -> TransportError {
    let kind = if error.is_timeout() {
        TransportErrorKind::Timeout
    } else if error.is_connect() {
        TransportErrorKind::Connect
    } else if partial.is_some() || is_cut(&error) {
        TransportErrorKind::Cut
    } else {
        TransportErrorKind::Other
    };
    let failed = TransportError::new(kind).with_source(error.without_url());
    match partial {
        Some(reply) => failed.with_partial(reply),
        None => failed,
    }
}

/// Whether the connection ended before the head of the reply did.
fn is_cut(error: &::reqwest::Error) -> bool {
    let first = std::error::Error::source(error);
    std::iter::successors(first, |error| error.source()).any(|error| {
        error.is::<std::io::Error>()
            || error
                .downcast_ref::<hyper::Error>()
                .is_some_and(hyper::Error::is_incomplete_message)
    })
}
