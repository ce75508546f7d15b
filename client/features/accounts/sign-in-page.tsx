import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import styles from '#client/features/accounts/accounts.module.css';
import { askSignInLink, signInWithPassword } from '#client/features/accounts/api.ts';
import { safeReturn } from '#client/features/accounts/safe-return.ts';
import { ApiError } from '#client/platform/api/api-error.ts';
import { useErrorWords } from '#client/platform/api/error-words.ts';
import { useSession } from '#client/platform/session/session.ts';
import { Button, LinkButton } from '#client/ui/actions/button.tsx';
import { PageHeader } from '#client/ui/display/page-header.tsx';
import { Banner } from '#client/ui/feedback/banner.tsx';
import { TextField } from '#client/ui/fields/text-field.tsx';
import { ACCOUNT_LIMITS } from '#shared/features/accounts/domain.ts';

export function Component() {
  const { t } = useTranslation(['accounts', 'shell']);
  const { person } = useSession();
  const [search] = useSearchParams();
  const [withPassword, setWithPassword] = useState(false);
  const [email, setEmail] = useState('');
  const [sentTo, setSentTo] = useState<string | null>(null);
  const goTo = safeReturn(search.get('suite'));

  if (person) {
    return (
      <>
        <PageHeader title={t('signIn.title')} intro={t('signIn.already')} />
        <LinkButton to={goTo} variant="primary">
          {t('shell:home')}
        </LinkButton>
      </>
    );
  }
  if (sentTo) return <LinkSent email={sentTo} goTo={goTo} onCorrect={() => setSentTo(null)} />;

  const fields = { email, setEmail, goTo };
  return (
    <div className={styles.narrow}>
      <PageHeader title={t('signIn.title')} intro={t('signIn.intro')} />
      {search.has('error') && !withPassword && (
        <Banner tone="warning" title={t('signIn.expiredTitle')} urgent>
          {t('signIn.expired')}
        </Banner>
      )}
      {withPassword ? (
        <PasswordForm {...fields} onOther={() => setWithPassword(false)} />
      ) : (
        <LinkForm {...fields} onSent={setSentTo} onOther={() => setWithPassword(true)} />
      )}
    </div>
  );
}

interface FormProps {
  readonly email: string;
  readonly setEmail: (email: string) => void;
  readonly goTo: string;
  readonly onOther: () => void;
}

function EmailField({ email, setEmail }: Pick<FormProps, 'email' | 'setEmail'>) {
  const { t } = useTranslation('accounts');
  return (
    <TextField
      type="email"
      name="email"
      autoComplete="email"
      isRequired
      maxLength={ACCOUNT_LIMITS.email}
      label={t('signIn.email')}
      hint={t('signIn.emailHint')}
      value={email}
      onChange={setEmail}
    />
  );
}

function LinkForm({ onSent, onOther, ...field }: FormProps & { onSent: (email: string) => void }) {
  const { t } = useTranslation('accounts');
  const words = useErrorWords();
  const { email, goTo } = field;
  const ask = useMutation({
    mutationFn: () => askSignInLink(email, goTo),
    onSuccess: () => onSent(email),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    ask.mutate();
  };
  return (
    <form className={styles.form} onSubmit={submit}>
      <EmailField {...field} />
      {ask.isError && <Problem>{words(ask.error)}</Problem>}
      <Button type="submit" variant="primary" icon="mail" isPending={ask.isPending}>
        {t('signIn.sendLink')}
      </Button>
      <Button variant="quiet" icon="key" onPress={onOther}>
        {t('signIn.withPassword')}
      </Button>
    </form>
  );
}

function PasswordForm({ onOther, ...field }: FormProps) {
  const { t } = useTranslation(['accounts', 'common']);
  const words = useErrorWords();
  const [password, setPassword] = useState('');
  const { email, goTo } = field;
  const enter = useMutation({
    mutationFn: () => signInWithPassword(email, password),
    // A new page, so that nothing remembers having been signed out.
    onSuccess: () => location.assign(goTo),
  });
  const refused = enter.error instanceof ApiError && enter.error.status === 401;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    enter.mutate();
  };
  return (
    <form className={styles.form} onSubmit={submit}>
      <EmailField {...field} />
      <TextField
        type="password"
        name="password"
        autoComplete="current-password"
        isRequired
        label={t('signIn.password')}
        value={password}
        onChange={setPassword}
      />
      {enter.isError && (
        <Problem>{refused ? t('common:errors.bad_credentials') : words(enter.error)}</Problem>
      )}
      <Button type="submit" variant="primary" isPending={enter.isPending}>
        {t('signIn.enter')}
      </Button>
      <Button variant="quiet" icon="mail" onPress={onOther}>
        {t('signIn.withLink')}
      </Button>
    </form>
  );
}

const Problem = ({ children }: { readonly children: string }) => (
  <Banner tone="problem" urgent>
    {children}
  </Banner>
);

interface LinkSentProps {
  readonly email: string;
  readonly goTo: string;
  readonly onCorrect: () => void;
}

function LinkSent({ email, goTo, onCorrect }: LinkSentProps) {
  const { t } = useTranslation('accounts');
  const words = useErrorWords();
  const again = useMutation({ mutationFn: () => askSignInLink(email, goTo) });
  return (
    <div className={styles.narrow} role="status">
      <PageHeader title={t('signIn.sentTitle')} intro={t('signIn.sent', { email })} />
      <p className={styles.legend}>{t('signIn.sentHelp')}</p>
      {again.isError && <Problem>{words(again.error)}</Problem>}
      {again.isSuccess && <Banner tone="done">{t('signIn.sentAgain')}</Banner>}
      <div className={styles.actions}>
        <Button icon="mail" isPending={again.isPending} onPress={() => again.mutate()}>
          {t('signIn.again')}
        </Button>
        <Button variant="quiet" onPress={onCorrect}>
          {t('signIn.otherEmail')}
        </Button>
      </div>
    </div>
  );
}
