import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

/** What the suites of test/contract run on AWS at once, and for how long, minutes. */
const fleets = [
  { suite: 'artifact', instances: 1, minutes: 15 },
  { suite: 'autoscaling', instances: 2, minutes: 30 },
  { suite: 'endpoint', instances: 2, minutes: 35 },
  { suite: 'guardrails', instances: 4, minutes: 95 },
  { suite: 'shadow', instances: 2, minutes: 25 },
];

const variables = [
  ['CONTRACT_IMAGE', 'an inference image in ECR that the account may pull'],
  ['CONTRACT_MODEL_DATA', 's3://… of a model.tar.gz that the image serves'],
  ['CONTRACT_ROLE_ARN', 'an execution role for the models'],
  ['CONTRACT_PAYLOAD', 'a request that the model answers with 200'],
  ['CONTRACT_CONTENT_TYPE', 'its content type; application/json where not set'],
  [
    'CONTRACT_CAPTURES',
    's3://bucket/prefix that the role may write captures to, which stay there; not asked about where not set',
  ],
  [
    'CONTRACT_RATES',
    'yes to ask for the rates of calls too, which costs others theirs; no where not set',
  ],
];

const { values, positionals: suites } = parseArgs({
  options: { sandbox: { type: 'boolean' }, yes: { type: 'boolean' } },
  allowPositionals: true,
});

const folder = fileURLToPath(new URL('../test/contract', import.meta.url));

/** What the comments above the cases say of each that settles an open question: what it asks, what it costs. */
function questions() {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.contract.ts'))
    .flatMap((name) => {
      const text = readFileSync(`${folder}/${name}`, 'utf8');
      const said = text.matchAll(/\/\/ asks: ([^]*?)\n\s*\/\/ costs: ([^]*?)\n\s*\/\/ claim:/g);
      const suite = name.replace('.contract.ts', '');
      return [...said].map(
        ([, asks, costs]) => `  ${suite}: ${plain(asks)}. Costs ${plain(costs)}.`,
      );
    });
}

const plain = (comment) => comment.replace(/\n\s*\/\/\s*/g, ' ');

function explain() {
  // ml.m5.large in us-east-1 as AWS lists it; give your own where it differs.
  const price = Number(process.env.CONTRACT_PRICE_PER_HOUR ?? 0.115);
  const hours = fleets.reduce((sum, { instances, minutes }) => sum + (instances * minutes) / 60, 0);
  const longest = Math.max(...fleets.map(({ minutes }) => minutes));
  const lines = [
    'The contract cases ask a real account what the sandbox claims of AWS. They need the usual AWS environment and:',
    ...variables.map(([name, what]) => `  ${name.padEnd(22)} ${what}`),
    `They make endpoints of ml.m5.large named slipway-contract-…, and remove them: about ${hours.toFixed(1)} instance-hours,`,
    `${(hours * price).toFixed(2)} USD at ${price} USD an hour (CONTRACT_PRICE_PER_HOUR), in ${longest} to ${longest * 2} minutes.`,
    'These settle what AWS does not say:',
    ...questions(),
    'Run them with npm run contract -- --yes, or for nothing against the sandbox with npm run contract -- --sandbox; names of suites after it run only these.',
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
}

if (values.sandbox || values.yes) {
  const target = values.sandbox ? 'sandbox' : 'aws';
  const jest = fileURLToPath(import.meta.resolve('jest/bin/jest'));
  const { status } = spawnSync(
    process.execPath,
    [jest, '--config', 'jest.config.contract.cjs', '--verbose', ...suites],
    { stdio: 'inherit', env: { ...process.env, CONTRACT_TARGET: target } },
  );
  process.exit(status ?? 1);
}
explain();
