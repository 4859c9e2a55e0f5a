/**
 * The service worker: keeps the whole page of one version, so that it works without a network once it was opened. It imports
 * nothing, since browsers run it as a plain script. The build puts the list of files before it.
 */

/** A file's address beside this script, and its SHA-256 in base64. */
type Kept = readonly [address: string, hash: string];

/** What a service worker has and a page has not. */
type Scope = {
  readonly keptFiles: readonly Kept[];
  readonly keptVersion: string;
  readonly registration: { readonly scope: string };
  readonly clients: { claim(): Promise<void> };
  skipWaiting(): Promise<void>;
};
type Lasting = Event & { waitUntil(work: Promise<unknown>): void };
type Asked = Lasting & { readonly request: Request; respondWith(answer: Promise<Response>): void };

const scope = self as unknown as Scope;
const home = scope.registration.scope;
const family = `credit-calculator ${home} `;
const cacheName = family + scope.keptVersion;
/** Tabs that were opened with the version before may still ask for its files. */
const VERSIONS_KEPT = 2;

/** All files or none: one that is not of this version keeps the version before in use. */
async function install(): Promise<void> {
  const cache = await caches.open(cacheName);
  await cache.addAll(
    scope.keptFiles.map(
      ([address, hash]) =>
        new Request(new URL(address, home), { cache: 'no-cache', integrity: `sha256-${hash}` }),
    ),
  );
}

async function activate(): Promise<void> {
  const versions = (await caches.keys()).filter((key) => key.startsWith(family) && key !== cacheName);
  const old = versions.slice(0, Math.max(0, versions.length + 1 - VERSIONS_KEPT));
  await Promise.all(old.map((key) => caches.delete(key)));
  await scope.clients.claim();
}

async function answer(request: Request): Promise<Response> {
  const cache = await caches.open(cacheName);
  const own = await cache.match(request.mode === 'navigate' ? home : request);
  return own ?? (await caches.match(request)) ?? fetch(request);
}

/** The page itself is asked for with a price book in the query. */
function isKept({ method, mode, url }: Request): boolean {
  const { origin, pathname } = new URL(url);
  const root = new URL(home);
  if (method !== 'GET' || origin !== root.origin || !pathname.startsWith(root.pathname)) return false;
  const rest = pathname.slice(root.pathname.length);
  return mode !== 'navigate' || rest === '' || rest === 'index.html';
}

self.addEventListener('install', (event) => {
  (event as Lasting).waitUntil(install());
});
self.addEventListener('activate', (event) => {
  (event as Lasting).waitUntil(activate());
});
self.addEventListener('fetch', (event) => {
  const { request } = event as Asked;
  if (isKept(request)) (event as Asked).respondWith(answer(request));
});
// A new version waits until a visitor wants it.
self.addEventListener('message', (event) => {
  if (event.data === 'take over') void scope.skipWaiting();
});
