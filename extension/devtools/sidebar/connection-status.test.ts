import { expect, it } from 'vitest';
import { viewOf } from '../fixture/view.ts';
import { carries, connectionStatus } from './connection-status.ts';

it('names the state a connection is in', () => {
  const { connection } = viewOf(call => call.run(2_000));
  expect(connectionStatus(connection, null)).toEqual({ tone: 'good', word: 'connected' });
  expect(carries(connection)).toBe('audio, video');
});

it('says that nothing arrives although ICE is content', () => {
  const { connection } = viewOf(call => call.run(5_000).breakPath().run(5_000));
  expect(connectionStatus(connection, null)).toEqual({ tone: 'warn', word: 'connected, but silent' });
});

it('knows a restart that is under way and one that failed', () => {
  const pending = viewOf(call => call.run(3_000).restart({ outcome: 'pending' }));
  expect(connectionStatus(pending.connection, null).word).toBe('restarting');
  const failed = viewOf(call => call.run(3_000).breakPath().restart({ outcome: 'failed' }));
  expect(connectionStatus(failed.connection, null)).toEqual({ tone: 'bad', word: 'restart failed' });
});

it('says how a connection ended', () => {
  const { connection } = viewOf(call => call.run(60_000).close());
  expect(connectionStatus(connection, connection.closedAt).word).toBe('closed after 1 min 0 s');
  const { connection: orphan } = viewOf(call => call.run(1_000));
  expect(connectionStatus(orphan, 5_000)).toEqual({ tone: 'off', word: 'gone with its frame' });
});
