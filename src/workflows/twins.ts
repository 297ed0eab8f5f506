import { alarmTwins, twinNames } from '../release/alarm-twin';
import { deleteAlarmsCommand } from '../release/manual';
import { act, mutations, undos } from './acts';
import type { Release } from './release';

/** Puts a guarded twin of each variant alarm on the candidate's variant; they go with the release. */
export async function armTwins(release: Release): Promise<void> {
  const twins = alarmTwins(release.plan);
  if (twins.length === 0) return;
  const names = twinNames(release.plan);
  const action = await release.rollback.guard(
    'alarms',
    () =>
      act(mutations.putAlarms, `arm ${twins.length} twin alarms`, {
        alarms: twins,
        owner: release.id,
        evidence: release.address('twin alarms'),
      }),
    {
      what: `twin alarms ${names.join(', ')}`,
      command: deleteAlarmsCommand(release.plan, names),
      run: () => act(undos.deleteAlarms, 'remove the twin alarms', { names, owner: release.id }),
    },
  );
  release.log.add('action', action.summary, action.evidence);
}
