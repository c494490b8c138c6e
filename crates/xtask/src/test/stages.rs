//! The stages of `cargo xtask test` as data: fast ones first, each with the tools it needs.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::Result;

use crate::browsers::{self, Browser};
use crate::counts::Counts;
use crate::display::DisplayServer;
use crate::process::{BrowserLost, run, run_counted};
use crate::project::Project;
use crate::setup::{self, Tool};
use crate::site::{self, Location};
use crate::{audit, documentation, npm, studio, wasm};

use super::node;

pub(crate) struct Stage {
    pub(crate) name: &'static str,
    pub(crate) summary: &'static str,
    pub(crate) needs: Needs,
    pub(crate) run: fn(&Project) -> Result<Counts>,
}

/// Stages that run only by name, because they take minutes and install frameworks or build everything again.
pub(crate) const ON_DEMAND: &[&str] = &["consumers", "dev"];

/// The tools of a stage, in groups.
type Needs = &'static [&'static [Tool]];

const CHECK: &[Tool] = &[Tool::Components];
const WASM: &[Tool] = setup::FOR_WASM;
const STUDIO: &[Tool] = setup::FOR_SERVE;
const SITE: &[Tool] = setup::FOR_SITE;
const NODE: &[Tool] = &[Tool::TestPackages];
const CLIENTS: &[Tool] = &[Tool::Clients];
const WASM_PACK: &[Tool] = &[Tool::WasmPack, Tool::Chromedriver, Tool::Geckodriver];
const CHROMIUM: &[Tool] = &[Tool::Chromium, Tool::Fonts];
const FIREFOX: &[Tool] = &[Tool::Firefox, Tool::Geckodriver];
const WEBKIT: &[Tool] = &[Tool::WebKit];
const ENGINES: &[Tool] = &[Tool::Chromium, Tool::Fonts, Tool::Firefox, Tool::Geckodriver, Tool::WebKit];

#[rustfmt::skip]
pub(crate) const STAGES: &[Stage] = &[
    Stage { name: "fmt", summary: "the code is formatted", needs: &[CHECK], run: fmt },
    Stage { name: "tidy", summary: "the rules of the repository, and the tests of its commands", needs: &[], run: tidy },
    Stage { name: "audit", summary: "licences and sources of locked crates, and no known vulnerability, where the databases can be reached", needs: &[audit::TOOLS], run: audit::audit },
    Stage { name: "clippy", summary: "no warning in native code", needs: &[CHECK], run: clippy },
    Stage { name: "clippy-wasm", summary: "no warning in browser code", needs: &[CHECK, WASM], run: clippy_wasm },
    Stage { name: "native", summary: "everything that runs without a browser", needs: &[], run: native },
    Stage { name: "npm", summary: "the npm package builds", needs: &[WASM], run: build_package },
    Stage { name: "publish", summary: "the crates and the package pack as they are published", needs: &[WASM], run: publish },
    Stage { name: "types", summary: "the package's types", needs: &[WASM, NODE], run: types },
    Stage { name: "node", summary: "the installed package under Node, and its tarball", needs: &[WASM, NODE], run: node },
    Stage { name: "interop", summary: "third-party clients against the emulator, and the sandbox in pages", needs: &[WASM, NODE, CLIENTS, ENGINES], run: interop },
    Stage { name: "wasm-chrome", summary: "the library's browser tests in Chromium", needs: &[WASM, WASM_PACK, CHROMIUM, FIREFOX], run: wasm_chrome },
    Stage { name: "wasm-firefox", summary: "the library's browser tests in Firefox", needs: &[WASM, WASM_PACK, CHROMIUM, FIREFOX], run: wasm_firefox },
    Stage { name: "wasm-webkit", summary: "the library's browser tests in WebKit", needs: &[WASM, WEBKIT], run: wasm_webkit },
    Stage { name: "package", summary: "the installed package in pages, bundlers, workers, TypeScript and Rust", needs: &[WASM, NODE, ENGINES], run: package },
    Stage { name: "consumers", summary: "the installed package in every framework and bundler of the documentation", needs: &[WASM, NODE, CHROMIUM], run: consumers },
    Stage { name: "frameworks", summary: "Leptos, Yew and Dioxus at their newest versions, and the crate by wasm-pack", needs: &[WASM, WASM_PACK, NODE, CHROMIUM], run: frameworks },
    Stage { name: "docs", summary: "every code block of the documentation", needs: &[WASM, NODE, CHROMIUM], run: docs },
    Stage { name: "proxy", summary: "the proxy in Node, Deno, Bun and workerd", needs: &[WASM, NODE, CHROMIUM], run: proxy },
    Stage { name: "faults", summary: "every fault in pages and workers, and leaks", needs: &[WASM, NODE, ENGINES], run: faults },
    Stage { name: "load", summary: "load, a malicious service, and the tests of the benchmark", needs: &[WASM, NODE, ENGINES], run: load },
    Stage { name: "e2e", summary: "Studio in a browser", needs: &[STUDIO, NODE, CLIENTS, ENGINES], run: e2e },
    Stage { name: "dev", summary: "Studio under development: the page follows each change", needs: &[STUDIO, NODE, CHROMIUM], run: dev },
    Stage { name: "lighthouse", summary: "Studio's first visit on a phone, as Lighthouse sees it", needs: &[STUDIO, NODE, CHROMIUM], run: lighthouse },
    Stage { name: "site", summary: "the site of the documentation in a browser", needs: &[SITE, NODE, CHROMIUM], run: whole_site },
    Stage { name: "examples", summary: "the example pages in a browser", needs: &[STUDIO, NODE, CHROMIUM, FIREFOX], run: examples },
];

