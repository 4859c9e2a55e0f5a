/** What the page says about files of real events, in German. */
import type { Messages } from '../en/page.ts';
import { list } from './words.ts';

const PACES = {
  each_day: 'jeder Tag wie ein durchschnittlicher der Datei',
  each_month: 'die ganze Datei einmal im Monat',
};

const counted = (count: string) => (count === '1' ? '1 Ereignis' : `${count} Ereignisse`);
const rows = (count: string) => (count === '1' ? '1 Zeile' : `${count} Zeilen`);
const by = (percent: string | null) => (percent === null ? '' : ` (${percent})`);

export const events: Messages['events'] = {
  open: 'Datei echter Ereignisse verwenden',
  about:
    'Eine CSV-Datei dessen, was wirklich getan wurde, ein Ereignis je Zeile. Sie wird auf diesem Gerät gelesen und nirgendwohin gesendet.',
  title: 'Echte Ereignisse aus einer Datei',
  close: 'Schließen',
  failed: (detail) =>
    `Die Datei konnte nicht gelesen werden: ${detail} Ihre Eingaben sind noch da; versuchen Sie es erneut.`,
  refused: 'So lässt es sich nicht lesen:',
  stale: 'Das Preisbuch hat sich geändert, seit diese Datei berechnet wurde.',
  choose: {
    drop: 'CSV hier ablegen oder',
    pick: 'Datei wählen',
    paste: 'Oder die Zeilen einfügen',
    pasteAbout: 'Mit der Kopfzeile, so wie sie aus einer Tabelle oder einem Protokoll kommen.',
    look: 'Diese Zeilen ansehen',
    pasted: 'Eingefügte Zeilen',
    other: 'Andere Datei',
  },
  mapping: {
    title: 'Was die Spalten sagen',
    about: (name) =>
      `Die ersten Zeilen von ${name}. Sagen Sie, was jede Spalte ist; der Rest wird weggelassen.`,
    column: (number) => `Spalte ${number}`,
    says: (column) => `${column} enthält`,
    nothing: 'Nicht verwendet',
    time: 'Zeit',
    feature: 'Funktion',
    success: 'Ob es gelang',
    inputs: 'Angaben',
    input: (name, unit) => (unit === null ? name : `${name} (${unit})`),
    factor: (column) => `${column}, mal`,
    factors: [
      ['1', '× 1'],
      ['0.001', '× 0,001 (ms in s)'],
      ['0.000001', '× 0,000001 (in Millionen)'],
      ['1000', '× 1.000'],
      ['1000000', '× 1.000.000'],
      ['60', '× 60 (min in s)'],
      ['1/60', '÷ 60 (s in min)'],
      ['3600', '× 3.600 (h in s)'],
      ['1/3600', '÷ 3.600 (s in h)'],
    ],
    otherFactor: (factor) => `× ${factor}`,
    header: 'Die erste Zeile benennt die Spalten',
    separator: 'Zwischen den Zellen',
    separators: { ',': 'Komma', ';': 'Semikolon', '\t': 'Tabulator', '|': '|' },
    decimalComma: 'Dezimalzahlen sind als 1,5 geschrieben',
    timeForm: 'Zeiten sind geschrieben als',
    timeForms: {
      iso: '2026-11-01',
      day_first: 'Tag.Monat.Jahr',
      month_first: 'Monat/Tag/Jahr',
      seconds: 'Sekunden seit 1970',
      milliseconds: 'Millisekunden seit 1970',
    },
    oneFeature: 'Alle Ereignisse sind',
    noTime: (day) => `Keine Spalte sagt, wann: Für jedes Ereignis gelten die Preise vom ${day}.`,
    defaults: (names) =>
      `Keine Spalte enthält diese Angaben; Funktionen, die sie brauchen, werden mit den Vorgaben des Preisbuchs berechnet: ${list.format(names)}.`,
    leftInputs: 'Für jedes Ereignis gleich',
    price: 'Diese Ereignisse berechnen',
    scroll: 'Erste Zeilen der Datei',
  },
  reading: {
    title: (name) => `${name} wird berechnet`,
    progress: 'Fortschritt',
    rows: (count, unread) =>
      `${rows(count)} gelesen${unread === null ? '' : `, davon ${unread} nicht verstanden`}`,
    cancel: 'Abbrechen',
    cancelled: 'Abgebrochen. Nichts wurde geändert.',
  },
  unread: {
    title: (count, of) => `${rows(count)} von ${of} nicht lesbar`,
    about:
      'Sie sind in keiner Summe. Ändern Sie, was die Spalten sagen, berichtigen Sie die Datei oder lassen Sie sie weg.',
    first: (count) => `Die ersten ${count}`,
    line: (line, column) => (column === null ? `Zeile ${line}` : `Zeile ${line}, ${column}`),
    leave: (count) => `${rows(count)} weglassen`,
    left: (count) => `${rows(count)} weggelassen.`,
    names: 'Namen, die das Preisbuch nicht kennt',
    named: (name, count) => `${name} (${rows(count)})`,
    means: 'Keine Angabe',
    again: 'Mit diesen Namen neu berechnen',
    none: 'Keine Zeile dieser Datei ist lesbar.',
  },
  result: {
    title: (name) => `Was ${name} kostet`,
    total: (count, credits) => `${counted(count)}: ${credits}`,
    span: (first, last, days) =>
      first === last ? `Alle am ${first}.` : `Vom ${first} bis zum ${last}, ${days} Tage.`,
    undated: 'Keine Spalte sagt, wann sie waren; sie zählen als ein Tag.',
    plan: (name) =>
      `Berechnet für Kunden mit ${name}; bei den Eingaben gilt der Preis des jeweiligen Tarifs.`,
    noPlan: 'Berechnet für Kunden ohne Tarif; bei den Eingaben gilt der Preis des jeweiligen Tarifs.',
    rounding: {
      title: 'Was das Runden kostet',
      each: (plural) => `Das Preisbuch rundet jedes einzelne Ereignis (${plural}).`,
      together: (plural) =>
        `Das Preisbuch rundet die Summe eines Monats, nicht jedes einzelne Ereignis (${plural}).`,
      mixed: (plural) =>
        `Das Preisbuch rundet bei manchen Funktionen jedes Ereignis, bei anderen die Monatssumme (${plural}).`,
      eachAdds: (credits, percent) =>
        `Jedes Ereignis zu runden kostet gegenüber der Monatssumme ${credits} mehr${by(percent)}.`,
      eachSaves: (credits, percent) =>
        `Jedes Ereignis zu runden kostet gegenüber der Monatssumme ${credits} weniger${by(percent)}.`,
      would: (credits, percent) =>
        `Stattdessen jedes Ereignis zu runden würde ${credits} mehr kosten${by(percent)}.`,
      wouldSave: (credits, percent) =>
        `Stattdessen jedes Ereignis zu runden würde ${credits} weniger kosten${by(percent)}.`,
      same: 'Ob jedes Ereignis oder die Monatssumme gerundet wird, ergibt hier genau dasselbe.',
      caption: (plural) =>
        `Dieselben Ereignisse (${plural}), anders gerundet: so fein, wie das Preisbuch zählt, oder auf gröbere Schritte`,
      way: 'Rundung',
      ofMonths: 'Monatssumme',
      ofEach: 'Jedes Ereignis',
      up: (step) => `Jedes Ereignis, auf ${step} auf`,
      credits: 'Insgesamt',
      added: 'Mehr',
      percent: 'In Prozent',
    },
    byFeature: 'Nach Funktion',
    byMonth: 'Nach Monat',
    byDay: 'Nach Tag',
    feature: 'Funktion',
    events: 'Ereignisse',
    charged: 'Berechnet',
    failed: (count) => `${count} misslangen und kosteten nichts`,
    totalled: 'nach der Monatssumme berechnet',
    month: 'Monat',
    day: 'Tag',
    sum: 'Insgesamt',
    daysRounded: 'Tage sind zum Lesen gerundet; berechnet werden die Monate.',
    columns: 'Ändern, was die Spalten sagen',
  },
  use: {
    title: 'Mit diesen Ereignissen planen',
    pace: 'Künftige Monate',
    paces: { each_day: 'Nach dem Tagesdurchschnitt', each_month: 'Ganze Datei monatlich' },
    days: 'Die Datei umfasst',
    dayUnit: 'Tage',
    rule: {
      each_day: (days) =>
        days === '1'
          ? 'Jeder Tag eines Monats hat die Ereignisse der Datei einmal. Wachstum und Saison kommen hinzu; ein Ereignis kostet, was es im Durchschnitt kostete.'
          : `Ein Monat mit 30 Tagen hat die Ereignisse der Datei 30 ÷ ${days} Mal, einer mit 31 Tagen 31 ÷ ${days} Mal. Wachstum und Saison kommen hinzu; ein Ereignis kostet, was es im Durchschnitt kostete.`,
      each_month: () =>
        'Jeder Monat hat die Ereignisse der Datei einmal. Wachstum und Saison kommen hinzu; ein Ereignis kostet, was es im Durchschnitt kostete.',
    },
    beside: 'Meine Eingaben behalten',
    button: 'Als meine Nutzung übernehmen',
    used: 'Diese Ereignisse sind jetzt Ihre Nutzung.',
  },
  measured: {
    title: 'Gemessene Nutzung',
    about: (name, counts) => `${name}: ${list.format(counts)}.`,
    of: (count, feature) => `${count} × ${feature}`,
    span: (first, last) => (first === last ? first : `${first} bis ${last}`),
    remove: 'Gemessene Nutzung entfernen',
  },
  measuredLine: (count, { pace, days }) =>
    `${counted(count)} an ${days === 1 ? 'einem Tag' : `${days} Tagen`}, gemessen; ${PACES[pace]}`,
};
