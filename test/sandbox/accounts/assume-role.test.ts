import path from 'node:path';
import { callsTo } from '../../../src/sandbox/log-reader';
import { runBoto3 } from '../../support/boto3';
import { describeWith } from '../../support/tools';
import { useSandbox } from '../running-sandbox';

const account = '000000000002';
const role = `arn:aws:iam::${account}:role/releases/deployer`;
const trustPolicy = {
  Version: '2012-10-17',
  Statement: [
    {
      Effect: 'Allow',
      Principal: { AWS: 'arn:aws:iam::000000000001:root' },
      Action: 'sts:AssumeRole',
      Condition: { StringEquals: { 'sts:ExternalId': 'slipway-1' } },
    },
  ],
};

describeWith('python', 'a role of another account, assumed by boto3', () => {
  const sandbox = useSandbox({ args: ['--no-seed'] });
  let told: Readonly<Record<string, unknown>>;

  beforeAll(async () => {
    const set = await sandbox.control('PUT', `/roles/deployer?account=${account}`, { trustPolicy });
    expect(set.status).toBe(200);
    const aws = { endpointUrl: sandbox.endpointUrl, accessKeyId: 'SANDBOX000000000001CI' };
    const script = path.join(__dirname, 'assume_role.py');
    told = (await runBoto3(script, [role, 'slipway-1'], aws)) as typeof told;
  }, 60_000);

  // claim: AssumeRole, GetCallerIdentity · a session is of the role's account, and is named by role
  //   and session · AWS: API_AssumeRole, API_GetCallerIdentity
  it('gives a session of its account', () => {
    const arn = `arn:aws:sts::${account}:assumed-role/deployer/deploy`;
    const { identity, assumed } = told as Record<string, Record<string, string>>;

    expect(told.before).toBe('000000000001');
    expect(identity).toMatchObject({ Account: account, Arn: arn });
    expect(identity?.UserId).toMatch(/^AROA[A-Z2-7]{17}:deploy$/);
    expect(assumed).toEqual({ AssumedRoleId: identity?.UserId, Arn: arn });
    expect(told.endpoints).toEqual([]);
  });

  // claim: AssumeRole · a session lasts DurationSeconds, 900 to 43,200, an hour by default, an hour at
  //   most where a role takes the next · AWS: API_AssumeRole, DurationSeconds
  it('lasts as long as was asked for, within bounds', () => {
    expect(told.seconds).toBeGreaterThan(840);
    expect(told.seconds).toBeLessThanOrEqual(900);
    expect(told.long).toEqual(['ValidationError', expect.stringContaining('43200') as string]);
    expect(told.chained).toEqual([
      'ValidationError',
      'The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining',
    ]);
  });

  // claim: AssumeRole · a trust policy that asks for an external id refuses a wrong one and none; so is
  //   a role of an account that is none of the sandbox's · AWS: How to use an external ID when granting
  //   access to your AWS resources to a third party
  it('is refused to who does not know its external id', () => {
    const by = 'User: arn:aws:iam::000000000001:user/SANDBOX000000000001CI';
    const denied = (arn: string) => [
      'AccessDenied',
      `${by} is not authorized to perform: sts:AssumeRole on resource: ${arn}`,
    ];

    expect(told.wrong).toEqual(denied(role));
    expect(told.none).toEqual(denied(role));
    expect(told.real).toEqual(denied('arn:aws:iam::123456789012:role/deployer'));
    expect(told.malformed).toEqual(['ValidationError', 'Request ARN is invalid']);
  });

  it('is on record with its external ids', async () => {
    const calls = callsTo(await sandbox.log(), 'AssumeRole').slice(0, 3);
    const seen = calls.map(({ input, ok }) => [(input as { ExternalId?: string }).ExternalId, ok]);

    expect(seen).toEqual([
      ['slipway-1', true],
      ['wrong', false],
      [undefined, false],
    ]);
  });

  it('takes no trust policy that it does not understand', async () => {
    const [statement] = trustPolicy.Statement;
    const unknown = { ...statement, Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } } };
    const policy = { trustPolicy: { Version: '2012-10-17', Statement: [unknown] } };
    const { status, body } = await sandbox.control('PUT', '/roles/deployer', policy);

    expect(status).toBe(400);
    expect(body.message).toContain('Bool');
  });
});
