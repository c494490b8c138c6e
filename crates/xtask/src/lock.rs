//! Keeps two runs of xtask from writing the same folder at once.

use std::fs::{self, File};
use std::path::Path;

use anyhow::{Context, Result};

/// Waits until no other run holds this file. Dropping the result lets go, and so does the end of the process.
#[must_use = "the lock is held for as long as this value lives"]
pub(crate) struct Lock {
    _file: File,
}

/// Takes the lock named by a path; a message names `task` while another run has it.
pub(crate) fn lock(path: &Path, task: &str) -> Result<Lock> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).with_context(|| format!("cannot make the folder {}", folder.display()))?;
    }
    let file = File::create(path).with_context(|| format!("cannot write {}", path.display()))?;
    if file.try_lock().is_err() {
        println!("waiting for another run that is {task}");
        file.lock()?;
    }
    Ok(Lock { _file: file })
}
