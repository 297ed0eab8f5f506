import { z } from 'zod';
import type { OwnMetric } from '../release/spec';
import { quoted } from './fault';
import { limits } from './limits';
import { isMapping, members, pass, refuse, scalar, type Reader } from './reader';

/** Printable ASCII without spaces at its ends, as CloudWatch takes names. */
function plain(what: string, most: number, use: string): Reader<string> {
  return {
    use,
    read: (value) =>
      typeof value === 'string' &&
      value.length <= most &&
      /^[\x21-\x7e](?:[\x20-\x7e]*[\x21-\x7e])?$/.test(value)
        ? value
        : { refused: `${quoted(value)} is not ${what}` },
  };
}

const metricName = plain('the name of a metric', 255, 'Use a name like ConversionRate.');
const dimensionName = plain('the name of a dimension', 255, 'Use a name like Variant.');
const dimensionValue = plain(
  'the value of a dimension',
  1024,
  'Use text like checkout, or "{variant}" for the name of the variant that is read.',
);

// A namespace of CloudWatch never begins with a colon.
const namespace: Reader<string> = {
  use: 'Use the namespace that the metric is published in, like Shop.',
  read: (value) =>
    typeof value === 'string' && /^[A-Za-z0-9/._#-][A-Za-z0-9/._#: -]{0,254}$/.test(value)
      ? value
      : { refused: `${quoted(value)} is not a namespace` },
};

const statistic: Reader<string> = {
  use: 'Use Average, Sum, Minimum, Maximum, SampleCount or a percentile like p90.',
  read: (value) =>
    typeof value === 'string' &&
    /^(?:Average|Sum|Minimum|Maximum|SampleCount|p(?:[0-9]|[1-9][0-9])(?:\.[0-9]{1,2})?|p100)$/.test(
      value,
    )
      ? value
      : { refused: `${quoted(value)} is not a statistic` },
};

const dimensions = z.unknown().transform((value, context): Record<string, string> => {
  const use = 'Use { Variant: "{variant}" }.';
  if (!isMapping(value)) return refuse(context, `${quoted(value)} is not a mapping`, use);
  const names = Object.keys(value);
  if (names.length > limits.dimensions.max)
    return refuse(
      context,
      `has ${names.length} dimensions, CloudWatch takes ${limits.dimensions.max}`,
      'Shorten it.',
    );
  const pairs = names.map((name): [string, string] => {
    const read = scalar(dimensionName).safeParse(name);
    if (!read.success) pass(context, read.error);
    const text = scalar(dimensionValue).safeParse(value[name]);
    if (!text.success)
      refuse(context, `${quoted(value[name])} is not the value of a dimension`, use, [name]);
    return [name, text.success ? text.data : ''];
  });
  return Object.fromEntries(pairs);
});

/** A metric that a team publishes itself, in release.yaml and in the parsed form alike. */
export const ownMetric = members({
  namespace: scalar(namespace),
  name: scalar(metricName),
  stat: scalar(statistic).default('Average'),
  dimensions: dimensions.default({}),
}).transform((read): OwnMetric => read);

/** Whether the two variants are read apart: some dimension holds the variant's name. */
export function readsVariant({ dimensions: read }: OwnMetric): boolean {
  return Object.values(read).some((value) => value.includes('{variant}'));
}
