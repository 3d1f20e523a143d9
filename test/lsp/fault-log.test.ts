import { describe, expect, it } from 'vitest';
import { FaultLog } from '../../server/src/lsp/fault-log.ts';

/** An error with a stack as V8 writes it. */
function thrown(message: string, stack: string, name = 'TypeError'): Error {
  const error = new Error(message);
  error.name = name;
  error.stack = `${name}${message === '' ? '' : `: ${message}`}\n${stack}`;
  return error;
}

const stack = [
  '    at Rule.check (/home/acme/.vscode/extensions/virtlens/dist/server.cjs:12:34)',
  '    at async Object.run [as acme-prod] (file:///C:/Users/acme (old)/dist/server.cjs:5:6)',
  '    at new Session (dist\\server.cjs:7:8)',
  '    at /home/acme/dist/server.cjs:9:10',
  '    at process.processTicksAndRejections (node:internal/process/task_queues:95:5)',
].join('\n');

describe('the log of faults', () => {
  it('keeps handler, kind and places of the program, and nothing else', () => {
    const log = new FaultLog();
    expect(log.note('hover', thrown('no vlan100 in /home/acme/vm.yaml', stack))).toBe(true);
    expect(log.faults).toEqual([
      {
        where: 'hover',
        kind: 'TypeError',
        frames: [
          'Rule.check server.cjs:12:34',
          'Object.run server.cjs:5:6',
          'Session server.cjs:7:8',
          '(anonymous) server.cjs:9:10',
        ],
        times: 1,
      },
    ]);
  });

  it('takes no line of a message for a frame', () => {
    const log = new FaultLog();
    const message = 'bad text\n    at secretName (acme.ts:1:2)\nend';
    log.note('hover', thrown(message, stack));
    expect(log.faults[0]?.frames).toHaveLength(4);
    // The head is another than the message says: no telling where the frames begin.
    const changed = thrown(message, stack);
    changed.message = 'else';
    log.note('definition', changed);
    expect(log.faults[0]).toEqual({ where: 'definition', kind: 'TypeError', frames: [], times: 1 });
  });

  it('counts the same fault, and tells of it once', () => {
    const log = new FaultLog();
    expect(log.note('hover', thrown('a', stack))).toBe(true);
    expect(log.note('hover', thrown('b', stack))).toBe(false);
    expect(log.note('rename', thrown('', stack))).toBe(true);
    expect(log.note('hover', thrown('c', stack))).toBe(false);
    expect(log.faults.map(({ where, times }) => [where, times])).toEqual([
      ['hover', 3],
      ['rename', 1],
    ]);
  });

  it('takes whatever is thrown, and keeps the last twenty', () => {
    const log = new FaultLog();
    log.note('first', 'acme-prod');
    expect(log.faults).toEqual([{ where: 'first', kind: 'string', frames: [], times: 1 }]);
    log.note('named', thrown('x', stack, 'acme/prod'));
    expect(log.faults[0]?.kind).toBe('Error');
    for (let index = 0; index < 30; index++) log.note(`handler${index}`, undefined);
    expect(log.faults).toHaveLength(20);
    expect(log.faults[0]?.where).toBe('handler29');
  });

  it('reads the stacks of real errors', () => {
    const log = new FaultLog();
    function inner(): never {
      throw new RangeError('multi\nline: acme');
    }
    try {
      inner();
    } catch (fault) {
      log.note('hover', fault);
    }
    expect(log.faults[0]?.kind).toBe('RangeError');
    expect(log.faults[0]?.frames[0]).toMatch(/^inner fault-log\.test\.ts:\d+:\d+$/);
    expect(JSON.stringify(log.faults)).not.toMatch(/acme|[\\/]test[\\/]|node_modules/);
  });
});
