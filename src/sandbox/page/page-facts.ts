import type { describeState } from '../control/state';
import type { Recent } from './recent';

export type State = ReturnType<typeof describeState>;

/** Everything the page is drawn from. */
export interface PageFacts {
  /** ms */
  readonly now: number;
  readonly state: State;
  readonly recent: Pick<Recent, 'calls' | 'traffic' | 'servingSince' | 'answersSince'>;
  /** Routes of the control port, as `METHOD /path/:open`: what the page can do. */
  readonly routes: readonly string[];
  /** The endpoint somebody looks at; the first one where it is absent or gone. */
  readonly selected?: string;
}
