import { networkInterfaces } from 'node:os';

/**
 * An IPv4 address of this machine other than loopback, to bind a breaker to for Firefox, which pairs no
 * loopback address with one of another kind. 127.0.0.1 where there is no network but loopback.
 */
export function interfaceAddress(): string {
  const addresses = Object.values(networkInterfaces()).flatMap(each => each ?? []);
  return addresses.find(({ family, internal }) => family === 'IPv4' && !internal)?.address ?? '127.0.0.1';
}
