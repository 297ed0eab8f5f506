import pc from 'picocolors';
import type { Terminal } from '../terminal';

export type ColorChoice = 'auto' | 'always' | 'never';
export type Style = ReturnType<typeof pc.createColors>;

/** Colours or none: the flag first, then NO_COLOR and CLICOLOR_FORCE, then whether anybody looks. */
export function styleFor(terminal: Terminal, choice: ColorChoice): Style {
  return pc.createColors(isColorful(terminal, choice));
}

function isColorful({ env, isTty }: Terminal, choice: ColorChoice): boolean {
  if (choice !== 'auto') return choice === 'always';
  if (env.NO_COLOR) return false;
  if (env.CLICOLOR_FORCE && env.CLICOLOR_FORCE !== '0') return true;
  return isTty && env.TERM !== 'dumb';
}
