import { readSavedPlan, savedPlan } from '../../src/cli/saved-plan';
import { parseSpec } from '../../src/spec/parse-spec';
import { specWith } from '../spec/smallest';
import { samplePlan } from '../support/sample-plan';

const result = parseSpec(specWith({}), 'release.yaml');
if (!result.ok) throw new Error('the smallest spec must parse');
const { spec } = result;
const plan = samplePlan(spec);
const text = savedPlan(spec, plan);
const read = (changed: string) => readSavedPlan({ file: 'plan.json', text: changed });

test('what is written is read back', () => {
  expect(read(text)).toEqual({ spec: JSON.parse(JSON.stringify(spec)) as unknown, plan });
});

test.each([
  ['no JSON', 'endpoint: x', 'is not a saved plan'],
  ['a bare plan', JSON.stringify(plan), 'is not a saved plan'],
  [
    'an edited plan',
    text.replace('"watchSeconds": 1800', '"watchSeconds": 18'),
    'was changed: its digest is not',
  ],
  [
    'an edited spec',
    text.replace('"bakeSeconds": 900', '"bakeSeconds": 9'),
    'steps[0].bakeSeconds',
  ],
  [
    'a plan of another endpoint',
    savedPlan({ ...spec, endpoint: 'other' }, plan),
    'of different endpoints',
  ],
])('%s is refused', (_, changed, message) => {
  expect(() => read(changed)).toThrow(message);
});
