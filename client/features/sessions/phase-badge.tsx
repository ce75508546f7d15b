import { useTranslation } from 'react-i18next';
import { Badge } from '#client/ui/display/badge.tsx';
import type { SessionState } from '#shared/features/sessions/schema.ts';

/** Where a session is in its course, in two words. */
export function PhaseBadge({ phase }: { readonly phase: SessionState['phase'] }) {
  const { t } = useTranslation('sessions');
  const open = phase === 'lobby' || phase === 'running';
  return (
    <Badge tone={open ? 'accent' : 'plain'} {...(phase === 'running' && { icon: 'clock' })}>
      {t(`phases.${phase}`)}
    </Badge>
  );
}
