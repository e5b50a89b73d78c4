//! What an account, a number and a token are, and which templates an account has.

use reqwest::Method;
use tresen_domain::{
    channel::{PhoneNumberId, WabaId},
    template::TemplateBody,
};

use super::{AccessToken, ApiFailure, CloudClient, answer::call, template_list};
use crate::wire::{
    List,
    response::{Page, PhoneNumber, SubscribedApp, Success, TokenInfo},
    template::{Definition, FIELDS},
};

/// Templates asked for at once; larger pages have been seen to take more than 30 seconds.
const PAGE: &str = "50";
/// Pages at most: an account has at most 6,000 templates. Source: Meta "Message templates", seen 2025-12-15.
const PAGES: usize = 200;
/// What is asked of a number.
const NUMBER_FIELDS: &str = "id,display_phone_number,verified_name,quality_rating,status,platform_type,is_on_biz_app,\
                             throughput,account_mode";

/// A template as an account has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListedTemplate {
    /// The platform's id.
    pub vendor_id: String,
    /// Unique with the language.
    pub name: String,
    /// Exactly as it must be sent.
    pub language: String,
    /// `APPROVED`, `REJECTED`, `PENDING`, `PAUSED` … or a word not known yet.
    pub status: String,
    /// `MARKETING`, `UTILITY`, `AUTHENTICATION`.
    pub category: String,
    /// `GREEN`, `YELLOW`, `RED`; absent when unknown.
    pub quality: Option<String>,
    /// Absent when there is none.
    pub rejected_reason: Option<String>,
    /// Whether [`crate::outbound::compose`] can send it; carousels, forms, one-time codes and places it cannot.
    pub is_sendable: bool,
    /// What it says.
    pub body: TemplateBody,
}

impl CloudClient {
    /// All templates of an account, page by page. Those without id, name or language are left out.
    pub async fn list_templates(
        &self,
        token: &AccessToken,
        waba: &WabaId,
    ) -> Result<Vec<ListedTemplate>, ApiFailure> {
        let mut all = Vec::new();
        let mut after: Option<String> = None;
        for _ in 0..PAGES {
            let mut query = vec![("fields", FIELDS), ("limit", PAGE)];
            query.extend(after.as_deref().map(|mark| ("after", mark)));
            let request = self
                .request(Method::GET, token, &[&waba.0, "message_templates"])
                .map(|one| one.query(&query));
            let page: Page<List<Definition>> = call("list templates", request).await?;
            all.extend(page.data.0.into_iter().filter_map(template_list::listed));
            let paging = page.paging.unwrap_or_default();
            let next = paging.next.and(paging.cursors).and_then(|cursors| cursors.after);
            if next.is_none() || next == after {
                return Ok(all);
            }
            after = next;
        }
        tracing::warn!(pages = PAGES, "the account has more pages of templates than are read");
        Ok(all)
    }

    /// What the platform says of a number.
    pub async fn phone_number(
        &self,
        token: &AccessToken,
        number: &PhoneNumberId,
    ) -> Result<PhoneNumber, ApiFailure> {
        let request =
            self.request(Method::GET, token, &[&number.0]).map(|one| one.query(&[("fields", NUMBER_FIELDS)]));
        call("phone number", request).await
    }

    /// The apps that get the account's webhooks. Without ours no message ever arrives.
    pub async fn subscribed_apps(
        &self,
        token: &AccessToken,
        waba: &WabaId,
    ) -> Result<Vec<SubscribedApp>, ApiFailure> {
        let request = self.request(Method::GET, token, &[&waba.0, "subscribed_apps"]);
        call::<Page<List<SubscribedApp>>>("subscribed apps", request).await.map(|page| page.data.0)
    }

    /// Lets the token's app get the account's webhooks.
    pub async fn subscribe(&self, token: &AccessToken, waba: &WabaId) -> Result<(), ApiFailure> {
        let request = self.request(Method::POST, token, &[&waba.0, "subscribed_apps"]);
        call::<Success>("subscribe", request).await.map(drop)
    }

    /// What the token itself may do, and until when.
    pub async fn debug_token(&self, token: &AccessToken) -> Result<TokenInfo, ApiFailure> {
        let request = self
            .request(Method::GET, token, &["debug_token"])
            .map(|one| one.query(&[("input_token", token.expose())]));
        call::<Page<TokenInfo>>("debug token", request).await.map(|page| page.data)
    }
}
