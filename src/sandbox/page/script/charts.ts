/** Script of the page: curves over the last quarter of an hour, as SVG. */
export const chartsScript = String.raw`
const width = 600;
const height = 120;
const step = 10000;
/** Spans of the time axis, minutes; the shortest that holds all there is. */
const spans = [2, 5, 15];
const colours = new Map();

/** A version on a variant keeps its colour for as long as the page is open. */
function colourOf({ variant, version, mirrored }) {
  const key = [variant, version, mirrored].join(' ');
  if (!colours.has(key)) colours.set(key, 'series-' + (colours.size % 6));
  return colours.get(key);
}

/** A gap in the traffic is a gap in the line. */
function pathOf(points, now, span, end, read) {
  const x = (at) => (((at + step - (now - span)) / span) * width).toFixed(1);
  const y = (value) => (height - (Math.min(value, end) / end) * (height - 4)).toFixed(1);
  return points
    .map((point, index) => {
      const follows = index > 0 && point.at - points[index - 1].at <= 2 * step;
      const dot = follows ? '' : 'h0.1';
      return (follows ? 'L' : 'M') + x(point.at) + ' ' + y(read(point)) + dot;
    })
    .join('');
}

function spanOf(curves, now) {
  const first = Math.min(now, ...curves.flatMap(({ points }) => points.slice(0, 1)).map(({ at }) => at));
  return (spans.find((minutes) => first >= now - minutes * 60000) ?? spans[spans.length - 1]) * 60000;
}

function chart(title, unit, curves, now, lines) {
  const span = spanOf(curves, now);
  const points = curves.map((curve) => curve.points.filter(({ at }) => at + step > now - span));
  const values = points.flat().flatMap((point) => lines.map(({ read }) => read(point)));
  const end = roundUp(Math.max(unit === '%' ? 1 : 10, ...values));
  const paths = curves.flatMap((curve, index) =>
    lines.map(({ read, kind }) =>
      h('path', {
        class: [colourOf(curve), kind, curve.mirrored ? 'mirrored' : ''].join(' '),
        d: pathOf(points[index], now, span, end, read),
      }),
    ),
  );
  const grid = [0, 0.5, 1].map((part) => {
    const y = height - part * (height - 4);
    return h('line', { x1: 0, x2: width, y1: y, y2: y, class: 'grid' });
  });
  return h(
    'figure',
    { class: 'chart' },
    h('figcaption', {}, title),
    h(
      'div',
      { class: 'plot' },
      h('span', { class: 'top' }, end + ' ' + unit),
      h('span', { class: 'bottom' }, '0'),
      h(
        'svg',
        { viewBox: '0 0 600 120', preserveAspectRatio: 'none', role: 'img', 'aria-label': title },
        grid,
        paths,
      ),
    ),
    h('div', { class: 'axis' }, h('span', {}, span / 60000 + ' min ago'), h('span', {}, 'now')),
  );
}

const errorsOf = ({ requests, failed }) => (100 * failed) / requests;

function charts({ curves }, now) {
  if (curves.length === 0)
    return [h('p', { class: 'hint' }, 'No request yet. Give it some load below.')];
  const legend = curves.map((curve) =>
    h('li', { class: colourOf(curve) }, curve.variant + ' ' + curve.version + (curve.mirrored ? ' (mirrored)' : '')),
  );
  return [
    h('ul', { class: 'legend' }, legend),
    chart('Latency of the model: p50 (bold) and p99', 'ms', curves, now, [
      { read: ({ p99 }) => p99, kind: 'thin' },
      { read: ({ p50 }) => p50, kind: 'bold' },
    ]),
    chart('Requests that failed', '%', curves, now, [{ read: errorsOf, kind: 'bold' }]),
  ];
}
`;
