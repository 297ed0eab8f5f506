import { forgetAnswers } from './answers-work';
import { scaleCandidate, stopScalingCandidate } from './candidate-scaling';
import { countInstances, matchCapacity } from './capacity';
import { confirmPlan } from './confirm-plan';
import type { ActivityContext } from './context';
import { createEndpointConfigs, deleteEndpointConfigs } from './endpoint-configs';
import { restoreConfiguration, updateEndpoint } from './endpoint';
import { createModel, deleteModel } from './model';
import { verifyPackage } from './verify-package';
import { sendNotice } from './notice';
import { resolvePlan } from './plan-reader';
import { readBack } from './read-back';
import { restoreApproval, watchApproval, writeApproval, writeLifecycle } from './registry';
import { holdScaleIn, restoreScaleIn } from './scale-in';
import { smokeRequest } from './smoke';
import { restoreTraffic, shiftTraffic } from './traffic';
import { deleteAlarms, putAlarms } from './twin-alarms';
import { watch } from './watch';
import type { ReleaseSpec } from '../release/spec';

/** Every activity, bound to one worker's clients and evidence store; each does one thing to AWS and reads it back. */
export function createActivities(context: ActivityContext) {
  const bound =
    <Input, Output>(activity: (context: ActivityContext, input: Input) => Promise<Output>) =>
    (input: Input): Promise<Output> =>
      activity(context, input);
  return {
    resolvePlan: ({ spec }: { readonly spec: ReleaseSpec }) => resolvePlan(context.clients, spec),
    confirmPlan: bound(confirmPlan),
    verifyPackage: bound(verifyPackage),
    watchApproval: bound(watchApproval),
    writeApproval: bound(writeApproval),
    restoreApproval: bound(restoreApproval),
    writeLifecycle: bound(writeLifecycle),
    createModel: bound(createModel),
    deleteModel: bound(deleteModel),
    createEndpointConfigs: bound(createEndpointConfigs),
    deleteEndpointConfigs: bound(deleteEndpointConfigs),
    putAlarms: bound(putAlarms),
    deleteAlarms: bound(deleteAlarms),
    holdScaleIn: bound(holdScaleIn),
    restoreScaleIn: bound(restoreScaleIn),
    scaleCandidate: bound(scaleCandidate),
    stopScalingCandidate: bound(stopScalingCandidate),
    countInstances: bound(countInstances),
    matchCapacity: bound(matchCapacity),
    updateEndpoint: bound(updateEndpoint),
    restoreConfiguration: bound(restoreConfiguration),
    shiftTraffic: bound(shiftTraffic),
    restoreTraffic: bound(restoreTraffic),
    smokeRequest: bound(smokeRequest),
    watch: bound(watch),
    readBack: bound(readBack),
    sendNotice: bound(sendNotice),
    forgetAnswers: bound(forgetAnswers),
  };
}

export type Activities = ReturnType<typeof createActivities>;
