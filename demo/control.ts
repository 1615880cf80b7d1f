import type { IncomingMessage, ServerResponse } from 'node:http';
import type { CutOptions, PathBreaker } from '../path-breaker/index.ts';
import type { Calls } from './calls.ts';

/** What one party of the call signals to the other. */
interface Signal {
  description?: { type: string; sdp: string };
  candidate?: { candidate: string };
}

type Action = (breaker: PathBreaker, body: never) => unknown;

/** POST /api/calls/<id>/<action>, with JSON in and out. */
const ACTIONS: Record<string, Action> = {
  signal: (breaker, { from, signal }: { from: string; signal: Signal }) =>
    rewriteSignal(breaker, from, signal),
  cut: (breaker, options: CutOptions) => breaker.cut(options),
  mend: breaker => breaker.mend(),
  delay: (breaker, { ms }: { ms: number }) => breaker.delay(ms),
  rebind: (breaker, { peer }: { peer?: string }) => breaker.rebind(peer),
  silences: (breaker, { minMs }: { minMs?: number }) => breaker.silences({ minMs }),
};

/** Answers requests for /api/; all others are left to the caller. */
export async function handleControl(
  calls: Calls,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<boolean> {
  const { pathname } = new URL(request.url ?? '/', 'http://localhost');
  if (!pathname.startsWith('/api/')) return false;
  // A foreign page cannot send this type without asking first, and is not answered when it asks.
  if (request.method !== 'POST' || request.headers['content-type'] !== 'application/json') {
    reply(response, 400, { error: 'expected a POST of application/json' });
    return true;
  }
  const [, , resource, id = '', action = ''] = pathname.split('/');
  const body = await readJson(request);
  if (resource === 'calls' && id === '') reply(response, 200, { id: calls.begin() });
  else if (resource === 'calls' && action === 'end') reply(response, 200, { ended: await calls.end(id) });
  else await act(response, calls.get(id), ACTIONS[action], body);
  return true;
}

async function act(
  response: ServerResponse,
  breaker: PathBreaker | undefined,
  action: Action | undefined,
  body: unknown,
): Promise<void> {
  if (!breaker || !action) return reply(response, 404, { error: 'there is no such call or action' });
  try {
    reply(response, 200, { result: await action(breaker, body as never) });
  } catch (error) {
    reply(response, 400, { error: String(error) });
  }
}

/** What the other party is to be told; `null` for a candidate that would go around the path breaker. */
async function rewriteSignal(breaker: PathBreaker, from: string, signal: Signal): Promise<Signal | null> {
  if (signal.description) {
    const sdp = await breaker.rewriteSdp(from, signal.description.sdp);
    return { description: { ...signal.description, sdp } };
  }
  if (!signal.candidate) return null;
  const candidate = await breaker.rewriteCandidate(from, signal.candidate.candidate);
  return candidate === null ? null : { candidate: { ...signal.candidate, candidate } };
}

function reply(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

async function readJson(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return JSON.parse(Buffer.concat(chunks).toString('utf8') || '{}');
}
