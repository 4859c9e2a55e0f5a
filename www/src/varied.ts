/** Which inputs of a usage nobody knows beforehand, and between what they lie. */
import type { BookView, InputRange, Usage } from './engine/types.ts';

export type Varied = {
  readonly feature: string;
  readonly input: string;
  readonly unit: string | null;
  readonly range: InputRange;
};

export function varied({ features }: BookView, { lines }: Usage): Varied[] {
  return lines.flatMap(({ feature: id, inputs = {} }) => {
    const feature = features.find((each) => each.id === id);
    return (feature?.inputs ?? []).flatMap(({ id: input, name, unit }) => {
      const range = inputs[input];
      return feature === undefined || typeof range !== 'object' || range.low === range.high
        ? []
        : [{ feature: feature.name, input: name, unit, range }];
    });
  });
}
