const PARTS = /^(mongodb(?:\+srv)?:\/\/)([^/?]+)(?:\/([^?]*))?(?:\?(.*))?$/;

/**
 * The address of another database on the same server, signed in as before. Throws when `url` is not a
 * MongoDB connection string. (Not a URL to parse: it may name several hosts.)
 */
export function withDatabase(url: string, database: string): string {
  const [, scheme, hosts, path, query] = PARTS.exec(url) ?? [];
  if (!scheme || !hosts) throw new Error('not a MongoDB connection string');
  const options = new URLSearchParams(query);
  // Who signs in is known to the database that the path named.
  if (hosts.includes('@') && !options.has('authSource')) {
    options.set('authSource', path || 'admin');
  }
  const end = options.size > 0 ? `?${options}` : '';
  return `${scheme}${hosts}/${database}${end}`;
}
