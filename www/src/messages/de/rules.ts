/** The rules of a price book, read aloud in German. */
import type { RoundingMode } from '../../engine/types.ts';
import type { Rules } from '../en/rules.ts';
import { locale } from './locale.ts';
import { counted, list, months, or } from './words.ts';

const ROUNDED: Record<RoundingMode, (to: string) => string> = {
  half_away: (to) => `gerundet auf ${to}`,
  half_even: (to) => `gerundet auf ${to} (die Hälfte zum geraden)`,
  up: (to) => `aufgerundet auf ${to}`,
  down: (to) => `abgerundet auf ${to}`,
  ceil: (to) => `aufgerundet auf ${to}`,
  floor: (to) => `abgerundet auf ${to}`,
};

const step = (size: string) => (size === '1' ? 'ganze Zahlen' : `Vielfache von ${size}`);
const whole = (size: string, credit: string) => (size === '1' ? `ganze Einheiten (${credit})` : size);
const window = (from: string | null, until: string | null) => {
  if (from === null) return `vor dem ${until ?? ''}`;
  return until === null ? `ab dem ${from}` : `ab dem ${from} und vor dem ${until}`;
};
const per = (count: number) =>
  ({
    1: 'pro Monat',
    3: 'pro Quartal',
    6: 'pro Halbjahr',
    12: 'pro Jahr',
    24: 'für zwei Jahre',
    36: 'für drei Jahre',
  })[count] ?? `für ${months(count)}`;

