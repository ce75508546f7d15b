import { useMutation, useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Navigate } from 'react-router';
import styles from '#client/features/accounts/accounts.module.css';
import { firstRunQuery, openPlatform, signInWithPassword } from '#client/features/accounts/api.ts';
import { TerritoriesField, useTerritories } from '#client/features/accounts/territories-field.tsx';
import { useErrorWords } from '#client/platform/api/error-words.ts';
import { useSession } from '#client/platform/session/session.ts';
import { Button, LinkButton } from '#client/ui/actions/button.tsx';
import { PageHeader, Section } from '#client/ui/display/page-header.tsx';
import { Banner } from '#client/ui/feedback/banner.tsx';
import { ErrorState } from '#client/ui/feedback/error-state.tsx';
import { Skeleton } from '#client/ui/feedback/skeleton.tsx';
import { TextField } from '#client/ui/fields/text-field.tsx';
import { ACCOUNT_LIMITS } from '#shared/features/accounts/domain.ts';

/** The very first visit: who administers, and which territories there are. */
export function Component() {
  const { t } = useTranslation(['accounts', 'shell']);
  const words = useErrorWords();
  const { person } = useSession();
  const { data, isPending, error, refetch } = useQuery(firstRunQuery);
  if (isPending) return <Skeleton shape="page" />;
  if (error) {
    return (
      <ErrorState title={t('firstRun.title')} onRetry={() => void refetch()}>
        {words(error)}
      </ErrorState>
    );
  }
  if (!data.needed && person) return <Navigate to="/" replace />;
  if (!data.needed) {
    return (
      <>
        <PageHeader title={t('firstRun.doneTitle')} intro={t('firstRun.done')} />
        <LinkButton to="/connexion" variant="primary">
          {t('shell:signIn')}
        </LinkButton>
      </>
    );
  }
  return (
    <>
      <PageHeader title={t('firstRun.title')} intro={t('firstRun.intro')} />
      <FirstRunForm />
    </>
  );
}

function FirstRunForm() {
  const { t } = useTranslation('accounts');
  const words = useErrorWords();
  const [administrator, setAdministrator] = useState({ name: '', email: '', password: '' });
  const territories = useTerritories();
  const open = useMutation({
    mutationFn: async () => {
      await openPlatform({ administrator, territories: territories.values });
      await signInWithPassword(administrator.email, administrator.password);
    },
    onSuccess: () => location.assign('/'),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    open.mutate();
  };
  const field = (name: keyof typeof administrator) => ({
    isRequired: true,
    value: administrator[name],
    onChange: (value: string) => setAdministrator({ ...administrator, [name]: value }),
    label: t(`firstRun.${name}`),
  });
  return (
    <form onSubmit={submit}>
      <Section title={t('firstRun.administrator')}>
        <div className={styles.form}>
          <TextField {...field('name')} autoComplete="name" maxLength={ACCOUNT_LIMITS.name} />
          <TextField
            {...field('email')}
            type="email"
            autoComplete="email"
            maxLength={ACCOUNT_LIMITS.email}
          />
          <TextField
            {...field('password')}
            type="password"
            autoComplete="new-password"
            minLength={ACCOUNT_LIMITS.password.min}
            maxLength={ACCOUNT_LIMITS.password.max}
            hint={t('account.passwordHint')}
          />
        </div>
      </Section>
      <Section title={t('firstRun.territories')}>
        <p className={styles.legend}>{t('firstRun.territoriesIntro')}</p>
        <TerritoriesField {...territories} />
      </Section>
      <div className={styles.form}>
        {open.isError && (
          <Banner tone="problem" urgent>
            {words(open.error)}
          </Banner>
        )}
        <Button type="submit" variant="primary" icon="arrow" isPending={open.isPending}>
          {t('firstRun.submit')}
        </Button>
      </div>
    </form>
  );
}
