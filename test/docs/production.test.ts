import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { NoticeKind } from '../../src/release/notice';
import { read, root } from './support/pages';

const services: Readonly<Record<string, string>> = {
  '@aws-sdk/client-sagemaker': 'sagemaker',
  '@aws-sdk/client-sagemaker-runtime': 'sagemaker',
  '@aws-sdk/client-cloudwatch': 'cloudwatch',
  '@aws-sdk/client-s3': 's3',
  '@aws-sdk/client-ecr': 'ecr',
  '@aws-sdk/client-application-auto-scaling': 'application-autoscaling',
};
/** Calls whose permission has another name. */
const renamed: Readonly<Record<string, string>> = {
  's3:HeadObject': 's3:GetObject',
  's3:ListObjectsV2': 's3:ListBucket',
  's3:HeadBucket': 's3:ListBucket',
};
/** What AWS asks for beside the call: tags in a create, and the role that a model runs with. */
const besides = [
  'sagemaker:AddTags',
  'cloudwatch:TagResource',
  'application-autoscaling:TagResource',
  'iam:PassRole',
];

const folder = path.join(root, 'src/activities');
const sources = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts'))
  .map((file) => readFileSync(path.join(folder, file), 'utf8'));

function actionsOf(source: string): string[] {
  const imports = source.matchAll(/import \{([^}]*)\} from '(@aws-sdk\/client-[a-z0-9-]+)'/g);
  return [...imports].flatMap(([, names = '', from = '']) =>
    [...names.matchAll(/(\w+)Command\b|\bpaginate(\w+)/g)].map(
      ([, call, paged]) => `${services[from]}:${call ?? paged}`,
    ),
  );
}

test('the role needs the actions the code uses, and no others', () => {
  const used = sources.flatMap(actionsOf).map((action) => renamed[action] ?? action);
  expect(used.length).toBeGreaterThan(20);

  const listed = [...read('docs/production.md').matchAll(/`([a-z0-9-]+:[A-Z]\w+)`/g)];
  const actions = new Set(listed.map(([, action]) => action));
  expect([...actions].sort()).toEqual([...new Set([...used, ...besides])].sort());
});

test('the policy in examples has the actions that are listed', () => {
  const policy = JSON.parse(read('examples/iam/worker.json')) as {
    readonly Statement: readonly { readonly Action: string | readonly string[] }[];
  };
  const allowed = policy.Statement.flatMap(({ Action }) => Action);

  const listed = [...read('docs/production.md').matchAll(/`([a-z0-9-]+:[A-Z]\w+)`/g)];
  expect([...allowed].sort()).toEqual([...new Set(listed.map(([, action]) => action))].sort());
});

test('every notice is named', () => {
  const kinds: Readonly<Record<NoticeKind, true>> = {
    'gate-open': true,
    stalled: true,
    'rolled-back': true,
    'needs-human': true,
  };
  for (const kind of Object.keys(kinds))
    expect(read('docs/production.md')).toContain(`\`${kind}\``);
});
