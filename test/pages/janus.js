/** One connection to a plugin of a Janus media server, over its WebSocket API. Stands on call.js. */
class JanusCall {
  constructor(url, plugin) {
    this.pc = new RTCPeerConnection();
    this.plugin = plugin;
    this.url = url;
    this.answers = new Map();
    this.pc.onicecandidate = ({ candidate }) =>
      this.send({ janus: 'trickle', candidate: candidate ?? { completed: true } });
    this.pc.ontrack = ({ track }) => play(track);
  }

  async attach() {
    this.socket = new WebSocket(this.url, 'janus-protocol');
    await until(this.socket, 'open', () => this.socket.readyState === WebSocket.OPEN);
    this.socket.onmessage = ({ data }) => this.receive(JSON.parse(data));
    this.session = (await this.send({ janus: 'create' })).data.id;
    this.handle = (await this.send({ janus: 'attach', plugin: `janus.plugin.${this.plugin}` })).data.id;
  }

  /** Sends a request; resolves with what it came to: of a message to the plugin, with the plugin's event. */
  send(request) {
    const transaction = crypto.randomUUID();
    const { session: session_id, handle: handle_id } = this;
    this.socket.send(JSON.stringify({ ...request, transaction, session_id, handle_id }));
    return new Promise(resolve => this.answers.set(transaction, resolve));
  }

  receive(message) {
    if (message.janus === 'ack') return;
    this.answers.get(message.transaction)?.(message);
    this.answers.delete(message.transaction);
  }

  message(body, jsep) {
    return this.send({ janus: 'message', body, jsep });
  }

  connected() {
    return settled(this.pc, ['connected', 'completed']);
  }

  /** Calls the EchoTest, or restarts the call. */
  async echo(options) {
    await this.pc.setLocalDescription(await this.pc.createOffer(options));
    const { jsep } = await this.message({ audio: true }, this.pc.localDescription);
    await this.pc.setRemoteDescription(jsep);
  }

  /** Has the server pass another of the layers on that we send, and waits until its pictures arrive. */
  async layer(substream, width) {
    await this.message({ substream });
    for (;;) {
      for (const { type, frameWidth } of (await this.pc.getStats()).values()) {
        if (type === 'inbound-rtp' && frameWidth === width) return;
      }
      await new Promise(resolve => setTimeout(resolve, 50));
    }
  }

  /** Watches a stream; with `restart`, has the server restart it. */
  async watch(id, restart = false) {
    const { jsep } = await this.message({ request: 'watch', id, restart });
    await this.pc.setRemoteDescription(jsep);
    await this.pc.setLocalDescription();
    await this.message({ request: 'start' }, this.pc.localDescription);
  }

  close() {
    this.pc.close();
    this.socket.close();
  }
}

/** Sends a tone to the server and hears it again. */
globalThis.echoTest = async url => {
  globalThis.echo = new JanusCall(url, 'echotest');
  await echo.attach();
  const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
  for (const track of stream.getTracks()) echo.pc.addTrack(track, stream);
  await echo.echo();
  await echo.connected();
};

/** The picture in two sizes, of which the server passes one back; and sound. */
globalThis.simulcast = async url => {
  globalThis.echo = new JanusCall(url, 'echotest');
  await echo.attach();
  const stream = await navigator.mediaDevices.getUserMedia({
    audio: true,
    video: { width: 640, height: 480 },
  });
  echo.pc.addTransceiver(stream.getAudioTracks()[0], { streams: [stream] });
  echo.pc.addTransceiver(stream.getVideoTracks()[0], {
    streams: [stream],
    sendEncodings: ['h', 'l'].map((rid, i) => ({ rid, scaleResolutionDownBy: 2 ** i })),
  });
  await echo.echo();
  await echo.connected();
};

/** Listens to what the server streams. */
globalThis.streaming = async (url, mountpoint) => {
  globalThis.stream = new JanusCall(url, 'streaming');
  await stream.attach();
  await stream.watch(mountpoint);
  await stream.connected();
};
