//! The demo company's canned replies.

use tresen_desk::{
    Desk,
    canned_reply::{CreateCannedReply, create},
};

use super::company::Staff;
use crate::command::operator;

/// Shortcut, title, team (empty for everybody), text.
const REPLIES: &[(&str, &str, &str, &str)] = &[
    (
        "hallo",
        "Begrüßung",
        "",
        "Hallo {{contact.name}}, hier ist {{agent.name}} von {{company.name}}. Wie kann ich helfen?",
    ),
    (
        "danke",
        "Dank und Abschied",
        "",
        "Gern geschehen, {{contact.first_name}}! Wenn noch etwas ist, schreiben Sie uns einfach hier. Herzliche Grüße, {{agent.name}}",
    ),
    (
        "moment",
        "Bitte um Geduld",
        "",
        "Danke für Ihre Nachricht. Ich kläre das und melde mich heute noch bei Ihnen.",
    ),
    (
        "bestellnummer",
        "Nach der Bestellnummer fragen",
        "",
        "Könnten Sie mir bitte Ihre Bestellnummer schicken? Sie steht oben rechts auf der Rechnung und beginnt mit einer 4.",
    ),
    (
        "fotos",
        "Um Fotos bitten",
        "Service",
        "Können Sie uns bitte zwei Fotos schicken: eines vom ganzen Gerät und eines von der Stelle, an der es auffällt?",
    ),
    (
        "video",
        "Um ein kurzes Video bitten",
        "Werkstatt",
        "Ein kurzes Video hilft uns sehr: bitte die Maschine einschalten und die ersten 20 Sekunden filmen, am besten mit Ton.",
    ),
    (
        "ersatz",
        "Ersatzgerät zusagen",
        "Service",
        "Das tut mir leid. Wir schicken Ihnen ein Ersatzgerät, das alte nimmt der Bote gleich mit. Sie erhalten die Sendungsnummer hier im Chat. Vorgang {{ticket.number}}",
    ),
    (
        "versand",
        "Versanddauer",
        "",
        "Bestellungen bis 14 Uhr gehen am selben Tag raus und sind meist am übernächsten Werktag bei Ihnen.",
    ),
    (
        "entkalken",
        "Entkalken, Anleitung",
        "Werkstatt",
        "So entkalken Sie Ihre Maschine:\n1. Tank leeren, 100 ml Entkalker mit 900 ml Wasser einfüllen\n2. *Programmtaste 5 Sekunden* halten, bis die Lampe blinkt\n3. Nach dem Durchlauf zweimal mit klarem Wasser spülen",
    ),
    ("rechnung", "Rechnung als PDF", "", "Ich schicke Ihnen die Rechnung gleich als PDF hier in den Chat."),
    (
        "zeiten",
        "Öffnungszeiten",
        "",
        "Unsere Werkstatt ist Montag bis Freitag von 8 bis 17 Uhr geöffnet, samstags von 10 bis 13 Uhr. Hier im Chat sind wir bis 18 Uhr da.",
    ),
    (
        "mengenrabatt",
        "Mengenrabatt B2B",
        "Vertrieb B2B",
        "Ab 5 Geräten erhalten Sie 8 %, ab 10 Geräten 12 % Nachlass. Für wie viele Geräte darf ich Ihnen ein Angebot machen?",
    ),
    (
        "rueckruf",
        "Rückruf anbieten",
        "",
        "Sollen wir Sie kurz anrufen? Nennen Sie mir gern eine Zeit, die Ihnen passt.",
    ),
    (
        "hello",
        "Greeting (English)",
        "",
        "Hello {{contact.first_name}}, this is {{agent.name}} at {{company.name}}. How can I help?",
    ),
    (
        "shipping",
        "Shipping time (English)",
        "",
        "Orders placed before 2 pm leave our warehouse the same day and usually arrive within two working days.",
    ),
    ("thanks", "Thanks (English)", "", "You are welcome! If anything else comes up, just write to us here."),
];

/// Writes them all.
///
/// # Errors
/// When the desk refuses one.
pub(super) async fn write(desk: &Desk, staff: &Staff) -> anyhow::Result<()> {
    for (shortcut, title, team, text) in REPLIES {
        let team_id = if team.is_empty() { None } else { Some(staff.team(team)?) };
        let command = CreateCannedReply {
            shortcut: (*shortcut).to_owned(),
            title: (*title).to_owned(),
            text: (*text).to_owned(),
            team_id,
        };
        create(desk, &operator(), command).await?;
    }
    Ok(())
}
