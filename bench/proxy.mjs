import { alternate, print } from './support/requests.mjs';
import { createEndpoint, startSandbox, startServer } from './support/sandbox.mjs';

/** InvokeEndpoint through the sandbox against a bare proxy, before the same model. */
export async function proxy() {
  const model = await startServer('model.mjs');
  const bare = await startServer('proxy.mjs', model.url);
  const sandbox = await startSandbox();
  try {
    await createEndpoint(sandbox, 'bench', model.url);
    const [direct, through] = await alternate([
      bare.url,
      `${sandbox.url}/endpoints/bench/invocations`,
    ]);
    print(`bare proxy   ${direct.toFixed(0)} requests/s`);
    print(`sandbox      ${through.toFixed(0)} requests/s`);
    print(`ratio        ${(through / direct).toFixed(2)} (target: 0.5 or more)`);
  } finally {
    await Promise.all([sandbox, bare, model].map(({ stop }) => stop()));
  }
}
