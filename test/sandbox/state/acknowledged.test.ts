import fc from 'fast-check';
import { found, kinds, mutate, prepare, type Mutation, type Promised } from './acknowledged';
import { startKept } from './kept-sandbox';

const mutation: fc.Arbitrary<Mutation> = fc.record({
  kind: fc.constantFrom(...kinds),
  name: fc.constantFrom('one', 'two', 'three'),
  value: fc.nat(1_000),
});

/** Each life of the sandbox ends with the answer to its last mutation. */
const lives = fc.array(fc.array(mutation, { minLength: 1, maxLength: 25 }), {
  minLength: 2,
  maxLength: 3,
});

describe('an acknowledged mutation', () => {
  // claim: restarts · what was acknowledged outlives a kill of the sandbox (`--state`) · sandbox: AWS documents no restart
  it('outlives a sandbox that is killed as soon as its answer is there', async () => {
    await fc.assert(
      fc.asyncProperty(lives, async (all) => {
        const world = await startKept('--no-seed');
        try {
          await prepare(world.sandbox());
          const promised: Promised = new Map();
          for (const mutations of all) {
            for (const one of mutations) await mutate(world.sandbox(), promised, one);
            await world.killAndRestart();
            expect(await found(world.sandbox())).toEqual(promised);
          }
        } finally {
          await world.end();
        }
      }),
      { numRuns: 5, endOnFailure: true },
    );
  }, 120_000);
});
