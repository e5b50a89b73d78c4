//! Why a desk does not start, in words that say what to do.

use std::{io, net::SocketAddr, path::PathBuf};

use tresen_storage::Fault;
use tresen_whatsapp::client::ClientNotBuilt;

/// Why a desk does not start.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// Somebody else listens there, or the address is not ours.
    #[error("cannot listen on {addr}: {}", listen_advice(.cause))]
    Listen {
        /// Where.
        addr: SocketAddr,
        /// What the system said.
        cause: io::Error,
    },
    /// The data directory cannot be made or written.
    #[error(
        "cannot use the data directory `{}`: {cause}; give its folder to this user, or set `data_dir`",
        .dir.display()
    )]
    DataDir {
        /// Which.
        dir: PathBuf,
        /// What the system said.
        cause: io::Error,
    },
    /// The database cannot be opened.
    #[error("{fault}; {}", database_advice(*.is_file))]
    Database {
        /// Whether it is a file in the data directory.
        is_file: bool,
        /// What the store said.
        fault: Fault,
    },
    /// The folder of the files cannot be used.
    #[error("cannot use `{}` for files: {fault}", .dir.display())]
    Files {
        /// Which.
        dir: PathBuf,
        /// What the store said.
        fault: Fault,
    },
    /// Calls to the platform cannot be made.
    #[error("calls to the platform cannot be made")]
    Http(#[from] ClientNotBuilt),
}

fn listen_advice(cause: &io::Error) -> String {
    match cause.kind() {
        io::ErrorKind::AddrInUse => {
            "another program listens there; stop it, or choose another address with `--listen`".to_owned()
        }
        io::ErrorKind::PermissionDenied => {
            "this user may not; ports below 1024 belong to root, choose a higher one with `--listen`"
                .to_owned()
        }
        io::ErrorKind::AddrNotAvailable => {
            "this machine has no such address; `0.0.0.0` and `[::]` mean all of its addresses".to_owned()
        }
        _ => cause.to_string(),
    }
}

fn database_advice(is_file: bool) -> &'static str {
    if is_file {
        "the database is in the data directory, which must be writable; a newer one needs a newer Tresen"
    } else {
        "check `database_url`, and that the server takes connections from here; a newer database needs a newer Tresen"
    }
}
