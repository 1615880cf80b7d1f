import type { Restart } from '../../trace/schema/trace.ts';
import { waterfallOf } from './waterfall-layout.ts';

export function Waterfall({ restart, now }: { restart: Restart; now: number }) {
  return (
    <ol class="waterfall" aria-label="Phases">
      {waterfallOf(restart, now).map(row => (
        <li key={row.name} class="waterfall-row" title={`${row.label}: ${row.meaning}`}>
          <span class="waterfall-label">{row.label}</span>
          <span class="waterfall-track" aria-hidden="true">
            <span
              class={`waterfall-bar phase-${row.name}`}
              style={{ left: `${row.from * 100}%`, width: `${row.share * 100}%` }}
            />
          </span>
          <span class="waterfall-took">{row.took}</span>
        </li>
      ))}
    </ol>
  );
}
