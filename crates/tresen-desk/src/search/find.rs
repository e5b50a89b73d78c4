//! One search for everything: a number, a name, an address, or words.

use serde::Serialize;
use tresen_domain::{agent::Sight, id::ContactId, phone::PhoneNumber};
use tresen_storage::{
    Fault, Tx, contact,
    message::{self, MessageRow},
    search as index, ticket,
};
use utoipa::ToSchema;

use crate::{
    Desk, Refusal, Who,
    contact::local_digits,
    view::{self, ContactView, MessageView, TicketView},
};

/// Most people on the first page.
const MOST_PEOPLE: usize = 5;
/// Characters of a snippet before and after the first hit.
const AROUND: usize = 60;
/// Pages of hits looked through for one page of visible ones.
const MOST_ROUNDS: usize = 8;

/// What was found.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
#[schema(as = SearchHit)]
pub struct Found {
    /// `ticket`, `contact` or `message`.
    pub kind: FoundKind,
    /// For `ticket`, and the ticket of a message.
    pub ticket: Option<TicketView>,
    /// For `contact`.
    pub contact: Option<ContactView>,
    /// For `message`.
    pub message: Option<MessageView>,
    /// The text around the hits.
    pub snippet: Vec<Piece>,
}

/// What kind of thing was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = SearchHitKind)]
pub enum FoundKind {
    /// A ticket.
    Ticket,
    /// A person.
    Contact,
    /// A message.
    Message,
}

/// A piece of a snippet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = SnippetPiece)]
pub struct Piece {
    /// The text.
    pub text: String,
    /// Whether it is what was looked for.
    pub hit: bool,
}

/// A page of what was found.
#[derive(Debug)]
pub struct SearchPage {
    /// On the first page tickets and people, then messages, newest first.
    pub items: Vec<Found>,
    /// The place of the last message looked at, when there may be more.
    pub next: Option<i64>,
}

/// Searches. `before`: the place at which the page before ended.
///
/// # Errors
/// [`Refusal::Invalid`] for an empty query.
pub async fn search(
    desk: &Desk,
    who: &Who,
    query: String,
    before: Option<i64>,
    limit: usize,
) -> Result<SearchPage, Refusal> {
    let query = query.trim().chars().take(200).collect::<String>();
    if query.is_empty() {
        return Err(Refusal::invalid("q", "required", "write what you look for"));
    }
    let sight = who.sight.clone();
    desk.store
        .read(move |tx| {
            let mut items = Vec::new();
            if before.is_none() {
                items.extend(by_number(tx, &query, &sight)?);
                items.extend(people(tx, &query)?);
            }
            let words = words(&query);
            let (messages, next) = messages(
                tx,
                &words,
                &sight,
                before.unwrap_or(i64::MAX),
                limit.saturating_sub(items.len()).max(1),
            )?;
            items.extend(messages);
            Ok::<_, Fault>(SearchPage { items, next })
        })
        .await
        .map_err(Refusal::from)
}

/// `#123` or a bare short number: the ticket called so.
fn by_number(tx: &mut Tx<'_>, query: &str, sight: &Sight) -> Result<Vec<Found>, Fault> {
    let Ok(number) = query.trim_start_matches('#').parse::<i64>() else { return Ok(Vec::new()) };
    let ids: Vec<_> = index::ticket_by_number(tx, number)?.into_iter().collect();
    let summaries = ticket::list_by_ids(tx, &ids, sight)?;
    Ok(view::tickets(tx, summaries)?
        .into_iter()
        .map(|ticket| Found {
            kind: FoundKind::Ticket,
            ticket: Some(ticket),
            contact: None,
            message: None,
            snippet: Vec::new(),
        })
        .collect())
}

fn people(tx: &mut Tx<'_>, query: &str) -> Result<Vec<Found>, Fault> {
    let mut ids: Vec<ContactId> = Vec::new();
    let phone = PhoneNumber::parse(query).ok().map(|phone| phone.digits().to_owned());
    for part in
        [Some(query.trim_start_matches('@').to_owned()), phone, local_digits(query)].into_iter().flatten()
    {
        for id in index::find_names(tx, &part, 50)? {
            if !ids.contains(&id) {
                ids.push(id);
            }
        }
    }
    let mut rows = contact::list_by_ids(tx, &ids)?;
    rows.sort_by_key(|row| std::cmp::Reverse(row.last_message_at));
    rows.truncate(MOST_PEOPLE);
    Ok(view::contacts(tx, rows)?
        .into_iter()
        .map(|contact| Found {
            kind: FoundKind::Contact,
            ticket: None,
            contact: Some(contact),
            message: None,
            snippet: Vec::new(),
        })
        .collect())
}

fn messages(
    tx: &mut Tx<'_>,
    words: &[String],
    sight: &Sight,
    mut before: i64,
    limit: usize,
) -> Result<(Vec<Found>, Option<i64>), Fault> {
    let mut found = Vec::new();
    for _ in 0..MOST_ROUNDS {
        let wanted = limit.saturating_sub(found.len());
        let hits = index::find_messages(tx, words, before, i64::try_from(wanted).unwrap_or(i64::MAX))?;
        let is_last = hits.len() < wanted;
        let ids = index::messages_at(tx, &hits)?;
        let mut rows = message::list_by_ids(tx, &ids)?;
        rows.sort_by_key(|row| std::cmp::Reverse(row.seq));
        if let Some(last) = hits.last() {
            before = last.seq;
        }
        found.extend(visible(tx, rows, words, sight)?);
        if is_last {
            return Ok((found, None));
        }
        if found.len() >= limit {
            break;
        }
    }
    Ok((found, Some(before)))
}

