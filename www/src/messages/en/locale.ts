/** How numbers and dates are written in English. It imports nothing, since formats need it before there are any words. */
export const locale = { numbers: 'en', dates: 'en-GB', direction: 'ltr' } as const;
