import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';

export const repository = path.resolve(__dirname, '..', '..', '..');

export function readText(file: string): string {
  return readFileSync(path.join(repository, file), 'utf8');
}

export interface ComposeService {
  readonly image: string;
  readonly build?: string;
  readonly profiles?: readonly string[];
  readonly ports?: readonly string[];
  readonly restart?: string;
  readonly healthcheck?: { readonly test: readonly string[] };
  readonly command?: readonly string[];
  readonly stdin_open?: boolean;
  readonly network_mode?: string;
  readonly stop_grace_period?: string;
  readonly environment?: Readonly<Record<string, string | number>>;
  readonly depends_on?: Readonly<Record<string, { readonly condition: string }>>;
}

export interface ComposeFile {
  readonly services: Readonly<Record<string, ComposeService>>;
}

/** The compose file as an engine reads it: anchors and merge keys resolved. */
export function readCompose(): ComposeFile {
  return parse(readText('docker-compose.yml'), { merge: true }) as ComposeFile;
}

/** The shell script of a one-off job, with compose's `$$` as the `$` that the shell sees. */
export function scriptOf(service: ComposeService | undefined): string {
  return (service?.command?.[0] ?? '').replaceAll('$$', '$');
}
