import type { State } from './page-facts';

export type AlarmView = State['alarms'][number];

const mostShown = 40;

/** Alarms in ALARM first, then those named after the endpoint somebody looks at; no more than fit a page. */
export function alarmsView(
  alarms: readonly AlarmView[],
  endpoint: string | undefined,
): { readonly shown: readonly AlarmView[]; readonly more: number } {
  const rank = ({ name, state }: AlarmView): number => {
    if (state === 'ALARM') return 0;
    return endpoint !== undefined && name.startsWith(endpoint) ? 1 : 2;
  };
  const sorted = [...alarms].sort((a, b) => rank(a) - rank(b) || (a.name < b.name ? -1 : 1));
  return { shown: sorted.slice(0, mostShown), more: Math.max(0, sorted.length - mostShown) };
}
