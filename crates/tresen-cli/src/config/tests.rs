use std::path::Path;

use super::*;

fn of_file(text: &str) -> Result<Config, String> {
    with(text, &[], Vec::new())
}

fn with(
    text: &str,
    variables: &[(&str, &str)],
    options: Vec<(&'static str, String)>,
) -> Result<Config, String> {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("tresen.toml");
    std::fs::write(&file, text).unwrap();
    let variables = variables.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect();
    let sources = Sources { file: Some(file.clone()), variables, options };
    sources.load().map_err(|problems| problems.to_string().replace(&file.display().to_string(), "FILE"))
}

#[test]
fn every_default_fits_its_type() {
    let mut problems = ConfigProblems::default();
    for setting in table::SETTINGS {
        let given = Given { text: setting.default.to_owned(), place: setting.name.to_owned() };
        let values =
            Values { texts: BTreeMap::from([(setting.name.to_owned(), given)]), ..Values::default() };
        Config::read(&values, &mut problems);
    }
    assert!(problems.end().is_ok());
    let config = Config::default();
    assert_eq!(config.listen.to_string(), "127.0.0.1:8080");
    assert_eq!(config.database_url(), format!("sqlite:{}", Path::new("data/tresen.db").display()));
}

#[test]
fn the_command_line_wins_over_variables_and_variables_over_the_file() {
    let file = "listen = '127.0.0.1:1'\ncompany_name = 'File'\n[log]\nlevel = 'warn'\n";
    let variables =
        [("TRESEN_LISTEN", "127.0.0.1:2"), ("TRESEN_COMPANY_NAME", "Variable"), ("TRESEN_LOG_LEVEL", "")];
    let config = with(file, &variables, vec![("listen", "127.0.0.1:3".to_owned())]).unwrap();
    assert_eq!(config.listen.port(), 3);
    assert_eq!(config.company_name, "Variable");
    assert_eq!(config.log_level, LogLevel("warn".to_owned()), "an empty variable is an absent one");
}

#[test]
fn an_unknown_name_is_refused_with_the_nearest_known_one() {
    let complaint = of_file("lisen = '127.0.0.1:1'\n[log]\nformt = 'json'\n").unwrap_err();
    assert_eq!(
        complaint,
        "the settings do not fit:\n  FILE: there is no setting `lisen`; did you mean `listen`?\n  \
         FILE: there is no setting `log.formt`; did you mean `log.format`?"
    );
}

#[test]
fn a_wrong_value_is_named_but_not_repeated() {
    let complaint = with("", &[("TRESEN_DATABASE_READERS", "s3cret")], Vec::new()).unwrap_err();
    assert!(complaint.ends_with("TRESEN_DATABASE_READERS: expected a whole number from 1"), "{complaint}");
}

#[test]
fn apps_come_from_the_file_and_from_variables() {
    let file = "[whatsapp.apps.main]\nsecret = 'one'\nverify_token = 'two'\n";
    let variables = [
        ("TRESEN_WHATSAPP_APPS_MAIN_SECRET", "three"),
        ("TRESEN_WHATSAPP_APPS_SECOND_APP_SECRET", "four"),
        ("TRESEN_WHATSAPP_APPS_SECOND_APP_VERIFY_TOKEN", "five"),
    ];
    let config = with(file, &variables, Vec::new()).unwrap();
    assert_eq!(config.apps["main"].secret.expose(), "three");
    assert_eq!(config.apps["second_app"].verify_token.expose(), "five");
    assert!(!format!("{config:?}").contains("three"), "secrets are unprintable");
}

#[test]
fn half_an_app_is_refused() {
    let complaint = of_file("[whatsapp.apps.main]\nsecret = 'one'\n[whatsapp.apps.Other]\n").unwrap_err();
    assert!(complaint.contains("whatsapp.apps.main.verify_token: is missing or empty"), "{complaint}");
    assert!(complaint.contains("whatsapp.apps.Other: a key has lower-case letters"), "{complaint}");
}

#[test]
fn the_reference_names_every_setting_and_its_variable() {
    let page = reference();
    for setting in table::SETTINGS {
        assert!(page.contains(&format!("## `{}`", setting.name)) && page.contains(&setting.variable()));
    }
}
