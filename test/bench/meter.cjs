// Preloaded into every process of a measured server (NODE_OPTIONS): tells the bench what this process has used so far,
// all of its threads together. Each process has a socket of its own in the folder that BENCH_METER names, so that a
// server of several processes is counted whole, and a process that is gone is not asked.
const { createServer } = require('node:net');
const { join } = require('node:path');
const { isMainThread } = require('node:worker_threads');

if (isMainThread && process.env.BENCH_METER !== undefined) {
  const server = createServer((socket) => {
    // The bench may end before its servers do.
    socket.on('error', () => undefined);
    socket.on('data', () => {
      const { user, system } = process.cpuUsage();
      const memory = { rss: process.memoryUsage.rss(), peak: process.resourceUsage().maxRSS * 1024 };
      socket.write(`${JSON.stringify({ microseconds: user + system, ...memory })}\n`);
    });
    socket.unref();
  });
  // A worker of a cluster would have the process that started it listen.
  server.listen({ path: join(process.env.BENCH_METER, `${process.pid}.sock`), exclusive: true }).unref();
}
