//! Who asks: session cookie or key, checked before any handler of the API runs.

use std::sync::Arc;

use axum::{
    extract::{FromRequestParts, MatchedPath, Request, State},
    http::{HeaderMap, HeaderValue, Method, header, request::Parts},
    middleware::Next,
    response::{IntoResponse, Response},
};
use subtle::ConstantTimeEq;
use tresen_desk::{
    Desk, Refusal, Who,
    people::{Secret, SignedIn, find_api_key, find_session},
};

use crate::{
    ApiState,
    access::Needs,
    address, cookie,
    problem::{Answer, Code, Problem},
};

/// Header with the session's token against forged requests.
pub(crate) const CSRF_HEADER: &str = "x-tresen-csrf";

/// Somebody with rights, as an argument of a handler. The permission that the operation declares was checked.
#[derive(Debug, Clone)]
pub(crate) struct Signed {
    /// Their rights.
    pub(crate) who: Who,
    /// Their browser; programs have none.
    pub(crate) browser: Option<Arc<SignedIn>>,
}

/// An agent with a browser, as an argument of a handler: programs get 404, they have no profile and no session.
#[derive(Debug, Clone)]
pub(crate) struct Browser(pub(crate) Arc<SignedIn>);

/// The layer of every route of the API: finds out who asks and whether they may.
pub(crate) async fn authenticate(
    State(state): State<ApiState>,
    mut request: Request,
    next: Next,
) -> Response {
    let path = request.extensions().get::<MatchedPath>().map_or("", MatchedPath::as_str).to_owned();
    let Some(needs) = state.access.find(request.method(), &path) else {
        return method_not_allowed(&state.access.methods(&path));
    };
    match admitted(&state, needs, request.method(), request.headers(), request.extensions()).await {
        Ok(None) => next.run(request).await,
        Ok(Some(signed)) => {
            request.extensions_mut().insert(signed);
            next.run(request).await
        }
        Err(problem) => problem.into_response(),
    }
}

async fn admitted(
    state: &ApiState,
    needs: Needs,
    method: &Method,
    headers: &HeaderMap,
    extensions: &axum::http::Extensions,
) -> Answer<Option<Signed>> {
    let Needs::Permission(permission) = needs else { return Ok(None) };
    let address = address::of_request(headers, extensions, state.config.trusts_proxy);
    let unauthenticated = || Problem::of(Code::Unauthenticated);
    let credential = Credential::of(headers).ok_or_else(unauthenticated)?;
    let signed = credential.find(&state.desk, &address).await?.ok_or_else(unauthenticated)?;
    let now = state.desk.now();
    state.rate.take(signed.who.actor, now).map_err(|until| Problem::rate_limited(until, now))?;
    if let Some(browser) = &signed.browser
        && !method.is_safe()
    {
        check_csrf(headers, &browser.session.csrf_token)?;
    }
    signed.who.needs(permission)?;
    Ok(Some(signed))
}

/// What a request brings to prove who asks.
#[derive(Debug, Clone)]
pub(crate) enum Credential {
    /// A browser's cookie.
    Session(Secret),
    /// A program's key.
    Key(Secret),
}

impl Credential {
    /// The credential of a request. A key goes before a cookie; a header that is no key is none at all.
    pub(crate) fn of(headers: &HeaderMap) -> Option<Self> {
        match headers.get(header::AUTHORIZATION) {
            Some(value) => bearer(value).map(Self::Key),
            None => cookie::find(headers).map(Self::Session),
        }
    }

    /// Who is behind it; `None` when it is unknown or has ended.
    pub(crate) async fn find(&self, desk: &Desk, address: &str) -> Result<Option<Signed>, Refusal> {
        match self {
            Self::Key(key) => Ok(find_api_key(desk, key).await?.map(|who| Signed { who, browser: None })),
            Self::Session(token) => {
                let signed_in = find_session(desk, token, address).await?;
                Ok(signed_in.map(|one| Signed { who: one.who.clone(), browser: Some(Arc::new(one)) }))
            }
        }
    }
}

fn bearer(value: &HeaderValue) -> Option<Secret> {
    let (scheme, key) = value.to_str().ok()?.split_once(' ')?;
    (scheme.eq_ignore_ascii_case("bearer") && !key.trim().is_empty()).then(|| Secret::new(key.trim()))
}

fn check_csrf(headers: &HeaderMap, expected: &str) -> Answer<()> {
    let given = headers.get(CSRF_HEADER).map_or(&[][..], HeaderValue::as_bytes);
    if bool::from(given.ct_eq(expected.as_bytes())) { Ok(()) } else { Err(Problem::of(Code::CsrfMissing)) }
}

/// 405 with the methods that would do.
fn method_not_allowed(methods: &[&str]) -> Response {
    let mut response = Problem::of(Code::MethodNotAllowed).into_response();
    if let Ok(value) = HeaderValue::from_str(&methods.join(", ")) {
        response.headers_mut().insert(header::ALLOW, value);
    }
    response
}

impl<S: Sync> FromRequestParts<S> for Signed {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Answer<Self> {
        parts.extensions.get::<Self>().cloned().ok_or_else(|| Problem::of(Code::Unauthenticated))
    }
}

impl<S: Sync> FromRequestParts<S> for Browser {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Answer<Self> {
        let signed = Signed::from_request_parts(parts, state).await?;
        signed
            .browser
            .map(Self)
            .ok_or_else(|| Problem::new(Code::NotFound, "a key has no session and no profile"))
    }
}
