/** Makes the page work without a network, and offers a new version when there is one. It is never forced. */
import { m } from '../messages/page.ts';
import type { Notice } from '../page/notice.ts';

const words = () => m.take.offline;

export function keepOffline(notice: Notice): void {
  if (!('serviceWorker' in navigator)) return;
  // The first answer comes first.
  if (document.readyState === 'complete') void register(notice);
  else {
    window.addEventListener('load', () => void register(notice), { once: true });
  }
}

async function register(notice: Notice): Promise<void> {
  try {
    const registration = await navigator.serviceWorker.register('./sw.js', { updateViaCache: 'none' });
    watch(registration, notice);
  } catch {
    // Then the page needs the network, as any other.
  }
}

function watch(registration: ServiceWorkerRegistration, notice: Notice): void {
  const offer = () => {
    // Without a version in use there is nothing to be replaced.
    if (registration.waiting === null || navigator.serviceWorker.controller === null) return;
    const takeOver = () => {
      navigator.serviceWorker.addEventListener('controllerchange', () => {
        location.reload();
      });
      registration.waiting?.postMessage('take over');
    };
    notice.say([words().newer], [{ label: words().reload, act: takeOver }]);
  };
  offer();
  registration.addEventListener('updatefound', () => {
    registration.installing?.addEventListener('statechange', offer);
  });
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') void registration.update().catch(() => undefined);
  });
}
