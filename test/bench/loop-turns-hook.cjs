// Preloaded into the gateway by `npm run bench:starve`: the longest turn of its event loop in processor time of the main
// thread, which a busy machine does not change. SIGUSR2 writes it to a file and begins anew.
const { readFileSync, writeFileSync } = require('node:fs');

const place = process.env.BENCH_LONGEST_TURN;
if (place !== undefined) {
  // First field: time on the processor, nanoseconds (proc(5)). The main thread's number is that of the process.
  const spent = () =>
    Number(readFileSync(`/proc/self/task/${process.pid}/schedstat`, 'utf8').split(' ')[0]) / 1e6;
  let before = spent();
  let longest = 0;
  setInterval(() => {
    const now = spent();
    longest = Math.max(longest, now - before);
    before = now;
  }, 1).unref();
  process.on('SIGUSR2', () => {
    writeFileSync(place, String(longest));
    longest = 0;
  });
}
