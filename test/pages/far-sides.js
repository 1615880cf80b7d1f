/** Far sides that do not negotiate as a browser does, for the call of call.js. */

/** The `a=ice-ufrag` and `a=ice-pwd` of a description's first section. */
function credentialsOf(sdp) {
  return { ufrag: /a=ice-ufrag:(\S+)/.exec(sdp)[1], pwd: /a=ice-pwd:(\S+)/.exec(sdp)[1] };
}

function withCredentials(sdp, { ufrag, pwd }) {
  return sdp
    .replaceAll(/a=ice-ufrag:\S+/g, `a=ice-ufrag:${ufrag}`)
    .replaceAll(/a=ice-pwd:\S+/g, `a=ice-pwd:${pwd}`);
}

/** What is said of the session, and then each media section. */
const sectionsOf = sdp => sdp.split(/^(?=m=)/m);

const farSides = {
  withCredentials,

  /**
   * Bob turns into a server that knows no ICE restart: whatever he is offered, he answers as he did at first,
   * and stays on the path he has.
   */
  ignoreRestarts(call) {
    const { bob, alice } = call;
    const first = alice.pc.remoteDescription;
    bob.receive = async ({ description }) => {
      if (description?.type === 'offer') await alice.pc.setRemoteDescription(first);
    };
  },

  /** Bob turns into a server that refuses every new offer. */
  refuseOffers(call) {
    call.bob.receive = async ({ description }) => {
      if (description?.type === 'offer') await call.alice.pc.setLocalDescription({ type: 'rollback' });
    };
  },

  /**
   * WHIP (RFC 9725 section 4.3) and WHEP, its counterpart for players: a restart exchanges fragments with credentials and candidates, and
   * the page writes the far side's answer itself, from the one it had.
   */
  async restartOverWhip(call) {
    const { alice, bob } = call;
    const before = alice.pc.remoteDescription.sdp;
    await alice.pc.setLocalDescription(await alice.pc.createOffer({ iceRestart: true }));
    await bob.pc.setRemoteDescription({
      type: 'offer',
      sdp: await rewriteSdp('alice', alice.pc.localDescription.sdp),
    });
    await bob.pc.setLocalDescription();
    const sdp = withCredentials(before, credentialsOf(bob.pc.localDescription.sdp));
    await alice.pc.setRemoteDescription({ type: 'answer', sdp: sdp.replaceAll(/a=candidate:.*\r\n/g, '') });
  },

  /** Bob turns into a server that restarts its first transport alone: of the others he hears nothing new. */
  restartFirstAlone(call) {
    const { alice } = call;
    alice.alter = ({ candidate, description }) => {
      if (!description) return candidate?.sdpMLineIndex > 0 ? null : { candidate };
      const old = sectionsOf(alice.pc.currentLocalDescription.sdp);
      const sections = sectionsOf(description.sdp).map((section, index) =>
        index < 2 ? section : withCredentials(section, credentialsOf(old[index])),
      );
      return { description: { type: description.type, sdp: sections.join('') } };
    };
  },

  /** Bob's answers say that he is ICE-lite (RFC 8445 section 2.5). */
  liteAnswers(call) {
    call.bob.alter = ({ description, candidate }) => ({
      candidate,
      description: description && {
        type: description.type,
        sdp: description.sdp.replace('t=0 0\r\n', 't=0 0\r\na=ice-lite\r\n'),
      },
    });
  },

  /** Bob is moved to another server: a connection of his own, with another certificate, takes over. */
  moveBob(call) {
    call.bob = new call.bob.constructor('bob');
  },
};
globalThis.farSides = farSides;
