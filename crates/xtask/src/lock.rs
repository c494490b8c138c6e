//! Prevents two runs of xtask from writing a folder concurrently.

use std::fs::{self, File, TryLockError};
use std::path::Path;

use anyhow::{Context, Result};

use crate::process::wait_for;

/// An exclusive lock between runs. Dropping it releases the lock, and so does the end of the process.
#[must_use = "the lock is held for as long as this value lives"]
pub(crate) struct Lock {
    _file: File,
}

/// Acquires the lock at a path. Prints messages with `task` while another run holds it.
pub(crate) fn lock(path: &Path, task: &str) -> Result<Lock> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).with_context(|| format!("cannot make the folder {}", folder.display()))?;
    }
    let file = File::create(path).with_context(|| format!("cannot write {}", path.display()))?;
    wait_for(&format!("waiting for another run that is {task}"), || match file.try_lock() {
        Ok(()) => Ok(Some(())),
        Err(TryLockError::WouldBlock) => Ok(None),
        Err(TryLockError::Error(error)) => Err(error.into()),
    })?;
    Ok(Lock { _file: file })
}
