import type { StepSpec } from '../../src/release/spec';
import { denied, tooManyErrors, verdictIn, type Story } from './story';

const long: readonly StepSpec[] = [
  { kind: 'canary', ratio: 0.2, bakeSeconds: 1 },
  { kind: 'canary', ratio: 0.5, bakeSeconds: 600 },
  { kind: 'canary', ratio: 1, bakeSeconds: 1 },
];
const webhook = { webhook: 'http://127.0.0.1:1/nobody-listens' };
const approves: Story['people'] = ({ approve }) => approve();

/** Every outcome, and every way of the code that writes other commands; the name is the file's. */
export const stories: readonly Story[] = [
  { name: 'promoted-shadow', people: approves, ends: 'Promoted' },
  {
    name: 'promoted-keep-both',
    spec: { finish: 'keep-both', shadow: undefined, registry: 'lifecycle', notify: webhook },
    people: approves,
    ends: 'Promoted',
  },
  {
    name: 'promoted-two-gates',
    spec: { risk: 'high' },
    people: async ({ approve, until }) => {
      await approve('dana@example.com');
      await until(({ openGate }) => openGate?.name === 'before-traffic');
      await approve('lee@example.com');
    },
    ends: 'Promoted',
  },
  {
    name: 'promoted-paused',
    people: async ({ approve, handle, until }) => {
      await until(({ openGate }) => openGate !== null);
      await handle.signal('pause', { by: 'dana', reason: 'lunch' });
      await approve();
      await until(({ state }) => state === 'Paused');
      await handle.executeUpdate('resume');
    },
    ends: 'Promoted',
  },
  {
    name: 'promoted-hurried',
    spec: { steps: long },
    people: async ({ approve, handle, until }) => {
      await approve();
      await until(({ state, step }) => state === 'Baking' && step === 2);
      await handle.executeUpdate('promote', { args: [{ by: 'dana' }] });
    },
    ends: 'Promoted',
  },
  {
    name: 'rolled-back-canary',
    spec: { notify: webhook },
    aws: verdictIn('step 1', tooManyErrors),
    people: approves,
    ends: 'RolledBack',
  },
  {
    name: 'rolled-back-shadow',
    aws: verdictIn('shadow', tooManyErrors),
    people: approves,
    ends: 'RolledBack',
  },
  {
    name: 'rolled-back-final',
    aws: verdictIn('final configuration', tooManyErrors),
    people: approves,
    ends: 'RolledBack',
  },
  {
    name: 'rolled-back-inconclusive',
    spec: { onInconclusive: { extend: true, holdSeconds: 2 } },
    aws: verdictIn('step 1', {
      result: 'inconclusive',
      reason: 'NoTraffic',
      sentence: 'no requests',
    }),
    people: approves,
    ends: 'RolledBack',
  },
  {
    name: 'rolled-back-retried-undo',
    aws: { ...verdictIn('step 1', tooManyErrors), restoreConfiguration: deniedOnce() },
    people: async ({ approve, handle, until }) => {
      await approve();
      await until(({ state }) => state === 'NeedsHuman');
      await handle.signal('retryUndo', { by: 'dana' });
    },
    ends: 'RolledBack',
  },
  {
    name: 'rolled-back-resolved',
    aws: { ...verdictIn('step 1', tooManyErrors), restoreTraffic: denied },
    people: async ({ approve, handle, until }) => {
      await approve();
      await until(({ state }) => state === 'NeedsHuman');
      await handle.signal('resolved', { by: 'dana' });
    },
    ends: 'RolledBack',
  },
  {
    name: 'needs-human-given-up',
    aws: { ...verdictIn('step 1', tooManyErrors), restoreTraffic: denied },
    people: async ({ approve, handle, until }) => {
      await approve();
      await until(({ state }) => state === 'NeedsHuman');
      await handle.signal('giveUp', { by: 'dana' });
    },
    ends: 'NeedsHuman',
  },
  {
    name: 'rejected-person',
    people: async ({ handle, until }) => {
      const { openGate } = await until((now) => now.openGate !== null);
      await handle.signal('reject', `${openGate?.code} numbers look odd`);
    },
    ends: 'Rejected',
  },
  {
    name: 'expired-gate',
    spec: {
      approvals: [
        {
          before: 'production',
          from: [],
          withinSeconds: 1,
          count: 1,
          onTimeout: 'reject',
          notRequester: false,
        },
      ],
    },
    people: () => Promise.resolve(),
    ends: 'Expired',
  },
  {
    name: 'aborted-bake',
    spec: { steps: long },
    people: async ({ approve, handle, until }) => {
      await approve();
      await until(({ state, step }) => state === 'Baking' && step === 2);
      await handle.executeUpdate('abort', { args: [{ by: 'dana', reason: 'wrong model' }] });
    },
    ends: 'Aborted',
  },
  {
    name: 'aborted-cancelled',
    spec: { shadow: { seconds: 600 } },
    people: async ({ approve, handle, until }) => {
      await approve();
      await until(({ state }) => state === 'Shadowing');
      await handle.cancel();
    },
    ends: 'Aborted',
  },
];

/** The first try is refused, as by a missing permission; the next one works. */
function deniedOnce() {
  let tries = 0;
  return () =>
    ++tries === 1
      ? denied()
      : Promise.resolve({
          summary: 'configuration restored',
          at: new Date().toISOString(),
          evidence: { uri: 'file:///evidence/scripted.json', sha256: '0'.repeat(64) },
        });
}
