import type { WorkerRequest } from '#client/platform/offline/worker-messages.ts';

/** The worker answers within this time or is not waited for; milliseconds. */
const PATIENCE = 3_000;

/**
 * Keeps opened pages readable without network. In development no worker: one that was installed
 * by a build on the same address goes away.
 */
export async function startServiceWorker(): Promise<void> {
  if (!('serviceWorker' in navigator)) return;
  if (import.meta.env.DEV) {
    const registrations = await navigator.serviceWorker.getRegistrations();
    await Promise.all(registrations.map((registration) => registration.unregister()));
    return;
  }
  await navigator.serviceWorker.register('/service-worker.js');
  const { active } = await navigator.serviceWorker.ready;
  if (active) keepWhatWasMissed(active);
}

/** What this page fetched before the worker could see it, and what was then under way. */
function keepWhatWasMissed(worker: ServiceWorker): void {
  const observer = new PerformanceObserver((list) => {
    const addresses = list
      .getEntries()
      .filter((entry) => entry instanceof PerformanceResourceTiming && entry.workerStart === 0)
      .map((entry) => entry.name)
      .filter((address) => new URL(address).origin === location.origin);
    if (addresses.length > 0) tell(worker, { type: 'keep', addresses });
  });
  observer.observe({ type: 'resource', buffered: true });
}

/** Deletes the answers that were kept for one person. Ends in any case, at most 3 s later. */
export async function forgetKeptPages(): Promise<void> {
  const worker = 'serviceWorker' in navigator ? navigator.serviceWorker.controller : null;
  if (!worker) return;
  const { port1, port2 } = new MessageChannel();
  await new Promise<void>((resolve) => {
    const patience = setTimeout(resolve, PATIENCE);
    port1.onmessage = () => {
      clearTimeout(patience);
      resolve();
    };
    tell(worker, { type: 'forget' }, port2);
  });
}

function tell(worker: ServiceWorker, request: WorkerRequest, port?: MessagePort): void {
  worker.postMessage(request, port ? [port] : []);
}
