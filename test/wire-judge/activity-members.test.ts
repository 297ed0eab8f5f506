import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { mainJobMembers, otherMembers } from './activity-members';

const folder = path.resolve(__dirname, '../../src/activities');

/** S3 and InvokeEndpoint have no model that the judge reads. */
const withoutModel = /^(Get|Head|Put|List)(Object|Bucket)|^InvokeEndpoint/;

test('every operation that an activity calls is judged with its members', () => {
  const sources = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => readFileSync(path.join(folder, name), 'utf8'));
  const called = sources.flatMap((text) =>
    [...text.matchAll(/\bnew (\w+)Command\(/g)].map(([, operation]) => operation!),
  );

  const judged = [...Object.keys(mainJobMembers), ...Object.keys(otherMembers)];
  const missing = new Set(called.filter((name) => !withoutModel.test(name)));
  for (const name of judged) missing.delete(name);
  expect([...missing]).toEqual([]);
  expect(called.length).toBeGreaterThan(20);
});
