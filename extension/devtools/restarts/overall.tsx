import type { Restart } from '../../trace/schema/trace.ts';
import { duration } from '../text/duration.ts';
import { type Bin, distributionOf, type Spread, statisticsOf } from './statistics.ts';
import './overall.css';

/** What the restarts cost, all together: three figures each, and how the silences are spread. */
export function Overall({ restarts }: { restarts: Restart[] }) {
  const { gap, took } = statisticsOf(restarts);
  if (!gap && !took) return null;
  return (
    <div class="overall">
      <dl class="spreads">
        <SpreadOf name="Longest silence" spread={gap} />
        <SpreadOf name="Took" spread={took} />
      </dl>
      {gap && gap.count > 1 && <Distribution bins={distributionOf(restarts)} />}
    </div>
  );
}

function SpreadOf({ name, spread }: { name: string; spread: Spread | null }) {
  if (!spread) return null;
  const { count, medianMs, p95Ms, worstMs } = spread;
  return (
    <div>
      <dt>
        {name} <span class="dim">of {count}</span>
      </dt>
      <dd>
        <strong>{duration(medianMs)}</strong> median
      </dd>
      <dd>
        <strong>{duration(p95Ms)}</strong> 95 % below
      </dd>
      <dd>
        <strong>{duration(worstMs)}</strong> worst
      </dd>
    </div>
  );
}

function Distribution({ bins }: { bins: Bin[] }) {
  const most = Math.max(...bins.map(({ count }) => count));
  return (
    <table class="distribution">
      <caption class="visually-hidden">Restarts by their longest silence</caption>
      <tbody>
        {bins.map(({ label, count }) => (
          <tr key={label}>
            <th scope="row">{label}</th>
            <td>
              <span
                class="distribution-bar"
                aria-hidden="true"
                style={{ width: `${(count / most) * 100}%` }}
              />
            </td>
            <td class="is-number">{count}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
