//! Baskets.

use serde_json::{Value, json};
use tresen_domain::message::{InboundBody, MessageKind};

use super::{object, shown};
use crate::wire::message::{Order, OrderItem};

/// A basket, even an empty one.
pub(super) fn body(order: &Order) -> InboundBody {
    let items: Vec<_> = order.product_items.iter().flat_map(|all| &all.0).filter_map(item).collect();
    let detail = json!({ "catalog_id": order.catalog_id, "items": items });
    shown(MessageKind::Order, order.text.clone(), None, object(detail))
}

fn item(item: &OrderItem) -> Option<Value> {
    object(json!({
        "product_id": item.product_retailer_id,
        "quantity": item.quantity,
        "price": item.item_price,
        "currency": item.currency,
    }))
}
