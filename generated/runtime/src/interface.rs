//! The number that emitted code and this package must agree on.

/// The interface between emitted code and this package; it grows with every change that needs emitted code to change.
pub const INTERFACE: u32 = 6;

/// Fails to compile where the code was emitted for another interface.
///
/// Emitted code calls it once: `const _: () = openapi_runtime::expect_interface(6);`
///
/// # Panics
/// Where `number` is not [`INTERFACE`]; in a constant that is an error of the compiler.
pub const fn expect_interface(number: u32) {
    assert!(
        number == INTERFACE,
        "this code was generated for another version of openapi-runtime: run `cargo xtask gen` of the version in use"
    );
}

const _: () = expect_interface(INTERFACE);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[should_panic(expected = "cargo xtask gen")]
    fn another_interface_is_refused() {
        expect_interface(INTERFACE + 1);
    }
}
