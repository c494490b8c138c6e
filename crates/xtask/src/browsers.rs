//! The browsers and their drivers, found by an environment variable or else on the PATH.

use std::env;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use crate::files;
use crate::project::{Project, on_path};

/// A program on this machine that the tests drive.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Browser {
    Chrome,
    /// Chromium without windows. The engine is the same, but a page opens in a third of the time.
    HeadlessShell,
    Chromedriver,
    Firefox,
    /// The driver of the WebKitGTK that it was installed with, which it starts by itself.
    WebKitDriver,
    /// The virtual display for WebKit, which has no headless mode.
    Xvfb,
}

impl Browser {
    pub(crate) const ALL: [Self; 6] = [
        Self::Chrome,
        Self::HeadlessShell,
        Self::Chromedriver,
        Self::Firefox,
        Self::WebKitDriver,
        Self::Xvfb,
    ];

    /// The environment variable that names the program.
    pub(crate) fn variable(self) -> &'static str {
        match self {
            Self::Chrome => "CHROME",
            Self::HeadlessShell => "CHROME_HEADLESS_SHELL",
            Self::Chromedriver => "CHROMEDRIVER",
            Self::Firefox => "FIREFOX",
            Self::WebKitDriver => "WEBKITDRIVER",
            Self::Xvfb => "XVFB",
        }
    }

    fn names(self) -> &'static [&'static str] {
        match self {
            Self::Chrome => {
                &["chromium", "google-chrome", "google-chrome-stable", "chromium-browser", "chrome"]
            }
            Self::HeadlessShell => &["chromium-headless-shell", "chrome-headless-shell"],
            Self::Chromedriver => &["chromedriver"],
            Self::Firefox => &["firefox-esr", "firefox"],
            Self::WebKitDriver => &["WebKitWebDriver"],
            Self::Xvfb => &["Xvfb"],
        }
    }

    /// Returns the paths of installers that do not change the PATH.
    fn places(self) -> &'static [&'static str] {
        match self {
            Self::Chrome => &[
                "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
                "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
            ],
            Self::HeadlessShell | Self::Chromedriver | Self::WebKitDriver | Self::Xvfb => &[],
            Self::Firefox => &[
                "/Applications/Firefox.app/Contents/MacOS/firefox",
                "C:\\Program Files\\Mozilla Firefox\\firefox.exe",
            ],
        }
    }

    /// Whether the program exists on this system. WebKitGTK and X are for Linux only, so the WebKit tests are skipped
    /// elsewhere.
    pub(crate) fn is_for_this_system(self) -> bool {
        cfg!(target_os = "linux") || !matches!(self, Self::WebKitDriver | Self::Xvfb)
    }

    pub(crate) fn find(self) -> Option<PathBuf> {
        if let Some(named) = env::var_os(self.variable()) {
            return Some(PathBuf::from(named)).filter(|path| path.is_file());
        }
        let place = || self.places().iter().map(PathBuf::from).find(|path| path.is_file());
        // The whole browser has all features of its headless shell, only slower.
        let whole = || (self == Self::HeadlessShell).then(|| Self::Chrome.find()).flatten();
        on_path(self.names()).or_else(place).or_else(whole)
    }

    /// Returns the path in the variable if it names no file, because installed programs are ignored then.
    pub(crate) fn misnamed(self) -> Option<PathBuf> {
        env::var_os(self.variable()).map(PathBuf::from).filter(|path| !path.is_file())
    }

    /// Returns the program for a stage whose set-up has installed it.
    pub(crate) fn require(self) -> Result<PathBuf> {
        self.find().with_context(|| format!("{self:?} was not found: set {} to its path", self.variable()))
    }
}

/// Flags for Chromium that allow any user and prevent its own network traffic.
const CHROME_ARGUMENTS: &[&str] = &[
    "--headless",
    "--no-sandbox",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    // Containers often have a tiny /dev/shm, which kills tabs.
    "--disable-dev-shm-usage",
];

/// Writes the capabilities file that the test runner of wasm-bindgen reads, and returns its path.
pub(crate) fn webdriver_json(project: &Project) -> Result<PathBuf> {
    let path = project.target.join("xtask/webdriver.json");
    let arguments = CHROME_ARGUMENTS.iter().map(|argument| quoted(argument)).collect::<Vec<_>>().join(",");
    let json = format!(
        r#"{{"goog:chromeOptions":{{"binary":{},"args":[{arguments}]}},"moz:firefoxOptions":{{"binary":{},"args":["-headless"]}}}}"#,
        quoted_path(&Browser::Chrome.require()?),
        quoted_path(&Browser::Firefox.require()?),
    );
    files::write_if_changed(&path, json.as_bytes())?;
    Ok(path)
}

fn quoted_path(path: &Path) -> String {
    quoted(&path.to_string_lossy())
}

/// Returns a JSON string. Paths and flags contain no control characters.
fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_for_json() {
        assert_eq!(quoted(r#"C:\a "b""#), r#""C:\\a \"b\"""#);
    }
}
