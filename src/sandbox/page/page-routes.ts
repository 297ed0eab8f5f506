import type { Account } from '../account/account';
import type { ControlRoutes } from '../control/control-server';
import type { Faults } from '../control/faults';
import { describeState } from '../control/state';
import { pageView } from './page-view';
import { Recent } from './recent';

/** What the page asks for, of one account; the rest of what it does goes through the other routes of the control port. */
export function pageRoutes(account: Account, faults: Faults, others: ControlRoutes): ControlRoutes {
  const recent = new Recent(account.log);
  return {
    'GET /page.json': ({ query }) =>
      pageView({
        now: Date.now(),
        state: describeState(account, faults),
        recent,
        routes: Object.keys(others),
        selected: query.get('endpoint') ?? undefined,
      }),
  };
}
