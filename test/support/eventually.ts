import { setTimeout as delay } from 'node:timers/promises';

/** Waits until `met` holds, asking twice a second. */
export async function eventually(
  what: string,
  met: () => boolean | Promise<boolean>,
  seconds = 120,
): Promise<void> {
  const deadline = Date.now() + seconds * 1000;
  while (!(await met())) {
    if (Date.now() > deadline) throw new Error(`not within ${seconds} s: ${what}`);
    await delay(500);
  }
}
