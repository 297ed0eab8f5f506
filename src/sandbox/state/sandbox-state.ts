import type { MetricStore } from '../cloudwatch/metric-store';
import type { EventLog } from '../event-log';
import { Keeper, type StateParts } from './keeper';
import { MetricJournal } from './metric-journal';

export interface SandboxState {
  readonly keeper: Keeper;
  /** Whether an earlier sandbox left its state, which is back now. */
  readonly isRestored: boolean;
  /** Keeps everything that happens from now on. */
  readonly start: () => void;
  readonly stop: () => void;
}

/** Brings back what an earlier sandbox left in a file; throws an Error where the file cannot be read. */
export function openState(
  path: string,
  store: MetricStore,
  parts: StateParts,
  log: EventLog,
): SandboxState {
  const keeper = new Keeper(path, parts, log);
  const journal = new MetricJournal(`${path}.metrics`, store);
  const isRestored = keeper.restore();
  // Without a state this is a new world, whose metrics begin with it.
  if (isRestored) journal.restore();
  return {
    keeper,
    isRestored,
    start: () => {
      journal.start();
      keeper.start();
    },
    stop: () => {
      keeper.stop();
      journal.stop();
    },
  };
}
