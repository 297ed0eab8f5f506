import { quoted } from './fault';
import type { Reader, Refusal } from './reader';

/** Where messages go: https, or http on this machine only; a name, so that no private address is reached by number. */
export const webhook: Reader<string> = {
  use: 'Use https://hooks.example.com/path, or http://127.0.0.1:8080 on this machine.',
  read: (value) => {
    const url = parse(value);
    if ('refused' in url) return url;
    const local = ['127.0.0.1', 'localhost', '[::1]'].includes(url.hostname);
    if (url.protocol !== 'https:' && !(local && url.protocol === 'http:'))
      return { refused: `${quoted(value)} is not https` };
    if (!local && /^(?:\[|[0-9.]+$)/.test(url.hostname))
      return { refused: `${quoted(value)} names a host by number` };
    return value as string;
  },
};

/** A page for people. */
export const page: Reader<string> = {
  use: 'Use https://wiki.example.com/runbook.',
  read: (value) => {
    const url = parse(value);
    if ('refused' in url) return url;
    return /^https?:$/.test(url.protocol)
      ? (value as string)
      : { refused: `${quoted(value)} is not http or https` };
  },
};

function parse(value: unknown): URL | Refusal {
  const refused = `${quoted(value)} is not a web address`;
  if (typeof value !== 'string' || !/^[\x21-\x7e]{1,1024}$/.test(value)) return { refused };
  if (!URL.canParse(value)) return { refused };
  const url = new URL(value);
  // A spec is stored and shown: a password in it would be too.
  if (url.username || url.password) return { refused: 'holds a user name or password' };
  return url;
}
