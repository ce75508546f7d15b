import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Navigate } from 'react-router';
import styles from '#client/features/accounts/accounts.module.css';
import { setPassword, updateProfile } from '#client/features/accounts/api.ts';
import { useSignOut } from '#client/features/accounts/sign-out.tsx';
import { useErrorWords } from '#client/platform/api/error-words.ts';
import { changeLanguage, currentLanguage } from '#client/platform/i18n/i18n.ts';
import { SESSION_KEY, useSession } from '#client/platform/session/session.ts';
import { changeTheme, THEMES, useTheme } from '#client/platform/theme/theme.ts';
import { Button } from '#client/ui/actions/button.tsx';
import { PageHeader, Section } from '#client/ui/display/page-header.tsx';
import { Row, Rows } from '#client/ui/display/rows.tsx';
import { Banner } from '#client/ui/feedback/banner.tsx';
import { ErrorState } from '#client/ui/feedback/error-state.tsx';
import { Skeleton } from '#client/ui/feedback/skeleton.tsx';
import { showToast } from '#client/ui/feedback/toast-store.ts';
import { RadioGroup } from '#client/ui/fields/choice.tsx';
import { TextArea, TextField } from '#client/ui/fields/text-field.tsx';
import { ACCOUNT_LIMITS } from '#shared/features/accounts/domain.ts';
import { LANGUAGES, type Language } from '#shared/i18n/languages.ts';

export function Component() {
  const { t } = useTranslation('accounts');
  const words = useErrorWords();
  const { person, organisations, isPending, error } = useSession();
  if (isPending) return <Skeleton shape="page" />;
  if (!person && error) return <ErrorState title={t('account.title')}>{words(error)}</ErrorState>;
  if (!person) return <Navigate to="/connexion?suite=/moi" replace />;
  return (
    <>
      <PageHeader title={t('account.title')} details={person.email} />
      <Section title={t('account.profile')}>
        <ProfileForm name={person.name} about={person.about} />
      </Section>
      {organisations.length > 0 && (
        <Section title={t('account.organisations')}>
          <Rows label={t('account.organisations')}>
            {organisations.map((organisation) => (
              <Row key={organisation.id} title={organisation.name} />
            ))}
          </Rows>
        </Section>
      )}
      <Section title={t('account.display')}>
        <DisplayChoices />
      </Section>
      <Section title={t('account.password')}>
        <PasswordForm />
      </Section>
      <Section title={t('account.leave')}>
        <Leave />
      </Section>
    </>
  );
}

function ProfileForm(initial: { readonly name: string; readonly about: string }) {
  const { t } = useTranslation(['accounts', 'common']);
  const words = useErrorWords();
  const queryClient = useQueryClient();
  const [name, setName] = useState(initial.name);
  const [about, setAbout] = useState(initial.about);
  const save = useMutation({
    mutationFn: () => updateProfile({ name, about }),
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: SESSION_KEY });
      showToast({ text: t('common:saved') });
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate();
  };
  return (
    <form className={styles.form} onSubmit={submit}>
      <TextField
        label={t('account.name')}
        hint={t('account.nameHint')}
        name="name"
        autoComplete="name"
        isRequired
        maxLength={ACCOUNT_LIMITS.name}
        value={name}
        onChange={setName}
      />
      <TextArea
        label={t('account.about')}
        hint={t('account.aboutHint')}
        optional
        maxLength={ACCOUNT_LIMITS.about}
        value={about}
        onChange={setAbout}
      />
      {save.isError && <Banner tone="problem">{words(save.error)}</Banner>}
      <Button type="submit" variant="primary" isPending={save.isPending}>
        {t('common:save')}
      </Button>
    </form>
  );
}

function DisplayChoices() {
  const { t } = useTranslation(['accounts', 'shell', 'common']);
  const words = useErrorWords();
  const theme = useTheme();
  const speak = useMutation({
    mutationFn: async (locale: Language) => {
      await changeLanguage(locale);
      await updateProfile({ locale });
    },
    onError: (error) => showToast({ tone: 'problem', text: words(error) }),
  });
  return (
    <div className={styles.form}>
      <p className={styles.legend}>{t('account.displayHint')}</p>
      <RadioGroup
        label={t('shell:language')}
        value={currentLanguage()}
        onChange={(language) => speak.mutate(language)}
        options={LANGUAGES.map((value) => ({ value, label: t(`common:languages.${value}`) }))}
      />
      <RadioGroup
        label={t('shell:theme')}
        value={theme}
        onChange={changeTheme}
        options={THEMES.map((value) => ({ value, label: t(`shell:themes.${value}`) }))}
      />
    </div>
  );
}

function PasswordForm() {
  const { t } = useTranslation('accounts');
  const words = useErrorWords();
  const [password, write] = useState('');
  const save = useMutation({
    mutationFn: () => setPassword(password),
    onSuccess: () => {
      write('');
      showToast({ text: t('account.passwordSaved') });
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate();
  };
  return (
    <form className={styles.form} onSubmit={submit}>
      <p>{t('account.passwordIntro')}</p>
      <TextField
        type="password"
        name="new-password"
        autoComplete="new-password"
        isRequired
        minLength={ACCOUNT_LIMITS.password.min}
        maxLength={ACCOUNT_LIMITS.password.max}
        label={t('account.newPassword')}
        hint={t('account.passwordHint')}
        value={password}
        onChange={write}
      />
      {save.isError && <Banner tone="problem">{words(save.error)}</Banner>}
      <Button type="submit" isPending={save.isPending}>
        {t('account.setPassword')}
      </Button>
    </form>
  );
}

function Leave() {
  const { t } = useTranslation(['accounts', 'shell']);
  const { leave, isPending, question } = useSignOut();
  return (
    <div className={styles.form}>
      <p>{t('account.leaveIntro')}</p>
      <Button icon="leave" isPending={isPending} onPress={leave}>
        {t('shell:signOut')}
      </Button>
      {question}
    </div>
  );
}
