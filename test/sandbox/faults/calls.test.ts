import {
  AddTagsCommand,
  CreateEndpointConfigCommand,
  DeleteModelCommand,
} from '@aws-sdk/client-sagemaker';
import { callsTo, weightsOver } from '../../../src/sandbox/log-reader';
import { createModel, settled, variant } from '../running-sandbox';
import { alarm, change, live, main, update } from './deeds';
import { given, refusal } from './given';

test(
  'a throttled account answers nothing, at SageMaker nor at CloudWatch',
  given('throttled', async (sandbox) => {
    for (const call of [live(sandbox), change(sandbox, { DesiredWeight: 50 })]) {
      expect(await refusal(call)).toBe('ThrottlingException: Rate exceeded');
    }
    expect(await refusal(alarm(sandbox))).toMatch(/^Throttling.*: Rate exceeded$/);
    expect(weightsOver(await sandbox.log(), 'fraud-scorer').at(-1)?.weights).toEqual({ main: 100 });
  }),
);

// claim: faults, AddTags · of several faults the first that answers a call is the last that acts on it;
//   the others wait for the next calls · sandbox: fault plans
test(
  'errors of servers come one after the other, and then the call gets through',
  given('server-errors', async ({ sagemaker }) => {
    const ResourceArn = 'arn:aws:sagemaker:us-east-1:000000000000:endpoint/fraud-scorer';
    const Tags = [{ Key: 'tried', Value: 'often' }];
    const statuses: (number | undefined)[] = [];
    for (let call = 0; call < 6; call += 1) {
      const outcome = await sagemaker.send(new AddTagsCommand({ ResourceArn, Tags })).then(
        ({ $metadata }) => $metadata,
        (cause: { readonly $metadata?: { readonly httpStatusCode?: number } }) => cause.$metadata,
      );
      statuses.push(outcome?.httpStatusCode);
    }

    expect(statuses).toEqual([500, 502, 503, 504, undefined, 200]);
  }),
);

test(
  'the caller may do nothing any more once traffic has shifted',
  given('access-denied', async (sandbox) => {
    await live(sandbox);
    await change(sandbox, { DesiredWeight: 50 });

    for (const call of [live(sandbox), change(sandbox, { DesiredWeight: 100 })]) {
      expect(await refusal(call)).toMatch(/^AccessDeniedException: User: .* is not authorized/);
    }
  }),
);

test(
  'credentials have expired once the endpoint is being updated',
  given('credentials-expired', async (sandbox) => {
    await update(sandbox);

    expect(await refusal(live(sandbox))).toMatch(/^ExpiredTokenException: The security token/);
  }),
);

test(
  'the way back is throttled, and gets through at last',
  given('restore-throttled', async (sandbox) => {
    await change(sandbox, { DesiredWeight: 50 });
    await settled(sandbox);
    const back = () => refusal(change(sandbox, { DesiredWeight: 100 }));
    for (let call = 0; call < 10; call += 1) {
      expect(await back()).toBe('ThrottlingException: Rate exceeded');
    }

    expect(await back()).toBeUndefined();
    expect((await main(sandbox))?.CurrentWeight).toBe(100);
  }),
);

test(
  'a name is taken by an own call, and by somebody else',
  given('already-exists', async (sandbox) => {
    const { sagemaker } = sandbox;
    const EndpointConfigName = 'fraud-scorer-next';

    expect(await refusal(createModel(sandbox, 2))).toContain('socket hang up');
    expect(await refusal(createModel(sandbox, 2))).toContain('already existing');
    const own = sagemaker.send(
      new CreateEndpointConfigCommand({ EndpointConfigName, ProductionVariants: [variant({})] }),
    );
    expect(await refusal(own)).toContain('already existing');
    const [{ caller } = {}] = callsTo(await sandbox.log(), 'CreateEndpointConfig').filter(
      ({ input }) =>
        (input as { EndpointConfigName: string }).EndpointConfigName === EndpointConfigName,
    );
    expect(caller).toBe('arn:aws:iam::000000000000:user/colleague');
  }),
);

test(
  'deletions fail twice, then they are done',
  given('clean-up-fails', async (sandbox) => {
    const ModelName = await createModel(sandbox, 2);
    const remove = () => refusal(sandbox.sagemaker.send(new DeleteModelCommand({ ModelName })));

    expect(await remove()).toContain('InternalFailure');
    expect(await remove()).toContain('InternalFailure');
    expect(await remove()).toBeUndefined();
    expect(await remove()).toContain('Could not find model');
  }),
);
