import type { ActivityContext } from './context';
import type { EvidenceAddress } from './evidence-store';

/** Where the work on a release's answers stands. */
export const answersWork = ({ prefix }: Pick<EvidenceAddress, 'prefix'>): string =>
  `${prefix}/answers.json`;

/** Removes the work on a release's answers, which may hold parts of them; that there is none is no error. */
export async function forgetAnswers(
  { scratch }: ActivityContext,
  release: Pick<EvidenceAddress, 'prefix'>,
): Promise<void> {
  await scratch.remove(answersWork(release));
}
