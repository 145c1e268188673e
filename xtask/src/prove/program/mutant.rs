//! Which mutant is alive.

use std::sync::LazyLock;

static ALIVE: LazyLock<Option<String>> = LazyLock::new(|| std::env::var("OPENAPI_MUTANT").ok());

/// Whether this mutant is alive.
pub(crate) fn is(name: &str) -> bool {
    ALIVE.as_deref() == Some(name)
}
