/** Looks of the page: dark or light as the reader's system is, one column on a phone. */
export const pageStyle = String.raw`
:root { color-scheme: light dark; --back: #f6f7f9; --card: #fff; --text: #1c2128; --soft: #5b6470; --line: #dfe3e8;
  --good: #1a7f4b; --bad: #c4302b; --warn: #9a6200; --accent: #2458c5;
  --s0: #2458c5; --s1: #d4690b; --s2: #1a7f4b; --s3: #9333a8; --s4: #a16207; --s5: #0e7490; }
@media (prefers-color-scheme: dark) {
  :root { --back: #14171c; --card: #1d2128; --text: #e8eaed; --soft: #9aa4b1; --line: #333a44;
    --good: #4cc38a; --bad: #ff7a70; --warn: #e2a93b; --accent: #7aa5ff;
    --s0: #7aa5ff; --s1: #ff9d4d; --s2: #4cc38a; --s3: #d58bea; --s4: #e2c35b; --s5: #58c7dd; } }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 0 1rem 3rem; max-width: 76rem; background: var(--back); color: var(--text);
  font: 15px/1.45 system-ui, sans-serif; }
header { display: flex; flex-wrap: wrap; align-items: baseline; gap: .25rem 1rem; padding: 1rem 0 .5rem; }
h1 { margin: 0; font-size: 1.1rem; letter-spacing: .08em; }
h1 span { padding: .15em .5em; border-radius: .3em; background: var(--warn); color: var(--card); }
#about { display: flex; flex-wrap: wrap; gap: .1rem 1rem; color: var(--soft); }
#about code { overflow-wrap: anywhere; }
h2 { margin: 0 0 .4rem; font-size: 1.05rem; }
p { margin: .3rem 0; }
small, .hint, .axis, figcaption { color: var(--soft); font-size: .85em; }
code { font-size: .92em; }
.card { min-width: 0; padding: .9rem 1rem; border: 1px solid var(--line); border-radius: .6rem; background: var(--card); }
main { display: grid; gap: 1rem; }
.columns, .columns > div { display: grid; gap: 1rem; align-content: start; }
@media (min-width: 62rem) { .columns { grid-template-columns: 1fr 1fr; } }
nav { display: flex; flex-wrap: wrap; gap: .4rem; padding-bottom: .6rem; }
nav:empty { display: none; }
nav a { padding: .2rem .7rem; border: 1px solid var(--line); border-radius: 1rem; color: inherit; text-decoration: none; }
nav a[aria-current] { border-color: var(--accent); color: var(--accent); }
.banner { margin: 0 0 .6rem; padding: .5rem .8rem; border-radius: .4rem; background: var(--bad); color: var(--card); }
.banner:empty { display: none; }
.old main { opacity: .5; }
.state { padding: .05em .5em; border: 1px solid currentColor; border-radius: 1em; color: var(--soft);
  font-size: .78rem; font-weight: 600; white-space: nowrap; }
.state.inservice, .state.ok { color: var(--good); }
.state.alarm, .state.failed, .state.updaterollbackfailed, .state.outofservice { color: var(--bad); }
.state.updating, .state.creating, .state.deleting, .state.rollingback, .state.systemupdating, .state.insufficient_data { color: var(--warn); }
.failure, .bad small.more { color: var(--bad); }
table { width: 100%; margin-top: .5rem; border-collapse: collapse; font-variant-numeric: tabular-nums; }
th, td { padding: .35rem .6rem .35rem 0; border-top: 1px solid var(--line); text-align: left; font-weight: 400; vertical-align: middle; }
thead th { border: 0; color: var(--soft); font-size: .85em; }
.wide { min-width: 11rem; }
.figure { display: inline-block; min-width: 3.6rem; }
.share { width: calc(100% - 4rem); height: .8rem; vertical-align: middle; }
.whole { fill: var(--line); } .part { fill: var(--accent); }
.mark { stroke: var(--text); stroke-width: 3; vector-effect: non-scaling-stroke; }
td button { min-height: 1.6rem; margin-left: .6rem; padding: 0 .5rem; font-size: .8rem; }
.dots { margin-right: .4rem; }
.dot { display: inline-block; width: .65em; height: .65em; margin-right: .2em; border-radius: 50%; }
.dot.good { background: var(--good); } .dot.bad { background: var(--bad); }
.legend { display: flex; flex-wrap: wrap; gap: .2rem 1.4rem; margin: 0; padding: 0; list-style: none; }
.legend li::before { content: ''; display: inline-block; width: .8em; height: .8em; margin-right: .4em; border-radius: .2em; background: var(--series); }
@media (min-width: 62rem) { #curves { display: grid; grid-template-columns: 1fr 1fr; gap: .6rem 1.5rem; } #curves > ul, #curves > p { grid-column: 1 / -1; } }
.chart { margin: .4rem 0 0; }
.plot { position: relative; padding-left: 3.4rem; }
.plot svg { display: block; width: 100%; height: 8rem; }
.plot span { position: absolute; left: 0; width: 3rem; color: var(--soft); font-size: .75rem; text-align: right; }
.plot .top { top: 0; } .plot .bottom { bottom: 0; }
.axis { display: flex; justify-content: space-between; padding-left: 3.4rem; }
.plot path { fill: none; stroke: var(--series); stroke-linejoin: round; stroke-linecap: round; vector-effect: non-scaling-stroke; }
.plot path.bold { stroke-width: 2.2; } .plot path.thin { stroke-width: 1.1; opacity: .75; }
.plot path.mirrored { stroke-dasharray: 4 4; }
.grid { stroke: var(--line); vector-effect: non-scaling-stroke; }
.series-0 { --series: var(--s0); } .series-1 { --series: var(--s1); } .series-2 { --series: var(--s2); }
.series-3 { --series: var(--s3); } .series-4 { --series: var(--s4); } .series-5 { --series: var(--s5); }
.rows { margin: 0; padding: 0; list-style: none; }
.rows li { display: flex; flex-wrap: wrap; align-items: center; gap: .1rem .6rem; padding: .4rem 0; border-top: 1px solid var(--line); }
.rows li:first-child { border: 0; }
.rows .main { flex: 1; min-width: 12rem; overflow-wrap: anywhere; }
.rows .more { flex-basis: 100%; overflow-wrap: anywhere; }
.calls li { padding: .2rem 0; }
.calls li > span:not(.main) { color: var(--good); } .calls li.bad > span:not(.main) { color: var(--bad); }
time { color: var(--soft); font-variant-numeric: tabular-nums; }
button, select, input { min-height: 2.1rem; padding: .2rem .8rem; border: 1px solid var(--line); border-radius: .4rem; background: var(--back); color: inherit; font: inherit; }
button { cursor: pointer; } button:hover, button:focus-visible { border-color: var(--accent); }
button[aria-pressed=true] { border-color: var(--accent); color: var(--accent); font-weight: 600; }
.buttons, form { display: flex; flex-wrap: wrap; gap: .4rem; align-items: center; margin-top: .4rem; }
label { display: inline-flex; gap: .4rem; align-items: center; }
input[type=checkbox] { min-height: 0; width: 1.1rem; height: 1.1rem; }
.title { display: flex; flex-wrap: wrap; justify-content: space-between; gap: .5rem; }
@media (max-width: 46rem) {
  table, tbody, tr, th, td { display: block; } thead { display: none; }
  tr { padding: .4rem 0; border-top: 1px solid var(--line); } th, td { padding: .15rem 0; border: 0; }
  td { display: flex; gap: .6rem; align-items: center; } td::before { content: attr(data-label); flex: 0 0 7.5rem; color: var(--soft); }
  .share { flex: 1; } .rows button { min-height: 2.5rem; } }
`;
