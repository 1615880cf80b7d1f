import { prepareCall } from './call.js';
import { logEvent } from './event-log.js';
import { PartyView } from './party-view.js';

const REFRESH_MS = 500;

const byId = id => document.getElementById(id);
const log = (who, text, mood) => logEvent(byId('log'), who, text, mood);

function wireControls({ path }) {
  const controls = {
    break: {
      act: () => path.cut('existing'),
      text: 'breaks: what was signalled so far goes dead',
      mood: 'bad',
    },
    'break-all': { act: () => path.cut('all'), text: 'breaks: nothing is forwarded any more', mood: 'bad' },
    mend: { act: () => path.mend(), text: 'is mended', mood: 'good' },
    rebind: { act: () => path.rebind(), text: 'moves Alice to other ports', mood: 'wait' },
  };
  for (const [id, { act, text, mood }] of Object.entries(controls)) {
    byId(id).onclick = async () => {
      await act();
      log('path', text, mood);
      if (id !== 'rebind') showPath(mood === 'bad' ? 'broken' : 'mended');
    };
  }
}

function showPath(state) {
  byId('path').dataset.state = state;
  byId('path-label').textContent = state;
}

/** What the parties make of the path, which they learn of late: they may have found a new one. */
function followParties({ alice, bob }) {
  const states = [alice, bob].map(party => party.connection.iceConnectionState);
  if (states.every(state => state === 'connected' || state === 'completed')) showPath('open');
  if (states.some(state => state === 'disconnected' || state === 'failed')) showPath('broken');
}

async function start() {
  const call = await prepareCall(log);
  const views = [call.alice, call.bob].map(party => new PartyView(byId(party.name), party));
  wireControls(call);
  for (const { connection } of [call.alice, call.bob]) {
    connection.addEventListener('iceconnectionstatechange', () => followParties(call));
  }
  setInterval(() => Promise.all(views.map(view => view.update())), REFRESH_MS);
  call.alice.sendMedia();
}

start().catch(error => log('call', `could not start: ${error.message}`, 'bad'));
