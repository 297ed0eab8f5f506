import { nameOf, type Alarm } from './alarm-record';
import type { Alarms } from './alarms';
import { invalidToken, readToken, writeToken, type Page } from './page';

export interface AlarmPageRequest {
  /** In order. */
  readonly names: readonly string[];
  readonly fits: (alarm: Alarm) => boolean;
  readonly size: number;
  readonly token: string | undefined;
}

/**
 * One page of the alarms of these names that fit. The token is a place in the alphabet: alarms that
 * come and go between two pages repeat or hide no other. Throws InvalidNextToken.
 */
export function alarmPage(
  alarms: Alarms,
  { names, fits, size, token }: AlarmPageRequest,
): Page<Alarm> {
  const items: Alarm[] = [];
  for (let index = firstAfter(names, token); index < names.length; index += 1) {
    const alarm = alarms.get(names[index]!);
    if (alarm === undefined || !fits(alarm)) continue;
    if (items.length === size) {
      return { items, nextToken: writeToken({ after: nameOf(items.at(-1)!) }) };
    }
    items.push(alarm);
  }
  return { items, nextToken: undefined };
}

function firstAfter(names: readonly string[], token: string | undefined): number {
  if (token === undefined) return 0;
  const { after } = readToken(token);
  if (typeof after !== 'string') throw invalidToken();
  let low = 0;
  let high = names.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (names[middle]! <= after) low = middle + 1;
    else high = middle;
  }
  return low;
}
