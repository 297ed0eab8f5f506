import {
  CreateBucketCommand,
  DeleteBucketPolicyCommand,
  GetBucketPolicyCommand,
  GetObjectCommand,
  ListBucketsCommand,
  ListObjectsV2Command,
  PutBucketPolicyCommand,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import { CreateModelCommand } from '@aws-sdk/client-sagemaker';
import { startSandbox, type RunningSandbox } from '../running-sandbox';
import { clientsWith, endClients, keysOf, refusalOf, type Clients } from './account-clients';

const owner = '000000000001';
const other = '000000000002';
const Bucket = 'team-models';
const Key = 'fraud/model.json';
const denied = { name: 'AccessDenied', message: 'Access Denied', status: 403 };

describe('a bucket of one account', () => {
  let sandbox: RunningSandbox;
  let own: Clients;
  let foreign: Clients;

  beforeAll(async () => {
    sandbox = await startSandbox('--no-seed');
    own = clientsWith(sandbox.endpointUrl, keysOf(owner));
    foreign = clientsWith(sandbox.endpointUrl, keysOf(other));
    await own.s3.send(new CreateBucketCommand({ Bucket }));
    await own.s3.send(new PutObjectCommand({ Bucket, Key, Body: '{"version":"fraud/1"}' }));
  }, 60_000);
  afterAll(async () => {
    endClients(own, foreign);
    await sandbox.stop();
  });

  const read = () => foreign.s3.send(new GetObjectCommand({ Bucket, Key }));
  const share = (...Statement: readonly object[]) =>
    own.s3.send(
      new PutBucketPolicyCommand({
        Bucket,
        Policy: JSON.stringify({ Version: '2012-10-17', Statement }),
      }),
    );
  const createModel = (ModelName: string) =>
    foreign.sagemaker.send(
      new CreateModelCommand({
        ModelName,
        ExecutionRoleArn: `arn:aws:iam::${other}:role/execution`,
        PrimaryContainer: { Image: 'local/model', ModelDataUrl: `s3://${Bucket}/${Key}` },
      }),
    );
  const allowed = {
    Effect: 'Allow',
    Principal: { AWS: other },
    Action: 's3:GetObject',
    Resource: `arn:aws:s3:::${Bucket}/fraud/*`,
  };

  // claim: CreateBucket, ListBuckets, GetObject · a bucket's name is taken for all accounts, and it is
  //   closed to others · AWS: API_CreateBucket, BucketAlreadyExists; S3 Error responses, AccessDenied
  it('is listed for that account alone, and closed to others', async () => {
    const create = await refusalOf(foreign.s3.send(new CreateBucketCommand({ Bucket })));
    const { Buckets = [] } = await own.s3.send(new ListBucketsCommand({}));
    const { Buckets: others } = await foreign.s3.send(new ListBucketsCommand({}));

    expect(create).toMatchObject({ name: 'BucketAlreadyExists', status: 409 });
    expect(Buckets.map(({ Name }) => Name)).toEqual([Bucket]);
    expect(others ?? []).toEqual([]);
    expect(await refusalOf(read())).toEqual(denied);
    const put = new PutObjectCommand({ Bucket, Key, Body: 'theirs' });
    expect(await refusalOf(foreign.s3.send(put))).toEqual(denied);
    expect((await refusalOf(createModel('closed'))).message).toContain('Could not find model data');
  });

  // claim: PutBucketPolicy, GetBucketPolicy, DeleteBucketPolicy · a policy opens a bucket for what it
  //   allows, to SageMaker of that account too, and is given back as it was put · AWS: API_PutBucketPolicy;
  //   Bucket owner granting cross-account bucket permissions
  it('is open for what its policy allows', async () => {
    await share(allowed);
    const { Policy = '' } = await own.s3.send(new GetBucketPolicyCommand({ Bucket }));
    const text = await (await read()).Body?.transformToString();
    await createModel('open');

    expect(JSON.parse(Policy)).toEqual({ Version: '2012-10-17', Statement: [allowed] });
    expect(text).toBe('{"version":"fraud/1"}');
    const list = new ListObjectsV2Command({ Bucket });
    expect(await refusalOf(foreign.s3.send(list))).toEqual(denied);
    await own.s3.send(new DeleteBucketPolicyCommand({ Bucket }));
    expect(await refusalOf(read())).toEqual(denied);
    expect(await refusalOf(own.s3.send(new GetBucketPolicyCommand({ Bucket })))).toMatchObject({
      name: 'NoSuchBucketPolicy',
      status: 404,
    });
  });

  // claim: PutBucketPolicy · a condition on the region is asked of the call, and of SageMaker where that
  //   reads for an account · AWS: AWS global condition context keys, aws:RequestedRegion
  it('is open and closed by region where its policy says so', async () => {
    const inRegion = (region: string) => ({ StringEquals: { 'aws:RequestedRegion': region } });
    await share({ ...allowed, Condition: inRegion('eu-west-1') });
    expect(await refusalOf(read())).toEqual(denied);
    expect((await refusalOf(createModel('elsewhere'))).message).toContain(
      'Could not find model data',
    );

    await share({ ...allowed, Condition: inRegion('us-east-1') });
    await createModel('here');
    expect(await (await read()).Body?.transformToString()).toBe('{"version":"fraud/1"}');

    const elsewhere = { StringNotEquals: { 'aws:RequestedRegion': 'us-east-1' } };
    await share(allowed, { ...allowed, Effect: 'Deny', Condition: elsewhere });
    expect(await (await read()).Body?.transformToString()).toBe('{"version":"fraud/1"}');
  });

  // claim: PutBucketPolicy · a statement that denies binds the owner's own account · AWS: Policy
  //   evaluation logic
  it('is closed to its own account where its policy denies', async () => {
    const Principal = { AWS: `arn:aws:iam::${owner}:root` };
    await share({ ...allowed, Effect: 'Deny', Principal, Action: 's3:PutObject' });
    const put = new PutObjectCommand({ Bucket, Key, Body: 'new' });

    expect(await refusalOf(own.s3.send(put))).toEqual(denied);
    expect(await refusalOf(share({ ...allowed, NotAction: 's3:*' }))).toMatchObject({
      name: 'MalformedPolicy',
    });
  });
});
