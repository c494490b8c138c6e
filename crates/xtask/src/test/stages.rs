//! The stages of `cargo xtask test` as data: fast ones first, each with the tools it needs.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Result, ensure};

use crate::browsers::{self, Browser};
use crate::counts::Counts;
use crate::process::{run, run_counted};
use crate::project::Project;
use crate::screen::Screen;
use crate::setup::{self, Tool};
use crate::site::{self, Place};
use crate::{audit, emulator, files, npm, studio, wasm};

pub(crate) struct Stage {
    pub(crate) name: &'static str,
    pub(crate) what: &'static str,
    pub(crate) needs: Needs,
    pub(crate) run: fn(&Project) -> Result<Counts>,
}

/// The tools of a stage, as a few groups.
type Needs = &'static [&'static [Tool]];

const CHECK: &[Tool] = &[Tool::Components];
const WASM: &[Tool] = setup::FOR_WASM;
const STUDIO: &[Tool] = setup::FOR_SERVE;
const NODE: &[Tool] = &[Tool::TestPackages];
const CLIENTS: &[Tool] = &[Tool::Clients];
const WASM_PACK: &[Tool] = &[Tool::WasmPack, Tool::Chromedriver, Tool::Geckodriver];
const CHROMIUM: &[Tool] = &[Tool::Chromium, Tool::Fonts];
const FIREFOX: &[Tool] = &[Tool::Firefox, Tool::Geckodriver];
const WEBKIT: &[Tool] = &[Tool::WebKit];
const ENGINES: &[Tool] = &[Tool::Chromium, Tool::Fonts, Tool::Firefox, Tool::Geckodriver, Tool::WebKit];

#[rustfmt::skip]
pub(crate) const STAGES: &[Stage] = &[
    Stage { name: "fmt", what: "the code is formatted", needs: &[CHECK], run: fmt },
    Stage { name: "tidy", what: "the rules of the house hold, and so do its commands", needs: &[], run: tidy },
    Stage { name: "audit", what: "nothing is known against what is locked, where that can be asked", needs: &[], run: audit::audit },
    Stage { name: "clippy", what: "no warning in native code", needs: &[CHECK], run: clippy },
    Stage { name: "clippy-wasm", what: "no warning in browser code", needs: &[CHECK, WASM], run: clippy_wasm },
    Stage { name: "native", what: "everything that runs without a browser", needs: &[], run: native },
    Stage { name: "npm", what: "the npm package builds", needs: &[WASM], run: build_package },
    Stage { name: "types", what: "the package's types", needs: &[WASM, NODE], run: types },
    Stage { name: "node", what: "the installed package under Node, and its tarball", needs: &[WASM, NODE], run: node },
    Stage { name: "interop", what: "other people's clients against the emulator, and the sandbox in pages", needs: &[WASM, NODE, CLIENTS, ENGINES], run: interop },
    Stage { name: "wasm-chrome", what: "the library's browser tests in Chromium", needs: &[WASM, WASM_PACK, CHROMIUM, FIREFOX], run: wasm_chrome },
    Stage { name: "wasm-firefox", what: "the library's browser tests in Firefox", needs: &[WASM, WASM_PACK, CHROMIUM, FIREFOX], run: wasm_firefox },
    Stage { name: "wasm-webkit", what: "the library's browser tests in WebKit", needs: &[WASM, WEBKIT], run: wasm_webkit },
    Stage { name: "package", what: "the installed package in pages, bundlers, workers, TypeScript and Rust", needs: &[WASM, NODE, ENGINES], run: package },
    Stage { name: "frameworks", what: "Leptos, Yew and Dioxus at their newest versions, and the crate by wasm-pack", needs: &[WASM, WASM_PACK, NODE, CHROMIUM], run: frameworks },
    Stage { name: "docs", what: "every piece of code in the package's README", needs: &[WASM, NODE, CHROMIUM], run: docs },
    Stage { name: "proxy", what: "the proxy in Node, Deno, Bun and workerd", needs: &[WASM, NODE, CHROMIUM], run: proxy },
    Stage { name: "faults", what: "every fault in pages and workers, and what is left of it", needs: &[WASM, NODE, ENGINES], run: faults },
    Stage { name: "load", what: "much at once, a service that means harm, and whether the benchmark measures", needs: &[WASM, NODE, ENGINES], run: load },
    Stage { name: "e2e", what: "Studio as a visitor uses it", needs: &[STUDIO, NODE, CLIENTS, ENGINES], run: e2e },
    Stage { name: "lighthouse", what: "Studio's first visit on a phone, as Lighthouse sees it", needs: &[STUDIO, NODE, CHROMIUM], run: lighthouse },
    Stage { name: "examples", what: "the example pages as a visitor uses them", needs: &[STUDIO, NODE, CHROMIUM, FIREFOX], run: examples },
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
    // A problem says where it is; the way that led to its message is noise.
    run_counted(cargo.env("RUST_BACKTRACE", "0"))
}

fn clippy(project: &Project) -> Result<Counts> {
    let words = ["clippy", "--quiet", "--workspace", "--all-targets", "--features", "tintype-emulator/serve"];
    one(project.cargo().args(words).args(["--", "-D", "warnings"]))
}

