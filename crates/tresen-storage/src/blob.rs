//! Blobs: files kept under the SHA-256 of their content, so that the same file lies on the disk once.

mod writer;

use std::{
    ops::Range,
    path::{Path, PathBuf},
    sync::{Arc, atomic::AtomicU64},
};

use bytes::{Bytes, BytesMut};
use futures_util::{StreamExt, TryStreamExt, stream::BoxStream};
use object_store::{
    GetOptions, GetRange, ObjectStore, ObjectStoreExt, local::LocalFileSystem, path::Path as Key,
};

pub use self::writer::BlobWriter;
use self::writer::sweep;
use crate::Fault;

/// Folder for files that are still being written.
const INCOMING: &str = "incoming";

/// Why a file was not kept or not given.
#[derive(Debug, thiserror::Error)]
pub enum BlobError {
    /// It has more bytes than the caller allows.
    #[error("the file has more than {limit} bytes")]
    TooLarge {
        /// Most bytes allowed.
        limit: u64,
    },
    /// The content is not what was announced.
    #[error("the file's SHA-256 is not the announced one")]
    HashMismatch {
        /// Of what was written.
        found: [u8; 32],
    },
    /// The disk failed.
    #[error(transparent)]
    Fault(#[from] Fault),
}

/// A file that is on the disk for good.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Kept {
    /// Its address.
    pub sha256: [u8; 32],
    /// Its length.
    pub size_bytes: u64,
}

/// A file, or a part of it, on its way out.
pub struct BlobStream {
    /// Length of the whole file.
    pub size_bytes: u64,
    /// Which bytes of it come.
    pub range: Range<u64>,
    /// The bytes, a piece at a time.
    pub chunks: BoxStream<'static, Result<Bytes, Fault>>,
}

/// The files. Cheap to clone.
///
/// A file appears under its address only when all of it is on the disk; keeping the same content twice is one file.
#[derive(Clone)]
pub struct Blobs(Arc<Inner>);

struct Inner {
    root: PathBuf,
    store: LocalFileSystem,
    written: AtomicU64,
}

impl Blobs {
    /// Files below `dir`, which is made when it is missing. Removes what crashed writers left behind;
    /// files that another process is writing right now stay.
    ///
    /// # Errors
    /// When the folder cannot be made or read.
    pub fn local(dir: impl AsRef<Path>) -> Result<Self, Fault> {
        let failed = |error| Fault::new("open the files", error);
        let incoming = dir.as_ref().join(INCOMING);
        std::fs::create_dir_all(&incoming).map_err(failed)?;
        let root = dir.as_ref().canonicalize().map_err(failed)?;
        sweep(&incoming).map_err(failed)?;
        let store = LocalFileSystem::new_with_prefix(&root)
            .map_err(|error| Fault::new("open the files", error))?
            .with_fsync(true);
        Ok(Self(Arc::new(Inner { root, store, written: AtomicU64::new(0) })))
    }

    /// Begins a file of at most `limit` bytes. Nothing stays of it unless [`BlobWriter::finish`] is called.
    ///
    /// # Errors
    /// When the disk refuses.
    pub async fn writer(&self, limit: u64) -> Result<BlobWriter, Fault> {
        BlobWriter::begin(self, limit).await
    }

    /// Keeps content that is in memory already.
    ///
    /// # Errors
    /// When the disk refuses.
    pub async fn put_bytes(&self, content: &[u8]) -> Result<Kept, Fault> {
        let mut writer = self.writer(u64::MAX).await?;
        writer.write(content).await.map_err(only_fault)?;
        writer.finish(None).await.map_err(only_fault)
    }

    /// All of a file; `None` when there is none.
    ///
    /// # Errors
    /// [`BlobError::TooLarge`] above `limit` bytes; a fault when the disk fails.
    pub async fn get_bytes(&self, sha256: &[u8; 32], limit: u64) -> Result<Option<Bytes>, BlobError> {
        let Some(mut file) = self.stream(sha256, None).await? else { return Ok(None) };
        if file.size_bytes > limit {
            return Err(BlobError::TooLarge { limit });
        }
        let mut content = BytesMut::with_capacity(usize::try_from(file.size_bytes).unwrap_or(0));
        while let Some(chunk) = file.chunks.next().await {
            content.extend_from_slice(&chunk?);
        }
        Ok(Some(content.freeze()))
    }

    /// A file or `range` of it (cut at the file's end), a piece at a time; `None` when there is none.
    ///
    /// # Errors
    /// When the disk fails, or `range` begins behind the file's end.
    pub async fn stream(
        &self,
        sha256: &[u8; 32],
        range: Option<Range<u64>>,
    ) -> Result<Option<BlobStream>, Fault> {
        let options = GetOptions { range: range.map(GetRange::Bounded), ..GetOptions::default() };
        match self.0.store.get_opts(&key(sha256), options).await {
            Ok(found) => Ok(Some(BlobStream {
                size_bytes: found.meta.size,
                range: found.range.clone(),
                chunks: found.into_stream().map_err(|error| Fault::new("read a file", error)).boxed(),
            })),
            Err(object_store::Error::NotFound { .. }) => Ok(None),
            Err(error) => Err(Fault::new("read a file", error)),
        }
    }

