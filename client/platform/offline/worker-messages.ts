/** What a page asks of the service worker. `forget` is answered on the port it brings. */
export type WorkerRequest =
  | { readonly type: 'keep'; readonly addresses: readonly string[] }
  | { readonly type: 'forget' };
