//! wasm-bindgen's glue as a function that makes an instance of the module.
//!
//! As it comes, the glue has one instance for the life of a page. After a trap that one can never be used again, and a
//! fresh one needs fresh state: memory views, closures, the table of references.

use anyhow::{Result, ensure};

/// The names that the glue exports beside the functions of the module.
const OWN_EXPORTS: &str = "export { initSync, __wbg_init as default };";
const INSTANCE: &str = "wasm = instance.exports;";
const FUNCTION: &str = "export function ";

/// `instance(guard, AbortController)` gives `start`, which loads the module, and the module's functions.
/// `guard` is given the exports and the compiled module, and gives the exports that the glue calls. Requests are ended
/// by the class that is handed in, so that they can end with their instance.
pub(crate) fn as_function(glue: &str) -> Result<String> {
    for needed in [OWN_EXPORTS, INSTANCE] {
        ensure!(glue.matches(needed).count() == 1, "wasm-bindgen's glue has no single {needed:?}");
    }
    let body = glue
        .replace(OWN_EXPORTS, "")
        .replace(INSTANCE, "wasm = guard(instance.exports, module);")
        .replace(FUNCTION, "function ");
    ensure!(
        !body.contains("export ") && !body.contains("import {"),
        "wasm-bindgen's glue has other exports or imports"
    );
    let names: Vec<_> = glue.split(FUNCTION).skip(1).filter_map(|rest| rest.split('(').next()).collect();
    ensure!(!names.is_empty(), "wasm-bindgen's glue exports no function");
    let names = names.join(", ");
    Ok(format!(
        "export default function instance(guard, AbortController) {{\n{}\nreturn {{ start: __wbg_init, {names} }};\n}}\n",
        body.trim()
    ))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    const GLUE: &str = "export function run(options) {\nreturn wasm.run(options);\n}\nlet wasm;\n\
                        function __wbg_finalize_init(instance, module) {\nwasm = instance.exports;\n}\n\
                        export { initSync, __wbg_init as default };\n";

    #[test]
    fn the_glue_becomes_one_function_that_gives_what_it_exported() {
        let function = as_function(GLUE).unwrap();
        assert!(function.starts_with("export default function instance("));
        assert!(function.ends_with("return { start: __wbg_init, run };\n}\n"));
        assert!(
            function.contains("\nfunction run(options)")
                && function.contains("wasm = guard(instance.exports")
        );
    }

    #[test]
    fn glue_of_another_kind_is_refused() {
        assert!(as_function("export function run() {}").is_err());
        assert!(as_function(&GLUE.replace("let wasm", "export let wasm")).is_err());
        assert!(as_function(&GLUE.repeat(2)).is_err());
    }
}
