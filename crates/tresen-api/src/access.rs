//! Who may use which operation: read from the description, so that what is described is what is enforced.

use std::collections::BTreeMap;

use axum::http::Method;
use tresen_domain::agent::Permission;
use utoipa::openapi::{OpenApi, path::Operation};

/// Name of the description's extension that declares an operation's permission.
pub(crate) const EXTENSION: &str = "x-permission";
/// Its value for operations that need no sign-in.
pub(crate) const PUBLIC: &str = "public";

/// What an operation needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Needs {
    /// Nothing.
    Nothing,
    /// Somebody whose role allows this.
    Permission(Permission),
}

/// Every operation with what it needs.
#[derive(Debug, Default)]
pub(crate) struct Access(BTreeMap<(String, String), Needs>);

impl Access {
    /// Reads the description. An operation that declares nothing, or an unknown word, needs an administrator.
    pub(crate) fn of(description: &OpenApi) -> Self {
        let mut all = BTreeMap::new();
        for (path, item) in &description.paths.paths {
            let operations: [(&str, &Option<Operation>); 5] = [
                ("GET", &item.get),
                ("POST", &item.post),
                ("PUT", &item.put),
                ("PATCH", &item.patch),
                ("DELETE", &item.delete),
            ];
            for (method, operation) in operations {
                if let Some(operation) = operation {
                    all.insert((path.clone(), method.to_owned()), declared(operation));
                }
            }
        }
        Self(all)
    }

    /// What `method` on the route `path` needs; `None` when there is no such operation.
    pub(crate) fn find(&self, method: &Method, path: &str) -> Option<Needs> {
        let method = if method == Method::HEAD { "GET" } else { method.as_str() };
        self.0.get(&(path.to_owned(), method.to_owned())).copied()
    }

    /// The methods a route takes, for `Allow`.
    pub(crate) fn methods(&self, path: &str) -> Vec<&str> {
        self.0.keys().filter(|(known, _)| known == path).map(|(_, method)| method.as_str()).collect()
    }
}

fn declared(operation: &Operation) -> Needs {
    let word =
        operation.extensions.as_ref().and_then(|all| all.get(EXTENSION)).and_then(|word| word.as_str());
    match word {
        Some(PUBLIC) => Needs::Nothing,
        Some(word) => Needs::Permission(Permission::parse(word).unwrap_or(Permission::Administer)),
        None => Needs::Permission(Permission::Administer),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_operation_declares_a_permission_we_know() {
        for (path, item) in crate::openapi().paths.paths {
            for operation in [item.get, item.post, item.put, item.patch, item.delete].into_iter().flatten() {
                let extensions = operation.extensions.unwrap_or_default();
                let word =
                    extensions.get(EXTENSION).and_then(|word| word.as_str()).unwrap_or("nothing").to_owned();
                assert!(word == PUBLIC || Permission::parse(&word).is_some(), "{path} declares {word}");
            }
        }
    }

    #[test]
    fn what_declares_nothing_needs_an_administrator() {
        assert_eq!(declared(&Operation::new()), Needs::Permission(Permission::Administer));
    }
}
