import type { ComponentChildren } from 'preact';
import type { ConnectionView, Segment } from '../../trace/view.ts';
import { clock } from '../text/clock.ts';
import { lasting } from '../text/duration.ts';
import { pairName, streamName, streamPlace } from '../text/words.ts';

interface DetailsProps {
  connection: ConnectionView;
  now: number;
  origin: number;
}

/** What a connection was made with, and everything it went through, in lists. */
export function Details({ connection, now, origin }: DetailsProps) {
  const at = (t: number) => clock(t - origin, 1);
  const history = { now, at };
  return (
    <div class="details">
      <Configuration connection={connection} at={at} />
      <History title="Generations" segments={connection.generations} {...history}>
        {({ index, localUfrag, remoteUfrag }) => (
          <>
            {index} · <code>{localUfrag ?? '?'}</code> ⇄ <code>{remoteUfrag ?? '?'}</code>
          </>
        )}
      </History>
      <History title="Selected pairs" segments={connection.paths} {...history}>
        {pair => pairName(pair)}
      </History>
      <History title="ICE states" segments={connection.ice} {...history}>
        {state => state}
      </History>
      <History title="Connection states" segments={connection.connection} {...history}>
        {state => state}
      </History>
      <Streams connection={connection} />
    </div>
  );
}

function Configuration({ connection, at }: { connection: ConnectionView; at(t: number): string }) {
  const { configuration, createdAt, closedAt } = connection;
  const urls = configuration.iceServers.flatMap(server => server.urls);
  return (
    <section>
      <h3>Connection {connection.number}</h3>
      <dl class="pairs">
        <dt>Created</dt>
        <dd>{at(createdAt)}</dd>
        {closedAt !== null && <dt>Closed</dt>}
        {closedAt !== null && <dd>{at(closedAt)}</dd>}
        <dt>ICE servers</dt>
        <dd>{urls.length === 0 ? 'none' : urls.map(url => <div key={url}>{url}</div>)}</dd>
        <dt>Transport policy</dt>
        <dd>{configuration.iceTransportPolicy ?? 'all'}</dd>
        <dt>Bundle policy</dt>
        <dd>{configuration.bundlePolicy ?? 'balanced'}</dd>
        <dt>Candidate pool</dt>
        <dd>{configuration.iceCandidatePoolSize ?? 0}</dd>
      </dl>
    </section>
  );
}

interface HistoryProps<T> {
  title: string;
  segments: Segment<T>[];
  now: number;
  at(t: number): string;
  children(value: T): ComponentChildren;
}

/** The newest of a history matter most, and there may be thousands. */
const most = 50;

function History<T>({ title, segments, now, at, children }: HistoryProps<T>) {
  if (segments.length === 0) return null;
  const newest = segments.slice(-most).reverse();
  return (
    <section>
      <h3>{title}</h3>
      <dl class="pairs">
        {newest.flatMap(({ from, to, value }) => [
          <dt key={`${from}t`}>{at(from)}</dt>,
          <dd key={from}>
            {children(value)} <span class="dim">for {lasting((to ?? now) - from)}</span>
          </dd>,
        ])}
      </dl>
      {segments.length > most && <p class="dim">and {segments.length - most} earlier</p>}
    </section>
  );
}

function Streams({ connection }: { connection: ConnectionView }) {
  if (connection.streams.length === 0) return null;
  return (
    <section>
      <h3>Streams</h3>
      <dl class="pairs">
        {connection.streams.flatMap(stream => [
          <dt key={`${stream.key}t`}>{streamName(stream)}</dt>,
          <dd key={stream.key}>
            {streamPlace(stream)} <span class="dim">ssrc {stream.ssrc}</span>
          </dd>,
        ])}
      </dl>
    </section>
  );
}
