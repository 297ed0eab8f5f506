import type { JsonObject } from '../release/canonical';
import { releaseTags } from '../release/tags';
import { act, mutations, undos } from './acts';
import type { Release } from './release';

/** Makes endpoint configs of a release. Undo: all of its configs go, whenever they were made. */
export async function makeConfigs(
  release: Release,
  configs: readonly { readonly name: string; readonly document: JsonObject }[],
): Promise<void> {
  const { plan, rollback, log } = release;
  const names = [
    ...(plan.shadow ? [plan.names.shadowConfig] : []),
    plan.names.canaryConfig,
    ...(plan.finish === 'replace' ? [plan.names.finalConfig] : []),
  ];
  const made = await rollback.guard(
    'configs',
    () =>
      act(mutations.createEndpointConfigs, `create ${configs.length} endpoint configs`, {
        configs,
        tags: releaseTags(plan, release.id),
        evidence: release.address('endpoint configs'),
      }),
    {
      what: `endpoint configs ${names.join(', ')}`,
      command: names
        .map(
          (name) =>
            `aws sagemaker delete-endpoint-config --region ${plan.region} --endpoint-config-name ${name}`,
        )
        .join('\n'),
      run: () =>
        act(undos.deleteEndpointConfigs, 'delete the endpoint configs of the release', {
          names,
          endpoint: plan.endpoint,
          owner: release.id,
        }),
    },
  );
  log.add('action', made.summary, made.evidence);
}
