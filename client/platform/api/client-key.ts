/**
 * A key for one creation, to be made once per form and sent with each attempt: the server then
 * creates once what a poor network sends twice. 22 characters.
 */
export function createClientKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
}
