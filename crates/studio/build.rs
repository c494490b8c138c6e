//! Makes the linker emit relocations for functions and data. `wasm-split-cli` needs them to split the module, see
//! `src/lazy.rs`. Development builds are not split, and would be twice as large.

fn main() {
    println!("cargo:rerun-if-changed=build.rs");
    let is = |name, value| std::env::var(name).is_ok_and(|found| found == value);
    if is("CARGO_CFG_TARGET_FAMILY", "wasm") && is("PROFILE", "release") {
        println!("cargo:rustc-link-arg-bins=--emit-relocs");
    }
}
