import { useTranslation } from 'react-i18next';
import styles from '#client/features/speed-dating/speed-dating.module.css';
import { Banner } from '#client/ui/feedback/banner.tsx';
import type { ParticipantView } from '#shared/features/sessions/announcement.schema.ts';
import type { PlanSummary } from '#shared/features/speed-dating/domain.ts';

const MINUTE = 60_000;

interface PlanWordsProps {
  readonly plan: PlanSummary;
  readonly participants: readonly ParticipantView[];
}

/** A plan in words: rounds, who waits, whether it fits in the two hours. */
export function PlanWords({ plan, participants }: PlanWordsProps) {
  const { t, i18n } = useTranslation('speed-dating');
  const format = new Intl.NumberFormat(i18n.resolvedLanguage ?? 'fr', { maximumFractionDigits: 1 });
  const minutes = (duration: number) => format.format(duration / MINUTE);
  return (
    <div className={styles.planWords}>
      <p>
        {t('plan.rounds', { count: plan.rounds, minutes: minutes(plan.roundDuration) })}
        {plan.unplannedMeetings === 0
          ? t('plan.everyone')
          : t('plan.partly', { count: plan.unplannedMeetings })}
      </p>
      <Waits plan={plan} participants={participants} />
      <p>{t('plan.lasts', { minutes: minutes(plan.duration) })}</p>
      {plan.fit.fits ? (
        <p>{t('plan.fits', { minutes: minutes(plan.fit.spare) })}</p>
      ) : (
        <Banner tone="warning">
          {t('plan.tooLong', { minutes: minutes(plan.fit.excess) })}{' '}
          {plan.fit.roundsThatFit > 0 && t('plan.tooLongRounds', { count: plan.fit.roundsThatFit })}
        </Banner>
      )}
    </div>
  );
}

/** Those who wait, together with those who wait as often. */
function Waits({ plan, participants }: PlanWordsProps) {
  const { t } = useTranslation('speed-dating');
  if (plan.waits.size === 0) return <p>{t('plan.noWait')}</p>;
  const names = new Map(participants.map(({ id, organisation }) => [id, organisation.name]));
  const groups = Map.groupBy(plan.waits, ([, count]) => count);
  return (
    <>
      {[...groups].map(([count, waiting]) => (
        <p key={count}>
          {t('plan.waits', {
            count,
            names: waiting.map(([id]) => names.get(id) ?? '').join(', '),
          })}
        </p>
      ))}
    </>
  );
}
