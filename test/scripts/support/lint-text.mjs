import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { ESLint } from 'eslint';

// stdin: [{ file, text }]; stdout: for each the ids of the rules that object. One ESLint for all: it loads types once.
const cwd = fileURLToPath(new URL('../../../', import.meta.url));
// TypeScript can crash in printing the type of a name that such a text imports in vain, which this rule does.
// Where CI=true the parser takes a run for a single one and reads a file's text from the disk, not the one given.
const overrideConfig = [
  {
    files: ['**/*.ts'],
    languageOptions: { parserOptions: { disallowAutomaticSingleRunInference: true } },
    rules: { '@typescript-eslint/no-unsafe-assignment': 'off' },
  },
];
const eslint = new ESLint({ cwd, overrideConfig });
const answers = [];
for (const { file, text } of JSON.parse(readFileSync(0, 'utf8'))) {
  const [result] = await eslint.lintText(text, { filePath: path.join(cwd, file) });
  answers.push(result.messages.map(({ ruleId, message }) => ruleId ?? message));
}
process.stdout.write(JSON.stringify(answers));
