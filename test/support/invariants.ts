import { unapprovedChanges } from './invariants/approvals';
import type { ReleaseRecord } from './invariants/release-record';
import { lostCapacity, nowhereToGo, risesInAlarm, unearnedTraffic } from './invariants/traffic';
import { looseWrites, orphans, secondWriters } from './invariants/writes';

/** What holds for every release, whatever happens to it; each check reads the sandbox's log alone. */
const invariants: Readonly<Record<string, (record: ReleaseRecord) => readonly string[]>> = {
  'I1 traffic only as the plan earns it': unearnedTraffic,
  'I2 somebody always serves': nowhereToGo,
  'I3 approval before production': unapprovedChanges,
  'I4 capacity of the stable': lostCapacity,
  'I5 nothing left behind unsaid': orphans,
  'I6 absolute, tagged writes': looseWrites,
  'I7 one writer': secondWriters,
  'I8 no rise in an alarm': risesInAlarm,
};

/** Every breach of an invariant in a release that is over, as `invariant: when, what`. */
export function breachesOf(record: ReleaseRecord): readonly string[] {
  return Object.entries(invariants).flatMap(([name, check]) =>
    check(record).map((breach) => `${name}: ${breach}`),
  );
}
