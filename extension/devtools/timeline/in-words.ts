import type { ConnectionView } from '../../trace/view.ts';
import { worstGapOf } from '../model/restart-gaps.ts';
import type { Range } from '../model/viewport.ts';
import { clock } from '../text/clock.ts';
import { bracketText, duration } from '../text/duration.ts';
import { causeWords, counted, outcomeWords, triggerWords } from '../text/words.ts';
import { rangesWithin } from './lanes/flow.ts';
import { type VisibleRestart, visibleRestarts } from './visible-restarts.ts';

/** Nobody listens to more. */
const mostSentences = 30;

/** What the timeline shows within `range`, for who does not see it: its restarts, and breaks without one. */
export function inWords(connection: ConnectionView, range: Range, origin: number, until: number): string[] {
  const at = (t: number) => clock(t - origin, 1);
  const said = [
    ...visibleRestarts(connection.restarts, range, until).map(visible => ({
      t: visible.restart.requestedAt,
      text: restartInWords(visible, at),
    })),
    ...rangesWithin(connection.breaks, range).map(({ from, to, healedBy }) => ({
      t: from,
      text: `Break at ${at(from)}: no media for ${duration(to - from)}, ${
        healedBy === 'itself' ? 'mended by itself' : 'mended by another pair'
      }, without a restart`,
    })),
  ].sort((a, b) => a.t - b.t);
  const sentences = said.slice(0, mostSentences).map(({ text }) => text);
  if (said.length > mostSentences) sentences.push(`and ${counted(said.length - mostSentences, 'other')}`);
  return sentences;
}

function restartInWords({ restart, number }: VisibleRestart, at: (t: number) => string): string {
  const { outcome, requestedAt, settledAt, trigger, cause } = restart;
  const worst = worstGapOf(restart);
  return [
    `Restart ${number} at ${at(requestedAt)}: ${outcomeWords[outcome]}`,
    settledAt === null ? '' : ` after ${duration(settledAt - requestedAt)}`,
    `, asked for by ${triggerWords[trigger]}, cause: ${causeWords[cause]}`,
    worst ? `, worst gap ${worst.durationMs === 0 ? 'none' : bracketText(worst)}` : '',
  ].join('');
}
