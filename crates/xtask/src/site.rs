//! `cargo xtask site`: Studio and the documentation as a folder for any static host; docs/hosting.md has the next steps.

use std::fmt;
use std::path::{Path, PathBuf};
use std::str::FromStr;

use anyhow::{Error, Result, bail, ensure};

use crate::files::Content;
use crate::process::run;
use crate::project::Project;
use crate::stamp::Build;
use crate::{documentation, npm, setup, studio};

/// The path of the site and the folder of its files.
#[derive(Default)]
pub(crate) struct Location {
    pub(crate) base: Base,
    /// The output folder; `target/site` by default.
    pub(crate) folder: Option<PathBuf>,
    /// Whether each file has compressed copies beside it.
    pub(crate) packed: bool,
    /// Whether documentation and examples are left out: the tests of Studio need none.
    pub(crate) studio_only: bool,
}

/// The base path of the page. It is relative by default, so that any path works.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Base(String);

impl Default for Base {
    fn default() -> Self {
        Self("./".to_owned())
    }
}

impl FromStr for Base {
    type Err = Error;

    fn from_str(path: &str) -> Result<Self> {
        let is_plain = |character: char| character.is_ascii_alphanumeric() || "/-._~".contains(character);
        let is_path = path.starts_with('/') && path.ends_with('/') && !path.contains("//");
        if path != "./" && !(is_path && path.chars().all(is_plain)) {
            bail!("a base is a path such as /pictures/, with a slash at both ends");
        }
        Ok(Self(path.to_owned()))
    }
}

impl fmt::Display for Base {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

pub(crate) fn site(project: &Project, location: &Location) -> Result<()> {
    setup::ensure(project, if location.studio_only { setup::FOR_SERVE } else { setup::FOR_SITE })?;
    let dist = studio::build(project)?;
    let pages = (!location.studio_only).then(|| documentation::build(project)).transpose()?;
    let folder = put(project, &dist, pages.as_deref(), location)?;
    println!("The site for {} is in {}", described(&location.base), folder.display());
    Ok(())
}

/// Copies the built Studio into its folder, and the pages of the documentation, if any, below `docs/`.
pub(crate) fn put(
    project: &Project,
    dist: &Path,
    pages: Option<&Path>,
    location: &Location,
) -> Result<PathBuf> {
    let folder = match &location.folder {
        Some(folder) => std::path::absolute(folder)?,
        None => project.target.join("site"),
    };
    ensure!(may_be_replaced(&folder), "{} contains other files: name another folder", folder.display());
    let mut inputs = project.paths(&["crates/xtask/js", "www/sw.js"]);
    inputs.extend([Some(dist), pages].into_iter().flatten().map(Path::to_owned));
    let options = format!("{} {} {}", location.base, location.packed, folder.display());
    Build { name: "site", inputs: &inputs, options: &options, results: &[&folder] }
        .run(project, || fill(project, (dist, pages), location, &folder))?;
    Ok(folder)
}

fn fill(
    project: &Project,
    (dist, pages): (&Path, Option<&Path>),
    location: &Location,
    folder: &Path,
) -> Result<()> {
    let mut content = Content::default();
    content.add_folder("", dist)?;
    match pages {
        Some(pages) => {
            content.add_folder("docs", pages)?;
            content.edit("examples/index.html", with_documentation)?;
        }
        // The example pages demonstrate the package and are not part of the application.
        None => content.exclude("examples"),
    }
    content.put_into(folder)?;
    let mut finish = project.command("node");
    finish.arg(project.root.join("crates/xtask/js/finish.mjs")).arg(folder).arg(&location.base.0);
    run(finish.args(location.packed.then_some("--packed")))?;
    npm::print_sizes(project, dist)
}

/// Adds a link to the documentation to the list of the examples, which is also served without it.
fn with_documentation(page: &str) -> Result<String> {
    const STUDIO: &str = "<nav><a href=\"../\">Tintype Studio</a></nav>";
    ensure!(page.contains(STUDIO), "the list of the examples has no navigation of this form");
    let both = STUDIO.replace("<nav>", "<nav><a href=\"../docs/index.html\">Documentation</a> ");
    Ok(page.replace(STUDIO, &both))
}

fn described(base: &Base) -> String {
    if *base == Base::default() { "any path".to_owned() } else { format!("the path {base}") }
}

/// Whether the folder is missing, empty, or written by an earlier run.
fn may_be_replaced(folder: &Path) -> bool {
    let is_ours = ["index.html", "sw.js", "_headers"].iter().all(|name| folder.join(name).is_file());
    let is_empty = folder.read_dir().is_ok_and(|mut entries| entries.next().is_none());
    !folder.exists() || is_empty || is_ours
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::files;

    #[test]
    fn a_base_is_a_path_with_a_slash_at_both_ends() {
        let is_base = |path: &str| path.parse::<Base>().is_ok();
        assert!(["/", "/pictures/", "/a/b-c/", "./"].into_iter().all(is_base));
        let wrong = ["", "pictures/", "/pictures", "//elsewhere/", "/a b/", "/\"/", "https://a/"];
        assert!(!wrong.into_iter().any(is_base));
    }

    #[test]
    fn a_folder_with_other_files_is_not_replaced() {
        let folder = std::env::temp_dir().join(format!("tintype-site-{}", std::process::id()));
        assert!(may_be_replaced(&folder));
        files::write_if_changed(&folder.join("index.html"), b"mine").unwrap();
        assert!(!may_be_replaced(&folder));
        files::write_if_changed(&folder.join("sw.js"), b"").unwrap();
        files::write_if_changed(&folder.join("_headers"), b"").unwrap();
        assert!(may_be_replaced(&folder));
        files::remove_folder(&folder).unwrap();
    }
}
