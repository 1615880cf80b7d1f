import { Party } from './party.js';
import { Path } from './path.js';

const MEDIA = { audio: true, video: { width: 640, height: 360, frameRate: 20 } };

/**
 * Prepares a call between alice and bob, both in this page; `alice.sendMedia()` begins it. Whatever one signals
 * crosses the path breaker, which puts addresses of its own in place of theirs.
 */
export async function prepareCall(log) {
  const [stream, path] = await Promise.all([navigator.mediaDevices.getUserMedia(MEDIA), Path.begin()]);
  const create = (name, isCaller, ownStream) =>
    new Party({
      name,
      isCaller,
      stream: ownStream,
      send: signaller(path, name, signal => other[name].receive(signal), log),
      log: (text, mood) => log(name, text, mood),
    });
  const alice = create('alice', true, stream);
  const bob = create('bob', false, stream.clone());
  const other = { alice: bob, bob: alice };
  addEventListener('pagehide', () => path.end());
  return { alice, bob, path };
}

/** Sends signals one after the other: each is rewritten by a request, and must not overtake the one before. */
function signaller(path, from, deliver, log) {
  let sent = Promise.resolve();
  return signal => {
    // Taken now, as a description goes on changing while candidates are gathered.
    const copy = JSON.parse(JSON.stringify(signal));
    sent = sent
      .then(() => path.rewrite(from, copy))
      .then(rewritten => rewritten && deliver(rewritten))
      .catch(error => log(from, `could not signal: ${error.message}`, 'bad'));
  };
}
