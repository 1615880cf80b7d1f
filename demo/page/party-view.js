const MOODS = { connected: 'good', completed: 'good', failed: 'bad', closed: 'bad' };

/** Draws one party: what it sees and hears of the other, its ICE state, and what arrives. */
export class PartyView {
  #element;
  #party;
  #received = { audio: null, video: null };

  constructor(element, party) {
    this.#element = element;
    this.#party = party;
    element.append(document.getElementById('party').content.cloneNode(true));
    this.#find('h2').textContent = `${party.name[0].toUpperCase()}${party.name.slice(1)} receives`;
    const players = { audio: silentPlayer(), video: this.#find('video') };
    party.connection.ontrack = ({ track }) => {
      players[track.kind].srcObject = new MediaStream([track]);
    };
  }

  async update() {
    const { connection } = this.#party;
    const state = connection.iceConnectionState;
    this.#show('dd.ice', state, MOODS[state] ?? 'wait');
    for (const stats of (await connection.getStats()).values()) {
      if (stats.type === 'inbound-rtp') this.#showInbound(stats);
    }
  }

  #showInbound({ kind, bytesReceived, timestamp }) {
    const before = this.#received[kind];
    this.#received[kind] = { bytesReceived, timestamp };
    if (!before || timestamp === before.timestamp) return;
    const kbps = ((bytesReceived - before.bytesReceived) * 8) / (timestamp - before.timestamp);
    if (kbps > 0) this.#show(`dd.${kind}`, `${kbps.toFixed(0)} kbit/s`, 'good');
    else this.#show(`dd.${kind}`, 'silent', 'bad');
  }

  #show(selector, text, mood) {
    const element = this.#find(selector);
    element.textContent = text;
    element.dataset.mood = mood;
  }

  #find(selector) {
    return this.#element.querySelector(selector);
  }
}

/** Both parties sit in one room and must not hear each other; but the sound plays, as in a real call. */
function silentPlayer() {
  return Object.assign(new Audio(), { autoplay: true, volume: 0 });
}
