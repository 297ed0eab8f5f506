import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

/** What the suites of test/contract run on AWS at once, and for how long, minutes. */
const fleets = [
  { suite: 'endpoint', instances: 2, minutes: 35 },
  { suite: 'guardrails', instances: 4, minutes: 60 },
  { suite: 'shadow', instances: 2, minutes: 25 },
];

const variables = [
  ['CONTRACT_IMAGE', 'an inference image in ECR that the account may pull'],
  ['CONTRACT_MODEL_DATA', 's3://… of a model.tar.gz that the image serves'],
  ['CONTRACT_ROLE_ARN', 'an execution role for the models'],
  ['CONTRACT_PAYLOAD', 'a request that the model answers with 200'],
  ['CONTRACT_CONTENT_TYPE', 'its content type; application/json where not set'],
];

const { values } = parseArgs({
  options: { sandbox: { type: 'boolean' }, yes: { type: 'boolean' } },
});

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
    'Run them with npm run contract -- --yes, or for nothing against the sandbox with npm run contract -- --sandbox.',
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
}

if (values.sandbox || values.yes) {
  const target = values.sandbox ? 'sandbox' : 'aws';
  const jest = fileURLToPath(import.meta.resolve('jest/bin/jest.js'));
  const { status } = spawnSync(
    process.execPath,
    [jest, '--config', 'jest.config.contract.cjs', '--verbose'],
    { stdio: 'inherit', env: { ...process.env, CONTRACT_TARGET: target } },
  );
  process.exit(status ?? 1);
}
explain();
