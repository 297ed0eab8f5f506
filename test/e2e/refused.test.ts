import { callsTo } from '../../src/sandbox/log-reader';
import { deskOf, withoutTraffic, writtenSpec, type Ran } from '../support/desk';
import { faultAt } from '../support/fault';
import { useLanes } from '../support/lane';
import { changesByWorker, obstaclesAt } from '../support/obstacles';
import { describeWith } from '../support/tools';
import { useStack, type RunningStack, type World } from '../support/world';

/** One thing that stands in the way, and what a person who starts a release hears about it. */
interface Obstacle {
  readonly what: string;
  /** A world of its own where the endpoint itself is changed; else all share one. */
  readonly own?: { readonly name: string; readonly rps?: number };
  /** Puts it in the way and gives the spec. */
  readonly prepare: (world: World, stack: RunningStack) => object | Promise<object>;
  readonly exit: number;
  /** What failed and what to do, in this order. */
  readonly says: RegExp;
}

const quiet = (world: World, version: number) => writtenSpec(world, version, withoutTraffic);

const obstacles: readonly Obstacle[] = [
  {
    what: 'an endpoint that is not there',
    prepare: (world) => ({ ...quiet(world, 2), endpoint: 'scorer-nowhere' }),
    exit: 6,
    says: /scorer-nowhere.*Check its name, the account and the region/s,
  },
  {
    what: 'a package that is Rejected',
    prepare: async (world, stack) => {
      await obstaclesAt(stack).rejected(world, 5);
      return quiet(world, 5);
    },
    exit: 5,
    says: /\/5 is Rejected in the Model Registry\. Register a new version/,
  },
  {
    what: 'a package that is gone',
    prepare: (world) => quiet(world, 99),
    exit: 6,
    says: /model-package\/fraud-shared\/99.*Check its name, the account and the region/s,
  },
  {
    what: 'an image by tag',
    prepare: async (world, stack) => quiet(world, await obstaclesAt(stack).imageByTag(world)),
    exit: 5,
    says: /names its image by tag, .*:stable, and a tag can move\. Register .* by digest/s,
  },
  {
    what: 'an alarm that is missing',
    prepare: (world) => ({ ...quiet(world, 2), alarms: ['scorer-typo-5xx'] }),
    exit: 6,
    says: /alarm scorer-typo-5xx does not exist .*Create it, or correct its name in the spec/s,
  },
  {
    what: 'an alarm that is in ALARM already',
    own: { name: 'alarmed', rps: 10 },
    prepare: async (world, stack) => ({
      ...quiet(world, 2),
      alarms: [await obstaclesAt(stack).alarmInAlarm(world)],
    }),
    exit: 5,
    says: /alarm scorer-alarmed-any-traffic is in ALARM: .*Mend what it reports/s,
  },
  {
    what: 'expired credentials',
    prepare: async (world, stack) => {
      await faultAt(stack, {
        operation: 'DescribeModelPackage',
        match: { ModelPackageName: packageArn(world, 6) },
        action: 'fail',
        code: 'ExpiredTokenException',
      });
      return quiet(world, 6);
    },
    exit: 3,
    says: /ExpiredTokenException.*Renew the credentials of the worker and check its clock/s,
  },
  {
    what: 'an endpoint in the middle of an update',
    own: { name: 'moving' },
    prepare: async (world, stack) => {
      await obstaclesAt(stack).updating(world);
      return quiet(world, 2);
    },
    exit: 5,
    says: /endpoint scorer-moving is Updating.*Wait until the change is over/s,
  },
  {
    what: 'two variants in use',
    own: { name: 'two' },
    prepare: async (world, stack) => {
      await obstaclesAt(stack).twoVariants(world);
      return quiet(world, 2);
    },
    exit: 5,
    says: /has 2 production variants: main \(.*\), challenger .*Update it to one variant first/s,
  },
  {
    what: 'a config field that Slipway does not know',
    own: { name: 'newer' },
    prepare: async (world, stack) => {
      await obstaclesAt(stack).newConfigField(world);
      return quiet(world, 2);
    },
    exit: 5,
    says: /scorer-newer-1.*QuantumRouting.*(Update Slipway|use a version of Slipway that knows it)/s,
  },
  {
    what: 'a variant that scales by steps',
    own: { name: 'scaled' },
    prepare: async (world, stack) => {
      await obstaclesAt(stack).scaledBySteps(world);
      return quiet(world, 2);
    },
    exit: 5,
    says: /scaling policy out-by-one of main is StepScaling.*Use target tracking/s,
  },
];

