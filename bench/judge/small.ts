import { measure, type Goal, type Measured } from './goals';
import { addCounted, play, type Counted, type Task } from './simulation';
import type { Tally } from './tally';

/** Plays what one goal needs, in this thread, with the judge alone. */
export function playGoal(goal: Goal, replicates: number, seed: number): Measured {
  const total: Record<string, Record<string, Tally>> = {};
  for (const task of tasksOf(goal, replicates, seed)) addCounted(total, play(task, []));
  const counted: Counted = total;
  const found = measure(goal, counted, 'judge');
  if (!found) throw new Error(`${goal.id} plays nothing.`);
  return found;
}

function tasksOf({ played }: Goal, to: number, seed: number): Task[] {
  return played.map((one) =>
    'cell' in one
      ? { kind: 'errors', cell: one.cell, scenario: one.scenario, seed, from: 0, to }
      : { kind: 'latency', rps: one.rps, ratios: [one.ratio], seed, from: 0, to },
  );
}
