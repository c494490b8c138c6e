//! `cargo xtask serve --dev`: builds Studio for development, serves it, and reloads the page after each change.
//!
//! ```text
//! *.css               ─► style sheets ─► replaced in the page
//! index.html, www     ─► static files ─► reload
//! Rust, *.js, locks   ─► cargo ─► wasm-bindgen ─► reload
//! emulator, painter   ─► sandbox, in the background ─► reload
//! ```
//!
//! Trunk is not used, because its reload script is inline, which the page's policy blocks, and because it repeats all
//! steps after each change. The module is not split (`crates/xtask/js/dev.mjs` replaces the loader of the lazy chunk),
//! not optimized, and linked with the precompiled standard library.

use std::net::TcpListener;
use std::path::Path;
use std::sync::Arc;
use std::thread;
use std::time::{Duration, Instant};

use anyhow::Result;

use crate::changes::Changes;
use crate::files::{self, files_below};
use crate::process::run;
use crate::project::Project;
use crate::setup::{self, Tool};
use crate::{http, sandbox, wasm};

const TOOLS: &[Tool] = &[Tool::Wasm32, Tool::StdSource, Tool::WasmBindgen, Tool::Binaryen];
/// The inputs of the module. Style sheets are in the same folders.
const CODE: &[&str] = &[
    "Cargo.lock",
    "Cargo.toml",
    "crates/browser",
    "crates/core/Cargo.toml",
    "crates/core/src",
    "crates/images",
    "crates/protocol",
    "crates/studio",
];
const PAGE: &[&str] = &["index.html", "www", "crates/xtask/js"];
const SANDBOX: &[&str] = &["crates/emulator", "crates/painter"];

/// The polling interval, short enough to go unnoticed. Reading the dates of all inputs takes a few milliseconds.
const PAUSE: Duration = Duration::from_millis(200);

/// Builds, serves and watches, until the process is stopped.
pub(crate) fn serve(project: &Project, listener: TcpListener) -> Result<()> {
    setup::ensure(project, TOOLS)?;
    let folder = project.target.join("xtask/dev");
    let changes = Arc::new(Changes::default());
    let address = listener.local_addr()?;
    let inputs = Inputs::read(&project.root)?;
    step("Studio", || build_module(project, &folder))?;
    step("page", || build_page(project, &folder))?;
    println!("\nTintype Studio, reloading by itself: http://{address}/\nPress Ctrl+C to stop.");
    let (served, shared) = (folder.clone(), Arc::clone(&changes));
    thread::spawn(move || http::serve_folder(listener, &served, Some(&shared)));
    thread::scope(|scope| {
        // The sandbox is optimized, which takes minutes the first time. Studio works without it if the user has a key.
        scope.spawn(|| {
            watch(
                || state(&project.root, SANDBOX, |_| true),
                None,
                |_, _| {
                    step("sandbox", || {
                        files::copy_folder(&sandbox::build(project)?, &folder.join("sandbox"))
                    })?;
                    changes.report("page");
                    Ok(())
                },
            )
        });
        watch(
            || Inputs::read(&project.root),
            Some(inputs),
            |before, now| {
                let is_style = before.is_some_and(|before| now.differs_in_style_only(before));
                if before.is_none_or(|before| before.code != now.code) {
                    step("Studio", || build_module(project, &folder))?;
                }
                step("page", || build_page(project, &folder))?;
                changes.report(if is_style { "style" } else { "page" });
                Ok(())
            },
        )
    })
}

/// Calls `build` with the last and the new state whenever the state changes.
fn watch<T: PartialEq>(
    read: impl Fn() -> Result<T>,
    mut last: Option<T>,
    build: impl Fn(Option<&T>, &T) -> Result<()>,
) -> ! {
    loop {
        // A file that an editor replaces may be missing for a moment.
        if let Some(now) = read().ok().filter(|now| last.as_ref() != Some(now)) {
            // The compiler has printed its errors, and the next change tries again.
            build(last.as_ref(), &now).unwrap_or_else(|error| println!("error: {error:#}"));
            last = Some(now);
        }
        thread::sleep(PAUSE);
    }
}

