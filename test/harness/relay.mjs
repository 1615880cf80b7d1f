/** `node relay.mjs FROM TO` hands on what comes in at one socket to another: ports of loopback, or paths. */
import { connect, createServer } from 'node:net';

const [from, to] = process.argv
  .slice(2)
  .map(end => (end.startsWith('/') ? { path: end } : { port: Number(end), host: '127.0.0.1' }));

createServer(socket => {
  const onward = connect(to);
  socket.pipe(onward).pipe(socket);
  for (const [end, other] of [
    [socket, onward],
    [onward, socket],
  ]) {
    end.on('error', () => other.destroy());
    end.on('close', () => other.destroy());
  }
}).listen(from, () => console.log('ready'));
