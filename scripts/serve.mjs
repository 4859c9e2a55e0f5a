// A static server for the built page. Its headers are the ones a host should send.
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

const MIME = new Map([
  ['.html', 'text/html; charset=utf-8'],
  ['.js', 'text/javascript; charset=utf-8'],
  ['.mjs', 'text/javascript; charset=utf-8'],
  ['.css', 'text/css; charset=utf-8'],
  ['.json', 'application/json; charset=utf-8'],
  ['.svg', 'image/svg+xml'],
  ['.png', 'image/png'],
  ['.woff2', 'font/woff2'],
  ['.wasm', 'application/wasm'],
]);

/** What docs/hosting.md tells hosts to send; a test compares the two. */
export const HEADERS = {
  // 'wasm-unsafe-eval' lets the page compile WebAssembly, and nothing else; the page asks no other host for anything.
  'Content-Security-Policy':
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data:; " +
    "connect-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'",
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Permissions-Policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cache-Control': 'no-cache',
  // The element and the engine may be loaded by pages of other origins.
  'Access-Control-Allow-Origin': '*',
};

/**
 * Serves a folder on localhost.
 * @param {{ root: string, port: number, tries?: number, headers?: Record<string, string> }} options
 *   `port` 0 takes any free one; `tries` is how many following ports may be taken instead of a busy one
 * @returns {Promise<import('node:http').Server>}
 */
export async function serve({ root, port, tries = 0, headers = {} }) {
  const base = resolve(root);
  const server = createServer((request, response) => {
    void answer(base, request.url ?? '/', { ...HEADERS, ...headers }, response);
  });
  for (let last = port + tries; ; port += 1) {
    const error = await listen(server, port);
    if (error === undefined) return server;
    if (error.code !== 'EADDRINUSE' || port >= last) throw error;
  }
}

/**
 * The port a server listens on.
 * @param {import('node:http').Server} server
 */
export function portOf(server) {
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
}

/**
 * @param {import('node:http').Server} server
 * @param {number} port
 * @returns {Promise<NodeJS.ErrnoException | undefined>}
 */
function listen(server, port) {
  return new Promise((done) => {
    server.once('error', done);
    server.listen(port, 'localhost', () => {
      server.off('error', done);
      done(undefined);
    });
  });
}

/**
 * @param {string} base
 * @param {string} url
 * @param {Record<string, string>} headers
 * @param {import('node:http').ServerResponse} response
 */
async function answer(base, url, headers, response) {
  const file = await find(base, url);
  if (file === undefined) {
    response.writeHead(404, { ...headers, 'Content-Type': 'text/plain' }).end('Not found\n');
    return;
  }
  response.writeHead(200, {
    ...headers,
    'Content-Type': MIME.get(extname(file)) ?? 'application/octet-stream',
  });
  createReadStream(file)
    .on('error', () => response.destroy())
    .pipe(response);
}

/**
 * The file an address names, or nothing when it names none inside the folder.
 * @param {string} base
 * @param {string} url
 */
async function find(base, url) {
  try {
    const file = join(base, decodeURIComponent(new URL(url, 'http://localhost').pathname));
    if (file !== base && !file.startsWith(base + sep)) return undefined;
    const found = await stat(file);
    if (found.isFile()) return file;
    const index = join(file, 'index.html');
    return (await stat(index)).isFile() ? index : undefined;
  } catch {
    return undefined;
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const wished = process.env['PORT'];
  const server = await serve({
    root: process.argv[2] ?? 'www/dist',
    port: parseInt(wished ?? '8080', 10),
    tries: wished === undefined ? 100 : 0,
  }).catch((/** @type {Error} */ error) => {
    console.error(`Cannot serve the page: ${error.message}`);
    process.exit(1);
  });
  console.log(`Open http://localhost:${portOf(server)}/`);
}
