/** Epoch milliseconds as a float, the trace's unit of time: comparable with a browser on the same machine. */
export function epochNow(): number {
  return performance.timeOrigin + performance.now();
}
