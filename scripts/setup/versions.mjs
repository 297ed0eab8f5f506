import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The repository. */
export const root = fileURLToPath(new URL('../../', import.meta.url));

/** Pinned tools and their places below the cache; the CLI reads the same file at run time. */
export const tools = JSON.parse(readFileSync(path.join(root, 'src', 'cli', 'tools.json'), 'utf8'));
