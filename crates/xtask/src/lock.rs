//! Prevents two runs of xtask from writing a folder concurrently.

use std::fs::{self, File};
use std::path::Path;

use anyhow::{Context, Result};

/// An exclusive lock between runs. Dropping it releases the lock, and so does the end of the process.
#[must_use = "the lock is held for as long as this value lives"]
pub(crate) struct Lock {
    _file: File,
}

/// Acquires the lock at a path. Prints a message with `task` while another run holds it.
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
