import { runErrors, type Tallies } from './error-run';
import { ratios, runLatency } from './latency-run';
import { cellName, cells, curve, curveCells, scenarios, type Cell } from './scenarios';
import { addTally, emptyTally, type Tally } from './tally';

/** A part of the simulation that a thread plays. */
export type Task =
  | {
      readonly kind: 'errors';
      readonly cell: Cell;
      readonly scenario: string;
      readonly seed: number;
      readonly from: number;
      readonly to: number;
    }
  | {
      readonly kind: 'latency';
      readonly rps: number;
      readonly ratios: readonly number[];
      readonly seed: number;
      readonly from: number;
      readonly to: number;
    };

/** What was counted, by what was played: `10/s × 5 %, bad-0.01`, `10/s, ratio 1.5`. */
export type Counted = Record<string, Tallies>;

export const errorKey = (cell: Cell, scenario: string): string => `${cellName(cell)}, ${scenario}`;
export const latencyKey = (rps: number, ratio: number): string => `${rps}/s, ratio ${ratio}`;

/** Plays one part, with the peers' rules or the judge alone. */
export function play(task: Task, peers?: Parameters<typeof runErrors>[1]): Counted {
  if (task.kind === 'latency') {
    const all = runLatency(task);
    return Object.fromEntries(
      task.ratios.map((ratio, index) => [latencyKey(task.rps, ratio), all[index]!]),
    );
  }
  const scenario = [...scenarios, ...curve].find(({ id }) => id === task.scenario);
  if (!scenario) throw new Error(`There is no scenario ${task.scenario}.`);
  return { [errorKey(task.cell, task.scenario)]: runErrors({ ...task, scenario }, peers) };
}

/** Adds what a part counted to the total. */
export function addCounted(total: Record<string, Record<string, Tally>>, more: Counted): void {
  for (const [key, tallies] of Object.entries(more))
    for (const [rule, tally] of Object.entries(tallies))
      addTally(((total[key] ??= {})[rule] ??= emptyTally()), tally);
}

/** Everything in parts of about the same work, the longest first, so that threads end together. */
export function allTasks(
  replicates: number,
  seed: number,
  latencyRates: readonly number[],
): Task[] {
  const latency = latencyRates.toReversed().flatMap((rps) =>
    chunks(replicates, 250).map((part): Task => ({
      kind: 'latency',
      rps,
      ratios,
      seed,
      ...part,
    })),
  );
  const errors = (where: readonly Cell[], what: readonly { readonly id: string }[]) =>
    where.flatMap((cell) =>
      what.flatMap(({ id }) =>
        chunks(replicates, 5000).map((part): Task => ({
          kind: 'errors',
          cell,
          scenario: id,
          seed,
          ...part,
        })),
      ),
    );
  return [...latency, ...errors(cells, scenarios), ...errors(curveCells, curve)];
}

function chunks(count: number, size: number): { readonly from: number; readonly to: number }[] {
  return Array.from({ length: Math.ceil(count / size) }, (_, index) => ({
    from: index * size,
    to: Math.min(count, (index + 1) * size),
  }));
}
