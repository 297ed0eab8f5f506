import { execFileSync } from 'node:child_process';
import path from 'node:path';

const zone = 'import-x/no-restricted-paths';
const restricted = '@typescript-eslint/no-restricted-imports';
const used = (what: string): string => `${what}\nexport const it = x;\n`;
const usedType = (what: string): string => `${what}\nexport type It = X;\n`;
const value = (from: string): string => used(`import { x } from '${from}';`);
const type = (from: string): string => usedType(`import type { X } from '${from}';`);

/** A file that stands (its types are looked up), the text it is given, and the rule that must object; none: it passes. */
const cases: readonly (readonly [file: string, text: string, rule: string | undefined])[] = [
  ['src/release/duration.ts', type('../judge/gate'), undefined],
  ['src/release/duration.ts', value('../judge/gate'), restricted],
  ['src/release/duration.ts', type('../activities/context'), zone],
  ['src/release/duration.ts', type('../workflows/messages'), zone],
  ['src/release/duration.ts', type('../spec/limits'), zone],
  ['src/release/duration.ts', value('node:fs'), restricted],
  ['src/release/duration.ts', value('fs/promises'), restricted],
  ['src/release/duration.ts', value('zod'), restricted],
  ['src/release/duration.ts', type('@aws-sdk/client-sagemaker'), restricted],
  ['src/release/duration.ts', 'export const it = process.pid;\n', 'no-restricted-globals'],
  ['src/judge/gate.ts', type('../release/verdict'), undefined],
  ['src/judge/gate.ts', value('../release/verdict'), restricted],
  ['src/judge/gate.ts', type('../sandbox/wire/operation'), zone],
  ['src/spec/limits.ts', value('../release/duration'), undefined],
  ['src/spec/limits.ts', type('../activities/context'), zone],
  ['src/workflows/bake.ts', value('../release/duration'), undefined],
  ['src/workflows/bake.ts', type('../activities/context'), undefined],
  ['src/workflows/bake.ts', value('../activities/context'), restricted],
  ['src/workflows/stages/watch.ts', value('../../activities/context'), restricted],
  ['src/workflows/bake.ts', type('../judge/gate'), zone],
  ['src/workflows/bake.ts', type('../spec/limits'), zone],
  ['src/workflows/bake.ts', value('crypto'), restricted],
  ['src/workflows/bake.ts', value('@temporalio/client'), restricted],
  ['src/workflows/bake.ts', value('@temporalio/workflow'), undefined],
  ['src/workflows/bake.ts', 'setInterval(() => undefined, 1);\n', 'no-restricted-globals'],
  ['src/activities/context.ts', value('../judge/gate'), undefined],
  ['src/activities/context.ts', value('node:fs'), undefined],
  ['src/activities/context.ts', type('../workflows/messages'), zone],
  ['src/activities/context.ts', type('../worker/settings'), zone],
  ['src/activities/context.ts', type('../sandbox/wire/operation'), zone],
  ['src/worker/settings.ts', value('../activities/context'), undefined],
  ['src/worker/settings.ts', type('../sandbox/wire/operation'), zone],
  ['src/cli/temporal-server.ts', value('../workflows/messages'), undefined],
  ['src/cli/temporal-server.ts', type('../workflows/bake'), zone],
  ['src/cli/temporal-server.ts', type('../activities/context'), zone],
  ['src/cli/temporal-server.ts', type('../worker/settings'), zone],
  ['src/cli/temporal-server.ts', type('../sandbox/wire/operation'), zone],
  ['src/local/child.ts', type('../sandbox/wire/operation'), zone],
  ['src/sandbox/wire/operation.ts', type('../../activities/context'), zone],
  ['src/release/canonical.ts', value('./digest'), 'import-x/no-cycle'],
  [
    'src/workflows/handlers.ts',
    'export const it = { validator: async () => await Promise.resolve() };\n',
    'no-restricted-syntax',
  ],
  ['src/workflows/handlers.ts', 'export const it = { validator: () => undefined };\n', undefined],
  [
    'src/activities/context.ts',
    'export function it(): void {\n  Promise.resolve();\n}\n',
    '@typescript-eslint/no-floating-promises',
  ],
  [
    'src/activities/context.ts',
    'export const it: any = 1;\n',
    '@typescript-eslint/no-explicit-any',
  ],
  [
    'src/activities/context.ts',
    usedType("import { X } from './endpoint';"),
    '@typescript-eslint/consistent-type-imports',
  ],
  [
    'src/activities/context.ts',
    "export function it(x: 'a' | 'b'): void {\n  switch (x) {\n    case 'a':\n  }\n}\n",
    '@typescript-eslint/switch-exhaustiveness-check',
  ],
  ['src/activities/context.ts', 'export const it = 1;\n'.repeat(301), 'max-lines'],
];

describe('lint', () => {
  const answers: string[][] = [];

  beforeAll(() => {
    const script = path.join(__dirname, 'support', 'lint-text.mjs');
    const input = JSON.stringify(cases.map(([file, text]) => ({ file, text })));
    const output = execFileSync(process.execPath, [script], { input, encoding: 'utf8' });
    answers.push(...(JSON.parse(output) as string[][]));
  });

  const rows = cases.map(([file, text, rule], index) => {
    const [line = ''] = text.split('\n');
    return { file, line, rule, index, verdict: rule ?? 'passes' };
  });

  it.each(rows)('$file: $line → $verdict', ({ rule, index }) => {
    // Names that do not exist make type-aware rules object to `any`; only the rule in question counts.
    const rules = [zone, restricted, 'no-restricted-globals', 'no-restricted-syntax'];
    if (rule) expect(answers[index]).toContain(rule);
    else expect(answers[index]?.filter((id) => rules.includes(id))).toEqual([]);
  });
});
