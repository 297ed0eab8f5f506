import { AwsTime } from '../../src/sandbox/aws-time';

/** Waits that take so long, where they are not skipped, that no test sees their end. */
const long = 1e6;

test('waiting is skipped in what is seeded, whatever else is seeded at the same time', async () => {
  const time = new AwsTime(1);
  let open = (): void => undefined;
  const opened = new Promise<void>((resolve) => (open = resolve));
  const slow = time.skipping(async () => {
    await opened;
    await time.wait(long);
    return 'slow';
  });
  const quick = time.skipping(async () => {
    await time.wait(long);
    return 'quick';
  });

  expect(await quick).toBe('quick');
  open();
  expect(await slow).toBe('slow');
});

// claim: time · AWS's own waiting is divided by --clock and skipped in what is seeded, nowhere
//   else · sandbox: metrics, bakes, requests and processes take the time they take
test('beside a seeding and after it AWS takes its time', async () => {
  const time = new AwsTime(1);
  let later: Promise<void> | undefined;
  let begin = (): void => undefined;
  const begun = new Promise<void>((resolve) => (begin = resolve));
  const ended: string[] = [];
  const waited = (what: string) =>
    time.wait(long).then(
      () => ended.push(what),
      () => undefined,
    );

  await time.skipping(async () => {
    later = begun.then(() => waited('after')).then(() => undefined);
    void waited('inside');
    await time.wait(long);
  });
  const beside = waited('beside');
  begin();
  await new Promise((resolve) => setTimeout(resolve, 50));

  expect(ended).toEqual(['inside']);
  time.stop();
  await Promise.all([later, beside]);
});
