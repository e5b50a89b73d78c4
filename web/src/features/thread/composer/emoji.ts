// Emoji that are often written, with words to find them by: code point, German words, English words.

const LIST = `1F600 grinsen lachen|grin smile
1F603 freude lachen|happy smile
1F604 lachen freude augen|laugh happy
1F601 strahlen grinsen|beam grin
1F606 lachen|laugh
1F605 schweiß erleichtert|sweat relief
1F923 lachen boden|rofl laugh
1F602 tränen lachen|tears joy laugh
1F642 lächeln|smile
1F643 verkehrt ironie|upside down irony
1F609 zwinkern|wink
1F60A lächeln freundlich|blush smile
1F607 engel heiligenschein|angel halo
1F970 herzen verliebt|hearts love
1F60D verliebt herzaugen|heart eyes love
1F929 sterne begeistert|star struck wow
1F618 kuss|kiss
1F60B lecker|yummy
1F61C zunge spaß|tongue fun
1F917 umarmung|hug
1F92D hand mund oh|oops giggle
1F914 nachdenken hm|thinking hmm
1F910 mund zu|zip mouth
1F610 neutral|neutral
1F611 ausdruckslos|expressionless
1F60F schmunzeln|smirk
1F644 augenrollen|eye roll
1F62C grimasse|grimace
1F60C erleichtert|relieved
1F614 traurig nachdenklich|pensive sad
1F62A müde|sleepy
1F634 schlafen|sleep
1F637 maske krank|mask ill
1F912 fieber krank|fever ill
1F635 schwindel|dizzy
1F60E cool sonnenbrille|cool sunglasses
1F913 schlau brille|nerd
1F615 verwirrt|confused
1F61F besorgt|worried
1F641 traurig|sad
1F62E erstaunt|surprised oh
1F632 verblüfft|astonished
1F633 verlegen|flushed
1F97A bitte flehen|pleading please
1F628 angst|fear
1F625 enttäuscht erleichtert|disappointed
1F622 weinen|cry
1F62D heulen weinen|sob cry
1F631 schrei|scream
1F616 verzweifelt|confounded
1F629 müde erschöpft|weary
1F624 schnauben ärger|huff
1F621 wütend|angry
1F620 ärger|angry mad
1F92F explodiert wow|mind blown
1F973 feiern party|party celebrate
1F44D daumen hoch gut ok|thumbs up good
1F44E daumen runter schlecht|thumbs down bad
1F44C ok perfekt|ok perfect
270C sieg frieden|victory peace
1F91E daumen drücken glück|fingers crossed luck
1F91D handschlag einig|handshake deal
1F44F klatschen applaus|clap applause
1F64C hurra hände|hooray hands
1F64F danke bitte|thanks please pray
1F4AA stark kraft|strong muscle
1F44B hallo winken tschüss|wave hello bye
1F91A hand stopp|hand stop
1F446 oben|up point
1F447 unten|down point
1F448 links|left point
1F449 rechts|right point
261D hinweis finger|point up
1F440 augen schauen|eyes look
1F9E0 gehirn|brain
2764 herz liebe|heart love
1F9E1 herz orange|orange heart
1F49B herz gelb|yellow heart
1F49A herz grün|green heart
1F499 herz blau|blue heart
1F494 herz gebrochen|broken heart
1F495 herzen|hearts
2728 funkeln neu|sparkles new
2B50 stern|star
1F31F stern leuchtend|glowing star
1F525 feuer|fire hot
1F4A5 knall|boom
1F4AF hundert|hundred
2705 erledigt haken|done check
274C falsch kreuz|wrong cross
2757 wichtig ausruf|important exclamation
2753 frage|question
26A0 warnung achtung|warning
1F6AB verboten|forbidden
1F4A1 idee licht|idea bulb
1F389 konfetti feier glückwunsch|tada party congrats
1F38A konfettiball|confetti
1F381 geschenk|gift present
1F382 torte geburtstag|cake birthday
1F388 ballon|balloon
1F3C6 pokal|trophy
1F947 gold erster|gold first
1F37B prost bier|cheers beer
1F942 anstoßen sekt|cheers toast
1F377 wein|wine
2615 kaffee tee|coffee tea
1F375 tee|tea
1F370 kuchen|cake
1F36A keks|cookie
1F366 eis|ice cream
1F355 pizza|pizza
1F354 burger|burger
1F34E apfel|apple
1F95A ei|egg
1F33B blume sonnenblume|sunflower
1F339 rose blume|rose flower
1F490 blumenstrauß|bouquet
1F340 klee glück|clover luck
1F332 baum tanne|tree
2600 sonne|sun
26C5 wolken sonne|cloudy
1F327 regen|rain
2744 schnee kalt|snow cold
1F308 regenbogen|rainbow
1F697 auto|car
1F69A lieferwagen versand|truck delivery
1F6B2 fahrrad|bike
2708 flugzeug|plane
1F686 zug bahn|train
1F6A2 schiff|ship
1F3E0 haus zuhause|house home
1F3EA laden geschäft|shop store
1F3E2 büro|office
1F4E6 paket versand|parcel package
1F4EC briefkasten post|mailbox
1F4E7 e-mail|email
1F4DE telefon anruf|phone call
1F4F1 handy|mobile phone
1F4BB computer laptop|computer laptop
1F5A8 drucker|printer
1F4F7 kamera foto|camera photo
1F3A5 video film|video film
1F50B akku batterie|battery
1F50C stecker strom|plug power
1F527 werkzeug reparatur|wrench repair
1F6E0 werkzeuge reparatur|tools repair
1F529 schraube|bolt
1F512 schloss sicher|lock secure
1F511 schlüssel|key
1F50D suche lupe|search
1F4C4 dokument seite|document page
1F4CB liste klemmbrett|clipboard list
1F4CE anhang klammer|paperclip attachment
1F4DD notiz schreiben|note write
1F4C5 kalender termin|calendar date
23F0 wecker zeit|alarm time
23F3 sanduhr warten|hourglass wait
1F552 uhr|clock
1F4B6 geld euro|money euro
1F4B3 karte zahlung|card payment
1F9FE rechnung beleg|receipt invoice
1F6D2 einkaufswagen|cart shopping
1F6CD einkauf taschen|shopping bags
1F4CD ort stecknadel|pin location
1F5FA karte|map
1F30D welt erde|world earth
1F415 hund|dog
1F408 katze|cat
1F41D biene|bee`;

