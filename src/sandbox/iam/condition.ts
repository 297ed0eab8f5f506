import { z } from 'zod';
import { oneOrMore } from './one-or-more';
import { matchesPattern } from './pattern';

/** What a request tells a condition, by key. */
export type RequestContext = Readonly<Record<string, string | undefined>>;

const knownKey = /^(iam:PassedToService|aws:RequestedRegion|aws:RequestTag\/.+|sts:ExternalId)$/i;

const valuesByKey = z.record(z.string(), oneOrMore(z.string())).superRefine((values, context) => {
  for (const key of Object.keys(values).filter((name) => !knownKey.test(name))) {
    const message =
      'the sandbox knows iam:PassedToService, aws:RequestedRegion, aws:RequestTag/…, sts:ExternalId';
    context.addIssue({ code: 'custom', path: [key], message });
  }
});

/** The operators and keys that a release's policy has a use for; any other one is refused by name. */
export const conditionSchema = z.strictObject({
  StringEquals: valuesByKey.optional(),
  StringNotEquals: valuesByKey.optional(),
  StringLike: valuesByKey.optional(),
});

export type Condition = z.output<typeof conditionSchema>;

/** All keys of all operators must hold; a key that the request does not have holds for negations only. */
export function isMet(condition: Condition, context: RequestContext): boolean {
  const every = (
    wanted: Readonly<Record<string, readonly string[]>> | undefined,
    holds: (value: string | undefined, among: readonly string[]) => boolean,
  ): boolean =>
    Object.entries(wanted ?? {}).every(([key, among]) => holds(context[key.toLowerCase()], among));
  return (
    every(condition.StringEquals, (value, among) => value !== undefined && among.includes(value)) &&
    every(
      condition.StringNotEquals,
      (value, among) => value === undefined || !among.includes(value),
    ) &&
    every(
      condition.StringLike,
      (value, among) =>
        value !== undefined && among.some((pattern) => matchesPattern(pattern, value)),
    )
  );
}
