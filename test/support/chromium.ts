import { chromium, type Browser, type Page } from 'playwright-core';
import { tool } from './tools';

const flags = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export const phone = { width: 390, height: 844 };

/** A browser for a test file; gives a page of its own to whoever asks, as wide as asked. */
export function useChromium() {
  let browser: Browser | undefined;
  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: tool('chromium'), args: flags });
  }, 60_000);
  afterAll(() => browser?.close());
  return async (
    options: {
      readonly viewport?: { readonly width: number; readonly height: number };
      readonly colorScheme?: 'light' | 'dark';
    } = {},
  ): Promise<Page> => {
    if (!browser) throw new Error('the browser has not started');
    return await browser.newPage({ viewport: phone, ...options });
  };
}
