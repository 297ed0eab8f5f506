import fc from 'fast-check';

/** 0 to 1, each tenth of it as often as any other: nearly all of fast-check's own doubles in it are next to nothing. */
export const evenShare = fc.integer({ min: 0, max: 10_000 }).map((part) => part / 10_000);
