/** A process that runs others in the foreground ends them in its own time; while this listens, Ctrl-C does not cut it off. */
export interface Foreground {
  /** Resolves with the first signal that asks to stop. */
  readonly stopped: Promise<NodeJS.Signals>;
  /** Signals have their usual effect again. */
  release(): void;
}

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

export function inForeground(): Foreground {
  let stop: (signal: NodeJS.Signals) => void = () => undefined;
  const stopped = new Promise<NodeJS.Signals>((resolve) => (stop = resolve));
  for (const signal of signals) process.on(signal, stop);
  return {
    stopped,
    release() {
      for (const signal of signals) process.off(signal, stop);
    },
  };
}
