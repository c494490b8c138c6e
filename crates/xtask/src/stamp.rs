//! Skips a build whose inputs, options and results are as the last build left them.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Result;

use crate::files;
use crate::project::Project;

/// Identifies a build. Its stamp is in `target/xtask`.
pub(crate) struct Build<'a> {
    pub(crate) name: &'a str,
    /// Files and folders, like `results`.
    pub(crate) inputs: &'a [PathBuf],
    pub(crate) options: &'a str,
    pub(crate) results: &'a [&'a Path],
}

impl Build<'_> {
    /// Calls `work` unless nothing changed.
    pub(crate) fn run(&self, project: &Project, work: impl FnOnce() -> Result<()>) -> Result<()> {
        let stamp = project.target.join("xtask").join(format!("{}.stamp", self.name));
        // Before the build, because an input that changes during the build needs another one.
        let inputs = files::fingerprint(self.inputs)?;
        let state = || {
            let results = files::fingerprint(self.results)?;
            anyhow::Ok(format!("{inputs} {results} {}", self.options))
        };
        if fs::read_to_string(&stamp).is_ok_and(|present| state().is_ok_and(|now| now == present)) {
            println!("{}: nothing changed", self.name);
            return Ok(());
        }
        work()?;
        files::write_if_changed(&stamp, state()?.as_bytes())
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn a_build_runs_when_an_input_an_option_or_the_result_changed() {
        let folder = std::env::temp_dir().join(format!("tintype-stamp-{}", std::process::id()));
        let project = Project { root: folder.clone(), target: folder.join("target"), tools: folder.clone() };
        let (input, result) = (folder.join("input"), folder.join("result"));
        let inputs = [input.clone()];
        let put = |path: &Path, text: &str| files::write_if_changed(path, text.as_bytes()).unwrap();
        let runs = |options: &str| {
            let mut has_run = false;
            let build = Build { name: "it", inputs: &inputs, options, results: &[&result] };
            let work = || {
                has_run = true;
                files::write_if_changed(&result, b"built")
            };
            build.run(&project, work).unwrap();
            has_run
        };
        put(&input, "one");
        assert!(runs("") && !runs(""));
        put(&input, "other");
        assert!(runs("") && !runs(""));
        put(&result, "damaged");
        assert!(runs("") && !runs(""));
        assert!(runs("fast") && !runs("fast"));
        files::remove_folder(&folder).unwrap();
    }

    #[test]
    fn a_failed_build_runs_again() {
        let folder = std::env::temp_dir().join(format!("tintype-stamp-failed-{}", std::process::id()));
        let project = Project { root: folder.clone(), target: folder.join("target"), tools: folder.clone() };
        let build = Build { name: "it", inputs: &[], options: "", results: &[] };
        assert!(build.run(&project, || anyhow::bail!("no")).is_err());
        let mut has_run = false;
        let work = || {
            has_run = true;
            Ok(())
        };
        build.run(&project, work).unwrap();
        assert!(has_run);
        files::remove_folder(&folder).unwrap();
    }
}
