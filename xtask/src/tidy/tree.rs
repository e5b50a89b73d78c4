//! The files of the project, as git sees them: tracked, or new and not ignored.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

use super::source::{Language, Source};
use crate::process::Run;

/// This folder holds every forbidden word as an example, so rules about words pass it by.
const OWN_FOLDER: &str = "xtask/src/tidy";

/// A text file with its path from the root, `/` between folders.
pub(super) struct File {
    pub(super) path: String,
    pub(super) text: String,
}

impl File {
    pub(super) fn extension(&self) -> &str {
        self.name().rsplit_once('.').map_or("", |(_, extension)| extension)
    }

    pub(super) fn name(&self) -> &str {
        self.path.rsplit('/').next().unwrap_or(&self.path)
    }

    /// Name of the file without its extension.
    pub(super) fn stem(&self) -> &str {
        self.name().split('.').next().unwrap_or_default()
    }

    pub(super) fn is_rust(&self) -> bool {
        self.extension() == "rs"
    }

    /// TypeScript, JavaScript or a Svelte component.
    pub(super) fn is_script(&self) -> bool {
        matches!(self.extension(), "ts" | "js" | "mjs" | "svelte")
    }

    /// A file of tests only, by its place or name.
    pub(super) fn is_test(&self) -> bool {
        let in_folder = |folder: &str| self.path.split('/').any(|part| part == folder);
        let stem = self.stem();
        in_folder("tests")
            || in_folder("e2e")
            || in_folder("benches")
            || stem == "tests"
            || stem.ends_with("_tests")
    }

    /// Generated files are not written by people, so habits of writing do not bind them.
    pub(super) fn is_generated(&self) -> bool {
        self.text.lines().next().is_some_and(|line| line.contains("Written by `cargo xtask gen`"))
    }

    /// Code, comments and literals told apart.
    pub(super) fn source(&self) -> Source {
        Source::read(&self.text, if self.is_rust() { Language::Rust } else { Language::Script })
    }

    /// Lines with their numbers from 1.
    pub(super) fn lines(&self) -> impl Iterator<Item = (usize, &str)> {
        numbered(&self.text)
    }
}

/// All text files of the project.
pub(super) struct Tree {
    files: Vec<File>,
}

impl Tree {
    pub(super) fn read(root: &Path) -> Result<Self> {
        let listed = Run::new("git")
            .args(["ls-files", "-z", "--cached", "--others", "--exclude-standard"])
            .dir(root)
            .text()
            .context("asking git for the project's files")?;
        let mut paths: Vec<&str> = listed.split('\0').filter(|path| !path.is_empty()).collect();
        paths.sort_unstable();
        paths.dedup();
        // What cannot be read as text is a picture, a font, or deleted and not yet committed.
        let read = |path: &str| {
            Some(File { path: path.to_owned(), text: fs::read_to_string(root.join(path)).ok()? })
        };
        Ok(Self { files: paths.into_iter().filter_map(read).collect() })
    }

    /// A made-up project.
    #[cfg(test)]
    pub(super) fn of(files: &[(&str, &str)]) -> Self {
        let file = |(path, text): &(&str, &str)| File { path: (*path).to_owned(), text: (*text).to_owned() };
        Self { files: files.iter().map(file).collect() }
    }

    pub(super) fn all(&self) -> impl Iterator<Item = &File> {
        self.files.iter()
    }

    /// Everything except the examples of these rules themselves.
    pub(super) fn files(&self) -> impl Iterator<Item = &File> {
        self.files.iter().filter(|file| !file.path.starts_with(OWN_FOLDER))
    }

    pub(super) fn rust(&self) -> impl Iterator<Item = &File> {
        self.files().filter(|file| file.is_rust())
    }

    pub(super) fn get(&self, path: &str) -> Option<&File> {
        self.files.iter().find(|file| file.path == path)
    }
}

/// Lines with their numbers from 1.
pub(super) fn numbered(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.lines().enumerate().map(|(index, line)| (index + 1, line))
}
