import path from 'node:path';

/** A built entry of this package; the same from `dist` and, in tests, from `src`. */
export function entry(file: string): string {
  return path.resolve(__dirname, '..', '..', 'dist', file);
}