describeWith('temporal', 'bad input, refused before production is touched', () => {
  const stack = useStack({ clock: 10, tomorrow: ['QuantumRouting'] });
  let shared: World;
  beforeAll(async () => {
    shared = await stack().world('shared', { rps: 0 });
  }, 60_000);

  test.concurrent.each(obstacles)(
    '$what',
    async ({ own, prepare, exit, says }) => {
      const world = own ? await stack().world(own.name, { rps: own.rps ?? 0 }) : shared;
      const desk = deskOf(stack(), await prepare(world, stack()));

      const ran = await desk.run('start', '--wait');

      expect(ran).toMatchObject({ exit, err: expect.stringMatching(says) as string });
      expectNothing(ran);
    },
    180_000,
  );

  test.concurrent(
    'a plan that has become stale',
    async () => {
      const world = await stack().world('stale', { rps: 0 });
      const desk = deskOf(stack(), quiet(world, 2));
      expect((await desk.run('plan', '--out', 'plan.json')).exit).toBe(0);
      await obstaclesAt(stack()).otherWeight(world);

      const ran = await desk.run('start', '--plan', 'plan.json', '--wait');

      expect(ran.exit).toBe(5);
      expect(ran.out).toMatch(/ Rejected .* is stale, it would be .* changed\. Plan again/);
      expectNothing(ran);
    },
    180_000,
  );

  test.concurrent.each([
    [
      'an unknown key',
      'endpoint: scorer-shared\nmodel: fraud-shared/2\nstpes: []\nalarms: none-i-accept\n',
      /release\.yaml:3:1 stpes: .*steps/,
    ],
    ['a bomb of brackets', '['.repeat(60_000), /release\.yaml:1:\d+ /],
    ['a bomb of aliases', 'a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n', /an anchor .*not allowed/],
    ['another kind of file', '\u0000\u0001\u0002', /release\.yaml:1:1 /],
  ] as const)('a hostile spec: %s', async (_, text, says) => {
    const desk = deskOf(stack(), text);

    const [validated, ran] = [await desk.run('validate'), await desk.run('start', '--wait')];

    for (const { exit, err } of [validated, ran]) {
      expect(exit).toBe(2);
      expect(err).toMatch(says);
      expect(err.length).toBeLessThan(2_000);
    }
    expectNothing(ran);
  });

  test.concurrent('a Temporal that does not answer', async () => {
    const desk = deskOf(stack(), quiet(shared, 2), { TEMPORAL_ADDRESS: '127.0.0.1:1' });

    const ran = await desk.run('start', '--wait');

    expect(ran.exit).toBe(1);
    expect(ran.err).toMatch(/does not answer at 127\.0\.0\.1:1.*Set TEMPORAL_ADDRESS/s);
    expectNothing(ran);
  });

  /** No call of the worker's identity changed anything, and nobody is told of a bug. */
  function expectNothing({ err }: Ran): void {
    expect(changesByWorker(stack())).toEqual([]);
    expect(err).not.toContain('internal error');
  }
});

describeWith('temporal', 'a worker that cannot reach AWS', () => {
  const inLane = useLanes();

  test.concurrent.each([
    {
      what: 'an AWS that does not answer',
      name: 'dead-aws',
      environment: (known: RunningStack['environment']) =>
        Object.fromEntries(
          Object.keys(known)
            .filter((key) => key.startsWith('AWS_ENDPOINT_URL'))
            .map((key) => [key, 'http://127.0.0.1:1']),
        ),
      exit: 1,
      says: /read endpoint scorer-dead-aws: .*ECONNREFUSED.*Check that the worker reaches AWS/s,
    },
    {
      what: 'no credentials at all',
      name: 'no-keys',
      environment: () => ({
        AWS_ACCESS_KEY_ID: '',
        AWS_SECRET_ACCESS_KEY: '',
        AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
        AWS_CONFIG_FILE: '/dev/null',
      }),
      exit: 3,
      says: /credentials.*Give the worker credentials and a region/s,
    },
  ])(
    '$what',
    ({ name, environment, exit, says }) =>
      inLane(
        name,
        async ({ stack, namespace, world, startWorker }) => {
          await startWorker({ environment: environment(stack.environment) });
          const desk = deskOf(stack, quiet(world, 2), { TEMPORAL_NAMESPACE: namespace });

          const ran = await desk.run('start', '--wait');

          expect(ran).toMatchObject({ exit, err: expect.stringMatching(says) as string });
          expect(changesByWorker(stack)).toEqual([]);
          expect(callsTo(stack.log(), 'DescribeEndpoint')).toEqual([]);
        },
        { rps: 0 },
      ),
    180_000,
  );
});

const packageArn = ({ group }: World, version: number): string =>
  `arn:aws:sagemaker:us-east-1:000000000000:model-package/${group}/${version}`;
