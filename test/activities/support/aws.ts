import { createAwsClients, type AwsClients } from '../../../src/activities/aws/clients';
import { region, startWire, type Wire } from '../../sandbox/wire/wire-stack';

/** The worker's own clients, pointed at a wire of AWS's services by the standard environment alone. */
export async function startAws(): Promise<{
  readonly clients: AwsClients;
  readonly wire: Wire;
  readonly stop: () => Promise<void>;
}> {
  const environment = { ...process.env };
  const wire = await startWire();
  Object.assign(process.env, {
    AWS_ENDPOINT_URL: wire.endpoint,
    AWS_REGION: region,
    AWS_ACCESS_KEY_ID: 'AKIDTEST',
    AWS_SECRET_ACCESS_KEY: 'not-checked',
  });
  return {
    clients: createAwsClients(),
    wire,
    stop: async () => {
      process.env = environment;
      await wire.stop();
    },
  };
}
