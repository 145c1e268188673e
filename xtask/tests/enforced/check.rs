//! The checks: a request over a transport in memory, and JSON judged by the type of a body.

use std::fmt::Debug;

use generated::runtime::http::StatusCode;
use generated::runtime::transport::Memory;
use generated::runtime::validate::Violations;
use generated::runtime::{ClientBuilder, Core, Error, Model, Operation, Reply};

use crate::Result;

/// A pointer and a keyword.
pub type Broken = (&'static str, &'static str);

/// How the request of an operation ended, and how many were sent.
async fn sent<O: Operation>(memory: &Memory, operation: O) -> (Option<Error<O::Failure>>, usize) {
    let before = memory.requests().len();
    let error = operation.send().await.err();
    (error, memory.requests().len() - before)
}

/// A client whose every request is answered with a status that is no success.
pub fn offline<C: From<Core>>(builder: ClientBuilder<C>) -> Result<(C, Memory)> {
    let memory = Memory::new(|_| Reply::new(StatusCode::IM_A_TEAPOT, ""));
    Ok((builder.transport(memory.clone()).build()?, memory))
}

/// The request is sent.
pub async fn accept<O: Operation<Failure: Debug>>(memory: &Memory, operation: O) {
    let (error, requests) = sent(memory, operation).await;
    assert!(matches!(error, Some(Error::Status(_))), "{error:?}");
    assert_eq!(requests, 1);
}

/// The request is refused for just this, before it is sent; unchecked it is sent. Gives what is said to people.
pub async fn refuse<O>(memory: &Memory, operation: O, broken: &[Broken]) -> Result<String>
where
    O: Operation<Failure: Debug> + Clone,
{
    let mut unchecked = operation.clone();
    let (error, requests) = sent(memory, operation).await;
    let Some(Error::Invalid(violations)) = error else {
        return Err(format!("not refused, for {broken:?}: {error:?}").into());
    };
    assert_eq!(
        (found(&violations), requests),
        (broken.to_vec(), 0),
        "{violations}"
    );
    unchecked.call_mut().unchecked();
    accept(memory, unchecked).await;
    Ok(violations.to_string())
}

/// JSON as the type judges it: valid where nothing is listed as broken.
pub fn judge<T: Model>(json: &str, broken: &[Broken]) {
    let violations = T::judge(json).err().unwrap_or(Violations(Vec::new()));
    assert_eq!(found(&violations), broken, "{json}: {violations}");
}

fn found(violations: &Violations) -> Vec<(&str, &str)> {
    let pairs = violations.iter();
    pairs
        .map(|violation| (violation.pointer.as_str(), violation.keyword))
        .collect()
}