fn clippy_wasm(project: &Project) -> Result<Counts> {
    let mut counts = Counts::default();
    for words in [
        &["--package", "tintype", "--all-targets", "--features", "npm"][..],
        &["--package", "tintype", "--lib", "--features", "js"],
        &["--package", "tintype-images", "--lib", "--features", "npm"],
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
    engine_tests(project, &["tests/package/browser"], &[])
}

fn frameworks(project: &Project) -> Result<Counts> {
    let pages = super::frameworks::build(project)?;
    node_tests_of(project, &["tests/frameworks"], &[("TINTYPE_FRAMEWORKS", &pages)])
}

fn proxy(project: &Project) -> Result<Counts> {
    npm::build(project)?;
    node_tests(project, "tests/proxy")
}

fn faults(project: &Project) -> Result<Counts> {
    npm::build(project)?;
    engine_tests(project, &["tests/faults", "tests/leaks"], &[])
}

/// One long file each: alone, each would leave a processor idle.
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
    let place = Place { base: "/pictures/of/mine/".parse()?, folder: Some(folder), packed: true };
    let site = site::put(project, &dist, &place)?;
    engine_tests(project, &["tests/e2e"], &[("TINTYPE_SITE", &site)])
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
    let Some(screen) = webkit_screen()? else {
        println!("WebKitGTK is not for this system: left out");
        return Ok(Counts::default());
    };
    let mut command = project.cargo();
    command.args(["test", "--target", "wasm32-unknown-unknown", "--package", "tintype", "--test", "*"]);
    command.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER", project.tool("wasm-bindgen-test-runner"));
    // The runner knows WebKit as Safari; both drivers take a port and speak the same protocol.
    command.env("SAFARIDRIVER", Browser::WebKitDriver.require()?).env("DISPLAY", &screen.display);
    command.env("WASM_BINDGEN_TEST_ONLY_WEB", "1");
    run_counted(wasm::for_wasm(headless(&mut command)))
}

/// What WebKit draws on, where there is WebKit.
fn webkit_screen() -> Result<Option<Screen>> {
    Browser::WebKitDriver.is_for_this_system().then(Screen::start).transpose()
}

/// What every headless run of wasm tests needs.
fn headless(command: &mut Command) -> &mut Command {
    // Seconds for the whole run. The default of 20 is too short for a busy machine.
    command.env("WASM_BINDGEN_TEST_TIMEOUT", "300");
    // The test runner takes the first driver that it is told of, whichever browser was asked for.
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

/// Milliseconds after which a test, or a file of them, that waits for ever is ended: far more than any takes. The
/// long forms have an hour.
fn test_timeout() -> &'static str {
    if std::env::var_os("TINTYPE_LONG").is_some() {
        "--test-timeout=3600000"
    } else {
        "--test-timeout=300000"
    }
}

/// Files at a time: these tests mostly wait, for browsers and for servers that take their time.
const AT_ONCE: &str = "--test-concurrency=2";

fn node_tests(project: &Project, folder: &str) -> Result<Counts> {
    node_tests_of(project, &[folder], &[])
}

/// For tests in WebKit too, which needs a screen.
fn engine_tests(project: &Project, folders: &[&str], variables: &[(&str, &Path)]) -> Result<Counts> {
    let screen = Browser::Xvfb.find().and_then(|_| webkit_screen().transpose()).transpose()?;
    let display = screen.as_ref().map(|screen| ("DISPLAY", Path::new(&screen.display)));
    node_tests_of(project, folders, &[variables, display.as_slice()].concat())
}

/// The program that makes random exchanges for the fuzz test.
fn exchanges(project: &Project) -> Result<PathBuf> {
    const NAME: &str = "tintype-exchanges";
    run(project.cargo().args(["build", "--quiet", "--package", "tintype-properties", "--bin", NAME]))?;
    Ok(project.target.join("debug").join(format!("{NAME}{}", std::env::consts::EXE_SUFFIX)))
}

/// Runs every `*.test.js` below these folders under Node's own runner, with these variables.
fn node_tests_of(project: &Project, folders: &[&str], variables: &[(&str, &Path)]) -> Result<Counts> {
    let mut tests = Vec::new();
    for folder in folders {
        let before = tests.len();
        tests.extend(files::files_below(&project.root.join(folder))?);
        tests.retain(|file| file.to_string_lossy().ends_with(".test.js"));
        ensure!(tests.len() > before, "{folder} holds no *.test.js");
    }
    let mut node = project.command("node");
    node.args(["--test", "--test-reporter=spec", "--test-force-exit", AT_ONCE, test_timeout()])
        .args(tests)
        .current_dir(project.root.join("tests"));
    node.envs(variables.iter().copied());
    node.env("TINTYPE_EMULATOR", emulator::build(project)?).env("GECKODRIVER", project.tool("geckodriver"));
    for browser in [Browser::Chrome, Browser::HeadlessShell, Browser::Firefox, Browser::WebKitDriver] {
        if let Some(path) = browser.find() {
            node.env(browser.variable(), path);
        }
    }
    run_counted(&mut node)
}
