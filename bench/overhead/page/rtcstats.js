import rtcstats from '@jitsi/rtcstats/rtcstats.js';

/** What it would send over its WebSocket is serialised as there, and then let go. */
const statsEntry = (...entry) => JSON.stringify(entry);
globalThis.startTool = pollInterval => rtcstats({ statsEntry }, { pollInterval });
