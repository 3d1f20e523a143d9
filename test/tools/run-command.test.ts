/** Commands are run without a shell, their failures are answers, and a time limit ends all they started. */
import { describe, expect, it } from 'vitest';
import { runCommand } from '../../tools/run-command.mjs';

describe('running a command', () => {
  it('answers exit code and both outputs', async () => {
    const script = "console.log('out'); console.error('err'); process.exitCode = 3";
    const { code, output } = await runCommand('node', ['-e', script]);
    expect(code).toBe(3);
    expect(output.split('\n').sort()).toEqual(['', 'err', 'out']);
  });

  it('takes arguments as they are', async () => {
    const odd = ['a b', '$HOME', '"q"', ';'];
    const { output } = await runCommand('node', ['-p', 'JSON.stringify(process.argv.slice(1))', ...odd]);
    expect(JSON.parse(output)).toEqual(odd);
  });

  it('answers 127 for a program that is not there', async () => {
    expect(await runCommand('no-such-program-anywhere', [])).toMatchObject({ code: 127 });
  });

  it('ends a program and its children when the time is up', async () => {
    const child =
      "require('child_process').spawn(process.execPath, ['-e', 'setInterval(()=>{},1000)'], {stdio:'inherit'})";
    const { code, output, ms } = await runCommand('node', ['-e', `${child}; setInterval(() => {}, 1000)`], {
      limit: 500,
    });
    // The answer comes when the outputs are closed, so it could not come while the child lived.
    expect({ code, ended: output.includes('ended after 0.5 s') }).toEqual({ code: 1, ended: true });
    expect(ms).toBeLessThan(10_000);
  });

  it('runs npm', async () => {
    const { code, output } = await runCommand('npm', ['--version', '--loglevel=error']);
    expect({ code, version: /^\d+\.\d+\.\d+/m.test(output) }).toEqual({ code: 0, version: true });
  });
});
