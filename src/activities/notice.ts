import { ApplicationFailure } from '@temporalio/activity';
import type { Notice } from '../release/notice';
import { onCallPageUrl } from '../release/web-ui';
import type { ActivityContext } from './context';

/** Posts one notice as JSON; anything but 2xx is asked again by Temporal. Redirects are refused: they could lead inside the network. */
export async function sendNotice(
  { uiUrl }: ActivityContext,
  { webhook, notice }: { readonly webhook: string; readonly notice: Notice },
): Promise<void> {
  const link = uiUrl ? onCallPageUrl({ uiUrl, ...notice }) : undefined;
  const text = `${notice.endpoint}: ${notice.sentence}. Way back: ${notice.wayBack}. Next: ${notice.nextAction}`;
  const response = await fetch(webhook, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ text, link, ...notice }),
    redirect: 'error',
    signal: AbortSignal.timeout(15_000),
  });
  await response.body?.cancel();
  if (!response.ok)
    throw ApplicationFailure.create({
      type: 'NotReadyYet',
      message: `the webhook answered ${response.status}`,
      category: 'BENIGN',
    });
}
