import type { TraceSource } from './source/source.ts';

/** What stands where nothing was recorded: what that means, and what to do. */
export function EmptyPage({ source }: { source: TraceSource }) {
  const status = source.status.value;
  if (status === 'connecting') return <main class="empty-page" aria-busy="true" />;
  if (status === 'ended') {
    return (
      <main class="empty-page">
        <h1>This trace holds no connection</h1>
        <p>The page that it was recorded on used no WebRTC.</p>
      </main>
    );
  }
  return (
    <main class="empty-page">
      <h1>No WebRTC on this page yet</h1>
      <p>
        Every RTCPeerConnection of this tab appears here when the page makes its first one, in any of its
        frames. Nothing is lost until then, nor while this panel is closed.
      </p>
      <p>
        Was the page open before IceScope was installed or updated? Then it can be observed once it is loaded
        again.
      </p>
      <p>
        Traces from elsewhere can be dropped here, or opened with <strong>Open…</strong> above.
      </p>
      {source.commands && (
        <button type="button" onClick={() => source.commands?.reloadPage()}>
          Reload page
        </button>
      )}
    </main>
  );
}
