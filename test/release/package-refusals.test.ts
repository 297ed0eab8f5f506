import type { Facts } from '../../src/release/facts';
import { refusals } from '../../src/release/refusals';
import { candidate } from './support/changes';
import { aSpec, digest, repository, someFacts } from './support/facts';

it.each<[string, Partial<Facts>, string, RegExp]>([
  [
    'rejected',
    candidate({ approvalStatus: 'Rejected' }),
    'PackageRejected',
    /fraud\/2 is Rejected/,
  ],
  [
    'in progress',
    candidate({ status: 'InProgress' }),
    'Refused',
    /status InProgress, not Completed/,
  ],
  ['logged', candidate({ registrationType: 'Logged' }), 'Refused', /only logged/],
  ['in no group', candidate({ group: undefined }), 'Refused', /no model package group/],
  ['without lineage', candidate({ lineage: {} }), 'Refused', /no lineage/],
  ['without containers', candidate({ containers: [] }), 'Refused', /no inference specification/],
  [
    'a marketplace container',
    candidate({ containers: [{ Image: 'x', ProductId: 'p' }] }),
    'Refused',
    /container 1 has a field ProductId/,
  ],
  [
    'the stable itself',
    candidate({ arn: someFacts().stable.package!.arn }),
    'Refused',
    /serves already/,
  ],
  [
    'another instance type',
    candidate({ instanceTypes: ['ml.g5.xlarge'] }),
    'Refused',
    /supports ml.g5.xlarge.*ml.m5.large/,
  ],
  [
    'an image by tag',
    { images: [{ image: `${repository}:2`, presence: 'present', tagNow: digest('c') }] },
    'Refused',
    /by tag, .*fraud:2, .*It names sha256:ccc.* now/,
  ],
  [
    'an image that is gone',
    { images: [{ image: `${repository}:2`, digest: digest('b'), presence: 'missing' }] },
    'Refused',
    /fraud@sha256:b+ of fraud\/2 is not in its registry/,
  ],
  [
    'an artifact gone',
    { artifacts: [{ uri: 's3://m/k' }] },
    'Refused',
    /s3:\/\/m\/k of fraud\/2 does not exist/,
  ],
  [
    'an artifact overwritten',
    {
      artifacts: [
        { uri: 's3://m/k', expectedEtag: 'old', found: { uri: 's3://m/k', etag: 'new', bytes: 1 } },
      ],
    },
    'Refused',
    /overwritten: its ETag is new, registered was old/,
  ],
  [
    'a bare prefix',
    { artifacts: [{ uri: 's3://m/p/', unpinnable: 'a prefix' }] },
    'Refused',
    /can't be pinned/,
  ],
])('refuses %s', (_, change, type, sentence) => {
  const found = refusals(aSpec(), someFacts(change));

  expect(found).toHaveLength(1);
  expect(found[0]?.type).toBe(type);
  expect(found[0]?.sentence).toMatch(sentence);
});
