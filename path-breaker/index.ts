export { interfaceAddress } from './interface-address.ts';
export { type CutOptions, PathBreaker, type PathBreakerOptions } from './path-breaker.ts';
export type { RecordedStream, Silence, SilenceCause } from './record.ts';
export type { Flow } from './representative.ts';
