// The words of the phone, German first. `say(key, values)` fills {name} parts.
const WORDS = {
  de: {
    title: "Telefone der Kundschaft", pickOne: "Wählen Sie, wer schreibt. Jedes Telefon ist eine eigene Kundin oder ein eigener Kunde und kann neben dem Posteingang offen bleiben.",
    nobody: "Noch ist niemand da.", newCustomer: "Neue Kundin oder neuer Kunde", name: "Name", phone: "Telefonnummer", phoneHint: "leer: wird erfunden",
    username: "Nutzername statt Nummer", add: "Anlegen und öffnen", five: "Fünf auf einmal", fiveHint: "Fünf Telefone nebeneinander, jedes schreibt los.",
    firstNames: ["Lena", "Mehmet", "Sofia", "Jonas", "Aylin"], lastNames: ["Brandt", "Yilmaz", "Rossi", "Keller", "Demir", "Vogt", "Haas", "Lorenz"],
    fiveTexts: ["Guten Tag, wo bleibt mein Paket?", "Hallo, die Maschine heizt nicht mehr.", "Kann ich meinen Termin verschieben?", "Ich brauche eine Rechnung für Bestellung 48213.", "Haben Sie die Bohnen wieder auf Lager?"],
    back: "Alle Telefone", online: "online", offline: "Flugmodus", typing: "schreibt …", business: "Geschäft", you: "Sie",
    emptyTitle: "Schreiben Sie die erste Nachricht", emptyText: "Sie landet als Ticket im Posteingang.", message: "Nachricht", send: "Senden", attach: "Anhängen",
    record: "Sprachnachricht aufnehmen", stopRecording: "Aufnahme senden", recording: "Aufnahme läuft: {seconds} s", cancel: "Abbrechen",
    photo: "Foto oder Video wählen", document: "Dokument wählen", location: "Standort senden", sampleMachine: "Foto: tropfende Maschine", sampleParcel: "Foto: beschädigtes Paket",
    sampleLeak: "Video: die Maschine tropft", sampleVoice: "Sprachnachricht", sampleInvoice: "Dokument: Rechnung", ready: "Beispiel, sofort gesendet",
    place: "Musterplatz", placeAddress: "Musterplatz 1, 10115 Berlin", reply: "Antworten", react: "Reagieren", acts: "Aktionen zur Nachricht", replyingTo: "Antwort auf", stopReply: "Antwort verwerfen",
    removeReaction: "Reaktion entfernen", photoOf: "Foto von {name}", videoOf: "Video von {name}", voice: "Sprachnachricht", sticker: "Sticker", file: "Datei", open: "öffnen", unknown: "Diese Art Nachricht zeigt das Telefon nicht an.",
    noRecording: "Dieser Browser nimmt kein Ogg/Opus auf; das Beispiel wurde gesendet.", play: "Abspielen", pause: "Anhalten", position: "Stelle in der Sprachnachricht", chosen: "gewählt", list: "Auswahl öffnen", contact: "Kontakt", reactedWith: "Reaktionen: {emojis}",
    sent: "gesendet", delivered: "zugestellt", read: "gelesen", played: "angehört", failed: "nicht zugestellt", today: "Heute", yesterday: "Gestern",
    isOff: "Das Telefon ist aus. Nachrichten kommen an, wenn es wieder an ist.", failedSend: "Nicht gesendet: {reason}", gone: "Der Emulator antwortet nicht.", noNumber: "Es ist noch keine Geschäftsnummer eingerichtet.",
    about: "Das Telefon der Kundschaft", aboutText: "Was Sie hier schreiben, kommt über die WhatsApp-Schnittstelle des Emulators beim Tresen an, mit Signatur, Zustellung und Häkchen wie in echt.",
    aboutTry: "Tipp: Fenster teilen, Posteingang daneben. Büroklammer öffnen und ein Beispielfoto senden.",
    controls: "Steuerung", customer: "Kundin oder Kunde", number: "Geschäftsnummer", forward: "24 h vorspulen", forwardHint: "Danach ist das Servicefenster zu.", time: "Uhr des Emulators: {time}",
    windowOpen: "Servicefenster offen bis {time}", windowClosed: "Servicefenster geschlossen", isOffline: "Offline", isOfflineHint: "Nachrichten bleiben bei einem Häkchen", readsAtOnce: "Liest sofort", readsAtOnceHint: "sonst erst, wenn dieses Fenster offen ist",
    faults: "Störungen", fDuplicate: "Nachrichten doppelt zustellen", fReorder: "Reihenfolge mischen", fDelay: "Webhooks verzögern", fDrop: "Antwort verschlucken", fError: "Serverfehler (jeder dritte Aufruf)", fEarly: "Status vor der Antwort", fBatch: "Viele Ereignisse in einem Webhook", fUnknown: "Unbekannte Felder und Arten", fHold: "Webhooks anhalten", fAtOnce: "Ablehnungen sofort statt später",
    log: "Verbindung zum Tresen", pending: "wartend", deliveredCount: "zugestellt", failedCount: "Fehlversuche", noHooks: "Noch kein Webhook.", attempt: "Versuch {n}", showControls: "Steuerung öffnen", closeControls: "Steuerung schließen", messages: "Nachrichten",
  },
  en: {
    title: "Customers' phones", pickOne: "Pick who is writing. Every phone is a customer of its own and can stay open beside the inbox.",
    nobody: "Nobody is here yet.", newCustomer: "New customer", name: "Name", phone: "Phone number", phoneHint: "empty: made up",
    username: "Username instead of a number", add: "Add and open", five: "Five at once", fiveHint: "Five phones side by side, each starts writing.",
    firstNames: ["Lena", "Mehmet", "Sofia", "Jonas", "Aylin"], lastNames: ["Brandt", "Yilmaz", "Rossi", "Keller", "Demir", "Vogt", "Haas", "Lorenz"],
    fiveTexts: ["Hello, where is my parcel?", "Hi, the machine no longer heats.", "May I move my appointment?", "I need an invoice for order 48213.", "Are the beans back in stock?"],
    back: "All phones", online: "online", offline: "flight mode", typing: "typing …", business: "Business", you: "You",
    emptyTitle: "Write the first message", emptyText: "It turns into a ticket in the inbox.", message: "Message", send: "Send", attach: "Attach",
    record: "Record a voice message", stopRecording: "Send recording", recording: "Recording: {seconds} s", cancel: "Cancel",
    photo: "Choose photo or video", document: "Choose document", location: "Send location", sampleMachine: "Photo: leaking machine", sampleParcel: "Photo: damaged parcel",
    sampleLeak: "Video: the machine drips", sampleVoice: "Voice message", sampleInvoice: "Document: invoice", ready: "example, sent at once",
    place: "Example Square", placeAddress: "Musterplatz 1, 10115 Berlin", reply: "Reply", react: "React", acts: "Message actions", replyingTo: "Replying to", stopReply: "Discard reply",
    removeReaction: "Remove reaction", photoOf: "Photo from {name}", videoOf: "Video from {name}", voice: "Voice message", sticker: "Sticker", file: "File", open: "open", unknown: "The phone does not show this kind of message.",
    noRecording: "This browser cannot record Ogg/Opus; the example was sent.", play: "Play", pause: "Pause", position: "Position in the voice message", chosen: "chosen", list: "Open choices", contact: "Contact", reactedWith: "Reactions: {emojis}",
    sent: "sent", delivered: "delivered", read: "read", played: "played", failed: "not delivered", today: "Today", yesterday: "Yesterday",
    isOff: "The phone is off. Messages arrive when it is on again.", failedSend: "Not sent: {reason}", gone: "The emulator does not answer.", noNumber: "No business number is set up yet.",
    about: "The customer's phone", aboutText: "What you write here reaches the desk through the emulator's WhatsApp interface, with signature, delivery and ticks as in real life.",
    aboutTry: "Tip: split the window, inbox beside it. Open the paper clip and send an example photo.",
    controls: "Controls", customer: "Customer", number: "Business number", forward: "Skip 24 h", forwardHint: "The service window is closed then.", time: "Emulator's clock: {time}",
    windowOpen: "Service window open until {time}", windowClosed: "Service window closed", isOffline: "Offline", isOfflineHint: "messages stay at one tick", readsAtOnce: "Reads at once", readsAtOnceHint: "otherwise only while this window is open",
    faults: "Faults", fDuplicate: "Deliver messages twice", fReorder: "Shuffle the order", fDelay: "Delay webhooks", fDrop: "Swallow the answer", fError: "Server error (every third call)", fEarly: "Status before the answer", fBatch: "Many updates in one webhook", fUnknown: "Unknown fields and types", fHold: "Hold webhooks", fAtOnce: "Refuse at once instead of later",
    log: "Connection to the desk", pending: "pending", deliveredCount: "delivered", failedCount: "failed attempts", noHooks: "No webhook yet.", attempt: "attempt {n}", showControls: "Open controls", closeControls: "Close controls", messages: "Messages",
  },
};

