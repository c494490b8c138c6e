//! The files of the repository: tracked by git, or new and not ignored.

use std::fs;
use std::path::Path;
use std::process::Command;

/// A text file with its path from the top of the repository, with `/` on every system.
pub struct File {
    pub path: String,
    pub text: String,
}

impl File {
    pub fn new(path: &str, text: &str) -> Self {
        Self { path: path.to_owned(), text: text.to_owned() }
    }

    /// Whether the file name has one of these extensions; "" means no extension.
    pub fn is(&self, extensions: &[&str]) -> bool {
        let name = self.path.rsplit('/').next().unwrap_or_default();
        let extension = name.rsplit_once('.').map_or("", |(_, extension)| extension);
        extensions.contains(&extension)
    }

    pub fn is_below(&self, folders: &[&str]) -> bool {
        folders.iter().any(|folder| self.path.starts_with(&format!("{folder}/")))
    }

    /// Returns the lines with their numbers, from 1.
    pub fn lines(&self) -> impl Iterator<Item = (usize, &str)> {
        self.text.lines().enumerate().map(|(place, line)| (place + 1, line))
    }
}

pub fn find<'a>(files: &'a [File], path: &str) -> Option<&'a File> {
    files.iter().find(|file| file.path == path)
}

pub fn of_repository() -> Vec<File> {
    let root = root();
    // Pictures are not text, and a file that was deleted but not yet committed cannot be read.
    let read = |path: &String| Some(File::new(path, &fs::read_to_string(root.join(path)).ok()?));
    paths_of_repository().iter().filter_map(read).collect()
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2).unwrap()
}

/// Returns the paths of all existing files, whether text or not.
pub fn paths_of_repository() -> Vec<String> {
    let root = root();
    let listed = Command::new("git")
        .args(["ls-files", "-z", "--cached", "--others", "--exclude-standard"])
        .current_dir(root)
        .output()
        .expect("these tests read the files that git knows of");
    assert!(listed.status.success(), "git ls-files failed: is this a clone of the repository?");
    let paths = String::from_utf8(listed.stdout).unwrap();
    let is_file = |path: &&str| !path.is_empty() && root.join(path).is_file();
    paths.split('\0').filter(is_file).map(str::to_owned).collect()
}
