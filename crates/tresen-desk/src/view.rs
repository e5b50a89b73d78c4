//! Views: what screens and programs are shown, the same in lists, single answers and live frames.
//!
//! Built from rows by set: one query per table and batch, never one per item where a batch may be large.

mod contact;
mod event;
mod media;
mod message;
mod notice;
mod ticket;

pub use contact::{ContactView, IdentityView, contacts};
pub use event::{ActorView, EventView, events};
pub use media::{MediaErrorView, MediaView, media};
pub use message::{
    AuthorView, ContextView, DeliveryErrorView, DeliveryView, MessageView, ReactionView, TemplateView,
    messages,
};
pub use notice::{NoticeView, notices};
pub use ticket::{ContactBrief, LastMessage, OwnerView, TicketView, WindowView, tickets};
