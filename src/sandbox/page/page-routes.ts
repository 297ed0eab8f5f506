import type { Controlled } from '../control/control-routes';
import type { ControlRoutes } from '../control/control-server';
import { describeState } from '../control/state';
import { pageView } from './page-view';
import { Recent } from './recent';

/** What the page asks for; the rest of what it does goes through the other routes of the control port. */
export function pageRoutes(controlled: Controlled, others: ControlRoutes): ControlRoutes {
  const recent = new Recent(controlled.log);
  return {
    'GET /page.json': ({ query }) =>
      pageView({
        now: Date.now(),
        state: describeState(controlled),
        recent,
        routes: Object.keys(others),
        selected: query.get('endpoint') ?? undefined,
      }),
  };
}
