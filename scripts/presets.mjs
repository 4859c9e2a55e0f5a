/** @typedef {{ id: string, lines: unknown[], growth: string | null, season: string[] }} Preset */

/**
 * What a preset's customer would ask, starting on a fixed day so that every run asks the same.
 * @param {Preset} preset
 */
export function usageOf({ lines, growth, season }) {
  return { start: '2026-12-01', months: 12, lines, season, ...(growth === null ? {} : { growth }) };
}
