import { checklist, checklistOf, stageTitles } from '../../src/release/checklist';
import { quickSpec, samplePlan } from '../support/sample-plan';

test('every stage has a title and at least one promise, each with its trigger and an id of its own', () => {
  const stages = new Set(checklist.map(({ stage }) => stage));

  expect([...stages]).toEqual(Object.keys(stageTitles));
  expect(new Set(checklist.map(({ id }) => id)).size).toBe(checklist.length);
  expect(checklist.filter(({ text, trigger }) => !text || !trigger)).toEqual([]);
});

test('the promises stand in the order of their ids', () => {
  const ids = checklist.map(({ id }) => id);

  expect(ids).toEqual([...ids].sort());
});

test('the board starts with every stage waiting', () => {
  expect(checklistOf(samplePlan()).map(({ stage, state }) => [stage, state])).toEqual(
    Object.keys(stageTitles).map((stage) => [stage, 'waiting']),
  );
});

test('a release without a shadow shows the stage as skipped and says why', () => {
  const { shadow, ...spec } = quickSpec;
  expect(shadow).toBeDefined();

  expect(checklistOf(samplePlan(spec)).find(({ stage }) => stage === 'shadow')).toMatchObject({
    state: 'skipped',
    note: 'not in the spec',
  });
});
