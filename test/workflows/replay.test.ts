import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { DeterminismViolationError } from '@temporalio/workflow';
import { Worker, type ReplayWorkerOptions } from '@temporalio/worker';
import { stories } from '../histories/stories';
import { quietRuntime, workflowBundle } from '../support/workflow-worker';

interface History {
  readonly events: readonly Event[];
}
interface Event {
  readonly eventType: string;
  readonly activityTaskScheduledEventAttributes?: {
    readonly activityType: { readonly name: string };
  };
}

const directory = path.resolve(__dirname, '../histories');
const names = readdirSync(directory)
  .filter((file) => file.endsWith('.json'))
  .map((file) => path.basename(file, '.json'));
const mostMs = 10_000;

/** As `slipway worker` runs: without a build id, and with one. */
const kinds: readonly (readonly [string, ReplayWorkerOptions])[] = [
  ['an unversioned worker', {}],
  [
    'a versioned, pinned worker',
    {
      workerDeploymentOptions: {
        useWorkerVersioning: true,
        version: { deploymentName: 'slipway', buildId: 'replay' },
        defaultVersioningBehavior: 'PINNED',
      },
    },
  ],
];

const read = (name: string): History =>
  JSON.parse(readFileSync(path.join(directory, `${name}.json`), 'utf8')) as History;

const workflowId = 'release/000000000000/us-east-1/fraud-scorer';

async function replay(history: History, options: ReplayWorkerOptions = {}) {
  await Worker.runReplayHistory(
    { workflowBundle: await workflowBundle(), ...options },
    history,
    workflowId,
  );
}

/** The history with one event changed. */
function changed(name: string, which: (event: Event) => boolean, change: (event: Event) => Event) {
  const { events } = read(name);
  const at = events.findIndex(which);
  if (at < 0) throw new Error(`${name} has no such event`);
  return { events: events.map((event, index) => (index === at ? change(event) : event)) };
}

beforeAll(async () => {
  quietRuntime();
  await workflowBundle();
});

test('every story has its history, and every history its story', () => {
  expect(names.sort()).toEqual(stories.map(({ name }) => name).sort());
});

test('every outcome is among them', () => {
  const outcomes = new Set(stories.map(({ ends }) => ends));

  expect(outcomes).toEqual(
    new Set(['Promoted', 'RolledBack', 'Rejected', 'Expired', 'Aborted', 'NeedsHuman']),
  );
});

describe.each(kinds)('%s', (kind, options) => {
  test(`replays each history with the code as it stands, within ${mostMs / 1000} s`, async () => {
    const took: string[] = [];
    for (const name of names) {
      const history = read(name);
      const began = performance.now();
      await replay(history, options);
      const ms = Math.round(performance.now() - began);
      took.push(`${name} ${ms} ms (${history.events.length} events)`);
      expect(ms).toBeLessThanOrEqual(mostMs);
    }

    process.stdout.write(`replayed by ${kind}:\n  ${took.join('\n  ')}\n`);
    expect(took).toHaveLength(stories.length);
  });
});

describe('a replay notices', () => {
  const activity = (type: string) => (event: Event) =>
    event.activityTaskScheduledEventAttributes?.activityType.name === type;
  const called = (name: string) => (event: Event) => ({
    ...event,
    activityTaskScheduledEventAttributes: {
      ...event.activityTaskScheduledEventAttributes,
      activityType: { name },
    },
  });

  test.each([
    ['promoted-shadow', 'createModel', 'createEndpointConfigs'],
    ['promoted-shadow', 'putAlarms', 'smokeRequest'],
    ['rolled-back-canary', 'restoreTraffic', 'restoreConfiguration'],
    ['rejected-person', 'writeApproval', 'restoreApproval'],
  ])('in %s that %s was once another activity, %s', async (name, now, before) => {
    const history = changed(name, activity(now), called(before));

    await expect(replay(history)).rejects.toThrow(DeterminismViolationError);
  });

  const line = (stage: string): string => `(\\n *_stages_${stage}_\\w+\\.${stage},)`;
  test.each([
    ['two stages changed places', line('approval') + line('candidate'), '$2$1'],
    ['a stage was left out', line('shadow'), ''],
    ['a stage was put in twice', line('candidate'), '$1$1'],
  ])('that in the code %s', async (_, stages, instead) => {
    const bundle = await workflowBundle();
    const code = bundle.code.replace(new RegExp(stages), instead);
    expect(code).not.toBe(bundle.code);

    const changedCode = { workflowBundle: { ...bundle, code } };
    await expect(replay(read('promoted-shadow'), changedCode)).rejects.toThrow(
      DeterminismViolationError,
    );
  });
});
