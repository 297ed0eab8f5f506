/** Resolves with the reason when the process shall stop: a signal, or its parent is gone. */
export function stopRequested(): Promise<string> {
  return new Promise((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const)
      process.once(signal, () => resolve(signal));
    // A parent that wants this process to end with it gives it a pipe; it closes even when the parent is killed.
    if (process.env.SLIPWAY_TETHERED !== '1') return;
    process.stdin
      .once('end', () => resolve('parent gone'))
      .once('error', () => resolve('parent gone'));
    process.stdin.resume();
  });
}
