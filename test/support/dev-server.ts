import { defineSearchAttributeKey } from '@temporalio/common';
import { TestWorkflowEnvironment } from '@temporalio/testing';
import type { Activities } from '../../src/activities';
import type { Facts } from '../../src/release/facts';
import type { ReleaseStatus } from '../../src/release/status';
import { searchAttributes } from '../../src/release/search-attributes';
import type { ReleaseSpec } from '../../src/release/spec';
import { quickSpec, samplePlan } from './sample-plan';
import { scriptedAws } from './scripted-aws';
import { tool } from './tools';
import { quietRuntime, startRelease, testWorkers } from './workflow-worker';

type Handle = Awaited<ReturnType<typeof startRelease>>;
const searchAttributeKeys = searchAttributes.map(({ name, type }) =>
  defineSearchAttributeKey(name, type),
);

/** A real Temporal dev server for a test file, with our search attributes registered where it is asked for. */
export function devServer({ indexed = false } = {}): { readonly env: TestWorkflowEnvironment } {
  let env: TestWorkflowEnvironment | undefined;
  beforeAll(async () => {
    quietRuntime();
    env = await TestWorkflowEnvironment.createLocal({
      server: {
        executable: { type: 'existing-path', path: tool('temporal') },
        searchAttributes: indexed ? searchAttributeKeys : [],
      },
    });
  });
  afterAll(() => env?.teardown());
  return {
    get env() {
      if (!env) throw new Error('the dev server has not started');
      return env;
    },
  };
}

export interface ScriptedRelease {
  readonly handle: Handle;
  readonly calls: readonly string[];
  readonly status: () => Promise<ReleaseStatus>;
  /** Waits until the status is as asked, at most 20 s. */
  readonly until: (met: (status: ReleaseStatus) => boolean) => Promise<ReleaseStatus>;
  /** Approves the open gate as it asks to be. */
  readonly approve: (by?: string) => Promise<void>;
}

export interface Script {
  readonly spec?: Partial<ReleaseSpec>;
  readonly facts?: Partial<Facts>;
  readonly aws?: Partial<Activities>;
  readonly requestedBy?: string;
  readonly visibility?: 'attributes' | 'memo';
  readonly maxCachedWorkflows?: number;
}

/** Runs one release on the server with AWS scripted, and a story around it. */
export async function scriptedRelease<T>(
  { env }: { readonly env: TestWorkflowEnvironment },
  { spec = {}, facts, aws, requestedBy, visibility, maxCachedWorkflows }: Script,
  story: (release: ScriptedRelease) => Promise<T>,
): Promise<T> {
  const whole = { ...quickSpec, ...spec };
  const { activities, calls } = scriptedAws(aws);
  const options = maxCachedWorkflows === undefined ? {} : { maxCachedWorkflows };
  const workers = await testWorkers(env.nativeConnection, activities, options);
  return await workers.run(async () => {
    const handle = await startRelease(env.client, whole, samplePlan(whole, facts), {
      requestedBy,
      visibility,
    });
    const status = () => handle.query<ReleaseStatus>('status');
    const until = async (met: (status: ReleaseStatus) => boolean): Promise<ReleaseStatus> => {
      const deadline = Date.now() + 20_000;
      for (;;) {
        const now = await status();
        if (met(now)) return now;
        if (Date.now() > deadline)
          throw new Error(`still ${now.state} (${now.reason}) after 20 s: ${now.sentence}`);
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    };
    const approve = async (by = 'dana@example.com'): Promise<void> => {
      const { openGate } = await until((now) => now.openGate !== null);
      await handle.signal('approve', { code: openGate?.code, reason: 'reviewed', by });
    };
    try {
      return await story({ handle, calls, status, until, approve });
    } finally {
      await handle.terminate('story over').catch(() => undefined);
    }
  });
}
