import {
  type EditorStep,
  randomFor,
  type Scenario,
  type Step,
  type StoreMode,
  type YjsStep,
} from '#server/test/fuzz/scenario.ts';
import type { Random } from '#shared/core/random.ts';

const MODES: readonly StoreMode[] = ['refuses', 'refuses-half-way', 'refuses-after', 'hangs'];
const KINDS = ['paragraph', 'h2', 'quote', 'bullet', 'number'] as const;

/** Draws what happens; the same seed gives the same scenario. */
class Draw {
  readonly #random: Random;
  readonly #pages: Scenario['pages'];
  #storeWorks = true;

  constructor(random: Random) {
    this.#random = random;
    const count = 3 + this.#below(6);
    this.#pages = Array.from({ length: count }, () => (random() < 0.5 ? 'editor' : 'words'));
  }

  scenario(seed: number, length: number): Scenario {
    const steps: Step[] = [];
    while (steps.length < length) steps.push(...this.#steps());
    return { seed, pages: this.#pages, steps };
  }

  #steps(): Step[] {
    const page = this.#below(this.#pages.length);
    const dice = this.#random();
    if (dice < 0.48) return [this.#edit(page)];
    if (dice < 0.62) {
      const to = this.#random() < 0.5 ? 'server' : 'page';
      return [{ do: 'deliver', page, to, count: 1 + this.#below(5) }];
    }
    if (dice < 0.69) return [{ do: 'turn' }];
    if (dice < 0.83) return [...this.#exchange(page), ...this.#exchange(page)];
    if (dice < 0.9) return this.#pages.flatMap((_, each) => this.#exchange(each));
    if (dice < 0.94) return [{ do: 'wait', milliseconds: 1 + this.#below(3000) }];
    return [this.#trouble(page)];
  }

  #edit(page: number): Step {
    const isByHand = this.#pages[page] === 'editor' && this.#random() < 0.85;
    return isByHand ? this.#byHand(page) : this.#byYjs(page);
  }

  #exchange(page: number): Step[] {
    return [
      { do: 'deliver', page, to: 'page', count: 50 },
      { do: 'deliver', page, to: 'server', count: 50 },
      { do: 'turn' },
      { do: 'deliver', page, to: 'page', count: 50 },
    ];
  }

  #byHand(page: number): EditorStep {
    const dice = this.#random();
    if (dice < 0.5) {
      const at = this.#random() < 0.5 ? null : this.#place();
      return { do: 'type', page, at, text: this.#word() };
    }
    if (dice < 0.62) return { do: 'enter', page, at: this.#random() < 0.5 ? null : this.#place() };
    const [from, to] = [this.#place(), this.#place()];
    if (dice < 0.72) return { do: 'remove', page, from, to: Math.min(999, from + (to >> 2)) };
    if (dice < 0.82) return { do: 'bold', page, from, to };
    if (dice < 0.9) return { do: 'block', page, at: from, kind: this.#one(KINDS) };
    return { do: dice < 0.96 ? 'undo' : 'redo', page };
  }

  #byYjs(page: number): YjsStep {
    const dice = this.#random();
    const at = this.#place();
    const key = `key ${this.#below(3)}`;
    if (dice < 0.4) return { do: 'insert', page, at, text: this.#word() };
    if (dice < 0.55) return { do: 'erase', page, at, count: 1 + this.#below(6) };
    if (dice < 0.65) {
      return { do: 'mark', page, at, count: 1 + this.#below(9), bold: this.#random() < 0.6 };
    }
    if (dice < 0.75) return { do: 'set', page, key, value: this.#below(100) };
    if (dice < 0.79) return { do: 'unset', page, key };
    if (dice < 0.85) return { do: 'nest', page, key, text: this.#word() };
    if (dice < 0.95) return { do: 'push', page, at, value: this.#below(100) };
    return { do: 'drop', page, at, count: 1 + this.#below(3) };
  }

  #trouble(page: number): Step {
    const dice = this.#random();
    if (dice < 0.36) {
      this.#storeWorks = !this.#storeWorks;
      return { do: 'store', mode: this.#storeWorks ? 'works' : this.#one(MODES) };
    }
    if (dice < 0.45) return { do: 'cut', page };
    if (dice < 0.53) return { do: 'offline', page };
    if (dice < 0.66) return { do: 'online', page };
    if (dice < 0.77) {
      return { do: 'reload', page, unwritten: this.#random() < 0.3 ? this.#below(6) : 0 };
    }
    if (dice < 0.83) return { do: 'compact' };
    if (dice < 0.93) return { do: 'kill', landed: this.#below(12) };
    if (dice < 0.95) return { do: 'restart' };
    return { do: dice < 0.98 ? 'rest' : 'calm' };
  }

  #word(): string {
    const length = 1 + this.#below(5);
    const letter = () => String.fromCharCode(97 + this.#below(26));
    const word = Array.from({ length }, letter).join('');
    return this.#random() < 0.05 ? `${word} 👋` : word;
  }

  #place(): number {
    return this.#below(1000);
  }

  #one<Item>(items: readonly [Item, ...Item[]] | readonly Item[]): Item {
    return items[this.#below(items.length)] as Item;
  }

  #below(end: number): number {
    return Math.floor(this.#random() * end);
  }
}

export const drawScenario = (seed: number, length: number): Scenario =>
  new Draw(randomFor(seed)).scenario(seed, length);
