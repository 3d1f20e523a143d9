// docs/performance.md, written by the benchmark from what it measured. Says nothing about the machine or the day, so that
// two runs differ in their figures only.
import { peersSection } from './peers/section.mjs';

/** The page as text. `result` is what `main.mjs` measured; its shapes are described there. */
export function performancePage(result, { allowedRatio, warmUp, tries }) {
  const spread = ({ ratio, low, high }) => `${ratio.toFixed(2)} (95 % interval ${low.toFixed(2)}–${high.toFixed(2)})`;
  const kb = (bytes) => Math.round(bytes / 1000);
  return `# Performance

Written by \`npm run bench -- --write\`; do not edit by hand.

A file may hold many documents, but a keystroke changes one. VirtLens cuts the text at its \`---\` lines, keeps what it
computed for each document, and does the work for the edited one alone. So the cost of a keystroke does not grow with
the file.

One keystroke here is: a character typed into (or taken out of) the name of a NIC in the middle document, then the
diagnostics of the file, then the inlay hints of the 60 lines around the cursor, all answered.

| | 10 documents (${kb(result.bytes[0])} KB) | 1000 documents (${kb(result.bytes[1])} KB) |
| --- | --- | --- |
| documents parsed per keystroke | ${result.parsed[0]} | ${result.parsed[1]} |
| documents analysed per keystroke | ${result.analysed[0]} | ${result.analysed[1]} |
| CPU of the server per keystroke, median | ${result.cpu[0].toFixed(2)} ms | ${result.cpu[1].toFixed(2)} ms |

- 1000 documents over 10: **${spread(result.size)}**. The command fails above ${allowedRatio} in ${tries} tries, and at once when a keystroke parses or
  analyses anything but one document.
- 10 documents over 10, two servers with the same file, same run: ${spread(result.noise)}. This is the noise.
- An answer that says anything new repeats the findings of the file, as the protocol wants. With one in each VM of the 1000 documents
  (${result.answers[3].diagnostics} of them) a keystroke takes ${result.cpu[3].toFixed(2)} ms, ${(result.perFinding * 1000).toFixed(1)} µs for each further finding; still one document is parsed.
- The \`yaml\` parser alone takes ${result.parser.toFixed(2)} ms for the edited document; the whole keystroke, protocol, rules
  and hints included, takes ${(result.cpu[0] / result.parser).toFixed(1)} times that. An edit of one scalar or comment makes the new tree out of the old one.
- Judging a VM with ${result.judged.nics} NICs – API schema, webhooks, every rule – costs ${spread(result.judged.overParsing)} of what the
  \`yaml\` package takes to parse it with source tokens and lines, as an editor needs it, and
  ${spread(result.judged.overReading)} of VirtLens's own, cheaper reading; one process, in turn.

## A whole workspace

All manifests of the workspace folders are known by their facts: names, references, MACs, configurations, and where they
stand. Files are scanned by their lines, in slices between which requests are answered, and their texts are dropped.

| ${result.indexed.files} files, ${Math.round(result.indexed.bytes / result.indexed.files / 100) / 10} KB each | |
| --- | --- |
| CPU of walking, reading and scanning, over that of parsing the same files with \`yaml\` (tokens and lines) | ${result.indexed.overParsing.ratio.toFixed(3)} (95 % interval ${result.indexed.overParsing.low.toFixed(3)}–${result.indexed.overParsing.high.toFixed(3)}), that is 1/${Math.round(1 / result.indexed.overParsing.ratio)} |
| files per second of CPU | ${Math.round(result.indexed.filesPerSecond / 100) * 100} |
| memory of the facts of one file | ${(result.indexed.bytesPerFile / 1000).toFixed(1)} KB |
| files scanned, texts kept | ${result.indexed.counters.filesScanned}, ${result.indexed.counters.filesRead} |
| documents that the parser had to read (no YAML to kubectl) | ${result.indexed.counters.documentsParsed} |

Four of ten files hold a VM, two hold NADs and what uses them, four other objects. The index ends at 60,000 files or about
250 MB of facts; the status item says so then.

${peersSection(result.peers, result)}
## How it was measured

Keystrokes by size: ${result.rounds} rounds after ${warmUp} to warm up, on one two-core machine. CPU time is that of all threads of the server
process, garbage collection included; it leaves out waiting and what other processes do. The absolute figures belong to
that machine, the ratios and counts should hold on any.
`;
}