fn visible(
    tx: &mut Tx<'_>,
    rows: Vec<MessageRow>,
    words: &[String],
    sight: &Sight,
) -> Result<Vec<Found>, Fault> {
    let mut found = Vec::new();
    for row in rows {
        let ids: Vec<_> = row.ticket_id.into_iter().collect();
        let summaries = ticket::list_by_ids(tx, &ids, sight)?;
        if summaries.is_empty() {
            continue;
        }
        let snippet = snippet(row.text.as_deref().unwrap_or(""), words);
        let message = view::messages(tx, &[row])?.pop();
        found.push(Found {
            kind: FoundKind::Message,
            ticket: view::tickets(tx, summaries)?.pop(),
            contact: None,
            message,
            snippet,
        });
    }
    Ok(found)
}

/// The words of a query in the index's own way: letters and digits, lower case.
fn words(query: &str) -> Vec<String> {
    query
        .split(|ch: char| !ch.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .take(12)
        .collect()
}

/// The text around the first hit, cut into pieces.
fn snippet(text: &str, words: &[String]) -> Vec<Piece> {
    let chars: Vec<char> = text.split_whitespace().collect::<Vec<_>>().join(" ").chars().collect();
    let folded: Vec<char> = chars.iter().map(|ch| fold(*ch)).collect();
    let hits = hits(&folded, words);
    let first = hits.first().map_or(0, |(start, _)| *start);
    let (from, to) = (first.saturating_sub(AROUND), first.saturating_add(AROUND * 2).min(chars.len()));
    let cut = |from: usize, to: usize| {
        chars.get(from..to).map(|part| part.iter().collect::<String>()).unwrap_or_default()
    };
    let mut pieces = Vec::new();
    let mut at = from;
    for (start, end) in hits.into_iter().filter(|(start, end)| *start >= from && *end <= to) {
        pieces.push(Piece { text: cut(at, start), hit: false });
        pieces.push(Piece { text: cut(start, end), hit: true });
        at = end;
    }
    pieces.push(Piece { text: cut(at, to), hit: false });
    if let Some(piece) = pieces.first_mut().filter(|_| from > 0) {
        piece.text.insert(0, '…');
    }
    if let Some(piece) = pieces.last_mut().filter(|_| to < chars.len()) {
        piece.text.push('…');
    }
    pieces.retain(|piece| !piece.text.is_empty());
    pieces
}

/// Places where a word of the text begins with one of the words, in order, without overlap.
fn hits(text: &[char], words: &[String]) -> Vec<(usize, usize)> {
    let words: Vec<Vec<char>> = words.iter().map(|word| word.chars().map(fold).collect()).collect();
    let mut hits: Vec<(usize, usize)> = Vec::new();
    for start in 0..text.len() {
        let is_begin =
            start.checked_sub(1).and_then(|at| text.get(at)).is_none_or(|ch| !ch.is_alphanumeric());
        if !is_begin || hits.last().is_some_and(|(_, end)| *end > start) {
            continue;
        }
        let longest = words
            .iter()
            .filter(|word| text.get(start..start + word.len()).is_some_and(|part| part == word.as_slice()))
            .map(Vec::len)
            .max();
        if let Some(length) = longest.filter(|length| *length > 0) {
            hits.push((start, start + length));
        }
    }
    hits
}

/// Lower case without the usual accents, one for one, so that places stay places.
fn fold(ch: char) -> char {
    let ch = ch.to_lowercase().next().unwrap_or(ch);
    match ch {
        'á' | 'à' | 'â' | 'ã' | 'ä' | 'å' => 'a',
        'é' | 'è' | 'ê' | 'ë' => 'e',
        'í' | 'ì' | 'î' | 'ï' => 'i',
        'ó' | 'ò' | 'ô' | 'õ' | 'ö' => 'o',
        'ú' | 'ù' | 'û' | 'ü' => 'u',
        'ç' => 'c',
        'ñ' => 'n',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marked(text: &str, query: &str) -> String {
        snippet(text, &words(query))
            .iter()
            .map(|piece| if piece.hit { format!("[{}]", piece.text) } else { piece.text.clone() })
            .collect()
    }

    #[test]
    fn hits_are_marked_at_the_beginning_of_words_whatever_the_accents() {
        assert_eq!(
            marked("Die Größe der MÜHLE passt, Mühlen auch", "muhle"),
            "Die Größe der [MÜHLE] passt, [Mühle]n auch"
        );
        assert_eq!(marked("Bestellung 48213 ist da", "48213 best"), "[Best]ellung [48213] ist da");
        assert_eq!(marked("nichts", "x"), "nichts");
    }

    #[test]
    fn a_long_text_is_cut_around_the_first_hit() {
        let text = format!("{} Treffer {}", "vorher ".repeat(40), "nachher ".repeat(40));
        let shown = marked(&text, "treffer");
        assert!(shown.starts_with('…') && shown.ends_with('…') && shown.contains("[Treffer]"), "{shown}");
        assert!(shown.chars().count() < 200);
    }
}
