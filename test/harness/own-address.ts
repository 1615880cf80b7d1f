import { networkInterfaces } from 'node:os';

/**
 * The IPv4 address of this machine that its browsers gather as a host candidate. Firefox pairs it with no
 * loopback address, so a path breaker between two Firefox peers must stand there too.
 */
export function ownAddress(): string {
  const addresses = Object.values(networkInterfaces()).flatMap(all => all ?? []);
  return addresses.find(({ family, internal }) => family === 'IPv4' && !internal)?.address ?? '127.0.0.1';
}
