import { execFileSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import fc from 'fast-check';
import { splitShape } from '../../src/release/endpoint-shape';
import {
  configurationCommand,
  deleteAlarmsCommand,
  shellWord,
  suspendCommand,
  weightsCommand,
} from '../../src/release/manual';
import { samplePlan } from '../support/sample-plan';
import { someScaling } from './support/facts';

const plan = samplePlan();

/** The words a POSIX shell hands to the AWS CLI; what escapes its quotes finds no program to run. */
function words(command: string): string[] {
  const script = `aws() { printf '%s\\0' "$@"; }; ${command}`;
  const alone = { encoding: 'utf8' as const, env: { PATH: '' }, cwd: tmpdir() };
  return execFileSync('/bin/sh', ['-c', script], alone).split('\0').slice(0, -1);
}

test('the weights command puts everything on the stable in one call', () => {
  expect(words(weightsCommand(plan, splitShape(plan, 0)))).toEqual([
    'sagemaker',
    'update-endpoint-weights-and-capacities',
    '--region',
    'us-east-1',
    '--endpoint-name',
    'fraud-scorer',
    '--desired-weights-and-capacities',
    'VariantName=main,DesiredWeight=100',
    'VariantName=main-next,DesiredWeight=0',
  ]);
});

test('the configuration command goes to the rollback target and keeps live counts, not live weights', () => {
  expect(words(configurationCommand(plan))).toEqual([
    'sagemaker',
    'update-endpoint',
    '--region',
    'us-east-1',
    '--endpoint-name',
    'fraud-scorer',
    '--endpoint-config-name',
    'fraud-scorer-1',
    '--retain-all-variant-properties',
    '--exclude-retained-variant-properties',
    'VariantPropertyType=DesiredWeight',
  ]);
});

test.each([
  'two words',
  'a;touch owned',
  '$(touch owned)',
  '`touch owned`',
  "it's",
  '"quoted"',
  'a\\b',
  '*',
  '~',
  'a&&b|c>d<e#f!g',
  "'; touch owned; #",
])('an alarm named %p reaches the AWS CLI as it is, and runs nothing', (name) => {
  expect(words(deleteAlarmsCommand(plan, ['plain', name])).slice(-2)).toEqual(['plain', name]);
});

test('any printable name stays one word', () => {
  const names = fc.array(fc.string({ unit: 'grapheme-ascii', minLength: 1, maxLength: 40 }), {
    minLength: 20,
    maxLength: 20,
  });
  fc.assert(
    fc.property(names, (many) => {
      expect(words(`aws ${many.map(shellWord).join(' ')}`)).toEqual(many);
    }),
    { numRuns: 10 },
  );
});

test('where both variants are scaled the configuration goes back after the candidate is deregistered', () => {
  const scaled = samplePlan(undefined, {
    scaling: {
      ...someScaling(),
      suspended: { scaleIn: false, scaleOut: true, scheduled: false },
    },
  });
  const target = ['--service-namespace', 'sagemaker', '--scalable-dimension'];
  const dimension = 'sagemaker:variant:DesiredInstanceCount';

  expect(words(configurationCommand(scaled))).toEqual([
    ...['application-autoscaling', 'deregister-scalable-target', '--region', 'us-east-1'],
    ...[...target, dimension, '--resource-id', 'endpoint/fraud-scorer/variant/main-next'],
    ...words(configurationCommand(plan)),
  ]);
  expect(words(suspendCommand(scaled, 'main')).slice(-4)).toEqual([
    ...['--resource-id', 'endpoint/fraud-scorer/variant/main', '--suspended-state'],
    'DynamicScalingInSuspended=false,DynamicScalingOutSuspended=true,ScheduledScalingSuspended=false',
  ]);
});
