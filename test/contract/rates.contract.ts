import { setTimeout as delay } from 'node:timers/promises';
import {
  DescribeEndpointCommand,
  UpdateEndpointCommand,
  type SageMakerClient,
} from '@aws-sdk/client-sagemaker';
import { assumedRates } from '../../src/sandbox/limits/rates';
import { refusal, useAccount } from './account';

const isAsked = process.env.CONTRACT_TARGET !== 'aws' || process.env.CONTRACT_RATES === 'yes';

/** Calls a second, from slow to fast; each rate is held so long, s, and the first that is refused is the last. */
const rates = [2, 4, 8, 16, 32];
const heldFor = 5;

(isAsked ? describe : describe.skip)('the rates of an account', () => {
  const account = useAccount(() => ['--throttle']);

  // The endpoint is not there: a call that is not refused for haste changes nothing.
  const describeNone = (client: SageMakerClient, EndpointName: string) =>
    client.send(new DescribeEndpointCommand({ EndpointName }));
  const updateNone = (client: SageMakerClient, EndpointName: string) =>
    client.send(new UpdateEndpointCommand({ EndpointName, EndpointConfigName: EndpointName }));

  // asks: how many calls a second SageMaker takes of DescribeEndpoint and UpdateEndpoint
  // costs: 310 calls of each at most, and what else calls SageMaker in the region meanwhile may be
  //   refused; on AWS only with CONTRACT_RATES=yes
  // claim: limits, DescribeEndpoint, UpdateEndpoint · 20 reads and 5 changes a second, then
  //   `ThrottlingException`, `Rate exceeded`; to be tried on a real account · undocumented:
  //   SageMaker publishes no rates
  test.each([
    ['DescribeEndpoint', describeNone, assumedRates.read],
    ['UpdateEndpoint', updateNone, assumedRates.change],
  ] as const)('%s is refused above the rate that is assumed', async (operation, call, assumed) => {
    const { impatient, name } = account();
    const taken: number[] = [];
    let refused: { readonly rate: number; readonly text: string } | undefined;
    for (const rate of rates) {
      const answers = await paced(rate, () => refusal(call(impatient, name('none'))));
      const text = answers.find((answer) => answer.startsWith('Throttling'));
      refused = text === undefined ? undefined : { rate, text };
      if (refused !== undefined) break;
      taken.push(rate);
    }
    process.stdout.write(
      `${operation}: ${taken.at(-1) ?? 0} a second are taken, ${refused?.rate ?? 'none'} refused\n`,
    );

    expect(refused?.text).toBe('ThrottlingException: Rate exceeded');
    expect(taken.at(-1) ?? 0).toBeLessThanOrEqual(assumed);
    expect(refused?.rate).toBeGreaterThan(assumed);
  });
});

/** What calls at a steady rate were answered. */
async function paced(rate: number, call: () => Promise<string>): Promise<readonly string[]> {
  const from = Date.now();
  const answers = Array.from({ length: rate * heldFor }, async (_, index) => {
    await delay(from + (index * 1000) / rate - Date.now());
    return await call();
  });
  return await Promise.all(answers);
}
