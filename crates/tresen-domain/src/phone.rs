//! Phone numbers as WhatsApp knows them: digits with a country code, and the variants of one subscriber.

use serde::{Deserialize, Serialize};

/// International digits without `+`, 7 to 15 of them, as in `wa_id`.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct PhoneNumber(String);

/// The text holds no international number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not an international phone number: 7 to 15 digits with the country code are needed")]
pub struct NotAPhoneNumber;

impl PhoneNumber {
    /// Reads a number in any usual writing: `+49 (151) 2345-678`, `0049…`, `49151…`.
    ///
    /// # Errors
    /// [`NotAPhoneNumber`] when other characters occur or the length does not fit E.164.
    pub fn parse(text: &str) -> Result<Self, NotAPhoneNumber> {
        let mut digits = String::with_capacity(15);
        for (at, ch) in text.trim().chars().enumerate() {
            match ch {
                '0'..='9' => digits.push(ch),
                '+' if at == 0 => {}
                ' ' | '-' | '(' | ')' | '.' | '/' | '\u{a0}' => {}
                _ => return Err(NotAPhoneNumber),
            }
        }
        let digits = digits.strip_prefix("00").map_or(digits.clone(), str::to_owned);
        if (7..=15).contains(&digits.len()) && !digits.starts_with('0') {
            Ok(Self(digits))
        } else {
            Err(NotAPhoneNumber)
        }
    }

    /// Digits only, with the country code.
    pub fn digits(&self) -> &str {
        &self.0
    }

    /// Every writing under which WhatsApp may know the same subscriber, this one first.
    ///
    /// Brazil: mobile numbers with and without the leading 9. Mexico: with and without the 1 after the
    /// country code. Argentina: the 9 of an inbound number is dropped for look-up only, never added.
    /// Source: Meta "Phone number formats", seen 2026-09-11; `docs/adr/0004-identities.md`.
    pub fn variants(&self) -> Vec<Self> {
        let mut all = vec![self.clone()];
        let digits = self.0.as_str();
        let other = if let Some(rest) = digits.strip_prefix("55") {
            brazil(rest).map(|rest| format!("55{rest}"))
        } else if let Some(rest) = digits.strip_prefix("521").filter(|rest| rest.len() == 10) {
            Some(format!("52{rest}"))
        } else if let Some(rest) = digits.strip_prefix("52").filter(|rest| rest.len() == 10) {
            Some(format!("521{rest}"))
        } else {
            digits.strip_prefix("549").filter(|rest| rest.len() == 10).map(|rest| format!("54{rest}"))
        };
        all.extend(other.map(Self));
        all
    }
}

/// The other writing of a Brazilian mobile number, area code first; none for landlines.
fn brazil(rest: &str) -> Option<String> {
    let (area, subscriber) = rest.split_at_checked(2)?;
    match (subscriber.len(), subscriber.chars().next()?) {
        (8, '6'..='9') => Some(format!("{area}9{subscriber}")),
        (9, '9') => subscriber
            .get(1..)
            .filter(|old| old.starts_with(['6', '7', '8', '9']))
            .map(|old| format!("{area}{old}")),
        _ => None,
    }
}

impl std::fmt::Display for PhoneNumber {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "+{}", self.0)
    }
}

/// Logs show the last three digits only.
impl std::fmt::Debug for PhoneNumber {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let tail = self.0.get(self.0.len().saturating_sub(3)..).unwrap_or("");
        write!(f, "PhoneNumber(+…{tail})")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn variants(text: &str) -> Vec<String> {
        PhoneNumber::parse(text).unwrap().variants().iter().map(|one| one.digits().to_owned()).collect()
    }

    #[test]
    fn usual_writings_are_one_number() {
        for text in ["+49 151 2345 678", "0049(151)2345-678", "491512345678", " 49/151.2345678 "] {
            assert_eq!(PhoneNumber::parse(text).unwrap().digits(), "491512345678", "{text}");
        }
        for text in ["", "12345", "0151 234567", "49151234567890123", "US.13491208655302741918", "49x"] {
            assert_eq!(PhoneNumber::parse(text), Err(NotAPhoneNumber), "{text}");
        }
    }

    #[test]
    fn brazil_and_mexico_have_two_writings_argentina_loses_its_nine_only_for_look_up() {
        assert_eq!(variants("554188887777"), ["554188887777", "5541988887777"]);
        assert_eq!(variants("5541988887777"), ["5541988887777", "554188887777"]);
        assert_eq!(variants("554133334444"), ["554133334444"], "a landline has one");
        assert_eq!(variants("5215512345678"), ["5215512345678", "525512345678"]);
        assert_eq!(variants("525512345678"), ["525512345678", "5215512345678"]);
        assert_eq!(variants("5491123456789"), ["5491123456789", "541123456789"]);
        assert_eq!(variants("541123456789"), ["541123456789"]);
        assert_eq!(variants("491512345678"), ["491512345678"]);
    }

    proptest! {
        #[test]
        fn a_variant_of_brazil_or_mexico_leads_back(digits in "(55[1-9][1-9]9[6-9][0-9]{7}|521[0-9]{10})") {
            let number = PhoneNumber::parse(&digits).unwrap();
            for other in number.variants() {
                prop_assert!(other.variants().contains(&number));
            }
        }

        #[test]
        fn parsing_never_panics(text in ".*") { let _ = PhoneNumber::parse(&text); }
    }
}
