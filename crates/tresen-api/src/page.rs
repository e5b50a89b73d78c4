//! Lists in pages: a cursor is opaque to callers, JSON in base64 to us.

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use utoipa::{IntoParams, ToSchema};

use crate::problem::{Answer, Problem};

/// Items of a page unless asked otherwise.
const USUAL: usize = 50;
/// Most items of a page.
const MOST: usize = 100;

/// One page of a list.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub(crate) struct Page<T> {
    /// In the order of the list.
    pub(crate) items: Vec<T>,
    /// Where the next page begins; `null` on the last one.
    pub(crate) next: Option<String>,
}

/// Which page of a list.
#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct PageQuery {
    /// `next` of the page before.
    pub(crate) cursor: Option<String>,
    /// Items of a page, 1 to 100; 50 unless given.
    #[param(minimum = 1, maximum = 100)]
    pub(crate) limit: Option<usize>,
}

impl PageQuery {
    /// How many items the page may have.
    pub(crate) fn limit(&self) -> Answer<usize> {
        match self.limit.unwrap_or(USUAL) {
            limit @ 1..=MOST => Ok(limit),
            _ => Err(Problem::field("limit", "range", format!("must be 1 to {MOST}"))),
        }
    }

    /// As many items as the page may have and one more, which tells whether there is a next page.
    pub(crate) fn limit_and_one(&self) -> Answer<i64> {
        Ok(i64::try_from(self.limit()?).unwrap_or(0).saturating_add(1))
    }

    /// The key that the page begins after.
    pub(crate) fn after<K: DeserializeOwned>(&self) -> Answer<Option<K>> {
        self.cursor.as_deref().map(decode).transpose()
    }

    /// The page out of up to `limit + 1` items. `key`: what the next page begins after; `show`: how an item is
    /// answered.
    pub(crate) fn page<R, K: Serialize, T>(
        &self,
        mut rows: Vec<R>,
        key: impl Fn(&R) -> K,
        show: impl Fn(R) -> T,
    ) -> Answer<Page<T>> {
        let limit = self.limit()?;
        let has_more = rows.len() > limit;
        rows.truncate(limit);
        let next = rows.last().filter(|_| has_more).map(|last| encode(&key(last)));
        Ok(Page { items: rows.into_iter().map(show).collect(), next })
    }
}

/// A cursor for a key.
pub(crate) fn encode(key: &impl Serialize) -> String {
    URL_SAFE_NO_PAD.encode(serde_json::to_vec(key).unwrap_or_default())
}

fn decode<K: DeserializeOwned>(cursor: &str) -> Answer<K> {
    URL_SAFE_NO_PAD
        .decode(cursor)
        .ok()
        .and_then(|json| serde_json::from_slice(&json).ok())
        .ok_or_else(|| Problem::field("cursor", "format", "must be `next` of a page of this list"))
}

impl<T> Page<T> {
    /// A list that is always whole.
    pub(crate) fn whole(items: Vec<T>) -> Self {
        Self { items, next: None }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cursor_comes_back_as_the_key_it_was_made_of() {
        let query = PageQuery { cursor: None, limit: Some(2) };
        let page = query.page(vec![1, 2, 3], |row| *row, |row| row * 10).unwrap();
        assert_eq!(page.items, [10, 20]);
        let next = PageQuery { cursor: page.next, limit: Some(2) };
        assert_eq!(next.after::<i32>().unwrap(), Some(2));
        assert_eq!(query.page(vec![1, 2], |row| *row, |row| row).unwrap().next, None);
    }

    #[test]
    fn foreign_cursors_and_sizes_are_refused() {
        let query = |cursor: &str, limit| PageQuery { cursor: Some(cursor.to_owned()), limit };
        assert!(query("***", None).after::<i32>().is_err());
        assert!(query(&encode(&"text"), None).after::<i32>().is_err());
        assert!(query("", Some(0)).limit().is_err());
        assert!(query("", Some(101)).limit().is_err());
    }
}
