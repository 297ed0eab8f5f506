import { AwsError } from '../wire/operation';
import { invalid } from './target-id';
import { weekdayOf, type WallTime } from './wall-clock';

/** The values of each field at which an expression runs. */
export interface Cron {
  readonly minute: ReadonlySet<number>;
  readonly hour: ReadonlySet<number>;
  readonly day: ReadonlySet<number>;
  readonly month: ReadonlySet<number>;
  readonly weekday: ReadonlySet<number>;
  readonly year: ReadonlySet<number>;
}

const months = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];
const weekdays = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'];

/** In the order of AWS's six fields, with least and greatest value and names from the least on. */
const fields: readonly (readonly [keyof Cron, number, number, (readonly string[])?])[] = [
  ['minute', 0, 59],
  ['hour', 0, 23],
  ['day', 1, 31],
  ['month', 1, 12, months],
  ['weekday', 1, 7, weekdays],
  ['year', 1970, 2199],
];

/** Reads the inside of `cron(...)`; throws ValidationException. */
export function parseCron(text: string): Cron {
  const parts = text.trim().split(/\s+/);
  if (parts.length !== fields.length) {
    throw invalid(`The cron expression "${text}" has ${parts.length} fields; it must have 6.`);
  }
  const read = fields.map(([name, least, most, names], index) => [
    name,
    parseField(parts[index]!, { name, least, most, names: names ?? [] }),
  ]);
  return Object.fromEntries(read) as Cron;
}

/** Whether an expression runs in this minute. */
export function runsAt(cron: Cron, wall: WallTime): boolean {
  return (
    cron.minute.has(wall.minute) &&
    cron.hour.has(wall.hour) &&
    cron.day.has(wall.day) &&
    cron.month.has(wall.month) &&
    cron.weekday.has(weekdayOf(wall)) &&
    cron.year.has(wall.year)
  );
}

interface Field {
  readonly name: string;
  readonly least: number;
  readonly most: number;
  readonly names: readonly string[];
}

function parseField(text: string, field: Field): ReadonlySet<number> {
  if (/(^|,)L|\d[LW]|#/.test(text)) {
    throw new AwsError(
      'UnknownOperationException',
      `The sandbox does not serve L, W and # in cron expressions: "${text}".`,
    );
  }
  return new Set(text.split(',').flatMap((part) => parsePart(part, field)));
}

function parsePart(part: string, field: Field): number[] {
  const match = /^(\*|\?|\w+)(?:-(\w+))?(?:\/(\d+))?$/.exec(part);
  const [, from = '', to, step] = match ?? [];
  const isAll = from === '*' || from === '?';
  const least = isAll ? field.least : valueOf(from, field);
  const open = isAll || step !== undefined;
  const most = to !== undefined ? valueOf(to, field) : open ? field.most : least;
  const by = step === undefined ? 1 : Number(step);
  const isRange = least >= field.least && most <= field.most && least <= most && by >= 1;
  if (match === null || !isRange || (isAll && to !== undefined)) {
    throw invalid(
      `"${part}" is not a value of the cron field ${field.name}, ${field.least} to ${field.most}.`,
    );
  }
  return Array.from(
    { length: Math.floor((most - least) / by) + 1 },
    (_, index) => least + index * by,
  );
}

/** NaN for what is neither a number nor a name. */
function valueOf(text: string, { least, names }: Field): number {
  const index = names.indexOf(text.toUpperCase());
  return index >= 0 ? least + index : Number(text);
}
