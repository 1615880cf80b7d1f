import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';

export interface StaticServerOptions {
  /** A folder whose files are served. */
  directory?: string;
  /** Files that exist only here: by path (`/page.html`), their text. */
  files?: Record<string, string>;
  /** Response headers, the same for each file or by path: a content security policy, for one. */
  headers?: Record<string, string> | ((path: string) => Record<string, string>);
  /** Asked first; answers whether it has taken the request. */
  handle?: (request: IncomingMessage, response: ServerResponse) => boolean | Promise<boolean>;
}

export interface StaticServer {
  /** Without a slash at the end. */
  origin: string;
  close(): Promise<void>;
}

const CONTENT_TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
};

/** Serves files on a free port of 127.0.0.1. */
export async function startStaticServer(options: StaticServerOptions): Promise<StaticServer> {
  const server = createServer((request, response) => {
    answer(options, request, response).catch(error => {
      response.writeHead(500).end(String(error));
    });
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise(resolve => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function answer(
  options: StaticServerOptions,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (await options.handle?.(request, response)) return;
  const { pathname } = new URL(request.url ?? '/', 'http://localhost');
  const path = pathname.endsWith('/') ? `${pathname}index.html` : pathname;
  const body = await readServed(options, path);
  if (body === null) {
    response.writeHead(404).end(`there is no ${path}`);
    return;
  }
  const headers = typeof options.headers === 'function' ? options.headers(path) : options.headers;
  const contentType = CONTENT_TYPES[extname(path)] ?? 'application/octet-stream';
  response.writeHead(200, { 'content-type': contentType, 'cache-control': 'no-store', ...headers });
  response.end(body);
}

async function readServed({ directory, files }: StaticServerOptions, path: string) {
  const inMemory = files?.[path];
  if (inMemory !== undefined) return inMemory;
  if (!directory) return null;
  // Normalising an absolute path leaves no way up and out of the directory.
  return readFile(join(directory, normalize(decodeURIComponent(path)))).catch(() => null);
}
