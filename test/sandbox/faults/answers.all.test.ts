import {
  DescribeModelCommand,
  ListModelPackagesCommand,
  ListModelsCommand,
} from '@aws-sdk/client-sagemaker';
import { weightsOver } from '../../../src/sandbox/log-reader';
import { until } from '../running-sandbox';
import { authorization } from '../wire/wire-stack';
import { change, live, main, untilWeight } from './deeds';
import { given, refusal } from './given';

const describeModel = new DescribeModelCommand({ ModelName: 'fraud-1' });

test(
  'a change is in force though its answer was lost',
  given('answer-dropped', async (sandbox) => {
    expect(await refusal(change(sandbox, { DesiredWeight: 50 }))).toContain('socket hang up');

    expect((await main(sandbox))?.CurrentWeight).toBe(50);
    await change(sandbox, { DesiredWeight: 60 });
  }),
);

test(
  'a change is in force while its answer is not there yet',
  given('answer-held', async (sandbox) => {
    const abortSignal = AbortSignal.timeout(1_000);

    expect(await refusal(change(sandbox, { DesiredWeight: 50 }, { abortSignal }))).toContain(
      'Abort',
    );
    expect((await main(sandbox))?.CurrentWeight).toBe(50);
  }),
);

test(
  'a call hangs without effect, another one gets through, and then the first',
  given('call-hangs', async (sandbox) => {
    const first = change(sandbox, { DesiredWeight: 10 });
    const [{ id }] = await until('it is held', async () => {
      const { body } = await sandbox.control('GET', '/faults');
      const faults = body.faults as [{ id: string; held: string[] }];
      return faults[0].held.length > 0 && faults;
    });
    await change(sandbox, { DesiredWeight: 90 });
    expect((await main(sandbox))?.CurrentWeight).toBe(90);

    // What a removed fault holds goes on.
    const { body } = await sandbox.control('GET', '/faults');
    expect(body.faults).toMatchObject([{ acted: 1 }]);
    await sandbox.control('DELETE', `/faults/${id}`);
    await first;
    await untilWeight(sandbox, 10);
  }),
);

test(
  'an endpoint is shown as it was, and then as it is',
  given('stale-reads', async (sandbox) => {
    const weight = async () => (await live(sandbox)).ProductionVariants?.[0]?.CurrentWeight;
    expect(await weight()).toBe(100);
    await change(sandbox, { DesiredWeight: 50 });
    await until(
      'it is in force',
      async () => weightsOver(await sandbox.log(), 'fraud-scorer').at(-1)?.weights.main === 50,
    );

    expect(await weight()).toBe(100);
    await until('it is shown', async () => (await weight()) === 50);
  }),
);

// claim: faults, UpdateEndpointWeightsAndCapacities · a call lands after its caller gave up ·
//   sandbox: fault plans
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

// claim: faults, ListModelPackages · pages never end, and have nothing in them · sandbox:
//   fault plans
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

// claim: faults · error bodies are HTML, a megabyte long, or cut off · sandbox: fault plans
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
