import {
  DescribeEndpointCommand,
  UpdateEndpointCommand,
  type DataCaptureConfig,
} from '@aws-sdk/client-sagemaker';
import {
  CreateBucketCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  type S3Client,
} from '@aws-sdk/client-s3';
import { linesOf } from '../../../src/sandbox/log-reader';
import { ask, createConfigOf, deploy, s3Of } from '../deployed-models';
import { settled, startSandbox, until, type RunningSandbox } from '../running-sandbox';

interface Side {
  readonly observedContentType?: string;
  readonly mode: string;
  readonly data: string;
  readonly encoding: string;
}

interface Record {
  readonly captureData: { readonly endpointInput?: Side; readonly endpointOutput?: Side };
  readonly eventMetadata: {
    readonly eventId: string;
    readonly inferenceId?: string;
    readonly inferenceTime: string;
  };
  readonly eventVersion: string;
}

const Bucket = 'captures';
const behaviour = { latencyMs: 1, p99Factor: 1 };

const all: DataCaptureConfig = {
  EnableCapture: true,
  InitialSamplingPercentage: 100,
  DestinationS3Uri: `s3://${Bucket}/deep/folder/`,
  CaptureOptions: [{ CaptureMode: 'Input' }, { CaptureMode: 'Output' }],
  CaptureContentTypeHeader: {
    CsvContentTypes: ['text/csv'],
    JsonContentTypes: ['application/json'],
  },
};

