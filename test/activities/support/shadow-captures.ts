import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { CreateBucketCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { MockActivityEnvironment } from '@temporalio/testing';
import type { AnswersAsked, AnswersFinding } from '../../../src/activities/answers-finding';
import type { ActivityContext } from '../../../src/activities/context';
import { fileStore } from '../../../src/activities/evidence-store';
import { fileScratch } from '../../../src/activities/scratch';
import { readAnswersRecord } from '../../../src/judge/record/read-answers-record';
import type { AnswersRecord } from '../../../src/judge/record/answers-record';
import type { EvidenceReference } from '../../../src/release/evidence';
import type { ComparedAnswers } from '../../../src/release/plan';
import { captureLine, type Answered } from './capture-line';
import { startSandbox, type SandboxWorld } from './sandbox';

export const bucket = 'answers';
export const start = Date.parse('2026-11-21T10:58:00Z');
export const minute = 60_000;
export const end = start + 5 * minute;
/** Two minutes after the window's end, when all its captures are there. */
export const settled = end + 2 * minute;
export const final = { final: true, look: 1 };
export const early = { final: false, look: 1 };

/** A window of five minutes over the turn of an hour, whose captures a test writes to the sandbox. */
export class ShadowCaptures {
  readonly context: ActivityContext;
  /** Prefix of all that the test writes. */
  readonly prefix: string;

  constructor(
    readonly sandbox: SandboxWorld,
    readonly room: string,
    run: number,
  ) {
    this.prefix = `run-${run}`;
    this.context = this.contextIn('working');
  }

  get workingFolder(): string {
    return path.join(this.room, 'working');
  }

  /** The activities' context, with a working folder and a store of its own. */
  contextIn(folder: string): ActivityContext {
    return {
      clients: this.sandbox.clients,
      store: fileStore(path.join(this.room, 'store', folder)),
      scratch: fileScratch(path.join(this.room, folder)),
    };
  }

  asked(change: Partial<ComparedAnswers> = {}): AnswersAsked {
    return {
      endpoint: 'scorer',
      window: {
        start: new Date(start).toISOString(),
        end: new Date(end).toISOString(),
        periodSeconds: 60,
        settleSeconds: 120,
        gates: [],
        arms: { candidate: 'main-next', stable: 'main', stableServes: true },
        frozen: {},
        look: 1,
      },
      answers: {
        gate: {
          kind: 'answers',
          id: 'answers',
          spec: {
            form: { kind: 'classification', label: { path: '$.label' } },
            required: 0.99,
            sliceRequired: 0.98,
            slices: [],
            facets: [],
            schema: 'learned',
            schemaLimit: 0.001,
            periodSeconds: 60,
            waitPeriods: 2,
          },
          alpha: 0.001,
          minimum: { pairs: 368, periods: 5 },
        },
        captures: `s3://${bucket}/${this.prefix}`,
        ...change,
      },
      evidence: { prefix: 'run', what: 'shadow' },
    };
  }

  async put(key: string, text: string): Promise<string> {
    const Key = `${this.prefix}/${key}`;
    await this.sandbox.clients.s3.send(new PutObjectCommand({ Bucket: bucket, Key, Body: text }));
    return Key;
  }

  /** Puts one file as SageMaker names it. */
  async capture(variant: string, answers: readonly Answered[], name = 'a'): Promise<string> {
    const time = new Date(answers[0]?.at ?? start).toISOString();
    const [day, clock] = [time.slice(0, 10).replaceAll('-', '/'), time.slice(11, 23)];
    const file = `${clock.slice(3).replace(/[:.]/g, '-')}-${name}.jsonl`;
    const text = `${answers.map(captureLine).join('\n')}\n`;
    return await this.put(`scorer/${variant}/${day}/${clock.slice(0, 2)}/${file}`, text);
  }

  /** A minute of requests to both, one a half second: ids are `minute-index`. */
  async minuteOf(index: number, candidate: Partial<Answered> = {}): Promise<void> {
    const answers = Array.from({ length: 120 }, (_, each) => ({
      id: `${index}-${each}`,
      at: start + index * minute + each * 500,
    }));
    await this.capture('main', answers, `m${index}`);
    const own = answers.map((answer) => ({ ...answer, ...candidate }));
    await this.capture('main-next', own, `n${index}`);
  }

  async minutes(from: number, to: number, candidate?: Partial<Answered>): Promise<void> {
    const indexes = Array.from({ length: to - from }, (_, index) => from + index);
    await Promise.all(indexes.map((index) => this.minuteOf(index, candidate)));
  }
}

/** A sandbox for the tests of a file, with a room and a prefix for each. */
export function useShadowCaptures(): () => ShadowCaptures {
  let sandbox: SandboxWorld;
  let shadow: ShadowCaptures;
  let run = 0;
  beforeAll(async () => {
    sandbox = await startSandbox();
    await sandbox.clients.s3.send(new CreateBucketCommand({ Bucket: bucket }));
  });
  afterAll(() => sandbox.stop());
  beforeEach(async () => {
    run += 1;
    const room = await mkdtemp(path.join(tmpdir(), 'slipway-answers-'));
    shadow = new ShadowCaptures(sandbox, room, run);
  });
  afterEach(() => rm(shadow.room, { recursive: true, force: true }));
  return () => shadow;
}

/** The record that a finding leaves. */
export async function concluded(found: AnswersFinding): Promise<AnswersRecord> {
  let reference: EvidenceReference | undefined;
  await new MockActivityEnvironment().run(async () => {
    reference = await found.conclude();
  });
  const text = await readFile(fileURLToPath(reference?.uri ?? ''), 'utf8');
  const record = readAnswersRecord(JSON.parse(text));
  if (typeof record === 'string') throw new Error(record);
  return record;
}

/** Runs with a clock of which each look is past the time that an attempt has for reading. */
export async function hurried<T>(work: () => Promise<T>): Promise<T> {
  const clock = jest.spyOn(Date, 'now');
  let told = 0;
  clock.mockImplementation(() => (told += 13_000));
  try {
    return await work();
  } finally {
    clock.mockRestore();
  }
}
