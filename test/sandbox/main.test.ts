import { spawnSync } from 'node:child_process';
import path from 'node:path';

const entry = path.resolve(__dirname, '../../dist/sandbox/main.js');

describe('the address it binds to', () => {
  /** It says what it has to say, then ends at a plan that is not there, before it binds anything. */
  const told = (host: string): string => {
    const args = [entry, '--host', host, '--faults', 'no-such-plan.yaml', '--no-seed'];
    const ended = spawnSync(process.execPath, args, { encoding: 'utf8', timeout: 30_000 });
    expect([ended.status, ended.stderr]).toEqual([
      1,
      expect.stringContaining('no-such-plan.yaml') as string,
    ]);
    return ended.stderr;
  };

  // claim: accounts and regions · another address than 127.0.0.1 comes with a warning · sandbox:
  //   nobody else asks who is calling
  it('is named in a warning where other machines can reach it', () => {
    expect(told('0.0.0.0')).toContain('WARNING: --host 0.0.0.0 lets other machines in.');
  });

  it.each(['127.0.0.1', '::1', 'localhost'])('%s is nobody else’s business', (host) => {
    expect(told(host)).not.toContain('WARNING');
  });
});
