import { Suspense, useState } from 'react';
import { RouterProvider as AriaRouterProvider } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { Outlet, ScrollRestoration, useHref, useLocation, useNavigate } from 'react-router';
import { BottomBar } from '#client/app/shell/bottom-bar.tsx';
import { useCurrentSpace } from '#client/app/shell/current-space.ts';
import { Header } from '#client/app/shell/header.tsx';
import { NetworkBanner } from '#client/app/shell/network-banner.tsx';
import { useRouteFocus } from '#client/app/shell/route-focus.ts';
import { SearchDialog } from '#client/app/shell/search-dialog.tsx';
import { useSearchKeys } from '#client/app/shell/search-keys.ts';
import styles from '#client/app/shell/shell.module.css';
import { SideNavigation } from '#client/app/shell/side-navigation.tsx';
import { WriteDialog } from '#client/app/shell/write-dialog.tsx';
import { useAccountLanguage } from '#client/platform/session/account-language.ts';
import { Skeleton } from '#client/ui/feedback/skeleton.tsx';

/** A dialog belongs to the page it was opened on: going elsewhere closes it. */
interface Opened {
  readonly dialog: 'search' | 'write';
  readonly page: string;
}

/** What surrounds every page. */
export function Shell() {
  const { t } = useTranslation('shell');
  const navigate = useNavigate();
  const { key: page } = useLocation();
  const [opened, setOpened] = useState<Opened | null>(null);
  const main = useRouteFocus();
  const space = useCurrentSpace();
  const open = (dialog: Opened['dialog']) => setOpened({ dialog, page });
  const isOpen = (dialog: Opened['dialog']) => opened?.dialog === dialog && opened.page === page;
  const close = () => setOpened(null);
  useSearchKeys(() => open('search'));
  useAccountLanguage();
  return (
    <AriaRouterProvider navigate={(path) => navigate(path)} useHref={useHref}>
      <a href="#main" className={styles.skip}>
        {t('skipToContent')}
      </a>
      <Header onSearch={() => open('search')} />
      <div className={styles.columns} data-accent={space?.accent}>
        <SideNavigation onWrite={() => open('write')} />
        <main id="main" ref={main} tabIndex={-1} className={styles.main}>
          <NetworkBanner />
          <Suspense fallback={<Skeleton shape="page" count={4} />}>
            <Outlet />
          </Suspense>
        </main>
      </div>
      <BottomBar onWrite={() => open('write')} />
      <SearchDialog isOpen={isOpen('search')} onClose={close} />
      <WriteDialog isOpen={isOpen('write')} onClose={close} />
      <ScrollRestoration />
    </AriaRouterProvider>
  );
}
