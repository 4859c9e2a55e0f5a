/** What the page says of taking a calculation away and of keeping it, in German. */
import type { Messages } from '../en/page.ts';
import type { Wanted } from '../../take/check.ts';
import { counted, list, months, tax } from './words.ts';

const WANTED: Record<Wanted, string> = {
  text: 'ein kurzer Text',
  id: 'eine Kennung: Kleinbuchstaben, Ziffern, „.“, „_“ und „-“',
  count: 'eine ganze Zahl',
  flag: 'true oder false',
  list: 'eine Liste',
  object: 'ein Objekt',
  word: 'eines der hier erlaubten Wörter',
};

const proved = (is: boolean) => (is ? ', nachweislich am günstigsten' : '');

export const take: Messages['take'] = {
  undo: 'Rückgängig',
  redo: 'Wiederholen',
  reset: 'Zurücksetzen',
  resetTo: (preset) => `Alles wie in „${preset}“`,
  resetAll: 'Alles wie am Anfang',
  bar: 'Mitnehmen',
  close: 'Schließen',
  link: {
    copy: 'Link kopieren',
    copied: (letters) => `Link kopiert (${letters} Zeichen). Wer ihn öffnet, erhält eine Kopie.`,
    onlyHere: 'Link kopiert. Er öffnet diese Datei und funktioniert daher nur auf diesem Computer.',
    byHand: 'Diesen Link kopieren:',
    bookLeftOut:
      'Das Preisbuch ist zu groß für den Link: Senden Sie seine Datei mit. Der Link stellt die Eingaben wieder her, wenn die Datei geöffnet wird.',
    refused: (why) =>
      ({
        newer:
          'Dieser Link stammt von einer neueren Fassung dieser Seite. Laden Sie die Seite neu und öffnen Sie den Link noch einmal.',
        forged: 'Dieser Link stammt nicht von dieser Seite; daher wird nichts daraus verwendet.',
        too_long: 'Dieser Link ist länger als alle dieser Seite; daher wird nichts daraus verwendet.',
        unreadable:
          'Dieser Link ist beschädigt: Nichts davon war lesbar. Bitten Sie noch einmal um den ganzen Link.',
      })[why],
    copyOf: (made) =>
      `Sie sehen die Kopie einer Berechnung, geteilt am ${made}. Was Sie ändern, bleibt bei Ihnen; der Link bleibt, wie er ist.`,
    changed: (from, to) => `Das Preisbuch hat sich seitdem geändert: von ${from} zu ${to}.`,
    edition: (version, date) => (version === null ? `Preise vom ${date}` : `${version} (Preise vom ${date})`),
    changedSame: 'Das Preisbuch hat sich seitdem geändert, obwohl Fassung und Datum gleich sind.',
    engineChanged: 'Das Preisbuch ist dasselbe; der Rechner hat sich seitdem geändert.',
    cost: (then, thenProved, now, nowProved) =>
      `Damals ergab es ${then}${proved(thenProved)}; jetzt ergibt es ${now}${proved(nowProved)}`,
    dearer: (money) => `: ${money} mehr.`,
    cheaper: (money) => `: ${money} weniger.`,
    sameCost: (money) => `Es ergibt ${money}, wie damals.`,
    costWhole: (then) => `Im Ganzen ergab es damals ${then}.`,
    costThen: (then) => `Damals ergab es ${then}; jetzt lässt es sich nicht kaufen.`,
    lostLines: (lost, of) =>
      `Der Link ist beschädigt: ${lost} von ${counted(of, 'Zeile', 'Zeilen')} der Nutzung waren nicht lesbar. Der Rest ist da.`,
    lostSettings:
      'Der Link ist beschädigt: Zeitraum, Wachstum, Personen und Guthaben waren nicht lesbar und sind wie am Anfang.',
    lostUnknown:
      'Der Link enthält etwas, das diese Fassung der Seite nicht kennt; es wurde weggelassen. Laden Sie die Seite neu und öffnen Sie den Link noch einmal.',
    lostBook: 'Das Preisbuch im Link ist beschädigt.',
    bookMissing: (name) =>
      `Das Preisbuch „${name}“ kam nicht mit dem Link. Öffnen Sie seine Datei, dann erscheinen die Eingaben.`,
    featuresGone: (names) =>
      `Diese hat das Preisbuch nicht mehr; sie wurden weggelassen: ${list.format(names)}.`,
  },
  print: {
    button: 'Drucken oder PDF',
    fileTitle: (book, day) => `${book}, Angebot vom ${day}`,
    title: (book) => `${book}: Credits und was sie kosten`,
    made: (day) => `Angebot vom ${day}`,
    period: (count, from, to) => `${months(count)}, ${from} bis ${to}`,
    prices: (day, version) => (version === null ? `Preise vom ${day}` : `Preise vom ${day}, ${version}`),
    proved: 'Nachweislich am günstigsten: Kein Kaufweg in diesem Preisbuch kostet weniger.',
    noWay: 'Dieses Preisbuch bietet keinen Weg, sie zu kaufen.',
    buy: 'Was zu kaufen ist',
    when: 'Wann',
    times: (count, first, last) => `${count} Mal, ${first} bis ${last}`,
    usage: 'Wofür es ist',
    work: 'Arbeit',
    often: 'Wie oft',
    working: 'Credits für eine',
    inAll: 'Credits insgesamt',
    not: (name) => `${name}: nein`,
    named: (name, value) => `${name}: ${value}`,
    team: (id) => `Team ${id}`,
    teamOf: (id, people) => `Team ${id}: ${list.format(people)}.`,
    onDays: (days) => `an ${counted(days, 'Tag', 'Tagen')} im Monat`,
    success: (percent) => `${percent} gelingen`,
    growth: (percent) => `Wachstum: ${percent} pro Monat.`,
    season: (factors) => `Saison: ${list.format(factors)}; andere Monate wie üblich.`,
    factor: (month, factor) => `${month} × ${factor}`,
    newCustomer: 'Neukunde.',
    oldCustomer: 'Kein Neukunde.',
    has: (credits, until) =>
      until === null ? `Schon vorhanden: ${credits}.` : `Schon vorhanden: ${credits}, nutzbar bis ${until}.`,
    slow: 'Ein langsamer oder kostenloser Modus genügt.',
    other: (way, cost) => `${way}: ${cost}.`,
    until: 'Bis wann',
    more: (count) => `und ${count} weitere`,
    pricesFrom: (book, day, version, isTaxIn) =>
      `Preise: ${book}, vom ${day}${version === null ? '' : `, ${version}`}, ${tax(isTaxIn)}.`,
    again: 'Diese Berechnung öffnen und ändern:',
    file: 'die Datei des Rechners',
  },
  download: {
    menu: 'Herunterladen',
    quote: 'Angebot als Tabelle (CSV)',
    statement: 'Verlauf Tag für Tag (CSV)',
    json: 'Alles (JSON)',
    calendar: 'Letzte nutzbare Tage (Kalender)',
    done: (name) => `Gespeichert als ${name}.`,
    nothing: 'Es gibt noch keine Antwort zum Speichern.',
    noDays: 'Keine Credits enden an einem Tag; für einen Kalender gibt es nichts.',
    fileKinds: {
      quote: 'angebot',
      statement: 'verlauf',
      json: 'angebot',
      calendar: 'letzte-tage',
      scenarios: 'szenarien',
    },
  },
  table: {
    section: 'Abschnitt',
    sections: {
      usage: 'Nutzung',
      need: 'Benötigte Credits',
      buy: 'Kaufen',
      expires: 'Verfällt ungenutzt',
      left: 'Am Ende übrig',
    },
    day: 'Tag',
    what: 'Was',
    detail: 'Einzelheit',
    quantity: 'Anzahl',
    amount: 'Betrag',
    currency: 'Währung',
    lastUsable: 'Letzter nutzbarer Tag',
    total: 'Summe',
    fee: (amount) => `einschließlich Gebühr von ${amount}`,
    type: 'Art der Credits',
    source: 'Aus',
    credits: 'Anzahl Credits',
    balance: 'Guthaben',
    had: 'Credits, die Sie haben',
    events: { grant: 'Erhalten', loss: 'Verfallen' },
    used: 'Im Monat genutzt',
    charged: 'Im Monat zusätzlich berechnet',
    leftAtEnd: 'Rest am Monatsende',
  },
  calendar: {
    name: (book) => `Credits: ${book}`,
    summary: (credits, source) => `Letzter Tag für ${credits} (${source})`,
    had: 'Credits, die Sie haben',
    unused: (credits, worth) =>
      `Nach Plan verfallen davon ${credits} ungenutzt${worth === null ? '' : `, Wert ${worth}`}.`,
    left: (credits) => `Nach Plan sind davon am Ende des Zeitraums noch ${credits} da.`,
    used: 'Nach Plan sind bis dahin alle genutzt.',
    about: (book, asOf, made) => `${book}, Preise vom ${asOf}; berechnet am ${made}.`,
  },
  scenarios: {
    open: 'Szenarien',
    title: 'Szenarien',
    about: 'Berechnungen unter einem Namen. Sie bleiben in diesem Browser; eine Datei nimmt sie mit.',
    name: 'Was auf der Seite steht, speichern als',
    save: 'Speichern',
    none: 'Es gibt noch keine.',
    rename: 'Umbenennen',
    renameThis: (name) => `${name} umbenennen`,
    newName: (name) => `Neuer Name für ${name}`,
    cancel: 'Abbrechen',
    remove: 'Löschen',
    removeThis: (name) => `${name} löschen`,
    saved: (name) => `Gespeichert als „${name}“.`,
    replaced: (name) => `„${name}“ wurde ersetzt.`,
    renamed: (from, to) => `„${from}“ heißt jetzt „${to}“.`,
    removed: (name) => `„${name}“ wurde gelöscht.`,
    takenBack: 'Es ist wieder wie vorher.',
    added: (count) => `${counted(count, 'Szenario', 'Szenarien')} hinzugefügt.`,
    export: 'Als Datei exportieren',
    import: 'Datei importieren …',
    fileName: 'credits',
    opened: (made) => `Dieses Szenario wurde am ${made} gespeichert.`,
    fileEmpty: 'In dieser Datei sind keine Szenarien.',
    fault: (fault) =>
      fault.kind === 'json'
        ? `Diese Datei ist beschädigt oder keine Szenariendatei: ${fault.detail}.`
        : fault.kind === 'format'
          ? 'Das ist keine Szenariendatei: Sie beginnt nicht mit "format": "credit-scenarios/1".'
          : 'Diese Datei ist zu groß für eine Szenariendatei.',
    moreFaults: (count) => `Und ${counted(count, 'weitere Stelle', 'weitere Stellen')}.`,
    notKept:
      'Der Speicher Ihres Browsers ist voll oder gesperrt; es ist nur da, bis dieser Tab geschlossen wird. Exportieren Sie es als Datei, um es zu behalten.',
  },
  offline: {
    newer: 'Es gibt eine neuere Fassung dieser Seite. Beim Wechsel bleibt alles, was Sie eingegeben haben.',
    reload: 'Jetzt wechseln',
  },
  otherHost:
    'Ein Preisbuch eines fremden Servers wird nicht geholt: Diese Seite fragt keinen anderen Server. Laden Sie die Datei herunter und öffnen Sie sie hier.',
  kept: {
    notKept:
      'Ihr Browser behält für diese Seite nichts: Wird der Tab geschlossen, sind die Eingaben weg. Ein kopierter Link oder eine exportierte Datei bewahrt sie.',
    restored: 'Das haben Sie beim letzten Mal eingegeben.',
    startAnew: 'Neu beginnen',
  },
  misfit: (path, wanted) => `${path === '' ? 'Die Datei' : path}: erwartet wird ${WANTED[wanted]}.`,
};
