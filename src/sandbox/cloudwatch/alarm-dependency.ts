import { AwsError } from '../wire/operation';
import type { AlarmDefinition } from './alarm';
import type { AlarmBook } from './alarm-book';
import { isCompositeAlarm, nameOf, type Alarm } from './alarm-record';
import type { CompositeDefinition } from './composite-alarm';
import { alarmsNamedIn } from './composite-rule';
import { invalid } from './input';

/** "Any single alarm can be included in the rule expressions of as many as 150 composite alarms." */
const maxParents = 150;

/** A name belongs to one alarm, whatever its kind; throws ValidationException. */
export function checkKind(
  existing: Alarm | undefined,
  { kind, shown: { AlarmName: name } }: AlarmDefinition | CompositeDefinition,
  undocumented: (what: string) => void,
): void {
  if (existing === undefined || existing.definition.kind === kind) return;
  undocumented(`a ${kind} alarm by the name of another kind of alarm, ${name}: refused`);
  throw invalid(`Alarm ${name} exists as a ${existing.definition.kind} alarm.`);
}

/**
 * Every alarm a rule names must exist, in the same account and region; throws ValidationException.
 * Cycles are allowed, as on AWS: the alarms in one are not evaluated and cannot be deleted.
 */
export function checkComposite(
  book: AlarmBook,
  { rule, children, suppressor, shown }: CompositeDefinition,
  arnPrefix: string,
): void {
  const foreign = alarmsNamedIn(rule).filter(
    (written) => written.startsWith('arn:') && !written.startsWith(arnPrefix),
  );
  const missing = children.filter((name) => book.get(name) === undefined);
  const unknown = [...new Set([...foreign, ...missing])];
  if (unknown.length > 0) {
    throw invalid(
      `Could not save the composite alarm as alarms [${unknown.join(', ')}] in the alarm rule do not exist`,
    );
  }
  if (suppressor !== undefined && book.get(suppressor.alarm) === undefined) {
    throw invalid(`ActionsSuppressor ${suppressor.alarm} does not exist.`);
  }
  for (const child of children) {
    const parents = book.parentsOf(child).filter((parent) => nameOf(parent) !== shown.AlarmName);
    if (parents.length < maxParents) continue;
    throw new AwsError(
      'LimitExceededFault',
      `Alarm ${child} is in the rules of ${parents.length} composite alarms; the limit is ${maxParents}.`,
    );
  }
}

/** Throws ValidationException when DeleteAlarms with these names must not delete any. */
export function checkDeletion(
  book: AlarmBook,
  names: readonly string[],
  undocumented: (what: string) => void,
): void {
  const alarms = [...new Set(names)].map((name) => book.get(name));
  const composites = alarms.filter((alarm) => alarm !== undefined && isCompositeAlarm(alarm));
  if (composites.length > 1) {
    throw invalid(
      `${composites.length} of the alarms are composite alarms; one operation can delete 1.`,
    );
  }
  const needed = alarms.flatMap((alarm) => {
    if (alarm === undefined) return [];
    const name = nameOf(alarm);
    return book.parentsOf(name).some((parent) => !goesToo(parent, name, names)) ? [name] : [];
  });
  if (needed.length > 0) {
    const them = needed.length === 1 ? 'it' : 'them';
    throw invalid(
      `Cannot delete ${needed.join(',')} as there are composite alarm(s) depending on ${them}.`,
    );
  }
  const unknown = names.filter((name) => book.get(name) === undefined);
  if (unknown.length > 0) {
    // "The alarms you specify with correct names are still deleted"; with an error or without?
    undocumented(`DeleteAlarms of ${unknown.join(', ')}, which do not exist: passed over`);
  }
  for (const { definition } of book.composites()) {
    const { suppressor, shown } = definition;
    if (suppressor === undefined || !names.includes(suppressor.alarm)) continue;
    undocumented(`deleting ${suppressor.alarm}, which suppresses ${shown.AlarmName}: deleted`);
  }
}

/** A parent deleted by the same call depends on nothing any more; one in a cycle with itself does. */
function goesToo(parent: Alarm, child: string, names: readonly string[]): boolean {
  return nameOf(parent) !== child && names.includes(nameOf(parent));
}
