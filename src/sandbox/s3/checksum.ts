import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';

/** The checksums of S3 by the SDK's member names; each gives the bytes that S3 writes as base64. */
export const checksums: Readonly<Record<string, (body: Buffer) => Buffer>> = {
  ChecksumCRC32: (body) => uint32(crc32(body)),
  ChecksumCRC32C: (body) => uint32(crc32c(body)),
  ChecksumCRC64NVME: crc64nvme,
  ChecksumSHA1: (body) => createHash('sha1').update(body).digest(),
  ChecksumSHA256: (body) => createHash('sha256').update(body).digest(),
};

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value >>> 0);
  return bytes;
}

/** Castagnoli's polynomial, reflected. */
const table32c = Uint32Array.from({ length: 256 }, (_, index) => {
  let value = index;
  for (let bit = 0; bit < 8; bit += 1) value = (value >>> 1) ^ (value & 1 ? 0x82f63b78 : 0);
  return value;
});

function crc32c(body: Buffer): number {
  let value = 0xffff_ffff;
  for (const byte of body) value = (value >>> 8) ^ (table32c[(value ^ byte) & 0xff] ?? 0);
  return ~value;
}

/** The polynomial of NVM Express, reflected; in two halves, as 64-bit integers are slow. */
const nvme = { high: 0x9a6c9329, low: 0xac4bc9b5 };
const table64 = Array.from({ length: 256 }, (_, index) => {
  let [high, low] = [0, index];
  for (let bit = 0; bit < 8; bit += 1) {
    const isOdd = (low & 1) === 1;
    low = (low >>> 1) | ((high & 1) << 31);
    high >>>= 1;
    if (isOdd) [high, low] = [high ^ nvme.high, low ^ nvme.low];
  }
  return { high, low };
});

function crc64nvme(body: Buffer): Buffer {
  let [high, low] = [-1, -1];
  for (const byte of body) {
    const entry = table64[(low ^ byte) & 0xff] ?? { high: 0, low: 0 };
    low = ((low >>> 8) | (high << 24)) ^ entry.low;
    high = (high >>> 8) ^ entry.high;
  }
  return Buffer.concat([uint32(~high), uint32(~low)]);
}
