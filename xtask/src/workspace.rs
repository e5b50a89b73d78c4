//! Where the repository and its build output are.

use std::env;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use crate::process::Run;

/// The checkout this tool was built from.
pub(crate) struct Workspace {
    /// The folder with the workspace manifest.
    pub(crate) root: PathBuf,
    /// Cargo's target folder, wherever the environment or a configuration put it.
    pub(crate) target: PathBuf,
}

impl Workspace {
    pub(crate) fn find() -> Result<Self> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"))
            .parent()
            .context("the tool's own folder has no parent")?
            .to_path_buf();
        let metadata = Run::new(cargo())
            .args(["metadata", "--no-deps", "--format-version", "1"])
            .dir(&root)
            .text()
            .context("asking cargo for the target folder")?;
        let metadata: serde_json::Value = serde_json::from_str(&metadata)?;
        let target = metadata
            .get("target_directory")
            .and_then(serde_json::Value::as_str)
            .context("cargo did not name its target folder")?;
        Ok(Self { root, target: PathBuf::from(target) })
    }

    /// A path inside the repository.
    pub(crate) fn path(&self, relative: &str) -> PathBuf {
        self.root.join(relative)
    }

    /// A binary of the given profile folder (`debug`, `release`), built or not.
    pub(crate) fn binary(&self, profile: &str, name: &str) -> PathBuf {
        self.target.join(profile).join(format!("{name}{}", env::consts::EXE_SUFFIX))
    }

    /// A cargo command at the root.
    pub(crate) fn cargo(&self) -> Run {
        Run::new(cargo()).dir(&self.root)
    }

    /// An npm command in a folder of the repository.
    pub(crate) fn npm(&self, folder: &str) -> Run {
        Run::new("npm").dir(&self.path(folder))
    }
}

/// The cargo that started this tool, so that a toolchain chosen by the caller stays chosen.
fn cargo() -> String {
    env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned())
}
