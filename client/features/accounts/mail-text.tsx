import styles from '#client/features/accounts/accounts.module.css';
import { splitAddresses } from '#client/features/accounts/split-addresses.ts';

/** The text of a mail as it was sent, its addresses made into links. */
export function MailText({ text }: { readonly text: string }) {
  let position = 0;
  return (
    <p className={styles.mailText}>
      {splitAddresses(text).map((part) => {
        position += part.text.length;
        return part.isAddress ? (
          <a key={position} href={part.text} rel="noreferrer">
            {part.text}
          </a>
        ) : (
          part.text
        );
      })}
    </p>
  );
}
