import { alternate, print } from './support/requests.mjs';
import { createEndpoint, credential, startSandbox, startServer } from './support/sandbox.mjs';

/** Requests a second of two endpoints that differ in data capture alone. */
export async function capture() {
  const model = await startServer('model.mjs');
  const sandbox = await startSandbox();
  try {
    await s3(sandbox, 'PUT', '');
    await createEndpoint(sandbox, 'plain', model.url);
    await createEndpoint(sandbox, 'captured', model.url, { DataCaptureConfig });
    const [off, on] = await alternate(
      ['plain', 'captured'].map((name) => `${sandbox.url}/endpoints/${name}/invocations`),
    );
    const keys = await s3(sandbox, 'GET', '?list-type=2&prefix=bench/captured/');
    if (!keys.includes('.jsonl</Key>')) throw new Error(`nothing was captured: ${keys}`);
    print(`capture off  ${off.toFixed(0)} requests/s`);
    print(`capture on   ${on.toFixed(0)} requests/s, all of them, input and output`);
    print(`ratio        ${(on / off).toFixed(2)}`);
  } finally {
    await Promise.all([sandbox, model].map(({ stop }) => stop()));
  }
}

async function s3({ url }, method, query) {
  const headers = { authorization: credential('s3') };
  const answer = await fetch(`${url}/captures${query}`, { method, headers });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${method} of the bucket: ${answer.status} ${text}`);
  return text;
}

const DataCaptureConfig = {
  EnableCapture: true,
  InitialSamplingPercentage: 100,
  DestinationS3Uri: 's3://captures/bench',
  CaptureOptions: [{ CaptureMode: 'Input' }, { CaptureMode: 'Output' }],
};
