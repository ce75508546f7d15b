import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import styles from '#client/features/sessions/console.module.css';
import { useCommands } from '#client/features/sessions/use-commands.ts';
import type { LiveSession } from '#client/features/sessions/use-live-session.ts';
import { Button } from '#client/ui/actions/button.tsx';
import { Banner } from '#client/ui/feedback/banner.tsx';
import { Dialog } from '#client/ui/overlays/dialog.tsx';
import type { SessionDetailView } from '#shared/features/sessions/announcement.schema.ts';
import type { SessionState } from '#shared/features/sessions/schema.ts';
import { planDifference } from '#shared/features/speed-dating/domain.ts';

interface ConsoleControlsProps {
  readonly detail: SessionDetailView;
  readonly live: LiveSession;
  readonly state: SessionState;
}

type Commands = ReturnType<typeof useCommands>;

const MINUTE = 60_000;

/** The next thing to do as the big button; beside it what may be needed. */
export function ConsoleControls({ detail, live, state }: ConsoleControlsProps) {
  const commands = useCommands(detail.session.id);
  return (
    <div className={styles.controls}>
      {state.phase === 'lobby' && <LobbyControls {...{ detail, state, commands }} />}
      {state.phase === 'running' && <RunningControls {...{ live, state, commands }} />}
      <CloseButton state={state} commands={commands} />
    </div>
  );
}

interface LobbyControlsProps {
  readonly detail: SessionDetailView;
  readonly state: SessionState;
  readonly commands: Commands;
}

function LobbyControls({ detail, state, commands }: LobbyControlsProps) {
  const { t } = useTranslation('sessions');
  const { missing, gone } = planDifference(state.agenda, detail.participants);
  const changed = missing.length + gone.length;
  return (
    <>
      {changed > 0 && <Banner tone="warning">{t('console.unplanned', { count: changed })}</Banner>}
      <Button
        variant="primary"
        wide
        isDisabled={state.agenda.length === 0}
        isPending={commands.pending === 'start'}
        onPress={() => commands.send({ type: 'start', revision: state.revision })}
      >
        {t('console.start')}
      </Button>
      <p className={styles.hint}>{t('console.startHint')}</p>
    </>
  );
}

interface RunningControlsProps {
  readonly live: LiveSession;
  readonly state: Extract<SessionState, { phase: 'running' }>;
  readonly commands: Commands;
}

function RunningControls({ live, state, commands }: RunningControlsProps) {
  const { t } = useTranslation('sessions');
  const { send, pending } = commands;
  const { revision, current, agenda } = state;
  const paused = current.timer.kind === 'paused';
  const next = agenda[current.index + 1];
  const round = live.view.phase === 'running' ? live.view.step.round + 1 : 1;
  const nextName =
    next?.kind === 'round' ? `${t('steps.round')} ${round}` : next && t(`steps.${next.kind}`);
  const skip = (
    <Button
      variant={paused ? 'secondary' : 'primary'}
      wide
      icon="arrow"
      isPending={pending === 'skip'}
      onPress={() => send({ type: 'skip', revision })}
    >
      {nextName ? t('console.skipTo', { step: nextName }) : t('console.finish')}
    </Button>
  );
  return (
    <>
      <p className={styles.step}>
        {t('console.step', { index: current.index + 1, count: agenda.length })} ·{' '}
        <strong>{stepName(live, t)}</strong>
      </p>
      {paused && (
        <Button
          variant="primary"
          wide
          isPending={pending === 'resume'}
          onPress={() => send({ type: 'resume', revision })}
        >
          {t('console.resume')}
        </Button>
      )}
      {skip}
      <div className={styles.row}>
        {!paused && (
          <Button isPending={pending === 'pause'} onPress={() => send({ type: 'pause', revision })}>
            {t('console.pause')}
          </Button>
        )}
        {[1, 2].map((count) => (
          <Button
            key={count}
            aria-label={t('console.extendLabel', { count })}
            onPress={() => send({ type: 'extend', revision, by: count * MINUTE })}
          >
            {t('console.extend', { count })}
          </Button>
        ))}
      </div>
    </>
  );
}

function stepName(
  live: LiveSession,
  t: ReturnType<typeof useTranslation<'sessions'>>['t'],
): string {
  const { view } = live;
  if (view.phase !== 'running') return '';
  const { kind, round, rounds } = view.step;
  return kind === 'round' ? t('table.round', { round, rounds }) : t(`steps.${kind}`);
}

interface CloseButtonProps {
  readonly state: SessionState;
  readonly commands: Commands;
}

/** Closing cannot be undone: it is asked twice. */
function CloseButton({ state, commands }: CloseButtonProps) {
  const { t } = useTranslation('sessions');
  const [asking, setAsking] = useState(false);
  const running = state.phase === 'running';
  const close = () => {
    setAsking(false);
    commands.send({ type: 'close', revision: state.revision });
  };
  return (
    <>
      <div className={styles.row}>
        <Button variant="danger" size="small" onPress={() => setAsking(true)}>
          {running ? t('console.close') : t('console.cancel')}
        </Button>
      </div>
      <Dialog
        alert
        title={running ? t('console.closeTitle') : t('console.cancel')}
        isOpen={asking}
        onClose={() => setAsking(false)}
        actions={
          <>
            <Button onPress={() => setAsking(false)}>{t('console.keep')}</Button>
            <Button variant="danger" onPress={close}>
              {running ? t('console.closeConfirm') : t('console.cancelConfirm')}
            </Button>
          </>
        }
      >
        <p>{running ? t('console.closeWords') : t('console.cancelWords')}</p>
      </Dialog>
    </>
  );
}
