// VirtLens beside a peer and a do-nothing server, at every size of file, in one run for each size. It gates
// nothing: walls of a shared machine are no gate, and the peer may be missing.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { manifestStream } from '../manifests.mjs';
import { DrivenServer } from './driven-server.mjs';
import { peerPackage, preparePeer } from './peer-server.mjs';
import { bareStart, runPhases } from './phases.mjs';

const root = path.resolve(import.meta.dirname, '../..');
export const labels = {
  ours: 'VirtLens',
  small: 'VirtLens, 10 documents',
  peer: `${peerPackage.name} ${peerPackage.version}`,
  idle: 'do nothing',
  bare: bareStart,
};

/** Of VMs of 4 KB, as the goals have them. */
const nics = [10, 11, 17];
/** Documents of a file of about 10 MB. */
const hugeCount = 2800;
const full = { starts: 7, samples: 40, warmUp: 100, bursts: 6, budget: 20_000 };
const quick = { starts: 5, samples: 20, warmUp: 60, bursts: 4, budget: 8000 };

/** `--quick` takes fewer samples, `--all` has the peer open 10 MB as well, `--sizes 1,100` takes only some sizes. */
export async function comparePeers(args, say) {
  const counts = args.includes('--quick') ? quick : full;
  const sizesAt = args.indexOf('--sizes');
  const sizes = sizesAt < 0 ? [1, 10, 100, 1000, hugeCount] : args[sizesAt + 1].split(',').map(Number);
  const peer = preparePeer();
  if (peer.missing) say(`without ${labels.peer}: ${peer.missing}`);
  const bySize = [];
  const cache = mkdtempSync(path.join(tmpdir(), 'bench-'));
  for (const size of sizes) {
    const stream = manifestStream(size, { nics });
    const subjects = [
      { label: labels.ours, ...asInVsCode(cache), stream },
      {
        label: labels.idle,
        isIdle: true,
        command: [process.execPath, path.join(import.meta.dirname, 'idle-server.mjs'), '--stdio'],
        stream,
      },
    ];
    const withPeer = !peer.missing && (size < hugeCount || args.includes('--all'));
    if (withPeer) subjects.push({ label: labels.peer, ...peer, stream });
    // At 10 MB VirtLens is compared with itself on a small file, in the same run.
    if (size === hugeCount)
      subjects.push({ ...subjects[0], label: labels.small, stream: manifestStream(10, { nics }) });
    say(`${size} documents (${Math.round(stream.text.length / 1000)} KB)`);
    await keepCode(subjects[0]);
    bySize.push({
      size,
      isHuge: size === hugeCount,
      bytes: stream.text.length,
      ...(await runPhases(subjects, counts)),
    });
  }
  rmSync(cache, { recursive: true, force: true });
  return { bySize, peerMissing: peer.missing, counts };
}

/** VirtLens as VS Code starts it: with a folder for what V8 has compiled. */
const asInVsCode = (cache) => ({
  command: [process.execPath, path.join(root, 'dist/server-cached.cjs'), '--stdio'],
  env: { VIRTLENS_CODE_CACHE: cache },
});

/** One start before those that are measured, which leaves its compiled code behind. */
async function keepCode(subject) {
  const server = await DrivenServer.start(subject, subject.stream);
  await server.open();
  await server.stop();
}
