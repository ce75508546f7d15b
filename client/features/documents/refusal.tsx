import { useTranslation } from 'react-i18next';
import type * as Y from 'yjs';
import type { SectionRefusal } from '#client/platform/collab/section-provider.ts';
import { Button, LinkButton } from '#client/ui/actions/button.tsx';
import { Banner } from '#client/ui/feedback/banner.tsx';
import { wordsOf } from '#shared/editor/words.ts';
import { CLOSE } from '#shared/realtime/close-codes.ts';

type Cause = 'withdrawn' | 'closed' | 'signedOut' | 'stale' | 'failed';

function causeOf(code: number): Cause {
  switch (code) {
    case CLOSE.forbidden:
      return 'withdrawn';
    case CLOSE.unknownDocument:
      return 'closed';
    case CLOSE.notSignedIn:
      return 'signedOut';
    case CLOSE.staleEpoch:
      return 'stale';
    default:
      return 'failed';
  }
}

interface RefusalProps {
  readonly refusal: SectionRefusal;
  /** The text, when it holds words that the server may not have. */
  readonly unsent?: Y.Doc | null;
}

/** The server closed a text for good: what happened, what was kept, what to do. */
export function Refusal({ refusal, unsent }: RefusalProps) {
  const { t } = useTranslation('documents');
  const cause = causeOf(refusal.code);
  return (
    <Banner
      tone="problem"
      urgent
      title={t(`refusal.${cause}`)}
      actions={
        <>
          {unsent && (
            <Button size="small" onPress={() => download(wordsOf(unsent))}>
              {t('refusal.keep')}
            </Button>
          )}
          {cause === 'signedOut' && (
            <LinkButton size="small" to="/connexion">
              {t('refusal.signIn')}
            </LinkButton>
          )}
          {(cause === 'stale' || cause === 'failed') && (
            <Button size="small" onPress={() => location.reload()}>
              {t('refusal.reload')}
            </Button>
          )}
        </>
      }
    >
      {t(`refusal.${cause}Words`)} {unsent && t('refusal.unsent')}
    </Banner>
  );
}

interface LeftWordsProps {
  /** The text of an older epoch as this page had it, with words that the server never took. */
  readonly words: string;
  readonly onClose: () => void;
}

/** A part began again while words were on their way: they belong to no text any more, but to their author. */
export function LeftWords({ words, onClose }: LeftWordsProps) {
  const { t } = useTranslation('documents');
  return (
    <Banner
      tone="problem"
      urgent
      title={t('refusal.stale')}
      actions={
        <>
          <Button size="small" onPress={() => download(words)}>
            {t('refusal.keep')}
          </Button>
          <Button size="small" variant="quiet" onPress={onClose}>
            {t('refusal.drop')}
          </Button>
        </>
      }
    >
      {t('refusal.unsent')}
    </Banner>
  );
}

/** A private copy, in a file that every device opens. */
function download(words: string): void {
  const address = URL.createObjectURL(new Blob([words], { type: 'text/plain;charset=utf-8' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = 'trame.txt';
  link.click();
  URL.revokeObjectURL(address);
}
