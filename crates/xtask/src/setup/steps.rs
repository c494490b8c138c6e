//! The steps of set-up as data: name, pinned version, reason, way.

use std::fs;

use anyhow::{Context, Result};

use crate::browsers::Browser;
use crate::project::Project;

/// Something a command can ask for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Tool {
    Node,
    Wasm32,
    Components,
    WasmBindgen,
    Trunk,
    Binaryen,
    WasmPack,
    Geckodriver,
    Chromium,
    Chromedriver,
    Firefox,
    Fonts,
    TestPackages,
}

/// One step of set-up.
pub(crate) struct Step {
    pub(crate) tool: Tool,
    pub(crate) name: &'static str,
    /// Empty where the machine's own version will do.
    pub(crate) version: String,
    pub(crate) why: &'static str,
    pub(crate) way: Way,
}

/// How a step is checked and done.
pub(crate) enum Way {
    /// Only a person can install it; the sentence says what.
    Yourself {
        program: &'static str,
        sentence: &'static str,
    },
    /// A target of the Rust toolchain in use.
    Target(&'static str),
    /// Components of the Rust toolchain in use, each with the command that it brings.
    Components(&'static [(&'static str, &'static str)]),
    /// A command from crates.io, built into the tools folder.
    Cargo {
        package: &'static str,
        command: &'static str,
        flags: &'static [&'static str],
        optimised: bool,
    },
    /// A command from npm, in the tools folder.
    Npm {
        package: &'static str,
        command: &'static str,
    },
    /// A program of the system, of any version.
    Program {
        browser: Browser,
        debian: &'static str,
    },
    /// A package of Debian that other systems do without.
    Debian(&'static str),
    /// The dependencies of a folder with a package-lock.json.
    NpmFolder(&'static str),
}

impl Step {
    /// Name and version.
    pub(crate) fn title(&self) -> String {
        format!("{} {}", self.name, self.version)
            .trim_end()
            .to_owned()
    }
}

/// Every step, in the order in which they are done: quick ones first.
pub(crate) fn all(project: &Project) -> Result<Vec<Step>> {
    let step = |tool, name, version: &str, why, way| Step {
        tool,
        name,
        version: version.to_owned(),
        why,
        way,
    };
    let cargo = |package, command, flags| Way::Cargo {
        package,
        command,
        flags,
        optimised: false,
    };
    Ok(vec![
        step(
            Tool::Node,
            "Node.js",
            "20+",
            "runs the JavaScript tools and tests",
            Way::Yourself {
                program: "node",
                sentence: "install Node.js 20 or newer with npm, from https://nodejs.org or your system's packages",
            },
        ),
        step(
            Tool::Wasm32,
            "wasm32-unknown-unknown",
            "",
            "compiles for the browser",
            Way::Target("wasm32-unknown-unknown"),
        ),
        step(
            Tool::Components,
            "rustfmt and clippy",
            "",
            "check the code",
            Way::Components(&[("rustfmt", "rustfmt"), ("clippy", "cargo-clippy")]),
        ),
        step(
            Tool::Binaryen,
            "binaryen (wasm-opt)",
            "123.0.0",
            "makes wasm small",
            Way::Npm {
                package: "binaryen",
                command: "wasm-opt",
            },
        ),
        step(
            Tool::TestPackages,
            "npm packages of tests/",
            "",
            "drive browsers and stand for other clients",
            Way::NpmFolder("tests"),
        ),
        step(
            Tool::Chromium,
            "Chromium",
            "",
            "runs browser tests",
            Way::Program {
                browser: Browser::Chrome,
                debian: "chromium",
            },
        ),
        step(
            Tool::Chromedriver,
            "chromedriver",
            "",
            "drives Chromium for wasm-pack",
            Way::Program {
                browser: Browser::Chromedriver,
                debian: "chromium-driver",
            },
        ),
        step(
            Tool::Firefox,
            "Firefox",
            "",
            "runs browser tests",
            Way::Program {
                browser: Browser::Firefox,
                debian: "firefox-esr",
            },
        ),
        step(
            Tool::Fonts,
            "Noto CJK fonts",
            "",
            "show Chinese, Japanese and Korean text in screenshots",
            Way::Debian("fonts-noto-cjk"),
        ),
        // It reads whole debug modules: without optimisation each test build would wait for it.
        step(
            Tool::WasmBindgen,
            "wasm-bindgen",
            &wasm_bindgen_version(project)?,
            "joins wasm and JavaScript",
            Way::Cargo {
                package: "wasm-bindgen-cli",
                command: "wasm-bindgen",
                flags: &[],
                optimised: true,
            },
        ),
        step(
            Tool::Trunk,
            "trunk",
            "0.21.14",
            "builds the front-end",
            cargo(
                "trunk",
                "trunk",
                &["--no-default-features", "--features", "rustls"],
            ),
        ),
        step(
            Tool::WasmPack,
            "wasm-pack",
            "0.15.1",
            "runs the library's tests in browsers",
            cargo("wasm-pack", "wasm-pack", &[]),
        ),
        step(
            Tool::Geckodriver,
            "geckodriver",
            "0.37.1",
            "drives Firefox",
            cargo("geckodriver", "geckodriver", &[]),
        ),
    ])
}

/// The command must be of the very version of the library, so the lock file decides both.
fn wasm_bindgen_version(project: &Project) -> Result<String> {
    let lock =
        fs::read_to_string(project.root.join("Cargo.lock")).context("cannot read Cargo.lock")?;
    locked_version(&lock, "wasm-bindgen")
        .context("Cargo.lock names no wasm-bindgen: run `cargo metadata` once")
}

fn locked_version(lock: &str, package: &str) -> Option<String> {
    let start = format!("name = \"{package}\"");
    let mut lines = lock.lines().skip_while(|line| *line != start).skip(1);
    Some(
        lines
            .next()?
            .strip_prefix("version = \"")?
            .strip_suffix('"')?
            .to_owned(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_the_version_of_exactly_this_package() {
        let lock = "[[package]]\nname = \"wasm-bindgen-macro\"\nversion = \"1.0.0\"\n\n\
                    [[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.126\"\n";
        assert_eq!(
            locked_version(lock, "wasm-bindgen").as_deref(),
            Some("0.2.126")
        );
        assert_eq!(locked_version(lock, "wasm"), None);
    }
}
