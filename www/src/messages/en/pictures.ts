/** What is said of the months as a heat map and of where credits go, in English. Arguments arrive formatted. */
import { counted, listed } from './words.ts';

export const pictures = {
  heat: {
    about: 'The stronger a cell is shaded, the larger it is in its column.',
    /** the first such month, and how many others are equal to it */
    when: (month: string, others: number) =>
      others === 0 ? month : `${month} and ${counted(others, 'other month', 'other months')}`,
    used: (most: string, when: string, least: string, whenLeast: string) =>
      `Most is used in ${when} (${most}), least in ${whenLeast} (${least}).`,
    paid: (most: string, when: string) => `Most is paid in ${when} (${most}).`,
    lost: (most: string, when: string) => `Most expires in ${when} (${most}).`,
    charged: (most: string, when: string) => `Most is charged beyond in ${when} (${most}).`,
    blocked: (most: string, when: string) => `Least is covered in ${when} (${most} not covered).`,
  },
  flow: {
    title: 'Where each credit goes',
    notLoaded: 'This part could not be loaded. Reload the page to see it.',
    loading: 'Loading…',
    words: (all: string, used: string, expired: string | null, left: string | null) =>
      expired === null && left === null
        ? `All ${all} are used: none expire, and none are left.`
        : `Of ${all}, ${listed([
            `${used} are used`,
            ...(expired === null ? [] : [`${expired} expire unused`]),
            ...(left === null ? [] : [`${left} are left at the end`]),
          ])}.`,
    sources: 'Where they come from, and what becomes of them',
    sourcesOf: (plural: string) => `Where ${plural} come from, and what becomes of them`,
    uses: 'What they are used for',
    usesOf: (plural: string) => `What ${plural} are used for`,
    source: 'From',
    all: 'In all',
    used: 'Used',
    expired: 'Expired',
    left: 'Left',
    feature: 'Feature',
    total: 'Total',
    start: 'Credits you have',
    charged: 'Charged after use',
    owed: 'Used on credit, not yet paid for',
    slow: 'Slow or free',
    blocked: 'Not covered',
  },
};
