import { alarmsView, type AlarmView } from './alarms-view';
import { callView, type CallView } from './call-view';
import { endpointView, type EndpointView } from './endpoint-view';
import type { PageFacts, State } from './page-facts';

/** What `GET /page.json` answers: all that the page shows, with nothing left to compute but its drawing. */
export interface PageView {
  readonly now: number;
  readonly clock: number;
  readonly log: string;
  readonly endpoints: readonly { readonly name: string; readonly status: string }[];
  readonly endpoint: EndpointView | null;
  /** Instances can be lost at the press of a button. */
  readonly losesInstances: boolean;
  readonly alarms: readonly AlarmView[];
  /** Alarms that are not shown. */
  readonly moreAlarms: number;
  readonly faults: State['faults'];
  /** Newest first. */
  readonly calls: { readonly all: readonly CallView[]; readonly changes: readonly CallView[] };
}

/** The page's view of the sandbox at one moment; pure. */
export function pageView(facts: PageFacts): PageView {
  const { now, state, recent, routes, selected } = facts;
  const endpoint = state.endpoints.find(({ name }) => name === selected) ?? state.endpoints[0];
  const alarms = alarmsView(state.alarms, endpoint?.name);
  return {
    now,
    clock: state.clock,
    log: state.log,
    endpoints: state.endpoints.map(({ name, status }) => ({ name, status })),
    endpoint: endpoint === undefined ? null : endpointView(facts, endpoint),
    losesInstances: routes.includes('POST /endpoints/:name/fate'),
    alarms: alarms.shown,
    moreAlarms: alarms.more,
    faults: state.faults,
    calls: {
      all: recent.calls.all.map(callView),
      changes: recent.calls.changes.map(callView),
    },
  };
}
