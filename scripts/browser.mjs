// Finds a Chromium or Chrome and the driver of the same version. CHROME and CHROMEDRIVER name others.
import { spawnSync } from 'node:child_process';

const BROWSERS = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const DRIVERS = ['chromedriver', 'chromium.chromedriver', '/usr/lib/chromium-browser/chromedriver'];

/**
 * The browser tests need both, of the same major version.
 * @returns {{ browser?: string, driver?: string, fault?: string }}
 */
export function findBrowser() {
  const browser = first(process.env['CHROME'], BROWSERS);
  const driver = first(process.env['CHROMEDRIVER'], DRIVERS);
  if (browser === undefined || driver === undefined) {
    return { fault: browser === undefined ? 'no Chromium or Chrome' : 'no chromedriver' };
  }
  if (browser.major !== driver.major) {
    return { fault: `${browser.path} is version ${browser.major}, but ${driver.path} is ${driver.major}` };
  }
  return { browser: browser.path, driver: driver.path };
}

/**
 * @param {string | undefined} named
 * @param {string[]} names
 */
function first(named, names) {
  for (const name of named === undefined || named === '' ? names : [named]) {
    const path = name.startsWith('/') ? name : run('which', [name]);
    // A name may be there and not work: Ubuntu's is a stub that asks for a snap.
    const major = path && /\d+/.exec(run(path, ['--version']))?.[0];
    if (path && major) return { path, major };
  }
  return undefined;
}

/**
 * @param {string} command
 * @param {string[]} args
 */
function run(command, args) {
  const { status, stdout } = spawnSync(command, args, {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  return status === 0 ? stdout.trim() : '';
}
