/** Script of the page: figures and times as people read them. */
export const figuresScript = String.raw`
const clockTime = (ms) => new Date(ms).toLocaleTimeString('en-GB');
const percent = (value) => (value === null ? '–' : value.toFixed(value > 0 && value < 10 ? 1 : 0) + ' %');
const milliseconds = (value) => (value < 10 ? value.toFixed(1) : value.toFixed(0)) + ' ms';
const plural = (count, what) => count + ' ' + what + (count === 1 ? '' : 's');

function ago(ms) {
  const seconds = Math.max(0, Math.round(ms / 1000));
  if (seconds < 90) return seconds + ' s';
  const minutes = Math.round(seconds / 60);
  return minutes < 90 ? minutes + ' min' : Math.round(minutes / 60) + ' h';
}

/** The next larger number of 1, 2 or 5 times a power of ten: where an axis ends. */
function roundUp(value) {
  const power = 10 ** Math.floor(Math.log10(value));
  return [1, 2, 5, 10].map((factor) => factor * power).find((end) => end >= value);
}
`;
