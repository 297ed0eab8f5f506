/** Script of the page: asks every two seconds, draws, and does what the buttons say. */
export const runScript = String.raw`
const everyMs = 2000;
let silentSince = null;

function draw(view) {
  show('about', header(view));
  show('endpoints', endpointLinks(view));
  show('endpoint', endpointPanel(view));
  show('curves', view.endpoint ? charts(view.endpoint, view.now) : []);
  show('load', loadPanel(view));
  show('alarms', alarmsPanel(view));
  show('faults', faultsPanel(view));
  show('calls', callsPanel(view));
}

function say(message) {
  show('said', message === '' ? [] : [message]);
}

async function refresh() {
  try {
    const name = location.hash.slice(1);
    const answer = await fetch('/page.json' + (name ? '?endpoint=' + name : ''), { cache: 'no-store' });
    if (!answer.ok) throw new Error((await answer.json()).message);
    draw(await answer.json());
    silentSince = null;
    show('silence');
  } catch (error) {
    silentSince = silentSince ?? Date.now();
    show('silence', 'No answer from the sandbox since ' + clockTime(silentSince) + ' (' + error.message + '). What is shown below is old.');
  }
  document.body.classList.toggle('old', silentSince !== null);
}

/** Does one thing at the control port; what it refuses is said, with its own words. */
async function act(route, body) {
  const [method, path] = route.split(' ');
  say('');
  try {
    const answer = await fetch(path, {
      method,
      headers: { 'content-type': 'application/json' },
      ...(method !== 'DELETE' && { body: JSON.stringify(body) }),
    });
    if (!answer.ok) say(route + ' was refused: ' + (await answer.json()).message);
  } catch (error) {
    say(route + ' did not reach the sandbox: ' + error.message);
  }
  await refresh();
}

/** The order of a fault, as the form has it. */
function faultOf(form, kind) {
  const order = { operation: form.elements.operation.value.trim(), action: kind };
  if (form.elements.once.checked) order.times = 1;
  if (kind === 'delay') order.seconds = 10;
  if (kind === 'fail') order.message = 'A fault was asked for on the page of the sandbox.';
  return order;
}

document.addEventListener('click', (event) => {
  const button = event.target.closest('button[data-do]');
  if (button) void act(button.dataset.do, JSON.parse(button.dataset.body));
});
document.getElementById('fault').addEventListener('submit', (event) => {
  event.preventDefault();
  void act('POST /faults', faultOf(event.target, event.submitter.value));
});
document.getElementById('reads').addEventListener('change', refresh);
window.addEventListener('hashchange', refresh);

async function watch() {
  if (!document.hidden) await refresh();
  setTimeout(watch, everyMs);
}
void watch();
`;
