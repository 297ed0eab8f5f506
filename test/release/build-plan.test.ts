import { digestText } from '../../src/release/digest';
import fc from 'fast-check';
import { buildPlan } from '../../src/release/build-plan';
import { aPackage, aSpec, digest, fullConfig, repository, someFacts } from './support/facts';

describe('buildPlan', () => {
  const plan = buildPlan(aSpec(), someFacts());

  it('writes out who serves, who comes and where back is', () => {
    expect(plan).toMatchObject({
      stable: { version: 'fraud/1', model: 'fraud-1', variant: 'main' },
      candidate: { version: 'fraud/2', variant: 'main-next', lineage: { CommitId: 'c0ffee' } },
      rollbackTarget: { config: 'fraud-scorer-1', model: 'fraud-1', weight: 1, instances: 2 },
      fleetBakeSeconds: 300,
      finalBakeSeconds: 600,
      peakInstances: 6,
    });
    expect(plan.steps.map(({ percent }) => percent)).toEqual([10, 55, 100]);
  });

  it('pins image and artifact', () => {
    expect(plan.candidate.images).toEqual([{ image: `${repository}:2`, digest: digest('b') }]);
    expect(plan.candidate.artifacts).toEqual([
      { uri: 's3://models/fraud/2/model.tar.gz', etag: 'etag-2', versionId: 'v7', bytes: 1024 },
    ]);
  });

  it('puts the candidate into the role, network and isolation of the stable', () => {
    expect(plan.candidateModel).toEqual({
      PrimaryContainer: {
        Image: `${repository}@${digest('b')}`,
        ModelDataUrl: 's3://models/fraud/2/model.tar.gz',
        Environment: { THRESHOLD: `sha256:${digestText('0.7')}` },
      },
      ExecutionRoleArn: 'arn:aws:iam::000000000000:role/serving',
      VpcConfig: { SecurityGroupIds: ['sg-1'], Subnets: ['subnet-1', 'subnet-2'] },
      EnableNetworkIsolation: true,
    });
  });

  it('names every difference and nothing else', () => {
    expect(plan.differences).toEqual([
      {
        of: 'model',
        path: 'Containers[0].Environment.THRESHOLD',
        stable: `sha256:${digestText('0.5')}`,
        candidate: `sha256:${digestText('0.7')}`,
      },
      {
        of: 'model',
        path: 'Containers[0].Image',
        stable: `${repository}@${digest('a')}`,
        candidate: `${repository}@${digest('b')}`,
      },
      {
        of: 'model',
        path: 'Containers[0].ModelDataUrl',
        stable: 's3://models/fraud/1/model.tar.gz',
        candidate: 's3://models/fraud/2/model.tar.gz',
      },
      {
        of: 'config',
        path: 'ProductionVariants[0].InitialInstanceCount',
        stable: '1',
        candidate: '2',
      },
      {
        of: 'config',
        path: 'ProductionVariants[0].ModelName',
        stable: 'fraud-1',
        candidate: 'the candidate’s model',
      },
      {
        of: 'config',
        path: 'VariantName during the release',
        stable: 'main',
        candidate: 'main-next',
      },
    ]);
  });

  it('gives an alarm on the variant a twin, and a business alarm none', () => {
    const business = { AlarmName: 'chargebacks', Dimensions: [{ Name: 'Team', Value: 'fraud' }] };
    const facts = someFacts({
      alarms: [
        ...someFacts().alarms,
        { name: 'chargebacks', kind: 'metric', state: 'OK', definition: business },
      ],
    });

    const [own, other] = buildPlan(aSpec(), facts).alarms;

    expect(own).toMatchObject({ variant: 'main', twin: 'fraud-scorer-5xx-slipway-next' });
    expect(other).toEqual({ name: 'chargebacks', definition: business });
  });

  it('raises two fleets beside two where a shadow runs before', () => {
    expect(buildPlan(aSpec({ shadow: { seconds: 60 } }), someFacts()).peakInstances).toBe(8);
  });

  it('falls back to the name of a model that no package is known for', () => {
    const { package: known, ...stable } = someFacts().stable;
    void known;

    expect(buildPlan(aSpec(), someFacts({ stable })).stable.version).toBe('fraud-1');
  });

  it('puts several containers in a row, each fetched as in its seat', () => {
    const [container] = aPackage().containers;
    const two = [
      { ...container, ContainerHostname: 'prepare' },
      { ...container, ContainerHostname: 'score' },
    ];
    const seats = [
      { ContainerHostname: 'prepare', ImageConfig: { RepositoryAccessMode: 'Vpc' } },
      { ContainerHostname: 'score' },
    ];
    const facts = someFacts({
      candidate: aPackage({ containers: two }),
      images: [...someFacts().images, ...someFacts().images],
      stable: { ...someFacts().stable, document: { Containers: seats, ExecutionRoleArn: 'r' } },
    });

    expect(buildPlan(aSpec(), facts).candidateModel).toMatchObject({
      Containers: [
        { ContainerHostname: 'prepare', ImageConfig: { RepositoryAccessMode: 'Vpc' } },
        { ContainerHostname: 'score' },
      ],
    });
  });
});

describe('the digest', () => {
  const digestOf = (...input: Parameters<typeof buildPlan>): string => buildPlan(...input).digest;
  const before = digestOf(aSpec(), someFacts());

  it('is the same for what may pass by: the time of the read and an approval in the registry', () => {
    const later = someFacts({
      at: '2027-01-01T00:00:00.000Z',
      candidate: aPackage({ approvalStatus: 'Approved' }),
    });

    expect(digestOf(aSpec(), later)).toBe(before);
  });

  it.each([
    ['a step', aSpec({ steps: [{ kind: 'canary', ratio: 0.11, bakeSeconds: 900 }] }), someFacts()],
    [
      'the fleet',
      aSpec(),
      someFacts({
        endpoint: {
          ...someFacts().endpoint,
          variants: [
            { name: 'main', weight: 1, desiredWeight: 1, instances: 3, desiredInstances: 3 },
          ],
        },
      }),
    ],
    ['the config', aSpec(), someFacts({ config: { ...fullConfig, KmsKeyId: 'alias/other' } })],
    [
      'the artifact',
      aSpec(),
      someFacts({
        artifacts: [{ uri: 's3://m/k', found: { uri: 's3://m/k', etag: 'x', bytes: 1 } }],
      }),
    ],
    [
      'the alarm',
      aSpec(),
      someFacts({ alarms: [{ ...someFacts().alarms[0]!, definition: { Threshold: 5 } }] }),
    ],
  ])('changes with %s', (_, spec, facts) => {
    expect(digestOf(spec, facts)).not.toBe(before);
  });

  it('does not depend on the order of members', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(Object.entries(fullConfig), { minLength: 4 }), (members) => {
        expect(digestOf(aSpec(), someFacts({ config: Object.fromEntries(members) }))).toBe(before);
      }),
      { numRuns: 50 },
    );
  });
});
