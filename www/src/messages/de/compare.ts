/** What "Compare" says, in German. */
import type { Messages } from '../en/page.ts';
import { list } from './words.ts';

const by = (percent: string | null) => (percent === null ? '' : ` (${percent})`);

export const compare: Messages['compare'] = {
  title: 'Vergleichen',
  about: 'Bis zu vier Szenarien oder Preisbücher nebeneinander, mit dem Unterschied in Geld und Worten.',
  loading: 'Wird geladen …',
  notLoaded:
    'Dieser Teil konnte nicht geladen werden. Schließen und öffnen Sie ihn, um es erneut zu versuchen.',
  add: 'In den Vergleich aufnehmen',
  addThis: 'Aufnehmen',
  choose: 'Wählen …',
  now: 'Jetzt eingegeben',
  scenarios: 'Gespeicherte Szenarien',
  books: 'Preisbücher, gleiche Nutzung',
  openFile: 'Preisbuch öffnen …',
  full: 'Höchstens vier werden verglichen. Entfernen Sie eines, um ein anderes aufzunehmen.',
  remove: 'Entfernen',
  removeThis: (name) => `${name} aus dem Vergleich entfernen`,
  sameUsage: 'Die gleiche Nutzung',
  scenarioOf: (book, date) => `${book}, gespeichert am ${date}`,
  what: 'Was zu kaufen ist',
  cost: 'Kosten insgesamt',
  monthly: 'Kosten pro Monat',
  certainty: 'Wie sicher',
  difference: 'Gegenüber dem ersten',
  expires: 'Verfällt ungenutzt',
  left: 'Am Ende übrig',
  none: 'Nichts',
  first: 'Das ist das erste',
  notSubtracted: 'Nicht verrechnet',
  noDifference: 'Keiner',
  worth: (credits, money) => `${credits}, Wert ${money}`,
  more: (money, percent) => (percent === null ? `+${money}` : `+${money} (+${percent})`),
  less: (money, percent) => (percent === null ? `−${money}` : `−${money} (−${percent})`),
  cheapest: {
    certain: 'Am günstigsten',
    found: 'Günstigstes gefundenes',
    some: 'Günstigstes der vergleichbaren',
  },
  sentence: {
    first: 'Die anderen werden an diesem gemessen.',
    alone: (first) => `„${first}“ hat keine Kosten, an denen es zu messen wäre.`,
    same: (first) => `Kostet so viel wie „${first}“.`,
    more: (first, money, percent) => `Kostet ${money}${by(percent)} mehr als „${first}“.`,
    less: (first, money, percent) => `Kostet ${money}${by(percent)} weniger als „${first}“.`,
    unlike: {
      currency: (first) =>
        `Die Kosten sind in einer anderen Währung als die von „${first}“ und werden daher nicht verrechnet.`,
      period: (first) =>
        `Es umfasst eine andere Zahl von Monaten als „${first}“; die Gesamtkosten werden nicht verrechnet. Achten Sie auf die Kosten pro Monat.`,
      tax: (first) =>
        `Nur bei einem von beiden, diesem und „${first}“, sind Steuern enthalten; daher wird nicht verrechnet.`,
    },
    partly: 'Ein Teil der Nutzung ist in diesen Kosten nicht enthalten.',
    blocked: (credits) => `Nutzung von ${credits} würde verweigert.`,
    owed: (credits) => `${credits} wären am Ende noch offen.`,
  },
  notes: {
    lines: (names) => `Nicht in diesem Preisbuch, daher weggelassen: ${list.format(names)}.`,
    inputs: (feature, names) => `${feature}: dort nicht gefragt: ${list.format(names)}.`,
    assumed: (feature, names) => `${feature}: wie im Preisbuch vorgegeben: ${list.format(names)}.`,
    choice: (feature, input, choice) => `${feature}: ${input} hat dort kein „${choice}“.`,
    unit: (feature, input) => `${feature}: ${input} wird dort in einer anderen Einheit gezählt.`,
    seats: (names) => `Diese Personen haben in diesem Preisbuch keinen Platz: ${list.format(names)}.`,
    balance: 'Die Credits, die Sie schon haben, sind dort nicht nutzbar und daher weggelassen.',
    measured:
      'Echte Ereignisse aus einer Datei sind nur mit einem Preisbuch berechnet und daher weggelassen.',
    plan: 'Der gewählte Tarif wird dort nicht verkauft; jeder darf gekauft werden.',
    currency: (code) => `In ${code} wird dort nichts verkauft.`,
  },
  waiting: 'Wird berechnet …',
  waitsForUsage: 'Die Eingabe hat einen Fehler. Verglichen wird die letzte Antwort ohne Fehler.',
  nothingAlike:
    'Nichts von der Nutzung hat in diesem Preisbuch ein Gegenstück; es gibt keine Kosten zum Vergleich.',
  impossible: 'Was in diesem Preisbuch erhältlich ist, genügt für diese Nutzung nicht.',
  ranOut: 'Innerhalb der Suchgrenze fand sich kein Kaufweg.',
  bookFaulty: (fault) => `Das Preisbuch hat Fehler: ${fault}`,
  usageFaulty: (fault) => `Das Preisbuch kann für diese Nutzung nicht antworten: ${fault}`,
  noBook:
    'Das Preisbuch dieses Szenarios ist nicht hier. Öffnen Sie seine Datei und speichern Sie das Szenario erneut.',
  gone: 'Dieses Szenario ist nicht mehr im Browser gespeichert.',
  failed: 'Es konnte nicht berechnet werden. Ändern Sie einen Wert, um es erneut zu versuchen.',
  one: (name, cost) => `${name}: ${cost}`,
  done: (all, cheapest) =>
    `Verglichen. ${all.join('; ')}.${cheapest.length === 0 ? '' : ` Am günstigsten: ${list.format(cheapest)}.`}`,
};
