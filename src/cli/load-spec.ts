import { exitCodes } from '../release/outcome';
import type { ReleaseSpec } from '../release/spec';
import { renderFault } from '../spec/fault';
import { parseSpec } from '../spec/parse-spec';
import { readEndpoint } from '../spec/read-endpoint';
import { CliFailure, usage } from './failure';
import { readSpecFile, type SpecFile } from './spec-file';
import type { Terminal } from './terminal';

/** The spec of a file, or a failure that lists everything wrong with it. */
export function specOf({ file, text }: SpecFile): ReleaseSpec {
  const result = parseSpec(text, file);
  if (result.ok) return result.spec;
  throw new CliFailure(result.faults.map(renderFault).join('\n'), exitCodes.usage);
}

/** The endpoint a command is about: the argument, or what release.yaml names, even if the rest of it is wrong. */
export async function endpointOf(
  terminal: Terminal,
  argument: string | undefined,
  file: string | undefined,
): Promise<string> {
  if (argument !== undefined) return argument;
  const found = await readSpecFile(terminal, file).catch((error: unknown) => {
    throw usage('which endpoint?', `Name it, or add a spec (${(error as Error).message}).`);
  });
  const endpoint = readEndpoint(found.text);
  if (endpoint) return endpoint;
  throw usage(`${found.file} names no endpoint`, 'Name the endpoint as an argument.');
}
