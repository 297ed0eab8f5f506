import { readdir } from 'node:fs/promises';
import { answersFinding } from '../../src/activities/answers-finding';
import { forgetAnswers } from '../../src/activities/answers-work';
import { answersRecord } from '../../src/judge/record/answers-record';
import { canonical } from '../../src/release/canonical';
import { concluded, final, hurried, settled, useShadowCaptures } from './support/shadow-captures';

const shadow = useShadowCaptures();

test('the record of a comparison leads to itself again', async () => {
  await shadow().minutes(0, 5);

  const kept = await concluded(
    await answersFinding(shadow().context, shadow().asked(), settled, final),
  );

  expect(kept).toMatchObject({ release: 'run', files: 10, look: final });
  expect(canonical(answersRecord(kept))).toBe(canonical(kept));
});

test('harm that is recorded before all is read says that its look was not the last', async () => {
  await shadow().minutes(0, 5, { label: 'fraud' });
  const found = await hurried(async () => {
    let latest = await answersFinding(shadow().context, shadow().asked(), settled, final);
    while (latest.unfinished && latest.verdict.result !== 'fail')
      latest = await answersFinding(shadow().context, shadow().asked(), settled, final);
    return latest;
  });
  expect(found).toMatchObject({ unfinished: true, verdict: { reason: 'answers-differ' } });

  const kept = await concluded(found);

  expect(kept.look).toEqual({ final: false, look: 1 });
  expect(canonical(answersRecord(kept))).toBe(canonical(kept));
});

test('what was worked out goes when the release ends, be it there or not', async () => {
  await shadow().minutes(0, 2);
  const found = await answersFinding(shadow().context, shadow().asked(), settled, final);
  expect(found.verdict.result).toBe('inconclusive');
  await concluded(found);
  const work = () => readdir(shadow().workingFolder, { recursive: true });
  expect(await work()).toContain('run/answers.json');

  await forgetAnswers(shadow().context, { prefix: 'run' });
  await forgetAnswers(shadow().context, { prefix: 'run' });

  expect(await work()).toEqual(['run']);
});
