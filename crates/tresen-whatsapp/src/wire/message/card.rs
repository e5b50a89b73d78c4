//! Contact cards. Source: Meta "Contacts messages webhook reference", seen 2026-06-17.

use crate::wire::object::List;

lenient! {
    /// A contact card; any part may be missing.
    pub struct Card {
        /// Its names.
        name: CardName,
        /// Its numbers.
        phones: List<CardPhone>,
        /// Its e-mail addresses.
        emails: List<CardEmail>,
        /// Where it works.
        org: CardOrganisation,
        /// `contact_request` for the answer to our request, else `other`.
        origin: String,
    }

    /// Names of a card.
    pub struct CardName {
        /// The whole name.
        formatted_name: String,
        /// Given name.
        first_name: String,
        /// Family name.
        last_name: String,
    }

    /// A number of a card.
    pub struct CardPhone {
        /// As its owner wrote it.
        phone: String,
        /// Set when it is on WhatsApp.
        wa_id: String,
        /// `HOME`, `WORK` …
        #[serde(rename = "type")]
        kind: String,
    }

    /// An e-mail address of a card.
    pub struct CardEmail {
        /// The address.
        email: String,
    }

    /// Where a card's person works.
    pub struct CardOrganisation {
        /// Its name.
        company: String,
    }
}
