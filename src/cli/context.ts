import { onCallPageUrl } from '../release/web-ui';
import type { FoundRelease } from './temporal/find-release';
import type { ColorChoice, Style } from './output/style';
import type { OutputFormat, Recorder } from './output/records';
import type { Terminal } from './terminal';

/** Flags that every verb takes. */
export interface GlobalFlags {
  readonly file?: string;
  readonly output: OutputFormat;
  readonly color: ColorChoice;
  readonly profile?: string;
}

/** What a verb works with. */
export interface Context {
  readonly terminal: Terminal;
  readonly flags: GlobalFlags;
  readonly style: Style;
  readonly records: Recorder;
  /** A line for people: on `err`, so that data on `out` stays data. */
  readonly say: (sentence: string) => void;
}

/** The on-call page of a run in the Web UI, where the environment says where the UI is. */
export function uiUrl(
  { env }: Terminal,
  namespace: string,
  { workflowId, runId }: Pick<FoundRelease, 'workflowId' | 'runId'>,
): string | undefined {
  const base = env.SLIPWAY_UI_URL ?? env.TEMPORAL_UI_URL;
  if (!base) return undefined;
  return onCallPageUrl({ uiUrl: base, namespace, workflowId, runId });
}
