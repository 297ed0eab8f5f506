import { readImage } from '../../src/activities/image';
import { region } from '../sandbox/wire/wire-stack';
import { startAws } from './support/aws';

type Aws = Awaited<ReturnType<typeof startAws>>;
let aws: Aws;
const home = `000000000000.dkr.ecr.${region}.amazonaws.com/fraud`;
const digest = `sha256:${'b'.repeat(64)}`;
const other = `sha256:${'c'.repeat(64)}`;

beforeAll(async () => {
  aws = await startAws();
  aws.wire.registry.push('fraud', { digest, tags: ['2'] });
});
afterAll(() => aws.stop());

it.each<[string, Record<string, string>, object]>([
  ['by digest', { Image: `${home}@${digest}` }, { digest, presence: 'present' }],
  [
    'by tag and recorded digest',
    { Image: `${home}:9`, ImageDigest: digest },
    { digest, presence: 'present' },
  ],
  [
    'of a digest that is gone',
    { Image: `${home}@${other}` },
    { digest: other, presence: 'missing' },
  ],
  ['by tag alone', { Image: `${home}:2` }, { presence: 'present', tagNow: digest }],
  ['of a tag that is gone', { Image: `${home}:7` }, { presence: 'missing' }],
  [
    'of another region',
    { Image: `${home.replace(region, 'eu-west-1')}@${digest}` },
    { digest, presence: 'foreign' },
  ],
  [
    'of another registry',
    { Image: `ghcr.io/team/fraud@${digest}` },
    { digest, presence: 'foreign' },
  ],
])('reads an image %s', async (_, container, facts) => {
  expect(await readImage(aws.clients, region, container)).toEqual({
    image: container.Image,
    ...facts,
  });
});

it.each([
  [{ Image: `${home}@${digest}`, ImageDigest: other }, /contradicts/],
  [{ Image: `${home}:2`, ImageDigest: 'd41d8cd98f00b204e9800998ecf8427e' }, /is not sha256/],
])('says where reference and digest contradict each other', async (container, words) => {
  const { contradiction } = await readImage(aws.clients, region, container);

  expect(contradiction).toMatch(words);
});
