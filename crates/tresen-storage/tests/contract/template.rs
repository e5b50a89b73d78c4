//! Templates.

use tresen_domain::{
    id::{ChannelId, TemplateId},
    template::{ButtonKind, HeaderFormat, ParameterFormat, TemplateBody, TemplateButton},
};
use tresen_storage::template::{self, Template};
use tresen_testkit::each_engine;

use crate::{
    case::{self, at, id},
    read, write,
};

fn sample(number: u128, name: &str) -> Template {
    Template {
        id: TemplateId(id(number)),
        channel_id: ChannelId(id(1)),
        vendor_id: format!("v{number}"),
        name: name.to_owned(),
        language: "de".to_owned(),
        category: "utility".to_owned(),
        status: "approved".to_owned(),
        quality: None,
        body: TemplateBody {
            header_format: HeaderFormat::Text,
            header_text: Some("Bestellung".to_owned()),
            body: "Hallo {{1}}".to_owned(),
            footer: None,
            buttons: vec![TemplateButton { kind: ButtonKind::QuickReply, text: "Ja".to_owned(), url: None }],
            parameter_format: ParameterFormat::Positional,
            examples: vec!["Ana".to_owned()],
        },
        synced_at: at(0),
    }
}

#[test]
fn a_template_keeps_its_id_while_name_and_language_stay() {
    each_engine(async |store| {
        write(&store, |tx| {
            case::begin(tx)?;
            template::upsert(tx, &sample(71, "versand"))?;
            template::upsert(tx, &sample(72, "abholung"))
        })
        .await;
        let again = Template {
            status: "paused".to_owned(),
            quality: Some("red".to_owned()),
            synced_at: at(60),
            ..sample(73, "versand")
        };
        write(&store, move |tx| template::upsert(tx, &again)).await;
        let kept = read(&store, |tx| template::get(tx, TemplateId(id(71)))).await.unwrap();
        assert_eq!(
            (kept.vendor_id.as_str(), kept.status.as_str(), kept.is_approved()),
            ("v73", "paused", false)
        );
        assert_eq!((kept.quality.as_deref(), kept.body.clone()), (Some("red"), sample(1, "").body));
        let by_name = read(&store, |tx| template::list_by_channel(tx, ChannelId(id(1)))).await;
        assert_eq!(by_name, [sample(72, "abholung"), kept]);
    });
}

#[test]
fn pages_go_by_id_and_the_gone_are_gone() {
    each_engine(async |store| {
        write(&store, |tx| {
            case::begin(tx)?;
            template::upsert(tx, &sample(71, "versand"))?;
            template::upsert(tx, &sample(72, "abholung"))
        })
        .await;
        let (of, other) = (Some(ChannelId(id(1))), Some(ChannelId(id(2))));
        assert_eq!(read(&store, move |tx| template::list(tx, of, None, 1)).await, [sample(71, "versand")]);
        let after = Some(TemplateId(id(71)));
        assert_eq!(
            read(&store, move |tx| template::list(tx, None, after, 9)).await,
            [sample(72, "abholung")]
        );
        assert_eq!(read(&store, move |tx| template::list(tx, other, None, 9)).await, []);
        write(&store, |tx| template::delete(tx, TemplateId(id(71)))).await;
        assert_eq!(read(&store, |tx| template::get(tx, TemplateId(id(71)))).await, None);
    });
}
