/**
 * What `start` gives, for all tests of a suite: started before the first, stopped after the last. It is
 * there from the first hook or test on; hooks that follow this call find it running, but for
 * `afterAll`, which find it stopped.
 */
export function forSuite<Started extends object>(
  start: () => Promise<Started>,
  stop: (started: Started) => Promise<void>,
): Started {
  const thing = {} as Started;
  let isStarted = false;
  beforeAll(async () => {
    Object.assign(thing, await start());
    isStarted = true;
  });
  afterAll(async () => {
    if (isStarted) await stop(thing);
  });
  return thing;
}
