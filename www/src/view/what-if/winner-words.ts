/** What wins, in words. */
import type { Piece, WayView, Winner } from '../../engine/types.ts';
import { w } from '../../messages/what-if.ts';
import { baselineName } from '../answer-words.ts';
import type { Amounts } from './axis.ts';

export function winnerName(winner: Winner): string {
  if (typeof winner === 'string') return w.winner[winner];
  if ('alone' in winner) return baselineName(winner.alone);
  return w.winner.plans(winner.plans.map(({ name, term_months }) => w.winner.plan(name, term_months)));
}

/** Tells ways of buying apart. */
export function wayKey({ kind, offer, term_months }: WayView): string {
  return `${kind} ${offer} ${term_months ?? ''}`;
}

/** `Pro, monthly wins from 3,400 to 7,900 credits a month.` */
export function pieceWords(pieces: readonly Piece[], index: number, amounts: Amounts): string {
  const piece = pieces[index];
  if (piece === undefined) return '';
  const place = {
    from: index === 0 ? null : amounts.words(piece.from),
    to: index === pieces.length - 1 ? null : amounts.words(piece.to),
    both: amounts.between(piece.from, piece.to),
    exact: piece.exact,
  };
  const { winner } = piece;
  if (winner === 'nothing') return w.amounts.free(place);
  if (winner === 'uncovered') return w.amounts.uncovered(place);
  if (winner === 'not_found') return w.amounts.notFound(place);
  return w.amounts.wins(winnerName(winner), place);
}

/** Without what is only about no usage at all. */
export function piecesWorthSaying(pieces: readonly Piece[], amounts: Amounts): readonly Piece[] {
  const [first, ...rest] = pieces;
  return first !== undefined && rest.length > 0 && amounts.position(first.to) === 0 ? rest : pieces;
}

/** The piece an amount lies in. */
export function pieceAt(pieces: readonly Piece[], place: number, amounts: Amounts): number {
  return pieces.findLastIndex(({ from }) => amounts.position(from) <= place);
}
