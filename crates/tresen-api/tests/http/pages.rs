//! The UI's files, headers against browsers' mistakes, health, the description.

use reqwest::Method;

use crate::{caller::send, server::Server};

#[tokio::test]
async fn every_page_of_the_ui_begins_with_the_shell_and_files_come_packed() {
    let server = Server::start().await;
    let nobody = server.nobody();
    for path in ["/", "/inbox", "/settings/channels"] {
        let page = send(nobody.plain(Method::GET, path).header("accept", "text/html,*/*")).await;
        assert_eq!(page.status, 200);
        assert_eq!(page.header("content-type"), Some(tresen_webui::shell().mime));
        assert_eq!(page.header("cache-control"), Some("no-cache"));
        assert_eq!(page.text.as_bytes(), tresen_webui::shell().identity);
    }
    send(nobody.plain(Method::GET, "/missing.js").header("accept", "*/*")).await.problem(404, "not_found");
    send(nobody.plain(Method::POST, "/inbox")).await.problem(405, "method_not_allowed");
    // Built without the UI there is only the page that says so.
    let Some(asset) = tresen_webui::all().iter().find(|asset| asset.brotli.is_some() && asset.gzip.is_some())
    else {
        return;
    };
    let path = format!("/{}", asset.path);
    let packed = send(nobody.plain(Method::GET, &path).header("accept-encoding", "gzip, br")).await;
    assert_eq!(packed.header("content-encoding"), Some("br"));
    assert_eq!(packed.header("etag"), Some(asset.etag));
    assert_eq!(packed.header("vary"), Some("accept-encoding"));
    let known = send(nobody.plain(Method::GET, &path).header("if-none-match", asset.etag)).await;
    assert_eq!((known.status.as_u16(), known.text.as_str()), (304, ""));
}

#[tokio::test]
async fn every_answer_carries_the_headers_that_protect_the_desk() {
    let server = Server::start_with(|config| {
        config.demo_phone_url = Some("http://127.0.0.1:8090/phone".to_owned());
        config.public_url = Some("https://desk.test".to_owned());
    })
    .await;
    for path in ["/", "/api/v1/agents", "/healthz", "/webhooks/whatsapp/unknown"] {
        let answer = send(server.nobody().plain(Method::GET, path).header("accept", "text/html")).await;
        let policy = answer.header("content-security-policy").unwrap();
        for part in [
            "default-src 'self'",
            "frame-src http://127.0.0.1:8090",
            "frame-ancestors 'none'",
            "object-src 'none'",
            "base-uri 'none'",
            "img-src 'self' blob: data:",
            "media-src 'self' blob:",
            "connect-src 'self'",
        ] {
            assert!(policy.split("; ").any(|one| one == part), "{path}: {part} in {policy}");
        }
        let scripts = policy.split("; ").find(|one| one.starts_with("script-src")).unwrap();
        assert!(!scripts.contains("unsafe") && !scripts.contains('*'), "{scripts}");
        assert_eq!(answer.header("x-content-type-options"), Some("nosniff"));
        assert_eq!(answer.header("referrer-policy"), Some("same-origin"));
        assert!(answer.header("permissions-policy").unwrap().contains("microphone=(self), camera=(self)"));
        assert_eq!(answer.header("strict-transport-security"), Some("max-age=31536000"));
    }
}

#[tokio::test]
async fn the_desk_says_that_it_runs_and_is_ready_and_describes_itself() {
    let server = Server::start().await;
    let nobody = server.nobody();
    assert_eq!(send(nobody.plain(Method::GET, "/healthz")).await.text, "ok");
    assert_eq!(send(nobody.plain(Method::GET, "/readyz")).await.text, "ok");
    assert_eq!(send(nobody.plain(Method::GET, "/metrics")).await.status, 404, "no collector in this process");
    let description = send(nobody.plain(Method::GET, "/api/openapi.json")).await.is(200);
    assert_eq!(description, serde_json::to_value(tresen_api::openapi()).unwrap());
    assert!(description["components"]["schemas"]["Agent"]["properties"]["role"]["enum"].is_array());
}
