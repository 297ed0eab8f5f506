import { CancellationScope } from '@temporalio/workflow';
import { twinNames } from '../release/alarm-twin';
import { suspendCommand } from '../release/manual';
import { act, undos } from './acts';
import { restoreScaling } from './autoscaling';
import { sentenceOf } from './failure';
import type { Release } from './release';

/** After a promotion: the configs and twin alarms that only the release needed go, and the registry learns where the package runs. */
export function tidyUp(release: Release): Promise<string[]> {
  return CancellationScope.nonCancellable(async () => {
    const { plan, board } = release;
    const leftBehind: string[] = [];
    release.people.over = true;
    board.show({
      state: 'Finishing',
      reason: 'Promoted',
      sentence: `${plan.candidate.version} serves all traffic; what only the release needed is removed`,
      next: { what: 'the release ends', at: null },
    });
    const tidy = async (
      what: string,
      run: () => Promise<{ summary: string }>,
      command?: string,
    ): Promise<void> => {
      try {
        release.log.add('action', (await run()).summary);
      } catch (error) {
        const hint = command === undefined ? '' : `. Run: ${command}`;
        leftBehind.push(`${what}: ${sentenceOf(error)}${hint}`);
      }
    };
    const twins = twinNames(plan);
    if (twins.length > 0 && plan.finish === 'replace')
      await tidy(`twin alarms ${twins.join(', ')}`, () =>
        act(undos.deleteAlarms, 'remove the twin alarms', { names: twins, owner: release.id }),
      );
    const { stable, candidate, finish } = plan;
    const scaled = finish === 'replace' ? [stable] : [stable, candidate];
    for (const { variant } of plan.scaling ? scaled : [])
      await tidy(
        `suspended scale-in of ${variant}`,
        () => restoreScaling(release, variant),
        suspendCommand(plan, variant),
      );
    if (plan.finish === 'replace') {
      const names = [...(plan.shadow ? [plan.names.shadowConfig] : []), plan.names.canaryConfig];
      await tidy(`endpoint configs ${names.join(', ')}`, () =>
        act(undos.deleteEndpointConfigs, 'delete the configs only the release needed', {
          names,
          endpoint: plan.endpoint,
          owner: release.id,
        }),
      );
    }
    if (plan.registry === 'lifecycle')
      await tidy(`life cycle of ${plan.candidate.version}`, () =>
        act(undos.writeLifecycle, 'registry: in production', {
          packageArn: plan.candidate.packageArn,
          stage: 'Production',
          status: 'Serving',
          description: `${plan.endpoint}, ${release.id}`,
        }),
      );
    return leftBehind;
  });
}