    /// Length of a file; `None` when there is none.
    ///
    /// # Errors
    /// When the disk fails.
    pub async fn size_of(&self, sha256: &[u8; 32]) -> Result<Option<u64>, Fault> {
        match self.0.store.head(&key(sha256)).await {
            Ok(found) => Ok(Some(found.size)),
            Err(object_store::Error::NotFound { .. }) => Ok(None),
            Err(error) => Err(Fault::new("look for a file", error)),
        }
    }

    /// Whether there is such a file.
    ///
    /// # Errors
    /// As [`Blobs::size_of`].
    pub async fn exists(&self, sha256: &[u8; 32]) -> Result<bool, Fault> {
        Ok(self.size_of(sha256).await?.is_some())
    }

    /// Removes a file; fine when there is none. The caller knows that nothing else points at it.
    ///
    /// # Errors
    /// When the disk fails.
    pub async fn delete(&self, sha256: &[u8; 32]) -> Result<(), Fault> {
        match self.0.store.delete(&key(sha256)).await {
            Ok(()) | Err(object_store::Error::NotFound { .. }) => Ok(()),
            Err(error) => Err(Fault::new("delete a file", error)),
        }
    }
}

/// `ab/cd/abcd…`: two levels of folders, so that none grows without end.
fn key(sha256: &[u8; 32]) -> Key {
    let name = hex::encode(sha256);
    let (first, rest) = name.split_at(2);
    let (second, _) = rest.split_at(2);
    Key::from_iter([first, second, name.as_str()])
}

async fn blocking<T: Send + 'static>(
    doing: &'static str,
    work: impl FnOnce() -> std::io::Result<T> + Send + 'static,
) -> Result<T, Fault> {
    tokio::task::spawn_blocking(work)
        .await
        .map_err(|_| Fault::other(doing, "it was not carried out"))?
        .map_err(|error| Fault::new(doing, error))
}

fn only_fault(error: BlobError) -> Fault {
    match error {
        BlobError::Fault(fault) => fault,
        refused => Fault::other("keep a file", refused.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files_below(dir: &Path) -> usize {
        std::fs::read_dir(dir)
            .unwrap()
            .map(|entry| entry.unwrap().path())
            .map(|path| if path.is_dir() { files_below(&path) } else { 1 })
            .sum()
    }

    #[tokio::test]
    async fn the_same_content_is_kept_once_and_read_in_parts() {
        let dir = tempfile::tempdir().unwrap();
        let blobs = Blobs::local(dir.path().join("blobs")).unwrap();
        let kept = blobs.put_bytes(b"a picture").await.unwrap();
        assert_eq!(kept, blobs.put_bytes(b"a picture").await.unwrap());
        assert_eq!(kept.size_bytes, 9);
        assert_eq!(files_below(dir.path()), 1);
        let part = blobs.stream(&kept.sha256, Some(2..100)).await.unwrap().unwrap();
        assert_eq!((part.size_bytes, part.range.clone()), (9, 2..9));
        let bytes: Vec<Bytes> = part.chunks.try_collect().await.unwrap();
        assert_eq!(bytes.concat(), b"picture");
        assert_eq!(blobs.get_bytes(&kept.sha256, 9).await.unwrap().unwrap().as_ref(), b"a picture");
        assert!(matches!(blobs.get_bytes(&kept.sha256, 8).await, Err(BlobError::TooLarge { limit: 8 })));
        blobs.delete(&kept.sha256).await.unwrap();
        blobs.delete(&kept.sha256).await.unwrap();
        assert!(!blobs.exists(&kept.sha256).await.unwrap());
        assert!(blobs.get_bytes(&kept.sha256, 9).await.unwrap().is_none());
    }

    #[tokio::test]
    async fn too_much_or_other_content_than_announced_leaves_nothing() {
        let dir = tempfile::tempdir().unwrap();
        let blobs = Blobs::local(dir.path()).unwrap();
        let mut writer = blobs.writer(4).await.unwrap();
        writer.write(b"1234").await.unwrap();
        assert!(matches!(writer.write(b"5").await, Err(BlobError::TooLarge { limit: 4 })));
        drop(writer);
        let mut writer = blobs.writer(4).await.unwrap();
        writer.write(b"1234").await.unwrap();
        assert!(matches!(writer.finish(Some([7; 32])).await, Err(BlobError::HashMismatch { .. })));
        assert_eq!(files_below(dir.path()), 0);
    }

    #[tokio::test]
    async fn leftovers_are_swept_at_start_but_living_writers_stay() {
        let dir = tempfile::tempdir().unwrap();
        let blobs = Blobs::local(dir.path()).unwrap();
        std::fs::write(dir.path().join(INCOMING).join("1-0"), b"left by a crash").unwrap();
        let mut writer = blobs.writer(10).await.unwrap();
        writer.write(b"alive").await.unwrap();
        let again = Blobs::local(dir.path()).unwrap();
        assert_eq!(files_below(dir.path()), 1);
        let kept = writer.finish(None).await.unwrap();
        assert!(again.exists(&kept.sha256).await.unwrap());
    }
}
