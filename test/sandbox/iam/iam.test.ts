import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  CloudWatchClient,
  DescribeAlarmsCommand,
  GetMetricDataCommand,
} from '@aws-sdk/client-cloudwatch';
import { DescribeImagesCommand, ECRClient } from '@aws-sdk/client-ecr';
import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import {
  CreateEndpointConfigCommand,
  CreateModelCommand,
  DeleteEndpointCommand,
  DescribeEndpointCommand,
  ListEndpointsCommand,
  UpdateEndpointCommand,
} from '@aws-sdk/client-sagemaker';
import { InvokeEndpointCommand } from '@aws-sdk/client-sagemaker-runtime';
import { AwsQueryProtocol } from '@aws-sdk/core/protocols';
import { decide } from '../../../src/sandbox/iam/decision';
import { matchesPattern } from '../../../src/sandbox/iam/pattern';
import { readPolicy } from '../../../src/sandbox/iam/policy';
import { createConfig, startSandbox, variant, type RunningSandbox } from '../running-sandbox';

const folder = mkdtempSync(path.join(tmpdir(), 'iam-'));

function policyFile(name: string, document: unknown): string {
  const file = path.join(folder, name);
  writeFileSync(file, JSON.stringify(document));
  return file;
}

const arn = 'arn:aws:sagemaker:us-east-1:000000000000';
const user = 'arn:aws:iam::000000000000:user/AKIATEST';

const policy = {
  Version: '2012-10-17',
  Statement: [
    {
      Effect: 'Allow',
      Action: ['sagemaker:Describe*', 'sagemaker:CreateModel', 'sagemaker:CreateEndpointConfig'],
      Resource: '*',
    },
    { Effect: 'Allow', Action: 'sagemaker:UpdateEndpoint', Resource: `${arn}:endpoint/fraud-*` },
    { Effect: 'Deny', Action: 'sagemaker:DeleteEndpoint', Resource: '*' },
    { Effect: 'Allow', Action: 'cloudwatch:DescribeAlarms', Resource: '*' },
    {
      Effect: 'Allow',
      Action: 'iam:PassRole',
      Resource: 'arn:aws:iam::000000000000:role/models-*',
      Condition: { StringEquals: { 'iam:PassedToService': 'sagemaker.amazonaws.com' } },
    },
  ],
};

describe('a policy', () => {
  let sandbox: RunningSandbox;
  const clients: { destroy: () => void }[] = [];
  const client = <Made extends { destroy: () => void }>(made: Made): Made => {
    clients.push(made);
    return made;
  };

  beforeAll(async () => {
    sandbox = await startSandbox('--iam', policyFile('policy.json', policy));
  });
  afterAll(async () => {
    for (const made of clients) made.destroy();
    await sandbox.stop();
  });

  const notAllowed = (action: string, resource: string) =>
    `User: ${user} is not authorized to perform: ${action}${resource} because no identity-based policy allows the ${action} action`;
  const role = (name: string) => `arn:aws:iam::000000000000:role/${name}`;
  const createModel = (ModelName: string, more: Record<string, unknown> = {}) =>
    sandbox.sagemaker.send(
      new CreateModelCommand({
        ModelName,
        ExecutionRoleArn: role('models-fraud'),
        PrimaryContainer: { ModelPackageName: `${arn}:model-package/fraud/1` },
        ...more,
      }),
    );

  // claim: IAM · what a policy allows goes through · AWS: Policy evaluation logic
  it('lets through what it allows', async () => {
    await sandbox.sagemaker.send(new DescribeEndpointCommand({ EndpointName: 'fraud-scorer' }));
    await sandbox.cloudwatch.send(new DescribeAlarmsCommand({}));
    await createModel('allowed');
    await createConfig(sandbox, 'allowed', { ProductionVariants: [variant({})] });
  });

  // claim: IAM, UpdateEndpoint, CreateModel, InvokeEndpoint · what is not allowed is denied in
  //   each service's form; PassRole, AddTags and the config of an update need leave of their own ·
  //   AWS: Service Authorization Reference; Troubleshoot access denied messages
  it.each([
    [
      'an action that nothing allows',
      () => sandbox.sagemaker.send(new ListEndpointsCommand({})),
      ['AccessDeniedException', 400, notAllowed('sagemaker:ListEndpoints', '')],
    ],
    [
      'the config of an update, of which only the endpoint is allowed',
      () =>
        sandbox.sagemaker.send(
          new UpdateEndpointCommand({
            EndpointName: 'fraud-scorer',
            EndpointConfigName: 'fraud-scorer-1',
          }),
        ),
      [
        'AccessDeniedException',
        400,
        notAllowed(
          'sagemaker:UpdateEndpoint',
          ` on resource: ${arn}:endpoint-config/fraud-scorer-1`,
        ),
      ],
    ],
    [
      'what is denied explicitly',
      () => sandbox.sagemaker.send(new DeleteEndpointCommand({ EndpointName: 'fraud-scorer' })),
      [
        'AccessDeniedException',
        400,
        `User: ${user} is not authorized to perform: sagemaker:DeleteEndpoint on resource: ${arn}:endpoint/fraud-scorer with an explicit deny in an identity-based policy`,
      ],
    ],
    [
      'passing another role',
      () => createModel('denied', { ExecutionRoleArn: role('admin') }),
      ['AccessDeniedException', 400, notAllowed('iam:PassRole', ` on resource: ${role('admin')}`)],
    ],
    [
      'tags on what may be created',
      () =>
        sandbox.sagemaker.send(
          new CreateEndpointConfigCommand({
            EndpointConfigName: 'tagged',
            ProductionVariants: [variant({})],
            Tags: [{ Key: 'a', Value: 'b' }],
          }),
        ),
      [
        'AccessDeniedException',
        400,
        notAllowed('sagemaker:AddTags', ` on resource: ${arn}:endpoint-config/tagged`),
      ],
    ],
    [
      'an invocation',
      () =>
        sandbox.runtime.send(
          new InvokeEndpointCommand({ EndpointName: 'fraud-scorer', Body: '{}' }),
        ),
      [
        'AccessDeniedException',
        403,
        notAllowed('sagemaker:InvokeEndpoint', ` on resource: ${arn}:endpoint/fraud-scorer`),
      ],
    ],
    [
      'CloudWatch in JSON',
      () => sandbox.cloudwatch.send(metricData()),
      ['AccessDenied', 403, notAllowed('cloudwatch:GetMetricData', '')],
    ],
    [
      'CloudWatch in the query protocol',
      () =>
        client(new CloudWatchClient({ ...sandbox.client, protocol: query() })).send(metricData()),
      ['AccessDenied', 403, notAllowed('cloudwatch:GetMetricData', '')],
    ],
    [
      'S3',
      () =>
        client(new S3Client({ ...sandbox.client, forcePathStyle: true })).send(
          new GetObjectCommand({ Bucket: 'sandbox-fraud-models', Key: 'x' }),
        ),
      [
        'AccessDenied',
        403,
        notAllowed('s3:GetObject', ' on resource: "arn:aws:s3:::sandbox-fraud-models/x"'),
      ],
    ],
    [
      'ECR',
      () =>
        client(new ECRClient(sandbox.client)).send(
          new DescribeImagesCommand({ repositoryName: 'fraud-scorer' }),
        ),
      [
        'AccessDeniedException',
        400,
        notAllowed(
          'ecr:DescribeImages',
          ' on resource: arn:aws:ecr:us-east-1:000000000000:repository/fraud-scorer',
        ),
      ],
    ],
  ])('refuses %s', async (_what, call, [name, status, message]) => {
    await expect(call()).rejects.toMatchObject({
      name,
      message,
      $metadata: { httpStatusCode: status },
    });
  });
});

