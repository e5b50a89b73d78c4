//! Headers of every answer that keep browsers from being turned against the desk.

use axum::{
    extract::{Request, State},
    http::{HeaderMap, HeaderName, HeaderValue, header},
    middleware::Next,
    response::Response,
};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use sha2::{Digest, Sha256};

use crate::{ApiConfig, ApiState};

/// The headers, made once.
#[derive(Debug, Clone)]
pub(crate) struct SecurityHeaders(Vec<(HeaderName, HeaderValue)>);

impl SecurityHeaders {
    /// For the UI as it was built and the demo's phones, where there are some.
    pub(crate) fn new(config: &ApiConfig) -> Self {
        let shell = String::from_utf8_lossy(tresen_webui::shell().identity);
        let policy = content_security_policy(&inline_scripts(&shell), config.phone_origin());
        let mut all = vec![
            ("content-security-policy", policy),
            ("x-content-type-options", "nosniff".to_owned()),
            ("referrer-policy", "same-origin".to_owned()),
            (
                "permissions-policy",
                "microphone=(self), camera=(self), geolocation=(), payment=(), usb=()".to_owned(),
            ),
            ("cross-origin-opener-policy", "same-origin".to_owned()),
            ("cross-origin-resource-policy", "same-origin".to_owned()),
        ];
        if config.is_https() {
            all.push(("strict-transport-security", "max-age=31536000".to_owned()));
        }
        let parsed = all.into_iter().filter_map(|(name, value)| {
            Some((HeaderName::from_static(name), HeaderValue::from_str(&value).ok()?))
        });
        Self(parsed.collect())
    }

    /// Adds those that the answer does not have: a file from a customer brings a stricter policy of its own.
    fn add_to(&self, headers: &mut HeaderMap) {
        for (name, value) in &self.0 {
            if !headers.contains_key(name) {
                headers.insert(name.clone(), value.clone());
            }
        }
    }
}

/// The layer of every route.
pub(crate) async fn secure(State(state): State<ApiState>, request: Request, next: Next) -> Response {
    let is_api = request.uri().path().starts_with("/api/");
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    state.security.add_to(headers);
    if is_api && !headers.contains_key(header::CACHE_CONTROL) {
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    }
    response
}

/// Only our own files; inline scripts only by the hash of those that the shell was built with. Inline styles are
/// allowed: the UI places splitters and popovers with them.
fn content_security_policy(inline_scripts: &[&str], phone_origin: Option<&str>) -> String {
    let sources: Vec<String> = std::iter::once("'self'".to_owned())
        .chain(
            inline_scripts
                .iter()
                .map(|script| format!("'sha256-{}'", STANDARD.encode(Sha256::digest(script.as_bytes())))),
        )
        .collect();
    let scripts = sources.join(" ");
    let frames = phone_origin.unwrap_or("'none'");
    format!(
        "default-src 'self'; script-src {scripts}; style-src 'self' 'unsafe-inline'; \
         img-src 'self' blob: data:; media-src 'self' blob:; connect-src 'self'; frame-src {frames}; \
         frame-ancestors 'none'; object-src 'none'; base-uri 'none'; form-action 'self'"
    )
}

/// What stands between `<script>` and `</script>` where there is no `src`.
fn inline_scripts(page: &str) -> Vec<&str> {
    let mut scripts = Vec::new();
    let mut rest = page;
    while let Some((_, after)) = rest.split_once("<script") {
        let Some((attributes, content)) = after.split_once('>') else { break };
        let Some((script, behind)) = content.split_once("</script>") else { break };
        if !attributes.contains("src=") && !script.is_empty() {
            scripts.push(script);
        }
        rest = behind;
    }
    scripts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn inline_scripts_pass_by_their_hash_and_others_do_not() {
        let page =
            r#"<script src="/theme.js"></script><script>alert(1)</script><script type="module">x</script>"#;
        assert_eq!(inline_scripts(page), ["alert(1)", "x"]);
        let policy = content_security_policy(&["alert(1)"], None);
        assert!(
            policy.contains("script-src 'self' 'sha256-bhHHL3z2vDgxUt0W3dWQOrprscmda2Y5pLsLg4GF+pI=';"),
            "{policy}"
        );
        assert!(!policy.contains("unsafe-eval") && policy.contains("frame-src 'none'"));
    }

    #[test]
    fn only_the_demo_may_show_its_phones() {
        let policy = content_security_policy(&[], Some("http://127.0.0.1:8090"));
        assert!(policy.contains("frame-src http://127.0.0.1:8090;"), "{policy}");
        assert!(policy.contains("frame-ancestors 'none'"));
    }
}
