import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import styles from '#client/features/accounts/accounts.module.css';
import { listMails, type Mail } from '#client/features/accounts/api.ts';
import { MailText } from '#client/features/accounts/mail-text.tsx';
import { useErrorWords } from '#client/platform/api/error-words.ts';
import { useSession } from '#client/platform/session/session.ts';
import { Badge } from '#client/ui/display/badge.tsx';
import { LoadMore } from '#client/ui/display/load-more.tsx';
import { PageHeader } from '#client/ui/display/page-header.tsx';
import { Time } from '#client/ui/display/time.tsx';
import { EmptyState } from '#client/ui/feedback/empty-state.tsx';
import { ErrorState } from '#client/ui/feedback/error-state.tsx';
import { Skeleton } from '#client/ui/feedback/skeleton.tsx';

export function Component() {
  const { t } = useTranslation('accounts');
  const { person, isPending } = useSession();
  if (isPending) return <Skeleton shape="page" />;
  const allowed = person?.hostRole === 'administrator';
  return (
    <>
      <PageHeader
        title={t('outbox.title')}
        intro={allowed ? t('outbox.intro') : t('outbox.reserved')}
      />
      {allowed && <Mails />}
    </>
  );
}

function Mails() {
  const { t } = useTranslation('accounts');
  const words = useErrorWords();
  const mails = useInfiniteQuery({
    queryKey: ['admin-mails'],
    queryFn: ({ pageParam }) => listMails(pageParam),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  });
  if (mails.isPending) return <Skeleton shape="rows" count={5} />;
  if (mails.isError) {
    return (
      <ErrorState
        title={t('outbox.failed')}
        onRetry={() => void mails.refetch()}
        retrying={mails.isFetching}
      >
        {words(mails.error)}
      </ErrorState>
    );
  }
  const items = mails.data.pages.flatMap((page) => page.items);
  if (items.length === 0) {
    return (
      <EmptyState icon="mail" title={t('outbox.empty')}>
        {t('outbox.emptyWords')}
      </EmptyState>
    );
  }
  return (
    <>
      {items.map((mail) => (
        <MailArticle key={mail.id} mail={mail} />
      ))}
      <LoadMore
        hasMore={mails.hasNextPage}
        isPending={mails.isFetchingNextPage}
        onMore={() => void mails.fetchNextPage()}
      />
    </>
  );
}

const TONES = { kept: 'plain', sent: 'done', failed: 'problem' } as const;

function MailArticle({ mail }: { readonly mail: Mail }) {
  const { t } = useTranslation('accounts');
  return (
    <article className={styles.mail}>
      <header className={styles.mailHead}>
        <h2>{mail.subject}</h2>
        <span>{t('outbox.to', { to: mail.to })}</span>
        <Time date={mail.createdAt} />
        <Badge tone={TONES[mail.state]}>{t(`outbox.states.${mail.state}`)}</Badge>
      </header>
      <MailText text={mail.text} />
    </article>
  );
}