export interface Emoji {
  sign: string;
  words: string;
  /** The first German and the first English word. */
  names: { de: string; en: string };
}

/** Signs that are shown in black and white without a variation selector behind them. */
const sign = (code: number): string => String.fromCodePoint(code) + (code < 0x1f000 || [0x1f327, 0x1f5a8, 0x1f6e0, 0x1f6cd, 0x1f5fa].includes(code) ? '\uFE0F' : '');

export const EMOJI: readonly Emoji[] = LIST.split('\n').map((line) => {
  const at = line.indexOf(' ');
  const [de = '', en = ''] = line.slice(at + 1).split('|');
  return { sign: sign(Number.parseInt(line.slice(0, at), 16)), words: `${de} ${en}`, names: { de: de.split(' ')[0] ?? '', en: en.split(' ')[0] ?? '' } };
});

/** Those with a word that begins with the query; the best first. */
export function findEmoji(query: string, most = EMOJI.length): Emoji[] {
  const wanted = query.trim().toLowerCase();
  if (wanted === '') return EMOJI.slice(0, most);
  const rank = (emoji: Emoji): number => {
    const words = emoji.words.split(' ');
    if (words.includes(wanted)) return 0;
    return words.some((word) => word.startsWith(wanted)) ? 1 : 2;
  };
  return EMOJI.map((emoji) => ({ emoji, at: rank(emoji) }))
    .filter(({ at }) => at < 2)
    .sort((a, b) => a.at - b.at)
    .slice(0, most)
    .map(({ emoji }) => emoji);
}
