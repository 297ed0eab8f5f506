import {
  answerSpec,
  numberFaults,
  sliceRequirement,
  type AnswerForm,
  type AnswerSpec,
} from '../../../src/judge/answers/answer-spec';

const label: AnswerForm = { kind: 'classification', label: { column: 0 } };
const near = (absolute: number, relative: number): AnswerForm => ({
  kind: 'regression',
  score: { column: 0 },
  tolerance: { absolute, relative },
});
const top = (depth: number): AnswerForm => ({
  kind: 'ranking',
  list: { column: 0 },
  agreeBy: { by: 'overlap', depth, least: 1 },
});
const tolerance = 'a tolerance is not a number from 0 on';

test.each<Partial<AnswerSpec>>([
  {},
  { required: 1e-9, sliceRequired: 0 },
  { schemaLimit: 0 },
  { periodSeconds: 86_400 },
  { waitPeriods: 0 },
  { waitPeriods: 100 },
  { form: near(0, 0) },
  { form: top(1) },
  { form: top(100) },
])('nothing is wrong with the numbers %j', (part) => {
  expect(numberFaults(answerSpec({ form: label, ...part }))).toEqual([]);
});

test.each<[part: Partial<AnswerSpec>, fault: string]>([
  [{ required: 0, sliceRequired: 0 }, 'required 0 is not a share between 0 and 1'],
  [{ required: 1, sliceRequired: 0.5 }, 'required 1 is not a share between 0 and 1'],
  [{ required: NaN, sliceRequired: 0.5 }, 'required NaN is not a share between 0 and 1'],
  [{ sliceRequired: -0.01 }, 'sliceRequired -0.01 is not a share'],
  [{ sliceRequired: 1 }, 'sliceRequired 1 is not a share'],
  [{ schemaLimit: -0.001 }, 'schemaLimit -0.001 is not a share'],
  [{ schemaLimit: 1 }, 'schemaLimit 1 is not a share'],
  [{ periodSeconds: 0 }, 'periodSeconds 0 is no period'],
  [{ periodSeconds: 86_401 }, 'periodSeconds 86401 is no period'],
  [{ waitPeriods: -1 }, 'waitPeriods -1 is not 0 to 100'],
  [{ waitPeriods: 101 }, 'waitPeriods 101 is not 0 to 100'],
  [{ form: near(-0.1, 0) }, tolerance],
  [{ form: near(0, -0.1) }, tolerance],
  [{ form: near(NaN, 0) }, tolerance],
  [{ form: { ...label, tolerance: { absolute: -1, relative: 0 } } }, tolerance],
  [{ form: { kind: 'opaque', tolerance: { absolute: 0, relative: -1 } } }, tolerance],
  [{ form: top(0) }, 'depth 0 of the ranking is not 1 to 100'],
  [{ form: top(101) }, 'depth 101 of the ranking is not 1 to 100'],
])('what is wrong with the numbers %j', (part, fault) => {
  expect(numberFaults(answerSpec({ form: label, ...part }))).toEqual([fault]);
});

test('where a team says nothing 99 % agree, and slices may have twice the disagreement', () => {
  expect(answerSpec({ form: label })).toEqual({
    form: label,
    required: 0.99,
    sliceRequired: sliceRequirement(0.99),
    schema: 'learned',
    schemaLimit: 0.001,
    slices: [],
    facets: [],
    periodSeconds: 60,
    waitPeriods: 3,
  });
  expect(sliceRequirement(0.75)).toBe(0.5);
  expect(answerSpec({ form: label, required: 0.75 })).toMatchObject({
    required: 0.75,
    sliceRequired: 0.5,
  });
  expect(answerSpec({ form: label, sliceRequired: 0.6 })).toMatchObject({
    required: 0.99,
    sliceRequired: 0.6,
  });
});
