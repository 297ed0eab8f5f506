import { canaryConfig, finalConfig, shadowConfig } from '../../release/endpoint-config';
import { releaseTags } from '../../release/tags';
import { act, mutations, undos } from '../acts';
import { holdFleet } from '../autoscaling';
import { makeConfigs } from '../configs';
import type { Stage } from '../stage';

/**
 * Checklist 3a.2: the candidate's model and every endpoint config of the release, made before production is touched.
 * A name taken by somebody else or a refused create: stop. Undo: delete what this release made.
 */
export const candidate: Stage = {
  name: 'candidate',
  async run(release) {
    const { plan, rollback, log, board } = release;
    const tags = releaseTags(plan, release.id);
    board.show({
      state: 'Preparing',
      reason: 'Creating',
      sentence: 'the candidate model and its configs are made',
      next: { what: 'the endpoint gets its first new fleet', at: null },
    });
    await holdFleet(release);
    const { fleet } = release;
    const model = await rollback.guard(
      'model',
      () =>
        act(mutations.createModel, `create model ${plan.names.model}`, {
          name: plan.names.model,
          document: plan.candidateModel,
          packageArn: plan.candidate.packageArn,
          tags,
          evidence: release.address('model'),
        }),
      {
        what: `model ${plan.names.model}`,
        command: `aws sagemaker delete-model --region ${plan.region} --model-name ${plan.names.model}`,
        run: () =>
          act(undos.deleteModel, `delete model ${plan.names.model}`, {
            name: plan.names.model,
            owner: release.id,
          }),
      },
    );
    log.add('action', model.summary, model.evidence);

    const configs = [
      ...(plan.shadow && !plan.scaling
        ? [{ name: plan.names.shadowConfig, document: shadowConfig(plan) }]
        : []),
      { name: plan.names.canaryConfig, document: canaryConfig(plan, fleet) },
      ...(plan.finish === 'replace'
        ? [{ name: plan.names.finalConfig, document: finalConfig(plan) }]
        : []),
    ];
    await makeConfigs(release, configs);
    return undefined;
  },
};
