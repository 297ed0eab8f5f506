import { existsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { historyToJSON } from '@temporalio/common/lib/proto-utils';
import type { ReleaseOutcome } from '../../src/release/outcome';
import { devServer, scriptedRelease } from '../support/dev-server';
import { stories } from './stories';
import type { Story } from './story';

/** Not a test of the code but the recorder of what its replay tests read: `npm run histories`. */
const replace = process.env.SLIPWAY_REPLACE_HISTORIES === 'yes';
const fileOf = ({ name }: Story): string => path.join(__dirname, `${name}.json`);
const wanted = stories.filter((story) => replace || !existsSync(fileOf(story)));

describe('golden histories', () => {
  const server = devServer({ indexed: true });

  if (wanted.length === 0)
    test('are all recorded; -- --replace records them again', () => undefined);
  test.each(wanted.map((story) => [story.name, story] as const))('%s', async (_, story) => {
    const { spec, aws } = story;
    const history = await scriptedRelease(
      server,
      { spec, aws, visibility: 'attributes' },
      async (release) => {
        await story.people(release);
        const ended = await release.handle.result().then(
          ({ outcome }: ReleaseOutcome) => outcome,
          () => 'NeedsHuman',
        );
        expect(ended).toBe(story.ends);
        return await release.handle.fetchHistory();
      },
    );
    writeFileSync(fileOf(story), `${portable(historyToJSON(history))}\n`);
  });
});

/** One event a line, without what tells of the machine that recorded: stack traces and identities of processes. */
function portable(json: string): string {
  const kept = (key: string, value: unknown): unknown => {
    if (key === 'stackTrace') return '';
    if (key === 'identity' && value !== '') return 'recorder';
    // A sticky queue is named after the process it belongs to.
    return typeof value === 'string' && /^\d+@/.test(value) ? 'recorder' : value;
  };
  const { events } = JSON.parse(json, kept) as { events: readonly unknown[] };
  return `{"events":[\n${events.map((event) => JSON.stringify(event)).join(',\n')}\n]}`;
}
