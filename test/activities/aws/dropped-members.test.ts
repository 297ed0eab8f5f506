import { droppedMembers } from '../../../src/activities/aws/dropped-members';

it.each<[string, Parameters<typeof droppedMembers>[1], unknown, string[]]>([
  ['nothing', { A: 1, B: { C: ['x'] } }, { A: 1, B: { C: ['x'] } }, []],
  ['a member at the top', { A: 1, New: 2 }, { A: 1 }, ['c.New']],
  [
    'a member in a list',
    { V: [{ A: 1 }, { A: 1, New: {} }] },
    { V: [{ A: 1 }, { A: 1 }] },
    ['c.V[1].New'],
  ],
  ['a whole branch once', { New: { A: { B: 1 } } }, {}, ['c.New']],
  ['not a null', { A: null }, {}, []],
  ['not a time', { At: 1_700_000_000 }, { At: new Date() }, []],
])('finds %s', (_, raw, read, paths) => {
  expect(droppedMembers('c', raw, read)).toEqual(paths);
});
