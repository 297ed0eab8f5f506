import type { Carried } from '../judge/carried';
import type { Gate } from '../judge/gate';
import type { Comparator } from '../judge/observation';
import type { EndpointShape } from '../release/endpoint-shape';
import type { ComparedAnswers } from '../release/plan';
import type { WatchedAlarm } from '../release/watched-alarms';
import type { EvidenceAddress } from './evidence-store';

/** A window whose counts are judged; times are Temporal's, so no worker's clock decides anything. */
export interface JudgedWindow {
  readonly start: string;
  readonly end: string;
  readonly periodSeconds: number;
  /** How long after its end a period may still change. */
  readonly settleSeconds: number;
  /** Empty: alarms and the endpoint are watched, counts are not judged. */
  readonly gates: readonly Gate[];
  /** The comparison of a shadow's answers; `captures` is the prefix they are captured under. */
  readonly answers?: ComparedAnswers;
  /** Variant names. A stable that does not serve is still asked for its history. */
  readonly arms: {
    readonly candidate: string;
    readonly stable: string;
    readonly stableServes: boolean;
  };
  readonly frozen: Readonly<Record<string, Comparator>>;
  /** What the last window that passed left, by gate id. */
  readonly carried?: Readonly<Record<string, Carried>>;
  /** Of production's requests, the candidate's part by the weights, 0..1; absent where they are mirrored or all go to one. */
  readonly plannedShare?: number;
  /** Whether the weights or the fleet changed right before the window. */
  readonly afterChange?: boolean;
  /** Whether CloudWatch counts requests above a latency, as planning found; `counts` where absent. */
  readonly exceedance?: 'counts' | 'percentiles';
  /** Final looks at this window, counted from 1: each spends its own part of the error allowed to a pass. */
  readonly look: number;
}

export interface WatchInput {
  readonly endpoint: string;
  /** How the endpoint must stand, or, until it is `settled`, how it shall come to stand. */
  readonly shape: EndpointShape;
  readonly before?: EndpointShape;
  /** When the change that is waited for was accepted. */
  readonly changedAt?: string;
  /** `breach`: until something is wrong. `settled`: until the shape is reached. A window: until its verdict. */
  readonly until: 'breach' | 'settled' | JudgedWindow;
  /** Alarm history is read from here, so that no edge between two watches is lost. */
  readonly since: string;
  readonly alarms: readonly WatchedAlarm[];
  readonly pollSeconds: number;
  readonly evidence: EvidenceAddress;
}
