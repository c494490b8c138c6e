//! `cargo xtask site`: Studio as a folder for any static host; docs/hosting.md says how it goes on.

use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};
use std::str::FromStr;

use anyhow::{Error, Result, bail, ensure};

use crate::files::Content;
use crate::process::run;
use crate::project::Project;
use crate::{files, npm, setup, studio};

/// Where it will be served, and where it is put until then.
#[derive(Default)]
pub(crate) struct Place {
    pub(crate) base: Base,
    /// `target/site` unless said otherwise.
    pub(crate) folder: Option<PathBuf>,
    /// With a packed twin beside each file.
    pub(crate) packed: bool,
}

/// The path below which the page is found; relative, and so any, unless said otherwise.
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
        let is_plain = |letter: char| letter.is_ascii_alphanumeric() || "/-._~".contains(letter);
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

pub(crate) fn site(project: &Project, place: &Place) -> Result<()> {
    setup::ensure(project, setup::FOR_SERVE)?;
    let dist = studio::build(project)?;
    let folder = put(project, &dist, place)?;
    println!("Studio for {} is in {}", described(&place.base), folder.display());
    Ok(())
}

/// Takes what was built to its place.
pub(crate) fn put(project: &Project, dist: &Path, place: &Place) -> Result<PathBuf> {
    let folder = match &place.folder {
        Some(folder) => std::path::absolute(folder)?,
        None => project.target.join("site"),
    };
    ensure!(may_be_replaced(&folder), "{} holds other things: name another folder", folder.display());
    let (stamp, js) = (project.target.join("xtask/site.stamp"), project.root.join("crates/xtask/js"));
    let inputs = [dist.to_owned(), js, project.root.join("www/sw.js"), folder.clone()];
    let state =
        || files::fingerprint(&inputs).map(|state| format!("{state} {} {}", place.base, place.packed));
    if fs::read_to_string(&stamp).is_ok_and(|present| state().is_ok_and(|now| now == present)) {
        println!("site: nothing changed");
        return Ok(folder);
    }
    let mut content = Content::default();
    content.add_folder("", dist)?;
    // The example pages show the package, and are no part of the application.
    content.leave_out("examples");
    content.put_into(&folder)?;
    let mut finish = project.command("node");
    finish.arg(project.root.join("crates/xtask/js/finish.mjs")).arg(&folder).arg(&place.base.0);
    run(finish.args(place.packed.then_some("--packed")))?;
    npm::print_sizes(project, dist)?;
    files::write_if_changed(&stamp, state()?.as_bytes())?;
    Ok(folder)
}

fn described(base: &Base) -> String {
    if *base == Base::default() { "any path".to_owned() } else { format!("the path {base}") }
}

/// Nothing is lost with it: it is not there, it is empty, or an earlier run made it.
fn may_be_replaced(folder: &Path) -> bool {
    let is_ours = ["index.html", "sw.js", "_headers"].iter().all(|name| folder.join(name).is_file());
    let is_empty = folder.read_dir().is_ok_and(|mut entries| entries.next().is_none());
    !folder.exists() || is_empty || is_ours
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn a_base_is_a_path_with_a_slash_at_both_ends() {
        let is_base = |path: &str| path.parse::<Base>().is_ok();
        assert!(["/", "/pictures/", "/a/b-c/", "./"].into_iter().all(is_base));
        let wrong = ["", "pictures/", "/pictures", "//elsewhere/", "/a b/", "/\"/", "https://a/"];
        assert!(!wrong.into_iter().any(is_base));
    }

    #[test]
    fn a_folder_with_other_things_is_left_alone() {
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
