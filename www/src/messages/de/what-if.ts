/** What is said about other amounts, budgets, ranges, sizes and lifetimes, in German. */
import type { WhatIf, Where } from '../en/what-if.ts';
import { EVERY, counted, list, months, term } from './words.ts';

function where({ from, to, both, exact }: Where): string {
  const about = exact ? '' : 'etwa ';
  if (from === null && to === null) return 'bei jeder betrachteten Menge';
  if (from === null) return `bis ${about}${to ?? ''}`;
  return to === null ? `ab ${about}${from}` : `von ${about}${both}`;
}

const leave = (lost: string | null) => (lost === null ? '.' : `; wer früher geht, verliert bis zu ${lost}.`);

export const w: WhatIf = {
  status: {
    working: 'Wird berechnet …',
    workingOf: (done, all) => `Wird berechnet … ${done} von ${all}`,
    updating: 'Wird an Ihre Eingaben angepasst …',
    waiting: '…',
    done: 'Berechnet.',
    failed:
      'Das konnte nicht berechnet werden, weil der Rechner stehen blieb. Ändern Sie einen Wert, um es erneut zu versuchen.',
  },
  money: {
    dearer: (money) => `${money} mehr`,
    cheaper: (money) => `${money} weniger`,
    same: 'gleich viel',
    withPercent: (words, percent) => `${words} (${percent})`,
    atMost: (money) => `höchstens ${money}`,
    total: (money, count) => `${money} für ${months(count)}`,
  },
  axis: {
    all: 'Alle Nutzung',
    choose: 'Was sich ändert',
    uses: ({ per, people }) =>
      `${people === undefined || people === '1' ? 'Nutzungen' : 'Nutzungen je Person'} ${EVERY[per]}`,
    credits: (plural) => `${plural} pro Monat`,
    factor: 'mal Ihre Nutzung',
    times: (factor) => (factor === '1' ? 'Ihre Nutzung' : `${factor} mal Ihre Nutzung`),
    amount: (number, unit) => `${number} ${unit}`,
    range: (from, to) => `${from} bis ${to}`,
    most: 'Bis zu',
    mostTimes: (times) => `${times} mal Ihrer Nutzung`,
  },
  winner: {
    plans: (names) => names.join(' + '),
    plan: term,
    prepaid: 'Credits im Voraus, ohne Tarif',
    pay_as_you_go: 'Zahlung nach Verbrauch',
    nothing: 'Nichts zu kaufen',
    uncovered: 'Nicht käuflich',
    not_found: 'Keine Antwort innerhalb der Suchgrenze',
  },
  amounts: {
    title: 'Kosten bei anderen Mengen',
    desc: (from, to) =>
      `Liniendiagramm der geringsten Kosten von ${from} bis ${to}. Die Sätze und die Tabelle darunter sagen dasselbe.`,
    best: 'Bester Kaufweg',
    open: 'Nicht nachgewiesen: Der beste Weg kann weniger kosten, bis hierher',
    ways: 'Nur ein Kaufweg',
    waysMore: (count) => counted(count, 'weiterer Weg', 'weitere Wege'),
    slider: 'Menge der Nutzung',
    here: 'Sie sind hier',
    read: (amount) => `Bei ${amount}`,
    readHere: (amount) => `Sie sind hier: ${amount}`,
    pays: (money, count) => `${money} für ${months(count)}`,
    spoken: (amount, money, way) => `${amount}: ${money}, ${way}`,
    spokenHere: (words) => `Sie sind hier. ${words}`,
    between: (low) => `nicht nachgewiesen; nichts kostet weniger als ${low}`,
    hint: 'Ziehen Sie die Marke oder nutzen Sie die Pfeiltasten.',
    use: 'Diese Menge übernehmen',
    back: 'Zurück zu meiner Nutzung',
    exactly: 'Die genauen Wechselpunkte werden gesucht …',
    winsTitle: 'Welcher Weg wann gewinnt',
    wins: (name, place) => `${name} gewinnt ${where(place)}.`,
    free: (place) => `Nichts ist zu bezahlen ${where(place)}.`,
    uncovered: (place) => `Nichts Erhältliches genügt ${where(place)}.`,
    notFound: (place) => `Innerhalb der Suchgrenze fand sich kein Weg ${where(place)}.`,
    notExact:
      'Was mit „etwa“ oder mit einer möglichen Ersparnis gesagt wird, ließ sich nicht für jede Menge dazwischen nachweisen.',
    less: (money) => `– dort kann ein anderer Weg günstiger sein, um höchstens ${money}`,
    mayFall:
      'Hier kann mehr Nutzung weniger kosten; zwischen den betrachteten Mengen ist daher nichts nachgewiesen.',
    singleTitle: 'Wenn Sie nur auf eine Art kaufen',
    all: (count) => `Alle ${count} zeigen`,
    table: 'Dasselbe als Tabelle',
    cost: 'Beste Kosten',
    what: 'Was zu kaufen ist',
    none: 'nicht käuflich',
    unknown: 'nicht gefunden',
  },
  budget: {
    amount: 'Budget',
    per: 'Für',
    pers: { month: 'einen Monat, im Durchschnitt', horizon: 'den ganzen Zeitraum' },
    ask: 'Geben Sie einen Geldbetrag ein.',
    covers: (money, amount, factor) =>
      factor === null
        ? `${money} decken ${amount}.`
        : `${money} decken ${amount}, ${factor} mal Ihre Nutzung.`,
    coversSo: (money, amount) => `${money} decken mindestens ${amount}; es wird weitergesucht …`,
    aMonth: (money) => `${money} pro Monat`,
    inMonths: (money, count) => `${money} in ${counted(count, 'Monat', 'Monaten')}`,
    how: 'Kaufen',
    costs: 'Es kostet',
    left: 'Übrig',
    nothingLeft: 'nichts',
    none: (money) => `${money} decken nichts: Schon der kleinste Kauf kostet mehr.`,
    limits: {
      budget: '',
      offers: 'Ein größeres Budget brächte nicht mehr: Nichts Erhältliches deckt mehr Nutzung.',
      numbers: 'Es deckt so viel Nutzung, wie gesucht wurde; mehr ist keine Frage des Geldes.',
    },
    oneMore: (money) => `Der nächste Schritt kostet ${money}.`,
    notExact: (most) =>
      most === null
        ? 'Nicht als Höchstes nachgewiesen: Es kann mehr gedeckt sein.'
        : `Nicht als Höchstes nachgewiesen: Es kann mehr gedeckt sein, sicher aber nicht mehr als ${most}.`,
    monthly: 'Ein einzelner Monat kann mehr kosten als der Durchschnitt.',
    uses: 'Wie oft das ist',
    feature: 'Funktion',
    now: 'Jetzt',
    then: 'Dann',
    events: (times) => `× ${times}`,
    times: (times, line) => `${times} ${EVERY[line.per]}`,
    use: 'Diese Menge übernehmen',
  },
  ranges: {
    over: 'Was anders sein kann',
    overs: { percent: 'Alle Nutzung', growth: 'Wachstum', inputs: 'Unbekannte Angaben' },
    percent: 'Weniger oder mehr um',
    percentUnit: '%',
    low: 'Geringstes Wachstum',
    high: 'Höchstes Wachstum',
    growthUnit: '% pro Monat',
    scenario: { low: 'Wenig', typical: 'Üblich', high: 'Viel' },
    factors: 'Das sind feste Faktoren, keine Wahrscheinlichkeiten.',
    choice: 'Jetzt nehmen',
    title: 'Was jetzt zu nehmen ist und worauf es hinausläuft',
    best: 'Bestmöglich',
    worst: 'Größtes Bedauern',
    nothing: 'Noch nichts',
    names: (names) => names.join(' + '),
    copies: (name, count) => (count === 1 ? name : `${name} ×\u00a0${count}`),
    recommended: 'am günstigsten bei üblicher Nutzung',
    steadiest: 'geringstes Bedauern',
    regret: (money) => `+${money}`,
    noRegret: 'am besten',
    waiting: '…',
    impossible: 'genügt nicht',
    ranOut: 'nicht gefunden',
    advice: (name, money) =>
      `Nehmen Sie jetzt ${name}: Was auch kommt, Sie zahlen höchstens ${money} mehr als im besten Fall.`,
    adviceBest: (name) => `Nehmen Sie jetzt ${name}: Was auch kommt, nichts anderes wäre günstiger gewesen.`,
    adviceNothing: (money) =>
      `Kaufen Sie im ersten Monat nichts: Was auch kommt, Sie zahlen höchstens ${money} mehr als im besten Fall.`,
    adviceNothingBest:
      'Kaufen Sie im ersten Monat nichts: Was auch kommt, nichts anderes wäre günstiger gewesen.',
    notProved:
      'Nicht alle Kosten sind als günstigste nachgewiesen: Mit „≤“ markiertes Bedauern kann kleiner sein.',
    upTo: (money) => `≤ ${money}`,
    noSteady: 'Keine heutige Wahl genügt in jedem Fall.',
    adapts: 'Alles nach dem ersten Monat richtet sich nach der Nutzung, wie sie sich ergibt.',
    more: (count) => counted(count, 'weitere Wahl', 'weitere Möglichkeiten'),
  },
  sizes: {
    sizeTitle: 'Größere oder kleinere Pakete',
    bigger: (size, instead, words) => `${instead} statt ${size}: ${words}.`,
    notBought: (words) => `${words}, denn ohne beide ist es günstiger`,
    costsMore: (money, percent) => `${money} teurer (${percent})`,
    saves: (money, percent) => `${money} günstiger (${percent})`,
    same: 'kostet gleich viel',
    impossible: 'würde für die Nutzung nicht genügen',
    ranOut: 'keine Antwort innerhalb der Suchgrenze',
    atMost: (words) => `höchstens ${words}`,
    expires: (credits) => `${credits} verfallen`,
    left: (credits) => `${credits} am Ende übrig`,
    nothingWasted: 'nichts verfällt',
    none: 'Der beste Kaufweg nimmt keine Pakete und keine Aufladungen; es gibt keine andere Größe zum Vergleich.',
    size: 'Statt',
    instead: 'Nehmen',
    cost: 'Kostet',
    difference: 'Unterschied',
    lost: 'Verfällt',
    recommended: 'Wie empfohlen',
    timingTitle: 'Jetzt kaufen oder warten',
    atOnce: 'Alles im ersten Monat',
    whenNeeded: 'Jedes Paket erst, wenn das Guthaben ausgeht',
    atOnceSays: (words) => `Alles im ersten Monat zu kaufen ${words}.`,
    whenNeededSays: (words) => `Zu warten, bis das Guthaben ausgeht, ${words}.`,
    would: {
      more: (money) => `würde ${money} mehr kosten`,
      less: (money) => `würde ${money} weniger kosten`,
      same: 'würde gleich viel kosten',
      forbidden: 'erlauben die Regeln der Angebote nicht',
    },
    stops: (credits) => `lässt Nutzung von ${credits} ungedeckt`,
    spares: (count) => `erspart ${counted(count, 'Kauf', 'Käufe')}`,
    and: (parts) => list.format(parts),
    when: 'Wann',
    uncovered: 'Nicht gedeckt',
    termTitle: 'Monatlich oder jährlich',
    pays: (name, count, lost) =>
      `${name}: Das Jahr lohnt sich, wenn Sie mindestens ${months(count)} bleiben${leave(lost)}`,
    paysBetween: (name, from, until, lost) =>
      `${name}: Das Jahr lohnt sich, wenn Sie ${from} bis ${until} Monate bleiben${leave(lost)}`,
    never: (name, count) =>
      `${name}: Das Jahr lohnt sich innerhalb von ${counted(count, 'Monat', 'Monaten')} nicht.`,
    notEnough: (name) => `${name} genügt für diese Nutzung nicht; es gibt nichts zu vergleichen.`,
    alone: (name, alone) => (alone ? `${name} allein` : `${name} mit dem, was sonst erhältlich ist`),
    stay: 'Wenn Sie bleiben',
    months,
    byMonth: 'Monatlich',
    byYear: 'Jährlich',
    termTable: (name) => `${name}: jede Dauer bis 24 Monate`,
    yearDifference: 'Das Jahr kostet',
    notCovered: 'genügt nicht',
    notAllowed: 'nicht erlaubt',
    noTerms: 'Kein Tarif wird sowohl monatlich als auch jährlich verkauft.',
  },
  lives: {
    title: 'Dieselbe Nutzung bei anderer Gültigkeit',
    rule: 'Wenn Credits gälten',
    published: 'Wie veröffentlicht',
    asPublished: 'wie veröffentlicht',
    bought: (count) =>
      count === null ? 'Gekaufte Credits: für immer' : `Gekaufte Credits: ${months(count)}`,
    plans: (count) =>
      count === null
        ? 'Tarif-Credits: solange der Tarif bezahlt wird'
        : count === 0
          ? 'Tarif-Credits: kein Übertrag'
          : `Tarif-Credits: ${months(count)} übertragbar`,
    cost: 'Kosten',
    difference: 'Unterschied',
    expires: 'Verfällt ungenutzt',
    worth: (credits, money) => `${credits}, Wert ${money}`,
    nothing: 'nichts',
    best: (rule, money) => `Am meisten hülfe die Regel „${rule}“: ${money} weniger.`,
    noneHelps: 'Keine andere Gültigkeit würde diese Nutzung günstiger machen.',
    worst: (rule, money) => `Am meisten kosten würde „${rule}“: ${money} mehr.`,
    none: 'Dieses Preisbuch verkauft keine Credits, deren Gültigkeit sich ändern ließe.',
    impossible: 'nicht käuflich',
    ranOut: 'nicht gefunden',
    notProved: 'Mit „≈“ markierte Unterschiede bestehen zwischen Kosten, die nicht beide nachgewiesen sind.',
    about: (money) => `≈ ${money}`,
  },
};
