import type { Restart } from '../../trace/schema/trace.ts';
import type { PanelModel } from '../model/panel-model.ts';
import { duration } from '../text/duration.ts';
import { outcomeWords } from '../text/words.ts';
import {
  type Comparison,
  compareRestarts,
  differenceText,
  type Lane,
  lengthOf,
  type Stretch,
} from './compare.ts';
import './comparison.css';

/** Two restarts side by side, each on an axis from its own request. */
export function ComparisonOf({ model, other }: { model: PanelModel; other: Restart }) {
  const { restart } = model.scene.value;
  if (!restart) return null;
  const comparison = compareRestarts(restart, other, model.extent.value.to);
  const names = [nameOf(restart, model), nameOf(other, model)] as const;
  return (
    <div class="comparison-scroller">
      <table class="comparison">
        <caption class="visually-hidden">
          {names[0]} and {names[1]} compared
        </caption>
        <thead>
          <tr>
            <th scope="col">Lane</th>
            <th scope="col" class="comparison-axis">
              <Axis comparison={comparison} names={names} />
            </th>
            {names.map((name, i) => (
              <th key={name} scope="col" class="is-number">
                <span aria-hidden="true">{i === 0 ? '▀ ' : '▄ '}</span>
                {name}
              </th>
            ))}
            <th scope="col" class="is-number">
              Difference
            </th>
          </tr>
        </thead>
        <tbody>
          <tr>
            <th scope="row">Outcome</th>
            <td />
            <td class="is-number">{outcomeWords[restart.outcome]}</td>
            <td class="is-number">{outcomeWords[other.outcome]}</td>
            <td />
          </tr>
          {comparison.lanes.map(lane => (
            <LaneRow key={lane.label} lane={lane} comparison={comparison} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** `Restart 2`, or with its connection where that is another than the selected one. */
export function nameOf({ id, connectionId }: Restart, model: PanelModel): string {
  const { snapshot, connection } = model.scene.value;
  const own = snapshot.view.connections.get(connectionId);
  const number = (own?.restarts.findIndex(each => each.id === id) ?? -1) + 1;
  return own === connection ? `Restart ${number}` : `Restart ${number} of connection ${own?.number}`;
}

function LaneRow({ lane, comparison }: { lane: Lane; comparison: Comparison }) {
  const [a, b] = lane.stretches;
  return (
    <tr>
      <th scope="row">{lane.label}</th>
      <td class="comparison-axis">
        <Bar stretch={a} lane={lane} comparison={comparison} />
        <Bar stretch={b} lane={lane} comparison={comparison} />
      </td>
      <td class="is-number">{a ? duration(lengthOf(a)) : '–'}</td>
      <td class="is-number">{b ? duration(lengthOf(b)) : '–'}</td>
      <td class="is-number">{lane.differenceMs === null ? '' : differenceText(lane.differenceMs)}</td>
    </tr>
  );
}

function shareOf(ms: number, { axis }: Comparison): string {
  return `${((ms - axis.fromMs) / lengthOf(axis)) * 100}%`;
}

/** Which bar is whose, and where on the axis both were asked for. */
function Axis({ comparison, names }: { comparison: Comparison; names: readonly [string, string] }) {
  const { axis } = comparison;
  const isLate = -axis.fromMs / lengthOf(axis) > 0.5;
  return (
    <>
      <span class="visually-hidden">
        {names[0]} above, {names[1]} below
      </span>
      <span class="comparison-zero" style={{ left: shareOf(0, comparison) }}>
        <span class={`comparison-zero-label ${isLate ? 'is-late' : ''}`}>asked for</span>
      </span>
    </>
  );
}

interface BarProps {
  stretch: Stretch | null;
  lane: Lane;
  comparison: Comparison;
}

function Bar({ stretch, lane, comparison }: BarProps) {
  const { axis } = comparison;
  return (
    <span class="comparison-track" aria-hidden="true">
      {stretch && (
        <span
          class={lane.kind === 'gap' ? 'comparison-gap' : `phase-${lane.phase}`}
          style={{
            left: shareOf(stretch.fromMs, comparison),
            width: `${(lengthOf(stretch) / lengthOf(axis)) * 100}%`,
          }}
        />
      )}
    </span>
  );
}
