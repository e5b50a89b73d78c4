//! Playing the stories: customers write on their phones, agents use the desk, everything goes over the real road,
//! at instants of the past.

use std::time::Duration;

use anyhow::{Context, bail};
use tokio::time::Instant;
use tresen_desk::{
    Desk,
    contact::{self, UpdateContact},
    draft::{self, PutDraft},
    message::{self, Content, Send},
    people::Secret,
    ticket::{self, OwnerChange, StatusChange, UpdateTicket},
};
use tresen_domain::{
    draft::DraftKind,
    id::{ChannelId, ContactId, TicketId},
    identity::IdentityKind,
    template::VariableValue,
    time::{Clock, Timestamp},
};
use tresen_emulator::{Customer, FaultPlan, Handle, Saying};
use tresen_storage::{Fault, contact as contacts, template, thread};

use super::{
    canned,
    clock::StageClock,
    company::Staff,
    number::{self, NUMBER},
    sign_in::SignIn,
    story::{self, Act, Deed, Facts, Step},
};
use crate::{command::operator, run::unsettled};

/// How long one step may take before the story counts as stuck.
const PATIENCE: Duration = Duration::from_mins(1);

/// The cast on stage.
struct Play<'p> {
    desk: &'p Desk,
    platform: &'p Handle,
    staff: Staff,
    channel_id: ChannelId,
    now: Timestamp,
}

/// Makes the company and plays its past.
///
/// # Errors
/// When a story cannot be read or played.
pub(super) async fn play(
    desk: &Desk,
    platform: &Handle,
    clock: &StageClock,
    sign_in: &SignIn,
    token: &str,
) -> anyhow::Result<()> {
    let start = clock.real_now();
    platform.set_faults(FaultPlan { status_delay_ms: [0, 0], ..FaultPlan::default() });
    let (staff, password): (Staff, Secret) = Staff::hire(desk).await?;
    sign_in.keep(&password).context("keeping the demo's sign-in")?;
    let channel_id = number::connect(desk, token).await?;
    tresen_desk::template::sync(desk, &operator(), channel_id).await?;
    canned::write(desk, &staff).await?;

    let mut steps: Vec<(Step, Customer, Facts)> = Vec::new();
    for story in story::all()? {
        let customer = platform.add_customer(story.customer)?;
        steps.extend(story.steps.into_iter().map(|step| (step, customer.clone(), story.facts.clone())));
    }
    steps.sort_by_key(|(step, ..)| std::cmp::Reverse(step.ago));
    let play = Play { desk, platform, staff, channel_id, now: start };
    for (step, customer, facts) in steps {
        clock.stage(start.minus(step.ago).max(clock.now()));
        play.step(&step.act, &customer, &facts)
            .await
            .with_context(|| format!("playing {:?} of {}, {:?} ago", step.act, customer.id, step.ago))?;
    }
    platform.set_faults(FaultPlan::default());
    Ok(())
}

