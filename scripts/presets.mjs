/** @typedef {import('../www/src/engine/types.ts').PresetView} Preset */

/**
 * What a preset's customer would ask, starting on a fixed day so that every run asks the same.
 * @param {Preset} preset
 */
export function usageOf({ lines, growth, season, seats, teams, slow }) {
  return {
    start: '2026-12-01',
    months: 12,
    lines,
    ...(growth === null ? {} : { growth }),
    ...(season.length === 0 ? {} : { season }),
    ...(seats === null ? {} : { seats }),
    ...(teams === null ? {} : { teams }),
    ...(slow ? { slow } : {}),
  };
}
