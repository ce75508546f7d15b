const SAFE_PROTOCOLS = new Set(['http:', 'https:', 'mailto:']);
const MOST_CHARACTERS = 2_048;

/** Where a link may lead: an absolute http, https or mailto address, as URL writes it; else null. */
export function safeLinkAddress(address: string): string | null {
  if (address.length > MOST_CHARACTERS || !URL.canParse(address)) return null;
  const url = new URL(address);
  return SAFE_PROTOCOLS.has(url.protocol) ? url.href : null;
}

/** What a person types as an address: `exemple.org` and `nom@exemple.org` are completed. */
export function completeLinkAddress(typed: string): string | null {
  const address = typed.trim();
  if (/^[a-z][a-z0-9+.-]*:/i.test(address)) return safeLinkAddress(address);
  if (/^[^\s@/]+@[^\s@/]+\.[^\s@/]+$/.test(address)) return safeLinkAddress(`mailto:${address}`);
  return /^[^\s/]+\.[^\s]+$/.test(address) ? safeLinkAddress(`https://${address}`) : null;
}