impl Play<'_> {
    async fn step(&self, act: &Act, customer: &Customer, facts: &Facts) -> anyhow::Result<()> {
        match act {
            Act::Says { file, text } => self.says(customer, file.as_ref(), text.as_ref())?,
            Act::Reads => self.platform.read(&customer.id, NUMBER)?,
            Act::Reacts(emoji) => self.reacts(customer, emoji)?,
            Act::Does(agent, deed) => self.does(customer, agent, deed).await?,
        }
        if act.travels() {
            self.settle().await?;
        }
        if matches!(act, Act::Says { .. }) {
            self.write_down(customer, facts).await?;
        }
        Ok(())
    }

    fn says(
        &self,
        customer: &Customer,
        file: Option<&(String, String)>,
        text: Option<&String>,
    ) -> anyhow::Result<()> {
        let (kind, sample) = file.map_or(("text".to_owned(), None), |(kind, sample)| {
            let sample = if sample.is_empty() { kind_sample(kind) } else { sample };
            (kind.clone(), Some(sample.to_owned()))
        });
        let saying = Saying {
            phone_number_id: NUMBER.to_owned(),
            kind,
            sample,
            text: text.cloned(),
            ..Saying::default()
        };
        self.platform.say(&customer.id, &saying)?;
        Ok(())
    }

    fn reacts(&self, customer: &Customer, emoji: &str) -> anyhow::Result<()> {
        let chat = self.platform.chat(&customer.id, NUMBER);
        let newest = chat.iter().rfind(|one| one.from == tresen_emulator::Author::Business);
        let saying = Saying {
            phone_number_id: NUMBER.to_owned(),
            kind: "reaction".to_owned(),
            reply_to: Some(newest.context("there is no answer to react to")?.wamid.clone()),
            emoji: Some(emoji.to_owned()),
            ..Saying::default()
        };
        self.platform.say(&customer.id, &saying)?;
        Ok(())
    }

    async fn does(&self, customer: &Customer, agent: &str, deed: &Deed) -> anyhow::Result<()> {
        let member = self.staff.agent(agent)?;
        let (_, id) = self.place(customer).await?;
        let change = match deed {
            Deed::Answers(text) => return self.send(agent, id, Content::Text(text.clone())).await,
            Deed::Notes(text) => {
                let note = Content::Note { text: text.clone(), mentions: self.staff.mentioned(text) };
                return self.send(agent, id, note).await;
            }
            Deed::SendsTemplate { name, values } => {
                return self.send(agent, id, self.template(name, values).await?).await;
            }
            Deed::Opens => return Ok(ticket::mark_read(self.desk, &member.who, id).await?),
            Deed::Drafts(text) => {
                let command = PutDraft { kind: DraftKind::Reply, text: text.clone(), reply_to: None };
                draft::put(self.desk, &member.who, id, command).await?;
                return Ok(());
            }
            Deed::Takes => {
                UpdateTicket { owner: Some(OwnerChange::Agent(member.id)), ..UpdateTicket::default() }
            }
            Deed::Queues(team) => {
                let owner = Some(OwnerChange::Queue(self.staff.team(team)?));
                UpdateTicket { owner, ..UpdateTicket::default() }
            }
            Deed::Tags(tags) => UpdateTicket { add_tags: tags.clone(), ..UpdateTicket::default() },
            Deed::Sets(priority) => UpdateTicket { priority: Some(*priority), ..UpdateTicket::default() },
            Deed::Calls(subject) => {
                UpdateTicket { subject: Some(subject.clone()), ..UpdateTicket::default() }
            }
            Deed::Moves(status) => {
                let status = Some(StatusChange { status: *status, snoozed_until: None });
                UpdateTicket { status, ..UpdateTicket::default() }
            }
            Deed::Snoozes(span) => {
                let status = tresen_domain::ticket::Status::Snoozed;
                let status = Some(StatusChange { status, snoozed_until: Some(self.now.plus(*span)) });
                UpdateTicket { status, ..UpdateTicket::default() }
            }
        };
        ticket::update(self.desk, &member.who, id, change).await?;
        Ok(())
    }

    async fn send(&self, agent: &str, ticket_id: TicketId, content: Content) -> anyhow::Result<()> {
        let who = &self.staff.agent(agent)?.who;
        let command = Send { ticket_id, content, reply_to: None, client_id: None, then: None };
        message::send(self.desk, who, command).await?;
        Ok(())
    }

    async fn template(&self, name: &str, values: &[String]) -> anyhow::Result<Content> {
        let channel_id = self.channel_id;
        let known = self.desk.store.read(move |tx| template::list_by_channel(tx, channel_id)).await?;
        let found = known.into_iter().find(|one| one.name == name).context("there is no such template")?;
        let values = found
            .body
            .variables()
            .into_iter()
            .zip(values)
            .map(|(variable, value)| VariableValue {
                place: variable.place,
                key: variable.key,
                value: value.clone(),
            })
            .collect();
        Ok(Content::Template { template_id: found.id, values, header_media_id: None })
    }

    /// The customer's contact and newest ticket.
    async fn place(&self, customer: &Customer) -> anyhow::Result<(ContactId, TicketId)> {
        let (channel_id, phone, bsuid) = (self.channel_id, customer.phone.clone(), customer.bsuid.clone());
        let found = self
            .desk
            .store
            .read(move |tx| {
                let mut held = contacts::find_by_identity(tx, channel_id, IdentityKind::Bsuid, &bsuid)?;
                if let (None, Some(phone)) = (&held, phone) {
                    held = contacts::find_by_identity(tx, channel_id, IdentityKind::Phone, &phone)?;
                }
                let Some(held) = held else { return Ok::<_, Fault>(None) };
                let thread = thread::find_by_pair(tx, channel_id, held.contact_id)?;
                Ok(thread.and_then(|thread| thread.newest_ticket_id).map(|ticket| (held.contact_id, ticket)))
            })
            .await?;
        found.context("the customer has no ticket")
    }

    /// What the desk knows about a customer.
    async fn write_down(&self, customer: &Customer, facts: &Facts) -> anyhow::Result<()> {
        let (id, _) = self.place(customer).await?;
        let known = self.desk.store.read(move |tx| contacts::get(tx, id)).await?.context("no contact")?;
        if known.language.is_some() {
            return Ok(());
        }
        let command = UpdateContact {
            display_name: facts.display_name.clone(),
            language: Some(facts.language.clone().unwrap_or_else(|| "de".to_owned())),
            notes: facts.notes.clone(),
            tags: Some(facts.tags.clone()),
            attributes: Some(facts.attributes.iter().cloned().collect()),
        };
        contact::update(self.desk, &operator(), id, command).await?;
        Ok(())
    }

    /// Waits until everything has arrived and was applied.
    async fn settle(&self) -> anyhow::Result<()> {
        let until = Instant::now() + PATIENCE;
        loop {
            tokio::time::timeout_at(until, self.platform.flush()).await.context("webhooks do not arrive")?;
            let left = unsettled(self.desk).await?;
            if left.is_still() && self.platform.webhooks().pending == 0 {
                return Ok(());
            }
            if Instant::now() >= until {
                bail!("the desk does not come to rest: {left}");
            }
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
    }
}

fn kind_sample(kind: &str) -> &'static str {
    match kind {
        "audio" => "voice",
        "video" => "leak",
        "document" => "invoice",
        _ => "machine",
    }
}
