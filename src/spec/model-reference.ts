import { z } from 'zod';
import type { ModelReference } from '../release/spec';
import { quoted } from './fault';
import { groupName, packageArn } from './names';
import { isMapping, members, pass, scalar, type Reader, type Refusal } from './reader';

const use = 'Use { group: fraud, version: 2 }, fraud/2, or the ARN of a model package.';

const version: Reader<number | 'latest' | 'approved'> = {
  use: 'Use a version number, latest or approved.',
  read: (value) => {
    if (value === 'latest' || value === 'approved') return value;
    const number = typeof value === 'number' && Number.isInteger(value) ? value : 0;
    return number >= 1 && number <= 999_999_999
      ? number
      : { refused: `${quoted(value)} is not a version` };
  },
};

const grouped = members({ group: scalar(groupName), version: scalar(version) });
const byArn = members({ package: scalar(packageArn) });

/** What to release, as people write it. */
export const writtenModel = z.unknown().transform((value, context): ModelReference => {
  if (typeof value !== 'string' && value !== undefined && value !== null) {
    const result = grouped.safeParse(value);
    return result.success ? result.data : pass(context, result.error);
  }
  const result = scalar({ use, read: shortForm }).safeParse(value);
  return result.success ? result.data : pass(context, result.error);
});

/** The same in a parsed spec. */
export const parsedModel = z.unknown().transform((value, context): ModelReference => {
  const shape = isMapping(value) && 'package' in value ? byArn : grouped;
  const result = shape.safeParse(value);
  return result.success ? result.data : pass(context, result.error);
});

function shortForm(value: unknown): ModelReference | Refusal {
  const text = String(value);
  if (text.startsWith('arn:')) {
    const arn = packageArn.read(text);
    return typeof arn === 'string' ? { package: arn } : arn;
  }
  const [, group = '', number = ''] = /^([^/]{1,63})\/([a-z0-9]{1,9})$/.exec(text) ?? [];
  const name = groupName.read(group);
  const parsed = version.read(/^[1-9][0-9]*$/.test(number) ? Number(number) : number);
  if (typeof name !== 'string' || typeof parsed === 'object')
    return { refused: `${quoted(value)} is not a model`, use };
  return { group: name, version: parsed };
}
