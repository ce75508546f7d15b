import { Counter, collectDefaultMetrics, Gauge, Registry } from 'prom-client';

/** Reads a figure when it is asked for; undefined when there is none now. */
export type Reading = () => number | undefined | Promise<number | undefined>;

/**
 * The figures of one host, in the names and units of Prometheus. Labels come from lists of this
 * program only, never from what people send: neither their number nor their words may grow.
 */
export class Metrics {
  readonly registry = new Registry();

  constructor(version: string) {
    collectDefaultMetrics({ register: this.registry });
    const build = new Gauge({
      name: 'trame_build_info',
      help: 'The version that runs, as a label of the figure 1',
      labelNames: ['version'],
      registers: [this.registry],
    });
    build.set({ version }, 1);
  }

  /** A figure that goes up and down. `read` must not reject. */
  gauge(name: string, help: string, read: Reading): void {
    const gauge: Gauge = new Gauge({
      name,
      help,
      registers: [this.registry],
      async collect() {
        const value = await read();
        if (value === undefined) gauge.remove();
        else gauge.set(value);
      },
    });
  }

  /** A count kept here, one for each value of `labels`. */
  counter<Label extends string>(
    name: string,
    help: string,
    labelNames: readonly Label[] = [],
  ): Counter<Label> {
    return new Counter({ name, help, labelNames, registers: [this.registry] });
  }
}
