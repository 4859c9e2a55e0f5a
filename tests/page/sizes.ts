import { test } from '@playwright/test';

const SIZES = { desktop: { width: 1280, height: 900 }, phone: { width: 375, height: 800 } };

/** The same tests at the size of a desktop and of a phone. */
export function atEachSize(tests: () => void): void {
  for (const [name, viewport] of Object.entries(SIZES)) {
    test.describe(name, () => {
      test.use({ viewport });
      tests();
    });
  }
}
