import { csvRows } from '../../trace/export/csv.ts';
import { chromeTraceEvents, chromeTraceOf } from '../../trace/export/trace-events.ts';
import { generator } from '../../trace/file/generator.ts';
import { type Inks, readInks } from '../theme/inks.ts';
import { measureIn } from '../timeline/paint.ts';
import type { Work } from '../work/work.ts';
import { jsonFile } from './json-file.ts';
import { type Picture, pictureOf, pngOf } from './picture.ts';
import { reportFile } from './report-file.ts';
import type { Subject } from './subject.ts';
import { svgOf, svgParts } from './svg.ts';
import { traceFile } from './trace-file.ts';

export type FormatId = 'trace' | 'report' | 'svg' | 'png' | 'csv' | 'chrome-trace';

/** A kind of file that a trace can be exported as. */
export interface Format {
  id: FormatId;
  title: string;
  /** What it is good for. */
  hint: string;
  ending: string;
  make(subject: Subject, work: Work): Promise<Blob>;
}

const writer = () => `${generator().name} ${generator().version}`;

export const formats: Format[] = [
  {
    id: 'trace',
    title: 'Trace',
    hint: 'everything, to be opened again',
    ending: '.icescope.json',
    make: async (subject, work) => traceFile({ ...subject, events: await subject.events() }, work),
  },
  {
    id: 'report',
    title: 'Report',
    hint: 'one HTML page that opens anywhere',
    ending: '.html',
    make: reportOf,
  },
  {
    id: 'svg',
    title: 'Timeline as SVG',
    hint: 'what is shown now, to be edited',
    ending: '.svg',
    make: (subject, work) => {
      const inks = readInks(document.body);
      const { shapes, width, height } = shownPicture(subject, inks);
      const colour = (ink: keyof Inks['colours']) => inks.colours[ink];
      const options = { width, height, colour, fontFamily: inks.fontFamily, title: titleOf(subject) };
      return textFile('Drawing', svgParts(shapes, options), 'image/svg+xml', work, shapes.length);
    },
  },
  {
    id: 'png',
    title: 'Timeline as PNG',
    hint: 'what is shown now, to be pasted',
    ending: '.png',
    make: (subject, work) => {
      const inks = readInks(document.body);
      return pngOf(shownPicture(subject, inks), inks, work);
    },
  },
  {
    id: 'csv',
    title: 'Restarts and gaps as CSV',
    hint: 'for spreadsheets',
    ending: '.csv',
    make: ({ view }, work) => textFile('Writing', csvRows(view), 'text/csv', work),
  },
  {
    id: 'chrome-trace',
    title: 'Chrome trace events',
    hint: 'for Perfetto and chrome://tracing',
    ending: '.trace.json',
    make: ({ view }, work) =>
      jsonFile(chromeTraceOf(view, writer()), 'traceEvents', chromeTraceEvents(view), work),
  },
];

function shownPicture(subject: Subject, inks: Inks): Picture {
  return pictureOf({ ...subject, measure: measureIn(inks) });
}

const titleOf = ({ connection }: Pick<Subject, 'connection'>) =>
  `Timeline of connection ${connection.number}`;

/** Of parts that are made one after the other. `total`: how many there are, about. */
async function textFile(
  step: string,
  parts: Iterable<string>,
  type: string,
  work: Work,
  total?: number,
): Promise<Blob> {
  const made: string[] = [];
  await work.each(step, parts, part => made.push(part), total);
  return new Blob(made, { type });
}

function reportOf({ view, missing, redacted }: Subject, work: Work): Promise<Blob> {
  const inks = readInks(document.body);
  const measure = measureIn(inks);
  const input = { view, missing, redacted, generator: writer() };
  // The colours are the report's own: light or dark as its reader's system is.
  const colour = (ink: string) => `var(--ink-${ink})`;
  return reportFile(
    input,
    ({ connection, range, restart }) => {
      const picture = pictureOf({ view, connection, range, restartId: restart?.id ?? null, measure });
      const { shapes, width, height } = picture;
      const { fontFamily } = inks;
      return svgOf(shapes, { width, height, colour, fontFamily, title: titleOf({ connection }) });
    },
    work,
  );
}