const asked = new URLSearchParams(location.search);
export const language = ["de", "en"].includes(asked.get("lang")) ? asked.get("lang") : (navigator.language || "de").startsWith("de") ? "de" : "en";
export const isEmbedded = asked.get("embed") === "1";

export function say(key, values = {}) {
  const text = WORDS[language][key] ?? key;
  if (typeof text !== "string") return text;
  return text.replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");
}

// Keeps language, theme and frame when moving between phones.
export function address(path, changes = {}) {
  const query = new URLSearchParams();
  for (const name of ["lang", "theme", "embed", "number"]) if (asked.get(name)) query.set(name, asked.get(name));
  for (const [name, value] of Object.entries(changes)) query.set(name, value);
  const text = query.toString();
  return text ? `${path}?${text}` : path;
}

const hour = language === "de" ? "2-digit" : "numeric";
export const time = (at) => new Intl.DateTimeFormat(language, { hour, minute: "2-digit" }).format(at);
export const dayAndTime = (at) => new Intl.DateTimeFormat(language, { weekday: "short", hour, minute: "2-digit" }).format(at);

export function day(at, now) {
  const start = (date) => new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime();
  const days = Math.round((start(now) - start(at)) / 86400000);
  if (days === 0) return say("today");
  if (days === 1) return say("yesterday");
  return new Intl.DateTimeFormat(language, { weekday: "long", day: "numeric", month: "long" }).format(at);
}

export function applyLook() {
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const wished = asked.get("theme");
  const paint = () => { document.documentElement.dataset.theme = ["light", "dark"].includes(wished) ? wished : dark.matches ? "dark" : "light"; };
  dark.addEventListener("change", paint);
  paint();
  document.documentElement.lang = language;
  document.documentElement.classList.toggle("embedded", isEmbedded);
}
