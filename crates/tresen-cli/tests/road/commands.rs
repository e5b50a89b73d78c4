//! The commands as an operator meets them.

use serde_json::Value;

use crate::process::{Process, free_address, run};

fn at(dir: &tempfile::TempDir) -> Vec<(&'static str, String)> {
    vec![
        ("TRESEN_DATA_DIR", dir.path().join("desk").display().to_string()),
        ("TRESEN_LOG_LEVEL", "error".to_owned()),
    ]
}

#[tokio::test]
async fn an_api_key_is_printed_alone() {
    let dir = tempfile::tempdir().unwrap();
    let (code, out, err) = run(&["api-key", "create", "--role", "agent", "--name", "CRM"], &at(&dir)).await;
    assert_eq!((code, out.lines().count()), (0, 1), "{out}{err}");
    assert!(out.starts_with("tresen_"));
}

#[tokio::test]
async fn the_first_administrator_comes_in_by_command_and_a_bad_address_is_named() {
    let dir = tempfile::tempdir().unwrap();
    let variables = at(&dir);
    let add = async |email| {
        run(&["agent", "create", "--email", email, "--name", "Mia", "--role", "admin"], &variables).await
    };
    let (code, out, _) = add("mia@roesterei.example").await;
    assert_eq!(code, 0);
    assert!(out.starts_with("mia@roesterei.example "), "{out}");
    let (code, out, err) = add("mia").await;
    assert_eq!((code, out.as_str()), (1, ""));
    assert!(err.contains("email: must be an e-mail address"), "{err}");
}

#[tokio::test]
async fn the_description_and_the_reference_are_whole() {
    let (code, out, _) = run(&["openapi"], &[]).await;
    let description: Value = serde_json::from_str(&out).unwrap();
    assert_eq!((code, description["openapi"].as_str()), (0, Some("3.1.0")));
    let (code, out, _) = run(&["settings-reference"], &[]).await;
    assert!(code == 0 && out.starts_with("# Settings\n"));
}

#[tokio::test]
async fn a_taken_port_is_said_in_words_and_no_data_is_touched() {
    let dir = tempfile::tempdir().unwrap();
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    let (code, _, err) = run(&["serve", "--listen", &address], &at(&dir)).await;
    assert_eq!(code, 1);
    assert!(err.contains("another program listens there") && err.contains("--listen"), "{err}");
    assert!(!dir.path().join("desk").exists());
}

#[tokio::test]
async fn wrong_settings_are_all_named_at_once() {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("tresen.toml");
    std::fs::write(&file, "databse_url = 'x'\nlisten = 'here'\n").unwrap();
    let (code, _, err) = run(&["serve", "--config", file.to_str().unwrap()], &at(&dir)).await;
    assert_eq!(code, 1);
    assert!(
        err.contains("did you mean `database_url`?") && err.contains("listen: expected an address"),
        "{err}"
    );
}

#[tokio::test]
async fn the_doctor_finds_what_is_missing_and_load_measures_a_running_desk() {
    let dir = tempfile::tempdir().unwrap();
    let (code, out, _) = run(&["doctor"], &at(&dir)).await;
    assert_eq!(code, 1);
    assert!(out.contains("BROKEN  webhooks") && out.contains("BROKEN  agents"), "{out}");

    let listen = free_address();
    let mut variables = at(&dir);
    variables.push(("TRESEN_LISTEN", listen.clone()));
    variables.push(("TRESEN_PUBLIC_URL", format!("http://{listen}")));
    variables.push(("TRESEN_WHATSAPP_APPS_MAIN_SECRET", "secret".to_owned()));
    variables.push(("TRESEN_WHATSAPP_APPS_MAIN_VERIFY_TOKEN", "word".to_owned()));
    run(&["agent", "create", "--email", "a@b.example", "--name", "A", "--role", "admin"], &variables).await;
    let mut server = Process::start(&["serve"], &variables);
    server.line("listens on").await;
    let (code, out, _) = run(&["doctor"], &variables).await;
    assert_eq!(code, 0, "{out}");
    assert!(out.contains("answers the handshake") && out.contains("everything works"), "{out}");

    let url = format!("http://{listen}");
    let (code, out, err) = run(&["load", "--url", &url, "--count", "40", "--rate", "0"], &variables).await;
    assert_eq!(code, 0, "{out}{err}");
    let report: Value = serde_json::from_str(&out).unwrap();
    assert_eq!((report["kept"].as_u64(), report["messages"].as_u64()), (Some(40), Some(10)), "{report}");
    assert_eq!(server.terminate().await, 0);
    let (code, _, err) = run(&["load", "--url", "http://192.0.2.1"], &variables).await;
    assert!(code == 1 && err.contains("--yes-i-own-this-server"), "{err}");
}
