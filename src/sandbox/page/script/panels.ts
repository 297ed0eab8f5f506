/** Script of the page: the parts of the view, each from the figures of `GET /page.json`. */
export const panelsScript = String.raw`
const action = (route, body) => ({
  type: 'button',
  'data-do': route,
  'data-body': JSON.stringify(body ?? {}),
});
const state = (word) => h('span', { class: 'state ' + word.toLowerCase() }, word);

function header({ clock, log, now }) {
  return [
    h('span', {}, clock === 1 ? "AWS's own waiting takes as long as on AWS" : "AWS's own waiting is " + clock + ' times shorter'),
    h('span', {}, 'as of ' + clockTime(now)),
    h('span', {}, 'log ', h('code', {}, log)),
  ];
}

function endpointLinks({ endpoints, endpoint }) {
  if (endpoints.length < 2) return [];
  return endpoints.map(({ name, status }) =>
    h(
      'a',
      { href: '#' + encodeURIComponent(name), 'aria-current': name === endpoint.name ? 'page' : null },
      name,
      status === 'InService' ? null : state(status),
    ),
  );
}

function shareBar({ sharePercent, measuredPercent }) {
  return h(
    'svg',
    { class: 'share', viewBox: '0 0 100 10', preserveAspectRatio: 'none', role: 'img', 'aria-label': 'share as measured; the mark is what the weight asks for' },
    h('rect', { class: 'whole', width: 100, height: 10 }),
    h('rect', { class: 'part', width: measuredPercent ?? 0, height: 10 }),
    sharePercent === null ? null : h('line', { class: 'mark', x1: sharePercent, x2: sharePercent, y1: 0, y2: 10 }),
  );
}

const latency = ({ last }) => (last ? milliseconds(last.p50) + ' / ' + milliseconds(last.p99) : '–');

function variantRow(variant, lose) {
  const { name, version, isShadow, currentWeight, desiredWeight, desiredCount, instances } = variant;
  const weight = currentWeight === desiredWeight ? String(currentWeight) : currentWeight + ' → ' + desiredWeight;
  const healthy = instances.filter(({ isHealthy }) => isHealthy).length;
  const count = desiredCount < instances.length ? healthy + ' → ' + desiredCount : healthy + ' of ' + desiredCount;
  return h(
    'tr',
    {},
    h('th', { scope: 'row' }, h('b', {}, name), ' ' + version, isShadow ? h('span', { class: 'state' }, 'shadow') : null),
    h('td', { 'data-label': 'weight' }, weight),
    h(
      'td',
      { class: 'wide', 'data-label': isShadow ? 'traffic' : 'share' },
      isShadow ? 'mirrored' : h('span', { class: 'figure' }, percent(variant.measuredPercent)),
      isShadow ? null : shareBar(variant),
    ),
    h('td', { 'data-label': 'requests/s' }, variant.perSecond.toFixed(1)),
    h('td', { 'data-label': 'p50 / p99' }, latency(variant)),
    h('td', { 'data-label': 'errors' }, percent(variant.errorPercent)),
    h(
      'td',
      { 'data-label': 'instances' },
      h('span', { class: 'dots' }, instances.map(({ id, isHealthy, outstanding }) =>
        h('span', { class: isHealthy ? 'dot good' : 'dot bad', title: id + (isHealthy ? ' is healthy, ' + plural(outstanding, 'request') + ' under way' : ' is not healthy') }),
      )),
      count,
      lose && h('button', { ...lose(name), title: 'lose an instance of ' + name }, 'lose one'),
    ),
  );
}

/** What a fleet served that is on its way in or out. */
function passingRow(passing) {
  return h(
    'tr',
    { class: 'passing' },
    h('th', { scope: 'row' }, h('b', {}, passing.name), ' ' + passing.version),
    h('td', { 'data-label': 'weight' }, '–'),
    h('td', { class: 'wide', 'data-label': 'share' }, h('span', { class: 'figure' }, percent(passing.measuredPercent)), shareBar({ ...passing, sharePercent: null })),
    h('td', { 'data-label': 'requests/s' }, passing.perSecond.toFixed(1)),
    h('td', { 'data-label': 'p50 / p99' }, latency(passing)),
    h('td', { 'data-label': 'errors' }, percent(passing.errorPercent)),
    h('td', { 'data-label': 'instances' }, 'of another fleet'),
  );
}

function endpointPanel({ endpoint, losesInstances }) {
  if (endpoint === null) return [h('p', { class: 'hint' }, 'There is no endpoint.')];
  const { name, status, config, pendingConfig, failureReason, variants, passing, measuredSeconds } = endpoint;
  const lose = losesInstances && ((variant) => action('POST /endpoints/' + encodeURIComponent(name) + '/fate', { fate: 'instance-lost', variant }));
  return [
    h('h2', {}, name, ' ', state(status)),
    h('p', {}, 'config ', h('code', {}, config), pendingConfig ? [' → ', h('code', {}, pendingConfig)] : null),
    failureReason ? h('p', { class: 'failure' }, failureReason) : null,
    h(
      'table',
      { class: 'variants' },
      h('thead', {}, h('tr', {}, ['variant', 'weight', 'share, measured over ' + measuredSeconds + ' s', 'requests/s', 'p50 / p99', 'errors', 'instances'].map((text) => h('th', { scope: 'col' }, text)))),
      h('tbody', {}, variants.map((variant) => variantRow(variant, lose)), passing.map(passingRow)),
    ),
  ];
}

function loadPanel({ endpoint }) {
  if (endpoint === null) return [];
  const { name, load: { rps, sent, failed } } = endpoint;
  const rate = (value) => h('button', { ...action('PUT /load', { endpoint: name, rps: value }), 'aria-pressed': String(rps === value) }, value === 0 ? 'none' : value + '/s');
  return [
    h('p', {}, rps === 0 ? 'No requests are sent to ' + name + '.' : rps + ' requests/s are sent to ' + name + '.', sent > 0 ? ' In the last minute ' + sent + ' were answered, ' + failed + ' of them with an error.' : ''),
    h('div', { class: 'buttons' }, [0, 50, 200].map(rate)),
  ];
}

function alarmsPanel({ alarms, moreAlarms, now }) {
  if (alarms.length === 0) return [h('p', { class: 'hint' }, 'There is no alarm.')];
  return [
    h('ul', { class: 'rows' }, alarms.map(({ name, state: word, since, reason }) => {
      const next = word === 'ALARM' ? 'OK' : 'ALARM';
      return h(
        'li',
        {},
        h('span', { class: 'main' }, h('b', {}, name), ' ', state(word), h('small', {}, ' for ' + ago(now - Date.parse(since)))),
        h('button', action('PUT /alarms/' + encodeURIComponent(name), { state: next, reason: 'Set on the page of the sandbox.' }), 'set to ' + next),
        h('small', { class: 'more' }, reason),
      );
    })),
    moreAlarms > 0 ? h('p', { class: 'hint' }, plural(moreAlarms, 'more alarm') + ' not shown.') : null,
  ];
}

function faultsPanel({ faults }) {
  if (faults.length === 0) return [h('p', { class: 'hint' }, 'No fault is in force.')];
  return [
    h('ul', { class: 'rows' }, faults.map(({ id, order, state, acted, held }) => {
      const what = order.happens ?? order.action + ' ' + order.operation;
      const left = order.happens || state !== 'acting' ? state : order.times === undefined ? 'every call' : acted >= order.times ? 'used up' : plural(order.times - acted, 'call') + ' left';
      return h(
        'li',
        {},
        h('span', { class: 'main' }, h('b', {}, what), h('small', {}, ' ' + left + ', acted on ' + acted + (held.length > 0 ? ', holds ' + held.length : ''))),
        h('button', action('DELETE /faults/' + id), held.length > 0 ? 'let go and remove' : 'remove'),
      );
    })),
  ];
}

function callsPanel({ calls }) {
  const shown = document.getElementById('reads').checked ? calls.all : calls.changes;
  if (shown.length === 0) return [h('p', { class: 'hint' }, 'No call yet.')];
  return [
    h('ul', { class: 'rows calls' }, shown.map(({ at, operation, about, by, ok, error, faults }) =>
      h(
        'li',
        { class: ok ? 'good' : 'bad' },
        h('span', { class: 'main' }, h('time', {}, clockTime(at)), ' ', h('b', {}, operation), ' ' + about, h('small', {}, ' by ' + by)),
        h('span', {}, ok ? 'ok' : 'refused', faults.length > 0 ? ' by a fault' : ''),
        error ? h('small', { class: 'more' }, error) : null,
      ),
    )),
  ];
}
`;
