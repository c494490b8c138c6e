//! Files and folders: copying only files that differ, and detecting changed inputs.

use std::collections::BTreeMap;
use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

/// Writes `content` to a file. An equal file is not written, so that its time stamp stays.
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

/// The intended content of a folder, by path.
#[derive(Default)]
pub(crate) struct Content(BTreeMap<PathBuf, Vec<u8>>);

impl Content {
    pub(crate) fn add(&mut self, name: impl AsRef<Path>, from: &Path) -> Result<()> {
        let content = fs::read(from).with_context(|| format!("cannot read {}", from.display()))?;
        self.0.insert(name.as_ref().to_owned(), content);
        Ok(())
    }

    /// Adds every file below `from`, in the same layout, below `name`.
    pub(crate) fn add_folder(&mut self, name: &str, from: &Path) -> Result<()> {
        for file in files_below(from).with_context(|| format!("cannot read {}", from.display()))? {
            self.add(Path::new(name).join(file.strip_prefix(from)?), &file)?;
        }
        Ok(())
    }

    /// Changes the text of an existing file.
    pub(crate) fn edit(&mut self, name: &str, change: impl Fn(&str) -> Result<String>) -> Result<()> {
        let content = self.0.get_mut(Path::new(name)).with_context(|| format!("there is no {name}"))?;
        *content = change(&String::from_utf8_lossy(content)).context(name.to_owned())?.into_bytes();
        Ok(())
    }

    /// Removes a file, or all files below a folder.
    pub(crate) fn exclude(&mut self, path: &str) {
        self.0.retain(|name, _| !name.starts_with(path));
    }

    /// Writes exactly this content into a folder. Equal files are not touched, because other processes may read them.
    pub(crate) fn put_into(&self, folder: &Path) -> Result<()> {
        for (name, content) in &self.0 {
            write_if_changed(&folder.join(name), content)?;
        }
        for file in files_below(folder)? {
            if !self.0.contains_key(file.strip_prefix(folder)?) {
                fs::remove_file(&file).with_context(|| format!("cannot remove {}", file.display()))?;
            }
        }
        Ok(())
    }
}

/// Returns every file below a folder, sorted.
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

/// Returns a hash that changes when a file below one of these paths is added, removed or written.
pub(crate) fn fingerprint(paths: &[impl AsRef<Path>]) -> Result<String> {
    let mut hasher = DefaultHasher::new();
    for path in paths.iter().map(AsRef::as_ref).filter(|path| path.exists()) {
        let files = if path.is_dir() { files_below(path)? } else { vec![path.to_owned()] };
        for file in files {
            let metadata = fs::metadata(&file)?;
            (file, metadata.len(), metadata.modified()?).hash(&mut hasher);
        }
    }
    Ok(format!("{:016x}", hasher.finish()))
}

/// Returns a hash of the content of these files and folders below `root`, which is equal on every machine.
pub(crate) fn content_hash(root: &Path, paths: &[&str]) -> Result<String> {
    let mut hasher = DefaultHasher::new();
    for path in paths.iter().map(|path| root.join(path)) {
        let mut files = if path.is_dir() { files_below(&path)? } else { vec![path] };
        files.sort();
        for file in files {
            (file.strip_prefix(root)?.to_string_lossy().replace('\\', "/"), fs::read(&file)?)
                .hash(&mut hasher);
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
    fn a_folder_is_synchronized_without_rewriting_equal_files() {
        let folder = folder("content");
        let (from, to) = (folder.join("from"), folder.join("to"));
        for name in ["a/b.txt", "a/c.txt", "left/out.txt"] {
            write_if_changed(&from.join(name), b"one").unwrap();
        }
        write_if_changed(&to.join("a/old.txt"), b"old").unwrap();
        let put = || {
            let mut content = Content::default();
            content.add_folder("in", &from).unwrap();
            content.exclude("in/left");
            content.edit("in/a/c.txt", |text| Ok(text.replace("one", "two"))).unwrap();
            content.put_into(&to).unwrap();
        };
        put();
        let [same, changed] = ["in/a/b.txt", "in/a/c.txt"].map(|name| to.join(name));
        assert_eq!(files_below(&to).unwrap(), [same.clone(), changed.clone()]);
        assert_eq!((fs::read(&same).unwrap(), fs::read(&changed).unwrap()), (b"one".into(), b"two".into()));
        let written = fs::metadata(&changed).unwrap().modified().unwrap();
        put();
        assert_eq!(fs::metadata(&changed).unwrap().modified().unwrap(), written);
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
