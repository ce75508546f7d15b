/** A text cut into words and web addresses, in order; full stops at the end stay outside. */
export function splitAddresses(text: string): { text: string; isAddress: boolean }[] {
  return text
    .split(/(https?:\/\/[^\s<>"]*[^\s<>".,;:!?)])/)
    .filter((part) => part !== '')
    .map((part) => ({ text: part, isAddress: /^https?:\/\//.test(part) }));
}
