// Installs the tools that are missing, asks nothing, and says nothing when all are there.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { findBrowser } from './browser.mjs';

const root = join(import.meta.dirname, '..');
const tools = process.env['TOOLS'] ?? join(process.env['HOME'] ?? root, '.cache/credit-tools');
process.env['PATH'] = [join(tools, 'bin'), process.env['PATH']].join(delimiter);
const manifest = readFileSync(join(root, 'Cargo.toml'), 'utf8');

rust();
cargoTool('wasm-bindgen', 'wasm-bindgen-cli', pin(/^wasm-bindgen = \{ version = "=([\d.]+)"/m), [
  '--no-default-features',
]);
cargoTool('wasm-pack', 'wasm-pack', pin(/^wasm-pack = "([\d.]+)"/m), []);
rmSync(join(tools, 'target'), { recursive: true, force: true });
npmPackages();
browser();

function rust() {
  const wanted = pin(/^rust-version = "([\d.]+)"/m);
  const found = /^rustc ([\d.]+)/.exec(output('rustc', ['--version']))?.[1];
  if (found === undefined) fail('Rust is missing: install it from https://rustup.rs');
  if (found.localeCompare(wanted, 'en', { numeric: true }) < 0) {
    fail(`Rust ${wanted} or newer is needed, this is ${found}: run "rustup update stable"`);
  }

  const sysroot = output('rustc', ['--print', 'sysroot']);
  const target = 'wasm32-unknown-unknown';
  if (!existsSync(join(sysroot, 'lib/rustlib', target, 'lib'))) {
    install(`the Rust target ${target}`, 'rustup', ['target', 'add', target]);
  }
  for (const component of ['rustfmt', 'clippy']) {
    const program = component === 'clippy' ? 'cargo-clippy' : 'cargo-fmt';
    if (!existsSync(join(sysroot, 'bin', program)) && output(program, ['--version']) === '') {
      install(component, 'rustup', ['component', 'add', component]);
    }
  }
}

/**
 * @param {string} program
 * @param {string} crate
 * @param {string} version
 * @param {string[]} flags
 */
function cargoTool(program, crate, version, flags) {
  if (output(program, ['--version']).split(' ')[1] === version) return;
  // A debug build takes a quarter of the time and runs the tests as well.
  const args = [
    'install',
    '--debug',
    '--locked',
    '--force',
    '--root',
    tools,
    crate,
    '--version',
    version,
    ...flags,
  ];
  install(`${crate} ${version} (about two minutes, once)`, 'cargo', args, {
    CARGO_PROFILE_DEV_DEBUG: '0',
    CARGO_TARGET_DIR: join(tools, 'target'),
  });
}

function npmPackages() {
  const hash = createHash('sha256');
  for (const file of ['package.json', 'package-lock.json']) hash.update(readFileSync(join(root, file)));
  const digest = hash.digest('hex');
  const stamp = join(root, 'node_modules/.installed');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === digest) return;
  install('the npm packages', 'npm', ['ci', '--loglevel=error', '--no-audit', '--no-fund']);
  writeFileSync(stamp, digest);
}

function browser() {
  if (findBrowser().fault === undefined) return;
  const packages = ['chromium', 'chromium-driver'];
  const command = `apt-get install -y --no-install-recommends ${packages.join(' ')}`;
  const sudo = process.getuid?.() === 0 ? [] : ['sudo', '-n'];
  const able = output('apt-get', ['--version']) !== '' && (sudo.length === 0 || ran('sudo', ['-n', 'true']));
  if (able) {
    const [program = '', ...args] = [
      ...sudo,
      'sh',
      '-c',
      `apt-get update; DEBIAN_FRONTEND=noninteractive ${command}`,
    ];
    install('Chromium and its driver', program, args);
  }
  const { fault } = findBrowser();
  if (fault !== undefined) {
    fail(
      `The browser tests lack a browser: ${fault}. Install Chromium or Chrome and the chromedriver of the same ` +
        `version (on Debian "sudo ${command}"), or name them in CHROME and CHROMEDRIVER.`,
    );
  }
}

/**
 * Runs an installer; its words are shown only when it fails.
 * @param {string} what
 * @param {string} command
 * @param {string[]} args
 * @param {Record<string, string>} env
 */
function install(what, command, args, env = {}) {
  console.log(`Installing ${what}…`);
  mkdirSync(tools, { recursive: true });
  const { status, stdout, stderr, error } = spawnSync(command, args, {
    cwd: root,
    encoding: 'utf8',
    env: { ...process.env, ...env },
    maxBuffer: 1 << 28,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  if (status === 0) return;
  console.error(`${stdout}${stderr}`);
  fail(
    `Installing ${what} failed: ${error?.message ?? `"${command} ${args.join(' ')}" ended with ${status}`}`,
  );
}

/**
 * A version named in Cargo.toml, the one place for versions.
 * @param {RegExp} line
 */
function pin(line) {
  const version = line.exec(manifest)?.[1];
  if (version === undefined) fail(`Cargo.toml has no line like ${String(line)}`);
  return version;
}

/**
 * @param {string} command
 * @param {string[]} args
 */
function output(command, args) {
  const { status, stdout } = spawnSync(command, args, {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  return status === 0 ? stdout.trim() : '';
}

/**
 * @param {string} command
 * @param {string[]} args
 */
function ran(command, args) {
  return spawnSync(command, args, { stdio: 'ignore' }).status === 0;
}

/**
 * @param {string} message
 * @returns {never}
 */
function fail(message) {
  console.error(message);
  process.exit(1);
}
