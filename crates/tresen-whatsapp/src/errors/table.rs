//! The table itself. Source of every row: Meta "Error codes", seen 2026-09-11.

use std::{ops::RangeInclusive, time::Duration};

use super::{Retry, Verdict};

/// Codes of one meaning.
pub(super) struct Row {
    pub(super) codes: RangeInclusive<i64>,
    pub(super) verdict: Verdict,
}

const fn row(from: i64, to: i64, retry: Retry, meaning: &'static str) -> Row {
    Row { codes: RangeInclusive::new(from, to), verdict: Verdict::new(retry, meaning) }
}

const fn never(code: i64, meaning: &'static str) -> Row {
    row(code, code, Retry::Never, meaning)
}

const fn later(code: i64, meaning: &'static str) -> Row {
    row(code, code, Retry::WhenCondition, meaning)
}

const fn after(code: i64, seconds: u64, meaning: &'static str) -> Row {
    row(code, code, Retry::After(Duration::from_secs(seconds)), meaning)
}

const fn once(code: i64, seconds: u64, meaning: &'static str) -> Row {
    row(code, code, Retry::Once(Duration::from_secs(seconds)), meaning)
}

const fn credentials(from: i64, to: i64, meaning: &'static str) -> Row {
    let mut row = row(from, to, Retry::WhenCondition, meaning);
    row.verdict.is_credentials = true;
    row
}

const fn throughput(code: i64, seconds: u64, meaning: &'static str) -> Row {
    let mut row = after(code, seconds, meaning);
    row.verdict.is_throughput = true;
    row
}

const fn pair_limit(code: i64, meaning: &'static str) -> Row {
    let mut row = after(code, 4, meaning);
    row.verdict.is_pair_limit = true;
    row
}

const fn window_closed(code: i64, meaning: &'static str) -> Row {
    let mut row = never(code, meaning);
    row.verdict.closes_window = true;
    row
}

/// Sorted by code.
pub(super) const ROWS: &[Row] = &[
    credentials(0, 0, "the access token is not valid"),
    once(1, 5, "invalid request, or an error of the platform"),
    after(2, 5, "the platform is down for a moment"),
    credentials(3, 3, "the access token lacks a right"),
    throughput(4, 60, "too many calls of the app"),
    credentials(10, 10, "the access token lacks a right"),
    never(33, "the business number was deleted"),
    never(100, "a parameter is wrong or misspelled"),
    credentials(190, 190, "the access token has expired"),
    credentials(200, 299, "the access token lacks a right"),
    later(368, "the account is blocked for a time for a breach of the rules"),
    window_closed(470, "the service window is closed"),
    later(471, "the number is held back as spam"),
    never(480, "the customer's key has changed"),
    after(613, 60, "too many questions about call permissions"),
    never(1026, "the recipient cannot receive this kind of message"),
    throughput(80_007, 60, "too many calls of the business account"),
    never(130_403, "the recipient is blocked by the business"),
    throughput(130_429, 2, "too many messages of the number"),
    later(130_472, "withheld: the recipient takes part in an experiment of the platform"),
    never(130_497, "the business may not write to this country"),
    after(131_000, 5, "unknown error of the platform"),
    credentials(131_005, 131_005, "the access token lacks a right"),
    never(131_008, "a parameter is missing"),
    never(131_009, "the value of a parameter is wrong"),
    after(131_016, 5, "the service is not available"),
    never(131_020, "the group cannot be written to"),
    never(131_021, "sender and recipient are the same number"),
    never(131_026, "cannot be delivered to this recipient"),
    never(131_030, "the recipient is not on the list of a test number"),
    later(131_031, "the account is locked, or data does not fit it"),
    later(131_037, "the name of the number is not approved"),
    never(131_041, "the group cannot be written to"),
    later(131_042, "a payment is missing or impossible"),
    later(131_044, "a payment is missing or impossible"),
    later(131_045, "the number is not registered properly"),
    window_closed(131_047, "the service window is closed"),
    later(131_048, "the number is held back because of spam reports"),
    later(131_049, "withheld: the recipient has had too many marketing messages"),
    never(131_050, "the recipient does not want marketing messages"),
    never(131_051, "this kind of message is not supported"),
    never(131_052, "the customer's file cannot be fetched or is too large"),
    once(131_053, 30, "the file was refused: wrong type, wrong codec or not reachable"),
    never(131_055, "not allowed for marketing messages"),
    pair_limit(131_056, "too many messages to this recipient"),
    after(131_057, 30, "the number is being maintained"),
    never(131_059, "the group cannot be written to"),
    never(131_060, "the customer's message is not available"),
    never(131_062, "this message needs a phone number, an id is not enough"),
    never(131_063, "marketing messages are switched off for the account"),
    later(131_064, "held back: too many templates in the wrong category"),
    row(131_201, 131_211, Retry::Never, "the group cannot be written to"),
    never(132_000, "the number of the template's values is wrong"),
    never(132_001, "the template does not exist in this language or is not approved"),
    never(132_005, "the template's text is too long with these values"),
    never(132_007, "the template breaks the rules for content"),
    never(132_008, "the form of a template's value is wrong"),
    never(132_012, "the form of a template's value is wrong"),
    later(132_015, "the template is paused"),
    never(132_016, "the template is disabled"),
    never(132_018, "the form of a template's value is wrong"),
    never(132_068, "the flow is blocked"),
    later(132_069, "the flow is slowed down"),
    later(133_000, "the number's last registration was not undone"),
    after(133_004, 30, "the server is not available for registration"),
    never(133_005, "the PIN of the number is wrong"),
    later(133_006, "the number must be verified first"),
    later(133_008, "too many wrong PINs"),
    later(133_009, "PINs were entered too fast"),
    later(133_010, "the number is not registered"),
    later(133_015, "the number was deleted a moment ago"),
    later(133_016, "too many registrations in 72 hours"),
    later(134_011, "the terms for payments are not accepted"),
    row(134_100, 134_100, Retry::Never, "only marketing templates may be sent this way"),
    after(134_101, 600, "the template is being synchronised"),
    row(134_102, 134_102, Retry::Never, "the template cannot be used for marketing messages"),
    never(135_000, "a parameter is wrong"),
    never(137_000, "the customer's key has changed"),
    row(138_000, 138_018, Retry::Never, "the call cannot be made"),
    row(139_000, 139_004, Retry::Never, "the flow cannot be published"),
    row(139_100, 139_101, Retry::Never, "the recipient cannot be blocked"),
    row(139_102, 139_103, Retry::After(Duration::from_secs(5)), "the list of blocked people is busy"),
    row(147_001, 147_005, Retry::Never, "the business's username was refused"),
    row(200_005, 200_007, Retry::Never, "the figures of templates are not available"),
    later(1_752_041, "the invitation was sent before"),
    row(2_388_000, 2_388_999, Retry::Never, "the template cannot be created or moved"),
    later(2_494_100, "the number is being moved"),
    row(2_593_107, 2_593_109, Retry::Never, "the phone app's history cannot be had"),
];
