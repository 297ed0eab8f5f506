import type { Terminal } from '../terminal';

/** Draws a text over the one it drew before. */
export interface Screen {
  readonly draw: (text: string) => void;
  /** A sentence that stays, above the next drawing. */
  readonly say: (sentence: string) => void;
  /** Leaves the last drawing where it is; the next one comes below it. */
  readonly leave: () => void;
}

/** A screen at the terminal's current line; needs no full-screen mode, so the last drawing stays readable. */
export function createScreen({ out, columns }: Pick<Terminal, 'out' | 'columns'>): Screen {
  let lines = 0;
  const over = (text: string): void => {
    const back = lines > 0 ? `\u001b[${lines}A\r\u001b[0J` : '';
    out(`${back}${text}\n`);
    lines = 0;
  };
  return {
    draw(text) {
      over(text);
      lines = text.split('\n').reduce((sum, line) => sum + rowsOf(line, columns), 0);
    },
    say: over,
    leave() {
      lines = 0;
    },
  };
}

/** Rows a line takes once the terminal has wrapped it; colours take none. */
function rowsOf(line: string, columns: number): number {
  const visible = line.replace(new RegExp('\\u001b\\[[0-9;]*m', 'g'), '');
  return Math.max(1, Math.ceil(visible.length / Math.max(1, columns)));
}