const metricData = () =>
  new GetMetricDataCommand({
    StartTime: new Date(0),
    EndTime: new Date(60_000),
    MetricDataQueries: [{ Id: 'a', Expression: '1' }],
  });

const query = () =>
  new AwsQueryProtocol({
    defaultNamespace: 'com.amazonaws.cloudwatch',
    xmlNamespace: 'http://monitoring.amazonaws.com/doc/2010-08-01/',
    version: '2010-08-01',
  });

describe('the language of policies', () => {
  // claim: IAM · `*` and `?` of policies · AWS: IAM JSON policy elements, Resource
  it.each([
    ['*', 'anything', true],
    ['sagemaker:Describe*', 'sagemaker:DescribeEndpoint', true],
    ['a*b*c', 'a-b-b-c', true],
    ['a*b*c', 'a-b-b-', false],
    ['a?c', 'abc', true],
    ['a?c', 'ac', false],
    ['', '', true],
    ['a.c', 'abc', false],
  ])('%s fits %s: %s', (pattern, text, fits) => {
    expect(matchesPattern(pattern, text)).toBe(fits);
  });

  it('is no trap for long texts', () => {
    expect(matchesPattern('*a'.repeat(100), 'a'.repeat(5_000) + 'b')).toBe(false);
  });

  const one = (statement: Record<string, unknown>) =>
    readPolicy(
      policyFile('one.json', {
        Version: '2012-10-17',
        Statement: { Effect: 'Allow', Action: 'a:B', Resource: '*', ...statement },
      }),
    );
  const permission = { action: 'a:B', resource: 'arn:x', context: { 'aws:requestedregion': 'r1' } };

  // claim: IAM · denials win; conditions on strings · AWS: IAM JSON policy elements, condition
  //   operators
  it.each([
    [{}, 'allowed'],
    [{ Effect: 'Deny' }, 'denied'],
    [{ Action: ['a:b'] }, 'allowed'],
    [{ Resource: 'arn:X' }, 'not allowed'],
    [{ Condition: { StringEquals: { 'aws:RequestedRegion': ['r1', 'r2'] } } }, 'allowed'],
    [{ Condition: { StringEquals: { 'aws:RequestedRegion': 'r2' } } }, 'not allowed'],
    [{ Condition: { StringNotEquals: { 'aws:RequestedRegion': 'r2' } } }, 'allowed'],
    [{ Condition: { StringLike: { 'aws:RequestedRegion': 'r*' } } }, 'allowed'],
    [{ Condition: { StringLike: { 'aws:RequestTag/team': '*' } } }, 'not allowed'],
  ])('%j: %s', (statement, decision) => {
    expect(decide(one(statement), permission)).toBe(decision);
  });

  // claim: IAM · what is not understood of a policy is refused at the start · sandbox: no policy
  //   is read in part
  it.each([
    [{ NotAction: 'a:B' }, 'NotAction'],
    [{ Action: 'describe' }, 'Statement.0.Action.0: must be service:Action'],
    [{ Resource: 'endpoint/x' }, 'Statement.0.Resource.0: must be * or an ARN'],
    [{ Condition: { IpAddress: {} } }, 'IpAddress'],
    [{ Condition: { StringEquals: { 'aws:SourceIp': '1' } } }, 'aws:SourceIp: the sandbox knows'],
  ])('refuses %j by name', (statement, message) => {
    expect(() => one(statement)).toThrow(message);
  });
});