/// Runs a step, and prints its name and duration.
fn step<T>(name: &str, work: impl FnOnce() -> Result<T>) -> Result<T> {
    println!("dev: {name} …");
    let started = Instant::now();
    let done = work()?;
    println!("dev: {name} done in {:.1} s", started.elapsed().as_secs_f32());
    Ok(done)
}

fn build_module(project: &Project, folder: &Path) -> Result<()> {
    let mut cargo = project.cargo();
    cargo.args(["rustc", "--package", "tintype-studio", "--profile", "web-dev"]);
    cargo.args(["--target", "wasm32-unknown-unknown"]);
    // js/dev.mjs calls back through the table of functions.
    cargo.args(["--", "-Clink-arg=--export-table"]);
    // Names without type parameters make up a tenth of the module instead of two thirds, which wasm-bindgen and the
    // browser read after each change. The option is unstable.
    cargo.args(["-Csymbol-mangling-version=legacy", "-Zunstable-options"]).env("RUSTC_BOOTSTRAP", "1");
    run(wasm::for_wasm(&mut cargo))?;
    let compiled = project.target.join("wasm32-unknown-unknown/web-dev/tintype-studio.wasm");
    wasm::bind_whole(project, "tintype-studio", &compiled, folder)
}

fn build_page(project: &Project, folder: &Path) -> Result<()> {
    run(project.command("node").arg("crates/xtask/js/prepare.mjs").arg("."))?;
    run(project.command("node").arg("crates/xtask/js/dev.mjs").arg(&project.root).arg(folder))
}

/// The fingerprints of all inputs, by the step that reads them.
#[derive(Debug, PartialEq, Eq)]
struct Inputs {
    style: String,
    code: String,
    page: String,
}

impl Inputs {
    fn read(root: &Path) -> Result<Self> {
        let is_style = |file: &Path| file.extension().is_some_and(|extension| extension == "css");
        Ok(Self {
            style: state(root, &["crates/studio"], is_style)?,
            code: state(root, CODE, |file| !is_style(file))?,
            page: state(root, PAGE, |_| true)?,
        })
    }

    fn differs_in_style_only(&self, other: &Self) -> bool {
        (&self.code, &self.page) == (&other.code, &other.page)
    }
}

/// Returns a fingerprint of the files below these paths that `wanted` selects.
fn state(root: &Path, paths: &[&str], wanted: impl Fn(&Path) -> bool) -> Result<String> {
    let mut all = Vec::new();
    for path in paths.iter().map(|path| root.join(path)).filter(|path| path.exists()) {
        all.extend(if path.is_dir() { files_below(&path)? } else { vec![path] });
    }
    all.retain(|file| wanted(file));
    files::fingerprint(&all)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn each_input_belongs_to_one_step() {
        let root = std::env::temp_dir().join(format!("tintype-dev-{}", std::process::id()));
        let put = |path: &str| files::write_if_changed(&root.join(path), b"new").unwrap();
        let read = || Inputs::read(&root).unwrap();
        let empty = read();
        put("crates/studio/src/components/a.css");
        let styled = read();
        assert!(styled != empty && styled.differs_in_style_only(&empty));
        put("crates/studio/src/main.rs");
        let coded = read();
        assert!(coded.code != styled.code && coded.style == styled.style);
        put("crates/protocol/src/lib.rs");
        assert_ne!(read().code, coded.code);
        put("crates/emulator/src/lib.rs");
        assert_eq!(read().page, coded.page);
        put("www/start.js");
        assert!(read().page != coded.page && !read().differs_in_style_only(&coded));
        files::remove_folder(&root).unwrap();
    }
}
