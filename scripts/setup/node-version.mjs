import { readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from './versions.mjs';

/** Throws when this Node is older than `engines` in package.json asks. */
export function requireNode() {
  const { engines } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
  const oldest = engines.node.replace('>=', '');
  const [major, minor] = oldest.split('.').map(Number);
  const [ownMajor, ownMinor] = process.versions.node.split('.').map(Number);
  if (ownMajor > major || (ownMajor === major && ownMinor >= minor)) return process.versions.node;
  throw new Error(
    `Node ${process.versions.node} is too old. Install ${oldest} or newer (22 or 24 recommended)`,
  );
}
