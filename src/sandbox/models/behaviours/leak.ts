import type { Behaviour } from '../named-behaviours';

/** Keeps memory of each request as the behaviour says; true when the limit of the container is passed. */
export function createLeak({ leak }: Pick<Behaviour, 'leak'>): () => boolean {
  if (leak === undefined) return () => false;
  const kept: Buffer[] = [];
  const bytes = Math.round(leak.mbPerRequest * 1024 * 1024);
  return () => {
    // Written to, so that it is resident and MemoryUtilization shows it.
    kept.push(Buffer.alloc(bytes, 1));
    return kept.length * bytes > leak.limitMb * 1024 * 1024;
  };
}
