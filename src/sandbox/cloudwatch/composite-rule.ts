import type { AlarmState } from './alarm-rule';

/** The rule of a composite alarm as a tree; alarms by name or ARN, as written. */
export type CompositeRule =
  | { readonly kind: 'constant'; readonly value: boolean }
  | { readonly kind: 'state'; readonly state: AlarmState; readonly alarm: string }
  | { readonly kind: 'not'; readonly of: CompositeRule }
  | { readonly kind: 'and' | 'or'; readonly left: CompositeRule; readonly right: CompositeRule }
  | {
      readonly kind: 'atLeast';
      readonly least: number;
      readonly isPercent: boolean;
      readonly state: AlarmState;
      readonly isNegated: boolean;
      readonly alarms: readonly string[];
    };

/** Whether a rule holds, by the states of the alarms it names. */
export function holds(rule: CompositeRule, stateOf: (alarm: string) => AlarmState | undefined) {
  const visit = (part: CompositeRule): boolean => {
    switch (part.kind) {
      case 'constant':
        return part.value;
      case 'state':
        return stateOf(part.alarm) === part.state;
      case 'not':
        return !visit(part.of);
      case 'and':
        return visit(part.left) && visit(part.right);
      case 'or':
        return visit(part.left) || visit(part.right);
      case 'atLeast': {
        const { alarms, least, isPercent, state, isNegated } = part;
        const fitting = alarms.filter((alarm) => (stateOf(alarm) === state) !== isNegated).length;
        return (isPercent ? (100 * fitting) / alarms.length : fitting) >= least;
      }
    }
  };
  return visit(rule);
}

/** The alarms a rule names, each once, in the order they are written. */
export function alarmsNamedIn(rule: CompositeRule): readonly string[] {
  const visit = (part: CompositeRule): readonly string[] => {
    switch (part.kind) {
      case 'constant':
        return [];
      case 'state':
        return [part.alarm];
      case 'not':
        return visit(part.of);
      case 'and':
      case 'or':
        return [...visit(part.left), ...visit(part.right)];
      case 'atLeast':
        return part.alarms;
    }
  };
  return [...new Set(visit(rule))];
}
