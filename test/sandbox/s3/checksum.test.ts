import { checksums } from '../../../src/sandbox/s3/checksum';

/** The check values of the catalogue of CRC algorithms, and of FIPS 180, for the text 123456789. */
// claim: PutObject · CRC32, CRC32C, CRC64NVME and SHA checksums · AWS: Checking object integrity
test.each([
  ['ChecksumCRC32', 'cbf43926'],
  ['ChecksumCRC32C', 'e3069283'],
  ['ChecksumCRC64NVME', 'ae8b14860a799888'],
  ['ChecksumSHA1', 'f7c3bc1d808e04732adf679965ccc34ca7ae3441'],
  ['ChecksumSHA256', '15e2b0d3c33891ebb0f1ef609ec419420c20e320ce94c65fbc8c3312448eb225'],
])('%s of 123456789', (name, expected) => {
  expect(checksums[name]?.(Buffer.from('123456789')).toString('hex')).toBe(expected);
});
