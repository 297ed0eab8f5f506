import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from './pages';
import { subjectOf, type Subject } from './served-operations';

export interface Claim {
  readonly subjects: readonly Subject[];
  readonly behaviour: string;
  readonly source: string;
  /** Path from the root. */
  readonly file: string;
}

export interface Claims {
  readonly claims: readonly Claim[];
  /** What is wrong, each with file and line. */
  readonly problems: readonly string[];
}

const folders = ['test/sandbox', 'test/contract'];

/** Who says so: AWS's documentation, its service models, what users saw; or nobody; or the sandbox alone. */
const source = /^(?:AWS|botocore|reported|undocumented|sandbox): \S/;

const start = /^\s*\/\/ claim: (.*)$/;
const continuation = /^\s*\/\/ {3}(\S.*)$/;
const test = /^\s*(?:test|it)(?:\.each)?[(<]/;

/** Reads the claims that stand above the sandbox's tests. */
export function readClaims(): Claims {
  const files = folders.flatMap((folder) =>
    readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.(?:test|contract)\.ts$/.test(name))
      .map((name) => `${folder}/${name.replaceAll(path.sep, '/')}`)
      .sort(),
  );
  const all = files.map((file) => claimsIn(file, readFileSync(path.join(root, file), 'utf8')));
  return {
    claims: all.flatMap(({ claims }) => claims),
    problems: all.flatMap(({ problems }) => problems),
  };
}

/** Reads the claims of one file; a claim may go on in lines that are indented by three blanks. */
export function claimsIn(file: string, text: string): Claims {
  const lines = text.split('\n');
  const claims: Claim[] = [];
  const problems: string[] = [];
  lines.forEach((line, index) => {
    const first = start.exec(line)?.[1];
    if (first === undefined) return;
    const rest = following(lines, index + 1, continuation);
    const claim = claimOf([first, ...rest].join(' '), file);
    if (typeof claim === 'string') problems.push(`${file}:${index + 1} ${claim}`);
    else claims.push(claim);
    if (!standsAboveTest(lines, index + 1)) {
      problems.push(`${file}:${index + 1} stands above no test`);
    }
  });
  return { claims, problems };
}

function claimOf(text: string, file: string): Claim | string {
  const parts = text.split(' · ');
  const [names = '', behaviour = '', from = ''] = parts;
  if (parts.length !== 3) return `has ${parts.length} parts, not subject · behaviour · source`;
  if (!source.test(from)) return `names no kind of source: ${from}`;
  const subjects = names.split(', ').map((name) => ({ name, subject: subjectOf(name) }));
  const unknown = subjects.filter(({ subject }) => subject === undefined);
  if (unknown.length > 0) {
    return `is about what is not served, or by two services: ${unknown.map(({ name }) => name).join(', ')}`;
  }
  return { subjects: subjects.map(({ subject }) => subject!), behaviour, source: from, file };
}

function standsAboveTest(lines: readonly string[], from: number): boolean {
  const next = lines.slice(from).find((line) => !start.test(line) && !continuation.test(line));
  return next !== undefined && test.test(next);
}

function following(lines: readonly string[], from: number, pattern: RegExp): string[] {
  const found: string[] = [];
  for (const line of lines.slice(from)) {
    const text = pattern.exec(line)?.[1];
    if (text === undefined) break;
    found.push(text);
  }
  return found;
}
