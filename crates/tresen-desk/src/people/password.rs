//! Passwords: Argon2id, on threads that may take their time.

use std::sync::OnceLock;

use argon2::{
    Algorithm, Argon2, Params, PasswordHasher, PasswordVerifier, Version, password_hash::phc::PasswordHash,
};
use tokio::sync::Semaphore;
use tresen_storage::Fault;

use super::Secret;
use crate::{FieldProblem, Refusal};

/// Shortest password taken. Source: NIST SP 800-63B, 8 characters at least; we ask for more.
pub(super) const SHORTEST: usize = 10;
/// Longest password taken, in bytes: hashing must not become a way to keep the machine busy.
pub(super) const LONGEST: usize = 256;

/// Each hash takes 19 MiB: at most this many at once.
static AT_ONCE: Semaphore = Semaphore::const_new(4);

/// 19 MiB, two passes, one lane. Source: OWASP "Password Storage Cheat Sheet", Argon2id.
fn argon2() -> Result<Argon2<'static>, Fault> {
    let params = Params::new(19 * 1024, 2, 1, None).map_err(|error| fault(&error))?;
    Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
}

fn fault(error: &impl ToString) -> Fault {
    Fault::other("hash a password", error.to_string())
}

/// The hash of a password with its parameters and salt, in PHC form.
pub(super) async fn hash(password: Secret) -> Result<String, Fault> {
    at_rest(move || hash_now(&password)).await?
}

/// Whether a password fits a hash. With `None` the same work is done for nothing: an unknown e-mail must not
/// be told apart from a wrong password by the clock.
pub(super) async fn fits(password: Secret, hash: Option<String>) -> Result<bool, Fault> {
    at_rest(move || {
        let argon2 = argon2()?;
        let known = hash.is_some();
        let hash = hash.map_or_else(nobodys, Ok)?;
        let fits = password.expose().len() <= LONGEST
            && argon2.verify_password(password.expose().as_bytes(), hash.as_str()).is_ok();
        Ok(fits && known)
    })
    .await?
}

/// Refuses passwords that are too short or too long. `field`: where it stood in the request.
pub(super) fn check(field: &str, password: &Secret) -> Result<(), Refusal> {
    let problem = if password.expose().chars().count() < SHORTEST {
        FieldProblem::new(field, "too_short", format!("at least {SHORTEST} characters"))
    } else if password.expose().len() > LONGEST {
        FieldProblem::new(field, "too_long", format!("at most {LONGEST} bytes"))
    } else {
        return Ok(());
    };
    Err(Refusal::Invalid(vec![problem]))
}

fn hash_now(password: &Secret) -> Result<String, Fault> {
    let hash: PasswordHash =
        argon2()?.hash_password(password.expose().as_bytes()).map_err(|error| fault(&error))?;
    Ok(hash.to_string())
}

/// A hash that belongs to nobody, with the same parameters as everybody's.
fn nobodys() -> Result<String, Fault> {
    static HASH: OnceLock<String> = OnceLock::new();
    if let Some(hash) = HASH.get() {
        return Ok(hash.clone());
    }
    let hash = hash_now(&Secret::random("")?)?;
    Ok(HASH.get_or_init(|| hash).clone())
}

async fn at_rest<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T, Fault> {
    let permit = AT_ONCE.acquire().await.map_err(|error| fault(&error))?;
    let done = tokio::task::spawn_blocking(work).await.map_err(|error| fault(&error));
    drop(permit);
    done
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_password_fits_only_its_own_hash() {
        let hash = hash(Secret::new("correct horse")).await.unwrap();
        assert!(hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{hash}");
        assert!(fits(Secret::new("correct horse"), Some(hash.clone())).await.unwrap());
        assert!(!fits(Secret::new("correct horsf"), Some(hash)).await.unwrap());
        assert!(!fits(Secret::new("correct horse"), None).await.unwrap());
    }

    #[test]
    fn short_and_endless_passwords_are_refused() {
        assert!(check("new", &Secret::new("123456789")).is_err());
        assert!(check("new", &Secret::new("äöüäöüäöüä")).is_ok());
        assert!(check("new", &Secret::new("x".repeat(257))).is_err());
    }
}
