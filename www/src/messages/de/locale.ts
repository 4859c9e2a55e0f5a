/** How numbers and dates are written in German. */
export const locale = { numbers: 'de-DE', dates: 'de-DE', direction: 'ltr' } as const;
