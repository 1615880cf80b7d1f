import { fileURLToPath } from 'node:url';
import { startStaticServer } from '../test/harness/static-server.ts';
import { Calls } from './calls.ts';
import { handleControl } from './control.ts';

export interface DemoServer {
  origin: string;
  calls: Calls;
  close(): Promise<void>;
}

export interface DemoServerOptions {
  /** What the path breakers are bound to; see `PathBreakerOptions`. */
  bindAddress?: string;
}

/** Serves the demo's page and the controls of its path breakers on 127.0.0.1. */
export async function startDemoServer({ bindAddress }: DemoServerOptions = {}): Promise<DemoServer> {
  const calls = new Calls(bindAddress);
  const server = await startStaticServer({
    directory: fileURLToPath(new URL('page', import.meta.url)),
    // As strict as a careful application's, to show that observing works under it.
    headers: { 'content-security-policy': "default-src 'self'" },
    handle: (request, response) => handleControl(calls, request, response),
  });
  return {
    origin: server.origin,
    calls,
    close: async () => {
      await server.close();
      await calls.closeAll();
    },
  };
}
