import type { StatePart } from '../state/state-part';
import { snapshotEndpoint, type EndpointRecord } from './endpoint-record';
import { reviveEndpoint } from './endpoint-revival';
import type { World } from './world';

const maps = ['models', 'configs', 'groups', 'packages'] as const;

/** SageMaker's resources as they outlive the sandbox. */
export type WorldRecord = Pick<World, (typeof maps)[number]> & {
  readonly tags: ReadonlyMap<string, ReadonlyMap<string, string>>;
  readonly endpoints: readonly EndpointRecord[];
};

/** Its endpoints start again as soon as they are restored: everything they need must be there before. */
export function worldState(world: World): StatePart<WorldRecord> {
  return {
    snapshot: () => {
      const { models, configs, groups, packages } = world;
      const endpoints = [...world.endpoints.values()].map(snapshotEndpoint);
      return { models, configs, groups, packages, tags: world.tags.snapshot(), endpoints };
    },
    restore: (kept) => {
      for (const name of maps) {
        const map: Map<string, unknown> = world[name];
        for (const [key, value] of kept[name]) map.set(key, value);
      }
      world.tags.restore(kept.tags);
      for (const record of kept.endpoints) {
        world.endpoints.set(record.name, reviveEndpoint(world, record));
      }
    },
  };
}
