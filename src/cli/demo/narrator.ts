import type { ReleaseStatus } from '../../release/status';
import { renderStatus } from '../output/render-status';
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
  return terminal.isTty ? screen() : lines();

  function screen(): Narrator {
    let drawn = 0;
    const erase = (): void => {
      if (drawn > 0) terminal.out(`\u001b[${drawn}A\u001b[0J`);
      drawn = 0;
    };
    return {
      show(status) {
        const text = renderStatus(status, { style, now: Date.now(), columns: terminal.columns });
        erase();
        terminal.out(`${text}\n`);
        drawn = text.split('\n').length;
      },
      say(sentence) {
        erase();
        terminal.out(`${sentence}\n`);
      },
      end() {
        drawn = 0;
      },
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
