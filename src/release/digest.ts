import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { canonical } from './canonical';

/** SHA-256 in hex over a text; pure JavaScript, because the workflow isolate has no crypto. */
export function digestText(text: string): string {
  return bytesToHex(sha256(utf8ToBytes(text)));
}

/** SHA-256 in hex over the canonical form of a JSON value. */
export function digestOf(value: unknown): string {
  return digestText(canonical(value));
}
