import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { capture } from './capture.mjs';
import { manyEndpoints } from './many-endpoints.mjs';
import { proxy } from './proxy.mjs';
import { soak } from './soak.mjs';
import { print } from './support/requests.mjs';

const benches = { proxy, capture, 'many-endpoints': manyEndpoints, soak };

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { minutes: { type: 'string', default: '1' } },
});
const minutes = Number(values.minutes);
const names = positionals.length > 0 ? positionals : Object.keys(benches);
const unknown = names.filter((name) => !Object.hasOwn(benches, name));
if (unknown.length > 0 || !(minutes > 0)) {
  process.stderr.write(
    `usage: npm run bench -- [${Object.keys(benches).join('|')}] [--minutes N]; got ${unknown.join(' ') || `--minutes ${values.minutes}`}\n`,
  );
  process.exit(2);
}

print(`${cpus().length} cores, Node ${process.versions.node}`);
for (const name of names) {
  print(`\n${name}`);
  await benches[name]({ minutes });
}
