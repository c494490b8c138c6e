//! Files and folders: copying only what differs, and telling whether inputs changed.

use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

/// Makes `to` hold exactly `content`; an equal file keeps its time stamp.
pub(crate) fn write_if_changed(to: &Path, content: &[u8]) -> Result<()> {
    if fs::read(to).is_ok_and(|present| present == content) {
        return Ok(());
    }
    if let Some(folder) = to.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::write(to, content).with_context(|| format!("cannot write {}", to.display()))
}

pub(crate) fn copy_if_changed(from: &Path, to: &Path) -> Result<()> {
    let content = fs::read(from).with_context(|| format!("cannot read {}", from.display()))?;
    write_if_changed(to, &content)
}

/// Copies every file below `from`, in the same layout.
pub(crate) fn copy_folder(from: &Path, to: &Path) -> Result<()> {
    if !from.is_dir() {
        bail!("the folder {} is not there", from.display());
    }
    for file in files_below(from)? {
        copy_if_changed(&file, &to.join(file.strip_prefix(from)?))?;
    }
    Ok(())
}

/// Every file below a folder, sorted.
pub(crate) fn files_below(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if entry.file_type()?.is_dir() {
            files.extend(files_below(&entry.path())?);
        } else {
            files.push(entry.path());
        }
    }
    files.sort();
    Ok(files)
}

pub(crate) fn remove_folder(folder: &Path) -> Result<()> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => {
            Err(error).with_context(|| format!("cannot remove {}", folder.display()))
        }
        _ => Ok(()),
    }
}

/// Changes when a file below one of these paths is added, removed or written.
pub(crate) fn fingerprint(paths: &[PathBuf]) -> Result<String> {
    let mut hasher = DefaultHasher::new();
    for path in paths.iter().filter(|path| path.exists()) {
        let files = if path.is_dir() { files_below(path)? } else { vec![path.clone()] };
        for file in files {
            let metadata = fs::metadata(&file)?;
            (file, metadata.len(), metadata.modified()?).hash(&mut hasher);
        }
    }
    Ok(format!("{:016x}", hasher.finish()))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn folder(name: &str) -> PathBuf {
        let folder = std::env::temp_dir().join(format!("tintype-files-{}-{name}", std::process::id()));
        remove_folder(&folder).unwrap();
        fs::create_dir_all(&folder).unwrap();
        folder
    }

    #[test]
    fn a_copy_that_differs_in_nothing_is_not_written() {
        let folder = folder("copy");
        write_if_changed(&folder.join("from/a/b.txt"), b"one").unwrap();
        copy_folder(&folder.join("from"), &folder.join("to")).unwrap();
        let copy = folder.join("to/a/b.txt");
        let written = fs::metadata(&copy).unwrap().modified().unwrap();
        copy_folder(&folder.join("from"), &folder.join("to")).unwrap();
        assert_eq!(fs::read(&copy).unwrap(), b"one");
        assert_eq!(fs::metadata(&copy).unwrap().modified().unwrap(), written);
        remove_folder(&folder).unwrap();
    }

    #[test]
    fn the_fingerprint_sees_added_and_removed_files() {
        let folder = folder("fingerprint");
        let paths = [folder.clone(), folder.join("not there")];
        let empty = fingerprint(&paths).unwrap();
        write_if_changed(&folder.join("deep/file"), b"x").unwrap();
        assert_ne!(fingerprint(&paths).unwrap(), empty);
        fs::remove_file(folder.join("deep/file")).unwrap();
        assert_eq!(fingerprint(&paths).unwrap(), empty);
        remove_folder(&folder).unwrap();
    }
}
