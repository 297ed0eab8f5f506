import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DescribeAlarmsCommand } from '@aws-sdk/client-cloudwatch';
import { ListBucketsCommand } from '@aws-sdk/client-s3';
import {
  CreateModelPackageGroupCommand,
  DescribeModelPackageGroupCommand,
  ListEndpointsCommand,
  SageMakerClient,
} from '@aws-sdk/client-sagemaker';
import { InvokeEndpointCommand } from '@aws-sdk/client-sagemaker-runtime';
import { useSandbox } from '../running-sandbox';
import {
  assumeRole,
  callSts,
  clientsWith,
  endClients,
  identityOf,
  keysOf,
  refusalOf,
  type Keys,
} from './account-clients';

const account = '000000000003';
const role = `arn:aws:iam::${account}:role/deployer`;
const invalid = 'The security token included in the request is invalid.';
const expired = 'The security token included in the request is expired';

describe('a session', () => {
  const sandbox = useSandbox({ args: ['--no-seed'] });

  const session = () => assumeRole(sandbox.endpointUrl, keysOf('000000000000'), role);

  const refusals = async (keys: Keys) => {
    const clients = clientsWith(sandbox.endpointUrl, keys);
    const { sagemaker, runtime, cloudwatch, s3 } = clients;
    const invoke = { EndpointName: 'none', Body: Buffer.from('') };
    const seen = {
      sagemaker: await refusalOf(sagemaker.send(new ListEndpointsCommand({}))),
      runtime: await refusalOf(runtime.send(new InvokeEndpointCommand(invoke))),
      cloudwatch: await refusalOf(cloudwatch.send(new DescribeAlarmsCommand({}))),
      s3: await refusalOf(s3.send(new ListBucketsCommand({}))),
    };
    endClients(clients);
    return seen;
  };

  // claim: AssumeRole, accounts and regions · the default credential chain of the JS SDK takes a role
  //   by its profile; the Model Registry records the session · AWS: SDKs and Tools Reference, Assume
  //   role credential provider; API_UserContext
  it('comes by a profile of the SDK that names role and external id', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'profiles-'));
    const environment = {
      AWS_CONFIG_FILE: path.join(folder, 'config'),
      AWS_SHARED_CREDENTIALS_FILE: path.join(folder, 'credentials'),
      AWS_ENDPOINT_URL_STS: sandbox.endpointUrl,
    };
    const staging = [
      `[profile staging]\nrole_arn = ${role}\nrole_session_name = release-7`,
      'external_id = slipway-1\nsource_profile = ci\nregion = us-east-1',
    ];
    writeFileSync(environment.AWS_CONFIG_FILE, `${staging.join('\n')}\n`);
    writeFileSync(
      environment.AWS_SHARED_CREDENTIALS_FILE,
      '[ci]\naws_access_key_id = SANDBOX000000000001\naws_secret_access_key = secret\n',
    );
    const before = { ...process.env };
    Object.assign(process.env, environment);
    const sagemaker = new SageMakerClient({
      profile: 'staging',
      endpoint: sandbox.endpointUrl,
      region: 'us-east-1',
    });
    const ModelPackageGroupName = 'by-profile';
    await sagemaker.send(new CreateModelPackageGroupCommand({ ModelPackageGroupName }));
    const group = await sagemaker.send(
      new DescribeModelPackageGroupCommand({ ModelPackageGroupName }),
    );
    sagemaker.destroy();
    process.env = before;
    rmSync(folder, { recursive: true });

    expect(group.ModelPackageGroupArn).toContain(`:${account}:model-package-group/by-profile`);
    expect(group.CreatedBy?.IamIdentity).toMatchObject({
      Arn: `arn:aws:sts::${account}:assumed-role/deployer/release-7`,
      PrincipalId: expect.stringMatching(/^AROA[A-Z2-7]{17}:release-7$/) as string,
    });
  });

  // claim: AssumeRole · a condition on the region of a role's trust policy is asked of the call · AWS: AWS
  //   global condition context keys, aws:RequestedRegion
  it('is given where the conditions of the trust policy hold', async () => {
    const takenFrom = async (region: string) => {
      const statement = {
        Effect: 'Allow',
        Principal: '*',
        Action: 'sts:AssumeRole',
        Condition: { StringEquals: { 'aws:RequestedRegion': region } },
      };
      const trustPolicy = { Version: '2012-10-17', Statement: [statement] };
      await sandbox.control('PUT', `/roles/regional?account=${account}`, { trustPolicy });
      const RoleArn = `arn:aws:iam::${account}:role/regional`;
      const asked = { Action: 'AssumeRole', RoleArn, RoleSessionName: 'test' };
      return (await callSts(sandbox.endpointUrl, keysOf('000000000000'), asked)).status;
    };

    expect(await takenFrom('eu-west-1')).toBe(403);
    expect(await takenFrom('us-east-1')).toBe(200);
  });

  // claim: accounts and regions · a key of a session without its token or with another one is refused,
  //   in each wire's words · AWS: Common Errors of SageMaker and CloudWatch; S3 Error responses
  it('is nothing without its token', async () => {
    const { sessionToken, ...keys } = await session();
    const other = { ...keys, sessionToken: `${sessionToken}x` };

    for (const wrong of [keys, other]) {
      expect(await identityOf(sandbox.endpointUrl, wrong)).toMatchObject({
        status: 403,
        Code: 'InvalidClientTokenId',
        Message: invalid,
      });
      expect(await refusals(wrong)).toMatchObject({
        sagemaker: { name: 'UnrecognizedClientException', message: invalid, status: 403 },
        runtime: { name: 'UnrecognizedClientException', message: invalid, status: 403 },
        cloudwatch: { name: 'InvalidClientTokenId', message: invalid },
        s3: { name: 'InvalidToken', status: 400 },
      });
    }
  });

  // claim: accounts and regions · a session that is over is refused as expired, in each wire's words
  //   · AWS: Common Errors of SageMaker and STS; S3 Error responses; reported: `ExpiredToken` of STS
  it('is refused once it is over', async () => {
    const keys = await session();
    expect(await identityOf(sandbox.endpointUrl, keys)).toMatchObject({ status: 200 });
    const { body } = await sandbox.control('GET', `/sessions?account=${account}`);
    expect(body.sessions).toContainEqual(
      expect.objectContaining({ accessKeyId: keys.accessKeyId }),
    );

    await sandbox.control('DELETE', '/sessions?account=000000000004');
    expect(await identityOf(sandbox.endpointUrl, keys)).toMatchObject({ status: 200 });
    await sandbox.control('DELETE', `/sessions?account=${account}`);

    expect(await identityOf(sandbox.endpointUrl, keys)).toMatchObject({
      status: 403,
      Code: 'ExpiredToken',
      Message: expired,
    });
    expect(await refusals(keys)).toMatchObject({
      sagemaker: { name: 'ExpiredTokenException', message: expired, status: 403 },
      runtime: { name: 'ExpiredTokenException', message: expired, status: 403 },
      cloudwatch: { name: 'ExpiredToken', message: expired },
      s3: { name: 'ExpiredToken', status: 400 },
    });
  });
});