export const rules: Rules = {
  parts: {
    counting: 'Wie Credits gezählt werden',
    buying: 'Kaufen',
    expiry: 'Verfall und Übertrag',
    order: 'Welche Credits zuerst genutzt werden',
    zero: 'Wenn die Credits aufgebraucht sind',
    months: 'Monate, Rundung und Steuern',
  },
  search: 'Funktion suchen',
  found: (count) => counted(count, 'Funktion', 'Funktionen'),
  ungrouped: 'Andere Funktionen',
  asFormula: 'Als Formel',
  named: (names) => list.format(names),
  severalNames: (first, last, count) => `${first} bis ${last} (${count} Größen)`,
  costs: (what) => `Eine Nutzung kostet ${what}.`,
  costsByMonth: (what) =>
    `Ein Monat kostet ${what}. Gezählt wird die Summe des Monats, nicht die einzelne Nutzung.`,
  costsSum: 'Eine Nutzung kostet die Summe aus:',
  costsProduct: 'Eine Nutzung kostet dies miteinander malgenommen:',
  costsProductByMonth:
    'Ein Monat kostet dies miteinander malgenommen, gezählt an seiner Summe, nicht an der einzelnen Nutzung:',
  sumOf: 'die Summe aus:',
  productOf: 'dies miteinander malgenommen:',
  costsSumByMonth:
    'Ein Monat kostet die Summe aus Folgendem, gezählt an seiner Summe, nicht an der einzelnen Nutzung:',
  nothing: 'nichts',
  from: (date) => `Ab dem ${date}:`,
  until: 'Zunächst:',
  inType: (credit) => `In ${credit}:`,
  less: (what) => `abzüglich ${what}`,
  each: (unit) => `je ${unit}`,
  eachOf: (unit, name) => `je ${unit} (${name})`,
  eachStarted: (size, unit) => (unit === null ? `je angefangene ${size}` : `je angefangene ${size} ${unit}`),
  eachStartedOf: (size, of) => `je angefangene ${size} von ${of}`,
  blocks: (size, of) => `die Zahl der angefangenen Blöcke zu ${size} in ${of}`,
  times: (what) => `mal ${what}`,
  over: (what) => `geteilt durch ${what}`,
  when: (condition) => `wenn ${condition}`,
  one: '1',
  input: (name) => `„${name}“`,
  plan: 'der Tarif',
  planHeading: 'Tarif',
  noPlan: 'kein Tarif',
  isWithoutPlan: 'es keinen Tarif gibt',
  isWithPlan: 'es einen Tarif gibt',
  comma: (what) => `${what},`,
  minus: (what) => `minus ${what}`,
  plus: (parts) => parts.join(' plus '),
  bracket: (what) => `(${what})`,
  lookup: (table, by) => `die Zahl für ${list.format(by)} in der Tabelle „${table}“`,
  tiers: {
    graduated: (of, table) =>
      `der Preis von ${of} nach den Stufen „${table}“, jeder Teil zum Preis seiner Stufe`,
    volume: (of, table) =>
      `der Preis von ${of} nach den Stufen „${table}“, alles zum Preis der erreichten Stufe`,
  },
  feature: (name, given) =>
    given.length === 0 ? `so viel wie „${name}“` : `so viel wie „${name}“ mit ${list.format(given)}`,
  givenSame: (name) => `demselben Wert für „${name}“`,
  given: (name, value) => `„${name}“ gleich ${value}`,
  otherwise: (then, condition, other) => `${then}, wenn ${condition}, sonst ${other}`,
  smallest: (of) => `das Kleinste aus ${list.format(of)}`,
  largest: (of) => `das Größte aus ${list.format(of)}`,
  atLeast: (what, low) => `${what}, mindestens aber ${low}`,
  atMost: (what, high) => `${what}, höchstens aber ${high}`,
  size: (what) => `die Größe von ${what} ohne Vorzeichen`,
  rounded: (what, mode, size) => `${what} ${ROUNDED[mode](step(size))}`,
  isOn: (name) => `„${name}“ eingeschaltet ist`,
  isOff: (name) => `„${name}“ ausgeschaltet ist`,
  not: (condition) => `nicht ${condition}`,
  and: (conditions) => list.format(conditions),
  or: (conditions) => or.format(conditions),
  compare: {
    less: (one, other) => `${one} unter ${other} liegt`,
    at_most: (one, other) => `${one} höchstens ${other} ist`,
    greater: (one, other) => `${one} über ${other} liegt`,
    at_least: (one, other) => `${one} mindestens ${other} ist`,
    equal: (one, other) => `${one} gleich ${other} ist`,
    different: (one, other) => `${one} nicht ${other} ist`,
  },
  roundingUse: (mode, size, credit) => `Jede Nutzung wird ${ROUNDED[mode](whole(size, credit))}.`,
  roundingMonth: (mode, size, credit) =>
    `Nicht jede Nutzung, sondern die Summe des Monats wird ${ROUNDED[mode](whole(size, credit))}.`,
  range: (name, low, high, unit) => {
    const of = unit === null ? '' : ` ${unit}`;
    if (low === null) return `„${name}“ ist höchstens ${high ?? ''}${of}.`;
    return high === null
      ? `„${name}“ ist mindestens ${low}${of}.`
      : `„${name}“ liegt zwischen ${low} und ${high}${of}.`;
  },
  dependsOnPlan: 'Es hängt vom Tarif ab.',
  example: (inputs, cost, plan, byMonth) => {
    const on = plan === null ? '' : ` mit ${plan}`;
    const given = inputs.length === 0 ? '' : ` (${inputs.join('; ')})`;
    return `Beispiel: Eine Nutzung${byMonth ? ' im Monat' : ''}${on}${given} kostet ${cost}.`;
  },
  exampleInput: (name, value) => `${name} ${value}`,
  on: 'ein',
  off: 'aus',
  exampleWorking: (line) => `Rechenweg: ${line}`,
  table: {
    title: (name) => `Tabelle „${name}“`,
    entry: 'Eintrag',
    value: 'Wert',
    tiers: (name) => `Stufen „${name}“`,
    quantity: 'Menge',
    unit: 'Je Einheit',
    block: (unit, size) => `${unit} je angefangene ${size}`,
    flat: 'Feste Gebühr',
    most: 'Höchstens',
    upTo: (end) => `bis ${end}`,
    below: (end) => `unter ${end}`,
    rest: 'alles darüber',
    flatAtZero: 'Die feste Gebühr fällt auch bei einer Menge von 0 an.',
  },
  offers: { title: 'Was erhältlich ist', name: 'Angebot', price: 'Preis', credits: 'Umfang' },
  nothingOnSale: 'Dieses Preisbuch verkauft nichts; es zählt nur.',
  price: (money) => money,
  priceTerm: (money, term) => `${money} ${term}`,
  terms: per,
  notSold: 'nicht in dieser Währung erhältlich',
  free: 'kostenlos',
  none: 'keine',
  seatPrice: (money, seat) => `${money} je ${seat}`,
  seat: (name, included, min, max) => {
    const parts = [
      ...(included > 0 ? [`${included} im Preis des Tarifs enthalten`] : []),
      ...(min > 0 ? [`mindestens ${min} zu bezahlen`] : []),
      ...(max === null ? [] : [`höchstens ${max}`]),
    ];
    return `${name}: ${list.format(parts)}.`;
  },
  blockPrice: (money, credits) => `${money} je ${credits}`,
  topUpSizes: (low, high, block) =>
    high === null
      ? `Verkauft in Schritten von ${block}, ab ${low}.`
      : `Verkauft in Schritten von ${block}, von ${low} bis ${high}.`,
  byTiers: {
    graduated: (quantity, table) => `jeder Teil (${quantity}) zum Preis seiner Stufe: ${table}`,
    volume: (quantity, table) => `alles (${quantity}) zum Preis der erreichten Stufe: ${table}`,
  },
  purchase: 'Kauf',
  month: 'Credits eines Monats',
  tier: (range, unit, flat) => (flat === null ? `${range}: ${unit}` : `${range}: ${unit} und ${flat}`),
  tierList: (tiers) => tiers.join('; '),
  bonusFrom: (from, percent) => `Ab ${from} kommen ${percent} kostenlos hinzu.`,
  copies: (min, max) =>
    max === null
      ? `Mindestens ${min} werden auf einmal gekauft.`
      : min > 1
        ? `${min} bis ${max} können auf einmal gekauft werden.`
        : `Höchstens ${max} können auf einmal gekauft werden.`,
  limit: (count) =>
    count === 1 ? 'Ein Kunde kann es einmal kaufen.' : `Ein Kunde kann es ${count} Mal kaufen.`,
  limitAddOn: (count) => `Ein Kunde kann davon gleichzeitig ${count} haben.`,
  limitMonth: (count) =>
    count === 1 ? 'Es kann einmal im Monat gekauft werden.' : `Es kann ${count} Mal im Monat gekauft werden.`,
  requires: (plans) => `Nur solange ${or.format(plans)} läuft.`,
  window: (from, until) => `Erhältlich ${window(from, until)}.`,
  fee: (percent, least) =>
    least === null
      ? `Zum Preis kommt eine Gebühr von ${percent}.`
      : `Zum Preis kommt eine Gebühr von ${percent}, mindestens ${least}.`,
  giftNew: 'Für Neukunden am ersten Tag.',
  giftAll: 'Für jeden Kunden am ersten Tag.',
  addOn: 'Wird neben einem Tarif gekauft und mit jeder Laufzeit erneuert.',
  planTerm:
    'Es läuft immer nur ein Tarif; er wird am Anfang seiner Laufzeit bezahlt und wechselt, wenn sie endet.',
  gives: (credits, every, extras) =>
    `${[credits, every].filter((part) => part !== '').join(' ')}${extras.length === 0 ? '' : ` (${extras.join(', ')})`}`,
  every: {
    once: 'einmalig',
    purchase: '',
    term: 'am Anfang jeder bezahlten Laufzeit',
    month: 'jeden Monat',
    week: (day) => (day === null ? 'jede Woche' : `jeden ${day}`),
    day: 'jeden Tag',
  },
  weekday: (day) => new Intl.DateTimeFormat(locale.dates, { weekday: 'long', timeZone: 'UTC' }).format(day),
  refillTo: (level, all) =>
    all ? `aufgefüllt auf ${level}, alles Vorhandene mitgezählt` : `aufgefüllt auf ${level}`,
  perSeat: (seat) => (seat === null ? 'je Platz' : `je ${seat}`),
  private: 'nur für die jeweilige Person',
  bonus: 'als Bonus',
  onlyTerms: (terms) => `bei Zahlung ${or.format(terms)}`,
  grantWindow: (from, until) => `nur ${window(from, until)}`,
  cap: (credits, span, used) =>
    used ? `höchstens ${credits} ${span} genutzt` : `höchstens ${credits} ${span}`,
  perWeek: 'pro Woche',
  perMonth: 'pro Monat',
  balanceAtMost: (credits) => `nie über einem Guthaben von ${credits}`,
  ofGrant: (what, lives) => `${what} ${lives}.`,
  credits: (plural) => plural.charAt(0).toUpperCase() + plural.slice(1),
  creditsEach: (plural, every) => `${plural.charAt(0).toUpperCase()}${plural.slice(1)} ${every}`.trim(),
  anyCredits: (plural) => `${plural}, so viele wie gekauft`,
  lives: {
    never: 'verfallen nie',
    active: 'bleiben, solange der Tarif läuft',
    cycle: {
      once: 'enden mit dem Monat, in dem sie kommen',
      term: 'sind nutzbar bis zum Tag vor der nächsten Laufzeit',
      month: 'sind nutzbar bis zum Tag vor dem nächsten Monat des Tarifs',
      week: 'sind nutzbar bis zum Tag, bevor die nächsten wöchentlichen kommen',
      day: 'sind nur an dem Tag nutzbar, an dem sie kommen',
    },
    term: 'sind nutzbar bis zum letzten Tag der bezahlten Laufzeit',
    months: (count, usable) =>
      `sind ${months(count)} lang nutzbar (die von einem 5. bis einschließlich ${usable ? 'zum 5.' : 'zum 4.'})`,
    days: (days, usable) => {
      const span = counted(days, 'Tag', 'Tage');
      return usable
        ? `sind an dem Tag nutzbar, an dem sie kommen, und ${span} danach`
        : `sind ${span} lang nutzbar, den Tag, an dem sie kommen, mitgezählt`;
    },
  },
  noRollover: 'Nichts wird übertragen.',
  rollover: {
    plain: 'Was ungenutzt ist, wird übertragen.',
    atMost: (credits) =>
      `Höchstens ${credits} werden in den nächsten Monat übertragen; die ältesten darüber hinaus gehen verloren.`,
    total: (credits) => `Übertragene und neue zusammen sind höchstens ${credits}.`,
    percent: (percent) => `Von dem, was ein Monat ungenutzt lässt, werden ${percent} übertragen.`,
    last: 'Übertragenes wird nach dem Neuen genutzt.',
    first: 'Übertragenes wird vor dem Neuen genutzt.',
    kept: 'Sie bleiben, wenn der Tarif endet.',
    lost: 'Sie gehen verloren, wenn der Tarif endet.',
  },
  withoutPlan: {
    lostOwn: 'Sie gehen verloren, wenn der Tarif oder Zusatz endet.',
    lost: (plans) =>
      plans.length === 0
        ? 'Sie gehen verloren, wenn kein Tarif läuft.'
        : `Sie gehen verloren ohne ${or.format(plans)}.`,
    frozen: (plans, goesOn) =>
      `Ohne ${plans.length === 0 ? 'Tarif' : or.format(plans)} sind sie nicht nutzbar${goesOn ? ', und ihre Frist läuft weiter' : ''}.`,
  },
  onlyFor: (features) => `Sie gelten nur für ${list.format(features)}.`,
  grantsNothing: 'Keine Credits verfallen: Im Voraus werden keine verkauft.',
  order: {
    intro:
      'Wann immer etwas genutzt wird, werden die Credits in dieser Reihenfolge genommen; jede Zeile entscheidet, was die Zeilen darüber offen lassen:',
    by: {
      priority: 'die Reihenfolge, die das Preisbuch seinen Credits gibt (siehe unten)',
      expiry: 'was am frühesten verfällt zuerst, was nie verfällt zuletzt',
      free_first: 'kostenlose Credits vor bezahlten',
      cheapest_first: 'was am wenigsten gekostet hat zuerst',
      dearest_first: 'was am meisten gekostet hat zuerst',
      largest_first: 'die größte Zuteilung zuerst',
      oldest: 'die älteste zuerst',
    },
    tied: 'Was noch offen ist: die älteste Zuteilung zuerst, dann die Reihenfolge, in der sie kamen.',
    priorities: 'Die Reihenfolge, die das Preisbuch seinen Credits gibt',
    none: 'Alle Credits dieses Preisbuchs haben denselben Rang.',
    restricted: (name) => `${name} (nur für manche Funktionen)`,
    byDay:
      'Die Nutzung eines Monats verteilt sich gleichmäßig auf seine Tage. An jedem Tag verfallen zuerst Credits, deren Ende gekommen ist; dann kommen neue; dann wird die Nutzung des Tages abgezogen.',
    types: (types) => `Eine Art zahlt nie für eine andere: ${list.format(types)}.`,
    chargedLast:
      'Zahlung nach Verbrauch und Mehrverbrauch berechnen nur, was übrig ist, wenn alle nutzbaren Credits verbraucht sind.',
  },
  zero: {
    withoutPlan: 'Ohne Tarif',
    stop: 'Die Nutzung endet.',
    slow: 'Es geht ohne Kosten in einem langsamen oder freien Modus weiter. Für wen das nicht genügt:',
    carry: 'Das Guthaben sinkt unter 0, und die nächsten Credits gleichen es aus.',
    upgrade: (plan, atOnce) =>
      atOnce
        ? `Der Kunde wechselt sofort zu ${plan}.`
        : `Der Kunde wechselt mit dem nächsten Monat zu ${plan}; bis dahin geht die Nutzung ohne Kosten weiter.`,
    refill: (offer, at, inclusive) =>
      `Sobald das Guthaben ${inclusive ? 'auf' : 'unter'} ${at} fällt, wird das Angebot ${offer} gekauft.`,
    sizeOne: 'Jedes Mal wird die kleinste Menge gekauft.',
    sizeGap: 'Jedes Mal wird so viel gekauft, dass das Guthaben darüber steigt.',
    sizeTo: (level) => `Jedes Mal wird so viel gekauft, dass das Guthaben auf ${level} steigt.`,
    mostPerMonth: (count) =>
      count === 1 ? 'Höchstens einmal im Monat.' : `Höchstens ${count} Mal im Monat.`,
    amountPerMonth: (money) => `Höchstens ${money} im Monat.`,
    payAsYouGo: (offers) => `Was über das Guthaben hinausgeht, wird nachträglich berechnet, durch ${offers}.`,
    planner: 'Der günstigste Kaufweg überlässt nichts automatischen Käufen, Wechseln und Schulden.',
  },
  charge: {
    perCredit: (money, credit) => `${money} je ${credit} über das Guthaben hinaus, nachträglich.`,
    perBlock: (money, credits) =>
      `${money} je angefangene ${credits} über das Guthaben hinaus, nachträglich.`,
    perPart: (money, credits) =>
      `${money} je ${credits} über das Guthaben hinaus, Teile davon anteilig, nachträglich.`,
    tiers: (how) => `Was darüber hinausgeht, wird nachträglich berechnet, ${how}.`,
    discount: (percent) => `${percent} werden abgezogen.`,
    maximum: (money) => `Ein Monat kostet höchstens ${money}.`,
    minimum: (money) => `Ein Monat kostet mindestens ${money}.`,
    commitment: (money, factor) =>
      `Ein Monat kostet mindestens ${money}; was darüber liegt, wird mit ${factor} malgenommen.`,
    limitCredits: (credits) => `Die Nutzung endet bei ${credits} im Monat über das Guthaben hinaus.`,
    limitAmount: (money) => `Die Nutzung endet, bevor die Kosten eines Monats ${money} übersteigen.`,
    only: (features) => `Das gilt nur für ${list.format(features)}.`,
  },
  months: {
    cycle: {
      purchase: 'Ein Monat beginnt an dem Tag des Monats, an dem der Zeitraum beginnt.',
      calendar: 'Ein Monat ist ein Kalendermonat.',
    },
    end: {
      clamp: 'Ein Monat nach dem 31. Januar ist der letzte Tag im Februar, danach wieder der 31.',
      overflow: 'Ein Monat nach dem 31. Januar ist der 3. März, in einem Schaltjahr der 2.',
    },
    first: {
      full: 'Ein kurzer erster Monat kostet und gewährt so viel wie ein ganzer.',
      by_days: 'Ein kurzer erster Monat kostet und gewährt seinen Anteil nach Tagen.',
      by_seconds: 'Ein kurzer erster Monat kostet und gewährt seinen Anteil nach Sekunden.',
    },
    day: 'Die kleinste Zeit ist der Tag; Stunden und Zeitzonen ändern nichts.',
    usable:
      'Credits, die eine Zahl von Tagen, Wochen, Monaten oder Jahren gelten, sind am Tag des Verfalls noch nutzbar.',
    unusable: 'Am Tag des Verfalls sind Credits nicht mehr nutzbar; der Tag davor ist der letzte.',
    step: (credit, size) => `Der kleinste gezählte Teil (${credit}) ist ${size}.`,
    money:
      'Geld wird einmal je Rechnungszeile gerundet, auf die kleinste Einheit der Währung, die Hälfte von 0 weg.',
    taxIncluded: 'Preise verstehen sich inklusive Steuern.',
    taxExcluded: 'Preise verstehen sich ohne Steuern.',
  },
};
