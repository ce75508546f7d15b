import '#client/ui/base.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { Providers } from '#client/app/providers.tsx';
import { startI18n } from '#client/platform/i18n/i18n.ts';
import { startServiceWorker } from '#client/platform/offline/service-worker-client.ts';
import { finishLeaving, followLeaving } from '#client/platform/session/leaving.ts';

const root = document.getElementById('root');
if (!root) throw new Error('the page has no #root');

followLeaving();
void finishLeaving();
await startI18n();
createRoot(root).render(
  <StrictMode>
    <Providers />
  </StrictMode>,
);

startServiceWorker().catch((error: unknown) => console.warn('no offline reading', error));
