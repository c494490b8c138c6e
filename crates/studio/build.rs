//! Tells the linker to leave a note of every place that names a function or a datum: by those notes `wasm-split-cli`
//! takes the module apart, see `src/later.rs`.

fn main() {
    println!("cargo:rerun-if-changed=build.rs");
    if std::env::var("CARGO_CFG_TARGET_FAMILY").is_ok_and(|family| family == "wasm") {
        println!("cargo:rustc-link-arg-bins=--emit-relocs");
    }
}
