import type { Facts } from '../../../src/release/facts';
import { alarmRule, aPackage, fullConfig, someFacts } from './facts';

export const endpoint = (change: object): Partial<Facts> => ({
  endpoint: { ...someFacts().endpoint, ...change },
});
export const inVariant = (change: object): Partial<Facts> => ({
  config: {
    ...fullConfig,
    ProductionVariants: [{ ...(fullConfig.ProductionVariants as [object])[0], ...change }],
  },
});
export const inConfig = (change: object): Partial<Facts> => ({
  config: { ...fullConfig, ...change },
});
export const candidate = (change: Parameters<typeof aPackage>[0]): Partial<Facts> => ({
  candidate: aPackage(change),
});
export const alarm = (change: object): Partial<Facts> => ({
  alarms: [{ ...someFacts().alarms[0]!, ...change }],
});
export const aimed = (Name: string, Value: string): Partial<Facts> =>
  alarm({ definition: { ...alarmRule, Dimensions: [{ Name, Value }] } });
