export interface ToastMessage {
  readonly text: string;
  readonly tone?: 'done' | 'problem';
  /** One gesture, such as undoing. */
  readonly action?: { readonly label: string; readonly onPress: () => void };
}

export interface ShownToast extends ToastMessage {
  readonly key: number;
}

/** At most so many at once: the oldest leaves. */
const MOST_AT_ONCE = 3;

let shown: readonly ShownToast[] = [];
let lastKey = 0;
const listeners = new Set<() => void>();

function publish(next: readonly ShownToast[]): void {
  shown = next;
  for (const listener of listeners) listener();
}

/** Says in passing what was done; for what must be read or decided, use a `Banner` or a `Dialog`. */
export function showToast(message: ToastMessage): void {
  lastKey += 1;
  publish([...shown, { ...message, key: lastKey }].slice(-MOST_AT_ONCE));
}

export function removeToast(key: number): void {
  publish(shown.filter((toast) => toast.key !== key));
}

export const readToasts = (): readonly ShownToast[] => shown;

export function onToasts(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
