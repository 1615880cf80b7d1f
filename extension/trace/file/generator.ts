import packageJson from '../../../package.json' with { type: 'json' };
import type { Trace } from '../schema/trace.ts';

export function generator(): Trace['generator'] {
  return { name: 'IceScope', version: packageJson.version };
}
