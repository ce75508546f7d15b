import { useTranslation } from 'react-i18next';
import { useSession } from '#client/platform/session/session.ts';
import { Select } from '#client/ui/fields/select.tsx';

const ONESELF = 'self';

interface SpeakerFieldProps {
  readonly organisationId: string | null;
  readonly onChange: (organisationId: string | null) => void;
}

/** In whose name: one's own, or an organisation's. Nothing to choose, nothing shown. */
export function SpeakerField({ organisationId, onChange }: SpeakerFieldProps) {
  const { t } = useTranslation('forum');
  const { organisations } = useSession();
  if (organisations.length === 0) return null;
  const known = organisations.some((organisation) => organisation.id === organisationId);
  return (
    <Select
      label={t('answer.as')}
      options={[
        { value: ONESELF, label: t('answer.asYourself') },
        ...organisations.map(({ id, name }) => ({
          value: id,
          label: t('for', { organisation: name }),
        })),
      ]}
      value={known && organisationId ? organisationId : ONESELF}
      onChange={(value) => onChange(value === ONESELF ? null : value)}
    />
  );
}