fn one(command: &mut Command) -> Result<Counts> {
    run(command).map(|()| Counts::ONE)
}

fn fmt(project: &Project) -> Result<Counts> {
    one(project.cargo().args(["fmt", "--all", "--check"]))
}

fn tidy(project: &Project) -> Result<Counts> {
    let mut cargo = project.cargo();
    cargo.args(["test", "--quiet", "--package", "xtask"]);
    // A problem names its file and line; a backtrace is noise.
    run_counted(cargo.env("RUST_BACKTRACE", "0"))
}

/// The crates without code of their own for native targets. The stage `clippy-wasm` checks them.
const BROWSER_ONLY: &[&str] = &["tintype-browser", "tintype-images", "tintype", "tintype-studio"];

fn clippy(project: &Project) -> Result<Counts> {
    let mut cargo = project.cargo();
    cargo.args(["clippy", "--quiet", "--workspace", "--all-targets", "--features", "tintype-emulator/serve"]);
    cargo.args(BROWSER_ONLY.iter().flat_map(|name| ["--exclude", name]));
    one(cargo.args(["--", "-D", "warnings"]))
}

/// Checks each crate with the features of each of its builds.
fn clippy_wasm(project: &Project) -> Result<Counts> {
    let mut counts = Counts::default();
    for words in [
        &["--package", "tintype-browser", "--package", "tintype-images", "--all-targets"][..],
        &["--package", "tintype-images", "--lib", "--features", "npm"],
        &["--package", "tintype", "--all-targets", "--features", "npm"],
        &["--package", "tintype", "--lib", "--features", "js"],
        &["--package", "tintype-studio", "--all-targets"],
        &["--package", "tintype-emulator", "--lib", "--features", "worker"],
    ] {
        let mut cargo = project.cargo();
        cargo.args(["clippy", "--quiet", "--target", "wasm32-unknown-unknown"]).args(words);
        counts += one(cargo.args(["--", "-D", "warnings"]))?;
    }
    Ok(counts)
}

fn native(project: &Project) -> Result<Counts> {
    // The stage "tidy" has run the tests of xtask.
    let words = ["test", "--workspace", "--exclude", "xtask", "--features", "tintype-emulator/serve"];
    run_counted(project.cargo().args(words))
}

