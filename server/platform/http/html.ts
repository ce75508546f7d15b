/** Markup that is safe as it stands: every value in it was escaped, or was markup already. */
export class SafeHtml {
  readonly markup: string;

  constructor(markup: string) {
    this.markup = markup;
  }
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

export const escapeHtml = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '');

type Fragment = SafeHtml | string | number | readonly Fragment[] | null | false;

function render(fragment: Fragment): string {
  if (fragment === null || fragment === false) return '';
  if (fragment instanceof SafeHtml) return fragment.markup;
  if (typeof fragment === 'string') return escapeHtml(fragment);
  if (typeof fragment === 'number') return String(fragment);
  return fragment.map(render).join('');
}

/** A template whose values are escaped unless they are `SafeHtml`; lists are joined. */
export function html(literals: TemplateStringsArray, ...values: readonly Fragment[]): SafeHtml {
  const parts = literals.map((literal, index) =>
    index < values.length ? literal + render(values[index] ?? null) : literal,
  );
  return new SafeHtml(parts.join(''));
}
