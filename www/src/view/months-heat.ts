/** The months table as a heat map: how dark each cell is within its column, and the extremes in words. */
import { css } from 'lit';
import { compare } from '../decimal.ts';
import type { StatementMonth } from '../engine/types.ts';
import type { Formats } from '../format.ts';
import { height } from '../geometry.ts';
import type { Ledger } from '../ledgers.ts';
import { m } from '../messages/page.ts';

const SHADED = ['paid', 'used', 'charged', 'blocked', 'lost'] as const;
type Shaded = (typeof SHADED)[number];
type Cell = { readonly start: string; readonly amount: string };
type Extreme = Cell & { /** other months with the same amount */ readonly others: number };
type Extremes = { readonly most: Extreme; readonly least: Extreme };

/** The darkest. */
const LEVELS = 5;

export type Heat = {
  readonly extremes: ReadonlyMap<string, Extremes>;
  /** 0, for none, to 5, for the largest of its column */
  readonly level: (column: string, amount: string) => number;
};

/** The earliest of the largest and of the smallest; nothing where all are equal, since then there is nothing to see. */
function extremesOf(cells: readonly Cell[]): Extremes | null {
  const [first, ...rest] = cells;
  if (first === undefined) return null;
  let [most, least] = [first, first];
  for (const cell of rest) {
    if (compare(cell.amount, most.amount) > 0) most = cell;
    if (compare(cell.amount, least.amount) < 0) least = cell;
  }
  const counted = (cell: Cell): Extreme => ({
    ...cell,
    others: cells.filter(({ amount }) => amount === cell.amount).length - 1,
  });
  return most.amount === least.amount ? null : { most: counted(most), least: counted(least) };
}

/** Of what is paid, where that is shown, and of one credit type's columns. */
export function heatOf(months: readonly StatementMonth[], ledger: Ledger | null, paid: boolean): Heat {
  const cells = (column: Shaded): Cell[] => {
    if (column === 'paid') return paid ? months.map(({ start, paid: amount }) => ({ start, amount })) : [];
    return (ledger?.months ?? []).map((month) => ({ start: month.start, amount: month[column] }));
  };
  const extremes = new Map<string, Extremes>();
  for (const column of SHADED) {
    const found = extremesOf(cells(column));
    if (found !== null) extremes.set(column, found);
  }
  return {
    extremes,
    level: (column, amount) => {
      const most = extremes.get(column)?.most.amount;
      return most === undefined ? 0 : Math.ceil((LEVELS * height(amount)) / height(most));
    },
  };
}

/** What the shades say, for those who do not see them. */
export function heatWords({ extremes }: Heat, formats: Formats): string {
  const words = m.pictures.heat;
  const whenOf = ({ start, others }: Extreme) => words.when(formats.period(start), others);
  const said = SHADED.flatMap((column) => {
    const found = extremes.get(column);
    if (found === undefined) return [];
    const { most, least } = found;
    const when = whenOf(most);
    switch (column) {
      case 'paid':
        return [words.paid(formats.money(most.amount), when)];
      case 'used':
        return [words.used(formats.round(most.amount), when, formats.round(least.amount), whenOf(least))];
      default:
        return [words[column](formats.round(most.amount), when)];
    }
  });
  return said.length === 0 ? '' : [words.about, ...said].join(' ');
}

/** Ink on a light tint of its own hue: readable at every level. Where colours are forced, a bar takes the tint's place. */
export const heatStyle = css`
  [data-heat] {
    --heat-hue: var(--accent);
    print-color-adjust: exact;
  }
  [data-heat].loss {
    --heat-hue: var(--loss);
  }
  [data-heat]:not([data-heat='0']) {
    padding-inline: 0.5rem;
    color: var(--ink);
  }
  [data-heat='1'] {
    background: color-mix(in srgb, var(--heat-hue) 5%, var(--paper));
  }
  [data-heat='2'] {
    background: color-mix(in srgb, var(--heat-hue) 11%, var(--paper));
  }
  [data-heat='3'] {
    background: color-mix(in srgb, var(--heat-hue) 17%, var(--paper));
  }
  [data-heat='4'] {
    background: color-mix(in srgb, var(--heat-hue) 24%, var(--paper));
  }
  [data-heat='5'] {
    background: color-mix(in srgb, var(--heat-hue) 32%, var(--paper));
    font-weight: 650;
  }
  [data-heat='0'].loss {
    color: var(--loss);
  }
  [data-heat].loss:not([data-heat='0']) {
    font-weight: 650;
  }
  @media (forced-colors: active) {
    [data-heat]:not([data-heat='0']) {
      border-inline-end-style: solid;
      border-inline-end-color: Highlight;
    }
    [data-heat='1'] {
      border-inline-end-width: 2px;
    }
    [data-heat='2'] {
      border-inline-end-width: 4px;
    }
    [data-heat='3'] {
      border-inline-end-width: 6px;
    }
    [data-heat='4'] {
      border-inline-end-width: 8px;
    }
    [data-heat='5'] {
      border-inline-end-width: 10px;
    }
  }
`;
