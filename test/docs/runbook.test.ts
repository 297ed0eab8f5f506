import { splitShape } from '../../src/release/endpoint-shape';
import {
  configurationCommand,
  deleteAlarmsCommand,
  weightsCommand,
} from '../../src/release/manual';
import { fleetDeadlineSeconds, humanDeadlineSeconds } from '../../src/release/plan';
import { searchAttributes } from '../../src/release/search-attributes';
import * as messages from '../../src/workflows/messages';
import { samplePlan } from '../support/sample-plan';
import { read } from './support/pages';

const page = read('docs/runbook.md');
const plan = samplePlan();

test('the commands to run by hand are those a release prints', () => {
  expect(page).toContain(weightsCommand(plan, splitShape(plan, 0)));
  expect(page).toContain(configurationCommand(plan));
  const twins = plan.alarms.flatMap(({ twin }) => (twin === undefined ? [] : [twin]));
  expect(page).toContain(deleteAlarmsCommand(plan, twins));
});

test('every signal a release takes is explained', () => {
  const signals = Object.values(messages)
    .filter((message) => message.type === 'signal')
    .map(({ name }) => name);
  expect(signals.length).toBeGreaterThan(6);
  for (const signal of signals) expect(page).toContain(`\`${signal}\``);
});

test('the deadlines are those of the code', () => {
  expect(page).toContain(`It waits ${humanDeadlineSeconds / 86_400} days; then it fails.`);
  expect(page).toContain(`is still at it after ${fleetDeadlineSeconds / 3600} hours`);
});

test('the search attributes to create are those of the code', () => {
  for (const { name, type } of searchAttributes)
    expect(page).toContain(`--name ${name} --type ${type.charAt(0)}${type.slice(1).toLowerCase()}`);
});

test('JSON to paste is JSON', () => {
  const pasted = [...page.matchAll(/`(\{"[^`]+\}|"[0-9a-f]{6} [^`]+")`/g)];
  expect(pasted.length).toBeGreaterThan(4);
  for (const [, text = ''] of pasted) expect(() => void JSON.parse(text)).not.toThrow();
});
