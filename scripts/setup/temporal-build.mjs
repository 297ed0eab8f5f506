import path from 'node:path';
import { publish } from './cache.mjs';
import { onPath } from './locate.mjs';
import { run } from './run.mjs';
import { root, tools } from './versions.mjs';

const module = path.join(root, 'scripts', 'temporal-server');
const command = 'github.com/temporalio/cli/cmd/temporal';

/** Builds the pinned Temporal CLI from Go modules: about 4 minutes on two cores, once. */
export async function buildTemporal() {
  if (onPath('go').length === 0) throw new Error('no Go on PATH to build the Temporal server with');
  const { version } = tools.temporal;
  const flags = `-s -w -X github.com/temporalio/cli/internal/temporalcli.Version=${version}`;
  return await publish(tools.temporal.path, async (folder) => {
    const out = path.join(folder, path.basename(tools.temporal.path));
    await run('go', ['build', '-v', '-buildvcs=false', '-ldflags', flags, '-o', out, command], {
      doing: `building Temporal ${version} from Go modules, once (about 4 minutes on 2 cores)`,
      cwd: module,
      env: { CGO_ENABLED: '0' },
      onLine: buildDetail(),
    });
  });
}

/** What `go build -v` is at: modules it fetches, then packages it compiles. */
function buildDetail() {
  let modules = 0;
  let packages = 0;
  return (line) => {
    if (line.startsWith('go: downloading')) return `${(modules += 1)} modules downloaded`;
    if (line.startsWith('go: ') || line.startsWith('#') || line.includes(' ')) return undefined;
    return `${(packages += 1)} packages compiled, now ${line}`;
  };
}
