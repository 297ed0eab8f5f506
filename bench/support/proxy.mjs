import http from 'node:http';

// The least a proxy does: it reads a request whole, sends it on, and sends the answer back.
const [target] = process.argv.slice(2);
const agent = new http.Agent({ keepAlive: true, scheduling: 'lifo' });

const server = http.createServer((request, response) => {
  const chunks = [];
  request.on('data', (chunk) => chunks.push(chunk));
  request.on('end', () => forward(Buffer.concat(chunks), response));
});

function forward(body, response) {
  const headers = { 'content-type': 'application/json', 'content-length': body.length };
  const request = http.request(
    `${target}/invocations`,
    { method: 'POST', agent, headers },
    (answer) => {
      const chunks = [];
      answer.on('data', (chunk) => chunks.push(chunk));
      answer.on('end', () => {
        const whole = Buffer.concat(chunks);
        response.writeHead(answer.statusCode, { 'content-length': whole.length });
        response.end(whole);
      });
    },
  );
  request.on('error', () => response.writeHead(502).end());
  request.end(body);
}

server.keepAliveTimeout = 120_000;
server.listen(0, '127.0.0.1', () => {
  process.stdout.write(`${JSON.stringify({ url: `http://127.0.0.1:${server.address().port}` })}\n`);
});
