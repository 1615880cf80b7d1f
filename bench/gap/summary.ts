import type { BrowserName } from '../../tools/browsers.ts';
import type { Failure, Measurement } from './measure.ts';
import type { Visibility } from './plan.ts';
import { median, percentile, share } from './statistics.ts';

/** Of one browser's measurements. */
export interface Row {
  browser: BrowserName;
  group: string;
  /** Whether another row holds these measurements too, together with more. */
  part: 'whole' | 'part';
  /** The path was cut in these trials. */
  broken: boolean;
  /** Gaps measured, four a trial. */
  gaps: number;
  /** Gaps that IceScope did not tell. */
  failed: number;
  medianErrorMs: number | null;
  p95ErrorMs: number | null;
  medianWidthMs: number | null;
  bracketsTrue: number | null;
  pollMedianErrorMs: number | null;
  pollP95ErrorMs: number | null;
  pollMissed: number;
  /** Gaps told where there was none. */
  falseGaps: number;
}

export interface Results {
  browser: BrowserName;
  measured: Measurement[];
  failed: Failure[];
}

type Sorted = Pick<Measurement, 'plan' | 'stream'>;

interface Group {
  group: string;
  part: Row['part'];
  broken: boolean;
  takes: (each: Sorted) => boolean;
}

const visibilities = ['visible', 'hidden'] as const;
const medias = ['audio', 'video'] as const;
const kinds = ['healed-before', 'healed-after'] as const;

/** What each row takes in, in the order of the table. */
const groups: Group[] = [
  ...visibilities.flatMap(visibility => [
    ...medias.map(media =>
      cut(`${visibility}, ${media}`, 'part', visibility, ({ stream }) => stream.media === media),
    ),
    ...kinds.map(kind =>
      cut(
        `${visibility}, ${kind.replace('-', ' ')} the restart`,
        'part',
        visibility,
        ({ plan }) => plan.kind === kind,
      ),
    ),
    cut(`${visibility}, all`, 'whole', visibility, () => true),
  ]),
  {
    group: 'make before break',
    part: 'whole',
    broken: false,
    takes: ({ plan }) => plan.kind === 'make-before-break',
  },
];

function cut(group: string, part: Row['part'], visibility: Visibility, takes: Group['takes']): Group {
  const isCut = ({ plan }: Sorted) => plan.kind !== 'make-before-break' && plan.visibility === visibility;
  return { group, part, broken: true, takes: each => isCut(each) && takes(each) };
}

export function summarise({ browser, measured, failed }: Results): Row[] {
  return groups
    .map(group => ({
      browser,
      group: group.group,
      part: group.part,
      broken: group.broken,
      ...figures(measured.filter(group.takes), failed.filter(group.takes)),
    }))
    .filter(row => row.gaps + row.failed > 0);
}

function figures(measured: Measurement[], failed: Failure[]) {
  const errors = measured.map(({ errorMs }) => Math.abs(errorMs));
  const pollErrors = measured.map(({ pollErrorMs }) => Math.abs(pollErrorMs));
  return {
    gaps: measured.length,
    failed: failed.length,
    medianErrorMs: median(errors),
    p95ErrorMs: percentile(errors, 95),
    medianWidthMs: median(measured.map(({ widthMs }) => widthMs)),
    bracketsTrue: share(measured, ({ holds }) => holds),
    pollMedianErrorMs: median(pollErrors),
    pollP95ErrorMs: percentile(pollErrors, 95),
    pollMissed: measured.filter(({ poll, truth }) => poll.missed && truth.durationMs > 0).length,
    falseGaps: measured.filter(({ gap, truth }) => gap.durationMs > 0 && truth.durationMs === 0).length,
  };
}
