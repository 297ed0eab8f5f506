import {
  AddTagsCommand,
  CreateEndpointConfigCommand,
  DeleteModelCommand,
  DescribeModelCommand,
  ListModelPackagesCommand,
  ListModelsCommand,
} from '@aws-sdk/client-sagemaker';
import { callsTo, weightsOver } from '../../../src/sandbox/log-reader';
import { createModel, settled, variant } from '../running-sandbox';
import { authorization } from '../wire/wire-stack';
import { alarm, change, live, main, untilWeight, update } from './deeds';
import { given, refusal } from './given';

const describeModel = new DescribeModelCommand({ ModelName: 'fraud-1' });

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
  'a change is in force though its answer was lost',
  given('answer-dropped', async (sandbox) => {
    expect(await refusal(change(sandbox, { DesiredWeight: 50 }))).toContain('socket hang up');

    expect((await main(sandbox))?.CurrentWeight).toBe(50);
    await change(sandbox, { DesiredWeight: 60 });
  }),
);

test(
  'a write lands after its caller gave up and made another',
  given('late-write', async (sandbox) => {
    const first = change(sandbox, { DesiredWeight: 10 }, { abortSignal: AbortSignal.timeout(500) });
    expect(await refusal(first)).toContain('AbortError');
    await change(sandbox, { DesiredWeight: 90 });
    expect((await main(sandbox))?.CurrentWeight).toBe(90);

    await untilWeight(sandbox, 10);
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
  'pages never end, and have nothing in them',
  given('endless-pages', async ({ sagemaker }) => {
    let NextToken: string | undefined;
    for (let page = 0; page < 5; page += 1) {
      const answer = await sagemaker.send(
        new ListModelPackagesCommand({ ModelPackageGroupName: 'fraud', NextToken }),
      );
      NextToken = answer.NextToken;
      expect([answer.ModelPackageSummaryList, NextToken]).toEqual([[], 'again']);
    }
  }),
);

test(
  'a status is one that no client knows',
  given(
    'unknown-status',
    async (sandbox) => {
      expect((await live(sandbox)).EndpointStatus).toBe('Hibernating');
    },
    { tomorrow: ['Hibernating'] },
  ),
);

test(
  'error bodies are HTML, a megabyte long, or cut off',
  given('broken-bodies', async ({ sagemaker }) => {
    const describe = () => refusal(sagemaker.send(describeModel));
    const list = () => refusal(sagemaker.send(new ListModelsCommand({})));

    expect(await describe()).toMatch(/^SyntaxError: /);
    const long = await describe();
    expect(long).toMatch(/^InternalFailure: /);
    expect(long?.length).toBeGreaterThan(1024 * 1024);
    expect(await describe()).toBeUndefined();
    expect(await list()).toContain('aborted');
    expect(await list()).toContain('aborted');
    expect(await list()).toBeUndefined();
  }),
);

test(
  'the account and the region are not those that were meant',
  given('wrong-account', async (sandbox) => {
    const answer = await fetch(sandbox.endpointUrl, {
      method: 'POST',
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        authorization: authorization('sts'),
      },
      body: 'Action=GetCallerIdentity&Version=2011-06-15',
    });

    expect(await answer.text()).toContain('<Account>000000000099</Account>');
    expect((await live(sandbox)).EndpointArn).toBe(
      'arn:aws:sagemaker:eu-west-1:000000000099:endpoint/fraud-scorer',
    );
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
