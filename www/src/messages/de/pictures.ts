/** What is said of the months as a heat map and of where credits go, in German. */
import type { Messages } from '../en/page.ts';
import { counted, list } from './words.ts';

export const pictures: Messages['pictures'] = {
  heat: {
    about: 'Je stärker eine Zelle getönt ist, desto größer ist sie in ihrer Spalte.',
    when: (month, others) =>
      others === 0 ? month : `${month} und ${counted(others, 'weiterer Monat', 'weitere Monate')}`,
    used: (most, when, least, whenLeast) =>
      `Am meisten genutzt wird: ${when} (${most}), am wenigsten: ${whenLeast} (${least}).`,
    paid: (most, when) => `Am meisten bezahlt wird: ${when} (${most}).`,
    lost: (most, when) => `Am meisten verfällt: ${when} (${most}).`,
    charged: (most, when) => `Am meisten zusätzlich berechnet wird: ${when} (${most}).`,
    blocked: (most, when) => `Am wenigsten gedeckt ist: ${when} (${most} nicht gedeckt).`,
  },
  flow: {
    title: 'Wohin die Credits gehen',
    notLoaded: 'Dieser Teil konnte nicht geladen werden. Laden Sie die Seite neu, um ihn zu sehen.',
    loading: 'Wird geladen …',
    words: (all, used, expired, left) =>
      expired === null && left === null
        ? `Alle ${all} werden genutzt: Nichts verfällt, nichts bleibt übrig.`
        : `Von ${all}: ${list.format([
            `${used} werden genutzt`,
            ...(expired === null ? [] : [`${expired} verfallen ungenutzt`]),
            ...(left === null ? [] : [`${left} bleiben am Ende übrig`]),
          ])}.`,
    sources: 'Woher sie kommen und was aus ihnen wird',
    sourcesOf: (plural) => `Woher sie kommen und was aus ihnen wird (${plural})`,
    uses: 'Wofür sie genutzt werden',
    usesOf: (plural) => `Wofür sie genutzt werden (${plural})`,
    source: 'Aus',
    all: 'Insgesamt',
    used: 'Genutzt',
    expired: 'Verfallen',
    left: 'Übrig',
    feature: 'Funktion',
    total: 'Summe',
    start: 'Credits, die Sie haben',
    charged: 'Nachträglich berechnet',
    owed: 'Auf Kredit genutzt, noch nicht bezahlt',
    slow: 'Langsam oder frei',
    blocked: 'Nicht gedeckt',
  },
};
