// Loaded before a measured program: tells the bench, on file descriptor 3, what the process took.
const { writeSync } = require("node:fs");

const marks = [];
globalThis.mark = (name) => marks.push([name, performance.now()]);
mark("Node.js");

process.on("exit", () => {
  const { user, system } = process.cpuUsage();
  const megabytes = process.resourceUsage().maxRSS / 1024;
  const modules = Object.keys(require.cache).length;
  writeSync(3, JSON.stringify({ cpu: (user + system) / 1000, megabytes, modules, marks }));
});