fn build_package(project: &Project) -> Result<Counts> {
    let package = npm::build(project)?;
    npm::print_package_sizes(project, &package).map(|()| Counts::ONE)
}

/// The published crates, in the order of their dependencies.
const PUBLISHED: &[&str] = &["tintype-protocol", "tintype-browser", "tintype-images", "tintype"];

fn publish(project: &Project) -> Result<Counts> {
    let mut cargo = project.cargo();
    // Compiling the packaged crates again would find nothing that the other stages miss.
    cargo.args(["package", "--quiet", "--no-verify", "--allow-dirty", "--offline"]);
    cargo.args(PUBLISHED.iter().flat_map(|name| ["--package", name]));
    let mut counts = one(&mut cargo)?;
    let package = npm::build(project)?;
    counts += one(project.npm().args(["publish", "--dry-run", "--loglevel=error"]).current_dir(package))?;
    Ok(counts)
}

fn types(project: &Project) -> Result<Counts> {
    npm::build(project)?;
    node_tests(project, "tests/types")
}

fn node(project: &Project) -> Result<Counts> {
    npm::build(project)?;
    node_tests(project, "tests/package/node")
}

fn interop(project: &Project) -> Result<Counts> {
    npm::build(project)?;
    engine_tests(project, &["tests/interop"], &[])
}

fn package(project: &Project) -> Result<Counts> {
    npm::build(project)?;
    engine_tests(project, &["tests/package/browser", "tests/consumers/usual"], &[])
}

/// Runs every consumer and writes their table into the documentation.
fn consumers(project: &Project) -> Result<Counts> {
    npm::build(project)?;
    let counts = node::run_folders(project, &["tests/consumers/usual", "tests/consumers/slow"], &[])?;
    if counts.failed == 0 {
        run(project.command("node").arg(project.root.join("tests/consumers/table.js")))?;
    }
    Ok(counts)
}

fn frameworks(project: &Project) -> Result<Counts> {
    let pages = super::frameworks::build(project)?;
    node::run_folders(project, &["tests/frameworks"], &[("TINTYPE_FRAMEWORKS", &pages)])
}

fn proxy(project: &Project) -> Result<Counts> {
    npm::build(project)?;
    node_tests(project, "tests/proxy")
}

fn faults(project: &Project) -> Result<Counts> {
    npm::build(project)?;
    engine_tests(project, &["tests/faults", "tests/leaks"], &[])
}

/// Runs long test files of three folders concurrently, because each one alone would leave a processor idle.
fn load(project: &Project) -> Result<Counts> {
    npm::build(project)?;
    let exchanges = exchanges(project)?;
    engine_tests(
        project,
        &["tests/load", "tests/security", "tests/bench"],
        &[("TINTYPE_EXCHANGES", &exchanges)],
    )
}

fn e2e(project: &Project) -> Result<Counts> {
    let dist = studio::build(project)?;
    let folder = project.target.join("xtask/site");
    let place = Location {
        base: "/pictures/of/mine/".parse()?,
        folder: Some(folder),
        packed: true,
        studio_only: true,
    };
    let site = site::put(project, &dist, None, &place)?;
    engine_tests(project, &["tests/e2e"], &[("TINTYPE_SITE", &site)])
}

fn whole_site(project: &Project) -> Result<Counts> {
    let dist = studio::build(project)?;
    let pages = documentation::build(project)?;
    let place = Location { folder: Some(project.target.join("xtask/whole-site")), ..Location::default() };
    let site = site::put(project, &dist, Some(&pages), &place)?;
    node::run_folders(project, &["tests/site"], &[("TINTYPE_SITE", &site)])
}

fn dev(project: &Project) -> Result<Counts> {
    node_tests(project, "tests/dev")
}

fn lighthouse(project: &Project) -> Result<Counts> {
    studio::build(project)?;
    node_tests(project, "tests/lighthouse")
}

