import type { ReleaseStatus } from '../../release/status';
import { renderStatus } from '../output/render-status';
import { createScreen } from '../output/screen';
import { transition, transitionLine } from '../output/transitions';
import type { Context } from '../context';

/** Tells a release as it goes: one screen that is redrawn on a terminal, a line for each transition elsewhere. */
export interface Narrator {
  show(status: ReleaseStatus): void;
  /** A sentence above the screen. */
  say(sentence: string): void;
  end(): void;
}

export function narratorFor({ terminal, style }: Context): Narrator {
  return terminal.isTty ? onScreen() : lines();

  function onScreen(): Narrator {
    const { draw, say, leave } = createScreen(terminal);
    const { columns } = terminal;
    return {
      show: (status) => draw(renderStatus(status, { style, now: Date.now(), columns })),
      say,
      end: leave,
    };
  }

  function lines(): Narrator {
    let previous: ReleaseStatus | undefined;
    return {
      show(status) {
        if (transition(previous, status)) terminal.out(`${transitionLine(status, new Date())}\n`);
        previous = status;
      },
      say: (sentence) => terminal.out(`${sentence}\n`),
      end() {
        previous = undefined;
      },
    };
  }
}
