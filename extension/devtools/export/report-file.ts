import { h } from 'preact';
import renderToString from 'preact-render-to-string';
import type { Restart } from '../../trace/schema/trace.ts';
import type { ConnectionView } from '../../trace/view.ts';
import cardStyle from '../card/card.css?inline';
import panelStyle from '../panel.css?inline';
import coloursStyle from '../theme/colours.css?inline';
import type { Work } from '../work/work.ts';
import reportStyle from './report.css?inline';
import { Report, type ReportInput } from './report.tsx';
import { type Drawing, planReport } from './report-plan.ts';

/** Should anything slip in nevertheless, the browser neither runs nor loads it. */
const policy = "default-src 'none'; style-src 'unsafe-inline'";

/** One file that opens anywhere: no script, no network. `draw` makes an SVG document. */
export async function reportFile(
  input: ReportInput,
  draw: (drawing: Drawing) => string,
  work: Work,
): Promise<Blob> {
  const plan = planReport(input.view);
  const drawings = new Map<Restart | ConnectionView, string>();
  const drawIt = (drawing: Drawing) => drawings.set(drawing.restart ?? drawing.connection, draw(drawing));
  await work.each('Drawing', plan.drawings, drawIt, plan.drawings.length);
  const page = pageOf(renderToString(h(Report, { input, plan, drawings })));
  return new Blob([page], { type: 'text/html' });
}

function pageOf(body: string): string {
  const style = [coloursStyle, darkBySystem(coloursStyle), panelStyle, cardStyle, reportStyle].join('\n');
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width">
<title>IceScope report</title>
<style>${style}</style>
</head>
<body>${body}</body>
</html>
`;
}

/** Without a script to ask DevTools, the system says whether it is dark. */
function darkBySystem(style: string): string {
  const dark = /:root\[data-theme="?dark"?\]\s*\{[^}]*\}/.exec(style)?.[0] ?? '';
  return `@media (prefers-color-scheme: dark) {${dark.replace(/:root\[[^\]]*\]/, ':root')}}`;
}
