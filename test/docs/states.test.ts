import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { statesPage } from './support/states-page';

const file = path.join(__dirname, '../../docs/states.md');

test('docs/states.md lists exactly the words of the code', () => {
  if (process.env.UPDATE_DOCS) writeFileSync(file, statesPage());
  expect(readFileSync(file, 'utf8')).toBe(statesPage());
});
