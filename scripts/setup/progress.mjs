const live = Boolean(process.stdout.isTTY) && !process.env.CI;

/**
 * Says what is being done and for how long: a line that renews itself on a terminal, elsewhere a line at the start and
 * every 15 s. `detail` sets what is said beside it.
 */
export function startProgress(doing) {
  const started = Date.now();
  let detail = '';
  const text = () => {
    const seconds = Math.round((Date.now() - started) / 1000);
    return `${doing} … ${seconds} s${detail && ` (${detail})`}`;
  };
  const show = () => {
    if (live)
      process.stdout.write(`\r\x1b[K${text().slice(0, (process.stdout.columns ?? 80) - 1)}`);
    else console.log(text());
  };
  show();
  const timer = setInterval(show, live ? 1_000 : 15_000);
  return {
    detail(now) {
      detail = now;
    },
    stop() {
      clearInterval(timer);
      if (live) process.stdout.write('\r\x1b[K');
    },
  };
}
