import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { capture } from './capture.mjs';
import { judge } from './judge.mjs';
import { manyEndpoints } from './many-endpoints.mjs';
import { proxy } from './proxy.mjs';
import { soak } from './soak.mjs';
import { print } from './support/requests.mjs';

const benches = { proxy, capture, 'many-endpoints': manyEndpoints, soak, judge };

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    minutes: { type: 'string', default: '1' },
    replicates: { type: 'string', default: '10000' },
    seed: { type: 'string', default: '20260721' },
    again: { type: 'boolean', default: false },
  },
});
const minutes = Number(values.minutes);
const replicates = Number(values.replicates);
const seed = Number(values.seed);
const valid =
  minutes > 0 && Number.isInteger(seed) && Number.isInteger(replicates) && replicates > 0;
const names = positionals.length > 0 ? positionals : Object.keys(benches);
const unknown = names.filter((name) => !Object.hasOwn(benches, name));
if (unknown.length > 0 || !valid) {
  process.stderr.write(
    `usage: npm run bench -- [${Object.keys(benches).join('|')}] [--minutes N] [--replicates N] [--seed N] [--again]; got ${process.argv.slice(2).join(' ')}\n`,
  );
  process.exit(2);
}

print(`${cpus().length} cores, Node ${process.versions.node}`);
for (const name of names) {
  print(`\n${name}`);
  await benches[name]({ minutes, replicates, seed, again: values.again });
}
