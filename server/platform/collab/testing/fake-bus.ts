import type { DocumentBus } from '#server/platform/collab/document-bus.ts';

interface Waiting {
  readonly from: FakeBus;
  readonly name: string;
  readonly message: Uint8Array;
}

/** What joins the nodes of a test: messages arrive when the test says, or never. */
export class FakeBusNetwork {
  readonly #buses = new Set<FakeBus>();
  #waiting: Waiting[] = [];
  #away = false;

  join(): FakeBus {
    const bus = new FakeBus(this);
    this.#buses.add(bus);
    return bus;
  }

  get isAway(): boolean {
    return this.#away;
  }

  send(waiting: Waiting): void {
    this.#waiting.push(waiting);
  }

  /** Brings what was sent so far; answers how much that was. */
  deliver(): number {
    const waiting = this.#waiting.splice(0);
    for (const { from, name, message } of waiting) {
      for (const bus of this.#buses) if (bus !== from) bus.receive(name, message);
    }
    return waiting.length;
  }

  /** Loses what was sent and not delivered. */
  lose(): void {
    this.#waiting = [];
  }

  /** Nothing goes through, and everyone knows it. */
  goAway(): void {
    this.#away = true;
    this.lose();
  }

  comeBack(): void {
    this.#away = false;
    for (const bus of this.#buses) bus.onReturn();
  }
}

export class FakeBus implements DocumentBus {
  onMessage: (name: string, message: Uint8Array) => void = () => {};
  onReturn: () => void = () => {};
  readonly #network: FakeBusNetwork;
  readonly #names = new Set<string>();

  constructor(network: FakeBusNetwork) {
    this.#network = network;
  }

  get connected(): boolean {
    return !this.#network.isAway;
  }

  publish(name: string, message: Uint8Array): void {
    this.#network.send({ from: this, name, message });
  }

  async listen(name: string): Promise<void> {
    this.#names.add(name);
  }

  leave(name: string): void {
    this.#names.delete(name);
  }

  receive(name: string, message: Uint8Array): void {
    if (this.#names.has(name)) this.onMessage(name, message);
  }

  async close(): Promise<void> {}
}
