import { existsSync } from 'node:fs';
import path from 'node:path';
import type { WorkerOptions } from '@temporalio/worker';

/** The bundle made at build time; a production worker never bundles at start. */
export const bundlePath = path.resolve(__dirname, '..', '..', 'dist', 'workflows.bundle.js');

/** The pre-built workflow code, or an error that says how to build it. */
export function workflowBundle(): NonNullable<WorkerOptions['workflowBundle']> {
  if (!existsSync(bundlePath))
    throw new Error(`the workflow bundle ${bundlePath} is missing. Run npm run build`);
  return { codePath: bundlePath };
}
