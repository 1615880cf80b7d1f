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
      <table class="plain-table spreads">
        <caption class="visually-hidden">All restarts together</caption>
        <thead>
          <tr>
            <td />
            <th scope="col">Median</th>
            <th scope="col">
              <abbr title="95th percentile">p95</abbr>
            </th>
            <th scope="col">Worst</th>
          </tr>
        </thead>
        <tbody>
          <SpreadOf name="Longest silence" spread={gap} />
          <SpreadOf name="Took" spread={took} />
        </tbody>
      </table>
      {gap && gap.count > 1 && <Distribution bins={distributionOf(restarts)} />}
    </div>
  );
}

function SpreadOf({ name, spread }: { name: string; spread: Spread | null }) {
  if (!spread) return null;
  const { count, medianMs, p95Ms, worstMs } = spread;
  return (
    <tr>
      <th scope="row">
        {name} <span class="dim spread-count">of {count}</span>
      </th>
      {[medianMs, p95Ms, worstMs].map((ms, i) => (
        <td key={i} class="is-number">
          {duration(ms)}
        </td>
      ))}
    </tr>
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
