// What must not outlive a command: processes it started and folders it made. They are ended and removed when the command
// ends in any way, Ctrl-C included. Only synchronous work is possible at that moment.
const cleanups = new Set();
let codeFor = (signalNumber) => 128 + signalNumber;

/** Has `cleanup` run at the end. Answers a function that takes it back, for when the work is done earlier. */
export function atEnd(cleanup) {
  cleanups.add(cleanup);
  return () => cleanups.delete(cleanup);
}

/** Says that an interruption is the ordinary way to end from here on, so that the exit code is 0. */
export function interruptionIsOrdinary() {
  codeFor = () => 0;
}

process.on('exit', () => {
  for (const cleanup of [...cleanups].reverse()) cleanup();
});
for (const [signal, number] of [
  ['SIGHUP', 1],
  ['SIGINT', 2],
  ['SIGTERM', 15],
]) {
  process.on(signal, () => process.exit(codeFor(number)));
}
