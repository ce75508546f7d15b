import { type FormEvent, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import styles from '#client/features/sessions/chat.module.css';
import { emitAcknowledged } from '#client/features/sessions/socket.ts';
import { createClientKey } from '#client/platform/api/client-key.ts';
import { useErrorWords } from '#client/platform/api/error-words.ts';
import { Button } from '#client/ui/actions/button.tsx';
import { classes } from '#client/ui/classes.ts';
import { TextField } from '#client/ui/fields/text-field.tsx';
import { Icon } from '#client/ui/icons/icon.tsx';
import type { ChatMessage } from '#shared/features/sessions/events.ts';
import { type ChatScope, SESSION_LIMITS } from '#shared/features/sessions/schema.ts';
import { hourWords } from '#shared/i18n/date-words.ts';

interface ChatProps {
  readonly sessionId: string;
  readonly scope: ChatScope;
  readonly messages: readonly ChatMessage[];
  readonly personId: string | null;
  readonly title: string;
  /** Who reads what is written here. */
  readonly hint: string;
}

/** What is on its way, or did not arrive. */
interface Outgoing {
  readonly clientKey: string;
  readonly text: string;
  readonly error: unknown;
}

/** The words of one place: the room, or a table. */
export function Chat({ sessionId, scope, messages, personId, title, hint }: ChatProps) {
  const { t } = useTranslation('sessions');
  const [text, setText] = useState('');
  const [outgoing, setOutgoing] = useState<readonly Outgoing[]>([]);
  const end = useRef<HTMLDivElement>(null);
  const arrived = new Set(messages.map((message) => message.clientKey));
  const waiting = outgoing.filter((message) => !arrived.has(message.clientKey));
  const count = messages.length + waiting.length;
  useEffect(() => {
    if (count > 0) end.current?.scrollTo({ top: end.current.scrollHeight });
  }, [count]);

  const send = async (message: Omit<Outgoing, 'error'>) => {
    const { clientKey } = message;
    const others = (all: readonly Outgoing[]) => all.filter((one) => one.clientKey !== clientKey);
    setOutgoing((all) => [...others(all), { ...message, error: null }]);
    try {
      await emitAcknowledged('session.chat', { sessionId, scope, ...message });
      setOutgoing(others);
    } catch (error) {
      setOutgoing((all) => [...others(all), { ...message, error }]);
    }
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const words = text.trim();
    if (words === '') return;
    setText('');
    void send({ clientKey: createClientKey(), text: words });
  };
  return (
    <section className={styles.chat} aria-label={title}>
      <h2 className={styles.title}>{title}</h2>
      <p className={styles.hint}>{hint}</p>
      <div
        className={styles.messages}
        ref={end}
        role="log"
        aria-label={t('chat.list')}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reached by keys
        tabIndex={0}
      >
        {count === 0 && <p className={styles.hint}>{t('chat.empty')}</p>}
        {messages.map((message) => (
          <Message key={message.id} message={message} own={message.author.id === personId} />
        ))}
        {waiting.map((message) => (
          <Unsent key={message.clientKey} message={message} onRetry={() => void send(message)} />
        ))}
      </div>
      <form className={styles.form} onSubmit={submit}>
        <TextField
          label={t('chat.label')}
          value={text}
          onChange={setText}
          maxLength={SESSION_LIMITS.chatMessage}
          autoComplete="off"
        />
        <Button type="submit" icon="send">
          {t('chat.send')}
        </Button>
      </form>
    </section>
  );
}

function Message({ message, own }: { readonly message: ChatMessage; readonly own: boolean }) {
  const { t, i18n } = useTranslation('sessions');
  const language = i18n.resolvedLanguage === 'en' ? 'en' : 'fr';
  return (
    <div className={classes(styles.message, own && styles.own)}>
      <p className={styles.author}>
        <strong>{message.author.name}</strong>
        {message.facilitator && <span> ({t('chat.facilitator')})</span>}
        <time dateTime={new Date(message.sentAt).toISOString()}>
          {hourWords(message.sentAt, { language })}
        </time>
      </p>
      <p className={styles.text}>{message.text}</p>
    </div>
  );
}

interface UnsentProps {
  readonly message: Outgoing;
  readonly onRetry: () => void;
}

function Unsent({ message, onRetry }: UnsentProps) {
  const { t } = useTranslation('sessions');
  const words = useErrorWords();
  return (
    <div className={classes(styles.message, styles.own)}>
      <p className={styles.text}>{message.text}</p>
      {message.error === null ? (
        <p className={styles.author}>{t('chat.sending')}</p>
      ) : (
        <p className={styles.failed}>
          <Icon name="warning" size={16} />
          {t('chat.failed')} {words(message.error)}
          <Button size="small" variant="quiet" onPress={onRetry}>
            {t('chat.retry')}
          </Button>
        </p>
      )}
    </div>
  );
}
