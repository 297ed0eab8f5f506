import { failures } from '../../src/release/failures';
import { outcomeExitCode } from '../../src/release/outcome';
import { reasons } from '../../src/release/reasons';
import { searchAttributes } from '../../src/release/search-attributes';
import { stageTitles } from '../../src/release/checklist';
import { pages, prose, read } from './support/pages';

/** Words of AWS that our pages name; all other words in this form must be ours. */
const awsWords = [
  ...['InService', 'Updating', 'Failed', 'OutOfService', 'Approved', 'Rejected', 'Pending'],
  ...['EndpointStatus', 'EndpointConfigName', 'CurrentWeight', 'DesiredWeight', 'FailureReason'],
  ...['PendingDeploymentSummary', 'RetainAllVariantProperties', 'DeploymentConfig'],
  ...['UpdateEndpoint', 'UpdateEndpointWeightsAndCapacities', 'DeleteEndpoint', 'TargetVariant'],
  'InsufficientInstanceCapacity',
  ...['Invocation5XXErrors', 'Invocation4XXErrors', 'InvocationModelErrors', 'MetricsConfig'],
];

const states = [...read('docs/states.md').matchAll(/^\| `(\w+)`/gm)].map(([, word = '']) => word);
const ours = [
  ...states,
  ...Object.keys(reasons),
  ...Object.keys(failures),
  ...Object.keys(outcomeExitCode),
  ...searchAttributes.map(({ name }) => name),
  ...['ReleaseSpec', 'ReleasePlan', 'PromoteInput'],
];

/** Generated pages have tests of their own; the sandbox's page lists AWS's operations, contributors read names of types. */
const others = [
  'docs/cli.md',
  'docs/states.md',
  'docs/sandbox.md',
  'docs/sandbox-fidelity.md',
  'docs/sandbox-faults.md',
  'CONTRIBUTING.md',
];

const words = pages
  .filter((page) => !others.includes(page))
  .flatMap((page) =>
    [...prose(page).matchAll(/`([A-Z][a-z]+(?:[A-Z0-9][A-Za-z0-9]*)+|[A-Z][a-z]+ed)`/g)].map(
      ([, word = '']) => ({ page, word }),
    ),
  );

test('the pages use the words of the code', () => {
  expect(words.length).toBeGreaterThan(20);
});

test.each(words)('$page: `$word` is a word of ours or of AWS', ({ word }) => {
  expect([...ours, ...awsWords]).toContain(word);
});

test.each(Object.values(stageTitles))('docs/concepts.md has the stage "%s"', (title) => {
  expect(read('docs/concepts.md')).toMatch(new RegExp(`^\\| ${title}[ |]`, 'm'));
});
