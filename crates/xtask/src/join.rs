//! Files of the npm package that are bundled from its modules: its workers, and the whole package for edge runtimes.

use std::fs;
use std::path::Path;

use anyhow::{Result, ensure};

use crate::files::{Content, files_below, write_if_changed};
use crate::process::run;
use crate::project::Project;

const WORKERS: &[&str] = &["worker.js", "sandbox/sandbox-worker.js"];
const ENTRY: &str = "index.js";
const EDGE: &str = "edge.js";
/// The modules that replace those of the same name in the file for edge runtimes.
const EDGE_PARTS: &str = "crates/core/edge";
/// The module with the URLs of the wasm files, and its replacement in workers.
const URLS: &str = "wasm/urls.js";
const NO_URLS: &str = "export const coreFile = () => undefined, imagesFile = coreFile, here = coreFile;\n";
const OPTIONS: &[&str] =
    &["--bundle", "--format=esm", "--target=es2022", "--legal-comments=none", "--log-level=warning"];

/// Next.js warns about the name MessageChannel. The library works without it where it is missing.
const EDGE_OPTIONS: &[&str] =
    &["--minify-whitespace", "--external:*.wasm?module", "--define:MessageChannel=globalThis.MessageChannel"];

/// Bundles each worker into one file without imports, so that a bundler that copies it, or a person, need copy nothing
/// else. The file does not contain the URLs of the wasm files, because the page sends them. It is minified, because
/// bundlers copy it unchanged.
pub(crate) fn join_workers(project: &Project, content: &mut Content) -> Result<()> {
    let parts = project.target.join("xtask/worker-parts");
    content.put_into(&parts)?;
    fs::write(parts.join(URLS), NO_URLS)?;
    for name in WORKERS {
        join(project, &parts, (name, name), &["--minify"], content)?;
    }
    Ok(())
}

/// Bundles the package into one file for edge runtimes (Cloudflare Workers, Next.js' edge runtime). It imports the wasm
/// files as compiled modules, and has no URLs and no worker. The bundlers of these runtimes read the text of every
/// imported module, whether it is used or not, so these parts must not be imported.
pub(crate) fn join_edge(project: &Project, content: &mut Content) -> Result<()> {
    let parts = project.target.join("xtask/edge-parts");
    content.put_into(&parts)?;
    let own = project.root.join(EDGE_PARTS);
    for file in files_below(&own)? {
        let to = parts.join(file.strip_prefix(&own)?);
        ensure!(to.exists(), "{} takes the place of no module", file.display());
        write_if_changed(&to, &fs::read(&file)?)?;
    }
    join(project, &parts, (ENTRY, EDGE), EDGE_OPTIONS, content)
}

/// Bundles the modules that the file `from` imports into the file `to` of the package.
fn join(
    project: &Project,
    parts: &Path,
    (from, to): (&str, &str),
    options: &[&str],
    content: &mut Content,
) -> Result<()> {
    let joined = parts.join("joined").join(to);
    let mut esbuild = project.command("esbuild");
    esbuild.arg(parts.join(from)).args(OPTIONS).args(options);
    run(esbuild.arg(format!("--outfile={}", joined.display())))?;
    let script = fs::read_to_string(&joined)?;
    ensure!(!script.contains("import.meta"), "{to} has an address of its own");
    content.add(to, &joined)
}
