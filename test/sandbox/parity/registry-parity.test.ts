import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { anyone, startMoto, type Moto } from '../../support/moto';
import { describeWith, tool } from '../../support/tools';
import { startSandbox, type RunningSandbox } from '../running-sandbox';
import { differences, type Answer, type Difference } from './compare';
import { hostingDifferences } from './hosting-differences';
import { isKnown, type KnownDifference } from './known-difference';
import { registryDifferences } from './registry-differences';

const knownDifferences = [...registryDifferences, ...hostingDifferences];

describeWith('python', 'the same calls by boto3 to moto and to the sandbox', () => {
  let moto: Moto;
  let sandbox: RunningSandbox;
  let answers: { readonly moto: readonly Answer[]; readonly sandbox: readonly Answer[] };
  let found: readonly Difference[];

  beforeAll(async () => {
    [moto, sandbox] = await Promise.all([startMoto(), startSandbox('--no-seed')]);
    answers = { moto: await play(moto.url), sandbox: await play(sandbox.endpointUrl) };
    found = answers.sandbox.flatMap((answer, index) => differences(answers.moto[index]!, answer));
  });
  afterAll(async () => {
    await sandbox?.stop();
    await moto?.stop();
  });

  it('are the same calls', () => {
    const steps = (all: readonly Answer[]) => all.map(({ step, operation }) => [step, operation]);

    expect(answers.sandbox.length).toBeGreaterThan(70);
    expect(steps(answers.moto)).toEqual(steps(answers.sandbox));
  });

  // claim: CreateModelPackageGroup, DescribeModelPackageGroup, ListModelPackageGroups,
  //   CreateModelPackage, DescribeModelPackage, ListModelPackages, UpdateModelPackage · the same
  //   sequence gives what moto gives, but for differences that are listed with who is right · AWS:
  //   the pages that test/sandbox/parity/registry-differences.ts names
  // claim: CreateModel, DescribeModel, ListModels, DeleteModel, CreateEndpointConfig,
  //   DescribeEndpointConfig, ListEndpointConfigs, DeleteEndpointConfig · the same sequence gives
  //   what moto gives, but for differences that are listed with who is right · AWS: the pages that
  //   test/sandbox/parity/hosting-differences.ts names
  it('get the same states, errors and members, but for the known differences', () => {
    const unknown = found.filter((each) => !knownDifferences.some((known) => isKnown(known, each)));

    expect(unknown.map(line)).toEqual([]);
  });

  it('still show every difference that is listed', () => {
    const gone = knownDifferences.filter((known) => !found.some((each) => isKnown(known, each)));

    expect(gone.map(line)).toEqual([]);
  });

  it('leave the sandbox wrong only where it says that it lacks something', () => {
    const wrong = knownDifferences.filter(({ right }) => right === 'moto');

    expect(wrong.map(({ source }) => source)).toEqual(
      wrong.map(() => expect.stringContaining('the sandbox') as string),
    );
  });
});

async function play(endpoint: string): Promise<readonly Answer[]> {
  const script = path.join(__dirname, 'registry_sequence.py');
  const { stdout } = await promisify(execFile)(tool('python'), [script, endpoint], {
    env: { ...process.env, ...anyone },
    timeout: 50_000,
  });
  return stdout
    .trim()
    .split('\n')
    .map((text) => JSON.parse(text) as Answer);
}

const line = ({ operation, step = 'every step', member, kind }: Difference | KnownDifference) =>
  `${operation} (${step}): ${member === undefined || member === '' ? 'the call' : member}: ${kind}`;
