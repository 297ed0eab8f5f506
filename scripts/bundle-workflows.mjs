import { renameSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

// Makes dist/workflows.bundle.js from the compiled workflows, once per build: a worker never bundles at start.
const { bundleWorkflowCode } = createRequire(import.meta.url)('@temporalio/worker');
const dist = fileURLToPath(new URL('../dist/', import.meta.url));
const target = path.join(dist, 'workflows.bundle.js');

const warnings = [];
const logger = {
  log: () => {},
  trace: () => {},
  debug: () => {},
  info: () => {},
  warn: (message) => warnings.push(message),
  error: (message) => warnings.push(message),
};

try {
  const { code } = await bundleWorkflowCode({
    workflowsPath: path.join(dist, 'workflows', 'index.js'),
    logger,
  });
  writeFileSync(`${target}.new`, code);
  renameSync(`${target}.new`, target);
  console.log(`workflow bundle: ${(code.length / 2 ** 20).toFixed(1)} MB`);
} catch (error) {
  console.error([...warnings, error.message].join('\n'));
  process.exitCode = 1;
}
