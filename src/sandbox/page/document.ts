import { firstAccount } from '../account/account-id';
import { chartsScript } from './script/charts';
import { domScript } from './script/dom';
import { figuresScript } from './script/figures';
import { panelsScript } from './script/panels';
import { runScript } from './script/run';
import { pageStyle } from './style';

/** Operations that the form for faults proposes; any other can be typed. */
const proposed = [
  'UpdateEndpoint',
  'UpdateEndpointWeightsAndCapacities',
  'DescribeEndpoint',
  'CreateEndpointConfig',
  'DeleteEndpointConfig',
  'CreateModel',
  'DeleteModel',
  'UpdateModelPackage',
  'DescribeModelPackage',
  'PutMetricAlarm',
  'DescribeAlarms',
  'GetMetricData',
  'InvokeEndpoint',
];

/** All of the page's script; its hash is in the page's policy. */
export const pageScript = [
  "'use strict';",
  domScript,
  figuresScript,
  chartsScript,
  panelsScript,
  runScript,
].join('\n');

const operations = proposed.map((name) => `<option value="${name}"></option>`).join('');

/** The page: one document that needs nothing but itself and `GET /page.json`. */
export const pageDocument = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>SANDBOX: the local AWS</title>
<link rel="icon" href="data:,">
<style>${pageStyle}</style>
</head>
<body>
<header>
  <h1><span>SANDBOX</span></h1>
  <div>A local simulation of AWS, account ${firstAccount}, us-east-1. Nothing here is real.</div>
  <div id="about"></div>
</header>
<p id="silence" class="banner" role="status"></p>
<p id="said" class="banner" role="alert"></p>
<noscript>This page draws itself with its own script; without it, read /state.</noscript>
<nav id="endpoints" aria-label="Endpoints"></nav>
<main>
  <section class="card" id="endpoint" aria-label="Endpoint"></section>
  <section class="card" id="curves" aria-label="Latency and errors"></section>
  <div class="columns">
    <div>
      <section class="card"><h2>Load</h2><div id="load"></div></section>
      <section class="card"><h2>Alarms</h2><div id="alarms"></div></section>
    </div>
    <div>
      <section class="card"><h2>Faults</h2>
        <form id="fault">
          <input name="operation" list="operations" value="UpdateEndpoint" aria-label="Operation" required size="32">
          <datalist id="operations">${operations}</datalist>
          <label><input type="checkbox" name="once" checked> its next call only</label>
          <div class="buttons">
            <button value="fail">fail</button>
            <button value="hold">hold</button>
            <button value="delay">delay 10 s</button>
            <button value="drop">drop the answer</button>
          </div>
        </form>
        <div id="faults"></div>
      </section>
      <section class="card">
        <div class="title"><h2>Last calls</h2><label><input type="checkbox" id="reads"> also those that only read</label></div>
        <div id="calls"></div>
      </section>
    </div>
  </div>
</main>
<script>${pageScript}</script>
</body>
</html>
`;