describe('data capture', () => {
  let sandbox: RunningSandbox;
  let s3: S3Client;

  beforeAll(async () => {
    sandbox = await startSandbox('--no-seed');
    s3 = s3Of(sandbox);
    await s3.send(new CreateBucketCommand({ Bucket }));
  });
  afterAll(async () => {
    s3.destroy();
    await sandbox.stop();
  });

  /** Every record below a prefix, with the keys of their files. */
  const captured = async (Prefix: string) => {
    const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket, Prefix }));
    const keys = Contents.map(({ Key = '' }) => Key);
    const files = await Promise.all(
      keys.map(async (Key) => {
        const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key }));
        return (await Body?.transformToString()) ?? '';
      }),
    );
    const lines = files.flatMap((text) => text.split('\n').filter(Boolean));
    return { keys, records: lines.map((line) => JSON.parse(line) as Record) };
  };

  const idsOf = (records: readonly Record[]) =>
    records.map(({ eventMetadata }) => eventMetadata.inferenceId).sort();

  const send = (endpoint: string, count: number, prefix = 'id') =>
    Promise.all(
      Array.from({ length: count }, (_, index) =>
        ask(sandbox, endpoint, { InferenceId: `${prefix}-${index}` }),
      ),
    );

  // claim: data capture · records and keys in AWS's format, one a request, of production and
  //   shadow · AWS: Capture data from real-time endpoint; API_DataCaptureConfig
  it('writes every request of production and shadow, in the format and at the place AWS does', async () => {
    await deploy(
      sandbox,
      'full',
      {
        main: { behaviour },
        shadow: { behaviour: { ...behaviour, answers: 'b' }, isShadow: true },
      },
      all,
    );
    await send('full', 60);
    const production = await until('all are captured', async () => {
      const found = await captured('deep/folder/full/main/');
      return found.records.length >= 60 && found;
    });
    const shadow = await until('the shadow’s are, too', async () => {
      const found = await captured('deep/folder/full/shadow/');
      return found.records.length >= 60 && found;
    });
    const served = linesOf(await sandbox.log(), 'request').filter(
      ({ endpoint, mirrored }) => endpoint === 'full' && !mirrored,
    );

    expect(idsOf(production.records)).toEqual(served.map(({ id }) => id).sort());
    expect(idsOf(shadow.records)).toEqual(idsOf(production.records));
    for (const key of production.keys) {
      expect(key).toMatch(
        /^deep\/folder\/full\/main\/\d{4}\/\d\d\/\d\d\/\d\d\/\d\d-\d\d-\d{3}-[0-9a-f-]{36}\.jsonl$/,
      );
    }
    expect(production.records[0]).toEqual({
      captureData: {
        endpointInput: {
          observedContentType: 'application/json',
          mode: 'INPUT',
          data: '{"amount":12.5}',
          encoding: 'JSON',
        },
        endpointOutput: {
          observedContentType: 'application/json',
          mode: 'OUTPUT',
          data: expect.stringMatching(/^\{"score":0\.\d{6}\}$/) as string,
          encoding: 'JSON',
        },
      },
      eventMetadata: {
        eventId: expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
        inferenceId: expect.stringMatching(/^id-\d+$/) as string,
        inferenceTime: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/) as string,
      },
      eventVersion: '0',
    });
  });

  // claim: data capture · content types that the config names are text, all others base64 · AWS:
  //   API_CaptureContentTypeHeader
  it('writes types that it is told of as text, all others as base64', async () => {
    await deploy(sandbox, 'types', { main: { behaviour: { ...behaviour, shape: 'csv' } } }, all);
    await ask(sandbox, 'types', { ContentType: 'text/csv', Body: '1,2', InferenceId: 'csv' });
    await ask(sandbox, 'types', { ContentType: 'image/png', Body: 'png', InferenceId: 'png' });
    const { records } = await until('both are captured', async () => {
      const found = await captured('deep/folder/types/');
      return found.records.length >= 2 && found;
    });
    const of = (id: string) =>
      records.find(({ eventMetadata }) => eventMetadata.inferenceId === id)?.captureData;

    expect(of('csv')?.endpointInput).toMatchObject({ encoding: 'CSV', data: '1,2' });
    expect(of('csv')?.endpointOutput).toMatchObject({
      observedContentType: 'text/csv; charset=utf-8',
      encoding: 'CSV',
    });
    expect(of('png')?.endpointInput).toMatchObject({
      observedContentType: 'image/png',
      encoding: 'BASE64',
      data: Buffer.from('png').toString('base64'),
    });
  });

  // claim: data capture, DescribeEndpoint · InitialSamplingPercentage and CaptureOptions;
  //   DataCaptureConfig shows status and percentage · AWS: API_DataCaptureConfigSummary
  it('takes a sample, and one side only where one is asked for', async () => {
    await deploy(
      sandbox,
      'sampled',
      { main: { behaviour } },
      {
        InitialSamplingPercentage: 25,
        DestinationS3Uri: `s3://${Bucket}`,
        CaptureOptions: [{ CaptureMode: 'Output' }],
      },
    );
    for (let round = 0; round < 8; round += 1) await send('sampled', 100, `round-${round}`);
    // Files are written a quarter of a second after their first request here: two equal looks show the end.
    let before = -1;
    const { records } = await until('all are captured', async () => {
      const found = await captured('sampled/main/');
      const isOver = found.records.length > 0 && found.records.length === before;
      before = found.records.length;
      await sandbox.log();
      return isOver && found;
    });
    const chiSquare = (records.length - 200) ** 2 / 200 + (records.length - 200) ** 2 / 600;
    const { DataCaptureConfig } = await sandbox.sagemaker.send(
      new DescribeEndpointCommand({ EndpointName: 'sampled' }),
    );

    // Of one degree of freedom, 24 is exceeded once in a million runs.
    expect(chiSquare).toBeLessThan(24);
    expect(records[0]?.captureData.endpointInput).toBeUndefined();
    expect(records[0]?.captureData.endpointOutput?.encoding).toBe('BASE64');
    expect(DataCaptureConfig).toMatchObject({
      EnableCapture: true,
      CaptureStatus: 'Started',
      CurrentSamplingPercentage: 25,
      DestinationS3Uri: `s3://${Bucket}`,
    });
  });

  // claim: data capture, UpdateEndpoint · an update to a config without capture stops it · AWS:
  //   API_DataCaptureConfig, EnableCapture
  it('stops when an update turns it off', async () => {
    await deploy(sandbox, 'stopped', { main: { behaviour } }, all);
    await send('stopped', 5, 'before');
    await createConfigOf(sandbox, 'off', { main: { behaviour } }, { ...all, EnableCapture: false });
    await sandbox.sagemaker.send(
      new UpdateEndpointCommand({ EndpointName: 'stopped', EndpointConfigName: 'off' }),
    );
    const { DataCaptureConfig } = await settled(sandbox, 'stopped');
    await send('stopped', 5, 'after');
    // A capture of a later endpoint shows that there was time enough for these.
    await deploy(sandbox, 'later', { main: { behaviour } }, all);
    await send('later', 1);
    await until('the later one is captured', async () => {
      const { records } = await captured('deep/folder/later/');
      return records.length === 1;
    });
    const { records } = await captured('deep/folder/stopped/');

    expect(DataCaptureConfig?.CaptureStatus).toBe('Stopped');
    expect(idsOf(records)).toEqual(['before-0', 'before-1', 'before-2', 'before-3', 'before-4']);
  });

  // claim: data capture · captures without a bucket are lost, requests that the model fails on
  //   are not captured · undocumented: AWS describes neither
  it('says so when what it captures has no bucket, and leaves out what the model fails on', async () => {
    await deploy(
      sandbox,
      'lost',
      { main: { behaviour } },
      { ...all, DestinationS3Uri: 's3://no-such-bucket/x' },
    );
    await deploy(
      sandbox,
      'failing',
      { main: { behaviour: { ...behaviour, errorSlice: { field: 'bad', value: true } } } },
      all,
    );
    await ask(sandbox, 'lost');
    await ask(sandbox, 'failing', { Body: '{"bad":true}', InferenceId: 'bad' });
    await ask(sandbox, 'failing', { Body: '{"bad":false}', InferenceId: 'good' });
    const told = async () => linesOf(await sandbox.log(), 'undocumented').map(({ what }) => what);
    await until('the loss is told', async () => (await told()).some((what) => /lost/.test(what)));
    const { records } = await until('the other is captured', async () => {
      const found = await captured('deep/folder/failing/');
      return found.records.length > 0 && found;
    });

    expect(await told()).toEqual(
      expect.arrayContaining([
        'captures of s3://no-such-bucket/x/lost/main are lost: The specified bucket does not exist',
        'requests that the model of failing fails on are not captured',
      ]),
    );
    expect(idsOf(records)).toEqual(['good']);
  });
});
