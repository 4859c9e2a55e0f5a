import { fileURLToPath } from 'node:url';
import { expect, test, type Page } from '@playwright/test';
import { portOf, serve } from '../../scripts/serve.mjs';
import { Calculator } from './calculator.ts';
import { atEachSize } from './sizes.ts';

test.use({ serviceWorkers: 'allow', permissions: ['clipboard-read', 'clipboard-write'] });

/** Everything a visitor can do that could ask for something. */
async function useAll(page: Page): Promise<void> {
  const calculator = await Calculator.solo(page);
  await page.getByRole('button', { name: 'Copy link' }).click();
  await page.getByText('Download', { exact: true }).click();
  await page.getByRole('button', { name: 'Everything (JSON)' }).click();
  await page.getByRole('button', { name: 'Scenarios' }).click();
  await page.getByLabel('Save what is on the page as').fill('Solo');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog')).toContainText('Saved as “Solo”');
  await page.keyboard.press('Escape');
  await page.getByRole('combobox', { name: 'Price book' }).selectOption('Runway');
  await expect(page).toHaveTitle(/^Runway/);
  await page.getByRole('button', { name: 'Edit price book' }).click();
  await calculator.use('two-types.json');
  await expect(calculator.what).toContainText('Team');
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
}

atEachSize(() => {
  test('nothing is ever asked of any other host', async ({ page, context, baseURL }) => {
    const strangers: string[] = [];
    context.on('request', (request) => {
      const url = request.url();
      if (!url.startsWith(baseURL ?? 'no address') && !url.startsWith('blob:')) strangers.push(url);
    });
    await useAll(page);
    expect(strangers).toEqual([]);
  });
});

test('the page’s own policy holds where the host sends none', async ({ page }) => {
  const server = await serve({
    root: fileURLToPath(new URL('../../www/dist', import.meta.url)),
    port: 0,
    headers: { 'Content-Security-Policy': '' },
  });
  const refused: string[] = [];
  await page.exposeFunction('refusedOne', (what: string) => refused.push(what));
  await page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', ({ effectiveDirective }) => {
      void (window as unknown as { refusedOne: (what: string) => Promise<void> }).refusedOne(
        effectiveDirective,
      );
    });
  });
  const calculator = await Calculator.open(page, `http://localhost:${portOf(server)}/`);
  await calculator.choosePreset('Solo blogger');
  await expect(calculator.cost).toHaveText('$61.68');
  expect(refused).toEqual([]);
  const ran = await page.evaluate(async () => {
    const script = document.createElement('script');
    script.textContent = 'window.ran = true';
    document.body.append(script);
    document.body.insertAdjacentHTML(
      'beforeend',
      '<img src="https://other.example/x.png" onerror="window.ran = true">',
    );
    const asked = await fetch('https://other.example/').then(
      () => true,
      () => false,
    );
    return asked || 'ran' in window;
  });
  expect(ran).toBe(false);
  await expect
    .poll(() => new Set(refused))
    .toEqual(new Set(['script-src-elem', 'img-src', 'script-src-attr', 'connect-src']));
  server.close();
});
