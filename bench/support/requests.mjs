import http from 'node:http';
import { credential } from './sandbox.mjs';

const body = Buffer.from('{"transaction":"t-1","amount":12.5}');
const headers = {
  authorization: credential('sagemaker'),
  'content-type': 'application/json',
  'content-length': body.length,
};

/** Requests a second of `count` requests over `connections` kept connections; throws where one fails. */
export async function rateOf(url, count, connections = 32) {
  const agent = new http.Agent({ keepAlive: true, maxSockets: connections });
  let left = count;
  const work = async () => {
    while (left > 0) {
      left -= 1;
      await ask(url, agent);
    }
  };
  const start = process.hrtime.bigint();
  await Promise.all(Array.from({ length: connections }, work));
  const seconds = Number(process.hrtime.bigint() - start) / 1e9;
  agent.destroy();
  return count / seconds;
}

/** Sends one request; rejects when it is not answered with 200. */
export function ask(url, agent) {
  return new Promise((resolve, reject) => {
    const request = http.request(url, { method: 'POST', agent, headers }, (response) => {
      response.resume();
      response.on('error', reject);
      response.on('end', () => {
        if (response.statusCode === 200) resolve();
        else reject(new Error(`${url} answered ${response.statusCode}`));
      });
    });
    request.on('error', reject);
    request.end(body);
  });
}

/** Measures each in turn, round by round, after one round that does not count; gives the medians. */
export async function alternate(urls, { rounds = 5, count = 5_000 } = {}) {
  const rates = urls.map(() => []);
  for (let round = 0; round <= rounds; round += 1) {
    for (const [index, url] of urls.entries()) {
      const rate = await rateOf(url, count);
      if (round > 0) rates[index].push(rate);
    }
  }
  return rates.map((all) => all.sort((a, b) => a - b)[Math.floor(all.length / 2)]);
}

export const print = (line) => process.stdout.write(`${line}\n`);
