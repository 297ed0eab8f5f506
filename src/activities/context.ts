import type { AwsClients } from './aws/clients';
import type { EvidenceStore } from './evidence-store';
import type { Scratch } from './scratch';

/** What every activity works with; made once per worker. */
export interface ActivityContext {
  readonly clients: AwsClients;
  readonly store: EvidenceStore;
  readonly scratch: Scratch;
  /** Base of links into the Temporal Web UI, for notices. */
  readonly uiUrl?: string;
}
