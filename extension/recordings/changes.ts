/** Tells every page of the extension that the kept recordings have changed. What changed, they read themselves. */
const channel = new BroadcastChannel('icescope.recordings');

export function announceChange(): void {
  channel.postMessage(null);
}

/** Calls back after changes, at most every `everyMs`. Returns how to stop it. */
export function onChange(listener: () => void, everyMs = 250): () => void {
  // A channel does not hear itself: this one hears what the page changes as well.
  const ear = new BroadcastChannel('icescope.recordings');
  let timer: ReturnType<typeof setTimeout> | undefined;
  ear.addEventListener('message', () => {
    timer ??= setTimeout(() => {
      timer = undefined;
      listener();
    }, everyMs);
  });
  return () => {
    clearTimeout(timer);
    ear.close();
  };
}
