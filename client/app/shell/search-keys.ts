import { useEffect, useEffectEvent } from 'react';

const isWriting = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || /^(input|textarea|select)$/i.test(target.tagName));

/** Whether a key opens the search: Ctrl K or Cmd K anywhere, `/` where nobody is writing. */
export function opensSearch(event: KeyboardEvent): boolean {
  if (event.defaultPrevented || event.isComposing) return false;
  const command = event.ctrlKey || event.metaKey;
  if (command && !event.altKey && !event.shiftKey) return event.key.toLowerCase() === 'k';
  return event.key === '/' && !event.altKey && !command && !isWriting(event.target);
}

export function useSearchKeys(open: () => void): void {
  const latest = useEffectEvent(open);
  useEffect(() => {
    const listener = (event: KeyboardEvent) => {
      if (!opensSearch(event)) return;
      event.preventDefault();
      latest();
    };
    document.addEventListener('keydown', listener);
    return () => document.removeEventListener('keydown', listener);
  }, []);
}
