import { cached, findTemporalServer, onPath } from '../../src/cli/temporal-server';
import tools from '../../src/cli/tools.json';

/** What a suite may need beside Node and the packages; `npm test` sets them up where it can. */
export type Tool = 'temporal' | 'java' | 'python' | 'chromium';

const finders: Readonly<Record<Tool, () => string | undefined>> = {
  temporal: () => findTemporalServer(),
  java: () => (onPath('java').length > 0 ? cached(tools.testServer.path) : undefined),
  python: () => cached(tools.python.path),
  chromium: () => tools.chromium.names.flatMap((name) => onPath(name))[0],
};

const titles: Readonly<Record<Tool, string>> = {
  temporal: 'a Temporal dev server',
  java: 'the Java time-skipping server',
  python: 'Python with boto3 and SciPy',
  chromium: 'Chromium',
};

/** Path of the tool's executable (`java`: the time-skipping server); throws with what to do when it is missing. */
export function tool(name: Tool): string {
  const found = finders[name]();
  if (found) return found;
  throw new Error(`${titles[name]} is not set up. Run npm run setup -- --tests and read its table`);
}

/** Whether the tool is set up. */
export function hasTool(name: Tool): boolean {
  return finders[name]() !== undefined;
}

/** A suite that needs tools: `describe`, or a visible skip with the reason where one is missing. */
export function describeWith(
  needs: Tool | readonly Tool[],
  title: string,
  suite: () => void,
): void {
  const missing = [needs].flat().filter((name) => !hasTool(name));
  if (missing.length === 0) {
    describe(title, suite);
    return;
  }
  const named = missing.map((name) => titles[name]).join(' and ');
  process.stderr.write(`SKIPPED ${title}: ${named} not set up\n`);
  describe.skip(`${title} (needs ${named})`, suite);
}
