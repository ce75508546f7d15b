import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { register, withdraw } from '#client/features/speed-dating/api.ts';
import styles from '#client/features/speed-dating/speed-dating.module.css';
import { useErrorWords } from '#client/platform/api/error-words.ts';
import { useSession } from '#client/platform/session/session.ts';
import { Button, LinkButton } from '#client/ui/actions/button.tsx';
import { Banner } from '#client/ui/feedback/banner.tsx';
import { showToast } from '#client/ui/feedback/toast-store.ts';
import { RadioGroup } from '#client/ui/fields/choice.tsx';
import { Icon } from '#client/ui/icons/icon.tsx';
import type { SessionDetailView } from '#shared/features/sessions/announcement.schema.ts';
import { sideOf } from '#shared/features/speed-dating/domain.ts';
import { SIDES, type Side } from '#shared/features/speed-dating/schema.ts';

interface RegistrationPanelProps {
  readonly detail: SessionDetailView;
  /** Whether one can still register and leave. */
  readonly open: boolean;
  readonly onChanged: () => Promise<void>;
}

/** My place in the session, for one of my organisations. */
export function RegistrationPanel({ detail, open, onChanged }: RegistrationPanelProps) {
  const { t } = useTranslation('speed-dating');
  const { person } = useSession();
  const me = detail.participants.find(({ id }) => id === detail.me);
  // Whoever only runs the session is not asked to take part in it.
  if (!me && detail.parts.console && detail.organisations.length === 0) return null;
  return (
    <section className={styles.panel}>
      <h2>{t('registration.title')}</h2>
      {me && <Registered name={me.organisation.name} {...{ detail, open, onChanged }} />}
      {!me && !open && <p>{t('registration.closed')}</p>}
      {!me && open && !person && (
        <LinkButton
          variant="primary"
          to={`/connexion?suite=${encodeURIComponent(`/seances/${detail.session.id}`)}`}
        >
          {t('registration.signIn')}
        </LinkButton>
      )}
      {!me && open && person && <RegistrationForm {...{ detail, open, onChanged }} />}
    </section>
  );
}

function Registered({ detail, name, open, onChanged }: RegistrationPanelProps & { name: string }) {
  const { t } = useTranslation('speed-dating');
  const words = useErrorWords();
  const leaving = useMutation({
    mutationFn: () => withdraw(detail.session.id),
    onSuccess: async () => {
      showToast({ text: t('registration.gone') });
      await onChanged();
    },
  });
  return (
    <>
      <p className={styles.registered}>
        <Icon name="check" />
        {t('registration.registered', { name })}
      </p>
      {leaving.isError && <Banner tone="problem">{words(leaving.error)}</Banner>}
      {open && (
        <Button onPress={() => leaving.mutate()} isPending={leaving.isPending}>
          {t('registration.withdraw')}
        </Button>
      )}
    </>
  );
}

function RegistrationForm({ detail, onChanged }: RegistrationPanelProps) {
  const { t } = useTranslation('speed-dating');
  const words = useErrorWords();
  const { organisations } = detail;
  const [chosen, choose] = useState(organisations[0]?.id ?? null);
  const [publicSide, setPublicSide] = useState<Side>('association');
  const organisation = organisations.find(({ id }) => id === chosen);
  const joining = useMutation({
    mutationFn: (input: { organisationId: string; side: Side }) =>
      register(detail.session.id, input),
    onSuccess: async () => {
      showToast({ text: t('registration.done') });
      await onChanged();
    },
  });
  if (!organisation) return <p>{t('registration.noOrganisation')}</p>;
  const ownSide = sideOf(organisation.kind);
  return (
    <>
      {organisations.length > 1 && (
        <RadioGroup
          label={t('registration.for')}
          value={chosen}
          onChange={choose}
          options={organisations.map(({ id, name }) => ({ value: id, label: name }))}
        />
      )}
      {ownSide === null && (
        <RadioGroup
          label={t('registration.side')}
          value={publicSide}
          onChange={setPublicSide}
          options={SIDES.map((value) => ({ value, label: t(`sides.${value}`) }))}
        />
      )}
      {joining.isError && <Banner tone="problem">{words(joining.error)}</Banner>}
      <Button
        variant={detail.parts.console ? 'secondary' : 'primary'}
        wide
        isPending={joining.isPending}
        onPress={() =>
          joining.mutate({ organisationId: organisation.id, side: ownSide ?? publicSide })
        }
      >
        {t('registration.registerFor', { name: organisation.name })}
      </Button>
    </>
  );
}