fn docs(project: &Project) -> Result<Counts> {
    npm::build(project)?;
    node_tests(project, "tests/docs")
}

fn examples(project: &Project) -> Result<Counts> {
    studio::build(project)?;
    node_tests(project, "tests/examples")
}

fn wasm_chrome(project: &Project) -> Result<Counts> {
    wasm_pack(project, "--chrome", "--chromedriver", &Browser::Chromedriver.require()?)
}

fn wasm_firefox(project: &Project) -> Result<Counts> {
    wasm_pack(project, "--firefox", "--geckodriver", &project.tool("geckodriver"))
}

fn wasm_webkit(project: &Project) -> Result<Counts> {
    let Some(display) = webkit_display()? else {
        println!("WebKitGTK is not for this system: left out");
        return Ok(Counts::default());
    };
    // A test that fails is not run again (docs/decisions/0034).
    match webkit_tests(project, &display) {
        Err(error) if error.is::<BrowserLost>() => {
            println!("{error}: WebKit is started once more");
            webkit_tests(project, &display)
        }
        counts => counts,
    }
}

fn webkit_tests(project: &Project, display: &DisplayServer) -> Result<Counts> {
    let mut command = project.cargo();
    command.args(["test", "--target", "wasm32-unknown-unknown", "--package", "tintype", "--test", "*"]);
    command.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER", project.tool("wasm-bindgen-test-runner"));
    // The runner knows WebKit as Safari. Both drivers accept a port and use one protocol.
    command.env("SAFARIDRIVER", Browser::WebKitDriver.require()?).env("DISPLAY", &display.display);
    command.env("WASM_BINDGEN_TEST_ONLY_WEB", "1");
    run_counted(wasm::for_wasm(headless(&mut command)))
}

/// Starts a display for WebKit, on systems that have WebKit.
fn webkit_display() -> Result<Option<DisplayServer>> {
    Browser::WebKitDriver.is_for_this_system().then(DisplayServer::start).transpose()
}

/// Sets the options of headless runs of wasm tests.
fn headless(command: &mut Command) -> &mut Command {
    // The timeout of the whole run in seconds. The default of 20 is too short for a busy machine.
    command.env("WASM_BINDGEN_TEST_TIMEOUT", "300");
    // The test runner uses the first driver of its environment, regardless of the requested browser.
    command.env_remove("CHROMEDRIVER").env_remove("GECKODRIVER")
}

fn wasm_pack(project: &Project, browser: &str, driver_option: &str, driver: &Path) -> Result<Counts> {
    let mut command = project.command("wasm-pack");
    command.args(["test", "--headless", "--mode", "no-install", browser, driver_option]).arg(driver);
    command.arg(project.root.join("crates/core"));
    command.env("WASM_BINDGEN_TEST_WEBDRIVER_JSON", browsers::webdriver_json(project)?);
    command.env_remove("SAFARIDRIVER");
    run_counted(wasm::for_wasm(headless(&mut command)))
}

fn node_tests(project: &Project, folder: &str) -> Result<Counts> {
    node::run_folders(project, &[folder], &[])
}

/// Runs tests that use WebKit as well, which needs a display.
fn engine_tests(project: &Project, folders: &[&str], variables: &[(&str, &Path)]) -> Result<Counts> {
    let server = Browser::Xvfb.find().and_then(|_| webkit_display().transpose()).transpose()?;
    let display = server.as_ref().map(|server| ("DISPLAY", Path::new(&server.display)));
    node::run_folders(project, folders, &[variables, display.as_slice()].concat())
}

/// Builds the program that generates random exchanges for the fuzz test.
fn exchanges(project: &Project) -> Result<PathBuf> {
    const NAME: &str = "tintype-exchanges";
    run(project.cargo().args(["build", "--quiet", "--package", "tintype-properties", "--bin", NAME]))?;
    Ok(project.target.join("debug").join(format!("{NAME}{}", std::env::consts::EXE_SUFFIX)))
}
