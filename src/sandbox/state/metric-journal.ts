import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import type { Datum, MetricStore } from '../cloudwatch/metric-store';
import { JsonLines } from '../json-lines';

const head = { format: 'slipway-sandbox-metrics', version: 1 } as const;

/**
 * Metric points, one line each as they are published. There are too many of them to write anew at
 * every change, and a killed sandbox may lose those of the last tenth of a second.
 */
export class MetricJournal {
  #lines: JsonLines | undefined;

  constructor(
    private readonly path: string,
    private readonly store: MetricStore,
  ) {}

  /** Brings the points back that CloudWatch would still have; throws an Error for a file that is not ours. */
  restore(): void {
    if (!existsSync(this.path)) return;
    const [first, ...lines] = readFileSync(this.path, 'utf8').split('\n');
    if (first !== JSON.stringify(head)) {
      throw new Error(
        `${this.path} beside --state does not hold metrics of this sandbox. Remove it: the metrics start anew.`,
      );
    }
    // What follows the last line break is a line that the end of the sandbox cut off.
    for (const line of lines.slice(0, -1)) this.store.record(JSON.parse(line) as Datum);
  }

  /** Writes what the store has, without what is too old, and every point it gets from now on. */
  start(): void {
    const written = `${this.path}.new`;
    const lines = [head, ...this.store.data()].map((line) => `${JSON.stringify(line)}\n`);
    writeFileSync(written, lines.join(''));
    renameSync(written, this.path);
    const journal = new JsonLines(this.path);
    this.#lines = journal;
    this.store.heard = (datum) => journal.write(datum);
  }

  stop(): void {
    this.#lines?.close();
  }
}
