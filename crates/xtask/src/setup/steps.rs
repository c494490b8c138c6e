//! The steps of set-up as data: name, pinned version, reason, installer.

use std::fs;

use anyhow::{Context, Result};

use crate::browsers::Browser;
use crate::project::Project;

/// A tool that a command needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Tool {
    Node,
    Wasm32,
    Components,
    StdSource,
    WasmBindgen,
    WasmSplit,
    Trunk,
    Binaryen,
    Esbuild,
    WasmPack,
    Geckodriver,
    CargoDeny,
    Chromium,
    Chromedriver,
    Firefox,
    WebKit,
    Fonts,
    Clients,
    Documentation,
    TestPackages,
}

/// One step of set-up.
pub(crate) struct Step {
    pub(crate) tool: Tool,
    pub(crate) name: &'static str,
    pub(crate) why: &'static str,
    pub(crate) installer: Installer,
}

/// The method by which a step is checked and executed.
pub(crate) enum Installer {
    /// A manual step. The sentence names the program to install.
    Manual { program: &'static str, sentence: &'static str },
    /// A target of the Rust toolchain in use.
    Target(&'static str),
    /// Components of the Rust toolchain in use, each with a file that it contains.
    Components(&'static [(&'static str, &'static str)]),
    /// A command from crates.io, built into the tools folder.
    Cargo(CargoTool),
    /// A command from npm, in the tools folder.
    Npm { package: &'static str, version: &'static str, command: &'static str },
    /// A program of the system, in any version.
    Program { browser: Browser, debian: &'static str },
    /// A Debian package that other systems do not need.
    Debian(&'static str),
    /// The dependencies of a folder with a package-lock.json.
    NpmFolder(&'static str),
}

/// A command from crates.io.
pub(crate) struct CargoTool {
    pub(crate) package: &'static str,
    pub(crate) command: &'static str,
    pub(crate) version: Version,
    pub(crate) flags: &'static [&'static str],
    /// The crates that are optimized, because they process megabytes.
    pub(crate) optimised: &'static [&'static str],
}

/// The required version of a command.
pub(crate) enum Version {
    Exactly(&'static str),
    /// The version of a library in Cargo.lock, which the command must match.
    OfLibrary(&'static str),
}

/// Leaves TLS out of commands that connect to nothing but programs of this machine.
const NO_TLS: &[&str] = &["--no-default-features"];

/// The flags and the optimized crates of each version of wasm-bindgen.
pub(super) const BINDGEN_FLAGS: &[&str] = NO_TLS;
pub(super) const BINDGEN_OPTIMISED: &[&str] = &["walrus", "wasm-bindgen-cli-support", "wasmparser"];

/// All steps in the order of their execution, quick ones first.
#[rustfmt::skip]
pub(crate) const STEPS: &[Step] = &[
    Step { tool: Tool::Node, name: "Node.js 20.19+ or 22.12+", why: "runs the JavaScript tools and tests", installer: Installer::Manual {
        program: "node",
        sentence: "install Node.js 20.19, 22.12 or newer with npm, from https://nodejs.org or your system's packages",
    } },
    Step { tool: Tool::Wasm32, name: "wasm32 target", why: "compiles for the browser",
        installer: Installer::Target("wasm32-unknown-unknown") },
    Step { tool: Tool::Components, name: "rustfmt and clippy", why: "check the code",
        installer: Installer::Components(&[("rustfmt", "bin/rustfmt"), ("clippy", "bin/cargo-clippy")]) },
    Step { tool: Tool::StdSource, name: "source of std", why: "is compiled without panic messages, for less to download",
        installer: Installer::Components(&[("rust-src", "lib/rustlib/src/rust/library/Cargo.lock")]) },
    Step { tool: Tool::Binaryen, name: "wasm-opt (binaryen 123)", why: "makes wasm small",
        installer: Installer::Npm { package: "binaryen", version: "123.0.0", command: "wasm-opt" } },
    Step { tool: Tool::Esbuild, name: "esbuild", why: "joins the scripts of a worker",
        installer: Installer::Npm { package: "esbuild", version: "0.28.2", command: "esbuild" } },
    Step { tool: Tool::Documentation, name: "npm packages of the documentation", why: "build its site",
        installer: Installer::NpmFolder("crates/xtask/documentation") },
    Step { tool: Tool::TestPackages, name: "npm packages of tests/", why: "drive browsers and stand for other clients",
        installer: Installer::NpmFolder("tests") },
    Step { tool: Tool::Chromium, name: "Chromium", why: "runs browser tests",
        installer: Installer::Program { browser: Browser::Chrome, debian: "chromium" } },
    Step { tool: Tool::Chromium, name: "Chromium headless shell", why: "opens the pages of Studio's tests quickly",
        installer: Installer::Program { browser: Browser::HeadlessShell, debian: "chromium-headless-shell" } },
    Step { tool: Tool::Chromedriver, name: "chromedriver", why: "drives Chromium for wasm-pack",
        installer: Installer::Program { browser: Browser::Chromedriver, debian: "chromium-driver" } },
    Step { tool: Tool::Firefox, name: "Firefox", why: "runs browser tests",
        installer: Installer::Program { browser: Browser::Firefox, debian: "firefox-esr" } },
    Step { tool: Tool::WebKit, name: "WebKitGTK's driver", why: "runs browser tests",
        installer: Installer::Program { browser: Browser::WebKitDriver, debian: "webkit2gtk-driver" } },
    Step { tool: Tool::WebKit, name: "Xvfb", why: "is the display for WebKit, which has no headless mode",
        installer: Installer::Program { browser: Browser::Xvfb, debian: "xvfb" } },
    Step { tool: Tool::Fonts, name: "Noto CJK fonts", why: "show Chinese, Japanese and Korean text in screenshots",
        installer: Installer::Debian("fonts-noto-cjk") },
    Step { tool: Tool::Clients, name: "curl", why: "stands for other clients",
        installer: Installer::Debian("curl") },
    Step { tool: Tool::Clients, name: "Python", why: "stands for other clients, and reads the ZIP files that Studio writes",
        installer: Installer::Debian("python3") },
    Step { tool: Tool::Clients, name: "venv of Python", why: "keeps Google's client for Python apart",
        installer: Installer::Debian("python3-venv") },
    Step { tool: Tool::WasmBindgen, name: "wasm-bindgen", why: "joins wasm and JavaScript", installer: Installer::Cargo(CargoTool {
        package: "wasm-bindgen-cli", command: "wasm-bindgen", version: Version::OfLibrary("wasm-bindgen"),
        flags: BINDGEN_FLAGS, optimised: BINDGEN_OPTIMISED,
    }) },
    Step { tool: Tool::Trunk, name: "trunk", why: "builds the front-end", installer: Installer::Cargo(CargoTool {
        package: "trunk", command: "trunk", version: Version::Exactly("0.21.14"),
        flags: NO_TLS, optimised: &[],
    }) },
    Step { tool: Tool::WasmSplit, name: "wasm-split-cli", why: "takes the front-end apart", installer: Installer::Cargo(CargoTool {
        package: "wasm_split_cli_support", command: "wasm-split-cli", version: Version::Exactly("0.2.4"),
        flags: &["--features", "build-binary"],
        optimised: &["walrus", "wasm-encoder", "wasmparser", "wasm_split_cli_support"],
    }) },
    Step { tool: Tool::WasmPack, name: "wasm-pack", why: "runs the library's tests in browsers", installer: Installer::Cargo(CargoTool {
        package: "wasm-pack", command: "wasm-pack", version: Version::Exactly("0.15.1"),
        flags: &[], optimised: &[],
    }) },
    Step { tool: Tool::Geckodriver, name: "geckodriver", why: "drives Firefox", installer: Installer::Cargo(CargoTool {
        package: "geckodriver", command: "geckodriver", version: Version::Exactly("0.37.1"),
        flags: &[], optimised: &[],
    }) },
    Step { tool: Tool::CargoDeny, name: "cargo-deny", why: "checks licences and sources of crates", installer: Installer::Cargo(CargoTool {
        package: "cargo-deny", command: "cargo-deny", version: Version::Exactly("0.20.2"),
        flags: &[], optimised: &[],
    }) },
];

impl CargoTool {
    pub(crate) fn version(&self, project: &Project) -> Result<String> {
        match self.version {
            Version::Exactly(version) => Ok(version.to_owned()),
            Version::OfLibrary(library) => {
                let lock =
                    fs::read_to_string(project.root.join("Cargo.lock")).context("cannot read Cargo.lock")?;
                locked_version(&lock, library).with_context(|| format!("Cargo.lock names no {library}"))
            }
        }
    }
}

fn locked_version(lock: &str, package: &str) -> Option<String> {
    let start = format!("name = \"{package}\"");
    let mut lines = lock.lines().skip_while(|line| *line != start).skip(1);
    let version = lines.next()?.strip_prefix("version = \"")?;
    Some(version.strip_suffix('"')?.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_the_version_of_exactly_this_package() {
        let lock = "[[package]]\nname = \"wasm-bindgen-macro\"\nversion = \"1.0.0\"\n\n\
                    [[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.126\"\n";
        assert_eq!(locked_version(lock, "wasm-bindgen").as_deref(), Some("0.2.126"));
        assert_eq!(locked_version(lock, "wasm"), None);
    }
}
