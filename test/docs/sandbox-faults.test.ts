import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { catalogue } from '../sandbox/faults/catalogue';
import { writtenPlans } from './support/fault-plans';
import { faultsPage } from './support/faults-page';
import { root } from './support/pages';

const file = path.join(root, 'docs/sandbox-faults.md');
const plans = writtenPlans();

test('docs/sandbox-faults.md says how each fault is tried', () => {
  if (process.env.UPDATE_DOCS) writeFileSync(file, faultsPage());
  expect(readFileSync(file, 'utf8')).toBe(faultsPage());
});

test('every fault has a plan, or a test of its own', () => {
  const names = plans.map(({ name }) => name);
  const untried = catalogue.filter(
    ({ plans: own, proof }) =>
      !own.every((name) => names.includes(name)) ||
      (own.length === 0 && (proof === undefined || !existsSync(path.join(root, proof)))),
  );
  expect(untried).toEqual([]);
});

test('every id is there once', () => {
  const ids = catalogue.map(({ id }) => id);
  expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
});

test.each(plans)('examples/faults/$name.yaml is of a fault, and a test plays it', (plan) => {
  expect(catalogue.filter((fault) => fault.plans.includes(plan.name))).not.toEqual([]);
  expect(plan.tests).toHaveLength(1);
});
