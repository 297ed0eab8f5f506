import type { Frame, Locator, Page } from 'playwright-core';
import { useChromium } from './chromium';

const patience = 60_000;

/** A person with a phone who has nothing but the Temporal Web UI: looks, taps and types. */
export interface PhoneUser {
  readonly page: Page;
  /** From the list of workflows to the on-call page of a release. */
  open(workflowId: string): Promise<void>;
  /** Reloads until the on-call page shows something, and gives all of its text. */
  sees(what: RegExp, seconds?: number): Promise<string>;
  /** What stands on the on-call page as code: words and data to send. */
  codes(): Promise<readonly string[]>;
  /** Sends a signal through the form. */
  send(signal: string, data?: string): Promise<void>;
}

/** A browser for a test file; each story opens a page of its own. */
export function useBrowser() {
  const open = useChromium();
  return async (uiUrl: string): Promise<PhoneUser> => {
    const page = await open();
    page.setDefaultTimeout(patience);
    return userOf(page, uiUrl);
  };
}

function userOf(page: Page, uiUrl: string): PhoneUser {
  // The Web UI holds each form twice, for narrow and for wide screens; one of them is to be seen.
  const seen = (locator: Locator): Locator => locator.filter({ visible: true });
  return {
    page,
    async open(workflowId) {
      await page.goto(`${uiUrl}/namespaces/default/workflows`);
      await seen(page.getByRole('link', { name: workflowId, exact: true })).click();
      await seen(page.getByRole('tab', { name: 'User Metadata' })).click();
    },
    async sees(what, seconds = 60) {
      const deadline = Date.now() + seconds * 1000;
      for (;;) {
        const text = await textOf(await onCallFrame(page));
        if (what.test(text)) return text;
        if (Date.now() > deadline) throw new Error(`no ${what.source} on the page:\n${text}`);
        await page.waitForTimeout(2_000);
        await page.reload();
      }
    },
    codes: async () => (await onCallFrame(page)).locator('code').allInnerTexts(),
    async send(signal, data) {
      await seen(page.getByRole('button', { name: 'More Actions' })).click();
      await seen(page.getByRole('menuitem', { name: 'Send a Signal' })).click();
      await seen(page.getByTestId('signal-select-button')).click();
      await seen(page.getByRole('option', { name: new RegExp(`^${signal}\\b`) })).click();
      if (data !== undefined) {
        await seen(page.locator('[contenteditable=true]')).click();
        await page.keyboard.insertText(data);
      }
      const submit = seen(page.getByTestId('confirm-modal-button'));
      await submit.click();
      await submit.waitFor({ state: 'hidden' });
    },
  };
}

/** The Web UI shows Markdown in frames: the on-call page is the one that tells the way back. */
async function onCallFrame(page: Page): Promise<Frame> {
  const deadline = Date.now() + patience;
  for (;;) {
    for (const frame of page.frames().slice(1))
      if (/Way back:/.test(await textOf(frame))) return frame;
    if (Date.now() > deadline) throw new Error(`${page.url()} shows no on-call page`);
    await page.waitForTimeout(200);
  }
}

/** Empty while the frame is being replaced. */
const textOf = (frame: Frame): Promise<string> =>
  frame
    .locator('body')
    .innerText({ timeout: 5_000 })
    .catch(() => '');
