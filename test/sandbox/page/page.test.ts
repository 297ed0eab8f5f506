import { DescribeModelCommand, UpdateEndpointCommand } from '@aws-sdk/client-sagemaker';
import type { Page } from 'playwright-core';
import { linesOf } from '../../../src/sandbox/log-reader';
import { phone, useChromium } from '../../support/chromium';
import { describeWith } from '../../support/tools';
import { createConfig, createModel, settled, until, useSandbox, variant } from '../running-sandbox';

describeWith('chromium', 'the page of the sandbox', () => {
  const open = useChromium();
  const sandbox = useSandbox({ args: ['--load', '100'] });
  let page: Page;
  const wrong: string[] = [];

  beforeAll(async () => {
    page = await open({ viewport: { width: 1200, height: 900 } });
    page.on('pageerror', (error) => wrong.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error') wrong.push(message.text());
    });
    await page.goto(sandbox.controlUrl);
  }, 60_000);

  const shows = (id: string, what: RegExp, seconds?: number): Promise<string> =>
    until(
      `#${id} shows ${what.source}`,
      async () => {
        const text = await page.locator(`#${id}`).innerText();
        return what.test(text) && text;
      },
      seconds,
    );

  it('says what it is, and shows the seeded endpoint, its alarms and its load', async () => {
    const header = await page.locator('header').innerText();
    expect(header).toMatch(/SANDBOX[\s\S]*000000000000/);

    await shows('about', /240 times shorter[\s\S]*log\.jsonl/);
    const endpoint = await shows('endpoint', /100 %/);
    expect(endpoint).toMatch(/fraud-scorer InService[\s\S]*config fraud-scorer-1/);
    expect(endpoint).toMatch(/main fraud\/1[\s\S]*2 of 2/);
    await shows('alarms', /fraud-scorer-5xx[\s\S]*fraud-scorer-latency/);
    await shows('load', /100 requests\/s are sent to fraud-scorer/);
  });

  it('shows shares as measured, and curves of latency', async () => {
    await createModel(sandbox, 2);
    await createConfig(sandbox, 'split', {
      ProductionVariants: [
        variant({ InitialVariantWeight: 70 }),
        variant({ VariantName: 'next', ModelName: 'fraud-2-test', InitialVariantWeight: 30 }),
      ],
    });
    await sandbox.sagemaker.send(
      new UpdateEndpointCommand({ EndpointName: 'fraud-scorer', EndpointConfigName: 'split' }),
    );
    await settled(sandbox);
    const since = new Date().toISOString();
    await until('1,000 requests are served', async () => {
      const served = linesOf(await sandbox.log(), 'request', { from: since });
      return served.length >= 1_000;
    });
    await shows('endpoint', /split[\s\S]*next fraud\/2/);

    const shares = await page.locator('#endpoint .figure').allInnerTexts();

    const [main = NaN, next = NaN] = shares.map((text) => Number.parseFloat(text));
    expect(main + next).toBeCloseTo(100, 0);
    expect(Math.abs(next - 30)).toBeLessThan(8);
    await shows('endpoint', /next fraud\/2[\s\S]*\d+ ms \/ \d+ ms\s+0 %/);
    await shows('curves', /next fraud\/2[\s\S]*Latency[\s\S]* min ago/);
    const path = await page.locator('#curves path.bold').first().getAttribute('d');
    expect(path).toMatch(/^M[\d.]+ [\d.]+/);
  }, 60_000);

  it('lets a call fail at the press of a button, and says so', async () => {
    const describe = () =>
      sandbox.sagemaker.send(new DescribeModelCommand({ ModelName: 'fraud-1' }));
    await page.getByLabel('Operation').fill('DescribeModel');
    await page.getByRole('button', { name: 'fail', exact: true }).click();
    await shows('faults', /fail DescribeModel[\s\S]*1 call left/);

    await expect(describe()).rejects.toMatchObject({ name: 'InternalFailure' });

    await shows('faults', /used up, acted on 1/);
    await page.getByLabel('also those that only read').check();
    await shows('calls', /DescribeModel fraud-1 by AKIATEST[\s\S]*refused by a fault/);
    await page.getByRole('button', { name: 'remove' }).click();
    await shows('faults', /No fault is in force/);
    await expect(describe()).resolves.toMatchObject({ ModelName: 'fraud-1' });
  });

  it('puts an alarm into ALARM, and stops the load', async () => {
    await page.getByRole('button', { name: 'set to ALARM' }).first().click();
    await shows('alarms', /ALARM for \d+ s[\s\S]*Set on the page/);
    await page.getByRole('button', { name: 'none', exact: true }).click();

    await shows('load', /No requests are sent/);
    expect((await sandbox.control('GET', '/load')).body).toEqual({ rps: 0 });
  });

  it('keeps what somebody typed and the very elements while it is drawn anew', async () => {
    const operation = page.getByLabel('Operation');
    await operation.fill('half a wor');
    await page.evaluate('document.querySelector("#endpoint h2").isTheSame = true');
    const drawnAt = await page.locator('#about').innerText();

    await until(
      'it is drawn anew',
      async () => (await page.locator('#about').innerText()) !== drawnAt,
    );

    expect(await operation.inputValue()).toBe('half a wor');
    expect(await page.evaluate('document.querySelector("#endpoint h2").isTheSame')).toBe(true);
  });

  it('says what was refused, in the words of the control port', async () => {
    await page.evaluate('act("PUT /alarms/none", { state: "OK" })');

    await shows('said', /PUT \/alarms\/none was refused: .*none does not exist/);
    // The browser itself tells of every answer that is an error.
    expect(wrong.splice(0)).toEqual([expect.stringContaining('404')]);
  });

  it.each(['light', 'dark'] as const)('fits a phone, %s', async (colorScheme) => {
    const small = await open({ viewport: phone, colorScheme });
    await small.goto(sandbox.controlUrl);
    await small.getByText('main fraud/1').first().waitFor();

    const over = await small.evaluate('document.documentElement.scrollWidth - innerWidth');

    expect(over).toBeLessThanOrEqual(0);
    await small.close();
  });

  it('says that the sandbox has stopped answering', async () => {
    expect(wrong).toEqual([]);
    await sandbox.stop();

    await shows('silence', /No answer from the sandbox since \d\d:\d\d:\d\d/);
  });
});
