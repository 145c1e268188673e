//! The README's example is the example that is compiled.

#[test]
fn the_example_is_the_compiled_one() {
    let readme = include_str!("../../README.md");
    let example = include_str!("../../generated/examples/coupons.rs");
    let shown = readme
        .split("```rust\n")
        .nth(1)
        .and_then(|rest| rest.split("```").next());
    assert_eq!(shown, Some(example));
}
