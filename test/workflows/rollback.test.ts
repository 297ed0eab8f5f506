import { ApplicationFailure } from '@temporalio/common';
import fc from 'fast-check';
import type { Stop } from '../../src/release/outcome';
import { Rollback, type Resource, type UndoRequest } from '../../src/workflows/rollback';

const stop: Stop = { cause: 'check', reason: 'AlarmInAlarm', sentence: '', candidateFailed: true };
const request: UndoRequest = { stop, overwrite: false };
const resources: readonly Resource[] = [
  'traffic',
  'configuration',
  'registry',
  'alarms',
  'configs',
  'model',
];
const order = fc.shuffledSubarray([...resources]);

/** A rollback in which each resource was guarded in the order given, and a record of the undos that ran. */
async function guarded(given: readonly Resource[], fails: ReadonlySet<Resource> = new Set()) {
  const rollback = new Rollback();
  const ran: Resource[] = [];
  for (const resource of given)
    await rollback.guard(resource, () => Promise.resolve(), {
      what: resource,
      command: `aws undo ${resource}`,
      run: () => {
        ran.push(resource);
        if (fails.has(resource))
          return Promise.reject(ApplicationFailure.nonRetryable(`${resource} denied`));
        return Promise.resolve({ summary: `${resource} undone` });
      },
    });
  return { rollback, ran };
}

test('the undo is known before the act begins, and stays when the act fails', async () => {
  const rollback = new Rollback();
  const undo = { what: 'it', command: 'aws', run: () => Promise.resolve({ summary: 'undone' }) };
  let knownInTime = false;

  const act = rollback.guard(
    'configuration',
    () => {
      knownInTime = rollback.touched;
      return Promise.reject(new Error('the answer got lost'));
    },
    undo,
  );

  await expect(act).rejects.toThrow('got lost');
  expect(knownInTime).toBe(true);
  await expect(rollback.restoreProduction(request)).resolves.toEqual({
    undone: [{ summary: 'undone' }],
    failed: [],
  });
});

test('the first undo of a resource stays: it leads to the rollback target, not to the step before', async () => {
  const rollback = new Rollback();
  for (const step of ['first', 'second'])
    await rollback.guard('traffic', () => Promise.resolve(), {
      what: step,
      command: '',
      run: () => Promise.resolve({ summary: step }),
    });

  expect((await rollback.restoreProduction(request)).undone).toEqual([{ summary: 'first' }]);
});

test('only a change of the configuration counts as production touched', async () => {
  for (const resource of resources) {
    const { rollback } = await guarded([resource]);
    expect(rollback.touched).toBe(resource === 'configuration');
    expect(rollback.holds(resource)).toBe(true);
  }
});

test('traffic goes back before the configuration, and the rest last in first out, whatever came first', async () => {
  await fc.assert(
    fc.asyncProperty(order, async (given) => {
      const { rollback, ran } = await guarded(given);

      await rollback.restoreProduction(request);
      await rollback.cleanUp(request);

      const production = (['traffic', 'configuration'] as const).filter((one) =>
        given.includes(one),
      );
      const rest = given.filter((one) => one !== 'traffic' && one !== 'configuration').reverse();
      expect(ran).toEqual([...production, ...rest]);
    }),
  );
});

test('a failed undo stops no other, and only what failed is tried again', async () => {
  await fc.assert(
    fc.asyncProperty(order, fc.subarray([...resources]), async (given, broken) => {
      const fails = new Set(broken);
      const { rollback, ran } = await guarded(given, fails);

      const first = [await rollback.restoreProduction(request), await rollback.cleanUp(request)];
      const failed = first.flatMap((report) => report.failed.map(({ what }) => what));
      expect([...ran].sort()).toEqual([...given].sort());
      expect([...failed].sort()).toEqual(given.filter((one) => fails.has(one)).sort());

      ran.length = 0;
      fails.clear();
      const again = [await rollback.restoreProduction(request), await rollback.cleanUp(request)];
      expect([...ran].sort()).toEqual([...failed].sort());
      expect(again.flatMap((report) => report.failed)).toEqual([]);
      expect(given.filter((one) => rollback.holds(one))).toEqual([]);
    }),
  );
});

test('a failure says what, why and the command for a person', async () => {
  const { rollback } = await guarded(['configuration'], new Set(['configuration']));

  expect((await rollback.restoreProduction(request)).failed).toEqual([
    { what: 'configuration', why: 'configuration denied', command: 'aws undo configuration' },
  ]);
});
