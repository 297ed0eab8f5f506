import { endpointName } from './names';
import { isMapping } from './reader';
import { normalise, readSource } from './source';

/** The endpoint a text names, whatever else is wrong with it: a broken line must not keep anybody from an abort. */
export function readEndpoint(text: string): string | undefined {
  const source = readSource(normalise(text));
  const whole = 'value' in source && isMapping(source.value) ? source.value.endpoint : undefined;
  const [, line] = /^endpoint:[ \t]*["']?([A-Za-z0-9-]+)["']?[ \t]*(?:#.*)?\r?$/m.exec(text) ?? [];
  const name = endpointName.read(whole ?? line);
  return typeof name === 'string' ? name : undefined;
}
