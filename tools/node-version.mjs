// Imported first by the commands that people type: it ends them with one clear line on a Node that is too old, before
// anything newer is used.
const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`VirtLens needs Node 20.19 or newer; this is ${process.versions.node}.`);
  process.exit(1);
}
