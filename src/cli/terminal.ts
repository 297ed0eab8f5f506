/** Where a command runs: what it may read of its surroundings and where its words go. Data to `out`, talk to `err`. */
export interface Terminal {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  readonly isTty: boolean;
  readonly columns: number;
  readonly stdin: () => AsyncIterable<Uint8Array | string>;
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  /** Aborted by Ctrl-C: a command that waits stops waiting, nothing else is undone. */
  readonly interrupted: AbortSignal;
}

/** The terminal of this process; a reader that goes away (`| head`) ends it quietly. */
export function processTerminal(interrupted: AbortSignal): Terminal {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(0);
    throw error;
  });
  return {
    env: process.env,
    cwd: process.cwd(),
    isTty: process.stdout.isTTY && !process.env.CI,
    columns: process.stdout.isTTY ? process.stdout.columns : Infinity,
    stdin: () => process.stdin,
    out: (text) => void process.stdout.write(text),
    err: (text) => void process.stderr.write(text),
    interrupted,
  };
}
