// Loaded into the sandbox with --expose-gc: at SIGUSR2 it writes what a full collection leaves.
const { renameSync, writeFileSync } = require('node:fs');

const file = process.env.BENCH_MEMORY;

process.on('SIGUSR2', () => {
  globalThis.gc();
  const { heapUsed, external } = process.memoryUsage();
  writeFileSync(`${file}.new`, JSON.stringify({ kept: heapUsed + external }));
  renameSync(`${file}.new`, file);
});
