//! The session's cookie.

use axum::http::{HeaderMap, header};
use tresen_desk::people::Secret;

/// Name of the cookie.
pub(crate) const NAME: &str = "tresen_session";
/// As long as a session that is not used.
const SECONDS: u32 = 30 * 24 * 3600;

/// The session token a browser sent, if it sent one.
pub(crate) fn find(headers: &HeaderMap) -> Option<Secret> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|line| line.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(name, value)| *name == NAME && !value.is_empty())
        .map(|(_, value)| Secret::new(value))
}

/// The value of `Set-Cookie` that keeps a session.
pub(crate) fn keep(token: &Secret, is_https: bool) -> String {
    line(token.expose(), SECONDS, is_https)
}

/// The value of `Set-Cookie` that ends a session.
pub(crate) fn forget(is_https: bool) -> String {
    line("", 0, is_https)
}

fn line(value: &str, seconds: u32, is_https: bool) -> String {
    let secure = if is_https { "; Secure" } else { "" };
    format!("{NAME}={value}; Path=/; Max-Age={seconds}; HttpOnly; SameSite=Lax{secure}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_cookie_is_found_among_others() {
        let mut headers = HeaderMap::new();
        headers.append(header::COOKIE, "a=1; tresen_session=abc; b=2".parse().unwrap());
        assert_eq!(find(&headers).unwrap().expose(), "abc");
        headers.insert(header::COOKIE, "tresen_session=".parse().unwrap());
        assert!(find(&headers).is_none());
    }

    #[test]
    fn the_cookie_is_out_of_reach_of_scripts_and_of_plain_http() {
        let kept = keep(&Secret::new("abc"), true);
        assert_eq!(kept, "tresen_session=abc; Path=/; Max-Age=2592000; HttpOnly; SameSite=Lax; Secure");
        assert!(!keep(&Secret::new("abc"), false).contains("Secure"));
    }
}
