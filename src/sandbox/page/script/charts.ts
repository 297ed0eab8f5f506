/** Script of the page: curves over the last quarter of an hour, as SVG. */
export const chartsScript = String.raw`
const width = 600;
const height = 120;
const span = 900000;
const step = 10000;
const colours = new Map();

/** A version on a variant keeps its colour for as long as the page is open. */
function colourOf({ variant, version, mirrored }) {
  const key = [variant, version, mirrored].join(' ');
  if (!colours.has(key)) colours.set(key, 'series-' + (colours.size % 6));
  return colours.get(key);
}

/** A gap in the traffic is a gap in the line. */
function pathOf(points, now, end, read) {
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

function chart(title, unit, curves, now, lines) {
  const drawnPoints = curves.map((curve) => curve.points.filter(({ at }) => at + step > now - span));
  const values = drawnPoints.flat().flatMap((point) => lines.map(({ read }) => read(point)));
  const end = roundUp(Math.max(unit === '%' ? 1 : 10, ...values));
  const paths = curves.flatMap((curve, index) =>
    lines.map(({ read, kind }) =>
      h('path', {
        class: [colourOf(curve), kind, curve.mirrored ? 'mirrored' : ''].join(' '),
        d: pathOf(drawnPoints[index], now, end, read),
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
    h('div', { class: 'axis' }, h('span', {}, '15 min ago'), h('span', {}, 'now')),
  );
}

const errorsOf = ({ requests, failed }) => (100 * failed) / requests;

function charts({ curves }, now) {
  if (curves.length === 0)
    return [h('p', { class: 'hint' }, 'No request yet. Give it some load below.')];
  const legend = curves.map((curve) => {
    const last = curve.points[curve.points.length - 1];
    const figures = last
      ? 'p50 ' + milliseconds(last.p50) + ', p99 ' + milliseconds(last.p99) + ', errors ' + percent(errorsOf(last))
      : 'first figures in a few seconds';
    const kind = curve.mirrored ? ' (mirrored)' : '';
    return h(
      'li',
      { class: colourOf(curve) },
      h('b', {}, curve.variant + ' ' + curve.version + kind),
      ' ' + figures,
    );
  });
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
